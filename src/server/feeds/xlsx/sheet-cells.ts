import { fromDayNumber, isLocalDate } from '../../../core';
import type { Cell, LocalDate, MergedRange, Row, SheetFacts } from '../../../core';
import { WorkbookFault } from './fault';
import { attributeOf, isTrue } from './xml-events';
import type { XmlAttributes, XmlHandler } from './xml-events';
import { RichText } from './workbook-parts';
import type { WorkbookParts } from './workbook-parts';

const MAX_ROWS = 1_048_576;
/** A ledger has some tens of columns; what stands further right (a stray cell in column XFD) would make every row 16 384 wide. */
const MAX_COLUMNS = 1024;
const MAX_MERGES = 100_000;
const SHOWN = 60;
/** Excel's day 0 is 1899-12-30 (its leap-year fault of 1900 included); the old Macintosh counts from 1904-01-01. */
const DAYS_TO_1970 = 25_569;
const DAYS_1904 = 1462;
const LAST_SERIAL = 2_958_465;
const NOTHING: Row = Object.freeze([]) as Row;

/** Gathers the cells of one worksheet as its XML comes in. Row and column stand where the sheet shows them. */
export class SheetCells implements XmlHandler {
  readonly rows: Row[] = [];
  private row: Cell[] = [];
  private rowNumber = 0;
  private rowHidden = false;
  private column = -1;
  private type: string | null = null;
  private style = 0;
  private value = '';
  private formula = '';
  private seen: { value: boolean; formula: boolean } = { value: false, formula: false };
  private capture: 'value' | 'formula' | null = null;
  private inCell = false;
  private readonly inline = new RichText();
  private hiddenRows = 0;
  private columnsNotRead = false;
  private readonly hiddenColumns: number[] = [];
  private readonly merges: MergedRange[] = [];

  constructor(private readonly parts: Pick<WorkbookParts, 'strings' | 'styles' | 'dates1904'>, private readonly hidden: boolean) {}

  facts(): SheetFacts {
    return { hidden: this.hidden, hiddenRows: this.hiddenRows, hiddenColumns: this.hiddenColumns, merges: this.merges, dates1904: this.parts.dates1904, columnsNotRead: this.columnsNotRead };
  }

