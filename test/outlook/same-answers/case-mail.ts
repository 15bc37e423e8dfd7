import { parisLocal } from '../../../src/demo/paris-time';
import type { SampleMail, SampleMessage, SamplePerson, SampleThread } from '../../../src/demo/sample-mail';
import type { LedgerEntry, ThreadCase } from '../../bench/identify/cases';
import { escaped } from './written-html';

type CaseMessage = ThreadCase['thread'][number];

/** Exchange gives an address as the name of whoever has none. */
const person = ({ address, name }: CaseMessage['from']): SamplePerson => ({ address, name: name === null || name === '' ? address : name });

/** What Exchange keeps of a mail that came as plain text: a line each, its spaces kept apart. */
export function htmlOfText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n').map((line) => escaped(line).replace(/\t/g, '    ').replace(/^ | (?= )/g, '&nbsp;'));
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><!-- converted from text --></head><body><font size="2"><span style="font-size:11pt;"><div class="PlainText">${lines.join('<br>\r\n')}</div></span></font></body></html>`;
}

function message(given: CaseMessage, one: ThreadCase): SampleMessage {
  const answered = Object.entries(given.headers).find(([name]) => name.toLowerCase() === 'reply-to')?.[1] ?? '';
  const replyTo = answered.split(',').flatMap((piece) => /[^\s<>"]+@[^\s<>"]+/.exec(piece)?.[0] ?? []).map((address) => ({ name: '', address }));
  return {
    id: idOf(one.id, given.id), from: person(given.from), to: given.to.map(person), cc: given.cc.map(person), ...(replyTo.length === 0 ? {} : { replyTo }),
    date: parisLocal(Date.parse(`${given.date.slice(0, 19)}Z`)), html: given.bodyHtml ?? htmlOfText(given.body),
    // Outlook hands over any file; of most cases nobody has told what stands in them.
    attachments: given.attachments.map((file) => ({ size: 48_000, text: '', ...(typeof file === 'string' ? { name: file } : file) })), internetMessageId: `<${one.id}.${given.id}@mail.example>`,
  };
}

/** The id under which a message of a case lies in the mailbox. */
export const idOf = (one: string, of: string): string => `${one} ${of}`;

function thread(one: ThreadCase): SampleThread {
  const open = one.thread.find(({ id }) => id === one.openMessage);
  return { id: one.id, folder: 'inbox', subject: open?.subject ?? '', unread: false, messages: one.thread.map((each) => message(each, one)), conversationId: `conversation-${one.id}` };
}

/** The cases of one ledger as the mailbox of somebody who works there. */
export function mailboxOf({ own }: LedgerEntry, cases: readonly ThreadCase[]): SampleMail {
  const address = own.addresses[0];
  if (address === undefined) throw new Error(`${own.name} has no address`);
  return { user: { name: own.name, address }, signatureHtml: '', threads: cases.map(thread) };
}
