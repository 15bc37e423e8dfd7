import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from '../property';
import { wordProblem } from '../../src/core';
import type { DebtorHints, LedgerProblem, Problem, Result, SourceProblem } from '../../src/core';
import { SimulatedSpreadsheet, World, googleRun, serial } from '../../src/demo/gmail/host';
import type { Cell, CallCount, FailureName } from '../../src/demo/gmail/host';
import { ledgerCacheKeys } from '../../src/gmail/sheet/ledger-slice';
import type { BookPlace } from '../../src/gmail/sheet/open-book';
import { openBook } from '../../src/gmail/sheet/open-book';
import { SheetLedger } from '../../src/gmail/sheet/sheet-ledger';
import { createSheetSource } from '../../src/gmail/sheet/sheet-source';
import type { SheetSource } from '../../src/gmail/sheet/sheet-source';
import { openUserCache } from '../../src/gmail/user-cache';
import { COMPANY, TODAY, aPack, address, at, eur } from '../core/builders';
import { hints, problem, value } from '../contracts/subject';

const CLERK = 'claire@firm.test';
const HEADER: readonly Cell[] = ['N° facture', 'Code client', 'Client', 'Échéance', 'Montant TTC', 'Reste dû', 'E-mail'];
const due = serial('2026-10-31');
const ROWS: readonly (readonly Cell[])[] = [
  ['FA-1', 'C1', 'Garage Durand', due, 120.5, 120.5, 'compta@durand.fr'],
  ['FA-2', 'C1', 'Garage Durand', due, 80, 0, 'compta@durand.fr'],
  ['FA-3', 'C2', 'Roy & Fils', serial('2026-12-31'), 50, 50, 'anne@roy.fr'],
];

let world: World;
let file: SimulatedSpreadsheet;
let calls: () => CallCount;
const place = (over: Partial<BookPlace> = {}): BookPlace => ({ spreadsheet: 'book', tabs: { invoices: { sheetId: 0, title: 'Factures' }, journal: { sheetId: 7, title: 'Journal' } }, timeZone: 'Europe/Paris', mapping: null, ...over });

/** A spreadsheet with these rows under the header, and Google as it is for its owner in a new callback. */
function given(rows: readonly (readonly Cell[])[], header: readonly Cell[] = HEADER, customers: readonly (readonly Cell[])[] | null = null): void {
  file = new SimulatedSpreadsheet({
    id: 'book', title: 'Relance', access: { [CLERK]: 'owner' },
    sheets: [{ title: 'Factures', rows: [header, ...rows] }, { title: 'Journal', sheetId: 7, rows: [] }, ...(customers === null ? [] : [{ title: 'Clients', sheetId: 8, rows: customers }])],
  });
  world = new World({ now: Date.UTC(2026, 10, 23, 8, 12), user: { email: CLERK, timeZone: 'Europe/Paris', locale: 'fr' }, files: [file] });
  callback();
}
function callback(): void {
  const run = googleRun(world);
  Object.assign(globalThis, run.services);
  calls = () => run.calls;
}

/** The ledger without a log: nothing was remembered, nobody was reminded. */
const source = (over: Partial<BookPlace> = {}, thread: string | null = null, now = '2026-11-23T08:12:00.000Z'): SheetSource => createSheetSource({
  book: openBook(place(over)), company: COMPANY, cache: thread === null ? null : openUserCache([...ledgerCacheKeys({ thread })]),
  beside: { now: () => at(now), pack: () => ({ ok: true, value: aPack() }), entriesOf: () => ({ ok: true, value: [] }), debtorsOf: () => ({ ok: true, value: [] }), chosen: () => ({ ok: true, value: undefined }), policyOf: () => ({ ok: true, value: null }) },
});
const from = (who: string, over: Partial<DebtorHints> = {}): DebtorHints => hints({ addresses: [address(who)], ...over });
const told = (asked: Result<unknown, SourceProblem>): string => {
  const { title, body } = wordProblem(problem(asked), 'fr', TODAY);
  return `${title} ${body}`.replace(/[\u00a0\u202f]/g, ' ');
};

beforeEach(() => given(ROWS));

