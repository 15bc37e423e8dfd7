import type { CompanyProfile } from '../case-file';
import type { Debtor, EmailAddress } from '../ledger';
import type { Channel, History } from '../log';
import type { Identification, MailMessage, MailThread } from '../identify';
import { isNoPerson, isReturned } from '../identify/automatic-mail';
import { ownOf } from '../identify/own';
import type { Own } from '../identify/own';
import { inUsualOrder, knownContacts } from './known-contacts';
import type { KnownContact } from './known-contacts';
import { copiesFor } from './ladder';
import type { Rung } from './ladder';
import { isReturnedThread, returnedTo } from './returned-mail';
import type { LadderCopy, RecipientChoice, RecipientReasons } from './types';

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
const within = (address: EmailAddress, domains: readonly string[]): boolean => {
  const domain = domainOf(address);
  return domains.some((one) => domain === one || domain.endsWith(`.${one}`));
};

const NO_THREAD: MailThread = { key: '', mode: 'read', open: 0, messages: [], mailbox: null, wholeThread: false };
const NO_CHANGES: History['contacts'] = new Map();
const unique = (addresses: readonly EmailAddress[]): EmailAddress[] => Array.from(new Set(addresses));

/** A debtor's people, as far as reminders are concerned. */
class People {
  readonly contacts: readonly KnownContact[];
  private readonly byAddress: ReadonlyMap<EmailAddress, KnownContact>;

  constructor(debtor: Debtor, changes: History['contacts'], readonly own: Own, returned: (contacts: readonly KnownContact[]) => readonly EmailAddress[] = () => []) {
    const known = knownContacts(debtor, changes);
    const refused = returned(known);
    this.contacts = refused.length === 0 ? known : known.map((contact) => (refused.includes(contact.address) ? { ...contact, state: 'bounced' } : contact));
    this.byAddress = new Map(this.contacts.map((contact) => [contact.address, contact]));
    this.domains = debtor.domains;
  }
  private readonly domains: readonly string[];

  find(address: EmailAddress): KnownContact | null {
    return this.byAddress.get(address) ?? null;
  }

  /** Never written to: refused, taken out, or a salesperson's. */
  isBarred(address: EmailAddress): boolean {
    const contact = this.find(address);
    return contact !== null && (contact.state !== 'usable' || contact.role === 'sales');
  }

  belongs(address: EmailAddress): boolean {
    return this.byAddress.has(address) || within(address, this.domains);
  }

  /** The usual contact, and those before it who cannot be written to. */
  usual(): { readonly contact: KnownContact | null; readonly passed: readonly KnownContact[] } {
    const others = inUsualOrder(this.contacts).filter(({ address }) => !this.own.isOurs(address));
    const at = others.findIndex(({ state }) => state === 'usable');
    return { contact: others[at] ?? null, passed: at < 0 ? others : others.slice(0, at) };
  }
}

/** Whether an address is ours, whatever message is open. */
export const isOwnAddress = (profile: CompanyProfile, address: EmailAddress): boolean => ownOf(profile, NO_THREAD).isOurs(address);

/** Where an answer to this message goes: its Reply-To when it has one, as the mail program does. */
const answered = (message: MailMessage): EmailAddress[] =>
  message.replyTo.length > 0 ? message.replyTo.map((one) => one.address) : message.from === null ? [] : [message.from.address];

const addressed = (message: MailMessage): { readonly to: EmailAddress[]; readonly cc: EmailAddress[] } => ({
  to: message.to.map((one) => one.address),
  cc: message.cc.map((one) => one.address),
});

/** What is known beyond the thread and the ledger. */
export interface Standing {
  readonly history: Pick<History, 'contacts' | 'lastOverdueMailOn' | 'lastAnswerOn'>;
  /** How far the plan has come with the reminder that is written (`rungOf`); null: the text is no reminder by mail, nobody is copied. */
  readonly rung: Rung | null;
  /** Copies that the clerk took out. */
  readonly without: readonly EmailAddress[];
}

/**
 * To whom a text about this debtor goes, or null when nobody fits: then the clerk must give an address.
 *
 * - The sender, when they are a contact of the debtor or the thread was identified as this debtor's (a free-mail
 *   sender who cites an invoice). A Reply-To counts as the sender; one that leads to strangers is not followed.
 * - Our own message is never answered (the answer would come to us): the debtor's newest message of the thread is, where
 *   the host gives it; else a new message goes to those of its recipients that belong to the debtor.
 * - Else a new message to the debtor's usual contact: payer, accounting, a person, the general address, management last.
 * - Never a machine that reports a mail as returned, nor a mailbox that nobody reads.
 * - Never a salesperson, nor an address that was refused or taken out.
 * - Everyone else of the message is copied only on demand, and never ourselves; the stage may add a contact of a company
 *   (`copiesFor`). At a consumer's and a public buyer's nobody else is written to, on demand neither.
 * - A message in the making keeps the recipients that it has, none included: `draftWarnings` says who does not fit.
 *
 * @param channel what the clerk asked for; null: the plain answer
 * @param standing absent: the log is not asked, and no stage adds anybody
 */
