import { addDays, dayNumber, fromDayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Debtor, Invoice, OpenItem, StatementOfAccount } from '../ledger/types';
import type { History, LogEntry, OpenDraft, StepDone } from '../log/types';
import { ANNOUNCED_EVERY, lastAnnounced } from './announced-week';
import { allowedByAge } from './ages';
import { ageFact, lastStepFact, letterFacts, pushCredits, pushDisputed, pushPassedOver, pushRetained } from './arithmetic';
import { withBefore } from './before-relance';
import { businessDaysLater, onOrAfter } from './business-day-numbers';
import { lapsesAfter, oldestDraft, provenBy, stepsKnown } from './drafts';
import { debtorHolds, firstGuardOver, firstHoldOver, heldUntil, itemHolds, numbersOf, retainedHolds } from './holds';
import { ladderOf } from './ladder';
import { daysToLimitation, limitationOf, nextLimitationDay } from './limitation';
import type { Limitation } from './limitation';
import { isFirmStep, tooOldFrom } from './figures-age';
import { courtesyOf } from './first-delay';
import { dueDateLetterOf, letterOf, openingsOf, soonest } from './letter';
import type { Opening } from './letter';
import { gapOf, noticeDaysOf } from './policy';
import type { Plan } from './policy';
import { positionsOf, sendableFrom } from './positions';
import type { LastStep, Position, Positions, Sendable, StepsOf, Upcoming } from './positions';
import { noAddressLeft, notArrived } from './not-arrived';
import { nextBeginning, nextChange } from './recheck';
import { belowThreshold, smallHold, smallSums } from './small-sums';
import { aboveCap } from './retained-cap';
import type { ThreadFacts } from './thread-facts';
import { answerToSettle } from './unread-answer';
import type { ArithmeticFact, Assessment, DunningStage, Hold, Proposal, StageId } from './types';

/** Everything that a decision rests on, the log already folded and the account already drawn up as of today. */
export interface Facts {
  readonly debtor: Debtor;
  readonly invoices: readonly Invoice[];
  readonly entries: readonly LogEntry[];
  readonly history: History;
  readonly statement: StatementOfAccount;
  readonly thread: ThreadFacts | null;
  readonly plan: Plan;
  /** The day that the ledger's figures describe, in the company's zone. */
  readonly figuresOf: LocalDate;
}

/**
 * Which answer wins when several would fit, the first that applies:
 *
 * 1. settled: nothing is open.
 * 2. held, the whole debtor: insolvency, exclusion, consumer, payment plan, manual, promise, an answer that nobody has settled.
 * 3. draft-pending, draft-unconfirmed: a draft that lists something still to be asked for, or any open draft while something
 *    overdue could be asked for. Nothing else is offered until the clerk has settled it.
 * 4. call, letter, remind: a step of something overdue is possible today; or held after all, because the figures are too old
 *    for a firm step, or because every address of the debtor was refused.
 * 5. too-soon: something overdue has a step left, not today.
 * 6. held, a consumer whose plan goes on with a step that is not taken towards consumers; else exhausted: everything overdue
 *    that can be asked for has had its last step.
 * 7. remind with the due-date reminder: only when nothing overdue can be asked for, and once a week at most.
 * 8. held, item by item: all that is overdue is disputed, on its way by other means, assigned, stopped in its e-invoicing
 *    life cycle, lapsed, covered by credits or below the tolerance; or nothing is left but a sum that is held back.
 * 9. not-due.
 */
