import { Migrator, NO_MIGRATIONS, sql } from 'kysely';
import type { CreateTableBuilder, Kysely, Migration, NoMigrations } from 'kysely';
import type { Tables } from './schema';

type Db = Kysely<unknown>;
type Column = 'text' | 'text?' | 'integer' | 'integer?' | 'bigint' | 'bigint?';

/** `bigint` for money and counts (int8 in PostgreSQL, any integer in SQLite). A `?` allows null. */
async function table(db: Db, name: string, columns: Readonly<Record<string, Column>>, primaryKey: readonly string[], belongsTo?: { readonly columns: readonly string[]; readonly table: string; readonly key: readonly string[] }): Promise<void> {
  let builder: CreateTableBuilder<string> = db.schema.createTable(name) as CreateTableBuilder<string>;
  for (const [column, type] of Object.entries(columns)) {
    const bare = type.replace('?', '') as 'text' | 'integer' | 'bigint';
    builder = builder.addColumn(column, bare, (c) => (type.endsWith('?') ? c : c.notNull()));
  }
  if (primaryKey.length > 0) builder = builder.addPrimaryKeyConstraint(`${name}_key`, primaryKey as never);
  if (belongsTo !== undefined) builder = builder.addForeignKeyConstraint(`${name}_of_${belongsTo.table}`, belongsTo.columns as never, belongsTo.table, belongsTo.key as never);
  await builder.execute();
}

/**
 * The telling column first: a planner without statistics takes `tenant = ?` for selective, and an index that begins with
 * it and happens to be in the order that is asked for is then walked whole.
 */
const index = (db: Db, name: string, on: string, columns: readonly string[], unique = false): Promise<void> => {
  const builder = db.schema.createIndex(name).on(on).columns(columns as string[]);
  return (unique ? builder.unique() : builder).execute();
};

/** A debtor with a log can never be removed. */
const OF_DEBTOR = { columns: ['tenant', 'debtor'], table: 'debtors', key: ['tenant', 'id'] };

