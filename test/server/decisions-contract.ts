import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Kysely } from 'kysely';
import { resolve } from 'node:path';
import { NO_FILTER, WORKLIST_GROUPS, addDays, assess, compareDecisions, decisionOf, endOf, invoiceId, statementOfAccount, summaryOf } from '../../src/core';
import type { CompanyId, Debtor, DebtorId, Decision, Forecast, Invoice, LocalDate, LogFact, RequestId, WorklistPage, WorklistQuery } from '../../src/core';
import { DecisionKeeper } from '../../src/server/decision-keeper';
import { DecisionThread, builtDecisionThread } from '../../src/server/decision-thread';
import { caseOf, decideLot, decidingWith } from '../../src/server/decide';
import type { Decider, Deciding } from '../../src/server/decide';
import { decideLedger } from '../../src/server/decision-run';
import { PackKeeper } from '../../src/server/pack-keeper';
import { createRecords } from '../../src/server/records';
import type { Records } from '../../src/server/records';
import { dialectOf } from '../../src/server/store/dialect';
import { openStore } from '../../src/server/store/open-store';
import type { Tables } from '../../src/server/store/schema';
import type { Store } from '../../src/server/store/store';
import fc from '../property';
import { MARIE, TODAY, aCreditNote, aDebtor, aListed, aNewEntry, aProfile, anInstalment, anInvoice, at, day, drafted, eur, held, inDays, noted, promised } from '../core/builders';

const MORNING = at('2026-11-23T08:00:00.000Z');
const ALL: WorklistQuery = { ...NO_FILTER, group: 'to-remind', after: '', limit: 200 };

/** One company of its own in the database under test, so that no test sees another's decisions. */
export class Company {
  now = MORNING;
  today = TODAY;
  readonly records: Records;
  private readonly packs: PackKeeper;
  private requests = 0;

  constructor(readonly store: Store, readonly id: CompanyId) {
    this.records = createRecords({ store, clock: { now: () => this.now }, company: id, author: MARIE, templates: [], rates: null });
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
    const { pack, source, ledger } = await this.packs.inForce();
    const of = decidingWith({ pack, source, ledger, company: this.id, now: this.now });
    if (of === null) throw new Error('no ledger');
    return of;
  }

  /** @param turns that others have before the run is stopped */
  decide(turns = Number.POSITIVE_INFINITY, decider?: Decider): Promise<number> {
    let left = turns;
    const here: Decider = { decide: (ids, of) => decideLot((debtors) => this.store.ruled(this.id, debtors), ids, of), close: () => Promise.resolve() };
    return decideLedger({ store: this.store, decider: decider ?? here, inForce: () => this.deciding(), stopped: () => left <= 0, breathe: () => { left -= 1; return Promise.resolve(); } });
  }

  async page(query: Partial<WorklistQuery> = {}): Promise<WorklistPage> {
    const answer = await this.records.worklistPage({ ...ALL, ...query });
    if (!answer.ok) throw new Error(answer.problem.code);
    return answer.value;
  }

  async forecast(): Promise<Forecast> {
    const answer = await this.records.forecast();
    if (!answer.ok) throw new Error(answer.problem.code);
    return answer.value;
  }

  async names(query: Partial<WorklistQuery> = {}): Promise<readonly string[]> {
    return (await this.page(query)).rows.map(({ debtor }) => debtor.name);
  }

  async log(debtor: string, fact: LogFact): Promise<void> {
    this.requests += 1;
    const appended = await this.records.append(aNewEntry(fact, { company: this.id, debtor: debtor as DebtorId, requestId: `request-${this.id}-${this.requests}` as RequestId }), null);
    if (!appended.ok) throw new Error(appended.problem.code);
  }

  /** All that stands in the table for today, of every group, in its order. */
  async kept(): Promise<readonly Decision[]> {
    const pages = await Promise.all(WORKLIST_GROUPS.map((group) => this.page({ group })));
    return pages.flatMap(({ rows }) => rows);
  }

