import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { AttachedFile, EmailAddress, Inserted, MailProblem, ReminderDraft, Result } from '../../src/core';
import { createOfficeMailHost } from '../../src/outlook/office-mail-host';
import type { OfficeMailHost } from '../../src/outlook/office-mail-host';
import { FakeOffice, person, placeOffice, removeOffice } from './typed-office';
import type { FakeDraft } from './typed-office';

let office: FakeOffice;
let open: FakeDraft;
let mail: OfficeMailHost;
beforeEach(async () => {
  jest.useFakeTimers();
  office = new FakeOffice();
  open = office.draft();
  office.item = open.item;
  placeOffice(office, new Map());
  mail = await createOfficeMailHost();
});
afterEach(() => {
  jest.useRealTimers();
  removeOffice();
});

const SIGNATURE = '<div>-- <br>Marie Lefèvre</div>';
const draft = (over: Partial<ReminderDraft> = {}): ReminderDraft => ({
  subject: 'Facture FA-2026-0297', html: '<p>Bonjour</p><p>Réf. R-7K3F</p>', text: 'Bonjour\n\nRéf. R-7K3F', language: 'fr', contentHash: '0'.repeat(64), channel: 'compose', to: ['compta@lebrun.example' as EmailAddress], cc: [], attachments: [], ...over,
});
const PDF: AttachedFile = { document: 'doc-297', name: 'FA-2026-0297.pdf', base64: 'JVBERi0=' };
const OTHER: AttachedFile = { document: 'doc-311', name: 'FA-2026-0311.pdf', base64: 'JVBERi0=' };
async function patient<T>(answer: Promise<T>): Promise<T> {
  await jest.advanceTimersByTimeAsync(400_000);
  return answer;
}
const insert = (of: ReminderDraft = draft(), thread: string | null = 'thread-1'): Promise<Result<Inserted, MailProblem>> => patient(mail.insertDraft(of, thread, []));
const attach = (files: readonly AttachedFile[], thread = 'thread-1'): ReturnType<OfficeMailHost['attachFiles']> => patient(mail.attachFiles(files, thread));

describe('the text goes into the open draft', () => {
  test('above what stands there, as HTML, with a subject where there was none; one call after another', async () => {
    expect(await insert()).toEqual({ ok: true, value: { as: 'compose', attached: [] } });
    expect(open.body).toBe(`<p>Bonjour</p><p>Réf. R-7K3F</p><br>${SIGNATURE}`);
    expect(open.subject).toBe('Facture FA-2026-0297');
    expect(office.calls).toEqual(['to.getAsync', 'cc.getAsync', 'body.getTypeAsync', 'body.getAsync', 'body.prependAsync', 'body.getAsync', 'subject.getAsync', 'subject.setAsync']);
  });

  test('a text body gets text, never tags', async () => {
    open.type = 'text';
    await insert();
    expect(open.body).toBe(`Bonjour\n\nRéf. R-7K3F\n\n${SIGNATURE}`);
  });

  test('a subject that stands there stays', async () => {
    open.subject = 'RE: votre relevé';
    await insert();
    expect(open.subject).toBe('RE: votre relevé');
    expect(office.calls).not.toContain('subject.setAsync');
  });

  test('a subject that Outlook does not take is said, the text stands', async () => {
    for (const fault of [{ code: 9020 }, 'silent'] as const) {
      open = office.draft();
      office.item = open.item;
      office.faults.set('subject.setAsync', fault);
      expect(await insert()).toEqual({ ok: true, value: { as: 'compose', attached: [], because: { code: 'mail/subject-not-set' } } });
      expect(open.body).toContain('R-7K3F');
    }
  });

  test('32 kB is no limit here', async () => {
    expect(await insert(draft({ html: `<p>${'x'.repeat(40_000)}</p>` }))).toEqual({ ok: true, value: { as: 'compose', attached: [] } });
  });
});

describe('a draft that does not take the text', () => {
  test.each<[string, () => void, string]>([
    ['refuses it', () => { office.faults.set('body.prependAsync', { code: 9011 }); }, 'mail/host-refused'],
    ['throws', () => { office.faults.set('body.prependAsync', { thrown: null }); }, 'mail/host-refused'],
    ['does not tell its type', () => { office.faults.set('body.getTypeAsync', { code: 5000 }); }, 'mail/host-refused'],
    ['says yes and does nothing', () => { open.swallow.add('body.prependAsync'); }, 'mail/host-refused'],
    ['never answers and stays as it was', () => { office.faults.set('body.prependAsync', 'silent'); }, 'mail/no-answer'],
  ])('%s: the text is on the clipboard, and said so', async (_what, arrange, code) => {
    arrange();
    expect(await insert()).toMatchObject({ ok: true, value: { as: 'copied', because: { code } } });
    expect(office.copied).toEqual(['Bonjour\n\nRéf. R-7K3F']);
    expect(open.body).toBe(SIGNATURE);
  });

  test('one that never answers but holds the text has taken it', async () => {
    office.faults.set('body.prependAsync', () => { open.body = `<p>R-7K3F</p>${open.body}`; });
    expect(await insert()).toEqual({ ok: true, value: { as: 'compose', attached: [] } });
  });

  test('one that never answers and cannot be read either is uncertain: nothing is written or copied a second time', async () => {
    office.faults.set('body.prependAsync', 'silent');
    office.faults.set('body.getAsync', 'silent');
    expect(await insert()).toMatchObject({ ok: true, value: { as: 'compose', because: { code: 'mail/no-answer', call: 'body.prependAsync' } } });
    expect(office.calls.filter((call) => call === 'body.prependAsync')).toHaveLength(1);
    expect(office.copied).toEqual([]);
  });

  test.each(['to.getAsync', 'cc.getAsync'])('silence at %s: nothing is written, because nobody knows who would get it', async (call) => {
    office.faults.set(call, 'silent');
    expect(await insert()).toEqual({ ok: false, problem: { code: 'mail/no-answer', call, afterMs: 10_000 } });
    expect(open.body).toBe(SIGNATURE);
  });
});

