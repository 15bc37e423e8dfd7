/** Cells that the sheet shows as one; zero-based, both ends included. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What a sheet says beside the values of its cells. A CSV file says none of it. */
export interface SheetFacts {
  /** Not among the tabs that the clerk sees. */
  readonly hidden: boolean;
  /** Rows that hold something and are hidden or filtered away. */
  readonly hiddenRows: number;
  /** Zero-based. */
  readonly hiddenColumns: readonly number[];
  readonly merges: readonly MergedRange[];
  /** Days are counted from 1904-01-01, also those of cells that are not shown as days. */
  readonly dates1904: boolean;
  /** Something stands further right than is read. */
  readonly columnsNotRead: boolean;
}

export const PLAIN_SHEET: SheetFacts = { hidden: false, hiddenRows: 0, hiddenColumns: [], merges: [], dates1904: false, columnsNotRead: false };
