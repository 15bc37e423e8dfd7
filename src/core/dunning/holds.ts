import { addDays, dayNumber, fromDayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { money } from '../money';
import type { Currency, Money } from '../money/types';
import { STRUCK_OFF } from '../ledger/types';
import type { Debtor, OpenItem, StatementOfAccount } from '../ledger/types';
import type { History } from '../log/types';
import { businessDaysLater } from './business-day-numbers';
import type { Guarded } from './positions';
import type { ThreadFacts } from './thread-facts';
import { answerHeldUntil, answerToSettle } from './unread-answer';
import type { Hold, ReminderPolicy } from './types';

/** The last day on which a promise is left alone: two business days after its date in Standard. */
export const promiseHeldUntil = (promisedFor: LocalDate, policy: ReminderPolicy): LocalDate => fromDayNumber(businessDaysLater(dayNumber(promisedFor), policy.promiseGrace));

/** The last day of a hold that is known to end; null: it ends only by a new fact. */
export function holdEnds(hold: Hold): LocalDate | null {
  return 'until' in hold ? hold.until : null;
}

/**
 * What holds every reminder for the debtor, the gravest first. Every `until` is the last day held.
 * A promise holds while something that it covers is open: paid invoices keep it without anybody's word.
 */
export function debtorHolds(debtor: Debtor, history: History, statement: StatementOfAccount, policy: ReminderPolicy, today: LocalDate, thread: ThreadFacts | null = null): readonly Hold[] {
  const holds: Hold[] = [];
  const { insolvency } = history;
  if (insolvency !== null) holds.push({ kind: 'insolvency', procedure: insolvency.procedure, openedOn: insolvency.openedOn });
  if (debtor.exclusion?.reason === STRUCK_OFF) holds.push({ kind: 'struck-off' });
  else if (debtor.exclusion !== null && isOn(debtor.exclusion.until, today)) holds.push({ kind: 'excluded', reason: debtor.exclusion.reason, until: debtor.exclusion.until });
  // Other law, other texts: off until the company says that it reminds consumers (law sheet, 1.14).
  if (debtor.kind === 'consumer' && policy.forConsumers === undefined) holds.push({ kind: 'consumer' });
  for (const { entry, instalments, invoices } of history.plans) {
    let until: LocalDate | null = null;
    for (const { due } of instalments) if (until === null || due > until) until = due;
    if (until !== null && until >= today && covers(invoices, statement)) holds.push({ kind: 'plan', entry, until });
  }
  for (const { entry, until, reason } of history.holds) if (isOn(until, today)) holds.push({ kind: 'manual', entry, until, reason });
  for (const { entry, amount, promisedFor, invoices } of history.promises) {
    const until = promiseHeldUntil(promisedFor, policy);
    if (until >= today && covers(invoices, statement)) holds.push({ kind: 'promise', entry, amount, promisedFor, until });
  }
  const receivedOn = answerToSettle(history, thread);
  if (receivedOn !== null && answerHeldUntil(receivedOn) >= today) holds.push({ kind: 'unread-answer', receivedOn, until: answerHeldUntil(receivedOn) });
  return holds;
}
const isOn = (until: LocalDate | null, today: LocalDate): boolean => until === null || until >= today;

function covers(invoices: readonly string[], statement: StatementOfAccount): boolean {
  if (invoices.length === 0) return true;
  return statement.items.some(({ invoice, outstanding }) => outstanding.minor > 0 && invoices.includes(invoice));
}

/** What holds the overdue items that are not asked for; `guarded` are overdue ones. */
export function itemHolds(guarded: readonly Guarded[], history: History): readonly Hold[] {
  const holds: Hold[] = [];
  const disputed = guarded.filter(({ guard }) => guard.kind === 'dispute').map(({ item }) => item);
  holds.push(...disputeHolds(disputed, history));
  const debits = guarded.filter(({ guard }) => guard.kind === 'direct-debit').map(({ item }) => item);
  if (debits.length > 0) holds.push({ kind: 'direct-debit', numbers: numbersOf(debits) });
  for (const { guard } of guarded) {
    if (guard.kind === 'assigned' && !holds.some((hold) => hold.kind === 'assigned' && hold.factor === guard.factor)) {
      const same = guarded.filter((other) => other.guard.kind === 'assigned' && other.guard.factor === guard.factor);
      holds.push({ kind: 'assigned', numbers: numbersOf(same.map((other) => other.item)), factor: guard.factor });
    }
    if (guard.kind === 'limitation' && !holds.some((hold) => hold.kind === 'limitation' && hold.since === guard.since)) {
      const same = guarded.filter((other) => other.guard.kind === 'limitation' && other.guard.since === guard.since);
      holds.push({ kind: 'limitation', numbers: numbersOf(same.map((other) => other.item)), since: guard.since, years: guard.years });
    }
    if (guard.kind === 'e-invoice') {
      const { status } = guard;
      const until = guard.until === null ? null : fromDayNumber(guard.until);
      if (holds.some((hold) => hold.kind === 'e-invoice' && hold.status === status && hold.until === until)) continue;
      const same = guarded.filter((other) => other.guard.kind === 'e-invoice' && other.guard.status === status && other.guard.until === guard.until);
      holds.push({ kind: 'e-invoice', numbers: numbersOf(same.map((other) => other.item)), status, until });
    }
  }
  return holds;
}

/** What is held back of invoices, one hold per day of release and currency; the part is no item that is late. */
export function retainedHolds(guarded: readonly Guarded[]): readonly Extract<Hold, { readonly kind: 'retained' }>[] {
  const held = guarded.filter(({ guard }) => guard.kind === 'retained').map(({ item }) => item);
  const days = [...new Set(held.map((item) => releaseOf(item)))];
  return days.flatMap((until) => {
    const some = held.filter((item) => releaseOf(item) === until);
    return currenciesOf(some).map((currency) => {
      const items = some.filter(({ outstanding }) => outstanding.currency === currency);
      return { kind: 'retained' as const, numbers: numbersOf(items), amount: money(items.reduce((sum, { outstanding }) => sum + outstanding.minor, 0), currency), until };
    });
  });
}
/** What is due before it is released falls due with its invoice. */
const releaseOf = ({ retained, due }: OpenItem): LocalDate | null => (retained === undefined || retained.releasedOn === null ? null : due);

/** One hold per dispute of the log and currency; what only the ledger marks comes last, without an entry. */
function disputeHolds(items: readonly OpenItem[], history: History): readonly Hold[] {
  const holds: Hold[] = [];
  const explained = new Set<OpenItem>();
  for (const { entry, openedOn, invoices, amount } of history.disputes) {
    const about = items.filter(({ invoice }) => invoices.includes(invoice));
    for (const item of about) explained.add(item);
    for (const currency of currenciesOf(about)) {
      const some = about.filter((item) => item.outstanding.currency === currency);
      const whole = disputedOf(some, currency);
      holds.push({ kind: 'dispute', entry, numbers: numbersOf(some), amount: amount !== null && amount.currency === currency && amount.minor < whole.minor ? amount : whole, openedOn });
    }
  }
  const marked = items.filter((item) => !explained.has(item));
  for (const currency of currenciesOf(marked)) {
    const some = marked.filter((item) => item.outstanding.currency === currency);
    holds.push({ kind: 'dispute', entry: null, numbers: numbersOf(some), amount: disputedOf(some, currency), openedOn: null });
  }
  return holds;
}

export const numbersOf = (items: readonly OpenItem[]): readonly string[] => [...new Set(items.map(({ number }) => number))];
export const currenciesOf = (items: readonly OpenItem[]): readonly Currency[] => [...new Set(items.map(({ outstanding }) => outstanding.currency))];
/** What is disputed of items of one currency. */
export function disputedOf(items: readonly OpenItem[], currency: Currency): Money {
  let minor = 0;
  for (const { disputed } of items) minor += disputed.minor;
  return money(minor, currency);
}

/** The last day of all holds together; null when one of them has no end of its own. */
export function heldUntil(holds: readonly Hold[]): LocalDate | null {
  let until: LocalDate | null = null;
  for (const hold of holds) {
    const end = holdEnds(hold);
    if (end === null) return null;
    if (until === null || end > until) until = end;
  }
  return until;
}

/** The day after the first hold that ends by itself: then the answer differs. */
export function firstHoldOver(holds: readonly Hold[]): LocalDate | null {
  let first: LocalDate | null = null;
  for (const hold of holds) {
    const end = holdEnds(hold);
    if (end !== null && (first === null || end < first)) first = end;
  }
  return first === null ? null : addDays(first, 1);
}

/** The day after the first stop that ends by itself: its item is asked for again. */
export function firstGuardOver(guarded: readonly Guarded[]): LocalDate | null {
  let first: number | null = null;
  for (const { guard } of guarded) if ((guard.kind === 'e-invoice' || guard.kind === 'retained') && guard.until !== null && (first === null || guard.until < first)) first = guard.until;
  return first === null ? null : fromDayNumber(first + 1);
}
