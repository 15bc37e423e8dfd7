import type { Person } from '../mail/mail-message';
import { DISPATCH, fieldsOf, listOf, wordOf } from './protocol';

/** Characters of a form's htmlBody: 32 KB. */
export const LONGEST_FORM = 32 * 1024;

export interface FormAttachment {
  readonly name: string;
  /** Outlook fetches it by itself. */
  readonly url: string;
}

/** A window that the add-in asks for. */
export interface Form {
  readonly kind: 'reply' | 'reply-all' | 'new';
  readonly html: string;
  readonly attachments: readonly FormAttachment[];
  /** Of a new message only. */
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly subject: string;
}

const TO_ALL: readonly number[] = [DISPATCH.replyAllForm, DISPATCH.replyAllFormObject, DISPATCH.replyAllFormObjectAsync, DISPATCH.replyAllFormAsync];
const NEW: readonly number[] = [DISPATCH.newMessageForm, DISPATCH.newMessageFormAsync];

export function formOf(id: number, params: unknown): Form {
  const fields = fieldsOf(params);
  const isNew = NEW.includes(id);
  return {
    kind: isNew ? 'new' : TO_ALL.includes(id) ? 'reply-all' : 'reply',
    html: wordOf(fields['htmlBody']),
    attachments: listOf(fields['attachments']).flatMap(attachment),
    to: isNew ? listOf(fields['toRecipients']).map(person) : [],
    cc: isNew ? listOf(fields['ccRecipients']).map(person) : [],
    subject: isNew ? wordOf(fields['subject']) : '',
  };
}

/** `["file", name, url, isInline]`; items and cloud files are no part of this mailbox. */
function attachment(value: unknown): readonly FormAttachment[] {
  const [kind, name, url] = listOf(value);
  if (kind !== 'file') throw new Error(`an attachment of kind ${wordOf(kind)}`);
  return [{ name: wordOf(name), url: wordOf(url) }];
}

/** An address, or a person with one. */
function person(value: unknown): Person {
  if (typeof value === 'string') return { name: '', address: value };
  const fields = fieldsOf(value);
  return { name: wordOf(fields['displayName'] ?? fields['name']), address: wordOf(fields['emailAddress'] ?? fields['address']) };
}
