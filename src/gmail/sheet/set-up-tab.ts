import type { Result, SourceProblem } from '../../core';
import { fail } from '../../core';
import type { ColumnDesign, ColumnShape, DesignCell, TabDesign } from './tab-design';
import type { BookRequest } from './write-rows';

type CellData = GoogleAppsScript.Sheets.Schema.CellData;
type CellFormat = GoogleAppsScript.Sheets.Schema.CellFormat;
type Properties = GoogleAppsScript.Sheets.Schema.SheetProperties;

/** As the grid shows them in every locale; text is "@", or 00123 would become 123 and "=A1" a formula. */
export const FORMATS: Readonly<Record<ColumnShape, CellFormat>> = {
  text: { numberFormat: { type: 'TEXT', pattern: '@' } },
  day: { numberFormat: { type: 'DATE', pattern: 'dd/mm/yyyy' } },
  amount: { numberFormat: { type: 'NUMBER', pattern: '#,##0.00' } },
  positive: { numberFormat: { type: 'NUMBER', pattern: '#,##0.00' } },
  count: { numberFormat: { type: 'NUMBER', pattern: '0' } },
};
/** No ledger has an amount beyond it; below zero: a credit note. */
const LARGEST = '10000000000000';

/** Dark letters on a light ground: the contrast is 11 to 1. */
export const HEADER_FORMAT: CellFormat = { backgroundColorStyle: { rgbColor: { red: 0.87, green: 0.92, blue: 0.97 } }, textFormat: { bold: true }, wrapStrategy: 'WRAP', verticalAlignment: 'MIDDLE' };

/** The tab itself, for `create` and `addSheet`. */
export const tabProperties = ({ title, gridRows, gridColumns, columns }: TabDesign): Properties => ({ title, gridProperties: { rowCount: gridRows, columnCount: gridColumns, ...(columns.length > 0 ? { frozenRowCount: 1 } : {}) } });

export const cellOf = (value: DesignCell): CellData => (value === null || value === '' ? {} : { userEnteredValue: typeof value === 'number' ? { numberValue: value } : { stringValue: value } });

/**
 * Header, formats, rules, widths and protection of a new tab. A protection that refuses would stop colleagues: the add-on
 * writes the Journal under the rights of whoever clicks. It warns instead, and the chain shows what was changed all the same.
 */
export function setUpTab(sheetId: number, design: TabDesign): readonly BookRequest[] {
  const { columns, rows, guarded } = design;
  const header = columns.map(({ header: text, note }): CellData => ({ ...cellOf(text), userEnteredFormat: HEADER_FORMAT, ...(note === undefined ? {} : { note }) }));
  const requests: BookRequest[] = columns.flatMap((column, at) => columnRequests(sheetId, column, at));
  if (header.length > 0) requests.push({ updateCells: { start: { sheetId, rowIndex: 0, columnIndex: 0 }, rows: [{ values: header }], fields: 'userEnteredValue,userEnteredFormat,note' } });
  if (rows.length > 0) requests.push({ updateCells: { start: { sheetId, rowIndex: header.length > 0 ? 1 : 0, columnIndex: 0 }, rows: rows.map((row) => ({ values: row.map(cellOf) })), fields: 'userEnteredValue' } });
  if (guarded !== null) requests.push({ addProtectedRange: { protectedRange: { range: { sheetId }, description: guarded, warningOnly: true } } });
  return requests;
}

function columnRequests(sheetId: number, { shape, width, choices, hidden }: ColumnDesign, at: number): readonly BookRequest[] {
  const range = { sheetId, startRowIndex: 1, startColumnIndex: at, endColumnIndex: at + 1 };
  const rule = ruleOf(shape, choices);
  return [
    { repeatCell: { range, cell: { userEnteredFormat: FORMATS[shape] }, fields: 'userEnteredFormat.numberFormat' } },
    { updateDimensionProperties: { range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 }, properties: { pixelSize: width, ...(hidden === true ? { hiddenByUser: true } : {}) }, fields: hidden === true ? 'pixelSize,hiddenByUser' : 'pixelSize' } },
    ...(rule === null ? [] : [{ setDataValidation: { range, rule } }]),
  ];
}

/** What Google refuses to be typed; pasted rows are not checked by it, and are read like any other. */
function ruleOf(shape: ColumnShape, choices: readonly string[] | undefined): GoogleAppsScript.Sheets.Schema.DataValidationRule | null {
  const rule = (type: string, values: readonly string[], showCustomUi = false): GoogleAppsScript.Sheets.Schema.DataValidationRule => ({ condition: { type, ...(values.length === 0 ? {} : { values: values.map((userEnteredValue) => ({ userEnteredValue })) }) }, strict: true, ...(showCustomUi ? { showCustomUi } : {}) });
  if (choices !== undefined) return rule('ONE_OF_LIST', choices, true);
  switch (shape) {
    case 'day': return rule('DATE_IS_VALID', []);
    case 'positive': return rule('NUMBER_GREATER_THAN_EQ', ['0']);
    case 'amount': return rule('NUMBER_BETWEEN', [`-${LARGEST}`, LARGEST]);
    case 'text':
    case 'count': return null;
  }
}

/** What was refused was a writing. */
export const ofWriting = <T>(asked: Result<T, SourceProblem>): Result<T, SourceProblem> => (!asked.ok && asked.problem.code === 'sheet/no-rights' ? fail({ code: 'sheet/no-rights', to: 'write' }) : asked);
