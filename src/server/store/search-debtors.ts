import { foldName, invoiceKeys, matchLevel, nameTokens } from '../../core';
import { indexed } from './indexed-value';
import type { Db } from './read-accounts';
import { nameScore, startGrams, typedTrigrams } from './search-keys';

const SHOWN = 20;
const CANDIDATES = 200;
/** A key of this many debtors tells nobody apart. */
const FREQUENT = 2_000;
/** A name that shares less than this with what was typed is noise. */
const LEAST = 0.3;

/** Debtors by code, identifier, address, invoice number or name: best first, at most 20. */
export async function searchDebtors(db: Db, tenant: string, words: string): Promise<readonly string[]> {
  const typed = words.trim().slice(0, 200);
  if (typed === '') return [];
  const exact = await exactHits(db, tenant, typed);
  // An identifier that is somebody's is the answer; its letters are no name.
  if (exact.length > 0 && /[\d@]/.test(typed)) return [...new Set(exact)].slice(0, SHOWN);
  const named = await nameHits(db, tenant, typed);
  return [...new Set([...exact, ...named])].slice(0, SHOWN);
}

async function exactHits(db: Db, tenant: string, typed: string): Promise<readonly string[]> {
  const bare = typed.replace(/[\s.]/g, '').toUpperCase();
  const code = await db.selectFrom('debtor_keys').select('debtor').where('tenant', '=', tenant).where('kind', 'in', ['code', 'siren', 'siret', 'vat'])
    .where('value', 'in', [...new Set([indexed(typed.toLowerCase()), indexed(bare)])]).orderBy('debtor').limit(SHOWN).execute();
  const address = typed.includes('@')
    ? await db.selectFrom('contacts').select('debtor').distinct().where('tenant', '=', tenant).where('address', '=', typed.toLowerCase()).orderBy('debtor').limit(SHOWN).execute()
    : [];
  return [...code, ...address, ...(await numberHits(db, tenant, typed))].map((r) => r.debtor);
}

async function numberHits(db: Db, tenant: string, typed: string): Promise<readonly { readonly debtor: string }[]> {
  if (!/\d/.test(typed)) return [];
  const keys = invoiceKeys(typed);
  const forms = [...new Set([keys.folded, keys.withoutZeros, keys.withoutPrefix])].filter((f) => f !== '');
  if (forms.length === 0) return [];
  const hits = await db.selectFrom('invoice_keys').select('invoice').where('tenant', '=', tenant).where('value', 'in', forms.map(indexed)).limit(CANDIDATES).execute();
  if (hits.length === 0) return [];
  const invoices = await db.selectFrom('invoices').select(['debtor', 'number']).where('tenant', '=', tenant).where('id', 'in', [...new Set(hits.map((k) => k.invoice))]).orderBy('debtor').execute();
  // Keys only find candidates: letters that were typed are not dropped.
  return invoices.filter((i) => matchLevel(typed, i.number) !== null).slice(0, SHOWN);
}

async function nameHits(db: Db, tenant: string, typed: string): Promise<readonly string[]> {
  if (nameTokens(typed).length === 0) return [];
  const starts = await telling(db, tenant, startGrams(typed));
  let found = starts.length === 0 ? [] : await ranked(db, tenant, typed, starts, starts.length);
  if (found.length < SHOWN) {
    const grams = await telling(db, tenant, typedTrigrams(typed));
    // A third of the trigrams must be shared: one typing error leaves more than that of any word of five letters.
    if (grams.length > 0) found = merge(found, await ranked(db, tenant, typed, grams, Math.max(1, Math.ceil(grams.length / 3))));
  }
  return found.map((f) => f.id);
}

/**
 * The keys worth searching by: those of few debtors. "Entreprise" stands in every name of some ledgers, and grouping a
 * hundred thousand rows to learn nothing takes a second. Where all are frequent, the least frequent one alone.
 */
async function telling(db: Db, tenant: string, grams: readonly string[]): Promise<readonly string[]> {
  const rows: { readonly gram: string; readonly count: number }[] = [];
  for (const gram of grams) {
    const { count } = await db.selectFrom(db.selectFrom('name_grams').select('debtor').where('tenant', '=', tenant).where('gram', '=', gram).limit(FREQUENT).as('g'))
      .select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    rows.push({ gram, count });
  }
  const few = rows.filter((r) => r.count > 0 && r.count < FREQUENT);
  if (few.length > 0) return few.map((r) => r.gram);
  const frequent = rows.find((r) => r.count > 0);
  return frequent === undefined ? [] : [frequent.gram];
}

interface Found {
  readonly id: string;
  readonly name: string;
  readonly score: number;
}

async function ranked(db: Db, tenant: string, typed: string, grams: readonly string[], least: number): Promise<readonly Found[]> {
  const one = db.selectFrom('name_grams').select('debtor').where('tenant', '=', tenant).where('gram', 'in', grams);
  const shared = grams.length === 1 ? await one.orderBy('debtor').limit(CANDIDATES).execute()
    : await one.groupBy('debtor').having((eb) => eb(eb.fn.countAll<number>(), '>=', least)).orderBy((eb) => eb.fn.countAll(), 'desc').orderBy('debtor').limit(CANDIDATES).execute();
  if (shared.length === 0) return [];
  const candidates = await db.selectFrom('debtors').select(['id', 'name']).where('tenant', '=', tenant).where('id', 'in', shared.map((s) => s.debtor)).execute();
  return candidates.map((c) => ({ ...c, score: nameScore(c.name, typed) })).filter((c) => c.score >= LEAST).sort(byScore);
}

const byScore = (a: Found, b: Found): number => b.score - a.score || compare(foldName(a.name), foldName(b.name)) || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const merge = (a: readonly Found[], b: readonly Found[]): readonly Found[] => [...new Map([...a, ...b].map((f) => [f.id, f])).values()].sort(byScore);
