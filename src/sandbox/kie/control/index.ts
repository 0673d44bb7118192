// Control over the sandbox KIE, in process and over HTTP with the same words.
export { createControl, type KieControl } from './control.ts';
export { createControlHttp } from './http.ts';
