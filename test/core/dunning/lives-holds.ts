import { addBusinessDays } from '../../../src/core';
import type { EntryId, InvoiceId, LocalDate, LogEntry, ReminderPolicy, StatementOfAccount } from '../../../src/core';
import type { Memory } from './lives-memory';

/** What the log's plain words forbid, read without the fold: only what holds whatever else was said is named. */

interface Moment {
  readonly voided: ReadonlySet<EntryId>;
  readonly statement: StatementOfAccount;
  readonly policy: ReminderPolicy;
  readonly today: LocalDate;
}

export function whatHolds(entries: readonly LogEntry[], { voided, statement, policy, today }: Moment): readonly string[] {
  const live = entries.filter(({ id }) => !voided.has(id));
  const covers = (invoices: readonly InvoiceId[]): boolean => invoices.length === 0 || statement.items.some(({ invoice, outstanding }) => outstanding.minor > 0 && invoices.includes(invoice));
  const holds: string[] = [];
  let promise: string | null = null;
  for (const { id, fact } of live) {
    if (fact.kind === 'insolvency-noted') holds.push('insolvency');
    if (fact.kind === 'hold-set' && (fact.until === null || fact.until >= today) && !live.some((other) => other.fact.kind === 'hold-lifted' && other.fact.hold === id)) holds.push(`the hold ${id}`);
    if (fact.kind === 'plan-agreed') {
      const end = fact.instalments[fact.instalments.length - 1]?.due ?? today;
      const missed = live.some((other) => other.fact.kind === 'instalment-missed' && other.fact.plan === id);
      if (!missed && end >= today && covers(fact.invoices)) holds.push(`the payment plan ${id}`);
    }
    // A newer promise may close this one; the last one stands.
    if (fact.kind === 'promise-recorded') promise = addBusinessDays(fact.promisedFor, policy.promiseGrace) >= today && covers(fact.invoices) ? `the promise ${id}` : null;
  }
  return promise === null ? holds : [...holds, promise];
}

/** Whether anything was said that may hold the whole debtor, over or not. */
export const mayHold = (entries: readonly LogEntry[], voided: ReadonlySet<EntryId>): boolean =>
  entries.some(({ id, fact }) => !voided.has(id) && ['insolvency-noted', 'hold-set', 'plan-agreed', 'promise-recorded'].includes(fact.kind));

/** The invoices of which the whole is in dispute. */
export function whollyDisputed(entries: readonly LogEntry[], voided: ReadonlySet<EntryId>): ReadonlySet<InvoiceId> {
  const live = entries.filter(({ id }) => !voided.has(id));
  const disputed = new Set<InvoiceId>();
  for (const { id, fact } of live) {
    if (fact.kind !== 'dispute-opened' || fact.amount !== null) continue;
    if (!live.some((other) => other.fact.kind === 'dispute-closed' && other.fact.dispute === id)) for (const invoice of fact.invoices) disputed.add(invoice);
  }
  return disputed;
}

/** A draft of which nobody knows whether it left; null: none. */
export function openDraft(entries: readonly LogEntry[], { voided, messages }: Memory, today: LocalDate): EntryId | null {
  const live = entries.filter(({ id }) => !voided.has(id));
  for (const { id, fact } of live) {
    if (fact.kind !== 'reminder-drafted') continue;
    const { reference } = fact;
    const settled = live.some((other) => (other.fact.kind === 'reminder-sent' || other.fact.kind === 'draft-discarded') && other.fact.reference === reference);
    const seen = messages.some(({ entry, provenOn }) => entry === id && provenOn !== null && provenOn <= today);
    if (!settled && !seen) return id;
  }
  return null;
}
