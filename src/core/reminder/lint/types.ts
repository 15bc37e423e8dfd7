import type { LocalDate } from '../../calendar/types';
import type { Currency, Money } from '../../money/types';
import type { DebtorKind, EmailAddress, Language } from '../../ledger/types';
import type { Hold, StageId, Tone } from '../../dunning/types';

/** What a text may announce. Which of them are possible is the plan's word (law sheet: `suite_annoncee`). */
export type Measure = 'formal-notice' | 'hand-over' | 'court' | 'suspension';

/** Sentences that no stage, tone or plan makes lawful (law sheet 1.7, 1.9, 1.10, 1.14, 1.15). */
export type UnlawfulKind = 'blacklist' | 'banking-ban' | 'police' | 'seizure' | 'publicity' | 'third-parties' | 'authorities' | 'official-look' | 'limitation' | 'threat';

/** Where a step stands on the way: what may be said depends on it, not on the name that a plan gives the stage. */
export type StepPlace = 'before-due' | 'first' | 'later' | 'formal';

/** One of the debtor's invoices as the ledger has it. */
export interface LintInvoice {
  /** As printed by the ledger. */
  readonly number: string;
  readonly issued: LocalDate | null;
  readonly dues: readonly LocalDate[];
  readonly isCredit: boolean;
}

/** A text that is a step of the plan: what it asks for. */
export interface LintStep {
  readonly stage: StageId;
  readonly tone: Tone;
  readonly place: StepPlace;
  readonly demanded: Money;
  /** Numbers of the invoices that are asked for, oldest due first. */
  readonly numbers: readonly string[];
  /** Overdue too, named outside the sum. */
  readonly informational: readonly string[];
  /** The last day given for payment; null: not known here. */
  readonly deadline: LocalDate | null;
}

export interface LintFacts {
  readonly today: LocalDate;
  /** null: an answer, or a mail of the clerk's own: only its words are judged. */
  readonly step: LintStep | null;
  readonly debtor: { readonly kind: DebtorKind; readonly lawCountry: string };
  /** In which the text should be. */
  readonly language: Language;
  /** Debtor, own company, writer, contacts: never judged as words. */
  readonly names: readonly string[];
  /** Lines that nobody wrote for this text: the address of a letter (a house number is no sum), the notice that a mail repeats. Absent: none. */
  readonly given?: readonly string[];
  /** All that the ledger knows of this debtor, paid ones too. */
  readonly invoices: readonly LintInvoice[];
  readonly numberShapes: readonly string[];
  /** The customer's own order numbers: they may look like invoices. */
  readonly orders: readonly string[];
  /** Sums that a text about this debtor may state beside the one demanded. */
  readonly amounts: readonly Money[];
  /** Days that are no mistake: promises, previous messages, payments. */
  readonly dates: readonly LocalDate[];
  /** Without spaces, in capitals: to whom the money goes. */
  readonly ibans: readonly string[];
  /** Announced only where the plan has them. */
  readonly measures: readonly Measure[];
  /** The plan holds them, for larger sums than the one demanded. */
  readonly outOfReach: readonly Measure[];
  /** What earlier reminders announced, and by when. */
  readonly announced: readonly { readonly measure: Measure; readonly by: LocalDate }[];
  /** The ledger shows a payment or a credit of the last weeks: thanks are no mistake. */
  readonly paidLately: boolean;
  /** Why nothing is asked for at present. */
  readonly holds: readonly Hold['kind'][];
}

export interface LintDraft {
  readonly subject: string;
  /** The plain-text part, without what is quoted. */
  readonly text: string;
  /** Whether the subject is this text's own: one of a thread that is answered is not judged. */
  readonly ownSubject: boolean;
  /** The signature below it, where it stands apart: only a courtesy is looked for there. */
  readonly signature?: string;
  /** Names of the files that go along; null: not known. */
  readonly attachments: readonly string[] | null;
  /** Recipients who are neither contacts of the debtor nor of its domains. */
  readonly strangers: readonly EmailAddress[];
}

