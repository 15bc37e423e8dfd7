import { formatLongDate, formatMoney, money } from '../../core';
import type { Customer } from './customers';
import { DEMO_PROFILE } from './company';
import type { LedgerInvoice } from './invoices';

/** Windows-1252 beyond Latin-1, for the standard fonts of PDF; thin spaces become plain ones. */
const BYTES: Readonly<Record<string, number>> = { '€': 0x80, '’': 0x92, '–': 0x96, '\u202f': 0xa0, œ: 0x9c };
const encoded = (text: string): string =>
  [...text].map((character) => String.fromCharCode(BYTES[character] ?? (character.charCodeAt(0) < 256 ? character.charCodeAt(0) : 0x3f))).join('').replace(/[\\()]/g, '\\$&');

interface Print {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly text: string;
}

/** One page, standard fonts, nothing compressed (ISO 32000-1). */
function page(prints: readonly Print[], rules: readonly number[]): Buffer {
  const content = [
    ...rules.map((y) => `0.8 G 56 ${y} m 539 ${y} l S`),
    ...prints.map(({ x, y, size, bold, text }) => `BT /${bold ? 'B' : 'R'} ${size} Tf ${x} ${y} Td (${encoded(text)}) Tj ET`),
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /R 5 0 R /B 6 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

const WORDS = {
  fr: { title: 'Facture', number: 'Numéro', issued: 'Date', due: 'Échéance', order: 'Votre commande', goods: 'Fournitures et quincaillerie professionnelles', net: 'Total HT', vat: 'TVA 20 %', total: 'Total TTC', bank: 'Règlement par virement',
    late: 'Pénalités de retard : taux de la BCE majoré de 10 points. Indemnité forfaitaire pour frais de recouvrement : 40 €.', none: 'Pas d’escompte pour paiement anticipé.' },
  en: { title: 'Invoice', number: 'Number', issued: 'Date', due: 'Due date', order: 'Your order', goods: 'Hardware and professional supplies', net: 'Net', vat: 'VAT 0 % (export)', total: 'Total', bank: 'Payment by bank transfer',
    late: 'Late-payment interest: ECB rate plus 10 points. Fixed recovery charge: 40 €.', none: 'No discount for early payment.' },
} as const;

/** The invoice as a customer got it. */
export function invoicePdf(invoice: LedgerInvoice, customer: Customer): Buffer {
  const language = customer.language === 'EN' ? 'en' : 'fr';
  const words = WORDS[language];
  const total = invoice.amount;
  const net = customer.siren === null ? total : Math.round(total / 1.2);
  const amount = (minor: number): string => formatMoney(money(minor, invoice.currency), language);
  const print = (x: number, y: number, text: string, size = 10, bold = false): Print => ({ x, y, size, bold, text });
  const line = (y: number, label: string, value: string, bold = false): Print[] => [print(330, y, label, 10, bold), print(455, y, value, 10, bold)];
  return page([
    print(56, 780, DEMO_PROFILE.name, 18, true),
    print(56, 762, '14 rue des Tanneurs, 66000 Perpignan'),
    print(56, 748, `${DEMO_PROFILE.phone ?? ''} · compta@vernet-fournitures.example`),
    print(330, 780, words.title, 18, true),
    ...line(758, words.number, invoice.number, true), ...line(742, words.issued, formatLongDate(invoice.issued, language)), ...line(726, words.due, formatLongDate(invoice.due, language), true),
    ...(invoice.order === '' ? [] : line(710, words.order, invoice.order)),
    print(56, 680, customer.name, 12, true), print(56, 664, customer.town), ...(customer.siren === null ? [print(56, 650, customer.vat ?? '')] : [print(56, 650, `SIREN ${customer.siren} · TVA ${customer.vat ?? ''}`)]),
    print(56, 590, words.goods), print(455, 590, amount(net)),
    ...line(540, words.net, amount(net)), ...line(524, words.vat, amount(total - net)), ...line(502, words.total, amount(total), true),
    print(56, 440, words.bank, 10, true), print(56, 424, `IBAN ${(DEMO_PROFILE.iban ?? '').replace(/(.{4})(?=.)/g, '$1 ')}   BIC ${DEMO_PROFILE.bic ?? ''}`),
    print(56, 396, words.late, 8), print(56, 384, words.none, 8), print(56, 60, DEMO_PROFILE.legalMentions ?? '', 8), print(56, 48, `TVA ${DEMO_PROFILE.legalIds.vat ?? ''}`, 8),
  ], [612, 575, 518, 495]);
}
