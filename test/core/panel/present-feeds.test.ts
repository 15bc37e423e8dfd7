import { describe, expect, test } from '@jest/globals';
import { FEED_FIELDS, FEED_KINDS, feedDoorWords, feedFieldName, feedSystem, feedWords, identityAnswered, presentFeed, presentFeedSummary, serviceAccountAddress, withFeedName } from '../../../src/core';
import type { FeedClock, FeedProgress, FeedSummary, FeedView, Instant, LocalDate, Money } from '../../../src/core';

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
