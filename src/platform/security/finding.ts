export type FindingState = 'ok' | 'warning' | 'serious' | 'not_applicable';

export interface Finding {
  check: string;
  state: FindingState;
  told: string;
  /** What to do about it; always there unless all is well. */
  todo?: string;
}

export const ok = (check: string, told: string): Finding => ({ check, state: 'ok', told });

export const notApplicable = (check: string, why: string): Finding => ({
  check,
  state: 'not_applicable',
  told: `not applicable: ${why}`,
});

export const warning = (check: string, told: string, todo: string): Finding => ({
  check,
  state: 'warning',
  told,
  todo,
});

export const serious = (check: string, told: string, todo: string): Finding => ({
  check,
  state: 'serious',
  told,
  todo,
});
