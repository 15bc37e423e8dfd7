import { addDays, assess, fail, foreseen, ok, parsePolicy, policyOf, sameForeseen, SHIPPED_POLICIES, stepsOffered } from '../core';
import type { Author, CaseFile, CompanyId, DebtorId, Instant, KeptAssignment, LedgerSource, LocalDate, Pack, PolicyAssignment, PolicyBook, PolicyPreview, Settings, Template } from '../core';
import { decideLot } from './decide';
import type { Deciding } from './decide';
import type { Records } from './records';
import type { Account } from './store/read-accounts';
import type { Store } from './store/store';

export interface PolicyDeps {
  readonly store: Store;
  readonly company: CompanyId;
  readonly author: Author;
  readonly templates: readonly Template[];
  readonly now: () => Instant;
  /** What decides now; null: no ledger. */
  readonly deciding: () => Promise<Deciding | null>;
  readonly context: () => Promise<{ readonly pack: Pack; readonly source: LedgerSource | null; readonly today: LocalDate }>;
  readonly caseOf: (account: Account, pack: Pack, source: LedgerSource, today: LocalDate) => CaseFile;
}

/** A list that people read. */
const MOST_DEBTORS = 100;
const MOST_SEGMENTS = 50;
const PREVIEWED = 50;
/** Pages that are looked through for customers who have the plan in question. */
const PREVIEW_PAGES = 8;
/** One answer of the dry run: some tenths of a second at most. */
const DRY_RUN_PAGE = 200;
/** A due-date reminder comes 90 days before the due date at the earliest, and moves back from a day off. */
const AHEAD_DAYS = 100;
const NO_LEDGER = { code: 'source/no-ledger' } as const;

/** The plans: kept by the store, checked here whoever sends them. */
export function policyRecords({ store, company, author, templates, now, deciding, context, caseOf }: PolicyDeps): Pick<Settings<'async'>, 'policies' | 'savePolicy' | 'removePolicy' | 'assignPolicy'> & Pick<Records, 'previewPolicy' | 'dryRun'> {
  const pack = async (): Promise<Pack> => (await context()).pack;
  /** The worklist follows at once. Where a run is under way, or nothing may be kept, the next look at what stands behind does it. */
  const decideAnew = async (debtor: DebtorId): Promise<void> => {
    const of = await deciding();
    const run = of === null ? null : await store.decisions.run(company, of.under);
    if (of === null || run?.done !== true) return;
    const lot = await decideLot((debtors) => store.ruled(company, debtors), [debtor], of);
    if (lot !== null) await store.decisions.keep(company, run.run, of.under, lot, null);
  };
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

    removePolicy: async (id, version) => {
      const removed = await store.removePolicy(company, id, version, author, now());
      if (removed.ok) return removed;
      const why = removed.problem;
      if (why.kind === 'unknown') return fail({ code: 'policy/unknown', policy: id });
      if (why.kind === 'changed') return fail({ code: 'policy/changed-meanwhile', by: why.by.by, at: why.by.at });
      return fail({ code: 'policy/in-use', company: why.company, segments: why.segments, debtors: why.debtors });
    },

    previewPolicy: async (policy, instead) => {
      const checked = parsePolicy(policy, templates);
      if (!checked.ok) return fail({ code: 'policy/refused', faults: checked.problem });
      const { pack: inForce, source, today } = await context();
      if (source === null) return fail(NO_LEDGER);
      if (!inForce.policies.some(({ id }) => id === instead)) return fail({ code: 'policy/unknown', policy: instead });
      const draft: Pack = { ...inForce, policies: inForce.policies.map((one) => (one.id === instead ? { ...checked.value, id: instead } : one)) };
      const rows: PolicyPreview['rows'][number][] = [];
      let looked = 0;
      for (let page = 0; page < PREVIEW_PAGES && looked < PREVIEWED; page += 1) {
        const overdue = await store.overdue(company, today, page * PREVIEWED, PREVIEWED);
        const accounts = await store.accounts(company, overdue.debtors);
        for (const id of overdue.debtors) {
          const account = accounts.get(id);
          if (account === undefined || looked >= PREVIEWED || policyOf(inForce, account.debtor).id !== instead) continue;
          const file = caseOf(account, inForce, source, today);
          const [before, after] = [inForce, draft].map((by) => foreseen(assess(file, by, null, today)));
          looked += 1;
          if (before !== undefined && after !== undefined && !sameForeseen(before, after)) rows.push({ debtor: id, name: account.debtor.name, before, after });
        }
        if (overdue.debtors.length < PREVIEWED) break;
      }
      return ok({ looked, rows });
    },

    dryRun: async (offset) => {
      const { pack: inForce, source, today } = await context();
      if (source === null) return fail(NO_LEDGER);
      const page = await store.overdue(company, addDays(today, AHEAD_DAYS), offset, DRY_RUN_PAGE);
      const accounts = await store.accounts(company, page.debtors);
      const steps = stepsOffered([...accounts.values()].map((account) => assess(caseOf(account, inForce, source, today), inForce, null, today)));
      const reached = offset + page.debtors.length;
      return ok({ steps, looked: page.debtors.length, of: page.count, next: page.debtors.length < DRY_RUN_PAGE || reached >= page.count ? null : reached });
    },

    assignPolicy: async (assignment: PolicyAssignment) => {
      const { policy } = assignment;
      if (policy !== null && !(await pack()).policies.some(({ id }) => id === policy)) return fail({ code: 'policy/unknown', policy });
      if (assignment.scope === 'debtor' && !(await store.openAccounts(company, [assignment.debtor])).has(assignment.debtor)) return fail({ code: 'source/unknown-debtor' });
      const at = now();
      await store.assignPolicy(company, assignment, author, at);
      if (assignment.scope === 'debtor') await decideAnew(assignment.debtor);
      const kept: KeptAssignment = { ...assignment, by: author.name, at };
      return ok(kept);
    },
  };
}
