import { dirname, resolve } from 'node:path';
import { CompiledQuery, Kysely } from 'kysely';
import { indexed } from '../../core';
import type { DebtorId, Instant, KeptText, LedgerProblem, LedgerSource } from '../../core';
import { appendEntry } from './append-entry';
import { compareEdition, compareLedger } from './compare-ledger';
import { domainJudge } from './company-domains';
import type { DomainJudge, DomainRules } from './company-domains';
import { ALONE_ANYWAY, decidingAloneOn } from './deciding-alone';
import { decisionsIn } from './decisions';
import { dialectOf } from './dialect';
import { openShelf, useEdition } from './edition-shelf';
import type { EditionShelf } from './edition-shelf';
import { importContent, publishEdition } from './import-edition';
import { importLedger } from './import-ledger';
import { importLog } from './import-log';
import type { KeptRemarks, LedgerEditions, LedgerFacts } from './ledger-content';
import { notesIn } from './feed-notes';
import { forget, keptChoices, learn } from './learned-choices';
import { lookUp } from './look-up';
import { migrate, refuseOlder } from './migrations';
import { textsOf } from './texts';
import { assignPolicy, keptAssignments, ownPolicies, policyMark, removePolicy, savePolicy } from './policies';
import { publishChangedRows, publishIntoEdition } from './publish-changes';
import { ledgerKey, readAccounts, readEntries, readRuled } from './read-accounts';
import type { Account, Db } from './read-accounts';
import type { Tables } from './schema';
import { keptMapping, mappingKept } from './remembered-mapping';
import { otherCompaniesIn } from './companies';
import { savedFeedsIn } from './saved-feeds';
import { searchDebtors } from './search-debtors';
import { StatementShapes } from './statement-shapes';
import type { Store, TenantSettings } from './store';
import { ledgerTransfers } from './transfer';
import { readingOf } from './whole-reading';
import { writing } from './writing';

export interface StoreOptions {
  /** Free-mail and provider domains beyond the core's own list. */
  readonly providerDomains?: ReadonlySet<string>;
  /** Asked before an existing database is brought up to date; a refusal (throw) leaves it as it is. */
  readonly beforeMigration?: () => Promise<void>;
  /** SQLite only: nothing is written any more once it is open (SQLITE_READONLY). */
  readonly readOnly?: boolean;
  /** As it stands, beside a server that may be working with it: nothing is brought up to date, nothing is written. */
  readonly asItStands?: boolean;
  /** SQLite only: as if the disk ended after so many pages of 4 KiB (for tests of a full disk). */
  readonly pageLimit?: number;
}

