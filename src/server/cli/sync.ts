import { join } from 'node:path';
import { systemClock } from '../company-day';
import { readConfig } from '../config';
import { openFeedDesk } from '../feeds/desk/open-feed-desk';
import { openDatabase } from '../open-database';
import { providerDomains } from '../provider-domains';
import type { Store } from '../store/store';
import type { Tell } from './inspect';

export interface SyncOptions {
  readonly root: string;
  readonly data: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly complain: (sentence: string) => void;
}

/**
 * Pulls every connected ledger once and puts them in use, for a machine on which no server runs (a running one pulls by itself,
 * and keeps this one out). The figures of a feed that fails stay as they were.
 * @returns 0: all of them; 1: one failed, or waits for the clerk's word; 2: none could be pulled.
 */
export async function sync({ root, data, env, complain }: SyncOptions, tell: Tell): Promise<0 | 1 | 2> {
  const config = readConfig(['--user', 'relance sync', '--data', data], env);
  if (!config.ok) {
    complain(config.problem.message);
    return 2;
  }
  const opened = await openDatabase({ config: config.value, root, providerDomains: providerDomains(join(root, 'assets')), clock: systemClock, say: complain, report: () => undefined });
  if (!opened.ok) {
    complain(opened.problem.message);
    return 2;
  }
  try {
    if (!opened.value.readOnly) return await pullAll(opened.value.store, { root, data, env, complain, documents: config.value.documents }, tell);
    complain('This account may not write the database: nothing was pulled.');
    return 2;
  } finally {
    await opened.value.close();
  }
}

async function pullAll(store: Store, { root, data, env, documents, complain }: SyncOptions & { readonly documents: string | null }, tell: Tell): Promise<0 | 1 | 2> {
  const opened = openFeedDesk({ store, root, data, env, documents, report: () => undefined, origin: () => 'https://localhost:3000' });
  if (!opened.ok) {
    complain(opened.problem.message);
    return 2;
  }
  try {
    const views = await opened.value.desk.pullAll();
    for (const { kind, values: _, sealed: __, progress: ___, ...view } of views) tell({ kind: 'feed', system: kind, ...view });
    const count = (state: string): number => views.filter((view) => view.state === state).length;
    tell({ kind: 'summary', feeds: views.length, ready: count('ready'), failed: count('failed'), awaiting: count('awaiting') });
    if (count('ready') === views.length && views.length > 0) return 0;
    return views.length === count('failed') ? 2 : 1;
  } finally {
    await opened.value.close();
  }
}
