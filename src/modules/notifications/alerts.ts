/** What an admin is called for: the closed set that texts are written for. */
export const alertCodes = [
  'books_do_not_add_up',
  'model_at_a_loss',
  'provider_balance_low',
  'provider_cost_differs',
  'provider_price_differs',
  'provider_unauthorized',
  'provider_uncertain',
  'provider_unfunded',
  'result_empty',
  'result_lost',
  'timed_out',
  /** Something else that a person should look at. */
  'other',
] as const;

export type AlertCode = (typeof alertCodes)[number];

/** Rows of a newer process may know a code that this one does not. */
export const toAlertCode = (text: string): AlertCode =>
  alertCodes.find((code) => code === text) ?? 'other';
