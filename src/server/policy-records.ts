import { fail, ok, parsePolicy, SHIPPED_POLICIES } from '../core';
import type { Author, CompanyId, Instant, KeptAssignment, Pack, PolicyAssignment, PolicyBook, Settings, Template } from '../core';
import type { Store } from './store/store';

export interface PolicyDeps {
  readonly store: Store;
  readonly company: CompanyId;
  readonly author: Author;
  readonly templates: readonly Template[];
  readonly now: () => Instant;
  readonly pack: () => Promise<Pack>;
}

/** A list that people read. */
const MOST_DEBTORS = 100;
const MOST_SEGMENTS = 50;

/** The plans: kept by the store, checked here whoever sends them. */
export function policyRecords({ store, company, author, templates, now, pack }: PolicyDeps): Pick<Settings<'async'>, 'policies' | 'savePolicy' | 'assignPolicy'> {
  return {
    policies: async () => {
      const [{ defaultPolicy }, own, assignments, segments] = await Promise.all([pack(), store.ownPolicies(company), store.assignments(company, MOST_DEBTORS), store.segments(company, MOST_SEGMENTS)]);
      const book: PolicyBook = { shipped: SHIPPED_POLICIES, own, defaultPolicy, assignments, segments };
      return ok(book);
    },

    savePolicy: async ({ policy, basedOn, replaces }) => {
      const checked = parsePolicy(policy, templates);
      if (!checked.ok) return fail({ code: 'policy/refused', faults: checked.problem });
      const known = basedOn === null || (await pack()).policies.some(({ id }) => id === basedOn);
      if (!known) return fail({ code: 'policy/unknown', policy: basedOn });
      const saved = await store.savePolicy(company, { policy: checked.value, basedOn, replaces }, author, now());
      if (saved.ok) return saved;
      return fail(saved.problem === null ? { code: 'policy/unknown', policy: checked.value.id } : { code: 'policy/changed-meanwhile', by: saved.problem.by, at: saved.problem.at });
    },

    assignPolicy: async (assignment: PolicyAssignment) => {
      const { policy } = assignment;
      if (policy !== null && !(await pack()).policies.some(({ id }) => id === policy)) return fail({ code: 'policy/unknown', policy });
      if (assignment.scope === 'debtor' && !(await store.openAccounts(company, [assignment.debtor])).has(assignment.debtor)) return fail({ code: 'source/unknown-debtor' });
      const at = now();
      await store.assignPolicy(company, assignment, author, at);
      const kept: KeptAssignment = { ...assignment, by: author.name, at };
      return ok(kept);
    },
  };
}
