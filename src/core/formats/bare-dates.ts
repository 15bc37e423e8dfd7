import { dateOf, dayNumber } from '../calendar';
import type { LocalDate } from '../calendar';
import { isBlank, textOf, westernDigits } from './cell';
import type { Cell, Row } from './cell';
import type { ColumnMapping, LedgerField } from './wire';

/** `151026` or `15102026`, as Sage exports days: no separators, the day first. */
const BARE = /^(?:\d{6}|\d{8})$/;
/** `20261015` is read by itself, whatever its column; `20102026` is none of these: no month is the twentieth. */
const YEAR_FIRST = /^(?:19|20)\d{6}$/;
/** `51026`: 5 October 2026 after a spreadsheet took its zero, or the serial of a day. */
const ZERO_LOST = /^[1-9](?:0[1-9]|1[0-2])\d{2}$/;
/** Two days may be a year apart in one reading and a day apart in the other. */
const TELLING_DAYS = 3;
const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;

const DATE_FIELDS = ['due', 'issued', 'retained-until', 'e-invoice-status-on', 'reminded-on'] as const satisfies readonly LedgerField[];
export type DateField = (typeof DATE_FIELDS)[number];
/** How the days without separators of a column are read; `unclear`: none of them is. */
export type BareDates = Readonly<Partial<Record<DateField, 'day-first' | 'unclear'>>>;

/** Whether a cell is a day without separators that only its whole column can explain. */
export const isBareDate = (text: string): boolean => BARE.test(text) && !(YEAR_FIRST.test(text) && bareDate(text) === null);

/** The column decides over a cell: six digits, eight, or five of which a zero may be lost. */
export const isOfBareColumn = (text: string): boolean => isBareDate(text) || ZERO_LOST.test(text);

/**
 * Looks at each date column as a whole: days without separators are read as day, month, year where every cell is one, and
 * each is a day of the calendar. `151026` may also be the 26 October 2015: in six digits the column must show that the
 * day stands first, by days that lie closer together than those of the other reading.
 */
export function bareDatesOf(rows: readonly Row[], mapping: ColumnMapping): BareDates {
  const found: Partial<Record<DateField, 'day-first' | 'unclear'>> = {};
  const columns = DATE_FIELDS.flatMap((field) => {
    const column = columnOf(rows, mapping, field);
    return column === null ? [] : [{ field, ...column }];
  });
  // All columns come from one program: together they show more days.
  const dayFirst = clearlyDayFirst(columns.flatMap(({ whole, texts }) => (whole ? texts : [])));
  for (const { field, whole, texts } of columns) found[field] = whole && (dayFirst || texts.every((text) => text.length === 8)) ? 'day-first' : 'unclear';
  return found;
}

interface BareColumn {
  readonly texts: readonly string[];
  /** Every filled cell is a day without separators, day first. */
  readonly whole: boolean;
}

/** null: the column has no such cell, as nearly every column. */
function columnOf(rows: readonly Row[], mapping: ColumnMapping, field: DateField): BareColumn | null {
  const column = mapping.columns[field];
  if (column === undefined) return null;
  const texts: string[] = [];
  let others = false;
  const header = bareText(rows[mapping.headerRow]?.[column]);
  for (let at = mapping.headerRow + 1; at < rows.length; at += 1) {
    const cell = rows[at]?.[column];
    if (isBlank(cell)) continue;
    const text = bareText(cell);
    if (isBareDate(text)) texts.push(text);
    // A printed header that comes again is no date.
    else if (text !== header) others = true;
  }
  return texts.length === 0 ? null : { texts, whole: !others && texts.every((text) => bareDate(text) !== null) };
}

const bareText = (cell: Cell | undefined): string => (typeof cell === 'string' || typeof cell === 'number' ? westernDigits(textOf(cell)) : '');

/** Day, month, year of six or eight digits; null: no such day, or of no ledger in use. */
export function bareDate(text: string): LocalDate | null {
  const year = text.length === 8 ? Number(text.slice(4)) : 2000 + Number(text.slice(4));
  return year < FIRST_YEAR || year > LAST_YEAR ? null : dateOf(year, Number(text.slice(2, 4)), Number(text.slice(0, 2)));
}

function clearlyDayFirst(texts: readonly string[]): boolean {
  const [dayFirst, yearFirst] = [new Spread(), new Spread()];
  for (const text of texts) {
    const day = bareDate(text);
    if (day !== null) dayFirst.add(day);
    if (text.length === 8) continue;
    const other = dateOf(2000 + Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4)));
    // One that cannot be year, month and day decides for all.
    if (other === null) return true;
    yearFirst.add(other);
  }
  return dayFirst.distinct >= TELLING_DAYS && dayFirst.days < yearFirst.days;
}

class Spread {
  private first = Infinity;
  private last = -Infinity;
  private readonly seen = new Set<LocalDate>();

  add(day: LocalDate): void {
    if (this.seen.has(day)) return;
    this.seen.add(day);
    const number = dayNumber(day);
    this.first = Math.min(this.first, number);
    this.last = Math.max(this.last, number);
  }

  get distinct(): number {
    return this.seen.size;
  }

  /** Between the first and the last. */
  get days(): number {
    return this.last - this.first;
  }
}
