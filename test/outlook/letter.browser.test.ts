import { beforeEach, expect, test } from '@jest/globals';
import { API_VERSION } from '../../src/core';
import type { LogFact } from '../../src/core';
import { aListed, anInvoice, at, called, daysAgo, deposited, drafted, eur, reference, sent } from '../core/builders';
import { untilTrue } from '../demo/until-true';
import { aDesk } from './a-desk';
import { GARAGE } from './cases';
import { aMail, axe, shot } from './pane-page';

const OLD = anInvoice({ number: 'FA-2026-0188', due: daysAgo(60), amount: eur(4860.25) });
const POSTAL = { lines: ['12 rue des <i>Lilas</i>', 'Bâtiment B'], postcode: '66500', town: 'Prades', country: null };
const desk = aDesk({ debtors: [{ ...GARAGE, name: 'Garage <b>du</b> Canigou', postal: POSTAL }], invoices: [OLD] });

/** Two reminders and a call: the plan has come to the notice. */
beforeEach(async () => {
  const debtor = await desk.office.debtor('C-0412');
  const note = (fact: LogFact, day: string): Promise<void> => desk.office.note(debtor, fact, undefined, at(`${day}T09:00:00.000Z`));
  await note(drafted({ reference: reference('R-2AAA'), stage: 'R1', invoices: [aListed({ of: OLD, step: 'R1' })] }), '2026-10-05');
  await note(sent({ reference: reference('R-2AAA'), sentOn: daysAgo(49) }), '2026-10-05');
  await note(drafted({ reference: reference('R-2BBB'), stage: 'R2', tone: 'firm', invoices: [aListed({ of: OLD, step: 'R2' })] }), '2026-10-19');
  await note(sent({ reference: reference('R-2BBB'), sentOn: daysAgo(35) }), '2026-10-19');
  await note(called({ invoices: [OLD.id] }), '2026-10-26');
});

/** Millimetres from the edges of the text on paper, as a print sees it. */
const PRINTED = "window.print = () => { const of = document.getElementById('rl-print'); const [page, window_] = [of, of.querySelector('p[style*=\"50%\"]')].map((each) => each.getBoundingClientRect()); window.placed = [window_.left - page.left, window_.top - page.top, window_.height].map((px) => Math.round((px * 25.4) / 96)); window.printed = of.innerHTML; window.dispatchEvent(new Event('afterprint')); }";

test('the clerk reads the notice, changes it, prints exactly that, and notes its posting', async () => {
  await desk.open(aMail({ subject: 'Facture FA-2026-0188', text: 'Bonjour,\nFA-2026-0188\n' }));
  const { page } = desk.pane;
  await desk.heading('Mise en demeure', 2).waitFor();
  await shot(page, 'letter-card');
  await desk.button('Relire le courrier').click();
  await desk.editor().getByText('mettons en demeure').waitFor();
  const text = async (): Promise<string> => ((await desk.editor().innerText()) ?? '').replace(/[\u00a0\u202f]/g, ' ');
  expect(await text()).toContain('Malgré nos messages des 5 octobre 2026 et 19 octobre 2026');
  expect(await text()).toContain('Garage <b>du</b> Canigou\nBâtiment B\n12 rue des <i>Lilas</i>\n66500 Prades');
  expect(await text()).toContain('nous transmettrons votre dossier au recouvrement');
  expect(await desk.button('Insérer en brouillon').count()).toBe(0);
  await shot(page, 'letter-preview');
  expect(await axe(page)).toEqual([]);
  await untilTrue(page, 'document.documentElement.scrollWidth <= 320');

  await desk.editor().getByText('Madame, Monsieur,').first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Bonjour.');
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(PRINTED);
  await desk.button('Imprimer').click();
  await untilTrue(page, 'window.printed !== undefined');
  const printed = (await page.evaluate('window.printed')) as string;
  // Margins of 20 and 22 mm: 105 mm from the left, 50 from above.
  expect(await page.evaluate('window.placed')).toEqual([85, 28, 18]);
  await page.emulateMedia({ media: null });
  expect(printed).toContain('Madame, Monsieur, Bonjour.');
  expect(printed).toContain('Garage &lt;b&gt;du&lt;/b&gt; Canigou');
  expect(await page.locator('#rl-print').count()).toBe(0);
  const debtor = await desk.office.debtor('C-0412');
  expect((await desk.office.log(debtor)).filter(({ kind }) => kind === 'reminder-drafted')).toHaveLength(2);

  await desk.button('Lettre déposée').click();
  await desk.heading('Lettre déposée', 1).waitFor();
  await desk.button('Enregistrer le dépôt').click();
  await page.getByRole('alert').getByText('À remplir.').waitFor();
  await page.getByLabel('N° de suivi').fill('1A 234 567 8901 2');
  await shot(page, 'letter-form');
  expect(await axe(page)).toEqual([]);
  await desk.button('Enregistrer le dépôt').click();
  await page.getByText('Transmission au recouvrement dès').waitFor();
  await page.getByText(/Annoncé le\s23\/11/).waitFor();
  await shot(page, 'letter-after');
  const posted = (await desk.office.log(debtor)).find((fact) => fact.kind === 'letter-deposited');
  expect(posted).toMatchObject({ stage: 'R4', provider: 'La Poste', depositNumber: '1A 234 567 8901 2', depositedOn: '2026-11-23', announced: { deadline: null, days: 8, next: 'R5' }, claim: { principal: eur(4860.25), charge: eur(40), interest: { minor: 9907, currency: 'EUR' } } });

  // What was posted goes along with the mail that tells of it, as the clerk had changed it.
  // The keyboard has come back to the card: a menu that was opened a moment before would be closed by it.
  await untilTrue(page, "document.activeElement?.getAttribute('data-focus') === 'next-step'");
  await desk.button('Insérer une réponse').click();
  await page.getByRole('menuitem', { name: 'Avis du recommandé' }).click();
  await desk.editor().getByText('Copie, pour information, de la lettre recommandée').waitFor();
  const mail = await text();
  expect(mail).toContain('lettre recommandée n° 1A 234 567 8901 2 déposée le 23 novembre 2026\n');
  expect(mail.slice(mail.indexOf('Copie, pour information'))).toMatch(/12 rue des <i>Lilas<\/i>[^]*Madame, Monsieur, Bonjour\.[^]*mettons en demeure/);
  await shot(page, 'letter-told-of');
  expect(desk.pane.complaints).toEqual([]);
}, 90_000);

