import { addDays, daysBetween, isBusinessDay } from '../../../src/core';
import type { Assessment, CaseFile, DunningStage, LocalDate, OpenItem, Proposal, ReminderPolicy, StatementOfAccount } from '../../../src/core';
import { allowedOn, firmOf, gapOf, highestByAge, isUnplaced, keyOf, lastAnnounced, lastOverdueMail, noticeOf, opensOn, overdueStages, placeIn, spacedUntil, stepsOf } from './lives-memory';
import type { Memory, Placed, StepTaken } from './lives-memory';
import { mayHold, openDraft, whatHolds, whollyDisputed } from './lives-holds';

/** The laws of a reminder plan, each told by what it forbids. */
export const LAWS = {
  repeated: 'a step that was done comes again for the same open item',
  'too-early': 'a step comes before its age, its gap, the spacing of mails, or on a day off',
  'passed-over': 'a step is left out that was neither done nor logged as skipped, nor passed over by the plan itself: catching up, or for a sum below its threshold',
  lowered: 'a later day with the same facts lowers the step, or what was told for a day does not come on it',
  replay: 'the log read again gives another answer',
  'before-recheck': 'the answer changes before recheckOn, or recheckOn is not ahead',
  'left-out': 'something overdue that may be asked for is not in the letter',
  'wrongly-asked': 'a letter asks for what is paid, gone, wholly disputed or held',
  withheld: 'nothing is offered on a day on which a step is due and nothing stands against it',
  refused: 'the log refuses the step that was offered',
} as const;
export type Law = keyof typeof LAWS;
export const LAW_NAMES = Object.keys(LAWS) as readonly Law[];

export interface Breach {
  readonly law: Law;
  readonly on: LocalDate;
  readonly what: string;
}

/** What the clerk is told, without what merely counts the days. */
const PASSING = new Set(['today', 'statement', 'recheckOn', 'deadline', 'days', 'daysAgo', 'daysToGo', 'daysOverdue', 'bucket']);
export function essence(assessment: Assessment): string {
  const { ladder, ...rest } = { ladder: [], ...assessment } as Assessment & { ladder: readonly { stage: string; state: string; doneOn: string | null }[] };
  return JSON.stringify([rest, ladder.map(({ stage, state, doneOn }) => [stage, state, doneOn])], (key, value: unknown) => (PASSING.has(key) ? undefined : value));
}

/** The facts and the memory of one day. */
export interface Scene {
  readonly file: CaseFile;
  readonly policy: ReminderPolicy;
  readonly memory: Memory;
}

type Said = readonly { readonly law: Law; readonly what: string }[];

/** What is wrong with a step that is offered today. */
export function checkOffer(assessment: Assessment, scene: Scene, today: LocalDate): Said {
  if (!('proposal' in assessment)) return withheld(assessment, scene, today);
  const { policy, memory } = scene;
  const { proposal } = assessment;
  const { stage } = proposal;
  const said: { law: Law; what: string }[] = [];
  if (!isBusinessDay(today)) said.push({ law: 'too-early', what: `${stage.id} on a day off` });
  if (stage.channel === 'mail' && stage.days > 0) {
    const last = lastOverdueMail(memory, policy);
    if (last !== null && spacedUntil(last, policy) > today) said.push({ law: 'too-early', what: `${stage.id}: the last mail left on ${last}` });
  }
  if (stage.days <= 0) said.push(...twiceAWeek(proposal, scene, today));
  for (const invoice of proposal.triggers) {
    const items = proposal.demanded.filter(({ item, step }) => item.invoice === invoice && step === stage.id);
    const complaints = items.map(({ item }) => (stage.days > 0 ? complaintsOf(item, proposal, scene, today) : complaintsBeforeDue(item, proposal, scene, today)));
    // Of several instalments one made the letter possible: the one that least stands against.
    const [least] = [...complaints].sort((a, b) => a.length - b.length);
    if (least === undefined) said.push({ law: 'passed-over', what: `${invoice} triggers ${stage.id} and is not listed with it` });
    else said.push(...least);
  }
  said.push(...wronglyAsked(assessment.proposal, scene, assessment.statement, today));
  if (stage.days > 0) said.push(...leftOut(assessment, scene, today));
  return said;
}

