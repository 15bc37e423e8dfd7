import type { LocalDate } from '../calendar/types';
import type { EntryId, LogEntry } from './types';

/** What became of a letter that was posted; null: nobody noted it. */
export interface LetterFate {
  readonly presentedOn: LocalDate | null;
  readonly deliveredOn: LocalDate | null;
  readonly refusedOn: LocalDate | null;
  readonly returnedOn: LocalDate | null;
}
const UNKNOWN: LetterFate = { presentedOn: null, deliveredOn: null, refusedOn: null, returnedOn: null };

/** By the entry of its posting. @param live entries that were not voided, in their order: the last word on a letter counts. */
export function letterFates(live: readonly LogEntry[]): ReadonlyMap<EntryId, LetterFate> {
  const fates = new Map<EntryId, LetterFate>();
  const tell = (letter: EntryId, told: Partial<LetterFate>): void => void fates.set(letter, { ...(fates.get(letter) ?? UNKNOWN), ...told });
  for (const { fact } of live) {
    if (fact.kind === 'letter-presented') tell(fact.letter, { presentedOn: fact.presentedOn });
    else if (fact.kind === 'letter-delivered') tell(fact.letter, { deliveredOn: fact.deliveredOn });
    else if (fact.kind === 'letter-refused') tell(fact.letter, { refusedOn: fact.refusedOn });
    else if (fact.kind === 'letter-unclaimed') tell(fact.letter, { returnedOn: fact.returnedOn });
  }
  return fates;
}

/**
 * The day from which a notice counts its time: that of the first presentation; where it was not noted, the day on which the
 * letter was handed over or refused, which is never before it. Of a letter that came back unclaimed the day is not known.
 */
export const presentationOf = ({ presentedOn, deliveredOn, refusedOn }: LetterFate): LocalDate | null =>
  presentedOn ?? (deliveredOn !== null && refusedOn !== null ? (deliveredOn < refusedOn ? deliveredOn : refusedOn) : (deliveredOn ?? refusedOn));
