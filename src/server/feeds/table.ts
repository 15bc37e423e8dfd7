import type { LedgerProblem, Result, Row } from '../../core';

/** The cells of a file before anything is understood. */
export interface Table {
  readonly sheet: string | null;
  readonly rows: readonly Row[];
}

export type TableResult = Result<readonly Table[], LedgerProblem>;

/** Larger files are refused: a ledger of a million lines is about 150 MB of CSV. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;
