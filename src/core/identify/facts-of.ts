import type { LocalDate } from '../calendar/types';
import type { CompanyProfile } from '../case-file';
import type { ThreadFacts } from '../dunning/thread-facts';
import { findReferences } from '../log';
import type { ReminderReference } from '../log/types';
import { isReturned } from './automatic-mail';
import { ownOf, strangersAddress, type Own } from './own';
import { printedDay } from './printed-day';
import { partsOf } from './message-parts';
import type { SplitMessage } from './split-message';
import type { MailMessage, MailThread } from './types';
import { zoneDay } from './zone-day';

type Proven = ThreadFacts['provenSent'][number];

/**
 * What a thread proves about our reminders (design: a draft is not a sent mail). A known reference in a message of ours
 * to somebody outside proves that this message was sent; in a message from outside, or in one that a colleague passed
 * on, it proves that they received it; in a mail that came back, only that it left. A draft in a compose window proves nothing. `on` is the day of sending in the
 * company's zone; of a quote the day printed above it, else the day of the answer, which is never too early.
 */
export function factsOf(thread: MailThread, profile: CompanyProfile, knownReferences: { has(reference: ReminderReference): boolean }): ThreadFacts {
  const own = ownOf(profile, thread);
  const proven = new Map<ReminderReference, Proven>();
  for (const [i, message] of thread.messages.entries()) {
    if (message.from === null || message.sentAt === null || (thread.mode === 'compose' && i === thread.open)) continue;
    const day = zoneDay(message.sentAt, profile.timeZone);
    for (const fact of proofsIn(message, day, own)) {
      const before = proven.get(fact.reference);
      if (knownReferences.has(fact.reference) && (before === undefined || isBetter(fact, before))) proven.set(fact.reference, fact);
    }
  }
  const open = thread.messages[thread.open];
  const answers = open !== undefined && thread.mode !== 'compose' && open.from !== null && !own.isOurs(open.from.address) && !isReturned(open);
  return { provenSent: [...proven.values()], writes: answers ? (open.from?.address ?? null) : null };
}

/** Our own message says the day itself; of two quotes the earlier day is the nearer to the sending. */
const isBetter = (a: Proven, b: Proven): boolean => (a.proof === b.proof ? a.on < b.on : a.proof === 'own-message');

function proofsIn(message: MailMessage, day: LocalDate, own: Own): readonly Proven[] {
  if (message.text === '' && message.subject === '') return [];
  const split = partsOf(message);
  const ours = message.from !== null && own.isOurs(message.from.address);
  const outward = [...message.to, ...message.cc].some((box) => strangersAddress(box, own) !== null);
  // Not the subject of our own message: an answer of ours keeps the reminder's subject and was sent on another day.
  const newest = findReferences(`${ours ? '' : message.subject}\n\n${split.newest}\n\n${split.signature}\n\n${split.disclaimer}`);
  if (ours) {
    const sent = outward ? newest.map((reference): Proven => ({ reference, on: day, proof: 'own-message' })) : [];
    return [...sent, ...quotedIn(split, day, own, false)];
  }
  const theirs = [...newest.map((reference): Proven => ({ reference, on: day, proof: 'quoted-in-answer' })), ...quotedIn(split, day, own, true)];
  // Nobody answered: a machine says that it could not deliver what it quotes.
  return isReturned(message) ? theirs.map((proven): Proven => ({ ...proven, proof: 'own-message' })) : theirs;
}

/** References in quoted parts; `answered`: somebody outside had the quoted text before him. */
function quotedIn(split: SplitMessage, day: LocalDate, own: Own, answered: boolean): readonly Proven[] {
  const found: Proven[] = [];
  let seen = answered;
  for (const part of split.quoted) {
    const printed = part.sent === null ? null : printedDay(part.sent, part.dayFirst);
    const on = printed === null || printed > day ? day : printed;
    if (seen) for (const reference of findReferences(part.text)) found.push({ reference, on, proof: 'quoted-in-answer' });
    seen = seen || strangersAddress(part.from, own) !== null;
  }
  return found;
}
