import { beforeEach, describe, expect, test } from '@jest/globals';
import { AGEING_BUCKETS, addDays, assess, localDate } from '../../src/core';
import type { Problem, Result } from '../../src/core';
import { serial } from '../../src/demo/gmail/host';
import type { Cell } from '../../src/demo/gmail/host';
import type { TabName } from '../../src/gmail/sheet/open-book';
import type { SheetRecords } from '../../src/gmail/sheet/sheet-records';
import { SheetCompany } from '../contracts/sheet-subject';
import { MORNING } from '../contracts/subject';
import { MARIE } from '../core/builders';

const TODAY = localDate(MORNING.slice(0, 10));
interface Billed {
  readonly number: string;
  readonly customer: string;
  readonly code?: string;
  /** Before today; negative: to come. */
  readonly late: number;
  readonly sum: number;
  readonly currency?: string;
}

let company: SheetCompany;
beforeEach(() => { company = new SheetCompany(); });

/** The clerk types his invoices below the header. */
function bill(...invoices: readonly Billed[]): void {
  const tab = company.tab('invoices');
  const headers = (tab.rows[0] ?? []).map((cell) => String(cell));
  if (tab.rows.length > 1) tab.deleteRows(2, tab.rows.length - 1);
  invoices.forEach(({ number, customer, code, late, sum, currency = 'EUR' }, at) => {
    const due = addDays(TODAY, -late);
    const told: Readonly<Record<string, Cell>> = { 'N° de facture': number, 'Date de facture': serial(addDays(due, -30)), Échéance: serial(due), 'Code client': code ?? customer.slice(0, 20), Client: customer, 'Montant TTC': sum, 'Restant dû': sum, Devise: currency };
    tab.write(at + 1, 0, [headers.map((header) => told[header] ?? null)]);
  });
}
const value = <T>(result: Result<T, Problem>): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};
const refresh = (records: SheetRecords = company.records(MARIE)): void => { value(records.refreshReports()); };
const rowsOf = (name: TabName): readonly (readonly Cell[])[] => company.tab(name).rows;
/** The table on the left: header, rows and totals. */
const tableOf = (name: TabName): readonly (readonly Cell[])[] => rowsOf(name).slice(3).map((row) => row.slice(0, 12)).filter((row) => row.some((cell) => cell !== null)).map((row) => row.slice(0, 11));
/** The block that the chart reads. */
const chartOf = (name: TabName): readonly (readonly Cell[])[] => rowsOf(name).map((row) => row.slice(12).filter((cell) => cell !== null)).filter((row) => row.length > 0);

const LEDGER: readonly Billed[] = [
  { number: 'FA-1', customer: 'Durand', late: 45, sum: 1000 }, { number: 'FA-2', customer: 'Durand', late: 5, sum: 200 }, { number: 'FA-3', customer: 'Durand', late: -10, sum: 50 },
  { number: 'FA-4', customer: 'Roy', late: 100, sum: 4000 }, { number: 'FA-5', customer: 'Zola', late: 75, sum: 10.1, currency: 'USD' }, { number: 'FA-6', customer: 'Durand', late: 61, sum: 7, currency: 'USD' }, { number: 'FA-7', customer: 'Avoir SA', late: 1, sum: -30 },
];

