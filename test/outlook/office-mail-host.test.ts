import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createOfficeMailHost } from '../../src/outlook/office-mail-host';
import type { OfficeMailHost } from '../../src/outlook/office-mail-host';
import type { EmailAddress, ReminderDraft } from '../../src/core';
import { FakeOffice, person, placeOffice, refused, removeOffice, well } from './typed-office';
import type { Answer, Callback } from './typed-office';

let office: FakeOffice;
let looked: Map<string, () => void>;
beforeEach(() => {
  jest.useFakeTimers();
  office = new FakeOffice();
  looked = new Map();
  placeOffice(office, looked);
});
afterEach(() => {
  jest.useRealTimers();
  removeOffice();
});
const host = (): Promise<OfficeMailHost> => createOfficeMailHost();
const draft = (over: Partial<ReminderDraft> = {}): ReminderDraft => ({
  subject: 'Facture FA-2026-0297', html: '<p>Bonjour</p>', text: 'Bonjour', language: 'fr', contentHash: '0'.repeat(64), channel: 'reply', to: ['compta@lebrun.example' as EmailAddress], cc: [], attachments: [], ...over,
});
const failed = (code: string, more: object = {}): object => ({ ok: false, problem: { code, ...more } });

describe('reading the open message', () => {
  test('gives sender, recipients, subject, text and the names of real attachments, addresses folded and what is no address left out', async () => {
    expect(await (await host()).openThread()).toEqual({
      ok: true,
      value: {
        key: 'thread-1', mode: 'read', open: 0, mailbox: 'compta@vernet.example', wholeThread: false,
        messages: [{
          id: 'mail-1', from: { name: 'Sophie Marchand', address: 'compta@lebrun.example' }, to: [{ name: 'Nadia Perrin', address: 'nadia@vernet.example' }], cc: [], replyTo: [], sentAt: '2026-11-20T15:52:00.000Z',
          subject: 'Re : Facture FA-2026-0297', text: 'Bonjour', attachmentNames: ['relevé.pdf'],
        }],
      },
    });
  });

  test.each<[string, () => void, object]>([
    ['nothing is open', () => { office.item = null; }, { code: 'mail/no-item' }],
    ['an appointment is open', () => { office.item = { ...office.message('thread-1', 'mail-1'), itemType: 'appointment' }; }, { code: 'mail/no-item' }],
    ['Outlook fails', () => { office.faults.set('body.getAsync', { code: 9020 }); }, { code: 'mail/host-refused', call: 'body.getAsync', hostCode: 9020 }],
    ['Outlook says that the item is another', () => { office.faults.set('body.getAsync', { code: 9030 }); }, { code: 'mail/item-changed' }],
    ['office.js throws', () => { office.faults.set('body.getAsync', { thrown: 7000 }); }, { code: 'mail/host-refused', call: 'body.getAsync', hostCode: 7000 }],
    ['another mail is opened meanwhile', () => { office.faults.set('body.getAsync', (go) => { office.item = office.message('thread-1', 'mail-2'); go(); }); }, { code: 'mail/item-changed' }],
  ])('when %s, it is a problem with a name', async (_when, arrange, problem) => {
    const mail = await host();
    arrange();
    expect(await mail.openThread()).toEqual({ ok: false, problem });
  });

  test.each([[9_999, false], [10_000, true], [10_001, true]])('after %i ms of silence the pane gave up waiting: %s', async (ms, gaveUp) => {
    const mail = await host();
    office.faults.set('body.getAsync', 'silent');
    let answer: unknown = null;
    void mail.openThread().then((value) => { answer = value; });
    await jest.advanceTimersByTimeAsync(ms);
    expect(answer).toEqual(gaveUp ? { ok: false, problem: { code: 'mail/no-answer', call: 'body.getAsync', afterMs: 10_000 } } : null);
  });

  test('a message in the making is read too: who it goes to and comes from, what stands in it, which files it carries', async () => {
    const draft = office.draft('thread-9');
    Object.assign(draft, { subject: 'Facture', cc: [person('direction@lebrun.example')], files: [{ id: 'f1', name: 'FA-2026-0297.pdf', isInline: false }, { id: 'f2', name: 'logo.png', isInline: true }] });
    office.item = draft.item;
    const thread = await (await host()).openThread();
    expect(thread).toMatchObject({ ok: true, value: { mode: 'compose', key: 'thread-9', messages: [{ from: { address: 'compta@vernet.example' }, to: [{ address: 'compta@lebrun.example' }], cc: [{ address: 'direction@lebrun.example' }], subject: 'Facture', attachmentNames: ['FA-2026-0297.pdf'] }] } });
    expect(thread).not.toHaveProperty('value.unsaved');
  });

  test('a new message has no conversation: its key is good for this window alone', async () => {
    const mail = await host();
    const keys: string[] = [];
    for (let windows = 0; windows < 2; windows += 1) {
      office.item = office.draft(null).item;
      const thread = await mail.openThread();
      expect(thread).toMatchObject({ ok: true, value: { unsaved: true } });
      if (thread.ok) keys.push(thread.value.key);
    }
    expect(new Set(keys).size).toBe(2);
  });

  test('a client that does not tell the From line or the files is still read (Mailbox 1.5)', async () => {
    office.mailbox = '1.5';
    office.item = office.draft('thread-9').item;
    expect(await (await host()).openThread()).toMatchObject({ ok: true, value: { messages: [{ from: { address: 'compta@vernet.example' }, attachmentNames: [] }] } });
    expect(office.calls).not.toContain('from.getAsync');
    expect(office.calls).not.toContain('getAttachmentsAsync');
  });
});

