import { sql } from 'kysely';
import { indexed, invoiceKeys, isNamesake, MATCH_LEVELS, matchLevel, nameTokens, resemblance } from '../../core';
import type { DebtorHints, DebtorId, HintHit, HintKind, MatchLevel } from '../../core';
import type { DomainJudge } from './company-domains';
import type { Db } from './read-accounts';

type Hit = HintHit['debtors'][number];

/** Shown per hint; `count` tells how many there are. */
const SHOWN = 20;
/** Invoices looked at per written number: a bare `1` fits half of a ledger. */
const INVOICES_PER_NUMBER = 200;

/**
 * Which debtors each hint hits. One statement per kind of hint; a hint that hits nothing is absent, except a learned
 * "not a customer", which is a hit without a debtor.
 */
export async function lookUp(db: Db, tenant: string, hints: DebtorHints, judge: DomainJudge): Promise<readonly HintHit[]> {
  const people = [...(await addressHits(db, tenant, hints.addresses)), ...(await domainHits(db, tenant, hints.domains, judge))];
  const numbers = await numberHits(db, tenant, hints.numbers);
  const cited = [
    ...numbers, ...(await codeHits(db, tenant, hints.numbers)), ...(await orderHits(db, tenant, hints.numbers.filter((n) => !numbers.some((h) => h.value === n)), people)), ...(await legalHits(db, tenant, 'siren', hints.sirens)), ...(await legalHits(db, tenant, 'vat', hints.vats)),
    ...(await referenceHits(db, tenant, hints.references)),
  ];
  const known = new Set(people.filter((h) => h.hint === 'domain').map((h) => h.value));
  const strange = hints.domains.filter((domain) => !known.has(domain) && judge.companyDomain(domain) !== null);
  const namesakes = await namesakeHits(db, tenant, [
    ...strange.map((value) => ({ hint: 'domain' as const, value, label: judge.companyDomain(value)?.split('.')[0] ?? '' })),
    ...hints.addresses.filter((value) => judge.companyDomain(value.slice(value.lastIndexOf('@') + 1)) === null && !people.some((h) => h.value === value))
      .map((value) => ({ hint: 'address' as const, value, label: value.split(/[+@]/)[0] ?? '' })),
  ]);
  return [...(await learnedHits(db, tenant, hints)), ...people, ...cited, ...namesakes, ...(await lookAlikeHits(db, tenant, strange, [...people, ...cited, ...namesakes], judge))];
}

/** Names looked at per label: those whose first letters are the label's. */
const NAMES = 500;

interface Labelled {
  readonly hint: 'domain' | 'address';
  readonly value: string;
  readonly label: string;
}

/** Debtors whose whole name a strange domain or a private address bears. */
async function namesakeHits(db: Db, tenant: string, labelled: readonly Labelled[]): Promise<readonly HintHit[]> {
  const starts = (label: string): readonly string[] => nameTokens(label.replace(/[-._]+/g, ' ')).slice(0, 2).filter((word) => word.length >= 4).map((word) => `^${word.slice(0, 4)}`);
  const grams = [...new Set(labelled.flatMap(({ label }) => starts(label)))].slice(0, LOOKED_AT);
  if (grams.length === 0) return [];
  const rows = await db.selectFrom('name_grams as g').innerJoin('debtors as d', (join) => join.onRef('d.id', '=', 'g.debtor').onRef('d.tenant', '=', 'g.tenant')).select(['d.id', 'd.name'])
    .where('g.tenant', '=', tenant).where('g.gram', 'in', grams).orderBy('g.debtor').limit(NAMES * grams.length).execute();
  return labelled.flatMap(({ hint, value, label }): readonly HintHit[] => {
    const found = [...new Set(rows.filter((row) => isNamesake(label, row.name)).map((row) => row.id))];
    return found.length === 0 ? [] : [{ hint, value, debtors: found.slice(0, SHOWN).map((id) => hit(id, 'namesake')), count: found.length }];
  });
}

