import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { plainSpaces } from './try-out';

jest.setTimeout(60_000);
const day = aDay();

test('too soon: the card says since when, until when, and that nothing can be inserted', async () => {
  const clerk = day.clerk();
  await clerk.openThread('RE: Facture FA-2026-0312', 'Imprimerie Salvat');
  await clerk.step('Relance ferme dès lundi 30/11');
  expect(await clerk.cardText()).toContain('Trop tôt');
  expect(await clerk.cardText()).toContain('Relance courtoise envoyée il y a 5 jours (le 18/11). Votre plan demande 10 jours entre les deux : encore 7 jours.');
  expect(await clerk.button('Insérer la relance').count()).toBe(0);
  await clerk.changeDate('2026-11-29');
  await clerk.step('Relance ferme dès lundi 30/11');
  await clerk.changeDate('2026-11-30');
  await clerk.step('Relance ferme');
  await clerk.button('Insérer la relance').waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('a colleague’s draft pending: the step is his until somebody says what became of it, and an answer can be taken back', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Facture FA-2026-0316', 'Cave de Baixas');
  await clerk.step('Cette relance est-elle partie ?');
  expect(await clerk.cardText()).toContain('Relance ferme insérée aujourd’hui à 08:40 par Karim Aït, pour 4 512,00 €. L’étape lui est réservée ; elle ne comptera comme envoyée qu’après une réponse.');
  expect(await clerk.button('Insérer la relance').count()).toBe(0);
  const before = (await clerk.entries('c-c-0266')).length;
  await clerk.press('Non, supprimée');
  await clerk.step('Relance ferme');
  await clerk.toast.getByText('Brouillon supprimé, étape libérée').waitFor();
  await clerk.toast.getByRole('button', { name: 'Annuler' }).click();
  await clerk.step('Cette relance est-elle partie ?');
  await clerk.press('Oui, envoyée');
  await clerk.step('Appel dès jeudi 26/11');
  expect((await clerk.noted('c-c-0266', before)).map((fact) => fact.kind)).toEqual(['draft-discarded', 'entry-voided', 'reminder-sent']);
  expect(clerk.complaints).toEqual([]);
});

test('a draft that nobody confirmed lapsed by itself; the clerk says on which day it went out', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Demande de duplicata', 'Menuiserie Batlle');
  await clerk.step('Cette relance est-elle partie ?');
  expect(await clerk.cardText()).toContain('Brouillon non confirmé');
  const before = (await clerk.entries('c-c-0334')).length;
  await clerk.pane.getByLabel('Date d’envoi').fill('2026-11-18');
  await clerk.press('Oui, envoyée');
  await clerk.step(/^Relance ferme dès /);
  expect(await clerk.noted('c-c-0334', before)).toMatchObject([{ kind: 'reminder-sent', sentOn: '2026-11-18', proof: 'clerk' }]);
  await clerk.journal.getByText('18/11').waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('a promise noted holds every reminder until two business days after it, and its sentence is kept', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Re : Relevé de novembre', 'Hôtel du Parc');
  await clerk.step('Appel');
  const before = (await clerk.entries('c-c-0301')).length;
  await clerk.pick('Noter', 'Promesse de paiement');
  await clerk.press('Enregistrer la promesse');
  await clerk.pane.getByText('À remplir.').waitFor();
  await clerk.pane.getByLabel('Payée le').fill('2026-11-20');
  await clerk.press('Enregistrer la promesse');
  await clerk.pane.getByText('Choisissez aujourd’hui ou un jour à venir.').waitFor();
  await clerk.pane.getByLabel('Payée le').fill('2026-11-27');
  await clerk.pane.getByLabel('Montant promis').fill('6 870,50');
  await clerk.pane.getByLabel('Phrase à garder').fill('Nous réglons vendredi prochain par virement.');
  await clerk.press('Enregistrer la promesse');
  await clerk.step('6 870,50 € promis pour le 27/11');
  expect(await clerk.cardText()).toContain('Aucune relance jusqu’au mardi 01/12 (promesse + 2 jours ouvrés).');
  expect(await clerk.cardText()).toContain('« Nous réglons vendredi prochain par virement. »');
  expect(await clerk.noted('c-c-0301', before)).toMatchObject([{ kind: 'promise-recorded', promisedFor: '2026-11-27', amount: { minor: 687_050, currency: 'EUR' }, quotation: 'Nous réglons vendredi prochain par virement.' }]);
  await clerk.changeDate('2026-12-01');
  await clerk.step(/promis pour le 27\/11/);
  await clerk.changeDate('2026-12-02');
  await clerk.step('Appel');
  expect(clerk.complaints).toEqual([]);
});

test('a promise noted by mistake is undone at once', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.pick('Noter', 'Promesse de paiement');
  await clerk.pane.getByLabel('Payée le').fill('2026-11-30');
  await clerk.press('Enregistrer la promesse');
  await clerk.step(/^Paiement promis pour le 30\/11/);
  await clerk.toast.getByRole('button', { name: 'Annuler' }).click();
  await clerk.step('Relance ferme');
  await clerk.journal.getByText(/Promesse notée \(annulé\)/).waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('a dispute is opened for one invoice and closed again', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const before = (await clerk.entries('c-c-0178')).length;
  await clerk.pick('Noter', 'Litige');
  await clerk.press('Enregistrer le litige');
  await clerk.pane.getByText('À remplir.').first().waitFor();
  await clerk.pane.getByRole('checkbox', { name: /FA-2026-0258/ }).check();
  await clerk.pane.getByLabel('Motif').fill('Pièces manquantes');
  await clerk.press('Enregistrer le litige');
  await clerk.step(/^Litige depuis le 23\/11/);
  await clerk.pane.getByRole('table').getByText('en litige').waitFor();
  await clerk.card.getByRole('button', { name: 'Clore le litige' }).click();
  await clerk.pane.getByRole('radio', { name: 'Non fondé' }).check();
  await clerk.press('Clore le litige');
  await clerk.step('Relance ferme');
  expect((await clerk.noted('c-c-0178', before)).map((fact) => fact.kind)).toEqual(['dispute-opened', 'dispute-closed']);
  expect(clerk.complaints).toEqual([]);
});

test('a hold until a day, lifted before it; a note stands in the log and holds nothing', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.pick('Noter', 'Suspension');
  await clerk.pane.getByLabel('Jusqu’au').fill('2026-12-04');
  await clerk.pane.getByLabel('Motif').fill('Décision de la direction');
  await clerk.press('Suspendre les relances');
  await clerk.step('Relances suspendues jusqu’au 04/12');
  expect(await clerk.cardText()).toContain('Motif : Décision de la direction.');
  await clerk.card.getByRole('button', { name: 'Lever la suspension' }).click();
  await clerk.step('Relance ferme');
  await clerk.pick('Noter', 'Note');
  await clerk.pane.getByLabel('Texte').fill('Le comptable revient lundi.');
  await clerk.press('Enregistrer la note');
  await clerk.step('Relance ferme');
  expect(plainSpaces(await clerk.journal.getByRole('listitem').first().innerText())).toContain('Le comptable revient lundi.');
  expect(clerk.complaints).toEqual([]);
});

test('paid and not due yet: nothing to remind of, and the card says so', async () => {
  const clerk = day.clerk();
  await clerk.openThread('RE: Votre facture d’octobre', 'Pépinières Ribère');
  await clerk.step('Tout ce qui est échu est réglé');
  await clerk.press('Insérer un remerciement');
  await clerk.pane.getByRole('textbox', { name: 'Message' }).waitFor();
  await clerk.openThread('Facture n° FA-2026-0333 – dépôt Chorus', 'Mairie de Thuir');
  await clerk.step('Prochaine échéance le 29/11');
  expect(await clerk.button('Insérer la relance').count()).toBe(0);
  expect(clerk.complaints).toEqual([]);
});