const first: Migration = {
  async up(db: Db) {
    await table(db, 'tenants', { tenant: 'text', profile: 'text', overrides: 'text' }, ['tenant']);

    await table(db, 'debtors', {
      tenant: 'text', id: 'text', code: 'text?', name: 'text', siren: 'text?', siret: 'text?', vat: 'text?', town: 'text?', phone: 'text?',
      language: 'text', kind: 'text', segment: 'text?', law_country: 'text', policy: 'text?', payer: 'text?', group_name: 'text?',
      exclusion_reason: 'text?', exclusion_until: 'text?', oldest_due: 'text?', fingerprint: 'text',
    }, ['tenant', 'id']);
    await index(db, 'debtors_by_age', 'debtors', ['tenant', 'oldest_due', 'id']);
    await table(db, 'debtor_keys', { tenant: 'text', kind: 'text', value: 'text', debtor: 'text' }, []);
    await index(db, 'debtor_keys_by_value', 'debtor_keys', ['value', 'kind', 'tenant']);
    await index(db, 'debtor_keys_by_debtor', 'debtor_keys', ['debtor', 'tenant']);
    await table(db, 'debtor_credits', { tenant: 'text', debtor: 'text', currency: 'text', minor: 'bigint' }, ['tenant', 'debtor', 'currency']);
    await table(db, 'contacts', { tenant: 'text', debtor: 'text', position: 'integer', name: 'text?', address: 'text', role: 'text' }, []);
    await index(db, 'contacts_by_address', 'contacts', ['address', 'tenant']);
    await index(db, 'contacts_by_debtor', 'contacts', ['debtor', 'tenant']);
    await table(db, 'domains', { tenant: 'text', debtor: 'text', domain: 'text' }, []);
    await index(db, 'domains_by_domain', 'domains', ['domain', 'tenant']);
    await index(db, 'domains_by_debtor', 'domains', ['debtor', 'tenant']);
    await table(db, 'name_grams', { tenant: 'text', gram: 'text', debtor: 'text' }, []);
    await index(db, 'name_grams_by_gram', 'name_grams', ['gram', 'tenant', 'debtor']);
    await index(db, 'name_grams_by_debtor', 'name_grams', ['debtor', 'tenant']);

    await table(db, 'invoices', {
      tenant: 'text', id: 'text', debtor: 'text', number: 'text', kind: 'text', issued: 'text?', received_on: 'text?', means: 'text',
      retained_minor: 'bigint?', retained_currency: 'text?', retained_released_on: 'text?', assignee_name: 'text?', assignee_iban: 'text?',
      corrects: 'text?', disputed_minor: 'bigint?', disputed_currency: 'text?', e_invoice_status: 'integer?', order_number: 'text?',
      document: 'text?', missing_since: 'text?', open: 'integer',
    }, ['tenant', 'id']);
    await index(db, 'invoices_by_debtor', 'invoices', ['debtor', 'tenant']);
    await table(db, 'instalments', {
      tenant: 'text', invoice: 'text', debtor: 'text', position: 'integer', due: 'text', due_basis: 'text', currency: 'text', amount: 'bigint', outstanding: 'bigint',
    }, []);
    await index(db, 'instalments_by_debtor', 'instalments', ['debtor', 'tenant']);
    await table(db, 'payment_events', {
      tenant: 'text', invoice: 'text', debtor: 'text', position: 'integer', paid_on: 'text', currency: 'text', amount: 'bigint', kind: 'text', reference: 'text?',
    }, []);
    await index(db, 'payment_events_by_debtor', 'payment_events', ['debtor', 'tenant']);
    await table(db, 'invoice_keys', { tenant: 'text', value: 'text', strength: 'integer', invoice: 'text', debtor: 'text' }, []);
    await index(db, 'invoice_keys_by_value', 'invoice_keys', ['value', 'tenant']);
    await index(db, 'invoice_keys_by_debtor', 'invoice_keys', ['debtor', 'tenant']);

    await table(db, 'log_head', { tenant: 'text', debtor: 'text', seq: 'integer', hash: 'text' }, ['tenant', 'debtor'], OF_DEBTOR);
    await table(db, 'log_entries', {
      tenant: 'text', debtor: 'text', seq: 'integer', id: 'text', request_id: 'text', version: 'integer', company: 'text', fact: 'text', content_hash: 'text?',
      policy_version: 'text?', rules_version: 'text', author_id: 'text', author_name: 'text', at: 'text', on_day: 'text',
      previous_hash: 'text', hash: 'text', salt: 'text?', erased: 'text?', reference: 'text?',
    }, ['tenant', 'debtor', 'seq'], OF_DEBTOR);
    await index(db, 'log_entries_by_request', 'log_entries', ['tenant', 'request_id'], true);
    await index(db, 'log_entries_by_id', 'log_entries', ['tenant', 'id'], true);
    await index(db, 'log_entries_by_reference', 'log_entries', ['reference', 'tenant']);
    await table(db, 'kept_texts', { tenant: 'text', entry: 'text', subject: 'text', html: 'text', text: 'text' }, ['tenant', 'entry'], { columns: ['tenant', 'entry'], table: 'log_entries', key: ['tenant', 'id'] });
    await table(db, 'learned_choices', { tenant: 'text', scope: 'text', value: 'text', debtor: 'text?', author_id: 'text', at: 'text' }, ['value', 'scope', 'tenant']);

    await table(db, 'ledger_state', {
      tenant: 'text', generation: 'integer', name: 'text', kind: 'text', as_of: 'text', read_at: 'text', rows: 'integer', unreadable: 'integer',
      problems: 'text', number_shapes: 'text',
    }, ['tenant']);
    await table(db, 'ledger_generations', {
      tenant: 'text', generation: 'integer', name: 'text', as_of: 'text', read_at: 'text', rows: 'integer', debtors: 'integer', invoices: 'integer', missing: 'integer',
    }, ['tenant', 'generation']);
    await table(db, 'column_mappings', { tenant: 'text', layout: 'text', mapping: 'text', used_at: 'text' }, ['tenant', 'layout']);
    await table(db, 'documents', { tenant: 'text', reference: 'text', path: 'text' }, ['tenant', 'reference']);
  },
  async down(db: Db) {
    for (const name of ['tenants', 'kept_texts', 'log_entries', 'log_head', 'debtors', 'debtor_keys', 'debtor_credits', 'contacts', 'domains', 'name_grams', 'invoices', 'instalments',
      'payment_events', 'invoice_keys', 'learned_choices', 'ledger_state', 'ledger_generations', 'column_mappings', 'documents']) {
      await db.schema.dropTable(name).execute();
    }
  },
};

