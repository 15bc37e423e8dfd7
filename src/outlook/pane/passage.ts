import { passageOf, passageView } from '../../core';
import type { DebtorId, PassageView } from '../../core';
import type { Desk } from './desk';

/** The words around one clue of a candidate, in the order in which his clues are listed. Nothing of it is sent or kept. */
export function passageInThread(desk: Desk, debtor: DebtorId, at: number): PassageView | null {
  const { thread, identification } = desk.subject();
  if (thread === null || identification === null || identification.kind === 'none' || desk.pack === null) return null;
  const candidates = identification.kind === 'one' ? [identification.candidate] : identification.candidates;
  const clue = candidates.find((each) => each.debtor.id === debtor)?.clues[at];
  const found = clue === undefined ? null : passageOf(thread, desk.pack, clue);
  return found === null ? null : passageView(found, desk.language());
}
