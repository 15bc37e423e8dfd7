import type { CompanyProfile } from '../case-file';
import type { EmailAddress } from '../ledger/types';
import { domainOf, type QuotedPerson } from './addresses';
import { addressesIn, isBulk, isNoPerson, isReturned, labelledAddresses, speaksOfOthers } from './automatic-mail';
import { attachedInvoices } from './attached-invoices';
import { isFreeMail, isProvider } from './free-mail';
import { partsOf } from './message-parts';
import { foldWords } from './names';
import { ownOf, strangersAddress, type Own } from './own';
import type { QuotedPart, SplitMessage } from './split-message';
import type { CluePlace, Mailbox, MailMessage, MailThread } from './types';

/** Somebody of the thread who is not one of us. */
export interface Party {
  readonly address: EmailAddress;
  readonly name: string | null;
  readonly place: CluePlace;
}

/** Who wrote a passage: we to the customer, a colleague to us, the customer's side, or anybody else. */
export type Writer = 'us' | 'colleague' | 'them' | 'third';

export interface Passage {
  readonly text: string;
  readonly place: CluePlace;
  readonly writer: Writer;
  readonly isFileName: boolean;
  /** What an electronic invoice says, and the name of its file. */
  readonly file?: string;
}

/** A thread as identification sees it: who speaks with us, who else is there, and who wrote what. */
export interface Reading {
  readonly own: Own;
  /** The open message is ours. */
  readonly ours: boolean;
  /** The open message is ours, goes to nobody outside, and passes nobody's mail on. */
  readonly amongUs: boolean;
  /** Whose business the open message is: its sender, the recipients of our own mail, the sender that a colleague forwards. */
  readonly correspondents: readonly Party[];
  /** Those to whom we wrote earlier in this thread. */
  readonly addressed: readonly Party[];
  /** Everyone else: copies, senders of other messages and quotes. */
  readonly bystanders: readonly Party[];
  /** Whose address a private mail gives in its own words: of interest only where his name stands in them too. */
  readonly mentioned: readonly Party[];
  /** Of a mail that a colleague passed on: its sender, where the mail client printed no address. */
  readonly passedOn: readonly Omit<Party, 'address'>[];
  readonly passages: readonly Passage[];
  /** Advertising: its sender wants to sell, whoever he is. */
  readonly bulk: boolean;
  /** Numbers of the attached electronic invoices that somebody else makes out; empty: none is attached. */
  readonly othersInvoices: readonly string[];
}

/** Longest text that is read per message; the newest words stand first. */
const LONGEST_TEXT = 262_144;
const MOST_OTHER_MESSAGES = 20;
const MOST_FILES = 40;
const MOST_PARTIES = 60;