test('a sum that the clerk changed holds the letter back until a reason is given', async () => {
  await desk.open(aMail({ subject: 'Facture FA-2026-0188' }), { language: 'en-GB' });
  const { page } = desk.pane;
  await desk.heading('Formal notice', 2).waitFor();
  await desk.button('Read the letter').click();
  const editor = page.getByRole('textbox', { name: 'Message' });
  await editor.getByText('mettons en demeure').waitFor();
  await page.evaluate(PRINTED);
  await editor.getByText('Si le paiement a été effectué').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Nous y ajoutons 250,00 €.');
  await desk.button('Print').click();
  await page.getByText('Correct the text, or say why').first().waitFor();
  expect(await page.evaluate('window.printed')).toBeUndefined();
  await page.locator('[data-focus=override]').fill('Agreed with the customer');
  await desk.button('Print').click();
  await untilTrue(page, 'window.printed !== undefined');
}, 90_000);


test('the first presentation is noted from the card, and the hand-over waits for the time that the notice gives', async () => {
  const debtor = await desk.office.debtor('C-0412');
  const posted = deposited({ invoices: [aListed({ of: OLD, step: 'R4' })], depositedOn: daysAgo(20), depositNumber: '1A 234 567 8901 2', announced: { deadline: null, days: 8, next: 'R5' } });
  await desk.office.note(debtor, posted, undefined, at('2026-11-03T09:00:00.000Z'));
  await desk.open(aMail({ subject: 'Facture FA-2026-0188', text: 'Bonjour,\nFA-2026-0188\n' }));
  const { page } = desk.pane;
  await desk.heading('Transmission au recouvrement', 2).waitFor();
  await page.getByText(/Notez sa première présentation/).waitFor();
  await shot(page, 'letter-to-note');
  await desk.button('Noter le suivi').click();
  await desk.heading('Suivi du courrier', 1).waitFor();
  await page.getByLabel('Le', { exact: true }).fill('2026-10-30');
  await desk.button('Enregistrer le suivi').click();
  await page.getByRole('alert').getByText('Ce jour est avant le dépôt du courrier.').waitFor();
  await shot(page, 'letter-fate-form');
  expect(await axe(page)).toEqual([]);
  await page.getByLabel('Le', { exact: true }).fill('2026-11-19');
  await desk.button('Enregistrer le suivi').click();
  await page.getByText(/Transmission au recouvrement dès\slundi\s30\/11|Transmission au recouvrement dès lun/).first().waitFor();
  await page.getByText(/La mise en demeure laisse 8\sjours/).waitFor();
  expect(await page.getByText(/Notez sa première présentation/).count()).toBe(0);
  await shot(page, 'letter-noted');
  expect((await desk.office.log(debtor)).filter(({ kind }) => kind === 'letter-presented')).toEqual([{ kind: 'letter-presented', letter: expect.any(String), presentedOn: '2026-11-19' }]);
  expect(desk.pane.complaints).toEqual([]);
}, 90_000);

test('a letter whose rate is not known says before anything else that it reckons no penalties', async () => {
  await desk.open(aMail({ subject: 'Facture FA-2026-0188' }));
  const { page } = desk.pane;
  await page.route('**/api/v1/rates', (route) => route.fulfill({ json: { apiVersion: API_VERSION, value: null } }));
  await desk.heading('Mise en demeure', 2).waitFor();
  await desk.button('Relire le courrier').click();
  await desk.editor().getByText('mettons en demeure').waitFor();
  await page.locator('main > .mb:first-child').getByText(/^Le taux du 2e semestre 2026 n’est pas connu de Relance\s: cette lettre ne chiffre que le principal/).waitFor();
  await shot(page, 'letter-no-rate');
  expect(await axe(page)).toEqual([]);
}, 60_000);
