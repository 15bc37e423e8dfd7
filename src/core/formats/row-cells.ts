import type { LedgerProblem } from '../problems';
import type { Cell, CellFault, Row } from './cell';
import { faultOf, isBlank, withoutGuard } from './cell';
import { KnownExport } from './profiles/known-export';
import type { MergedRange, SheetFacts } from './sheet-facts';
import type { ColumnMapping, LedgerField } from './wire';

export type RowWhy = Extract<LedgerProblem, { code: 'ledger/row-unreadable' }>['why'];

/** A cell that stops its row. */
export interface CellTrouble {
  readonly field: LedgerField;
  readonly why: RowWhy;
}
export type CellOf = (field: LedgerField) => Cell | undefined;

export const orNull = (text: string): string | null => (text === '' ? null : text.slice(0, 10_000));

/** 1,0E+05 in place of a code or a number: its last digits are lost. */
export const SHORTENED = /^\d(?:[.,]\d+)?E\+?\d+$/i;

/** Fields whose fault changes who owes what, or what may be written: a row with one of them is not used. */
const STRICT: ReadonlySet<LedgerField> = new Set<LedgerField>(['debtor-code', 'debtor-name', 'debtor-kind', 'invoice-number', 'invoice-kind', 'issued', 'due', 'amount', 'outstanding', 'paid', 'currency', 'means', 'disputed', 'retained', 'e-invoice-status', 'debtor-standing', 'status', 'matching']);
/** An amount merged over two rows is one amount; a customer merged down its invoices is the customer of each. */
const NEVER_REPEATED: ReadonlySet<LedgerField> = new Set<LedgerField>(['amount', 'outstanding', 'paid', 'disputed', 'retained']);

/** Reads cells by field: merged cells filled down, guards of exports taken off, faults found, the words of a known export understood. */
export class RowCells {
  private readonly mapped: readonly (readonly [LedgerField, number])[];
  private readonly merged: ReadonlyMap<number, readonly MergedRange[]>;
  /** Whose export it is; null: nobody's who is known. */
  readonly known: KnownExport | null;

  constructor(private readonly rows: readonly Row[], private readonly mapping: ColumnMapping, facts: SheetFacts) {
    this.mapped = Object.entries(mapping.columns) as [LedgerField, number][];
    this.merged = mergesDown(facts.merges, mapping);
    this.known = KnownExport.in(rows[mapping.headerRow] ?? [], mapping);
  }

  /** A fault in a cell that may be empty leaves it empty. */
  of(at: number): CellOf {
    const cell = this.asWritten(at);
    const sound: CellOf = (field) => {
      const value = cell(field);
      return STRICT.has(field) || faultOf(value) === null ? value : null;
    };
    return this.known === null ? sound : this.known.read(sound);
  }

  asWritten(at: number): CellOf {
    const row = this.rows[at] as Row;
    return (field) => {
      const column = this.mapping.columns[field];
      if (column === undefined) return undefined;
      const cell = row[column];
      if (this.merged.size > 0 && isBlank(cell) && !NEVER_REPEATED.has(field)) return withoutGuard(this.fromAbove(at, column));
      return withoutGuard(cell);
    };
  }

  private fromAbove(at: number, column: number): Cell | undefined {
    const ranges = this.merged.get(column);
    if (ranges === undefined) return undefined;
    let [low, high] = [0, ranges.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = ranges[middle] as MergedRange;
      if (at < range.top) high = middle - 1;
      else if (at > range.bottom) low = middle + 1;
      else return this.rows[range.top]?.[column];
    }
    return undefined;
  }

  /** The first fault that stops the row, and those that only lose their own cell. */
  faults(at: number): { readonly stops: CellTrouble | null; readonly ignored: readonly { readonly field: LedgerField; readonly why: CellFault }[] } {
    const cell = this.asWritten(at);
    let stops: CellTrouble | null = null;
    let ignored: { field: LedgerField; why: CellFault }[] | null = null;
    for (const [field] of this.mapped) {
      const why = faultOf(cell(field));
      if (why === null) continue;
      if (STRICT.has(field)) stops ??= { field, why };
      else (ignored ??= []).push({ field, why });
    }
    return { stops, ignored: ignored ?? [] };
  }
}

function mergesDown(merges: readonly MergedRange[], mapping: ColumnMapping): ReadonlyMap<number, readonly MergedRange[]> {
  const columns = new Set(Object.values(mapping.columns));
  const byColumn = new Map<number, MergedRange[]>();
  for (const range of merges) {
    if (range.bottom === range.top || range.top <= mapping.headerRow || !columns.has(range.left)) continue;
    const known = byColumn.get(range.left);
    if (known === undefined) byColumn.set(range.left, [range]);
    else known.push(range);
  }
  for (const ranges of byColumn.values()) ranges.sort((a, b) => a.top - b.top);
  return byColumn;
}
