import { beforeEach, describe, expect, test } from '@jest/globals';
import { dateOfCell, foldHeader, localDate, missingFields, proposeMapping, readLedgerRows, recogniseColumns, words } from '../../src/core';
import type { CompanyId, Language, LedgerField, Result, Row, SourceProblem } from '../../src/core';
import { googleServices } from '../../src/demo/gmail/host';
import type { FailureName, SimulatedSheet, SimulatedSpreadsheet, World } from '../../src/demo/gmail/host';
import { ALL_TABS, createBook } from '../../src/gmail/sheet/create-book';
import type { MadeBook } from '../../src/gmail/sheet/create-book';
import { openBook } from '../../src/gmail/sheet/open-book';
import type { BookStart } from '../../src/gmail/sheet/tab-design';
import { tabDesign } from '../../src/gmail/sheet/tab-design';
import { CLAIRE, aWorld } from '../demo/gmail/a-world';

const TODAY = localDate('2026-11-23');
const start = (language: Language): BookStart => ({ language, today: TODAY, settings: { 'profile.name': 'Atelier Martin', 'profile.language': language, 'profile.addresses': 'claire@firm.test' } });
const made = (result: Result<MadeBook, SourceProblem>): MadeBook => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

let world: World;
beforeEach(() => {
  world = aWorld({ files: [] });
  Object.assign(globalThis, googleServices(world));
});
const fileOf = ({ place }: MadeBook): SimulatedSpreadsheet => world.files.get(place.spreadsheet) as SimulatedSpreadsheet;
const tabOf = (book: MadeBook, name: (typeof ALL_TABS)[number]): SimulatedSheet => fileOf(book).byId(book.place.tabs[name]?.sheetId ?? -1) as SimulatedSheet;
const rowsOf = (book: MadeBook, name: (typeof ALL_TABS)[number]): readonly Row[] => {
  const read = openBook(book.place).rows(name);
  if (!read.ok) throw new Error(read.problem.code);
  return read.value[name] ?? [];
};

