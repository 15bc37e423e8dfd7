import type { LedgerProblem, Result, Row, SheetFacts } from '../../core';

/** The cells of a file before anything is understood. */
export interface Table {
  readonly sheet: string | null;
  readonly rows: readonly Row[];
  /** What the sheet says beside its cells; absent: a text file. */
  readonly facts?: SheetFacts;
}

export type TableResult = Result<readonly Table[], LedgerProblem>;

/** How a long reading is followed and stopped. */
export interface ReadingOptions {
  /** Aborted: the reading ends with the signal's own reason, as `fetch` does; nothing of it is kept. */
  readonly signal?: AbortSignal;
  /** Told now and then of the rows read so far, over all sheets. */
  readonly onRows?: (rows: number) => void;
  /** Told now and then of a sheet that is being read: its rows so far, which are the very array of the table that it becomes. */
  readonly onSheet?: (sheet: Table) => void;
}

/** Larger files are refused: a ledger of a million lines is about 150 MB of CSV. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** A FEC is read a part at a time: a year of six million entries is about this long. */
export const MAX_FEC_BYTES = 1024 * 1024 * 1024;
