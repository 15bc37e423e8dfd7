import { expect, test } from '@jest/globals';
import { aContact, aDebtor, address, aListed, anInvoice, at, called, daysAgo, drafted, eur, reference, sent } from '../core/builders';
import type { LogFact } from '../../src/core';
import { aDesk } from './a-desk';
import { aMail, axe, shot } from './pane-page';

const PAUL = aDebtor({ kind: 'consumer', name: 'M. Paul Roux', legalIds: { siren: null, siret: null, vat: null }, domains: [], contacts: [aContact({ name: null, address: address('paul.roux@laposte.net'), role: 'unknown' })] });
const OLD = anInvoice({ number: 'FA-2026-0188', due: daysAgo(60), amount: eur(480.25) });
const desk = aDesk({ debtors: [PAUL], invoices: [OLD] });
const mail = () => aMail({ subject: 'Facture FA-2026-0188', text: 'Bonjour,\nFA-2026-0188\n', from: 'paul.roux@laposte.net' });

test('a consumer is left alone until the company says otherwise; then his notice asks for the debt, and nothing follows it', async () => {
  const debtor = await desk.office.debtor('C-0412');
  await desk.open(mail());
  const { page } = desk.pane;
  await desk.heading('Client particulier', 2).waitFor();
  await page.getByText(/reprend si vous cochez «\sRelancer aussi les particuliers\s»/).waitFor();
  await shot(page, 'consumer-held');
  expect(await axe(page)).toEqual([]);

  await desk.button('Plus d’actions').first().click();
  await page.getByRole('menuitem', { name: 'Réglages' }).click();
  const box = page.getByRole('checkbox', { name: 'Relancer aussi les particuliers' });
  expect(await box.isChecked()).toBe(false);
  await box.check();
  await desk.button('Enregistrer').first().click();
  await page.getByText('Enregistré').first().waitFor();
  await box.scrollIntoViewIfNeeded();
  await shot(page, 'consumer-setting');
  expect(await axe(page)).toEqual([]);
  await desk.button('Retour').click();
  // The card follows at once.
  await desk.heading('Relance courtoise', 2).waitFor();
  await shot(page, 'consumer-card');
  await desk.pane.close();

  const note = (fact: LogFact, day: string): Promise<void> => desk.office.note(debtor, fact, undefined, at(`${day}T09:00:00.000Z`));
  for (const [stage, tone, ref, day, back] of [['R1', 'courteous', 'R-2AAA', '2026-10-05', 49], ['R2', 'firm', 'R-2BBB', '2026-10-19', 35]] as const) {
    await note(drafted({ reference: reference(ref), stage, tone, to: [address('paul.roux@laposte.net')], invoices: [aListed({ of: OLD, step: stage })] }), day);
    await note(sent({ reference: reference(ref), sentOn: daysAgo(back) }), day);
  }
  await note(called({ invoices: [OLD.id] }), '2026-10-26');
  await desk.open(mail());
  const again = desk.pane.page;
  await desk.heading('Mise en demeure', 2).waitFor();
  await desk.button('Relire le courrier').click();
  await desk.editor().getByText('mettons en demeure').waitFor();
  const text = (await desk.editor().innerText()).replace(/[\u00a0\u202f]/g, ' ');
  expect(text).toContain('la somme restant due porte intérêt au taux légal, actuellement de 2,75 % l’an (articles 1231-6 et 1344-1 du code civil)');
  expect(text).not.toMatch(/L441|40,00|pénalités|recouvrement|Décompte/);
  await again.getByText(/lettre recommandée électronique ne s’envoie qu’avec son accord/).waitFor();
  await shot(again, 'consumer-letter');
  expect(await axe(again)).toEqual([]);
  await desk.button('Lettre déposée').click();
  await again.getByLabel('N° de suivi').fill('1A 234 567 8901 2');
  await desk.button('Enregistrer le dépôt').click();
  await desk.heading(/Client particulier\s: plus de relance/, 2).waitFor();
  await shot(again, 'consumer-end');
  expect((await desk.office.log(debtor)).find(({ kind }) => kind === 'letter-deposited')).toMatchObject({ stage: 'R4', announced: { next: null, days: 8 } });
  expect((await desk.office.log(debtor)).find(({ kind }) => kind === 'letter-deposited')).not.toHaveProperty('claim.interest');
  expect(desk.pane.complaints).toEqual([]);
}, 90_000);