export function decide(facts: Facts, today: LocalDate): Assessment {
  const { debtor, invoices, entries, history, statement, thread, plan, figuresOf } = facts;
  const now = dayNumber(today);
  const proven = provenBy(thread, history, entries, plan);
  const { stepsOf, lastMailOn, countsFrom } = withBefore(invoices, stepsKnown(history, proven), plan, today);
  const { limitations, lapsing } = limitationsOf(facts, stepsOf, today);
  const returned = notArrived(entries, history);
  const warnings: readonly ArithmeticFact[] = [...(returned === null ? [] : [{ kind: 'not-arrived' as const, address: returned }]), ...aboveCap(invoices, debtor, statement), ...nearFacts(limitations, today)];
  let overdue: readonly Position[] = [];
  const passedOver = (item: OpenItem | null): readonly StageId[] => overdue.find((position) => position.item === item)?.next?.passedOver.map(({ place }) => place.stage.id) ?? [];
  const base = (arithmetic: readonly ArithmeticFact[], recheckOn: LocalDate | null, item: OpenItem | null, current: StageId | null, state: 'now' | 'held' = 'now'): Base => ({
    today,
    statement,
    arithmetic: warnings.length === 0 ? arithmetic : [...arithmetic, ...warnings],
    recheckOn: earlier(earlier(recheckOn, lapsing), countsFrom),
    policyVersion: plan.policy.version,
    ladder: ladderOf(item, item === null ? NO_STEPS : stepsOf(item.invoice), plan, current, state, now, passedOver(item)),
  });

  // Items come by due date.
  const open = statement.items.filter(({ outstanding }) => outstanding.minor > 0);
  // What is held back stands behind all that may be asked for.
  const oldest = open.find((item) => !isHeldBack(item)) ?? open[0];
  if (oldest === undefined) return { kind: 'settled', ...base([], null, null, null) };

  // No step of the plan waits for a sum that is held back.
  const shown = isHeldBack(oldest) ? null : oldest;
  const announced = plan.early.length === 0 ? null : lastAnnounced(invoices, new Set([...history.steps.keys(), ...(proven.steps?.keys() ?? [])]), stepsOf, plan);
  const positions = positionsOf(invoices, statement, stepsOf, plan, now, new Map([...limitations].filter(([, { reachedOn }]) => reachedOn <= today)), announced);
  overdue = positions.overdue;
  const told = (): readonly ArithmeticFact[] => [...(oldest.retained?.releasedOn === null ? [] : [ageFact(oldest)]), lastStepFact(lastStepOf(oldest, positions), plan, today)];
  // What is told of an item not due yet changes, whatever else holds, on its due date (what comes before is over) and the day after (it is late);
  // what stands against an item may end by itself.
  const changesOn = earlier(oldest.retained?.releasedOn === null ? null : oldest.daysOverdue < 0 ? oldest.due : oldest.daysOverdue === 0 ? addDays(oldest.due, 1) : null, firstGuardOver(positions.guarded));
  const nextStage = (): StageId | null => (shown === null ? null : nextStageOf(shown, positions));

  const wholeHolds = debtorHolds(debtor, history, statement, plan.policy, today, thread);
  if (wholeHolds.length > 0) {
    return { kind: 'held', holds: wholeHolds, until: heldUntil(wholeHolds), ...base(told(), earlier(earlier(firstHoldOver(wholeHolds), changesOn), nextBeginning(positions, plan, now)), shown, nextStage(), 'held') };
  }

  const small = smallSums(positions.overdue, statement, plan);
  const live = small === null ? positions.overdue : positions.overdue.filter(({ item }) => !small.has(item.outstanding.currency));

  const draft = oldestDraft(proven.open.filter((open) => listsAny(open, positions))) ?? (live.length > 0 ? oldestDraft(proven.open) : null);
  if (draft !== null) {
    const last = lapsesAfter(draft);
    if (now <= last) {
      return { kind: 'draft-pending', draft, lapsesAfter: fromDayNumber(last), ...base(told(), earlier(fromDayNumber(last + 1), changesOn), shown, draft.stage) };
    }
    return { kind: 'draft-unconfirmed', draft, lapsedOn: fromDayNumber(last + 1), ...base(told(), changesOn, shown, draft.stage) };
  }

  const lastMail = later(proven.lastOverdueMailOn, lastMailOn);
  const spacedUntil = lastMail === null ? 0 : businessDaysLater(dayNumber(lastMail), plan.policy.mailSpacing);
  const openings = openingsOf(live, spacedUntil, now);
  const letter = letterOf(live, openings, stepsOf, plan, now);
  const recheckOn = (proposed: boolean): LocalDate | null => nextChange({ statement, positions, openings, plan, offered: proposed, announcedOn: announced?.on ?? null }, now);
  if (letter !== null) {
    const { proposal, focus } = letter;
    const { tone, paidInvoices, until } = courtesyOf(proposal, invoices, history, stepsOf, plan, today);
    const reasons = letterFacts(letter, positions, small, plan, today);
    if (tone === null) return offered(proposal, reasons, focus.item, until);
    return offered({ ...proposal, tone }, [...reasons, { kind: 'first-delay', paidInvoices }], focus.item, until);
  }
  const waiting = soonest(openings);
  if (waiting !== null) return tooSoon(waiting.opening, waiting.from);
  const tooLittle = belowThreshold(live);
  if (tooLittle.length > 0) {
    const below = live.find((position) => position.below !== null) ?? live[0];
    return { kind: 'held', holds: tooLittle, until: heldUntil(tooLittle), ...base(told(), recheckOn(false), below?.item ?? null, below?.below?.place.stage.id ?? null, 'held') };
  }
  const [first] = live;
  const notForConsumers = first === undefined ? null : stepLeftOut(plan, debtor);
  if (first !== undefined && notForConsumers !== null) return { kind: 'held', holds: [notForConsumers], until: null, ...base([ageFact(first.item), lastStepFact(first.last, plan, today)], recheckOn(false), first.item, null, 'held') };
  if (first !== undefined) {
    const lastStage = plan.shown[plan.shown.length - 1]?.stage.id ?? '';
    return { kind: 'exhausted', lastStage, ...base([ageFact(first.item), lastStepFact(first.last, plan, today)], recheckOn(false), first.item, null) };
  }

  const smallUpcoming = smallSums(positions.upcoming, statement, plan);
  const upcoming = smallUpcoming === null ? positions.upcoming : positions.upcoming.filter(({ item }) => !smallUpcoming.has(item.outstanding.currency));
  const announcement = dueDateLetterOf(upcoming, plan, now);
  if (announcement !== null) {
    const { focus, proposal } = announcement;
    const arithmetic: ArithmeticFact[] = [ageFact(focus.item), { kind: 'possible-since', stage: proposal.stage.id, since: proposal.possibleSince }];
    if (proposal.demanded.length > 1) arithmetic.push({ kind: 'other-invoices', listed: proposal.demanded.length - 1, informational: 0 });
    pushDisputed(arithmetic, positions.disputed.filter((item) => item.daysOverdue > 0 || proposal.demanded.some((listed) => listed.item === item)));
    pushRetained(arithmetic, positions, proposal.demanded.map(({ item }) => item));
    for (const { item } of proposal.demanded) pushCredits(arithmetic, item);
    return offered(proposal, arithmetic, focus.item, null);
  }

  const holds: Hold[] = [...itemHolds(positions.guarded.filter(({ item }) => item.daysOverdue > 0), history), ...(small === null ? [] : [...small.values()].map((one) => smallHold(one, positions.upcoming)))];
  // While something else is to fall due, what is held back is no reason to call the debtor held.
  if (positions.upcoming.length === 0) holds.push(...retainedHolds(positions.guarded));
  if (holds.length > 0) return { kind: 'held', holds, until: heldUntil(holds), ...base(told(), recheckOn(false), shown, nextStage(), 'held') };
  return notDue(oldest);

  /** A step that age, gap and spacing allow today; `toneUntil`: the day on which another tone may be proposed. */
  function offered(proposal: Proposal, arithmetic: readonly ArithmeticFact[], item: OpenItem, toneUntil: LocalDate | null): Assessment {
    const { stage } = proposal;
    const oldFrom = tooOldFrom(figuresOf, plan.policy);
    const age = { of: figuresOf, allowed: plan.policy.ledgerMaxAge };
    const noAddress = stage.channel === 'mail' ? noAddressLeft(debtor, history, thread) : null;
    const holds: Hold[] = [...(today >= oldFrom && isFirmStep(stage) ? [{ kind: 'figures-too-old' as const, ...age }] : []), ...(noAddress === null ? [] : [noAddress])];
    const recheck = earlier(earlier(recheckOn(true), today < oldFrom ? oldFrom : null), toneUntil);
    if (holds.length > 0) return { kind: 'held', holds, until: null, ...base(arithmetic.filter(({ kind }) => kind !== 'possible-since' && kind !== 'first-delay'), recheck, item, stage.id, 'held') };
    const unsettled = answerToSettle(history, thread);
    const cautions: readonly ArithmeticFact[] = [...(today >= oldFrom ? [{ kind: 'figures-old' as const, ...age }] : []), ...(unsettled === null ? [] : [{ kind: 'answer-unsettled' as const, receivedOn: unsettled }])];
    return { kind: kindOf(stage), proposal, ...base([...arithmetic, ...cautions], recheck, item, stage.id) };
  }

  function tooSoon({ position, place, possible, because: decidedBy }: Opening, from: DayNumber): Assessment {
    const because = possible > now ? decidedBy : 'business-day';
    const arithmetic: ArithmeticFact[] = [
      ageFact(position.item),
      lastStepFact(position.last, plan, today),
      {
        kind: 'possible-from', stage: place.stage.id, from: fromDayNumber(from), daysToGo: from - now, because,
        gapDays: because === 'gap' ? gapOf(place.stage) : because === 'mail-spacing' ? plan.policy.mailSpacing : because === 'notice' ? noticeDaysOf(plan.policy) : null,
      },
    ];
    pushPassedOver(arithmetic, position);
    pushDisputed(arithmetic, positions.disputed.filter(({ daysOverdue }) => daysOverdue > 0));
    if (small !== null) for (const fact of small.values()) arithmetic.push(fact);
    const items = openings.filter((opening) => opening.place.stage.id === place.stage.id && opening.possible <= from).map((opening) => opening.position.item);
    return { kind: 'too-soon', next: place.stage, from: fromDayNumber(from), items, ...base(arithmetic, recheckOn(false), position.item, place.stage.id, 'held') };
  }

  function notDue(first: OpenItem): Assessment {
    const arithmetic: ArithmeticFact[] = [ageFact(first)];
    const last = lastStepOf(first, positions);
    if (last !== null) arithmetic.push(lastStepFact(last, plan, today));
    const step = firstStepAhead(upcoming, plan, now);
    if (step !== null) arithmetic.push({ kind: 'possible-from', stage: step.stage.id, from: fromDayNumber(step.from), daysToGo: step.from - now, ...(step.waits ? { because: 'announced' as const, gapDays: ANNOUNCED_EVERY } : { because: 'age' as const, gapDays: null }) });
    const unannounced = upcoming.filter((candidate) => candidate.unannounced).map(({ item }) => item);
    if (announced !== null && unannounced.length > 0) arithmetic.push({ kind: 'not-announced', numbers: numbersOf(unannounced), last: announced.on });
    return { kind: 'not-due', nextDue: first.due, ...base(arithmetic, recheckOn(false), first, null) };
  }
}

