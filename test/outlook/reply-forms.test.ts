import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { AttachedFile, Channel, EmailAddress, Inserted, MailProblem, ReminderDraft, Result } from '../../src/core';
import { createOfficeMailHost } from '../../src/outlook/office-mail-host';
import type { OfficeMailHost } from '../../src/outlook/office-mail-host';
import { FakeOffice, person, placeOffice, removeOffice } from './typed-office';
import type { Fault } from './typed-office';

let office: FakeOffice;
let mail: OfficeMailHost;
beforeEach(async () => {
  jest.useFakeTimers();
  office = new FakeOffice();
  placeOffice(office, new Map());
  mail = await createOfficeMailHost();
});
afterEach(() => {
  jest.useRealTimers();
  removeOffice();
});

const address = (text: string): EmailAddress => text as EmailAddress;
const PDF: AttachedFile = { document: 'doc-297', name: 'FA-2026-0297.pdf', base64: 'JVBERi0=' };
const draft = (over: Partial<ReminderDraft> = {}): ReminderDraft => ({
  subject: 'RE: Facture FA-2026-0297', html: '<p>Bonjour</p>', text: 'Bonjour', language: 'fr', contentHash: '0'.repeat(64), channel: 'reply', to: [address('compta@lebrun.example')], cc: [], attachments: [], ...over,
});
const withPdf = (over: Partial<ReminderDraft> = {}): ReminderDraft => draft({ html: '<p>Facture jointe</p>', attachments: [{ name: PDF.name, document: PDF.document }], ...over });
const REFUSED: Fault = { code: 9042 };
const THROWN: Fault = { thrown: null };
/** Lets every timer of the adapter run out. */
async function insert(of: ReminderDraft, thread: string | null = 'thread-1', files: readonly AttachedFile[] = []): Promise<Result<Inserted, MailProblem>> {
  const answer = mail.insertDraft(of, thread, files);
  await jest.advanceTimersByTimeAsync(120_000);
  return answer;
}
const faults = (of: Readonly<Record<string, Fault>>): void => Object.entries(of).forEach(([call, fault]) => office.faults.set(call, fault));
const hows = (): readonly string[] => office.opened.map(({ how }) => how);

describe('a form that Outlook refuses', () => {
  test.each<[string, Readonly<Record<string, Fault>>, readonly string[], Channel]>([
    ['the answering reply form (several accounts: ErrorNonExistentMailbox)', { displayReplyFormAsync: REFUSED }, ['displayReplyForm'], 'reply'],
    ['it throws', { displayReplyFormAsync: THROWN }, ['displayReplyForm'], 'reply'],
    ['both reply forms', { displayReplyFormAsync: REFUSED, displayReplyForm: THROWN }, ['displayNewMessageFormAsync'], 'new-message'],
    ['everything but the old new-message form', { displayReplyFormAsync: REFUSED, displayReplyForm: THROWN, displayNewMessageFormAsync: REFUSED }, ['displayNewMessageForm'], 'new-message'],
    ['every form', { displayReplyFormAsync: REFUSED, displayReplyForm: THROWN, displayNewMessageFormAsync: REFUSED, displayNewMessageForm: THROWN }, [], 'copied'],
  ])('%s: the next way is taken, one draft is opened, and what happened is told with the reason', async (_what, broken, opened, as) => {
    faults(broken);
    const [last] = opened;
    const because = last === undefined || last.endsWith('Async')
      ? { code: 'mail/host-refused', call: 'displayReplyFormAsync', hostCode: broken['displayReplyFormAsync'] === REFUSED ? 9042 : null }
      : { code: 'mail/no-answer', call: last, afterMs: 0 };
    expect(await insert(draft())).toEqual({ ok: true, value: { as, attached: [], because } });
    expect(hows()).toEqual(opened);
    expect(office.copied).toEqual(as === 'copied' ? ['Bonjour'] : []);
  });

  test('a new message in its place goes to those on the card and to nobody else, under a subject', async () => {
    faults({ displayReplyAllFormAsync: REFUSED, displayReplyAllForm: THROWN });
    await insert(draft({ channel: 'reply-all', cc: [address('direction@lebrun.example')] }));
    expect(office.opened).toEqual([{ how: 'displayNewMessageFormAsync', form: { toRecipients: ['compta@lebrun.example'], ccRecipients: ['direction@lebrun.example'], subject: 'RE: Facture FA-2026-0297', htmlBody: '<p>Bonjour</p>' } }]);
  });

  test('with the clipboard closed as well, nothing was done: the problem is told and nothing is called inserted', async () => {
    faults({ displayReplyFormAsync: REFUSED, displayReplyForm: THROWN, displayNewMessageFormAsync: REFUSED, displayNewMessageForm: THROWN });
    for (const clipboard of ['closed', 'absent'] as const) {
      office.clipboard = clipboard;
      expect(await insert(draft())).toEqual({ ok: false, problem: { code: 'mail/host-refused', call: 'displayReplyFormAsync', hostCode: 9042 } });
    }
    expect(await insert(draft({ channel: 'copied' }))).toEqual({ ok: false, problem: { code: 'mail/clipboard-closed' } });
  });
});

