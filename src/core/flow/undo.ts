import { fail, ok } from '../result';
import type { Result } from '../result';
import { isCallDone, voidedIn } from '../log';
import type { LogEntry, LogFact } from '../log/types';
import type { LogProblem } from '../problems';

/**
 * The fact that takes an entry back, or why that cannot be done.
 *
 * Not twice, not an undo, and not a step on which a later one rests: the counter of an invoice goes down one step at a
 * time. What refers to an entry (sent or discarded to its draft, closed to its dispute) is taken back before it.
 *
 * @param entries the debtor's whole log, in any order.
 */
export function undoOf(entry: LogEntry, entries: readonly LogEntry[]): Result<LogFact, LogProblem> {
  const because = whyNot(entry, entries);
  return because === null ? ok({ kind: 'entry-voided', entry: entry.id, reason: 'undo' }) : fail({ code: 'log/cannot-be-undone', entry: entry.id, because });
}

type Because = Extract<LogProblem, { readonly code: 'log/cannot-be-undone' }>['because'];

export function whyNot(entry: LogEntry, entries: readonly LogEntry[]): Because | null {
  if (entry.fact.kind === 'entry-voided') return 'is-an-undo';
  const voided = voidedIn(entries);
  if (voided.has(entry.id)) return 'already-voided';
  const live = entries.filter(({ id }) => !voided.has(id));
  const later = live.filter(({ seq }) => seq > entry.seq);
  if (later.some(({ fact }) => refersTo(fact, entry))) return 'not-the-last-step';
  const invoices = movedBy(entry.fact, live);
  if (invoices.length === 0) return null;
  return later.some((other) => stepsOn(other.fact, entry, live).some((invoice) => invoices.includes(invoice))) ? 'not-the-last-step' : null;
}

function refersTo(fact: LogFact, { id, fact: earlier }: LogEntry): boolean {
  switch (fact.kind) {
    case 'reminder-sent':
    case 'draft-discarded':
      return earlier.kind === 'reminder-drafted' && earlier.reference === fact.reference;
    case 'dispute-closed':
      return fact.dispute === id;
    case 'hold-lifted':
      return fact.hold === id;
    case 'instalment-missed':
      return fact.plan === id;
    case 'letter-presented':
    case 'letter-delivered':
    case 'letter-refused':
    case 'letter-unclaimed':
      return fact.letter === id;
    default:
      return false;
  }
}

/** The invoices whose counter this entry moved, or (a discarded draft) gave back. */
function movedBy(fact: LogFact, live: readonly LogEntry[]): readonly string[] {
  switch (fact.kind) {
    case 'reminder-drafted':
    case 'letter-deposited':
      return fact.invoices.map(({ invoice }) => invoice);
    case 'reminder-sent':
    case 'draft-discarded': {
      const draft = live.find((other) => other.fact.kind === 'reminder-drafted' && other.fact.reference === fact.reference);
      return draft === undefined ? [] : movedBy(draft.fact, live);
    }
    case 'step-skipped':
      return fact.invoices;
    case 'call-made':
      return fact.stage !== null && isCallDone(fact.outcome) ? fact.invoices : [];
    default:
      return [];
  }
}

/** The invoices on which a later entry takes a step of its own; a draft given up takes none. */
function stepsOn(fact: LogFact, earlier: LogEntry, live: readonly LogEntry[]): readonly string[] {
  if (fact.kind === 'reminder-sent' || fact.kind === 'draft-discarded') return [];
  if (fact.kind === 'reminder-drafted') {
    const { reference } = fact;
    const says = (kind: 'reminder-sent' | 'draft-discarded'): boolean => live.some((other) => other.fact.kind === kind && other.fact.reference === reference);
    if (says('draft-discarded') && !says('reminder-sent')) return [];
    if ('reference' in earlier.fact && earlier.fact.reference === reference) return [];
  }
  return movedBy(fact, live);
}
