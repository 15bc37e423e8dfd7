import { addDays, addBusinessDays, daysBetween, isBusinessDay } from '../../../src/core';
import type { DunningStage, EntryId, LocalDate, OpenItem, ReminderPolicy, ReminderReference, StageId } from '../../../src/core';

/**
 * What was really done in a life, kept by the one who did it and per open item: the laws are judged by this memory, not by
 * what `assess` reads out of the log.
 */

/** One instalment of one invoice. */
export const keyOf = ({ invoice, instalment }: Pick<OpenItem, 'invoice' | 'instalment'>): string => `${invoice}#${instalment}`;

interface Reach {
  readonly item: string;
  /** The step that the item was listed with; null: as far as its age allowed, up to the message's own. */
  readonly stage: StageId | null;
  /** False: the message named its invoice, not this instalment of it. */
  readonly listed: boolean;
  /** On the day on which the message was written. */
  readonly daysOverdue: number;
}

export interface Message {
  readonly how: 'mail' | 'letter' | 'call' | 'skip';
  readonly entry: EntryId;
  readonly stage: StageId;
  readonly reaches: readonly Reach[];
  readonly reference: ReminderReference | null;
  /** Done at once, or by a word in the log that may be taken back. */
  sent: { readonly entry: EntryId; readonly on: LocalDate } | null;
  /** Seen in the thread and not yet said in the log. */
  provenOn: LocalDate | null;
}

export interface StepTaken {
  readonly place: number;
  readonly on: LocalDate;
  readonly how: Message['how'];
  readonly listed: boolean;
  /** The message's own step, not one that it was lowered to. */
  readonly own: boolean;
}

export interface Memory {
  readonly messages: Message[];
  readonly voided: Set<EntryId>;
}
export const noMemory = (): Memory => ({ messages: [], voided: new Set() });

function doneOn({ entry, sent, provenOn }: Message, voided: ReadonlySet<EntryId>): LocalDate | null {
  if (provenOn !== null) return provenOn;
  return sent === null || voided.has(entry) || voided.has(sent.entry) ? null : sent.on;
}

/** The steps that count for an item, in the order in which they were done, as the plan of today places them. */
export function stepsOf(item: string, { messages, voided }: Memory, policy: ReminderPolicy): readonly StepTaken[] {
  const steps: StepTaken[] = [];
  for (const message of messages) {
    const on = doneOn(message, voided);
    if (on === null) continue;
    const own = placeIn(policy, message.stage);
    for (const reach of message.reaches) {
      if (reach.item !== item) continue;
      const place = reach.stage === null ? highestByAge(reach.daysOverdue, own, policy) : placeIn(policy, reach.stage);
      if (place >= 0) steps.push({ place, on, how: message.how, listed: reach.listed, own: place === own });
    }
  }
  return steps.sort((a, b) => daysBetween(b.on, a.on));
}

/** Whether a message about an item stands for no step after the due date: it was spoken of while too young, or the plan no longer knows the step. */
export function isUnplaced(item: string, memory: Memory, policy: ReminderPolicy): boolean {
  const about = memory.messages.reduce((count, message) => count + (doneOn(message, memory.voided) === null ? 0 : message.reaches.filter((reach) => reach.item === item).length), 0);
  return about > stepsOf(item, memory, policy).length;
}

export function lastOverdueMail({ messages, voided }: Memory, policy: ReminderPolicy): LocalDate | null {
  let last: LocalDate | null = null;
  for (const message of messages) {
    // A step that the plan no longer knows counts: better one mail too late than one too many.
    if (message.how !== 'mail' || (policy.stages[placeIn(policy, message.stage)]?.days ?? 1) <= 0) continue;
    const on = doneOn(message, voided);
    if (on !== null && (last === null || on > last)) last = on;
  }
  return last;
}

/* ---- the plan, read anew from its data ---- */

export interface Placed {
  readonly stage: DunningStage;
  readonly place: number;
}
export const placeIn = ({ stages }: ReminderPolicy, id: string): number => stages.findIndex((stage) => stage.id === id);
export const overdueStages = ({ stages }: ReminderPolicy): readonly Placed[] => stages.map((stage, place) => ({ stage, place })).filter(({ stage }) => stage.enabled && stage.days > 0);
/** The first step by letter: from here on a firm reminder and the item's own age are needed. */
export const noticeOf = (policy: ReminderPolicy): Placed | null => overdueStages(policy).find(({ stage }) => stage.channel === 'letter' || stage.channel === 'hand-over') ?? null;
/** The last mail before the notice. */
export function firmOf(policy: ReminderPolicy): Placed | null {
  const notice = noticeOf(policy);
  if (notice === null) return null;
  const mails = overdueStages(policy).filter(({ stage, place }) => stage.channel === 'mail' && place < notice.place);
  return mails[mails.length - 1] ?? null;
}
/** Days overdue from which a step is allowed. */
export const ageOf = ({ days }: DunningStage, { graceDays }: ReminderPolicy): number => Math.max(days, graceDays + 1);

/** The highest step up to `place` that an item so many days overdue allows; -1: none. */
export function highestByAge(daysOverdue: number, place: number, policy: ReminderPolicy): number {
  let highest = -1;
  for (const one of overdueStages(policy)) if (one.place <= place && daysOverdue >= ageOf(one.stage, policy)) highest = one.place;
  return highest;
}

/** The first day on which a reminder for before the due date may leave: a day off moves it back. */
export function opensOn(due: LocalDate, { days }: DunningStage): LocalDate {
  let at = addDays(due, days);
  while (!isBusinessDay(at)) at = addDays(at, -1);
  return at;
}
export const spacedUntil = (last: LocalDate, { mailSpacing }: ReminderPolicy): LocalDate => addBusinessDays(last, mailSpacing);
