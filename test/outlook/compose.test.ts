import { describe, expect, jest, test } from '@jest/globals';
import type { AttachedFile, EmailAddress, Inserted, MailProblem, ReminderDraft, Result } from '../../src/core';
import type { OfficeMailHost } from '../../src/outlook/office-mail-host';
import { aDraftDesk } from './a-draft-desk';
import { person } from './typed-office';

const desk = aDraftDesk();

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
const insert = (of: ReminderDraft = draft(), thread: string | null = 'thread-1'): Promise<Result<Inserted, MailProblem>> => patient(desk.mail.insertDraft(of, thread, []));
const attach = (files: readonly AttachedFile[], thread = 'thread-1'): ReturnType<OfficeMailHost['attachFiles']> => patient(desk.mail.attachFiles(files, thread));

describe('the text goes into the open draft', () => {
  test('above what stands there, as HTML, with a subject where there was none; one call after another', async () => {
    expect(await insert()).toEqual({ ok: true, value: { as: 'compose', attached: [] } });
    expect(desk.open.body).toBe(`<p>Bonjour</p><p>Réf. R-7K3F</p><br>${SIGNATURE}`);
    expect(desk.open.subject).toBe('Facture FA-2026-0297');
    expect(desk.office.calls).toEqual(['to.getAsync', 'cc.getAsync', 'body.getTypeAsync', 'body.getAsync', 'body.prependAsync', 'body.getAsync', 'subject.getAsync', 'subject.setAsync']);
  });

  test('a text body gets text, never tags', async () => {
    desk.open.type = 'text';
    await insert();
    expect(desk.open.body).toBe(`Bonjour\n\nRéf. R-7K3F\n\n${SIGNATURE}`);
  });

  test('a subject that stands there stays', async () => {
    desk.open.subject = 'RE: votre relevé';
    await insert();
    expect(desk.open.subject).toBe('RE: votre relevé');
    expect(desk.office.calls).not.toContain('subject.setAsync');
  });

  test('a subject that Outlook does not take is said, the text stands', async () => {
    for (const fault of [{ code: 9020 }, 'silent'] as const) {
      desk.open = desk.office.draft();
      desk.office.item = desk.open.item;
      desk.office.faults.set('subject.setAsync', fault);
      expect(await insert()).toEqual({ ok: true, value: { as: 'compose', attached: [], because: { code: 'mail/subject-not-set' } } });
      expect(desk.open.body).toContain('R-7K3F');
    }
  });

  test('32 kB is no limit here', async () => {
    expect(await insert(draft({ html: `<p>${'x'.repeat(40_000)}</p>` }))).toEqual({ ok: true, value: { as: 'compose', attached: [] } });
  });
});

describe('a draft that does not take the text', () => {
  test.each<[string, () => void, string]>([
    ['refuses it', () => { desk.office.faults.set('body.prependAsync', { code: 9011 }); }, 'mail/host-refused'],
    ['throws', () => { desk.office.faults.set('body.prependAsync', { thrown: null }); }, 'mail/host-refused'],
    ['does not tell its type', () => { desk.office.faults.set('body.getTypeAsync', { code: 5000 }); }, 'mail/host-refused'],
    ['says yes and does nothing', () => { desk.open.swallow.add('body.prependAsync'); }, 'mail/host-refused'],
    ['never answers and stays as it was', () => { desk.office.faults.set('body.prependAsync', 'silent'); }, 'mail/no-answer'],
  ])('%s: the text is on the clipboard, and said so', async (_what, arrange, code) => {
    arrange();
    expect(await insert()).toMatchObject({ ok: true, value: { as: 'copied', because: { code } } });
    expect(desk.office.copied).toEqual(['Bonjour\n\nRéf. R-7K3F']);
    expect(desk.open.body).toBe(SIGNATURE);
  });

  test('one that never answers but holds the text has taken it', async () => {
    desk.office.faults.set('body.prependAsync', () => { desk.open.body = `<p>R-7K3F</p>${desk.open.body}`; });
    expect(await insert()).toEqual({ ok: true, value: { as: 'compose', attached: [] } });
  });

  test('one that never answers and cannot be read either is uncertain: nothing is written or copied a second time', async () => {
    desk.office.faults.set('body.prependAsync', 'silent');
    desk.office.faults.set('body.getAsync', 'silent');
    expect(await insert()).toMatchObject({ ok: true, value: { as: 'compose', because: { code: 'mail/no-answer', call: 'body.prependAsync' } } });
    expect(desk.office.calls.filter((call) => call === 'body.prependAsync')).toHaveLength(1);
    expect(desk.office.copied).toEqual([]);
  });

  test.each(['to.getAsync', 'cc.getAsync'])('silence at %s: nothing is written, because nobody knows who would get it', async (call) => {
    desk.office.faults.set(call, 'silent');
    expect(await insert()).toEqual({ ok: false, problem: { code: 'mail/no-answer', call, afterMs: 10_000 } });
    expect(desk.open.body).toBe(SIGNATURE);
  });
});

