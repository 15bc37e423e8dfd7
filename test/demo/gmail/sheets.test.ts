import { describe, expect, test } from '@jest/globals';
import { serial, SimulatedSpreadsheet } from '../../../src/demo/gmail/host';
import type { FailureName, World } from '../../../src/demo/gmail/host';
import { firstUnknown } from '../../../src/demo/gmail/host/sheets/rest-schema';
import { aBook, aWorld, CLAIRE } from './a-world';
import { said } from './run-script';

const READ = "{ valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'SERIAL_NUMBER', majorDimension: 'ROWS', ranges: RANGES }";
const read = (ranges: readonly string[], world = aWorld()): unknown => said(`return Sheets.Spreadsheets.Values.batchGet('book', ${READ.replace('RANGES', JSON.stringify(ranges))}).valueRanges`, world);
const failure = (code: string, world = aWorld()): unknown => said(`return caught(function () { ${code} })`, world);
const update = (requests: readonly object[]): string => `Sheets.Spreadsheets.batchUpdate({ requests: ${JSON.stringify(requests)} }, 'book')`;
const book = (world: World): SimulatedSpreadsheet => { const file = world.files.get('book'); if (file === undefined) throw new Error('no book'); return file; };
const as = (email: string): World => aWorld().colleague({ ...CLAIRE, email }, aWorld().threads);
const ALL = [{ stringValue: '=1+1' }, { numberValue: 2.5 }, { boolValue: true }].map((userEnteredValue) => ({ userEnteredValue }));

describe('reading a spreadsheet', () => {
  test('rows are ragged, dates are numbers, errors are texts, empty cells between are empty texts', () => {
    expect(read(["'Factures'"])).toEqual([{ range: 'Factures!A1:Z1000', majorDimension: 'ROWS', values: [['Client', 'Échéance', 'Montant', 'Note'], ['Durand', 46_326, 120.5], ['Roy', '', '#REF!'], [], ['Zola', 46_356, 10, true]] }]);
    expect(serial('2026-10-31')).toBe(46_326);
  });

  test('an empty tab has no values at all, and a name with an accent is quoted', () => {
    expect(read(["'Balance âgée'"])).toEqual([{ range: "'Balance âgée'!A1:Z1000", majorDimension: 'ROWS' }]);
  });

  test.each([
    ['Factures!A2:B3', 'Factures!A2:B3', [['Durand', 46_326], ['Roy']]],
    ['Factures!C3', 'Factures!C3', [['#REF!']]],
    ['Factures!B:C', 'Factures!B1:C1000', [['Échéance', 'Montant'], [46_326, 120.5], ['', '#REF!'], [], [46_356, 10]]],
    ['Factures!4:5', 'Factures!A4:Z5', [[], ['Zola', 46_356, 10, true]]],
    ['A5', 'Factures!A5', [['Zola']]],
  ])('the range %s', (range, told, values) => {
    expect(read([range])).toEqual([{ range: told, majorDimension: 'ROWS', values }]);
  });

  test.each([
    ["'Clients'", "Unable to parse range: 'Clients'"],
    ['Factures!A1:', 'Unable to parse range: Factures!A1:'],
    ['Factures!A1001', 'Range (Factures!A1001) exceeds grid limits. Max rows: 1000, max columns: 26'],
    ['Factures!AA1', 'Range (Factures!AA1) exceeds grid limits. Max rows: 1000, max columns: 26'],
  ])('one range that is none fails the whole call: %s', (range, sentence) => {
    expect(failure(`Sheets.Spreadsheets.Values.batchGet('book', ${READ.replace('RANGES', JSON.stringify(['Factures', range]))})`)).toBe(`GoogleJsonResponseException: API call to sheets.spreadsheets.values.batchGet failed with error: ${sentence}`);
  });

  test('what is told of the tabs is what the mask names; a renamed, hidden tab keeps its id', () => {
    const world = aWorld();
    const sheet = book(world).sheet('Factures');
    sheet.rename('Ventes');
    sheet.hide();
    expect(said("return Sheets.Spreadsheets.get('book', { fields: 'properties(timeZone,locale,title),sheets.properties(sheetId,title,index,hidden)' })", world)).toEqual({
      properties: { title: 'Relance', locale: 'fr_FR', timeZone: 'Europe/Paris' }, sheets: [{ properties: { sheetId: 0, title: 'Ventes', index: 0, hidden: true } }, { properties: { sheetId: sheetIdOf(world, 'Balance âgée'), title: 'Balance âgée', index: 1 } }],
    });
  });

  test('merged cells leave their value in the first one', () => {
    const world = aWorld();
    book(world).sheet('Factures').merge('A1:C1');
    expect((read(['Factures!A1:D1'], world) as readonly { values: unknown }[])[0]?.values).toEqual([['Client', '', '', 'Note']]);
  });

  test.each<[FailureName, number, string]>([
    ['no-rights', 403, 'The caller does not have permission'], ['sheet-gone', 404, 'Requested entity was not found.'], ['sheets-down', 503, 'The service is currently unavailable.'], ['sheets-quota', 429, "Quota exceeded for quota metric 'Read requests'"],
  ])('%s, as ordered, once', (what, code, sentence) => {
    const world = aWorld();
    world.faults.failNext(what);
    const [told, then] = said("var read = function () { return Sheets.Spreadsheets.get('book', { fields: 'properties.title' }) }; try { read() } catch (error) { return [[error.message, error.details.code], read()] }", world) as [[string, number], unknown];
    expect(told[0]).toContain(sentence);
    expect(told[1]).toBe(code);
    expect(then).toEqual({ properties: { title: 'Relance' } });
  });
});

