import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { LEDGER } from './cases';
import { Office, aMail, axe, launch, openPane, shot } from './pane-page';
import type { OpenPane } from './pane-page';

let browser: Browser;
let office: Office;
let pane: OpenPane;
beforeAll(async () => {
  browser = await launch();
  office = await Office.open(LEDGER);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});
afterEach(() => pane.close());
const told = (): ReturnType<OpenPane['page']['getByText']> => pane.page.getByText(/Quelque chose s’est cassé ici \(réf\. [0-9A-F]{4}\)/);

test('a bug is told with a reference, what stood on the screen stays, and nothing of the mail is written to the console', async () => {
  pane = await openPane(browser, office.url, aMail());
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await pane.page.evaluate("Object.defineProperty(Office.context.mailbox.item, 'from', { get() { throw new TypeError('compta@garage-canigou.fr'); } }); window.mail.show(window.mail.item)");
  await told().waitFor();
  expect(await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).isVisible()).toBe(true);
  expect(await pane.page.locator('[inert]').count()).toBe(0);
  await shot(pane.page, 'bug-320-light-fr');
  expect(await axe(pane.page)).toEqual([]);
  const ours = pane.complaints.filter((complaint) => complaint.startsWith('pane '));
  expect(ours).toHaveLength(1);
  expect(ours[0]).not.toContain('compta@garage-canigou.fr');
  await pane.page.getByRole('button', { name: 'Recharger' }).click();
  await pane.page.getByRole('button', { name: 'Insérer la relance' }).waitFor();
}, 40_000);

test('an error that office.js throws by itself is none of the pane’s', async () => {
  pane = await openPane(browser, office.url, aMail());
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await pane.page.evaluate("Promise.reject(Object.assign(new Error('telemetry'), { stack: 'Error: telemetry\\n    at https://appsforoffice.microsoft.com/lib/1/hosted/office.js:1:1' })); undefined");
  await pane.page.waitForTimeout(300);
  expect(await told().count()).toBe(0);
}, 40_000);

test('a pane whose rules do not come says so instead of showing empty boxes', async () => {
  pane = await openPane(browser, 'about:blank', null);
  await pane.page.route('**/card.*.js', (route) => route.abort());
  await pane.page.goto(office.url);
  await told().waitFor();
  expect(await pane.page.getByRole('button', { name: 'Recharger' }).isVisible()).toBe(true);
}, 40_000);