/** The step that the plan would go on with, were it not a consumer's; null: his plan is at its end by itself. */
function stepLeftOut({ policy }: Plan, { lawCountry }: Debtor): Hold | null {
  const { stages, forConsumers } = policy;
  const last = stages.reduce((found, { enabled }, at) => (enabled ? at : found), -1);
  const stage = stages.find(({ id }, at) => at > last && forConsumers?.leftOut.includes(id) === true);
  return stage === undefined ? null : { kind: 'consumer-step', stage: stage.id, law: lawCountry === 'FR' ? null : lawCountry };
}

/** Of the items whose limitation is reached or may come near; the others are years away from it, and their log is not read. */
function limitationsOf({ statement, invoices, debtor, entries }: Facts, stepsOf: StepsOf, today: LocalDate): { readonly limitations: ReadonlyMap<OpenItem, Limitation>; readonly lapsing: LocalDate | null } {
  const limitations = new Map<OpenItem, Limitation>();
  let daysToGo = Infinity;
  for (const item of statement.items) {
    const toGo = daysToLimitation(item, debtor);
    if (toGo === null) continue;
    const invoice = toGo > 0 ? undefined : invoices.find(({ id }) => id === item.invoice);
    if (invoice === undefined) daysToGo = Math.min(daysToGo, toGo);
    else limitations.set(item, limitationOf(item, invoice, debtor, entries, stepsOf(item.invoice), today));
  }
  return { limitations, lapsing: nextLimitationDay(limitations.values(), daysToGo > 0 && daysToGo < Infinity ? addDays(today, daysToGo) : null, today) };
}