test('reads and writes of a minute are counted, each for itself, and new in the next one', () => {
  const world = aWorld({ sheetsPerMinute: 60 });
  const reads = (count: number): unknown => failure(`for (var i = 0; i < ${count}; i += 1) Sheets.Spreadsheets.get('book')`, world);
  expect(reads(60)).toBe('nothing thrown');
  expect(reads(1)).toMatch(/Quota exceeded for quota metric 'Read requests'/);
  expect(failure(update([{ addSheet: { properties: { title: 'Plan' } } }]), world)).toBe('nothing thrown');
  world.advance(60_000);
  expect(reads(1)).toBe('nothing thrown');
});

const sheetIdOf = (world: World, title: string): number => book(world).sheet(title).sheetId;

describe('rights', () => {
  const APPEND = "Sheets.Spreadsheets.Values.append({ values: [['x']] }, 'book', 'Factures!A5', { valueInputOption: 'RAW' })";

  test.each([
    ['claire@firm.test', true, true], ['paul@firm.test', true, true], ['lea@firm.test', true, false], ['stranger@firm.test', false, false],
  ])('%s reads: %s, writes: %s', (email, reads, writes) => {
    const refused = /API call to .* failed with error: The caller does not have permission/;
    const told = [failure("Sheets.Spreadsheets.get('book')", as(email)), failure(APPEND, as(email))];
    for (const [index, may] of [reads, writes].entries()) {
      if (may) expect(told[index]).toBe('nothing thrown');
      else expect(told[index]).toMatch(refused);
    }
  });

  test('a protected range refuses a colleague, for rows to come too; the owner and the named editors may write', () => {
    const world = aWorld();
    const protect = update([{ addProtectedRange: { protectedRange: { range: { sheetId: sheetIdOf(world, 'Balance âgée') }, editors: { users: ['lea@firm.test'] } } } }]);
    const append = update([{ appendCells: { sheetId: sheetIdOf(world, 'Balance âgée'), rows: [{ values: ALL }], fields: 'userEnteredValue' } }]);
    expect(failure(protect, world)).toBe('nothing thrown');
    book(world).share('lea@firm.test', 'writer');
    const colleague = (email: string): World => world.colleague({ ...CLAIRE, email }, world.threads);
    expect(failure(append, colleague('paul@firm.test'))).toMatch(/You are trying to edit a protected cell or object/);
    expect(failure(append, colleague('lea@firm.test'))).toBe('nothing thrown');
    expect(failure(append, world)).toBe('nothing thrown');
  });

  test('a protection is told with its range; an open end is not told', () => {
    const world = aWorld();
    said(update([{ addProtectedRange: { protectedRange: { range: { sheetId: 0, startRowIndex: 1, endColumnIndex: 3 }, warningOnly: true, description: 'Journal' } } }]), world);
    expect(said("return Sheets.Spreadsheets.get('book', { fields: 'sheets.protectedRanges' }).sheets[0]", world)).toEqual({ protectedRanges: [{ protectedRangeId: 1, range: { sheetId: 0, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 3 }, warningOnly: true, description: 'Journal' }] });
  });

  test('a protection that only warns refuses nobody', () => {
    const world = aWorld();
    said(update([{ addProtectedRange: { protectedRange: { range: { sheetId: 0 }, warningOnly: true } } }]), world);
    expect(failure(update([{ appendCells: { sheetId: 0, rows: [{ values: ALL }], fields: 'userEnteredValue' } }]), world.colleague({ ...CLAIRE, email: 'paul@firm.test' }, world.threads))).toBe('nothing thrown');
  });
});