describe.each<Language>(['fr', 'en'])('a new spreadsheet (%s)', (language) => {
  test('has the eight tabs in the clerk’s language and day, and is his own', () => {
    const book = made(createBook(start(language), 'Europe/Paris'));
    const file = fileOf(book);
    expect(file.sheets.map(({ title }) => title)).toEqual(language === 'fr' ? ['Factures', 'Clients', 'Journal', 'Modèles', 'Plan', 'Réglages', 'Balance âgée', 'À relancer'] : ['Invoices', 'Customers', 'Log', 'Texts', 'Plan', 'Settings', 'Aged balance', 'To remind']);
    expect({ title: file.title, zone: file.timeZone, locale: file.locale, role: file.roleOf(CLAIRE.email) }).toEqual({ title: 'Relance – Atelier Martin', zone: 'Europe/Paris', locale: language === 'fr' ? 'fr_FR' : 'en_GB', role: 'owner' });
    expect(book.url).toContain(book.place.spreadsheet);
  });

  test.each(['invoices', 'customers'] as const)('every header of %s is known to the reader of ledgers, each as another field', (name) => {
    const rows = rowsOf(made(createBook(start(language), 'Europe/Paris')), name);
    const { headers, columns } = recogniseColumns(rows);
    const known = Object.entries(columns) as [LedgerField, number][];
    expect(known).toHaveLength(headers.length);
    for (const [field, column] of known) expect(foldHeader(headers[column] ?? '')).toBe(foldHeader(words(language).fields[field]));
    if (name === 'invoices') expect(missingFields(proposeMapping(rows, null).mapping.columns)).toEqual([]);
  });

  test('its example line is never a debt, nor its customer a customer', () => {
    const rows = rowsOf(made(createBook(start(language), 'Europe/Paris')), 'invoices');
    const read = readLedgerRows(rows, proposeMapping(rows, null).mapping, 'own' as CompanyId, 'Factures');
    expect(rows).toHaveLength(2);
    expect([read.invoices, read.debtors, read.unreadable, read.rows]).toEqual([[], [], [], 0]);
    expect(read.remarks).toMatchObject([{ code: 'ledger/rows-skipped', why: 'example', rows: 1, row: 2 }]);
  });

  test('its example line becomes an invoice when a number of the clerk’s own is typed over it', () => {
    const book = made(createBook(start(language), 'Europe/Paris'));
    tabOf(book, 'invoices').edit('A2', 'FA-2026-001');
    const rows = rowsOf(book, 'invoices');
    const { invoices, unreadable } = readLedgerRows(rows, proposeMapping(rows, null).mapping, 'own' as CompanyId, 'Factures');
    expect(unreadable).toEqual([]);
    expect(invoices).toMatchObject([{ number: 'FA-2026-001', kind: 'invoice', means: 'transfer', instalments: [{ due: TODAY, outstanding: { minor: 120_000, currency: 'EUR' } }] }]);
  });

  test('each choice that a cell offers is understood when it is chosen', () => {
    const read = (field: LedgerField, choice: string): { readonly unreadable: readonly unknown[]; readonly remarks: readonly { readonly code: string }[] } => {
      const header = words(language).fields[field];
      const rows: Row[] = [['N° facture', 'Client', 'Échéance', 'Montant TTC', header], ['FA-1', 'Dupont', '2026-10-31', choice === 'avoir' || choice === 'credit note' ? -100 : 100, choice]];
      return readLedgerRows(rows, proposeMapping(rows, null).mapping, 'own' as CompanyId, 'x');
    };
    for (const name of ['invoices', 'customers'] as const) {
      for (const { header, choices } of tabDesign(name, start(language)).columns) {
        const [field] = Object.keys(recogniseColumns([[header, 'Client', 'Montant']]).columns) as [LedgerField];
        for (const choice of choices ?? []) expect({ header, choice, unreadable: read(field, choice).unreadable }).toEqual({ header, choice, unreadable: [] });
      }
    }
    const kinds = tabDesign('customers', start(language)).columns.find(({ choices }) => choices?.includes('public'))?.choices ?? [];
    const kindsRead = kinds.map((kind) => readLedgerRows([['N° facture', 'Client', 'Échéance', 'Montant', 'Type client'], ['F1', 'A', '2026-10-31', 1, kind]], proposeMapping([['N° facture', 'Client', 'Échéance', 'Montant', 'Type client']], null).mapping, 'own' as CompanyId, 'x').debtors[0]?.kind);
    expect(kindsRead).toEqual(['business', 'consumer', 'public']);
  });
});

