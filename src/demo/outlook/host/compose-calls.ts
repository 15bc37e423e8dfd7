import { isAddress } from '../mail/mail-message';
import type { Person } from '../mail/mail-message';
import { addressOf, attachmentOf } from './initial-data';
import type { Answerer } from './channel';
import { pageOf, sharedProperties } from './item-calls';
import type { OpenDraft, Piece, RecipientField } from './open-item';
import { CODES, DISPATCH, HTML, TEXT, fieldsOf, listOf, wordOf } from './protocol';
import type { Fields } from './protocol';

const LONGEST_SUBJECT = 255;
const LONGEST_BODY = 1_000_000;
/** As documented; office.js of this build lets 120 000 pass. */
const LONGEST_SIGNATURE = 30_000;
const LONGEST_FILE_NAME = 255;
/** Bytes: Exchange Online's default for a whole message, less what base64 adds. */
const LARGEST_FILE = 25 * 1024 * 1024;
const MOST_RECIPIENTS = 100;
const FIELDS: readonly RecipientField[] = ['to', 'cc'];
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Calls about the message that is being written.
 * @returns false when the id is none of these.
 * @throws Error for parameters that the real office.js would never send: refused aloud.
 */
export async function answerCompose(id: number, params: Fields, draft: OpenDraft, answer: Answerer, sizeOf: (address: string) => Promise<number | null>): Promise<boolean> {
  switch (id) {
    case DISPATCH.subjectGet:
      answer.ok(draft.message().subject);
      return true;
    case DISPATCH.subjectSet: {
      const subject = text(params, 'subject');
      if (subject.length > LONGEST_SUBJECT) throw new Error(`a subject of ${subject.length} characters`);
      draft.setSubject(subject);
      answer.ok(undefined);
      return true;
    }
    case DISPATCH.peopleGet: {
      const field = params['recipientField'];
      // Nobody is ever put into Bcc here: an empty list is the truth.
      answer.ok(field === 2 ? [] : draft.message()[fieldOf(params)].map(addressOf));
      return true;
    }
    case DISPATCH.peopleSet:
    case DISPATCH.peopleAdd: {
      const field = fieldOf(params);
      const people = listOf(params['recipientArray']).map(person);
      const all = id === DISPATCH.peopleSet ? people : [...draft.message()[field], ...people];
      if (all.length > MOST_RECIPIENTS) return done(answer.fail(CODES.tooManyRecipients));
      draft.setPeople(field, all);
      answer.ok(undefined);
      return true;
    }
    case DISPATCH.fromGet:
      answer.ok(addressOf(draft.message().from));
      return true;
    case DISPATCH.bodyType:
      answer.ok(draft.plain ? 'text' : 'html');
      return true;
    case DISPATCH.bodyGet:
      answer.ok(params['coercionType'] === HTML ? pageOf(draft.bodyAs('html')) : draft.bodyAs('text'));
      return true;
    case DISPATCH.bodySet:
    case DISPATCH.bodyPrepend:
    case DISPATCH.bodySetSelected:
    case DISPATCH.itemSetSelected:
    case DISPATCH.signatureSet: {
      const piece = pieceOf(params, id === DISPATCH.signatureSet ? LONGEST_SIGNATURE : LONGEST_BODY);
      if (piece.format === 'html' && draft.plain) return done(answer.fail(CODES.wrongFormat));
      if (id === DISPATCH.bodySet) draft.setBody(piece);
      else if (id === DISPATCH.bodyPrepend) draft.prepend(piece);
      else if (id === DISPATCH.signatureSet) draft.setSignature(piece);
      else draft.insertAtCursor(piece);
      answer.ok(undefined);
      return true;
    }
    case DISPATCH.selectedGet:
      answer.ok({ data: draft.selected(), sourceProperty: 'body' });
      return true;
    case DISPATCH.addFileBase64: {
      const content = text(params, 'base64String');
      if (!BASE64.test(content)) throw new Error('an attachment that is not base64');
      const size = (content.length / 4) * 3 - (content.endsWith('==') ? 2 : content.endsWith('=') ? 1 : 0);
      if (size > LARGEST_FILE) return done(answer.fail(CODES.attachmentTooLarge));
      answer.ok(draft.attach(fileName(params), size, content));
      return true;
    }
    case DISPATCH.addFile: {
      const name = fileName(params);
      const address = text(params, 'uri');
      if (!/^https:\/\//i.test(address)) return done(answer.fail(CODES.attachmentPath));
      const size = await sizeOf(address);
      if (size === null) answer.fail(CODES.attachmentUpload);
      else if (size > LARGEST_FILE) answer.fail(CODES.attachmentTooLarge);
      else answer.ok(draft.attach(name, size, null));
      return true;
    }
    case DISPATCH.removeAttachment:
      if (draft.detach(text(params, 'attachmentIndex'))) answer.ok(undefined);
      else answer.fail(CODES.noSuchAttachment);
      return true;
    case DISPATCH.attachmentsGet:
      answer.ok(draft.message().attachments.map(attachmentOf));
      return true;
    case DISPATCH.attachmentContent: {
      const content = draft.contentOf(text(params, 'id'));
      if (content === null) answer.fail(CODES.invalidAttachmentId);
      else answer.ok({ content, format: 'base64' });
      return true;
    }
    case DISPATCH.save:
      answer.ok(draft.save());
      return true;
    case DISPATCH.itemId:
      if (draft.savedId() === null) answer.fail(CODES.notSaved);
      else answer.ok(draft.savedId());
      return true;
    case DISPATCH.composeType:
      answer.ok({ composeType: draft.composeType, coercionType: draft.plain ? 'text' : 'html' });
      return true;
    case DISPATCH.signatureEnabled:
      answer.ok(draft.signatureEnabled());
      return true;
    case DISPATCH.signatureDisable:
      draft.disableSignature();
      answer.ok(undefined);
      return true;
    case DISPATCH.sharedProperties:
      if (draft.sharedMailbox === null) return false;
      answer.ok(sharedProperties(draft.sharedMailbox.address));
      return true;
    default:
      return false;
  }
}

const done = (_answered: void): true => true;

function text(params: Fields, name: string): string {
  const value = params[name];
  if (typeof value !== 'string') throw new Error(`a call without ${name}`);
  return value;
}

function fieldOf(params: Fields): RecipientField {
  const number = params['recipientField'];
  const field = typeof number === 'number' ? FIELDS[number] : undefined;
  if (field === undefined) throw new Error(`writing to the recipient field ${String(number)}`);
  return field;
}

function person(value: unknown): Person {
  const { address, name } = fieldsOf(value);
  const written = { name: wordOf(name) === wordOf(address) ? '' : wordOf(name), address: wordOf(address) };
  if (!isAddress(written.address)) throw new Error(`a recipient without an address (${written.name})`);
  return written;
}

function pieceOf(params: Fields, longest: number): Piece {
  const data = text(params, 'data');
  const format = params['coercionType'];
  if (format !== HTML && format !== TEXT) throw new Error(`the coercion type ${String(format)}`);
  if (data.length > longest) throw new Error(`a text of ${data.length} characters (at most ${longest})`);
  return { format: format === HTML ? 'html' : 'text', data };
}

function fileName(params: Fields): string {
  const name = text(params, 'name');
  if (name === '' || name.length > LONGEST_FILE_NAME) throw new Error(`an attachment whose name has ${name.length} characters`);
  if (/[\\/:*?"<>|]/.test(name)) throw new Error('an attachment with a name that is no file name');
  return name;
}
