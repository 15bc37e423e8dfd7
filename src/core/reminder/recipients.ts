import type { CompanyProfile } from '../case-file';
import type { Contact, ContactRole, Debtor, EmailAddress } from '../ledger';
import type { Channel } from '../log';
import type { Identification, MailMessage, MailThread } from '../identify';
import { ownOf } from '../identify/own';
import type { Own } from '../identify/own';
import type { RecipientChoice } from './types';

/** Whom a reminder is written to when nobody of the thread fits. Sales is never asked for money; management comes last. */
const ROLES: readonly ContactRole[] = ['payer', 'accounting', 'generic', 'unknown', 'management'];

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
const within = (address: EmailAddress, domains: readonly string[]): boolean => {
  const domain = domainOf(address);
  return domains.some((one) => domain === one || domain.endsWith(`.${one}`));
};

const NO_THREAD: MailThread = { key: '', mode: 'read', open: 0, messages: [], mailbox: null, wholeThread: false };
const isContact = (address: EmailAddress, debtor: Debtor): boolean => debtor.contacts.some((contact) => contact.address === address);
const belongsTo = (address: EmailAddress, debtor: Debtor): boolean => isContact(address, debtor) || within(address, debtor.domains);
const unique = (addresses: readonly EmailAddress[]): EmailAddress[] => Array.from(new Set(addresses));

/** The ledger's own contact: payer, then accounting, then the generic address. */
function ledgerContact(debtor: Debtor, own: Own): Contact | null {
  for (const role of ROLES) {
    const contact = debtor.contacts.find((one) => one.role === role && !own.isOurs(one.address));
    if (contact !== undefined) return contact;
  }
  return null;
}

/** Where an answer to this message goes: its Reply-To when it has one, as the mail program does. */
const answered = (message: MailMessage): EmailAddress[] =>
  message.replyTo.length > 0 ? message.replyTo.map((one) => one.address) : message.from === null ? [] : [message.from.address];

const addressed = (message: MailMessage): { readonly to: EmailAddress[]; readonly cc: EmailAddress[] } => ({
  to: message.to.map((one) => one.address),
  cc: message.cc.map((one) => one.address),
});

/**
 * To whom a text about this debtor goes, or null when nobody fits: then the clerk must give an address.
 *
 * - The sender, when they are a contact of the debtor or the thread was identified as this debtor's (a free-mail
 *   sender who cites an invoice). A Reply-To counts as the sender; one that leads to strangers is not followed.
 * - Our own message is never answered (the answer would come to us): a new message goes to those of its recipients that
 *   belong to the debtor.
 * - Else a new message to the ledger's contact.
 * - Everyone else of the message is copied only on demand, and never ourselves.
 * - A message in the making keeps the recipients that it has, none included: `draftWarnings` says who does not fit.
 *
 * @param channel what the clerk asked for; null: the plain answer
 */
export function recipientsFor(
  thread: MailThread | null,
  identification: Identification | null,
  debtor: Debtor,
  profile: CompanyProfile,
  channel: Channel | null,
): RecipientChoice | null {
  const own = ownOf(profile, thread ?? NO_THREAD);
  const open = thread?.messages[thread.open] ?? null;
  if (open !== null && thread?.mode === 'compose') return ofDraft(open, debtor, own, channel);
  const choice = open === null || channel === 'new-message' ? null : fromMessage(open, identification, debtor, own, channel);
  if (choice !== null) return choice;
  const contact = ledgerContact(debtor, own);
  if (contact === null) return null;
  return { channel: channel === 'copied' ? 'copied' : 'new-message', to: [contact.address], cc: [], why: 'ledger-contact' };
}

function ofDraft(open: MailMessage, debtor: Debtor, own: Own, channel: Channel | null): RecipientChoice {
  const { to, cc } = addressed(open);
  const theirs = [...to, ...cc].filter((address) => !own.isOurs(address));
  const why = theirs.length > 0 && theirs.every((address) => isContact(address, debtor)) ? 'ledger-contact' : 'chosen';
  return { channel: channel === 'copied' ? 'copied' : 'compose', to: unique(to), cc: unique(cc).filter((address) => !to.includes(address)), why };
}

/** What does not fit the debtor in a message that is being written. */
export type DraftWarning =
  /** Neither a contact of the debtor, nor of its domain, nor one of us. */
  | { readonly kind: 'stranger'; readonly address: EmailAddress; readonly copy: boolean }
  /** The From line is not ours. */
  | { readonly kind: 'other-sender'; readonly address: EmailAddress }
  /** Nobody outside is addressed yet. */
  | { readonly kind: 'no-recipient'; readonly suggested: EmailAddress | null };

/** Told before a text about this debtor goes into the open draft; none for a message that was received. */
export function draftWarnings(thread: MailThread, debtor: Debtor, profile: CompanyProfile): readonly DraftWarning[] {
  const open = thread.messages[thread.open];
  if (thread.mode !== 'compose' || open === undefined) return [];
  const own = ownOf(profile, thread);
  const from = open.from?.address ?? null;
  const ours = from === null || own.isOurs(from);
  const strangers = (list: readonly EmailAddress[], copy: boolean): DraftWarning[] => unique(list).filter((address) => !own.isOurs(address) && !belongsTo(address, debtor)).map((address) => ({ kind: 'stranger', address, copy }));
  const { to, cc } = addressed(open);
  const outside = [...to, ...cc].some((address) => !own.isOurs(address));
  return [
    ...(outside ? [] : [{ kind: 'no-recipient', suggested: ledgerContact(debtor, own)?.address ?? null } as const]),
    ...(ours || from === null ? [] : [{ kind: 'other-sender', address: from } as const]),
    ...strangers(to, false),
    ...strangers(cc.filter((address) => !to.includes(address)), true),
  ];
}

function fromMessage(open: MailMessage, identification: Identification | null, debtor: Debtor, own: Own, channel: Channel | null): RecipientChoice | null {
  const others = ({ to, cc }: { readonly to: readonly EmailAddress[]; readonly cc: readonly EmailAddress[] }, except: readonly EmailAddress[]): EmailAddress[] =>
    channel === 'reply-all' ? unique([...to, ...cc]).filter((address) => !own.isOurs(address) && !except.includes(address)) : [];

  const sender = open.from?.address ?? null;
  if (sender === null) return null;
  if (own.isOurs(sender)) {
    const to = unique(addressed(open).to.concat(addressed(open).cc)).filter((address) => !own.isOurs(address) && belongsTo(address, debtor));
    if (to.length === 0) return null;
    return { channel: channel === 'copied' ? 'copied' : 'new-message', to, cc: others(addressed(open), to), why: to.every((address) => isContact(address, debtor)) ? 'ledger-contact' : 'sender-of-debtor' };
  }

  const to = unique(answered(open)).filter((address) => !own.isOurs(address));
  const identified = identification?.kind === 'one' && identification.candidate.debtor.id === debtor.id;
  const fits = (address: EmailAddress): boolean => belongsTo(address, debtor) || (identified && address === sender);
  if (to.length === 0 || !to.every(fits)) return null;
  return {
    channel: channel ?? 'reply',
    to,
    cc: others(addressed(open), to),
    why: to.every((address) => isContact(address, debtor)) ? 'sender-is-contact' : 'sender-of-debtor',
  };
}
