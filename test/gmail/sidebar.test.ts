import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { aDebtor, anInvoice, daysAgo, eur, MARIE } from '../core/builders';
import { MORNING, value } from '../contracts/subject';
import { SheetCompany } from '../contracts/sheet-subject';
import type { DebtorId } from '../../src/core';
import type { FailureName } from '../../src/demo/gmail/host';
import { JOURNAL_COLUMNS } from '../../src/gmail/sheet/tab-columns';
import { SidebarClerk } from './a-sidebar';

const OPEN = '19f0000000000001';
const THREAD = '19f0000000000000';
const STRANGER = '19f0000000000011';
const DAY_MS = 86_400_000;
let company: SheetCompany;
let clerk: SidebarClerk;
let canigou: DebtorId;

const SECOND = aDebtor({ id: 'C-0500' as DebtorId, code: 'C-0500', name: 'Peyron Transports', legalIds: { siren: null, siret: null, vat: null }, contacts: [], domains: [] });

beforeEach(async () => {
  company = new SheetCompany();
  company.setNow(MORNING);
  await company.read({ debtors: [aDebtor(), SECOND], invoices: [anInvoice({ due: daysAgo(2) }), anInvoice({ number: 'P-77', debtor: SECOND.id, due: daysAgo(40) })] });
  const { world, place } = company;
  world.userProperties.set('relance', JSON.stringify({ version: 1, place: { kind: 'sheet', book: place }, language: null }));
  world.mailbox.receive(THREAD, { id: OPEN, from: 'Compta Canigou <compta@garage-canigou.fr>', to: world.user.email, date: Date.parse(MORNING) - DAY_MS, subject: 'Facture FA-2026-0297', html: '<p>Bonjour, merci.</p>' });
  world.mailbox.receive('19f0000000000010', { id: STRANGER, from: 'Luc Inconnu <luc@inconnu.example>', to: world.user.email, date: Date.parse(MORNING) - DAY_MS, subject: 'Bonjour', html: '<p>Une question.</p>' });
  clerk = new SidebarClerk(world);
  canigou = value(company.records(MARIE).search('canigou'))[0]?.id as DebtorId;
});

const entries = (debtor = canigou) => value(company.records(MARIE).entriesOf(debtor)).map(({ fact }) => fact.kind);
const draft = () => company.world.mailbox.drafts[0];

