import type { Money, Totals } from '../money/types';
import type { LocalDate } from '../calendar/types';
import type { EmailAddress, InvoiceId, OpenItem, PolicyId, StatementOfAccount } from '../ledger/types';
import type { EntryId, OpenDraft, StepDone } from '../log/types';

/** R0 .. R5 in the shipped policies; data, so a policy may name others. */
export type StageId = string;
export type Tone = 'courteous' | 'firm' | 'formal';
/** How customers are addressed: "Madame, Monsieur," or "Bonjour Madame Dupont,". Never by first name, always "vous". */
export type Register = 'formal' | 'friendly';
export type StageChannel = 'mail' | 'call' | 'letter' | 'hand-over';

/**
 * What the days of a stage are counted from: the due date, the last day of its month, or the step before as it was really done.
 * The first stage after the due date follows no other.
 */
export type StageBasis = 'due' | 'end-of-month' | 'previous';

export interface DunningStage {
  readonly id: StageId;
  readonly name: { readonly fr: string; readonly en: string };
  /** Days after the `basis`; negative before the due date. The earliest day, never the only one. */
  readonly days: number;
  /** Absent: the due date. */
  readonly basis?: StageBasis;
  /** Days that must lie between the previous step as it was really done and this one; 0 for the first. */
  readonly minimumGap: number;
  readonly channel: StageChannel;
  /** Tones that the clerk may choose from; the first is the default. */
  readonly tones: readonly Tone[];
  /** Name of the template file, null for a call. */
  readonly template: string | null;
  readonly enabled: boolean;
  /** The step is passed over, and the plan goes on, while less than this could be asked for by it, in one currency. Minor units; absent: whatever the sum. */
  readonly thresholdMinor?: number;
  /** Who signs the text: name or role, one line. Absent: the clerk who writes it. */
  readonly signer?: string;
}

export interface ReminderPolicy {
  readonly id: PolicyId;
  readonly name: { readonly fr: string; readonly en: string };
  /** Recorded in every entry that it decided. */
  readonly version: string;
  /** In order; days rise. */
  readonly stages: readonly DunningStage[];
  /** Below this sum per currency nothing is reminded. Minor units. */
  readonly toleranceMinor: number;
  readonly graceDays: number;
  /** Business days between two unsolicited overdue mails to one debtor. */
  readonly mailSpacing: number;
  /** Business days that a promise is left alone after its date. */
  readonly promiseGrace: number;
  /** Business days that the reminder gives for payment. */
  readonly deadlineBusinessDays: number;
  /** Business days after which the figures are too old for a firm reminder. */
  readonly ledgerMaxAge: number;
  /** Absent: formal. */
  readonly register?: Register;
  /** The plan as it stands for a consumer (consumer-policy.ts), and its steps that are not taken there. Absent: of a plan as it was written. */
  readonly forConsumers?: { readonly leftOut: readonly StageId[] };
  /** Days that a formal notice gives from its first presentation. Absent: 8 (law sheet 1.7). */
  readonly noticeDays?: number;
  /** An invoice that nothing was done for starts at the step of its age; absent or false: at the first step. */
  readonly catchUp?: boolean;
}

/** One mark of the ladder shown to the clerk. */
export interface LadderMark {
  readonly stage: StageId;
  readonly name: { readonly fr: string; readonly en: string };
  readonly days: number;
  /** Absent: the due date. */
  readonly basis?: StageBasis;
  readonly state: 'done' | 'now' | 'held' | 'later' | 'skipped';
  readonly doneOn: LocalDate | null;
}

