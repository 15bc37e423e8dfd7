import type { LocalDate } from '../calendar/types';
import type { DebtorSummary } from '../ledger/types';
import type { AssessmentKind, StageChannel, StageId } from '../dunning/types';

/** Where a clerk looks for it. `promise-today`: promised for today, or for a day since and still within its grace. */
export const WORKLIST_GROUPS = ['to-remind', 'to-confirm', 'to-call', 'promise-today', 'letter', 'too-soon', 'held', 'exhausted'] as const;
export type WorklistGroup = (typeof WORKLIST_GROUPS)[number];

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
  /** The first reminder, call or letter to come if nobody pays and nothing else happens, within the forecast's days. */
  readonly next: { readonly on: LocalDate; readonly channel: StageChannel } | null;
}

/** What a clerk asks the worklist for. */
export interface WorklistQuery {
  readonly group: WorklistGroup;
  /** Minor units; of the largest currency. */
  readonly amountFrom: number;
  readonly daysFrom: number;
  /** In name or code, folded; '': everybody. */
  readonly words: string;
  readonly offset: number;
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
  /** How many fit the query; of those decided so far. */
  readonly count: number;
  readonly groups: Readonly<Record<WorklistGroup, number>>;
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