/** Told to the debtor, or skipped by the clerk; a call that was too early for an item is no reminder of it. */
const isDone = ({ place, how, own }: StepTaken, of: number): boolean => place === of && (how === 'mail' || how === 'letter' || (how === 'call' && own));

function complaintsOf(item: OpenItem, proposal: Proposal, scene: Scene, today: LocalDate): Said {
  const { policy, memory } = scene;
  const key = keyOf(item);
  const all = stepsOf(key, memory, policy);
  // The log names invoices: a message may stand for an instalment that was overdue then, or not.
  const views = [all.filter(({ listed }) => listed), all].map((steps) => complaintsBy(steps, item, proposal, scene, today));
  return views.find((said) => said.length === 0) ?? views[0] ?? [];
}

function complaintsBy(steps: readonly StepTaken[], item: OpenItem, proposal: Proposal, scene: Scene, today: LocalDate): Said {
  const { policy } = scene;
  const { stage } = proposal;
  const said: { law: Law; what: string }[] = [];
  const key = keyOf(item);
  const place = placeIn(policy, stage.id);
  const before = steps.find((step) => step.listed && isDone(step, place));
  if (before !== undefined) said.push({ law: 'repeated', what: `${stage.id} for ${key}, done on ${before.on}` });
  if (today < allowedOn(item.due, stage, policy)) said.push({ law: 'too-early', what: `${stage.id} for ${key}, ${item.daysOverdue} days overdue` });
  const begun = beginningWith(steps, item.due, policy, today);
  const from = begun === null ? gapFrom(steps, policy) : null;
  if (from !== null && daysBetween(from, today) < gapOf(stage)) said.push({ law: 'too-early', what: `${stage.id} for ${key}, ${daysBetween(from, today)} days after ${from}, gap ${gapOf(stage)}` });
  if (noticeRuns(steps, stage, policy, today)) said.push({ law: 'too-early', what: `${stage.id} for ${key}, while its notice runs` });
  const following = begun ?? followingOf(steps, policy);
  // A plan that catches up begins lower where the step of the age is not worth its while.
  const lower = begun !== null && place < begun.place && begun.stage.thresholdMinor !== undefined && overdueStages(policy).some((one) => one.place === place);
  if (place !== following?.place && !lower && !(following !== null && isWorthless(following, place, { steps, item, from }, proposal, scene))) said.push({ law: 'passed-over', what: `${stage.id} for ${key} instead of ${following?.stage.id ?? 'nothing'}` });
  return said;
}

/**
 * The third lawful reason to leave a step out: its threshold. All that is left out up to the step that is offered has one, and
 * on the day on which the plan could go on less could be asked for than that, by the letter's own list. Never the firm reminder
 * before what demands it, nor the notice before its hand-over.
 */
function isWorthless(following: Placed, offered: number, { steps, item, from }: { readonly steps: readonly StepTaken[]; readonly item: OpenItem; readonly from: LocalDate | null }, { demanded, informational }: Proposal, { file, policy }: Scene): boolean {
  const [stages, notice, firm] = [overdueStages(policy), noticeOf(policy), firmOf(policy)];
  const left = stages.filter(({ place }) => place >= following.place && place < offered);
  const goesOn = stages.filter(({ place }) => place >= following.place && place <= offered).reduce((day, { stage }) => later(day, later(allowedOn(item.due, stage, policy), from === null ? item.due : addDays(from, gapOf(stage)))), item.due);
  const reachesNotice = notice !== null && offered >= notice.place;
  if (left.length === 0 || (reachesNotice && firm !== null && warning(steps, firm) === undefined)) return false;
  const plain = (one: OpenItem): boolean => file.invoices.find(({ id }) => id === one.invoice)?.eInvoiceStatus !== 211;
  const [youngest] = stages;
  const sum = (items: readonly OpenItem[], isOld: (due: LocalDate) => boolean): number =>
    items.filter((one) => plain(one) && youngest !== undefined && allowedOn(one.due, youngest.stage, policy) <= goesOn && isOld(one.due)).reduce((all, one) => all + one.outstanding.minor - one.disputed.minor, 0);
  return left.every(({ stage, place }) => {
    if (stage.channel === 'letter' && policy.stages[offered]?.channel === 'hand-over') return false;
    const asked = demanded.map((one) => one.item);
    const could = notice !== null && place >= notice.place ? sum(asked, (due) => allowedOn(due, notice.stage, policy, 0) <= goesOn) : sum([...asked, ...informational], () => true);
    return could < (stage.thresholdMinor ?? 0);
  });
}
const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

