import { fail } from '../../core';
import { readCsv } from './csv-table';
import { MAX_FILE_BYTES } from './table';
import type { TableResult } from './table';
import { readXlsx } from './xlsx-table';

const ZIP = [0x50, 0x4b];
/** Compound file: an old .xls, or an .xlsx behind a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, at) => bytes[at] === byte);

/** The cells of an XLSX or CSV file, told by its bytes and never by its name. */
export async function readTable(bytes: Uint8Array, file: string): Promise<TableResult> {
  if (bytes.length === 0) return fail({ code: 'ledger/empty', file });
  if (bytes.length > MAX_FILE_BYTES) return fail({ code: 'ledger/too-large', file, limit: MAX_FILE_BYTES });
  if (startsWith(bytes, OLE)) return fail({ code: Buffer.from(bytes).includes(ENCRYPTED_STREAM) ? 'ledger/encrypted' : 'ledger/not-a-workbook', file });
  return startsWith(bytes, ZIP) ? readXlsx(bytes, file) : readCsv(bytes, file);
}
