import { describe, expect, test } from '@jest/globals';
import { FEED_FIELDS, FEED_KINDS, feedDoorWords, feedFieldName, feedSystem, feedWords, identityAnswered, notesAsked, presentFeed, presentFeedSummary, serviceAccountAddress, withFeedName } from '../../../src/core';
import type { FeedClock, FeedNotes, FeedProgress, FeedSummary, FeedView, Instant, LocalDate, Money } from '../../../src/core';

const clock = (language: 'fr' | 'en'): FeedClock => ({ language, today: '2026-11-23' as LocalDate, offsetAt: () => 60 });
const feed = (over: Partial<FeedView> = {}): FeedView => ({
  id: 'f-1', kind: 'odoo', name: 'Atelier Nord', proof: 'real-server', state: 'ready', identity: { system: 'Odoo 19.0', company: 'Atelier Nord SARL' }, values: {}, sealed: ['key'], asOf: '2026-11-23T07:12:00.000Z' as Instant, triedAt: '2026-11-23T07:12:00.000Z' as Instant,
  nextAt: '2026-11-23T07:27:00.000Z' as Instant, progress: null, problem: null, summary: null, awaiting: null, notes: null, ...over,
});
const plain = (text: string | null): string | null => text?.replace(/[\u00a0\u202f]/g, ' ') ?? null;

test('a ledger that was read says how old its figures are and when it is read next, by the company’s clock', () => {
  const fr = presentFeed(feed(), clock('fr'));
  expect([plain(fr.age), plain(fr.next), fr.pill.label, fr.system]).toEqual(['Chiffres du 23/11 à 08:12', 'Prochaine lecture : 08:27', 'à jour', 'Odoo 19.0 · Atelier Nord SARL']);
  const en = presentFeed(feed({ nextAt: '2026-11-23T23:30:00.000Z' as Instant }), clock('en'));
  expect([plain(en.age), plain(en.next)]).toEqual(['Figures of 23 Nov, 08:12', 'Next reading: 24 Nov, 00:30']);
});

test('what is being read, or waits for the vendor’s page, announces no next reading', () => {
  for (const state of ['pulling', 'to-authorise'] as const) expect(presentFeed(feed({ state }), clock('fr')).next).toBeNull();
  expect(presentFeed(feed({ asOf: null }), clock('fr')).age).toBeNull();
});

test.each<[FeedProgress, string, number | null]>([
  [{ what: 'whole', done: 0, of: null, seconds: 0 }, 'La lecture commence…', null],
  [{ what: 'whole', done: 1, of: 11_006, seconds: 1 }, '1 fiche lue sur 11 006', 11_006],
  [{ what: 'whole', done: 12_000, of: 11_006, seconds: 1 }, '11 006 fiches lues sur 11 006', 11_006],
  [{ what: 'changes', done: 40, of: null, seconds: 1 }, '40 changements lus', null],
  [{ what: 'writing', done: 500, of: 1_284, seconds: 1 }, 'Mise en service : 500 factures sur 1 284', 1_284],
])('progress %j is said as %s', (progress, text, max) => {
  const view = presentFeed(feed({ state: 'pulling', progress }), clock('fr')).progress;
  expect([plain(view?.text ?? null), view?.max]).toEqual([text, max]);
});

test('the summary counts, totals each currency apart, and names what was left out, the most frequent first', () => {
  const summary: FeedSummary = {
    customers: 412, openInvoices: 1_284, settledInvoices: 1, open: [{ minor: 48_215_077, currency: 'EUR' } as Money, { minor: -100, currency: 'GBP' } as Money], oldestDue: null, leftOut: [{ why: 'draft', count: 1 }, { why: 'cancelled', count: 0 }, { why: 'vendor-bill', count: 57 }], unreadable: [], unreadableCount: 0,
  };
  const { figures, leftOut } = presentFeedSummary(summary, 'fr');
  expect(figures.map(({ label, value }) => plain(`${label}: ${value}`))).toEqual(['Clients: 412', 'Factures ouvertes: 1 284', 'Factures soldées (18 mois): 1', 'Total ouvert: 482 150,77 €', 'Total ouvert: −1,00 £', 'Plus ancienne échéance: aucune']);
  expect(leftOut).toEqual(['57 factures de fournisseurs', '1 brouillon']);
});

test('a list of payments says what became of them, and names what counts for no invoice', () => {
  const summary: FeedSummary = { customers: 0, openInvoices: 0, settledInvoices: 0, open: [], oldestDue: null, leftOut: [], unreadable: [], unreadableCount: 0, payments: { read: 1_204, applied: 1_200, withoutInvoice: 3, undecided: 1, overpaid: 2, first: ['FA-9', `X${'9'.repeat(100)}\u202e`] } };
  const { figures, leftOut } = presentFeedSummary(summary, 'fr');
  expect(figures.map(({ label, value }) => plain(`${label}: ${value}`))).toEqual(['Paiements lus: 1 204', 'Paiements appliqués: 1 200']);
  expect(leftOut.map(plain)).toEqual(['3 paiements sans facture connue', '1 paiement dont on ne sait pas de quel client', '2 factures payées en trop : rien n’est crédité', expect.stringMatching(/^Premiers numéros non appliqués : FA-9, X9{1,39}…?$/)]);
  expect(presentFeedSummary({ ...summary, payments: { read: 2, applied: 2, withoutInvoice: 0, undecided: 0, overpaid: 0, first: [] } }, 'en')).toEqual({ figures: [{ label: 'Payments read', value: '2', large: false }, { label: 'Payments applied', value: '2', large: false }], leftOut: [] });
});

