import { CUSTOMERS, MANAGEMENT, SALES } from './customers';
import type { Customer } from './customers';
import { INVOICES, WITH_PDF } from './invoices';
import type { LedgerInvoice } from './invoices';
import { workbook } from './workbook';
import type { SheetCell } from './workbook';

export const HEADERS = [
  'Code client', 'Client', 'Type client', 'SIREN', 'N° TVA', 'E-mail comptabilité', 'Contact', 'Téléphone', 'Ville', 'Langue', 'N° facture', 'Type', 'Date facture', 'Échéance', 'Montant TTC', 'Restant dû', 'Devise',
  'Mode de règlement', 'N° commande', 'Avoir sur facture', 'PDF', 'E-mail direction', 'Commercial',
] as const;
const WIDTHS = [11, 26, 13, 13, 16, 44, 22, 18, 20, 8, 15, 9, 13, 13, 13, 13, 8, 18, 14, 16, 20, 30, 30];

const customerOf = (code: string): Customer => {
  const found = CUSTOMERS.find((customer) => customer.code === code);
  if (found === undefined) throw new Error(`no customer ${code}`);
  return found;
};
const orBlank = (text: string | null): SheetCell => (text === null || text === '' ? null : text);
const spaced = (siren: string | null): string | null => (siren === null ? null : `${siren.slice(0, 3)} ${siren.slice(3, 6)} ${siren.slice(6)}`);

function rowOf(invoice: LedgerInvoice): SheetCell[] {
  const { code, name, kind, siren, vat, emails, contact, phone, town, language } = customerOf(invoice.customer);
  return [
    code, name, kind, orBlank(spaced(siren)), orBlank(vat), orBlank(emails), contact, orBlank(phone), town, language, invoice.number, invoice.type, { day: invoice.issued }, { day: invoice.due },
    { amount: invoice.amount / 100 }, { amount: invoice.outstanding / 100 }, invoice.currency, invoice.means, orBlank(invoice.order), orBlank(invoice.corrects), WITH_PDF.includes(invoice) ? `${invoice.number}.pdf` : null, MANAGEMENT[code] ?? null, SALES[code] ?? null,
  ];
}

/** What an export really holds: a date that was never filled in, one that is no day, an amount that is a remark. */
function unreadableRows(): readonly SheetCell[][] {
  const like = (customer: string, number: string): SheetCell[] => rowOf({ ...(INVOICES.find((invoice) => invoice.customer === customer) ?? INVOICES[0] as LedgerInvoice), number });
  const at = (header: (typeof HEADERS)[number]): number => HEADERS.indexOf(header);
  const withCell = (row: SheetCell[], header: (typeof HEADERS)[number], cell: SheetCell): SheetCell[] => row.map((each, column) => (column === at(header) ? cell : column === at('PDF') ? null : each));
  return [
    withCell(like('C-0497', 'FA-2026-0348'), 'Échéance', null),
    withCell(like('C-0347', 'FA-2026-0349'), 'Échéance', '31/11/2026'),
    withCell(like('C-0204', 'FA-2026-0350'), 'Restant dû', 'à voir avec Karim'),
  ];
}

/** The rows that cannot be read stand among the others, as they would. */
export function sampleRows(): readonly SheetCell[][] {
  const rows = INVOICES.map(rowOf);
  unreadableRows().forEach((row, at) => rows.splice(30 + at * 34, 0, row));
  return rows;
}

export const sampleWorkbook = (): Buffer => workbook('Balance clients', HEADERS, sampleRows(), WIDTHS);