describe('the sheet of invoices as ledger', () => {
  test('who writes is found with what he owes, and his case file comes along', () => {
    const found = value(source().lookUpWithFile(from('compta@durand.fr')));
    expect(found.debtors).toMatchObject([{ name: 'Garage Durand', overdue: [eur(120.5)], oldestDaysOverdue: 23 }]);
    expect(found.file).toMatchObject({ today: '2026-11-23', source: { name: 'Factures', kind: 'google-sheet', unreadableRows: 0 }, debtor: { id: 'c-c1', domains: ['durand.fr'] } });
    expect(found.file?.invoices.map(({ number }) => number)).toEqual(['FA-1', 'FA-2']);
  });

  test('ledger and log are one call, whatever is asked of them in a callback', () => {
    const asked = source();
    value(asked.lookUpWithFile(from('compta@durand.fr')));
    value(asked.search('roy'));
    expect(calls().names).toEqual(['Sheets.Spreadsheets.Values.batchGet']);
  });

  test('two debtors, or none: no case file is chosen for the clerk', () => {
    expect(value(source().lookUpWithFile(hints({ numbers: ['FA-1', 'FA-3'] }))).file).toBeNull();
    expect(value(source().lookUpWithFile(from('nobody@nowhere.fr')))).toEqual({ hits: [], debtors: [], file: null });
  });

  test.each([['2026-11-23T22:59:59.999Z', 'Europe/Paris', '2026-11-23'], ['2026-11-23T23:00:00.000Z', 'Europe/Paris', '2026-11-24'], ['2026-11-23T23:00:00.000Z', 'America/Montreal', '2026-11-23']])('at %s in %s it is %s', (now, timeZone, today) => {
    expect(value(source({ timeZone }, null, now).lookUpWithFile(from('compta@durand.fr'))).file?.today).toBe(today);
  });

  test('a list of customers beside the invoices says who they are; by the name where the invoices tell no code', () => {
    given([['FA-1', 'Garage Durand', due, 120.5], ['FA-2', 'ROY & fils', due, 50], ['FA-3', 'Zola', due, 10]], ['N° facture', 'Client', 'Échéance', 'Reste dû'], [['Code client', 'Nom du client', 'E-mail', 'Ville'], ['C1', 'Garage Durand', 'compta@durand.fr', 'Elne'], ['C2', 'Roy & Fils', 'anne@roy.fr', 'Lyon'], ['C3', 'Martin', 'm@martin.fr', 'Dax']]);
    const tabs = { ...place().tabs, customers: { sheetId: 8, title: 'Clients' } };
    expect(value(source({ tabs }).lookUpWithFile(from('anne@roy.fr'))).file).toMatchObject({ debtor: { id: 'c-c2', code: 'C2', town: 'Lyon' }, invoices: [{ number: 'FA-2', debtor: 'c-c2' }] });
    expect(value(source({ tabs }).search('zola')).map(({ name, code }) => [name, code])).toEqual([['Zola', null]]);
    expect(value(source({ tabs }).lookUpWithFile(from('m@martin.fr'))).file?.invoices).toEqual([]);
  });

  test('of two customers of one name in the list neither is taken for the one of the invoice', () => {
    given([['FA-1', 'Durand', due, 120.5]], ['N° facture', 'Client', 'Échéance', 'Reste dû'], [['Code client', 'Nom du client', 'E-mail'], ['C1', 'Durand', 'a@durand.fr'], ['C2', 'Durand', 'b@durand.com']]);
    const tabs = { ...place().tabs, customers: { sheetId: 8, title: 'Clients' } };
    expect(value(source({ tabs }).search('durand')).map(({ code, open }) => [code, open.length])).toEqual(expect.arrayContaining([['C1', 0], ['C2', 0], [null, 1]]));
  });

  test('a total below the rows, or a heading above them, is read as a file’s is: all of it', () => {
    const plain = value(source().lookUpWithFile(from('compta@durand.fr')));
    given([...ROWS, [null, null, 'Total', null, 250.5, 170.5]]);
    const ledger = value(SheetLedger.open(openBook(place()), COMPANY));
    expect([ledger.isWhole, ledger.all().unreadable]).toEqual([true, []]);
    expect(value(source().lookUpWithFile(from('compta@durand.fr')))).toEqual(plain);
  });
});

