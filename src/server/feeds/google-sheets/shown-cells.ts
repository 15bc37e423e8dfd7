import type { Cell, ColumnMapping, LedgerField, Row } from '../../../core';
import { meaningOf } from '../xlsx/number-format';

/** Number formats of one column, by row (zero-based); absent: none. */
export interface ColumnFormats {
  readonly column: number;
  readonly patterns: readonly (string | undefined)[];
  /** The numbers that were there when the formats were told; undefined: no number. */
  readonly numbers: readonly (number | undefined)[];
}

/** Whether the formats are those of these rows: they come with a call of their own, and a row may have been put in between. */
export function sameMoment(rows: readonly Row[], formats: readonly ColumnFormats[]): boolean {
  return formats.every(({ column, numbers }) => {
    for (let at = 0; at < Math.max(rows.length, numbers.length); at += 1) {
      const cell = rows[at]?.[column];
      if ((typeof cell === 'number' ? cell : undefined) !== numbers[at]) return false;
    }
    return true;
  });
}

/** Fields of which a number's format is a part: the currency of an amount, the leading zeros of a code. */
const SHOWN: readonly LedgerField[] = ['amount', 'outstanding', 'paid', 'retained', 'invoice-number', 'debtor-code', 'corrects', 'order-number', 'siren', 'siret', 'postcode'];

export function columnsShown({ columns }: ColumnMapping): readonly number[] {
  return [...new Set(SHOWN.flatMap((field) => columns[field] ?? []))].sort((a, b) => a - b);
}

/** Numbers as they are read of a workbook: Google's values alone would make 1 200 € of "$1,200.00", and 412 of the code "00412". */
export function asShown(rows: readonly Row[], formats: readonly ColumnFormats[]): readonly Row[] {
  return rows.map((row, at) => {
    const changed = formats.flatMap(({ column, patterns }) => {
      const [cell, pattern] = [row[column], patterns[at]];
      const shown = typeof cell === 'number' && pattern !== undefined ? shownAs(cell, pattern) : cell;
      return shown === cell || shown === undefined ? [] : [[column, shown] as const];
    });
    if (changed.length === 0) return row;
    const copy: Cell[] = [...row];
    for (const [column, shown] of changed) copy[column] = shown;
    return copy;
  });
}

function shownAs(value: number, pattern: string): Cell {
  const meaning = meaningOf(0, pattern);
  if (meaning.kind === 'money') return { value, currency: meaning.currency };
  if (meaning.kind === 'padded' && Number.isSafeInteger(value) && value >= 0) return String(value).padStart(meaning.width, '0');
  return value;
}
