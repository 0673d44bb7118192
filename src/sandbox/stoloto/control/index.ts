// Control over the sandbox StoLoto, in process and over HTTP with the same words.
export { createControl, type StolotoControl } from './control.ts';
export { createControlHttp } from './http.ts';
