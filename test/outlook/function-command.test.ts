import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { LocalDate, NoticeView } from '../../src/core';
import { registerCommands } from '../../src/outlook/host/function-command';
import { noticeBoard } from '../../src/outlook/host/notify';
import { readReplyTo } from '../../src/outlook/host/reply-to';
import { tell } from '../../src/outlook/ribbon/press';
import type { Press, Told } from '../../src/outlook/ribbon/press';

type Callback = (answer: { readonly status: string; readonly value?: unknown; readonly error?: { readonly code: number } }) => void;
const well = (value: unknown = undefined) => ({ status: 'succeeded', value });
const refused = (code: number) => ({ status: 'failed', error: { code } });

/** The members of office.js that a function page calls, each to be made to answer, refuse, throw or keep silent. */
class FakeOffice {
  readonly functions = new Map<string, (event: unknown) => void>();
  readonly put: { readonly key: string; readonly details: { readonly type: string; readonly message: string } }[] = [];
  mailbox = '1.11';
  hostName: string | undefined = 'OutlookWebApp';
  replace: (callback: Callback) => void = (callback) => callback(well());
  all: ((callback: Callback) => void) | null = null;
  headers: (callback: Callback) => void = (callback) => callback(well('From: a@x.fr\r\n'));
  item: object | null = {
    itemType: 'message', subject: 'Facture', conversationId: 'thread-1',
    notificationMessages: {
      replaceAsync: (key: string, details: { type: string; message: string }, callback: Callback) => {
        this.put.push({ key, details });
        this.replace(callback);
      },
      getAllAsync: (callback: Callback) => (this.all === null ? callback(well(this.put.map(({ key, details }) => ({ key, ...details })))) : this.all(callback)),
    },
    getAllInternetHeadersAsync: (callback: Callback) => this.headers(callback),
  };
  readies = 0;
  readonly members = {
    onReady: () => Promise.resolve(this.readies += 1),
    actions: { associate: (name: string, run: (event: unknown) => void) => { this.functions.set(name, run); } },
    AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
    MailboxEnums: { ItemNotificationMessageType: { InformationalMessage: 'informationalMessage', ErrorMessage: 'errorMessage', InsightMessage: 'insightMessage' }, ActionType: { ShowTaskPane: 'showTaskPane' } },
    context: this.context(),
  };
  private context(): object {
    const told = (): { readonly item: object | null; readonly hostName: string | undefined } => this;
    return {
      requirements: { isSetSupported: (_set: string, version: string) => Number(version.split('.')[1]) <= Number(this.mailbox.split('.')[1]) },
      mailbox: { get item() { return told().item; }, get diagnostics() { return told().hostName === undefined ? undefined : { hostName: told().hostName }; } },
    };
  }
}

const globals = globalThis as unknown as Record<string, unknown>;
let office: FakeOffice;
let logged: ReturnType<typeof jest.spyOn>;
beforeEach(() => {
  jest.useFakeTimers();
  office = new FakeOffice();
  globals['Office'] = office.members;
  logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.useRealTimers();
  delete globals['Office'];
  logged.mockRestore();
});

const never = (): Promise<never> => new Promise(() => undefined);
const TODAY = '2026-11-23' as LocalDate;
const notice = (over: Partial<NoticeView> = {}): NoticeView => ({ message: 'Relance insérée.', intent: 'info', openPane: null, ...over });