describe('a new spreadsheet', () => {
  test('costs two calls to Google Sheets, however many tabs, columns and rules', () => {
    world.slow.set('sheets', 1);
    const before = world.now();
    made(createBook(start('fr'), 'Europe/Paris'));
    expect(world.now() - before).toBe(2);
  });

  test('keeps 00123 and "=1+1" as they are typed, and shows days and amounts as such', () => {
    const { formats, columnCount } = tabOf(made(createBook(start('fr'), 'Europe/Paris')), 'invoices').state;
    const shown = Array.from({ length: columnCount }, (_, column) => formats.filter(({ box }) => box.fromRow === 1 && box.fromColumn === column).map(({ what }) => (what['numberFormat'] as { readonly type: string; readonly pattern: string }).pattern).join());
    const design = tabDesign('invoices', start('fr'));
    expect(Object.fromEntries(design.columns.map(({ header }, at) => [header, shown[at]]))).toMatchObject({ 'N° de facture': '@', 'Code client': '@', Client: '@', 'N° de commande': '@', 'Date de facture': 'dd/mm/yyyy', Échéance: 'dd/mm/yyyy', 'Montant TTC': '#,##0.00', 'Restant dû': '#,##0.00' });
    expect(tabDesign('customers', start('fr')).columns.every(({ shape }) => shape === 'text')).toBe(true);
  });

  test('refuses to be typed a day that is none, a paid sum below zero, a word that is not among the choices', () => {
    const { validations } = tabOf(made(createBook(start('fr'), 'Europe/Paris')), 'invoices').state;
    const design = tabDesign('invoices', start('fr')).columns;
    const ruleOf = (header: string): unknown => validations.find(({ box }) => box.fromColumn === design.findIndex((column) => column.header === header))?.what;
    expect(ruleOf('Échéance')).toEqual({ condition: { type: 'DATE_IS_VALID' }, strict: true });
    expect(ruleOf('Déjà réglé')).toEqual({ condition: { type: 'NUMBER_GREATER_THAN_EQ', values: [{ userEnteredValue: '0' }] }, strict: true });
    expect(ruleOf('Type de pièce')).toMatchObject({ condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'facture' }, { userEnteredValue: 'acompte' }, { userEnteredValue: 'avoir' }] }, strict: true, showCustomUi: true });
    // A credit note is negative.
    expect(ruleOf('Montant TTC')).toMatchObject({ condition: { type: 'NUMBER_BETWEEN' } });
    expect(validations.every(({ box }) => box.fromRow === 1 && box.toRow === null)).toBe(true);
  });

  test('freezes each header, and hides what of the Journal is for the machine', () => {
    const book = made(createBook(start('fr'), 'Europe/Paris'));
    expect(ALL_TABS.map((name) => tabOf(book, name).state.frozenRows)).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
    const { widths, columnCount } = tabOf(book, 'journal').state;
    const hidden = widths.filter(({ what }) => what['hiddenByUser'] === true).map(({ box }) => box.fromColumn);
    expect(hidden).toEqual(Array.from({ length: 19 }, (_, at) => at + 8));
    expect(columnCount).toBeGreaterThan(27);
  });

  test('warns before the Journal and the reports are typed into, and refuses nobody: colleagues write under their own rights', () => {
    const book = made(createBook(start('fr'), 'Europe/Paris'));
    expect(ALL_TABS.map((name) => tabOf(book, name).state.protections.map(({ warningOnly, description }) => warningOnly && description !== ''))).toEqual([[], [], [true], [], [], [], [true], [true]]);
    const file = fileOf(book);
    file.share('paul@firm.test', 'writer');
    expect(() => file.checkProtection(tabOf(book, 'journal'), { fromRow: 1, toRow: 2, fromColumn: 0, toColumn: 8 }, 'paul@firm.test', 'x')).not.toThrow();
  });

  test('begins with what is known of the company, and says what is to be filled in', () => {
    const rows = rowsOf(made(createBook(start('fr'), 'Europe/Paris')), 'settings');
    expect(rows.slice(0, 2)).toEqual([['Réglage', 'Pour', 'Valeur', 'Par', 'Le', 'Clé'], ['Nom de la société', '', 'Atelier Martin', '', '', 'profile.name']]);
    expect(rows.find((row) => row[5] === 'profile.addresses')?.[2]).toBe('claire@firm.test');
  });

  test('a company’s name is a text, whatever it begins with', () => {
    const book = made(createBook({ ...start('fr'), settings: { 'profile.name': '=HYPERLINK("https://evil.test";"ici")' } }, 'Europe/Paris'));
    expect(tabOf(book, 'settings').at('C2')).toBe('=HYPERLINK("https://evil.test";"ici")');
    expect(rowsOf(book, 'invoices')[1]?.map((cell) => (typeof cell === 'number' ? dateOfCell(cell, null) : null)).filter((day) => day !== null)).toEqual(['2026-10-24', '2026-11-23']);
  });

  test.each<[string, FailureName, string]>([
    ['the day’s quota is used up', 'sheets-quota', 'sheet/quota'],
    ['Google does not answer', 'sheets-down', 'sheet/not-answering'],
  ])('%s: nothing is made, and it is said', (_title, failure, code) => {
    world.faults.failNext(failure);
    expect(createBook(start('fr'), 'Europe/Paris')).toMatchObject({ ok: false, problem: { code } });
    expect(world.files.size).toBe(0);
  });

  test.each(['sheets-down', 'answer-lost'] as const)('interrupted halfway (%s), the next try finishes the same spreadsheet: there is one, not two', (failure) => {
    world.beforeNext('sheets', () => world.beforeNext('sheets', () => world.faults.failNext(failure)));
    expect(createBook(start('fr'), 'Europe/Paris')).toMatchObject({ ok: false, problem: { code: 'sheet/not-answering' } });
    expect(world.files.size).toBe(1);
    const book = made(createBook(start('fr'), 'Europe/Paris'));
    expect([world.files.size, rowsOf(book, 'invoices').length]).toEqual([1, 2]);
    made(createBook(start('fr'), 'Europe/Paris'));
    expect(world.files.size).toBe(2);
  });
});
