import { fail, ok } from '../../core';
import type { ReadingOptions, Table, TableResult } from './table';
import { WorkbookFault } from './xlsx/fault';
import { otherFormatOf } from './xlsx/other-formats';
import { SheetCells } from './xlsx/sheet-cells';
import { readPart, readWorkbookParts } from './xlsx/workbook-parts';
import { zipEntries } from './xlsx/zip-entries';

/** Unpacked; a sheet of 1 048 576 rows by 30 columns is about as much. */
const MAX_SHEET = 1536 * 1024 * 1024;

/** The sheets of an Excel workbook (.xlsx, .xlsm, strict form included), hidden ones too, empty ones left out. */
export async function readXlsx(bytes: Uint8Array, file: string, options: ReadingOptions = {}): Promise<TableResult> {
  try {
    const entries = zipEntries(bytes);
    const other = otherFormatOf(entries);
    if (other !== null) return fail({ code: 'ledger/other-format', file, format: other });
    const tables = await readSheets(entries, options);
    return tables.length === 0 ? fail({ code: 'ledger/empty', file }) : ok(tables);
  } catch (error) {
    if (error instanceof WorkbookFault) {
      if (error.kind === 'encrypted') return fail({ code: 'ledger/encrypted', file });
      return error.kind === 'too-large' ? fail({ code: 'ledger/too-large', file, limit: MAX_SHEET }) : fail({ code: 'ledger/not-a-workbook', file });
    }
    // What zlib and Buffer say of damaged bytes.
    if (/^(?:Z_|ERR_OUT_OF_RANGE|ERR_BUFFER_OUT_OF_BOUNDS)/.test(String((error as NodeJS.ErrnoException | null)?.code))) return fail({ code: 'ledger/not-a-workbook', file });
    throw error;
  }
}

async function readSheets(entries: ReturnType<typeof zipEntries>, { signal, onRows, onSheet }: ReadingOptions): Promise<readonly Table[]> {
  const between = (): void => signal?.throwIfAborted();
  between();
  const parts = await readWorkbookParts(entries, between);
  const tables: Table[] = [];
  let rows = 0;
  for (const sheet of parts.sheets) {
    const cells = new SheetCells(parts, sheet.hidden);
    await readPart(sheet.part, MAX_SHEET, cells, () => {
      between();
      onRows?.(rows + cells.rows.length);
      onSheet?.({ sheet: sheet.name, rows: cells.rows, facts: cells.facts() });
    });
    rows += cells.rows.length;
    onRows?.(rows);
    if (cells.rows.length > 0) tables.push({ sheet: sheet.name, rows: cells.rows, facts: cells.facts() });
  }
  return tables;
}