describe('opening a draft', () => {
  test.each<[ReminderDraft['channel'], string, string]>([
    ['reply', '1.11', 'displayReplyFormAsync'], ['reply-all', '1.11', 'displayReplyAllFormAsync'], ['new-message', '1.11', 'displayNewMessageFormAsync'],
    ['reply', '1.8', 'displayReplyForm'], ['reply-all', '1.8', 'displayReplyAllForm'], ['new-message', '1.8', 'displayNewMessageForm'],
  ])('%s in Mailbox %s goes through %s, once', async (channel, mailbox, how) => {
    office.mailbox = mailbox;
    expect(await (await host()).insertDraft(draft({ channel }), 'thread-1', [])).toEqual({ ok: true, value: { as: channel, attached: [] } });
    expect(office.opened.map((each) => each.how)).toEqual([how]);
  });

  test('a new message carries recipients and subject, and needs somebody to go to', async () => {
    const mail = await host();
    await mail.insertDraft(draft({ channel: 'new-message', cc: ['direction@lebrun.example' as EmailAddress] }), null, []);
    expect(office.opened[0]?.form).toEqual({ toRecipients: ['compta@lebrun.example'], ccRecipients: ['direction@lebrun.example'], subject: 'Facture FA-2026-0297', htmlBody: '<p>Bonjour</p>' });
    expect(await mail.insertDraft(draft({ channel: 'new-message', to: [] }), null, [])).toEqual(failed('mail/no-recipient'));
    expect(office.opened).toHaveLength(1);
  });

  test('a draft written for another thread is opened nowhere', async () => {
    const mail = await host();
    office.item = office.message('thread-2', 'mail-2');
    expect(await mail.insertDraft(draft(), 'thread-1', [])).toEqual(failed('mail/item-changed'));
    office.item = null;
    expect(await mail.insertDraft(draft(), 'thread-1', [])).toEqual(failed('mail/no-item'));
    expect(office.opened).toEqual([]);
  });

  test('another message of the same thread has another sender: the reply would go to them, so it is not opened', async () => {
    const mail = await host();
    office.item = { ...office.message('thread-1', 'mail-3'), from: person('direction@lebrun.example') };
    expect(await mail.insertDraft(draft(), 'thread-1', [])).toEqual(failed('mail/item-changed'));
    expect(await mail.insertDraft(draft({ channel: 'reply-all' }), 'thread-1', [])).toEqual(failed('mail/item-changed'));
    expect(office.opened).toEqual([]);
  });
});

