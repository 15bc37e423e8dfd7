import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createOfficeMailHost } from '../../src/outlook/office-mail-host';
import type { OfficeMailHost } from '../../src/outlook/office-mail-host';
import type { EmailAddress, ReminderDraft } from '../../src/core';

type Answer = { readonly status: 'succeeded'; readonly value: unknown } | { readonly status: 'failed'; readonly error: { readonly code: number } };
type Callback = (answer: Answer) => void;
const well = (value: unknown = undefined): Answer => ({ status: 'succeeded', value });
const refused = (code: number): Answer => ({ status: 'failed', error: { code } });
const person = (emailAddress: string, displayName = ''): object => ({ emailAddress, displayName });

/** The members of office.js that the adapter calls, each to be made to answer, fail, throw or keep silent. */
class FakeOffice {
  readonly opened: { readonly how: string; readonly form: unknown }[] = [];
  readonly listeners: { readonly event: string; readonly handler: () => void }[] = [];
  mailbox = '1.11';
  theme: object | undefined = undefined;
  body: (callback: Callback) => void = (callback) => callback(well('Bonjour'));
  form: (callback: Callback) => void = (callback) => callback(well());
  item: Record<string, unknown> | null = this.message('thread-1', 'mail-1');
  onReady: () => Promise<unknown> = () => Promise.resolve({ host: 'Outlook', platform: 'OfficeOnline' });

  message(conversation: string, id: string): Record<string, unknown> {
    const open = (how: string) => (form: unknown): void => { this.opened.push({ how, form }); };
    const openAsync = (how: string) => (form: unknown, callback: Callback): void => {
      this.opened.push({ how, form });
      this.form(callback);
    };
    return {
      itemType: 'message', itemId: id, internetMessageId: `<${id}@example>`, conversationId: conversation, subject: 'Re : Facture FA-2026-0297', from: person('Compta@Lebrun.example', 'Sophie Marchand'),
      to: [person('nadia@vernet.example', 'Nadia Perrin')], cc: [person('pas une adresse')], dateTimeCreated: new Date('2026-11-20T15:52:00.000Z'),
      attachments: [{ name: 'relevé.pdf', isInline: false }, { name: 'logo.png', isInline: true }], body: { getAsync: (_type: unknown, callback: Callback) => this.body(callback) },
      displayReplyForm: open('displayReplyForm'), displayReplyAllForm: open('displayReplyAllForm'), displayReplyFormAsync: openAsync('displayReplyFormAsync'), displayReplyAllFormAsync: openAsync('displayReplyAllFormAsync'),
    };
  }
}

function membersOf(office: FakeOffice): object {
  return {
    onReady: () => office.onReady(), HostType: { Outlook: 'Outlook' }, AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' }, CoercionType: { Text: 'text' }, MailboxEnums: { ItemType: { Message: 'message' } },
    EventType: { ItemChanged: 'olkItemSelectedChanged', OfficeThemeChanged: 'officeThemeChanged' },
    context: {
      displayLanguage: 'fr-FR', get officeTheme() { return office.theme; },
      requirements: { isSetSupported: (_set: string, version: string) => Number(version.split('.')[1]) <= Number(office.mailbox.split('.')[1]) },
      mailbox: {
        userProfile: person('compta@vernet.example', 'Compta'), get item() { return office.item; },
        addHandlerAsync: (event: string, handler: () => void, callback: Callback) => {
          office.listeners.push({ event, handler });
          callback(well());
        },
        displayNewMessageForm: (form: unknown) => { office.opened.push({ how: 'displayNewMessageForm', form }); },
        displayNewMessageFormAsync: (form: unknown, callback: Callback) => {
          office.opened.push({ how: 'displayNewMessageFormAsync', form });
          office.form(callback);
        },
      },
    },
  };
}