describe('beside an open message', () => {
  test('the card says who owes, with what it is known by, what is owed, what comes next and why', () => {
    const { world } = company;
    clerk.openMessage(OPEN);
    for (const said of ['Garage du Canigou', 'Facture FA-2026-0297 (objet)', '1\u202f200,00\u00a0€', 'Relance courtoise', 'compta@garage-canigou.fr', `Compte Google\u00a0: ${world.user.email}`]) expect(clerk.text()).toContain(said);
    expect(clerk.has('Insérer la relance')).toBe(true);
  });

  test('a stranger sends our own electronic invoice back: its buyer is the customer', () => {
    const seller = '123456782';
    const invoice = readFileSync(join(__dirname, '../fixtures/e-invoices/factur-x-minimum.xml'), 'utf8').replaceAll('987654321', '812345676');
    expect(invoice).toContain(seller);
    clerk.openMessage(STRANGER);
    expect(clerk.text()).not.toContain('Garage du Canigou');
    const profile = value(company.records(MARIE).pack()).profile;
    company.world.mailbox.receive('19f0000000000020', { id: '19f0000000000021', from: 'Luc Inconnu <luc@inconnu.example>', to: company.world.user.email, date: Date.parse(MORNING) - DAY_MS, subject: 'Bonjour', html: '<p>Une question.</p>',
      attachments: [{ name: 'facture.xml', contentType: 'application/xml', size: invoice.length, text: invoice.replaceAll(seller, profile.legalIds.siren ?? seller).replaceAll('LE FOURNISSEUR', profile.name) }] });
    clerk.openMessage('19f0000000000021');
    expect(clerk.text()).toContain('Garage du Canigou');
  });

  test('one press opens the reply as a draft, and the log knows', () => {
    const answer = clerk.openMessage(OPEN).press('Insérer la relance');
    expect(answer.kind).toBe('compose');
    expect(draft()).toMatchObject({ threadId: THREAD, message: { to: 'Compta Canigou <compta@garage-canigou.fr>' } });
    expect(entries()).toEqual(['reminder-drafted']);
    expect(clerk.openMessage(OPEN).text()).toContain('Brouillon');
  });

  test('pressed twice, the second is refused in words and there is one draft', () => {
    clerk.openMessage(OPEN).press('Insérer la relance');
    expect(() => clerk.press('Insérer la relance')).toThrow();
    expect(company.world.mailbox.drafts).toHaveLength(1);
    expect(entries()).toEqual(['reminder-drafted']);
  });

  test('the draft is sent: the next time the thread is opened the log says so', () => {
    clerk.openMessage(OPEN).press('Insérer la relance');
    company.world.mailbox.sendDraft(draft()?.id ?? '');
    clerk.openMessage(OPEN);
    expect(entries()).toEqual(['reminder-drafted', 'reminder-sent']);
    expect(clerk.text()).not.toContain('Insérer la relance');
    clerk.openMessage(OPEN);
    expect(entries()).toEqual(['reminder-drafted', 'reminder-sent']);
  });

  test('the draft is thrown away: the clerk says so and the step is free again', () => {
    clerk.openMessage(OPEN).press('Insérer la relance');
    company.world.mailbox.discardDraft(draft()?.id ?? '');
    clerk.openMessage(OPEN).press('Non, supprimée');
    expect(entries()).toEqual(['reminder-drafted', 'draft-discarded']);
    expect(clerk.has('Insérer la relance')).toBe(true);
  });

  test('a promise is noted in a form, holds the reminder, and is taken back', () => {
    clerk.openMessage(OPEN).press('Promesse de paiement');
    clerk.press('Enregistrer la promesse', {});
    expect(clerk.text()).toContain('À remplir.');
    clerk.press('Enregistrer la promesse', { date: { msSinceEpoch: Date.UTC(2026, 10, 30) } });
    expect(entries()).toEqual(['promise-recorded']);
    expect(clerk.has('Insérer la relance')).toBe(false);
    clerk.press('Annuler');
    expect(entries()).toEqual(['promise-recorded', 'entry-voided']);
    expect(clerk.has('Insérer la relance')).toBe(true);
  });

  test('nobody is known: searched, chosen, remembered', () => {
    clerk.openMessage(STRANGER);
    clerk.press('Chercher', { words: 'peyron' });
    clerk.press('Peyron Transports');
    expect(clerk.text()).toContain('Peyron Transports');
    clerk.openMessage(STRANGER);
    expect(clerk.text()).toContain('P-77');
  });

  test('another reply goes into a draft of its own and into the log', () => {
    expect(clerk.openMessage(OPEN).press('Relevé de compte').kind).toBe('compose');
    expect(draft()?.message.html).toContain('FA-2026-0297');
    expect(entries()).toEqual(['reply-inserted']);
    expect(clerk.openMessage(OPEN).has('Insérer la relance')).toBe(true);
  });

  test.each(['Actualiser', 'Relire'])('%s reads everything anew: what the sheet says now stands on the card', async (how) => {
    clerk.openMessage(OPEN);
    await company.read({ debtors: [aDebtor(), SECOND], invoices: [anInvoice({ due: daysAgo(2), amount: eur(50), outstanding: eur(50) })] });
    expect(clerk.openMessage(OPEN).text()).toContain('1\u202f200,00');
    if (how === 'Relire') clerk.press(how);
    else clerk.refresh();
    expect(clerk.text()).toContain('50,00');
    expect(clerk.text()).not.toContain('1\u202f200,00');
  });

  test('the text can be read before it goes', () => {
    clerk.openMessage(OPEN).press('Aperçu');
    expect(clerk.text()).toContain('FA-2026-0297');
    expect(clerk.press('Insérer la relance').kind).toBe('compose');
  });
});

describe('without a message', () => {
  test('the list names whom to see to, and a new draft goes to his usual contact', () => {
    clerk.home();
    expect(clerk.text()).toContain('Garage du Canigou');
    clerk.press('Garage du Canigou');
    expect(clerk.press('Insérer la relance').kind).toBe('compose');
    expect(draft()?.message.to).toContain('compta@garage-canigou.fr');
    expect(entries()).toEqual(['reminder-drafted']);
  });

  test('beside a draft the text goes in at the cursor, to this customer', () => {
    clerk.beside().press('Chercher', { words: 'canigou' });
    clerk.press('Garage du Canigou');
    const answer = clerk.press('Insérer la relance');
    expect(answer).toMatchObject({ kind: 'update-draft', to: ['compta@garage-canigou.fr'], body: { type: 'IN_PLACE_INSERT' } });
    expect(entries()).toEqual(['reminder-drafted']);
  });

  test('the first run: a spreadsheet is made, and the list is empty', () => {
    company.world.userProperties.clear();
    clerk.home();
    expect(clerk.text()).toContain('Connectez votre grand livre');
    clerk.press('Créer mon classeur');
    expect(company.world.files.size).toBe(2);
    expect(clerk.text()).toContain('À relancer');
  });
});

