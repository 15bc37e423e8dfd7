import { expect, test } from '@jest/globals';
import { at, held, inDays } from '../core/builders';
import type { Locator } from 'playwright-core';
import { aDesk } from './a-desk';
import { LEDGER } from './cases';
import { aMail, axe, openPane, shot } from './pane-page';
import type { Mail } from './pane-page';
import { untilTrue } from '../demo/until-true';

const desk = aDesk(LEDGER);
const open = (mail: Mail | null = aMail(), options: Parameters<typeof openPane>[3] = {}): Promise<void> => desk.open(mail, options);
const button = (name: string | RegExp): Locator => desk.button(name);
const heading = (name: string | RegExp): Locator => desk.heading(name);

test('a thread that names one customer shows who owes, how much and what comes next, and the reminder lands in a reply', async () => {
  await open();
  await heading('Garage du Canigou').waitFor();
  expect(await desk.pane.page.getByText('4\u202f316,40\u00a0€').first().isVisible()).toBe(true);
  await shot(desk.pane.page, 'a-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await button('Insérer la relance').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  const [form] = await desk.pane.forms();
  expect(form?.how).toBe('reply');
  expect(form?.htmlBody).toMatch(/R-[0-9A-Z]{4}/);
  expect(form?.htmlBody).toContain('FA-2026-0297');
  const debtor = await desk.office.debtor('C-0412');
  expect((await desk.office.log(debtor)).map(({ kind }) => kind)).toEqual(['reminder-drafted']);
  await untilTrue(desk.pane.page, "document.activeElement.dataset.focus === 'next-step'");
  await shot(desk.pane.page, 'e-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  expect(desk.pane.complaints).toEqual([]);
}, 40_000);

test('another tone and another language change the text, and the preview shows it before anything is reserved', async () => {
  await open();
  await button(/^Langue de la relance/).click();
  await desk.pane.page.getByRole('menuitemradio', { name: 'Anglais' }).click();
  await button('Aperçu').click();
  const text = desk.pane.page.getByRole('textbox', { name: 'Message' });
  await text.waitFor();
  expect(await text.getAttribute('lang')).toBe('en');
  expect(await text.innerText()).toMatch(/invoice/i);
  await shot(desk.pane.page, 'j-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await desk.pane.page.keyboard.press('Escape');
  await heading('Garage du Canigou').waitFor();
  expect(await desk.office.log(await desk.office.debtor('C-0412'))).toEqual([]);
}, 40_000);

test('what the clerk changes in the preview is what the mailbox gets', async () => {
  await open();
  await button('Aperçu').click();
  const text = desk.pane.page.getByRole('textbox', { name: 'Message' });
  await text.waitFor();
  await desk.pane.page.getByText('Madame, Monsieur,', { exact: true }).waitFor();
  await text.evaluate((node) => {
    const added = document.createElement('p');
    added.textContent = 'Merci de nous rappeler <jeudi>.';
    node.prepend(added);
    node.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await desk.pane.page.getByText(/^Texte modifié/).waitFor();
  await desk.pane.page.keyboard.press('Escape');
  await heading('Garage du Canigou').waitFor();
  await desk.pane.page.keyboard.press('Alt+i');
  await heading(/Cette relance est-elle partie/).waitFor();
  const [form] = await desk.pane.forms();
  expect(form?.htmlBody).toContain('Merci de nous rappeler &lt;jeudi&gt;.');
}, 40_000);

test('when the mailbox refuses every form and the clipboard is closed, the step is given back, the text stays and can be copied', async () => {
  await open(aMail(), { clipboard: false });
  await heading('Garage du Canigou').waitFor();
  await desk.pane.refuse(5001);
  await button('Insérer la relance').click();
  await desk.pane.page.getByRole('alert').waitFor();
  await shot(desk.pane.page, 'insert-refused-320-light-fr');
  const debtor = await desk.office.debtor('C-0412');
  expect((await desk.office.log(debtor)).map(({ kind }) => kind)).toEqual(['reminder-drafted', 'draft-discarded']);
  await desk.pane.refuse(null);
  await button('Insérer la relance').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  expect((await desk.pane.forms()).length).toBe(1);
}, 40_000);

test('after a refused insertion, another mail offers nothing more for the customer before', async () => {
  await open(aMail(), { clipboard: false });
  await heading('Garage du Canigou').waitFor();
  await desk.pane.refuse(5001);
  await button('Insérer la relance').click();
  await button('Copier le texte').waitFor();
  await desk.pane.refuse(null);
  await desk.pane.show(aMail({ id: 'mail-9', conversation: 'thread-9', from: 'contact@boulangerie-mas.fr', subject: 'Bonjour' }));
  await heading('Boulangerie Mas').waitFor();
  expect(await button('Copier le texte').count()).toBe(0);
  expect(await desk.pane.forms()).toEqual([]);
}, 40_000);

test('a colleague who was faster is named, and the card shows the draft', async () => {
  await open();
  await heading('Garage du Canigou').waitFor();
  const second = await openPane(desk.browser, desk.office.url, aMail());
  await second.page.getByRole('button', { name: 'Insérer la relance' }).click();
  await second.page.getByRole('heading', { name: /Cette relance est-elle partie/ }).waitFor();
  await second.close();
  await button('Insérer la relance').click();
  await desk.pane.page.getByRole('alert').filter({ hasText: /./ }).waitFor();
  await heading(/Cette relance est-elle partie/).waitFor();
  expect(await desk.pane.page.getByText(/Marie Lefèvre/).first().isVisible()).toBe(true);
  expect((await desk.pane.forms()).length).toBe(0);
}, 40_000);

test('the clerk says that it went out, and can take that back within the moment', async () => {
  await open();
  await button('Insérer la relance').click();
  await button('Oui, envoyée').click();
  await desk.pane.page.getByText('Notée comme envoyée').first().waitFor();
  await shot(desk.pane.page, 'sent-320-light-fr');
  await desk.pane.page.locator('.toast').getByRole('button', { name: 'Annuler' }).click();
  await heading(/Cette relance est-elle partie/).waitFor();
  expect((await desk.office.log(await desk.office.debtor('C-0412'))).map(({ kind }) => kind)).toEqual(['reminder-drafted', 'reminder-sent', 'entry-voided']);
}, 40_000);

test('a discarded draft frees the step', async () => {
  await open();
  await button('Insérer la relance').click();
  await button('Non, supprimée').click();
  await button('Insérer la relance').waitFor();
}, 40_000);

test('two possible customers are both shown with their clues, and the choice is remembered for the thread', async () => {
  const mail = aMail({ conversation: 'thread-2', subject: 'Votre facture FA-2026-0266', from: 'a.dorval@cabinet-dorval.fr' });
  await open(mail);
  await button('Choisir Garage Peyron').waitFor();
  await button('Choisir Boulangerie Mas').waitFor();
  await shot(desk.pane.page, 'b-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await button('Choisir Garage Peyron').click();
  await desk.pane.page.getByRole('heading', { name: 'Garage Peyron', level: 1 }).waitFor();
  await untilTrue(desk.pane.page, "document.activeElement.dataset.focus === 'heading'");
  await desk.pane.show(aMail());
  await heading('Garage du Canigou').waitFor();
  await desk.pane.show(mail);
  await desk.pane.page.getByRole('heading', { name: 'Garage Peyron', level: 1 }).waitFor();
}, 40_000);

test('a sender whom nothing names is asked about, and found by name', async () => {
  await open(aMail({ conversation: 'thread-3', subject: 'Bonjour', from: 'j.inconnu@orange.fr', text: 'Bonjour, une question.' }));
  await heading(/Qui écrit/).waitFor();
  await shot(desk.pane.page, 'c-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await desk.pane.page.getByRole('combobox', { name: 'Chercher un client' }).fill('canig');
  await desk.pane.page.getByRole('option', { name: /Garage du Canigou/ }).waitFor();
  await shot(desk.pane.page, 'c-search-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await desk.pane.page.keyboard.press('ArrowDown');
  await desk.pane.page.keyboard.press('Enter');
  await heading('Garage du Canigou').waitFor();
}, 40_000);

test('a thread that is no customer’s stays so', async () => {
  await open(aMail({ conversation: 'thread-4', subject: 'Bonjour', from: 'info@fournisseur.fr', text: 'Bonjour.' }));
  await button(/pas un client/).click();
  await heading(/pas un client/).waitFor();
}, 40_000);

test('a promise holds reminders, and its page keeps what was typed when the clerk looks at another mail', async () => {
  await open();
  await button('Noter').click();
  await desk.pane.page.getByRole('menuitem', { name: 'Promesse de paiement' }).click();
  await heading('Promesse de paiement').waitFor();
  await desk.pane.page.getByLabel('Phrase à garder').fill('le virement part vendredi');
  await button('Enregistrer la promesse').click();
  await desk.pane.page.getByText('À remplir.').waitFor();
  await shot(desk.pane.page, 'form-promise-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await desk.pane.show(aMail({ id: 'mail-9', conversation: 'thread-9', from: 'contact@boulangerie-mas.fr', subject: 'Bonjour' }));
  await heading('Boulangerie Mas').waitFor();
  await desk.pane.show(aMail());
  await heading('Garage du Canigou').waitFor();
  await desk.pane.page.getByText('à enregistrer').waitFor();
  await desk.pane.page.getByRole('button', { name: 'Promesse de paiement', exact: true }).click();
  expect(await desk.pane.page.getByLabel('Phrase à garder').inputValue()).toBe('le virement part vendredi');
  await desk.pane.page.getByLabel('Payée le').fill('2026-11-27');
  await button('Enregistrer la promesse').click();
  await desk.pane.page.getByText('En suspens').first().waitFor();
  await shot(desk.pane.page, 'd2-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  const [fact] = await desk.office.log(await desk.office.debtor('C-0412'));
  expect(fact).toMatchObject({ kind: 'promise-recorded', promisedFor: '2026-11-27', quotation: 'le virement part vendredi' });
}, 40_000);

test('an unreachable server keeps figures and words, says so once, and comes back by itself', async () => {
  await open();
  await heading('Garage du Canigou').waitFor();
  await button('Noter').click();
  await desk.pane.page.getByRole('menuitem', { name: 'Note' }).click();
  await desk.pane.page.getByLabel('Texte').fill('Mme Marchand rappelle jeudi');
  desk.office.down = true;
  await button('Enregistrer la note').click();
  await desk.pane.page.getByText('Serveur injoignable').waitFor();
  expect(await desk.pane.page.getByLabel('Texte').inputValue()).toBe('Mme Marchand rappelle jeudi');
  expect(await axe(desk.pane.page)).toEqual([]);
  await button('Retour').click();
  await desk.pane.page.getByText('à enregistrer').waitFor();
  expect(await desk.pane.page.getByText('4\u202f316,40\u00a0€').first().isVisible()).toBe(true);
  await shot(desk.pane.page, 'h-320-light-fr');
  desk.office.down = false;
  await desk.pane.page.getByRole('button', { name: 'Note', exact: true }).click();
  await button('Enregistrer la note').click();
  await desk.pane.page.getByText('Mme Marchand rappelle jeudi').waitFor();
  expect((await desk.office.log(await desk.office.debtor('C-0412'))).length).toBe(1);
}, 60_000);

test('a slow server shows the boxes of the card, then that it is still reading', async () => {
  desk.office.slowMs = 15_000;
  await open();
  await desk.pane.page.locator('.sk').first().waitFor();
  await shot(desk.pane.page, 'g-320-light-fr');
  await desk.pane.page.getByText('Toujours en lecture…').waitFor({ timeout: 6_000 });
  desk.office.slowMs = 0;
  await heading('Garage du Canigou').waitFor({ timeout: 10_000 });
}, 40_000);

test('a pinned pane never shows an old name with new figures: the old card is dimmed and inert meanwhile', async () => {
  await open();
  await heading('Garage du Canigou').waitFor();
  desk.office.slowMs = 15_000;
  await desk.pane.show(aMail({ id: 'mail-9', conversation: 'thread-9', from: 'contact@boulangerie-mas.fr', subject: 'Bonjour' }));
  const old = desk.pane.page.locator('[data-old=true]');
  await old.waitFor();
  expect(await old.getAttribute('inert')).not.toBeNull();
  await shot(desk.pane.page, 'dimmed-320-light-fr');
  desk.office.slowMs = 0;
  await heading('Boulangerie Mas').waitFor();
  expect(await desk.pane.page.locator('#relance-main').getByText('Garage du Canigou').count()).toBe(0);
  // What is spoken comes a moment after what is shown.
  await untilTrue(desk.pane.page, "!document.body.textContent.includes('Garage du Canigou')");
}, 40_000);

test('the worklist goes by keyboard alone, and a new message starts without a thread', async () => {
  await open(null);
  await heading('Aucun message ouvert').waitFor();
  await desk.pane.page.keyboard.press('Alt+l');
  await heading(/À relancer/).waitFor();
  await desk.pane.page.getByRole('button', { name: 'Garage Peyron' }).waitFor();
  await desk.pane.page.getByRole('button', { name: 'Garage Peyron' }).focus();
  await desk.pane.page.keyboard.press('k');
  await untilTrue(desk.pane.page, "document.activeElement.textContent === 'Garage du Canigou'");
  await shot(desk.pane.page, 'l-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await button('Nouveau message').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  const [form] = await desk.pane.forms();
  expect(form).toMatchObject({ how: 'new-message', toRecipients: ['compta@garage-canigou.fr'] });
  await button(/^Retour/).click();
  // The draft leaves the reminders of the day and waits among what is to be confirmed.
  await desk.pane.page.getByRole('option', { name: 'À confirmer · 1' }).waitFor({ state: 'attached' });
  await desk.pane.page.getByRole('combobox').selectOption('to-confirm');
  await desk.pane.page.getByText('Brouillon en attente', { exact: true }).waitFor();
  expect(await desk.pane.page.locator('ol.wl [data-row]').allInnerTexts()).toEqual(['Garage du Canigou']);
}, 40_000);

test('a list that was read again keeps the customer under the clerk’s hands, wherever he stands now', async () => {
  await open(null);
  await heading('Aucun message ouvert').waitFor();
  await desk.pane.page.keyboard.press('Alt+l');
  await desk.pane.page.getByRole('button', { name: 'Garage Peyron' }).focus();
  await desk.pane.page.locator('li[aria-current=true]', { hasText: 'Garage Peyron' }).waitFor();
  // A colleague sets the first of them aside.
  await desk.office.note(await desk.office.debtor('C-0412'), held({ until: inDays(20) }));
  await desk.pane.page.getByRole('tab', { name: /^À relancer/ }).click();
  await untilTrue(desk.pane.page, "document.querySelectorAll('ol.wl [data-row]').length === 2");
  expect(await desk.pane.page.locator('li[aria-current=true] [data-row]').innerText()).toBe('Garage Peyron');
  await button('Nouveau message').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  const [form] = await desk.pane.forms();
  expect(form).toMatchObject({ toRecipients: ['a.dorval@cabinet-dorval.fr'] });
}, 40_000);

test('a reminder that the thread proves sent is noted once, without asking', async () => {
  await open();
  await button('Insérer la relance').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  const debtor = await desk.office.debtor('C-0412');
  const [drafted] = await desk.office.log(debtor);
  const reference = drafted?.kind === 'reminder-drafted' ? drafted.reference : '';
  const answer = aMail({ id: 'mail-2', sent: '2026-11-23T08:20:00.000Z', text: `Bien reçu.\n\nLe 23/11/2026, Marie a écrit :\n> Réf. ${reference}\n` });
  await desk.pane.show(answer);
  await desk.pane.page.getByText(/Relance courtoise envoyée$/).waitFor();
  await desk.pane.show(aMail());
  await desk.pane.show(answer);
  await desk.pane.page.getByText(/Relance courtoise envoyée$/).waitFor();
  expect((await desk.office.log(debtor)).map(({ kind }) => kind)).toEqual(['reminder-drafted', 'reminder-sent']);
}, 40_000);

test('figures that are too old hold a firm reminder: what lifts it stands first, and nothing is inserted', async () => {
  const debtor = await desk.office.debtor('C-0412');
  await desk.office.remindedBefore(debtor);
  desk.office.now = at('2026-12-03T08:12:00.000Z');
  await open();
  await heading('Garage du Canigou').waitFor();
  await button('Relire ce client').last().waitFor();
  await shot(desk.pane.page, 'i-320-light-fr');
  await desk.pane.page.getByText('La relance reprend dès que le grand livre est réimporté').waitFor();
  expect(await button(/Insérer (la relance|quand même)/).count()).toBe(0);
  expect((await desk.office.log(debtor)).map(({ kind }) => kind)).toEqual(['reminder-drafted', 'reminder-sent']);
}, 40_000);

test('outside Outlook the page says where it belongs', async () => {
  await open(null, { outside: true });
  await heading('Ouvrez Relance dans Outlook').waitFor();
  await shot(desk.pane.page, 'not-in-outlook-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
}, 40_000);

test.each([
  ['320-dark-fr', { colorScheme: 'dark' as const }],
  ['450-light-en', { viewport: { width: 450, height: 800 }, language: 'en-GB' }],
  ['450-dark-en', { viewport: { width: 450, height: 800 }, language: 'en-GB', colorScheme: 'dark' as const }],
  ['320-light-fr-reduced-forced', { reducedMotion: 'reduce' as const, forcedColors: 'active' as const }],
])('the card keeps to the rules of access in %s', async (name, options) => {
  await desk.office.remindedBefore(await desk.office.debtor('C-0412'));
  await open(aMail(), options);
  await heading('Garage du Canigou').waitFor();
  await desk.pane.page.getByRole('button', { name: /3 indices|2 indices|clue|indice/ }).click();
  await shot(desk.pane.page, `a2-${name}`);
  expect(await axe(desk.pane.page)).toEqual([]);
  expect(await desk.pane.page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
}, 40_000);

test('who owes, how much, what next and the button fit in 320 by 600 without scrolling', async () => {
  await open(aMail(), { viewport: { width: 320, height: 600 } });
  await heading('Garage du Canigou').waitFor();
  await button('Insérer la relance').waitFor();
  const box = await button('Insérer la relance').boundingBox();
  expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(600);
}, 40_000);

test.each([
  ['450-light-fr', { viewport: { width: 450, height: 800 } }],
  ['320-dark-en', { language: 'en-GB', colorScheme: 'dark' as const }],
])('every page of the pane keeps to the rules of access in %s', async (name, options) => {
  const pages: readonly (readonly [string, () => Promise<void>])[] = [
    ['b', () => desk.pane.show(aMail({ conversation: 'thread-2', subject: 'Votre facture FA-2026-0266', from: 'a.dorval@cabinet-dorval.fr' }))],
    ['c', () => desk.pane.show(aMail({ conversation: 'thread-3', subject: 'Bonjour', from: 'j.inconnu@orange.fr', text: 'Bonjour.' }))],
    ['a', () => desk.pane.show(aMail())],
    ['j', () => desk.pane.page.keyboard.press('Alt+p')],
    ['l', () => desk.pane.page.keyboard.press('Alt+l')],
    ['search', () => desk.pane.page.keyboard.press('/')],
  ];
  await open(null, options);
  await desk.pane.page.getByRole('heading', { level: 1 }).waitFor();
  for (const [page, go] of pages) {
    const before = await desk.pane.page.locator('h1').innerText();
    await go();
    await untilTrue(desk.pane.page, (old) => document.querySelector('h1') !== null && document.querySelector('h1')?.textContent !== old && document.querySelector('[data-old=true]') === null, before);
    await desk.pane.page.waitForTimeout(150);
    await shot(desk.pane.page, `${page}-${name}`);
    expect([page, await axe(desk.pane.page)]).toEqual([page, []]);
  }
}, 60_000);

test('an invoice that the mail shortens is marked in the list, and no other', async () => {
  await open(aMail({ subject: 'Bonjour', text: 'Bonjour,\nla 297 part demain, promis.\n' }));
  await heading('Garage du Canigou').waitFor();
  expect(await desk.pane.page.getByText('dans ce message').count()).toBe(1);
  await shot(desk.pane.page, 'meant-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
}, 40_000);

test('a mail that says it is paid holds the reminder until the clerk has settled it, here and for colleagues', async () => {
  await open(aMail({ subject: 'Bonjour', text: 'Bonjour,\nCette facture a déjà été réglée.\n' }));
  await heading('Garage du Canigou').waitFor();
  await desk.pane.page.getByText('Ce message semble dire que c’est payé').waitFor();
  await heading('Réponse du 20/11 à traiter').waitFor();
  await desk.pane.page.getByText('Réponse du client à traiter').waitFor();
  await shot(desk.pane.page, 'heed-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  expect(await desk.office.log(await desk.office.debtor('C-0412'))).toEqual([{ kind: 'answer-noted', receivedOn: '2026-11-20', read: false }]);
  await button('Lu, rien à noter').click();
  await button('Insérer la relance').waitFor();
  await shot(desk.pane.page, 'heed-read-320-light-fr');
  await desk.pane.show(aMail({ id: 'mail-2', conversation: 'second', subject: 'Bonjour', text: 'Bonjour, une question.' }));
  await desk.pane.page.getByText('Ce message semble dire').waitFor({ state: 'detached' });
}, 40_000);
