// Any JSON Schema as a conversation: what to ask, what an answer means, what is missing, what to send.
// Pure: the same schema and the same answers always give the same state. Whatever `result` gives is valid.
export { answer } from './answer.ts';
export { compile } from './compile.ts';
export { explain, limitsOf } from './explain.ts';
export { type Field, fieldAt, fieldsOf } from './field.ts';
export type { FieldText, Form, FormTexts, State } from './form.ts';
export type { Input } from './input.ts';
export { isEqual, isList, isObject, type Json, type JsonObject, parseJson } from './json.ts';
export { add, back, done, edit, leave, remove, skip, useDefaults } from './moves.ts';
export { type Pasted, paste } from './paste.ts';
export type { Path } from './path.ts';
export type { Problem, ProblemCode } from './problem.ts';
export { ask, current, missing, type Question, type Result, result, start } from './result.ts';
export type { MediaKind } from './schema.ts';
export type { Dropped, Outcome } from './settle.ts';
export { faults } from './validate.ts';
export type { Option, Widget } from './widget.ts';
export type { Words } from './words.ts';
