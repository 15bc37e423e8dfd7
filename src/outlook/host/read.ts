import { fail, ok, parseInstant } from '../../core';
import type { EmailAddress, Mailbox, MailLine, MailMessage, MailProblem, MailThread, Result } from '../../core';
import { xmlFilesOf } from './attached-xml';
import { ask, READ_TIMEOUT_MS } from './calls';
import { linesOfHtml } from './html-lines-of';
import type { OpenItem } from './item';
import { currentItem, isMessage, isReading, keyOf, mailboxesOf, mailboxOf, noteRead, supports } from './item';
import { replyToBeside } from './reply-to';

const STARTED = Math.random().toString(36).slice(2);

/** The open message, read or in the making. */
export async function readThread(): Promise<Result<MailThread, MailProblem>> {
  const item = currentItem();
  if (item === null || !isMessage(item)) return fail({ code: 'mail/no-item' });
  const key = keyOf(item);
  const mailbox = mailboxOf(Office.context.mailbox.userProfile)?.address ?? null;
  const read = isReading(item) ? await readReceived(item as Office.MessageRead, mailbox) : await readDraft(item as unknown as Office.MessageCompose, mailbox);
  if (!read.ok) return read;
  if (keyOf(currentItem()) !== key) return fail({ code: 'mail/item-changed' });
  noteRead(read.value.key, key);
  return read;
}

async function readReceived(item: Office.MessageRead, mailbox: EmailAddress | null): Promise<Result<MailThread, MailProblem>> {
  const asked = ask<string>('body.getAsync', READ_TIMEOUT_MS, (callback) => item.body.getAsync(Office.CoercionType.Text, callback));
  const marks = marksOf(item);
  const answered = replyToBeside(item as OpenItem, GRACE_MS);
  const text = await asked;
  if (!text.ok) return text;
  const [html, replyTo] = await Promise.all([marks(), answered()]);
  const sent = item.dateTimeCreated instanceof Date && !Number.isNaN(item.dateTimeCreated.getTime()) ? item.dateTimeCreated.toISOString() : '';
  const message: MailMessage = {
    id: item.itemId ?? '',
    from: mailboxOf(item.from),
    to: mailboxesOf(item.to),
    cc: mailboxesOf(item.cc),
    replyTo,
    sentAt: parseInstant(sent),
    subject: item.subject,
    text: text.value,
    ...(html === null ? {} : { html }),
    attachmentNames: (item.attachments ?? []).filter((attachment) => !attachment.isInline).map((attachment) => attachment.name),
    ...xmlFilesOf(item as OpenItem),
  };
  return ok({ key: item.conversationId ?? message.id, mode: 'read', open: 0, messages: [message], mailbox, wholeThread: false });
}

/** How long the HTML body and the headers may come after the text, in milliseconds. */
const GRACE_MS = 250;

/**
 * The HTML body is asked for beside the text: it only says more about quotations and signatures. Without an answer in time, or without a DOM to read it with (classic Outlook
 * runs commands without one), the text decides alone.
 */
function marksOf(item: Office.MessageRead): () => Promise<readonly MailLine[] | null> {
  if (typeof DOMParser !== 'function') return () => Promise.resolve(null);
  const asked = ask<string>('body.getAsync', READ_TIMEOUT_MS, (callback) => item.body.getAsync(Office.CoercionType.Html, callback)).then((html) => (html.ok ? linesOfHtml(html.value) : null));
  return () => Promise.race([asked, new Promise<null>((done) => setTimeout(() => done(null), GRACE_MS))]);
}

/** Some clients take only three calls at a time for one item: they are asked one after another. */
async function readDraft(item: Office.MessageCompose, mailbox: EmailAddress | null): Promise<Result<MailThread, MailProblem>> {
  const subject = await ask<string>('subject.getAsync', READ_TIMEOUT_MS, (callback) => item.subject.getAsync(callback));
  if (!subject.ok) return subject;
  const to = await ask<Office.EmailAddressDetails[]>('to.getAsync', READ_TIMEOUT_MS, (callback) => item.to.getAsync(callback));
  if (!to.ok) return to;
  const cc = await ask<Office.EmailAddressDetails[]>('cc.getAsync', READ_TIMEOUT_MS, (callback) => item.cc.getAsync(callback));
  if (!cc.ok) return cc;
  const text = await ask<string>('body.getAsync', READ_TIMEOUT_MS, (callback) => item.body.getAsync(Office.CoercionType.Text, callback));
  if (!text.ok) return text;
  const from = await senderOf(item, mailbox);
  const attachmentNames = await attachmentsOn(item);
  const message: MailMessage = { id: 'compose', from, to: mailboxesOf(to.value), cc: mailboxesOf(cc.value), replyTo: [], sentAt: null, subject: subject.value, text: text.value, attachmentNames };
  const conversation = (item as { readonly conversationId?: string | null }).conversationId ?? '';
  if (conversation !== '') return ok({ key: conversation, mode: 'compose', open: 0, messages: [message], mailbox, wholeThread: false });
  // A new message has no conversation before it is saved: its key is good for this object alone, never for "the next new message".
  return ok({ key: `unsaved ${STARTED} ${keyOf(currentItem()) ?? ''}`, mode: 'compose', unsaved: true, open: 0, messages: [message], mailbox, wholeThread: false });
}

/** The From line where Outlook tells it (Mailbox 1.7); a client that does not answer leaves the mailbox in view. */
async function senderOf(item: Office.MessageCompose, mailbox: EmailAddress | null): Promise<Mailbox | null> {
  const inView: Mailbox | null = mailbox === null ? null : { name: null, address: mailbox };
  const { from } = item as Partial<Office.MessageCompose>;
  if (typeof from?.getAsync !== 'function' || !supports('1.7')) return inView;
  const sender = await ask<Office.EmailAddressDetails>('from.getAsync', READ_TIMEOUT_MS, (callback) => from.getAsync(callback));
  return sender.ok ? (mailboxOf(sender.value) ?? inView) : inView;
}

/** Names of the files on the draft (Mailbox 1.8); none where it cannot be told. */
export async function attachmentsOn(item: Office.MessageCompose): Promise<readonly string[]> {
  const list = await listAttachments(item);
  return list.ok ? list.value.filter(({ isInline }) => !isInline).map(({ name }) => name) : [];
}

export async function listAttachments(item: Office.MessageCompose): Promise<Result<readonly Office.AttachmentDetailsCompose[], MailProblem>> {
  if (typeof (item as Partial<Office.MessageCompose>).getAttachmentsAsync !== 'function' || !supports('1.8')) return fail({ code: 'mail/unsupported', call: 'getAttachmentsAsync' });
  return ask<Office.AttachmentDetailsCompose[]>('getAttachmentsAsync', READ_TIMEOUT_MS, (callback) => item.getAttachmentsAsync(callback));
}