describe('a form that Outlook never answers', () => {
  test('may stand open behind the pane: no second one is opened, and it is told as uncertain', async () => {
    faults({ displayReplyFormAsync: 'silent' });
    expect(await insert(draft())).toEqual({ ok: true, value: { as: 'reply', attached: [], because: { code: 'mail/no-answer', call: 'displayReplyFormAsync', afterMs: 15_000 } } });
    expect(office.calls).toEqual(['displayReplyFormAsync']);
    expect(office.copied).toEqual([]);
  });

  test.each([[14_999, false], [15_000, true]])('after %i ms it was given up: %s', async (ms, gaveUp) => {
    faults({ displayReplyFormAsync: 'silent' });
    let ended = false;
    void mail.insertDraft(draft(), 'thread-1', []).then(() => { ended = true; });
    await jest.advanceTimersByTimeAsync(ms);
    expect(ended).toBe(gaveUp);
  });

  test('also as the third way', async () => {
    faults({ displayReplyFormAsync: REFUSED, displayReplyForm: THROWN, displayNewMessageFormAsync: 'silent' });
    expect(await insert(draft())).toMatchObject({ ok: true, value: { as: 'new-message', because: { code: 'mail/no-answer' } } });
    expect(office.calls).not.toContain('displayNewMessageForm');
  });
});

describe('never a reply for another mail', () => {
  const CHAIN = ['displayReplyFormAsync', 'displayReplyForm', 'displayNewMessageFormAsync', 'displayNewMessageForm'];
  test.each([0, 1, 2])('another mail is opened while way %i of the chain is refused: no further way is tried', async (at) => {
    for (const call of CHAIN) office.faults.set(call, call.endsWith('Async') ? REFUSED : THROWN);
    const call = CHAIN[at] ?? '';
    if (call.endsWith('Async')) {
      // The mail changes, then the refusal comes.
      office.faults.set(call, () => { office.item = office.message('thread-2', 'mail-2'); throw new Error('refused'); });
    } else {
      const { item } = office;
      if (item !== null) item['displayReplyForm'] = () => { office.item = office.message('thread-2', 'mail-2'); throw new Error('refused'); };
    }
    expect(await insert(draft())).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect(office.opened).toEqual([]);
    expect(office.copied).toEqual([]);
  });

  test('9030 ends the chain at once', async () => {
    faults({ displayReplyFormAsync: { code: 9030 } });
    expect(await insert(draft())).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect(office.calls).toEqual(['displayReplyFormAsync']);
  });

  test('a mail that was moved (another id, same conversation and message) is the same mail; another message of the conversation is not', async () => {
    await mail.openThread();
    office.item = { ...office.message('thread-1', 'mail-1'), itemId: 'moved-1' };
    expect(await insert(draft())).toMatchObject({ ok: true, value: { as: 'reply' } });
    office.item = office.message('thread-1', 'mail-3');
    expect(await insert(draft())).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect(office.opened).toHaveLength(1);
  });

  test('in a shared folder, where only the id tells messages apart, a moved mail is asked to be read again', async () => {
    const shared = (id: string): Record<string, unknown> => ({ ...office.message('thread-1', id), internetMessageId: undefined });
    office.item = shared('mail-1');
    await mail.openThread();
    expect(await insert(draft())).toMatchObject({ ok: true });
    office.item = shared('moved-1');
    expect(await insert(draft())).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    await mail.openThread();
    expect(await insert(draft())).toMatchObject({ ok: true });
  });
});

