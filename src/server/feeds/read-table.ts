import { fail } from '../../core';
import { readCsv } from './csv-table';
import { MAX_FILE_BYTES } from './table';
import type { ReadingOptions, TableResult } from './table';
import type { OtherFormat } from './xlsx/other-formats';
import { readXlsx } from './xlsx-table';

const ZIP = [0x50, 0x4b];
/** Compound file: an old .xls, or an .xlsx behind a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');
/** BIFF 2 to 4 (Excel 2.1 to 4) begin with their BOF record, without a compound file around. */
const OLD_BIFF: readonly (readonly number[])[] = [[0x09, 0x00, 0x04, 0x00], [0x09, 0x02, 0x06, 0x00], [0x09, 0x04, 0x06, 0x00]];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, at) => bytes[at] === byte);
const says = (bytes: Uint8Array, text: string): boolean => startsWith(bytes, [...Buffer.from(text, 'latin1')]);

/** The cells of an XLSX or CSV file, told by its bytes and never by its name. */
export async function readTable(bytes: Uint8Array, file: string, options: ReadingOptions = {}): Promise<TableResult> {
  if (bytes.length === 0) return fail({ code: 'ledger/empty', file });
  if (bytes.length > MAX_FILE_BYTES) return fail({ code: 'ledger/too-large', file, limit: MAX_FILE_BYTES });
  if (startsWith(bytes, OLE)) return fail(Buffer.from(bytes).includes(ENCRYPTED_STREAM) ? { code: 'ledger/encrypted', file } : { code: 'ledger/other-format', file, format: 'xls' });
  const other = knownFormat(bytes);
  if (other !== null) return fail({ code: 'ledger/other-format', file, format: other });
  options.signal?.throwIfAborted();
  return startsWith(bytes, ZIP) ? readXlsx(bytes, file, options) : readCsv(bytes, file, options);
}

/** Files that people take for their ledger, by their first bytes. */
function knownFormat(bytes: Uint8Array): OtherFormat | null {
  if (OLD_BIFF.some((magic) => startsWith(bytes, magic))) return 'xls';
  if (says(bytes, '%PDF-')) return 'pdf';
  // Many systems write an HTML page or an XML sheet and call it .xls.
  return /^(?:\ufeff|\u00ef\u00bb\u00bf)?\s*<(?:!--|(?:!doctype html|html|table|head|\?xml|workbook|[a-z]\w{0,20}:[a-z]\w{0,60})\b)/i.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1')) ? 'html' : null;
}
