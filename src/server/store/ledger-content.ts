import type { ColumnMapping, Debtor, Instant, Invoice, LedgerDifference, LedgerProblem, LedgerSource } from '../../core';
import type { DomainRules } from './company-domains';
import type { BuiltEdition, EditionOrder } from './edition-writer';
import type { ReadingFacts } from './whole-reading';

/**
 * One reading of a ledger, as a feed hands it to the store: the whole of it, never a part.
 * `debtors[].id` need only be unique within this reading; the store keeps the id under which a debtor was first
 * seen (code, else SIREN, else VAT, else name and town) and rewrites `invoices[].debtor` and `debtors[].payer`.
 * Only what the file says: domains are taken from the contacts' addresses by the store.
 */
export interface LedgerContent {
  readonly source: Pick<LedgerSource, 'name' | 'kind' | 'asOf'>;
  readonly debtors: readonly Debtor[];
  readonly invoices: readonly Invoice[];
  /** Every row that could not be used. */
  readonly problems: readonly LedgerProblem[];
  /** How the rest was read: what was passed over, added up, or used although a cell of it was not. Absent: not told. */
  readonly remarks?: readonly LedgerProblem[];
  /** Rows of the file that hold something, the unreadable ones included. */
  readonly rows: number;
  /** Where the PDF of `invoices[].document` lies; paths never leave the server. */
  readonly documents?: readonly LedgerDocument[];
}

export interface LedgerDocument {
  readonly reference: string;
  readonly path: string;
}

export interface ImportReport {
  readonly generation: number;
  readonly debtors: number;
  readonly invoices: number;
  /** Debtors written because they were new or had changed. */
  readonly written: number;
  /** Invoices that the newer ledger no longer lists. */
  readonly missing: number;
}

/** The first of the remarks on a reading, and how many there were. */
export interface KeptRemarks {
  readonly first: readonly LedgerProblem[];
  readonly count: number;
}

/** What the store knows of the ledger in use. */
export interface LedgerFacts {
  readonly source: LedgerSource;
  readonly readAt: Instant;
  readonly rows: number;
  /** The first 200 unreadable rows; `source.unreadableRows` is the number of them all. */
  readonly problems: readonly LedgerProblem[];
  /** null: nothing was kept of how it was read. */
  readonly remarks: KeptRemarks | null;
  readonly generation: number;
  readonly numberShapes: readonly string[];
}

/**
 * How a long import writes beside the store, in a thread of its own: into a file that nobody reads until it is whole
 * (edition-schema.ts). One import at a time: `order` names what it follows, and `publish` or `discard` ends it.
 */
export interface LedgerEditions {
  readonly kind: 'editions';
  /** @param live it will be changed in place (`publishChanges`). */
  order(tenant: string, live?: boolean): Promise<{ readonly order: EditionOrder; readonly rules: DomainRules }>;
  /** As `compareLedger`, of what was written. */
  compare(tenant: string, built: BuiltEdition, rows: number): Promise<LedgerDifference | null>;
  publish(tenant: string, built: BuiltEdition, facts: ReadingFacts, readAt: Instant): Promise<ImportReport>;
  discard(file: string): void;
}

/** What the thread of a long import needs to work on PostgreSQL by itself. `database` holds a password: it is never told. */
export interface TransferOrder {
  /** Where the reading is spooled; it must not be there yet. */
  readonly file: string;
  readonly tenant: string;
  readonly database: string;
  readonly rules: DomainRules;
}

/**
 * How a long import writes into PostgreSQL, which writes beside its readers by itself: the reading is spooled to a file
 * (spool.ts), then written in one transaction over a connection of its own (transfer.ts). `discard` ends it.
 */
export interface LedgerTransfers {
  readonly kind: 'transfers';
  order(tenant: string): Promise<TransferOrder>;
  discard(file: string): void;
}

/** One customer as the sources say him now, under the ids of their union. `nobody`: they list him no more. `unclear`: only the whole ledger says. */
export type ChangedStanding = { readonly kind: 'account'; readonly debtor: Debtor; readonly invoices: readonly Invoice[] } | { readonly kind: 'nobody' | 'unclear' };

/** What changed since the ledger in use was made of the same sources. Nothing of it is looked at before the store asks. */
export interface LedgerChanges {
  /** The reading of the ledger that they follow (`ledgerKey`). */
  readonly after: string;
  readonly source: LedgerContent['source'];
  readonly unreadable: number;
  /** The first of them. */
  readonly problems: readonly LedgerProblem[];
  /** Customers of whom anything changed (`Debtor.places`). */
  readonly places: readonly string[];
  /** Who stands at these places. @param before the legal ids under which the ledger in use has him; null: it does not. */
  standing(places: readonly string[], before: Debtor['legalIds'] | null): ChangedStanding;
  /** Whether others are said to be paid for by the customer at that place. */
  pays(place: string): boolean;
  /** How many invoices the sources hold. */
  invoices(): number;
  /** Whether any source lists an invoice of that id. */
  lists(invoice: string): boolean;
}

/** `touched`: invoices written. */
export type ChangesReport = ImportReport & { readonly touched: number };

/** The part of the store that a feed uses. Every call carries the tenant. */
export interface LedgerStore {
  /** How a long import writes beside the ledger in use. */
  readonly beside: LedgerEditions | LedgerTransfers;
  importLedger(tenant: string, content: LedgerContent, readAt: Instant): Promise<ImportReport>;
  /** Writes what changed into the ledger in use. null: nothing was written, the whole must be. */
  publishChanges(tenant: string, changes: LedgerChanges, readAt: Instant): Promise<ChangesReport | null>;
  /** null: nothing that needs the clerk's word (the first ledger never does). */
  compareLedger(tenant: string, content: LedgerContent): Promise<LedgerDifference | null>;
  ledgerFacts(tenant: string): Promise<LedgerFacts | null>;
  /** The figures in use were looked at again and stand: they describe that moment now. */
  confirmLedger(tenant: string, asOf: Instant): Promise<void>;
  /** Where a debtor stands in connected systems (`Debtor.places`). */
  placesOf(tenant: string, debtor: string): Promise<readonly string[]>;
  /** The name of the last ledger, where what was read of it is no longer there; null: nothing is lost. */
  lostLedger(tenant: string): Promise<string | null>;
  /** `layout`: what identifies a file's layout, e.g. its folded header row. */
  mappingFor(tenant: string, layout: string): Promise<ColumnMapping | null>;
  rememberMapping(tenant: string, layout: string, mapping: ColumnMapping, at: Instant): Promise<void>;
}
