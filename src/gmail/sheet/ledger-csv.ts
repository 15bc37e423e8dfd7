import { dateOfCell, isBlank, textOf } from '../../core';
import type { Cell, ColumnMapping, LedgerField } from '../../core';
import type { SheetLedger } from './sheet-ledger';

/** The invoices' tab as a file, with what the customers' tab adds; read under this mapping it says what the tabs say. */
export interface LedgerCsv {
  readonly text: string;
  readonly mapping: ColumnMapping;
}

const DATES: readonly LedgerField[] = ['issued', 'due', 'retained-until', 'e-invoice-status-on', 'reminded-on'];
const AMOUNTS: readonly LedgerField[] = ['amount', 'outstanding', 'paid', 'disputed', 'retained'];
const ADDRESSES: readonly LedgerField[] = ['contact-address', 'payer-address', 'accounting-address', 'generic-address', 'management-address', 'sales-address'];

/**
 * Row for row, so that a message about row 12 is about row 12 of the tab: days as 2026-11-23, amounts with the tab's own decimal
 * mark, all else as the reader sees it. What the list of customers says stands in columns behind those of the tab.
 */
export function ledgerCsv({ tabs: { invoices, customers }, people }: SheetLedger): LedgerCsv {
  const decimal = invoices.mapping.decimal ?? 'comma';
  const width = invoices.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const added = customers === null ? [] : (Object.keys(customers.mapping.columns) as LedgerField[]);
  const fields = new Map<number, LedgerField>(Object.entries(invoices.mapping.columns).map(([field, column]) => [column, field as LedgerField]));
  const mapping: ColumnMapping = { ...invoices.mapping, decimal, dateOrder: invoices.mapping.dateOrder ?? 'day-first', sheet: null, columns: { ...invoices.mapping.columns, ...Object.fromEntries(added.map((field, at) => [field, width + at])) } };
  const lines = invoices.rows.map((row, at) => {
    const cells = Array.from({ length: width }, (_, column) => written(row[column], fields.get(column), decimal));
    if (at === invoices.mapping.headerRow) return [...cells, ...added];
    const person = at > invoices.mapping.headerRow && !row.every(isBlank) ? people.at(at) : undefined;
    if (person === undefined) return [...cells, ...added.map((field) => own(cells, invoices.mapping, field))];
    return [...cells, ...added.map((field) => {
      if (!ADDRESSES.includes(field)) return people.text(person, field);
      const addresses: string[] = [];
      people.texts([field], (each) => { addresses.push(each); }, [person]);
      return [...new Set(addresses)].join(' ; ');
    })];
  });
  // The first line tells the delimiter (csv-table.ts of the server keeps its place among the rows, so the header's row moves by one).
  return { text: `sep=;\r\n${lines.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`, mapping: { ...mapping, headerRow: mapping.headerRow + 1 } };
}

const own = (cells: readonly string[], { columns }: ColumnMapping, field: LedgerField): string => cells[columns[field] ?? -1] ?? '';

function written(cell: Cell | undefined, field: LedgerField | undefined, decimal: 'comma' | 'point'): string {
  if (typeof cell !== 'number' || field === undefined) return textOf(cell);
  if (DATES.includes(field)) return dateOfCell(cell, null) ?? textOf(cell);
  // Spreadsheets count in binary: 0.1 + 0.2 is 0.30000000000000004.
  return AMOUNTS.includes(field) ? String(Math.round(cell * 1e6) / 1e6).replace('.', decimal === 'comma' ? ',' : '.') : textOf(cell);
}

const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