export function readThread(thread: MailThread, profile: CompanyProfile): Reading {
  const own = ownOf(profile, thread);
  const open = thread.messages[thread.open];
  if (open === undefined) return { own, ours: false, amongUs: false, correspondents: [], addressed: [], bystanders: [], mentioned: [], passedOn: [], passages: [], bulk: false, othersInvoices: [] };
  const split = partsOf(open);
  const returned = thread.mode !== 'compose' && isReturned(open);
  const ours = thread.mode === 'compose' || (!returned && open.from !== null && own.isOurs(open.from.address));
  const roles = returned ? rolesOfReturned(open, own) : ours ? rolesOfOwn(open, split, own) : rolesOfTheirs(open, split.quoted, own);
  const others = otherMessages(thread, own, ours);
  const isTheirs = writerOn(roles.correspondents);

  // A colleague's mail to us: what counts is what it forwards.
  const inward = ours && !roles.correspondents.some((party) => party.place === 'recipient' || party.place === 'copy');
  const newest: Writer = !ours ? 'them' : inward ? 'colleague' : 'us';
  const carried: Writer = inward && roles.correspondents.length > 0 ? 'them' : newest;
  const passages: Passage[] = [passage(open.subject.slice(0, 1000), 'subject', carried), passage(split.newest, 'message', newest), passage(split.signature, 'signature', newest), passage(split.disclaimer, 'signature', newest)];
  for (const name of open.attachmentNames.slice(0, MOST_FILES)) passages.push({ text: name.slice(0, 300), place: 'attachment', writer: carried, isFileName: true });
  const attached = attachedInvoices(open.xmlFiles ?? [], own, profile);
  for (const { text, file } of attached.ours) passages.push({ text, place: 'attachment', writer: 'us', isFileName: false, file });
  for (const part of split.quoted) {
    const writer = writerOfPart(part, own, isTheirs, carried);
    passages.push(passage(part.text, 'quoted', writer));
    // "RE: ..." is the word of whoever wrote first; above our own words it counts as the subject of the answer does.
    const subject = part.subject?.slice(0, 1000) ?? '';
    if (/\d/.test(subject)) passages.push(passage(subject, 'quoted', ANSWERED.test(subject) ? 'third' : writer === 'us' ? carried : writer));
  }
  for (const other of others.messages) {
    const writer: Writer = other.ours ? 'us' : isTheirs(other.message.from) ? 'them' : 'third';
    const parts = partsOf(other.message);
    for (const text of [parts.newest, parts.signature, parts.disclaimer]) passages.push(passage(text, 'thread', writer));
  }
  const before = [...roles.addressed, ...others.addressed];
  // We wrote to him too: then the others were copied in, and he need not answer for them.
  const amongThem = !ours && before.some((party) => roles.correspondents.some(({ address }) => address === party.address));
  const addressed = amongThem ? [] : distinct(before, roles.correspondents);
  return {
    own,
    ours,
    amongUs: inward && roles.correspondents.length === 0,
    correspondents: roles.correspondents,
    addressed,
    bystanders: distinct([...(amongThem ? before : []), ...roles.bystanders, ...others.bystanders], [...roles.correspondents, ...addressed]),
    mentioned: !returned && !ours && isFreeMail(domainOf(open.from?.address ?? '')) ? distinct(partiesOf(addressesIn(`${split.newest}\n${split.signature}`, ''), own), [...roles.correspondents, ...before, ...roles.bystanders]) : [],
    passedOn: inward ? split.quoted.slice(0, 1).filter((part) => part.from?.address === null && !isOurPart(part, own)).map((part) => ({ name: part.from?.name ?? null, place: 'quoted-sender' as const })) : [],
    passages: passages.filter((p) => p.text !== ''),
    bulk: !ours && isBulk(open),
    othersInvoices: attached.others,
  };
}

const ANSWERED = /^\s*(?:re|tr|fw|fwd|aw|wg|rv|rif|r|i|sv|vs)\s?(?:\[\d+\])?\s?:/i;

const passage = (text: string, place: CluePlace, writer: Writer): Passage => ({ text, place, writer, isFileName: false });

interface Roles {
  readonly correspondents: readonly Party[];
  readonly addressed: readonly Party[];
  readonly bystanders: readonly Party[];
}

function parties(boxes: readonly (Mailbox | QuotedPerson | null)[], place: CluePlace, own: Own): readonly Party[] {
  return boxes.slice(0, MOST_PARTIES).flatMap((box) => {
    const address = strangersAddress(box, own);
    return address === null ? [] : [{ address, name: box?.name ?? null, place }];
  });
}

function distinct(list: readonly Party[], without: readonly Party[]): readonly Party[] {
  const seen = new Set<string>(without.map((party) => party.address));
  return list.filter((party) => !seen.has(party.address) && seen.add(party.address)).slice(0, MOST_PARTIES);
}

const isOurPart = (part: QuotedPart, own: Own): boolean =>
  part.from !== null && (part.from.address !== null ? own.isOurs(part.from.address) : part.from.name !== null && own.isOurName(part.from.name));

/** Recipients of what we wrote, as quoted below. */
const quotedRecipients = (quoted: readonly QuotedPart[], own: Own): readonly Party[] => quoted.filter((part) => isOurPart(part, own)).flatMap((part) => parties(part.to, 'quoted', own));

const partiesIn = (message: MailMessage, without: string, own: Own): readonly Party[] => partiesOf(addressesIn(message.text.slice(0, LONGEST_TEXT), without), own);

const partiesOf = (addresses: readonly EmailAddress[], own: Own): readonly Party[] => parties(addresses.map((address) => ({ address, name: null })), 'message', own);

/** Whom our mail did not reach. The reporting machine is nobody. */
const rolesOfReturned = (open: MailMessage, own: Own): Roles => ({ correspondents: distinct(partiesIn(open, '', own).filter((party) => !isNoPerson(party.address)), []), addressed: [], bystanders: [] });