  /** What `assess` says of each debtor, from his whole case file. */
  async said(debtors: number): Promise<readonly Decision[]> {
    const of = await this.deciding();
    const accounts = await this.store.accounts(this.id, Array.from({ length: debtors }, (_, n) => storeId(n)));
    const decisions = Array.from(accounts.values(), (account) => {
      const file = caseOf(account, of);
      const decision = decisionOf(file, of.pack, of.today);
      const assessment = assess(file, of.pack, null, of.today);
      expect([decision.kind, decision.recheckOn]).toEqual([assessment.kind, assessment.recheckOn]);
      expect(decision.debtor.overdue).toEqual(summaryOf(file.debtor, statementOfAccount({ invoices: file.invoices, unallocatedCredits: file.debtor.unallocatedCredits, disputes: [] }, of.today)).overdue);
      return decision;
    });
    return WORKLIST_GROUPS.flatMap((group) => decisions.filter((one) => one.group === group).sort(compareDecisions));
  }
}

export const customer = (n: number): Debtor => aDebtor({ id: `K-${n}` as DebtorId, code: `K-${n}`, name: `Client ${n}`, legalIds: { siren: null, siret: null, vat: null }, contacts: [], domains: [] });
export const storeId = (n: number): string => `c-k-${n}`;
export const bill = (n: number, late: number, over: Parameters<typeof anInvoice>[0] = {}): Invoice => anInvoice({ number: `F${n}-${late}`, debtor: `K-${n}` as DebtorId, due: addDays(TODAY, -late), ...over });
const compareNumbers = (a: Invoice, b: Invoice): number => Number(a.number.slice(2)) - Number(b.number.slice(2));
const plain = (decisions: readonly Decision[]): unknown => JSON.parse(JSON.stringify(decisions));

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

    const many = 530;
    const large = (): Promise<void> => {
      const debtors = Array.from({ length: many }, (_, n) => customer(n));
      return company.read(debtors, debtors.map((_, n) => bill(n, ((n * 37) % 140) + 1, { amount: eur(100 + n) })));
    };

    test('before anybody is decided a large ledger shows the oldest debts, and how far it is', async () => {
      await large();
      const page = await company.page({ limit: 50 });
      expect(page.progress).toEqual({ decided: 100, total: many });
      expect(page.rows.length).toBeGreaterThan(0);
      expect(page.rows.every(({ factors }) => factors.daysLate > 110)).toBe(true);
    });

    test('a run that is stopped goes on where it was, and the list says how far it is until then', async () => {
      await large();
      expect(await company.decide(1)).toBe(200);
      const partly = await company.page();
      expect(partly.progress).toEqual({ decided: 200, total: many });
      expect(Object.values(partly.groups).reduce((sum, one) => sum + one, 0)).toBe(200);
      expect(await company.decide()).toBe(many - 200);
      const whole = await company.page();
      expect(whole.progress).toBeNull();
      expect(Object.values(whole.groups).reduce((sum, one) => sum + one, 0)).toBe(many);
      expect(await company.decide()).toBe(0);
    });

    test('few customers are decided while the clerk waits, the greatest risk first', async () => {
      await company.read([1, 2, 3].map(customer), [bill(1, 20, { amount: eur(100) }), bill(2, 20, { amount: eur(5_000) }), bill(3, 90, { amount: eur(100) })]);
      const page = await company.page();
      expect([page.progress, page.rows.map(({ debtor }) => debtor.name)]).toEqual([null, ['Client 2', 'Client 3', 'Client 1']]);
    });

    test('an entry is in the list at once, without a run', async () => {
      await company.read([1, 2, 3].map(customer), [1, 2, 3].map((n) => bill(n, 10 * n)));
      expect(await company.names()).toEqual(['Client 3', 'Client 2', 'Client 1']);
      await company.log(storeId(2), held({ until: inDays(30) }));
      expect(await company.names()).toEqual(['Client 3', 'Client 1']);
      expect((await company.page({ group: 'held' })).rows.map(({ debtor, on }) => [debtor.name, on])).toEqual([['Client 2', inDays(30)]]);
      expect((await company.page()).groups).toMatchObject({ 'to-remind': 2, held: 1 });
    });

    test('whether consumers are reminded is decided anew for everybody, and a changed signature is not', async () => {
      await company.read([customer(0), { ...customer(1), kind: 'consumer', name: 'M. Paul Roux' }], [bill(0, 20), bill(1, 20)]);
      const reminder = drafted({ stage: 'R1', invoices: [aListed({ of: { ...bill(1, 20), id: invoiceId(company.id, 'F1-20', 'invoice') }, step: 'R1' })] });
      expect(await company.decide()).toBe(2);
      expect([await company.names(), await company.names({ group: 'held' })]).toEqual([['Client 0'], ['M. Paul Roux']]);
      await expect(company.log(storeId(1), reminder)).rejects.toThrow('log/no-longer-due');
      expect((await company.records.changeProfile({ signature: 'relance' })).ok).toBe(true);
      expect(await company.decide()).toBe(0);
      expect((await company.records.changeProfile({ remindsConsumers: true })).ok).toBe(true);
      expect(await company.decide()).toBe(2);
      expect([[...(await company.names())].sort(), await company.names({ group: 'held' })]).toEqual([['Client 0', 'M. Paul Roux'], []]);
      expect(plain(await company.kept())).toEqual(plain(await company.said(2)));
      await company.log(storeId(1), reminder);
      expect(await company.names({ group: 'to-confirm' })).toEqual(['M. Paul Roux']);
      expect((await company.records.changeProfile({ remindsConsumers: false })).ok).toBe(true);
      expect(await company.decide()).toBe(2);
      expect(await company.names({ group: 'held' })).toEqual(['M. Paul Roux']);
    });

    test('an entry that overtakes a decision in the making is not forgotten', async () => {
      await company.read([1].map(customer), [bill(1, 20)]);
      const of = await company.deciding();
      const early = await decideLot((ids) => store.ruled(company.id, ids), [storeId(1) as DebtorId], of);
      const run = await store.decisions.begin(company.id, of.under);
      await company.log(storeId(1), held({ until: inDays(30) }));
      expect(await store.decisions.keep(company.id, run?.run ?? 0, of.under, early ?? [], { reached: { due: '2026-12-31', debtor: '' }, done: true })).toBe(true);
      expect([await company.names(), await company.names({ group: 'held' })]).toEqual([[], ['Client 1']]);
    });

    test('a newer ledger makes a run of its own; what was decided of the older one is neither shown nor kept any more', async () => {
      await company.read([1, 2].map(customer), [bill(1, 30, { amount: eur(900) }), bill(2, 20)]);
      expect(await company.names()).toEqual(['Client 1', 'Client 2'].reverse().sort());
      const old = await company.deciding();
      const run = await store.decisions.run(company.id, old.under);
      company.now = at('2026-11-23T09:00:00.000Z');
      await company.read([2].map(customer), [bill(2, 20)]);
      expect(await store.decisions.keep(company.id, run?.run ?? 0, old.under, [], { reached: { due: '', debtor: '' }, done: true })).toBe(false);
      expect(await company.names()).toEqual(['Client 2']);
      await company.decide();
      expect((await raw.selectFrom('decisions').select('debtor').where('tenant', '=', company.id).execute()).map(({ debtor }) => debtor)).toEqual([storeId(2)]);
    });

    test('requests that come at once begin one run, and each gets the list of it', async () => {
      for (let reading = 0; reading < 5; reading += 1) {
        company.now = at(`2026-11-23T10:00:0${reading}.000Z`);
        await company.read([1, 2].map(customer), [bill(1, 20 + reading), bill(2, 30)]);
        const pages = await Promise.all(Array.from({ length: 8 }, () => company.page()));
        expect(pages.map(({ rows }) => rows.length)).toEqual(Array.from({ length: 8 }, () => 2));
        expect((await raw.selectFrom('decision_runs').select('run').where('tenant', '=', company.id).execute()).map(({ run }) => run)).toEqual([reading + 1]);
      }
    });

    test('a decision made over the older ledger is thrown away, whoever made it', async () => {
      await company.read([1].map(customer), [bill(1, 30)]);
      const old = await company.deciding();
      company.now = at('2026-11-23T09:00:00.000Z');
      await company.read([1].map(customer), [bill(1, 5)]);
      expect(await decideLot((ids) => store.ruled(company.id, ids), [storeId(1) as DebtorId], old)).toBeNull();
    });

    test('filters: an amount, days late, words of the name or the code', async () => {
      const debtors = [1, 2, 3].map((n) => ({ ...customer(n), name: ['Garage Éts Dupont', 'Boulangerie Martin', '100 % Vélo'][n - 1] ?? '' }));
      await company.read(debtors, [bill(1, 20, { amount: eur(100) }), bill(2, 60, { amount: eur(200) }), bill(3, 90, { amount: eur(300) })]);
      expect(await company.names({ amountFrom: 20_000 })).toEqual(['100 % Vélo', 'Boulangerie Martin']);
      expect(await company.names({ daysFrom: 61 })).toEqual(['100 % Vélo']);
      expect(await company.names({ words: 'DUPONT éts' })).toEqual(['Garage Éts Dupont']);
      expect(await company.names({ words: 'k-2' })).toEqual(['Boulangerie Martin']);
      expect([await company.names({ words: '%' }), await company.names({ words: '_' })]).toEqual([[], []]);
      const [first] = (await company.page({ limit: 1 })).rows;
      expect(await company.names({ limit: 1, after: first === undefined ? '' : endOf(first) })).toEqual(['Boulangerie Martin']);
      expect((await company.page({ words: 'garage', limit: 1 })).count).toBe(1);
    });

    test('filters: a step, a category; and where nobody is left, how many each of them hides', async () => {
      const debtors = [1, 2, 3, 4].map((n) => ({ ...customer(n), segment: n < 3 ? 'Or' : n === 3 ? 'Bois' : null }));
      await company.read(debtors, [1, 2, 3, 4].map((n) => bill(n, 10 * n)));
      expect(await company.names({ segment: 'Or' })).toEqual(['Client 2', 'Client 1']);
      expect([await company.names({ segment: 'or' }), await company.names({ segment: '%' })]).toEqual([[], []]);
      expect(await company.names({ stage: 'R1', daysFrom: 15, segment: 'Or' })).toEqual(['Client 2']);
      const nobody = await company.page({ stage: 'R2', segment: 'Or', daysFrom: 30 });
      expect([nobody.rows, nobody.count, nobody.hidden]).toEqual([[], 0, [{ filter: 'stage', count: 0 }, { filter: 'segment', count: 0 }, { filter: 'days', count: 0 }]]);
      expect((await company.page({ segment: 'Or', daysFrom: 25 })).hidden).toEqual([{ filter: 'segment', count: 2 }, { filter: 'days', count: 2 }]);
      expect((await company.page({ segment: 'Or' })).hidden).toEqual([]);
    });

    test('the progress of the day counts whom something was done with today and for whom nothing is left, and no other', async () => {
      await company.read([1, 2, 3].map(customer), [1, 2, 3].map((n) => bill(n, 10 * n)));
      expect((await company.page()).handled).toBe(0);
      await company.log(storeId(1), held({ until: inDays(3) }));
      await company.log(storeId(2), noted());
      expect((await company.page()).handled).toBe(1);
      company.onDay('2026-11-24');
      expect((await company.page()).handled).toBe(0);
    });

    /** Every customer of the group, page after page; `between`: what happens before each further page. */
    const walked = async (one: Company, limit: number, between: (seen: number) => Promise<void>): Promise<readonly string[]> => {
      const names: string[] = [];
      for (let after = '', rows: readonly Decision[] = []; ; ) {
        rows = (await one.page({ after, limit })).rows;
        names.push(...rows.map(({ debtor }) => debtor.name));
        const last = rows[rows.length - 1];
        if (last === undefined) return names;
        if (names.length > 1_000) throw new Error('no page is the last');
        after = endOf(last);
        await between(names.length);
      }
    };

    test('between two pages a customer leaves the group: nobody else is missed or named twice', async () => {
      await company.read(Array.from({ length: 9 }, (_, n) => customer(n)), Array.from({ length: 9 }, (_, n) => bill(n, 10 + n)));
      const names = await walked(company, 4, (seen) => (seen === 4 ? company.log(storeId(8), held({ until: inDays(9) })) : Promise.resolve()));
      expect(names).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0].map((n) => `Client ${n}`));
    });

    test('customers of one risk are told apart by their ids, and every page begins behind the one before', async () => {
      const all = Array.from({ length: 230 }, (_, n) => customer(n));
      await company.read(all, all.map((_, n) => bill(n, 20)));
      for (const limit of [1, 7, 200].slice(1)) {
        const names = await walked(company, limit, () => Promise.resolve());
        expect([names.length, new Set(names).size]).toEqual([230, 230]);
      }
    });

    test('whatever is set aside or taken back between the pages, whoever was left alone is named exactly once', async () => {
      const SIX = Array.from({ length: 12 }, (_, n) => n);
      await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(fc.record({ at: fc.nat(12), of: fc.nat(11) }), { maxLength: 6 }), async (limit, moves) => {
        const one = another();
        await one.read(SIX.map(customer), SIX.map((n) => bill(n, 10 + (n % 4))));
        const left = [...moves];
        const names = await walked(one, limit, async (seen) => {
          while ((left[0]?.at ?? Number.POSITIVE_INFINITY) <= seen) await one.log(storeId(left.shift()?.of ?? 0), held({ until: inDays(9) }));
        });
        const alone = SIX.filter((n) => !moves.some(({ of }) => of === n)).map((n) => `Client ${n}`);
        expect(names.filter((name) => alone.includes(name)).sort()).toEqual([...alone].sort());
        expect(new Set(names).size).toBe(names.length);
      }), { numRuns: 15 });
    }, 60_000);

    test('what is to come stands on business days: a Sunday is none', async () => {
      await company.read([1, 2].map(customer), [bill(1, 20), bill(2, -20, { amount: eur(500) })]);
      const { days, progress } = await company.forecast();
      expect(progress).toBeNull();
      expect(days[0]).toEqual({ day: TODAY, mails: 1, calls: 0, letters: 0 });
      expect(days.map(({ day: on }) => on)).not.toContain('2026-11-29');
      expect(days.reduce((sum, { mails, calls, letters }) => sum + mails + calls + letters, 0)).toBe(2);
    });

    test('a thread with a connection of its own decides the same, and sees a newer ledger', async () => {
      const path = builtDecisionThread(resolve('dist/server'));
      if (path === null) throw new Error('dist/server is not built');
      await large();
      const thread = new DecisionThread(path, url);
      try {
        expect(await company.decide(Number.POSITIVE_INFINITY, thread)).toBe(many);
        expect(plain((await company.kept()).slice(0, 20))).toEqual(plain((await company.said(many)).slice(0, 20)));
        company.now = at('2026-11-23T10:00:00.000Z');
        await company.read([1].map(customer), [bill(1, 33)]);
        expect(await company.decide(Number.POSITIVE_INFINITY, thread)).toBe(1);
        expect((await company.page()).rows.map(({ factors }) => factors.daysLate)).toEqual([33]);
      } finally {
        await thread.close();
      }
    }, 60_000);

    test('the keeper of decisions decides by himself once a ledger is there, on the next day again, and ends when he is told', async () => {
      const told: Readonly<Record<string, unknown>>[] = [];
      const keeper = new DecisionKeeper({ store, clock: { now: () => company.now }, company: company.id, templates: [], thread: null, importing: () => false, report: (event) => told.push(event) });
      await keeper.look();
      expect(told).toEqual([]);
      await company.read([1, 2].map(customer), [bill(1, 30), bill(2, 20)]);
      await keeper.look();
      company.onDay('2026-11-24');
      await keeper.look();
      await keeper.stop();
      company.onDay('2026-11-25');
      await keeper.look();
      expect(told.map(({ code, debtors }) => [code, debtors])).toEqual([['decided', 2], ['decided', 2]]);
    });

    test('while a long ledger is being read nothing is decided, and afterwards everybody', async () => {
      const told: Readonly<Record<string, unknown>>[] = [];
      let importing = true;
      const keeper = new DecisionKeeper({ store, clock: { now: () => company.now }, company: company.id, templates: [], thread: null, importing: () => importing, report: (event) => told.push(event) });
      await company.read([1, 2].map(customer), [bill(1, 30), bill(2, 20)]);
      await keeper.look();
      expect(told).toEqual([]);
      importing = false;
      await keeper.look();
      await keeper.stop();
      expect(told).toMatchObject([{ code: 'decided', debtors: 2 }]);
    });

    const DAY = fc.integer({ min: -60, max: 60 }).map((n) => addDays(TODAY, n));
    const EUROS = fc.integer({ min: 1, max: 900 }).map(eur);
    /** All that a ledger may say of an invoice, so that no column stands in for another. */
    const rich = fc.record({
      of: fc.nat(11), due: DAY, dues: fc.array(DAY, { maxLength: 2 }), amount: EUROS, issued: fc.option(DAY), receivedOn: fc.option(DAY), means: fc.constantFrom<Invoice['means']>('transfer', 'bill-in-hand', 'cheque-in-hand'),
      retained: fc.option(fc.record({ amount: EUROS, releasedOn: fc.option(DAY) })), assignee: fc.option(fc.record({ name: fc.constantFrom('Factor SA', 'Banque'), iban: fc.option(fc.constant('FR7630006000011234567890189')) })),
      disputed: fc.option(EUROS), eInvoiceStatus: fc.option(fc.constantFrom(204, 207, 208, 210)), eInvoiceStatusOn: fc.option(DAY), orderNumber: fc.option(fc.constant('BC-7')), document: fc.option(fc.constant('piece.pdf')),
      payments: fc.array(fc.record({ on: DAY, amount: EUROS, kind: fc.constant('payment' as const), reference: fc.option(fc.constant('VIR 12')) }), { maxLength: 1 }),
    });

    test('customers who are read by the lot are read, and decided about, as each would be alone; and as the ledger said', async () => {
      await fc.assert(fc.asyncProperty(fc.array(rich, { minLength: 1, maxLength: 30 }), fc.array(fc.nat(11), { maxLength: 6 }), async (said, noting) => {
        const one = another();
        const invoices = said.map(({ of, due, dues, amount, eInvoiceStatusOn, ...over }, k) =>
          anInvoice({ ...over, ...(eInvoiceStatusOn === null ? {} : { eInvoiceStatusOn }), number: `R-${k}`, debtor: `K-${of}` as DebtorId, instalments: [due, ...dues].map((on) => anInstalment({ due: on, amount, outstanding: amount })) }));
        await one.read(Array.from({ length: 12 }, (_, n) => customer(n)), invoices);
        for (const n of noting) await one.log(storeId(n), noted());
        const of = await one.deciding();
        const ids = Array.from({ length: 12 }, (_, n) => storeId(n) as DebtorId);
        const together = await decideLot((debtors) => store.ruled(one.id, debtors), ids, of);
        const alone: unknown[] = [];
        for (const id of ids) {
          const account = await store.account(one.id, id);
          if (account === null) throw new Error('a customer of the ledger has an account');
          alone.push({ decision: decisionOf(caseOf(account, of), of.pack, of.today), seq: account.entries.length });
          const told = invoices.filter(({ debtor }) => id === `c-${debtor.toLowerCase()}`).map((invoice) => ({ ...invoice, company: one.id, id: invoiceId(one.id, invoice.number, invoice.kind), debtor: id }));
          expect([...account.invoices].sort((a, b) => compareNumbers(a, b))).toEqual(told.sort((a, b) => compareNumbers(a, b)));
        }
        const inOrder = [...(together ?? [])].sort((a, b) => ids.indexOf(a.decision.debtor.id) - ids.indexOf(b.decision.debtor.id));
        expect(JSON.parse(JSON.stringify(inOrder))).toEqual(JSON.parse(JSON.stringify(alone)));
      }), { numRuns: 25 });
    }, 120_000);

    const DEBTORS = 6;
    const invoice = fc.record({ of: fc.nat(DEBTORS - 1), late: fc.integer({ min: -30, max: 90 }), euros: fc.integer({ min: 1, max: 5_000 }), credit: fc.boolean() });
    const entry = fc.record({ of: fc.nat(DEBTORS - 1), fact: fc.constantFrom<(today: LocalDate) => LogFact>(() => noted(), (on) => held({ until: addDays(on, 10) }), (on) => promised({ promisedFor: addDays(on, 9), invoices: [] }), (on) => promised({ promisedFor: on, invoices: [] })) });
    const change = fc.oneof(
      fc.record({ kind: fc.constant('log' as const), entry }),
      fc.record({ kind: fc.constant('ledger' as const), invoices: fc.array(invoice, { maxLength: 8 }) }),
      fc.record({ kind: fc.constant('day' as const), days: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ kind: fc.constant('run' as const), turns: fc.integer({ min: 0, max: 3 }) }),
    );
    const life = fc.record({ invoices: fc.array(invoice, { maxLength: 14 }), changes: fc.array(change, { maxLength: 6 }) });

    test('whatever happens to ledger, log and day, the list says of every customer what his case file says', async () => {
      await fc.assert(fc.asyncProperty(life, async (of) => {
        const one = another();
        let readings = 0;
        const read = (invoices: readonly { readonly of: number; readonly late: number; readonly euros: number; readonly credit: boolean }[]): Promise<void> => {
          readings += 1;
          one.now = at(`${one.today}T08:00:${String(readings).padStart(2, '0')}.000Z`);
          return one.read(Array.from({ length: DEBTORS }, (_, n) => customer(n)), invoices.map(({ of: n, late, euros, credit }, k) => (credit ? aCreditNote({ number: `A${k}`, debtor: `K-${n}` as DebtorId, due: addDays(TODAY, -late), amount: eur(-euros) }) : bill(n, late, { number: `F${k}`, amount: eur(euros) }))));
        };
        await read(of.invoices);
        for (const step of of.changes) {
          if (step.kind === 'log') await one.log(storeId(step.entry.of), step.entry.fact(one.today));
          else if (step.kind === 'ledger') await read(step.invoices);
          else if (step.kind === 'day') one.onDay(addDays(one.today, step.days));
          else await one.decide(step.turns);
          expect(plain(await one.kept())).toEqual(plain(await one.said(DEBTORS)));
        }
        expect(plain(await one.kept())).toEqual(plain(await one.said(DEBTORS)));
      }), { numRuns: 30 });
    }, 180_000);
  });
}
