import type { LedgerPreview } from '../formats/wire';
import type { Language } from '../ledger/types';
import { presentEInvoices } from './e-invoices-words';
import { presentFec } from './fec-words';

/** Words for a file of which nothing is mapped; null: its columns are. */
export function presentStandard(preview: LedgerPreview, language: Language): { readonly step: string; readonly remarks: string } | null {
  if (preview.fec !== undefined) return presentFec(preview.fec, language);
  return preview.standard === 'e-invoices' ? presentEInvoices(language) : null;
}
