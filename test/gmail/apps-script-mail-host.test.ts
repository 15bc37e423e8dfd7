import { afterEach, describe, expect, test } from '@jest/globals';
import { factsOf, recipientsFor } from '../../src/core';
import type { Channel, EmailAddress, MailThread, ReminderDraft, ReminderReference } from '../../src/core';
import { eventId, googleServices, SCOPES, World } from '../../src/demo/gmail/host';
import type { WorldMessage } from '../../src/demo/gmail/host';
import { createAppsScriptMailHost, MOST_MESSAGES } from '../../src/gmail/apps-script-mail-host';
import type { AppsScriptMailHost } from '../../src/gmail/apps-script-mail-host';
import { hexId } from '../../src/gmail/mail/message-ids';
import { aDebtor, aProfile } from '../core/builders';

const ME = 'marie.lefevre@atelier-nord.fr' as EmailAddress;
const CUSTOMER = 'compta@garage-canigou.fr' as EmailAddress;
const THREAD = '19f0000000000001';
const id = (n: number): string => `19f00000000000${(16 + n).toString(16)}`;
const NOW = Date.UTC(2026, 10, 23, 9);
const DAY = 86_400_000;

function message(n: number, over: Partial<WorldMessage> = {}): WorldMessage {
  return { id: id(n), from: '"Dupont, Marie" <compta@garage-canigou.fr>', to: `Marie Lefèvre <${ME}>`, date: NOW - (40 - n) * DAY, subject: 'Facture 2026-0231', html: `<p>Bonjour,</p><p>message ${String(n)} R&eacute;gl&eacute;</p>`, ...over };
}
const ours = (n: number, over: Partial<WorldMessage> = {}): WorldMessage => message(n, { from: `Marie Lefèvre <${ME}>`, to: CUSTOMER, ...over });

interface Desk {
  readonly world: World;
  readonly host: AppsScriptMailHost;
  readonly thread: MailThread;
}
function aDesk(messages: readonly WorldMessage[], open: WorldMessage, before: (world: World) => void = () => undefined): Desk {
  const world = new World({ now: NOW, user: { email: ME, name: 'Marie Lefèvre', timeZone: 'Europe/Paris', locale: 'fr' }, threads: [{ id: THREAD, messages }] });
  Object.assign(globalThis, googleServices(world));
  before(world);
  const host = createAppsScriptMailHost({ messageId: eventId('msg', open.id), threadId: eventId('thread', THREAD), accessToken: world.mailbox.tokenFor(open.id) }, ME);
  const read = host.openThread();
  if (!read.ok) throw new Error(read.problem.code);
  return { world, host, thread: read.value };
}
afterEach(() => { for (const name of ['GmailApp', 'Utilities']) Reflect.deleteProperty(globalThis, name); });

const aDraft = (channel: Channel, to: readonly string[] = [CUSTOMER], over: Partial<ReminderDraft> = {}): ReminderDraft => ({
  channel, to: to as readonly EmailAddress[], cc: [], subject: 'Facture impayée', html: '<p>Sauf erreur</p>', text: 'Sauf erreur', language: 'fr', contentHash: 'x', attachments: [], ...over,
});

