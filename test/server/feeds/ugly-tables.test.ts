import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { completeMapping, proposeMapping, readLedgerRows, totalsOf } from '../../../src/core';
import type { Cell, CompanyId, Currency, LedgerRows, Row } from '../../../src/core';

/** An invoice of a clean ledger, and the same ledger as people's programs write it. */
interface Item {
  readonly customer: number;
  readonly cents: number;
  readonly day: number;
  readonly currency: Currency;
}
interface Ugliness {
  readonly titles: number;
  readonly headings: 'column' | 'labelled' | 'above';
  readonly subtotals: boolean;
  readonly grandTotal: boolean;
  readonly headerEvery: number;
  readonly lines: 'one' | 'split' | 'repeated';
  readonly blanks: boolean;
  readonly amounts: 'numbers' | 'french' | 'english';
}

const item = fc.record<Item>({ customer: fc.integer({ min: 1, max: 5 }), cents: fc.integer({ min: -500_000, max: 5_000_000 }).filter((cents) => cents !== 0), day: fc.integer({ min: 1, max: 28 }), currency: fc.constantFrom('EUR', 'EUR', 'USD', 'CHF') });
const ugliness = fc.record<Ugliness>({
  titles: fc.integer({ min: 0, max: 10 }),
  headings: fc.constantFrom('column', 'labelled', 'above'),
  subtotals: fc.boolean(),
  grandTotal: fc.boolean(),
  headerEvery: fc.integer({ min: 2, max: 9 }),
  lines: fc.constantFrom('one', 'one', 'split', 'repeated'),
  blanks: fc.boolean(),
  amounts: fc.constantFrom('numbers', 'french', 'english'),
});

function written(cents: number, { currency }: Item, { amounts }: Ugliness): Cell {
  if (amounts === 'numbers') return { value: cents / 100, currency };
  const [whole, rest] = [Math.trunc(Math.abs(cents) / 100), String(Math.abs(cents) % 100).padStart(2, '0')];
  const [group, mark] = amounts === 'french' ? ['\u202f', ','] : [',', '.'];
  return `${cents < 0 ? '-' : ''}${String(whole).replace(/\B(?=(?:\d{3})+$)/g, group as string)}${mark}${rest} ${currency}`;
}

function table(items: readonly Item[], ugly: Ugliness): Row[] {
  const header: Row = ['Client', 'N° facture', 'Échéance', 'Article', 'Restant dû'];
  const rows: Row[] = Array.from({ length: ugly.titles }, (_, at) => (at % 3 === 1 ? [] : [`Titre ${at}`, null]));
  rows.push(header);
  let since = 0;
  const customers = [...new Set(items.map((each) => each.customer))].sort((a, b) => a - b);
  for (const customer of customers) {
    const name = `Client numéro ${customer}`;
    if (ugly.headings === 'labelled') rows.push([`Client : 411${customer} - ${name}`]);
    if (ugly.headings === 'above') rows.push([name, null, null]);
    const own = items.map((each, at) => ({ ...each, at })).filter((each) => each.customer === customer);
    for (const [place, each] of own.entries()) {
      // A page that ends right below a bare name is another test: it cannot be told from a page's footer.
      if (since >= ugly.headerEvery && (ugly.headings !== 'above' || place > 0)) {
        rows.push(header);
        since = 0;
      }
      const line = (article: string, cents: number): void => {
        rows.push([ugly.headings === 'column' ? name : null, `FA-${each.at}`, `${String(each.day).padStart(2, '0')}/13/2026`.replace('/13/', '/11/'), article, written(cents, each, ugly)]);
        since += 1;
      };
      if (ugly.lines === 'split' && Math.abs(each.cents) > 3) {
        const part = Math.trunc(each.cents / 3);
        line('Porte', part);
        line('Pose', each.cents - part);
      } else if (ugly.lines === 'repeated') {
        line('Porte', each.cents);
        line('Pose', each.cents);
      } else line('Porte', each.cents);
    }
    const [only, second] = totalsOf(own.map((each) => ({ minor: each.cents, currency: each.currency })));
    if (ugly.subtotals && only !== undefined && second === undefined) rows.push([`Total client ${name}`, null, null, null, written(only.minor, { customer, day: 1, cents: 1, currency: only.currency }, ugly)]);
    if (ugly.blanks) rows.push([], [null, ' ', '\u00a0']);
  }
  const [all, more] = totalsOf(items.map((each) => ({ minor: each.cents, currency: each.currency })));
  if (ugly.grandTotal && all !== undefined && more === undefined) rows.push(['Total général', null, null, null, written(all.minor, { customer: 1, day: 1, cents: 1, currency: all.currency }, ugly)]);
  return rows;
}

