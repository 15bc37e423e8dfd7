import { parseAddress } from '../../core';
import type { Channel, Mailbox } from '../../core';

/** The item as the pane may meet it: read, compose, or none. Members that a host lacks are undefined there. */
export type OpenItem = Partial<Office.MessageRead> & { readonly itemType?: unknown };

export const currentItem = (): OpenItem | null => (Office.context.mailbox?.item as OpenItem | null | undefined) ?? null;

/** In compose mode subject is an object with getAsync; in read mode a string. */
export const isReading = (item: OpenItem): boolean => typeof item.subject === 'string';
export const isMessage = (item: OpenItem): boolean => item.itemType === Office.MailboxEnums.ItemType.Message;

/** A message in the making has no id of its own before it is saved: office.js makes a new object for each, and that tells them apart. */
const drafts = new WeakMap<OpenItem, number>();
let draftsSeen = 0;
function numberOf(item: OpenItem): number {
  const known = drafts.get(item);
  if (known !== undefined) return known;
  drafts.set(item, (draftsSeen += 1));
  return draftsSeen;
}

/** Tells two open items apart; null: no item. */
export function keyOf(item: OpenItem | null): string | null {
  if (item === null) return null;
  // Shared folders may give an item another id after a move: the conversation and the message's own id are steadier.
  return isReading(item) ? `${item.conversationId ?? ''} ${item.internetMessageId ?? item.itemId ?? ''}` : `compose ${numberOf(item)}`;
}

/** The item that a thread was read from: a reply must not go to another message of the same conversation. */
let lastRead: { readonly thread: string; readonly key: string | null } | null = null;
export function noteRead(thread: string, key: string | null): void {
  lastRead = { thread, key };
}
const readAs = (thread: string): string | null | undefined => (lastRead?.thread === thread ? lastRead.key : undefined);
/** Whether this is the message that the thread was read from; a conversation never read here is told by its key alone. */
export function isAsRead(thread: string, item: OpenItem): boolean {
  const key = readAs(thread);
  // A draft gets its conversation when it is first saved, perhaps after it was read: its object stays the same.
  return key === undefined ? (item.conversationId ?? '') === thread : key === keyOf(item);
}

export function mailboxOf(person: { readonly displayName?: string; readonly emailAddress?: string } | undefined): Mailbox | null {
  const address = person?.emailAddress === undefined ? null : parseAddress(person.emailAddress);
  const name = person?.displayName ?? '';
  // Exchange gives the address as the name of whoever has none, at times in quotes.
  return address === null ? null : { name: name === '' || name.trim().replace(/^'|'$/g, '').toLowerCase() === address ? null : name, address };
}
export const mailboxesOf = (people: readonly Office.EmailAddressDetails[] | undefined): readonly Mailbox[] => (people ?? []).map(mailboxOf).filter((person): person is Mailbox => person !== null);

export const supports = (version: string): boolean => Office.context.requirements.isSetSupported('Mailbox', version);

let onMobile = false;
/** A host begins: nothing was read yet. iOS and Android have no form, no draft and no attachment for an add-in, whatever requirement set they announce (outlook-mobile-apis). */
export function begin(platform: unknown): void {
  lastRead = null;
  const of = platform ?? (Office.context as { readonly platform?: unknown }).platform;
  onMobile = of === 'iOS' || of === 'Android';
}
export const isMobile = (): boolean => onMobile;

/** The ways that this Outlook really has, best first; `null`: without a thread. Copying is always left. */
export function channelsFor(mode: 'read' | 'compose' | null): readonly Channel[] {
  if (onMobile) return ['copied'];
  const item = currentItem();
  const has = (member: string): boolean => typeof (item as Readonly<Record<string, unknown>> | null)?.[member] === 'function';
  const { mailbox } = Office.context;
  const newMessage: readonly Channel[] = typeof mailbox?.displayNewMessageForm === 'function' || typeof mailbox?.displayNewMessageFormAsync === 'function' ? ['new-message'] : [];
  if (mode === null) return [...newMessage, 'copied'];
  if (mode === 'compose') return typeof (item?.body as Partial<Office.Body> | undefined)?.prependAsync === 'function' ? ['compose', 'copied'] : ['copied'];
  const reply: readonly Channel[] = has('displayReplyForm') || has('displayReplyFormAsync') ? ['reply'] : [];
  const all: readonly Channel[] = has('displayReplyAllForm') || has('displayReplyAllFormAsync') ? ['reply-all'] : [];
  return [...reply, ...all, ...newMessage, 'copied'];
}

/** Whether a PDF that the pane holds can go along: reply forms since Mailbox 1.15, drafts since 1.8, new message forms never. */
export function attachesTo(channel: Channel): boolean {
  if (onMobile) return false;
  if (channel === 'reply' || channel === 'reply-all') return supports('1.15');
  return channel === 'compose' && supports('1.8');
}
