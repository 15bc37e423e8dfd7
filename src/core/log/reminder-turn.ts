import type { LogEntry } from './types';

/** What became of a reminder, or a letter, by an entry: it went out, no longer counts, or counts again. */
export interface ReminderTurn {
  readonly turn: 'out' | 'voided' | 'restored';
  /** The reminder-sent or letter-deposited entry that it is about. */
  readonly about: LogEntry;
}

/** @param log all entries of the same debtor, in whatever order. null: this entry tells of no reminder that went out. */
export function reminderTurn(entry: LogEntry, log: readonly LogEntry[]): ReminderTurn | null {
  const { fact } = entry;
  if (fact.kind === 'reminder-sent' || fact.kind === 'letter-deposited') return { turn: 'out', about: entry };
  if (fact.kind !== 'entry-voided') return null;
  // An undo reaches only what came before it: a log that leads round in a circle ends here.
  const target = log.find(({ id, seq }) => id === fact.entry && seq < entry.seq);
  if (target === undefined) return null;
  if (target.fact.kind === 'reminder-drafted') {
    const { reference } = target.fact;
    // The whole reminder is taken away with its draft.
    const sent = log.find(({ seq, fact: told }) => told.kind === 'reminder-sent' && told.reference === reference && seq > target.seq && seq < entry.seq);
    return sent === undefined ? null : { turn: 'voided', about: sent };
  }
  const before = reminderTurn(target, log);
  return before === null ? null : { turn: before.turn === 'voided' ? 'restored' : 'voided', about: before.about };
}
