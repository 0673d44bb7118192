// The app over HTTP. A stranger sees a code and a request id, never a message or a stack; every answer carries
// X-TRACE-ID and X-PROCESS-TIME; every request is one line in the log.
export { createHttp, type Http, type HttpDeps } from './create-http.ts';
