import { expect, test } from '@jest/globals';
import { threadNotices } from '../../../src/core';
import type { MailThread, OpenDraft } from '../../../src/core';
import { aMessage, aThread, reference } from '../builders';

const drafted = (channel: OpenDraft['channel']): readonly OpenDraft[] => [{ reference: reference('R-7K3F'), channel } as OpenDraft];
const holding = (text: string, over: Partial<MailThread> = {}): MailThread => aThread({ drafts: [aMessage({ text, sentAt: null })], ...over });
const said = (thread: MailThread | null, drafts = drafted('reply')): readonly string[] => threadNotices(thread, drafts, 'en').map(({ text }) => text);

test('a reminder that still stands among the drafts of the thread is said to be there', () => {
  expect(said(holding('Sauf erreur...\n\nRéf. R-7K3F'))).toEqual(['The draft R-7K3F stands in this conversation: it is not sent yet.']);
});

test('one that is neither sent nor waiting there is said to be missing, once the whole thread was read', () => {
  expect(said(holding('another text'))).toEqual([expect.stringContaining('not in this conversation')]);
  expect(said(holding('another text', { wholeThread: false }))).toEqual([]);
});

test('a new message was never in this thread, and a host that cannot tell is silent', () => {
  expect(said(holding('another text'), drafted('new-message'))).toEqual([]);
  expect(said(aThread({}))).toEqual([]);
  expect(said(null)).toEqual([]);
});
