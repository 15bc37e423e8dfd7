import type { Language } from '../ledger/types';
import { counted } from './plain';
import { words } from './words';

/** What a ledger file holds: "6 factures, 1 client." */
export function foundInWords({ invoices, debtors }: { readonly invoices: number; readonly debtors: number }, language: Language): string {
  const { ledgerFound, ledgerInvoices, ledgerDebtors } = words(language);
  return ledgerFound.replace('{invoices}', counted(invoices, ledgerInvoices, language)).replace('{debtors}', counted(debtors, ledgerDebtors, language));
}
