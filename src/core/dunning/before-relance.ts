import { dayNumber, fromDayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Invoice, InvoiceId } from '../ledger/types';
import type { EntryId, StepDone } from '../log/types';
import type { Plan } from './policy';
import { allowedByAge } from './ages';
import type { StepsOf } from './positions';

/** No entry of the log: what the ledger tells. */
const BY_THE_LEDGER = 'ledger' as EntryId;

/**
 * The reminder that the ledger says was sent by another program ("niveau de relance", "dernière relance"), as a step of the
 * plan. The levels of such programs are letters: level n is the n-th mail of the plan, but never a notice or what follows it,
 * of which nobody knows how it was worded. A reminder without a level is the first.
 *
 * Without a day the step counts from the first day on which the invoice is old enough for it, and the card says no day.
 *
 * @returns null: the ledger tells nothing that counts, the plan has no mail, or the day is still to come.
 */
function stepTold({ reminded, instalments }: Invoice, plan: Plan, today: LocalDate): StepDone | null {
  if (reminded === undefined || reminded.level === 0 || (reminded.on !== null && reminded.on > today)) return null;
  const mails = plan.overdue.filter(({ stage, index }) => stage.channel === 'mail' && index < (plan.notice?.index ?? Infinity));
  const told = mails[Math.min(reminded.level ?? 1, mails.length) - 1];
  const [first] = instalments;
  if (told === undefined || first === undefined) return null;
  const on = reminded.on ?? fromDayNumber(allowedByAge(dayNumber(first.due), told.stage, plan));
  return { stage: told.stage.id, on, writtenOn: on, entry: BY_THE_LEDGER, how: 'ledger', ...(reminded.on === null ? { undated: true } : {}) };
}

/** What was done before Relance, and the steps with it. */
export interface Before {
  readonly stepsOf: StepsOf;
  /** The last day on which another program is known to have written. */
  readonly lastMailOn: LocalDate | null;
  /** A day still to come on which the ledger's word begins to count; null: none. */
  readonly countsFrom: LocalDate | null;
}

export function withBefore(invoices: readonly Invoice[], stepsOf: StepsOf, plan: Plan, today: LocalDate): Before {
  let told: Map<InvoiceId, StepDone> | null = null;
  let lastMailOn: LocalDate | null = null;
  let countsFrom: LocalDate | null = null;
  for (const invoice of invoices) {
    const day = invoice.reminded?.on ?? null;
    if (day !== null && day > today && (countsFrom === null || day < countsFrom)) countsFrom = day;
    const step = invoice.reminded === undefined ? null : stepTold(invoice, plan, today);
    if (step === null) continue;
    told = (told ?? new Map<InvoiceId, StepDone>()).set(invoice.id, step);
    if (step.undated !== true && (lastMailOn === null || step.on > lastMailOn)) lastMailOn = step.on;
  }
  if (told === null) return { stepsOf, lastMailOn, countsFrom };
  const known = told;
  const both: StepsOf = (invoice) => {
    const step = known.get(invoice);
    return step === undefined ? stepsOf(invoice) : [step, ...stepsOf(invoice)].sort((a, b) => dayNumber(a.on) - dayNumber(b.on));
  };
  return { stepsOf: both, lastMailOn, countsFrom };
}
