import { expect, test } from '@jest/globals';
import { untilTrue } from '../demo/until-true';
import { aDesk } from './a-desk';
import { GARAGE, LEDGER } from './cases';
import { aMail, axe, shot } from './pane-page';

const desk = aDesk(LEDGER);

async function openPlans(): Promise<void> {
  await desk.open(aMail());
  await desk.heading(GARAGE.name, 1).waitFor();
  await desk.button('Plus d’actions').first().click();
  await desk.pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
  await desk.button('Plans de relance').click();
  await desk.heading('Plan de l’entreprise').waitFor();
}
const field = (label: string, at = 0) => desk.pane.page.getByRole('textbox', { name: label }).nth(at);

test('a copy of Standard is changed, its faults stand at their fields, it is tried on real customers, saved, and taken back', async () => {
  await openPlans();
  const { page } = desk.pane;
  await page.getByText('R0').count();
  if ((process.env['PANE_SHOTS'] ?? '') !== '') await shot(page, 'plans-fr');
  expect(await axe(page)).toEqual([]);
  await desk.button('Copier et modifier').click();
  await field('Nom du plan').fill('Maison');
  // The second step comes before the first one: told while one types.
  await field('Jours après l’échéance', 1).fill('-9');
  await page.getByText(/Cette étape doit venir après/).waitFor();
  await field('Jours après l’échéance', 1).fill('trois');
  await page.getByText(/Écrivez un nombre entier/).waitFor();
  if ((process.env['PANE_SHOTS'] ?? '') !== '') await shot(page, 'plans-fault-fr');
  // With a fault the keyboard is led to it, and nothing is tried.
  await desk.button('Vérifier avant d’enregistrer').click();
  await untilTrue(page, 'document.activeElement?.getAttribute("aria-invalid") === "true"');
  await field('Jours après l’échéance', 1).fill('2');
  await field('Délai de grâce (jours)').fill('60');
  await desk.button('Vérifier avant d’enregistrer').click();
  await page.getByText(/^Sur \d+ clients? en retard/).waitFor();
  await page.getByText(/Garage du Canigou.*au lieu de/).waitFor();
  if ((process.env['PANE_SHOTS'] ?? '') !== '') await shot(page, 'plans-preview-fr');
  expect(await axe(page)).toEqual([]);
  await untilTrue(page, 'document.documentElement.scrollWidth <= window.innerWidth');
  await desk.button('Enregistrer').click();
  await page.getByRole('radio', { name: /Maison/ }).click();
  await untilTrue(page, 'Array.from(document.querySelectorAll("[role=radiogroup] input")).some((one) => one.checked && one.closest("label").textContent.includes("Maison"))');
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('the dry run counts what would be proposed to everybody', async () => {
  await openPlans();
  await desk.button('Simuler').click();
  await desk.pane.page.getByText(/\d+ clients? à relancer/).waitFor();
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);