const reachedBy = (steps: readonly StepTaken[]): number => steps.reduce((highest, { place }) => Math.max(highest, place), -1);
/** Really written to, firmly. */
const warning = (steps: readonly StepTaken[], firm: Placed): StepTaken | undefined => steps.find(({ place, how }) => place >= firm.place && (how === 'mail' || how === 'letter'));

/** The day that the gap is counted from: when the highest step was first reached, the firm reminder was made up for, or was last passed over where it has to be. */
function gapFrom(steps: readonly StepTaken[], policy: ReminderPolicy): LocalDate | null {
  const highest = reachedBy(steps);
  const first = steps.find(({ place }) => place === highest);
  if (first === undefined) return null;
  const firm = firmOf(policy);
  const warned = firm === null ? undefined : warning(steps, firm);
  const waived = firm === null || warned !== undefined || followingOf(steps, policy)?.place !== firm.place ? undefined : steps.filter(({ place, how }) => place === firm.place && how === 'skip').pop();
  const later = warned ?? waived;
  return later !== undefined && later.on > first.on ? later.on : first.on;
}

/** A hand-over waits for what its notice gave (law sheet 1.7): the days from its posting at the earliest, and three more. */
function noticeRuns(steps: readonly StepTaken[], stage: DunningStage, policy: ReminderPolicy, today: LocalDate): boolean {
  if (stage.channel !== 'hand-over') return false;
  const highest = reachedBy(steps);
  const last = steps.find(({ place }) => place === highest);
  return last?.how === 'letter' && policy.stages[last.place]?.channel === 'letter' && daysBetween(last.on, today) < (policy.noticeDays ?? 8) + 3;
}

/** Where the plan catches up: the step of its age, which an invoice that nothing was done for begins with, up to the firm reminder; null: the first one, as ever. */
function beginningWith(steps: readonly StepTaken[], due: LocalDate, policy: ReminderPolicy, today: LocalDate): Placed | null {
  const [first] = overdueStages(policy);
  if (policy.catchUp !== true || first === undefined || steps.some(({ place }) => place >= first.place)) return null;
  const highest = highestByAge(due, today, (firmOf(policy) ?? noticeOf(policy))?.place ?? Infinity, policy);
  return highest <= first.place ? null : (overdueStages(policy).find(({ place }) => place === highest) ?? null);
}

/** The only step that may come next: the one after the highest, and before a notice the firm reminder. */
export function followingOf(steps: readonly StepTaken[], policy: ReminderPolicy): Placed | null {
  const highest = reachedBy(steps);
  const following = overdueStages(policy).find(({ place }) => place > highest) ?? null;
  const notice = noticeOf(policy);
  const firm = firmOf(policy);
  if (following === null || notice === null || firm === null || following.place < notice.place) return following;
  return warning(steps, firm) === undefined ? firm : following;
}

/** Due-date reminders of a debtor are a week apart; one of another currency may leave on the same day. */
function twiceAWeek({ stage, sum }: Proposal, { file, policy, memory }: Scene, today: LocalDate): Said {
  const last = lastAnnounced(memory, policy);
  if (last === null || daysBetween(last.on, today) >= 7) return [];
  const listed = file.invoices.filter(({ id, instalments }) => instalments.some((_, at) => last.items.includes(keyOf({ invoice: id, instalment: at + 1 }))));
  const isOther = last.on === today && listed.every(({ instalments: [first] }) => first?.amount.currency !== sum.currency);
  return isOther ? [] : [{ law: 'too-early', what: `${stage.id}: the last due-date reminder left on ${last.on}` }];
}

function complaintsBeforeDue(item: OpenItem, { stage }: Proposal, { policy, memory }: Scene, today: LocalDate): Said {
  const said: { law: Law; what: string }[] = [];
  const key = keyOf(item);
  const before = stepsOf(key, memory, policy).find(({ place, listed }) => listed && place === placeIn(policy, stage.id));
  if (before !== undefined) said.push({ law: 'repeated', what: `${stage.id} for ${key}, done on ${before.on}` });
  if (today < opensOn(item.due, stage)) said.push({ law: 'too-early', what: `${stage.id} for ${key}, due ${item.due}` });
  if (item.daysOverdue > Math.max(stage.days, -1)) said.push({ law: 'too-early', what: `${stage.id} for ${key}, its time is over` });
  return said;
}

