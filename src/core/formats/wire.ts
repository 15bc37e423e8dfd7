import type { UsualTerm } from '../calendar/usual-term';
import type { CompanyId, DebtorId, EmailAddress, Language, PolicyId } from '../ledger/types';
import type { RememberedChoices } from '../identify/choice-scopes';
import type { KeptTemplate, OwnText, TemplateBook, TextToReset, TextToSave } from '../reminder/template-book';
import type { KeptAssignment, OwnPolicy, PolicyAssignment, PolicyBook, PolicyToSave } from '../dunning/policy-book';
import type { DryRunPage, PolicyPreview } from '../dunning/foreseen';
import type { ReminderPolicy } from '../dunning/types';
import type { DebtorHints, HintHits, LearnedChoice } from '../identify/types';
import type { ChainCheck } from '../log/chain';
import type { EntryId, KeptText, LogEntry, NewLogEntry } from '../log/types';
import type { RateTable } from '../penalties/types';
import type { Appended, FoundDebtor } from '../ports';
import type { Forecast, WorklistPage } from '../worklist/types';
import type { CaseFile, Pack } from '../case-file';
import type { FeedIdentity, FeedToSave, FeedView } from './feeds';
import type { Problem } from '../problems';

/**
 * The wire between a client and the server: JSON over HTTP under /api/v1, domain values as they are.
 * 2xx: `Answer`. 4xx and 5xx: `Refusal`. Types only; the server validates what comes in with its schemas.
 */
export const API_VERSION = 1;

export interface Answer<T> {
  readonly apiVersion: number;
  readonly value: T;
}
export interface Refusal {
  readonly apiVersion: number;
  readonly problem: Problem;
  /** Of an unexpected error: what to quote to support. */
  readonly reference: string | null;
}

/** A company whose receivables are followed here: a ledger, a profile, plans, texts and a log of its own. */
export interface CompanyView {
  readonly id: CompanyId;
  /** Empty: nobody has named it yet. */
  readonly name: string;
  /** Its own side of a mail thread: they say whose thread it is (`companyOfThread`). */
  readonly addresses: readonly EmailAddress[];
  readonly domains: readonly string[];
  /** It has a ledger. */
  readonly connected: boolean;
}

export interface SessionInfo {
  /** Which company answers; every other answer is that company's too. */
  readonly company: CompanyId;
  /** All of them, in the order in which they were added; one at least. Who comes from outside is told of his own alone. */
  readonly companies: readonly CompanyView[];
  readonly user: { readonly id: string; readonly name: string };
  readonly packId: string;
  readonly today: string;
  readonly served: readonly number[];
  readonly ledger: LedgerState;
  /** Customers and invoices are invented; absent: they are the company's own. */
  readonly sample?: true;
  /** What keeps the server from recording, or makes its dates doubtful; absent or null: nothing. */
  readonly trouble?: Problem | null;
}

/** Where the ledger stands: shown as data age, first run, confirmation question. */
export interface LedgerState {
  readonly connected: boolean;
  readonly name: string | null;
  readonly readAt: string | null;
  readonly asOf: string | null;
  readonly rows: number;
  /** The first rows that could not be used; `unreadableCount`: all of them. */
  readonly unreadable: readonly Problem[];
  readonly unreadableCount?: number;
  /** The first remarks on how the file was read (rows passed over, cells that were not used); `remarkCount`: all of them. */
  readonly remarks?: readonly Problem[];
  readonly remarkCount?: number;
  /** A newer file that waits for the clerk's word, with what differs. */
  readonly awaiting: LedgerDifference | null;
  /** An upload (or the watched file itself) whose columns or dates wait for the clerk: open it by this id. */
  readonly waitingUpload: string | null;
  /** The last thing that went wrong with reading the file again; the last good ledger stays in use. */
  readonly problem: Problem | null;
  /** An import that is under way; the ledger in use stays until it is whole. Absent or null: none. */
  readonly importing?: LedgerImporting | null;
}
export interface LedgerImporting {
  readonly file: string;
  /** Who began it; null: the watched file changed. */
  readonly by: string | null;
  /** true: it is only looked at; nothing will be put in use. */
  readonly preview: boolean;
  /** checking: a first look through the file (`done` in bytes or rows); reading: rows of `of`; sorting: percent; writing: invoices of `of`. `of` 0: not known. */
  readonly phase: 'checking' | 'reading' | 'sorting' | 'writing';
  readonly done: number;
  readonly of: number;
  /** Since it began. */
  readonly seconds: number;
}
export interface LedgerDifference {
  readonly reason: 'fewer-rows' | 'other-customers';
  readonly rowsBefore: number;
  readonly rowsNow: number;
  /** Names, at most 20 each, and the counts. */
  readonly customersGone: readonly string[];
  readonly customersGoneCount: number;
  readonly customersNew: readonly string[];
  readonly customersNewCount: number;
}

