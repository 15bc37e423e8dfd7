import { canonicalJson, sha256Hex } from '../../core';
import type { DebtorHints, DebtorId, Instant } from '../../core';
import type { UserCache } from '../user-cache';
import type { OpenBook } from './open-book';
import type { OwnAccount } from './own-account';

/** What was read of the ledger a moment ago, for one question. */
export interface LedgerSlice {
  readonly readAt: Instant;
  readonly unreadableRows: number;
  readonly accounts: readonly OwnAccount[];
}

/** Seconds. Who changes a figure in the sheet sees it on the card after this, or at once by "refresh". */
const KEPT_FOR = 120;
const LONGEST_NAME = 200;

const named = (kind: string, of: string): string => `ledger.${kind}:${of.length > LONGEST_NAME ? sha256Hex(of) : of}`;

/** What a callback about this thread or debtor may find in the cache: named when it is opened, dropped by "refresh". */
export const ledgerCacheKeys = (of: { readonly thread?: string | null; readonly debtor?: DebtorId | null }): readonly string[] => [
  ...(of.thread === undefined || of.thread === null || of.thread === '' ? [] : [named('thread', of.thread)]),
  ...(of.debtor === undefined || of.debtor === null ? [] : [named('debtor', of.debtor)]),
];

/** Kept under a fingerprint of everything that the answer rests on beside the rows themselves. */
export class LedgerSlices {
  constructor(private readonly cache: UserCache | null, private readonly book: OpenBook) {}

  ofThread(hints: DebtorHints, pack: string): LedgerSlice | null {
    return hints.thread === '' ? null : this.read(named('thread', hints.thread), this.mark(hints, pack));
  }
  keepThread(hints: DebtorHints, pack: string, slice: LedgerSlice): void {
    if (hints.thread !== '') this.put(named('thread', hints.thread), this.mark(hints, pack), slice);
  }
  ofDebtor(debtor: DebtorId, pack: string): LedgerSlice | null {
    return this.read(named('debtor', debtor), this.mark(null, pack));
  }
  keepDebtor(debtor: DebtorId, pack: string, slice: LedgerSlice): void {
    this.put(named('debtor', debtor), this.mark(null, pack), slice);
  }

  private mark(hints: DebtorHints | null, pack: string): string {
    const { spreadsheet, tabs, mapping } = this.book.place;
    return sha256Hex(canonicalJson({ spreadsheet, tabs: [tabs.invoices?.sheetId ?? null, tabs.customers?.sheetId ?? null], mapping, hints, pack })).slice(0, 32);
  }

  private read(key: string, mark: string): LedgerSlice | null {
    if (this.cache === null || this.book.place.tabs.journal === undefined) return null;
    const kept = this.cache.read(key) as { readonly mark?: unknown; readonly slice?: LedgerSlice } | null;
    if (kept === null || kept.mark !== mark || kept.slice === undefined) return null;
    // Whoever was shut out of the sheet since is told so by Google itself: what the cache holds is his no longer.
    return this.book.rows('journal').ok ? kept.slice : null;
  }

  private put(key: string, mark: string, slice: LedgerSlice): void {
    this.cache?.put(key, { mark, slice }, KEPT_FOR);
  }
}
