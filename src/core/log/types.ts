import type { Brand } from '../result';
import type { Money } from '../money/types';
import type { Instant, LocalDate } from '../calendar/types';
import type { CompanyId, ContactRole, DebtorId, EmailAddress, InvoiceId, Language } from '../ledger/types';
import type { StageId, Tone } from '../dunning/types';

export type EntryId = Brand<string, 'EntryId'>;
export type RequestId = Brand<string, 'RequestId'>;
/** The short visible reference of a reminder: `R-7K3F` (shown as "Réf. R-7K3F"). */
export type ReminderReference = Brand<string, 'ReminderReference'>;

/** One instalment that a text, a call or a skip was about; `due`: as the ledger had it then. */
export interface ReachedInstalment {
  readonly due: LocalDate;
  /** The step that this instalment reached by it; null: listed for information, counter unmoved. */
  readonly step: StageId | null;
}

/** How far a reminder moves one invoice's own counter (design: several invoices). */
export interface ListedInvoice {
  readonly invoice: InvoiceId;
  readonly number: string;
  readonly outstanding: Money;
  /** The step that this invoice reaches by the letter; null: listed for information, counter unmoved. */
  readonly step: StageId | null;
  /** The instalments that were listed, at least one. Absent in entries that are older than this: then each is judged by its age. */
  readonly instalments?: readonly ReachedInstalment[];
}

/** What a call or a skip, which name whole invoices, was for the instalments of one of them. */
export interface ReachedInvoice {
  readonly invoice: InvoiceId;
  readonly instalments: readonly ReachedInstalment[];
}

/** How a text reaches the mailbox; `compose`: into the message that the clerk is writing. */
export type Channel = 'reply' | 'reply-all' | 'new-message' | 'compose' | 'copied';
export type ReplyKind = 'statement' | 'invoice-copy' | 'bank-details' | 'promise-noted' | 'dispute-noted' | 'thank-you' | 'call-noted' | 'notice-copy';
export type CallOutcome = 'reached' | 'no-answer' | 'voicemail' | 'wrong-number' | 'promise' | 'dispute' | 'call-back';

/** What a text says will happen, and by when: read from the text that left, so that the next card can say whether it was done. */
export interface Announced {
  /** The last day given for payment; null: the text names none. */
  readonly deadline: LocalDate | null;
  /** Days from the first presentation of a letter; null: none. */
  readonly days: number | null;
  /** The step that follows without payment; null: none is announced. */
  readonly next: StageId | null;
}

/** The statement that a letter demanded, frozen: what a later day or other rates would give is another statement. */
export interface LetterClaim {
  readonly asOf: LocalDate;
  readonly principal: Money;
  readonly interest: Money;
  /** All fixed charges; null: none is owed. In the currency of the law. */
  readonly charge: Money | null;
  /** The version of the rates. */
  readonly rates: LocalDate;
  /** "fr-business 2026-11". */
  readonly law: string;
}

/** The text that something was written from: which one, and its version. */
export interface TemplateUsed {
  readonly key: string;
  readonly version: string;
}

/** Of a text that is a step; absent in entries that are older than this (each of them), and `claim` where no penalties were demanded. */
interface Said {
  readonly announced?: Announced;
  readonly claim?: LetterClaim;
  readonly template?: TemplateUsed;
}

