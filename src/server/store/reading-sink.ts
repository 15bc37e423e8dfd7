import type { Debtor, DebtorId, Invoice } from '../../core';
import type { LedgerDocument } from './ledger-content';

/** Where a long file goes while it is read. */
export interface ReadingSink<Built> {
  /** A customer of this reading, under the reading's own id; the same id again must come with all that is known by now. */
  addDebtor(debtor: Debtor): void;
  debtor(id: DebtorId): Debtor | undefined;
  addInvoice(invoice: Invoice): void;
  /** Between two steps others may have their turn; `yield`s the share that is done, 0 to 1. */
  finish(documents: readonly LedgerDocument[]): Generator<number, Built>;
  close(): void;
}
