import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Kysely, sql } from 'kysely';
import type { CompanyId, Debtor, DebtorId, Instant, Invoice, LogFact, RequestId, Worklist } from '../../src/core';
import { addDays, invoiceId } from '../../src/core';
import { DecisionKeeper } from '../../src/server/decision-keeper';
import { decideLedger } from '../../src/server/decision-run';
import type { Deciding } from '../../src/server/decide';
import { PackKeeper } from '../../src/server/pack-keeper';
import { createRecords } from '../../src/server/records';
import type { Records } from '../../src/server/records';
import { dialectOf } from '../../src/server/store/dialect';
import { openStore } from '../../src/server/store/open-store';
import type { Tables } from '../../src/server/store/schema';
import type { Store } from '../../src/server/store/store';
import { MARIE, TODAY, aCreditNote, aDebtor, aNewEntry, aProfile, anInvoice, at, day, eur, held, inDays, noted, promised } from '../core/builders';

const MORNING = at('2026-11-23T08:00:00.000Z');

/** One company of its own in the database under test, so that no test sees another's decisions. */
class Company {
  now: Instant = MORNING;
  today = TODAY;
  readonly doubted = new Set<DebtorId>();
  readonly records: Records;
  private readonly packs: PackKeeper;
  private requests = 0;

  constructor(readonly store: Store, readonly id: CompanyId) {
    this.records = createRecords({ store, clock: { now: () => this.now }, company: id, author: MARIE, templates: [], doubt: (debtors) => debtors.forEach((one) => this.doubted.add(one)) });
    this.packs = new PackKeeper(store, id, []);
  }

