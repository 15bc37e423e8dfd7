import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { plainSpaces, sitDown } from './try-out';

jest.setTimeout(120_000);
const day = aDay();
const APPEND = /^\/api\/v1\/log$/;
const PEYRON = 'c-c-0178';

test('two windows of one clerk take the same step at once: one draft, one entry, and the other window says who took it and when', async () => {
  const one = day.clerk();
  const other = await sitDown(day.browser(), day.tryOut());
  await one.openThread('Virement effectué', 'Garage Peyron');
  await other.openThread('Virement effectué', 'Garage Peyron');
  const before = (await one.entries(PEYRON)).length;
  const held = [await one.stalling(APPEND), await other.stalling(APPEND)];
  await one.press('Insérer la relance');
  await other.press('Insérer la relance');
  for (const fault of held) await fault.end();

  const drafted = await Promise.race([one, other].map((clerk) => clerk.compose.waitFor().then(() => clerk)));
  const refused = drafted === one ? other : one;
  await refused.alerted('Un collègue a été plus rapide');
  expect(plainSpaces(await refused.pane.getByText(/a pris cette étape/).first().innerText())).toMatch(/Nadia Perrin a pris cette étape aujourd’hui à \d\d:\d\d\. Rien n’a été inséré\./);
  expect(await refused.compose.count()).toBe(0);
  expect((await one.noted(PEYRON, before)).map(({ kind }) => kind)).toEqual(['reminder-drafted']);
  // The window that lost shows what now stands in the log.
  await refused.step('Cette relance est-elle partie ?');
  expect(await refused.button('Insérer la relance').count()).toBe(0);
  await other.close();
});

test('what one window records, the other meets when it acts on what it still shows: nothing is done twice', async () => {
  const one = day.clerk();
  const other = await sitDown(day.browser(), day.tryOut());
  await one.openThread('Facture FA-2026-0316', 'Cave de Baixas');
  await other.openThread('Facture FA-2026-0316', 'Cave de Baixas');
  await other.step('Cette relance est-elle partie ?');
  const before = (await one.entries('c-c-0266')).length;
  await one.press('Oui, envoyée');
  await one.step(/^Appel dès/);
  await other.press('Oui, envoyée');
  await other.step(/^Appel dès/);
  expect((await one.noted('c-c-0266', before)).map(({ kind }) => kind)).toEqual(['reminder-sent']);
  await other.close();
});