describe('the aged balance', () => {
  test('says per customer and currency what is not due and what is late by 30, 60, 90 days and more, with totals', () => {
    bill(...LEDGER);
    refresh();
    expect(tableOf('ageing')).toEqual([
      ['Client', 'Code client', 'Devise', 'Non échu', '1–30 j', '31–60 j', '61–90 j', '90 j et plus', 'Total dû', 'Avoirs et acomptes libres', 'Solde net'],
      ['Roy', 'Roy', 'EUR', 0, 0, 0, 0, 4000, 4000, 0, 4000],
      ['Durand', 'Durand', 'EUR', 50, 200, 1000, 0, 0, 1250, 0, 1250],
      ['Avoir SA', 'Avoir SA', 'EUR', 0, 0, 0, 0, 0, 0, 30, -30],
      ['Zola', 'Zola', 'USD', 0, 0, 0, 10.1, 0, 10.1, 0, 10.1],
      ['Durand', 'Durand', 'USD', 0, 0, 0, 7, 0, 7, 0, 7],
      ['Total EUR', null, 'EUR', 50, 200, 1000, 0, 4000, 5250, 30, 5220],
      ['Total USD', null, 'USD', 0, 0, 0, 17.1, 0, 17.1, 0, 17.1],
    ]);
  });

  test('draws no sum of two currencies beside each other, and nobody who owes nothing', () => {
    bill(...LEDGER);
    refresh();
    expect(chartOf('ageing').slice(2)).toEqual([['Roy', 0, 0, 0, 0, 4000], ['Durand', 50, 200, 1000, 0, 0]]);
  });

  test.each([[-1, 0], [0, 0], [1, 1], [30, 1], [31, 2], [60, 2], [61, 3], [90, 3], [91, 4]])('an invoice %i days late stands where every host says it does', (late, column) => {
    bill({ number: 'FA-1', customer: 'Durand', late, sum: 100 });
    refresh();
    const records = company.records(MARIE);
    const file = value(records.caseFile((value(records.search('Durand'))[0] ?? { id: '' as never }).id));
    const assessment = assess(file, value(records.pack()), null, TODAY);
    const [of] = assessment.kind === 'unknown-debtor' ? [] : assessment.statement.perCurrency;
    expect(tableOf('ageing')[1]?.slice(3, 8)).toEqual((of?.ageing ?? []).map(({ amount }) => amount.minor / 100));
    expect(tableOf('ageing')[1]?.slice(3, 8).findIndex((cell) => cell === 100)).toBe(column);
    expect(AGEING_BUCKETS).toHaveLength(5);
  });

  test('is dated to the minute on the clock of the spreadsheet', () => {
    company.setNow('2026-11-23T08:12:30.000Z' as typeof MORNING);
    bill(...LEDGER);
    refresh();
    expect([rowsOf('ageing')[0]?.[0], rowsOf('to-remind')[0]?.[0]]).toEqual(['Balance âgée au 23/11/2026 09:12', 'À relancer au 23/11/2026 09:12']);
  });

  test('draws the first fifteen customers of the currency that most owe in, whatever the number of rows', () => {
    bill(...Array.from({ length: 20 }, (_, n) => ({ number: `FA-${n}`, customer: `Client ${n}`, late: 10 + n, sum: 100 + n })), { number: 'FA-X', customer: 'Zola', late: 75, sum: 99_999, currency: 'USD' });
    refresh();
    const [title, header, ...rows] = chartOf('ageing');
    expect(title).toEqual(['Données du graphique (EUR)']);
    expect(header).toEqual(['Clients', 'Non échu', '1–30 j', '31–60 j', '61–90 j', '90 j et plus']);
    expect(rows).toHaveLength(15);
    expect(rows[0]).toEqual(['Client 19', 0, 119, 0, 0, 0]);
    const [chart] = company.tab('ageing').state.charts;
    const spec = chart?.spec['basicChart'] as { readonly chartType: string; readonly stackedType: string; readonly series: readonly { readonly series: { readonly sourceRange: { readonly sources: readonly object[] } } }[] };
    expect([spec.chartType, spec.stackedType, spec.series.length]).toEqual(['COLUMN', 'STACKED', 5]);
    const at = rowsOf('ageing').findIndex((row) => row[12] === 'Clients');
    expect(spec.series[0]?.series.sourceRange.sources).toEqual([{ sheetId: company.place.tabs.ageing?.sheetId, startRowIndex: at, endRowIndex: at + 16, startColumnIndex: 13, endColumnIndex: 14 }]);
  });
});

describe('the list of those to remind', () => {
  test('is the worklist: in its order, with its step, its reason, its days', () => {
    bill(...LEDGER);
    refresh();
    const page = value(company.records(MARIE).worklistPage({ group: 'to-remind', after: '', limit: 50, stage: null, amountFrom: 0, daysFrom: 0, segment: null, words: '' }));
    const [header, ...rows] = tableOf('to-remind');
    expect(header?.slice(0, 10)).toEqual(['Client', 'Code client', 'À faire', 'Étape', 'Échu', 'Devise', 'Autres devises', 'Jours de retard', 'Pourquoi', 'Dernière relance']);
    expect(page.rows.length).toBeGreaterThan(1);
    expect(rows.filter((row) => row[2] === 'À relancer aujourd’hui').map((row) => row[0])).toEqual(page.rows.map(({ debtor }) => debtor.name));
    const durand = rows.find((row) => row[0] === 'Durand');
    expect(durand?.slice(4, 8)).toEqual([1200, 'EUR', '7,00\u00a0$', 61]);
    expect(durand?.[8]).toBe('1\u202f200,00\u00a0€ + 7,00\u00a0$, 61 jours');
  });

  test('says that nobody is to be reminded, and how many wait', () => {
    bill({ number: 'FA-1', customer: 'Durand', late: -20, sum: 100 });
    refresh();
    expect(tableOf('to-remind')).toHaveLength(1);
    expect(rowsOf('to-remind')[1]?.[0]).toBe('Personne à relancer aujourd’hui.');
  });

  test('a bar for each of the fifteen largest overdue sums, largest first', () => {
    bill(...LEDGER);
    refresh();
    expect(chartOf('to-remind').slice(0, 4)).toEqual([['Données du graphique (EUR)'], ['Clients', 'Échu'], ['Roy', 4000], ['Durand', 1200]]);
    const [chart] = company.tab('to-remind').state.charts;
    expect(chart?.spec['basicChart']).toMatchObject({ chartType: 'BAR', series: [{ targetAxis: 'BOTTOM_AXIS' }] });
  });
});

