import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { plainSpaces } from './try-out';

jest.setTimeout(60_000);
const day = aDay();
const LEBRUN = 'c-c-0412';
const THREAD = 'Re : Facture FA-2026-0297';

test('open, see, insert, edit, send, next stage: the firm reminder of Menuiserie Lebrun goes out and the call follows', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  const before = (await clerk.entries(LEBRUN)).length;

  // Who owes, with the evidence; how much; which reminder, and why.
  await clerk.press(/Contact connu · R-8GZW \(message cité\)/);
  const clues = plainSpaces(await clerk.pane.getByRole('list', { name: 'Indices' }).innerText());
  expect(clues).toContain('Adresse compta@lebrun.example : contact de ce client (expéditeur)');
  expect(clues).toContain('Facture FA-2026-0297 (objet)');
  const balance = await clerk.pane.getByRole('region', { name: 'Solde' }).innerText();
  expect(balance).toContain('4\u202f316,40\u00a0€');
  expect(balance).toContain('7\u202f423,20\u00a0€');
  await clerk.step('Relance ferme');
  expect(await clerk.card.innerText()).toContain('32 jours de retard. Relance courtoise envoyée il y a 11 jours\u00a0: relance ferme possible aujourd’hui.');
  expect(await clerk.cardText()).toContain('étape 3 sur 6');
  expect(await clerk.cardText()).toContain('compta@lebrun.example');

  // Inserted: a draft in the clerk's own mailbox, and the step is reserved.
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  expect(await clerk.compose.getByLabel('À', { exact: true }).inputValue()).toBe('Sophie Marchand <compta@lebrun.example>');
  expect(plainSpaces(await clerk.compose.getByLabel('Objet').inputValue())).toBe('Re : Facture FA-2026-0297');
  const text = await clerk.composed.innerText();
  expect(text).toContain('4\u202f316,40\u00a0€');
  expect(plainSpaces(text)).toMatch(/Malgré notre message du 12 novembre 2026/);
  expect(plainSpaces(text)).toMatch(/FA-2026-0297 22\/09\/2026 22\/10\/2026 1 836,40 € 1 836,40 € FA-2026-0311 03\/10\/2026 02\/11\/2026 2 480,00 € 2 480,00 € Total 4 316,40 €/);
  const reference = /Réf\. (R-[0-9A-Z]{4,})/.exec(plainSpaces(text))?.[1];
  expect(reference).toBeDefined();
  await clerk.step('Cette relance est-elle partie ?');
  await clerk.toast.getByText('Relance insérée en brouillon').waitFor();
  expect(await clerk.noted(LEBRUN, before)).toMatchObject([{
    kind: 'reminder-drafted', reference, stage: 'R2', tone: 'firm', language: 'fr', channel: 'reply', to: ['compta@lebrun.example'], demanded: { minor: 431_640, currency: 'EUR' },
    invoices: [{ number: 'FA-2026-0297', step: 'R2' }, { number: 'FA-2026-0311' }],
  }]);
  await clerk.journal.getByText(`Réf. ${reference ?? ''}`).waitFor();

  // Edited and sent by the clerk's own hand; the reference in the sent message is the proof.
  await clerk.composed.getByText('Cordialement').first().evaluate((paragraph) => { paragraph.textContent = 'Dans l’attente de votre virement,'; });
  await clerk.composed.press('End');
  await clerk.send();
  await clerk.page.getByRole('article', { name: /Message de Nadia Perrin, 09:/ }).getByText('Dans l’attente de votre virement,').waitFor();
  await clerk.step('Appel dès jeudi 26/11');
  expect(await clerk.cardText()).toContain('Trop tôt');
  expect(await clerk.noted(LEBRUN, before + 1)).toMatchObject([{ kind: 'reminder-sent', reference, sentOn: '2026-11-23', proof: 'own-message' }]);
  expect(plainSpaces(await clerk.journal.getByRole('listitem').first().innerText())).toMatch(new RegExp(`^Relance ferme envoyée 09:\\d\\d Nadia Perrin · compta@lebrun\\.example · FA-2026-0297 et FA-2026-0311 · vue dans le fil · Réf\\. ${reference ?? ''}`));
  await clerk.openFolder('Envoyés');
  await clerk.list.getByRole('button', { name: /Sophie Marchand.*Re\s: Facture FA-2026-0297/ }).first().waitFor();

  // Three days later the plan asks for a call.
  await clerk.changeDate('2026-11-26');
  await clerk.step('Appel');
  expect(await clerk.cardText()).toContain('35 jours de retard. Relance ferme envoyée il y a 3 jours : appel possible aujourd’hui.');
  await clerk.press('Noter l’appel');
  await clerk.pane.getByRole('radio', { name: 'Répondeur' }).check();
  await clerk.pane.getByLabel('Note').fill('Rappeler mardi.');
  await clerk.press('Enregistrer l’appel');
  await clerk.step(/^Mise en demeure dès /);
  expect(await clerk.noted(LEBRUN, before + 2)).toMatchObject([{ kind: 'call-made', stage: 'R3', outcome: 'voicemail', note: 'Rappeler mardi.' }]);
  expect(clerk.complaints).toEqual([]);
});

