import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { Contact, ContactRole, LogFact } from '../../src/core';
import { aContact, address, aListed, at, drafted, reference, sent, TODAY } from '../core/builders';
import { aDesk } from './a-desk';
import { GARAGE, LEDGER } from './cases';
import { aDraft, aMail, axe, shot } from './pane-page';
import type { Mail } from './pane-page';
import { untilTrue } from '../demo/until-true';

const of = (role: ContactRole, local: string, name: string | null = null): Contact => aContact({ role, name, address: address(`${local}@garage-canigou.fr`) });
const PEOPLE = [of('unknown', 'sophie', 'Sophie Marchand'), of('accounting', 'compta', 'Service comptable'), of('generic', 'contact'), of('management', 'direction', 'Mme Roca'), of('sales', 'p.vidal', 'Paul Vidal')];
const desk = aDesk({ ...LEDGER, debtors: LEDGER.debtors.map((debtor) => (debtor.id === GARAGE.id ? { ...GARAGE, contacts: PEOPLE } : debtor)) });
const button = (name: string | RegExp): Locator => desk.button(name);
const text = (of: string | RegExp): Locator => desk.pane.page.getByText(of).first();
const log = async (): Promise<readonly LogFact[]> => desk.office.log(await desk.office.debtor('C-0412'));
const contactWords = async (): Promise<readonly LogFact[]> => (await log()).filter(({ kind }) => kind === 'contact-changed');

const FROM_SOPHIE = aMail({ from: 'sophie@garage-canigou.fr' });
const RETURNED = aMail({ id: 'mail-2', conversation: 'thread-2', from: 'mailer-daemon@outlook.example', subject: 'Non remis : Facture FA-2026-0297', text: 'Votre message n’a pas pu être remis.\n\ncompta@garage-canigou.fr\n550 5.1.1 adresse inconnue\n' });

