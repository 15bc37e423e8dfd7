import { fail, ok } from '../../../core';
import type { FeedProblem, Result } from '../../../core';
import type { FeedDocument } from '../feed';
import { KINDS } from './odoo-books';
import type { OdooBooks } from './odoo-books';
import type { OdooClient } from './odoo-client';

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
const fileName = (number: string): string => `${number.replace(/[^\w.-]+/g, '-').replace(/^[-.]+/, '').slice(0, 100) || 'invoice'}.pdf`;

/**
 * The PDF of an invoice: the one that was sent, where Odoo kept it; else the one that its portal prints (which needs
 * wkhtmltopdf on the side of Odoo: without it there is none).
 */
export async function readInvoicePdf(client: OdooClient, { books }: OdooBooks, invoice: number, feed: string, signal: AbortSignal): Promise<Result<FeedDocument, FeedProblem>> {
  const none = fail({ code: 'feed/not-found', feed, what: 'document' } as const);
  const sent = books.present['account.move'].has('invoice_pdf_report_id');
  const rows = await client.rows('account.move', { domain: [KINDS, ['company_id', '=', books.company.id], ['id', '=', invoice]], fields: ['name', ...(sent ? ['invoice_pdf_report_id'] : [])] }, signal);
  if (!rows.ok) return rows;
  const [row] = rows.value;
  if (row === undefined || typeof row['name'] !== 'string') return none;
  const name = fileName(row['name']);
  const kept: unknown = Array.isArray(row['invoice_pdf_report_id']) ? row['invoice_pdf_report_id'][0] : null;
  if (typeof kept === 'number') {
    const file = await client.rows('ir.attachment', { domain: [['id', '=', kept], ['res_model', '=', 'account.move'], ['res_id', '=', invoice]], fields: ['datas'] }, signal);
    if (!file.ok) return file;
    const datas = file.value[0]?.['datas'];
    const bytes = typeof datas === 'string' ? new Uint8Array(Buffer.from(datas, 'base64')) : null;
    if (bytes !== null && isPdf(bytes)) return ok({ name, bytes });
  }
  const link = await client.call('account.move', 'get_portal_url', { ids: [invoice] }, signal);
  if (!link.ok) return link;
  if (typeof link.value !== 'string' || !/^\/my\/invoices\/\d+\?/.test(link.value)) return none;
  const printed = await client.bytes(link.value, { report_type: 'pdf', download: 'true' }, signal);
  if (printed.ok) return printed.value.status === 200 && isPdf(printed.value.body) ? ok({ name, bytes: printed.value.body }) : none;
  // 422: nothing there prints; it sends elsewhere: the link is no longer good.
  return ['feed/unreadable-answer', 'feed/address-refused', 'feed/server-error'].includes(printed.problem.code) ? none : printed;
}
