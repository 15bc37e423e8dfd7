import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { MailThread } from '../../src/core';
import { createOfficeMailHost } from '../../src/outlook/office-mail-host';
import type { OfficeMailHost } from '../../src/outlook/office-mail-host';
import { FakeOffice, placeOffice, refused, removeOffice, well } from './typed-office';
import type { Answer, Callback } from './typed-office';

let office: FakeOffice;
/** Answers the question for the headers; null: nobody has asked. */
let tell: ((answer: Answer) => void) | null;
let asked: number;
beforeEach(() => {
  jest.useFakeTimers();
  office = new FakeOffice();
  tell = null;
  asked = 0;
  placeOffice(office, new Map());
  office.item = withHeaders(office.message('thread-1', 'mail-1'));
});
afterEach(() => {
  jest.useRealTimers();
  removeOffice();
});

function withHeaders(item: Record<string, unknown>): Record<string, unknown> {
  return { ...item, getAllInternetHeadersAsync: (callback: Callback) => {
    asked += 1;
    tell = callback;
  } };
}

const PLATFORM = well('From: <compta@lebrun.example>\r\nReply-To: <k.vionnet@vionnet.example>\r\n');
const NOBODY_ELSE = well('From: <compta@lebrun.example>\r\nReply-To: Compta <Compta@Lebrun.example>\r\n');

interface Reading {
  readonly host: OfficeMailHost;
  /** How often the pane was told to look again. */
  readonly told: () => number;
  /** null: still being read. */
  readonly thread: () => MailThread | null;
}

async function reading(): Promise<Reading> {
  const host = await createOfficeMailHost();
  let told = 0;
  let thread: MailThread | null = null;
  host.onItemChanged(() => { told += 1; });
  void host.openThread().then((read) => { thread = read.ok ? read.value : null; });
  await jest.advanceTimersByTimeAsync(0);
  return { host, told: () => told, thread: () => thread };
}

const answeredTo = (thread: MailThread | null): readonly string[] | null => thread?.messages[0]?.replyTo.map(({ address }) => address) ?? null;

describe('where the answer to a mail goes', () => {
  test('is read with the mail', async () => {
    const { thread, told } = await reading();
    expect(thread()).toBeNull();
    tell?.(PLATFORM);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(answeredTo(thread())).toEqual(['k.vionnet@vionnet.example']);
    expect(told()).toBe(0);
  });

  test.each([[249, false], [250, true], [251, true]])('is not waited for longer than a quarter of a second: after %i ms the mail is there: %s', async (ms, there) => {
    const { thread } = await reading();
    await jest.advanceTimersByTimeAsync(ms);
    expect(answeredTo(thread())).toEqual(there ? [] : null);
  });

  test('comes late: the mail is read again, and without asking twice it is in it', async () => {
    const { host, told } = await reading();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told()).toBe(0);
    tell?.(PLATFORM);
    await jest.advanceTimersByTimeAsync(0);
    expect(told()).toBe(1);
    const again = await host.openThread();
    expect(answeredTo(again.ok ? again.value : null)).toEqual(['k.vionnet@vionnet.example']);
    expect(asked).toBe(1);
  });

  test.each<[string, () => Answer]>([
    ['it is the sender’s own address', () => NOBODY_ELSE],
    ['there is none', () => well('From: <compta@lebrun.example>\r\n')],
    ['Outlook refuses', () => refused(9017)],
    ['another mail is open by then', () => {
      office.item = withHeaders(office.message('thread-2', 'mail-2'));
      return PLATFORM;
    }],
  ])('comes late and nothing is read again: %s', async (_why, answer) => {
    const { told } = await reading();
    await jest.advanceTimersByTimeAsync(1_000);
    tell?.(answer());
    await jest.advanceTimersByTimeAsync(100);
    expect(told()).toBe(0);
  });

  test.each<[string, () => void]>([
    ['an Outlook before Mailbox 1.8 does not tell it', () => { office.mailbox = '1.7'; }],
    ['a client lacks the call', () => { office.item = office.message('thread-1', 'mail-1'); }],
  ])('is nobody’s and nothing waits for it where %s', async (_where, arrange) => {
    arrange();
    const { thread } = await reading();
    expect(answeredTo(thread())).toEqual([]);
    expect(asked).toBe(0);
  });
});

test('a name that is only the address again is no name', async () => {
  const named = (displayName: string): object => ({ emailAddress: 'Jean@x.fr', displayName });
  office.item = { ...office.message('thread-1', 'mail-1'), to: [named('jean@x.fr'), named('\'Jean@x.fr\''), named('Jean'), named('')] };
  const { thread } = await reading();
  expect(thread()?.messages[0]?.to.map(({ name }) => name)).toEqual([null, null, 'Jean', null]);
});
