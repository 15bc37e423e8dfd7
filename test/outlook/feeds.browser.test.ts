import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { untilTrue } from '../demo/until-true';
import { aDesk } from './a-desk';
import { GARAGE, LEDGER } from './cases';
import { aDifference, aFeed, aSummary, feedsOnTheWire } from './feeds-on-the-wire';
import type { WireDesk } from './feeds-on-the-wire';
import { aMail, axe, shot } from './pane-page';

const desk = aDesk(LEDGER);
let wire: WireDesk;
beforeEach(async () => { wire = await feedsOnTheWire(); });
afterEach(() => wire.close());

const page = () => desk.pane.page;
const field = (label: string | RegExp): Locator => page().getByLabel(label, { exact: typeof label === 'string' });
async function openFeeds(options: Parameters<typeof desk.open>[1] = {}): Promise<void> {
  await desk.open(aMail(), options);
  await wire.serve(page());
  await desk.heading(GARAGE.name, 1).waitFor();
  await desk.button('Plus d’actions').first().click();
  await page().getByRole('menuitem', { name: 'Réglages' }).click();
  await desk.button('Mes grands livres').click();
  await desk.heading('Mes grands livres', 1).waitFor();
}
const focused = (name: string): Promise<unknown> => untilTrue(page(), `document.activeElement?.getAttribute('data-focus') === ${JSON.stringify(name)}`);