/** What happened, as the trade says it. Append-only, closed: a new member needs a version. */
export type LogFact =
  | ({ readonly kind: 'reminder-drafted'; readonly reference: ReminderReference; readonly stage: StageId; readonly tone: Tone; readonly language: Language;
      readonly channel: Channel; readonly to: readonly EmailAddress[]; readonly invoices: readonly ListedInvoice[]; readonly demanded: Money } & Said)
  | { readonly kind: 'reminder-sent'; readonly reference: ReminderReference; readonly sentOn: LocalDate; readonly proof: 'clerk' | 'own-message' | 'quoted-in-answer' | 'imported' }
  | { readonly kind: 'draft-discarded'; readonly reference: ReminderReference; readonly reason: 'clerk' | 'insertion-failed' }
  /** Completes reminder-drafted, which is written before the mailbox is asked: the way that the text really went when it is not the one asked for. At most one per draft. */
  | { readonly kind: 'draft-rerouted'; readonly reference: ReminderReference; readonly channel: Channel }
  | { readonly kind: 'step-skipped'; readonly stage: StageId; readonly invoices: readonly InvoiceId[]; readonly reason: string; readonly reached?: readonly ReachedInvoice[] }
  | { readonly kind: 'reply-inserted'; readonly reply: ReplyKind; readonly language: Language; readonly to: readonly EmailAddress[]; readonly invoices: readonly InvoiceId[];
      readonly template?: TemplateUsed }
  | { readonly kind: 'invoice-resent'; readonly invoices: readonly InvoiceId[] }
  /** `stage`: the step of the plan that this call was; null: a call outside the plan. `reached`, here and above: absent in older entries. */
  | { readonly kind: 'call-made'; readonly stage: StageId | null; readonly outcome: CallOutcome; readonly invoices: readonly InvoiceId[]; readonly note: string | null;
      readonly reached?: readonly ReachedInvoice[] }
  /** `reference`: of the text, when Relance wrote it. */
  | ({ readonly kind: 'letter-deposited'; readonly stage: StageId; readonly invoices: readonly ListedInvoice[]; readonly provider: string; readonly depositNumber: string; readonly depositedOn: LocalDate;
      readonly reference?: ReminderReference } & Said)
  | { readonly kind: 'letter-presented'; readonly letter: EntryId; readonly presentedOn: LocalDate }
  | { readonly kind: 'letter-delivered'; readonly letter: EntryId; readonly deliveredOn: LocalDate }
  | { readonly kind: 'letter-refused'; readonly letter: EntryId; readonly refusedOn: LocalDate }
  | { readonly kind: 'letter-unclaimed'; readonly letter: EntryId; readonly returnedOn: LocalDate }
  | { readonly kind: 'sms-noted'; readonly invoices: readonly InvoiceId[] }
  | { readonly kind: 'promise-recorded'; readonly amount: Money | null; readonly promisedFor: LocalDate; readonly invoices: readonly InvoiceId[]; readonly quotation: string | null }
  /** `amount` null: the whole of each invoice. */
  | { readonly kind: 'dispute-opened'; readonly invoices: readonly InvoiceId[]; readonly amount: Money | null; readonly reason: string; readonly quotation: string | null }
  | { readonly kind: 'dispute-closed'; readonly dispute: EntryId; readonly outcome: 'upheld' | 'rejected' | 'settled' }
  | { readonly kind: 'plan-agreed'; readonly instalments: readonly { readonly due: LocalDate; readonly amount: Money }[]; readonly invoices: readonly InvoiceId[] }
  | { readonly kind: 'instalment-missed'; readonly plan: EntryId; readonly due: LocalDate }
  | { readonly kind: 'hold-set'; readonly until: LocalDate | null; readonly reason: string }
  | { readonly kind: 'hold-lifted'; readonly hold: EntryId }
  | { readonly kind: 'insolvency-noted'; readonly procedure: 'safeguard' | 'recovery' | 'liquidation'; readonly openedOn: LocalDate; readonly publishedOn: LocalDate | null }
  | { readonly kind: 'step-announced'; readonly reference: ReminderReference; readonly announced: StageId; readonly by: LocalDate }
  | { readonly kind: 'lint-overridden'; readonly reference: ReminderReference; readonly finding: string; readonly reason: string }
  /** `role`: whose an added address is, in the clerk's word; absent: nobody said. */
  | { readonly kind: 'contact-changed'; readonly address: EmailAddress; readonly change: 'added' | 'removed' | 'bounced'; readonly role?: ContactRole }
  /** A mail of the debtor's of that day bears on the next reminder. `read`: the clerk read it and has nothing to note of it; else it waits to be settled. */
  | { readonly kind: 'answer-noted'; readonly receivedOn: LocalDate; readonly read: boolean }
  | { readonly kind: 'debtors-merged'; readonly merged: DebtorId }
  | { readonly kind: 'note'; readonly text: string }
  /** Undo: the voided entry stays in the chain and no longer counts. */
  | { readonly kind: 'entry-voided'; readonly entry: EntryId; readonly reason: 'undo' | 'mistake' };

export type LogFactKind = LogFact['kind'];

export interface Author {
  /** Stable account id, never an address that can change hands. */
  readonly id: string;
  readonly name: string;
}

/** What a host asks to append. The log adds author, instant, sequence and chain. */
export interface NewLogEntry {
  readonly requestId: RequestId;
  readonly company: CompanyId;
  readonly debtor: DebtorId;
  readonly fact: LogFact;
  /** SHA-256 (hex) of the inserted text; null for a fact without a text. */
  readonly contentHash: string | null;
  readonly policyVersion: string | null;
  readonly rulesVersion: string;
}