/** SQLite: the file that holds the ledger in use (edition-schema.ts). No row: the tables here hold it. */
const editions: Migration = {
  async up(db: Db) {
    await table(db, 'ledger_edition', { file: 'text' }, ['file']);
  },
  async down(db: Db) {
    await db.schema.dropTable('ledger_edition').execute();
  },
};

/** How the ledger in use was read, to be looked at again; null: read before that was kept. */
const remarks: Migration = {
  async up(db: Db) {
    await db.schema.alterTable('ledger_state').addColumn('remarks', 'text').execute();
  },
  async down(db: Db) {
    await db.schema.alterTable('ledger_state').dropColumn('remarks').execute();
  },
};

/** Who chose, by name: what a team remembers can be looked at. */
const choices: Migration = {
  async up(db: Db) {
    await db.schema.alterTable('learned_choices').addColumn('author_name', 'text').execute();
    await index(db, 'learned_choices_by_time', 'learned_choices', ['tenant', 'scope', 'at']);
  },
  async down(db: Db) {
    await db.schema.dropIndex('learned_choices_by_time').execute();
    await db.schema.alterTable('learned_choices').dropColumn('author_name').execute();
  },
};

/** Accounts from which customers pay, where a ledger tells them. */
const ibans: Migration = {
  async up(db: Db) {
    await table(db, 'debtor_ibans', { tenant: 'text', debtor: 'text', iban: 'text' }, []);
    await index(db, 'debtor_ibans_by_debtor', 'debtor_ibans', ['debtor', 'tenant']);
    await index(db, 'debtor_ibans_by_iban', 'debtor_ibans', ['iban', 'tenant']);
  },
  async down(db: Db) {
    await db.schema.dropTable('debtor_ibans').execute();
  },
};

/** The day on which an e-invoice got its status: five business days run from it when a payment is on its way. */
const statusDays: Migration = {
  async up(db: Db) {
    await db.schema.alterTable('invoices').addColumn('e_invoice_status_on', 'text').execute();
  },
  async down(db: Db) {
    await db.schema.alterTable('invoices').dropColumn('e_invoice_status_on').execute();
  },
};

/**
 * What was decided of each debtor (decisions.ts), under the run that is in force; `head`: where his log stands now. `run` and
 * `day` say under what; a place sorts within a group.
 */
const decisions: Migration = {
  async up(db: Db) {
    await table(db, 'decisions', {
      tenant: 'text', debtor: 'text', run: 'integer', seq: 'integer', head: 'integer', recheck_on: 'text?', grp: 'text', place: 'text', amount: 'bigint', days_late: 'integer', folded: 'text',
      next_on: 'text?', next_channel: 'text?', decision: 'text',
    }, ['tenant', 'debtor']);
    await index(db, 'decisions_by_place', 'decisions', ['tenant', 'run', 'grp', 'place', 'debtor']);
    await index(db, 'decisions_by_next', 'decisions', ['tenant', 'run', 'next_on', 'next_channel']);
    await index(db, 'decisions_by_run', 'decisions', ['tenant', 'run', 'grp']);
    await sql`create index decisions_behind on decisions (tenant, run) where seq <> head`.execute(db);
    await table(db, 'decision_runs', { tenant: 'text', run: 'integer', under: 'text', day: 'text', reached_due: 'text', reached: 'text', decided: 'integer', total: 'integer', done: 'integer' }, ['tenant']);
  },
  async down(db: Db) {
    await db.schema.dropTable('decisions').execute();
    await db.schema.dropTable('decision_runs').execute();
  },
};

