import { parseInstant, parsePeople } from '../../core';
import type { Mailbox, MailMessage } from '../../core';
import { linesOfHtml } from '../html-lines-of';
import { hexId } from './message-ids';

export type GmailMessage = GoogleAppsScript.Gmail.GmailMessage;

/** Longest text that core reads of one message, UTF-16 units. */
const LONGEST_TEXT = 262_144;
/** Of a message that is not the open one its own words are wanted, which stand first. */
const LONGEST_HTML_BESIDE = 200_000;

/**
 * A message as core knows it. A draft bears no day of sending: nothing may take it for sent.
 * @param open the names of its files are read; of the others that would fetch every file
 */
export function readMessage(message: GmailMessage, open: boolean): MailMessage {
  const from = people(message.getFrom())[0] ?? null;
  const html = message.getBody();
  const read: MailMessage = {
    id: hexId(message.getId()),
    from,
    to: people(message.getTo()),
    cc: people(message.getCc()),
    replyTo: answersTo(message.getReplyTo(), from),
    sentAt: message.isDraft() ? null : parseInstant(new Date(Number(message.getDate())).toISOString()),
    subject: message.getSubject() ?? '',
    text: (message.getPlainBody() ?? '').slice(0, LONGEST_TEXT),
    attachmentNames: open ? filesOf(message).map((file) => file.getName()) : [],
  };
  const lines = html === '' ? [] : linesOfHtml(open ? html : html.slice(0, LONGEST_HTML_BESIDE));
  return lines.length === 0 ? read : { ...read, html: lines };
}

export const filesOf = (message: GmailMessage): GoogleAppsScript.Gmail.GmailAttachment[] => message.getAttachments({ includeInlineImages: false, includeAttachments: true });

/** `"Dupont, Marie" <m@x.fr>, j@y.fr`; Gmail gives an empty text for nobody. */
const people = (header: string | null): readonly Mailbox[] => parsePeople(header ?? '').flatMap(({ name, address }) => (address === null ? [] : [{ name, address }]));

/** Gmail tells the sender where the message has no Reply-To. */
function answersTo(header: string | null, from: Mailbox | null): readonly Mailbox[] {
  const named = people(header);
  return named.length === 1 && named[0]?.address === from?.address ? [] : named;
}
