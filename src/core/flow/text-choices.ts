import type { Pack } from '../case-file';
import { policyOf } from '../dunning';
import type { Tone } from '../dunning/types';
import type { EmailAddress, Language } from '../ledger/types';
import { foldHistory } from '../log';
import type { Author, Channel } from '../log/types';
import { recipientsFor, rungOf } from '../reminder';
import type { RecipientChoice } from '../reminder/types';
import type { Subject } from './subject';

/** What the clerk set on the card; null: what the plan and the debtor say. */
export interface Choices {
  readonly tone: Tone | null;
  readonly language: Language | null;
  readonly channel: Channel | null;
  /** Contacts whom the stage would copy, and who are not. */
  readonly withoutCopies: readonly EmailAddress[];
}
export const NO_CHOICES: Choices = { tone: null, language: null, channel: null, withoutCopies: [] };

/** All that a text is written from. */
export interface ComposeContext {
  readonly subject: Subject;
  readonly pack: Pack;
  readonly me: Author;
  readonly choices: Choices;
  /** The documents that go along. */
  readonly attach: readonly string[];
}

/** `of` reply: the text is no reminder, so no stage adds anybody. */
export function recipientOf({ subject, pack, choices }: Pick<ComposeContext, 'subject' | 'pack' | 'choices'>, of: 'reminder' | 'reply'): RecipientChoice | null {
  const { file, assessment, thread, identification } = subject;
  if (file === null) return null;
  const rung = of === 'reminder' && assessment?.kind === 'remind' ? rungOf(policyOf(pack, file.debtor), assessment.proposal.stage.id) : null;
  return recipientsFor(thread, identification, file.debtor, pack.profile, choices.channel, { history: foldHistory(file.entries), rung, without: choices.withoutCopies });
}

/** The subject that the mail keeps: of the thread that is answered, or of the draft when it has one. */
export function subjectLineOf({ thread }: Pick<Subject, 'thread'>, { channel }: Pick<RecipientChoice, 'channel'>): string | null {
  const subject = thread?.messages[thread.open]?.subject ?? null;
  if (channel === 'reply' || channel === 'reply-all') return subject;
  return channel === 'compose' && subject !== null && subject.trim() !== '' ? subject : null;
}

/** A new message has a subject of its own, a draft where it has none yet. */
export function hasOwnSubject(subject: Pick<Subject, 'thread'>, channel: Channel): boolean {
  return channel === 'new-message' || (channel === 'compose' && subjectLineOf(subject, { channel }) === null);
}
