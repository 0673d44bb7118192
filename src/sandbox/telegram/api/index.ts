// The methods of the Bot API. `groups.ts` lists them, `call.ts` says how to add more.
export {
  type ApiCall,
  ApiFailure,
  tooManyRequests,
  type UploadedFile,
} from './call.ts';
export { callMethod, knownMethod, type MethodAnswer, toAnswer } from './run.ts';