/** The fields a ledger file can hold; a mapping says which column holds which. */
export const LEDGER_FIELDS = [
  'debtor-code', 'debtor-name', 'siren', 'siret', 'vat', 'contact-address', 'accounting-address', 'payer-address', 'generic-address', 'management-address', 'sales-address', 'contact-name', 'phone', 'town', 'language', 'debtor-kind', 'segment', 'debtor-iban', 'contract-rate', 'debtor-standing', 'street', 'street-more', 'street-last', 'postcode', 'postal-town', 'country',
  'invoice-number', 'invoice-kind', 'issued', 'due', 'amount', 'outstanding', 'paid', 'currency', 'means', 'order-number', 'corrects', 'disputed', 'retained', 'retained-until', 'e-invoice-status', 'e-invoice-status-on', 'reminder-level', 'reminded-on', 'status', 'matching', 'document',
] as const;
export type LedgerField = (typeof LEDGER_FIELDS)[number];

export interface ColumnMapping {
  /** Zero-based column per field. */
  readonly columns: Readonly<Partial<Record<LedgerField, number>>>;
  /** Zero-based row that holds the headers. */
  readonly headerRow: number;
  readonly sheet: string | null;
  /** null: not yet decided; the clerk is asked. */
  readonly dateOrder: 'day-first' | 'month-first' | 'year-first' | null;
  readonly decimal: 'comma' | 'point' | null;
  readonly defaultCurrency: 'EUR' | 'GBP' | 'USD' | 'CHF';
}