describe('what Outlook tells by itself', () => {
  test('another mail is noticed by the event, and where the event is missed, when the pane is looked at; once each', async () => {
    const mail = await host();
    let told = 0;
    mail.onItemChanged(() => { told += 1; });
    looked.get('focus')?.();
    expect(told).toBe(0);
    office.item = office.message('thread-2', 'mail-2');
    looked.get('visibilitychange')?.();
    looked.get('focus')?.();
    expect(told).toBe(1);
    office.item = null;
    office.listeners.find(({ event }) => event === 'olkItemSelectedChanged')?.handler();
    looked.get('focus')?.();
    expect(told).toBe(2);
    expect(mail.itemKey()).toBeNull();
  });

  /** What Outlook answers when it is asked about the item that office.js shows. */
  const asked = (answer: Answer): void => {
    office.item = { ...office.message('thread-1', 'mail-1'), notificationMessages: { getAllAsync: (callback: Callback) => callback(answer) } };
  };
  const listening = async (): Promise<() => number> => {
    const mail = await host();
    let told = 0;
    mail.onItemChanged(() => { told += 1; });
    return () => told;
  };

  test.each<[string, () => void]>([
    ['office.js shows it by itself', () => { office.item = office.message('thread-2', 'mail-2'); }],
    ['office.js still shows the first one, and a call about it is refused', () => asked(refused(9030))],
  ])('another mail is opened while Outlook takes its time to note that the pane listens, %s: noticed once Outlook has answered', async (_how, open) => {
    let noted: () => void = () => undefined;
    office.faults.set('addHandlerAsync', (go) => { noted = go; });
    asked(well([]));
    const told = await listening();
    open();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(told()).toBe(0);
    noted();
    // Asking Outlook itself waits until the first card is drawn.
    await jest.advanceTimersByTimeAsync(500);
    expect(told()).toBe(1);
  });

  test('Outlook never notes that the pane listens: the pane looks by itself once it has given up waiting', async () => {
    office.faults.set('addHandlerAsync', () => undefined);
    const told = await listening();
    asked(refused(9030));
    await jest.advanceTimersByTimeAsync(10_500);
    expect(told()).toBe(1);
  });

  test.each<[string, Answer, number]>([['is refused because the item is another', refused(9030), 1], ['is answered', well([]), 0], ['fails for another reason', refused(9020), 0]])('the pane becomes visible and a call about the item that office.js shows %s', async (_what, answer, times) => {
    asked(well([]));
    const told = await listening();
    await jest.advanceTimersByTimeAsync(0);
    const { item } = office;
    if (item !== null) item['notificationMessages'] = { getAllAsync: (callback: Callback) => callback(answer) };
    looked.get('visibilitychange')?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(told()).toBe(times);
  });

  test('a recipient who is added to the open draft makes the pane look again, as long as that draft is open', async () => {
    office.item = office.draft('thread-9').item;
    const mail = await host();
    let told = 0;
    mail.onItemChanged(() => { told += 1; });
    const added = office.listeners.find(({ event }) => event === 'olkRecipientsChanged');
    added?.handler();
    expect(told).toBe(1);
    office.item = office.message('thread-2', 'mail-2');
    added?.handler();
    expect(told).toBe(1);
  });

  test.each<[string, object | undefined, boolean | null]>([
    ['1.14', { bodyBackgroundColor: '#292929' }, true], ['1.14', { bodyBackgroundColor: '#FFFFFF' }, false], ['1.14', {}, null], ['1.14', undefined, null], ['1.13', { bodyBackgroundColor: '#292929' }, null],
  ])('in Mailbox %s the theme %j is dark: %s', async (mailbox, theme, dark) => {
    Object.assign(office, { mailbox, theme });
    expect((await host()).darkTheme()).toBe(dark);
  });
});

describe('outside Outlook', () => {
  test.each<[string, () => void]>([
    ['office.js has not come', () => { Object.defineProperty(globalThis, 'Office', { value: undefined, configurable: true, writable: true }); }],
    ['the page is not in a mail client', () => { office.onReady = () => Promise.resolve({ host: null, platform: null }); }],
  ])('when %s, the page knows it', async (_when, arrange) => {
    arrange();
    const mail = await host();
    expect(mail.inOutlook).toBe(false);
    expect(await mail.openThread()).toEqual(failed('mail/not-in-outlook'));
    expect(await mail.insertDraft(draft(), null, [])).toEqual(failed('mail/not-in-outlook'));
  });

  test('an office.js that never gets ready is given up after 20 s', async () => {
    office.onReady = () => new Promise(() => undefined);
    let found: OfficeMailHost | null = null;
    void host().then((value) => { found = value; });
    await jest.advanceTimersByTimeAsync(19_999);
    expect(found).toBeNull();
    await jest.advanceTimersByTimeAsync(1);
    expect(found).toMatchObject({ inOutlook: false });
  });
});