const globals = globalThis as unknown as Record<string, unknown>;
let office: FakeOffice;
let looked: Map<string, () => void>;
beforeEach(() => {
  jest.useFakeTimers();
  office = new FakeOffice();
  looked = new Map();
  globals['Office'] = membersOf(office);
  const listen = { addEventListener: (name: string, handler: () => void) => looked.set(name, handler) };
  globals['window'] = listen;
  globals['document'] = listen;
});
afterEach(() => {
  jest.useRealTimers();
  for (const name of ['Office', 'window', 'document']) delete globals[name];
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
    ['Outlook fails', () => { office.body = (callback) => callback(refused(9020)); }, { code: 'mail/host-refused', call: 'body.getAsync', hostCode: 9020 }],
    ['Outlook says that the item is another', () => { office.body = (callback) => callback(refused(9030)); }, { code: 'mail/item-changed' }],
    ['office.js throws', () => { office.body = () => { throw Object.assign(new Error('permission'), { code: 7000 }); }; }, { code: 'mail/host-refused', call: 'body.getAsync', hostCode: 7000 }],
    ['another mail is opened meanwhile', () => { office.body = (callback) => { office.item = office.message('thread-1', 'mail-2'); callback(well('Bonjour')); }; }, { code: 'mail/item-changed' }],
  ])('when %s, it is a problem with a name', async (_when, arrange, problem) => {
    const mail = await host();
    arrange();
    expect(await mail.openThread()).toEqual({ ok: false, problem });
  });

  test.each([[9_999, false], [10_000, true], [10_001, true]])('after %i ms of silence the pane gave up waiting: %s', async (ms, gaveUp) => {
    const mail = await host();
    office.body = () => undefined;
    let answer: unknown = null;
    void mail.openThread().then((value) => { answer = value; });
    await jest.advanceTimersByTimeAsync(ms);
    expect(answer).toEqual(gaveUp ? { ok: false, problem: { code: 'mail/no-answer', call: 'body.getAsync', afterMs: 10_000 } } : null);
  });

  test('a message in the making is read too, and says so', async () => {
    const later = (value: unknown): { getAsync(...given: unknown[]): void } => ({ getAsync: (...given) => (given[given.length - 1] as Callback)(well(value)) });
    office.item = { itemType: 'message', conversationId: 'thread-9', subject: later('Facture'), to: later([person('compta@lebrun.example')]), cc: later([]), body: later('Bonjour') };
    const mail = await host();
    expect(await mail.openThread()).toMatchObject({ ok: true, value: { mode: 'compose', key: 'thread-9' } });
    expect(await mail.insertDraft(draft(), null, [])).toEqual(failed('mail/unsupported', { call: 'compose' }));
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

  test.each([[-1, true], [0, true], [1, false]])('a text of 32 kB %i bytes is taken: %s; letters with accents count as the bytes they are', async (over, taken) => {
    const limit = 32 * 1024;
    const html = 'é'.repeat(1_000) + 'x'.repeat(limit - 2_000 + over);
    const answer = await (await host()).insertDraft(draft({ html }), 'thread-1', []);
    expect(answer).toEqual(taken ? { ok: true, value: { as: 'reply', attached: [] } } : failed('mail/too-long', { limit, length: limit + 1 }));
    expect(office.opened).toHaveLength(taken ? 1 : 0);
  });

  test('refused, thrown or silent, it is never called inserted', async () => {
    const mail = await host();
    office.form = (callback) => callback(refused(9042));
    expect(await mail.insertDraft(draft(), 'thread-1', [])).toEqual(failed('mail/host-refused', { call: 'displayReplyFormAsync', hostCode: 9042 }));
    office.form = () => { throw new Error('limit'); };
    expect(await mail.insertDraft(draft(), 'thread-1', [])).toEqual(failed('mail/host-refused', { call: 'displayReplyFormAsync', hostCode: null }));
    office.form = () => undefined;
    let answer: unknown = null;
    void mail.insertDraft(draft(), 'thread-1', []).then((value) => { answer = value; });
    await jest.advanceTimersByTimeAsync(15_000);
    expect(answer).toEqual(failed('mail/no-answer', { call: 'displayReplyFormAsync', afterMs: 15_000 }));
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

  test.each<[string, object | undefined, boolean | null]>([
    ['1.14', { bodyBackgroundColor: '#292929' }, true], ['1.14', { bodyBackgroundColor: '#FFFFFF' }, false], ['1.14', {}, null], ['1.14', undefined, null], ['1.13', { bodyBackgroundColor: '#292929' }, null],
  ])('in Mailbox %s the theme %j is dark: %s', async (mailbox, theme, dark) => {
    Object.assign(office, { mailbox, theme });
    expect((await host()).darkTheme()).toBe(dark);
  });
});

describe('outside Outlook', () => {
  test.each<[string, () => void]>([
    ['office.js has not come', () => { delete globals['Office']; }],
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
