import { SHIPPED_POLICIES, canonicalJson, fail, ok, parsePolicy } from '../../core';
import type { KeptAssignment, OwnPolicy, PolicyId, PolicyProblem, ReminderPolicy, Result, Settings, SourceProblem } from '../../core';
import { cellWords, inCells, unbent } from './cell-text';
import { MOST_VERSIONS, kindOfPlan, sealOf } from './kept-plans';
import { underLock } from './script-lock';
import type { SettingsDeps } from './settings-deps';
import { writeSettings } from './settings-rows';
import type { InForce, InForceTabs, SheetFacts } from './sheet-facts';
import { rowFor } from './tab-columns';
import { changeBook, rowsBehind } from './write-rows';

type Kept<T> = Result<T, SourceProblem | PolicyProblem>;
/** Lists that people read. */
const MOST_DEBTORS = 100;
const MOST_SEGMENTS = 50;

/** The plans, each version in a row of its own; checked here whoever sends them. */
export function planRecords(deps: SettingsDeps): Pick<Settings<'sync'>, 'policies' | 'savePolicy' | 'removePolicy' | 'assignPolicy'> {
  const knows = ({ ownPlans }: InForce, id: PolicyId): boolean => [...SHIPPED_POLICIES, ...ownPlans.map(({ policy }) => policy)].some((policy) => policy.id === id);
  /** On the tabs as they are under the lock. */
  const changing = <T>(change: (facts: SheetFacts, force: InForceTabs) => Kept<T>): Kept<T> => underLock<T, SourceProblem | PolicyProblem>(() => {
    const fresh = deps.fresh();
    const force = fresh.inForce();
    return force.ok ? change(fresh, force.value) : force;
  });
  const write = ({ book: { place } }: SheetFacts, { plans }: InForceTabs, id: PolicyId, version: string, policy: ReminderPolicy | null, name: string, basedOn: PolicyId | null): Result<null, SourceProblem> => {
    const tab = place.tabs.plans;
    if (tab === undefined) return fail({ code: 'sheet/tab-gone', tab: 'Plan' });
    const content = policy === null ? '' : unbent(canonicalJson(policy));
    if (inCells(content).length > 1) throw new RangeError('a checked plan fits a cell');
    const row = rowFor({ name: cellWords(name), by: cellWords(deps.author.name), at: deps.now(), kind: kindOfPlan(policy), plan: cellWords(id), version: cellWords(version), basedOn: cellWords(basedOn ?? ''), content, seal: sealOf(id, version, content) }, plans.layout);
    const written = changeBook(place.spreadsheet, [rowsBehind(tab.sheetId, [row])]);
    if (written.ok) deps.changed('plans');
    return written;
  };
  return {
    policies: () => {
      const force = deps.facts.inForce();
      if (!force.ok) return force;
      const segments = deps.segments();
      if (!segments.ok) return segments;
      const { ownPlans: own, defaultPolicy, assignments } = force.value;
      const debtors = assignments.filter(({ scope }) => scope === 'debtor').slice(0, MOST_DEBTORS);
      return ok({ shipped: SHIPPED_POLICIES, own, defaultPolicy, assignments: assignments.filter((one) => one.scope !== 'debtor' || debtors.includes(one)), segments: segments.value.slice(0, MOST_SEGMENTS) });
    },

    savePolicy: ({ policy: given, basedOn, replaces }) => {
      const checked = parsePolicy(given, deps.templates);
      if (!checked.ok) return fail({ code: 'policy/refused', faults: checked.problem });
      const policy = checked.value;
      return changing<OwnPolicy>((facts, force) => {
        if (basedOn !== null && !knows(force, basedOn)) return fail({ code: 'policy/unknown', policy: basedOn });
        const before = replaces === null ? undefined : force.ownPlans.find(({ policy: { id }, versions }) => id === policy.id || versions.some(({ version }) => version === replaces));
        const [newest] = before?.versions ?? [];
        if (replaces !== null && newest === undefined) return fail({ code: 'policy/unknown', policy: policy.id });
        if (newest !== undefined && newest.version !== replaces) return fail({ code: 'policy/changed-meanwhile', by: newest.by, at: newest.at });
        const seq = force.plans.mark + 1;
        const id = before?.policy.id ?? (`own-${seq}` as PolicyId);
        const content: ReminderPolicy = { ...policy, id, version: `${id}.${seq}` };
        const of = before?.basedOn ?? basedOn;
        const written = write(facts, force, id, content.version, content, content.name[force.profile.language], of);
        if (!written.ok) return written;
        return ok({ policy: content, basedOn: of, versions: [{ version: content.version, by: deps.author.name, at: deps.now() }, ...(before?.versions ?? [])].slice(0, MOST_VERSIONS) });
      });
    },

    removePolicy: (id, version) => changing<null>((facts, force) => {
      const own = force.ownPlans.find(({ policy }) => policy.id === id);
      if (own === undefined) return fail({ code: 'policy/unknown', policy: id });
      const [newest] = own.versions;
      if (newest !== undefined && newest.version !== version) return fail({ code: 'policy/changed-meanwhile', by: newest.by, at: newest.at });
      const has = force.assignments.filter(({ policy }) => policy === id);
      if (has.length > 0) return fail({ code: 'policy/in-use', company: has.some(({ scope }) => scope === 'company'), segments: has.flatMap((one) => (one.scope === 'segment' ? [one.segment] : [])), debtors: has.filter(({ scope }) => scope === 'debtor').length });
      return write(facts, force, id, `${id}.${force.plans.mark + 1}`, null, own.policy.name[force.profile.language], own.basedOn);
    }),

    assignPolicy: (assignment) => {
      if (assignment.scope === 'debtor') {
        const names = deps.namesOf([assignment.debtor]);
        if (!names.ok) return names;
        if (!names.value.has(assignment.debtor)) return fail({ code: 'source/unknown-debtor' });
      }
      return changing<KeptAssignment>(({ book }, force) => {
        const { policy, scope } = assignment;
        if (policy !== null && !knows(force, policy)) return fail({ code: 'policy/unknown', policy });
        const subject = scope === 'company' ? '' : scope === 'segment' ? assignment.segment : assignment.debtor;
        const at = deps.now();
        const written = writeSettings(book.place, force.settings, [{ key: `plan.${scope}`, subject, value: policy ?? '' }], deps.author, at, force.profile.language);
        if (!written.ok) return written;
        deps.changed('settings');
        return ok({ ...assignment, by: deps.author.name, at });
      });
    },
  };
}
