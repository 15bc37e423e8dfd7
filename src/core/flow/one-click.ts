import { businessDaysBetween } from '../calendar';
import { answerToRead } from './answer-to-read';
import type { AnswerToRead } from './answer-to-read';
import type { LocalDate } from '../calendar/types';
import type { CaseFile, Pack } from '../case-file';
import { policyOf } from '../dunning';
import type { Assessment, AssessmentKind, Proposal, StageId } from '../dunning/types';
import type { Clue, Identification, MailMessage, MailThread } from '../identify/types';
import { ownOf } from '../identify/own';
import { zoneDay } from '../identify/zone-day';
import type { ContactRole, Debtor, EmailAddress } from '../ledger/types';
import { foldHistory } from '../log';
import type { Author, LogEntry, OpenDraft } from '../log/types';
import { recipientsFor } from '../reminder/recipients';
import type { RecipientChoice } from '../reminder/types';

/** Why the clerk must look before a reminder is inserted; core/panel says it. */
export type WhyPane =
  | { readonly kind: 'being-written' }
  | { readonly kind: 'not-the-newest' }
  | { readonly kind: 'nobody-known'; readonly why: Extract<Identification, { readonly kind: 'none' }>['why'] }
  | { readonly kind: 'several-debtors' }
  | { readonly kind: 'no-sender' }
  | { readonly kind: 'own-message' }
  /** A domain, a name, a number or an address shared with others: enough to show a debtor, not to write to them unseen. */
  | { readonly kind: 'not-certain' }
  /** Something in the thread speaks for another debtor, or against this one. */
  | { readonly kind: 'contradicted' }
  /** `role` null: no contact of this debtor at all. */
  | { readonly kind: 'not-a-payer'; readonly role: ContactRole | null }
  | { readonly kind: 'reply-to-unknown' }
  | { readonly kind: 'reply-elsewhere' }
  | { readonly kind: 'not-a-reminder'; readonly is: Exclude<AssessmentKind, 'remind'> }
  /** A policy may send its formal notice by mail: that is never done unseen. */
  | { readonly kind: 'formal-step'; readonly stage: StageId }
  | { readonly kind: 'draft-open' }
  /** Overdue too, but in dispute or held: left out of the letter. */
  | { readonly kind: 'partly-held'; readonly numbers: readonly string[] }
  | { readonly kind: 'figures-too-old'; readonly of: LocalDate }
  /** The message itself speaks of payment, a disagreement, an absence or an insolvency. */
  | { readonly kind: 'answer-to-read'; readonly says: AnswerToRead };

export interface OneClickInput {
  readonly thread: MailThread;
  /** null: a message that is being written. */
  readonly identification: Identification | null;
  /** Of the debtor that was identified; null when nobody was. */
  readonly caseFile: CaseFile | null;
  readonly assessment: Assessment | null;
  readonly pack: Pack;
  /** Whether the host could say where a reply to the open message goes (`replyTo` of the message then holds it). */
  readonly replyTo: 'known' | 'unknown';
}

export type OneClick =
  | { readonly kind: 'insert'; readonly recipient: RecipientChoice; readonly proposal: Proposal }
  | { readonly kind: 'open-pane'; readonly because: WhyPane };

/**
 * Whether a reminder may be inserted unseen, by one click in the ribbon: only when nothing is left for a person to judge.
 * The debtor is certain by the sender's own address or by what the clerk taught (this address, this thread), nothing in the
 * thread speaks for anybody else, the newest message comes from one of that debtor's contacts who deal with payments, the
 * reply goes to that sender alone, the next step is a reminder by mail short of a formal one, nothing is held, the
 * figures are as fresh as the policy asks for a firm reminder, and the message says nothing of payment, disagreement,
 * absence or insolvency that a person must weigh. Everything else opens the pane.
 *
 * @throws when one debtor was identified and the case file is not theirs.
 */
