import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { plainSpaces } from './try-out';
import type { Clerk } from './try-out';
import { untilTrue } from '../demo/until-true';

jest.setTimeout(60_000);
const day = aDay();
const LEBRUN = 'c-c-0412';
const THREAD = 'Re : Facture FA-2026-0297';

const ribbon = (clerk: Clerk, name: string) => clerk.page.getByRole('button', { name, exact: true }).and(clerk.page.locator('#ribbon button'));
const notice = (clerk: Clerk, words: RegExp) => clerk.page.getByText(words).first();
const ready = (clerk: Clerk) => untilTrue(clerk.page, () => [...document.querySelectorAll<HTMLButtonElement>('#ribbon button')].find((each) => each.textContent === 'Insérer la relance')?.disabled === false);

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

test('without the pane it says, for every kind of message of the day, why it inserts nothing', async () => {
  const clerk = day.clerk();
  await clerk.page.getByRole('button', { name: 'Fermer le volet' }).click();
  const said: string[] = [];
  for (const subject of [
    'Règlement FA-2026-0266', 'Question sur une livraison', 'Point du lundi', 'Re : Relevé de novembre', 'Litige sur FA-2026-0279', 'Facture FA-2026-0316', 'Demande de duplicata', 'TR : Échéances Lebrasseur', 'Échéance du 27',
    'RE: Facture FA-2026-0312', 'ma facture',
  ]) {
    await clerk.row(subject).click();
    await ready(clerk);
    await ribbon(clerk, 'Insérer la relance').click();
    const told = notice(clerk, /^Rien inséré/);
    await told.waitFor();
    await ready(clerk);
    said.push(`${subject}: ${plainSpaces(await told.innerText())}`);
    expect([subject, await clerk.compose.count()]).toEqual([subject, 0]);
  }
  expect(said).toEqual([
    'Règlement FA-2026-0266: Rien inséré : plusieurs clients sont possibles. Ouvrez le volet Relance.',
    'Question sur une livraison: Rien inséré : aucun client reconnu dans ce fil. Ouvrez le volet Relance.',
    'Point du lundi: Rien inséré : ce message vient de chez vous. Ouvrez le volet Relance.',
    'Re : Relevé de novembre: Rien inséré : la prochaine étape est un appel. Ouvrez le volet Relance.',
    'Litige sur FA-2026-0279: Rien inséré : les relances de ce client sont suspendues. Ouvrez le volet Relance.',
    'Facture FA-2026-0316: Rien inséré : un brouillon de relance attend encore votre réponse. Ouvrez le volet Relance.',
    'Demande de duplicata: Rien inséré : un brouillon de relance attend encore votre réponse. Ouvrez le volet Relance.',
    'TR : Échéances Lebrasseur: Rien inséré : ce message vient de chez vous. Ouvrez le volet Relance.',
    'Échéance du 27: Rien inséré : les relances de ce client sont suspendues. Ouvrez le volet Relance.',
    'RE: Facture FA-2026-0312: Rien inséré : la prochaine relance vient plus tard. Ouvrez le volet Relance.',
    'ma facture: Rien inséré : le client n’est reconnu ni par l’adresse de l’expéditeur, ni par votre choix. Ouvrez le volet Relance.',
  ]);
  expect(clerk.complaints).toEqual([]);
});

test('an Outlook that does not answer the reply form: nothing is claimed, the step stays reserved, and it is over', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  const before = (await clerk.entries(LEBRUN)).length;
  await ready(clerk);
  await clerk.office((office) => office.failNext(181, 'silence'));
  await ribbon(clerk, 'Insérer la relance').click();
  await notice(clerk, /^Outlook tarde à répondre/).waitFor({ timeout: 40_000 });
  await ready(clerk);
  expect((await clerk.noted(LEBRUN, before)).map(({ kind }) => kind)).toEqual(['reminder-drafted']);
});

test('an Outlook before Mailbox 1.8 does not tell where a reply goes: the pane is needed', async () => {
  const clerk = day.clerk();
  await clerk.page.goto(`${clerk.url}/?mailbox=1.7`);
  await clerk.pane.getByRole('heading', { level: 1 }).waitFor();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  await ready(clerk);
  await ribbon(clerk, 'Insérer la relance').click();
  await notice(clerk, /^Rien inséré.*Outlook ne dit pas à qui irait la réponse/).waitFor();
  expect(await clerk.compose.count()).toBe(0);
});

test('the server is away: said above the message, and the command is over', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  await ready(clerk);
  const away = await clerk.unreachable();
  await ribbon(clerk, 'Insérer la relance').click();
  await notice(clerk, /^Rien inséré.*Serveur injoignable/).waitFor();
  await ready(clerk);
  await away.end();
  expect(await clerk.compose.count()).toBe(0);
});
