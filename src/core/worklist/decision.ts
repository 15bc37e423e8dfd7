import { addDays, isBusinessDay, nextBusinessDay } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { CaseFile, Pack } from '../case-file';
import { decide } from '../dunning/decide';
import { planOf, policyOf } from '../dunning/policy';
import type { Plan } from '../dunning/policy';
import type { Assessment, StageChannel, StageId } from '../dunning/types';
import { zoneDay } from '../identify/zone-day';
import { statementOfAccount, summaryOf } from '../ledger';
import { foldHistory, voidedIn } from '../log';
import type { History, LogEntry, LogFactKind } from '../log/types';
import { assertNever } from '../result';
import { behaviourOf } from './behaviour';
import { riskOf } from './order';
import type { Decision } from './types';

/** How far the forecast looks, in calendar days: thirty business days and some. */
export const FORECAST_DAYS = 45;
/** Days looked at for the next step of one debtor; who changes more often than that has no forecast. */
const MOST_LOOKS = 8;

interface Folded {
  readonly file: CaseFile;
  readonly history: History;
  readonly plan: Plan;
  readonly figuresOf: LocalDate;
}

/** As `assess` without an open thread; the log is folded once for all days. `figuresOf`: the day of the ledger's figures. */
function assessOn({ file: { debtor, invoices, entries }, history, plan }: Folded, figuresOf: LocalDate, day: LocalDate): Assessment {
  const statement = statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: history.disputes }, day);
  return decide({ debtor, invoices, entries, history, statement, thread: null, plan, figuresOf }, day);
}

/** What a worklist says of one debtor; `kind`, `stage` and `recheckOn` are those of `assess` on the same facts and day. */
export function decisionOf(file: CaseFile, pack: Pack, today: LocalDate): Decision {
  const plan = planOf(policyOf(pack, file.debtor));
  const folded: Folded = { file, plan, history: foldHistory(file.entries, plan.isOverdueStage), figuresOf: zoneDay(file.source.asOf, pack.profile.timeZone) };
  const assessment = assessOn(folded, folded.figuresOf, today);
  if (assessment.kind === 'unknown-debtor') throw new Error('a debtor with a case file is known');
  const debtor = summaryOf(file.debtor, assessment.statement);
  const behaviour = behaviourOf(file, folded.history, assessment.statement, plan.policy, today);
  const factors = { amount: debtor.overdue.reduce((most, { minor }) => Math.max(most, minor), 0), daysLate: debtor.oldestDaysOverdue, behaviour: behaviour.hundredths };
  return {
    debtor, ...shown(assessment), kind: assessment.kind, day: today, recheckOn: assessment.recheckOn, behaviour,
    factors: { ...factors, risk: riskOf(factors) }, segment: file.debtor.segment, handledOn: handledOn(file.entries), next: nextOf(folded, assessment, today),
  };
}

/** What was taken back does not count; a confirmation or a note is no step of the day. */
function handledOn(entries: readonly LogEntry[]): LocalDate | null {
  const voided = voidedIn(entries);
  return entries.reduce<LocalDate | null>((last, { id, on, fact }) => (HANDLED.includes(fact.kind) && !voided.has(id) && (last === null || on > last) ? on : last), null);
}
const HANDLED: readonly LogFactKind[] = ['reminder-drafted', 'call-made', 'letter-deposited', 'step-skipped', 'hold-set'];

type Known = Exclude<Assessment, { readonly kind: 'unknown-debtor' }>;

function shown(assessment: Known): Pick<Decision, 'group' | 'stage' | 'on'> {
  const named = (id: StageId): Decision['stage'] => ({ id, name: assessment.ladder.find(({ stage }) => stage === id)?.name ?? { fr: id, en: id } });
  switch (assessment.kind) {
    case 'remind':
    case 'call':
    case 'letter': {
      const { stage, possibleSince } = assessment.proposal;
      const group = assessment.kind === 'remind' ? 'to-remind' : assessment.kind === 'call' ? 'to-call' : 'letter';
      return { group, stage: { id: stage.id, name: stage.name }, on: possibleSince };
    }
    case 'draft-pending':
      return { group: 'to-confirm', stage: named(assessment.draft.stage), on: assessment.lapsesAfter };
    case 'draft-unconfirmed':
      return { group: 'to-confirm', stage: named(assessment.draft.stage), on: assessment.lapsedOn };
    case 'held': {
      const promises = assessment.holds.flatMap((hold) => (hold.kind === 'promise' ? [hold.promisedFor] : []));
      const due = promises.filter((day) => day <= assessment.today).sort()[0];
      // Who is held for another reason too is left alone.
      if (due !== undefined && promises.length === assessment.holds.length) return { group: 'promise-today', stage: null, on: due };
      return { group: 'held', stage: null, on: assessment.until };
    }
    case 'too-soon':
      return { group: 'too-soon', stage: { id: assessment.next.id, name: assessment.next.name }, on: assessment.from };
    case 'exhausted':
      return { group: 'exhausted', stage: named(assessment.lastStage), on: null };
    case 'not-due':
      return { group: 'none', stage: null, on: assessment.nextDue };
    case 'settled':
      return { group: 'none', stage: null, on: null };
    default:
      return assertNever(assessment);
  }
}

/** The days on which the answer can change are looked at one after the other: the log and the open invoices stay as they are, in figures that are renewed. */
function nextOf(folded: Folded, first: Assessment, today: LocalDate): Decision['next'] {
  const last = addDays(today, FORECAST_DAYS);
  const possible = (on: LocalDate, channel: StageChannel): Decision['next'] => {
    const day = isBusinessDay(on) ? on : nextBusinessDay(on);
    return day > last ? null : { on: day, channel };
  };
  let now = first;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (now.kind === 'remind' || now.kind === 'call' || now.kind === 'letter') return possible(now.today, now.proposal.stage.channel);
    if (now.kind === 'too-soon') {
      // Alone it would come then, unless what falls due meanwhile comes sooner: R0 counts for nothing here.
      if (now.recheckOn === null || now.recheckOn >= now.from) return possible(now.from, now.next.channel);
    }
    if (now.kind === 'settled' || now.kind === 'unknown-debtor' || now.recheckOn === null || now.recheckOn > last || now.recheckOn <= now.today) return null;
    now = assessOn(folded, now.recheckOn, now.recheckOn);
  }
  return null;
}
