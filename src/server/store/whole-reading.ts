import { codeShapes, indexed, ShapeCount, shapesOfLedger } from '../../core';
import type { Debtor, DebtorId, Invoice, LedgerProblem } from '../../core';
import type { KeptRemarks, LedgerContent, LedgerDocument } from './ledger-content';

export const PROBLEMS_KEPT = 200;
export const REMARKS_KEPT = 100;

export const keptRemarks = (remarks: readonly LedgerProblem[] | undefined): KeptRemarks | null => (remarks === undefined ? null : { first: remarks.slice(0, REMARKS_KEPT), count: remarks.length });

/** What is said of a ledger beside its rows. */
export interface ReadingFacts {
  readonly source: LedgerContent['source'];
  readonly rows: number;
  readonly unreadable: number;
  /** The first of the unreadable rows. */
  readonly problems: readonly LedgerProblem[];
  readonly remarks: KeptRemarks | null;
}

/** The whole of a ledger as it was read, in memory or on the disk, under the reading's own ids (ledger-content.ts). */
export interface Reading {
  readonly facts: ReadingFacts;
  readonly debtorCount: number;
  readonly invoiceCount: number;
  readonly numberShapes: readonly string[];
  readonly documents: readonly LedgerDocument[];
  /** In the order of the file; may be asked for again. */
  debtors(): Iterable<Debtor>;
  invoicesOf(debtor: DebtorId): readonly Invoice[];
  /** @param invoice its id as the store keeps it (indexed-value.ts). */
  lists(invoice: string): boolean;
}

export const factsOf = ({ source, rows, problems, remarks }: LedgerContent): ReadingFacts => ({ source, rows, unreadable: problems.length, problems: problems.slice(0, PROBLEMS_KEPT), remarks: keptRemarks(remarks) });

/** A reading that is held in memory. */
export function readingOf(content: LedgerContent): Reading {
  const groups = new Map<DebtorId, Invoice[]>(content.debtors.map(({ id }) => [id, []]));
  for (const invoice of content.invoices) {
    const group = groups.get(invoice.debtor);
    if (group === undefined) throw new Error('an invoice of a debtor that the reading does not hold');
    group.push(invoice);
  }
  const listed = new Set(content.invoices.map((i) => indexed(i.id)));
  return {
    facts: factsOf(content),
    debtorCount: content.debtors.length,
    invoiceCount: content.invoices.length,
    numberShapes: shapesIn(content),
    documents: content.documents ?? [],
    debtors: () => content.debtors,
    invoicesOf: (debtor) => groups.get(debtor) ?? [],
    lists: (invoice) => listed.has(invoice),
  };
}

function shapesIn({ debtors, invoices }: LedgerContent): readonly string[] {
  const [numbers, codes, orders] = [new ShapeCount(), codeShapes(), codeShapes()];
  for (const { code } of debtors) codes.add(code);
  for (const { number, orderNumber } of invoices) {
    numbers.add(number);
    orders.add(orderNumber);
  }
  return shapesOfLedger(numbers, codes, orders);
}