describe('the open thread', () => {
  test('is read whole: a name with a comma is one person, ids are hex, the mail system’s own address is known', () => {
    const { thread } = aDesk([message(1), ours(2), message(3)], message(3));
    expect(thread).toMatchObject({ key: THREAD, mode: 'read', open: 2, mailbox: ME, wholeThread: true, drafts: [] });
    expect(thread.messages.map((each) => each.id)).toEqual([id(1), id(2), id(3)]);
    expect(thread.messages[0]).toMatchObject({ from: { name: 'Dupont, Marie', address: CUSTOMER }, to: [{ name: 'Marie Lefèvre', address: ME }], cc: [], replyTo: [], sentAt: new Date(NOW - 39 * DAY).toISOString() });
    expect(thread.messages[0]?.html?.map(({ text }) => text).filter((text) => text !== '')).toEqual(['Bonjour,', 'message 1 Réglé']);
  });

  test.each([[MOST_MESSAGES - 1, undefined], [MOST_MESSAGES, undefined], [MOST_MESSAGES + 1, { kind: 'older', read: 15, of: 16 }], [40, { kind: 'older', read: 15, of: 40 }]])('of %i messages at most the newest 15 are read, and it is said', (count, leftOut) => {
    const all = Array.from({ length: count }, (_, n) => message(n));
    const { thread } = aDesk(all, all[count - 1] as WorldMessage);
    expect(thread.messages).toHaveLength(Math.min(count, 15));
    expect(thread.messages[thread.open]?.id).toBe(id(count - 1));
    expect([thread.leftOut, thread.wholeThread]).toEqual([leftOut, leftOut === undefined]);
  });

  test('an old message that is open is among those that are read', () => {
    const all = Array.from({ length: 20 }, (_, n) => message(n));
    const { thread } = aDesk(all, all[2] as WorldMessage);
    expect([thread.messages.length, thread.messages[thread.open]?.id]).toEqual([15, id(2)]);
  });

  test('costs two calls', () => {
    const world = new World({ now: NOW, user: { email: ME, timeZone: 'Europe/Paris', locale: 'fr' }, threads: [{ id: THREAD, messages: [message(1)] }] });
    Object.assign(globalThis, googleServices(world));
    let reads = 0;
    const count = (): void => { reads += 1; world.beforeNext('thread', count); };
    world.beforeNext('thread', count);
    const host = createAppsScriptMailHost({ messageId: id(1), threadId: THREAD, accessToken: world.mailbox.tokenFor(id(1)) }, ME);
    host.openThread();
    host.openThread();
    expect(reads).toBe(2);
  });

  test('that Gmail refuses is the open message alone, and it is said', () => {
    const { thread } = aDesk([message(1), message(2)], message(2), (world) => world.faults.failNext('thread-refused'));
    expect(thread).toMatchObject({ key: THREAD, open: 0, wholeThread: false, leftOut: { kind: 'refused' } });
    expect(thread.messages.map((each) => each.id)).toEqual([id(2)]);
  });

  test.each<['token-expired' | 'mail-quota', string]>([['token-expired', 'google/token-expired'], ['mail-quota', 'google/quota']])('%s is told', (failure, code) => {
    const world = new World({ now: NOW, user: { email: ME, timeZone: 'Europe/Paris', locale: 'fr' }, threads: [{ id: THREAD, messages: [message(1)] }] });
    Object.assign(globalThis, googleServices(world));
    world.faults.failNext(failure);
    const host = createAppsScriptMailHost({ messageId: id(1), threadId: THREAD, accessToken: world.mailbox.tokenFor(id(1)) }, ME);
    expect(host.openThread()).toEqual({ ok: false, problem: { code } });
  });

  test('a consent that lacks the message is told as that, and so is an event without a token', () => {
    const world = new World({ now: NOW, user: { email: ME, timeZone: 'Europe/Paris', locale: 'fr' }, threads: [{ id: THREAD, messages: [message(1)] }] });
    Object.assign(globalThis, googleServices(world));
    world.granted.delete(SCOPES.readMessage);
    expect(createAppsScriptMailHost({ messageId: id(1), accessToken: world.mailbox.tokenFor(id(1)) }, ME).openThread()).toEqual({ ok: false, problem: { code: 'google/no-consent' } });
    expect(createAppsScriptMailHost({ messageId: id(1) }, ME).openThread()).toEqual({ ok: false, problem: { code: 'google/no-consent' } });
    expect(createAppsScriptMailHost(null, ME).openThread()).toEqual({ ok: false, problem: { code: 'mail/no-item' } });
  });

  test('names its files, and reads an electronic invoice only when it is asked', () => {
    const file = { name: 'facture.xml', contentType: 'application/xml', size: 20, text: '<Invoice/>' };
    const { thread, host } = aDesk([message(1, { attachments: [file, { name: 'logo.png', contentType: 'image/png', size: 9, inline: true }] })], message(1));
    expect([thread.messages[0]?.attachmentNames, thread.messages[0]?.xmlFiles]).toEqual([['facture.xml'], undefined]);
    expect(host.withFiles(thread, () => true)).toMatchObject({ ok: true, value: { messages: [{ xmlFiles: [{ name: 'facture.xml', text: '<Invoice/>' }] }] } });
    expect(host.withFiles(thread, () => false)).toEqual({ ok: true, value: thread });
  });

  test.each([['msg-f:1871234567890123456', '19f7fe0aa4d5eac0'], ['thread-f:16', '10'], ['19f0000000000001', '19f0000000000001'], ['msg-a:r-123', 'msg-a:r-123']])('%s is kept as %s', (event, hex) => {
    expect(hexId(event)).toBe(event === 'msg-f:1871234567890123456' ? BigInt('1871234567890123456').toString(16) : hex);
  });
});

describe('was it sent?', () => {
  const reference = 'R-7K3F' as ReminderReference;
  const known = new Set([reference]);
  const text = '<p>Sauf erreur, la facture reste due.</p><p>Réf. R-7K3F</p>';

  test('our own message in the thread proves it, a draft does not', () => {
    const sent = aDesk([message(1), ours(2, { html: text })], message(1)).thread;
    expect(factsOf(sent, aProfile(), known).provenSent).toMatchObject([{ reference, proof: 'own-message' }]);
    const waiting = aDesk([message(1), ours(2, { html: text, draft: true })], message(1)).thread;
    expect(factsOf(waiting, aProfile(), known).provenSent).toEqual([]);
    expect([waiting.messages.length, waiting.drafts?.length]).toEqual([1, 1]);
  });

  test('neither does a draft that is itself the open message', () => {
    const draft = ours(2, { html: text, draft: true });
    const { thread } = aDesk([message(1), draft], draft);
    expect([thread.messages[thread.open]?.id, factsOf(thread, aProfile(), known).provenSent]).toEqual([id(2), []]);
  });
});