describe('never into another message', () => {
  test('somebody who is not on the card was added meanwhile: nothing is written', async () => {
    desk.open.cc = [person('concurrent@autre.example')];
    expect(await insert()).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect(desk.open.body).toBe(SIGNATURE);
  });

  test.each(['to.getAsync', 'cc.getAsync', 'body.getTypeAsync', 'body.getAsync'])('another draft of the same conversation comes up during %s: neither is written into', async (call) => {
    await desk.mail.openThread();
    desk.office.calls.length = 0;
    const second = desk.office.draft();
    desk.office.faults.set(call, (go) => {
      desk.office.item = second.item;
      go();
    });
    expect(await insert()).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect([desk.open.body, second.body]).toEqual([SIGNATURE, SIGNATURE]);
  });

  test.each(['body.prependAsync', 'subject.getAsync'])('another draft comes up during %s: the text stands in the first, the second is untouched', async (call) => {
    const second = desk.office.draft();
    desk.office.faults.set(call, (go) => {
      go();
      desk.office.item = second.item;
    });
    expect(await insert()).toMatchObject({ ok: true, value: { as: 'compose' } });
    expect(desk.open.body).toContain('R-7K3F');
    expect([second.body, second.subject]).toEqual([SIGNATURE, '']);
  });

  test('a text made for one new message is not written into the next new message, nor into a mail that is read', async () => {
    desk.open = desk.office.draft(null);
    desk.office.item = desk.open.item;
    const first = await desk.mail.openThread();
    const second = desk.office.draft(null);
    desk.office.item = second.item;
    await desk.mail.openThread();
    const key = first.ok ? first.value.key : '';
    expect(await insert(draft(), key)).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    desk.office.item = desk.office.message('thread-1', 'mail-1');
    expect(await insert(draft(), key)).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect([desk.open.body, second.body]).toEqual([SIGNATURE, SIGNATURE]);
  });

  test('a new message that gets its conversation when it is saved is the same message', async () => {
    desk.open = desk.office.draft(null);
    desk.office.item = desk.open.item;
    const thread = await desk.mail.openThread();
    desk.office.item['conversationId'] = 'thread-77';
    expect(await insert(draft(), thread.ok ? thread.value.key : '')).toMatchObject({ ok: true, value: { as: 'compose' } });
  });
});

describe('PDFs on the open draft', () => {
  test('go on one after another, and are looked for afterwards', async () => {
    expect(await attach([PDF, OTHER])).toMatchObject({ ok: true, value: { attached: ['doc-297', 'doc-311'], refused: [] } });
    expect(desk.open.files.map(({ name, base64 }) => [name, base64])).toEqual([[PDF.name, PDF.base64], [OTHER.name, OTHER.base64]]);
  });

  test('what is there already is not put on twice', async () => {
    await attach([PDF]);
    expect(await attach([PDF, OTHER])).toMatchObject({ ok: true, value: { attached: ['doc-297', 'doc-311'] } });
    expect(desk.open.files).toHaveLength(2);
  });

  test.each<[string, () => void, string]>([
    ['is refused', () => { desk.office.faults.set('addFileAttachmentFromBase64Async', { code: 9000 }); }, 'mail/host-refused'],
    ['throws', () => { desk.office.faults.set('addFileAttachmentFromBase64Async', { thrown: null }); }, 'mail/host-refused'],
    ['gets no answer', () => { desk.office.faults.set('addFileAttachmentFromBase64Async', 'silent'); }, 'mail/no-answer'],
    ['is taken and not there', () => { desk.open.swallow.add('addFileAttachmentFromBase64Async'); }, 'mail/host-refused'],
    ['is before Mailbox 1.8', () => { desk.office.mailbox = '1.7'; }, 'mail/unsupported'],
  ])('a file that %s is told as not attached', async (_what, arrange, code) => {
    arrange();
    expect(await attach([PDF])).toMatchObject({ ok: true, value: { attached: [], refused: [{ document: 'doc-297', name: PDF.name, problem: { code } }] } });
  });

  test('a file above the limit of Outlook is not even tried', async () => {
    const heavy: AttachedFile = { ...PDF, base64: 'A'.repeat(27_892_123) };
    expect(await attach([heavy, OTHER])).toMatchObject({ ok: true, value: { attached: ['doc-311'], refused: [{ document: 'doc-297', problem: { code: 'mail/too-long' } }] } });
    expect(desk.office.calls.filter((call) => call === 'addFileAttachmentFromBase64Async')).toHaveLength(1);
  });

  test('one that was never answered and arrived all the same counts', async () => {
    desk.office.faults.set('addFileAttachmentFromBase64Async', () => { desk.open.files.push({ id: 'late', name: PDF.name, isInline: false, base64: PDF.base64 }); });
    expect(await attach([PDF])).toMatchObject({ ok: true, value: { attached: ['doc-297'], refused: [] } });
  });

  test('are taken back when the text was not inserted, and only those put on by it', async () => {
    desk.open.files.push({ id: 'own', name: 'plan.pdf', isInline: false, base64: '' });
    const put = await attach([PDF]);
    if (put.ok) await patient(put.value.takeBack());
    expect(desk.open.files.map(({ name }) => name)).toEqual(['plan.pdf']);
  });

  test('another message comes up between two files: the second goes nowhere', async () => {
    const second = desk.office.draft();
    desk.office.faults.set('addFileAttachmentFromBase64Async', (go) => {
      go();
      desk.office.item = second.item;
    });
    expect(await attach([PDF, OTHER])).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect(second.files).toEqual([]);
  });
});
