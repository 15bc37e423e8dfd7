import { domainOf, foldName, indexed, invoiceKeys, matchLevel, nameFit, nameTokens } from '../../core';
import type { DebtorId, FoundBy } from '../../core';
import type { DomainJudge } from './company-domains';
import type { Db } from './read-accounts';
import { bareCode, keysOfEnds, keysOfResemblance, keysOfStarts, startingWith } from './search-keys';
import type { Searched } from './store';

const SHOWN = 20;
const CANDIDATES = 200;
/** A key of this many debtors tells nobody apart. */
const FREQUENT = 2_000;
/** Rows that are grouped at most when slips are forgiven: the rarest keys first. */
const GROUPED = 8_000;
/** A name that fits less than this is noise. */
const LEAST = 0.45;
/** Beside a name that fits well, one that holds only some of the words is noise too. */
const [WELL, BESIDE_IT] = [0.8, 0.7];

/** Debtors by code, identifier, address, domain, invoice number or name: best first, at most 20. */
export async function searchDebtors(db: Db, tenant: string, words: string, judge: DomainJudge): Promise<readonly Searched[]> {
  const typed = words.trim().slice(0, 200);
  if (typed === '') return [];
  const exact: Searched[] = [];
  for (const form of formsOf(typed)) exact.push(...(await exactHits(db, tenant, form, judge)));
  // An identifier that is somebody's is the answer; its letters are no name.
  if (exact.length > 0 && /[\d@]/.test(typed)) return distinct(exact);
  const begun = await begunHits(db, tenant, typed);
  const named = await nameHits(db, tenant, typed);
  const rest = exact.length + begun.length + named.length === 0 ? await begunNumbers(db, tenant, typed) : [];
  return distinct([...exact, ...begun, ...named, ...rest]);
}

function distinct(hits: readonly Searched[]): readonly Searched[] {
  const first = new Map<DebtorId, Searched>();
  for (const hit of hits) if (!first.has(hit.debtor)) first.set(hit.debtor, hit);
  return [...first.values()].slice(0, SHOWN);
}

