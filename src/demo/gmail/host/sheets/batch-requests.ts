import { ApiError, notSimulated } from '../service-error';
import type { GridBox } from './a1';
import { checkLength, isEmpty, lastIndexWhere } from './cell';
import type { Cell } from './cell';
import type { Box, Plain, SimulatedSheet } from './sheet';
import type { Asked } from './values';

/** One kind of request of `spreadsheets.batchUpdate`; answers its reply. */
export type Handler = (request: Plain, asked: Asked) => Plain;

export const bad = ({ method }: Asked, why: string): ApiError => new ApiError(method, 400, why);

export function sheetOf(id: unknown, asked: Asked): SimulatedSheet {
  const sheet = asked.file.byId(typeof id === 'number' ? id : 0);
  if (sheet === null) throw bad(asked, `No grid with id: ${String(id)}`);
  return sheet;
}

const index = (value: unknown): number | null => (typeof value === 'number' ? value : null);

export const gridBox = (range: Plain): GridBox => ({ fromRow: index(range['startRowIndex']) ?? 0, toRow: index(range['endRowIndex']), fromColumn: index(range['startColumnIndex']) ?? 0, toColumn: index(range['endColumnIndex']) });
export const plain = (value: unknown): Plain => (typeof value === 'object' && value !== null ? (value as Plain) : {});
export const list = (value: unknown): readonly Plain[] => (Array.isArray(value) ? (value as readonly Plain[]) : []);

/** A `range` of a request. @throws ApiError when it names no tab of the file. */
export function rangeOf(request: Plain, asked: Asked): { readonly sheet: SimulatedSheet; readonly box: GridBox } {
  const range = plain(request['range']);
  const sheet = sheetOf(range['sheetId'], asked);
  const box = gridBox(range);
  if ((box.toRow ?? 0) > sheet.state.rowCount || (box.toColumn ?? 0) > sheet.state.columnCount) throw bad(asked, `Attempting to write column: ${box.toColumn ?? 0}, row: ${box.toRow ?? 0} beyond the grid of sheet: ${sheet.title}`);
  return { sheet, box };
}

/** What a `fields` mask names at its first level. @throws ApiError without a mask: the API wants to be told. */
export function fieldsNamed(request: Plain, asked: Asked): readonly string[] {
  const { fields } = request;
  if (typeof fields !== 'string' || fields === '') throw bad(asked, 'At least one field must be listed in \'fields\'. (Use \'*\' to indicate all fields.)');
  return fields.split(/,(?![^(]*\))/).map((one) => one.split(/[.(]/)[0] ?? one);
}

const VALUES = ['numberValue', 'stringValue', 'boolValue', 'formulaValue'] as const;

/** @throws ApiError when a value is two kinds at once. */
export function cellOf(data: Plain, asked: Asked): Cell {
  const value = plain(data['userEnteredValue']);
  const kinds = VALUES.filter((kind) => value[kind] !== undefined);
  if (kinds.length > 1) throw bad(asked, `oneof field 'value' is already set. Cannot set '${kinds[1] ?? ''}'`);
  const kind = kinds[0];
  if (kind === undefined) return null;
  const held = value[kind];
  if (kind === 'formulaValue') return { formula: String(held) };
  if (typeof held !== 'string') return held as Cell;
  checkLength(held, asked.method);
  return held;
}

/** Writes rows of CellData: values, formats, rules and notes as far as `fields` names them. */
export function writeCells(sheet: SimulatedSheet, row: number, column: number, rows: readonly Plain[], fields: readonly string[], asked: Asked): void {
  const cells = rows.map((one) => list(one['values']));
  const width = cells.reduce((widest, one) => Math.max(widest, one.length), 0);
  const target: Box = { fromRow: row, toRow: row + rows.length, fromColumn: column, toColumn: column + width };
  asked.file.checkProtection(sheet, target, asked.email, asked.method);
  const all = fields.includes('*');
  if (all || fields.includes('userEnteredValue')) sheet.write(row, column, cells.map((one) => one.map((data) => cellOf(data, asked))));
  cells.forEach((one, down) => one.forEach((data, across) => {
    const box = { fromRow: row + down, toRow: row + down + 1, fromColumn: column + across, toColumn: column + across + 1 };
    mark(sheet, box, data, fields);
  }));
}

/** Keeps formats and rules as they were told. */
export function mark(sheet: SimulatedSheet, box: GridBox, data: Plain, fields: readonly string[]): void {
  const all = fields.includes('*');
  const { state } = sheet;
  if ((all || fields.includes('userEnteredFormat')) && data['userEnteredFormat'] !== undefined) sheet.state = { ...sheet.state, formats: [...state.formats, { box, what: plain(data['userEnteredFormat']) }] };
  if ((all || fields.includes('dataValidation')) && data['dataValidation'] !== undefined) sheet.state = { ...sheet.state, validations: [...sheet.state.validations, { box, what: plain(data['dataValidation']) }] };
  if ((all || fields.includes('note')) && typeof data['note'] === 'string') sheet.state = { ...sheet.state, notes: [...sheet.state.notes, { box, what: { note: data['note'] } }] };
}

/** Requests that write cells. */
export const CELL_REQUESTS: Readonly<Record<string, Handler>> = {
  appendCells: (request, asked) => {
    const sheet = sheetOf(request['sheetId'], asked);
    const last = lastIndexWhere(sheet.state.rows, (row) => row.some((cell) => !isEmpty(cell)));
    writeCells(sheet, last + 1, 0, list(request['rows']), fieldsNamed(request, asked), asked);
    return {};
  },
  updateCells: (request, asked) => {
    const fields = fieldsNamed(request, asked);
    if (request['start'] !== undefined) {
      const start = plain(request['start']);
      writeCells(sheetOf(start['sheetId'], asked), index(start['rowIndex']) ?? 0, index(start['columnIndex']) ?? 0, list(request['rows']), fields, asked);
      return {};
    }
    const { sheet, box } = rangeOf(request, asked);
    const target = sheet.box(box);
    asked.file.checkProtection(sheet, target, asked.email, asked.method);
    // What the range names and the rows do not is emptied.
    if (fields.includes('*') || fields.includes('userEnteredValue')) sheet.clear(target);
    writeCells(sheet, target.fromRow, target.fromColumn, list(request['rows']), fields, asked);
    return {};
  },
  repeatCell: (request, asked) => {
    const { sheet, box } = rangeOf(request, asked);
    const fields = fieldsNamed(request, asked);
    const target = sheet.box(box);
    asked.file.checkProtection(sheet, target, asked.email, asked.method);
    const data = plain(request['cell']);
    if (fields.includes('userEnteredValue') || fields.includes('*')) {
      const cell = cellOf(data, asked);
      sheet.write(target.fromRow, target.fromColumn, Array.from({ length: target.toRow - target.fromRow }, () => Array.from({ length: target.toColumn - target.fromColumn }, () => cell)));
    }
    mark(sheet, box, data, fields);
    return {};
  },
  deleteRange: (request, asked) => {
    const { sheet, box } = rangeOf(request, asked);
    const target = sheet.box(box);
    asked.file.checkProtection(sheet, target, asked.email, asked.method);
    if (request['shiftDimension'] !== 'ROWS') throw notSimulated(`deleteRange that shifts ${String(request['shiftDimension'])}`);
    sheet.pullUp(target);
    return {};
  },
};
