import { dayNumber, minDate } from '../calendar';
import type { DayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { InvoiceId } from '../ledger/types';
import type { EntryId, History, ListedInvoice, LogEntry, OpenDraft, StepDone } from '../log/types';
import { businessDaysLater } from './business-day-numbers';
import type { Plan } from './policy';
import type { StepsOf } from './positions';
import type { ThreadFacts } from './thread-facts';

/** What the thread's proofs change: drafts that count as sent after all. */
export interface Proven {
  /** Neither sent, discarded nor proven, oldest first. */
  readonly open: readonly OpenDraft[];
  readonly steps: ReadonlyMap<InvoiceId, readonly StepDone[]> | null;
  /** The last unsolicited overdue mail, proven ones included. */
  readonly lastOverdueMailOn: LocalDate | null;
}

/**
 * A reminder's reference seen in our own message, or quoted in an answer, proves that it left (design: principle 4). That
 * holds for a draft that the log calls discarded too: an insertion that seemed to fail may have opened after all.
 */
export function provenBy(facts: ThreadFacts | null, history: History, entries: readonly LogEntry[], plan: Plan): Proven {
  if (facts === null) return { open: history.drafts, steps: null, lastOverdueMailOn: history.lastOverdueMailOn };
  const steps = new Map<InvoiceId, StepDone[]>();
  const proven = new Set<EntryId>();
  let last = history.lastOverdueMailOn;
  for (const { reference, on, proof } of facts.provenSent) {
    const draft = draftOf(reference, entries);
    if (draft === null || proven.has(draft.entry) || isCounted(draft, history)) continue;
    // That it left is known: it came back. Only an answer shows that somebody has it all the same.
    if (history.returned.has(draft.entry) && proof !== 'quoted-in-answer') continue;
    proven.add(draft.entry);
    for (const { invoice, step, instalments } of draft.invoices) {
      if (step === null) continue;
      const done: StepDone = { stage: step, on, writtenOn: minDate(draft.on, on), entry: draft.entry, how: 'sent', ...(instalments === undefined ? {} : { instalments }) };
      const before = steps.get(invoice);
      if (before === undefined) steps.set(invoice, [done]);
      else before.push(done);
    }
    if (plan.isOverdueStage(draft.stage) && (last === null || on > last)) last = on;
  }
  return { open: history.drafts.filter(({ entry }) => !proven.has(entry)), steps, lastOverdueMailOn: last };
}

/** The steps of each invoice, those of the log and those that the thread proves, in the order in which they were done. */
export function stepsKnown(history: Pick<History, 'steps'>, proven: Pick<Proven, 'steps'>): StepsOf {
  return (invoice) => {
    const logged = history.steps.get(invoice) ?? NO_STEPS;
    const extra = proven.steps?.get(invoice);
    return extra === undefined ? logged : [...logged, ...extra].sort((a, b) => dayNumber(a.on) - dayNumber(b.on));
  };
}
const NO_STEPS: readonly StepDone[] = [];

interface Drafted {
  readonly entry: EntryId;
  readonly on: LocalDate;
  readonly stage: string;
  readonly invoices: readonly ListedInvoice[];
}

/** The latest reminder drafted under this reference, voided or not: proof outweighs the word that it never was. */
function draftOf(reference: string, entries: readonly LogEntry[]): Drafted | null {
  let latest: LogEntry | null = null;
  let found: Drafted | null = null;
  for (const entry of entries) {
    const { fact } = entry;
    if (fact.kind !== 'reminder-drafted' || fact.reference !== reference || (latest !== null && latest.seq > entry.seq)) continue;
    latest = entry;
    found = { entry: entry.id, on: entry.on, stage: fact.stage, invoices: fact.invoices };
  }
  return found;
}

const isCounted = ({ entry, invoices }: Drafted, history: History): boolean =>
  invoices.some(({ invoice }) => history.steps.get(invoice)?.some((step) => step.entry === entry) === true);

/** The last day of the reservation: the end of the next business day after drafting. Then the clerk is asked. */
export const lapsesAfter = (draft: OpenDraft): DayNumber => businessDaysLater(dayNumber(draft.draftedOn), 1);

/** Oldest first: the question that has waited longest is asked first. */
export function oldestDraft(open: readonly OpenDraft[]): OpenDraft | null {
  let oldest: OpenDraft | null = null;
  for (const draft of open) {
    if (oldest === null || draft.draftedAt < oldest.draftedAt || (draft.draftedAt === oldest.draftedAt && draft.entry < oldest.entry)) oldest = draft;
  }
  return oldest;
}
