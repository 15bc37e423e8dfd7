import type { Store } from '../../store/store';

/** The watched file stands beside connected systems as a ledger of its own; it is there once, whatever its name. */
export async function joinWatched(store: Pick<Store, 'feeds'>, tenant: string, path: string): Promise<void> {
  const known = await store.feeds.list(tenant);
  if (known.some(({ kind, values }) => kind === 'ledger-file' && values.file === path)) return;
  await store.feeds.save(tenant, { id: 'f-watched', kind: 'ledger-file', name: '', values: { file: path }, sealed: {}, consent: null, identity: null, asOf: null, triedAt: null, wholeAt: null, problem: null, notes: false });
}