describe('writing values', () => {
  const write = (value: unknown, input: string, world: World): unknown => {
    said(`Sheets.Spreadsheets.Values.update({ values: [[${JSON.stringify(value)}]] }, 'book', 'Factures!A9', { valueInputOption: '${input}' })`, world);
    return book(world).sheet('Factures').at('A9');
  };

  test.each([
    ['=1+1', '=1+1', { formula: '=1+1' }], ['00123', '00123', 123], ['31/12/2026', '31/12/2026', 46_387], ['1 234,50', '1 234,50', 1234.5], ["'=x", "'=x", '=x'], ['plain', 'plain', 'plain'], [7, 7, 7], [true, true, true], ['', null, null],
  ])('%j stays itself RAW, and is read as typed otherwise', (value, raw, typed) => {
    expect(write(value, 'RAW', aWorld())).toEqual(raw);
    expect(write(value, 'USER_ENTERED', aWorld())).toEqual(typed);
  });

  test('append goes below the table; INSERT_ROWS moves down what stands there, else it is overwritten', () => {
    for (const [insert, below] of [['INSERT_ROWS', 'note'], ['OVERWRITE', null]] as const) {
      const file = new SimulatedSpreadsheet({ id: 'book', title: 'B', access: { [CLAIRE.email]: 'owner' }, sheets: [{ title: 'J', rows: [['id', null, 'aside'], ['1', null, null], [null, null, 'note']] }] });
      const world = aWorld({ files: [file] });
      expect(said(`return Sheets.Spreadsheets.Values.append({ values: [['2', 'x', 'new']] }, 'book', 'J!A1:B', { valueInputOption: 'RAW', insertDataOption: '${insert}' }).updates.updatedRange`, world)).toBe('J!A3:C3');
      expect(file.sheet('J').at('C3')).toBe('new');
      expect(file.sheet('J').at('C4')).toBe(below);
    }
  });

  test('a range without a way of reading the input is refused', () => {
    expect(failure("Sheets.Spreadsheets.Values.update({ values: [['x']] }, 'book', 'Factures!A1', {})")).toMatch(/'valueInputOption' is required/);
  });

  test.each([[50_000, 'nothing thrown'], [50_001, 'more than the maximum of 50000 characters']])('a cell holds 50 000 characters: %i', (length, end) => {
    expect(failure(`Sheets.Spreadsheets.Values.update({ values: [[new Array(${length} + 1).join('x')]] }, 'book', 'Factures!A9', { valueInputOption: 'RAW' })`)).toContain(end);
  });

  test('a spreadsheet holds ten million cells', () => {
    const grow = (rowCount: number): unknown => failure(update([{ updateSheetProperties: { properties: { sheetId: 0, gridProperties: { rowCount } }, fields: 'gridProperties.rowCount' } }]));
    const others = 26_000;
    expect(grow(Math.floor((10_000_000 - others) / 26))).toBe('nothing thrown');
    expect(grow(Math.floor((10_000_000 - others) / 26) + 1)).toMatch(/above the limit of 10000000 cells/);
  });
});

