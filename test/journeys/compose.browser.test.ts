import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';

jest.setTimeout(90_000);
const day = aDay();

/** With the real office.js, in the simulated Outlook's own compose window. */
const LEBRUN = 'Menuiserie Lebrun';
const THREAD = 'Re : Facture FA-2026-0297';

test('the clerk answers by hand and opens the pane beside the draft: the reminder goes above the signature and the quoted mail, its PDFs are on it', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, LEBRUN);
  await clerk.page.getByRole('button', { name: 'Répondre', exact: true }).click();
  await clerk.compose.getByRole('button', { name: 'Relance', exact: true }).click();
  await clerk.heading(LEBRUN).waitFor();
  await clerk.step('Relance ferme');
  await clerk.menusReady();
  expect(await clerk.violations()).toEqual([]);
  await clerk.press('Insérer la relance');
  await clerk.step(/Cette relance est-elle partie/);
  // The step is reserved before the text is written.
  await clerk.toast.getByText('Relance insérée dans le brouillon').waitFor();
  const body = await clerk.composed.innerText();
  expect(body).toMatch(/R-[0-9A-Z]{4}[\s\S]*Nadia Perrin/);
  expect(body.indexOf('FA-2026-0297')).toBeLessThan(body.indexOf('Nadia Perrin'));
  await clerk.compose.getByText(/FA-2026-0297\.pdf/).first().waitFor();
  expect(await clerk.office((office) => office.unknown())).toEqual([]);
  expect(clerk.complaints).toEqual([]);
});

test('a reply that was opened from the message gets its PDFs from the pane beside it, and no second text', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, LEBRUN);
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  await clerk.compose.getByRole('button', { name: 'Relance', exact: true }).click();
  await clerk.step(/^\d+ PDF à joindre$/);
  const before = await clerk.composed.innerText();
  await clerk.press(/^Joindre \d+ PDF$/);
  await clerk.step(/Cette relance est-elle partie/);
  expect(await clerk.composed.innerText()).toBe(before);
  await clerk.compose.getByText(/FA-2026-0297\.pdf/).first().waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('a new message to nobody: the pane asks, warns, and writes the subject', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, LEBRUN);
  await clerk.page.getByRole('button', { name: 'Nouveau message', exact: true }).first().click();
  await clerk.compose.getByRole('button', { name: 'Relance', exact: true }).click();
  await clerk.heading('Message en cours de rédaction').waitFor();
  await clerk.pane.getByRole('combobox', { name: 'Chercher un client' }).fill('menuis');
  await clerk.pane.getByRole('option', { name: /Menuiserie Lebrun/ }).click();
  await clerk.says(/n’a pas encore de destinataire/);
  await clerk.press('Insérer la relance');
  await clerk.step(/Cette relance est-elle partie/);
  // The step is reserved before the text is written.
  await clerk.toast.getByText('Relance insérée dans le brouillon').waitFor();
  expect(await clerk.compose.getByLabel('Objet').inputValue()).toContain('FA-2026-0297');
  expect(clerk.complaints).toEqual([]);
});
