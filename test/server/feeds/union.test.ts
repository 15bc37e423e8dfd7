import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { invoiceId } from '../../../src/core';
import type { Debtor, DebtorId, Invoice } from '../../../src/core';
import type { FeedPage } from '../../../src/server/feeds/feed';
import type { KeptMirror } from '../../../src/server/store/mirror/source-mirror';
import { openSourceMirror } from '../../../src/server/store/mirror/source-mirror';
import { Union } from '../../../src/server/store/mirror/union';
import type { FeedPayment } from '../../../src/server/feeds/feed';
import { COMPANY, aDebtor, anInstalment, anInvoice, day, eur, usd } from '../../core/builders';
import fc from '../../property';

const none = { siren: null, siret: null, vat: null };
const SIRENS = [null, '404833048', '552032534'] as const;
const SOURCES = ['f-1', 'f-2', 'f-3'] as const;

/** One invoice of one source: few numbers, customers, totals and days, so that many of them meet. */
const bill = fc.record({
  source: fc.constantFrom(...SOURCES), who: fc.integer({ min: 0, max: 2 }), number: fc.integer({ min: 1, max: 4 }), total: fc.constantFrom(100, 100, 100, 90), open: fc.constantFrom(0, 30, 100), parts: fc.constantFrom(1, 1, 1, 2),
  issued: fc.constantFrom(...Array.from({ length: 6 }, () => day('2026-09-01')), day('2026-09-02'), null), note: fc.constantFrom(false, false, false, true), dollars: fc.constantFrom(...Array.from({ length: 7 }, () => false), true), record: fc.constantFrom(1, 1, 1, 2),
});
/** A row of a list of payments; the second list may tell the same ones. */
const payment = fc.record({ list: fc.constantFrom('p-1', 'p-2'), number: fc.integer({ min: 1, max: 5 }), amount: fc.constantFrom(30, 70, 100, -30, 250), on: fc.constantFrom(day('2026-10-05'), day('2026-10-06')), who: fc.constantFrom(null, 'C 0', 'C 1'), dollars: fc.constantFrom(false, false, false, true) });
const world = fc.record({ payments: fc.array(payment, { maxLength: 8 }), sirens: fc.array(fc.constantFrom(...SIRENS), { minLength: 9, maxLength: 9 }), bills: fc.array(bill, { minLength: 4, maxLength: 25 }) });
type Bill = typeof bill extends fc.Arbitrary<infer T> ? T : never;

function invoiceOf({ who, number, total, open, parts, issued, note, dollars }: Bill): Invoice {
  const sign = note ? -1 : 1;
  const money = dollars ? usd : eur;
  const instalments = Array.from({ length: parts }, (_, n) => anInstalment({ due: day(`2026-1${n}-01`), amount: money(sign * total), outstanding: money(sign * Math.min(open, total)) }));
  return anInvoice({ debtor: `c${who}` as DebtorId, number: `FA-${number}`, kind: note ? 'credit-note' : 'invoice', issued, instalments });
}

const paymentOf = ({ number, amount, on, who, dollars }: typeof payment extends fc.Arbitrary<infer T> ? T : never, at: number): FeedPayment =>
  ({ external: `${at}`, invoice: invoiceId(COMPANY, `FA-${number}`, 'invoice'), number: `FA-${number}`, on, amount: (dollars ? usd : eur)(amount), code: null, name: who, reference: null });

const openOf = ({ instalments }: Invoice): number => instalments.reduce((sum, { outstanding }) => sum + outstanding.minor, 0);