function read(rows: readonly Row[]): LedgerRows {
  const { mapping } = proposeMapping(rows, null);
  return readLedgerRows(rows, completeMapping(rows, { ...mapping, dateOrder: 'day-first' }).mapping, 'vernet' as CompanyId, 'x.xlsx');
}

describe('whatever is put around the invoices', () => {
  test('what is open, by currency and by customer, is that of the clean ledger, or is named', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 25 }), ugliness, (items, ugly) => {
        const result = read(table(items, ugly));
        const undecided = new Set(result.unreadable.flatMap((problem) => (problem.code === 'ledger/row-unreadable' && problem.why === 'lines-undecided' ? [problem.value] : [])));
        // Everything that is not named as undecided is there, with its amount and its customer.
        const expected = items.map((each, at) => ({ ...each, number: `FA-${at}` })).filter((each) => !undecided.has(each.number));
        expect(result.unreadable.filter((problem) => problem.code !== 'ledger/row-unreadable' || problem.why !== 'lines-undecided')).toEqual([]);
        expect(totalsOf(result.invoices.flatMap((invoice) => invoice.instalments.map((each) => each.outstanding)))).toEqual(totalsOf(expected.map((each) => ({ minor: each.cents, currency: each.currency }))));
        const nameOf = new Map(result.debtors.map((debtor) => [debtor.id, debtor.name]));
        for (const invoice of result.invoices) expect(nameOf.get(invoice.debtor)).toBe(`Client numéro ${items[Number(invoice.number.slice(3))]?.customer}`);
        // Only rows of equal amounts can be undecided, and only where too few of them tell.
        if (ugly.lines === 'one') expect(undecided.size).toBe(0);
        expect(result.remarks.filter((problem) => problem.code === 'ledger/total-differs')).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('nothing is thrown and nothing is lost, whatever the cells and the rows are', () => {
    const cell: fc.Arbitrary<Cell> = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom('22/10/2026', '12,50', 'FA-1', 'FA-2', 'Dupont', 'Total', 'Sous-total', 'Client : A', '#N/A', '=A1', 'N° facture', 'Échéance', 'Restant dû', 'Client', '1 200,00 €', '٢٢/١٠/٢٠٢٦'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 40 }), fc.boolean(), (rows, withoutCustomers) => {
        const header: Row = ['Client', 'N° facture', 'Échéance', 'Restant dû'];
        const all = [withoutCustomers ? header.slice(1) : header, ...rows];
        const result = read(all);
        const skipped = result.remarks.reduce((sum, problem) => sum + (problem.code === 'ledger/rows-skipped' || problem.code === 'ledger/rows-identical' ? problem.rows : problem.code === 'ledger/second-table' ? problem.rows + 1 : 0), 0);
        const summed = result.remarks.some((problem) => problem.code === 'ledger/lines-summed');
        const filled = all.slice(proposeMapping(all, null).mapping.headerRow + 1).filter((row) => row.some((each) => each !== null && each !== '' && !(typeof each === 'string' && /^[\s\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*$/.test(each)))).length;
        const used = result.invoices.reduce((sum, invoice) => sum + invoice.instalments.length, 0);
        if (!summed) expect(used + result.unreadable.length + skipped).toBe(filled);
        else expect(used + result.unreadable.length + skipped).toBeLessThanOrEqual(filled);
      }),
      { numRuns: 600 },
    );
  });

  test('four times the rows are four times the cells looked at', () => {
    const items = Array.from({ length: 4000 }, (_, at): Item => ({ customer: 1 + (at % 5), cents: 100 + at, day: 1 + (at % 28), currency: 'EUR' }));
    let looks = 0;
    const watched = (rows: readonly Row[]): readonly Row[] => rows.map((row) => new Proxy(row, { get: (target, key, self) => ((looks += 1), Reflect.get(target, key, self) as unknown) }));
    const counted = (rows: readonly Row[]): number => {
      looks = 0;
      read(watched(rows));
      return looks;
    };
    for (const headings of ['labelled', 'above', 'column'] as const) {
      const ugly: Ugliness = { titles: 5, headings, subtotals: true, grandTotal: true, headerEvery: 4, lines: 'split', blanks: true, amounts: 'french' };
      const small = counted(table(items.slice(0, 1000), ugly));
      expect(counted(table(items, ugly)) / small).toBeLessThan(4.5);
    }
    // Texts that each might be a heading, blank rows between them.
    const notes = (count: number): readonly Row[] => [['N° facture', 'Échéance', 'Restant dû'], ...Array.from({ length: count }, (_, at): Row => (at % 3 === 0 ? [`Note ${'x'.repeat(at % 7)}`] : []))];
    expect(counted(notes(8000)) / counted(notes(2000))).toBeLessThan(4.5);
  });
});
