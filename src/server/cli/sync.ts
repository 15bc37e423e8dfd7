import { join } from 'node:path';
import { fail, ok, ONLY_COMPANY } from '../../core';
import type { FeedView, Result } from '../../core';
import { systemClock } from '../company-day';
import { readConfig } from '../config';
import { placesOf } from '../companies/open-other';
import { openFeedDesk } from '../feeds/desk/open-feed-desk';
import type { FeedDeskPlace } from '../feeds/desk/open-feed-desk';
import { openDatabase } from '../open-database';
import { providerDomains } from '../provider-domains';
import type { Store } from '../store/store';
import type { CompanyAsked } from './companies-asked';
import type { Tell } from './inspect';

export interface SyncOptions {
  readonly root: string;
  readonly data: string;
  readonly companies: readonly CompanyAsked[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly complain: (sentence: string) => void;
}

/**
 * Pulls every connected ledger once and puts them in use, for a machine on which no server runs (a running one pulls by itself,
 * and keeps this one out). The figures of a feed that fails stay as they were.
 * @returns 0: all of them; 1: one failed, or waits for the clerk's word; 2: none could be pulled.
 */
export async function sync({ root, data, companies, env, complain }: SyncOptions, tell: Tell): Promise<0 | 1 | 2> {
  const config = readConfig(['--user', 'relance sync', '--data', data], env);
  if (!config.ok) {
    complain(config.problem.message);
    return 2;
  }
  const views: FeedView[] = [];
  for (const asked of companies) {
    const places = asked.company === ONLY_COMPANY ? config.value : placesOf(config.value, asked.company);
    const opened = await openDatabase({ config: { ...places, ledger: null }, root, providerDomains: providerDomains(join(root, 'assets')), clock: systemClock, say: complain, report: () => undefined });
    if (!opened.ok) {
      complain(opened.problem.message);
      return 2;
    }
    try {
      if (opened.value.readOnly) {
        complain('This account may not write the database: nothing was pulled.');
        return 2;
      }
      const pulled = await pullAll(opened.value.store, asked, { root, keyFile: join(data, 'seal.key'), env, documents: asked.company === ONLY_COMPANY ? config.value.documents : null });
      if (!pulled.ok) {
        complain(pulled.problem);
        return 2;
      }
      for (const { kind, values: _, sealed: __, progress: ___, ...view } of pulled.value) tell({ kind: 'feed', company: asked.company, system: kind, ...view });
      views.push(...pulled.value);
    } finally {
      await opened.value.close();
    }
  }
  const count = (state: FeedView['state']): number => views.filter((view) => view.state === state).length;
  tell({ kind: 'summary', companies: companies.length, feeds: views.length, ready: count('ready'), failed: count('failed'), awaiting: count('awaiting') });
  if (count('ready') === views.length && views.length > 0) return 0;
  return views.length === count('failed') ? 2 : 1;
}

async function pullAll(store: Store, { company, data }: CompanyAsked, place: Pick<FeedDeskPlace, 'root' | 'keyFile' | 'env' | 'documents'>): Promise<Result<readonly FeedView[], string>> {
  const opened = openFeedDesk({ ...place, store, company, data, report: () => undefined, origin: () => 'https://localhost:3000' });
  if (!opened.ok) return fail(opened.problem.message);
  try {
    return ok(await opened.value.desk.pullAll());
  } finally {
    await opened.value.close();
  }
}
