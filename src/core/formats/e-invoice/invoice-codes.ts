import type { InvoiceKind, MeansOfPayment } from '../../ledger';

/** UNTDID 1001 as EN 16931-3-2 and the French specification (XP Z12-012) allow it for BT-3. */
const CREDIT_NOTES: ReadonlySet<string> = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '502', '503', '532']);
const DEPOSITS: ReadonlySet<string> = new Set(['386', '500']);
const INVOICES: ReadonlySet<string> = new Set([
  '71', '80', '82', '84', '102', '130', '202', '203', '204', '211', '218', '219', '295', '326', '331', '380', '382', '383', '384', '385', '387', '388', '389', '390', '393', '394', '395', '456', '457', '471', '472',
  '473', '501', '527', '553', '575', '623', '633', '751', '780', '817', '870', '875', '876', '877', '935',
]);
/** Nobody owes a pro forma invoice. */
const PRO_FORMA: ReadonlySet<string> = new Set(['325']);
/** They take the place of the invoice that they name (BT-25): 384, and 471 to 473 for self-billed and factored ones. */
const CORRECTED: ReadonlySet<string> = new Set(['384', '471', '472', '473']);

/** What a type code makes of a document; null: none that is known. */
export function kindOfCode(code: string): InvoiceKind | 'pro-forma' | null {
  if (CREDIT_NOTES.has(code)) return 'credit-note';
  if (DEPOSITS.has(code)) return 'deposit';
  return INVOICES.has(code) ? 'invoice' : PRO_FORMA.has(code) ? 'pro-forma' : null;
}

export const replacesOther = (code: string): boolean => CORRECTED.has(code);

/** Business modes of invoices that were paid when they were written (law sheet, 1.16). */
const PAID_ALREADY: ReadonlySet<string> = new Set(['B2', 'S2', 'M2']);
export const wasPaid = (process: string): boolean => PAID_ALREADY.has(process.toUpperCase());

/** UNTDID 4461 (BT-81): a direct debit is presented by the seller, an accepted bill is in his hands; he waits for what comes. */
const MEANS: Readonly<Record<string, MeansOfPayment>> = { '30': 'transfer', '31': 'transfer', '42': 'transfer', '58': 'transfer', '49': 'direct-debit-presented', '59': 'direct-debit-presented', '44': 'bill-in-hand' };

/** Several means, or none: the customer may choose, and transfers are what is reminded of. */
export function meansOfCodes(codes: readonly string[]): MeansOfPayment {
  const told = [...new Set(codes)];
  return told.length === 1 ? (MEANS[told[0] as string] ?? 'other') : 'transfer';
}