async function reminded(mail: Mail, options: Parameters<typeof desk.open>[1] = {}): Promise<void> {
  await desk.office.remindedBefore(await desk.office.debtor('C-0412'));
  await desk.open(mail, options);
  await desk.heading('Garage du Canigou', 1).waitFor();
}
const LOOKS = [['320-light', { width: 320, height: 700 }, 'light'], ['450-light', { width: 450, height: 800 }, 'light'], ['320-dark', { width: 320, height: 700 }, 'dark'], ['450-dark', { width: 450, height: 800 }, 'dark']] as const;
async function looks(name: string): Promise<void> {
  const { page } = desk.pane;
  if ((process.env['PANE_SHOTS'] ?? '') === '') return;
  for (const [look, size, colorScheme] of LOOKS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(200);
    await shot(page, `${name}-${look}`);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  await page.emulateMedia({ colorScheme: 'light' });
}

test('at the second reminder accounting is copied; the clerk leaves it out and puts it back, and a new message carries it', async () => {
  await desk.office.note(await desk.office.debtor('C-0412'), { kind: 'contact-changed', address: address('reglements@garage-canigou.fr'), change: 'added', role: 'payer' });
  await reminded(FROM_SOPHIE);
  await desk.heading('Relance ferme').waitFor();
  await text('comptabilité, deuxième relance').waitFor();
  await text('à ajouter vous-même dans la réponse').waitFor();
  await looks('contacts-copy-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await button('Retirer compta@garage-canigou.fr').first().click();
  await text('pas en copie, à votre demande').waitFor();
  // The keyboard stays where the way back is.
  await untilTrue(desk.pane.page, "document.activeElement.textContent === 'Remettre'");
  await looks('contacts-dropped-fr');
  await button('Aperçu').click();
  await desk.heading('Relance ferme', 1).waitFor();
  expect(await desk.pane.page.getByText('compta@garage-canigou.fr').count()).toBe(0);
  await button('Retour').click();
  await button('Remettre compta@garage-canigou.fr').first().click();
  await text('comptabilité, deuxième relance').waitFor();
  await button('Aperçu').click();
  await desk.heading('Relance ferme', 1).waitFor();
  await text('Copie compta@garage-canigou.fr à ajouter vous-même dans la réponse').waitFor();
  await looks('contacts-preview-fr');
  await button('Retour').click();

  await button('Autres façons d’insérer').click();
  await desk.pane.page.getByRole('menuitemradio', { name: 'Nouveau message' }).click();
  await text('comptabilité, deuxième relance').waitFor();
  await button('Insérer la relance').click();
  await desk.heading(/Cette relance est-elle partie/).waitFor();
  expect(await desk.pane.forms()).toMatchObject([{ how: 'new-message', toRecipients: ['reglements@garage-canigou.fr'], ccRecipients: ['compta@garage-canigou.fr'] }]);
  expect(desk.pane.complaints).toEqual([]);
}, 90_000);

test('a reply takes no copy in Outlook: behind it the clerk is told whom to add', async () => {
  await reminded(FROM_SOPHIE);
  await text('comptabilité, deuxième relance').waitFor();
  await button('Insérer la relance').click();
  await text('Ajoutez en copie, avant d’envoyer\u00a0: compta@garage-canigou.fr.').waitFor();
  expect((await desk.pane.forms()).map(({ how }) => how)).toEqual(['reply']);
  expect((await log()).filter(({ kind }) => kind === 'reminder-drafted')).toHaveLength(2);
  await looks('contacts-told-fr');
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('in a message that is being written the copy is offered, and put there with one click', async () => {
  await reminded(aDraft({ to: ['sophie@garage-canigou.fr'] }));
  await text('Copie proposée\u00a0: compta@garage-canigou.fr (comptabilité, deuxième relance)').waitFor();
  await looks('contacts-compose-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await desk.pane.fault('cc.addAsync', 9000);
  await button('Ajouter en copie').click();
  await desk.pane.page.getByRole('alert').first().waitFor();
  await desk.pane.fault('cc.addAsync', null);
  await button('Ajouter en copie').click();
  await text('Mis en copie').waitFor();
  await button('Ajouter en copie').waitFor({ state: 'detached' });
  expect(await desk.pane.draft()).toMatchObject({ to: ['sophie@garage-canigou.fr'], cc: ['compta@garage-canigou.fr'] });
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('an address that a returned mail names is noted as refused: the next contact is written to, until it is undone', async () => {
  await reminded(RETURNED);
  await text(/Adresse refusée\u00a0: compta@garage-canigou\.fr/).waitFor();
  // It is passed over already, before anybody noted it.
  await text('sophie@garage-canigou.fr').waitFor();
  await looks('contacts-returned-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await button('Noter l’adresse refusée').click();
  await text('Noté').waitFor();
  expect(await contactWords()).toEqual([{ kind: 'contact-changed', address: 'compta@garage-canigou.fr', change: 'bounced' }]);
  expect(await button('Noter l’adresse refusée').count()).toBe(0);
  await text(/compta@garage-canigou\.fr refusée le 23\/11/).waitFor();

  await desk.pane.show(FROM_SOPHIE);
  // It reached nobody: the same step is due again.
  await desk.heading('Relance courtoise').waitFor();
  expect(await desk.pane.page.getByText('comptabilité, deuxième relance').count()).toBe(0);

  await desk.pane.show(RETURNED);
  await text(/compta@garage-canigou\.fr refusée le 23\/11/).waitFor();
  await desk.pane.page.locator('.tl').getByRole('button', { name: 'Annuler' }).first().click();
  await button('Noter l’adresse refusée').waitFor();
  expect((await log()).map(({ kind }) => kind).slice(-1)).toEqual(['entry-voided']);
  expect(desk.pane.complaints).toEqual([]);
}, 90_000);

test('the contacts by role, what is missing; one is added by form, taken out and put back', async () => {
  await reminded(FROM_SOPHIE);
  const { page } = desk.pane;
  await button('Voir, Contacts').click();
  const rows = page.locator('#contacts-list li');
  expect(await rows.locator('p:first-child').allTextContents()).toEqual(['compta@garage-canigou.fr', 'sophie@garage-canigou.fr', 'contact@garage-canigou.fr', 'direction@garage-canigou.fr', 'p.vidal@garage-canigou.fr']);
  await text('Complet').waitFor();
  await looks('contacts-list-fr');
  expect(await axe(page)).toEqual([]);

  await button('Ajouter une adresse').click();
  await desk.heading('Ajouter une adresse', 1).waitFor();
  await button('Ajouter une adresse').click();
  await untilTrue(page, "document.activeElement.getAttribute('aria-invalid') === 'true'");
  expect(await page.locator('.err').allTextContents()).toEqual(['À remplir.', 'À remplir.']);
  const field = page.getByRole('textbox', { name: 'Adresse e-mail' });
  await page.getByRole('radio', { name: 'Celui qui paie' }).check();
  for (const [typed, said] of [['garage', 'Ce n’est pas une adresse e-mail.'], ['marie@atelier-nord.fr', 'C’est une de vos adresses.']] as const) {
    await field.fill(typed);
    await button('Ajouter une adresse').click();
    await page.getByText(said).waitFor();
  }
  await looks('contacts-form-fr');
  expect(await axe(page)).toEqual([]);
  await field.fill('Reglements@Canigou-Groupe.fr');
  await button('Ajouter une adresse').click();
  await text('reglements@canigou-groupe.fr').waitFor();
  expect(await contactWords()).toEqual([{ kind: 'contact-changed', address: 'reglements@canigou-groupe.fr', change: 'added', role: 'payer' }]);
  await text(/contact payeur · ajoutée le 23\/11 \(Marie Lefèvre\)/).waitFor();

  await page.locator('#contacts-list').getByRole('button', { name: 'Retirer reglements@canigou-groupe.fr' }).click();
  await text(/contact payeur · retirée le 23\/11/).waitFor();
  await untilTrue(page, "document.activeElement.dataset.focus === 'contacts'");
  await page.locator('#contacts-list').getByRole('button', { name: 'Remettre reglements@canigou-groupe.fr' }).click();
  await text(/contact payeur · ajoutée le 23\/11/).waitFor();
  expect((await contactWords()).map((fact) => (fact.kind === 'contact-changed' ? `${fact.change} ${fact.role ?? '-'}` : ''))).toEqual(['added payer', 'removed -', 'added payer']);
  expect(desk.pane.complaints).toEqual([]);
}, 90_000);

test('nobody is left to write to: the card says so and offers to add an address', async () => {
  const garage = await desk.office.debtor('C-0412');
  for (const each of PEOPLE.slice(0, 4)) await desk.office.note(garage, { kind: 'contact-changed', address: each.address, change: 'bounced' });
  await desk.open(FROM_SOPHIE);
  await desk.heading('Plus d’adresse valable').waitFor();
  await looks('contacts-nobody-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await button('Ajouter une adresse').first().click();
  await desk.heading('Ajouter une adresse', 1).waitFor();
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('in English: the copy, the list, and far along the salesperson who can help', async () => {
  const garage = await desk.office.debtor('C-0412');
  await reminded(FROM_SOPHIE, { language: 'en-GB' });
  await text('accounting, second reminder').waitFor();
  await looks('contacts-copy-en');
  await button('Show, Contacts').click();
  await looks('contacts-list-en');
  const firm = reference('R-8M4G');
  const [oldest] = LEDGER.invoices;
  if (oldest === undefined) throw new Error('no invoice');
  await desk.office.note(garage, drafted({ stage: 'R2', tone: 'firm', reference: firm, invoices: [aListed({ of: oldest, step: 'R2' })] }));
  await desk.office.note(garage, sent({ reference: firm, sentOn: TODAY }));
  desk.office.now = at('2026-12-01T08:12:00.000Z');
  await desk.pane.page.reload();
  await desk.heading('Call').waitFor();
  await text('The salesperson in charge: Paul Vidal (p.vidal@garage-canigou.fr) can support the reminder.').waitFor();
  await looks('contacts-sales-en');
  expect(await axe(desk.pane.page)).toEqual([]);
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);