describe('batchUpdate', () => {
  test('appendCells writes texts that begin with = as texts', () => {
    const world = aWorld();
    said(update([{ appendCells: { sheetId: 0, rows: [{ values: ALL }], fields: 'userEnteredValue' } }]), world);
    expect(book(world).sheet('Factures').rows[5]).toEqual(['=1+1', 2.5, true]);
  });

  test('is whole or not at all', () => {
    const world = aWorld();
    const before = book(world).sheet('Factures').rows;
    expect(failure(update([{ appendCells: { sheetId: 0, rows: [{ values: ALL }], fields: 'userEnteredValue' } }, { addSheet: { properties: { title: 'Journal' } } }, { addSheet: { properties: { title: 'factures' } } }]), world)).toMatch(/A sheet with the name "factures" already exists/);
    expect(book(world).sheet('Factures').rows).toEqual(before);
    expect(book(world).sheets).toHaveLength(2);
  });

  test('an answer that is lost leaves the write done', () => {
    const world = aWorld();
    world.faults.failNext('answer-lost');
    expect(failure(update([{ addSheet: { properties: { title: 'Journal' } } }]), world)).toMatch(/currently unavailable/);
    expect(book(world).sheets).toHaveLength(3);
  });

  test.each([
    ['a field that Google does not know', { addSheet: { properties: { name: 'x' } } }, 'Unknown name "name" at \'requests[0].addSheet.properties\': Cannot find field.'],
    ['a text for a number', { appendCells: { sheetId: '0', rows: [], fields: '*' } }, "Invalid value at 'requests[0].appendCells.sheetId' (TYPE_NUMBER), \"0\""],
    ['one thing for a list', { appendCells: { sheetId: 0, rows: {}, fields: '*' } }, "Invalid value at 'requests[0].appendCells.rows' (RowData[])"],
    ['no mask', { appendCells: { sheetId: 0, rows: [] } }, "At least one field must be listed in 'fields'."],
    ['a tab that is not there', { appendCells: { sheetId: 77, rows: [], fields: '*' } }, 'No grid with id: 77'],
    ['two values in one cell', { appendCells: { sheetId: 0, rows: [{ values: [{ userEnteredValue: { stringValue: 'a', numberValue: 1 } }] }], fields: '*' } }, "oneof field 'value' is already set"],
  ])('%s is refused', (_what, request, sentence) => {
    expect(failure(update([request]))).toContain(sentence);
  });

  test('a request that is not modelled says so', () => {
    expect(() => failure(update([{ addBanding: { bandedRange: {} } }]))).toThrow('the request addBanding is not simulated');
  });

  test('deleteRange takes rows out and keeps the grid', () => {
    const world = aWorld();
    said(update([{ deleteRange: { range: { sheetId: 0, startRowIndex: 1, endRowIndex: 3 }, shiftDimension: 'ROWS' } }]), world);
    expect(book(world).sheet('Factures').rows).toEqual([['Client', 'Échéance', 'Montant', 'Note'], [null, null, null, null], ['Zola', serial('2026-11-30'), 10, true]]);
    expect(book(world).sheet('Factures').state.rowCount).toBe(1000);
  });

  test('updateCells empties what the range names and the rows do not', () => {
    const world = aWorld();
    said(update([{ updateCells: { range: { sheetId: 0, startRowIndex: 1 }, rows: [{ values: ALL }], fields: 'userEnteredValue' } }]), world);
    expect(book(world).sheet('Factures').rows).toEqual([['Client', 'Échéance', 'Montant', 'Note'], ['=1+1', 2.5, true, null]]);
  });

  test('tabs, rules, formats, widths and charts are kept as they were told', () => {
    const world = aWorld();
    const chart = { spec: { title: 'Balance', basicChart: { chartType: 'COLUMN' } }, position: { overlayPosition: { anchorCell: { sheetId: 4711, rowIndex: 0, columnIndex: 0 } } } };
    said(update([
      { addSheet: { properties: { sheetId: 4711, title: 'Plan', gridProperties: { frozenRowCount: 1, rowCount: 50, columnCount: 5 } } } },
      { setDataValidation: { range: { sheetId: 4711, startColumnIndex: 1, endColumnIndex: 2 }, rule: { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'oui' }] }, strict: true } } },
      { repeatCell: { range: { sheetId: 4711, endRowIndex: 1 }, cell: { userEnteredFormat: { textFormat: { bold: true } } }, fields: 'userEnteredFormat.textFormat' } },
      { updateDimensionProperties: { range: { sheetId: 4711, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 }, properties: { pixelSize: 200 }, fields: 'pixelSize' } },
      { addChart: { chart } },
    ]), world);
    const { state } = book(world).sheet('Plan');
    expect(state).toMatchObject({ frozenRows: 1, rowCount: 50, columnCount: 5, charts: [{ id: 1, spec: chart.spec }], validations: [{ what: { strict: true } }], formats: [{ what: { textFormat: { bold: true } } }], widths: [{ what: { pixelSize: 200 } }] });
  });

  test('the value of a formula is known only when the world gives it', () => {
    const world = aWorld();
    said(update([{ updateCells: { start: { sheetId: 0, rowIndex: 8 }, rows: [{ values: [{ userEnteredValue: { formulaValue: '=SUM(C2:C5)' } }] }], fields: 'userEnteredValue' } }]), world);
    expect(() => read(['Factures!A9'], world)).toThrow('the value of the formula =SUM(C2:C5) is not simulated');
    book(world).sheet('Factures').edit('A9', { formula: '=SUM(C2:C5)', value: 130.5 });
    expect(read(['Factures!A9'], world)).toMatchObject([{ values: [[130.5]] }]);
  });
});