  async read(debtors: readonly Debtor[], invoices: readonly Invoice[]): Promise<void> {
    await this.store.saveSettings(this.id, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
    await this.store.importLedger(this.id, { source: { name: 'clients.csv', kind: 'file', asOf: this.now }, debtors, invoices: invoices.map((one) => ({ ...one, company: this.id, id: invoiceId(this.id, one.number, one.kind) })), problems: [], rows: invoices.length }, this.now);
  }

  onDay(text: string): void {
    this.today = day(text);
    this.now = at(`${text}T08:00:00.000Z`);
  }

  async deciding(): Promise<Deciding> {
    const { pack, source, key } = await this.packs.inForce();
    if (source === null || key === null) throw new Error('no ledger');
    return { company: this.id, pack, source, key, today: this.today, now: this.now };
  }

  /** @param turns that others have before the run is stopped */
  decide(turns = Number.POSITIVE_INFINITY): Promise<number> {
    let left = turns;
    return decideLedger({ store: this.store, inForce: () => this.deciding(), doubted: this.doubted, stopped: () => left <= 0, breathe: () => { left -= 1; return Promise.resolve(); } });
  }

  async worklist(limit = 50): Promise<Worklist> {
    const answer = await this.records.worklist(limit);
    if (!answer.ok) throw new Error(answer.problem.code);
    return answer.value;
  }

  async log(debtor: string, fact: LogFact): Promise<void> {
    this.requests += 1;
    const appended = await this.records.append(aNewEntry(fact, { company: this.id, debtor: debtor as DebtorId, requestId: `request-${this.id}-${this.requests}` as RequestId }), null);
    if (!appended.ok) throw new Error(appended.problem.code);
  }

  async outOfDate(): Promise<readonly DebtorId[]> {
    return this.store.decisions.outOfDate(this.id, (await this.deciding()).key, this.today, 1_000);
  }

  async order(): Promise<readonly string[]> {
    return (await this.store.decisions.overdue(this.id, (await this.deciding()).key, this.today, 1_000)).map(({ debtor }) => debtor);
  }
}

const customer = (n: number): Debtor => aDebtor({ id: `K-${n}` as DebtorId, code: `K-${n}`, name: `Client ${n}`, legalIds: { siren: null, siret: null, vat: null }, contacts: [], domains: [] });
const storeId = (n: number): string => `c-k-${n}`;
const bill = (n: number, late: number, over: Parameters<typeof anInvoice>[0] = {}): Invoice => anInvoice({ number: `F${n}-${late}`, debtor: `K-${n}` as DebtorId, due: addDays(TODAY, -late), ...over });

/** `loadedAt` and instants aside there is nothing of a worklist that may differ. */
const said = ({ rows, count }: Worklist) => ({ count, rows: rows.map(({ debtor, assessment }) => ({ debtor, assessment })) });

export function decisionsContract(name: string, freshUrl: () => Promise<string>): void {
  describe(`decisions kept in ${name}`, () => {
    let url: string;
    let store: Store;
    let raw: Kysely<Tables>;
    let companies = 0;
    let company: Company;
    const another = (): Company => {
      companies += 1;
      return new Company(store, `company-${companies}` as CompanyId);
    };

    beforeAll(async () => {
      url = await freshUrl();
      store = await openStore(url);
      raw = new Kysely<Tables>({ dialect: dialectOf(url).dialect });
    }, 60_000);
    afterAll(async () => {
      await raw.destroy();
      await store.close();
    });
    beforeEach(() => { company = another(); });

    test('the worklist says the same before, while and after everybody is decided', async () => {
      const debtors = Array.from({ length: 530 }, (_, n) => customer(n));
      await company.read(debtors, debtors.map((_, n) => bill(n, (n * 37) % 140 - 20)));
      const before = said(await company.worklist());
      expect(before.rows.length).toBe(50);
      const decided = await company.decide(2);
      expect(decided).toBeGreaterThan(0);
      expect(decided).toBeLessThan(530);
      expect(said(await company.worklist())).toEqual(before);
      // The run goes on where it was stopped.
      expect(await company.decide()).toBe(530 - decided);
      expect(await company.decide()).toBe(0);
      expect(said(await company.worklist())).toEqual(before);
      expect((await company.order()).slice(0, 50)).toEqual(before.rows.map(({ debtor }) => debtor.id));
      expect([...company.doubted]).toEqual([]);
    });

    test('an entry about one customer makes his decision out of date, and no other', async () => {
      await company.read([1, 2, 3].map(customer), [1, 2, 3].map((n) => bill(n, 10 * n)));
      await company.decide();
      expect(await company.outOfDate()).toEqual([]);
      await company.log(storeId(2), held({ until: inDays(30) }));
      expect(await company.outOfDate()).toEqual([storeId(2)]);
      expect((await company.worklist()).rows.map(({ debtor, assessment }) => [debtor.name, assessment.kind])).toEqual([['Client 3', 'remind'], ['Client 2', 'held'], ['Client 1', 'remind']]);
      expect(await company.decide()).toBe(1);
      expect(await company.outOfDate()).toEqual([]);
    });

    test('an entry that overtakes a decision in the making is not forgotten', async () => {
      await company.read([1].map(customer), [bill(1, 20)]);
      await company.decide();
      const { key } = await company.deciding();
      const old = { debtor: storeId(1) as DebtorId, seq: 0, recheckOn: null, kind: 'remind', stage: 'R1', oldestDue: addDays(TODAY, -20) };
      await company.log(storeId(1), noted());
      expect(await store.decisions.keep(company.id, key, TODAY, [old], null)).toBe(true);
      expect(await company.outOfDate()).toEqual([storeId(1)]);
    });

    test('a customer about whom an entry is written while he is decided for the first time is decided again', async () => {
      await company.read([1].map(customer), [bill(1, 20)]);
      const { key } = await company.deciding();
      await company.log(storeId(1), noted());
      const overtaken = { debtor: storeId(1) as DebtorId, seq: 0, recheckOn: null, kind: 'remind', stage: 'R1', oldestDue: addDays(TODAY, -20) };
      await store.decisions.keep(company.id, key, TODAY, [overtaken], { done: true, reached: storeId(1) });
      expect(await company.outOfDate()).toEqual([storeId(1)]);
      expect(await company.decide()).toBe(1);
      expect(await company.order()).toEqual([storeId(1)]);
      expect(await company.outOfDate()).toEqual([]);
    });

    test('a newer ledger makes every decision out of date by its key; nothing is decided with the older one any more', async () => {
      await company.read([1, 2].map(customer), [bill(1, 30), bill(2, 20)]);
      await company.decide();
      const { key } = await company.deciding();
      company.now = at('2026-11-23T09:00:00.000Z');
      await company.read([1, 2].map(customer), [bill(1, 5), bill(2, 20)]);
      expect((await raw.selectFrom('decisions').select('debtor').where('tenant', '=', company.id).execute()).length).toBe(2);
      expect(await store.decisions.run(company.id, (await company.deciding()).key, TODAY)).toBeNull();
      expect((await company.worklist()).rows.map(({ debtor }) => debtor.name)).toEqual(['Client 2', 'Client 1']);
      expect(await store.decisions.keep(company.id, key, TODAY, [], { done: true, reached: '' })).toBe(false);
      expect(await company.decide()).toBe(2);
      expect(await company.order()).toEqual([storeId(2), storeId(1)]);
    });

    test('what was decided under another key goes in the end, also of customers who owe nothing any more', async () => {
      await company.read([1, 2].map(customer), [bill(1, 30), bill(2, 20)]);
      await company.decide();
      company.now = at('2026-11-23T09:00:00.000Z');
      await company.read([1].map(customer), [bill(1, 30)]);
      await company.decide();
      expect((await raw.selectFrom('decisions').select('debtor').where('tenant', '=', company.id).execute()).map(({ debtor }) => debtor)).toEqual([storeId(1)]);
    });

    test('on a later day only those are decided again whose answer can have changed', async () => {
      await company.read([1, 2].map(customer), [bill(1, 20), bill(2, 20)]);
      await company.log(storeId(2), promised({ promisedFor: inDays(1), invoices: [] }));
      await company.decide();
      const due = await raw.selectFrom('decisions').select(['debtor', 'recheck_on']).where('tenant', '=', company.id).orderBy('recheck_on').execute();
      const first = due.find(({ recheck_on: on }) => on !== null);
      if (first === undefined || first.recheck_on === null) throw new Error('nobody is looked at again');
      company.onDay(addDays(day(first.recheck_on), -1));
      expect(await company.outOfDate()).toEqual([]);
      company.onDay(first.recheck_on);
      const again = due.filter(({ recheck_on: on }) => on === first.recheck_on).map(({ debtor }) => debtor).sort();
      expect([...(await company.outOfDate())].sort()).toEqual(again);
      expect(await company.decide()).toBe(again.length);
    });

    test('when the clock was set back everybody is decided anew', async () => {
      await company.read([1, 2].map(customer), [bill(1, 20), bill(2, 20)]);
      company.onDay('2026-11-30');
      await company.decide();
      company.onDay('2026-11-24');
      expect(await store.decisions.run(company.id, (await company.deciding()).key, company.today)).toBeNull();
      expect(await company.decide()).toBe(2);
    });

    test('whoever stands in the wrong place is told, and found in his own after the next run', async () => {
      await company.read([1, 2, 3].map(customer), [bill(1, 30), bill(2, 20), bill(3, 10)]);
      await company.decide();
      const before = said(await company.worklist(2));
      await raw.updateTable('decisions').set({ oldest_due: inDays(5) }).where('tenant', '=', company.id).where('debtor', '=', storeId(1)).execute();
      expect(said(await company.worklist(2))).toEqual(before);
      expect([...company.doubted]).toEqual([storeId(1)]);
      expect(await company.decide()).toBe(1);
      expect(await company.order()).toEqual([1, 2, 3].map(storeId));
      expect(company.doubted.size).toBe(0);
    });

    test('the keeper of decisions decides by himself once a ledger is there, again after an entry, and ends when he is told', async () => {
      const told: Readonly<Record<string, unknown>>[] = [];
      const keeper = new DecisionKeeper({ store, clock: { now: () => company.now }, company: company.id, templates: [], report: (event) => told.push(event) });
      await keeper.look();
      expect(told).toEqual([]);
      await company.read([1, 2].map(customer), [bill(1, 30), bill(2, 20)]);
      await keeper.look();
      expect(await company.order()).toEqual([storeId(1), storeId(2)]);
      await company.log(storeId(2), held({ until: inDays(30) }));
      await keeper.look();
      expect(await company.outOfDate()).toEqual([]);
      await keeper.stop();
      await company.log(storeId(1), noted());
      await keeper.look();
      expect(await company.outOfDate()).toEqual([storeId(1)]);
      expect(told.map(({ code, debtors }) => [code, debtors])).toEqual([['decided', 2], ['decided', 1]]);
    });

    const invoice = fc.record({ of: fc.nat(5), late: fc.integer({ min: -30, max: 90 }), euros: fc.integer({ min: 1, max: 50 }), credit: fc.boolean() });
    const entry = fc.record({ of: fc.nat(5), fact: fc.constantFrom<LogFact>(noted(), held({ until: inDays(10) }), promised({ promisedFor: inDays(9), invoices: [] })) });
    const poison = fc.record({ what: fc.constantFrom('none', 'lost', 'older', 'younger', 'nothing-due', 'behind', 'other-key', 'run-lost', 'run-half'), of: fc.nat(5) });
    const life = fc.record({ invoices: fc.array(invoice, { maxLength: 14 }), before: fc.array(entry, { maxLength: 4 }), after: fc.array(entry, { maxLength: 3 }), poison: fc.array(poison, { maxLength: 3 }), limit: fc.integer({ min: 1, max: 8 }), days: fc.nat(9) });

    async function spoil(of: Company, { what, of: n }: { readonly what: string; readonly of: number }): Promise<void> {
      const mine = sql`tenant = ${of.id} and debtor = ${storeId(n)}`;
      switch (what) {
        case 'lost': await sql`delete from decisions where ${mine}`.execute(raw); break;
        case 'older': await sql`update decisions set oldest_due = '2019-01-01' where ${mine}`.execute(raw); break;
        case 'younger': await sql`update decisions set oldest_due = '2026-11-22' where ${mine}`.execute(raw); break;
        case 'nothing-due': await sql`update decisions set oldest_due = null, recheck_on = null where ${mine}`.execute(raw); break;
        case 'behind': await sql`update decisions set head = head + 3 where ${mine}`.execute(raw); break;
        case 'other-key': await sql`update decisions set ledger = 'another' where ${mine}`.execute(raw); break;
        case 'run-lost': await sql`delete from decision_runs where tenant = ${of.id}`.execute(raw); break;
        case 'run-half': await sql`update decision_runs set done = 0 where tenant = ${of.id}`.execute(raw); break;
        default: break;
      }
    }

    test('with decisions lost, spoiled or a day old the worklist is the one that nobody had decided before', async () => {
      await fc.assert(fc.asyncProperty(life, async (of) => {
        const [kept, plain] = [another(), another()];
        for (const one of [kept, plain]) {
          await one.read(Array.from({ length: 6 }, (_, n) => customer(n)), of.invoices.map(({ of: n, late, euros, credit }, k) => (credit ? aCreditNote({ number: `A${k}`, debtor: `K-${n}` as DebtorId, due: addDays(TODAY, -late), amount: eur(-euros) }) : bill(n, late, { number: `F${k}`, amount: eur(euros) }))));
          for (const { of: n, fact } of of.before) await one.log(storeId(n), fact);
        }
        await kept.decide();
        for (const one of of.poison) await spoil(kept, one);
        for (const one of [kept, plain]) {
          one.onDay(addDays(TODAY, of.days));
          for (const { of: n, fact } of of.after) await one.log(storeId(n), fact);
        }
        const answers = [said(await kept.worklist(of.limit)), said(await plain.worklist(of.limit))];
        // Ids of entries and companies are drawn for each company.
        const [mine, other] = answers.map((answer) => JSON.stringify(answer).replace(/company-\d+/g, 'company').replace(/"entry":"[0-9a-f-]{36}"/g, '"entry":"-"'));
        expect(mine).toEqual(other);
        // And after the next run too.
        await kept.decide();
        expect(JSON.stringify(said(await kept.worklist(of.limit))).replace(/company-\d+/g, 'company').replace(/"entry":"[0-9a-f-]{36}"/g, '"entry":"-"')).toEqual(other);
      }), { numRuns: 40 });
    }, 120_000);
  });
}
