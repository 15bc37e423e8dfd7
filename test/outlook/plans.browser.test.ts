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
  // What the days are counted from: the first step after the due date follows no other.
  const basis = page.getByRole('combobox', { name: 'Compter les jours' });
  await basis.nth(0).selectOption('previous');
  await page.getByText(/La première étape après l’échéance n’en suit aucune/).waitFor();
  await basis.nth(0).selectOption('due');
  await basis.nth(1).selectOption('previous');
  await field('Jours après l’étape précédente', 2).fill('9');
  await field('Seulement à partir de (€)', 3).fill('mille');
  await page.getByText(/Écrivez un montant en euros/).waitFor();
  await field('Seulement à partir de (€)', 3).fill('50,5');
  await field('Signataire', 3).fill('Claire Martin, responsable crédit');
  await page.getByRole('checkbox', { name: 'Rattraper le retard' }).check();
  // The days of a notice are bounded, and how customers are addressed belongs to the plan.
  await field('Délai de la mise en demeure (jours)').fill('7');
  await page.getByText('Choisissez une valeur entre 8 et 15.').waitFor();
  await field('Délai de la mise en demeure (jours)').fill('12');
  await page.getByRole('radio', { name: /^cordiale/ }).check();
  await desk.button('Vérifier avant d’enregistrer').click();
  await page.getByText(/^Sur \d+ clients? en retard/).waitFor();
  await page.getByText(/Garage du Canigou.*au lieu de/).waitFor();
  if ((process.env['PANE_SHOTS'] ?? '') !== '') await shot(page, 'plans-preview-fr');
  expect(await axe(page)).toEqual([]);
  await untilTrue(page, 'document.documentElement.scrollWidth <= window.innerWidth');
  await desk.button('Enregistrer').click();
  await page.getByRole('radio', { name: /Maison/ }).click();
  await untilTrue(page, 'Array.from(document.querySelectorAll("[role=radiogroup] input")).some((one) => one.checked && one.closest("label").textContent.includes("Maison"))');
  await desk.button('Modifier').click();
  await page.getByRole('radio', { name: /^cordiale/ }).waitFor();
  await untilTrue(page, 'document.querySelector("input[name=register]:checked")?.closest("label")?.textContent.startsWith("cordiale") === true');
  expect(await field('Délai de la mise en demeure (jours)').inputValue()).toBe('12');
  expect([await basis.nth(1).inputValue(), await field('Seulement à partir de (€)', 3).inputValue(), await field('Signataire', 3).inputValue(), await page.getByRole('checkbox', { name: 'Rattraper le retard' }).isChecked()])
    .toEqual(['previous', '50,50', 'Claire Martin, responsable crédit', true]);
  if ((process.env['PANE_SHOTS'] ?? '') !== '') await shot(page, 'plans-fields-fr');
  // A plan that somebody has is not taken away; given to nobody, it goes, and its versions stay.
  await desk.button('Retour').click();
  await page.getByText(/étape précédente \+ 9.j/).waitFor();
  await page.getByText(/à partir de 50,50.€, signataire Claire Martin, responsable crédit/).waitFor();
  const remove = desk.button('Supprimer ce plan');
  await remove.click();
  await page.getByText('Supprimer pour de bon ?').waitFor();
  if ((process.env['PANE_SHOTS'] ?? '') !== '') await shot(page, 'plans-remove-fr');
  await remove.click();
  await page.getByText(/Donnez d’abord un autre plan à ceux qui l’ont.:.l’entreprise/).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('radio', { name: /Standard/ }).click();
  await untilTrue(page, 'Array.from(document.querySelectorAll("[role=radiogroup] input")).some((one) => one.checked && one.closest("label").textContent.includes("Standard"))');
  await page.getByRole('combobox', { name: 'Plan affiché' }).selectOption({ label: 'Maison' });
  await remove.click();
  await page.getByText('Supprimer pour de bon ?').waitFor();
  await remove.click();
  await untilTrue(page, '!document.querySelector("main").textContent.includes("Maison")');
  // The refusal of the plan that was still the company's.
  expect(desk.pane.complaints).toEqual([expect.stringContaining('409')]);
}, 60_000);

test('the dry run counts what would be proposed to everybody', async () => {
  await openPlans();
  await desk.button('Simuler').click();
  await desk.pane.page.getByText(/\d+ clients? à relancer/).waitFor();
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);
