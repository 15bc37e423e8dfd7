import { fail, ok } from '../../core';
import type { AttachedFile, EmailAddress, Inserted, MailProblem, ReminderDraft, Result } from '../../core';
import { ask, ATTACH_TIMEOUT_MS, READ_TIMEOUT_MS, WRITE_TIMEOUT_MS } from './calls';
import { copyText } from './clipboard';
import { attachesTo, currentItem, isAsRead, isMessage, isReading, keyOf, mailboxesOf } from './item';
import { listAttachments } from './read';

export interface RefusedFile {
  readonly document: string;
  readonly name: string;
  readonly problem: MailProblem;
}
export interface FilesOnDraft {
  /** References of the documents that the draft really carries. */
  readonly attached: readonly string[];
  readonly refused: readonly RefusedFile[];
  /** Takes off again what was put on here: the text that goes with it was not inserted. */
  takeBack(): Promise<void>;
}

/** office.js refuses more characters than this; Exchange's own limit for a whole message is lower in many companies. */
const BASE64_LIMIT = 27_892_122;

function openDraft(thread: string): Result<Office.MessageCompose, MailProblem> {
  const item = currentItem();
  if (item === null || !isMessage(item)) return fail({ code: 'mail/no-item' });
  if (isReading(item) || !isAsRead(thread, item)) return fail({ code: 'mail/item-changed' });
  return ok(item as unknown as Office.MessageCompose);
}

/**
 * Puts files on the open draft, one after another, and looks afterwards which are really there: an upload may fail without
 * a word. A file of the same name that is there already is not put on twice.
 */
export async function attachFiles(files: readonly AttachedFile[], thread: string): Promise<Result<FilesOnDraft, MailProblem>> {
  const draft = openDraft(thread);
  if (!draft.ok) return draft;
  const item = draft.value;
  const key = keyOf(currentItem());
  const left = (): boolean => keyOf(currentItem()) !== key;
  const before = await listAttachments(item);
  if (left()) return fail({ code: 'mail/item-changed' });
  const there = new Set(before.ok ? before.value.map(({ name }) => name) : []);
  const put: { readonly file: AttachedFile; readonly id: string | null }[] = [];
  const attached: string[] = [];
  const refused: RefusedFile[] = [];
  const takeBack = async (): Promise<void> => {
    // From the last: classic Outlook and Mac give the place in the list as id, which moves when an earlier one goes.
    for (const { id } of [...put].reverse()) if (id !== null) await ask<void>('removeAttachmentAsync', WRITE_TIMEOUT_MS, (callback) => item.removeAttachmentAsync(id, callback));
  };
  for (const file of files) {
    if (there.has(file.name)) {
      attached.push(file.document);
      continue;
    }
    const added = !attachesTo('compose') || typeof (item as Partial<Office.MessageCompose>).addFileAttachmentFromBase64Async !== 'function' ? fail<MailProblem>({ code: 'mail/unsupported', call: 'addFileAttachmentFromBase64Async' })
      : file.base64.length > BASE64_LIMIT ? fail<MailProblem>({ code: 'mail/too-long', limit: BASE64_LIMIT, length: file.base64.length })
      : await ask<string>('addFileAttachmentFromBase64Async', ATTACH_TIMEOUT_MS, (callback) => item.addFileAttachmentFromBase64Async(file.base64, file.name, callback));
    if (left() || (!added.ok && added.problem.code === 'mail/item-changed')) return fail({ code: 'mail/item-changed' });
    if (added.ok) put.push({ file, id: added.value });
    else refused.push({ document: file.document, name: file.name, problem: added.problem });
  }
  const after = await listAttachments(item);
  if (left()) return fail({ code: 'mail/item-changed' });
  const names = after.ok ? new Set(after.value.map(({ name }) => name)) : null;
  for (const { file } of put) {
    if (names === null || names.has(file.name)) attached.push(file.document);
    else refused.push({ document: file.document, name: file.name, problem: { code: 'mail/host-refused', call: 'getAttachmentsAsync', hostCode: null } });
  }
  // One that was never answered may have arrived all the same.
  const late = refused.filter(({ problem, name }) => problem.code === 'mail/no-answer' && names?.has(name) === true);
  return ok({ attached: [...attached, ...late.map(({ document }) => document)], refused: refused.filter((each) => !late.includes(each)), takeBack });
}

/** Puts one more person in copy of the open draft; somebody who is in it already is not put in twice. */
export async function addCopy(address: EmailAddress, thread: string): Promise<Result<void, MailProblem>> {
  const draft = openDraft(thread);
  if (!draft.ok) return draft;
  const { cc } = draft.value as Partial<Office.MessageCompose>;
  if (typeof cc?.addAsync !== 'function') return fail({ code: 'mail/unsupported', call: 'cc.addAsync' });
  const key = keyOf(currentItem());
  const gone = fail<MailProblem>({ code: 'mail/item-changed' });
  const isIn = async (): Promise<Result<boolean, MailProblem>> => {
    const people = await ask<Office.EmailAddressDetails[]>('cc.getAsync', READ_TIMEOUT_MS, (callback) => cc.getAsync(callback));
    return people.ok ? ok(mailboxesOf(people.value).some((each) => each.address === address)) : people;
  };
  const before = await isIn();
  if (keyOf(currentItem()) !== key) return gone;
  if (!before.ok) return before;
  if (before.value) return ok(undefined);
  const added = await ask<void>('cc.addAsync', WRITE_TIMEOUT_MS, (callback) => cc.addAsync([address], callback));
  if (keyOf(currentItem()) !== key) return gone;
  if (!added.ok) return added;
  // What it claims is looked at, as everything that is written into a draft.
  const after = await isIn();
  return !after.ok || after.value ? ok(undefined) : fail({ code: 'mail/host-refused', call: 'cc.addAsync', hostCode: null });
}

