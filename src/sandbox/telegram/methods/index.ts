// All methods and parameters of the Bot API as data: an independent reading of the rules that every call is held against.
export { checkCall, isKnownMethod } from './check.ts';
export { apiVersion, methodTable } from './table.ts';