describe('a ribbon command', () => {
  /** Presses the button; how often Outlook was told that it is over. */
  function press(run: () => Promise<void>): { readonly completed: () => number } {
    registerCommands({ insertReminder: run, undoReminder: run });
    let times = 0;
    office.functions.get('insertReminder')?.({ completed: () => { times += 1; } });
    return { completed: () => times };
  }

  test('stands under the names of the manifest as soon as the script has run', () => {
    registerCommands({ insertReminder: never, undoReminder: never });
    expect([...office.functions.keys()]).toEqual(['insertReminder', 'undoReminder']);
    expect(office.readies).toBe(1);
  });
  test('is over once when it ends well', async () => {
    const { completed } = press(() => Promise.resolve());
    await jest.advanceTimersByTimeAsync(0);
    expect(completed()).toBe(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(completed()).toBe(1);
  });
  test('is over once when it throws, and the customer’s name is not logged', async () => {
    const { completed } = press(() => Promise.reject(new Error('Garage du Canigou')));
    await jest.advanceTimersByTimeAsync(0);
    expect(completed()).toBe(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(completed()).toBe(1);
    expect(JSON.stringify(logged.mock.calls)).not.toContain('Canigou');
  });
  test('is over after 20 seconds when it never ends, not before', async () => {
    const { completed } = press(never);
    await jest.advanceTimersByTimeAsync(19_999);
    expect(completed()).toBe(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(completed()).toBe(1);
  });
  test('is not over twice when it ends after that', async () => {
    const { completed } = press(() => new Promise((done) => { setTimeout(done, 25_000); }));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(completed()).toBe(1);
  });
  test('does nothing on a page that was opened beside Outlook', () => {
    delete globals['Office'];
    expect(() => registerCommands({ insertReminder: never, undoReminder: never })).not.toThrow();
  });
});

describe('what one press says', () => {
  const shown: NoticeView[] = [];
  beforeEach(() => { shown.length = 0; });
  const saying = { language: () => 'fr' as const, show: (view: NoticeView) => Promise.resolve(shown.push(view)) };
  const nothing: Told = { end: { kind: 'nothing-to-take-back' }, today: TODAY };
  const after = (ms: number, does: (press: Press) => void = () => undefined) => async (press: Press): Promise<Told> => {
    does(press);
    await new Promise((done) => { setTimeout(done, ms); });
    return nothing;
  };

  test('is one notice', async () => {
    void tell(after(100), saying);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(shown.map(({ message }) => message)).toEqual([expect.stringContaining('Aucune relance insérée par vous')]);
  });
  test('comes after 14 seconds at the latest: nothing inserted, and nothing is begun after that', async () => {
    let press: Press | null = null;
    void tell(after(15_000, (given) => { press = given; }), saying);
    await jest.advanceTimersByTimeAsync(13_999);
    expect(shown).toEqual([]);
    expect((press as Press | null)?.expired()).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(shown.map(({ message }) => message)).toEqual([expect.stringMatching(/^Rien inséré.*trop tardé/)]);
    expect((press as Press | null)?.expired()).toBe(true);
  });
  test('does not claim that nothing was inserted once the step was asked for; the last word follows when it is known', async () => {
    void tell(after(16_000, (press) => press.reserving()), saying);
    await jest.advanceTimersByTimeAsync(14_000);
    expect(shown[0]?.message).toContain('vérifiez dans le volet Relance');
    await jest.advanceTimersByTimeAsync(2_000);
    expect(shown).toHaveLength(2);
    expect(shown[1]?.message).toContain('Aucune relance');
  });
  test('is a reference to quote when something broke', async () => {
    void tell(() => Promise.reject(new TypeError('x')), saying);
    await jest.advanceTimersByTimeAsync(0);
    expect(shown).toMatchObject([{ intent: 'error', message: expect.stringMatching(/réf\. [0-9A-F]{4}/) }]);
  });
});

describe('the bar above the message', () => {
  const ended = async <T>(promise: Promise<T>): Promise<T> => {
    await jest.advanceTimersByTimeAsync(30_000);
    return promise;
  };
  test('takes an information with its icon, a trouble without', async () => {
    await ended(noticeBoard()(notice()));
    await ended(noticeBoard()(notice({ intent: 'error' })));
    expect(office.put).toEqual([
      { key: 'relance.command', details: { type: 'informationalMessage', message: 'Relance insérée.', icon: 'Icon.16', persistent: false } },
      { key: 'relance.command', details: { type: 'errorMessage', message: 'Relance insérée.' } },
    ]);
  });
  test.each<[string, string | undefined, string, string]>([
    ['classic Windows and Mac since 1.10', 'Outlook', '1.10', 'insightMessage'], ['classic Windows before', 'Outlook', '1.9', 'informationalMessage'], ['the web', 'OutlookWebApp', '1.15', 'informationalMessage'],
    ['the new Outlook', 'newOutlookWindows', '1.15', 'informationalMessage'], ['a phone', 'OutlookIOS', '1.15', 'informationalMessage'], ['a client that does not say', undefined, '1.15', 'informationalMessage'],
  ])('has a link to the pane only where it works: %s', async (_title, hostName, mailbox, type) => {
    Object.assign(office, { hostName, mailbox });
    await ended(noticeBoard()(notice({ openPane: 'Ouvrir le volet' })));
    expect(office.put[0]?.details.type).toBe(type);
  });
  test('that never answers is given up after two seconds, so that the command is over in time', async () => {
    office.replace = () => undefined;
    const shown = noticeBoard()(notice());
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await shown).toEqual({ ok: false, problem: { code: 'mail/no-answer', call: 'notificationMessages.replaceAsync', afterMs: 2_000 } });
  });
  test('whose list never comes is believed', async () => {
    office.all = () => undefined;
    expect(await ended(noticeBoard()(notice()))).toEqual({ ok: true, value: undefined });
  });
  test('of another message than the one that was open gets nothing', async () => {
    office.hostName = 'Outlook';
    const show = noticeBoard();
    office.replace = (callback) => callback(refused(9030));
    expect(await ended(show(notice({ openPane: 'Ouvrir le volet' })))).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect(office.put).toHaveLength(1);
  });
  test('that a client lacks is an answer, not an exception', async () => {
    office.item = { itemType: 'message', subject: 'x' };
    expect((await noticeBoard()(notice())).ok).toBe(false);
    office.item = null;
    expect((await noticeBoard()(notice())).ok).toBe(false);
  });
});

describe('where a reply would go', () => {
  const answer = async (): ReturnType<typeof readReplyTo> => {
    const read = readReplyTo(5_000);
    await jest.advanceTimersByTimeAsync(5_000);
    return read;
  };
  test('is read from the headers', async () => {
    office.headers = (callback) => callback(well('Reply-To: B@y.fr\r\n'));
    expect(await answer()).toEqual({ ok: true, value: [{ name: null, address: 'b@y.fr' }] });
  });
  test.each<[string, () => void, object]>([
    ['before Mailbox 1.8', () => { office.mailbox = '1.7'; }, { code: 'mail/unsupported', call: 'getAllInternetHeadersAsync' }],
    ['without headers', () => { office.headers = (callback) => callback(well('')); }, { code: 'mail/unsupported', call: 'getAllInternetHeadersAsync' }],
    ['in silence', () => { office.headers = () => undefined; }, { code: 'mail/no-answer', call: 'getAllInternetHeadersAsync', afterMs: 5_000 }],
    ['when it is refused', () => { office.headers = (callback) => callback(refused(9017)); }, { code: 'mail/host-refused', call: 'getAllInternetHeadersAsync', hostCode: 9017 }],
    ['when it throws', () => { office.headers = () => { throw Object.assign(new Error('x'), { code: 7000 }); }; }, { code: 'mail/host-refused', call: 'getAllInternetHeadersAsync', hostCode: 7000 }],
    ['on a draft', () => { office.item = { itemType: 'message', subject: {} }; }, { code: 'mail/unsupported', call: 'getAllInternetHeadersAsync' }],
    ['on nothing', () => { office.item = null; }, { code: 'mail/no-item' }],
  ])('is not known %s', async (_title, make, problem) => {
    make();
    expect(await answer()).toEqual({ ok: false, problem });
  });
});
