import { parseEInvoice } from '../../../core/e-invoices';
import type { EInvoiceReader, EInvoiceReading } from '../../../core/e-invoices';
import { attachedXml, isPdf } from './attached-xml';
import { looksLikeXml, xmlTextOf } from './xml-text';

/** A PDF with its scans, or an XML with its timesheets inside; larger files are refused unread. */
export const MAX_INVOICE_BYTES = 32 * 1024 * 1024;

/** What a file came to, told by its bytes and never by its name. */
export interface InvoiceFileReading {
  readonly reading: EInvoiceReading;
  /** It is a PDF: what the customer was sent. */
  readonly pdf: boolean;
}

export type UnreadableInvoice = Extract<EInvoiceReading, { kind: 'unreadable' }>;
const unreadable = (field: string, why: UnreadableInvoice['why'] = 'malformed'): UnreadableInvoice => ({ kind: 'unreadable', number: '', field, why });
const NOT_AN_INVOICE: EInvoiceReading = { kind: 'left-out', why: 'not-an-invoice', number: '' };

/** Reads one XML or PDF file; any other kind of file is no invoice. `field` of what cannot be read names the part of the file: PDF, Encrypt, XML, else the business term. */
export async function readInvoiceFile(bytes: Uint8Array, reader: EInvoiceReader): Promise<InvoiceFileReading> {
  if (bytes.length > MAX_INVOICE_BYTES) return { reading: unreadable('size'), pdf: isPdf(bytes) };
  if (isPdf(bytes)) return { reading: await readPdf(bytes, reader), pdf: true };
  return { reading: looksLikeXml(bytes) ? readXml(bytes, reader) : NOT_AN_INVOICE, pdf: false };
}

function readXml(bytes: Uint8Array, reader: EInvoiceReader): EInvoiceReading {
  const text = xmlTextOf(bytes);
  return text === null ? unreadable('XML') : parseEInvoice(text, reader);
}

async function readPdf(bytes: Uint8Array, reader: EInvoiceReader): Promise<EInvoiceReading> {
  const attached = await attachedXml(bytes);
  if (!attached.ok) return unreadable(attached.problem === 'encrypted' ? 'Encrypt' : attached.problem === 'too-large' ? 'size' : 'PDF');
  const readings = attached.value.map((xml) => readXml(xml, reader));
  const told = readings.filter((reading) => reading !== NOT_AN_INVOICE && !(reading.kind === 'left-out' && reading.why === 'not-an-invoice'));
  const [only, ...others] = told;
  if (only === undefined) return readings[0] ?? NOT_AN_INVOICE;
  // Two invoices in one PDF: which of them it shows is not guessed.
  return others.length > 0 ? unreadable('PDF') : only;
}