export function recipientsFor(
  thread: MailThread | null,
  identification: Identification | null,
  debtor: Debtor,
  profile: CompanyProfile,
  channel: Channel | null,
  standing?: Standing,
): RecipientChoice | null {
  const own = ownOf(profile, thread ?? NO_THREAD);
  const people = new People(debtor, standing?.history.contacts ?? NO_CHANGES, own, (contacts) => {
    const { addresses, certain } = returnedTo(thread, contacts, profile);
    return certain ? addresses : [];
  });
  const open = thread?.messages[thread.open] ?? null;
  if (open !== null && thread?.mode === 'compose') return ofDraft(open, people, channel);
  const answer = thread === null || channel === 'new-message' || isReturnedThread(thread) ? null : fromThread(thread, identification, debtor, people, channel);
  const { contact, passed } = people.usual();
  const choice = answer ?? (contact === null ? null : { channel: channel === 'copied' ? 'copied' : 'new-message', to: [contact.address], cc: [], why: 'ledger-contact' } as const);
  if (choice === null || standing === undefined) return choice;
  const copies = copiesFor(choice, standing, { debtor, contacts: people.contacts, own, messages: thread?.messages ?? [], profile });
  const reasons: RecipientReasons = { role: choice.to[0] === undefined ? null : (people.find(choice.to[0])?.role ?? null), passedOver: passedOver(open, answer, channel, people, passed), copies };
  return { ...choice, cc: [...choice.cc, ...copies.filter(({ kept }) => kept).map(({ address }) => address)], reasons };
}

/** Those to whom it would have gone, had nothing stood against them: the sender, then the contacts before the one chosen. */
function passedOver(open: MailMessage | null, answer: RecipientChoice | null, channel: Channel | null, people: People, passed: readonly KnownContact[]): RecipientReasons['passedOver'] {
  if (answer !== null) return [];
  const sender = open === null || channel === 'new-message' ? null : (open.from?.address ?? null);
  const first = sender === null ? null : people.find(sender);
  const barred = first !== null && people.isBarred(first.address) ? [first] : [];
  return [...barred, ...passed.filter((contact) => contact !== first)].map(({ address, state, change }) => ({ address, because: state === 'usable' ? 'sales' : state, on: change?.change === state ? change.on : null }));
}

/**
 * Whom the stage would copy and who is not in the message that is being written; none while nobody of the debtor's is
 * addressed. They are only offered: a message in the making is the clerk's.
 */
export function copiesForDraft(thread: MailThread, debtor: Debtor, profile: CompanyProfile, standing: Standing): readonly LadderCopy[] {
  const open = thread.messages[thread.open];
  if (thread.mode !== 'compose' || open === undefined) return [];
  const own = ownOf(profile, thread);
  const people = new People(debtor, standing.history.contacts, own);
  const choice = { ...addressed(open), channel: 'compose', why: 'chosen' } as const;
  if (!choice.to.some((address) => !own.isOurs(address) && people.belongs(address))) return [];
  return copiesFor(choice, standing, { debtor, contacts: people.contacts, own, messages: thread.messages, profile });
}
function ofDraft(open: MailMessage, people: People, channel: Channel | null): RecipientChoice {
  const { to, cc } = addressed(open);
  const theirs = [...to, ...cc].filter((address) => !people.own.isOurs(address));
  const why = theirs.length > 0 && theirs.every((address) => people.find(address) !== null) ? 'ledger-contact' : 'chosen';
  return { channel: channel === 'copied' ? 'copied' : 'compose', to: unique(to), cc: unique(cc).filter((address) => !to.includes(address)), why };
}

/** What does not fit the debtor in a message that is being written. */
export type DraftWarning =
  /** Neither a contact of the debtor, nor of its domain, nor one of us. */
  | { readonly kind: 'stranger'; readonly address: EmailAddress; readonly copy: boolean }
  /** The From line is not ours. */
  | { readonly kind: 'other-sender'; readonly address: EmailAddress }
  /** A contact to whom nothing is sent: the address was refused, taken out, or is a salesperson's. */
  | { readonly kind: 'barred'; readonly address: EmailAddress; readonly because: 'bounced' | 'removed' | 'sales' }
  /** Nobody outside is addressed yet. */
  | { readonly kind: 'no-recipient'; readonly suggested: EmailAddress | null };

