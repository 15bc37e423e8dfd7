import type { Instant, LocalDate } from './calendar/types';
import type { StageId } from './dunning/types';
import type { EntryId } from './log/types';
import type { TemplateProblem } from './reminder/types';

export type SourceProblem =
  | { readonly code: 'source/unreachable'; readonly since: Instant | null }
  | { readonly code: 'source/timed-out'; readonly afterMs: number }
  | { readonly code: 'source/server-error'; readonly status: number; readonly reference: string | null }
  | { readonly code: 'source/unreadable-answer' }
  | { readonly code: 'source/not-signed-in' }
  | { readonly code: 'source/forbidden' }
  | { readonly code: 'source/unknown-debtor' }
  | { readonly code: 'source/no-ledger' }
  | { readonly code: 'source/version-not-served'; readonly asked: number; readonly served: readonly number[] };

export type LogProblem =
  | SourceProblem
  /** A colleague (or another window) was faster: the step is reserved or done. */
  | { readonly code: 'log/step-taken'; readonly stage: StageId; readonly by: string; readonly at: Instant; readonly entry: EntryId }
  /** The server's own assessment differs (paid meanwhile, held, too soon). */
  | { readonly code: 'log/no-longer-due' }
  | { readonly code: 'log/nothing-to-confirm'; readonly reference: string }
  | { readonly code: 'log/entry-unknown'; readonly entry: string }
  | { readonly code: 'log/cannot-be-undone'; readonly entry: string; readonly because: 'already-voided' | 'not-the-last-step' | 'is-an-undo' }
  | { readonly code: 'log/invalid-entry'; readonly field: string; readonly detail: string }
  | { readonly code: 'log/request-id-reused' }
  | { readonly code: 'log/read-only' };

export type MailProblem =
  | { readonly code: 'mail/no-item' }
  | { readonly code: 'mail/item-changed' }
  | { readonly code: 'mail/no-answer'; readonly call: string; readonly afterMs: number }
  | { readonly code: 'mail/host-refused'; readonly call: string; readonly hostCode: number | null }
  | { readonly code: 'mail/unsupported'; readonly call: string }
  | { readonly code: 'mail/too-long'; readonly limit: number; readonly length: number }
  | { readonly code: 'mail/no-recipient' }
  | { readonly code: 'mail/not-in-outlook' };

/** A ledger file, or a part of it, that could not be read. Rows are 1-based as the file shows them. */
export type LedgerProblem =
  | { readonly code: 'ledger/not-a-workbook'; readonly file: string }
  | { readonly code: 'ledger/empty'; readonly file: string }
  | { readonly code: 'ledger/file-unreadable'; readonly file: string; readonly because: 'missing' | 'no-rights' | 'locked' | 'other' }
  | { readonly code: 'ledger/no-usable-column'; readonly file: string; readonly headers: readonly string[] }
  | { readonly code: 'ledger/column-missing'; readonly file: string; readonly field: string }
  | { readonly code: 'ledger/date-order-undecided'; readonly file: string; readonly column: string; readonly example: string }
  | { readonly code: 'ledger/quote-not-closed'; readonly file: string; readonly row: number }
  | { readonly code: 'ledger/encrypted'; readonly file: string }
  | { readonly code: 'ledger/too-large'; readonly file: string; readonly limit: number }
  | { readonly code: 'ledger/row-unreadable'; readonly file: string; readonly sheet: string | null; readonly row: number; readonly column: string; readonly value: string;
      readonly why: 'no-number' | 'no-customer' | 'no-amount' | 'amount' | 'no-due-date' | 'date' | 'currency' | 'duplicate' | 'identifier' | 'too-many-columns' }
  | { readonly code: 'ledger/document-missing'; readonly file: string; readonly number: string };

export type ConfirmationProblem = { readonly code: 'ledger/awaits-confirmation'; readonly file: string; readonly rowsBefore: number; readonly rowsNow: number; readonly at: LocalDate };

/** Every expected failure: a code and data, no text. Words stand in core/panel. */
export type Problem = SourceProblem | LogProblem | MailProblem | LedgerProblem | ConfirmationProblem | TemplateProblem;
export type ProblemCode = Problem['code'];
