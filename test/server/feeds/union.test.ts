import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Debtor, DebtorId, Invoice } from '../../../src/core';
import type { FeedPage } from '../../../src/server/feeds/feed';
import type { KeptMirror } from '../../../src/server/store/mirror/source-mirror';
import { openSourceMirror } from '../../../src/server/store/mirror/source-mirror';
import { Union } from '../../../src/server/store/mirror/union';
import { aDebtor, anInstalment, anInvoice, day, eur, usd } from '../../core/builders';
import fc from '../../property';

const none = { siren: null, siret: null, vat: null };
const SIRENS = [null, '404833048', '552032534'] as const;
const SOURCES = ['f-1', 'f-2', 'f-3'] as const;

/** One invoice of one source: few numbers, customers, totals and days, so that many of them meet. */
const bill = fc.record({
  source: fc.constantFrom(...SOURCES), who: fc.integer({ min: 0, max: 2 }), number: fc.integer({ min: 1, max: 4 }), total: fc.constantFrom(100, 100, 100, 90), open: fc.constantFrom(0, 30, 100), parts: fc.constantFrom(1, 1, 1, 2),
  issued: fc.constantFrom(...Array.from({ length: 6 }, () => day('2026-09-01')), day('2026-09-02'), null), note: fc.constantFrom(false, false, false, true), dollars: fc.constantFrom(...Array.from({ length: 7 }, () => false), true), record: fc.constantFrom(1, 1, 1, 2),
});
const world = fc.record({ sirens: fc.array(fc.constantFrom(...SIRENS), { minLength: 9, maxLength: 9 }), bills: fc.array(bill, { minLength: 4, maxLength: 25 }) });
type Bill = typeof bill extends fc.Arbitrary<infer T> ? T : never;

function invoiceOf({ who, number, total, open, parts, issued, note, dollars }: Bill): Invoice {
  const sign = note ? -1 : 1;
  const money = dollars ? usd : eur;
  const instalments = Array.from({ length: parts }, (_, n) => anInstalment({ due: day(`2026-1${n}-01`), amount: money(sign * total), outstanding: money(sign * Math.min(open, total)) }));
  return anInvoice({ debtor: `c${who}` as DebtorId, number: `FA-${number}`, kind: note ? 'credit-note' : 'invoice', issued, instalments });
}

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

  it('what is said of one customer is what the whole says of him; nothing is listed twice, and nobody is asked for more than his first ledgers ask', async () => {
    let run = 0;
    let [alone, merged] = [0, 0];
    await fc.assert(fc.asyncProperty(world, async ({ sirens, bills }) => {
      run += 1;
      const mirrors: KeptMirror[] = SOURCES.map((source) => openSourceMirror(join(folder, `${source}-${run}.mirror`)));
      mirrors.forEach((mirror, at) => {
        mirror.begin();
        mirror.take(page([0, 1, 2].map((who) => aDebtor({ id: `c${who}` as DebtorId, code: null, name: `C ${who}`, legalIds: { ...none, siren: sirens[at * 3 + who] ?? null }, contacts: [], domains: [] })), bills.filter(({ source }) => source === SOURCES[at])));
        mirror.finish();
      });
      const sources = SOURCES.map((id, at) => ({ id, path: mirrors[at]?.path ?? '' }));
      const [whole, asked] = [new Union(sources), new Union(sources, false)];
      try {
        const { debtors, invoices } = await written(whole);
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
        for (const mirror of mirrors) mirror.close();
      }
    }), { numRuns: 100 });
    expect(alone).toBeGreaterThan(50);
    expect(merged).toBeGreaterThan(20);
  }, 120_000);
});
