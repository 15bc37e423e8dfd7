import { foldName } from '../identify';
import type { CompanyId, Debtor, DebtorId } from '../ledger';
import { sha256Hex } from '../log';

/** The one company of a server, and of a sheet, until there are several. It is part of what the log's chain covers: a sheet's log can move to the server because both say the same. */
export const ONLY_COMPANY = 'company' as CompanyId;

/** PostgreSQL refuses index rows beyond 2704 bytes; a field of a ledger may hold 10 000 characters. */
const LONGEST = 400;
const MARK = 'sha256:';

/** What stands in an indexed column for a value: the value, or the hash of a very long one. */
export const indexed = (value: string): string => (value.length <= LONGEST ? value : MARK + sha256Hex(value));
export const isHashed = (value: string): boolean => value.startsWith(MARK);

/** PostgreSQL has no NUL in text; a ledger cell may. */
export const withoutNul = (text: string): string => (text.includes('\u0000') ? text.replace(/\u0000/g, '') : text);

export type KeyKind = 'place' | 'code' | 'siren' | 'siret' | 'vat' | 'name-town';
export interface DebtorKey {
  readonly kind: KeyKind;
  readonly value: string;
}

/** SIREN is part of SIRET and of a French VAT number: whoever writes one of them is found by all. */
function sirenOf(debtor: Debtor): string | null {
  const { siren, siret, vat } = debtor.legalIds;
  return siren ?? siret?.slice(0, 9) ?? (vat !== null && /^FR..\d{9}$/.test(vat) ? vat.slice(4) : null);
}

const codeOf = (debtor: Debtor): string | null => {
  const code = withoutNul(debtor.code ?? '').trim().toLowerCase();
  return code === '' ? null : indexed(code);
};

/** Strongest first. */
export function keysOf(debtor: Debtor): readonly DebtorKey[] {
  const keys: DebtorKey[] = [];
  const add = (kind: KeyKind, value: string | null): void => {
    if (value !== null && value !== '') keys.push({ kind, value: indexed(value) });
  };
  for (const place of debtor.places ?? []) add('place', place);
  add('code', codeOf(debtor));
  add('siren', sirenOf(debtor));
  add('siret', debtor.legalIds.siret);
  add('vat', debtor.legalIds.vat);
  add('name-town', `${foldName(debtor.name)}|${foldName(debtor.town ?? '')}`);
  return keys;
}

const digest = (text: string): string => sha256Hex(text).slice(0, 20);

/** An id for a debtor never seen before: readable where the key is, never the name (names change, ids do not). */
function freshId(key: DebtorKey): string {
  if (key.kind === 'name-town') return `n-${digest(key.value)}`;
  if (key.kind === 'place') return /^[\w.-]{1,40}:[\w.-]{1,60}$/.test(key.value) ? key.value.replace(':', '-') : `s-${digest(key.value)}`;
  return `${key.kind === 'code' ? 'c' : key.kind}-${/^[\w.-]{1,60}$/.test(key.value) ? key.value : digest(key.value)}`;
}

export interface KnownDebtor {
  readonly id: string;
  readonly keys: readonly DebtorKey[];
}

/** provisional id of the reading -> id for good. A host that remembers no debtor (a sheet) knows none: the ids follow from the reading alone. */
export type Identities = ReadonlyMap<DebtorId, DebtorId>;

/**
 * Keeps the id under which a debtor was first seen: by his place in a connected system, else by code, else SIREN, else VAT,
 * else name and town (design: the server's data). A weaker key counts only when it names exactly one known debtor and no
 * stronger key contradicts it. A code is unique within one ledger only, and a name is nobody's proof: neither makes one
 * debtor of two that stand in different ledgers.
 */
