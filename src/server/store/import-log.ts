import type { Kysely, Transaction } from 'kysely';
import { fail, ok, verifyChain } from '../../core';
import type { Debtor, LogEntry, LogImported, LogProblem, MovedChain, MoveProblem, Result } from '../../core';
import { lockHead } from './append-entry';
import type { StoreKind } from './dialect';
import { decidedWithEntry } from './decisions';
import { duringAppend } from './ledger-locks';
import { readEntries } from './read-accounts';
import { MISSING, debtorRow, entryRow } from './rows';
import type { Tables } from './schema';
import { writing } from './writing';

/** Ends the transaction without a trace. */
class Refused extends Error {
  constructor(readonly problem: LogProblem | MoveProblem) {
    super(problem.code);
  }
}

const AT_ONCE = 200;

/**
 * One transaction. Each chain must hold from its first entry on, together with what of it is there already: the same request
 * again, or the next part of a chain, goes on where the last one ended. Whatever the log holds beside that is another log.
 */
export async function importLog(db: Kysely<Tables>, kind: StoreKind, tenant: string, chains: readonly MovedChain[]): Promise<Result<LogImported, LogProblem | MoveProblem>> {
  try {
    return ok(await writing(db, kind, async (trx) => {
      if (kind === 'postgres') await duringAppend(trx, tenant);
      const imported = { debtors: 0, entries: 0, alreadyThere: 0 };
      // In one order everywhere: two requests must not wait for each other.
      for (const chain of [...chains].sort((a, b) => (a.debtor < b.debtor ? -1 : 1))) {
        const written = await importChain(trx, kind, tenant, chain);
        imported.debtors += 1;
        imported.entries += written;
        imported.alreadyThere += chain.entries.length - written;
      }
      return imported;
    }));
  } catch (error) {
    if (error instanceof Refused) return fail(error.problem);
    throw error;
  }
}

/** @returns how many entries were written. */
async function importChain(trx: Transaction<Tables>, kind: StoreKind, tenant: string, { debtor, name, listed, entries, texts }: MovedChain): Promise<number> {
  const known = await trx.selectFrom('debtors').select('id').where('tenant', '=', tenant).where('id', '=', debtor).executeTakeFirst();
  if (known === undefined) {
    if (listed) throw new Refused({ code: 'move/customer-unknown', debtor, name });
    await hold(trx, kind, tenant, debtor, name);
  }
  const head = await lockHead(trx, kind, tenant, debtor);
  const there = await readEntries(trx, tenant, debtor);
  const fresh = entries.filter(({ seq }) => seq > there.length);
  const [stranger] = entries.filter((entry) => entry.debtor !== debtor);
  if (stranger !== undefined) throw new Refused({ code: 'move/chain-broken', debtor, name, seq: stranger.seq, why: 'foreign' });
  const hashes = new Map(there.map(({ seq, hash }) => [seq, hash]));
  if (entries.some(({ seq, hash }) => seq <= there.length && hashes.get(seq) !== hash)) throw new Refused({ code: 'move/log-not-empty', debtor, name, entries: head.seq });
  const { intact, brokenAt, why } = verifyChain([...there, ...fresh]);
  // What follows rightly on nothing of ours is the tail of another log.
  if (!intact) throw new Refused(there.length > 0 && fresh[0]?.seq === brokenAt && why === 'previous' ? { code: 'move/log-not-empty', debtor, name, entries: head.seq } : { code: 'move/chain-broken', debtor, name, seq: brokenAt ?? 1, why: why ?? 'hash' });
  const last = fresh.sort((a, b) => a.seq - b.seq)[fresh.length - 1];
  if (last === undefined) return 0;
  await refuseKnownIds(trx, tenant, fresh);
  for (let from = 0; from < fresh.length; from += AT_ONCE) await trx.insertInto('log_entries').values(fresh.slice(from, from + AT_ONCE).map((entry) => entryRow(tenant, entry))).execute();
  const written = new Set<string>(fresh.map(({ id }) => id));
  for (const { entry, text } of texts) if (written.has(entry)) await trx.insertInto('kept_texts').values({ tenant, entry, subject: text.subject, html: text.html, text: text.text }).execute();
  await trx.updateTable('log_head').set({ seq: last.seq, hash: last.hash }).where('tenant', '=', tenant).where('debtor', '=', debtor).execute();
  await decidedWithEntry(trx, tenant, debtor, last.seq, null);
  return fresh.length;
}

/** An id that another customer's log bears would be found under two entries. */
async function refuseKnownIds(trx: Transaction<Tables>, tenant: string, fresh: readonly LogEntry[]): Promise<void> {
  if (new Set(fresh.map(({ requestId }) => requestId)).size < fresh.length || new Set(fresh.map(({ id }) => id)).size < fresh.length) throw new Refused({ code: 'log/request-id-reused' });
  for (let from = 0; from < fresh.length; from += AT_ONCE) {
    const some = fresh.slice(from, from + AT_ONCE);
    const taken = await trx.selectFrom('log_entries').select('id').where('tenant', '=', tenant).where((eb) => eb.or([eb('request_id', 'in', some.map(({ requestId }) => requestId)), eb('id', 'in', some.map(({ id }) => id))])).limit(1).executeTakeFirst();
    if (taken !== undefined) throw new Refused({ code: 'log/request-id-reused' });
  }
}

/** A customer whom no ledger names any more: he has a log, which can be read and checked, no invoice, and a name for people. */
async function hold(trx: Transaction<Tables>, kind: StoreKind, tenant: string, id: Debtor['id'], name: string): Promise<void> {
  const nobody: Debtor = {
    id, code: null, name, legalIds: { siren: null, siret: null, vat: null }, contacts: [], domains: [], town: null, phone: null, language: 'fr', kind: 'business', segment: null, lawCountry: 'FR', policy: null, payer: null, group: null,
    unallocatedCredits: [], exclusion: null,
  };
  // SQLite: the ledger in use is an edition; who has a log stands in the database itself (append-entry.ts).
  await (kind === 'sqlite' ? trx.withSchema('main') : trx).insertInto('debtors').values(debtorRow(tenant, nobody, null, MISSING)).execute();
}