/** Debtors looked at beside what names them. */
const LOOKED_AT = 60;

/** Domains that the ledger does not know, beside those of the debtors whom the thread points to. */
async function lookAlikeHits(db: Db, tenant: string, strange: readonly string[], cited: readonly HintHit[], judge: DomainJudge): Promise<readonly HintHit[]> {
  const debtors = [...new Set(cited.flatMap((h) => h.debtors.map((d) => d.debtor)))].slice(0, LOOKED_AT);
  if (strange.length === 0 || debtors.length === 0) return [];
  const kept = await db.selectFrom('domains').select(['debtor', 'domain']).where('tenant', '=', tenant).where('debtor', 'in', debtors).orderBy('domain').limit(1_000).execute();
  const rows = kept.filter(({ domain }) => judge.companyDomain(domain) !== null);
  return strange.flatMap((value): readonly HintHit[] => {
    const alike = new Map<string, Hit>();
    for (const row of rows) if (!alike.has(row.debtor) && resemblance(value, row.domain) !== null) alike.set(row.debtor, { ...hit(row.debtor, 'look-alike'), number: row.domain });
    return alike.size === 0 ? [] : [{ hint: 'domain', value, debtors: [...alike.values()].slice(0, SHOWN), count: alike.size }];
  });
}

const hit = (debtor: string, via: Hit['via']): Hit => ({ debtor: debtor as DebtorId, via, number: null, open: null, contactRole: null });

async function learnedHits(db: Db, tenant: string, hints: DebtorHints): Promise<readonly HintHit[]> {
  const asked: readonly (readonly [HintKind & ('thread' | 'address' | 'domain'), string])[] = [
    ...(hints.thread === '' ? [] : [['thread', hints.thread] as const]),
    ...hints.addresses.map((a) => ['address', a] as const),
    ...hints.domains.map((d) => ['domain', d] as const),
  ];
  if (asked.length === 0) return [];
  const rows = await db.selectFrom('learned_choices').select(['scope', 'value', 'debtor']).where('tenant', '=', tenant).where('value', 'in', [...new Set(asked.map(([, value]) => indexed(value)))]).execute();
  if (rows.length === 0) return [];
  return asked.flatMap(([scope, value]) => {
    const row = rows.find((r) => r.scope === scope && r.value === indexed(value));
    if (row === undefined) return [];
    return [{ hint: scope, value, debtors: row.debtor === null ? [] : [hit(row.debtor, 'learned')], count: row.debtor === null ? 0 : 1 }];
  });
}

interface Ranked {
  readonly value: string;
  readonly debtor: string;
  readonly count: number;
  readonly role: string | null;
}

/** Groups rows by the value that was asked for, in the order in which it was asked. */
function perValue(hint: HintKind, asked: readonly (readonly [given: string, stored: string])[], rows: readonly Ranked[], via: Hit['via']): readonly HintHit[] {
  const byValue = new Map<string, Ranked[]>();
  for (const row of rows) {
    const list = byValue.get(row.value);
    if (list === undefined) byValue.set(row.value, [row]);
    else list.push(row);
  }
  return asked.flatMap(([given, stored]) => {
    const found = byValue.get(stored);
    if (found === undefined) return [];
    return [{ hint, value: given, debtors: found.map((r) => ({ ...hit(r.debtor, via), contactRole: r.role })), count: found[0]?.count ?? found.length }];
  });
}

async function addressHits(db: Db, tenant: string, addresses: readonly string[]): Promise<readonly HintHit[]> {
  if (addresses.length === 0) return [];
  // The salesperson in charge is no contact of the customer's own (`ownContacts`).
  // Ranked so that an address shared by a ledger costs 20 rows, not 20 000. The import keeps an address once per debtor.
  const rows = await db.selectFrom(db.selectFrom('contacts').select(['address as value', 'debtor', 'role'])
    .select([sql<number>`row_number() over (partition by address order by debtor)`.as('place'), sql<number>`count(*) over (partition by address)`.as('count')])
    .where('tenant', '=', tenant).where('address', 'in', addresses).where('role', '<>', 'sales').as('r'))
    .select(['value', 'debtor', 'role', 'count']).where('place', '<=', SHOWN).orderBy('place').execute();
  return perValue('address', addresses.map((a) => [a, a]), rows, 'contact');
}

