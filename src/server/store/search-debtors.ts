import { foldName, invoiceKeys, nameTokens } from '../../core';
import { indexed } from './indexed-value';
import type { Db } from './read-accounts';
import { nameScore, startGrams, typedTrigrams } from './search-keys';

const SHOWN = 20;
const CANDIDATES = 200;
/** A name that shares less than this with what was typed is noise. */
const LEAST = 0.3;

/** Debtors by code, identifier, address, invoice number or name: best first, at most 20. */
export async function searchDebtors(db: Db, tenant: string, words: string): Promise<readonly string[]> {
  const typed = words.trim().slice(0, 200);
  if (typed === '') return [];
  const exact = await exactHits(db, tenant, typed);
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
  return db.selectFrom('invoice_keys as k').innerJoin('invoices as i', (join) => join.on('i.tenant', '=', tenant).onRef('i.id', '=', 'k.invoice'))
    .select('i.debtor').distinct().where('k.tenant', '=', tenant).where('k.value', 'in', forms.map(indexed)).orderBy('i.debtor').limit(SHOWN).execute();
}

async function nameHits(db: Db, tenant: string, typed: string): Promise<readonly string[]> {
  if (nameTokens(typed).length === 0) return [];
  const starts = startGrams(typed);
  let found = starts.length === 0 ? [] : await ranked(db, tenant, typed, starts, starts.length);
  if (found.length < SHOWN) {
    const grams = typedTrigrams(typed);
    // A third of the trigrams must be shared: one typing error leaves more than that of any word of five letters.
    if (grams.length > 0) found = merge(found, await ranked(db, tenant, typed, grams, Math.max(1, Math.ceil(grams.length / 3))));
  }
  return found.map((f) => f.id);
}

interface Found {
  readonly id: string;
  readonly name: string;
  readonly score: number;
}

async function ranked(db: Db, tenant: string, typed: string, grams: readonly string[], least: number): Promise<readonly Found[]> {
  const candidates = await db.selectFrom(
    db.selectFrom('name_grams').select('debtor').select((eb) => eb.fn.countAll<number>().as('shared')).where('tenant', '=', tenant).where('gram', 'in', grams)
      .groupBy('debtor').having((eb) => eb(eb.fn.countAll<number>(), '>=', least)).orderBy('shared', 'desc').orderBy('debtor').limit(CANDIDATES).as('c'))
    .innerJoin('debtors as d', (join) => join.on('d.tenant', '=', tenant).onRef('d.id', '=', 'c.debtor')).select(['d.id', 'd.name']).execute();
  return candidates.map((c) => ({ ...c, score: nameScore(c.name, typed) })).filter((c) => c.score >= LEAST).sort(byScore);
}

const byScore = (a: Found, b: Found): number => b.score - a.score || compare(foldName(a.name), foldName(b.name)) || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const merge = (a: readonly Found[], b: readonly Found[]): readonly Found[] => [...new Map([...a, ...b].map((f) => [f.id, f])).values()].sort(byScore);
