// The API over HTTP: every answer is 200 with its code inside, every call leaves a line with its times.
export { createFiles } from './files.ts';
export { createRoutes } from './routes.ts';
export { createKieServer } from './server.ts';
export { createUploads } from './uploads.ts';