  open(name: string, attributes: XmlAttributes): void {
    if (this.inCell) {
      if (name === 'v') {
        this.capture = 'value';
        this.seen.value = true;
      } else if (name === 'f') {
        this.capture = 'formula';
        this.seen.formula = true;
      } else this.inline.open(name);
    } else if (name === 'c') this.openCell(attributes);
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'mergeCell') this.merge(attributeOf(attributes, 'ref') ?? '');
    else if (name === 'col' && isTrue(attributeOf(attributes, 'hidden'))) this.hideColumns(Number(attributeOf(attributes, 'min')), Number(attributeOf(attributes, 'max')));
  }

  text(text: string): void {
    if (!this.inCell) return;
    if (this.capture === 'value') this.value += text;
    else if (this.capture === 'formula') this.formula = (this.formula + text).slice(0, SHOWN);
    else this.inline.text(text);
  }

  close(name: string): void {
    if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else if (this.inCell) {
      if (name === 'v' || name === 'f') this.capture = null;
      else this.inline.close(name);
    }
  }

  private openRow(attributes: XmlAttributes): void {
    const stated = attributeOf(attributes, 'r');
    const number = stated === null ? this.rowNumber + 1 : Number(stated);
    // Rows out of order are not what any program writes: they could hide one row behind another.
    if (!Number.isInteger(number) || number <= this.rowNumber || number > MAX_ROWS) throw new WorkbookFault('damaged');
    this.rowNumber = number;
    this.rowHidden = isTrue(attributeOf(attributes, 'hidden'));
    this.row = [];
    this.column = -1;
  }

  private openCell(attributes: XmlAttributes): void {
    const place = attributeOf(attributes, 'r');
    const stated = place === null ? this.column + 1 : columnOfRef(place);
    if (stated < 0) throw new WorkbookFault('damaged');
    this.column = stated;
    this.type = attributeOf(attributes, 't');
    this.style = Number(attributeOf(attributes, 's') ?? 0);
    this.value = '';
    this.formula = '';
    this.seen = { value: false, formula: false };
    this.capture = null;
    this.inline.start();
    this.inCell = true;
  }

  private closeCell(): void {
    this.inCell = false;
    const cell = this.cell();
    if (cell === null || cell === '') return;
    if (this.column >= MAX_COLUMNS) {
      this.columnsNotRead = true;
      return;
    }
    while (this.row.length < this.column) this.row.push(null);
    this.row[this.column] = cell;
  }

  /** Rows that hold only styles are gaps; gaps are filled when something stands below them. */
  private closeRow(): void {
    if (this.row.length === 0) return;
    while (this.rows.length < this.rowNumber - 1) this.rows.push(NOTHING);
    this.rows.push(this.row);
    if (this.rowHidden) this.hiddenRows += 1;
    this.row = [];
  }

  private cell(): Cell {
    const { type, value } = this;
    if (type === 'inlineStr') return this.inline.take();
    // The value that the spreadsheet computed counts; a formula without one (written by a program, never opened) is no zero.
    if (this.seen.formula && (value === '' && (type !== 'str' || !this.seen.value))) return `=${this.formula === '' ? '…' : this.formula}`;
    if (value === '') return null;
    if (type === null || type === 'n') return this.number(Number(value), value);
    if (type === 's') return this.parts.strings[Number(value)] ?? null;
    if (type === 'b') return value.trim() === '1' || value.trim() === 'true';
    if (type === 'd') return isLocalDate(value.slice(0, 10)) ? { day: value.slice(0, 10) as LocalDate } : value;
    return value;
  }

  private number(value: number, text: string): Cell {
    if (!Number.isFinite(value) || text.trim() === '') return text;
    const meaning = this.parts.styles[this.style];
    switch (meaning?.kind) {
      case 'day': {
        const serial = Math.floor(value) + (this.parts.dates1904 ? DAYS_1904 : 0);
        return serial >= 1 && serial <= LAST_SERIAL ? { day: fromDayNumber(serial - DAYS_TO_1970) } : value;
      }
      case 'percent':
        return `${Number((value * 100).toPrecision(12))} %`;
      case 'padded':
        return Number.isSafeInteger(value) && value >= 0 ? String(value).padStart(meaning.width, '0') : value;
      case 'money':
        return { value, currency: meaning.currency };
      default:
        return value;
    }
  }

  private merge(ref: string): void {
    const [from, to] = ref.split(':') as [string, string | undefined];
    if (to === undefined || this.merges.length >= MAX_MERGES) return;
    const range = { top: rowOfRef(from), left: columnOfRef(from), bottom: rowOfRef(to), right: columnOfRef(to) };
    if (range.top >= 0 && range.left >= 0 && range.bottom >= range.top && range.right >= range.left) this.merges.push(range);
  }

  private hideColumns(min: number, max: number): void {
    for (let column = min; column <= Math.min(max, MAX_COLUMNS); column += 1) this.hiddenColumns.push(column - 1);
  }
}

/** "AB12" is column 27 (zero-based); -1: no reference. */
function columnOfRef(ref: string): number {
  let column = 0;
  let at = 0;
  for (; at < ref.length; at += 1) {
    const code = ref.charCodeAt(at);
    if (code === 36) continue;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > 16_384) return -1;
  }
  return column - 1;
}

function rowOfRef(ref: string): number {
  const digits = /^\$?[A-Z]{1,3}\$?(\d{1,7})$/.exec(ref)?.[1];
  return digits === undefined ? -1 : Number(digits) - 1;
}