export function oneClick(input: OneClickInput): OneClick {
  const { thread, identification, caseFile, assessment, pack } = input;
  const pane = (because: WhyPane): OneClick => ({ kind: 'open-pane', because });
  if (thread.mode === 'compose' || identification === null) return pane({ kind: 'being-written' });
  const open = thread.messages[thread.open];
  if (open === undefined || thread.open !== thread.messages.length - 1) return pane({ kind: 'not-the-newest' });
  if (open.from === null) return pane({ kind: 'no-sender' });
  const sender = open.from.address;
  if (ownOf(pack.profile, thread).isOurs(sender)) return pane({ kind: 'own-message' });
  if (identification.kind === 'none') return pane({ kind: 'nobody-known', why: identification.why });
  if (identification.kind === 'several') return pane({ kind: 'several-debtors' });
  const { clues, debtor } = identification.candidate;
  if (caseFile === null || assessment === null || caseFile.debtor.id !== debtor.id) throw new Error('one debtor, and the case file of another');

  if (!clues.some((clue) => isCertain(clue, sender))) return pane({ kind: 'not-certain' });
  if (identification.others.length > 0 || clues.some((clue) => !clue.favours)) return pane({ kind: 'contradicted' });
  const payer = roleOf(sender, caseFile.debtor);
  if (payer === 'none' ? !clues.some((clue) => isTaught(clue, sender)) : !PAYERS.includes(payer)) return pane({ kind: 'not-a-payer', role: payer === 'none' ? null : payer });
  if (input.replyTo === 'unknown') return pane({ kind: 'reply-to-unknown' });
  const history = foldHistory(caseFile.entries);
  // No stage adds anybody unseen; a sender whose address is known to be refused is not answered.
  const recipient = senderAlone(open, recipientsFor(thread, identification, caseFile.debtor, pack.profile, 'reply', { history, rung: null, without: [] }));
  if (recipient === null) return pane({ kind: 'reply-elsewhere' });

  const tooOld = assessment.kind === 'held' ? assessment.holds.find((hold) => hold.kind === 'figures-too-old') : undefined;
  if (tooOld?.kind === 'figures-too-old') return pane({ kind: 'figures-too-old', of: tooOld.of });
  if (assessment.kind !== 'remind') return pane({ kind: 'not-a-reminder', is: assessment.kind });
  const { proposal } = assessment;
  if (proposal.stage.channel !== 'mail' || proposal.stage.tones[0] === 'formal') return pane({ kind: 'formal-step', stage: proposal.stage.id });
  // A draft that this thread proves sent is still open in the log: the pane notes the proof first.
  if (history.drafts.length > 0) return pane({ kind: 'draft-open' });
  const left = leftOut(proposal, assessment);
  if (left.length > 0) return pane({ kind: 'partly-held', numbers: left });
  const of = zoneDay(caseFile.source.asOf, pack.profile.timeZone);
  if (businessDaysBetween(of, assessment.today) > policyOf(pack, caseFile.debtor).ledgerMaxAge) return pane({ kind: 'figures-too-old', of });
  const says = answerToRead(open);
  if (says !== null) return pane({ kind: 'answer-to-read', says });
  return { kind: 'insert', recipient, proposal };
}

/** The address names this debtor alone, or the clerk said so for this address or this thread; never for a whole domain. */
const isCertain = (clue: Clue, sender: EmailAddress): boolean =>
  clue.favours && ((clue.kind === 'contact-address' && clue.value === sender && clue.count === null) || isTaught(clue, sender) || (clue.kind === 'learned' && clue.place === 'thread'));
const isTaught = (clue: Clue, sender: EmailAddress): boolean => clue.favours && clue.kind === 'learned' && clue.value === sender;

/** Who is asked for money without a second look: not the sales people, not the management. */
const PAYERS: readonly ContactRole[] = ['payer', 'accounting', 'generic', 'unknown'];

/** The best role under which the ledger knows this address. */
function roleOf(address: EmailAddress, debtor: Debtor): ContactRole | 'none' {
  const roles = debtor.contacts.filter((contact) => contact.address === address).map(({ role }) => role);
  return PAYERS.find((role) => roles.includes(role)) ?? roles[0] ?? 'none';
}

/** The reply form follows the whole Reply-To, our own addresses in it too; `recipientsFor` leaves those out. */
function senderAlone({ from, replyTo }: MailMessage, recipient: RecipientChoice | null): RecipientChoice | null {
  if (recipient === null || from === null || recipient.channel !== 'reply' || recipient.cc.length > 0) return null;
  return [...recipient.to, ...replyTo.map(({ address }) => address)].every((address) => address === from.address) ? recipient : null;
}

/** Numbers of what is overdue in the letter's currency and not asked for, wholly or in part. */
function leftOut({ demanded, sum }: Proposal, { statement }: Extract<Assessment, { readonly kind: 'remind' }>): readonly string[] {
  const asked = new Set(demanded.map(({ item }) => `${item.invoice} ${item.instalment}`));
  const overdue = statement.items.filter(({ daysOverdue, outstanding }) => daysOverdue > 0 && outstanding.minor > 0 && outstanding.currency === sum.currency);
  return [...new Set(overdue.filter((item) => item.disputed.minor > 0 || !asked.has(`${item.invoice} ${item.instalment}`)).map(({ number }) => number))];
}

/**
 * The draft that "undo" in the ribbon takes back: the newest one that this clerk inserted today for this debtor and that
 * nobody has settled. null: there is none. A draft of another day, or of a colleague, is settled in the pane.
 */
export function draftToTakeBack(entries: readonly LogEntry[], me: Author, today: LocalDate): OpenDraft | null {
  const mine = foldHistory(entries).drafts.filter(({ author, draftedOn }) => author.id === me.id && draftedOn === today);
  return mine[mine.length - 1] ?? null;
}