describe('what the Sheets service answers', () => {
  test.each([
    ['Spreadsheet', "Sheets.Spreadsheets.get('book')"],
    ['BatchGetValuesResponse', `Sheets.Spreadsheets.Values.batchGet('book', ${READ.replace('RANGES', "['Factures', 'Factures!A1']")})`],
    ['UpdateValuesResponse', "Sheets.Spreadsheets.Values.update({ values: [['x', 1]] }, 'book', 'Factures!A9', { valueInputOption: 'RAW' })"],
    ['AppendValuesResponse', "Sheets.Spreadsheets.Values.append({ values: [['x']] }, 'book', \"'Balance âgée'\", { valueInputOption: 'RAW' })"],
    ['BatchUpdateValuesResponse', "Sheets.Spreadsheets.Values.batchUpdate({ valueInputOption: 'RAW', data: [{ range: 'Factures!A9', values: [['x']] }] }, 'book')"],
    ['BatchUpdateSpreadsheetResponse', update([{ addSheet: { properties: { title: 'Plan', hidden: true } } }, { addProtectedRange: { protectedRange: { range: { sheetId: 0 }, warningOnly: true, description: 'x' } } }])],
  ])('is a %s of the published types', (resource, code) => {
    const answer = said(`return ${code}`);
    expect(answer).toBeInstanceOf(Object);
    expect(firstUnknown(answer, resource)).toBeNull();
  });
});

describe('a new spreadsheet', () => {
  test('belongs to who made it, with the tabs that were asked for', () => {
    const world = aWorld({ files: [aBook()] });
    const id = said("return Sheets.Spreadsheets.create({ properties: { title: 'Neuf', locale: 'fr_FR', timeZone: 'Europe/Paris' }, sheets: [{ properties: { title: 'Factures', gridProperties: { frozenRowCount: 1 } } }, { properties: { title: 'Journal' } }] }).spreadsheetId", world) as string;
    const made = world.files.get(id);
    expect(made?.sheets.map(({ title }) => title)).toEqual(['Factures', 'Journal']);
    expect([made?.roleOf(CLAIRE.email), made?.roleOf('paul@firm.test')]).toEqual(['owner', null]);
  });
});
