import type { Result } from './result';
import type { Instant } from './calendar/types';
import type { DebtorId, DebtorSummary, PolicyId } from './ledger/types';
import type { RememberedChoices } from './identify/choice-scopes';
import type { DebtorHints, HintHits, LearnedChoice, MailThread } from './identify/types';
import type { Channel, EntryId, KeptText, LogEntry, NewLogEntry } from './log/types';
import type { KeptAssignment, OwnPolicy, PolicyAssignment, PolicyBook, PolicyProblem, PolicyToSave } from './dunning/policy-book';
import type { Assessment } from './dunning/types';
import type { RateTable } from './penalties/types';
import type { KeptTemplate, OwnText, TemplateBook, TextProblem, TextToReset, TextToSave } from './reminder/template-book';
import type { ReminderDraft } from './reminder/types';
import type { WorklistPage, WorklistQuery } from './worklist/types';
import type { CaseFile, Pack } from './case-file';
import type { LogProblem, MailProblem, SourceProblem } from './problems';

/** Apps Script answers at once; browser and Node later. */
export type Mode = 'sync' | 'async';
export type Eff<M extends Mode, T> = M extends 'async' ? Promise<T> : T;

/** The receivables ledger, read. */
export interface InvoiceSource<M extends Mode> {
  /** Per hint the debtors that it hits: contacts, invoices (open or paid), learned choices; the first 20 and the count. */
  lookUp(hints: DebtorHints): Eff<M, Result<HintHits, SourceProblem>>;
  /** Everything known of one debtor, as of now. */
  caseFile(debtor: DebtorId): Eff<M, Result<CaseFile, SourceProblem>>;
  /** Debtors by name (slips forgiven), customer code, invoice number, SIREN, SIRET, VAT number, address or domain: best first, at most 20, each with what fits. */
  search(words: string): Eff<M, Result<readonly FoundDebtor[], SourceProblem>>;
  /** One group of the worklist, the greatest risk first. */
  worklistPage(query: WorklistQuery): Eff<M, Result<WorklistPage, SourceProblem>>;
}

/** A debtor that a search found. */
export interface FoundDebtor extends DebtorSummary {
  readonly by: FoundBy;
}
/** What of him fits the words that were typed, as the ledger writes it. `similar-name`: only with a slip forgiven. */
export interface FoundBy {
  readonly kind: 'name' | 'similar-name' | 'code' | 'siren' | 'siret' | 'vat' | 'address' | 'domain' | 'invoice';
  readonly value: string;
}

export interface Appended {
  readonly outcome: 'appended' | 'already-there';
  readonly entry: LogEntry;
  /** What the log's keeper now says of this debtor. */
  readonly assessment: Assessment;
}

/** The evidence. Appends only; never changes or removes. */
export interface ReminderLog<M extends Mode> {
  entriesOf(debtor: DebtorId): Eff<M, Result<readonly LogEntry[], LogProblem>>;
  /** The same requestId twice is one entry: the second answer is 'already-there'. A step already taken is refused with who and when. */
  append(entry: NewLogEntry, text: KeptText | null): Eff<M, Result<Appended, LogProblem>>;
  /** Our own text as it stood when this entry was appended; null: none was kept with it. */
  keptText(debtor: DebtorId, entry: EntryId): Eff<M, Result<KeptText | null, LogProblem>>;
}

export interface Settings<M extends Mode> {
  /** The pack in force. */
  pack(): Eff<M, Result<Pack, SourceProblem>>;
  /** Every known reference rate; null: none is known. Large, and needed for penalties alone: not a part of the pack. */
  rates(): Eff<M, Result<RateTable | null, SourceProblem>>;
  /** Remembers the clerk's choice of debtor (or "not a customer") for this thread, address or domain. Refused for what is ours or everybody's. */
  learn(choice: LearnedChoice): Eff<M, Result<LearnedChoice, SourceProblem>>;
  forget(choice: Pick<LearnedChoice, 'scope' | 'value'>): Eff<M, Result<null, SourceProblem>>;
  /** What the whole team chose, newest first: at most 100 of each scope. */
  choices(): Eff<M, Result<RememberedChoices, SourceProblem>>;
  /** The plans, shipped and own, and who has which. */
  policies(): Eff<M, Result<PolicyBook, SourceProblem>>;
  /** Keeps a new version; older ones stay, so that every entry's `policyVersion` can be looked up. Refused with every fault. */
  savePolicy(policy: PolicyToSave): Eff<M, Result<OwnPolicy, SourceProblem | PolicyProblem>>;
  /** Takes an own plan out of use; its versions stay. Refused while anybody has it, and when it was changed meanwhile. */
  removePolicy(policy: PolicyId, version: string): Eff<M, Result<null, SourceProblem | PolicyProblem>>;
  assignPolicy(assignment: PolicyAssignment): Eff<M, Result<KeptAssignment, SourceProblem | PolicyProblem>>;
  /** The texts, shipped and changed, with all versions. */
  templates(): Eff<M, Result<TemplateBook, SourceProblem>>;
  /** Keeps a new version; refused with every fault, and with what would hold the text back unless a reason is given. */
  saveTemplate(text: TextToSave): Eff<M, Result<OwnText, SourceProblem | TextProblem>>;
  /** The shipped text is used again; what was changed stays among the versions. */
  resetTemplate(text: TextToReset): Eff<M, Result<OwnText, SourceProblem | TextProblem>>;
  /** Any version that an entry of the log or the list of versions names, also one that is used no more. */
  templateVersion(version: string): Eff<M, Result<KeptTemplate, SourceProblem | TextProblem>>;
}

/** A document of the ledger, ready to be put on a draft. */
export interface AttachedFile {
  /** Opaque reference of the ledger. */
  readonly document: string;
  readonly name: string;
  /** RFC 4648, no line breaks. */
  readonly base64: string;
}

export interface Inserted {
  /** What really happened, whatever was asked: the clerk may have to paste. */
  readonly as: Channel;
  /** References of the documents that the draft really carries. */
  readonly attached: readonly string[];
  /** Why it is not what was asked, or not all of it; absent: it is. `mail/no-answer`: the host never said whether it did it; only the clerk can see. */
  readonly because?: MailProblem;
}

/** The mailbox in front of the clerk. */
export interface MailHost<M extends Mode> {
  openThread(): Eff<M, Result<MailThread, MailProblem>>;
  /** Opens a draft, or writes into the one that is open; refuses when the open message is no longer the thread the draft was made for. */
  insertDraft(draft: ReminderDraft, thread: string | null, files: readonly AttachedFile[]): Eff<M, Result<Inserted, MailProblem>>;
}

export interface Clock {
  now(): Instant;
}
