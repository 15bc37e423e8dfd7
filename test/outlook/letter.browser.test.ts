import { beforeEach, expect, test } from '@jest/globals';
import type { LogFact } from '../../src/core';
import { aListed, anInvoice, at, called, daysAgo, drafted, eur, reference, sent } from '../core/builders';
import { untilTrue } from '../demo/until-true';
import { aDesk } from './a-desk';
import { GARAGE } from './cases';
import { aMail, axe, shot } from './pane-page';

const OLD = anInvoice({ number: 'FA-2026-0188', due: daysAgo(60), amount: eur(4860.25) });
const desk = aDesk({ debtors: [{ ...GARAGE, name: 'Garage <b>du</b> Canigou' }], invoices: [OLD] });

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

const PRINTED = "window.print = () => { window.printed = document.getElementById('rl-print').innerHTML; window.dispatchEvent(new Event('afterprint')); }";

test('the clerk reads the notice, changes it, prints exactly that, and notes its posting', async () => {
  await desk.open(aMail({ subject: 'Facture FA-2026-0188', text: 'Bonjour,\nFA-2026-0188\n' }));
  const { page } = desk.pane;
  await desk.heading('Mise en demeure', 2).waitFor();
  await shot(page, 'letter-card');
  await desk.button('Relire le courrier').click();
  await desk.editor().getByText('mettons en demeure').waitFor();
  const text = async (): Promise<string> => ((await desk.editor().innerText()) ?? '').replace(/[\u00a0\u202f]/g, ' ');
  expect(await text()).toContain('Malgré nos messages des 5 octobre 2026 et 19 octobre 2026');
  expect(await text()).toContain('À l’attention de Garage <b>du</b> Canigou');
  expect(await text()).toContain('nous transmettrons votre dossier au recouvrement');
  expect(await desk.button('Insérer en brouillon').count()).toBe(0);
  await shot(page, 'letter-preview');
  expect(await axe(page)).toEqual([]);
  await untilTrue(page, 'document.documentElement.scrollWidth <= 320');

  await desk.editor().getByText('Madame, Monsieur,').first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Bonjour.');
  await page.evaluate(PRINTED);
  await desk.button('Imprimer').click();
  await untilTrue(page, 'window.printed !== undefined');
  const printed = (await page.evaluate('window.printed')) as string;
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
