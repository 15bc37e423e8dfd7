import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Debtor, DebtorId, Instant, Invoice, LocalDate } from '../../../src/core';
import type { FeedInvoice, FeedPage } from '../../../src/server/feeds/feed';
import { feedPublisher } from '../../../src/server/feeds/mirror/feed-publisher';
import type { Publication } from '../../../src/server/feeds/mirror';
import { UNFOLLOWED } from '../../../src/server/store/import-ledger';
import { openReader } from '../../../src/server/store/open-reader';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { COMPANY, aDebtor, aProfile, anInvoice, anInstalment, eur } from '../../core/builders';
import fc from '../../property';
import { NOW } from '../long-listing';

const AS_OF = '2026-11-22T08:00:00.000Z' as Instant;
const none = { siren: null, siret: null, vat: null };
const customer = (id: string, name: string, over: Partial<Debtor> = {}): Debtor => aDebtor({ id: id as DebtorId, code: null, name, legalIds: none, contacts: [], domains: [], town: null, ...over });
const bill = (external: string, debtor: string, number: string, open: number, over: Partial<Invoice> = {}): FeedInvoice =>
  ({ external, invoice: anInvoice({ debtor: debtor as DebtorId, number, instalments: [anInstalment({ amount: eur(100), outstanding: eur(open) })], ...over }) });
const page = (debtors: readonly Debtor[], invoices: readonly FeedInvoice[], gone: Partial<FeedPage['gone']> = {}): FeedPage =>
  ({ debtors, invoices, gone: { debtors: [], invoices: [], ...gone }, unreadable: [], leftOut: {}, cursor: 'c-1', done: 1, of: null });

const CUSTOMERS = ['11', '12', '13'].map((id) => customer(id, `C ${id}`));
const BILLS = CUSTOMERS.flatMap(({ id }) => [1, 2, 3].map((n) => bill(`${id}-${n}`, id, `FA-${id}-${n}`, 100)));

interface Place {
  readonly store: Store;
  readonly publisher: ReturnType<typeof feedPublisher>;
}

/** One draw of what a system can say between two pulls. */
const event = fc.record({
  source: fc.constantFrom('f-1', 'f-2'), who: fc.constantFrom('11', '12', '13', '14'), number: fc.integer({ min: 1, max: 4 }), open: fc.constantFrom(0, 20, 100, -30), parts: fc.integer({ min: 1, max: 3 }), paid: fc.boolean(),
  what: fc.constantFrom('bill', 'bill', 'bill', 'gone', 'name', 'publish', 'publish'),
});

