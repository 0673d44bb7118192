import type { Json } from '../types.ts';

/** What an invoice says to the bot alone, and what it costs. */
export interface InvoiceTerms {
  /** `<chat>:<message>` of a sent one, the slug of a link. */
  readonly key: string;
  readonly title: string;
  readonly payload: string;
  readonly currency: string;
  readonly total_amount: number;
  /** Seconds; links only. */
  readonly subscription_period?: number;
}

export interface Charge {
  /** telegram_payment_charge_id */
  readonly id: string;
  readonly user_id: number;
  readonly chat_id: number;
  readonly payload: string;
  readonly currency: string;
  readonly amount: number;
  /** Unix seconds. */
  readonly date: number;
  readonly refunded?: true;
  readonly subscription?: Subscription;
}

export interface Subscription {
  readonly period: number;
  /** Unix seconds. */
  readonly expires: number;
  readonly canceledBy?: 'user' | 'bot';
  /** A renewed period goes on under a newer charge. */
  readonly ended?: true;
}

export type StarsEntry =
  | { readonly invoice: InvoiceTerms }
  | { readonly charge: Charge }
  | { readonly transaction: Json };

/** A person has pressed Pay; the bot has 10 s to agree. */
export interface Checkout {
  readonly id: string;
  /** Closes it; says whether it was still open. */
  close(): boolean;
  readonly settle: (answer: { ok: true } | { ok: false; error: string }) => void;
}

export interface StarBook {
  readonly invoices: Map<string, InvoiceTerms>;
  readonly charges: Map<string, Charge>;
  /** Oldest first. */
  readonly transactions: Json[];
  readonly checkouts: Map<string, Checkout>;
}

export const createStarBook = (): StarBook => ({
  invoices: new Map(),
  charges: new Map(),
  transactions: [],
  checkouts: new Map(),
});

export function enter(book: StarBook, entry: StarsEntry): void {
  if ('invoice' in entry) book.invoices.set(entry.invoice.key, entry.invoice);
  else if ('charge' in entry) book.charges.set(entry.charge.id, entry.charge);
  else book.transactions.push(entry.transaction);
}

export function* entriesOf(book: StarBook): Generator<StarsEntry> {
  for (const invoice of book.invoices.values()) yield { invoice };
  for (const charge of book.charges.values()) yield { charge };
  for (const transaction of book.transactions) yield { transaction };
}

export function clearStars(book: StarBook): void {
  for (const checkout of book.checkouts.values()) checkout.close();
  book.invoices.clear();
  book.charges.clear();
  book.transactions.length = 0;
}
