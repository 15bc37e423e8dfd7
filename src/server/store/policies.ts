import type { Kysely, Transaction } from 'kysely';
import { fail, ok } from '../../core';
import type { Author, DebtorId, Instant, KeptAssignment, OwnPolicy, PolicyAssignment, PolicyId, PolicyToSave, PolicyVersion, ReminderPolicy, Result } from '../../core';
import type { StoreKind } from './dialect';
import { asOnlyPolicyChange } from './ledger-locks';
import type { Db } from './read-accounts';
import type { Tables } from './schema';
import { writing } from './writing';

/** Of each plan: a list that people read. All are kept. */
const MOST_VERSIONS = 50;
/** No entry bears this number. */
const BEHIND = -1;
/** In the place of a plan: the last of its versions. */
const REMOVED = 'removed';

export async function policyMark(db: Db, tenant: string): Promise<number> {
  const { policy, choice } = await db.selectNoFrom((eb) => [
    eb.selectFrom('policies').select((of) => of.fn.max('seq').as('seq')).where('tenant', '=', tenant).as('policy'),
    eb.selectFrom('policy_choices').select((of) => of.fn.max('seq').as('seq')).where('tenant', '=', tenant).as('choice'),
  ]).executeTakeFirstOrThrow();
  return Math.max(policy ?? 0, choice ?? 0);
}

export async function ownPolicies(db: Db, tenant: string): Promise<readonly OwnPolicy[]> {
  const rows = await db.selectFrom('policies').select(['id', 'version', 'content', 'based_on', 'author_name', 'at']).where('tenant', '=', tenant).orderBy('seq').execute();
  const plans = new Map<string, OwnPolicy>();
  for (const row of rows) {
    const saved: PolicyVersion = { version: row.version, by: row.author_name, at: row.at as Instant };
    const versions = [saved, ...(plans.get(row.id)?.versions ?? [])].slice(0, MOST_VERSIONS);
    // A plan that was taken out of use; a later version would bring it back.
    if (row.content === REMOVED) {
      plans.delete(row.id);
      continue;
    }
    plans.set(row.id, { policy: JSON.parse(row.content) as ReminderPolicy, basedOn: row.based_on as PolicyId | null, versions });
  }
  return [...plans.values()];
}

export async function keptAssignments(db: Db, tenant: string, mostDebtors: number): Promise<readonly KeptAssignment[]> {
  const of = db.selectFrom('policy_choices as c').select(['c.seq', 'c.scope', 'c.subject', 'c.policy', 'c.author_name', 'c.at']).where('c.tenant', '=', tenant)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('policy_choices as later').select('later.seq').whereRef('later.tenant', '=', 'c.tenant').whereRef('later.scope', '=', 'c.scope').whereRef('later.subject', '=', 'c.subject').whereRef('later.seq', '>', 'c.seq'))))
    .orderBy('c.seq', 'desc');
  const rows = [...await of.where('c.scope', '<>', 'debtor').execute(), ...await of.where('c.scope', '=', 'debtor').limit(mostDebtors).execute()];
  return rows.sort((a, b) => b.seq - a.seq).flatMap((row): readonly KeptAssignment[] => {
    const kept = { by: row.author_name, at: row.at as Instant };
    const policy = row.policy as PolicyId | null;
    if (row.scope === 'debtor') return [{ scope: 'debtor', debtor: row.subject as DebtorId, policy, ...kept }];
    if (row.scope === 'segment') return [{ scope: 'segment', segment: row.subject, policy, ...kept }];
    return policy === null ? [] : [{ scope: 'company', policy, ...kept }];
  });
}

/** One change at a time: two that read the same number would overwrite each other's. */
const changing = <T>(db: Kysely<Tables>, kind: StoreKind, tenant: string, change: (trx: Transaction<Tables>, seq: number) => Promise<T>): Promise<T> => writing(db, kind, async (trx) => {
  if (kind === 'postgres') await asOnlyPolicyChange(trx, tenant);
  return change(trx, (await policyMark(trx, tenant)) + 1);
});

