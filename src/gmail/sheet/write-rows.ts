import type { BookProblem, Result } from '../../core';
import { askBook } from './ask-sheets';

type Cells = readonly string[];
type Requests = GoogleAppsScript.Sheets.Schema.Request[];

/** As text, whatever it begins with: "=HYPERLINK(...)" stays the words it is, "+33" and "00412" keep their signs. */
const rowData = (rows: readonly Cells[]): GoogleAppsScript.Sheets.Schema.RowData[] => rows.map((cells) => ({ values: cells.map((text) => (text === '' ? {} : { userEnteredValue: { stringValue: text } })) }));

/** Behind the last row of the tab that holds anything, in one call that is made as a whole or not at all. */
export const appendRows = (spreadsheet: string, sheetId: number, rows: readonly Cells[]): Result<null, BookProblem> =>
  changeBook(spreadsheet, [{ appendCells: { sheetId, rows: rowData(rows), fields: 'userEnteredValue' } }]);

/** Cells of one row, from a column on; both zero-based. An empty text empties its cell. */
export const writeCells = (spreadsheet: string, sheetId: number, row: number, column: number, cells: Cells): Result<null, BookProblem> =>
  changeBook(spreadsheet, [{ updateCells: { start: { sheetId, rowIndex: row, columnIndex: column }, rows: rowData([cells]), fields: 'userEnteredValue' } }]);

/** Takes rows out (zero-based), the lowest first so that the others keep their place meanwhile. */
export const deleteRows = (spreadsheet: string, sheetId: number, rows: readonly number[]): Result<null, BookProblem> =>
  changeBook(spreadsheet, [...rows].sort((a, b) => b - a).map((row) => ({ deleteRange: { range: { sheetId, startRowIndex: row, endRowIndex: row + 1 }, shiftDimension: 'ROWS' } })));

function changeBook(spreadsheet: string, requests: Requests): Result<null, BookProblem> {
  return askBook((spreadsheets) => {
    spreadsheets.batchUpdate({ requests }, spreadsheet);
    return null;
  });
}
