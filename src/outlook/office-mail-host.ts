import { fail, ok, parseAddress, parseInstant } from '../core';
import type { EmailAddress, Inserted, MailHost, Mailbox, MailMessage, MailProblem, MailThread, ReminderDraft, Result } from '../core';

/** What the pane needs of Outlook beyond the port. */
export interface OfficeMailHost extends MailHost<'async'> {
  /** False: the page was opened outside Outlook. */
  readonly inOutlook: boolean;
  readonly displayLanguage: 'fr' | 'en';
  /** Whether a reply form can carry a PDF that the pane holds (Mailbox 1.15). */
  readonly canAttach: boolean;
  /** Outlook's own theme (Mailbox 1.14); null: not told, the browser's preference counts. */
  darkTheme(): boolean | null;
  onThemeChanged(listener: () => void): void;
  /** The pinned pane is shown another mail, or none. */
  onItemChanged(listener: () => void): void;
  /** Tells two open items apart; null: no item. */
  itemKey(): string | null;
}

const READ_TIMEOUT_MS = 10_000;
const OPEN_TIMEOUT_MS = 15_000;
/** Reply forms: office.js throws beyond 32 KB of htmlBody. */
const FORM_LIMIT = 32 * 1024;

type Callback<T> = (result: Office.AsyncResult<T>) => void;

/**
 * One call to Outlook as a Result. office.js may throw at once (limits, permissions), answer "failed", or never answer:
 * when the host's transport fails the callback is not called at all, so each call has a timer of its own.
 */
function ask<T>(call: string, timeoutMs: number, run: (callback: Callback<T>) => void): Promise<Result<T, MailProblem>> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(fail({ code: 'mail/no-answer', call, afterMs: timeoutMs })), timeoutMs);
    const end = (result: Result<T, MailProblem>): void => {
      clearTimeout(timer);
      done(result);
    };
    try {
      run((result) => end(result.status === Office.AsyncResultStatus.Succeeded ? ok(result.value) : fail(refused(call, result.error))));
    } catch (error) {
      end(fail(thrown(call, error)));
    }
  });
}

const ITEM_CHANGED = 9030;

function refused(call: string, error: { readonly code?: number } | undefined): MailProblem {
  const code = error?.code ?? null;
  return code === ITEM_CHANGED ? { code: 'mail/item-changed' } : { code: 'mail/host-refused', call, hostCode: code };
}

function thrown(call: string, error: unknown): MailProblem {
  const named = error as { readonly code?: unknown; readonly name?: unknown };
  return { code: 'mail/host-refused', call, hostCode: typeof named.code === 'number' ? named.code : null };
}

/** The item as the pane may meet it: read, compose, or none. Members that a host lacks are undefined there. */
type OpenItem = Partial<Office.MessageRead> & { readonly itemType?: unknown };

const currentItem = (): OpenItem | null => (Office.context.mailbox?.item as OpenItem | null | undefined) ?? null;

/** In compose mode subject is an object with getAsync; in read mode a string. */
const isReading = (item: OpenItem): boolean => typeof item.subject === 'string';
const isMessage = (item: OpenItem): boolean => item.itemType === Office.MailboxEnums.ItemType.Message;

function keyOf(item: OpenItem | null): string | null {
  if (item === null) return null;
  // Shared folders may give an item another id after a move: the conversation and the message's own id are steadier.
  return isReading(item) ? `${item.conversationId ?? ''} ${item.internetMessageId ?? item.itemId ?? ''}` : `compose ${item.conversationId ?? ''}`;
}

function mailboxOf(person: { readonly displayName?: string; readonly emailAddress?: string } | undefined): Mailbox | null {
  const address = person?.emailAddress === undefined ? null : parseAddress(person.emailAddress);
  return address === null ? null : { name: person?.displayName === undefined || person.displayName === '' ? null : person.displayName, address };
}

const mailboxesOf = (people: readonly Office.EmailAddressDetails[] | undefined): readonly Mailbox[] => (people ?? []).map(mailboxOf).filter((person): person is Mailbox => person !== null);