test('the text changed in the preview is the text that is inserted', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  await clerk.press('Aperçu');
  const editor = clerk.pane.getByRole('textbox', { name: 'Message' });
  await editor.getByText('Malgré notre message du 12 novembre 2026').waitFor();
  expect(plainSpaces(await clerk.pane.getByRole('textbox', { name: 'Objet' }).inputValue())).toContain('FA-2026-0297');
  await editor.getByText(/^Cordialement/).evaluate((paragraph) => {
    paragraph.textContent = 'Bien à vous, comme convenu au téléphone';
    paragraph.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await clerk.pane.getByText('Texte modifié').waitFor();

  // Back and forth: what was typed stays.
  await clerk.press('Retour');
  await clerk.step('Relance ferme');
  await clerk.press('Aperçu');
  await editor.getByText('Bien à vous, comme convenu au téléphone').waitFor();
  const shown = plainSpaces(await editor.innerText());
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  const inserted = plainSpaces(await clerk.composed.innerText());
  expect(inserted).toContain(shown);
  expect(inserted).not.toContain('Cordialement');
  await clerk.step('Cette relance est-elle partie ?');
  expect(clerk.complaints).toEqual([]);
});

test('a draft on its own says nothing of being sent: the clerk confirms, takes it back, and says it was thrown away', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  const before = (await clerk.entries(LEBRUN)).length;
  await clerk.press('Insérer la relance');
  await clerk.step('Cette relance est-elle partie ?');
  await clerk.compose.getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await clerk.step('Cette relance est-elle partie ?');
  await clerk.press('Oui, envoyée');
  await clerk.step('Appel dès jeudi 26/11');
  await clerk.toast.getByText('Notée comme envoyée').waitFor();
  await clerk.toast.getByRole('button', { name: 'Annuler' }).click();
  await clerk.step('Cette relance est-elle partie ?');
  await clerk.press('Non, supprimée');
  await clerk.step('Relance ferme');
  expect((await clerk.noted(LEBRUN, before)).map((fact) => fact.kind)).toEqual(['reminder-drafted', 'reminder-sent', 'entry-voided', 'draft-discarded']);
  // The step is free again.
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('a customer who writes in English gets an English letter, per currency', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Invoice FA-2026-0288', 'Northgate Ltd');
  await clerk.step('Relance ferme');
  await clerk.button(/^Langue de la relance.*Anglais/).waitFor();
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  const text = plainSpaces(await clerk.composed.innerText());
  expect(text).toMatch(/£1,940\.00/);
  expect(text).toMatch(/Ref\. R-[0-9A-Z]{4}/);
  expect(text.split('On 20')[0]).not.toMatch(/Madame|Cordialement/);
  // The other currency is a matter of its own.
  expect(text).not.toMatch(/780[.,]00/);
  expect(clerk.complaints).toEqual([]);
});

test('the clerk chooses another way, tone or language: a new message in English goes to the ledger’s contact', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  const before = (await clerk.entries(LEBRUN)).length;
  await clerk.pick(/^Langue de la relance.*Français/, 'Anglais');
  await clerk.pick('Autres façons d’insérer', 'Nouveau message');
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  expect(await clerk.compose.getByLabel('À', { exact: true }).inputValue()).toContain('compta@lebrun.example');
  const subject = plainSpaces(await clerk.compose.getByLabel('Objet').inputValue());
  expect(subject).toMatch(/FA-2026-0297/);
  expect(subject).not.toMatch(/^Re/);
  expect(plainSpaces(await clerk.composed.innerText())).toMatch(/€4,316\.40/);
  expect(await clerk.noted(LEBRUN, before)).toMatchObject([{ kind: 'reminder-drafted', channel: 'new-message', language: 'en' }]);
  expect(clerk.complaints).toEqual([]);
});

test('other replies, whatever the state: a statement of account and a promise noted are inserted and are no step', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Relevé de compte', 'Ambulances du Roussillon');
  const before = (await clerk.entries('c-c-0388')).length;
  await clerk.pick('Insérer une réponse', 'Relevé de compte');
  await clerk.pane.getByRole('textbox', { name: 'Message' }).getByText('FA-2026-0307').waitFor();
  await clerk.press(/^Insérer/);
  await clerk.compose.waitFor();
  expect(plainSpaces(await clerk.composed.innerText())).toMatch(/FA-2026-0307 30\/09\/2026 30\/10\/2026 24 jours de retard 2 730,00 €/);
  await clerk.journal.getByText('Réponse insérée : Relevé de compte').waitFor();
  await clerk.step('Relance ferme');
  expect((await clerk.noted('c-c-0388', before)).map((fact) => fact.kind)).toEqual(['reply-inserted']);

  await clerk.openThread('Échéance du 27', 'Domaine Castelnou');
  await clerk.pick('Insérer une réponse', 'Promesse bien notée');
  await clerk.press(/^Insérer/);
  await clerk.compose.waitFor();
  expect(plainSpaces(await clerk.composed.innerText())).toMatch(/27 novembre 2026/);
  await clerk.step(/promis pour le 27\/11/);
  expect(clerk.complaints).toEqual([]);
});