/** Items that nothing of the ledger stops: the statuses of which the day or the dispute decides have tests of their own. */
function isPlain(item: OpenItem, { invoices }: CaseFile): boolean {
  const invoice = invoices.find(({ id }) => id === item.invoice);
  return invoice !== undefined && invoice.means === 'transfer' && invoice.assignee === null && (invoice.eInvoiceStatus === null || invoice.eInvoiceStatus === 205);
}

function leftOut(assessment: Extract<Assessment, { readonly proposal: Proposal }>, { file, policy, memory }: Scene, today: LocalDate): Said {
  const { proposal, statement } = assessment;
  const { demanded, informational, sum, stage } = proposal;
  const said: { law: Law; what: string }[] = [];
  const inLetter = new Set([...demanded.map(({ item }) => item), ...informational].map(keyOf));
  for (const item of statement.items) {
    if (item.daysOverdue <= 0 || item.outstanding.currency !== sum.currency || item.outstanding.minor <= item.disputed.minor) continue;
    if (!inLetter.has(keyOf(item)) && isPlain(item, file)) said.push({ law: 'left-out', what: `${keyOf(item)} is not in ${stage.id}` });
  }
  const place = placeIn(policy, stage.id);
  for (const { item, step } of demanded) {
    const highest = policy.stages[highestByAge(item.due, today, place, policy)]?.id;
    if (step !== highest) said.push({ law: 'passed-over', what: `${keyOf(item)} is taken to ${step} by ${stage.id}, its age allows ${highest ?? 'none'}` });
    const notice = noticeOf(policy);
    const firm = firmOf(policy);
    if (notice === null || place < notice.place) continue;
    if (today < allowedOn(item.due, notice.stage, policy, 0)) said.push({ law: 'too-early', what: `${stage.id} demands ${keyOf(item)}, ${item.daysOverdue} days overdue` });
    if (firm !== null && warning(stepsOf(keyOf(item), memory, policy), firm) === undefined) said.push({ law: 'passed-over', what: `${stage.id} demands ${keyOf(item)}, never firmly reminded` });
  }
  return said;
}

/** Judged where nothing else speaks: one currency without credits, no word of the log that may still hold, items that nothing stops. */
function withheld(assessment: Assessment, { file, policy, memory }: Scene, today: LocalDate): Said {
  if (assessment.kind === 'unknown-debtor' || !isBusinessDay(today) || file.debtor.exclusion !== null || mayHold(file.entries, memory.voided)) return [];
  if (openDraft(file.entries, memory, today) !== null) return [];
  const last = lastOverdueMail(memory, policy);
  for (const item of assessment.statement.items) {
    const claim = item.outstanding.minor - item.disputed.minor;
    const without = assessment.statement.perCurrency.every(({ currency, credits }) => currency !== item.outstanding.currency || credits.minor === 0);
    if (item.instalments > 1 || claim <= 0 || claim < policy.toleranceMinor || !without || !isPlain(item, file) || isUnplaced(keyOf(item), memory, policy)) continue;
    const steps = stepsOf(keyOf(item), memory, policy);
    const begun = beginningWith(steps, item.due, policy, today);
    const following = begun ?? followingOf(steps, policy);
    // Too small a sum is judged in a test of its own.
    if (following !== null && (following.stage.thresholdMinor ?? 0) > claim) continue;
    if (following === null || today < allowedOn(item.due, following.stage, policy)) continue;
    const from = begun === null ? gapFrom(steps, policy) : null;
    if (from !== null && daysBetween(from, today) < gapOf(following.stage)) continue;
    if (noticeRuns(steps, following.stage, policy, today)) continue;
    if (following.stage.channel === 'mail' && last !== null && spacedUntil(last, policy) > today) continue;
    return [{ law: 'withheld', what: `${following.stage.id} for ${keyOf(item)}, ${item.daysOverdue} days overdue: ${inWord(assessment)}` }];
  }
  return [];
}

