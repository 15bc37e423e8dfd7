/** A part of one tab, ends excluded; null: to the end of the grid. */
export interface GridBox {
  readonly fromRow: number;
  readonly toRow: number | null;
  readonly fromColumn: number;
  readonly toColumn: number | null;
}

export interface A1Range extends GridBox {
  /** null: the first visible tab. */
  readonly tab: string | null;
}

const WHOLE: GridBox = { fromRow: 0, toRow: null, fromColumn: 0, toColumn: null };
const PLACE = /^([A-Za-z]{1,3})?(\d+)?$/;

/** @param letters `A`, `AB`; @returns 0 for A. */
export const columnNumber = (letters: string): number => [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** @param number 0 for A. */
export function columnLetters(number: number): string {
  const rest = Math.floor(number / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (number % 26));
}

/**
 * Reads A1 notation as the Sheets API does: `'Balance âgée'`, `Journal!A2:F`, `A1:B2`, `Journal!A:C`.
 * @param tabs titles; a word that is one of them is a tab, not a cell.
 * @returns null: "Unable to parse range".
 */
export function parseA1(text: string, tabs: readonly string[]): A1Range | null {
  const quoted = /^'((?:[^']|'')*)'(?:!(.+))?$/.exec(text);
  if (quoted !== null) return within((quoted[1] ?? '').replaceAll("''", "'"), quoted[2], tabs);
  const cut = text.lastIndexOf('!');
  if (cut >= 0) return within(text.slice(0, cut), text.slice(cut + 1), tabs);
  if (tabs.includes(text)) return { tab: text, ...WHOLE };
  const box = parseBox(text);
  return box === null ? null : { tab: null, ...box };
}

function within(tab: string, cells: string | undefined, tabs: readonly string[]): A1Range | null {
  if (!tabs.includes(tab)) return null;
  const box = cells === undefined ? WHOLE : parseBox(cells);
  return box === null ? null : { tab, ...box };
}

/** @param text `A2:F`, `B3`, `A:C`, `2:5`. */
export function parseBox(text: string): GridBox | null {
  const [first = '', second, more] = text.split(':');
  const from = PLACE.exec(first);
  const to = second === undefined ? from : PLACE.exec(second);
  if (from === null || to === null || more !== undefined || first === '' || second === '') return null;
  if (second === undefined && (from[1] === undefined || from[2] === undefined)) return null;
  return {
    fromRow: from[2] === undefined ? 0 : Number(from[2]) - 1,
    toRow: to[2] === undefined ? null : Number(to[2]),
    fromColumn: from[1] === undefined ? 0 : columnNumber(from[1]),
    toColumn: to[1] === undefined ? null : columnNumber(to[1]) + 1,
  };
}

const tabName = (title: string): string => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(title) && !/^[A-Za-z]{1,3}\d+$/.test(title) ? title : `'${title.replaceAll("'", "''")}'`);

/** `Journal!A2:F10`, as answers name a range. */
export function formatA1(tab: string, { fromRow, toRow, fromColumn, toColumn }: { readonly [K in keyof GridBox]: number }): string {
  const start = `${columnLetters(fromColumn)}${fromRow + 1}`;
  const end = `${columnLetters(toColumn - 1)}${toRow}`;
  return `${tabName(tab)}!${start === end ? start : `${start}:${end}`}`;
}
