import { addDays } from '../calendar';
import type { LocalDate } from '../calendar';
import type { CaseFile } from '../case-file';
import type { DunningStage, Proposal, ReminderPolicy, StageId } from '../dunning';
import { isReachedBy, planOf } from '../dunning/policy';
import type { InvoiceId, OpenItem } from '../ledger';
import { letterFates, presentationOf, voidedIn } from '../log';
import type { Announced, LogEntry } from '../log';

/** A text that left, and what it said would follow. */
export interface Announcement {
  readonly on: LocalDate;
  /** The step that the text was. */
  readonly stage: StageId;
  readonly announced: Announced;
  /** The last day that it gave; null: none, or it counts from a presentation that nobody noted. */
  readonly deadline: LocalDate | null;
  readonly invoices: ReadonlySet<InvoiceId>;
}

/** Every text in the log that really left and announced something, oldest first. Undone entries announce nothing. */
export function announcementsIn(entries: readonly LogEntry[]): readonly Announcement[] {
  const voided = voidedIn(entries);
  const live = entries.filter(({ id }) => !voided.has(id));
  const fates = letterFates(live);
  const found: Announcement[] = [];
  for (const { id, fact } of live) {
    if ((fact.kind !== 'reminder-drafted' && fact.kind !== 'letter-deposited') || fact.announced === undefined) continue;
    const { announced, invoices, stage } = fact;
    if (announced.deadline === null && announced.days === null && announced.next === null) continue;
    const on = fact.kind === 'letter-deposited' ? fact.depositedOn : sentOn(fact.reference, live);
    if (on === null) continue;
    const fate = fates.get(id);
    const presentedOn = fate === undefined ? null : presentationOf(fate);
    found.push({
      on, stage, announced, invoices: new Set(invoices.filter(({ step }) => step !== null).map(({ invoice }) => invoice)),
      deadline: announced.deadline ?? (announced.days === null || presentedOn === null ? null : addDays(presentedOn, announced.days)),
    });
  }
  return found.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function sentOn(reference: string, live: readonly LogEntry[]): LocalDate | null {
  for (const { fact } of live) if (fact.kind === 'reminder-sent' && fact.reference === reference) return fact.sentOn;
  return null;
}

/**
 * The notice that a mail may announce; null: it announces nothing. Only the last mail before a notice that the plan has
 * switched on and the sum reaches, to a company, and never the first reminder of all: there the measure would come as a threat. Calls between
 * the two do not matter. What was announced for one of these invoices before, and whose day passed, is not announced once
 * more: an empty repeat (practices P72).
 */
export function announcedByMail({ stage, sum }: Proposal, items: readonly OpenItem[], { debtor, entries }: CaseFile, policy: ReminderPolicy, today: LocalDate): DunningStage | null {
  const { firm, notice, overdue } = planOf(policy);
  if (debtor.kind !== 'business' || firm?.stage.id !== stage.id || overdue[0]?.stage.id === stage.id || notice?.stage.channel !== 'letter' || !isReachedBy(notice.stage, sum)) return null;
  const asked = new Set(items.map(({ invoice }) => invoice));
  const repeats = announcementsIn(entries).some(({ announced, deadline, invoices }) => announced.next === notice.stage.id && deadline !== null && deadline < today && [...invoices].some((invoice) => asked.has(invoice)));
  return repeats ? null : notice.stage;
}
