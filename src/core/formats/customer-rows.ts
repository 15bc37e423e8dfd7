import type { Debtor } from '../ledger';
import type { LedgerProblem } from '../problems';
import { isBlank, textOf } from './cell';
import type { Row } from './cell';
import { headersAt } from './columns';
import { completed, readDebtor, roleInHeader, sirenIn } from './debtor-of-row';
import { readPostal } from './postal-of-row';
import { RowCells } from './row-cells';
import type { CellTrouble } from './row-cells';
import { PLAIN_SHEET } from './sheet-facts';
import type { ColumnMapping } from './wire';

export interface CustomerRows {
  /** By key, as `readLedgerRows` keys its debtors. */
  readonly debtors: ReadonlyMap<string, Debtor>;
  readonly unreadable: readonly LedgerProblem[];
}

const SHOWN = 40;

/**
 * Reads a list of customers without invoices, row by row as a ledger's are read: several rows of one customer complete each
 * other, a row without a customer is named and left out.
 * @param wanted zero-based rows below the header; null: all
 */
export function readCustomerRows(rows: readonly Row[], mapping: ColumnMapping, file: string, wanted: readonly number[] | null = null): CustomerRows {
  const cells = new RowCells(rows, mapping, PLAIN_SHEET);
  const headers = headersAt(rows, mapping.headerRow);
  const column = mapping.columns['contact-address'];
  const headed = column === undefined ? null : roleInHeader(headers[column] ?? '');
  const debtors = new Map<string, Debtor>();
  const unreadable: LedgerProblem[] = [];
  const tell = (at: number, { field, why }: CellTrouble): void => {
    const place = mapping.columns[field];
    unreadable.push({ code: 'ledger/row-unreadable', file, sheet: null, row: at + 1, column: (place === undefined ? '' : (headers[place] ?? '')).slice(0, SHOWN) || field, value: textOf(cells.asWritten(at)(field)).slice(0, SHOWN), why });
  };
  const read = (at: number): void => {
    if ((rows[at] ?? []).every(isBlank)) return;
    const { stops } = cells.faults(at);
    const cell = cells.of(at);
    const debtor = readDebtor(cell, headed);
    if (stops !== null || !debtor.ok) return tell(at, stops ?? (debtor.ok ? { field: 'debtor-name', why: 'no-customer' } : debtor.problem));
    const { key } = debtor.value;
    const postal = readPostal(cell, { name: debtor.value.debtor.name, siren: sirenIn(cell) });
    const told = postal === null ? debtor.value.debtor : { ...debtor.value.debtor, postal };
    const known = debtors.get(key);
    debtors.set(key, known === undefined ? told : completed(known, told));
  };
  if (wanted === null) for (let at = mapping.headerRow + 1; at < rows.length; at += 1) read(at);
  else wanted.forEach(read);
  return { debtors, unreadable };
}
