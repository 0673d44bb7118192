export type DbStartProblem =
  | 'already_running'
  | 'cannot_start'
  | 'foreign_data'
  | 'no_account'
  | 'no_binaries'
  | 'other_bot'
  | 'other_version';

/** The database cannot be used; the message says why and what to do, for the operator's eyes. */
export class DbStartError extends Error {
  readonly problem: DbStartProblem;

  constructor(problem: DbStartProblem, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'DbStartError';
    this.problem = problem;
  }
}