/** Told before a text about this debtor goes into the open draft; none for a message that was received. */
export function draftWarnings(thread: MailThread, debtor: Debtor, profile: CompanyProfile, changes: History['contacts'] = NO_CHANGES): readonly DraftWarning[] {
  const open = thread.messages[thread.open];
  if (thread.mode !== 'compose' || open === undefined) return [];
  const own = ownOf(profile, thread);
  const people = new People(debtor, changes, own);
  const from = open.from?.address ?? null;
  const ours = from === null || own.isOurs(from);
  const strangers = (list: readonly EmailAddress[], copy: boolean): DraftWarning[] => unique(list).filter((address) => !own.isOurs(address) && !people.belongs(address)).map((address) => ({ kind: 'stranger', address, copy }));
  const { to, cc } = addressed(open);
  const barred = unique([...to, ...cc]).filter((address) => !own.isOurs(address) && people.isBarred(address)).map((address): DraftWarning => {
    const state = people.find(address)?.state ?? 'usable';
    return { kind: 'barred', address, because: state === 'usable' ? 'sales' : state };
  });
  const outside = [...to, ...cc].some((address) => !own.isOurs(address));
  return [
    ...(outside ? [] : [{ kind: 'no-recipient', suggested: people.usual().contact?.address ?? null } as const]),
    ...(ours || from === null ? [] : [{ kind: 'other-sender', address: from } as const]),
    ...barred,
    ...strangers(to, false),
    ...strangers(cc.filter((address) => !to.includes(address)), true),
  ];
}

/** Neither a mail that came back nor a mailbox that nobody reads. */
const isByPerson = (message: MailMessage): boolean => message.from !== null && !isNoPerson(message.from.address) && !isReturned(message);

/** The open message is answered; where it is ours, the newest of somebody of the debtor's whom the host has read too, so that the conversation goes on. */
function fromThread(thread: MailThread, identification: Identification | null, debtor: Debtor, people: People, channel: Channel | null): RecipientChoice | null {
  const open = thread.messages[thread.open];
  if (open === undefined) return null;
  const isOurs = ({ from }: MailMessage): boolean => from !== null && people.own.isOurs(from.address);
  if (isOurs(open)) {
    for (let at = thread.messages.length - 1; at >= 0; at -= 1) {
      const message = thread.messages[at];
      const answer = message === undefined || message.sentAt === null || isOurs(message) || !isByPerson(message) ? null : fromMessage(message, identification, debtor, people, channel);
      if (answer !== null) return answer;
    }
  }
  return fromMessage(open, identification, debtor, people, channel);
}

function fromMessage(open: MailMessage, identification: Identification | null, debtor: Debtor, people: People, channel: Channel | null): RecipientChoice | null {
  const { own } = people;
  const all = channel === 'reply-all' ? [...addressed(open).to, ...addressed(open).cc].filter((address) => !own.isOurs(address)) : [];
  const others = (except: readonly EmailAddress[]): EmailAddress[] => (debtor.kind === 'business' ? unique(all).filter((address) => !except.includes(address) && !people.isBarred(address)) : []);
  const isContact = (address: EmailAddress): boolean => people.find(address) !== null;

  const sender = open.from?.address ?? null;
  if (sender === null) return null;
  if (own.isOurs(sender)) {
    const theirs = unique(addressed(open).to.concat(addressed(open).cc)).filter((address) => !own.isOurs(address) && people.belongs(address) && !people.isBarred(address));
    const to = debtor.kind === 'business' ? theirs : theirs.slice(0, 1);
    if (to.length === 0) return null;
    return { channel: channel === 'copied' ? 'copied' : 'new-message', to, cc: others(to), why: to.every(isContact) ? 'ledger-contact' : 'sender-of-debtor' };
  }

  const to = unique(answered(open)).filter((address) => !own.isOurs(address));
  const identified = identification?.kind === 'one' && identification.candidate.debtor.id === debtor.id;
  const fits = (address: EmailAddress): boolean => !people.isBarred(address) && (isContact(address) || (!isNoPerson(address) && (people.belongs(address) || (identified && address === sender))));
  if (to.length === 0 || !to.every(fits) || (debtor.kind !== 'business' && to.length > 1)) return null;
  // An answer to all goes to everybody whom the message names, whatever stands in `cc`: where one of them may not be written to, it goes to the sender.
  const alone = channel === 'reply-all' && (debtor.kind !== 'business' || all.some((address) => people.isBarred(address)));
  return {
    channel: alone ? 'reply' : (channel ?? 'reply'),
    to,
    cc: alone ? [] : others(to),
    why: to.every(isContact) ? 'sender-is-contact' : 'sender-of-debtor',
  };
}
