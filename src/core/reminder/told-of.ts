import { addDays } from '../calendar';
import type { LocalDate } from '../calendar';
import type { ReminderPolicy } from '../dunning';
import type { InvoiceId } from '../ledger';
import { voidedIn } from '../log';
import type { EntryId, LogEntry, LogFact } from '../log';
import type { Money } from '../money';

/** A call of the last days, as the log has it. */
export interface CallTold {
  readonly on: LocalDate;
  /** Somebody answered; else a message was left, or nobody did. */
  readonly reached: boolean;
  readonly invoices: readonly InvoiceId[];
  /** What came of it and was noted since; null: nothing. */
  readonly promise: { readonly promisedFor: LocalDate; readonly amount: Money | null } | null;
  readonly disputed: boolean;
}

/** After a week nobody confirms a call any more. */
const CALL_DAYS = 7;
const ANSWERED: ReadonlySet<string> = new Set(['reached', 'promise', 'dispute', 'call-back']);

type Dated<K extends LogFact['kind']> = { readonly entry: LogEntry; readonly fact: Extract<LogFact, { readonly kind: K }> };
function lastOf<K extends LogFact['kind']>(entries: readonly LogEntry[], kind: K, fits: (fact: Extract<LogFact, { readonly kind: K }>, entry: LogEntry) => boolean): Dated<K> | null {
  const voided = voidedIn(entries);
  for (const entry of [...entries].reverse()) {
    const fact = entry.fact as Extract<LogFact, { readonly kind: K }>;
    if (entry.fact.kind === kind && !voided.has(entry.id) && fits(fact, entry)) return { entry, fact };
  }
  return null;
}

/** The last call that can be confirmed in writing; null: none. A wrong number was no call of this customer's. */
export function lastCall(entries: readonly LogEntry[], today: LocalDate): CallTold | null {
  const call = lastOf(entries, 'call-made', ({ outcome }, { on }) => outcome !== 'wrong-number' && on >= addDays(today, -CALL_DAYS));
  if (call === null) return null;
  const { entry, fact } = call;
  const since = ({ seq, on }: LogEntry): boolean => seq > entry.seq && on === entry.on;
  const promise = fact.outcome === 'promise' ? lastOf(entries, 'promise-recorded', (_, later) => since(later)) : null;
  return {
    on: entry.on, reached: ANSWERED.has(fact.outcome), invoices: fact.invoices,
    promise: promise === null ? null : { promisedFor: promise.fact.promisedFor, amount: promise.fact.amount },
    disputed: fact.outcome === 'dispute',
  };
}

/** A notice that was posted. */
export interface NoticeTold {
  readonly depositedOn: LocalDate;
  readonly depositNumber: string;
  readonly invoices: readonly InvoiceId[];
  /** Beside which its text is kept, and what that text must be; null: none was kept. */
  readonly entry: EntryId;
  readonly contentHash: string | null;
}

/** The last notice in the log that demanded something still open; null: none. */
export function lastNotice(entries: readonly LogEntry[], { stages }: ReminderPolicy, open: ReadonlySet<InvoiceId>): NoticeTold | null {
  const isNotice = (stage: string): boolean => stages.find(({ id }) => id === stage)?.channel === 'letter';
  const posted = lastOf(entries, 'letter-deposited', ({ stage, invoices }) => isNotice(stage) && invoices.some(({ invoice, step }) => step !== null && open.has(invoice)));
  if (posted === null) return null;
  const { depositedOn, depositNumber, invoices } = posted.fact;
  return { entry: posted.entry.id, contentHash: posted.entry.contentHash, depositedOn, depositNumber, invoices: invoices.filter(({ invoice, step }) => step !== null && open.has(invoice)).map(({ invoice }) => invoice) };
}

/** Invoices of which something is left to pay. */
export const stillOpen = (items: readonly { readonly invoice: InvoiceId; readonly outstanding: Money }[]): ReadonlySet<InvoiceId> => new Set(items.filter(({ outstanding }) => outstanding.minor > 0).map(({ invoice }) => invoice));
