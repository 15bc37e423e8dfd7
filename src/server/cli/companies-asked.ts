import { fail, ok, ONLY_COMPANY } from '../../core';
import type { CompanyId, Result } from '../../core';
import { placesOf } from '../companies/open-other';
import { openStore } from '../store/open-store';
import type { Store } from '../store/store';

/** Where a company lies, as a command reads it. */
export interface CompanyAsked {
  readonly company: CompanyId;
  /** As its profile says; empty: nobody has named it. */
  readonly name: string;
  readonly database: string;
  readonly data: string;
}

/** Opens a database as it stands, beside a server that may be working with it. */
export async function reading<T>(database: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(database, { asItStands: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/**
 * The companies of a data folder, the first one first; or the one that is asked for.
 * @param wanted its id or its name in any case; null: all of them. Else: a sentence that names them.
 */
export async function companiesAsked(place: { readonly database: string; readonly data: string }, wanted: string | null): Promise<Result<readonly CompanyAsked[], string>> {
  const ids = [ONLY_COMPANY, ...(await reading(place.database, (store) => store.otherCompanies.list()))];
  const all: CompanyAsked[] = [];
  for (const company of ids) {
    const { database, data } = company === ONLY_COMPANY ? place : placesOf({ ...place, backups: place.data }, company);
    all.push({ company, database, data, name: (await reading(database, (store) => store.settings(company)))?.profile.name ?? '' });
  }
  if (wanted === null) return ok(all);
  const found = all.filter(({ company, name }) => company === wanted || name.toLowerCase() === wanted.toLowerCase());
  return found.length === 0 ? fail(`No company is called ${JSON.stringify(wanted.slice(0, 80))}. There ${all.length === 1 ? 'is' : 'are'}: ${all.map(({ company, name }) => (name === '' ? company : `${name} (${company})`)).join(', ')}.`) : ok(found);
}