/** What is written when a part of connected ledgers changed. @param url of a fresh database each time. */
export function describeLiveChanges(name: string, url: () => Promise<string>): void {
  describe(`changes of connected ledgers in ${name}`, () => {
    let folder = '';
    let address = '';
    let here: Place;
    const places: Place[] = [];
    const begin = async (at: string, mirrors: string): Promise<Place> => {
      const store = await openStore(at);
      await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
      const made = { store, publisher: feedPublisher({ store, tenant: COMPANY, clock: { now: () => NOW }, folder: join(folder, mirrors), worker: null }) };
      places.push(made);
      return made;
    };
    const end = async (place: Place): Promise<void> => {
      places.splice(places.indexOf(place), 1);
      place.publisher.close();
      await place.store.close();
    };
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'relance-live-'));
      address = await url();
      here = await begin(address, 'feeds');
    });
    afterEach(async () => {
      for (const place of [...places]) await end(place);
      rmSync(folder, { recursive: true, force: true });
    });
    const publish = async ({ publisher }: Place, sources: readonly string[] = ['f-1']): Promise<Publication> => {
      const answer = await publisher.publish(sources.map((id) => ({ id, name: id, asOf: AS_OF, mirror: publisher.open(id) })), true, UNFOLLOWED);
      if (!answer.ok) throw new Error(answer.problem.code);
      return answer.value;
    };
    const touched = async (place: Place = here): Promise<number> => {
      const answer = await publish(place);
      return answer.kind === 'published' ? answer.touched : -1;
    };
    const pulled = async (debtors: readonly Debtor[] = CUSTOMERS, invoices: readonly FeedInvoice[] = BILLS): Promise<void> => {
      const mirror = here.publisher.open('f-1');
      mirror.begin();
      mirror.take(page(debtors, invoices));
      mirror.finish();
      await publish(here);
    };
    const said = (debtors: readonly Debtor[], invoices: readonly FeedInvoice[], gone: Partial<FeedPage['gone']> = {}): void => here.publisher.open('f-1').take(page(debtors, invoices, gone));
    const bills = async (who: string, { store }: Place = here): Promise<readonly string[]> =>
      ((await store.account(COMPANY, `f-1-${who}`))?.invoices ?? []).map((i) => `${i.number} ${i.instalments.map(({ outstanding }) => outstanding.minor).join('+')} ${i.payments.length}${i.missingSince === null ? '' : ` missing ${i.missingSince}`}`).sort();

    it('a payment writes one invoice, and everybody reads a newer ledger', async () => {
      await pulled();
      const before = await here.store.header(COMPANY);
      const [first] = BILLS[0] === undefined ? [] : [BILLS[0]];
      said([], [{ external: '11-1', invoice: { ...(first as FeedInvoice).invoice, instalments: [anInstalment({ amount: eur(100), outstanding: eur(60) })], payments: [{ on: '2026-11-20' as LocalDate, amount: eur(40), kind: 'payment', reference: null }] } }]);
      expect(await touched()).toBe(1);
      expect(await bills('11')).toEqual(['FA-11-1 6000 1', 'FA-11-2 10000 0', 'FA-11-3 10000 0']);
      expect((await here.store.header(COMPANY)).ledger).not.toBe(before.ledger);
      expect(await touched()).toBe(0);
    });

    it('a new invoice, one in instalments, and one that is gone: three are written; what is gone is missing, not paid', async () => {
      await pulled();
      said([], [bill('12-9', '12', 'FB-9', 50), bill('13-1', '13', 'FA-13-1', 0, { instalments: [anInstalment({ outstanding: eur(10) }), anInstalment({ outstanding: eur(20) })] })], { invoices: ['12-1'] });
      expect(await touched()).toBe(3);
      expect(await bills('12')).toEqual(['FA-12-1 10000 0 missing 2026-11-22', 'FA-12-2 10000 0', 'FA-12-3 10000 0', 'FB-9 5000 0']);
      expect(await bills('13')).toEqual(['FA-13-1 1000+2000 0', 'FA-13-2 10000 0', 'FA-13-3 10000 0']);
      expect((await here.store.search(COMPANY, 'FB-9')).map(({ debtor }) => debtor)).toEqual(['f-1-12']);
      expect((await here.store.ledgerFacts(COMPANY))?.rows).toBe(9);
    });

    it.each<readonly [string, readonly Debtor[], readonly FeedInvoice[], Partial<FeedPage['gone']>]>([
      ['a new customer', [customer('15', 'Neuf')], [bill('15-1', '15', 'FA-15-1', 10)], {}],
      ['a customer with another name', [customer('11', 'Autre')], [], {}],
      ['a customer of whom nothing is left', [], [], { invoices: ['11-1', '11-2', '11-3'] }],
      ['a number that two customers have', [], [bill('11-9', '11', 'FA-12-1', 10)], {}],
      ['an invoice that is another customer’s now', [], [bill('11-1', '12', 'FA-11-1', 100)], {}],
    ])('%s: the whole is written', async (_, debtors, invoices, gone) => {
      await pulled();
      said(debtors, invoices, gone);
      expect(await touched()).toBeGreaterThan(5);
    });

    it('one new number of two customers, and the first of two of one number gone: the whole is written', async () => {
      await pulled();
      said([], [bill('11-9', '11', 'FB-1', 10), bill('12-9', '12', 'FB-1', 20)]);
      expect(await touched()).toBe(11);
      said([], [], { invoices: ['11-9'] });
      expect(await touched()).toBe(10);
      expect(await bills('12')).toContain('FB-1 2000 0');
    });

    it('after a restart the changed ledger is read, and changed again', async () => {
      await pulled();
      said([], [bill('11-1', '11', 'FA-11-1', 60)]);
      expect(await touched()).toBe(1);
      await end(here);
      here = await begin(address, 'feeds');
      expect((await bills('11'))[0]).toBe('FA-11-1 6000 0');
      said([], [bill('11-1', '11', 'FA-11-1', 30)]);
      expect(await touched()).toBe(1);
      expect((await bills('11'))[0]).toBe('FA-11-1 3000 0');
    });

    it('the thread that decides sees the change on its own connection', async () => {
      await pulled();
      const reader = openReader(address);
      try {
        const before = await reader.ruled(COMPANY, ['f-1-11']);
        said([], [bill('11-1', '11', 'FA-11-1', 60)]);
        expect(await touched()).toBe(1);
        const after = await reader.ruled(COMPANY, ['f-1-11']);
        const open = (of: typeof before): readonly number[] => [...of.accounts.values()].flatMap(({ invoices }) => invoices.flatMap(({ instalments }) => instalments.map(({ outstanding }) => outstanding.minor))).sort();
        expect([open(before), open(after)]).toEqual([[10_000, 10_000, 10_000], [10_000, 10_000, 6_000]]);
        expect([after.ledger === before.ledger, after.ledger]).toEqual([false, (await here.store.header(COMPANY)).ledger]);
      } finally {
        await reader.close();
      }
    });

    it('whatever systems say one pull after another: the ledger is the one that the whole would make', async () => {
      let partial = 0;
      let run = 0;
      await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 25 }), async (events) => {
        run += 1;
        const [changed, whole] = [await begin(await url(), `changed-${run}`), await begin(await url(), `whole-${run}`)];
        const listed = async ({ store }: Place): Promise<unknown> => {
          const ids = ['f-1', 'f-2'].flatMap((source) => ['11', '12', '13', '14'].map((who) => `${source}-${who}`));
          const accounts = await store.accounts(COMPANY, ids);
          return {
            accounts: ids.map((id) => accounts.get(id as DebtorId)).map((account) => account && { debtor: account.debtor, invoices: account.invoices.filter(({ missingSince }) => missingSince === null).sort((a, b) => (a.id < b.id ? -1 : 1)) }).filter((account) => account !== undefined && account.invoices.length > 0),
            overdue: await store.overdue(COMPANY, '2099-01-01' as LocalDate, 0, 100), rows: (await store.ledgerFacts(COMPANY))?.rows,
          };
        };
        const sources = ['f-1', 'f-2'];
        const tell = (source: string, of: FeedPage): void => { for (const { publisher } of [changed, whole]) publisher.open(source).take(of); };
        for (const source of sources) {
          for (const { publisher } of [changed, whole]) publisher.open(source).begin();
          tell(source, page(CUSTOMERS.map((each) => (each.id === '13' ? { ...each, legalIds: { ...none, siren: '404833048' } } : each)), CUSTOMERS.map(({ id }) => bill(`${id}-1`, id, `${source}-${id}-1`, 100))));
          for (const { publisher } of [changed, whole]) publisher.open(source).finish();
        }
        await publish(changed, sources);
        for (const { source, who, number, open, parts, paid, what } of events) {
          if (what === 'publish') {
            const answer = await publish(changed, sources);
            if (answer.kind === 'published' && answer.touched > 0 && answer.touched < answer.report.invoices) partial += 1;
          } else if (what === 'gone') tell(source, page([], [], { invoices: [`${who}-${number}`] }));
          else if (what === 'name') tell(source, page([customer(who, `C ${who} ${number}`, who === '13' ? { legalIds: { ...none, siren: '404833048' } } : {})], []));
          // Number 4 is the same in both sources; customer 14 is known to none of them at first.
          else if (who !== '14') {
            tell(source, page([], [bill(`${who}-${number}`, who, number === 4 ? `X-${who}` : `${source}-${who}-${number}`, 0, {
              kind: open < 0 ? 'credit-note' : 'invoice', instalments: Array.from({ length: parts }, () => anInstalment({ amount: eur(open), outstanding: eur(open) })),
              payments: paid ? [{ on: '2026-11-20' as LocalDate, amount: eur(5), kind: 'payment', reference: 'VIR' }] : [],
            })]));
          }
        }
        await publish(changed, sources);
        await publish(whole, sources);
        expect(await listed(changed)).toEqual(await listed(whole));
        await end(changed);
        await end(whole);
      }), { numRuns: name === 'SQLite' ? 30 : 10 });
      expect(partial).toBeGreaterThan(5);
    }, 120_000);
  });
}
