import type { Instalment, Invoice } from './types';
import { foldNumber } from './invoice-id';
import { owedParts } from './retained';
import type { OwedPart } from './retained';

/**
 * # Netting
 *
 * 1. The ledger's `outstanding` is net already: payments and credits that the ledger has matched (lettrage) are gone from
 *    it. `payments` is history and is never deducted again.
 * 2. What a credit note itself still has outstanding (negative) is unused credit. It is used once: against the invoice
 *    that it `corrects`, when that invoice is of the same debtor, company and currency, is still listed, and is the only
 *    one of that number; at most up to what is outstanding there; oldest instalment first.
 * 3. What is left of it, and a credit note that names no invoice, or one that is paid, gone, ambiguous or in another
 *    currency, stays a negative item of its own. It is shown and counts in `credits`, and is never put on another
 *    invoice in silence: which debt a credit extinguishes is the debtor's choice first (Code civil, articles 1342-10 and 1347-4).
 * 4. An invoice overpaid on one instalment (negative outstanding) covers its own other instalments first: that is one
 *    debt, no choice. The rest stays a negative item. So does a credit note with a line that takes some of it back.
 * 5. Unallocated payments reduce no item; they only appear in `credits`.
 * 6. A retained sum is an instalment of its own (retained.ts), the last that a credit reduces.
 * 7. An invoice that a newer ledger no longer lists (`missingSince`) is neither an item nor a target.
 *
 * So the sum over all items of one currency is the sum of the ledger's `outstanding`, before and after.
 */
export interface NettedInstalment {
  readonly invoice: Invoice;
  /** 1-based place in the invoice. */
  readonly position: number;
  readonly instalment: Instalment;
  /** Minor units in the instalment's currency, after netting; zero: settled. */
  readonly minor: number;
  readonly netted: readonly { readonly number: string; readonly minor: number }[];
  readonly retained: OwedPart['retained'];
}

interface Row {
  readonly invoice: Invoice;
  readonly position: number;
  readonly instalment: Instalment;
  minor: number;
  readonly netted: { readonly number: string; readonly minor: number }[];
  readonly retained: OwedPart['retained'];
}

/** Every instalment of the listed invoices, netted, by due date, number and position; settled ones included. */
export function netInstalments(invoices: readonly Invoice[]): readonly NettedInstalment[] {
  const rows: Row[] = [];
  for (const invoice of invoices) {
    if (invoice.missingSince !== null) continue;
    owedParts(invoice).forEach(({ instalment, retained }, index) => rows.push({ invoice, position: index + 1, instalment, minor: instalment.outstanding.minor, netted: [], retained }));
  }
  // The order decides which credit is used first: it must come from the values, not from the file's order of rows.
  rows.sort(inOrder);
  const credits = rows.filter(({ minor }) => minor < 0);
  for (const credit of credits) use(credit, rows.filter(({ invoice }) => invoice === credit.invoice), false);
  for (const credit of credits.filter(({ invoice }) => invoice.kind === 'credit-note')) {
    const target = correctedBy(credit.invoice, invoices);
    if (target !== null) use(credit, rows.filter(({ invoice }) => invoice === target), true);
  }
  return rows;
}

function correctedBy(credit: Invoice, invoices: readonly Invoice[]): Invoice | null {
  if (credit.corrects === null) return null;
  const number = foldNumber(credit.corrects);
  if (number === '') return null;
  const found = invoices.filter(
    ({ kind, company, debtor, number: candidate }) =>
      kind !== 'credit-note' && company === credit.company && debtor === credit.debtor && foldNumber(candidate) === number,
  );
  const [only] = found;
  return found.length === 1 ? (only ?? null) : null;
}

function use(credit: Row, targets: readonly Row[], shown: boolean): void {
  const { currency } = credit.instalment.outstanding;
  for (const target of targets) {
    if (target.minor <= 0 || target.instalment.outstanding.currency !== currency) continue;
    const used = Math.min(-credit.minor, target.minor);
    if (used <= 0) return;
    credit.minor += used;
    target.minor -= used;
    if (shown) target.netted.push({ number: credit.invoice.number, minor: used });
  }
}

/** By the signs' codes, not by a language: the same in every host. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Instalments of one invoice keep their order: sorting is stable since ES2019. */
function inOrder(a: Row, b: Row): number {
  return byText(a.instalment.due, b.instalment.due) || byText(a.invoice.number, b.invoice.number) || byText(a.invoice.id, b.invoice.id);
}