/** UTF-16 offsets in the subject or in the text. */
export interface LintPassage {
  readonly in: 'subject' | 'text';
  readonly from: number;
  readonly to: number;
}

export type LintFact =
  | { readonly code: 'amount-wrong'; readonly written: Money; readonly demanded: Money }
  | { readonly code: 'amount-unknown'; readonly written: Money }
  | { readonly code: 'amount-missing'; readonly demanded: Money }
  | { readonly code: 'currency-other'; readonly written: Money; readonly currency: Currency }
  | { readonly code: 'indemnity-wrong'; readonly written: Money }
  | { readonly code: 'invoice-unknown'; readonly number: string }
  | { readonly code: 'invoice-not-demanded'; readonly number: string }
  | { readonly code: 'invoice-missing'; readonly numbers: readonly string[] }
  | { readonly code: 'due-date-wrong'; readonly written: LocalDate; readonly due: LocalDate | null }
  | { readonly code: 'deadline-past'; readonly written: LocalDate }
  | { readonly code: 'deadline-day-off'; readonly written: LocalDate }
  | { readonly code: 'deadline-early'; readonly written: LocalDate; readonly deadline: LocalDate }
  | { readonly code: 'deadline-missing'; readonly deadline: LocalDate }
  | { readonly code: 'weekday-wrong'; readonly written: LocalDate }
  | { readonly code: 'iban-unknown' }
  | { readonly code: 'placeholder' }
  | { readonly code: 'subject-empty' }
  | { readonly code: 'greeting-missing' }
  | { readonly code: 'greeting-empty' }
  | { readonly code: 'courtesy-missing' }
  | { readonly code: 'reminder-counted' }
  | { readonly code: 'last-warning' }
  | { readonly code: 'unlawful'; readonly what: UnlawfulKind }
  /** `forSum`: the plan passes over it for the sum demanded. */
  | { readonly code: 'measure-not-enabled'; readonly measure: Measure; readonly forSum?: true }
  /** Towards a public buyer: what is not open against him, and the notice, which he is not threatened with. */
  | { readonly code: 'public-buyer'; readonly measure: Measure | 'penalty-clause' }
  | { readonly code: 'measure-early'; readonly measure: Measure }
  | { readonly code: 'measure-repeated'; readonly measure: Measure; readonly by: LocalDate }
  | { readonly code: 'notice-early' }
  | { readonly code: 'notice-weakened' }
  | { readonly code: 'reminder-fee' }
  | { readonly code: 'late-fee' }
  | { readonly code: 'consumer-charge' }
  /** A consumer owes interest from the formal notice on. */
  | { readonly code: 'interest-before-notice' }
  | { readonly code: 'other-law' }
  | { readonly code: 'charge-without-ground' }
  | { readonly code: 'charge-early' }
  | { readonly code: 'private-matter' }
  | { readonly code: 'insult' }
  | { readonly code: 'harsh' }
  /** A discount, a waiver, months: it binds the company. */
  | { readonly code: 'concession' }
  | { readonly code: 'outdated-word' }
  | { readonly code: 'shouting' }
  | { readonly code: 'exclamation' }
  | { readonly code: 'familiar' }
  | { readonly code: 'attachment-missing' }
  | { readonly code: 'attachment-other'; readonly name: string }
  | { readonly code: 'recipient-stranger'; readonly address: EmailAddress }
  | { readonly code: 'payment-thanked' }
  | { readonly code: 'hold-ignored'; readonly hold: Hold['kind'] }
  | { readonly code: 'language-other'; readonly expected: Language };

export type LintCode = LintFact['code'];
export type LintSeverity = 'blocks' | 'warns';

/** `passage` null: something that is not there. */
export type LintFinding = LintFact & { readonly severity: LintSeverity; readonly passage: LintPassage | null };
