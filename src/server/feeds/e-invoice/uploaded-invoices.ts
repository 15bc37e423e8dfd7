import { fail, ok } from '../../../core';
import type { LedgerProblem, Result } from '../../../core';
import type { EInvoiceReader } from '../../../core/e-invoices';
import { WorkbookFault } from '../xlsx/fault';
import { otherFormatOf } from '../xlsx/other-formats';
import { unpacked, zipEntries } from '../xlsx/zip-entries';
import type { ZipEntry } from '../xlsx/zip-entries';
import { isPdf } from './attached-xml';
import { MAX_INVOICE_BYTES, readInvoiceFile } from './invoice-file';
import { invoicesOfFiles, problemOfFile } from './invoices-of-files';
import type { UploadedInvoice, UploadedInvoices } from './invoices-of-files';
import { looksLikeXml, xmlTextOf } from './xml-text';

/** Of all files of an archive, unpacked: a small one can hold more than any memory. */
const MOST_UNPACKED = 512 * 1024 * 1024;
const INVOICE_ENDING = /\.(?:pdf|xml)$/i;
const VOCABULARY = /CrossIndustry(?:Invoice|Document)\b|urn:oasis:names:specification:ubl:schema:xsd:(?:Invoice|CreditNote)-2/;
/** A licence may stand above the root. */
const LOOKED_THROUGH = 64 * 1024;

type Upload = { readonly kind: 'file' } | { readonly kind: 'archive'; readonly entries: readonly ZipEntry[] };

/** An upload of e-invoices, told by its bytes: a PDF, an e-invoice in XML, or an archive of such files. null: something else, or a damaged archive. */
function uploadOf(bytes: Uint8Array): Upload | null {
  if (isPdf(bytes)) return { kind: 'file' };
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return looksLikeXml(bytes) && VOCABULARY.test(xmlTextOf(bytes.subarray(0, LOOKED_THROUGH & ~1)) ?? '') ? { kind: 'file' } : null;
  try {
    const entries = zipEntries(bytes);
    const files = [...entries.values()].filter(({ name }) => !name.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name));
    return otherFormatOf(entries) === 'zip' && files.some(({ name }) => INVOICE_ENDING.test(name)) ? { kind: 'archive', entries: files } : null;
  } catch (error) {
    if (error instanceof WorkbookFault || (error as NodeJS.ErrnoException).code === 'ERR_OUT_OF_RANGE') return null;
    throw error;
  }
}

/** What an upload of e-invoices holds; null: it is none. An archive in the archive is not opened. */
export async function readUploadedInvoices(name: string, bytes: Uint8Array, reader: EInvoiceReader): Promise<Result<UploadedInvoices, LedgerProblem> | null> {
  const upload = uploadOf(bytes);
  if (upload === null) return null;
  if (upload.kind === 'file') {
    const { reading, pdf } = await readInvoiceFile(bytes, reader);
    if (reading.kind === 'left-out' && reading.why === 'not-an-invoice') return fail({ code: 'ledger/other-format', file: name, format: pdf ? 'pdf' : 'html' });
    const whole = reading.kind === 'unreadable' ? problemOfFile(name, reading.field, pdf) : null;
    return whole === null ? ok(invoicesOfFiles(name, [{ name, reading, pdf }])) : fail(whole);
  }
  const files: UploadedInvoice[] = [];
  let left = MOST_UNPACKED;
  for (const entry of [...upload.entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = await unpackedEntry(entry);
    if (file.ok) left -= file.value.length;
    else if (file.problem === 'size') left -= MAX_INVOICE_BYTES;
    if (left < 0) return fail({ code: 'ledger/too-large', file: name, limit: MOST_UNPACKED });
    files.push({ name: entry.name, ...(file.ok ? await readInvoiceFile(file.value, reader) : { reading: { kind: 'unreadable', number: '', field: file.problem, why: 'malformed' }, pdf: /\.pdf$/i.test(entry.name) }) });
  }
  return ok(invoicesOfFiles(name, files));
}

async function unpackedEntry(entry: ZipEntry): Promise<Result<Uint8Array, 'Encrypt' | 'size' | 'XML'>> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of unpacked(entry, MAX_INVOICE_BYTES)) parts.push(part);
    return ok(Buffer.concat(parts));
  } catch (error) {
    if (error instanceof WorkbookFault) return fail(error.kind === 'encrypted' ? 'Encrypt' : error.kind === 'too-large' ? 'size' : 'XML');
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) return fail('XML');
    throw error;
  }
}
