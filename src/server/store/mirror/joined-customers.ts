import type Libsql from 'libsql';
import type { Debtor } from '../../../core';
import { legalKeys } from './same-invoice';

/** A customer of one source, by its number among the sources and its own id for him. */
export interface Member {
  readonly source: number;
  readonly external: string;
}

export const nameOf = ({ source, external }: Member): string => `${source}\u0000${external}`;

/** Customers that stand in more than one source, under the name of each of their places; by source. */
export function joinedCustomers(dbs: readonly Libsql.Database[]): ReadonlyMap<string, readonly Member[]> {
  const byKey = new Map<string, Member[]>();
  for (const [source, db] of dbs.entries()) {
    for (const { id, said } of db.prepare('select id, said from debtors order by id').iterate([]) as Iterable<{ id: string; said: string }>) {
      for (const key of legalKeys(JSON.parse(said) as Debtor)) {
        const members = byKey.get(key);
        if (members === undefined) byKey.set(key, [{ source, external: id }]);
        else members.push({ source, external: id });
      }
    }
  }
  const joined = new Map<string, readonly Member[]>();
  for (const members of byKey.values()) {
    const alone = new Set(members.map(({ source }) => source)).size === members.length;
    // A source that has two of this number (two sites) does not say which of them is meant.
    if (members.length < 2 || !alone || members.some((member) => joined.has(nameOf(member)))) continue;
    for (const member of members) joined.set(nameOf(member), members);
  }
  return joined;
}