describe('the company’s server', () => {
  const serverPlace = () => company.world.userProperties.set('relance', JSON.stringify({ version: 1, place: { kind: 'server', address: 'https://relance.atelier.example' }, language: null }));

  test.each([['server-down', 'source/unreachable'], ['no-identity', 'google/no-consent'], ['fetch-quota', 'google/quota']] as [FailureName, string][])('%s: a card that says what to do', (what, code) => {
    serverPlace();
    company.world.identityToken = () => 'a.b.c';
    company.world.fetch = () => { throw new Error('nobody should be asked'); };
    clerk.host.failNext(what, 5);
    clerk.openMessage(OPEN);
    expect([`problem ${code}`, 'consent']).toContain(clerk.card['name']);
    expect(clerk.stack).toHaveLength(1);
  });

  test('what the server refuses is explained', () => {
    serverPlace();
    company.world.identityToken = () => 'a.b.c';
    company.world.fetch = () => ({ status: 403, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ apiVersion: 1, problem: { code: 'source/forbidden' } }) });
    clerk.openMessage(OPEN);
    expect(clerk.card['name']).toBe('problem source/forbidden');
  });

  test('an address without https, or none at all, is refused at its field and nothing moves', () => {
    for (const typed of ['http://relance.atelier.example', '']) {
      clerk.openMessage(OPEN).press('Réglages');
      clerk.press('Passer sur le serveur', { 'server-address': typed });
      expect(clerk.card['name']).toBe('settings');
      expect(clerk.text()).toContain('votre administrateur vous la donne');
    }
    expect(clerk.openMessage(OPEN).has('Insérer la relance')).toBe(true);
  });

  test('the server does not answer while a sheet moves: nothing has changed, and the sheet goes on', () => {
    company.world.identityToken = () => 'a.b.c';
    clerk.openMessage(OPEN).press('Réglages');
    clerk.host.failNext('server-down', 5);
    clerk.press('Passer sur le serveur', { 'server-address': 'relance.atelier.example' });
    expect(clerk.card['name']).toBe('problem source/unreachable');
    while (company.world.faults.take('server-down'));
    expect(clerk.openMessage(OPEN).press('Insérer la relance').kind).toBe('compose');
  });
});

test('the clerk says how she is called: the log of the sheet and its texts say so too', () => {
  clerk.openMessage(OPEN).press('Réglages');
  expect(clerk.fields()).toContain('person');
  clerk.press('Enregistrer', { person: 'Marie Lefèvre', name: 'Atelier Nord', signature: 'mail-client' });
  expect(clerk.text()).toContain('Réglages');
  clerk.openMessage(OPEN).press('Insérer la relance');
  expect(value(company.records(MARIE).entriesOf(canigou)).map(({ author }) => author.name)).toEqual(['Marie Lefèvre']);
});

