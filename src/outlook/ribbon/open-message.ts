import { companyOfThread, fail, ok } from '../../core';
import type { Author, CompanyId, LocalDate, LogEntry, MailProblem, Mailbox, Pack, Problem, Result, SessionInfo, Subject } from '../../core';
import type { HttpRecords } from '../http-records';
import type { OfficeMailHost } from '../office-mail-host';
import { readOpened } from '../pane/read-subject';

export interface RibbonOptions {
  readonly host: OfficeMailHost;
  /** null: of the server's first company. */
  readonly recordsOf: (company: CompanyId | null) => HttpRecords;
  readonly newId: () => string;
  /** Told of each entry that the command has added to the log. */
  readonly noted: (entry: LogEntry) => void;
  readonly replyTo: () => Promise<Result<readonly Mailbox[], MailProblem>>;
}

/** The message on which the command was pressed, and all that is known about it. */
export interface OpenMessage {
  /** The Reply-To is in the thread where `replyTo` says that it is known. */
  readonly subject: Subject;
  /** Of the company whose message it is. */
  readonly records: HttpRecords;
  readonly replyTo: 'known' | 'unknown';
  readonly pack: Pack;
  readonly me: Author;
  readonly today: LocalDate;
  /** Still the message that is open. */
  isOpen(): boolean;
}

/** `which-company`: of several companies none or more than one takes part in the conversation. */
export type Read = Result<OpenMessage, Problem> | { readonly ok: 'which-company' };

export async function readOpenMessage({ host, recordsOf, replyTo }: RibbonOptions): Promise<{ readonly today: LocalDate | null; readonly read: Read }> {
  const key = host.itemKey();
  const isOpen = (): boolean => host.itemKey() === key;
  const first = recordsOf(null);
  const [asked, opened, answered, firstPack] = await Promise.all([first.session(), host.openThread(), replyTo(), first.pack()]);
  if (!asked.ok) return { today: null, read: asked };
  const whose = asked.value.companies.length < 2 || !opened.ok ? asked.value.company : companyOfThread(opened.value, asked.value.companies);
  if (whose === null) return { today: dayOf(asked.value), read: { ok: 'which-company' } };
  const records = whose === asked.value.company ? first : recordsOf(whose);
  const [session, pack] = records === first ? [asked, firstPack] : await Promise.all([records.session(), records.pack()]);
  if (!session.ok) return { today: null, read: session };
  const today = dayOf(session.value);
  if (!session.value.ledger.connected) return { today, read: fail({ code: 'source/no-ledger' }) };
  if (!pack.ok) return { today, read: pack };
  if (!opened.ok) return { today, read: opened };
  const read = await readOpened(opened.value, records, pack.value, null);
  if (!read.ok) return { today, read };
  // Between the press and now the clerk may have gone on to the next message.
  if (!isOpen()) return { today, read: fail({ code: 'mail/item-changed' }) };
  const subject = answered.ok ? answeredTo(read.value, answered.value) : read.value;
  return { today, read: ok({ subject, records, replyTo: answered.ok ? 'known' : 'unknown', pack: pack.value, me: session.value.user, today, isOpen }) };
}

const dayOf = ({ today }: SessionInfo): LocalDate => today as LocalDate;

function answeredTo(subject: Subject, replyTo: readonly Mailbox[]): Subject {
  const { thread } = subject;
  if (thread === null) return subject;
  return { ...subject, thread: { ...thread, messages: thread.messages.map((message, at) => (at === thread.open ? { ...message, replyTo } : message)) } };
}
