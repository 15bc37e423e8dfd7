import type { Result, SourceProblem } from '../../core';
import { askBook } from './ask-sheets';
import { ofWriting } from './set-up-tab';

type Cells = readonly string[];
export type BookRequest = GoogleAppsScript.Sheets.Schema.Request;

/** As text, whatever it begins with: "=HYPERLINK(...)" stays the words it is, "+33" and "00412" keep their signs. */
const rowData = (rows: readonly Cells[]): GoogleAppsScript.Sheets.Schema.RowData[] => rows.map((cells) => ({ values: cells.map((text) => (text === '' ? {} : { userEnteredValue: { stringValue: text } })) }));

/** Behind the last row of the tab that holds anything. */
export const rowsBehind = (sheetId: number, rows: readonly Cells[]): BookRequest => ({ appendCells: { sheetId, rows: rowData(rows), fields: 'userEnteredValue' } });

/** Cells of one row, from a column on; both zero-based. An empty text empties its cell. */
export const cellsOf = (sheetId: number, row: number, column: number, cells: Cells): BookRequest => ({ updateCells: { start: { sheetId, rowIndex: row, columnIndex: column }, rows: rowData([cells]), fields: 'userEnteredValue' } });

/** Takes rows out (zero-based), the lowest first so that the others keep their place meanwhile. */
export const withoutRows = (sheetId: number, rows: readonly number[]): readonly BookRequest[] =>
  [...rows].sort((a, b) => b - a).map((row) => ({ deleteRange: { range: { sheetId, startRowIndex: row, endRowIndex: row + 1 }, shiftDimension: 'ROWS' } }));

/** One call: Google carries all of it out or nothing. */
export function changeBook(spreadsheet: string, requests: readonly BookRequest[]): Result<null, SourceProblem> {
  return ofWriting(askBook((spreadsheets) => {
    spreadsheets.batchUpdate({ requests: [...requests] }, spreadsheet);
    return null;
  }));
}