async function domainHits(db: Db, tenant: string, domains: readonly string[], judge: DomainJudge): Promise<readonly HintHit[]> {
  // The client has no public suffix list: `mail.dupont.co.uk` is reduced here. Free-mail falls out a second time.
  const asked = domains.flatMap((given): readonly (readonly [string, string])[] => {
    const company = judge.companyDomain(given);
    return company === null ? [] : [[given, company]];
  });
  if (asked.length === 0) return [];
  const rows = await db.selectFrom(db.selectFrom('domains').select(['domain as value', 'debtor'])
    .select([sql<number>`row_number() over (partition by domain order by debtor)`.as('place'), sql<number>`count(*) over (partition by domain)`.as('count')])
    .where('tenant', '=', tenant).where('domain', 'in', [...new Set(asked.map(([, stored]) => stored))]).as('r'))
    .select(['value', 'debtor', 'count']).where('place', '<=', SHOWN).orderBy('place').execute();
  return perValue('domain', asked, rows.map((r) => ({ ...r, role: null })), 'company-domain');
}

async function legalHits(db: Db, tenant: string, kind: 'siren' | 'vat', values: readonly string[]): Promise<readonly HintHit[]> {
  if (values.length === 0) return [];
  const rows = await db.selectFrom(db.selectFrom('debtor_keys').select(['value', 'debtor'])
    .select([sql<number>`row_number() over (partition by value order by debtor)`.as('place'), sql<number>`count(*) over (partition by value)`.as('count')])
    .where('tenant', '=', tenant).where('kind', '=', kind).where('value', 'in', values).as('r'))
    .select(['value', 'debtor', 'count']).where('place', '<=', SHOWN).orderBy('place').execute();
  return perValue(kind, values.map((v) => [v, v]), rows.map((r) => ({ ...r, role: null })), 'legal-id');
}

async function referenceHits(db: Db, tenant: string, references: readonly string[]): Promise<readonly HintHit[]> {
  if (references.length === 0) return [];
  const rows = await db.selectFrom('log_entries').select(['reference', 'debtor']).distinct().where('tenant', '=', tenant).where('reference', 'in', references).limit(1_000).execute();
  return references.flatMap((reference) => {
    const found = rows.filter((r) => r.reference === reference);
    return found.length === 0 ? [] : [{ hint: 'reference' as const, value: reference, debtors: found.slice(0, SHOWN).map((r) => hit(r.debtor, 'reminder')), count: found.length }];
  });
}

async function numberHits(db: Db, tenant: string, numbers: readonly string[]): Promise<readonly HintHit[]> {
  const values = new Set<string>();
  for (const number of numbers) {
    const keys = invoiceKeys(number);
    for (const form of [keys.folded, keys.withoutZeros, keys.withoutPrefix]) if (form !== '') values.add(indexed(form));
  }
  if (values.size === 0) return [];
  const keys = await db.selectFrom(db.selectFrom('invoice_keys').select('invoice')
    .select(sql<number>`row_number() over (partition by value order by strength desc, invoice)`.as('place'))
    .where('tenant', '=', tenant).where('value', 'in', [...values]).as('k')).select('invoice').where('place', '<=', INVOICES_PER_NUMBER).execute();
  if (keys.length === 0) return [];
  // Two statements: joined, a planner without statistics walks all invoices of the tenant.
  const rows = await db.selectFrom('invoices').select(['id', 'debtor', 'number', 'open']).where('tenant', '=', tenant).where('id', 'in', [...new Set(keys.map((k) => k.invoice))]).execute();
  return numbers.flatMap((number): readonly HintHit[] => {
    const found = strictest(number, rows);
    if (found.length === 0) return [];
    const perDebtor = new Map<string, Hit>();
    // An open invoice says more than a paid one with the same number.
    for (const row of [...found].sort((a, b) => b.open - a.open || (a.id < b.id ? -1 : 1))) {
      if (!perDebtor.has(row.debtor)) perDebtor.set(row.debtor, { debtor: row.debtor as DebtorId, via: 'invoice', number: row.number, open: row.open === 1, contactRole: null });
    }
    return [{ hint: 'number', value: number, debtors: [...perDebtor.values()].slice(0, SHOWN), count: perDebtor.size }];
  });
}