/** A platform (registered mail, payments, signatures) writes of somebody whose address stands in its text. */
function spokenOf(open: MailMessage, own: Own): Pick<Roles, 'addressed' | 'bystanders'> {
  const sender = open.from?.address ?? '';
  const platform = isProvider(domainOf(sender));
  if (!platform && !speaksOfOthers(sender)) return { addressed: [], bystanders: [] };
  const named = partiesIn(open, domainOf(sender), own);
  return platform ? { addressed: named, bystanders: [] } : { addressed: [], bystanders: named };
}

function rolesOfTheirs(open: MailMessage, quoted: readonly QuotedPart[], own: Own): Roles {
  const spoken = spokenOf(open, own);
  return {
    correspondents: distinct([...parties([open.from], 'sender', own), ...parties(open.replyTo, 'reply-to', own)], []),
    addressed: [...quotedRecipients(quoted, own), ...spoken.addressed],
    bystanders: [...spoken.bystanders, ...parties(open.to, 'recipient', own), ...parties(open.cc, 'copy', own), ...quoted.flatMap((part) => parties([part.from], 'quoted-sender', own))],
  };
}

function rolesOfOwn(open: MailMessage, { quoted, newest }: SplitMessage, own: Own): Roles {
  const to = parties(open.to, 'recipient', own);
  const cc = parties(open.cc, 'copy', own);
  const senders = quoted.flatMap((part) => parties([part.from], 'quoted-sender', own));
  const recipients = quotedRecipients(quoted, own);
  // A form of our own site or a shared number writes to us for somebody: his address is where the answer goes, or in the text.
  const answered = parties(open.replyTo, 'reply-to', own);
  const machine = open.from !== null && isNoPerson(open.from.address) && to.length + cc.length === 0;
  const correspondents = [to, cc, answered, senders.slice(0, 1), recipients].find((list) => list.length > 0) ?? [];
  // A help desk of ours passes on what a customer asks; a line of its own says who.
  const asking = correspondents.length === 0 && !machine ? partiesOf(labelledAddresses([newest, ...quoted.filter((part) => part.from === null).map((part) => part.text)].join('\n')), own) : [];
  return { correspondents: distinct(correspondents, []), addressed: [...senders, ...recipients, ...(machine ? partiesIn(open, '', own) : [])], bystanders: [...cc, ...asking] };
}

interface Others extends Omit<Roles, 'correspondents'> {
  readonly messages: readonly { readonly message: MailMessage; readonly ours: boolean }[];
}

function otherMessages(thread: MailThread, own: Own, openIsOurs: boolean): Others {
  const messages = thread.messages
    .filter((_, i) => i !== thread.open)
    .slice(-MOST_OTHER_MESSAGES)
    .map((message) => ({ message, ours: message.from !== null && own.isOurs(message.from.address) }));
  const to = messages.filter((m) => m.ours).flatMap((m) => parties([...m.message.to, ...m.message.cc], 'thread', own));
  const from = messages.filter((m) => !m.ours).flatMap((m) => parties([m.message.from], 'thread', own));
  return { messages, addressed: openIsOurs ? [...to, ...from] : to, bystanders: from };
}

/** Whether a person is on the correspondents' side: the same address, or a colleague of theirs. */
function writerOn(correspondents: readonly Party[]): (person: Mailbox | QuotedPerson | null) => boolean {
  const addresses = new Set<string>(correspondents.map((party) => party.address));
  const domains = new Set(correspondents.map((party) => domainOf(party.address)).filter((domain) => !isFreeMail(domain)));
  const names = new Set(correspondents.map((party) => foldWords(party.name ?? '').join(' ')).filter((name) => name !== ''));
  return (person) => {
    if (person === null) return false;
    if (person.address !== null) return addresses.has(person.address.toLowerCase()) || domains.has(domainOf(person.address));
    return person.name !== null && names.has(foldWords(person.name).join(' '));
  };
}

/** A quote without a header is what its sender answers: he vouches for it as for his own words. */
function writerOfPart(part: QuotedPart, own: Own, isTheirs: (person: QuotedPerson | null) => boolean, carried: Writer): Writer {
  if (isOurPart(part, own)) return 'us';
  if (part.from === null && !part.forwarded) return carried;
  return isTheirs(part.from) ? 'them' : 'third';
}