/** One fact of the arithmetic behind a decision; core/panel says it in words. In the order of the reasoning. */
export type ArithmeticFact =
  | { readonly kind: 'days-late'; readonly number: string; readonly days: number; readonly due: LocalDate }
  | { readonly kind: 'due-in'; readonly number: string; readonly days: number; readonly due: LocalDate }
  | { readonly kind: 'no-step-yet' }
  | { readonly kind: 'last-step'; readonly stage: StageId; readonly on: LocalDate; readonly daysAgo: number; readonly how: StepDone['how'];
      /** The day is not known: only the step is told. */
      readonly undated?: true }
  | { readonly kind: 'possible-since'; readonly stage: StageId; readonly since: LocalDate }
  | { readonly kind: 'possible-from'; readonly stage: StageId; readonly from: LocalDate; readonly daysToGo: number;
      readonly because: 'age' | 'gap' | 'mail-spacing' | 'notice' | 'announced' | 'business-day'; readonly gapDays: number | null }
  /** Due before the next due-date reminder may leave: there was one on `last`, and they are a week apart. */
  | { readonly kind: 'not-announced'; readonly numbers: readonly string[]; readonly last: LocalDate }
  /** Nothing was done before: the plan starts an invoice of that age at this step. */
  | { readonly kind: 'caught-up'; readonly stage: StageId; readonly days: number }
  /** The plan passes over a step, for which so little could be asked when the step offered became possible. */
  | { readonly kind: 'step-passed-over'; readonly stage: StageId; readonly amount: Money; readonly threshold: Money }
  /** Why the letter is proposed in the courteous tone of its stage. */
  | { readonly kind: 'first-delay'; readonly paidInvoices: number }
  | { readonly kind: 'gap-counted'; readonly stage: StageId; readonly days: number }
  | { readonly kind: 'other-invoices'; readonly listed: number; readonly informational: number }
  | { readonly kind: 'disputed-left-out'; readonly numbers: readonly string[]; readonly amount: Money }
  | { readonly kind: 'credit-deducted'; readonly number: string; readonly amount: Money }
  /** The figures are older than the plan allows before a firm step (business days); this step is none. */
  | { readonly kind: 'figures-old'; readonly of: LocalDate; readonly allowed: number }
  /** An answer of that day was seen, and nobody noted anything of it. */
  | { readonly kind: 'answer-unsettled'; readonly receivedOn: LocalDate }
  /** The last reminder came back: it was sent to nobody else. */
  | { readonly kind: 'not-arrived'; readonly address: EmailAddress }
  /** Held back until `until`; null: nobody knows. */
  | { readonly kind: 'retained-left-out'; readonly numbers: readonly string[]; readonly amount: Money; readonly until: LocalDate | null }
  /** More is held back of them than the five per cent of the law (loi 71-584). */
  | { readonly kind: 'retained-above-cap'; readonly numbers: readonly string[] }
  /** The claim lapses on `on` unless something interrupts it; `years`: of its period. */
  | { readonly kind: 'limitation-near'; readonly numbers: readonly string[]; readonly on: LocalDate; readonly years: number }
  | { readonly kind: 'other-currency'; readonly totals: Totals }
  | { readonly kind: 'below-tolerance'; readonly amount: Money; readonly tolerance: Money }
  | { readonly kind: 'credit-covers'; readonly credits: Money; readonly overdue: Money };

export type Hold =
  | { readonly kind: 'promise'; readonly entry: EntryId; readonly amount: Money | null; readonly promisedFor: LocalDate; readonly until: LocalDate }
  | { readonly kind: 'dispute'; readonly entry: EntryId | null; readonly numbers: readonly string[]; readonly amount: Money; readonly openedOn: LocalDate | null }
  | { readonly kind: 'manual'; readonly entry: EntryId; readonly until: LocalDate | null; readonly reason: string }
  | { readonly kind: 'excluded'; readonly reason: string; readonly until: LocalDate | null }
  | { readonly kind: 'insolvency'; readonly procedure: 'safeguard' | 'recovery' | 'liquidation'; readonly openedOn: LocalDate }
  | { readonly kind: 'plan'; readonly entry: EntryId; readonly until: LocalDate }
  | { readonly kind: 'direct-debit'; readonly numbers: readonly string[] }
  | { readonly kind: 'assigned'; readonly numbers: readonly string[]; readonly factor: string }
  | { readonly kind: 'e-invoice'; readonly numbers: readonly string[]; readonly status: number; readonly until: LocalDate | null }
  /** Held back by the customer until it is released: `until` is the day of release, null: not known. */
  | { readonly kind: 'retained'; readonly numbers: readonly string[]; readonly amount: Money; readonly until: LocalDate | null }
  /** The period of limitation (`years`) seems over since that day. */
  | { readonly kind: 'limitation'; readonly numbers: readonly string[]; readonly since: LocalDate; readonly years: number }
  | { readonly kind: 'struck-off' }
  /** An answer of that day, which nobody has settled. */
  | { readonly kind: 'unread-answer'; readonly receivedOn: LocalDate; readonly until: LocalDate }
  /** The figures, `of` that day, are older than the plan allows (business days) before a firm step. */
  | { readonly kind: 'figures-too-old'; readonly of: LocalDate; readonly allowed: number }
  /** No address is left that a mail could go to; this one was refused last, on that day. */
  | { readonly kind: 'no-address-left'; readonly address: EmailAddress; readonly on: LocalDate }
  /** The company does not remind consumers. */
  | { readonly kind: 'consumer' }
  /** Everything was done that may be done towards a consumer; the plan's next step, `stage`, is not. `law`: of another country. */
  | { readonly kind: 'consumer-step'; readonly stage: StageId; readonly law: string | null }
  | { readonly kind: 'credit-covers'; readonly credits: Money; readonly overdue: Money }
  /** `until`: the last day on which the sum is below the tolerance, as far as is known. `stage`: the step that waits for it, because none behind it may come first; absent: none is taken. */
  | { readonly kind: 'below-tolerance'; readonly amount: Money; readonly tolerance: Money; readonly until: LocalDate | null; readonly stage?: StageId };

