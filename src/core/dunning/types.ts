import type { Money, Totals } from '../money/types';
import type { LocalDate } from '../calendar/types';
import type { EmailAddress, InvoiceId, OpenItem, PolicyId, StatementOfAccount } from '../ledger/types';
import type { EntryId, OpenDraft } from '../log/types';

/** R0 .. R5 in the shipped policies; data, so a policy may name others. */
export type StageId = string;
export type Tone = 'courteous' | 'firm' | 'formal';
export type StageChannel = 'mail' | 'call' | 'letter' | 'hand-over';

export interface DunningStage {
  readonly id: StageId;
  readonly name: { readonly fr: string; readonly en: string };
  /** Days after the due date; negative before it. The earliest day, never the only one. */
  readonly days: number;
  /** Days that must lie between the previous step as it was really done and this one; 0 for the first. */
  readonly minimumGap: number;
  readonly channel: StageChannel;
  /** Tones that the clerk may choose from; the first is the default. */
  readonly tones: readonly Tone[];
  /** Name of the template file, null for a call. */
  readonly template: string | null;
  readonly enabled: boolean;
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
}

/** One mark of the ladder shown to the clerk. */
export interface LadderMark {
  readonly stage: StageId;
  readonly name: { readonly fr: string; readonly en: string };
  readonly days: number;
  readonly state: 'done' | 'now' | 'held' | 'later' | 'skipped';
  readonly doneOn: LocalDate | null;
}

/** One fact of the arithmetic behind a decision; core/panel says it in words. In the order of the reasoning. */
export type ArithmeticFact =
  | { readonly kind: 'days-late'; readonly number: string; readonly days: number; readonly due: LocalDate }
  | { readonly kind: 'due-in'; readonly number: string; readonly days: number; readonly due: LocalDate }
  | { readonly kind: 'no-step-yet' }
  | { readonly kind: 'last-step'; readonly stage: StageId; readonly on: LocalDate; readonly daysAgo: number; readonly how: 'sent' | 'called' | 'deposited' | 'skipped' }
  | { readonly kind: 'possible-since'; readonly stage: StageId; readonly since: LocalDate }
  | { readonly kind: 'possible-from'; readonly stage: StageId; readonly from: LocalDate; readonly daysToGo: number;
      readonly because: 'age' | 'gap' | 'mail-spacing' | 'business-day'; readonly gapDays: number | null }
  | { readonly kind: 'gap-counted'; readonly stage: StageId; readonly days: number }
  | { readonly kind: 'other-invoices'; readonly listed: number; readonly informational: number }
  | { readonly kind: 'disputed-left-out'; readonly numbers: readonly string[]; readonly amount: Money }
  | { readonly kind: 'credit-deducted'; readonly number: string; readonly amount: Money }
  /** The last reminder came back: it was sent to nobody else. */
  | { readonly kind: 'not-arrived'; readonly address: EmailAddress }
  /** Held back until `until`; null: nobody knows. */
  | { readonly kind: 'retained-left-out'; readonly numbers: readonly string[]; readonly amount: Money; readonly until: LocalDate | null }
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
  | { readonly kind: 'consumer' }
  | { readonly kind: 'credit-covers'; readonly credits: Money; readonly overdue: Money }
  /** `until`: the due date with which the sum reaches the tolerance. */
  | { readonly kind: 'below-tolerance'; readonly amount: Money; readonly tolerance: Money; readonly until: LocalDate | null };

/** What a letter would say: one debtor, one currency. */
export interface Proposal {
  readonly stage: DunningStage;
  /** 1-based place of the stage in the policy and how many there are. */
  readonly step: number;
  readonly steps: number;
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
  | (AssessmentBase & { readonly kind: 'too-soon'; readonly next: DunningStage; readonly from: LocalDate })
  | (AssessmentBase & { readonly kind: 'remind'; readonly proposal: Proposal })
  | (AssessmentBase & { readonly kind: 'call'; readonly proposal: Proposal })
  | (AssessmentBase & { readonly kind: 'letter'; readonly proposal: Proposal })
  | (AssessmentBase & { readonly kind: 'exhausted'; readonly lastStage: StageId });

export type AssessmentKind = Assessment['kind'];
