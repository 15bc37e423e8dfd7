/**
 * What no spreadsheet bends: printable ASCII and Latin letters. Everything else is written \uXXXX, so that a copy, a sort or
 * another program's normalising of accents and invisible signs does not change a hashed word, and half a pair of signs at the
 * end of a cell is no matter.
 */
const BENT = /[^\x20-\x7e\xa1-\xac\xae-\xff]/g;

/** JSON that comes out of a cell as it went in. */
export const unbent = (json: string): string => json.replace(BENT, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
export const cellJson = (value: unknown): string => unbent(JSON.stringify(value));

/** JSON that somebody may have typed over; undefined: no JSON. */
export function jsonOfCell(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // By name: the engine's own error may come from another realm.
    if ((error as { readonly name?: unknown }).name === 'SyntaxError') return undefined;
    throw error;
  }
}

/** Words that a person may read and change, and that come back exactly: strange signs and blanks at an end put them in quotation marks. */
export function cellWords(text: string): string {
  return text === text.trim() && !text.startsWith('"') && text.search(/[^\n\x20-\x7e\xa0-\xac\xae-\u017f\u2010-\u2027\u202f€]/) < 0 ? text : cellJson(text);
}
export function wordsOfCell(cell: string): string {
  const read = cell.startsWith('"') ? jsonOfCell(cell) : undefined;
  return typeof read === 'string' ? read : cell;
}

/** Google's limit of one cell, in characters. */
export const CELL_LIMIT = 50_000;
export function inCells(text: string): readonly string[] {
  const cells: string[] = [];
  for (let at = 0; at < text.length; at += CELL_LIMIT) cells.push(text.slice(at, at + CELL_LIMIT));
  return cells;
}
