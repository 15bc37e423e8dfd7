import type { CompanyProfile } from '../case-file';
import type { ReminderPolicy, StageId } from '../dunning/types';
import type { ContactRole, Debtor, EmailAddress } from '../ledger';
import type { MailMessage } from '../identify';
import { isNoPerson, isReturned } from '../identify/automatic-mail';
import type { Own } from '../identify/own';
import { zoneDay } from '../identify/zone-day';
import { ofRole } from './known-contacts';
import type { KnownContact } from './known-contacts';
import type { Standing } from './recipients';
import type { LadderCopy, RecipientChoice } from './types';

const SECOND = 2;
const THIRD = 3;

/** How far a plan has come with one of its mails. */
export interface Rung {
  /** The first step about something overdue is 1, the next 2; before the due date 0. */
  readonly step: number;
  /** No mail follows it in the plan. */
  readonly lastMail: boolean;
}

/** null: not a stage that goes by mail. */
export function rungOf(policy: ReminderPolicy, stage: StageId): Rung | null {
  const at = policy.stages.findIndex(({ id }) => id === stage);
  if (policy.stages[at]?.channel !== 'mail') return null;
  return { step: policy.stages.slice(0, at + 1).filter(({ days }) => days > 0).length, lastMail: !policy.stages.slice(at + 1).some(({ channel, enabled }) => enabled && channel === 'mail') };
}

/** Behind the second reminder, by whatever channel: a letter is addressed to the management, a salesperson may help. */
export function isFar(policy: ReminderPolicy, stage: StageId): boolean {
  const at = policy.stages.findIndex(({ id }) => id === stage);
  return policy.stages.slice(0, at + 1).filter(({ days }) => days > 0).length >= THIRD;
}

interface Scene {
  readonly debtor: Debtor;
  readonly contacts: readonly KnownContact[];
  readonly own: Own;
  /** Of the thread that is open; empty: none is. */
  readonly messages: readonly MailMessage[];
  readonly profile: CompanyProfile;
}

/**
 * Who gets a copy because of how far it has come. Companies only: at a consumer's or a public buyer's nobody else ever
 * reads of a debt.
 *
 * - From the second reminder on, accounting (the payer where accounting is not known), when it goes to somebody else.
 * - From the third on, the general address, when the last reminder stayed without an answer; already at the second where
 *   that is the plan's last mail and accounting is not copied: else no mail would ever reach it.
 * - Management never: it is addressed by letter.
 */
export function copiesFor(choice: RecipientChoice, { history, rung, without }: Standing, scene: Scene): readonly LadderCopy[] {
  const { debtor, contacts, own } = scene;
  if (rung === null || rung.step < SECOND || debtor.kind !== 'business') return [];
  const addressed = [...choice.to, ...choice.cc];
  const roleOf = (address: EmailAddress): ContactRole | undefined => contacts.find((contact) => contact.address === address)?.role;
  const roles = addressed.map(roleOf);
  const copied = choice.cc.map(roleOf).some((role) => role === 'accounting' || role === 'payer');
  const free = (role: LadderCopy['role']): KnownContact | null => ofRole(contacts, role, (address) => !own.isOurs(address) && !addressed.includes(address));
  const paying = roles.includes('accounting') ? null : (free('accounting') ?? (roles.includes('payer') ? null : free('payer')));
  const general = (rung.step >= THIRD || (rung.lastMail && paying === null && !copied)) && isUnanswered(history, scene) ? free('generic') : null;
  const copy = (contact: KnownContact | null, because: LadderCopy['because']): readonly LadderCopy[] =>
    contact === null ? [] : [{ address: contact.address, role: contact.role as LadderCopy['role'], because, kept: !without.includes(contact.address) }];
  return [...copy(paying, 'second-reminder'), ...copy(general, 'no-answer')];
}

/** A reminder left, and nothing since tells of an answer: neither the log nor a message of the open thread. */
function isUnanswered({ lastOverdueMailOn, lastAnswerOn }: Standing['history'], { messages, own, profile }: Scene): boolean {
  if (lastOverdueMailOn === null || (lastAnswerOn !== null && lastAnswerOn >= lastOverdueMailOn)) return false;
  return !messages.some((message) => {
    const { from, sentAt } = message;
    if (from === null || own.isOurs(from.address) || isNoPerson(from.address) || isReturned(message)) return false;
    // Written who knows when: rather taken for an answer than passed over.
    return sentAt === null || zoneDay(sentAt, profile.timeZone) >= lastOverdueMailOn;
  });
}
