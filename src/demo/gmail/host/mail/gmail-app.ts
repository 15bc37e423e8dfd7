import type { Execution } from '../execution';
import { SCOPES } from '../scopes';
import { ServiceError } from '../service-error';
import { serviceNameOf } from '../service-names';
import { Blob, signed } from '../services/blob';
import { BOOLEAN, listOf, OBJECT, options, PLAIN, STRING } from '../signature';
import type { Plain } from '../signature';
import { counted, method, overloaded, signature, strictClass } from '../strict-class';
import type { StrictClass } from '../strict-class';
import type { NewDraft, WorldAttachment, WorldMessage, WorldThread } from './mailbox';

interface Read {
  readonly thread: WorldThread;
  readonly message: WorldMessage;
}
interface Kept {
  readonly draftId: string;
}

const refused = (request: string, why = 'Missing access token for authorization'): ServiceError => new ServiceError(`Access denied: : ${why}. Request: MailboxService.${request}.`);

/** The thread that this run may read. @throws ServiceError as Gmail does without a token, or with one that is too old. */
function openThread(at: Execution, request: string): WorldThread {
  const { world, messageToken } = at;
  world.need(`GmailApp.${request}`, SCOPES.readMessage);
  if (world.faults.take('mail-quota')) throw new ServiceError('Service invoked too many times for one day: gmail.');
  if (messageToken === null || messageToken === '') throw refused(request);
  const thread = world.faults.take('token-expired') ? null : world.mailbox.opens(messageToken);
  // odoo/mail-client-extensions issue 44
  if (thread === null) throw new ServiceError('Access denied: : Expired access token.');
  return thread;
}

const contentOf = ({ bytes, text }: WorldAttachment): Uint8Array => bytes ?? new TextEncoder().encode(text ?? '');

const Attachment = strictClass<WorldAttachment>('GmailApp.GmailAttachment', {
  getName: method<WorldAttachment, []>([], ({ name }) => name),
  getContentType: method<WorldAttachment, []>([], ({ contentType }) => contentType),
  getSize: method<WorldAttachment, []>([], ({ size }) => size),
  // What stands in a file comes by a call of its own.
  getBytes: counted('thread', method<WorldAttachment, []>([], (file) => signed(contentOf(file)))),
  getDataAsString: counted('thread', overloaded<WorldAttachment>(
    signature<WorldAttachment, []>([], (file) => new TextDecoder().decode(contentOf(file))),
    signature<WorldAttachment, [string]>([STRING], (file, [charset]) => new TextDecoder(charset).decode(contentOf(file))),
  )),
});

const WHICH = options({ includeInlineImages: BOOLEAN, includeAttachments: BOOLEAN });
const attachments = ({ message }: Read, at: Execution, { includeInlineImages = true, includeAttachments = true }: { includeInlineImages?: unknown; includeAttachments?: unknown } = {}): readonly object[] =>
  (message.attachments ?? []).filter(({ inline }) => (inline === true ? includeInlineImages : includeAttachments)).map((one) => Attachment.make(at, one));

const FILE = OBJECT('Blob', 'GmailAttachment');
/** Source: reference of createDraftReply(body, options), "Advanced parameters". */
const REPLY = options({ attachments: listOf(FILE), bcc: STRING, cc: STRING, from: STRING, htmlBody: STRING, inlineImages: PLAIN, name: STRING, replyTo: STRING, subject: STRING });
const DRAFT = options({ attachments: listOf(FILE), bcc: STRING, cc: STRING, from: STRING, htmlBody: STRING, inlineImages: PLAIN, name: STRING, replyTo: STRING });
const text = (of: Plain, name: string): string | undefined => (typeof of[name] === 'string' ? of[name] : undefined);

/** Quotas: 200 KB of text for a consumer account, 400 KB in an organisation. */
const LONGEST = 200 * 1024;
/** Quotas: 25 MB of attachments in one message. */
const ATTACHED = 25 * 1024 * 1024;

/** A file that a script puts on a draft: a blob, or an attachment of a message. */
function fileOf(file: object): WorldAttachment {
  if (serviceNameOf(file) === 'GmailAttachment') return Attachment.stateOf(file);
  const { name, contentType, bytes } = Blob.stateOf(file);
  return { name: name ?? 'Untitled', contentType: contentType ?? 'application/octet-stream', size: bytes.length, bytes };
}

