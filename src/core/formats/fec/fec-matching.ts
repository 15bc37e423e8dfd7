import { RECEIVABLE } from './fec-records';
import type { FecRecords } from './fec-records';
import { byAge, pair } from './fec-settling';
import type { Pairing } from './fec-settling';

/** What the lines of a payment say beside its amount. */
export interface FecEvidence {
  /** Money that came in: no credit note, nothing that an opening brings forward. */
  received(record: number): boolean;
  /** How its line (PieceRef, EcritureLib) cites the invoice; `digits`: by digits alone, which may mean anything else. null: it does not. */
  cites(record: number, piece: number): 'sure' | 'digits' | null;
}

interface OpenInvoice {
  readonly piece: number;
  readonly debits: readonly number[];
  readonly issued: number;
}

/** More open invoices than these are a reseller's: amounts say nothing there. */
const MOST_INVOICES = 150;

/**
 * What an accountant matches without asking anybody, where a company letters nothing: lettering is left blank where it is not used
 * (LPF A47 A-1 VII, 14° and 15°; BOI-CF-IOR-60-40-20), while each entry says its origin, its content and the document behind it
 * (C. com. R123-174): EcritureLib and PieceRef.
 *
 * 1. A payment whose line cites one open invoice of the customer pays that one; if it cites several, it pays them where it is
 *    exactly their sum. Digits alone are a citation only where the amount is exact too.
 * 2. A payment that is exactly what is open of one invoice that was there when it came pays that one, if no two or three
 *    others together come to it.
 *
 * Everything else stays a credit of the customer. Reduces `records.left`.
 * @returns the payments that were matched
 */
export function matchReceipts(records: FecRecords, own: Uint32Array, { received, cites }: FecEvidence, pairings: Pairing[]): readonly number[] {
  const { left, kind, piece, issued, booked } = records;
  const customer: number[] = [];
  for (const at of own) if (left[at] !== 0 && kind[at] === RECEIVABLE.customer) customer.push(at);
  const credits = customer.filter((at) => (left[at] as number) < 0 && received(at)).sort(byAge(records));
  if (credits.length === 0) return [];
  const invoices = openInvoices(records, customer);
  const openOf = ({ debits }: OpenInvoice): number => debits.reduce((sum, at) => sum + (left[at] as number), 0);
  const matched = new Set<number>();
  const pay = (credit: number, paid: readonly OpenInvoice[]): void => {
    matched.add(credit);
    for (const { debits } of paid) for (const debit of debits) pair(records, debit, credit, pairings);
  };
  for (const credit of credits) {
    const amount = -(left[credit] as number);
    const cited = invoices.flatMap((invoice) => {
      const how = openOf(invoice) > 0 ? cites(credit, invoice.piece) : null;
      return how === null ? [] : [{ invoice, how }];
    });
    const exact = cited.reduce((sum, { invoice }) => sum + openOf(invoice), 0) === amount;
    if (cited.length > 0 && (exact || (cited.length === 1 && cited[0]?.how === 'sure'))) pay(credit, cited.map(({ invoice }) => invoice));
  }
  for (const credit of credits) {
    const amount = -(left[credit] as number);
    if (amount === 0 || matched.has(credit)) continue;
    const there = invoices.filter((invoice) => invoice.issued <= (booked[credit] as number) && openOf(invoice) > 0);
    const same = there.filter((invoice) => openOf(invoice) === amount);
    if (same.length === 1 && there.length <= MOST_INVOICES && !isSumOfSome(there.map(openOf), amount)) pay(credit, same);
  }
  return [...matched];

  function openInvoices(of: FecRecords, among: readonly number[]): readonly OpenInvoice[] {
    const groups = new Map<number, number[]>();
    for (const at of among) {
      if ((of.left[at] as number) <= 0 || piece[at] === 0) continue;
      const group = groups.get(piece[at] as number);
      if (group === undefined) groups.set(piece[at] as number, [at]);
      else group.push(at);
    }
    return [...groups].map(([number, debits]) => ({ piece: number, debits: debits.sort(byAge(of)), issued: Math.min(...debits.map((at) => issued[at] as number)) }));
  }
}

/** Whether two or three of the amounts, all above zero, come to the sum. */
function isSumOfSome(amounts: readonly number[], sum: number): boolean {
  const smaller = amounts.filter((amount) => amount < sum);
  const lastAt = new Map(smaller.map((amount, at) => [amount, at]));
  for (let one = 0; one < smaller.length; one += 1) {
    for (let two = one + 1; two < smaller.length; two += 1) {
      const rest = sum - (smaller[one] as number) - (smaller[two] as number);
      if (rest === 0 || (rest > 0 && (lastAt.get(rest) ?? -1) > two)) return true;
    }
  }
  return false;
}
