import type { Totals } from '../money/types';
import type { Instant, LocalDate } from '../calendar/types';
import type { Problem } from '../problems';
import type { LedgerDifference } from './wire';

/** A system, or a kind of file, from which a ledger is pulled. */
export type FeedKind = 'odoo' | 'dolibarr' | 'quickbooks' | 'pennylane' | 'google-sheets' | 'e-invoice-folder' | 'ledger-file' | 'payments-file';
export const FEED_KINDS: readonly FeedKind[] = ['odoo', 'dolibarr', 'quickbooks', 'pennylane', 'google-sheets', 'e-invoice-folder', 'ledger-file', 'payments-file'];

/** How far a feed was proved. `preview`: on nothing but our reading of the vendor's documentation; it is said on screen. */
export type FeedProof = 'real-server' | 'published-data' | 'preview';

/** How far each feed was proved (README: Connect your ledger). Said before one connects it, and after. */
export const FEED_PROOFS: Readonly<Record<FeedKind, FeedProof>> = {
  odoo: 'real-server', dolibarr: 'real-server', quickbooks: 'published-data', pennylane: 'published-data', 'google-sheets': 'published-data', 'e-invoice-folder': 'real-server', 'ledger-file': 'real-server', 'payments-file': 'real-server',
};

/** What the admin fills in to connect a system. */
export interface FeedField {
  readonly name: 'address' | 'database' | 'login' | 'key' | 'client-id' | 'client-secret' | 'company' | 'spreadsheet' | 'service-account' | 'folder' | 'file';
  /** Sealed when it is saved, and never told again. */
  readonly secret: boolean;
  readonly required: boolean;
}

const open = (name: FeedField['name'], required = true): FeedField => ({ name, secret: false, required });
const sealed = (name: FeedField['name'], required = true): FeedField => ({ name, secret: true, required });

/** In the order of the form. */
export const FEED_FIELDS: Readonly<Record<FeedKind, readonly FeedField[]>> = {
  odoo: [open('address'), open('database', false), open('login', false), sealed('key'), open('company', false)],
  dolibarr: [open('address'), sealed('key')],
  quickbooks: [open('client-id'), sealed('client-secret')],
  pennylane: [sealed('key')],
  'google-sheets': [open('spreadsheet'), sealed('service-account')],
  'e-invoice-folder': [open('folder')],
  'ledger-file': [open('file')],
  'payments-file': [open('file')],
};

/** Connected by the vendor's own page (OAuth 2 with PKCE, RFC 7636): no key is typed. */
export const SIGNS_IN_ELSEWHERE: ReadonlySet<FeedKind> = new Set<FeedKind>(['quickbooks']);

/** Systems with a place for a note beside a customer: his history in Odoo, his agenda in Dolibarr. */
export const FEEDS_WITH_NOTES: ReadonlySet<FeedKind> = new Set<FeedKind>(['odoo', 'dolibarr']);

export type FeedValues = Readonly<Partial<Record<FeedField['name'], string>>>;

/** Who answered at the other end. */
export interface FeedIdentity {
  /** "Odoo 19.0", "Dolibarr 20.0.2". */
  readonly system: string;
  /** The company whose ledger it is, as the system names it; null: not told. */
  readonly company: string | null;
}

export interface FeedToSave {
  readonly kind: FeedKind;
  /** As the clerk sees it; empty: the system's own name. */
  readonly name: string;
  /** Every field of the form, secrets too. Of a feed that is saved already, an absent secret stays as it was. */
  readonly values: FeedValues;
  /** A note is written there after every reminder that went out (FEEDS_WITH_NOTES). Absent: as it was; of a new one, none. */
  readonly notes?: boolean;
}

/** The notes that are written into a system after reminders went out. */
export interface FeedNotes {
  readonly on: boolean;
  readonly waiting: number;
  readonly written: number;
  /** Given up: the system refused them again and again. */
  readonly refused: number;
  /** Why the last one could not be written; null: it was, or none was tried yet. */
  readonly problem: Problem | null;
  /** No other try is made before the connection is saved anew, or the server starts again. */
  readonly stopped: boolean;
}

/** What was not taken of a ledger, and why: nothing is dropped without being counted. */
export type LeftOut = 'draft' | 'cancelled' | 'not-a-customer' | 'other-company' | 'too-old' | 'vendor-bill' | 'no-number' | 'in-another-ledger' | 'not-an-invoice';

/** What a pull brought, for the admin to check against the system itself. */
export interface FeedSummary {
  readonly customers: number;
  /** Open, at least one instalment of them. */
  readonly openInvoices: number;
  readonly settledInvoices: number;
  /** What is open per currency, credit notes deducted. */
  readonly open: Totals;
  readonly oldestDue: LocalDate | null;
  readonly leftOut: readonly { readonly why: LeftOut; readonly count: number }[];
  /** The first records that could not be read; `unreadableCount`: all of them. */
  readonly unreadable: readonly Problem[];
  readonly unreadableCount: number;
  /** Of a list of payments; absent: of a ledger. */
  readonly payments?: PaymentsSummary;
}

/** What became of the payments of a list. */
export interface PaymentsSummary {
  readonly read: number;
  /** Those that were held against an invoice of another connected ledger. */
  readonly applied: number;
  /** Of a number that no connected ledger lists. */
  readonly withoutInvoice: number;
  /** Of a number that several customers have, where the row does not say whose it is. */
  readonly undecided: number;
  /** Invoices for which more came in than they are over; what is over is credited to nobody. */
  readonly overpaid: number;
  /** Numbers of the first payments that count for no invoice, or for more than one. */
  readonly first: readonly string[];
}

/** `whole`: everything is read; `changes`: what changed since the last pull. `of` null: the system does not tell how many there are. */
export interface FeedProgress {
  readonly what: 'whole' | 'changes' | 'writing';
  readonly done: number;
  readonly of: number | null;
  /** Since it began. */
  readonly seconds: number;
}

export interface FeedView {
  readonly id: string;
  readonly kind: FeedKind;
  readonly name: string;
  readonly proof: FeedProof;
  /** `to-authorise`: the vendor's page has not been answered yet. */
  readonly state: 'to-authorise' | 'pulling' | 'ready' | 'failed' | 'awaiting';
  readonly identity: FeedIdentity | null;
  /** Without secrets. */
  readonly values: FeedValues;
  /** Names of the secrets that are kept. */
  readonly sealed: readonly FeedField['name'][];
  /** The moment that its figures describe; null: nothing was pulled yet. */
  readonly asOf: Instant | null;
  readonly triedAt: Instant | null;
  readonly nextAt: Instant | null;
  readonly progress: FeedProgress | null;
  /** Of the last try; the figures of the one before stay in use. */
  readonly problem: Problem | null;
  readonly summary: FeedSummary | null;
  /** A pull that changes much waits for the clerk's word. */
  readonly awaiting: LedgerDifference | null;
  /** null: this system has no place for notes, or nothing is written from here (the try-out). */
  readonly notes: FeedNotes | null;
}
