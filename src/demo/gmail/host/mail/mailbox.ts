import type { WorldUser } from '../world';

export interface WorldAttachment {
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly text?: string;
  /** What stands in it, where it is no text. */
  readonly bytes?: Uint8Array;
  /** A picture of the text. */
  readonly inline?: boolean;
}

export interface WorldMessage {
  /** Hex, 16 digits, as GmailApp gives it. */
  readonly id: string;
  /** `Anne Roy <anne@example.test>` */
  readonly from: string;
  /** Comma-separated. */
  readonly to: string;
  readonly cc?: string;
  readonly bcc?: string;
  readonly replyTo?: string;
  /** Milliseconds. */
  readonly date: number;
  readonly subject: string;
  readonly html: string;
  /** Without: the text of `html`. */
  readonly plain?: string;
  readonly draft?: boolean;
  readonly attachments?: readonly WorldAttachment[];
}

export interface WorldThread {
  /** Hex, 16 digits. */
  readonly id: string;
  /** Oldest first. */
  readonly messages: readonly WorldMessage[];
}

/** A draft as Gmail keeps it: its message gets a new id each time it is saved. */
export interface WorldDraft {
  /** `r-4711`, stays. */
  readonly id: string;
  readonly threadId: string;
  readonly message: WorldMessage;
}

export type NewDraft = Pick<WorldMessage, 'to' | 'subject' | 'html'> & Partial<Pick<WorldMessage, 'cc' | 'bcc' | 'replyTo' | 'plain' | 'attachments' | 'from'>>;

/** How long the token of an event is accepted. Not documented; an hour is the life of Google's other access tokens. */
const TOKEN_MS = 3_600_000;

/** One user's mailbox: what Gmail shows and what the clerk does in it. */
export class Mailbox {
  private readonly held: Map<string, WorldThread>;
  private readonly waiting = new Map<string, { readonly threadId: string; messageId: string }>();
  private readonly tokens = new Map<string, { readonly messageId: string; readonly until: number }>();
  private counter = 0;

  constructor(private readonly owner: WorldUser, threads: readonly WorldThread[], private readonly now: () => number) {
    this.held = new Map(threads.map((thread) => [thread.id, { id: thread.id, messages: [...thread.messages] }]));
  }

  get threads(): readonly WorldThread[] {
    return [...this.held.values()];
  }

  get drafts(): readonly WorldDraft[] {
    return [...this.waiting].map(([id, { threadId, messageId }]) => ({ id, threadId, message: this.must(messageId) }));
  }

  /** `Claire Martin <claire@firm.test>` */
  get owned(): string {
    return this.owner.name === undefined ? this.owner.email : `${this.owner.name} <${this.owner.email}>`;
  }

  /** @param id hex, or `msg-f:` and the number, as events give it. */
  find(id: string): { readonly thread: WorldThread; readonly message: WorldMessage } | null {
    const hex = hexOf(id);
    for (const thread of this.held.values()) {
      const message = thread.messages.find((one) => one.id === hex);
      if (message !== undefined) return { thread, message };
    }
    return null;
  }

  thread(id: string): WorldThread | null {
    return this.held.get(hexOf(id)) ?? null;
  }

  /** What an event hands to the script, for the messages of the open thread. */
  tokenFor(messageId: string): string {
    const token = `token-${(this.counter += 1)}-${hexOf(messageId)}`;
    this.tokens.set(token, { messageId: hexOf(messageId), until: this.now() + TOKEN_MS });
    return token;
  }

  /** @returns the thread that this token opens; null: unknown or too old. */
  opens(token: string): WorldThread | null {
    const held = this.tokens.get(token);
    return held === undefined || held.until <= this.now() ? null : (this.find(held.messageId)?.thread ?? null);
  }

  /** A mail comes in, or an own one was sent elsewhere. */
  receive(threadId: string, message: WorldMessage): void {
    const thread = this.held.get(threadId) ?? { id: threadId, messages: [] };
    this.held.set(threadId, { id: threadId, messages: [...thread.messages, message] });
  }

  /** @param threadId null: a thread of its own. */
  createDraft(threadId: string | null, draft: NewDraft): WorldDraft {
    const id = `r${7_000_000_000 + (this.counter += 1)}`;
    const thread = threadId ?? this.newId();
    const message: WorldMessage = { from: this.owned, ...draft, id: this.newId(), date: this.now(), draft: true };
    this.receive(thread, message);
    this.waiting.set(id, { threadId: thread, messageId: message.id });
    return { id, threadId: thread, message };
  }

  /** The clerk changes the draft; Gmail saves it as another message. */
  editDraft(id: string, change: Partial<NewDraft>): WorldDraft {
    return this.replaceDraft(id, (message) => ({ ...message, ...change, id: this.newId(), date: this.now() }));
  }

  /** *Send*: the draft is gone, the thread holds a new message. */
  sendDraft(id: string): WorldMessage {
    const { message } = this.replaceDraft(id, ({ draft: _draft, ...sent }) => ({ ...sent, id: this.newId(), date: this.now() }));
    this.waiting.delete(id);
    return message;
  }

  discardDraft(id: string): void {
    const { threadId, message } = this.draft(id);
    const left = this.held.get(threadId)?.messages.filter((one) => one.id !== message.id) ?? [];
    if (left.length === 0) this.held.delete(threadId);
    else this.held.set(threadId, { id: threadId, messages: left });
    this.waiting.delete(id);
  }

  draft(id: string): WorldDraft {
    const held = this.waiting.get(id);
    if (held === undefined) throw new Error(`no draft ${id}`);
    return { id, threadId: held.threadId, message: this.must(held.messageId) };
  }

  private replaceDraft(id: string, change: (message: WorldMessage) => WorldMessage): WorldDraft {
    const { threadId, message } = this.draft(id);
    const changed = change(message);
    const thread = this.held.get(threadId);
    this.held.set(threadId, { id: threadId, messages: (thread?.messages ?? []).map((one) => (one.id === message.id ? changed : one)) });
    this.waiting.set(id, { threadId, messageId: changed.id });
    return { id, threadId, message: changed };
  }

  private must(messageId: string): WorldMessage {
    const found = this.find(messageId);
    if (found === null) throw new Error(`no message ${messageId}`);
    return found.message;
  }

  private newId(): string {
    return (0x19f0_0000_0000_0000n + BigInt((this.counter += 1))).toString(16);
  }
}

/** Events give `msg-f:1871234567890123456`, GmailApp gives the same number in hex. */
export function hexOf(id: string): string {
  const number = /^(?:msg|thread)-f:(\d+)$/.exec(id)?.[1];
  return number === undefined ? id : BigInt(number).toString(16).padStart(16, '0');
}

/** @param hex an id of this mailbox; @returns as events give it; what is no number stays. */
export const eventId = (kind: 'msg' | 'thread', hex: string): string => (/^[0-9a-f]{16}$/.test(hex) ? `${kind}-f:${BigInt(`0x${hex}`).toString()}` : hex);