export interface LogEntry extends NewLogEntry {
  readonly version: 1;
  readonly id: EntryId;
  /** 1, 2, 3 ... per debtor, without a gap. */
  readonly seq: number;
  readonly author: Author;
  readonly at: Instant;
  /** The day of `at` in the company's time zone. */
  readonly on: LocalDate;
  /** Hex; 64 zeros for the first entry of a debtor. */
  readonly previousHash: string;
  readonly hash: string;
  /** Random hex (>= 32 digits) from the log's keeper, with which erasable text is hashed; null when the fact holds none, and after erasing: kept, it would let a short text be guessed. */
  readonly salt: string | null;
  /** Per erased field the salted hash that the chain holds in its stead; null: nothing was erased. */
  readonly erased: Readonly<Record<string, string>> | null;
}

/** The text that a reminder-drafted or reply-inserted entry stands for; kept beside the chain, erasable. */
export interface KeptText {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export interface StepDone {
  readonly stage: StageId;
  readonly on: LocalDate;
  /** What it listed was settled on this day: a draft may leave days after it was written; what is imported was entered after it left. */
  readonly writtenOn: LocalDate;
  /** Of a mail its reminder-drafted entry: all steps of one message share it. */
  readonly entry: EntryId;
  /** `ledger`: by another program, as the ledger tells; no entry of the log. */
  readonly how: 'sent' | 'called' | 'deposited' | 'skipped' | 'ledger';
  /** Of a letter: the day from which its time counts; absent: nobody noted it. */
  readonly presentedOn?: LocalDate;
  /** The ledger tells the step and no day: `on` is the first that there could be. */
  readonly undated?: true;
  /** The instalments that it was about, each with its step; absent where the entry does not tell. */
  readonly instalments?: readonly ReachedInstalment[];
}

export interface OpenDraft {
  readonly entry: EntryId;
  readonly reference: ReminderReference;
  readonly stage: StageId;
  readonly tone: Tone;
  readonly draftedAt: Instant;
  readonly draftedOn: LocalDate;
  readonly author: Author;
  readonly demanded: Money;
  readonly invoices: readonly ListedInvoice[];
  /** The way that the text really went. */
  readonly channel: Channel;
}

/** The last word on an address. */
export interface ContactChange {
  readonly entry: EntryId;
  readonly change: 'added' | 'removed' | 'bounced';
  readonly on: LocalDate;
  readonly author: Author;
  /** Under which it was last added; null: never added, or without one. */
  readonly role: ContactRole | null;
  /** The clerk added it once: the ledger need not hold it. */
  readonly added: boolean;
}

/** The log folded: what counts today, voided entries left out. */
export interface History {
  /** Per invoice, oldest first; the last one is the counter. */
  readonly steps: ReadonlyMap<InvoiceId, readonly StepDone[]>;
  /** Drafts neither sent nor discarded, oldest first. Whether one is pending or lapsed depends on today. */
  readonly drafts: readonly OpenDraft[];
  readonly promises: readonly { readonly entry: EntryId; readonly amount: Money | null; readonly promisedFor: LocalDate; readonly recordedOn: LocalDate; readonly invoices: readonly InvoiceId[] }[];
  readonly disputes: readonly { readonly entry: EntryId; readonly openedOn: LocalDate; readonly invoices: readonly InvoiceId[]; readonly amount: Money | null; readonly reason: string }[];
  readonly holds: readonly { readonly entry: EntryId; readonly until: LocalDate | null; readonly reason: string }[];
  readonly insolvency: { readonly entry: EntryId; readonly procedure: 'safeguard' | 'recovery' | 'liquidation'; readonly openedOn: LocalDate; readonly publishedOn: LocalDate | null } | null;
  readonly plans: readonly { readonly entry: EntryId; readonly instalments: readonly { readonly due: LocalDate; readonly amount: Money }[]; readonly invoices: readonly InvoiceId[] }[];
  /** The day of the last unsolicited overdue mail really sent to this debtor. */
  readonly lastOverdueMailOn: LocalDate | null;
  /** The last day on which the debtor is known to have answered: a promise, a dispute, a plan, a person reached, a reminder quoted back, an answer of ours. */
  readonly lastAnswerOn: LocalDate | null;
  /** The day of the newest answer that was seen and that nobody has settled; null: none. */
  readonly answerToSettle: LocalDate | null;
  /** The last day on which the clerk noted what a debtor said, answered him, or said that a mail of his was read. */
  readonly lastSettledOn: LocalDate | null;
  /** Addresses of which the clerk said something, in the order in which they were first named. */
  readonly contacts: ReadonlyMap<EmailAddress, ContactChange>;
  /** The reminders (their reminder-drafted entries) that came back from everybody they were sent to: sent, and done nothing. */
  readonly returned: ReadonlySet<EntryId>;
  readonly references: ReadonlySet<ReminderReference>;
}
