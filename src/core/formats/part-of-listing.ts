import type { CompanyId } from '../ledger';
import type { LedgerProblem } from '../problems';
import type { Row } from './cell';
import { readLedgerRows } from './ledger-rows';
import type { LedgerRows } from './ledger-rows';
import type { ColumnMapping } from './wire';

/**
 * Reads some rows of a listing as `readLedgerRows` would read them among all the others, provided that the rows of
 * `scanListing(...).doubtful` are among them and that it did not ask for the whole. Rows are told by their place in the sheet.
 * @param wanted zero-based, ascending, below the header
 */
export function readPartOfListing(rows: readonly Row[], mapping: ColumnMapping, company: CompanyId, file: string, wanted: readonly number[]): LedgerRows {
  const above = mapping.headerRow + 1;
  const part = [...rows.slice(0, above), ...wanted.map((at) => rows[at] as Row)];
  const read = readLedgerRows(part, mapping, company, file);
  const inSheet = (row: number): number => (row <= above ? row : (wanted[row - above - 1] ?? row - 1) + 1);
  const placed = (problem: LedgerProblem): LedgerProblem => {
    if (!('row' in problem)) return problem;
    const at = { ...problem, row: inSheet(problem.row) };
    return 'first' in at ? { ...at, first: inSheet(at.first) } : 'others' in at ? { ...at, others: at.others.map(inSheet) } : at;
  };
  return { ...read, unreadable: read.unreadable.map(placed), remarks: read.remarks.map(placed) };
}