/** The company's own plans, each version kept, and who has which plan. */
const policies: Migration = {
  async up(db: Db) {
    await table(db, 'policies', { tenant: 'text', seq: 'integer', id: 'text', version: 'text', content: 'text', based_on: 'text?', author_id: 'text', author_name: 'text', at: 'text' }, ['tenant', 'seq']);
    await index(db, 'policies_by_version', 'policies', ['version', 'tenant'], true);
    await table(db, 'policy_choices', { tenant: 'text', seq: 'integer', scope: 'text', subject: 'text', policy: 'text?', author_id: 'text', author_name: 'text', at: 'text' }, ['tenant', 'seq']);
    await index(db, 'policy_choices_by_subject', 'policy_choices', ['subject', 'scope', 'tenant']);
  },
  async down(db: Db) {
    for (const name of ['policies', 'policy_choices']) await db.schema.dropTable(name).execute();
  },
};

/** The company's own texts, each version kept, and the shipped ones that the log names. */
const texts: Migration = {
  async up(db: Db) {
    await table(db, 'texts', { tenant: 'text', seq: 'integer', slot: 'text', version: 'text', subject: 'text?', body: 'text?', codes: 'text?', reason: 'text?', author_id: 'text', author_name: 'text', at: 'text' }, ['tenant', 'seq']);
    await index(db, 'texts_by_version', 'texts', ['version', 'tenant'], true);
    await index(db, 'texts_by_slot', 'texts', ['tenant', 'slot', 'seq']);
    await table(db, 'shipped_texts', { tenant: 'text', version: 'text', content: 'text', at: 'text' }, ['tenant', 'version']);
  },
  async down(db: Db) {
    for (const name of ['texts', 'shipped_texts']) await db.schema.dropTable(name).execute();
  },
};

/** No run is in force any more; their numbers go on. */
async function decidedAnew(db: Db): Promise<void> {
  await sql`delete from decisions`.execute(db);
  await sql`update decision_runs set under = '', done = 0`.execute(db);
}

/**
 * By what a worklist is filtered, and what was done today. The index of a group holds what the filters ask, so that a filtered
 * page and its count read no row that they leave out. What was decided before knows none of it: it is decided anew.
 */
const worklistFilters: Migration = {
  async up(db: Db) {
    await decidedAnew(db);
    for (const column of ['stage', 'segment', 'handled_on']) await db.schema.alterTable('decisions').addColumn(column, 'text').execute();
    for (const name of ['decisions_by_place', 'decisions_by_run']) await db.schema.dropIndex(name).execute();
    await index(db, 'decisions_by_place', 'decisions', ['tenant', 'run', 'grp', 'place', 'debtor', 'amount', 'days_late', 'stage', 'segment']);
    await index(db, 'decisions_by_run', 'decisions', ['tenant', 'run', 'grp', 'handled_on']);
  },
  async down(db: Db) {
    await decidedAnew(db);
    for (const name of ['decisions_by_place', 'decisions_by_run']) await db.schema.dropIndex(name).execute();
    for (const column of ['stage', 'segment', 'handled_on']) await db.schema.alterTable('decisions').dropColumn(column).execute();
    await index(db, 'decisions_by_place', 'decisions', ['tenant', 'run', 'grp', 'place', 'debtor']);
    await index(db, 'decisions_by_run', 'decisions', ['tenant', 'run', 'grp']);
  },
};

/** What the ledger tells of the reminders of another program. */
const remindersTold: Migration = {
  async up(db: Db) {
    await db.schema.alterTable('invoices').addColumn('reminder_level', 'integer').execute();
    await db.schema.alterTable('invoices').addColumn('reminded_on', 'text').execute();
  },
  async down(db: Db) {
    for (const column of ['reminder_level', 'reminded_on']) await db.schema.alterTable('invoices').dropColumn(column).execute();
  },
};

/** What the ledger tells of the rate that a customer's contract stipulates. */
const contractRates: Migration = {
  async up(db: Db) {
    await db.schema.alterTable('debtors').addColumn('contract_rate', 'integer').execute();
  },
  async down(db: Db) {
    await db.schema.alterTable('debtors').dropColumn('contract_rate').execute();
  },
};

/** Where letters to a customer are sent, where a ledger tells it. */
const postalAddresses: Migration = {
  async up(db: Db) {
    await db.schema.alterTable('debtors').addColumn('postal', 'text').execute();
  },
  async down(db: Db) {
    await db.schema.alterTable('debtors').dropColumn('postal').execute();
  },
};