describe('a draft', () => {
  test('answers the customer’s newest message, with copies and without our own address', () => {
    const { host, world, thread } = aDesk([message(1), message(2), ours(3)], message(1));
    expect(host.insertDraft(aDraft('reply-all', [CUSTOMER], { cc: ['paul@cabinet-compta.fr' as EmailAddress] }), thread.key, [])).toEqual({ ok: true, value: { as: 'reply-all', attached: [] } });
    expect(host.made()?.kind).toBe('draft');
    expect(world.mailbox.drafts).toMatchObject([{ threadId: THREAD, message: { to: expect.stringContaining(CUSTOMER) as unknown, cc: 'paul@cabinet-compta.fr', subject: 'Re: Facture 2026-0231' } }]);
  });

  test('goes to the customer when the open message is our own', () => {
    const { host, world, thread } = aDesk([message(1), ours(2)], ours(2));
    const choice = recipientsFor(thread, null, aDebtor(), aProfile(), null);
    expect(choice).toMatchObject({ channel: 'reply', to: [CUSTOMER] });
    host.insertDraft(aDraft('reply', choice?.to ?? []), thread.key, []);
    expect(world.mailbox.drafts).toMatchObject([{ threadId: THREAD, message: { to: expect.stringContaining(CUSTOMER) as unknown } }]);
  });

  test('is a new message to the customer when nobody but we wrote in the thread', () => {
    const { host, world, thread } = aDesk([ours(1)], ours(1));
    expect(host.insertDraft(aDraft('reply'), thread.key, [])).toEqual({ ok: true, value: { as: 'new-message', attached: [] } });
    expect(world.mailbox.drafts).toMatchObject([{ message: { to: CUSTOMER, subject: 'Facture impayée' } }]);
    expect(world.mailbox.drafts[0]?.threadId).not.toBe(THREAD);
  });

  test('follows a Reply-To, and never answers whoever is not named on the card', () => {
    const { host, world, thread } = aDesk([message(1, { replyTo: 'facturation@garage-canigou.fr' })], message(1));
    host.insertDraft(aDraft('reply', ['facturation@garage-canigou.fr']), thread.key, []);
    host.insertDraft(aDraft('reply'), thread.key, []);
    expect(world.mailbox.drafts.map(({ threadId, message: { to } }) => [threadId === THREAD, to])).toEqual([[true, 'facturation@garage-canigou.fr'], [false, CUSTOMER]]);
  });

  test('from the worklist opens without any message', () => {
    const world = new World({ now: NOW, user: { email: ME, timeZone: 'Europe/Paris', locale: 'fr' }, threads: [] });
    Object.assign(globalThis, googleServices(world));
    const host = createAppsScriptMailHost(null, ME);
    expect(host.insertDraft(aDraft('new-message'), null, [])).toEqual({ ok: true, value: { as: 'new-message', attached: [] } });
    expect(world.mailbox.drafts).toHaveLength(1);
  });

  test('for another thread than the one that is open is refused', () => {
    const { host, world } = aDesk([message(1)], message(1));
    expect(host.insertDraft(aDraft('reply'), 'another', [])).toEqual({ ok: false, problem: { code: 'mail/item-changed' } });
    expect(world.mailbox.drafts).toEqual([]);
  });

  test('into the message that is being written is left to the card', () => {
    const { host, world } = aDesk([message(1)], message(1));
    expect(host.insertDraft(aDraft('compose'), null, [])).toEqual({ ok: true, value: { as: 'compose', attached: [] } });
    expect([host.made()?.kind, world.mailbox.drafts.length]).toEqual(['insertion', 0]);
  });

  test.each([[200 * 1024, true], [200 * 1024 + 1, false]])('of %i bytes: %p', (length, fits) => {
    const { host, thread } = aDesk([message(1)], message(1));
    const answer = host.insertDraft(aDraft('reply', [CUSTOMER], { html: 'x'.repeat(length) }), thread.key, []);
    expect(answer.ok ? answer.ok : answer.problem).toEqual(fits ? true : { code: 'google/text-too-long', limit: 204_800, length });
  });

  test('that Gmail refuses is told, and nothing is left to show', () => {
    const { host, world, thread } = aDesk([message(1)], message(1), (its) => its.faults.failNext('draft-refused'));
    expect(host.insertDraft(aDraft('reply'), thread.key, [])).toEqual({ ok: false, problem: { code: 'google/draft-refused' } });
    expect([host.made(), world.mailbox.drafts]).toEqual([null, []]);
  });

  test('without the file that its text speaks of is not made', () => {
    const { host, world, thread } = aDesk([message(1)], message(1));
    const draft = aDraft('reply', [CUSTOMER], { attachments: [{ name: 'FA-1.pdf', document: 'd1' }] });
    expect(host.insertDraft(draft, thread.key, [])).toEqual({ ok: false, problem: { code: 'mail/attachments-refused', hostCode: null } });
    expect(world.mailbox.drafts).toEqual([]);
    expect(host.insertDraft(draft, thread.key, [{ document: 'd1', name: 'FA-1.pdf', base64: 'JVBERg==' }])).toMatchObject({ ok: true, value: { attached: ['d1'] } });
  });
});
