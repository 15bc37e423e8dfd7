import { describe, expect, test } from '@jest/globals';
import { eventId, hexOf, messageEvent } from '../../../src/demo/gmail/host';
import type { World } from '../../../src/demo/gmail/host';
import { aThread, aWorld, NOW, OPEN, THREAD } from './a-world';
import { answered, aSidebar, said } from './run-script';

describe('reading in Gmail', () => {
  test('nothing is read before the event\'s token is set', () => {
    expect(said('return caught(function () { GmailApp.getMessageById(e.gmail.messageId) })')).toBe('Exception: Access denied: : Missing access token for authorization. Request: MailboxService.GetMessage.');
  });

  test('the open message and the others of its thread tell what they hold', () => {
    expect(said(`
      var m = open(e);
      return [m.getId(), m.getThread().getId(), m.getFrom(), m.getTo(), m.getCc(), m.getReplyTo(), m.getDate().getTime(), m.getSubject(), m.getPlainBody(), m.isDraft(),
        m.getAttachments({ includeInlineImages: false, includeAttachments: true }).map(function (a) { return a.getName() + a.getSize() }), m.getThread().getMessages().map(function (one) { return one.getFrom() })];
    `)).toEqual([OPEN, THREAD, 'Anne Roy <anne@durand.test>', 'claire@firm.test', 'paul@firm.test', 'Anne Roy <anne@durand.test>', NOW - 86_400_000, 'Facture F-7', 'Bonjour,\nNous paierons & vite.\n', false, ['F-7.pdf2000'], ['Anne Roy <anne@durand.test>', 'Claire Martin <claire@firm.test>']]);
  });

  test('a message of another thread is refused', () => {
    const other = { id: '19f000000000aaa0', messages: [{ ...(aThread().messages[0] as never as object), id: '19f000000000aaaa' }] } as never;
    expect(said("open(e); return caught(function () { GmailApp.getMessageById('19f000000000aaaa') })", aWorld({ threads: [aThread(), other] }))).toMatch(/Missing access token for per message authorization/);
  });

  test.each([[3_599_999, 'nothing thrown'], [3_600_000, 'Exception: Access denied: : Expired access token.']])('a token is accepted for an hour: after %i ms %s', (ms, end) => {
    const world = aWorld();
    const event = messageEvent(world, OPEN);
    world.advance(ms);
    const answer = aSidebar('return card(caught(function () { open(e) }))', world).call('run', event);
    expect(JSON.stringify(answer)).toContain(end);
  });

  test('a thread that may not be read leaves the open message readable, as ordered', () => {
    const world = aWorld();
    world.faults.failNext('thread-refused');
    expect(said('var m = open(e); return [caught(function () { m.getThread().getMessages() }), m.getSubject(), m.getThread().getMessages().length]', world)).toEqual(['Exception: Access denied: : Missing access token for per message authorization. Request: MailboxService.GetThread.', 'Facture F-7', 2]);
  });

  test('a token that expires in mid-card', () => {
    const world = aWorld();
    world.beforeNext('thread', () => world.faults.failNext('token-expired'));
    expect(said('return caught(function () { open(e) })', world)).toMatch(/Expired access token/);
  });

  test.each(['msg-f:1869280279345135618', '19f0000000000001'])('ids of events and of GmailApp are the same number: %s', (id) => {
    expect(hexOf(eventId('msg', hexOf(id)))).toBe(hexOf(id));
    expect(hexOf(id)).toHaveLength(16);
  });
});

const REPLY = "open(e).createDraftReply('', { htmlBody: '<p>Rappel</p>', cc: 'paul@firm.test' })";
const drafted = (world: World, code = REPLY): string => {
  const answer = answered(`return CardService.newComposeActionResponseBuilder().setGmailDraft(${code}).build()`, world);
  if (answer.kind !== 'compose') throw new Error(answer.kind);
  return answer.draftId;
};

describe('drafts', () => {
  test('a reply goes to the sender of that message and stays in its thread', () => {
    const world = aWorld();
    const id = drafted(world);
    expect(world.mailbox.draft(id)).toMatchObject({ threadId: THREAD, message: { to: 'Anne Roy <anne@durand.test>', from: 'Claire Martin <claire@firm.test>', cc: 'paul@firm.test', subject: 'Re: Facture F-7', html: '<p>Rappel</p>', draft: true } });
    expect(world.threads[0]?.messages).toHaveLength(3);
  });

  test('a reply to our own message goes to ourselves', () => {
    const world = aWorld();
    expect(world.mailbox.draft(drafted(world, "open(e).getThread().getMessages()[1].createDraftReply('x')")).message.to).toBe('Claire Martin <claire@firm.test>');
  });

  test('Send makes another message of it, in the same thread; the draft is gone', () => {
    const world = aWorld();
    const id = drafted(world);
    const before = world.mailbox.draft(id).message.id;
    world.advance(60_000);
    const edited = world.mailbox.editDraft(id, { html: '<p>Rappel.</p>' });
    expect(edited).toMatchObject({ id, threadId: THREAD });
    const sent = world.mailbox.sendDraft(id);
    expect(new Set([before, edited.message.id, sent.id]).size).toBe(3);
    expect(sent).not.toHaveProperty('draft');
    expect(sent.date).toBe(NOW + 60_000);
    expect(world.threads[0]?.messages.map((message) => message.id)).toEqual([OPEN, '19f0000000000002', sent.id]);
    expect(() => world.mailbox.sendDraft(id)).toThrow(`no draft ${id}`);
  });

  test('a discarded draft leaves nothing', () => {
    const world = aWorld();
    world.mailbox.discardDraft(drafted(world));
    expect(world.mailbox.drafts).toEqual([]);
    expect(world.threads[0]?.messages).toHaveLength(2);
  });

  test('a stand-alone draft starts a thread of its own', () => {
    const world = aWorld();
    const id = drafted(world, "GmailApp.createDraft('anne@durand.test', 'Relance', '', { htmlBody: '<p>x</p>' })");
    expect(world.mailbox.draft(id).threadId).not.toBe(THREAD);
    expect(world.threads).toHaveLength(2);
  });

  test('files on a draft are those of the script', () => {
    const world = aWorld();
    const id = drafted(world, "open(e).createDraftReply('', { htmlBody: '<p>x</p>', attachments: [Utilities.newBlob([37, 80], 'application/pdf', 'F-7.pdf')].concat(open(e).getAttachments({ includeInlineImages: false })) })");
    expect(world.mailbox.draft(id).message.attachments).toMatchObject([{ name: 'F-7.pdf', contentType: 'application/pdf', size: 2 }, { name: 'F-7.pdf', size: 2000 }]);
  });

  test('a draft whose answer is lost is there all the same', () => {
    const world = aWorld();
    world.faults.failNext('draft-answer-lost');
    expect(() => drafted(world)).toThrow('a server error occurred');
    expect(world.mailbox.drafts).toHaveLength(1);
  });

  test('a draft that Gmail does not make leaves nothing', () => {
    const world = aWorld();
    world.faults.failNext('draft-refused');
    expect(() => drafted(world)).toThrow('Gmail operation not allowed.');
    expect(world.mailbox.drafts).toEqual([]);
  });
});