/** One fact per day on which claims lapse, the soonest first. */
function nearFacts(limitations: ReadonlyMap<OpenItem, Limitation>, today: LocalDate): readonly ArithmeticFact[] {
  const near = [...limitations].filter(([, { nearFrom, reachedOn }]) => nearFrom <= today && today < reachedOn);
  const days = [...new Set(near.map(([, { reachedOn }]) => reachedOn))].sort();
  return days.map((on) => {
    const some = near.filter(([, { reachedOn }]) => reachedOn === on);
    return { kind: 'limitation-near', numbers: numbersOf(some.map(([item]) => item)), on, years: some[0]?.[1].years ?? 0 };
  });
}

const isHeldBack = ({ retained, daysOverdue }: OpenItem): boolean => retained !== undefined && (retained.releasedOn === null || daysOverdue <= 0);

type Base = Omit<Extract<Assessment, { readonly kind: 'settled' }>, 'kind'>;
const NO_STEPS: readonly StepDone[] = [];

function kindOf(stage: DunningStage): 'remind' | 'call' | 'letter' {
  return stage.channel === 'mail' ? 'remind' : stage.channel === 'call' ? 'call' : 'letter';
}

function lastStepOf(item: OpenItem, { overdue, upcoming, guarded }: Positions): LastStep | null {
  const of = (position: { readonly item: OpenItem }): boolean => position.item === item;
  return (overdue.find(of) ?? upcoming.find(of) ?? guarded.find(of))?.last ?? null;
}
function nextStageOf(item: OpenItem, { overdue }: Positions): StageId | null {
  const position = overdue.find((one) => one.item === item);
  return (position?.next ?? position?.below)?.place.stage.id ?? null;
}