/**
 * Opens `sqlite:PATH`, `sqlite::memory:` or `postgres://...` and brings it up to date.
 * @throws when it cannot be opened: a start without a store is no start.
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const { kind, dialect } = dialectOf(url, options.pageLimit ?? null, undefined, options.asItStands);
  const db = new Kysely<Tables>({ dialect });
  let shelf: EditionShelf | null = null;
  try {
    if (options.asItStands === true) {
      await refuseOlder(db);
      if (kind === 'sqlite') await db.connection().execute((one) => useEdition(one, dirname(resolve(url.slice('sqlite:'.length))), null));
    } else {
      await migrate(db, options.beforeMigration);
      if (kind === 'sqlite') shelf = await openShelf(db, url.slice('sqlite:'.length));
    }
  } catch (error) {
    await db.destroy();
    throw error;
  }
  if (kind === 'sqlite' && (options.readOnly === true || options.asItStands === true)) await db.executeQuery(CompiledQuery.raw('pragma query_only = on'));
  const providers = options.providerDomains ?? new Set<string>();
  const judges = new Map<string, DomainJudge>();
  const shapes = new StatementShapes(kind);
  const deciding = kind === 'postgres' ? decidingAloneOn(url) : ALONE_ANYWAY;
  const imports = new Map<string, Promise<unknown>>();

  const settings = async (tenant: string): Promise<TenantSettings | null> => {
    const row = await db.selectFrom('tenants').select(['profile', 'overrides']).where('tenant', '=', tenant).executeTakeFirst();
    return row === undefined ? null : { profile: JSON.parse(row.profile) as TenantSettings['profile'], overrides: JSON.parse(row.overrides) as TenantSettings['overrides'] };
  };
  const rulesOf = async (tenant: string): Promise<DomainRules> => {
    const of = await settings(tenant);
    return { providers, own: of?.profile.domains ?? [], company: of?.overrides.company ?? [], freeMail: of?.overrides.freeMail ?? [] };
  };
  const transfers = ledgerTransfers(url, rulesOf);
  const judgeOf = async (tenant: string): Promise<DomainJudge> => {
    const known = judges.get(tenant);
    if (known !== undefined) return known;
    const judge = domainJudge(await rulesOf(tenant));
    judges.set(tenant, judge);
    return judge;
  };
  /** The statements of one answer see one state of the database. */
  const reading = <T>(read: (trx: Db) => Promise<T>): Promise<T> =>
    (kind === 'postgres' ? db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only') : db.transaction().setAccessMode('read only')).execute(read);

  const wholeAccounts = async (tenant: string, ids: readonly string[]): Promise<ReadonlyMap<DebtorId, Account>> => {
    const judge = await judgeOf(tenant);
    const found = await reading((trx) => readAccounts(trx, shapes, tenant, ids, 'whole'));
    return new Map(Array.from(found, ([id, account]) => [id, { ...account, debtor: { ...account.debtor, domains: account.debtor.domains.filter((domain) => judge.companyDomain(domain) !== null) } }]));
  };

  return {
    kind,
    close: async () => {
      await deciding.close();
      await db.destroy();
      shelf?.close();
      transfers.close();
    },
    ping: async () => {
      await db.selectFrom('tenants').select('tenant').limit(1).execute();
    },

    settings,
    header: async (tenant) => {
      const row = await db.selectFrom('tenants as t').fullJoin('ledger_state as l', 'l.tenant', 't.tenant')
        .select(['t.profile', 't.overrides', 'l.name', 'l.kind', 'l.as_of', 'l.unreadable', 'l.number_shapes', 'l.generation', 'l.read_at']).where((eb) => eb.or([eb('t.tenant', '=', tenant), eb('l.tenant', '=', tenant)])).executeTakeFirst();
      if (row === undefined) return { profile: null, overrides: null, source: null, numberShapes: null, ledger: null };
      const { profile, overrides, name, kind: sourceKind, as_of: asOf, unreadable, number_shapes: numberShapes, generation, read_at: readAt } = row;
      const source = name === null || sourceKind === null || asOf === null ? null : { name, kind: sourceKind as LedgerSource['kind'], asOf: asOf as Instant, unreadableRows: unreadable ?? 0 };
      return { profile, overrides, source, numberShapes, ledger: generation === null || readAt === null ? null : ledgerKey(generation, readAt) };
    },
    saveSettings: async (tenant, { profile, overrides }) => {
      const row = { profile: JSON.stringify(profile), overrides: JSON.stringify(overrides) };
      await writing(db, kind, (trx) => trx.insertInto('tenants').values({ tenant, ...row }).onConflict((on) => on.column('tenant').doUpdateSet(row)).execute());
      judges.delete(tenant);
    },

    account: async (tenant, debtor) => (await wholeAccounts(tenant, [debtor])).get(debtor as DebtorId) ?? null,
    openAccounts: (tenant, debtors) => reading((trx) => readAccounts(trx, shapes, tenant, debtors, 'sums')),
    accounts: wholeAccounts,
    lookUp: async (tenant, hints) => {
      const judge = await judgeOf(tenant);
      return reading((trx) => lookUp(trx, tenant, hints, judge));
    },
    search: async (tenant, words) => {
      const judge = await judgeOf(tenant);
      return reading((trx) => searchDebtors(trx, tenant, words, judge));
    },
    decisions: decisionsIn(db, kind, shapes, deciding),
    ruled: (tenant, debtors) => reading((trx) => readRuled(trx, shapes, tenant, debtors)),
    overdue: (tenant, today, offset, limit) => reading(async (trx) => {
      const page = await trx.selectFrom('debtors').select('id').where('tenant', '=', tenant).where('oldest_due', '<', today).orderBy('oldest_due').orderBy('id').offset(offset).limit(limit).execute();
      const { count } = await trx.selectFrom('debtors').select((eb) => eb.fn.countAll<number>().as('count')).where('tenant', '=', tenant).where('oldest_due', '<', today).executeTakeFirstOrThrow();
      return { debtors: page.map((d) => d.id as DebtorId), count };
    }),

    entries: (tenant, debtor) => reading(async (trx) => {
      const known = await trx.selectFrom('debtors').select('id').where('tenant', '=', tenant).where('id', '=', debtor).executeTakeFirst();
      // A log that moved here may know somebody whom no ledger names any more.
      const logged = known ?? (await trx.selectFrom('log_head').select('debtor').where('tenant', '=', tenant).where('debtor', '=', debtor).where('seq', '>', 0).executeTakeFirst());
      return logged === undefined ? null : readEntries(trx, tenant, debtor);
    }),
    newestEntryAt: async (tenant) => {
      const row = await db.selectFrom('log_entries').select((eb) => eb.fn.max('at').as('at')).where('tenant', '=', tenant).executeTakeFirst();
      return (row?.at as Instant | null | undefined) ?? null;
    },
    logHead: async (tenant, debtor) => {
      const head = await db.selectFrom('log_head').select(['seq', 'hash']).where('tenant', '=', tenant).where('debtor', '=', debtor).executeTakeFirst();
      return head === undefined || head.seq === 0 ? null : head;
    },
    importLog: (tenant, chains) => importLog(db, kind, tenant, chains),
    append: (tenant, entry, text, keeper) => appendEntry(db, shapes, kind, tenant, entry, text, keeper),
    keptText: async (tenant, entry): Promise<KeptText | null> =>
      (await db.selectFrom('kept_texts').select(['subject', 'html', 'text']).where('tenant', '=', tenant).where('entry', '=', entry).executeTakeFirst()) ?? null,

    learn: (tenant, choice, author, at) => learn(db, kind, tenant, choice, author, at),
    forget: (tenant, choice) => forget(db, kind, tenant, choice),
    choices: (tenant, most) => reading((trx) => keptChoices(trx, tenant, most)),
    companyDomain: async (tenant, domain) => (await judgeOf(tenant)).companyDomain(domain),

    policyMark: (tenant) => policyMark(db, tenant),
    ownPolicies: (tenant) => ownPolicies(db, tenant),
    assignments: (tenant, mostDebtors) => reading((trx) => keptAssignments(trx, tenant, mostDebtors)),
    segments: async (tenant, most) => {
      const rows = await db.selectFrom('debtors').select('segment').distinct().where('tenant', '=', tenant).where('segment', 'is not', null).orderBy('segment').limit(most).execute();
      return rows.flatMap(({ segment }) => (segment === null ? [] : [segment]));
    },
    savePolicy: (tenant, saved, author, at) => savePolicy(db, kind, tenant, saved, author, at),
    removePolicy: (tenant, policy, version, author, at) => removePolicy(db, kind, tenant, policy, version, author, at),
    assignPolicy: (tenant, assignment, author, at) => assignPolicy(db, kind, tenant, assignment, author, at),

    texts: textsOf(db, kind),
    feeds: savedFeedsIn(db, kind),
    notes: notesIn(db, kind),
    otherCompanies: otherCompaniesIn(db, kind),

    documentPath: async (tenant, reference) =>
      (await db.selectFrom('documents').select('path').where('tenant', '=', tenant).where('reference', '=', indexed(reference)).executeTakeFirst())?.path ?? null,

    // One import of a tenant at a time: two readings must not interleave their batches.
    importLedger: async (tenant, content, readAt) => {
      // The editions of SQLite hold the ledgers of all tenants.
      const one = shelf === null ? tenant : '';
      const before = imports.get(one) ?? Promise.resolve();
      const mine = before.catch(() => undefined).then(async () => {
        const judge = await judgeOf(tenant);
        return shelf === null ? db.transaction().execute((trx) => importLedger(trx, tenant, readingOf(content), readAt, judge)) : importContent(shelf, tenant, content, readAt, judge);
      });
      imports.set(one, mine);
      return mine;
    },
    publishChanges: async (tenant, changes, readAt) => {
      const judge = await judgeOf(tenant);
      return shelf === null ? db.transaction().execute((trx) => publishChangedRows(trx, tenant, changes, readAt, judge)) : publishIntoEdition(db, shelf, tenant, changes, readAt, judge);
    },
    compareLedger: (tenant, content) => compareLedger(db, tenant, readingOf(content)),
    beside: shelf === null ? transfers : editionsOf(db, shelf, rulesOf),
    ledgerFacts: (tenant) => ledgerFacts(db, tenant),
    confirmLedger: async (tenant, asOf) => {
      await writing(db, kind, (trx) => trx.updateTable('ledger_state').set({ as_of: asOf }).where('tenant', '=', tenant).where('as_of', '<', asOf).execute());
    },
    placesOf: async (tenant, debtor) => (await db.selectFrom('debtor_keys').select('value').where('debtor', '=', debtor).where('tenant', '=', tenant).where('kind', '=', 'place').orderBy('value').execute()).map(({ value }) => value),
    lostLedger: async (tenant) => {
      const last = await db.selectFrom('ledger_generations').select('name').where('tenant', '=', tenant).orderBy('generation', 'desc').limit(1).executeTakeFirst();
      const standing = await db.selectFrom('ledger_state').select('tenant').where('tenant', '=', tenant).executeTakeFirst();
      return last === undefined || standing !== undefined ? null : last.name;
    },
    mappingFor: async (tenant, layout) => {
      const row = await db.selectFrom('column_mappings').select('mapping').where('tenant', '=', tenant).where('layout', '=', indexed(layout)).executeTakeFirst();
      return row === undefined ? null : mappingKept(row.mapping, layout);
    },
    rememberMapping: async (tenant, layout, mapping, at) => {
      const row = { mapping: keptMapping(mapping), used_at: at };
      await writing(db, kind, (trx) => trx.insertInto('column_mappings').values({ tenant, layout: indexed(layout), ...row }).onConflict((on) => on.columns(['tenant', 'layout']).doUpdateSet(row)).execute());
    },
  };
}

const editionsOf = (db: Kysely<Tables>, shelf: EditionShelf, rulesOf: (tenant: string) => Promise<DomainRules>): LedgerEditions => ({
  kind: 'editions',
  order: async (tenant, live) => ({ order: await shelf.order(tenant, live), rules: await rulesOf(tenant) }),
  compare: (tenant, built, rows) => compareEdition(db, tenant, built, rows),
  publish: (tenant, built, facts, readAt) => publishEdition(shelf, tenant, built, facts, readAt),
  discard: (file) => shelf.discard(file),
});

async function ledgerFacts(db: Kysely<Tables>, tenant: string): Promise<LedgerFacts | null> {
  const row = await db.selectFrom('ledger_state').selectAll().where('tenant', '=', tenant).executeTakeFirst();
  if (row === undefined) return null;
  return {
    source: { name: row.name, kind: row.kind as LedgerSource['kind'], asOf: row.as_of as Instant, unreadableRows: row.unreadable },
    readAt: row.read_at as Instant, rows: row.rows, problems: JSON.parse(row.problems) as LedgerProblem[], remarks: row.remarks === null ? null : (JSON.parse(row.remarks) as KeptRemarks), generation: row.generation, numberShapes: JSON.parse(row.number_shapes) as string[],
  };
}
