import type { EntryId, LogEntry } from './types';

/**
 * The entries that no longer count, in whatever order the log is handed over: from the newest back, an undo that was itself
 * undone has no effect, and an undo reaches only what came before it.
 */
export function voidedIn(entries: readonly LogEntry[]): ReadonlySet<EntryId> {
  const voided = new Set<EntryId>();
  const undos = entries.flatMap(({ id, seq, fact }) => (fact.kind === 'entry-voided' ? [{ id, seq, target: fact.entry }] : []));
  if (undos.length === 0) return voided;
  const seqOf = new Map(entries.map(({ id, seq }) => [id, seq]));
  for (const { id, seq, target } of undos.sort((a, b) => b.seq - a.seq)) {
    const before = seqOf.get(target);
    if (!voided.has(id) && before !== undefined && before < seq) voided.add(target);
  }
  return voided;
}