describe('both reports', () => {
  const callsOf = (act: () => void): number => {
    company.world.slow.set('sheets', 60_000);
    const before = company.world.now();
    act();
    const calls = (company.world.now() - before) / 60_000;
    company.world.slow.set('sheets', 0);
    return calls;
  };

  test('cost one reading and two calls, whatever their size', () => {
    bill(...LEDGER);
    expect(callsOf(() => refresh())).toBe(3);
    bill(...Array.from({ length: 300 }, (_, n) => ({ number: `FA-${n}`, customer: `Client ${n}`, late: n, sum: 100 })));
    expect(callsOf(() => refresh())).toBe(3);
  });

  test('are written as a whole: nothing of a longer one before is left, nor a note of a clerk', () => {
    bill(...Array.from({ length: 40 }, (_, n) => ({ number: `FA-${n}`, customer: `Client ${n}`, late: 40, sum: 100 })));
    refresh();
    company.tab('ageing').edit('D60', 'note');
    expect(tableOf('ageing').length).toBeGreaterThan(40);
    bill({ number: 'FA-1', customer: 'Durand', late: 40, sum: 100 });
    refresh();
    expect(tableOf('ageing').map((row) => row[0])).toEqual(['Client', 'Durand', 'Total EUR']);
    expect(tableOf('to-remind')).toHaveLength(2);
    expect(JSON.stringify(rowsOf('ageing'))).not.toContain('note');
  });

  test('keep their charts: made once, and left as the clerk has drawn them since', () => {
    bill(...LEDGER);
    refresh();
    const before = company.tab('ageing').state.charts;
    refresh();
    expect(company.tab('ageing').state.charts).toEqual(before);
    expect([before.length, company.tab('to-remind').state.charts.length]).toEqual([1, 1]);
  });

  test('a name that only looks like a formula once its invisible sign is taken out stays the words it is', () => {
    bill({ number: 'FA-1', customer: '\u200b=HYPERLINK("https://evil.test";"cliquez")', code: 'C1', late: 40, sum: 100 });
    refresh();
    expect([tableOf('ageing')[1]?.[0], tableOf('to-remind')[1]?.[0], chartOf('ageing')[2]?.[0]]).toEqual(['=HYPERLINK("https://evil.test";"cliquez")', '=HYPERLINK("https://evil.test";"cliquez")', '=HYPERLINK("https://evil.te…']);
  });

  test.each([ '+33 1 02 03 04 05', '-2+3', '@SUM(A1)', '<b>gras</b>', '00123'])('a customer called %s stays the words he is', (customer) => {
    bill({ number: 'FA-1', customer, code: 'C1', late: 40, sum: 100 });
    refresh();
    expect([tableOf('ageing')[1]?.[0], tableOf('to-remind')[1]?.[0], chartOf('ageing')[2]?.[0]]).toEqual([customer, customer, customer]);
  });

  test('signs that turn the reading direction are taken out of a name', () => {
    bill({ number: 'FA-1', customer: 'Du\u202erand', code: 'C1', late: 40, sum: 100 });
    refresh();
    expect(tableOf('ageing')[1]?.[0]).toBe('Durand');
  });

  test('grow their tab when it is too short', () => {
    bill(...Array.from({ length: 260 }, (_, n) => ({ number: `FA-${n}`, customer: `Client ${n}`, late: 40, sum: 100 })));
    expect(company.tab('ageing').state.rowCount).toBe(200);
    refresh();
    expect(tableOf('ageing')).toHaveLength(262);
  });

  test('find their tabs again when they were renamed, and make a new one when it was deleted', () => {
    bill(...LEDGER);
    company.tab('ageing').rename('Âges');
    company.file.remove(company.place.tabs['to-remind']?.sheetId ?? -1);
    const place = value(company.records(MARIE).refreshReports());
    expect(place.tabs.ageing).toEqual({ sheetId: company.place.tabs.ageing?.sheetId, title: 'Âges' });
    const made = company.file.byId(place.tabs['to-remind']?.sheetId ?? -1);
    expect([made?.title, made?.rows[0]?.[0], made?.state.charts.length]).toEqual(['À relancer', expect.stringContaining('À relancer au'), 1]);
  });

  test('the example line of a new spreadsheet is in neither', () => {
    refresh();
    expect(tableOf('ageing').map((row) => row[0])).toEqual(['Client']);
    expect(JSON.stringify([rowsOf('ageing'), rowsOf('to-remind')])).not.toContain('Exemple');
  });

  test('who may not write learns it, and nothing is changed', () => {
    bill(...LEDGER);
    company.world.beforeNext('sheets', () => company.world.beforeNext('sheets', () => company.world.beforeNext('sheets', () => company.world.faults.failNext('no-rights'))));
    expect(company.records(MARIE).refreshReports()).toEqual({ ok: false, problem: { code: 'sheet/no-rights', to: 'write' } });
    expect(rowsOf('ageing')).toHaveLength(1);
  });
});