/** From which shipped text an own one comes; null: it was saved before that was noted. */
const basesOfTexts: Migration = {
  async up(db: Db) {
    await db.schema.alterTable('texts').addColumn('based_on', 'text').execute();
  },
  async down(db: Db) {
    await db.schema.alterTable('texts').dropColumn('based_on').execute();
  },
};

/** Ledgers elsewhere, and what lets us read them. */
const savedFeeds: Migration = {
  async up(db: Db) {
    await table(db, 'feeds', {
      tenant: 'text', id: 'text', position: 'integer', kind: 'text', name: 'text', open: 'text', sealed: 'text', consent: 'text?', identity: 'text?', as_of: 'text?', tried_at: 'text?', whole_at: 'text?', problem: 'text?',
    }, ['tenant', 'id']);
  },
  async down(db: Db) {
    await db.schema.dropTable('feeds').execute();
  },
};

/** Companies beside the one that the database was made with (companies.ts). */
const companies: Migration = {
  async up(db: Db) {
    await table(db, 'companies', { id: 'text', position: 'integer' }, ['id']);
  },
  async down(db: Db) {
    await db.schema.dropTable('companies').execute();
  },
};

/** Reminders are noted in a connected system: whether, and which of them wait or were written. */
const feedNotes: Migration = {
  async up(db: Db) {
    await db.schema.alterTable('feeds').addColumn('notes', 'integer', (c) => c.notNull().defaultTo(0)).execute();
    await table(db, 'feed_notes', { tenant: 'text', feed: 'text', entry: 'text', debtor: 'text', seq: 'integer', at: 'text', state: 'text', tries: 'integer', held: 'text?' }, ['tenant', 'feed', 'entry']);
    await index(db, 'feed_notes_by_state', 'feed_notes', ['tenant', 'feed', 'state', 'tries', 'at']);
    await index(db, 'feed_notes_by_entry', 'feed_notes', ['entry', 'tenant']);
  },
  async down(db: Db) {
    await db.schema.dropTable('feed_notes').execute();
    await db.schema.alterTable('feeds').dropColumn('notes').execute();
  },
};

/** In order; a migration that has left the house is never edited. */
const MIGRATIONS: Readonly<Record<string, Migration>> = { '001-ledger-and-log': first, '002-ledger-edition': editions, '003-remarks': remarks, '004-choices': choices, '005-ibans': ibans, '006-status-days': statusDays, '007-decisions': decisions, '008-policies': policies, '009-texts': texts, '010-worklist-filters': worklistFilters, '011-reminders-told': remindersTold, '012-contract-rates': contractRates, '013-postal-addresses': postalAddresses, '014-bases-of-texts': basesOfTexts, '015-feeds': savedFeeds, '016-companies': companies, '017-feed-notes': feedNotes };

/** The database could not be brought up to date, and stands as it stood. */
export class NotMigrated extends Error {
  /** @param because a code of the database or of the system. */
  constructor(readonly because: string) {
    super(`not brought up to date: ${because}`);
  }
}

/** @param before asked first when the database already holds something and is about to change. */
export async function migrate(db: Kysely<Tables>, before?: () => Promise<void>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
  const known = await migrator.getMigrations();
  const pending = known.filter(({ executedAt }) => executedAt === undefined).length;
  if (pending > 0 && pending < known.length) await before?.();
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const { code } = error as { readonly code?: unknown };
  if (pending > 0 && pending < known.length && typeof code === 'string') throw new NotMigrated(code);
  throw error instanceof Error ? error : new Error('the store could not be brought up to date');
}

/** @throws NotMigrated 'older' where the next start of the server would change it first; Kysely's own error where a newer program did. */
export async function refuseOlder(db: Kysely<Tables>): Promise<void> {
  const known = await new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } }).getMigrations();
  if (known.some(({ executedAt }) => executedAt === undefined)) throw new NotMigrated('older');
}

/** For tests: as it was before the first migration, or after the one that is named. */
export async function unmigrate(db: Kysely<Tables>, to: string | NoMigrations = NO_MIGRATIONS): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateTo(to);
  if (error !== undefined) throw error instanceof Error ? error : new Error('the store could not be taken back');
}