export function assignIds(debtors: Iterable<Debtor>, known: readonly KnownDebtor[]): Identities {
  const byKey = new Map<string, string[]>();
  const codeOfKnown = new Map<string, string>();
  const placed = new Set<string>();
  const keysOfKnown = new Map(known.map(({ id, keys }) => [id, keys]));
  for (const debtor of known) {
    for (const key of debtor.keys) {
      const name = `${key.kind}:${key.value}`;
      const ids = byKey.get(name);
      if (ids === undefined) byKey.set(name, [debtor.id]);
      else ids.push(debtor.id);
      if (key.kind === 'code') codeOfKnown.set(debtor.id, key.value);
      if (key.kind === 'place') placed.add(debtor.id);
    }
  }
  const taken = new Set<string>();
  const knownIds = new Set(known.map((k) => k.id));
  const used = (id: string): boolean => taken.has(id) || knownIds.has(id);
  const assigned = new Map<DebtorId, DebtorId>();
  const settle = (debtor: DebtorId, id: string): void => {
    taken.add(id);
    assigned.set(debtor, id as DebtorId);
  };
  const named = (kind: KeyKind, keys: readonly DebtorKey[], may: (id: string) => boolean): string | undefined => {
    for (const key of keys) {
      const found = key.kind === kind ? byKey.get(`${kind}:${key.value}`)?.find((id) => !taken.has(id) && may(id)) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const open: { readonly debtor: DebtorId; readonly keys: readonly DebtorKey[] }[] = [];
  for (const debtor of debtors) {
    if (assigned.has(debtor.id)) throw new Error('two debtors of one reading share an id');
    const keys = keysOf(debtor);
    const stands = keys[0]?.kind === 'place';
    // The code of a file and that of a connected system may be two customers' in two systems: something else must agree.
    const same = named('place', keys, () => true) ?? named('code', keys, (id) => !placed.has(id) && (!stands || agree(keys, keysOfKnown.get(id) ?? [])));
    if (same !== undefined) settle(debtor.id, same);
    else if (keys.some(({ kind, value }) => byKey.has(`${kind}:${value}`))) open.push({ debtor: debtor.id, keys });
    // Nobody known looks like him: not held until the others are settled, a first ledger has a hundred thousand of them.
    else settle(debtor.id, fresh(keys, used));
  }
  for (const { debtor, keys } of open) {
    const code = keys.find(({ kind }) => kind === 'code')?.value ?? null;
    const stands = keys[0]?.kind === 'place';
    const elsewhere = (id: string): boolean => stands || placed.has(id);
    let found: string | undefined;
    for (const key of keys) {
      if (key.kind === 'code' || key.kind === 'place') continue;
      const byName = key.kind === 'name-town';
      const candidates = (byKey.get(`${key.kind}:${key.value}`) ?? []).filter((id) => !taken.has(id) && (elsewhere(id) ? !byName : code === null || !codeOfKnown.has(id)));
      if (candidates.length === 1) {
        found = candidates[0];
        break;
      }
      // Several known debtors carry this key: a weaker key must not pick one of them.
      if (candidates.length > 1) break;
    }
    settle(debtor, found ?? fresh(keys, used));
  }
  return assigned;
}

const nameIn = (key: DebtorKey): string => key.value.slice(0, key.value.lastIndexOf('|'));

/** A legal identifier or the name is the same. */
const agree = (some: readonly DebtorKey[], others: readonly DebtorKey[]): boolean => some.some((key) => key.kind !== 'code' && key.kind !== 'place'
  && others.some((other) => other.kind === key.kind && (key.kind === 'name-town' ? nameIn(other) === nameIn(key) : other.value === key.value)));

function fresh(keys: readonly DebtorKey[], used: (id: string) => boolean): string {
  for (const key of keys) {
    const id = freshId(key);
    if (!used(id)) return id;
  }
  const base = `n-${digest(keys.map((k) => `${k.kind}:${k.value}`).join('|'))}`;
  for (let n = 2; ; n += 1) if (!used(`${base}-${n}`)) return `${base}-${n}`;
}

/** Under which id a debtor's rows are written before the whole reading is known; `assignIds` has the last word. */
export interface FirstIds {
  of(debtor: Debtor): string;
}

export function firstIds(known: readonly KnownDebtor[]): FirstIds {
  const byCode = new Map<string, string>();
  for (const { id, keys } of known) for (const key of keys) if ((key.kind === 'code' || key.kind === 'place') && !byCode.has(`${key.kind}:${key.value}`)) byCode.set(`${key.kind}:${key.value}`, id);
  return {
    of: (debtor) => {
      const [key] = keysOf(debtor);
      if (key === undefined) return '';
      return (key.kind === 'code' || key.kind === 'place' ? byCode.get(`${key.kind}:${key.value}`) : undefined) ?? freshId(key);
    },
  };
}