function wronglyAsked({ demanded, informational, sum, stage }: Proposal, { file, memory, policy }: Scene, statement: StatementOfAccount, today: LocalDate): Said {
  const said: { law: Law; what: string }[] = whatHolds(file.entries, { voided: memory.voided, statement, policy, today }).map((what) => ({ law: 'wrongly-asked', what }));
  const draft = stage.days > 0 ? openDraft(file.entries, memory, today) : null;
  if (draft !== null) said.push({ law: 'wrongly-asked', what: `the draft ${draft} is not settled` });
  const disputed = whollyDisputed(file.entries, memory.voided);
  for (const { item } of demanded) if (disputed.has(item.invoice)) said.push({ law: 'wrongly-asked', what: `${keyOf(item)} is in dispute` });
  const { exclusion } = file.debtor;
  if (exclusion !== null && (exclusion.until === null || exclusion.until >= today)) said.push({ law: 'wrongly-asked', what: 'the debtor is excluded' });
  for (const item of [...demanded.map((one) => one.item), ...informational]) {
    const invoice = file.invoices.find(({ id }) => id === item.invoice);
    const part = invoice?.instalments[item.instalment - 1];
    const open = part?.outstanding.minor ?? 0;
    if (invoice === undefined || invoice.missingSince !== null) said.push({ law: 'wrongly-asked', what: `${keyOf(item)} is gone` });
    else if (item.outstanding.minor > open || item.outstanding.minor - item.disputed.minor <= 0) said.push({ law: 'wrongly-asked', what: `${keyOf(item)}: ${item.outstanding.minor} asked, ${open} open` });
    else if (invoice.means !== 'transfer' || invoice.assignee !== null) said.push({ law: 'wrongly-asked', what: `${keyOf(item)} is not to be asked for` });
  }
  const total = demanded.reduce((all, { item }) => all + item.outstanding.minor - item.disputed.minor, 0);
  if (sum.minor < (stage.thresholdMinor ?? 0)) said.push({ law: 'wrongly-asked', what: `${stage.id} for ${sum.minor}, not taken below ${stage.thresholdMinor ?? 0}` });
  if (total !== sum.minor) said.push({ law: 'wrongly-asked', what: `a sum of ${sum.minor} for items of ${total}` });
  return said;
}

/* ---- one day beside an earlier one, the facts being the same ---- */

/** The step after the due date that is offered; -1: none. */
const offered = (assessment: Assessment): number => ('proposal' in assessment && assessment.proposal.stage.days > 0 ? assessment.proposal.step : -1);

export function checkLater(earlier: Assessment, later: Assessment, policy: ReminderPolicy): Said {
  const said: { law: Law; what: string }[] = [];
  const shown = policy.stages.filter(({ enabled }) => enabled).map(({ id }) => id);
  const was = offered(earlier);
  const is = later.kind === 'too-soon' ? shown.indexOf(later.next.id) + 1 : offered(later);
  if (was > 0 && is < was) said.push({ law: 'lowered', what: `${inWord(earlier)} on ${earlier.today}, ${inWord(later)} on ${later.today}` });
  if (earlier.kind === 'too-soon') {
    const told = shown.indexOf(earlier.next.id) + 1;
    if (later.today >= earlier.from && is < told) said.push({ law: 'lowered', what: `${earlier.next.id} from ${earlier.from} was told on ${earlier.today}, ${inWord(later)} on ${later.today}` });
  }
  return said;
}

/** @param base the first answer with these facts and recheckOn. */
export function checkQuiet(base: Assessment, later: Assessment): Said {
  if (base.recheckOn !== null && base.recheckOn <= base.today) return [{ law: 'before-recheck', what: `recheckOn ${base.recheckOn} on ${base.today}` }];
  if (base.recheckOn !== null && later.today >= base.recheckOn) return [];
  return essence(later) === essence(base) ? [] : [{ law: 'before-recheck', what: `${inWord(base)} on ${base.today}, recheckOn ${base.recheckOn ?? 'never'}; ${inWord(later)} on ${later.today}` }];
}

export function inWord(assessment: Assessment): string {
  if ('proposal' in assessment) return `${assessment.kind} ${assessment.proposal.stage.id}`;
  if (assessment.kind === 'too-soon') return `too-soon ${assessment.next.id} from ${assessment.from}`;
  return assessment.kind === 'held' ? `held by ${assessment.holds.map(({ kind }) => kind).join(', ')}` : assessment.kind;
}
