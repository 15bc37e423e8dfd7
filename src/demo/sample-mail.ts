/** The shape of assets/demo/mail.json, read at the demo server's door and used by the mailbox page. */

export type FolderName = 'inbox' | 'drafts' | 'sent' | 'archive' | 'trash';

export interface SamplePerson {
  readonly name: string;
  readonly address: string;
}

export interface SampleAttachment {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** What stands in it, where an add-in may ask for that. */
  readonly text?: string;
}

export interface SampleMessage {
  readonly id: string;
  readonly from: SamplePerson;
  readonly to: readonly SamplePerson[];
  readonly cc: readonly SamplePerson[];
  readonly replyTo?: readonly SamplePerson[];
  /** Local time of Europe/Paris without offset: "2026-11-20T16:52:00". */
  readonly date: string;
  /** Whole body as the mailbox holds it, the quoted thread included. */
  readonly html: string;
  readonly attachments: readonly SampleAttachment[];
  readonly internetMessageId: string;
  /** A draft that is written without formats. */
  readonly plain?: true;
}

export interface SampleThread {
  readonly id: string;
  readonly folder: FolderName;
  readonly subject: string;
  readonly unread: boolean;
  /** Oldest first. */
  readonly messages: readonly SampleMessage[];
  readonly conversationId: string;
  /** The thread lies in a mailbox of the team; messages leave in its name. */
  readonly sharedMailbox?: SamplePerson;
}

export interface SampleMail {
  /** Whose mailbox this is. */
  readonly user: SamplePerson;
  /** What the mail client adds under a new message. */
  readonly signatureHtml: string;
  readonly threads: readonly SampleThread[];
}

const FOLDERS: readonly string[] = ['inbox', 'drafts', 'sent', 'archive', 'trash'];
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

type Fields = Readonly<Record<string, unknown>>;

/** @throws Error naming the place that does not fit: sample data are part of the program, a slip in them is a bug. */
export function parseSampleMail(text: string): SampleMail {
  const root = fields(JSON.parse(text) as unknown, 'mail');
  return {
    user: person(root['user'], 'user'),
    signatureHtml: word(root['signatureHtml'], 'signatureHtml'),
    threads: list(root['threads'], 'threads', thread),
  };
}

function thread(value: unknown, at: string): SampleThread {
  const from = fields(value, at);
  const folder = word(from['folder'], `${at}.folder`);
  if (!FOLDERS.includes(folder)) throw wrong(`${at}.folder`, 'inbox, drafts, sent, archive or trash');
  const messages = list(from['messages'], `${at}.messages`, message);
  if (messages.length === 0) throw wrong(`${at}.messages`, 'at least one message');
  return {
    id: word(from['id'], `${at}.id`),
    folder: folder as FolderName,
    subject: word(from['subject'], `${at}.subject`),
    unread: from['unread'] === true,
    messages,
    conversationId: word(from['conversationId'], `${at}.conversationId`),
    ...(from['sharedMailbox'] === undefined ? {} : { sharedMailbox: person(from['sharedMailbox'], `${at}.sharedMailbox`) }),
  };
}

function message(value: unknown, at: string): SampleMessage {
  const from = fields(value, at);
  const date = word(from['date'], `${at}.date`);
  if (!LOCAL_TIME.test(date)) throw wrong(`${at}.date`, 'a local time such as 2026-11-20T16:52:00');
  return {
    id: word(from['id'], `${at}.id`),
    from: person(from['from'], `${at}.from`),
    to: list(from['to'], `${at}.to`, person),
    cc: list(from['cc'], `${at}.cc`, person),
    ...(from['replyTo'] === undefined ? {} : { replyTo: list(from['replyTo'], `${at}.replyTo`, person) }),
    date,
    html: word(from['html'], `${at}.html`),
    attachments: list(from['attachments'], `${at}.attachments`, attachment),
    internetMessageId: word(from['internetMessageId'], `${at}.internetMessageId`),
    ...(from['plain'] === true ? { plain: true } : {}),
  };
}

function person(value: unknown, at: string): SamplePerson {
  const from = fields(value, at);
  return { name: word(from['name'], `${at}.name`), address: word(from['address'], `${at}.address`) };
}

function attachment(value: unknown, at: string): SampleAttachment {
  const from = fields(value, at);
  const size = from['size'];
  if (typeof size !== 'number') throw wrong(`${at}.size`, 'a number of bytes');
  return { name: word(from['name'], `${at}.name`), size, ...(from['text'] === undefined ? {} : { text: word(from['text'], `${at}.text`) }) };
}

function list<T>(value: unknown, at: string, each: (value: unknown, at: string) => T): readonly T[] {
  if (!Array.isArray(value)) throw wrong(at, 'a list');
  return value.map((item: unknown, index) => each(item, `${at}[${index}]`));
}

function fields(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(at, 'an object');
  return value as Fields;
}

function word(value: unknown, at: string): string {
  if (typeof value !== 'string') throw wrong(at, 'a text');
  return value;
}

const wrong = (at: string, expected: string): Error => new Error(`sample mail: ${at} should be ${expected}`);
