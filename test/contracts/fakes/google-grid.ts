/*
 * Sheets, cells and ranges as Google describes them. [G1] @googleapis/sheets `build/v4.d.ts`; [G2] developers.google.com/workspace/
 * sheets/api/guides/concepts#cell (A1 notation); [G3] …/reference/rest/v4/ValueRenderOption and …/DateTimeRenderOption.
 */

/** [G1] Schema$NumberFormat. */
export interface GoogleFormat {
  readonly type: 'TEXT' | 'NUMBER' | 'CURRENCY' | 'DATE';
  readonly pattern?: string;
}

/** null: an empty cell. A day is a number with the format DATE ([G1] Schema$ExtendedValue.numberValue). */
export type GoogleCell = { readonly value: string | number | boolean; readonly format?: GoogleFormat; readonly formula?: string } | null;

export interface GoogleSheet {
  readonly sheetId: number;
  title: string;
  /** [G1] Schema$SheetProperties.sheetType: OBJECT has no grid. */
  readonly sheetType: 'GRID' | 'OBJECT';
  readonly hidden: boolean;
  rows: GoogleCell[][];
}

/** Zero-based, the ends exclusive ([G1] Schema$GridRange). */
export interface GridRange {
  readonly sheet: GoogleSheet;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Rendering {
  readonly value: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA';
  readonly day: 'SERIAL_NUMBER' | 'FORMATTED_STRING';
}

/** [G3] SERIAL_NUMBER: "the whole number portion of the value (left of the decimal) counts the days since December 30th 1899". */
export const serialOf = (day: string): number => Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);

/** A new spreadsheet's sheet has 1000 rows and 26 columns; it grows with what is written. */
export const gridOf = ({ rows }: GoogleSheet): { readonly rowCount: number; readonly columnCount: number } => ({ rowCount: Math.max(1_000, rows.length), columnCount: Math.max(26, ...rows.map((row) => row.length)) });

const letters = (column: number): string => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
const columnOf = (text: string): number => [...text.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** [G2] "Single quotes are required for sheet names with spaces or special characters." A quote within is written twice. */
export function written({ sheet, top, left, bottom, right }: GridRange): string {
  const title = /^[A-Za-z_]\w*$/.test(sheet.title) ? sheet.title : `'${sheet.title.replace(/'/g, "''")}'`;
  return `${title}!${letters(left)}${String(top + 1)}:${letters(right - 1)}${String(bottom)}`;
}

/** [G2] `Sheet1!A1:B2`, `Sheet1!A:A`, `Sheet1!1:2`, `Sheet1!A5:A`, `A1:B2` (of the first visible sheet), `'My Sheet'`. null: it cannot be parsed. */
export function rangeOf(text: string, sheets: readonly GoogleSheet[]): GridRange | null {
  const quoted = /^'((?:[^']|'')+)'(?:!(.+))?$/.exec(text);
  const plain = /^([^'!]+)(?:!(.+))?$/.exec(text);
  const title = quoted?.[1]?.replace(/''/g, "'") ?? plain?.[1];
  const named = sheets.find((sheet) => sheet.title === title);
  const sheet = named ?? (quoted === null && plain?.[2] === undefined ? sheets.find(({ hidden }) => !hidden) : undefined);
  if (sheet === undefined || sheet.sheetType !== 'GRID') return null;
  const { rowCount, columnCount } = gridOf(sheet);
  const cells = named === undefined ? text : quoted?.[2] ?? plain?.[2];
  if (cells === undefined) return { sheet, top: 0, left: 0, bottom: rowCount, right: columnCount };
  const found = /^([A-Za-z]*)(\d*)(?::([A-Za-z]*)(\d*))?$/.exec(cells);
  if (found === null || cells === '' || cells.endsWith(':')) return null;
  const [, fromColumn = '', fromRow = '', toColumn, toRow] = found;
  const one = toColumn === undefined && toRow === undefined;
  if (one && (fromColumn === '' || fromRow === '')) return null;
  const end = one ? [fromColumn, fromRow] as const : [toColumn ?? '', toRow ?? ''] as const;
  const range = { sheet, top: fromRow === '' ? 0 : Number(fromRow) - 1, left: fromColumn === '' ? 0 : columnOf(fromColumn), bottom: end[1] === '' ? rowCount : Math.min(rowCount, Number(end[1])), right: end[0] === '' ? columnCount : Math.min(columnCount, columnOf(end[0]) + 1) };
  return range.top < range.bottom && range.left < range.right ? range : null;
}

/** The cells of a range, each row to its last filled cell, and the rows to the last that holds anything. */
export const cellsOf = ({ sheet, top, left, bottom, right }: GridRange): readonly (readonly GoogleCell[])[] => cut(sheet.rows.slice(top, bottom).map((row) => cut(row.slice(left, right), (cell) => cell === null)), (row) => row.length === 0);

/** [G1] Schema$ValueRange.values: "empty trailing rows and columns will not be included". An empty cell between others is an empty text. */
export function valuesOf(range: GridRange, by: 'ROWS' | 'COLUMNS', rendering: Rendering): readonly (readonly (string | number | boolean)[])[] {
  const rows = cellsOf(range);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const lines = by === 'ROWS' ? rows : Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null));
  return cut(lines.map((line) => cut(line, (cell) => cell === null).map((cell) => rendered(cell, rendering))), (line) => line.length === 0);
}

function cut<T>(list: readonly T[], empty: (one: T) => boolean): readonly T[] {
  let end = list.length;
  while (end > 0 && empty(list[end - 1] as T)) end -= 1;
  return list.slice(0, end);
}

/** [G3] `FORMULA`: "Values will not be calculated. The reply will include the formulas."; a day as text only where it is not the value as shown. */
function rendered(cell: GoogleCell, { value, day }: Rendering): string | number | boolean {
  if (cell === null) return '';
  if (value === 'FORMULA' && cell.formula !== undefined) return cell.formula;
  if (value === 'FORMATTED_VALUE') return shown(cell);
  return cell.format?.type === 'DATE' && day === 'FORMATTED_STRING' ? shown(cell) : cell.value;
}

/** As it is shown in a French spreadsheet ([G3] "Formatting is based on the spreadsheet's locale, not the requesting user's locale"). */
export function shown({ value, format }: NonNullable<GoogleCell>): string {
  if (typeof value === 'boolean') return value ? 'VRAI' : 'FAUX';
  if (typeof value === 'string') return value;
  if (format?.type === 'DATE') return new Date(Date.UTC(1899, 11, 30) + value * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/');
  if (format?.type === 'CURRENCY') return `${value.toLocaleString('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} €`;
  return String(value).replace('.', ',');
}
