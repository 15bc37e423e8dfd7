import { fail, ok } from '../core';
import type { AttachedFile, Channel, EmailAddress, Inserted, MailHost, MailMessage, MailProblem, MailThread, ReminderDraft, Result } from '../core';
import { googleFailure } from './google-failure';
import { readXmlFiles } from './mail/attached-xml';
import { messageToReplyTo } from './mail/draft-target';
import { hexId } from './mail/message-ids';
import { readMessage } from './mail/read-message';
import type { GmailMessage } from './mail/read-message';

type GmailDraft = GoogleAppsScript.Gmail.GmailDraft;

/** What the event of a card beside an open message tells; a homepage's tells nothing. */
export interface OpenMessage {
  readonly messageId?: string | undefined;
  readonly threadId?: string | undefined;
  readonly accessToken?: string | undefined;
}

/** What was made for Gmail to show; the answer of the callback names it. */
export type Made = { readonly kind: 'draft'; readonly draft: GmailDraft } | { readonly kind: 'insertion'; readonly draft: ReminderDraft };

/** What the sidebar needs of Gmail beyond the port. */
export interface AppsScriptMailHost extends MailHost<'sync'> {
  /** The ways of inserting that Gmail has beside a message that is read, one that is written (`compose`), or none (null); nothing else may be offered. */
  channels(mode: 'read' | 'compose' | null): readonly Channel[];
  attaches(channel: Channel): boolean;
  /** The thread with what its open message's electronic invoices say; the same thread: they say nothing. Fetches files: only where the rest left something open. */
  withFiles(thread: MailThread, isInvoice: (text: string) => boolean): Result<MailThread, MailProblem>;
  /** What the last insertDraft made; null: nothing. */
  made(): Made | null;
}

/** At most so many messages of a thread are read, the newest: each is fetched on its own. */
export const MOST_MESSAGES = 15;
/** Bytes of a mail body that a consumer account may write (Apps Script's quotas page); an organisation's may write twice as much. */
const LONGEST_BODY = 200 * 1024;