const listsAny = (draft: OpenDraft, { overdue, upcoming }: Positions): boolean =>
  draft.invoices.some(({ invoice }) => overdue.some(({ item }) => item.invoice === invoice) || upcoming.some(({ item }) => item.invoice === invoice));

/** The step that comes first for what is not due yet, and its first sending day; of two on one day that of the earlier due item. */
function firstStepAhead(upcoming: readonly Upcoming[], plan: Plan, now: DayNumber): Sendable | null {
  let first: Sendable | null = null;
  for (const candidate of upcoming) {
    const ahead = stepAhead(candidate, plan, now);
    if (ahead !== null && (first === null || ahead.from < first.from)) first = ahead;
  }
  return first;
}

/** The due-date reminder while a sending day for it is left, then the first step after the due date. */
function stepAhead({ due, next }: Upcoming, plan: Plan, now: DayNumber): Sendable | null {
  const early = sendableFrom(next, now);
  if (early !== null) return early;
  const [late] = plan.overdue;
  return late === undefined ? null : { stage: late.stage, from: onOrAfter(allowedByAge(due, late.stage, plan)), waits: false };
}

function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return a <= b ? a : b;
}

function later(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** A thread without a debtor. */
export const unknownDebtor = (today: LocalDate): Assessment => ({ kind: 'unknown-debtor', today, recheckOn: null });
