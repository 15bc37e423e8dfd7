import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { plainSpaces } from './try-out';

jest.setTimeout(60_000);
const day = aDay({}, { path: '/?locale=en-GB' });

test('in an English Outlook the same story is told in English; the letter stays in the customer’s language', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  await clerk.step('Firm reminder');
  expect(await clerk.cardText()).toContain('32 days late. Courteous reminder sent 11 days ago: firm reminder possible today.');
  expect(await clerk.pane.getByRole('region', { name: 'Balance' }).innerText()).toContain('€4,316.40');
  expect(await clerk.frame().evaluate(() => document.documentElement.lang)).toBe('en');
  await clerk.press('Insert reminder');
  await clerk.compose.waitFor();
  expect(plainSpaces(await clerk.composed.innerText())).toMatch(/Malgré notre message/);
  await clerk.step('Did this reminder go out?');
  expect(clerk.complaints).toEqual([]);
});

test('the clerk may choose the language of the screen, and it is kept', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  await clerk.pick('More actions', 'Settings');
  await clerk.pane.getByRole('radio', { name: 'Français' }).check();
  await clerk.press('Retour');
  await clerk.step('Relance ferme');
  await clerk.page.reload();
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  await clerk.step('Relance ferme');
  expect(clerk.complaints).toEqual([]);
});