describe('what goes wrong is a card that says what to do, and nothing is lost or doubled', () => {
  test.each([
    ['no-rights', 'sheet/no-rights'], ['sheet-gone', 'sheet/gone'], ['sheets-quota', 'sheet/quota'], ['sheets-down', 'sheet/not-answering'], ['token-expired', 'google/token-expired'], ['mail-quota', 'google/quota'], ['properties-quota', 'google/quota'],
  ] as [FailureName, string][])('reading: %s', (what, code) => {
    clerk.host.failNext(what, 5);
    clerk.openMessage(OPEN);
    expect(clerk.card['name']).toBe(`problem ${code}`);
    expect(clerk.has('Insérer la relance')).toBe(false);
    // A token is of its event: another try comes with another one.
    while (company.world.faults.take(what));
    const again = ['Réessayer', 'Réglages'].find((label) => clerk.has(label));
    expect(again).toBeDefined();
    clerk.openMessage(OPEN);
    expect(clerk.has('Insérer la relance')).toBe(true);
  });

  test('the thread may not be read: the open message is, and the card says so', () => {
    clerk.host.failNext('thread-refused');
    clerk.openMessage(OPEN);
    expect(clerk.text()).toContain("que le message ouvert");
    expect(clerk.has('Insérer la relance')).toBe(true);
  });

  test.each(['lock', 'draft-refused', 'no-rights', 'sheets-quota'] as const)('inserting: %s leaves no draft without an entry and no entry without a draft', (what) => {
    clerk.openMessage(OPEN);
    clerk.host.failNext(what, 9);
    expect(() => clerk.press('Insérer la relance')).toThrow(/\S/);
    while (company.world.faults.take(what));
    expect(company.world.mailbox.drafts).toHaveLength(0);
    expect(entries().filter((kind) => kind === 'reminder-drafted')).toHaveLength(entries().filter((kind) => kind === 'draft-discarded').length);
    clerk.openMessage(OPEN).press('Insérer la relance');
    expect(company.world.mailbox.drafts).toHaveLength(1);
  });

  test('the answer of the log is lost: pressed again there is one reminder, or the card says that a step is reserved', () => {
    clerk.openMessage(OPEN);
    clerk.host.failNext('answer-lost');
    expect(() => clerk.press('Insérer la relance')).toThrow();
    expect(company.world.mailbox.drafts).toHaveLength(0);
    clerk.openMessage(OPEN);
    expect(entries().filter((kind) => kind === 'reminder-drafted').length).toBeLessThan(2);
  });

  test('a tab was renamed: it is found again', () => {
    company.tab('invoices').rename('Mes factures');
    clerk.openMessage(OPEN);
    expect(clerk.has('Insérer la relance')).toBe(true);
  });

  test('a needed column was taken out: its name is said', () => {
    const tab = company.tab('invoices');
    const column = (tab.rows[0] ?? []).findIndex((cell) => String(cell ?? '').startsWith('Échéance'));
    tab.write(0, column, [['Divers']]);
    clerk.openMessage(OPEN);
    expect(clerk.card['name']).toMatch(/^problem /);
    expect(clerk.text()).toContain('chéance');
  });

  test('a cell with #REF! is one unreadable row, the rest goes on', () => {
    const tab = company.tab('invoices');
    const column = (tab.rows[0] ?? []).findIndex((cell) => String(cell ?? '').startsWith('Échéance'));
    tab.write(2, column, [[{ error: '#REF!' }]]);
    clerk.openMessage(OPEN);
    expect(clerk.has('Insérer la relance')).toBe(true);
    expect(clerk.text()).toMatch(/1 ligne/);
  });

  test('an entry edited by hand stands on the card', () => {
    clerk.openMessage(OPEN).press('Note');
    clerk.press('Enregistrer la note', { text: 'Appelle jeudi' });
    const journal = company.tab('journal');
    const column = (journal.rows[0] ?? []).indexOf(JOURNAL_COLUMNS.what.fr);
    expect(column).toBeGreaterThanOrEqual(0);
    journal.write(1, column, [['Autre chose']]);
    clerk.openMessage(OPEN);
    expect(clerk.text()).toContain('a été retouchée');
  });
});

test('two clerks insert the same reminder at once: one draft, and the other is told who was faster', () => {
  const { world, place, file } = company;
  const paul = world.colleague({ email: 'paul@atelier-nord.fr', name: 'Paul', timeZone: 'Europe/Paris', locale: 'fr' });
  file.share('paul@atelier-nord.fr', 'writer');
  paul.userProperties.set('relance', world.userProperties.get('relance') ?? '');
  paul.mailbox.receive(THREAD, { id: OPEN, from: 'Compta Canigou <compta@garage-canigou.fr>', to: paul.user.email, date: Date.parse(MORNING) - DAY_MS, subject: 'Facture FA-2026-0297', html: '<p>Bonjour.</p>' });
  const other = new SidebarClerk(paul);
  expect(place.spreadsheet).toBe(file.id);
  clerk.openMessage(OPEN);
  other.openMessage(OPEN);
  clerk.press('Insérer la relance');
  expect(() => other.press('Insérer la relance')).toThrow(/user-marie/);
  expect([world.mailbox.drafts.length, paul.mailbox.drafts.length]).toEqual([1, 0]);
  expect(entries()).toEqual(['reminder-drafted']);
});

describe('calls that leave the script', () => {
  test('the first time at most eight, then at most four', () => {
    clerk.openMessage(OPEN);
    expect(clerk.host.calls.total).toBeLessThanOrEqual(8);
    clerk.openMessage(OPEN);
    expect(clerk.host.calls.total).toBeLessThanOrEqual(4);
  });
});