/** Gmail for one callback, by the token of its event, which is kept nowhere. The only file that speaks to GmailApp. */
export function createAppsScriptMailHost(open: OpenMessage | null, mailbox: EmailAddress | null): AppsScriptMailHost {
  let messages: readonly GmailMessage[] = [];
  let read: MailThread | null = null;
  let made: Made | null = null;

  const openThread = (): Result<MailThread, MailProblem> => {
    if (read !== null) return ok(read);
    const { messageId, threadId, accessToken } = open ?? {};
    if (messageId === undefined || messageId === '') return fail({ code: 'mail/no-item' });
    if (accessToken === undefined || accessToken === '') return fail({ code: 'google/no-consent' });
    const asked = asking((): MailThread => {
      GmailApp.setCurrentMessageAccessToken(accessToken);
      const message = GmailApp.getMessageById(messageId);
      const whole = allOf(message);
      const id = hexId(messageId);
      const all = whole ?? [message];
      messages = newest(all, id);
      const given = messages.map((each) => readMessage(each, hexId(each.getId()) === id));
      // The open message may be a draft itself; any other draft is beside the thread.
      const isIn = (each: MailMessage): boolean => each.sentAt !== null || each.id === id;
      messages = messages.filter((_each, at) => isIn(given[at] as MailMessage));
      const inThread = given.filter(isIn);
      const leftOut: MailThread['leftOut'] = whole === null ? { kind: 'refused' } : all.length > given.length ? { kind: 'older', read: given.length, of: all.length } : undefined;
      return {
        key: hexId(threadId ?? '') || id, mode: 'read', open: Math.max(0, inThread.findIndex((each) => each.id === id)), messages: inThread, mailbox,
        wholeThread: leftOut === undefined, drafts: given.filter((each) => !isIn(each)), ...(leftOut === undefined ? {} : { leftOut }),
      };
    });
    if (asked.ok) read = asked.value;
    return asked;
  };

  const insertDraft = (draft: ReminderDraft, thread: string | null, files: readonly AttachedFile[]): Result<Inserted, MailProblem> => {
    made = null;
    const length = Utilities.newBlob(draft.html).getBytes().length;
    if (length > LONGEST_BODY) return fail({ code: 'google/text-too-long', limit: LONGEST_BODY, length });
    switch (draft.channel) {
      case 'copied':
        return fail({ code: 'mail/unsupported', call: 'copied' });
      case 'compose':
        made = { kind: 'insertion', draft };
        return ok({ as: 'compose', attached: [] });
      case 'reply':
      case 'reply-all':
      case 'new-message':
        return openDraft(draft, thread, files);
    }
  };

  const openDraft = (draft: ReminderDraft, thread: string | null, files: readonly AttachedFile[]): Result<Inserted, MailProblem> => {
    const wanted = draft.attachments.map(({ document }) => document);
    const carried = files.filter(({ document }) => wanted.includes(document));
    if (carried.length < wanted.length) return fail({ code: 'mail/attachments-refused', hostCode: null });
    if (draft.to.length === 0) return fail({ code: 'mail/no-recipient' });
    const answers = draft.channel !== 'new-message' && thread !== null;
    if (answers) {
      const now = openThread();
      if (!now.ok) return now;
      if (now.value.key !== thread) return fail({ code: 'mail/item-changed' });
    }
    const at = answers && read !== null ? messageToReplyTo(read.messages, draft.to) : null;
    const target = at === null ? null : (messages[at] ?? null);
    const opened = asking(() => {
      const options = { htmlBody: draft.html, ...(draft.cc.length === 0 ? {} : { cc: draft.cc.join(',') }), ...(carried.length === 0 ? {} : { attachments: carried.map(blobOf) }) };
      return target === null ? GmailApp.createDraft(draft.to.join(','), draft.subject, draft.text, options) : target.createDraftReply(draft.text, options);
    });
    if (!opened.ok) return opened;
    made = { kind: 'draft', draft: opened.value };
    // No message of the thread leads to whom the card names: a new one goes to them, and to nobody else.
    return ok({ as: target === null ? 'new-message' : draft.channel, attached: wanted });
  };

  return {
    openThread,
    insertDraft,
    channels: (mode) => (mode === 'compose' ? ['compose'] : mode === 'read' ? ['reply', 'reply-all', 'new-message'] : ['new-message']),
    attaches: (channel) => channel === 'reply' || channel === 'reply-all' || channel === 'new-message',
    withFiles: (thread, isInvoice) => asking(() => {
      const message = messages[thread.open];
      const xmlFiles = message === undefined ? [] : readXmlFiles(message, isInvoice);
      return xmlFiles.length === 0 ? thread : { ...thread, messages: thread.messages.map((each, at) => (at === thread.open ? { ...each, xmlFiles } : each)) };
    }),
    made: () => made,
  };
}

const blobOf = ({ base64, name }: AttachedFile): GoogleAppsScript.Base.Blob => Utilities.newBlob(Utilities.base64Decode(base64), 'application/pdf', name);

/** Every message of the thread; null: Gmail gives the open message alone, as it does for some accounts. */
function allOf(message: GmailMessage): readonly GmailMessage[] | null {
  try {
    return message.getThread().getMessages();
  } catch (thrown) {
    const refused = googleFailure(thrown);
    if (refused === null || refused.code === 'google/quota' || refused.code === 'google/out-of-time') throw thrown;
    return null;
  }
}

/** Oldest first; the open one is always among them. */
function newest(all: readonly GmailMessage[], open: string): readonly GmailMessage[] {
  const last = all.slice(-MOST_MESSAGES);
  if (last.some((each) => hexId(each.getId()) === open)) return last;
  const opened = all.find((each) => hexId(each.getId()) === open);
  return opened === undefined ? last : [opened, ...last.slice(1)];
}

/** What Google throws comes back as a problem; anything else is a bug and goes on. */
function asking<T>(call: () => T): Result<T, MailProblem> {
  try {
    return ok(call());
  } catch (thrown) {
    const refused = refusalOf(thrown);
    if (refused === null) throw thrown;
    return fail(refused);
  }
}

const REFUSED = /operation not allowed|invalid (?:email|recipient|to header|argument)|body size/i;

function refusalOf(thrown: unknown): MailProblem | null {
  // Not instanceof: an error of Google's is not of this realm.
  const { message } = (thrown ?? {}) as { readonly message?: unknown };
  return googleFailure(thrown) ?? (typeof message === 'string' && REFUSED.test(message) ? { code: 'google/draft-refused' } : null);
}
