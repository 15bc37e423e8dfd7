import { expect, jest, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { aMailbox } from './a-mailbox';
import { MANIFEST, listening } from './mailbox-page';
import { said as saidIn, thrown as thrownIn } from './office-call';
import type { Answer } from './office-call';
import { untilTrue } from './until-true';

jest.setTimeout(120_000);

const desk = aMailbox('whole file', { manifestFile: MANIFEST });

const said = (code: string): Promise<Answer> => saidIn(desk.box, code);
const insert = (name: string | RegExp = 'Insérer la relance'): Locator => desk.box.page.getByRole('toolbar', { name: 'Ruban' }).getByRole('button', { name, exact: typeof name === 'string' });
const reading = (): Locator => desk.box.page.getByRole('main');
/** What the command's function does: the body of a function (event, item, done) in the mailbox page. */
const does = (body: string): Promise<void> => desk.box.page.evaluate(`void (window.commandDoes = (event, item, done) => { ${body} })`);
const holds = (name: string): Promise<unknown> => untilTrue(desk.box.page, (each) => typeof (window as unknown as Record<string, unknown>)[each] === 'function', name);
const hiddenPages = (): number => desk.box.page.frames().filter((frame) => frame.url().includes('/pane/command.html')).length;
const ended = async (): Promise<void> => {
  await untilTrue(desk.box.page, () => document.querySelector('iframe[title="Commande en cours"]') === null);
  await untilTrue(desk.box.page, () => [...document.querySelectorAll<HTMLButtonElement>('#ribbon button')].find((b) => b.textContent === 'Insérer la relance')?.disabled === false);
};

test('the ribbon has the buttons of the manifest, in the language asked for', async () => {
  await expect(insert().getAttribute('title')).resolves.toBe('Page d’essai');
  await desk.box.page.goto(`${desk.tryOut.url}/?locale=en-GB`);
  await listening(desk.box);
  await insert('Insert the reminder').waitFor();
});

test('a command runs in a hidden page without the pane, opens a reply, says so above the message, and the page goes', async () => {
  await desk.box.page.getByRole('button', { name: 'Fermer le volet' }).click();
  await does(`window.commandSource = event.source.id; item.displayReplyFormAsync({ htmlBody: '<p>Relance en un clic</p>' }, (opened) => item.notificationMessages.addAsync('relance', { type: 'informationalMessage', message: 'Relance insérée : ' + opened.status, icon: 'Icon.16', persistent: false }, done));`);
  await insert().click();
  const compose = desk.box.page.getByRole('region', { name: 'Message en cours' });
  await compose.getByText('Relance en un clic').waitFor();
  const bar = reading().getByRole('status').filter({ hasText: 'Relance insérée : succeeded' });
  await bar.waitFor();
  await expect(bar.locator('img').getAttribute('src')).resolves.toBe('/pane/icons/icon-16.png');
  await ended();
  expect(hiddenPages()).toBe(0);
  expect(await desk.box.page.evaluate('window.commandSource')).toBe('read.insert');
  await expect(desk.box.page.locator('iframe[title="Relance"]').count()).resolves.toBe(0);
  expect(await desk.box.office((office) => office.unknown())).toEqual([]);
  expect(desk.box.complaints).toEqual([]);
  // The answer stays what the clerk writes; the bar stays above the message when the draft is closed.
  await compose.getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await bar.waitFor();
  await bar.getByRole('button', { name: 'Fermer cet avis' }).click();
  await expect(bar.count()).resolves.toBe(0);
});

test('while a command runs Outlook says so, and the button waits', async () => {
  await does('window.finish = done');
  await insert().click();
  await reading().getByText('Relance traite votre demande…').waitFor();
  await expect(insert().isDisabled()).resolves.toBe(true);
  await holds('finish');
  await desk.box.page.evaluate('window.finish()');
  await ended();
  await expect(reading().getByText('Relance traite votre demande…').count()).resolves.toBe(0);
});

test('a command that never completes is given up after Outlook’s limit, in words', async () => {
  await desk.box.office((office) => office.commandLimit(800));
  await does('');
  await insert().click();
  await reading().getByRole('alert').getByText('Relance n’a pas terminé').waitFor();
  await ended();
});

test('a function that the page does not associate is told aloud', async () => {
  await insert('Sans fonction').click();
  await desk.box.page.getByRole('alert').getByText('the function nowhere, which /pane/command.html does not associate, is refused').waitFor();
  await ended();
});

test('the message is changed while the command works: its calls are 9030, no reply opens', async () => {
  await does(`window.wait = () => item.displayReplyFormAsync('<p>Trop tard</p>', (r) => { window.code = r.error && r.error.code; done(); })`);
  await insert().click();
  await holds('wait');
  await desk.box.office((office) => office.selectThread('peyron'));
  await desk.box.page.evaluate('window.wait()');
  await ended();
  expect(await desk.box.page.evaluate('window.code')).toBe(9030);
  await expect(desk.box.page.getByText('Trop tard').count()).resolves.toBe(0);
});

test('an insight message carries an action that opens the pane with what the command left for it', async () => {
  await desk.box.page.getByRole('button', { name: 'Fermer le volet' }).click();
  await does(`item.notificationMessages.addAsync('pourquoi', { type: 'insightMessage', message: 'Deux clients possibles.', icon: 'Icon.16', actions: [{ actionType: 'showTaskPane', actionText: 'Ouvrir Relance', commandId: 'read.open', contextData: { why: 'several' } }] }, done)`);
  await insert().click();
  await reading().getByRole('status').filter({ hasText: 'Deux clients possibles.' }).getByRole('button', { name: 'Ouvrir Relance' }).click();
  await listening(desk.box);
  expect((await said('item.getInitializationContextAsync(cb)')).value).toBe('{"why":"several"}');
  await ended();
  expect(desk.box.complaints).toEqual([]);
});

test.each([
  ['an action of a button that the manifest does not have', `{ type: 'insightMessage', message: 'm', icon: 'Icon.16', actions: [{ actionType: 'showTaskPane', actionText: 'Ouvrir', commandId: 'read.nothing' }] }`, 'the action of the button read.nothing'],
  ['an icon that the manifest does not name', `{ type: 'informationalMessage', message: 'm', icon: 'nothing', persistent: false }`, 'the icon nothing'],
])('%s is refused aloud', async (_, details, complaint) => {
  await desk.box.pane().evaluate(`Office.context.mailbox.item.notificationMessages.addAsync('k', ${details})`);
  await desk.box.page.getByRole('alert').getByText(complaint).waitFor();
  await expect(reading().locator('.infobar').count()).resolves.toBe(0);
});

test('what office.js itself refuses in a notification', async () => {
  const add = (key: string, details: string): Promise<string | null> => thrownIn(desk.box, `item.notificationMessages.addAsync(${key}, ${details}, cb)`);
  expect(await add('"k"', '{ type: "errorMessage", message: "m".repeat(151) }')).not.toBeNull();
  expect(await add('"k".repeat(33)', '{ type: "errorMessage", message: "m" }')).not.toBeNull();
  expect(await add('"k"', '{ type: "informationalMessage", message: "m", icon: "Icon.16" }')).not.toBeNull();
  expect(await add('"k"', '{ type: "errorMessage", message: "m", icon: "Icon.16" }')).not.toBeNull();
});

test('five bars at most, replaced and removed by key; a persistent one is there again when the message is', async () => {
  const add = (key: string, persistent = false): Promise<Answer> => said(`item.notificationMessages.addAsync("${key}", { type: "informationalMessage", message: "Avis ${key}", icon: "Icon.16", persistent: ${persistent} }, cb)`);
  for (const key of ['a', 'b', 'c', 'd']) expect((await add(key)).status).toBe('succeeded');
  expect((await add('e', true)).status).toBe('succeeded');
  expect(await add('f')).toMatchObject({ code: 9025 });
  expect(await add('a')).toMatchObject({ code: 9023 });
  expect((await said('item.notificationMessages.replaceAsync("a", { type: "progressIndicator", message: "En cours" }, cb)')).status).toBe('succeeded');
  expect(await said('item.notificationMessages.removeAsync("z", cb)')).toMatchObject({ code: 9024 });
  expect((await said('item.notificationMessages.removeAsync("b", cb)')).status).toBe('succeeded');
  expect((await said('item.notificationMessages.getAllAsync(cb)')).value).toMatchObject([{ key: 'a', type: 'progressIndicator', message: 'En cours' }, { key: 'c' }, { key: 'd' }, { key: 'e', persistent: true }]);
  await desk.box.office((office) => office.selectThread('peyron'));
  await desk.box.office((office) => office.selectThread('lebrun'));
  await reading().getByText('Avis e').waitFor();
  await expect(reading().locator('.infobar').count()).resolves.toBe(1);
});