describe('a text beyond 32 kB', () => {
  test.each<[number, Channel]>([[-1, 'reply'], [0, 'reply'], [1, 'copied']])('%i bytes over: %s; letters with accents count as the bytes they are', async (over, as) => {
    const limit = 32 * 1024;
    const answer = await insert(draft({ html: 'é'.repeat(1_000) + 'x'.repeat(limit - 2_000 + over) }));
    expect(answer).toEqual({ ok: true, value: as === 'reply' ? { as, attached: [] } : { as, attached: [], because: { code: 'mail/too-long', limit, length: limit + 1 } } });
    expect(office.opened).toHaveLength(as === 'reply' ? 1 : 0);
  });
});

describe('PDFs with a reply', () => {
  beforeEach(() => { office.mailbox = '1.15'; });

  test('from Mailbox 1.15 they go along in base64', async () => {
    expect(mail.attaches('reply')).toBe(true);
    expect(mail.attaches('new-message')).toBe(false);
    expect(await insert(withPdf(), 'thread-1', [PDF])).toEqual({ ok: true, value: { as: 'reply', attached: ['doc-297'] } });
    expect(office.opened).toEqual([{ how: 'displayReplyFormAsync', form: { htmlBody: '<p>Facture jointe</p>', attachments: [{ type: 'base64', name: 'FA-2026-0297.pdf', base64file: 'JVBERi0=', inLine: false }] } }]);
  });

  test('a text that speaks of a PDF is opened with it or not at all', async () => {
    const refusedFiles = (hostCode: number | null): object => ({ ok: false, problem: { code: 'mail/attachments-refused', hostCode } });
    expect(await insert(withPdf(), 'thread-1', [])).toEqual(refusedFiles(null));
    faults({ displayReplyFormAsync: { code: 9007 }, displayReplyForm: THROWN });
    expect(await insert(withPdf(), 'thread-1', [PDF])).toEqual(refusedFiles(9007));
    office.mailbox = '1.14';
    expect(await insert(withPdf(), 'thread-1', [PDF])).toEqual(refusedFiles(null));
    expect(mail.attaches('reply')).toBe(false);
    expect(office.opened).toEqual([]);
    expect(office.copied).toEqual([]);
  });

  test('the form without an answer takes them too', async () => {
    faults({ displayReplyFormAsync: REFUSED });
    expect(await insert(withPdf(), 'thread-1', [PDF])).toMatchObject({ ok: true, value: { as: 'reply', attached: ['doc-297'] } });
    expect(office.opened).toMatchObject([{ how: 'displayReplyForm', form: { attachments: [{ base64file: 'JVBERi0=' }] } }]);
  });
});

describe('what this Outlook can do', () => {
  test.each(['iOS', 'Android'] as const)('on %s it shows and copies, whatever requirement set it announces', async (platform) => {
    office.onPhone(platform);
    office.mailbox = '1.15';
    mail = await createOfficeMailHost();
    for (const mode of ['read', 'compose', null] as const) expect(mail.channels(mode)).toEqual(['copied']);
    for (const channel of ['reply', 'compose'] as const) expect(mail.attaches(channel)).toBe(false);
    expect(await insert(draft())).toMatchObject({ ok: true, value: { as: 'copied', because: { code: 'mail/unsupported' } } });
    expect(office.opened).toEqual([]);
    expect(await insert(draft({ channel: 'copied' }))).toEqual({ ok: true, value: { as: 'copied', attached: [] } });
  });

  test('only ways whose form exists are offered', async () => {
    expect(mail.channels('read')).toEqual(['reply', 'reply-all', 'new-message', 'copied']);
    expect(mail.channels(null)).toEqual(['new-message', 'copied']);
    for (const member of ['displayReplyForm', 'displayReplyFormAsync']) delete office.item?.[member];
    expect(mail.channels('read')).toEqual(['reply-all', 'new-message', 'copied']);
    office.item = office.draft().item;
    expect(mail.channels('compose')).toEqual(['compose', 'copied']);
    office.item = { itemType: 'message', body: {}, from: person('x@example.com') };
    expect(mail.channels('compose')).toEqual(['copied']);
  });
});
