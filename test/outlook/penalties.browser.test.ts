import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { anInvoice, at, daysAgo, eur, idOf } from '../core/builders';
import { untilTrue } from '../demo/until-true';
import { aDesk } from './a-desk';
import { GARAGE, LEDGER } from './cases';
import { aMail, axe, shot } from './pane-page';

const PARTLY = anInvoice({ number: 'FA-2026-0188', id: idOf('FA-2026-0188'), due: daysAgo(180), amount: eur(5000), outstanding: eur(3000), payments: [{ on: daysAgo(100), amount: eur(2000), kind: 'payment', reference: null }] });
const desk = aDesk({ ...LEDGER, invoices: [...LEDGER.invoices, PARTLY] });
const text = (of: string | RegExp): Locator => desk.pane.page.getByText(of).first();

async function opened(options: Parameters<typeof desk.open>[1] = {}, name = 'Décompte des pénalités'): Promise<void> {
  await desk.open(aMail(), options);
  await desk.heading(GARAGE.name, 1).waitFor();
  await desk.button(name).click();
  await desk.heading(name, 1).waitFor();
}
async function looks(name: string): Promise<void> {
  const { page } = desk.pane;
  if ((process.env['PANE_SHOTS'] ?? '') === '') return;
  for (const [look, width, colorScheme] of [['320-light', 320, 'light'], ['450-dark', 450, 'dark']] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(200);
    await shot(page, `${name}-${look}`);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  await page.emulateMedia({ colorScheme: 'light' });
}

test('the clerk opens the statement, sees each rate with its source, and takes it along as text and as a file', async () => {
  await opened();
  await desk.heading('Ce qui peut être réclamé').waitFor();
  await text(/n’envoie rien/).waitFor();
  await desk.button('FA-2026-0188').click();
  await text(/taux de refinancement de la BCE 2,15/).waitFor();
  await text(/Règlement du 15\/08\/2026/).waitFor();
  expect(await desk.pane.page.getByText(/vous devez/i).count()).toBe(0);
  await looks('penalties-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await untilTrue(desk.pane.page, 'document.documentElement.scrollWidth <= 320');

  await desk.button('Copier le texte').click();
  await text('Décompte copié').waitFor();
  const copied = (await desk.pane.page.evaluate('navigator.clipboard.readText()')) as string;
  expect(copied).toContain('Arrêté au\u00a023\u00a0novembre\u00a02026');
  expect(copied).toContain('C. com. L441-10 II');

  const [download] = await Promise.all([desk.pane.page.waitForEvent('download'), desk.button('Télécharger (CSV)').click()]);
  expect(download.suggestedFilename()).toBe('décompte-des-pénalités-garage-du-canigou-2026-11-23.csv');
  const csv = readFileSync(await download.path(), 'utf8');
  expect(csv.split('\r\n')[0]).toContain('Ligne;Facture;Échéance');
  expect(csv).toContain('FA-2026-0188');
  expect((await desk.pane.forms())).toEqual([]);
  expect(await desk.office.log(await desk.office.debtor('C-0412'))).toEqual([]);
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('part payments: the formal view takes interest first and says so; another day gives other figures; the keyboard comes back', async () => {
  await opened();
  await text(/éteint d’abord le principal/).waitFor();
  const total = async (): Promise<string> => (await desk.pane.page.locator('dl.kv dd').last().textContent()) ?? '';
  await desk.heading('Ce qui peut être réclamé').waitFor();
  const ledger = await total();
  const formal = desk.pane.page.getByRole('radio', { name: 'Intérêts d’abord' });
  await formal.focus();
  await formal.press('Space');
  await text(/éteint d’abord les intérêts courus/).waitFor();
  expect(await total()).not.toBe(ledger);
  const principal = desk.pane.page.locator('dl.kv dd').first();
  expect(await principal.textContent()).not.toBe('7\u202f316,40\u00a0€');
  await desk.pane.page.getByRole('radio', { name: 'Comme le grand livre' }).check();
  await untilTrue(desk.pane.page, "document.querySelector('dl.kv dd').textContent === '7\\u202f316,40\\u00a0€'");
  await desk.pane.page.getByLabel('Arrêté au').fill('2026-10-01');
  await text('Arrêté au\u00a01er\u00a0octobre\u00a02026').waitFor();
  expect(await desk.pane.page.getByRole('button', { name: 'FA-2026-0297' }).count()).toBe(0);
  await desk.pane.page.keyboard.press('Escape');
  await desk.heading(GARAGE.name, 1).waitFor();
  await untilTrue(desk.pane.page, "document.activeElement.dataset.focus === 'show-penalties'");
}, 60_000);

test('from the first day of a semester without a rate nothing is guessed: it is named, and the statement can end the day before', async () => {
  desk.office.now = at('2027-01-01T08:12:00.000Z');
  await opened();
  await desk.pane.page.getByRole('alert').getByText('Le taux du 1er semestre 2027 n’est pas encore connu de Relance').waitFor();
  expect(await desk.heading('Ce qui peut être réclamé').count()).toBe(0);
  await looks('penalties-unknown-fr');
  await desk.button('Arrêter au 31\u00a0décembre\u00a02026').click();
  await desk.heading('Ce qui peut être réclamé').waitFor();
  await text('Arrêté au\u00a031\u00a0décembre\u00a02026').waitFor();
  await untilTrue(desk.pane.page, "document.activeElement.id === 'penalties-as-of'");
}, 60_000);

test('a server that is away: said, and asked again', async () => {
  await desk.open(aMail());
  await desk.heading(GARAGE.name, 1).waitFor();
  desk.office.down = true;
  await desk.button('Décompte des pénalités').click();
  // The statement's own message: another question's is told above it, and may come while this one is still being asked.
  const ownPlace = desk.pane.page.locator('main .stack');
  await ownPlace.getByRole('alert').getByText(/Serveur injoignable/).waitFor();
  desk.office.down = false;
  await ownPlace.getByRole('button', { name: 'Réessayer' }).click();
  await desk.heading('Ce qui peut être réclamé').waitFor();
}, 60_000);

test('in English', async () => {
  await opened({ language: 'en-GB' }, 'Late-payment statement');
  await desk.heading('What may be claimed').waitFor();
  await looks('penalties-en');
  expect(await axe(desk.pane.page)).toEqual([]);
}, 60_000);

test.each<[string, RegExp | null]>([
  ['2026-12-16T08:12:00.000Z', null],
  ['2026-12-17T08:12:00.000Z', /Les taux du 1er semestre 2027 ne sont pas encore connus de Relance.*après le\s31\sdécembre\s2026/],
  ['2027-01-01T08:12:00.000Z', /Les taux du 1er semestre 2027 manquent.*Depuis le\s1er\sjanvier\s2027/],
])('on %s the settings and the statement say of the next rates: %s', async (now, said) => {
  desk.office.now = at(now);
  await opened();
  await desk.pane.page.getByLabel('Arrêté au').waitFor();
  const notices = desk.pane.page.locator('.mb').filter({ hasText: /Les taux du/ });
  if (said === null) {
    await desk.heading('Ce qui peut être réclamé').waitFor();
    expect(await notices.count()).toBe(0);
  } else if (now.startsWith('2026')) await notices.getByText(said).waitFor();
  else await desk.pane.page.getByRole('alert').getByText(/1er semestre 2027 n’est pas encore connu/).waitFor();
  await desk.button('Retour').click();
  await desk.button('Plus d’actions').click();
  await desk.pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
  await desk.heading('Notre société').waitFor();
  if (said !== null) await notices.getByText(said).waitFor();
  await looks(`penalties-settings-${now.slice(0, 10)}`);
  expect(await axe(desk.pane.page)).toEqual([]);
  if (said === null) expect(await notices.count()).toBe(0);
}, 60_000);