describe('never into another message', () => {
  test('somebody who is not on the card was added meanwhile: nothing is written', async () => {
    open.cc = [person('concurrent@autre.example')];
    expect(await insert()).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect(open.body).toBe(SIGNATURE);
  });

  test.each(['to.getAsync', 'cc.getAsync', 'body.getTypeAsync', 'body.getAsync'])('another draft of the same conversation comes up during %s: neither is written into', async (call) => {
    await mail.openThread();
    office.calls.length = 0;
    const second = office.draft();
    office.faults.set(call, (go) => {
      office.item = second.item;
      go();
    });
    expect(await insert()).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect([open.body, second.body]).toEqual([SIGNATURE, SIGNATURE]);
  });

  test.each(['body.prependAsync', 'subject.getAsync'])('another draft comes up during %s: the text stands in the first, the second is untouched', async (call) => {
    const second = office.draft();
    office.faults.set(call, (go) => {
      go();
      office.item = second.item;
    });
    expect(await insert()).toMatchObject({ ok: true, value: { as: 'compose' } });
    expect(open.body).toContain('R-7K3F');
    expect([second.body, second.subject]).toEqual([SIGNATURE, '']);
  });

  test('a text made for one new message is not written into the next new message, nor into a mail that is read', async () => {
    open = office.draft(null);
    office.item = open.item;
    const first = await mail.openThread();
    const second = office.draft(null);
    office.item = second.item;
    await mail.openThread();
    const key = first.ok ? first.value.key : '';
    expect(await insert(draft(), key)).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    office.item = office.message('thread-1', 'mail-1');
    expect(await insert(draft(), key)).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect([open.body, second.body]).toEqual([SIGNATURE, SIGNATURE]);
  });

  test('a new message that gets its conversation when it is saved is the same message', async () => {
    open = office.draft(null);
    office.item = open.item;
    const thread = await mail.openThread();
    office.item['conversationId'] = 'thread-77';
    expect(await insert(draft(), thread.ok ? thread.value.key : '')).toMatchObject({ ok: true, value: { as: 'compose' } });
  });
});

describe('PDFs on the open draft', () => {
  test('go on one after another, and are looked for afterwards', async () => {
    expect(await attach([PDF, OTHER])).toMatchObject({ ok: true, value: { attached: ['doc-297', 'doc-311'], refused: [] } });
    expect(open.files.map(({ name, base64 }) => [name, base64])).toEqual([[PDF.name, PDF.base64], [OTHER.name, OTHER.base64]]);
  });

  test('what is there already is not put on twice', async () => {
    await attach([PDF]);
    expect(await attach([PDF, OTHER])).toMatchObject({ ok: true, value: { attached: ['doc-297', 'doc-311'] } });
    expect(open.files).toHaveLength(2);
  });

  test.each<[string, () => void, string]>([
    ['is refused', () => { office.faults.set('addFileAttachmentFromBase64Async', { code: 9000 }); }, 'mail/host-refused'],
    ['throws', () => { office.faults.set('addFileAttachmentFromBase64Async', { thrown: null }); }, 'mail/host-refused'],
    ['gets no answer', () => { office.faults.set('addFileAttachmentFromBase64Async', 'silent'); }, 'mail/no-answer'],
    ['is taken and not there', () => { open.swallow.add('addFileAttachmentFromBase64Async'); }, 'mail/host-refused'],
    ['is before Mailbox 1.8', () => { office.mailbox = '1.7'; }, 'mail/unsupported'],
  ])('a file that %s is told as not attached', async (_what, arrange, code) => {
    arrange();
    expect(await attach([PDF])).toMatchObject({ ok: true, value: { attached: [], refused: [{ document: 'doc-297', name: PDF.name, problem: { code } }] } });
  });

  test('a file above the limit of Outlook is not even tried', async () => {
    const heavy: AttachedFile = { ...PDF, base64: 'A'.repeat(27_892_123) };
    expect(await attach([heavy, OTHER])).toMatchObject({ ok: true, value: { attached: ['doc-311'], refused: [{ document: 'doc-297', problem: { code: 'mail/too-long' } }] } });
    expect(office.calls.filter((call) => call === 'addFileAttachmentFromBase64Async')).toHaveLength(1);
  });

  test('one that was never answered and arrived all the same counts', async () => {
    office.faults.set('addFileAttachmentFromBase64Async', () => { open.files.push({ id: 'late', name: PDF.name, isInline: false, base64: PDF.base64 }); });
    expect(await attach([PDF])).toMatchObject({ ok: true, value: { attached: ['doc-297'], refused: [] } });
  });

  test('are taken back when the text was not inserted, and only those put on by it', async () => {
    open.files.push({ id: 'own', name: 'plan.pdf', isInline: false, base64: '' });
    const put = await attach([PDF]);
    if (put.ok) await patient(put.value.takeBack());
    expect(open.files.map(({ name }) => name)).toEqual(['plan.pdf']);
  });

  test('another message comes up between two files: the second goes nowhere', async () => {
    const second = office.draft();
    office.faults.set('addFileAttachmentFromBase64Async', (go) => {
      go();
      office.item = second.item;
    });
    expect(await attach([PDF, OTHER])).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect(second.files).toEqual([]);
  });
});