test('a name from the other side cannot turn a sentence around, nor be read as a pattern', () => {
  expect(identityAnswered({ system: 'Odoo\u202e 19', company: '$& SARL' }, 'en')).toBe('Connected: Odoo 19, company $& SARL.');
  expect(withFeedName('{name} est lu.', '$1\u0007')).toBe('$1 est lu.');
  expect(presentFeed(feed({ name: 'x'.repeat(500) }), clock('fr')).name.length).toBeLessThanOrEqual(80);
});

test('the address to share a spreadsheet with is read from the service account’s key, whole or while it is typed', () => {
  expect(serviceAccountAddress('{"type":"service_account","client_email": "relance@projet.iam.gserviceaccount.com"}')).toBe('relance@projet.iam.gserviceaccount.com');
  expect(serviceAccountAddress('{"type":"service_acc')).toBeNull();
});

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  test('every system says what it needs and where it is found, and every field has a name', () => {
    for (const kind of FEED_KINDS) {
      const { name, needs, steps } = feedSystem(kind, language);
      expect([name, needs, ...steps].every((text) => text.trim().length > 3)).toBe(true);
      expect(steps.length).toBeGreaterThanOrEqual(3);
      for (const { name: field } of FEED_FIELDS[kind]) expect(feedFieldName(kind, field, language)).not.toBe('');
    }
  });

  test('no straight apostrophe, and in French the right space before a high sign', () => {
    const everyText = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyText) : []);
    const texts = everyText([feedWords(language), feedDoorWords(language), FEED_KINDS.map((kind) => feedSystem(kind, language))]);
    for (const text of texts) {
      expect(text).not.toMatch(/'/);
      if (language === 'fr') expect(text.replace(/https?:\S+|[A-Z]:\\\S+/g, '')).not.toMatch(/[^\u202f\s][;!?](\s|$)|[^\u00a0]:(\s|$)|[^\u00a0]»|«[^\u00a0]/);
    }
  });
});

const someNotes = (over: Partial<FeedNotes> = {}): FeedNotes => ({ on: true, waiting: 0, written: 12, refused: 0, problem: null, stopped: false, ...over });
test.each<[string, Partial<FeedNotes>, string, string]>([
  ['written', {}, '12 notes écrites.', '12 notes written.'], ['one', { written: 1 }, '1 note écrite.', '1 note written.'], ['none yet', { written: 0 }, 'Notes : aucune encore.', 'Notes: none yet.'],
  ['some wait', { waiting: 3, written: 1_284 }, '1 284 notes écrites, 3 en attente.', '1,284 notes written, 3 waiting.'], ['only those that wait', { written: 0, waiting: 1 }, 'Notes : 1 en attente.', 'Notes: 1 waiting.'],
  ['given up', { refused: 2 }, '12 notes écrites, 2 abandonnées.', '12 notes written, 2 given up.'],
])('of the notes of reminders is said how many there are: %s', (_, over, fr, en) => {
  expect(plain(presentFeed(feed({ notes: someNotes(over) }), clock('fr')).notes?.text ?? null)).toBe(fr);
  expect(presentFeed(feed({ notes: someNotes(over) }), clock('en')).notes).toEqual({ text: en, trouble: null });
});

test('where no notes are written, nothing is said of them', () => {
  for (const notes of [null, someNotes({ on: false })]) expect(presentFeed(feed({ notes }), clock('fr')).notes).toBeNull();
  expect(notesAsked('ledger-file', 'fr')).toBeNull();
});

test('why notes wait, or have stopped, and what to do', () => {
  const told = (over: Partial<FeedNotes>, kind: 'odoo' | 'dolibarr' = 'dolibarr', language: 'fr' | 'en' = 'fr') => {
    const { trouble = null } = presentFeed(feed({ kind, name: 'ERP', notes: someNotes({ waiting: 1, ...over }) }), clock(language)).notes ?? {};
    return trouble === null ? null : [plain(trouble.title), plain(trouble.body)];
  };
  expect(told({ stopped: true, problem: { code: 'feed/no-rights', feed: 'ERP', what: 'agendaevents' } })).toEqual(['ERP : pas le droit d’écrire une note', expect.stringMatching(/créer ses événements .* Les notes sont à l’arrêt\. Corrigez, puis « Modifier »/)]);
  expect(told({ stopped: true, problem: { code: 'feed/no-rights', feed: 'ERP', what: 'res.partner' } }, 'odoo', 'en')).toEqual(['ERP: no right to write a note', expect.stringMatching(/may not change contacts.*The notes have stopped/)]);
  expect(told({ stopped: true, problem: { code: 'feed/credential-refused', feed: 'ERP' } })).toEqual(['ERP : clé refusée', expect.stringContaining('Les notes sont à l’arrêt.')]);
  expect(told({ problem: { code: 'feed/server-error', feed: 'ERP', status: 503 } })).toEqual(['ERP : le logiciel est en panne', expect.stringMatching(/^La dernière note n’a pas pu être écrite ; elle le sera plus tard\. Il a répondu/)]);
  // What was given up at last is counted; nothing waits for it any more.
  expect(told({ waiting: 0, refused: 1, problem: { code: 'feed/unreadable-answer', feed: 'ERP', at: 'agendaevents' } })).toBeNull();
});

test('consent is asked for by name, with what will be written and where', () => {
  expect(plain(notesAsked('odoo', 'fr')?.label ?? null)).toBe('Écrire une note dans Odoo après chaque relance envoyée');
  expect(plain(notesAsked('dolibarr', 'fr')?.hint ?? null)).toMatch(/^Dans l’agenda du client, comme événement\. Étape, date, auteur, .* Ni le texte du message, ni adresse\./);
  expect(notesAsked('odoo', 'en')).toEqual({ label: 'Write a note in Odoo after each reminder that is sent', hint: expect.stringMatching(/^In the history of the customer’s record\. Step, date/) });
});