/** The ways in which a ledger may write a code that a mail writes otherwise: as written, without signs, with dashes. */
const formsOfCode = (written: string): readonly string[] =>
  [...new Set([written, invoiceKeys(written).folded, (written.match(/\p{L}+|\d+/gu) ?? []).join('-')].map((form) => indexed(form.toLowerCase())))];

/** Customer codes among the written numbers: `CL 0116`, `cl-0116` for `CL0116`. */
async function codeHits(db: Db, tenant: string, numbers: readonly string[]): Promise<readonly HintHit[]> {
  const asked = new Map(numbers.map((number) => [number, formsOfCode(number)]));
  const values = [...new Set([...asked.values()].flat())];
  if (values.length === 0) return [];
  const rows = await db.selectFrom('debtor_keys').select(['value', 'debtor']).where('tenant', '=', tenant).where('kind', '=', 'code').where('value', 'in', values).orderBy('debtor').limit(1_000).execute();
  return [...asked].flatMap(([number, forms]) => {
    const perDebtor = new Map(rows.filter((row) => forms.includes(row.value)).map((row) => [row.debtor, { ...hit(row.debtor, 'customer-code'), number: row.value.toUpperCase() }]));
    return perDebtor.size === 0 ? [] : [{ hint: 'number' as const, value: number, debtors: [...perDebtor.values()].slice(0, SHOWN), count: perDebtor.size }];
  });
}

/** Orders looked at of the debtors whom the people of a thread stand for: an order tells accounts of one accountant apart. */
const ORDERS = 5_000;

/** Among them only: nobody else's orders are looked up by number. */
async function orderHits(db: Db, tenant: string, numbers: readonly string[], people: readonly HintHit[]): Promise<readonly HintHit[]> {
  const debtors = [...new Set(people.flatMap((h) => h.debtors.map((d) => d.debtor)))].slice(0, LOOKED_AT);
  if (numbers.length === 0 || debtors.length < 2) return [];
  const rows = await db.selectFrom('invoices').select(['debtor', 'order_number']).where('tenant', '=', tenant).where('debtor', 'in', debtors).where('order_number', 'is not', null).limit(ORDERS).execute();
  return numbers.flatMap((number): readonly HintHit[] => {
    const found = rows.filter((row) => row.order_number !== null && matchLevel(number, row.order_number) === 'as-written');
    const perDebtor = new Map(found.map((row) => [row.debtor, { ...hit(row.debtor, 'order-number'), number: row.order_number }]));
    return perDebtor.size === 0 ? [] : [{ hint: 'number', value: number, debtors: [...perDebtor.values()].slice(0, SHOWN), count: perDebtor.size }];
  });
}

/** Keys only find candidates; how a number fits is core's decision. */
function strictest<R extends { readonly number: string }>(written: string, rows: readonly R[]): readonly R[] {
  const levels = new Map<MatchLevel, R[]>();
  for (const row of rows) {
    const level = matchLevel(written, row.number);
    if (level === null) continue;
    const list = levels.get(level);
    if (list === undefined) levels.set(level, [row]);
    else list.push(row);
  }
  for (const level of MATCH_LEVELS) {
    const list = levels.get(level);
    if (list !== undefined) return list;
  }
  return [];
}
