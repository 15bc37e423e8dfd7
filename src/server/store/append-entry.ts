import { randomBytes, randomUUID } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { FIRST_HASH, fail, ok, stampEntry } from '../../core';
import type { Author, DebtorId, Decision, EntryId, Instant, KeptText, LocalDate, LogEntry, LogProblem, NewLogEntry, Result } from '../../core';
import type { StoreKind } from './dialect';
import { decidedWithEntry } from './decisions';
import type { Under } from './decisions';
import { duringAppend } from './ledger-locks';
import { DEBTOR_FIELDS } from './edition-schema';
import { queueNotes } from './feed-notes';
import { readAccounts } from './read-accounts';
import type { Account, Db } from './read-accounts';
import { ENTRY_COLUMNS, entryOf, entryRow } from './rows';
import type { Tables } from './schema';
import type { StatementShapes } from './statement-shapes';
import { writing } from './writing';

/** Who keeps the log, and the rule it asks before it writes. */
export interface Keeper {
  readonly author: Author;
  readonly at: Instant;
  readonly on: LocalDate;
  /** Runs inside the transaction, on the facts and the log as they are under the lock. */
  check(account: Account): Result<null, LogProblem>;
  /** What is decided of the debtor once the entry stands; kept with it for the worklist. Absent: the decision kept before is out of date. */
  decide?(after: Account): { readonly under: Under; readonly decision: Decision } | null;
}

export interface AppendAnswer {
  readonly outcome: 'appended' | 'already-there';
  readonly entry: LogEntry;
  /** Facts and log after the append. */
  readonly account: Account;
}

/**
 * One transaction: lock the debtor's head, read, decide, insert seq + 1, move the head (design: the server's data).
 * The same request again is the entry that is already there; another content under its id is refused.
 */
export async function appendEntry(db: Kysely<Tables>, shapes: StatementShapes, kind: StoreKind, tenant: string, entry: NewLogEntry, text: KeptText | null, keeper: Keeper): Promise<Result<AppendAnswer, LogProblem>> {
  try {
    return await writing(db, kind, (trx) => appendInside(trx, shapes, kind, tenant, entry, text, keeper));
  } catch (error) {
    // PostgreSQL locks one debtor: the same request id sent for two debtors at once is caught by the unique index.
    if (!isUniqueViolation(error)) throw error;
    const answered = await writing(db, kind, async (trx) => {
      if (kind === 'postgres') await duringAppend(trx, tenant);
      return alreadyThere(trx, shapes, tenant, entry);
    });
    if (answered === null) throw error;
    return answered;
  }
}

/** The ledger in use is an edition; the database itself holds whoever has a log, so that its log can never lose its debtor. */
const HOLD_DEBTOR = `insert or ignore into main.debtors (${DEBTOR_FIELDS.join(', ')}) select ${DEBTOR_FIELDS.join(', ')} from debtors where tenant = ? and id = ?`;

async function appendInside(trx: Transaction<Tables>, shapes: StatementShapes, kind: StoreKind, tenant: string, entry: NewLogEntry, text: KeptText | null, keeper: Keeper): Promise<Result<AppendAnswer, LogProblem>> {
  if (kind === 'postgres') await duringAppend(trx, tenant);
  const known = await trx.selectFrom('debtors').select('id').where('tenant', '=', tenant).where('id', '=', entry.debtor).executeTakeFirst();
  if (known === undefined) return fail({ code: 'source/unknown-debtor' });
  const head = await lockHead(trx, kind, tenant, entry.debtor);
  const answered = await alreadyThere(trx, shapes, tenant, entry);
  if (answered !== null) return answered;
  const account = await accountOf(trx, shapes, tenant, entry.debtor);
  const allowed = keeper.check(account);
  if (!allowed.ok) return allowed;
  // What the clock says is what is written, also when it was set back: a time made to fit would be no evidence. The order is
  // that of seq and the chain; a clock behind the log is told to the clerk (store/clock-behind) and by the chain's report.
  const stamped = stampEntry(entry, {
    id: randomUUID() as string as EntryId, seq: head.seq + 1, author: keeper.author, at: keeper.at, on: keeper.on, previousHash: head.hash, salt: randomBytes(16).toString('hex'),
  });
  await trx.insertInto('log_entries').values(entryRow(tenant, stamped)).execute();
  if (text !== null) await trx.insertInto('kept_texts').values({ tenant, entry: stamped.id, subject: text.subject, html: text.html, text: text.text }).execute();
  await trx.updateTable('log_head').set({ seq: stamped.seq, hash: stamped.hash }).where('tenant', '=', tenant).where('debtor', '=', entry.debtor).execute();
  const after: Account = { ...account, entries: [...account.entries, stamped] };
  await queueNotes(trx, tenant, stamped, after.entries);
  await decidedWithEntry(trx, tenant, entry.debtor, stamped.seq, keeper.decide?.(after) ?? null);
  return ok({ outcome: 'appended', entry: stamped, account: after });
}

/** The end of a debtor's log, whom the ledger names: nobody else adds to it before this transaction ends. */
export async function lockHead(trx: Transaction<Tables>, kind: StoreKind, tenant: string, debtor: string): Promise<{ readonly seq: number; readonly hash: string }> {
  if (kind === 'sqlite') await trx.executeQuery(CompiledQuery.raw(HOLD_DEBTOR, [tenant, debtor]));
  await trx.insertInto('log_head').values({ tenant, debtor, seq: 0, hash: FIRST_HASH }).onConflict((on) => on.columns(['tenant', 'debtor']).doNothing()).execute();
  const locked = trx.selectFrom('log_head').select(['seq', 'hash']).where('tenant', '=', tenant).where('debtor', '=', debtor);
  // SQLite has no row locks: BEGIN IMMEDIATE holds the whole file.
  return (kind === 'postgres' ? locked.forUpdate() : locked).executeTakeFirstOrThrow();
}

async function accountOf(db: Db, shapes: StatementShapes, tenant: string, debtor: DebtorId): Promise<Account> {
  const account = (await readAccounts(db, shapes, tenant, [debtor], 'whole')).get(debtor);
  if (account === undefined) throw new Error('a debtor vanished inside a transaction');
  return account;
}

async function alreadyThere(db: Db, shapes: StatementShapes, tenant: string, asked: NewLogEntry): Promise<Result<AppendAnswer, LogProblem> | null> {
  const row = await db.selectFrom('log_entries').select(ENTRY_COLUMNS).where('tenant', '=', tenant).where('request_id', '=', asked.requestId).executeTakeFirst();
  if (row === undefined) return null;
  const entry = entryOf(row);
  if (!sameRequest(entry, asked)) return fail({ code: 'log/request-id-reused' });
  return ok({ outcome: 'already-there', entry, account: await accountOf(db, shapes, tenant, entry.debtor) });
}

/** Erased texts are gone from the entry: then the rest must agree. */
function sameRequest(entry: LogEntry, asked: NewLogEntry): boolean {
  if (entry.debtor !== asked.debtor || entry.contentHash !== asked.contentHash || entry.policyVersion !== asked.policyVersion) return false;
  const erased = new Set(entry.erased === null ? [] : Object.keys(entry.erased));
  const plain = (fact: LogEntry['fact']): string => JSON.stringify(sorted(Object.fromEntries(Object.entries(fact).filter(([field]) => !erased.has(field)))));
  return plain(entry.fact) === plain(asked.fact);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

function isUniqueViolation(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code === '23505' || code.startsWith('SQLITE_CONSTRAINT');
}
