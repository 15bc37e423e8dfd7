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

export type KeyKind = 'code' | 'siren' | 'siret' | 'vat' | 'name-town';
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
  return `${key.kind === 'code' ? 'c' : key.kind}-${/^[\w.-]{1,60}$/.test(key.value) ? key.value : digest(key.value)}`;
}

export interface KnownDebtor {
  readonly id: string;
  readonly keys: readonly DebtorKey[];
}

/** provisional id of the reading -> id for good. A host that remembers no debtor (a sheet) knows none: the ids follow from the reading alone. */
export type Identities = ReadonlyMap<DebtorId, DebtorId>;

/**
 * Keeps the id under which a debtor was first seen: by code, else SIREN, else VAT, else name and town (design: the
 * server's data). A weaker key counts only when it names exactly one known debtor and no stronger key contradicts it.
 */
export function assignIds(debtors: Iterable<Debtor>, known: readonly KnownDebtor[]): Identities {
  const byKey = new Map<string, string[]>();
  const codeOfKnown = new Map<string, string>();
  for (const debtor of known) {
    for (const key of debtor.keys) {
      const name = `${key.kind}:${key.value}`;
      const ids = byKey.get(name);
      if (ids === undefined) byKey.set(name, [debtor.id]);
      else ids.push(debtor.id);
      if (key.kind === 'code') codeOfKnown.set(debtor.id, key.value);
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
  const open: { readonly debtor: DebtorId; readonly keys: readonly DebtorKey[] }[] = [];
  for (const debtor of debtors) {
    if (assigned.has(debtor.id)) throw new Error('two debtors of one reading share an id');
    const keys = keysOf(debtor);
    const code = keys[0]?.kind === 'code' ? keys[0] : undefined;
    const same = code === undefined ? undefined : byKey.get(`code:${code.value}`)?.find((id) => !taken.has(id));
    if (same !== undefined) settle(debtor.id, same);
    else if (keys.some(({ kind, value }) => byKey.has(`${kind}:${value}`))) open.push({ debtor: debtor.id, keys });
    // Nobody known looks like him: not held until the others are settled, a first ledger has a hundred thousand of them.
    else settle(debtor.id, fresh(keys, used));
  }
  for (const { debtor, keys } of open) {
    const code = keys[0]?.kind === 'code' ? keys[0].value : null;
    let found: string | undefined;
    for (const key of keys) {
      if (key.kind === 'code') continue;
      const candidates = (byKey.get(`${key.kind}:${key.value}`) ?? []).filter((id) => !taken.has(id) && (code === null || !codeOfKnown.has(id)));
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
  for (const { id, keys } of known) for (const key of keys) if (key.kind === 'code' && !byCode.has(key.value)) byCode.set(key.value, id);
  return {
    of: (debtor) => {
      const [key] = keysOf(debtor);
      if (key === undefined) return '';
      return (key.kind === 'code' ? byCode.get(key.value) : undefined) ?? freshId(key);
    },
  };
}
