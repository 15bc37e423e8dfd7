import type { CaseFile } from '../case-file';
import type { LocalDate } from '../calendar/types';
import { promiseHeldUntil } from '../dunning/holds';
import type { ReminderPolicy } from '../dunning/types';
import { paymentBehaviour } from '../ledger';
import type { StatementOfAccount } from '../ledger/types';
import { voidedIn } from '../log';
import type { History, LogEntry } from '../log/types';
import type { Behaviour } from './types';

const NOTHING = 100;
const PER_BROKEN_PROMISE = 50;
const MOST_PROMISES = 2;
const PER_UNANSWERED = 15;
const MOST_UNANSWERED = 4;
/** One hundredth per day, for those who usually pay late. */
const MOST_DAYS = 40;

/** A factor between 1 and 3, in hundredths; each fact against the debtor raises it, none lowers it. */
export function hundredthsOf({ brokenPromises, unanswered, usualDaysLate }: Omit<Behaviour, 'hundredths'>): number {
  return NOTHING + PER_BROKEN_PROMISE * Math.min(brokenPromises, MOST_PROMISES) + PER_UNANSWERED * Math.min(unanswered, MOST_UNANSWERED) + Math.min(Math.max(usualDaysLate ?? 0, 0), MOST_DAYS);
}

/** What the log and the paid invoices tell; voided entries left out. */
export function behaviourOf({ invoices, entries }: Pick<CaseFile, 'invoices' | 'entries'>, history: History, statement: StatementOfAccount, policy: ReminderPolicy, today: LocalDate): Behaviour {
  const facts = { brokenPromises: brokenPromises(entries, statement, policy, today), unanswered: unanswered(history), usualDaysLate: paymentBehaviour(invoices).averageDaysLate };
  return { ...facts, hundredths: hundredthsOf(facts) };
}

type Promise = Extract<LogEntry['fact'], { readonly kind: 'promise-recorded' }>;

/** A promise that was put off in time by another one is not broken: the newer one is judged. */
function brokenPromises(entries: readonly LogEntry[], statement: StatementOfAccount, policy: ReminderPolicy, today: LocalDate): number {
  if (!entries.some(({ fact }) => fact.kind === 'promise-recorded')) return 0;
  const voided = voidedIn(entries);
  const promises = entries.flatMap(({ id, on, seq, fact }) => (fact.kind === 'promise-recorded' && !voided.has(id) ? [{ fact, on, seq }] : []));
  return promises.filter(({ fact, seq }) => {
    if (promiseHeldUntil(fact.promisedFor, policy) >= today) return false;
    if (promises.some((later) => later.seq > seq && later.on <= fact.promisedFor && sharing(fact, later.fact))) return false;
    return statement.items.some(({ invoice, outstanding, due }) => outstanding.minor > 0 && due <= fact.promisedFor && (fact.invoices.length === 0 || fact.invoices.includes(invoice)));
  }).length;
}
const sharing = (one: Promise, other: Promise): boolean => one.invoices.length === 0 || other.invoices.length === 0 || one.invoices.some((invoice) => other.invoices.includes(invoice));

/** One mail that listed several invoices is one. */
function unanswered({ steps, lastAnswerOn }: History): number {
  const mails = new Set<string>();
  for (const done of steps.values()) for (const { how, on, entry, stage } of done) if (how === 'sent' && stage !== 'R0' && (lastAnswerOn === null || on > lastAnswerOn)) mails.add(entry);
  return mails.size;
}
