import type { Pack } from '../case-file';
import { readThread, type Reading } from './read-thread';
import { sightingsIn, type Sightings } from './sightings';
import type { MailThread } from './types';

interface Sighted {
  readonly reading: Reading;
  readonly seen: Sightings;
}

/** Threads are values: the hints that are sent and the debtor that is told from the answer come from one reading of the same one. */
const known = new WeakMap<MailThread, Sighted & { readonly pack: Pack }>();

/** Who speaks in a thread, and every number, identifier and reference in it. Read once per thread and pack. */
export function sighted(thread: MailThread, pack: Pack): Sighted {
  const before = known.get(thread);
  if (before !== undefined && before.pack === pack) return before;
  const reading = readThread(thread, pack.profile);
  const made = { reading, seen: sightingsIn(reading, pack), pack };
  known.set(thread, made);
  return made;
}
