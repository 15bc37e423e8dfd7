import { answered, bareSubject, forwarded, quoted } from './quoting';
import { sameAddress } from './mail-message';
import type { Attachment, Message, Person } from './mail-message';
import type { MailboxState } from './mailbox-state';

export type Answering = NonNullable<Message['answering']>;

let counter = 0;
/** Unique in the session, also after a reload. */
const freshId = (kind: string, now: number): string => {
  counter += 1;
  return `${kind}-${now.toString(36)}-${counter}`;
};

const isOwn = (state: MailboxState, message: Message, address: string): boolean => {
  const shared = state.thread(message.thread)?.sharedMailbox ?? null;
  return sameAddress(address, state.user.address) || (shared !== null && sameAddress(address, shared.address));
};

function without(people: readonly Person[], taken: readonly Person[]): readonly Person[] {
  const seen = taken.map((p) => p.address.toLowerCase());
  return people.filter((p) => {
    const address = p.address.toLowerCase();
    if (seen.includes(address)) return false;
    seen.push(address);
    return true;
  });
}

/** Who gets the answer, as Outlook does it: one's own sent message is answered to those who got it. */
export function answerees(state: MailboxState, original: Message, all: boolean): { readonly to: readonly Person[]; readonly cc: readonly Person[] } {
  const own = isOwn(state, original, original.from.address);
  const first = own ? original.to : original.replyTo.length > 0 ? original.replyTo : [original.from];
  if (!all) return { to: first, cc: [] };
  const others = (people: readonly Person[]): readonly Person[] => people.filter((p) => !isOwn(state, original, p.address));
  const to = without([...first, ...(own ? [] : others(original.to))], []);
  return { to, cc: without(others(original.cc), to) };
}

export interface NewDraft {
  readonly kind: Answering;
  readonly original: Message | null;
  /** What the add-in hands over; stands above signature and quotation. */
  readonly html: string;
  readonly attachments: readonly Attachment[];
  readonly to?: readonly Person[];
  readonly cc?: readonly Person[];
  readonly subject?: string;
}

/** A draft lies in Brouillons from the moment its window opens. */
export function openDraft(state: MailboxState, { kind, original, html, attachments, to, cc, subject }: NewDraft, now: number): Message {
  const people = original !== null && (kind === 'reply' || kind === 'reply-all') ? answerees(state, original, kind === 'reply-all') : { to: [], cc: [] };
  const id = freshId('draft', now);
  const shared = original === null ? null : (state.thread(original.thread)?.sharedMailbox ?? null);
  const draft: Message = {
    id, thread: original === null || kind === 'forward' ? freshId('thread', now) : original.thread, folder: 'drafts', draft: true, unread: false, at: now,
    subject: subject ?? (original === null ? '' : kind === 'forward' ? forwarded(original.subject) : answered(original.subject)),
    from: shared ?? state.user, to: to ?? people.to, cc: cc ?? people.cc, replyTo: [],
    html: `${html === '' ? '<p><br></p>' : html}<div id="Signature">${state.signatureHtml}</div>${original === null ? '' : quoted(original)}`,
    attachments: [...(kind === 'forward' && original !== null ? original.attachments : []), ...attachments],
    internetMessageId: `<${id}@boite-d-essai.example>`, answering: kind,
  };
  state.put(draft);
  return draft;
}

/** The only way by which a message becomes a sent one: the button of the window calls it. */
export function sendDraft(state: MailboxState, draft: Message, now: number): Message {
  const sent: Message = { ...draft, id: freshId('sent', now), folder: 'sent', draft: false, kept: false, at: now };
  state.remove(draft.id);
  state.put(sent);
  return sent;
}

export const newAttachmentId = (now: number): string => freshId('attachment', now);
export const titleOf = (message: Message): string => (bareSubject(message.subject) === '' ? '(sans objet)' : message.subject);
