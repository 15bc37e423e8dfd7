import { addDays, localDate, STANDARD_POLICY } from '../../../../src/core';
import type { DunningStage, LocalDate, LogFact, ReminderPolicy } from '../../../../src/core';
import { anInvoice } from '../../builders';
import type { EntryOver } from '../../builders';
import { assessed, noticed, phoned, reminded } from '../../dunning/standard';
import type { Life } from '../../dunning/standard';
import { dayOf, Differences, fieldsOf, NotUnderstood, numberOf, onlyKnows, textOf } from './fields';
import type { Fields } from './fields';

type Log = readonly (readonly [LogFact, EntryOver])[];

/** "R2_ferme" is stage R2. */
const stageOf = (key: string): string => key.slice(0, 2);

/** The step as it is really done: mails and hand-overs are sent, calls made, letters deposited. */
function doneOn(stage: DunningStage, day: LocalDate, invoice: ReturnType<typeof anInvoice>): Log {
  if (stage.channel === 'call') return phoned(day, invoice);
  return stage.channel === 'letter' ? noticed(day, invoice) : reminded(stage.id, day, invoice);
}

/** The first day on which the engine itself offers the stage; nothing here knows a rule. */
function firstDayOf(stage: string, life: Life, from: LocalDate): LocalDate | null {
  for (let days = 0; days < 400; days += 1) {
    const assessment = assessed(life, addDays(from, days));
    if ('proposal' in assessment && assessment.proposal.stage.id === stage) return addDays(from, days);
  }
  return null;
}

/** Through the whole decision: a plan with the vector's offsets and gaps, a log of what was done, and the first day a stage is offered. */
export function checkSchedule(vector: Fields, broken: boolean): readonly string[] {
  const [input, expected] = [fieldsOf(vector.input, 'input'), fieldsOf(vector.expected, 'expected')];
  onlyKnows(input, ['dueDate', 'offsets', 'preset', 'done', 'minGapDays'], 'input');
  const due = dayOf(input, 'dueDate');
  const invoice = anInvoice({ due });
  const offsets = input.offsets === undefined ? null : fieldsOf(input.offsets, 'offsets');
  if (offsets === null && textOf(input, 'preset') !== 'Standard') throw new NotUnderstood(`preset ${textOf(input, 'preset')}`);
  const gaps = input.minGapDays === undefined ? {} : fieldsOf(input.minGapDays, 'minGapDays');
  const done = input.done === undefined ? {} : fieldsOf(input.done, 'done');
  const days = new Map(Object.keys(offsets ?? {}).map((key) => [stageOf(key), numberOf(offsets ?? {}, key)]));
  const stages = STANDARD_POLICY.stages
    .filter(({ id }) => offsets === null || days.has(id))
    .map((stage, at, all) => {
      const before = all[at - 1]?.id;
      const gap = Object.keys(gaps).find((key) => key === `${before}_${stage.id}`);
      const minimumGap = gap === undefined ? (offsets === null ? stage.minimumGap : 0) : numberOf(gaps, gap);
      return { ...stage, days: (days.get(stage.id) ?? stage.days) + (broken ? 3 : 0), minimumGap };
    });
  const policy: Partial<ReminderPolicy> = { stages, mailSpacing: offsets === null ? STANDARD_POLICY.mailSpacing : 0 };

  const differences = new Differences();
  let log: Log = Object.entries(done).flatMap(([key, on]) => {
    const stage = stages.find(({ id }) => id === stageOf(key));
    if (stage === undefined || typeof on !== 'string') throw new NotUnderstood(`done ${key}`);
    return doneOn(stage, localDate(on), invoice);
  });
  const from = addDays(due, Math.min(...stages.map(({ days: offset }) => offset)) - 12);
  for (const [key, wanted] of Object.entries(expected)) {
    const stage = stages.find(({ id }) => id === stageOf(key));
    if (stage === undefined) throw new NotUnderstood(`stage ${key}`);
    const day = firstDayOf(stage.id, { invoices: [invoice], policy, log }, from);
    differences.same(key, day, wanted);
    if (typeof wanted === 'string' && stage.id !== 'R0') log = [...log, ...doneOn(stage, localDate(wanted), invoice)];
  }
  return differences.found;
}
