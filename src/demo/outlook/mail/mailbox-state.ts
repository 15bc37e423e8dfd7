import { parisMoment } from '../../paris-time';
import type { SampleMail } from '../../sample-mail';
import { contentTypeOf, sameAddress } from './mail-message';
import type { FolderName, Message, Person, Thread } from './mail-message';

interface Kept {
  readonly run: string;
  readonly threads: readonly Thread[];
  readonly messages: readonly Message[];
}

export interface Row {
  readonly thread: string;
  readonly newest: Message;
  readonly unread: boolean;
}

const KEY = 'relance-boite';

/** All mail of the try-out. Lasts as long as the page's session: a reload keeps what was sent, a new start forgets it. */
export class MailboxState {
  readonly user: Person;
  readonly signatureHtml: string;
  private readonly threads = new Map<string, Thread>();
  private readonly messages = new Map<string, Message>();
  /** Files as they were handed over, base64: too large for the session's storage, so a reload keeps only name and size. */
  private readonly contents = new Map<string, string>();
  private readonly listeners: (() => void)[] = [];

  constructor(mail: SampleMail, private readonly run: string, private readonly session: Storage) {
    this.user = mail.user;
    this.signatureHtml = mail.signatureHtml;
    const kept = this.restore();
    for (const thread of kept?.threads ?? threadsOf(mail)) this.threads.set(thread.id, thread);
    for (const message of kept?.messages ?? messagesOf(mail)) this.messages.set(message.id, message);
    for (const [id, base64] of contentsOf(mail)) this.contents.set(id, base64);
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  message(id: string): Message | null {
    return this.messages.get(id) ?? null;
  }

  thread(id: string): Thread | null {
    return this.threads.get(id) ?? null;
  }

  contentOf(attachment: string): string | null {
    return this.contents.get(attachment) ?? null;
  }

  keepContent(attachment: string, base64: string): void {
    this.contents.set(attachment, base64);
  }

  /** The clerk's own name and those of the shared mailboxes: under these a message can leave. */
  identities(): readonly Person[] {
    const shared = [...this.threads.values()].flatMap(({ sharedMailbox }) => (sharedMailbox === null ? [] : [sharedMailbox]));
    return [this.user, ...shared].filter((person, at, all) => all.findIndex((other) => sameAddress(other.address, person.address)) === at);
  }

  /** Lies in another mailbox from now on, or in the clerk's own again. */
  share(thread: string, mailbox: Person | null): void {
    const known = this.threads.get(thread);
    if (known === undefined) return;
    this.threads.set(thread, { ...known, sharedMailbox: mailbox });
    this.changed();
  }

  /** Moved on the server: the same message, another id. null: no such message. */
  renew(id: string): string | null {
    const message = this.messages.get(id);
    if (message === undefined) return null;
    const moved = `${id}-moved`;
    this.messages.delete(id);
    this.messages.set(moved, { ...message, id: moved });
    this.changed();
    return moved;
  }

  /** Oldest first; what lies in the trash only when asked for there. */
  messagesOf(thread: string, view: FolderName): readonly Message[] {
    return [...this.messages.values()].filter((m) => m.thread === thread && !m.draft && (m.folder === 'trash') === (view === 'trash')).sort((a, b) => a.at - b.at);
  }

  /** One row per thread that has a message in this folder, newest first. */
  rows(folder: FolderName): readonly Row[] {
    const byThread = new Map<string, Row>();
    for (const message of this.messages.values()) {
      if (message.folder !== folder) continue;
      // Drafts are rows of their own: each opens its own window.
      const key = folder === 'drafts' ? message.id : message.thread;
      const row = byThread.get(key);
      const unread = message.unread || row?.unread === true;
      byThread.set(key, { thread: message.thread, newest: row !== undefined && row.newest.at > message.at ? row.newest : message, unread });
    }
    return [...byThread.values()].sort((a, b) => b.newest.at - a.newest.at);
  }

  count(folder: FolderName): number {
    return this.rows(folder).filter((row) => folder === 'drafts' || row.unread).length;
  }

  put(message: Message): void {
    if (!this.threads.has(message.thread)) this.threads.set(message.thread, { id: message.thread, conversationId: `conversation-${message.thread}`, sharedMailbox: null });
    this.messages.set(message.id, message);
    this.changed();
  }

  remove(id: string): void {
    if (this.messages.delete(id)) this.changed();
  }

  markRead(thread: string): void {
    const unread = [...this.messages.values()].filter((m) => m.thread === thread && m.unread);
    if (unread.length === 0) return;
    for (const message of unread) this.messages.set(message.id, { ...message, unread: false });
    this.changed();
  }

  /** The messages of a thread that lie in one folder go to another. */
  move(thread: string, from: FolderName, to: FolderName): void {
    for (const message of [...this.messages.values()]) if (message.thread === thread && message.folder === from) this.messages.set(message.id, { ...message, folder: to });
    this.changed();
  }

  private changed(): void {
    const kept: Kept = { run: this.run, threads: [...this.threads.values()], messages: [...this.messages.values()] };
    this.session.setItem(KEY, JSON.stringify(kept));
    for (const listener of this.listeners) listener();
  }

  private restore(): Kept | null {
    const text = this.session.getItem(KEY);
    if (text === null) return null;
    const kept = JSON.parse(text) as Kept;
    return kept.run === this.run ? kept : null;
  }
}

function threadsOf(mail: SampleMail): readonly Thread[] {
  return mail.threads.map(({ id, conversationId, sharedMailbox }) => ({ id, conversationId, sharedMailbox: sharedMailbox ?? null }));
}

function messagesOf(mail: SampleMail): readonly Message[] {
  return mail.threads.flatMap((thread) => {
    const own = (address: string): boolean => sameAddress(address, mail.user.address) || (thread.sharedMailbox !== undefined && sameAddress(address, thread.sharedMailbox.address));
    const last = thread.messages.length - 1;
    return thread.messages.map((m, index): Message => ({
      id: m.id, thread: thread.id, subject: subjectOf(thread.subject, index, last), from: m.from, to: m.to, cc: m.cc, replyTo: m.replyTo ?? [], at: parisMoment(m.date), html: m.html,
      folder: own(m.from.address) && thread.folder !== 'drafts' && thread.folder !== 'trash' ? 'sent' : thread.folder,
      attachments: m.attachments.map((a, n) => ({ id: fileId(m.id, n), name: a.name, size: a.size, contentType: contentTypeOf(a.name) })),
      internetMessageId: m.internetMessageId, unread: thread.unread && index === last, draft: thread.folder === 'drafts',
      ...(thread.folder === 'drafts' ? { answering: 'new' as const, kept: true, plain: m.plain === true } : {}),
    }));
  });
}

const fileId = (message: string, at: number): string => `${message}-attachment-${at + 1}`;

/** The files of which the sample tells what stands in them, as Exchange hands files over. */
function contentsOf(mail: SampleMail): readonly (readonly [id: string, base64: string])[] {
  return mail.threads.flatMap(({ messages }) => messages.flatMap((m) => m.attachments.flatMap(({ text }, n) => (text === undefined ? [] : [[fileId(m.id, n), base64Of(text)] as const]))));
}

const base64Of = (text: string): string => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));

/** The sample names the newest subject; the message that opened the thread had no "Re". */
const subjectOf = (subject: string, index: number, last: number): string => (index === 0 && last > 0 ? subject.replace(/^\s*re\s*[\u00a0\u202f ]?:\s*/i, '') : subject);
