import { addDays, assess } from '../../../src/core';
import type { Assessment, Invoice, LocalDate, LogEntry, LogFact, Proposal } from '../../../src/core';
import type { Law } from './lives-laws';
import type { Assess } from './lives-lived';

/** A wrong `assess` for each law: the law must be seen broken under it, else it watches nothing. */
export const FAULTS: Readonly<Record<Law, () => Assess>> = {
  repeated: () => (file, ...rest) => assess({ ...file, entries: forgetting(file.entries) }, ...rest),
  'too-early': () => aDayEarly,
  'passed-over': () => (file, pack, facts, today) =>
    assess(file, { ...pack, policies: pack.policies.map((policy) => ({ ...policy, stages: policy.stages.filter(({ days }, at) => days <= 0 || at % 2 === 0 || at === policy.stages.length - 1) })) }, facts, today),
  lowered: () => (file, pack, facts, today) => {
    const assessment = assess(file, pack, facts, today);
    // Every fourth day of the month the youngest debt alone is looked at.
    return Number(today.slice(8)) % 4 === 0 && 'proposal' in assessment ? assess({ ...file, invoices: youngest(file.invoices) }, pack, facts, today) : assessment;
  },
  replay: remembering,
  'before-recheck': () => (...facts) => longer(assess(...facts)),
  withheld: () => aDayLate,
  'left-out': () => (...facts) => letterWithout(assess(...facts), ({ demanded }) => demanded.slice(0, Math.max(1, demanded.length - 1))),
  'wrongly-asked': () => (file, ...rest) => assess({ ...file, invoices: file.invoices.map((invoice) => ({ ...invoice, missingSince: null })), debtor: { ...file.debtor, exclusion: null } }, ...rest),
  refused: () => (file, ...rest) => assess({ ...file, entries: file.entries.filter(({ fact }) => fact.kind !== 'promise-recorded' && fact.kind !== 'hold-set') }, ...rest),
};

/** The last invoice that a message listed is forgotten, and a message that listed one alone. */
const forgetting = (entries: readonly LogEntry[]): readonly LogEntry[] =>
  entries.map((entry) => {
    const { fact } = entry;
    return fact.kind === 'reminder-drafted' ? { ...entry, fact: { ...fact, invoices: fact.invoices.slice(0, -1) } satisfies LogFact } : entry;
  });

const aDayEarly: Assess = (file, pack, facts, today) => dated(assess(file, pack, facts, addDays(today, 1)), today);
/** The answer of yesterday. */
const aDayLate: Assess = (file, pack, facts, today) => dated(assess(file, pack, facts, addDays(today, -1)), today);
const dated = (assessment: Assessment, today: LocalDate): Assessment => ({ ...assessment, today });

/** Answers otherwise once in a while, by what it was asked before. */
function remembering(): Assess {
  let calls = 0;
  return (...facts) => {
    const assessment = assess(...facts);
    calls += 1;
    return 'recheckOn' in assessment && calls % 97 === 0 ? ({ ...assessment, recheckOn: addDays(assessment.today, 1) } as Assessment) : assessment;
  };
}

/** Says that it stands three days more than it does. */
const longer = (assessment: Assessment): Assessment => (assessment.recheckOn === null ? assessment : ({ ...assessment, recheckOn: addDays(assessment.recheckOn, 3) } as Assessment));

function youngest(invoices: readonly Invoice[]): readonly Invoice[] {
  const bills = invoices.filter(({ kind }) => kind !== 'credit-note');
  const last = [...bills].sort((a, b) => ((a.instalments[0]?.due ?? '') < (b.instalments[0]?.due ?? '') ? 1 : -1))[0];
  return last === undefined ? invoices : [last];
}

function letterWithout(assessment: Assessment, demanded: (proposal: Proposal) => Proposal['demanded']): Assessment {
  return 'proposal' in assessment ? { ...assessment, proposal: { ...assessment.proposal, demanded: demanded(assessment.proposal) } } : assessment;
}

