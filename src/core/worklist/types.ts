import type { LocalDate } from '../calendar/types';
import type { DebtorSummary } from '../ledger/types';
import type { AssessmentKind, StageChannel, StageId } from '../dunning/types';

/** Where a clerk looks for it. `promise-today`: promised for today, or for a day since and still within its grace. */
export const WORKLIST_GROUPS = ['to-remind', 'to-confirm', 'to-call', 'promise-today', 'letter', 'too-soon', 'held', 'exhausted'] as const;
export type WorklistGroup = (typeof WORKLIST_GROUPS)[number];
/** Where something is to be done today that is a step of the plan. */
export const DUE_GROUPS: readonly WorklistGroup[] = ['to-remind', 'to-call', 'letter'];

/** What the log and the ledger tell of how this debtor behaves. */
export interface Behaviour {
  /** Promises whose day and grace are over while something that they cover is still open. */
  readonly brokenPromises: number;
  /** Mails on what is overdue, sent since the debtor last answered. */
  readonly unanswered: number;
  /** The mean of the days late of what was paid (negative: early); null: nothing was paid yet. */
  readonly usualDaysLate: number | null;
  /** 100 (nothing against him) to 300, in hundredths: the factor of the risk. */
  readonly hundredths: number;
}

/** By what debtors of one group are ordered. */
export interface RiskFactors {
  /** Minor units of the currency with the largest overdue sum: currencies are never added. */
  readonly amount: number;
  readonly daysLate: number;
  readonly behaviour: number;
  /** amount x lateness x behaviour (`riskOf`). */
  readonly risk: number;
}

/** What was decided of one debtor on one day: enough to list him, never to act (who is opened is decided anew). */
export interface Decision {
  readonly debtor: DebtorSummary;
  /** 'none': nothing to see to, not due or settled. */
  readonly group: WorklistGroup | 'none';
  readonly kind: AssessmentKind;
  /** The step that is possible, comes next or stands in the draft; null: none. */
  readonly stage: { readonly id: StageId; readonly name: { readonly fr: string; readonly en: string } } | null;
  /** possible since, possible from, held until, promised for, lapsed on, next due; by `kind` and `group`. */
  readonly on: LocalDate | null;
  /** The day it was decided for. */
  readonly day: LocalDate;
  /** As of the assessment: the first day on which it can be another without new facts. */
  readonly recheckOn: LocalDate | null;
  readonly behaviour: Behaviour;
  readonly factors: RiskFactors;
  /** The category that the ledger gives the customer; null: none. */
  readonly segment: string | null;
  /** The last day on which a step was taken with him, passed over or put off, by whomever; null: never. */
  readonly handledOn: LocalDate | null;
  /** The first reminder, call or letter to come if nobody pays and nothing else happens, within the forecast's days. */
  readonly next: { readonly on: LocalDate; readonly channel: StageChannel } | null;
}

/** Which customers of a group are listed. */
export interface WorklistFilter {
  /** null: at whatever step. */
  readonly stage: StageId | null;
  /** Minor units; of the largest currency. */
  readonly amountFrom: number;
  readonly daysFrom: number;
  /** null: of whatever category. */
  readonly segment: string | null;
  /** In name or code, folded; '': everybody. */
  readonly words: string;
}
export const FILTER_NAMES = ['words', 'stage', 'segment', 'amount', 'days'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** What a clerk asks the worklist for. */
export interface WorklistQuery extends WorklistFilter {
  readonly group: WorklistGroup;
  /** Where the page before ended (`endOf` its last row): rows are counted by nobody, so none is missed when others come and go. '': from the first. */
  readonly after: string;
  readonly limit: number;
}

/** How far a run over the whole ledger is. */
export interface DecisionProgress {
  readonly decided: number;
  readonly total: number;
}

export interface WorklistPage {
  readonly today: LocalDate;
  readonly rows: readonly Decision[];
  /** How many fit the query, on whatever page; of those decided so far. */
  readonly count: number;
  readonly groups: Readonly<Record<WorklistGroup, number>>;
  /** Customers with whom something was done today and for whom nothing is left to do today. */
  readonly handled: number;
  /** Where nobody fits: how many would without this one of the filters. Empty where somebody fits. */
  readonly hidden: readonly { readonly filter: FilterName; readonly count: number }[];
  /** null: everybody is decided for today. */
  readonly progress: DecisionProgress | null;
}

export interface ForecastDay {
  readonly day: LocalDate;
  readonly mails: number;
  readonly calls: number;
  readonly letters: number;
}

/** If nobody pays, nobody answers, and each debtor's next step alone is counted. */
export interface Forecast {
  readonly today: LocalDate;
  /** Business days, today first when it is one. */
  readonly days: readonly ForecastDay[];
  readonly progress: DecisionProgress | null;
}


