import type { Debtor, FeedIdentity, FeedKind, FeedProblem, FeedValues, Instant, Invoice, InvoiceId, LedgerProblem, LeftOut, LocalDate, Money, Problem, Result } from '../../core';

/** Of a feed that reads a file or a spreadsheet, also what is wrong with that. */
export type FeedFailure = FeedProblem | LedgerProblem;

/** One customer as the system says it. `debtor.id` is the system's own stable id; so is `debtor.payer`. */
export type FeedDebtor = Debtor;

/** One invoice or credit note as the system says it. */
export interface FeedInvoice {
  /** The system's own stable id. */
  readonly external: string;
  /**
   * `id` by core's `invoiceId` (company, number, kind); `debtor`: the system's id of the customer; `document`: what
   * `Feed.document` wants to be asked, null where there is none. Credit notes: negative amounts, what is still to be used as outstanding.
   */
  readonly invoice: Invoice;
}

/** One payment of an invoice that another source lists. */
export interface FeedPayment {
  /** Stable from one pull to the next. */
  readonly external: string;
  /** By core's `invoiceId`, as of an invoice of that number. */
  readonly invoice: InvoiceId;
  /** As the list writes it. */
  readonly number: string;
  readonly on: LocalDate;
  /** Negative: it was taken back. */
  readonly amount: Money;
  /** Whose invoice it is, where the list says so; asked only where several customers have that number. */
  readonly code: string | null;
  readonly name: string | null;
  readonly reference: string | null;
}

/** A lot of records, kept together with `cursor` in one transaction. */
export interface FeedPage {
  readonly debtors: readonly FeedDebtor[];
  /** An invoice's customer stands in this page, or came before. */
  readonly invoices: readonly FeedInvoice[];
  /** Of a list of payments; only a whole pull brings them. Absent: none. */
  readonly payments?: readonly FeedPayment[];
  /** Ids of what no longer exists, or became something that is not asked for (deleted, cancelled, back to draft). */
  readonly gone: { readonly debtors: readonly string[]; readonly invoices: readonly string[] };
  /** Of a whole pull: what was told before and can neither be told again nor taken back now (a file in use). Absent: nothing. */
  readonly kept?: { readonly debtors: readonly string[]; readonly invoices: readonly string[] };
  /** Records that cannot be read: named, never dropped in silence. */
  readonly unreadable: readonly Problem[];
  /** Records that were named so before and no longer are, where they are no invoice of that name. Absent: none. */
  readonly readable?: readonly string[];
  /** How many records of this page were not taken, and why. */
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  /** Where to go on after this page, in the feed's own words; of the last page: where the next `changes` begins. */
  readonly cursor: string;
  readonly done: number;
  /** null: the system does not tell. */
  readonly of: number | null;
}

/** One customer as the system has it now. */
export interface FeedAccount {
  /** null: the system knows him no longer. */
  readonly debtor: FeedDebtor | null;
  /** All that `whole` would give of him. */
  readonly invoices: readonly FeedInvoice[];
  readonly unreadable: readonly Problem[];
}

export interface FeedDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * One ledger elsewhere. A feed reads; it keeps nothing and decides nothing. It never throws for what the other side does:
 * every answer is a `Result`, and a failed page ends its pull, which goes on from the last cursor when it is asked again.
 *
 * `whole` brings every customer with an invoice, all open invoices and credit notes, and what was settled in the last
 * `SETTLED_MONTHS`: their numbers are cited in mails, and they tell how a customer pays. `changes` may bring a record again
 * that did not change; it must not miss one: a feed whose system does not tell of every change (a part payment, a match)
 * re-reads what is open.
 */
export interface Feed {
  readonly kind: FeedKind;
  /** Whether the connection works, and whose ledger it is; else what is wrong with it, by name. */
  check(signal: AbortSignal): Promise<Result<FeedIdentity, FeedFailure>>;
  /** @param from where an interrupted pull stopped; null: the beginning. `feed/too-old`: what was told until there is no longer so; it begins anew. @param before where `changes` would have begun: what was told until now. */
  whole(from: string | null, signal: AbortSignal, before?: string | null): AsyncGenerator<Result<FeedPage, FeedFailure>, void>;
  /** `feed/too-old`: the system no longer knows what changed since; the whole is then pulled. */
  changes(from: string, signal: AbortSignal): AsyncGenerator<Result<FeedPage, FeedFailure>, void>;
  /** @param debtor the system's id. */
  account(debtor: string, signal: AbortSignal): Promise<Result<FeedAccount, FeedFailure>>;
  /** @param reference `Invoice.document` as this feed gave it. */
  document(reference: string, signal: AbortSignal): Promise<Result<FeedDocument, FeedFailure>>;
  /** Leaves a note beside the customer, where the system has a place for it. */
  readonly note?: (debtor: string, text: string, signal: AbortSignal) => Promise<Result<null, FeedFailure>>;
  /** Whether a note with that word (letters and digits) stands beside the customer: asked where the answer to `note` never came. */
  readonly hasNote?: (debtor: string, word: string, signal: AbortSignal) => Promise<Result<boolean, FeedFailure>>;
  /** Takes back what the vendor was asked to let us in by (a token). Absent: nothing can be taken back from here. */
  readonly revoke?: (signal: AbortSignal) => Promise<Result<null, FeedFailure>>;
}

/** How far back settled invoices are pulled. */
export const SETTLED_MONTHS = 18;

/** What every feed is made with, beside what its own system needs. */
export interface FeedSettings {
  /** Of the form, secrets opened. */
  readonly values: FeedValues;
  readonly context: FeedContext;
  /** The time limit of one call, milliseconds. Absent: the feed's own. */
  readonly patience?: number;
}

export interface FeedContext {
  /** Part of every invoice's id. */
  readonly company: Invoice['company'];
  /** "Mon Odoo": named in problems. */
  readonly name: string;
  readonly now: () => Instant;
}
