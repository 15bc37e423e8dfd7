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
  /** The step that the item was listed with. */
  readonly stage: StageId;
  /** An old message names the step of the whole invoice: of an instalment it counts as far as its age allowed, by the plan of today. */
  readonly byAge: boolean;
  /** False: an old message named its invoice, and nobody knows whether this instalment of it. */
  readonly listed: boolean;
  readonly due: LocalDate;
  /** The day on which the message was written. */
  readonly writtenOn: LocalDate;
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

/** What the ledger tells of an item: a reminder of another program, by its level, with its day or without. */
export interface Told {
  readonly item: string;
  readonly due: LocalDate;
  readonly firstDue: LocalDate;
  readonly alone: boolean;
  readonly level: number | null;
  readonly on: LocalDate | null;
}

export interface Memory {
  readonly messages: Message[];
  readonly voided: Set<EntryId>;
  told: readonly Told[];
}
export const noMemory = (): Memory => ({ messages: [], voided: new Set(), told: [] });

/** The mails of a plan before its notice: what another program's levels stand for. */
const mailsOf = (policy: ReminderPolicy): readonly Placed[] => overdueStages(policy).filter(({ stage, place }) => stage.channel === 'mail' && place < (noticeOf(policy)?.place ?? Infinity));

function stepTold({ due, firstDue, alone, level, on }: Told, policy: ReminderPolicy): StepTaken | null {
  const mails = mailsOf(policy);
  const mail = level === 0 ? undefined : mails[Math.min(level ?? 1, mails.length) - 1];
  if (mail === undefined) return null;
  const day = on ?? allowedOn(firstDue, mail.stage, policy);
  const place = alone ? mail.place : highestByAge(due, day, mail.place, policy);
  return place < 0 ? null : { place, on: day, how: 'mail', listed: alone || due < day, own: place === mail.place };
}

function doneOn({ entry, sent, provenOn }: Message, voided: ReadonlySet<EntryId>): LocalDate | null {
  if (provenOn !== null) return provenOn;
  return sent === null || voided.has(entry) || voided.has(sent.entry) ? null : sent.on;
}

/** The steps that count for an item, in the order in which they were done, as the plan of today places them. */
export function stepsOf(item: string, { messages, voided, told }: Memory, policy: ReminderPolicy): readonly StepTaken[] {
  const steps: StepTaken[] = told.flatMap((one) => (one.item === item ? (stepTold(one, policy) ?? []) : []));
  for (const message of messages) {
    const on = doneOn(message, voided);
    if (on === null) continue;
    const own = placeIn(policy, message.stage);
    for (const reach of message.reaches) {
      if (reach.item !== item) continue;
      const listed = placeIn(policy, reach.stage);
      const place = reach.byAge ? highestByAge(reach.due, reach.writtenOn, listed, policy) : listed;
      if (place >= 0) steps.push({ place, on, how: message.how, listed: reach.listed, own: place === own });
    }
  }
  return steps.sort((a, b) => daysBetween(b.on, a.on));
}

/** Whether a message about an item stands for no step after the due date: it was spoken of while too young, or the plan no longer knows the step. */
export function isUnplaced(item: string, memory: Memory, policy: ReminderPolicy): boolean {
  const about = memory.messages.reduce((count, message) => count + (doneOn(message, memory.voided) === null ? 0 : message.reaches.filter((reach) => reach.item === item).length), 0);
  return about + memory.told.filter((one) => one.item === item && one.level !== 0).length > stepsOf(item, memory, policy).length;
}

export function lastOverdueMail({ messages, voided, told }: Memory, policy: ReminderPolicy): LocalDate | null {
  let last: LocalDate | null = null;
  for (const one of told) if (one.on !== null && one.level !== 0 && mailsOf(policy).length > 0 && (last === null || one.on > last)) last = one.on;
  for (const message of messages) {
    // A step that the plan no longer knows counts: better one mail too late than one too many.
    if (message.how !== 'mail' || (policy.stages[placeIn(policy, message.stage)]?.days ?? 1) <= 0) continue;
    const on = doneOn(message, voided);
    if (on !== null && (last === null || on > last)) last = on;
  }
  return last;
}

/** The last day on which due-date reminders left, and what they listed. */
export function lastAnnounced({ messages, voided }: Memory, policy: ReminderPolicy): { readonly on: LocalDate; readonly items: readonly string[] } | null {
  const sent = messages.flatMap((message) => {
    const on = message.how === 'mail' && (policy.stages[placeIn(policy, message.stage)]?.days ?? 1) <= 0 ? doneOn(message, voided) : null;
    return on === null ? [] : [{ on, items: message.reaches.map(({ item }) => item) }];
  });
  const [last] = [...sent].sort((a, b) => daysBetween(a.on, b.on));
  return last === undefined ? null : { on: last.on, items: sent.filter(({ on }) => on === last.on).flatMap(({ items }) => items) };
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
/** The first day on which a step is allowed for what is due on a day: never before the step in front of it. */
export function allowedOn(due: LocalDate, stage: DunningStage, policy: ReminderPolicy, grace = policy.graceDays): LocalDate {
  let first = addDays(due, grace + 1);
  for (const one of overdueStages(policy)) {
    const { basis = 'due', days } = one.stage;
    const own = basis === 'previous' ? addDays(first, days) : addDays(basis === 'end-of-month' ? lastOfMonth(due) : due, days);
    if (own > first) first = own;
    if (one.stage.id === stage.id) break;
  }
  return first;
}
const lastOfMonth = (day: LocalDate): LocalDate => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10) as LocalDate;

/** The highest step up to `place` that what is due on a day is old enough for on another; -1: none. */
export function highestByAge(due: LocalDate, on: LocalDate, place: number, policy: ReminderPolicy): number {
  let highest = -1;
  for (const one of overdueStages(policy)) if (one.place <= place && on >= allowedOn(due, one.stage, policy)) highest = one.place;
  return highest;
}
/** Days that must lie between the step before and this one. */
export const gapOf = ({ basis, days, minimumGap }: DunningStage): number => Math.max(minimumGap, basis === 'previous' ? days : 0);

/** The first day on which a reminder for before the due date may leave: a day off moves it back. */
export function opensOn(due: LocalDate, { days }: DunningStage): LocalDate {
  let at = addDays(due, days);
  while (!isBusinessDay(at)) at = addDays(at, -1);
  return at;
}
export const spacedUntil = (last: LocalDate, { mailSpacing }: ReminderPolicy): LocalDate => addBusinessDays(last, mailSpacing);