describe('what was read a moment ago', () => {
  const ask = (thread = 't1', over: Partial<BookPlace> = {}) => {
    callback();
    const cache = openUserCache(ledgerCacheKeys({ thread }));
    const asked = createSheetSource({ ...depsOf(over), cache }).lookUpWithFile(from('compta@durand.fr', { thread }));
    cache.keep();
    return asked;
  };
  const depsOf = (over: Partial<BookPlace>) => ({
    book: openBook(place(over)), company: COMPANY,
    beside: { now: () => at('2026-11-23T08:12:00.000Z'), pack: () => ({ ok: true as const, value: aPack() }), entriesOf: () => ({ ok: true as const, value: [] }), debtorsOf: () => ({ ok: true as const, value: [] }), chosen: () => ({ ok: true as const, value: undefined }), policyOf: () => ({ ok: true as const, value: null }) },
  });

  test('is used again for the thread, after the sheet itself let the clerk in: the Journal alone is read', () => {
    const first = value(ask());
    file.sheet('Factures').write(1, 5, [[999]]);
    expect(value(ask())).toEqual(first);
    expect(calls().names).toEqual(['Cache.getAll', 'Sheets.Spreadsheets.Values.batchGet']);
  });

  test('is not used by whoever was shut out of the sheet since', () => {
    value(ask());
    file.share(CLERK, null);
    expect(problem(ask())).toEqual({ code: 'sheet/no-rights', to: 'read' });
  });

  test('is forgotten after two minutes, for another thread, and when the columns are mapped otherwise', () => {
    value(ask());
    file.sheet('Factures').write(1, 5, [[999]]);
    const mapping = { columns: { 'invoice-number': 0, 'debtor-code': 1, 'debtor-name': 2, due: 3, outstanding: 5, 'contact-address': 6 }, headerRow: 0, sheet: null, dateOrder: null, decimal: null, defaultCurrency: 'EUR' } as const;
    expect(value(ask('t2')).debtors[0]?.open).toEqual([eur(999)]);
    expect(value(ask('t1', { mapping })).debtors[0]?.open).toEqual([eur(999)]);
  });
});