const within = (people: readonly Office.EmailAddressDetails[], shown: readonly EmailAddress[]): boolean => mailboxesOf(people).every(({ address }) => shown.includes(address));

/**
 * Writes the text into the open draft, above what stands there (the signature, the quoted thread): prependAsync, because
 * setSelectedDataAsync goes below the signature when the body never had the focus (OfficeDev/office-js 1910). HTML into a
 * text body is an error, so the body is asked for its type first; the subject is set only where there is none, and last
 * (a call right after it may fail with 9014, issue 5935). Calls go one after another.
 *
 * What prependAsync claims is checked by reading the body again: unchanged, the text goes to the clipboard; unreadable or
 * never answered, it is told as uncertain (`because: mail/no-answer`) and not written a second time.
 */
export async function writeIntoDraft(draft: ReminderDraft, thread: string | null): Promise<Result<Inserted, MailProblem>> {
  const opened = openDraft(thread ?? '');
  if (!opened.ok) return opened;
  const item = opened.value;
  const key = keyOf(currentItem());
  const left = (): boolean => keyOf(currentItem()) !== key;
  const gone = fail<MailProblem>({ code: 'mail/item-changed' });

  // Somebody may have been added since the card was drawn: nothing is written to whom the clerk was not shown.
  for (const field of ['to', 'cc'] as const) {
    const people = await ask<Office.EmailAddressDetails[]>(`${field}.getAsync`, READ_TIMEOUT_MS, (callback) => item[field].getAsync(callback));
    if (left()) return gone;
    if (!people.ok) return people;
    if (!within(people.value, [...draft.to, ...draft.cc])) return gone;
  }
  const type = await ask<Office.CoercionType>('body.getTypeAsync', READ_TIMEOUT_MS, (callback) => item.body.getTypeAsync(callback));
  if (left()) return gone;
  if (!type.ok) return toClipboard(draft, type.problem);
  const body = (): Promise<Result<string, MailProblem>> => ask<string>('body.getAsync', READ_TIMEOUT_MS, (callback) => item.body.getAsync(Office.CoercionType.Text, callback));
  const before = await body();
  if (left()) return gone;

  const plain = type.value === Office.CoercionType.Text;
  const data = plain ? `${draft.text}\n\n` : `${draft.html}<br>`;
  const written = await ask<void>('body.prependAsync', WRITE_TIMEOUT_MS, (callback) => item.body.prependAsync(data, { coercionType: plain ? Office.CoercionType.Text : Office.CoercionType.Html }, callback));
  if (!written.ok && written.problem.code === 'mail/item-changed') return gone;
  const done = (because?: MailProblem): Result<Inserted, MailProblem> => ok({ as: 'compose', attached: draft.attachments.map(({ document }) => document), ...(because === undefined ? {} : { because }) });
  // The answer came for the draft that was left: the text stands there.
  if (left()) return written.ok ? done() : gone;
  if (!written.ok && written.problem.code !== 'mail/no-answer') return toClipboard(draft, written.problem);
  const after = await body();
  if (left()) return done(written.ok ? undefined : written.problem);
  const unchanged = before.ok && after.ok && before.value === after.value;
  if (unchanged) return toClipboard(draft, written.ok ? { code: 'mail/host-refused', call: 'body.prependAsync', hostCode: null } : written.problem);
  if (!written.ok && !(before.ok && after.ok)) return done(written.problem);

  const because = await subjectWhereEmpty(item, draft.subject, left);
  return done(because);
}

async function subjectWhereEmpty(item: Office.MessageCompose, subject: string, left: () => boolean): Promise<MailProblem | undefined> {
  const now = await ask<string>('subject.getAsync', READ_TIMEOUT_MS, (callback) => item.subject.getAsync(callback));
  if (!now.ok || left()) return now.ok ? undefined : { code: 'mail/subject-not-set' };
  if (now.value.trim() !== '') return undefined;
  const set = await ask<void>('subject.setAsync', WRITE_TIMEOUT_MS, (callback) => item.subject.setAsync(subject, callback));
  return set.ok ? undefined : { code: 'mail/subject-not-set' };
}

async function toClipboard(draft: ReminderDraft, because: MailProblem): Promise<Result<Inserted, MailProblem>> {
  if (because.code === 'mail/item-changed') return fail(because);
  const copied = await copyText(draft);
  return copied.ok ? ok({ as: 'copied', attached: draft.attachments.map(({ document }) => document), because }) : fail(because);
}
