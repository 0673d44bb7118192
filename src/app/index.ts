// The composition root: everything is made in buildApp, started in order and stopped in reverse.
export { type App, type AppConfig, buildApp, type Given } from './build.ts';
export { listRunning, type Running } from './run-file.ts';
export { describeServices, type ServiceState } from './services.ts';
