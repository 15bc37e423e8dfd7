import readWorkbook, { InvalidInputError } from 'read-excel-file/node';
import { fail, ok, isLocalDate } from '../../core';
import type { Cell, LocalDate } from '../../core';
import type { TableResult } from './table';

/** The reader gives a date cell as UTC; the day is what the sheet shows. */
function cellOf(value: unknown): Cell {
  if (value instanceof Date) {
    const day = Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
    return isLocalDate(day) ? { day: day as LocalDate } : null;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

export async function readXlsx(bytes: Uint8Array, file: string): Promise<TableResult> {
  let sheets;
  try {
    sheets = await readWorkbook(Buffer.from(bytes));
  } catch (error) {
    // Whatever the reader stumbles over (damaged zip, no sheet, hostile XML) is one thing for the clerk: not a workbook.
    if (error instanceof InvalidInputError && error.code === 'NO_DATA') return fail({ code: 'ledger/empty', file });
    return fail({ code: 'ledger/not-a-workbook', file });
  }
  const tables = sheets.map((each) => ({ sheet: each.sheet, rows: each.data.map((row) => row.map(cellOf)) })).filter((table) => table.rows.length > 0);
  return tables.length === 0 ? fail({ code: 'ledger/empty', file }) : ok(tables);
}