/** What a letter would say: one debtor, one currency. */
export interface Proposal {
  readonly stage: DunningStage;
  /** 1-based place of the stage in the policy and how many there are. */
  readonly step: number;
  readonly steps: number;
  /** Proposed instead of the first tone of the stage, and one of its tones; the clerk may still choose another. */
  readonly tone?: Tone;
  /** The first business day on which this letter could have been sent. */
  readonly possibleSince: LocalDate;
  /** The invoices whose own age and gap made this letter possible. */
  readonly triggers: readonly InvoiceId[];
  /** Demanded: each with the step that this letter takes for it; a counter that stands higher already stays there. */
  readonly demanded: readonly { readonly item: OpenItem; readonly step: StageId }[];
  /** Overdue too, listed for information and outside the sum (R4 and R5). */
  readonly informational: readonly OpenItem[];
  readonly sum: Money;
  /**
   * Invoices that the previous mail listed: "Malgré notre message du ..." covers these only, and of them not the instalments
   * that fell due `later`.
   */
  readonly previous: { readonly stage: StageId; readonly on: LocalDate; readonly invoices: readonly InvoiceId[]; readonly later: readonly OpenItem[] } | null;
  /** The last day given for payment: business days after today. */
  readonly deadline: LocalDate;
}

interface AssessmentBase {
  readonly today: LocalDate;
  readonly statement: StatementOfAccount;
  readonly arithmetic: readonly ArithmeticFact[];
  /** The first day on which this answer can change without new facts; null: never. */
  readonly recheckOn: LocalDate | null;
  readonly policyVersion: string;
  readonly ladder: readonly LadderMark[];
}

/** The answer of the main job. Every member shows the arithmetic that led to it. */
export type Assessment =
  | { readonly kind: 'unknown-debtor'; readonly today: LocalDate; readonly recheckOn: null }
  | (AssessmentBase & { readonly kind: 'settled' })
  | (AssessmentBase & { readonly kind: 'not-due'; readonly nextDue: LocalDate })
  /** `until`, here and in a Hold: the last day held; null: no end of its own. */
  | (AssessmentBase & { readonly kind: 'held'; readonly holds: readonly Hold[]; readonly until: LocalDate | null })
  /** `lapsesAfter`: the last day of the reservation; `lapsedOn`: the first day without it. */
  | (AssessmentBase & { readonly kind: 'draft-pending'; readonly draft: OpenDraft; readonly lapsesAfter: LocalDate })
  | (AssessmentBase & { readonly kind: 'draft-unconfirmed'; readonly draft: OpenDraft; readonly lapsedOn: LocalDate })
  /** `items`: whose step it is on that day. */
  | (AssessmentBase & { readonly kind: 'too-soon'; readonly next: DunningStage; readonly from: LocalDate; readonly items: readonly OpenItem[] })
  | (AssessmentBase & { readonly kind: 'remind'; readonly proposal: Proposal })
  | (AssessmentBase & { readonly kind: 'call'; readonly proposal: Proposal })
  | (AssessmentBase & { readonly kind: 'letter'; readonly proposal: Proposal })
  | (AssessmentBase & { readonly kind: 'exhausted'; readonly lastStage: StageId });

export type AssessmentKind = Assessment['kind'];
