import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { plainSpaces } from './try-out';
import type { Clerk } from './try-out';

jest.setTimeout(60_000);
const day = aDay();
const LEBRUN = 'c-c-0412';
const THREAD = 'Re : Facture FA-2026-0297';

const ribbon = (clerk: Clerk, name: string) => clerk.page.getByRole('button', { name, exact: true }).and(clerk.page.locator('#ribbon button'));
const notice = (clerk: Clerk, words: RegExp) => clerk.page.getByText(words).first();
const ready = (clerk: Clerk) => clerk.page.waitForFunction(() => [...document.querySelectorAll<HTMLButtonElement>('#ribbon button')].find((each) => each.textContent === 'Insérer la relance')?.disabled === false);

test('one click in the ribbon, no pane: the firm reminder stands in a reply to the sender, a second command takes it back', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  const before = (await clerk.entries(LEBRUN)).length;
  await ready(clerk);
  await ribbon(clerk, 'Insérer la relance').click();
  await clerk.compose.waitFor();
  expect(await clerk.compose.getByLabel('À', { exact: true }).inputValue()).toBe('Sophie Marchand <compta@lebrun.example>');
  const text = plainSpaces(await clerk.composed.innerText());
  expect(text).toMatch(/Malgré notre message du 12 novembre 2026/);
  expect(text).toContain('4 316,40 €');
  const told = notice(clerk, /^Relance ferme insérée/);
  await told.waitFor();
  expect(plainSpaces(await told.innerText())).toBe('Relance ferme insérée en réponse à compta@lebrun.example : 2 factures, 4 316,40 €. Sinon : « Annuler la relance ».');
  expect(await clerk.noted(LEBRUN, before)).toMatchObject([{ kind: 'reminder-drafted', stage: 'R2', channel: 'reply', to: ['compta@lebrun.example'], demanded: { minor: 431_640, currency: 'EUR' } }]);

  await ready(clerk);
  await ribbon(clerk, 'Annuler la relance').click();
  await notice(clerk, /annulée dans le journal, étape libérée/).waitFor();
  expect((await clerk.noted(LEBRUN, before)).map(({ kind }) => kind)).toEqual(['reminder-drafted', 'draft-discarded']);
  expect(clerk.complaints).toEqual([]);
});

test('what was inserted by one click and sent is proved by its reference, like any other', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  const before = (await clerk.entries(LEBRUN)).length;
  await ready(clerk);
  await ribbon(clerk, 'Insérer la relance').click();
  await clerk.compose.waitFor();
  await clerk.send();
  await clerk.step('Appel dès jeudi 26/11');
  expect((await clerk.noted(LEBRUN, before)).map(({ kind }) => kind)).toEqual(['reminder-drafted', 'reminder-sent']);
});
