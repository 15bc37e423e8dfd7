import { fail, ok } from '../../core';
import type { Author, LocalDate, LogEntry, MailProblem, Mailbox, Pack, Problem, Result, SessionInfo, Subject } from '../../core';
import type { HttpRecords } from '../http-records';
import type { OfficeMailHost } from '../office-mail-host';
import { readThread } from '../pane/read-subject';

export interface RibbonOptions {
  readonly host: OfficeMailHost;
  readonly records: HttpRecords;
  readonly newId: () => string;
  /** Told of each entry that the command has added to the log. */
  readonly noted: (entry: LogEntry) => void;
  readonly replyTo: () => Promise<Result<readonly Mailbox[], MailProblem>>;
}

/** The message on which the command was pressed, and all that is known about it. */
export interface OpenMessage {
  /** The Reply-To is in the thread where `replyTo` says that it is known. */
  readonly subject: Subject;
  readonly replyTo: 'known' | 'unknown';
  readonly pack: Pack;
  readonly me: Author;
  readonly today: LocalDate;
  /** Still the message that is open. */
  isOpen(): boolean;
}

export async function readOpenMessage({ host, records, replyTo }: RibbonOptions): Promise<{ readonly today: LocalDate | null; readonly read: Result<OpenMessage, Problem> }> {
  const key = host.itemKey();
  const isOpen = (): boolean => host.itemKey() === key;
  const [session, pack, answered] = await Promise.all([records.session(), records.pack(), replyTo()]);
  if (!session.ok) return { today: null, read: session };
  const today = dayOf(session.value);
  if (!session.value.ledger.connected) return { today, read: fail({ code: 'source/no-ledger' }) };
  if (!pack.ok) return { today, read: pack };
  const read = await readThread(host, records, pack.value, null);
  if (!read.ok) return { today, read };
  // Between the press and now the clerk may have gone on to the next message.
  if (!isOpen()) return { today, read: fail({ code: 'mail/item-changed' }) };
  const subject = answered.ok ? answeredTo(read.value, answered.value) : read.value;
  return { today, read: ok({ subject, replyTo: answered.ok ? 'known' : 'unknown', pack: pack.value, me: session.value.user, today, isOpen }) };
}

const dayOf = ({ today }: SessionInfo): LocalDate => today as LocalDate;

function answeredTo(subject: Subject, replyTo: readonly Mailbox[]): Subject {
  const { thread } = subject;
  if (thread === null) return subject;
  return { ...subject, thread: { ...thread, messages: thread.messages.map((message, at) => (at === thread.open ? { ...message, replyTo } : message)) } };
}
