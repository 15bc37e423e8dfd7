import { expect, jest, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { aMailbox } from './a-mailbox';
import { MANIFEST, listening } from './mailbox-page';
import { call as callIn, said as saidIn } from './office-call';
import type { Answer } from './office-call';
import { untilTrue } from './until-true';

jest.setTimeout(120_000);

const desk = aMailbox('each test', { manifestFile: MANIFEST });

const said = (code: string): Promise<Answer> => saidIn(desk.box, code);
const compose = (): Locator => desk.box.page.getByRole('region', { name: 'Message en cours' });
const open = async (query: string): Promise<void> => {
  await desk.box.page.goto(`${desk.tryOut.url}/${query}`);
  await listening(desk.box);
};

test('a change of the message that is not told: the pane keeps the old item, and every call about it is 9030', async () => {
  await desk.box.office((office) => office.missItemChanged(1));
  await desk.box.office((office) => office.selectThread('peyron'));
  expect(await said('item.body.getAsync("text", cb)')).toMatchObject({ code: 9030 });
  expect(await said('item.displayReplyFormAsync("<p>Au mauvais client</p>", cb)')).toMatchObject({ code: 9030 });
  expect(await desk.box.pane().evaluate('[Office.context.mailbox.item.itemId, window.changes.length]')).toEqual(['lebrun-2', 0]);
  await expect(compose().count()).resolves.toBe(0);
  // The next change is told again.
  await desk.box.office((office) => office.selectThread('lebrun'));
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  expect((await said('item.body.getAsync("text", cb)')).status).toBe('succeeded');
});

test('several accounts: the newer reply form fails, the older one opens', async () => {
  await desk.box.office((office) => office.severalAccounts(true));
  expect(await said('item.displayReplyFormAsync("<p>Relance</p>", cb)')).toMatchObject({ status: 'failed', code: 9020 });
  await expect(compose().count()).resolves.toBe(0);
  await desk.box.pane().evaluate('Office.context.mailbox.item.displayReplyForm("<p>Relance par l’ancienne voie</p>")');
  await compose().getByText('Relance par l’ancienne voie').waitFor();
});

test('a form without callback is refused in silence; the others open', async () => {
  await desk.box.office((office) => office.forms('sync-refused'));
  await desk.box.pane().evaluate('Office.context.mailbox.item.displayReplyForm("<p>Rien</p>")');
  await desk.box.pane().evaluate('Office.context.mailbox.displayNewMessageForm({ htmlBody: "<p>Rien</p>" })');
  await untilTrue(desk.box.page, () => window.office?.recorded().some((r) => r.dispatchId === 44 && r.answer === 'failed') === true);
  await expect(compose().count()).resolves.toBe(0);
  expect((await said('item.displayReplyFormAsync("<p>Relance</p>", cb)')).status).toBe('succeeded');
  await compose().waitFor();
});

test('when no form opens at all, each says so that can', async () => {
  await desk.box.office((office) => office.forms('refused'));
  for (const code of ['item.displayReplyFormAsync("<p>a</p>", cb)', 'item.displayReplyAllFormAsync({ htmlBody: "<p>a</p>" }, cb)', 'mailbox.displayNewMessageFormAsync({ htmlBody: "<p>a</p>" }, cb)']) expect(await said(code)).toMatchObject({ status: 'failed' });
  await expect(compose().count()).resolves.toBe(0);
  await desk.box.office((office) => office.forms('work'));
  expect((await said('item.displayReplyFormAsync("<p>a</p>", cb)')).status).toBe('succeeded');
});

test('silence: no call is answered any more, and the pane still starts', async () => {
  await desk.box.office((office) => office.silent(true));
  expect(await callIn(desk.box, 'item.body.getAsync("text", cb)', 1_500)).toBe('silence');
  await desk.box.office((office) => office.reloadPane());
  await listening(desk.box);
  expect(await callIn(desk.box, 'item.displayReplyFormAsync("<p>a</p>", cb)', 1_500)).toBe('silence');
  await desk.box.office((office) => office.silent(false));
  expect((await said('item.body.getAsync("text", cb)')).status).toBe('succeeded');
});

test('a message moved to another folder has another id and the same conversation', async () => {
  await desk.box.office((office) => office.moveOpenItem(true));
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  expect(await desk.box.pane().evaluate('[Office.context.mailbox.item.itemId, Office.context.mailbox.item.conversationId, Office.context.mailbox.item.internetMessageId]')).toEqual(['lebrun-2-moved', 'conversation-lebrun', '<lebrun-2@lebrun.example>']);
  await desk.box.office((office) => office.moveOpenItem(false));
  expect(await said('item.body.getAsync("text", cb)')).toMatchObject({ code: 9030 });
});

test('a thread that lies in a shared mailbox: said so, and answered in its name', async () => {
  await desk.box.office((office) => office.share('lebrun', { name: 'Comptabilité', address: 'compta@vernet-fournitures.example' }));
  await desk.box.office((office) => office.reloadPane());
  await listening(desk.box);
  expect((await said('item.getSharedPropertiesAsync(cb)')).value).toMatchObject({ targetMailbox: 'compta@vernet-fournitures.example' });
  await said('item.displayReplyFormAsync("<p>a</p>", cb)');
  await expect(compose().getByLabel('De', { exact: true }).inputValue()).resolves.toBe('compta@vernet-fournitures.example');
});

test.each([
  ['1.5', 'item.notificationMessages.getAllAsync(cb)', 'item.displayReplyFormAsync("<p>a</p>", cb)', 'dispatch id 183 (needs Mailbox 1.9, this Outlook has 1.5) is refused'],
  ['1.8', 'item.getInitializationContextAsync(cb)', 'mailbox.displayNewMessageFormAsync({ htmlBody: "a" }, cb)', 'dispatch id 178 (needs Mailbox 1.9, this Outlook has 1.8) is refused'],
  ['1.10', 'item.displayReplyFormAsync("<p>a</p>", cb)', null, ''],
])('Mailbox %s offers what it has and refuses the rest aloud', async (set, has, lacks, complaint) => {
  await open(`?mailbox=${set}`);
  expect(await desk.box.pane().evaluate(`[Office.context.requirements.isSetSupported('Mailbox', '${set}'), Office.context.requirements.isSetSupported('Mailbox', '1.11')]`)).toEqual([true, false]);
  expect((await said(has)).status).toBe('succeeded');
  if (lacks === null) return expect(await desk.box.office((office) => office.unknown())).toEqual([]);
  expect(await said(lacks)).toMatchObject({ status: 'failed', code: 5000 });
  await desk.box.page.getByRole('alert').getByText(complaint).waitFor();
  await expect(compose().count()).resolves.toBe(0);
});

test.each([['1.5', '173', 'Mailbox 1.10'], ['1.8', '173', 'Mailbox 1.10'], ['1.5', '148', 'Mailbox 1.8'], ['1.5', '107', 'Mailbox 1.7']])('in Mailbox %s a draft refuses dispatch id %s aloud', async (set, id, needed) => {
  await open(`?mailbox=${set}`);
  await desk.box.page.getByRole('button', { name: 'Répondre', exact: true }).click();
  await compose().getByRole('button', { name: 'Relance', exact: true }).click();
  await listening(desk.box);
  const calls: Readonly<Record<string, string>> = { 173: 'item.body.setSignatureAsync("a", cb)', 148: 'item.addFileAttachmentFromBase64Async("JVBERi0=", "a.pdf", cb)', 107: 'item.from.getAsync(cb)' };
  expect(await said(calls[id] ?? '')).toMatchObject({ status: 'failed', code: 5000 });
  await desk.box.page.getByRole('alert').getByText(`dispatch id ${id} (needs ${needed}`).waitFor();
  expect((await said('item.body.prependAsync("a", { coercionType: "text" }, cb)')).status).toBe('succeeded');
});

test('a phone shows and copies: forms and notifications are refused aloud, reading works', async () => {
  await open('?mobile=1');
  expect(await desk.box.pane().evaluate(`[Office.context.requirements.isSetSupported('Mailbox', '1.5'), Office.context.requirements.isSetSupported('Mailbox', '1.6')]`)).toEqual([true, false]);
  expect((await said('item.body.getAsync("text", cb)')).status).toBe('succeeded');
  await desk.box.pane().evaluate('Office.context.mailbox.item.displayReplyForm("<p>a</p>")');
  await desk.box.page.getByRole('alert').getByText('does not exist on a phone').waitFor();
  expect(await said('item.notificationMessages.getAllAsync(cb)')).toMatchObject({ status: 'failed' });
  await expect(compose().count()).resolves.toBe(0);
});

test('the server’s clock jumps an hour ahead and an hour back; the day stays', async () => {
  const now = (): Promise<number> => desk.box.page.evaluate('fetch("/demo/clock").then((a) => a.json()).then((a) => a.now)');
  const before = await now();
  await desk.box.office((office) => office.shiftClock(60));
  expect(Math.round(((await now()) - before) / 60_000)).toBe(60);
  await desk.box.office((office) => office.shiftClock(-120));
  expect(Math.round(((await now()) - before) / 60_000)).toBe(-60);
  expect(desk.tryOut.today()).toBe('2026-11-23');
});

test('sleep: neither Outlook nor the server answers until the machine wakes, and the time has passed at once', async () => {
  const before = await desk.box.page.evaluate('fetch("/demo/clock").then((a) => a.json()).then((a) => a.now)') as number;
  await desk.box.page.evaluate(() => {
    const page = window as unknown as { order: string[] };
    page.order = [];
    void window.office?.sleep(90).then(() => page.order.push('awake'));
  });
  await untilTrue(desk.box.page, () => performance.getEntriesByType('resource').length > 0);
  const answered = said('item.body.getAsync("text", cb)').then(async (answer) => {
    await desk.box.page.evaluate(() => (window as unknown as { order: string[] }).order.push('answer'));
    return answer;
  });
  expect((await answered).status).toBe('succeeded');
  await untilTrue(desk.box.page, () => (window as unknown as { order: string[] }).order.length === 2);
  expect(await desk.box.page.evaluate('window.order')).toEqual(['awake', 'answer']);
  const after = await desk.box.page.evaluate('fetch("/demo/clock").then((a) => a.json()).then((a) => a.now)') as number;
  expect(Math.round((after - before) / 60_000)).toBe(90);
});

test('the Incidents menu switches troubles on and off, by keyboard too', async () => {
  const menu = desk.box.page.getByRole('group', { name: 'Incidents' });
  const opener = desk.box.page.getByRole('button', { name: /^Incidents/ });
  await expect(menu.isVisible()).resolves.toBe(false);
  await opener.focus();
  await desk.box.page.keyboard.press('Enter');
  await menu.getByRole('button', { name: 'Plusieurs comptes dans Outlook' }).click();
  await expect(menu.getByRole('button', { name: 'Plusieurs comptes dans Outlook' }).getAttribute('aria-pressed')).resolves.toBe('true');
  expect(await said('item.displayReplyFormAsync("<p>a</p>", cb)')).toMatchObject({ code: 9020 });
  await expect(opener.innerText()).resolves.toBe('Incidents (1)');
  await menu.getByRole('button', { name: 'Déplacer le message dans un autre dossier' }).click();
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  await desk.box.page.keyboard.press('Escape');
  await expect(menu.isVisible()).resolves.toBe(false);
});