async function readThread(): Promise<Result<MailThread, MailProblem>> {
  const item = currentItem();
  if (item === null || !isMessage(item)) return fail({ code: 'mail/no-item' });
  const key = keyOf(item);
  const mailbox = mailboxOf(Office.context.mailbox.userProfile)?.address ?? null;
  if (!isReading(item)) return readComposed(item as unknown as Office.MessageCompose, key, mailbox);
  const text = await ask<string>('body.getAsync', READ_TIMEOUT_MS, (callback) => (item.body as Office.Body).getAsync(Office.CoercionType.Text, callback));
  if (!text.ok) return text;
  if (keyOf(currentItem()) !== key) return fail({ code: 'mail/item-changed' });
  const sent = item.dateTimeCreated instanceof Date && !Number.isNaN(item.dateTimeCreated.getTime()) ? item.dateTimeCreated.toISOString() : '';
  const message: MailMessage = {
    id: item.itemId ?? '',
    from: mailboxOf(item.from),
    to: mailboxesOf(item.to),
    cc: mailboxesOf(item.cc),
    // Outlook gives add-ins no Reply-To before the headers are read; its own reply form follows it.
    replyTo: [],
    sentAt: parseInstant(sent),
    subject: item.subject as unknown as string,
    text: text.value,
    attachmentNames: (item.attachments ?? []).filter((attachment) => !attachment.isInline).map((attachment) => attachment.name),
  };
  return ok({ key: item.conversationId ?? message.id, mode: 'read', open: 0, messages: [message], mailbox, wholeThread: false });
}

async function readComposed(item: Office.MessageCompose, key: string | null, mailbox: EmailAddress | null): Promise<Result<MailThread, MailProblem>> {
  const subject = await ask<string>('subject.getAsync', READ_TIMEOUT_MS, (callback) => item.subject.getAsync(callback));
  if (!subject.ok) return subject;
  const to = await ask<Office.EmailAddressDetails[]>('to.getAsync', READ_TIMEOUT_MS, (callback) => item.to.getAsync(callback));
  if (!to.ok) return to;
  const cc = await ask<Office.EmailAddressDetails[]>('cc.getAsync', READ_TIMEOUT_MS, (callback) => item.cc.getAsync(callback));
  if (!cc.ok) return cc;
  const text = await ask<string>('body.getAsync', READ_TIMEOUT_MS, (callback) => item.body.getAsync(Office.CoercionType.Text, callback));
  if (!text.ok) return text;
  if (keyOf(currentItem()) !== key) return fail({ code: 'mail/item-changed' });
  const from: Mailbox | null = mailbox === null ? null : { name: null, address: mailbox };
  const message: MailMessage = { id: 'compose', from, to: mailboxesOf(to.value), cc: mailboxesOf(cc.value), replyTo: [], sentAt: null, subject: subject.value, text: text.value, attachmentNames: [] };
  return ok({ key: item.conversationId ?? 'compose', mode: 'compose', open: 0, messages: [message], mailbox, wholeThread: false });
}

const supports = (version: string): boolean => Office.context.requirements.isSetSupported('Mailbox', version);

/** The open item, if it is still the thread that the draft was written for, and its reply goes to whom the clerk was shown. */
function itemFor(thread: string | null, to: readonly EmailAddress[]): Result<Office.MessageRead, MailProblem> {
  const item = currentItem();
  if (item === null || !isMessage(item)) return fail({ code: 'mail/no-item' });
  if (!isReading(item)) return fail({ code: 'mail/unsupported', call: 'compose' });
  if (thread !== null && item.conversationId !== thread) return fail({ code: 'mail/item-changed' });
  const sender = mailboxOf(item.from)?.address;
  if (sender !== undefined && !to.includes(sender)) return fail({ code: 'mail/item-changed' });
  return ok(item as Office.MessageRead);
}

async function openReply(draft: ReminderDraft, thread: string | null, all: boolean): Promise<Result<Inserted, MailProblem>> {
  const item = itemFor(thread, draft.to);
  if (!item.ok) return item;
  const message = item.value;
  const call = all ? 'displayReplyAllForm' : 'displayReplyForm';
  const form = { htmlBody: draft.html };
  const withCallback = all ? message.displayReplyAllFormAsync : message.displayReplyFormAsync;
  if (typeof withCallback === 'function' && supports('1.9')) {
    const opened = await ask<void>(`${call}Async`, OPEN_TIMEOUT_MS, (callback) => withCallback.call(message, form, callback));
    return opened.ok ? ok({ as: all ? 'reply-all' : 'reply', attached: [] }) : opened;
  }
  try {
    if (all) message.displayReplyAllForm(form);
    else message.displayReplyForm(form);
    return ok({ as: all ? 'reply-all' : 'reply', attached: [] });
  } catch (error) {
    return fail(thrown(call, error));
  }
}