export function savePolicy(db: Kysely<Tables>, kind: StoreKind, tenant: string, { policy, basedOn, replaces }: PolicyToSave, author: Author, at: Instant): Promise<Result<OwnPolicy, PolicyVersion | null>> {
  return changing(db, kind, tenant, async (trx, seq): Promise<Result<OwnPolicy, PolicyVersion | null>> => {
    const own = await ownPolicies(trx, tenant);
    const before = replaces === null ? null : (own.find(({ policy: { id }, versions }) => id === policy.id || versions.some(({ version }) => version === replaces)) ?? null);
    const newest = before?.versions[0] ?? null;
    if (replaces !== null && newest?.version !== replaces) return fail(newest);
    const id = (before?.policy.id ?? `own-${seq}`) as PolicyId;
    const version = `${id}.${seq}`;
    const content: ReminderPolicy = { ...policy, id, version };
    const of = before?.basedOn ?? basedOn;
    await trx.insertInto('policies').values({ tenant, seq, id, version, content: JSON.stringify(content), based_on: of, author_id: author.id, author_name: author.name, at }).execute();
    return ok({ policy: content, basedOn: of, versions: [{ version, by: author.name, at }, ...(before?.versions ?? [])].slice(0, MOST_VERSIONS) });
  });
}

export type NotRemoved = { readonly kind: 'unknown' } | { readonly kind: 'changed'; readonly by: PolicyVersion } | { readonly kind: 'in-use'; readonly company: boolean; readonly segments: readonly string[]; readonly debtors: number };

/** Nothing is deleted: the versions that decided entries of the log can still be looked up. */
export function removePolicy(db: Kysely<Tables>, kind: StoreKind, tenant: string, id: PolicyId, version: string, author: Author, at: Instant): Promise<Result<null, NotRemoved>> {
  return changing(db, kind, tenant, async (trx, seq): Promise<Result<null, NotRemoved>> => {
    const own = (await ownPolicies(trx, tenant)).find(({ policy }) => policy.id === id);
    if (own === undefined) return fail({ kind: 'unknown' });
    const [newest] = own.versions;
    if (newest !== undefined && newest.version !== version) return fail({ kind: 'changed', by: newest });
    const has = (await keptAssignments(trx, tenant, Number.MAX_SAFE_INTEGER)).filter(({ policy }) => policy === id);
    const segments = has.flatMap((one) => (one.scope === 'segment' ? [one.segment] : []));
    const debtors = has.filter(({ scope }) => scope === 'debtor').length;
    const company = has.some(({ scope }) => scope === 'company');
    if (has.length > 0) return fail({ kind: 'in-use', company, segments, debtors });
    await trx.insertInto('policies').values({ tenant, seq, id, version: `${id}.${seq}`, content: REMOVED, based_on: own.basedOn, author_id: author.id, author_name: author.name, at }).execute();
    return ok(null);
  });
}

export async function assignPolicy(db: Kysely<Tables>, kind: StoreKind, tenant: string, assignment: PolicyAssignment, author: Author, at: Instant): Promise<void> {
  const subject = assignment.scope === 'company' ? '' : assignment.scope === 'segment' ? assignment.segment : assignment.debtor;
  await changing(db, kind, tenant, async (trx, seq) => {
    await trx.insertInto('policy_choices').values({ tenant, seq, scope: assignment.scope, subject, policy: assignment.policy, author_id: author.id, author_name: author.name, at }).execute();
    // What was decided of him stands behind, as after an entry; company and segments change the rules of a whole run.
    if (assignment.scope === 'debtor') await trx.updateTable('decisions').set({ seq: BEHIND }).where('tenant', '=', tenant).where('debtor', '=', subject).execute();
  });
}