function save(at: Execution, threadId: string | null, to: string, subject: string, body: string, more: Plain): object {
  if (at.world.faults.take('draft-refused')) throw new ServiceError('Gmail operation not allowed.');
  const html = text(more, 'htmlBody') ?? escapeHtml(body).replaceAll('\n', '<br>');
  if (Buffer.byteLength(html) > LONGEST) throw new ServiceError('Limit Exceeded: Email Body Size.');
  const given = { cc: text(more, 'cc'), bcc: text(more, 'bcc'), replyTo: text(more, 'replyTo') };
  const files = ((more['attachments'] ?? []) as readonly object[]).map(fileOf);
  if (files.reduce((sum, { size }) => sum + size, 0) > ATTACHED) throw new ServiceError('Limit Exceeded: Email Total Attachments Size.');
  const draft: NewDraft = { to, subject, html, ...(files.length === 0 ? {} : { attachments: files }), ...(body === '' ? {} : { plain: body }), ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
  const { id } = at.world.mailbox.createDraft(threadId, draft);
  if (at.world.faults.take('draft-answer-lost')) throw new ServiceError('We\'re sorry, a server error occurred. Please wait a bit and try again.');
  return Draft.make(at, { draftId: id });
}

/** Source: "Composing draft messages": a stand-alone draft is made by GmailApp.createDraft under the scope action.compose; whether it wants the event's token too is not said. */
const compose = (at: Execution, to: string, subject: string, body: string, more: Plain = {}): object => {
  at.world.need('GmailApp.createDraft', SCOPES.compose);
  return save(at, null, to, subject, body, more);
};

/** A reply goes to the sender of that message, though that be ourselves. */
function reply({ thread, message }: Read, at: Execution, body: string, more: Plain = {}): object {
  at.world.need('GmailMessage.createDraftReply', SCOPES.compose);
  if (at.messageToken === null || at.world.mailbox.opens(at.messageToken) === null) throw refused('CreateDraft');
  const own = text(more, 'subject');
  if (own !== undefined && own.length > 250) throw new ServiceError('Invalid argument: subject');
  return save(at, thread.id, message.replyTo ?? message.from, own ?? (/^re:/i.test(message.subject) ? message.subject : `Re: ${message.subject}`), body, more);
}

const Message: StrictClass<Read> = strictClass<Read>('GmailApp.GmailMessage', {
  getId: method<Read, []>([], ({ message }) => message.id),
  getThread: method<Read, []>([], ({ thread }, _args, at) => Thread.make(at, thread)),
  getFrom: method<Read, []>([], ({ message }) => message.from),
  getTo: method<Read, []>([], ({ message }) => message.to),
  getCc: method<Read, []>([], ({ message }) => message.cc ?? ''),
  getBcc: method<Read, []>([], ({ message }) => message.bcc ?? ''),
  getReplyTo: method<Read, []>([], ({ message }) => message.replyTo ?? message.from),
  getDate: method<Read, []>([], ({ message }) => new Date(message.date)),
  getSubject: method<Read, []>([], ({ message }) => message.subject),
  getBody: method<Read, []>([], ({ message }) => message.html),
  getPlainBody: method<Read, []>([], ({ message }) => message.plain ?? plainOf(message.html)),
  isDraft: method<Read, []>([], ({ message }) => message.draft === true),
  getAttachments: overloaded<Read>(signature<Read, []>([], (read, _args, at) => attachments(read, at)), signature<Read, [Plain]>([WHICH], (read, [which], at) => attachments(read, at, which))),
  createDraftReply: counted('draft', overloaded<Read>(
    signature<Read, [string]>([STRING], (read, [body], at) => reply(read, at, body)),
    signature<Read, [string, Plain]>([STRING, REPLY], (read, [body, more], at) => reply(read, at, body, more)),
  )),
});

const Thread: StrictClass<WorldThread> = strictClass<WorldThread>('GmailApp.GmailThread', {
  getId: method<WorldThread, []>([], ({ id }) => id),
  getFirstMessageSubject: method<WorldThread, []>([], ({ messages }) => messages[0]?.subject ?? ''),
  getMessages: counted('thread', method<WorldThread, []>([], ({ id }, _args, at) => {
    const open = openThread(at, 'GetThread');
    if (at.world.faults.take('thread-refused') || open.id !== id) throw refused('GetThread', 'Missing access token for per message authorization');
    return open.messages.map((message) => Message.make(at, { thread: open, message }));
  })),
});

const Draft = strictClass<Kept>('GmailApp.GmailDraft', {
  getId: method<Kept, []>([], ({ draftId }) => draftId),
  getMessageId: method<Kept, []>([], ({ draftId }, _args, at) => at.world.mailbox.draft(draftId).message.id),
});

export const GmailApp = strictClass<object>('GmailApp', {
  setCurrentMessageAccessToken: method<object, [string]>([STRING], (_self, [token], at) => { at.messageToken = token; }),
  getMessageById: counted('thread', method<object, [string]>([STRING], (_self, [id], at) => {
    const open = openThread(at, 'GetMessage');
    const found = at.world.mailbox.find(id);
    if (found === null) throw new ServiceError('Invalid argument: messageId');
    if (found.thread.id !== open.id) throw refused('GetMessage', 'Missing access token for per message authorization');
    return Message.make(at, found);
  })),
  createDraft: counted('draft', overloaded<object>(
    signature<object, [string, string, string]>([STRING, STRING, STRING], (_self, [to, subject, body], at) => compose(at, to, subject, body)),
    signature<object, [string, string, string, Plain]>([STRING, STRING, STRING, DRAFT], (_self, [to, subject, body, more], at) => compose(at, to, subject, body, more)),
  )),
});

const escapeHtml = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Roughly what Gmail makes of HTML: lines where blocks end, entities as characters. */
export function plainOf(html: string): string {
  return html
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, '')
    .replace(/\r?\n/g, ' ')
    .replace(/<br\s*\/?>|<\/(p|div|tr|li|h\d|blockquote)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code))).replace(/&amp;/g, '&');
}
