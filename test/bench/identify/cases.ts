import { instant } from '../../../src/core';
import type { EmailAddress, Mailbox, MailMessage, MailThread } from '../../../src/core';
import { linesOfHtml } from '../../../src/gmail/html-lines-of';

/** One ledger of ledgers.json: who we are, our customers, their invoices. Amounts in units of the currency. */
export interface LedgerEntry {
  readonly id: string;
  readonly own: {
    readonly name: string; readonly domains: readonly string[]; readonly addresses: readonly string[];
    readonly siren: string | null; readonly vat: string | null; readonly iban: string | null;
  };
  readonly customers: readonly { readonly id: string; readonly code: string | null; readonly name: string; readonly emails: readonly string[]; readonly siren: string | null; readonly vat: string | null;
    /** Beyond the common form: from which he pays. */
    readonly ibans?: readonly string[] }[];
  readonly invoices: readonly {
    readonly number: string; readonly debtorId: string; readonly issueDate: string; readonly dueDate: string; readonly amount: number; readonly open: number; readonly orderNumber?: string;
  }[];
  /** Beyond the common form: what the owner says of domains. */
  readonly domainOverrides?: { readonly company: readonly string[]; readonly freeMail: readonly string[] };
}

interface CaseMessage {
  readonly id: string;
  readonly from: { readonly address: string; readonly name: string | null };
  readonly to: readonly { readonly address: string; readonly name: string | null }[];
  readonly cc: readonly { readonly address: string; readonly name: string | null }[];
  readonly date: string;
  readonly subject: string;
  readonly body: string;
  readonly bodyHtml?: string;
  /** Beyond the common form: what stands in one. */
  readonly attachments: readonly (string | { readonly name: string; readonly text?: string })[];
  readonly headers: Readonly<Record<string, string>>;
}

/** One line of cases.jsonl: the thread and which message of it is open. */
export interface ThreadCase {
  readonly id: string;
  readonly ledger: string;
  readonly openMessage: string;
  readonly thread: readonly CaseMessage[];
}

export function linesOf<T>(text: string): readonly T[] {
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as T);
}

const mailbox = ({ address, name }: { readonly address: string; readonly name: string | null }): Mailbox => ({ address: address as EmailAddress, name: name === '' ? null : name });

function header(message: CaseMessage, wanted: string): string | null {
  return Object.entries(message.headers).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
}

/** `"Jean Dupont" <j@x.fr>, y@z.fr` */
function addressList(value: string | null): readonly Mailbox[] {
  return (value ?? '').split(',').flatMap((piece) => {
    const address = /[^\s<>"]+@[^\s<>"]+/.exec(piece)?.[0];
    return address === undefined ? [] : [mailbox({ address, name: null })];
  });
}

/** The thread as a host gives it. */
export function threadOf(one: ThreadCase): MailThread {
  const messages = one.thread.map((message): MailMessage => ({
    id: message.id, from: mailbox(message.from), to: message.to.map(mailbox), cc: message.cc.map(mailbox), replyTo: addressList(header(message, 'reply-to')),
    sentAt: instant(`${message.date.slice(0, 19)}.000Z`), subject: message.subject, text: message.body, attachmentNames: message.attachments.map((file) => (typeof file === 'string' ? file : file.name)),
    ...(message.bodyHtml === undefined ? {} : { html: linesOfHtml(message.bodyHtml) }),
  }));
  const open = one.thread.findIndex((message) => message.id === one.openMessage);
  if (open < 0) throw new Error(`${one.id}: the open message is not in the thread`);
  return { key: one.id, mode: 'read', open, messages, mailbox: null, wholeThread: true };
}
