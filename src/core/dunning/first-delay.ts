import { dayNumber, fromDayNumber, yearsLater } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { paymentBehaviour } from '../ledger';
import type { Invoice, InvoiceId } from '../ledger/types';
import type { History } from '../log/types';
import type { Plan } from './policy';
import type { StepsOf } from './positions';
import type { Proposal, Tone } from './types';

/** Fewer paid invoices say nothing of a habit. Our own choice: no source gives a number. */
const ENOUGH_PAID = 3;
/** Mean days between due date and payment up to which a debtor pays "within a few days". Our own choice, likewise. */
const FEW_DAYS = 5;
/** A delay is the first when none was followed up for that long. */
const YEARS_WITHOUT = 1;

/** What a good payer's letter is written in; `until`: the first day on which this can change without new facts, null: none. */
export interface Courtesy {
  /** null: the first tone of the stage. */
  readonly tone: Tone | null;
  readonly paidInvoices: number;
  readonly until: LocalDate | null;
}

const NONE: Courtesy = { tone: null, paidInvoices: 0, until: null };

/**
 * A good payer's first delay stays courteous (practices P13, P64), where the stage has that tone beside a firmer first one.
 * Good: at least three invoices paid, five days late at most on average. First: in the last twelve months no step after the
 * due date for any invoice that this letter is not triggered by, nor for an earlier instalment of one that it is.
 */
export function courtesyOf(proposal: Pick<Proposal, 'stage' | 'triggers' | 'demanded'>, invoices: readonly Invoice[], history: History, stepsOf: StepsOf, plan: Plan, today: LocalDate): Courtesy {
  const { tones } = proposal.stage;
  if (tones[0] === 'courteous' || !tones.includes('courteous')) return NONE;
  const { paidInvoices, averageDaysLate } = paymentBehaviour(invoices);
  if (paidInvoices < ENOUGH_PAID || averageDaysLate === null || averageDaysLate > FEW_DAYS) return NONE;
  const before = lastDelayOn(proposal, new Set([...invoices.map(({ id }) => id), ...history.steps.keys()]), stepsOf, plan);
  const forgotten = before === null ? null : yearsLater(before, YEARS_WITHOUT);
  if (before !== null && (forgotten === null || forgotten >= today)) return { ...NONE, until: forgotten === null ? null : fromDayNumber(dayNumber(forgotten) + 1) };
  return { tone: 'courteous', paidInvoices, until: null };
}

/** The last day on which another delay than this one was followed up, by us or as the ledger tells; null: never. */
function lastDelayOn({ triggers, demanded }: Pick<Proposal, 'triggers' | 'demanded'>, known: ReadonlySet<InvoiceId>, stepsOf: StepsOf, plan: Plan): LocalDate | null {
  let last: LocalDate | null = null;
  for (const invoice of known) {
    // A step of an instalment that was due before is another delay of the same invoice.
    const due = triggers.includes(invoice) ? demanded.reduce<LocalDate | null>((latest, { item }) => (item.invoice === invoice && (latest === null || item.due > latest) ? item.due : latest), null) : null;
    for (const { stage, on } of stepsOf(invoice)) {
      if (plan.isOverdueStage(stage) && (due === null || on <= due) && (last === null || on > last)) last = on;
    }
  }
  return last;
}