const LABEL = /^(?:factures?|fact|invoice|client|code|siren|siret|tva|vat|n°|no|num[ée]ro)(?:[\s.:#]+(?:client|facture|tva|n°|no\.?))*[\s.:#°]+(?=\S)/i;

/** As it was typed, and without the words that say what it is: "facture n° FA-2026-0297". */
function formsOf(typed: string): readonly string[] {
  const bare = typed.replace(LABEL, '').trim();
  return bare === typed || bare === '' ? [typed] : [typed, bare];
}

const found = (debtor: string, kind: FoundBy['kind'], value: string): Searched => ({ debtor: debtor as DebtorId, by: { kind, value } });

async function exactHits(db: Db, tenant: string, typed: string, judge: DomainJudge): Promise<readonly Searched[]> {
  const numbers = await numberHits(db, tenant, typed);
  return [...(await identifierHits(db, tenant, typed)), ...(await mailHits(db, tenant, typed.toLowerCase(), judge)), ...numbers];
}

async function identifierHits(db: Db, tenant: string, typed: string): Promise<readonly Searched[]> {
  const bare = typed.replace(/[\s.\-_/]/g, '').toUpperCase();
  const values = new Set([indexed(typed.toLowerCase()), indexed(bare)]);
  const rows = await db.selectFrom('debtor_keys').select(['debtor', 'kind', 'value']).where('tenant', '=', tenant).where('kind', 'in', ['code', 'siren', 'siret', 'vat'])
    .where('value', 'in', [...values]).orderBy('debtor').limit(SHOWN).execute();
  const codes = await codesOf(db, tenant, rows.filter((r) => r.kind === 'code').map((r) => r.debtor));
  if (rows.length > 0) return rows.map((r) => found(r.debtor, r.kind as 'code', r.kind === 'code' ? (codes.get(r.debtor) ?? typed) : r.value));
  // Another establishment of the same company.
  if (!/^\d{14}$/.test(bare)) return [];
  const same = await db.selectFrom('debtor_keys').select(['debtor', 'value']).where('tenant', '=', tenant).where('kind', '=', 'siren').where('value', '=', bare.slice(0, 9)).orderBy('debtor').limit(SHOWN).execute();
  return same.map((r) => found(r.debtor, 'siren', r.value));
}

/** As the ledger writes them, in their order. */
async function codesOf(db: Db, tenant: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('debtors').select(['id', 'code']).where('tenant', '=', tenant).where('id', 'in', ids).execute();
  return new Map(rows.flatMap(({ id, code }) => (code === null ? [] : [[id, code] as const])).sort(([a, x], [b, y]) => compare(x, y) || compare(a, b)));
}

const DOMAIN = /^@?(?=[^\s@]{4,255}$)[\p{L}\p{N}][\p{L}\p{N}.-]*\.[\p{L}\p{N}-]{2,}$/u;

async function mailHits(db: Db, tenant: string, typed: string, judge: DomainJudge): Promise<readonly Searched[]> {
  const at = typed.indexOf('@');
  if (at > 0) {
    const { from, below } = startingWith(typed);
    const whole = await db.selectFrom('contacts').select(['debtor', 'address']).distinct().where('tenant', '=', tenant).where('address', '=', typed).orderBy('debtor').limit(SHOWN).execute();
    const begun = whole.length > 0 ? [] : await db.selectFrom('contacts').select(['debtor', 'address']).distinct().where('tenant', '=', tenant).where('address', '>=', from).where('address', '<', below).orderBy('address').limit(SHOWN).execute();
    const rows = [...whole, ...begun].filter((r) => r.address.startsWith(typed));
    if (rows.length > 0) return rows.map((r) => found(r.debtor, 'address', r.address));
  }
  const domain = DOMAIN.test(typed) ? typed.replace(/^@/, '') : at > 0 && DOMAIN.test(typed.slice(at)) ? domainOf(typed) : null;
  const company = domain === null ? null : judge.companyDomain(domain);
  if (company === null) return [];
  const rows = await db.selectFrom('domains').select(['debtor', 'domain']).where('tenant', '=', tenant).where('domain', '=', company).orderBy('debtor').limit(SHOWN).execute();
  return rows.map((r) => found(r.debtor, 'domain', r.domain));
}

async function numberHits(db: Db, tenant: string, typed: string): Promise<readonly Searched[]> {
  if (!/\d/.test(typed)) return [];
  const keys = invoiceKeys(typed);
  const forms = [...new Set([keys.folded, keys.withoutZeros, keys.withoutPrefix])].filter((f) => f !== '');
  if (forms.length === 0) return [];
  const hits = await db.selectFrom('invoice_keys').select('invoice').where('tenant', '=', tenant).where('value', 'in', forms.map(indexed)).limit(CANDIDATES).execute();
  if (hits.length === 0) return [];
  const invoices = await invoicesOf(db, tenant, hits.map((k) => k.invoice));
  // Keys only find candidates: letters that were typed are not dropped.
  return invoices.filter((i) => matchLevel(typed, i.number) !== null).slice(0, SHOWN).map((i) => found(i.debtor, 'invoice', i.number));
}

const invoicesOf = (db: Db, tenant: string, ids: readonly string[]): Promise<readonly { readonly debtor: string; readonly number: string }[]> =>
  db.selectFrom('invoices').select(['debtor', 'number']).where('tenant', '=', tenant).where('id', 'in', [...new Set(ids)]).orderBy('open', 'desc').orderBy('debtor').orderBy('number').execute();

/** A customer code or an identifier that is still being typed. */
async function begunHits(db: Db, tenant: string, typed: string): Promise<readonly Searched[]> {
  if (!/\d/.test(typed) || typed.length > 40 || /@/.test(typed)) return [];
  const small = typed.toLowerCase();
  const code = bareCode(typed);
  const digits = typed.replace(/[\s.]/g, '').toUpperCase();
  const hits: Searched[] = [];
  if (code.length > 1) {
    const { from, below } = startingWith(`=${code}`);
    const grams = await db.selectFrom('name_grams').select(['gram', 'debtor']).where('tenant', '=', tenant).where('gram', '>=', from).where('gram', '<', below).orderBy('gram').orderBy('debtor').limit(SHOWN).execute();
    const named = new Set(grams.filter((r) => r.gram.startsWith(from)).map((r) => r.debtor));
    const stored = startingWith(small);
    // A ledger that was read before codes were kept without their separators.
    const keys = await db.selectFrom('debtor_keys').select(['value', 'debtor']).where('tenant', '=', tenant).where('kind', '=', 'code').where('value', '>=', stored.from).where('value', '<', stored.below).orderBy('value').orderBy('debtor').limit(SHOWN).execute();
    for (const row of keys) if (row.value.startsWith(small)) named.add(row.debtor);
    for (const [id, written] of await codesOf(db, tenant, [...named])) hits.push(found(id, 'code', written));
  }
  if (/^(?:[A-Z]{2}[0-9A-Z]{2})?\d{4,14}$/.test(digits)) {
    const { from, below } = startingWith(digits);
    const rows = await db.selectFrom('debtor_keys').select(['debtor', 'kind', 'value']).where('tenant', '=', tenant).where('kind', 'in', ['siren', 'siret', 'vat']).where('value', '>=', from).where('value', '<', below).orderBy('value').orderBy('debtor').limit(SHOWN).execute();
    hits.push(...rows.filter((r) => r.value.startsWith(digits)).map((r) => found(r.debtor, r.kind as 'siren', r.value)));
  }
  return hits;
}

/** An invoice number that is still being typed. */
async function begunNumbers(db: Db, tenant: string, typed: string): Promise<readonly Searched[]> {
  for (const form of formsOf(typed)) {
    const { folded } = invoiceKeys(form);
    if (folded.length < 4 || !/\d/.test(folded)) continue;
    const { from, below } = startingWith(folded);
    const hits = await db.selectFrom('invoice_keys').select(['invoice', 'value']).where('tenant', '=', tenant).where('strength', '=', 3).where('value', '>=', from).where('value', '<', below).orderBy('value').limit(CANDIDATES).execute();
    const ids = hits.filter((h) => h.value.startsWith(folded)).map((h) => h.invoice);
    if (ids.length > 0) return (await invoicesOf(db, tenant, ids)).map((i) => found(i.debtor, 'invoice', i.number));
  }
  return [];
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly asTyped: boolean;
}

/** Names whose words begin with those typed; where they are few, those that resemble them too. */
async function nameHits(db: Db, tenant: string, typed: string): Promise<readonly Searched[]> {
  if (nameTokens(typed).length === 0) return [];
  let named = await ranked(db, tenant, typed, await withAll(db, tenant, keysOfStarts(typed)));
  if (named.length < SHOWN) {
    const within = await withAll(db, tenant, keysOfEnds(typed));
    const near = await withMany(db, tenant, keysOfResemblance(typed));
    named = [...named, ...(await ranked(db, tenant, typed, within)), ...(await ranked(db, tenant, typed, near))].sort(byScore);
  }
  const least = (named[0]?.score ?? 0) >= WELL ? BESIDE_IT : LEAST;
  return named.filter((n) => n.score >= least).map((n) => found(n.id, n.asTyped ? 'name' : 'similar-name', n.name));
}

interface Counted {
  readonly gram: string;
  /** At most FREQUENT. */
  readonly count: number;
}

/** How many debtors stand under each key, the rarest first. Counting on costs as much as searching: it ends at FREQUENT. */
async function counted(db: Db, tenant: string, grams: readonly string[]): Promise<readonly Counted[]> {
  const rows: Counted[] = [];
  for (const gram of grams) {
    const { count } = await db.selectFrom(db.selectFrom('name_grams').select('debtor').where('tenant', '=', tenant).where('gram', '=', gram).limit(FREQUENT).as('g'))
      .select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    rows.push({ gram, count });
  }
  return rows.sort((a, b) => a.count - b.count || (a.gram < b.gram ? -1 : 1));
}

/** Keys beyond the first few tell nothing new of a name that stands under all of those. */
const ALL_OF = 5;

/** Debtors that stand under all keys: the rarest leads, the others are looked up for each of its rows. */
async function withAll(db: Db, tenant: string, grams: readonly string[]): Promise<readonly string[]> {
  const [rarest, ...others] = await counted(db, tenant, grams);
  if (rarest === undefined || rarest.count === 0) return [];
  let query = db.selectFrom('name_grams as g').select('g.debtor').where('g.tenant', '=', tenant).where('g.gram', '=', rarest.gram);
  for (const { gram } of others.slice(0, ALL_OF)) {
    query = query.where((eb) => eb.exists(eb.selectFrom('name_grams as o').select('o.debtor').where('o.gram', '=', gram).where('o.tenant', '=', tenant).whereRef('o.debtor', '=', 'g.debtor')));
  }
  return (await query.orderBy('g.debtor').limit(CANDIDATES).execute()).map((r) => r.debtor);
}

/** Debtors that stand under most of the keys that tell debtors apart; "entreprise" stands in every name of some ledgers. */
async function withMany(db: Db, tenant: string, grams: readonly string[]): Promise<readonly string[]> {
  const known = (await counted(db, tenant, grams)).filter((r) => r.count > 0);
  const telling: string[] = [];
  let rows = 0;
  for (const { gram, count } of known) {
    if (count >= FREQUENT || rows + count > GROUPED) break;
    telling.push(gram);
    rows += count;
  }
  if (telling.length === 0) return known.length === 0 ? [] : withAll(db, tenant, known.slice(0, 2).map((r) => r.gram));
  const shared = await db.selectFrom('name_grams').select('debtor').where('tenant', '=', tenant).where('gram', 'in', telling)
    .groupBy('debtor').orderBy((eb) => eb.fn.countAll(), 'desc').orderBy('debtor').limit(CANDIDATES).execute();
  return shared.map((r) => r.debtor);
}

async function ranked(db: Db, tenant: string, typed: string, ids: readonly string[]): Promise<readonly Named[]> {
  if (ids.length === 0) return [];
  const candidates = await db.selectFrom('debtors').select(['id', 'name', 'town']).where('tenant', '=', tenant).where('id', 'in', ids).execute();
  return candidates.map(({ id, name, town }) => ({ id, name, ...nameFit(name, typed, town) })).filter((c) => c.score >= LEAST).sort(byScore);
}

const byScore = (a: Named, b: Named): number => b.score - a.score || compare(foldName(a.name), foldName(b.name)) || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