describe('what a sheet may lack', () => {
  test.each<[string, readonly Cell[], readonly string[]]>([
    ['no column of due dates', ['N° facture', 'Client', 'Note', 'Montant TTC'], ['Factures', 'échéance']],
    ['no column that says anything', ['a', 'b', 'c'], ['Factures', 'aucune colonne']],
    ['two columns of one name', ['N° facture', 'Client', 'Échéance', 'Reste dû', 'Reste dû'], ['Factures', 'Reste dû', 'D, E']],
  ])('%s', (_, header, words) => {
    given([['FA-1', 'Durand', due, 12, 12]], header);
    for (const word of words) expect(told(source().search('x')).toLowerCase()).toContain(word.toLowerCase());
  });

  test('nothing at all', () => {
    given([], []);
    expect(problem(source().search('x'))).toEqual({ code: 'ledger/empty', file: 'Factures' });
  });

  test('days as text in two orders', () => {
    given([['FA-1', 'C1', 'Durand', '31/10/2026', 12, 12, ''], ['FA-2', 'C1', 'Durand', '10/31/2026', 12, 12, '']]);
    expect(told(source().search('x'))).toContain('« 31/10/2026 » commence par le jour, « 10/31/2026 » par le mois');
  });

  test('days as text of which none says what comes first', () => {
    given([['FA-1', 'C1', 'Durand', '05/06/2026', 12, 12, '']]);
    expect(problem(source().search('x'))).toMatchObject({ code: 'ledger/date-order-undecided', file: 'Factures', column: 'Échéance', example: '05/06/2026' });
  });

  test('rows that cannot be read are told with tab, row and column and counted; the others go on', () => {
    given([...ROWS, ['FA-4', 'C1', 'Garage Durand', { error: '#REF!' }, 12, 12, ''], ['FA-5', null, null, due, 12, 12, ''], ['FA-6', 'C1', 'Garage Durand', 'à réception', 12, 12, ''], ['FA-7', 'C1', 'Garage Durand', due, 12, { error: '#N/A' }, '']]);
    const ledger = value(SheetLedger.open(openBook(place()), COMPANY));
    const some = ledger.some([]).unreadable as readonly Extract<LedgerProblem, { code: 'ledger/row-unreadable' }>[];
    expect(some.map(({ file: tab, row, column, why }) => [tab, row, column, why])).toEqual([['Factures', 5, 'Échéance', 'cell-error'], ['Factures', 6, 'Client', 'no-customer'], ['Factures', 7, 'Échéance', 'date'], ['Factures', 8, 'Reste dû', 'cell-error']]);
    const found = value(source().lookUpWithFile(from('compta@durand.fr')));
    expect([found.file?.source.unreadableRows, found.file?.invoices.length]).toEqual([4, 2]);
  });

  test('cells merged down: the rows below the first have no customer, and are told', () => {
    given([['FA-1', 'C1', 'Durand', due, 12, 12, ''], ['FA-2', null, null, due, 12, 12, ''], ['FA-3', null, null, due, 12, 12, '']]);
    const { unreadable, accounts } = value(SheetLedger.open(openBook(place()), COMPANY)).all();
    expect([unreadable.map((each) => 'row' in each && each.row), accounts.flatMap(({ invoices }) => invoices.map(({ number }) => number))]).toEqual([[3, 4], ['FA-1']]);
  });

  test('a tab that was renamed is found again, and its new title is known', () => {
    file.sheet('Factures').rename('Factures 2026');
    const book = openBook(place());
    expect(value(SheetLedger.open(book, COMPANY)).tabs.invoices.title).toBe('Factures 2026');
    expect(book.place.tabs.invoices).toEqual({ sheetId: 0, title: 'Factures 2026' });
    expect(calls().names).toEqual(['Sheets.Spreadsheets.Values.batchGet', 'Sheets.Spreadsheets.get', 'Sheets.Spreadsheets.Values.batchGet']);
  });

  test('a tab that was deleted is named', () => {
    expect(told(source({ tabs: { ...place().tabs, invoices: { sheetId: 99, title: 'Ventes' } } }).search('x'))).toContain('Onglet « Ventes » introuvable');
  });

  test.each<[FailureName, Problem['code']]>([['no-rights', 'sheet/no-rights'], ['sheet-gone', 'sheet/gone'], ['sheets-quota', 'sheet/quota'], ['sheets-down', 'sheet/not-answering']])('%s', (failure, code) => {
    world.faults.failNext(failure);
    expect(problem(source().lookUp(from('compta@durand.fr'))).code).toBe(code);
    callback();
    expect(value(source().lookUp(from('compta@durand.fr'))).debtors).toHaveLength(1);
  });

  test('a missing consent', () => {
    world.granted.clear();
    expect(problem(source().search('x'))).toEqual({ code: 'sheet/no-consent' });
  });

  test('no spreadsheet of invoices is connected', () => {
    expect(problem(source({ tabs: {} }).search('x'))).toEqual({ code: 'source/no-ledger' });
  });
});

describe('whatever stands in the cells', () => {
  const cell = fc.oneof(
    fc.constantFrom<Cell>('', null, true, { error: '#REF!' }, { error: '#DIV/0!' }, 'Total', 'Client : Durand', '31/10/2026', '10/31/2026', '2026-13-45', 151_026, -1, 1e300, 0.005, 'FA-1', 'C1', 'a@b.fr', 'a@b.fr; c@d.fr', "'00412", 'é'.repeat(300), '\u202e<b>x</b>', 'N° facture', 'Échéance', 'Client', 'Reste dû'),
    fc.string({ unit: 'binary', maxLength: 10 }), fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const asked = hints({ addresses: [address('a@b.fr')], domains: ['b.fr', 'durand-garage.fr'], numbers: ['FA-1', '1', 'C1'], sirens: ['404833048'], vats: ['FR83404833048'] });

  test('reading it ends with an answer or a problem, never with an accident', () => {
    fc.assert(fc.property(fc.boolean(), fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 8 }), fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 4 }), (headed, rows, customers) => {
      given(rows, headed ? HEADER : [], customers);
      const ask = source({ tabs: { ...place().tabs, customers: { sheetId: 8, title: 'Clients' } } });
      for (const answer of [ask.lookUpWithFile(asked), ask.search('durand'), ask.caseFile('c-c1' as never), ask.worklistPage({ group: 'to-remind', after: '', limit: 5, stage: null, amountFrom: 0, daysFrom: 0, segment: null, words: '' })]) expect(typeof answer.ok).toBe('boolean');
    }), { numRuns: 120 });
  });
});