/** What the settings show before a file is used. */
export interface LedgerPreview {
  readonly uploadId: string;
  readonly fileName: string;
  readonly sheets: readonly string[];
  readonly headers: readonly string[];
  /** The first rows as text, untrusted. */
  readonly firstRows: readonly (readonly string[])[];
  readonly mapping: ColumnMapping;
  /** How each mapped column was recognised: by its header name, remembered from before, or not at all. */
  readonly recognised: 'by-headers' | 'remembered' | 'partly';
  /** A file whose fields a law or a norm names: it is read by itself, and no column of it is mapped. Absent: a table. */
  readonly standard?: 'fec' | 'e-invoices';
  /** What a FEC is as a file, and whether it balances. Absent: no FEC. */
  readonly fec?: FecSeen;
  readonly dateExample: { readonly column: string; readonly value: string; readonly dayFirst: string; readonly monthFirst: string } | null;
  readonly summary: { readonly debtors: number; readonly invoices: number; readonly open: readonly { readonly minor: number; readonly currency: string }[]; readonly oldestDue: string | null };
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

/** A FEC as a file; amounts in cents. */
export interface FecSeen {
  readonly columns: number;
  readonly amounts: 'debit-credit' | 'amount-side';
  /** `computed`: no column tells due dates, as the text wants it. */
  readonly due: 'computed' | 'printed';
  /** By which they are computed (`termKey`); empty: 30 days, as nothing is agreed. */
  readonly term: string;
  readonly lines: number;
  readonly entries: number;
  /** First and last day of the entries on customers' accounts; null: there are none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly debit: number;
  readonly credit: number;
  /** Entries whose debits and credits differ. */
  readonly unbalanced: number;
}

/** One customer's log as a sheet kept it, or the part of it that follows what has moved already. */
export interface MovedChain {
  readonly debtor: DebtorId;
  /** For people, should the customer be in no ledger any more. */
  readonly name: string;
  /** The ledger that moved before names this customer; false: only the log still knows him. */
  readonly listed: boolean;
  /** In the order of the chain. */
  readonly entries: readonly LogEntry[];
  readonly texts: readonly { readonly entry: EntryId; readonly text: KeptText }[];
}
export interface LogImported {
  readonly debtors: number;
  /** Written now. */
  readonly entries: number;
  /** Entries that were there already. */
  readonly alreadyThere: number;
}

export interface Routes {
  'POST /api/v1/sample': { answer: LedgerPreview };
  'DELETE /api/v1/sample': { answer: LedgerState };
  'GET /api/v1/session': { answer: SessionInfo };
  /** Another company beside the ones that are there; it begins without a ledger. */
  'POST /api/v1/companies': { body: { readonly name: string }; answer: CompanyView };
  /** Only one about which nothing was ever recorded: a log is kept (law sheet: proof). Never the first. */
  'DELETE /api/v1/companies/:id': { answer: null };
  'GET /api/v1/pack': { answer: Pack };
  'GET /api/v1/rates': { answer: RateTable | null };
  'POST /api/v1/look-up': { body: DebtorHints; answer: HintHits };
  /** One journey less: the case file comes along when one debtor is all that the hints hit. `pack`: the id of the one in force, so that a client sees that its own is old. */
  'POST /api/v1/look-up?file=true': { body: DebtorHints; answer: HintHits & { readonly file?: CaseFile | null; readonly pack?: string } };
  'GET /api/v1/debtors?words=': { answer: readonly FoundDebtor[] };
  'GET /api/v1/debtors/:id/case-file': { answer: CaseFile };
  'GET /api/v1/debtors/:id/entries': { answer: readonly LogEntry[] };
  'GET /api/v1/worklist/page?group=&stage=&amountFrom=&daysFrom=&segment=&words=&after=&limit=': { answer: WorklistPage };
  'GET /api/v1/worklist/forecast': { answer: Forecast };
  'POST /api/v1/log': { body: { readonly entry: NewLogEntry; readonly text: KeptText | null }; answer: Appended };
  'GET /api/v1/log/verify/:id': { answer: ChainCheck & { readonly debtor: DebtorId; readonly entries: number } };
  /** A sheet's log, some chains at a time: the same again changes nothing. */
  'POST /api/v1/log/import': { body: { readonly chains: readonly MovedChain[] }; answer: LogImported };
  'PUT /api/v1/choices': { body: LearnedChoice; answer: LearnedChoice };
  'GET /api/v1/choices': { answer: RememberedChoices };
  'GET /api/v1/policies': { answer: PolicyBook };
  'POST /api/v1/policies': { body: PolicyToSave; answer: OwnPolicy };
  /** `instead`: the plan that the draft would take the place of. */
  'POST /api/v1/policies/preview': { body: { readonly policy: ReminderPolicy; readonly instead: PolicyId }; answer: PolicyPreview };
  'GET /api/v1/dry-run?offset=': { answer: DryRunPage };
  'PUT /api/v1/policies/assignments': { body: PolicyAssignment; answer: KeptAssignment };
  'GET /api/v1/templates': { answer: TemplateBook };
  'POST /api/v1/templates': { body: TextToSave; answer: OwnText };
  'POST /api/v1/templates/reset': { body: TextToReset; answer: OwnText };
  'GET /api/v1/templates/versions/:id': { answer: KeptTemplate };
  'DELETE /api/v1/choices': { body: Pick<LearnedChoice, 'scope' | 'value'>; answer: null };
  /** The PDF itself. */
  'GET /api/v1/documents/:reference': { answer: never };
  /** multipart/form-data, field `file`. */
  'POST /api/v1/ledger/uploads': { answer: LedgerPreview };
  'GET /api/v1/ledger/uploads/:id': { answer: LedgerPreview };
  'PUT /api/v1/ledger/uploads/:id/mapping': { body: ColumnMapping; answer: LedgerPreview };
  'POST /api/v1/ledger/uploads/:id/use': { answer: LedgerState };
  'GET /api/v1/ledger': { answer: LedgerState };
  'POST /api/v1/ledger/import/cancel': { answer: LedgerState };
  /** Reads the watched file again now. */
  'POST /api/v1/ledger/refresh': { answer: LedgerState };
  /** Accepts or refuses the newer file that waits. */
  'POST /api/v1/ledger/awaiting': { body: { readonly accept: boolean }; answer: LedgerState };
  'GET /api/v1/feeds': { answer: readonly FeedView[] };
  /** Whether a connection works, before it is saved. `id`: of a saved feed, whose secrets stand for those that are absent. */
  'POST /api/v1/feeds/test': { body: FeedToSave & { readonly id?: string }; answer: FeedIdentity };
  /** Saves a connection; its first pull begins, unless the vendor's page must be answered first. */
  'POST /api/v1/feeds': { body: FeedToSave; answer: FeedView };
  'PUT /api/v1/feeds/:id': { body: FeedToSave; answer: FeedView };
  /** Takes back what can be taken back at the vendor's, forgets the secrets; its invoices are "no longer open, reason unknown" until another ledger lists them. */
  'DELETE /api/v1/feeds/:id': { answer: null };
  'POST /api/v1/feeds/:id/pull': { body: { readonly whole: boolean }; answer: FeedView };
  'POST /api/v1/feeds/:id/cancel': { answer: FeedView };
  /** The clerk's word on a pull that would change much. */
  'POST /api/v1/feeds/:id/awaiting': { body: { readonly accept: boolean }; answer: FeedView };
  /** Where the vendor asks for consent; it leads back to /authorised. */
  'POST /api/v1/feeds/:id/authorise': { answer: { readonly url: string } };
  /** What the ledgers behind the feeds say of this customer now; `changed`: something differs from what was shown. */
  'POST /api/v1/debtors/:id/reread': { answer: { readonly changed: boolean } };
  'PUT /api/v1/profile': { body: { readonly name?: string; readonly iban?: string | null; readonly bic?: string | null; readonly phone?: string | null; readonly legalMentions?: string | null;
      readonly addresses?: readonly string[]; readonly customerDomains?: readonly string[]; readonly sharedDomains?: readonly string[]; readonly domains?: readonly string[]; readonly signature?: 'mail-client' | 'relance'; readonly remindsConsumers?: boolean; readonly language?: Language;
      readonly usualTerm?: UsualTerm | null }; answer: Pack };
}
