import type { FeedProblem, FeedSummary, Instant, LedgerDifference, Result } from '../../core';
import type { Followed } from '../store/import-ledger';
import type { ImportReport } from '../store/ledger-content';
import type { StoreFailure } from '../store/store-failure';
import type { FeedAccount, FeedPage } from './feed';

/**
 * What one source said, on the disk of the server: records by the source's own ids, the cursor in the same transaction, and
 * which customers changed since the ledger was last put in use. It outlives restarts; when it is lost, everything is pulled
 * again.
 */
export interface SourceMirror {
  /** Where `Feed.changes` goes on; null: no whole pull has ended yet. */
  readonly cursor: string | null;
  /** Where an interrupted whole pull goes on; null: none is under way. */
  readonly unfinished: string | null;
  /** A whole pull begins: what it does not bring is gone when it ends. Another one that is under way is forgotten. */
  begin(): void;
  /** One page of the whole pull that is under way, else of changes: one transaction. The same record again changes nothing. */
  take(page: FeedPage): void;
  /** The whole pull is over; the cursor of its last page is where changes begin. */
  finish(): void;
  /** One customer as the system has him now (a live re-read). @returns whether anything differs. */
  takeAccount(debtor: string, account: FeedAccount): boolean;
  /** Customers that changed since `published`, by the source's ids; null: everything, nothing was published yet. */
  changed(): readonly string[] | null;
  /** @param debtor the source's id. */
  knows(debtor: string): boolean;
  /** Grows with every change: what comes while a publication reads is not taken for published. */
  readonly reached: number;
  summary(): FeedSummary;
  close(): void;
}

/** A source whose mirror is a part of the company's ledger. The first one names a customer that several know, and wins where two list one invoice. */
export interface PublishedSource {
  readonly id: string;
  readonly name: string;
  /** The moment that its figures describe. */
  readonly asOf: Instant;
  readonly mirror: SourceMirror;
}

/** `awaiting`: nothing was put in use; the clerk is asked, and `confirmed` answers. */
export type Publication = { readonly kind: 'published'; readonly report: ImportReport; readonly touched: number } | { readonly kind: 'awaiting'; readonly difference: LedgerDifference };

/** Puts in use what mirrors hold, as one ledger. */
export interface FeedPublisher {
  /** @returns the mirror of that source, made when it is not there. One at a time holds it. */
  open(source: string): SourceMirror;
  /** Takes away what is kept of a source that is closed. */
  forget(source: string): void;
  /**
   * Only what changed is written where something is in use already and the sources are the ones of before; `touched`: invoices
   * written. `feed/cancelled` when `followed` stops it: what was in use stays.
   */
  publish(sources: readonly PublishedSource[], confirmed: boolean, followed: Followed): Promise<Result<Publication, StoreFailure | FeedProblem>>;
  /** Where the store's customer stands in the sources; empty: in none of them. */
  whereIs(debtor: string): Promise<readonly { readonly source: string; readonly external: string }[]>;
}