describe('several ledgers as one', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'relance-union-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  interface Written {
    readonly debtors: readonly Debtor[];
    readonly invoices: readonly Invoice[];
  }
  async function written(union: Union): Promise<Written> {
    const [debtors, invoices]: [Debtor[], Invoice[]] = [[], []];
    const sink = { addDebtor: (debtor: Debtor) => { debtors.push(debtor); }, addInvoice: (invoice: Invoice) => { invoices.push(invoice); } };
    await union.write(sink as never, { told: () => undefined, check: () => undefined, breathe: () => Promise.resolve() });
    return { debtors, invoices };
  }
  const page = (debtors: readonly Debtor[], bills: readonly Bill[]): FeedPage => ({
    debtors, invoices: bills.map((each) => ({ external: `${each.who}-${each.number}-${each.record}`, invoice: invoiceOf(each) })), gone: { debtors: [], invoices: [] }, unreadable: [], leftOut: {}, cursor: 'c', done: 1, of: null,
  });

  it('what is said of one customer is what the whole says of him; nothing is listed twice, and nobody is asked for more than his first ledgers ask, whatever lists of payments say; the same list twice changes nothing', async () => {
    let run = 0;
    let [alone, merged, paid] = [0, 0, 0];
    await fc.assert(fc.asyncProperty(world, async ({ sirens, bills, payments }) => {
      run += 1;
      const mirrors: KeptMirror[] = SOURCES.map((source) => openSourceMirror(join(folder, `${source}-${run}.mirror`)));
      mirrors.forEach((mirror, at) => {
        mirror.begin();
        mirror.take(page([0, 1, 2].map((who) => aDebtor({ id: `c${who}` as DebtorId, code: null, name: `C ${who}`, legalIds: { ...none, siren: sirens[at * 3 + who] ?? null }, contacts: [], domains: [] })), bills.filter(({ source }) => source === SOURCES[at])));
        mirror.finish();
      });
      const lists = ['p-1', 'p-2', 'p-3'].map((source) => {
        const mirror = openSourceMirror(join(folder, `${source}-${run}.mirror`));
        mirror.begin();
        // The third says again what the first says.
        mirror.take({ ...page([], []), payments: payments.filter(({ list }) => list === (source === 'p-3' ? 'p-1' : source)).map(paymentOf) });
        mirror.finish();
        mirrors.push(mirror);
        return { id: source, path: mirror.path };
      });
      const ledgers = SOURCES.map((id, at) => ({ id, path: mirrors[at]?.path ?? '' }));
      const sources = [...ledgers, ...lists.slice(0, 2)];
      const [whole, asked, again, unpaid] = [new Union(sources), new Union(sources, false), new Union([...sources, ...lists.slice(2)]), new Union(ledgers)];
      try {
        const { debtors, invoices } = await written(whole);
        expect(await written(again)).toEqual({ debtors, invoices });
        const without = new Map((await written(unpaid)).invoices.map((invoice) => [invoice.id, openOf(invoice)]));
        for (const invoice of invoices) expect(openOf(invoice)).toBeLessThanOrEqual(without.get(invoice.id) ?? -Infinity);
        if (invoices.some((invoice) => openOf(invoice) < (without.get(invoice.id) ?? 0))) paid += 1;
        const told = await whole.payments(() => Promise.resolve());
        expect(told.slice(0, 3)).toEqual([null, null, null]);
        expect(told.slice(3).reduce((sum, each) => sum + (each?.read ?? 0), 0)).toBe(payments.length);
        for (const each of told) if (each !== null) expect(each.applied + each.withoutInvoice + each.undecided).toBe(each.read);
        expect(new Set(invoices.map(({ id }) => id)).size).toBe(invoices.length);
        expect(invoices.length + whole.elsewhere.reduce((sum, n) => sum + n, 0)).toBe(whole.invoices);
        if (whole.elsewhere.some((n) => n > 0)) merged += 1;
        for (const debtor of debtors) {
          const account = asked.standingAt(debtor.places ?? [], debtor.legalIds);
          if (account.kind === 'unclear') continue;
          alone += 1;
          expect(account).toEqual({ kind: 'account', debtor, invoices: invoices.filter((invoice) => invoice.debtor === debtor.id) });
        }
        const said = SOURCES.flatMap((source, at) => bills.filter((each) => each.source === source).map((each) => ({ id: `${SOURCES[at] ?? ''}:c${each.who}`, each: invoiceOf(each) })));
        for (const invoice of invoices.filter(({ kind }) => kind !== 'credit-note')) {
          expect(Math.max(...said.filter(({ each }) => invoice.id.startsWith(each.id)).map(({ each }) => openOf(each)))).toBeGreaterThanOrEqual(openOf(invoice));
          for (const part of invoice.instalments) expect(part.outstanding.minor).toBeGreaterThanOrEqual(0);
        }
      } finally {
        whole.close();
        asked.close();
        again.close();
        unpaid.close();
        for (const mirror of mirrors) mirror.close();
      }
    }), { numRuns: 50 });
    expect(alone).toBeGreaterThan(50);
    expect(merged).toBeGreaterThan(8);
    expect(paid).toBeGreaterThan(8);
  }, 120_000);
});