async function openNewMessage(draft: ReminderDraft): Promise<Result<Inserted, MailProblem>> {
  if (draft.to.length === 0) return fail({ code: 'mail/no-recipient' });
  const { mailbox } = Office.context;
  const form = { toRecipients: [...draft.to], ccRecipients: [...draft.cc], subject: draft.subject, htmlBody: draft.html };
  if (typeof mailbox.displayNewMessageFormAsync === 'function' && supports('1.9')) {
    const opened = await ask<void>('displayNewMessageFormAsync', OPEN_TIMEOUT_MS, (callback) => mailbox.displayNewMessageFormAsync(form, callback));
    return opened.ok ? ok({ as: 'new-message', attached: [] }) : opened;
  }
  if (typeof mailbox.displayNewMessageForm !== 'function') return fail({ code: 'mail/unsupported', call: 'displayNewMessageForm' });
  try {
    mailbox.displayNewMessageForm(form);
    return ok({ as: 'new-message', attached: [] });
  } catch (error) {
    return fail(thrown('displayNewMessageForm', error));
  }
}

async function copyText(draft: ReminderDraft): Promise<Result<Inserted, MailProblem>> {
  try {
    await navigator.clipboard.writeText(draft.text);
    return ok({ as: 'copied', attached: [] });
  } catch (error) {
    return fail({ code: 'mail/unsupported', call: error instanceof Error ? `clipboard ${error.name}` : 'clipboard' });
  }
}

async function insertDraft(draft: ReminderDraft, thread: string | null): Promise<Result<Inserted, MailProblem>> {
  if (draft.channel === 'copied') return copyText(draft);
  const length = new TextEncoder().encode(draft.html).length;
  if (length > FORM_LIMIT) return fail({ code: 'mail/too-long', limit: FORM_LIMIT, length });
  switch (draft.channel) {
    case 'reply':
      return openReply(draft, thread, false);
    case 'reply-all':
      return openReply(draft, thread, true);
    case 'compose':
      return fail({ code: 'mail/unsupported', call: 'compose' });
    case 'new-message':
      return openNewMessage(draft);
  }
}

/**
 * ItemChanged comes only to a pinned pane, and not always (OfficeDev/office-js issues 5965 and 6287): the item is compared
 * again whenever the pane is looked at.
 */
function watchItem(listener: () => void): void {
  let known = keyOf(currentItem());
  const changed = (): void => {
    known = keyOf(currentItem());
    listener();
  };
  const look = (): void => {
    if (keyOf(currentItem()) !== known) changed();
  };
  window.addEventListener('focus', look);
  document.addEventListener('visibilitychange', look);
  const { mailbox } = Office.context;
  if (typeof mailbox?.addHandlerAsync !== 'function') return;
  void ask<void>('addHandlerAsync', READ_TIMEOUT_MS, (callback) => mailbox.addHandlerAsync(Office.EventType.ItemChanged, changed, callback));
}

const THEMES_SINCE = '1.14';

/** Outlook tells colours, not a name: dark is what has a dark ground. */
function darkTheme(): boolean | null {
  if (!supports(THEMES_SINCE)) return null;
  const ground = (Office.context.officeTheme as Partial<Office.OfficeTheme> | undefined)?.bodyBackgroundColor ?? '';
  const digits = /^#([0-9a-f]{6})/i.exec(ground)?.[1];
  if (digits === undefined) return null;
  const part = (at: number): number => parseInt(digits.slice(at, at + 2), 16);
  return 0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4) < 128;
}

function watchTheme(listener: () => void): void {
  const { mailbox } = Office.context;
  if (!supports(THEMES_SINCE) || typeof mailbox?.addHandlerAsync !== 'function') return;
  void ask<void>('addHandlerAsync', READ_TIMEOUT_MS, (callback) => mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, listener, callback));
}

const OUTSIDE: OfficeMailHost = {
  inOutlook: false,
  displayLanguage: 'fr',
  canAttach: false,
  darkTheme: () => null,
  onThemeChanged: () => undefined,
  onItemChanged: () => undefined,
  itemKey: () => null,
  openThread: () => Promise.resolve(fail({ code: 'mail/not-in-outlook' })),
  insertDraft: () => Promise.resolve(fail({ code: 'mail/not-in-outlook' })),
};

const READY_TIMEOUT_MS = 20_000;

/** Waits for office.js. A page outside Outlook gets a host that says so. */
export async function createOfficeMailHost(): Promise<OfficeMailHost> {
  if (typeof Office === 'undefined') return OUTSIDE;
  const info = await Promise.race([Office.onReady(), new Promise<null>((done) => setTimeout(() => done(null), READY_TIMEOUT_MS))]);
  if (info === null || info.host !== Office.HostType.Outlook) return OUTSIDE;
  return {
    inOutlook: true,
    displayLanguage: Office.context.displayLanguage.toLowerCase().startsWith('fr') ? 'fr' : 'en',
    // Attaching from read mode needs Mailbox 1.15; until it is built, no text may speak of an attachment.
    canAttach: false,
    darkTheme,
    onThemeChanged: watchTheme,
    onItemChanged: watchItem,
    itemKey: () => keyOf(currentItem()),
    openThread: readThread,
    insertDraft,
  };
}
