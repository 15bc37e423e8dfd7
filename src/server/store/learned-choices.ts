import type { Kysely } from 'kysely';
import { indexed } from '../../core';
import type { Author, DebtorId, Instant, LearnedChoice } from '../../core';
import type { StoreKind } from './dialect';
import type { Db } from './read-accounts';
import type { Tables } from './schema';
import type { KeptChoice, Store } from './store';
import { writing } from './writing';

const SCOPES = ['domain', 'address', 'thread'] as const satisfies readonly LearnedChoice['scope'][];

export async function learn(db: Kysely<Tables>, kind: StoreKind, tenant: string, choice: LearnedChoice, author: Author, at: Instant): Promise<void> {
  const row = { debtor: choice.debtor, author_id: author.id, author_name: author.name, at };
  await writing(db, kind, (trx) => trx.insertInto('learned_choices').values({ tenant, scope: choice.scope, value: indexed(choice.value), ...row })
    .onConflict((on) => on.columns(['tenant', 'scope', 'value']).doUpdateSet(row)).execute());
}

export async function forget(db: Kysely<Tables>, kind: StoreKind, tenant: string, choice: Pick<LearnedChoice, 'scope' | 'value'>): Promise<void> {
  await writing(db, kind, (trx) => trx.deleteFrom('learned_choices').where('tenant', '=', tenant).where('scope', '=', choice.scope).where('value', '=', indexed(choice.value)).execute());
}

/** The newest of each scope. A very long value comes back as its hash: under that it can be forgotten and learned again. */
export async function keptChoices(db: Db, tenant: string, most: number): ReturnType<Store['choices']> {
  const counts = { thread: 0, address: 0, domain: 0 };
  const rows: KeptChoice[] = [];
  for (const scope of SCOPES) {
    const of = db.selectFrom('learned_choices').where('tenant', '=', tenant).where('scope', '=', scope);
    counts[scope] = (await of.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;
    const found = await of.select(['value', 'debtor', 'author_name', 'at']).orderBy('at', 'desc').orderBy('value').limit(most).execute();
    rows.push(...found.map((row): KeptChoice => ({ scope, value: row.value, debtor: row.debtor as DebtorId | null, by: row.author_name, at: row.at as Instant })));
  }
  return { rows, counts };
}