test('Odoo is connected: what lacks is named, a refused key is named, who answers is told, the first pull is followed, its figures are checked', async () => {
  await openFeeds();
  await page().getByText('Aucun logiciel n’est connecté.').waitFor();
  expect(await axe(page())).toEqual([]);
  await desk.button('Connecter un logiciel').click();
  await shot(page(), 'feeds-choose-fr');
  expect(await axe(page())).toEqual([]);
  await desk.button('Connecter, Odoo').click();
  await desk.button('Tester').click();
  await untilTrue(page(), 'document.activeElement?.getAttribute("aria-invalid") === "true"');
  expect(await page().getByText('Ce champ est nécessaire.').count()).toBe(2);
  await field('Adresse').fill('https://atelier-nord.odoo.com');
  await field('Clé d’API').fill('a-very-secret-key');
  expect(await field('Clé d’API').getAttribute('type')).toBe('password');
  wire.identity = { code: 'feed/credential-refused', feed: 'Odoo' };
  await desk.button('Tester').click();
  await page().getByRole('alert').filter({ hasText: 'clé refusée' }).waitFor();
  wire.identity = { system: 'Odoo 19.0', company: 'Atelier Nord SARL' };
  await desk.button('Tester').click();
  await page().getByText(/Connexion réussie.: Odoo 19\.0, société Atelier Nord SARL\./).waitFor();
  await shot(page(), 'feeds-form-fr');
  expect(await axe(page())).toEqual([]);
  await desk.button('Enregistrer et lire').click();
  await page().getByText('La lecture commence…').waitFor();
  wire.feeds = wire.feeds.map((feed) => ({ ...feed, progress: { what: 'whole', done: 3_100, of: 11_006, seconds: 4 } }));
  await page().getByText('3 100 fiches lues sur 11 006').or(page().getByText(/3.100 fiches lues sur 11.006/)).first().waitFor();
  expect(await axe(page())).toEqual([]);
  wire.feeds = wire.feeds.map((feed) => aFeed({ id: feed.id, name: feed.name, summary: aSummary }));
  await desk.heading('Vérifiez ces chiffres').waitFor();
  const told = (await page().locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
  expect(told).toContain('482 150,77 €');
  expect(told).toMatch(/57 factures de fournisseurs\s+3 brouillons\s+1 pièce d’un tiers/);
  await page().getByText('Fiches illisibles (2)').click();
  await page().getByText(/devise non prise en charge/).waitFor();
  await shot(page(), 'feeds-figures-fr');
  expect(await axe(page())).toEqual([]);
  await desk.button('Les chiffres sont justes').click();
  await desk.heading(GARAGE.name, 1).waitFor();
  expect(wire.asked.filter(({ method, path }) => method === 'POST' && path.endsWith('/feeds')).map(({ body }) => body)).toEqual([{ kind: 'odoo', name: '', values: { address: 'https://atelier-nord.odoo.com', key: 'a-very-secret-key' }, notes: false }]);
  // The refused test.
  expect(desk.pane.complaints).toEqual([expect.stringContaining('422')]);
}, 90_000);

test('a form that is left half filled comes back, and its key does not', async () => {
  await openFeeds();
  await desk.button('Connecter un logiciel').click();
  await desk.button('Connecter, Dolibarr').click();
  await field('Adresse').fill('https://erp.example.com');
  await field('Clé (DOLAPIKEY)').fill('half-typed');
  for (let pages = 0; pages < 3; pages += 1) await desk.button('Retour').first().click();
  await desk.heading(GARAGE.name, 1).waitFor();
  await desk.button('Plus d’actions').first().click();
  await page().getByRole('menuitem', { name: 'Réglages' }).click();
  await desk.button('Mes grands livres').click();
  await desk.button('Connecter un logiciel').click();
  expect(await field('Adresse').inputValue()).toBe('https://erp.example.com');
  expect(await field('Clé (DOLAPIKEY)').inputValue()).toBe('');
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('each ledger of the list says how it stands: read, failed with what to do, being read, waiting for a word', async () => {
  wire.feeds = [
    aFeed(), aFeed({ id: 'f-2', kind: 'dolibarr', name: 'Filiale Sud', proof: 'preview', state: 'failed', identity: { system: 'Dolibarr 20.0.2', company: null }, problem: { code: 'feed/unreachable', feed: 'Filiale Sud', because: 'refused' } }),
    aFeed({ id: 'f-3', name: 'Odoo de Lyon', state: 'pulling', nextAt: null, progress: { what: 'changes', done: 40, of: null, seconds: 3 } }), aFeed({ id: 'f-4', name: 'Classeur', kind: 'google-sheets', state: 'awaiting', awaiting: aDifference }),
  ];
  await openFeeds();
  const row = (name: string): Locator => page().getByRole('listitem', { name });
  await row('Atelier Nord').getByText(/Prochaine lecture/).waitFor();
  await row('Filiale Sud').getByText(/le service n’y répond pas/).waitFor();
  await row('Odoo de Lyon').getByText(/40 changements lus/).waitFor();
  await row('Classeur').getByText(/Garage du Canigou, Menuiserie Lebrun/).waitFor();
  await shot(page(), 'feeds-list-fr');
  expect(await axe(page())).toEqual([]);
  await untilTrue(page(), 'document.documentElement.scrollWidth <= window.innerWidth');
  // Escape leads one page back, as the arrow does, to where the keyboard was.
  await row('Atelier Nord').getByRole('button', { name: /^Voir les chiffres/ }).click();
  await desk.heading('Vérifiez ces chiffres').waitFor();
  await page().keyboard.press('Escape');
  await focused('figures f-odoo');
  await row('Odoo de Lyon').getByRole('button', { name: 'Arrêter la lecture' }).click();
  await row('Odoo de Lyon').getByText(/lecture annulée/).waitFor();
  await row('Classeur').getByRole('button', { name: 'Garder l’ancien' }).or(row('Classeur').locator('.ax button').nth(1)).first().click();
  await row('Classeur').getByText('à jour').waitFor();
  expect(wire.asked.find(({ path }) => path.endsWith('/f-4/awaiting'))?.body).toEqual({ accept: false });
  await row('Filiale Sud').getByRole('button', { name: /^Lire maintenant/ }).click();
  await row('Filiale Sud').getByText('lecture en cours').waitFor();
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('a ledger is removed after saying what becomes of its invoices, and Escape keeps it', async () => {
  wire.feeds = [aFeed()];
  await openFeeds();
  const remove = desk.button('Supprimer, Atelier Nord');
  await remove.click();
  await page().getByText(/plus ouvertes, motif inconnu/).waitFor();
  await shot(page(), 'feeds-remove-fr');
  expect(await axe(page())).toEqual([]);
  await page().keyboard.press('Escape');
  await focused('remove f-odoo');
  await remove.click();
  await page().getByRole('group').getByRole('button', { name: 'Supprimer' }).click();
  await page().getByText('Aucun logiciel n’est connecté.').waitFor();
  await focused('connect');
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('of a saved key it is said that it is there; another one is typed in its place, or the kept one stays', async () => {
  wire.feeds = [aFeed()];
  await openFeeds();
  await desk.button('Modifier, Atelier Nord').click();
  await page().getByText('Clé enregistrée').waitFor();
  await shot(page(), 'feeds-change-fr');
  expect(await axe(page())).toEqual([]);
  await desk.button('Remplacer, Clé d’API').click();
  await focused('field key');
  await desk.button('Garder celle qui est enregistrée').click();
  await focused('kept key');
  await field('Nom affiché').fill('Atelier Nord, Lille');
  await desk.button('Enregistrer et lire').click();
  await page().getByText('lecture en cours').waitFor();
  expect(wire.asked.find(({ method }) => method === 'PUT')?.body).toEqual({ kind: 'odoo', name: 'Atelier Nord, Lille', values: { address: 'https://atelier-nord.odoo.com' }, notes: false });
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('QuickBooks is authorised on the vendor’s own page, and the pane goes on by itself', async () => {
  await openFeeds();
  await desk.button('Connecter un logiciel').click();
  await desk.button('Connecter, QuickBooks Online').click();
  await field('Client ID').fill('ABc');
  await field('Client secret').fill('shh');
  expect(await desk.button('Tester').count()).toBe(0);
  await desk.button('Enregistrer et autoriser').click();
  await page().context().route('https://vendor.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Consent</h1>' }));
  const opened = page().context().waitForEvent('page');
  await desk.button('Autoriser sur la page de l’éditeur').click();
  expect((await opened).url()).toBe('https://vendor.example/consent');
  await page().getByRole('link', { name: /Ouvrez la page d’autorisation/ }).waitFor();
  await shot(page(), 'feeds-authorise-fr');
  expect(await axe(page())).toEqual([]);
  wire.feeds = wire.feeds.map((feed) => aFeed({ id: feed.id, name: feed.name, kind: 'quickbooks', proof: 'preview' }));
  await desk.heading('Vérifiez ces chiffres').waitFor();
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('a server that is away is said on the page, and asked again by a button', async () => {
  wire.down = true;
  await openFeeds();
  await page().getByRole('alert').first().waitFor();
  expect(await axe(page())).toEqual([]);
  wire.down = false;
  wire.feeds = [aFeed()];
  await desk.button('Réessayer').click();
  await page().getByRole('listitem', { name: 'Atelier Nord' }).waitFor();
  expect(await page().getByRole('alert').count()).toBe(0);
}, 60_000);

test('notes of reminders are consented to, off at first; then the ledger says how many were written, and why they have stopped', async () => {
  wire.feeds = [aFeed(), aFeed({ id: 'f-2', kind: 'ledger-file', name: 'Classeur', sealed: [], values: { file: '/srv/clients.csv' }, notes: null })];
  await openFeeds();
  const row = (name: string): Locator => page().getByRole('listitem', { name });
  await desk.button('Modifier, Classeur').click();
  await field('Chemin du fichier').waitFor();
  expect(await page().getByRole('checkbox').count()).toBe(0);
  await desk.button('Retour').first().click();
  expect(await row('Atelier Nord').getByText(/note/i).count()).toBe(0);
  await desk.button('Modifier, Atelier Nord').click();
  const notes = page().getByRole('checkbox', { name: 'Écrire une note dans Odoo après chaque relance envoyée' });
  expect(await notes.isChecked()).toBe(false);
  await page().getByText(/Ni le texte du message, ni adresse/).waitFor();
  await notes.check();
  // Left and come back to, it is as it was ticked.
  await desk.button('Retour').first().click();
  await desk.button('Modifier, Atelier Nord').click();
  expect(await notes.isChecked()).toBe(true);
  await notes.scrollIntoViewIfNeeded();
  await shot(page(), 'feeds-notes-form-fr');
  expect(await axe(page())).toEqual([]);
  await untilTrue(page(), 'document.documentElement.scrollWidth <= window.innerWidth');
  await desk.button('Enregistrer et lire').click();
  await page().getByText('lecture en cours').waitFor();
  expect(wire.asked.find(({ method }) => method === 'PUT')?.body).toMatchObject({ notes: true });
  await desk.button('Retour').first().click();
  await row('Atelier Nord').getByText('Notes : aucune encore.'.replace(' :', '\u00a0:')).waitFor();
  wire.feeds = [
    aFeed({ notes: { on: true, waiting: 0, written: 12, refused: 0, problem: null, stopped: false } }),
    aFeed({ id: 'f-3', kind: 'dolibarr', name: 'Filiale Sud', notes: { on: true, waiting: 3, written: 1, refused: 0, problem: { code: 'feed/no-rights', feed: 'Filiale Sud', what: 'agendaevents' }, stopped: true } }),
  ];
  await row('Atelier Nord').getByText('12 notes écrites.').waitFor({ timeout: 30_000 });
  await row('Filiale Sud').getByText('1 note écrite, 3 en attente.').waitFor();
  await row('Filiale Sud').getByRole('alert').filter({ hasText: 'pas le droit d’écrire une note' }).waitFor();
  await row('Filiale Sud').getByText(/Les notes sont à l’arrêt/).waitFor();
  await shot(page(), 'feeds-notes-list-fr');
  expect(await axe(page())).toEqual([]);
  expect(desk.pane.complaints).toEqual([]);
}, 90_000);
