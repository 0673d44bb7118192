// The words every floor shares. Pure and browser-safe: no I/O, no clock of its own, no imports.
export { type Clock, createManualClock, type ManualClock, systemClock } from './clock.ts';
export { AppError, type ErrorCode, errorCodes, isAppError } from './errors.ts';
export { fromShortId, isId, newId, toShortId } from './ids.ts';
export { type Locale, locales, toLocale } from './locale.ts';
export { type Credits, credits, creditsOf, formatCredits, toDecimal } from './money.ts';
export { type PluralForms, plural } from './plural.ts';
