import { ApiError, notSimulated } from '../service-error';
import { formatA1 } from './a1';
import { checkLength, isEmpty, lastIndexWhere, typed, unformatted } from './cell';
import type { Cell } from './cell';
import type { Box, Plain, SimulatedSheet } from './sheet';
import type { SimulatedSpreadsheet } from './spreadsheet';

/** Who writes, and as which method error texts name it. */
export interface Asked {
  readonly file: SimulatedSpreadsheet;
  readonly email: string;
  readonly method: string;
}

type Values = readonly (readonly unknown[])[];

/** One range as `batchGet` answers it: trailing empty cells and rows are not there, empty ones between are ''. */
export function valuesOf({ file, method }: Asked, range: string, columns: boolean): Plain {
  const { sheet, box } = file.range(range, method);
  const rows = sheet.state.rows.slice(box.fromRow, box.toRow).map((row) => trimmed(row.slice(box.fromColumn, box.toColumn)));
  const last = lastIndexWhere(rows, (row) => row.length > 0);
  const kept = rows.slice(0, last + 1);
  const values = columns ? trimmedColumns(kept) : kept;
  return { range: formatA1(sheet.title, box), majorDimension: columns ? 'COLUMNS' : 'ROWS', ...(values.length === 0 ? {} : { values }) };
}

function trimmed(row: readonly Cell[]): readonly (string | number | boolean)[] {
  return row.slice(0, lastIndexWhere(row, (cell) => !isEmpty(cell)) + 1).map(unformatted);
}

function trimmedColumns(rows: readonly (readonly (string | number | boolean)[])[]): Values {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  return Array.from({ length: width }, (_none, column) => rows.slice(0, lastIndexWhere(rows, (row) => (row[column] ?? '') !== '') + 1).map((row) => row[column] ?? ''));
}

/** @returns undefined for null: that cell stays as it is. */
function written(value: unknown, { file, method }: Asked, raw: boolean): Cell | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') throw new ApiError(method, 400, `Invalid values[0][0]: ${JSON.stringify(value)}`);
  checkLength(value, method);
  return value === '' ? null : raw ? value : typed(value, file.locale);
}

/** `spreadsheets.values.update`, and each range of `values.batchUpdate`. */
export function update(asked: Asked, range: string, values: Values, input: string): Plain {
  const { file, email, method } = asked;
  const { sheet, box } = file.range(range, method);
  const block = values.map((row) => row.map((value) => written(value, asked, input === 'RAW')));
  const width = block.reduce((widest, row) => Math.max(widest, row.length), 0);
  const target: Box = { fromRow: box.fromRow, toRow: box.fromRow + block.length, fromColumn: box.fromColumn, toColumn: box.fromColumn + width };
  if (target.toRow > sheet.state.rowCount || target.toColumn > sheet.state.columnCount) throw new ApiError(method, 400, `Range (${formatA1(sheet.title, target)}) exceeds grid limits. Max rows: ${sheet.state.rowCount}, max columns: ${sheet.state.columnCount}`);
  if ((target.toRow > box.toRow || target.toColumn > box.toColumn) && /:/.test(range)) throw new ApiError(method, 400, `Requested writing within range [${formatA1(sheet.title, box)}], but tried writing to row [${target.toRow}]`);
  file.checkProtection(sheet, target, email, method);
  sheet.write(target.fromRow, target.fromColumn, block);
  return { spreadsheetId: file.id, updatedRange: block.length === 0 ? formatA1(sheet.title, box) : formatA1(sheet.title, target), updatedRows: block.length, updatedColumns: width, updatedCells: block.reduce((sum, row) => sum + row.length, 0) };
}

/** `spreadsheets.values.append`: after the last row of the table that touches the range. */
export function append(asked: Asked, range: string, values: Values, input: string, insert: boolean): Plain {
  const { file, email, method } = asked;
  const { sheet, box } = file.range(range, method);
  const end = endOfTable(sheet, box);
  const block = values.map((row) => row.map((value) => written(value, asked, input === 'RAW')));
  const width = block.reduce((widest, row) => Math.max(widest, row.length), 0);
  const target: Box = { fromRow: end, toRow: end + block.length, fromColumn: box.fromColumn, toColumn: box.fromColumn + width };
  file.checkProtection(sheet, target, email, method);
  if (insert && end < sheet.state.rows.length) sheet.splice(end, 0, block.length);
  sheet.write(end, box.fromColumn, block);
  file.checkSize(method);
  return { spreadsheetId: file.id, tableRange: formatA1(sheet.title, { ...box, toRow: Math.max(end, box.fromRow + 1) }), updates: { spreadsheetId: file.id, updatedRange: formatA1(sheet.title, target), updatedRows: block.length, updatedColumns: width, updatedCells: block.reduce((sum, row) => sum + row.length, 0) } };
}

/** The row after the table: the first row below the last filled one of the range's columns, counted without gaps of a whole row. */
function endOfTable(sheet: SimulatedSheet, box: Box): number {
  const filled = (row: readonly Cell[] | undefined): boolean => row?.slice(box.fromColumn, box.toColumn).some((cell) => !isEmpty(cell)) === true;
  const { rows } = sheet.state;
  const last = lastIndexWhere(rows, (row, index) => index < box.toRow && filled(row));
  // A tab with a gap in it is several tables: which one the API picks is not documented well enough to rely on.
  if (rows.slice(box.fromRow, last).some((row) => !filled(row))) throw notSimulated('appending to a range with an empty row in it');
  return last + 1;
}
