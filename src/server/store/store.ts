import type { Author, CompanyProfile, DebtorHints, DebtorId, FoundBy, HintHit, Instant, KeptAssignment, KeptText, LearnedChoice, LedgerSource, LocalDate, LogEntry, LogImported, LogProblem, MovedChain, MoveProblem, NewLogEntry, OwnPolicy, Pack, PolicyAssignment, PolicyId, PolicyToSave, PolicyVersion, RememberedChoice, RememberedChoices, Result } from '../../core';
import type { AppendAnswer, Keeper } from './append-entry';
import type { Decisions } from './decisions';
import type { LedgerStore } from './ledger-content';
import type { Account, RuledAccounts } from './read-accounts';
import type { StoreKind } from './dialect';
import type { NotRemoved } from './policies';
import type { OtherCompanies } from './companies';
import type { NotesOfFeeds } from './feed-notes';
import type { SavedFeeds } from './saved-feeds';
import type { Texts } from './texts';

export type DomainOverrides = Pack['domainOverrides'];

export interface TenantSettings {
  readonly profile: CompanyProfile;
  readonly overrides: DomainOverrides;
}

/** What every answer needs, in one small row; lists as the JSON text they are kept in, so that a cache can compare them. */
export interface TenantHeader {
  readonly profile: string | null;
  readonly overrides: string | null;
  /** null: no ledger yet. */
  readonly source: LedgerSource | null;
  readonly numberShapes: string | null;
  /** Names the reading of the ledger in use (decisions.ts); null: no ledger yet. */
  readonly ledger: string | null;
}

/** A debtor that a search found, and by what. */
export interface Searched {
  readonly debtor: DebtorId;
  readonly by: FoundBy;
}

export type KeptChoice = Omit<RememberedChoice, 'debtorName'>;

export interface OverduePage {
  readonly debtors: readonly DebtorId[];
  readonly count: number;
}

/** Everything that lasts. All SQL stands behind this; every call carries the tenant. */
export interface Store extends LedgerStore {
  readonly kind: StoreKind;
  close(): Promise<void>;
  /** A cheap question that only a working database answers. */
  ping(): Promise<void>;

  settings(tenant: string): Promise<TenantSettings | null>;
  header(tenant: string): Promise<TenantHeader>;
  saveSettings(tenant: string, settings: TenantSettings): Promise<void>;

  /** Whole: invoices open or not, and the log. null: no such debtor. */
  account(tenant: string, debtor: string): Promise<Account | null>;
  /** For sums: open invoices only, without contacts, domains and log. */
  openAccounts(tenant: string, debtors: readonly string[]): Promise<ReadonlyMap<DebtorId, Account>>;
  /** Whole accounts of several debtors. */
  accounts(tenant: string, debtors: readonly string[]): Promise<ReadonlyMap<DebtorId, Account>>;
  lookUp(tenant: string, hints: DebtorHints): Promise<readonly HintHit[]>;
  /** Best first. */
  search(tenant: string, words: string): Promise<readonly Searched[]>;
  /** Several debtors without their people, for a decision. */
  ruled(tenant: string, debtors: readonly string[]): Promise<RuledAccounts>;
  /** What was decided of the debtors, to know an order of them. */
  readonly decisions: Decisions;
  /** Debtors whose oldest open due date lies before `today`, oldest first. */
  overdue(tenant: string, today: LocalDate, offset: number, limit: number): Promise<OverduePage>;

  entries(tenant: string, debtor: string): Promise<readonly LogEntry[] | null>;
  /** The latest moment that an entry of this tenant bears; null: no entry. */
  newestEntryAt(tenant: string): Promise<Instant | null>;
  logHead(tenant: string, debtor: string): Promise<{ readonly seq: number; readonly hash: string } | null>;
  append(tenant: string, entry: NewLogEntry, text: KeptText | null, keeper: Keeper): Promise<Result<AppendAnswer, LogProblem>>;
  keptText(tenant: string, entry: string): Promise<KeptText | null>;
  /** A log that was kept elsewhere, unchanged: all of it or nothing. What is there already stays as it is. */
  importLog(tenant: string, chains: readonly MovedChain[]): Promise<Result<LogImported, LogProblem | MoveProblem>>;

  learn(tenant: string, choice: LearnedChoice, author: Author, at: Instant): Promise<void>;
  forget(tenant: string, choice: Pick<LearnedChoice, 'scope' | 'value'>): Promise<void>;
  /** The newest of each scope, and how many there are. */
  choices(tenant: string, most: number): Promise<{ readonly rows: readonly KeptChoice[]; readonly counts: RememberedChoices['counts'] }>;
  /** Whether a domain, or that of an address, can stand for one company: as for look-ups. */
  companyDomain(tenant: string, domain: string): Promise<string | null>;

  /** Changes with every change of the plans and of who has which; cheap. */
  policyMark(tenant: string): Promise<number>;
  /** Of each plan the newest version, in the order in which the plans were made. */
  ownPolicies(tenant: string): Promise<readonly OwnPolicy[]>;
  /** What holds for the company and the segments, and for the debtors that were last given something; the newest first. */
  assignments(tenant: string, mostDebtors: number): Promise<readonly KeptAssignment[]>;
  segments(tenant: string, most: number): Promise<readonly string[]>;
  /** A further version of a plan, or a plan of its own. Fails with the version that is newer than the one it replaces. null: no such plan. */
  savePolicy(tenant: string, saved: PolicyToSave, author: Author, at: Instant): Promise<Result<OwnPolicy, PolicyVersion | null>>;
  /** No longer listed, given to nobody; all its versions stay. */
  removePolicy(tenant: string, policy: PolicyId, version: string, author: Author, at: Instant): Promise<Result<null, NotRemoved>>;
  assignPolicy(tenant: string, assignment: PolicyAssignment, author: Author, at: Instant): Promise<void>;

  /** The company's own texts. */
  readonly texts: Texts;

  /** Ledgers elsewhere that are read. */
  readonly feeds: SavedFeeds;
  /** What is to be written into them of reminders that went out. */
  readonly notes: NotesOfFeeds;
  readonly otherCompanies: OtherCompanies;

  /** Where a document lies; null: no such reference. */
  documentPath(tenant: string, reference: string): Promise<string | null>;
}
