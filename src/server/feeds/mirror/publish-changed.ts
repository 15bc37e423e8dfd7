import type { Instant, PaymentsSummary } from '../../../core';
import type { ChangesReport, LedgerStore } from '../../store/ledger-content';
import { placeOf, Union } from '../../store/mirror/union';
import type { KeptMirror } from '../../store/mirror/source-mirror';
import type { ReadingFacts } from '../../store/whole-reading';

/** A source as it is put in use. */
export interface KeptSource {
  readonly id: string;
  readonly mirror: KeptMirror;
}

/**
 * Writes into the ledger in use only what changed in its sources.
 * @param after the reading in use, which is known to be made of these sources as they were before `changed`.
 * @returns null: nothing was written, and only the whole will do. `payments`: what becomes of those of each source.
 */
export async function publishChanged(store: LedgerStore, tenant: string, sources: readonly KeptSource[], source: ReadingFacts['source'], after: string, readAt: Instant): Promise<{ readonly report: ChangesReport; readonly payments: readonly (PaymentsSummary | null)[] } | null> {
  const places = new Set<string>();
  for (const { id, mirror } of sources) {
    const changed = mirror.changed();
    if (changed === null) return null;
    for (const external of changed) places.add(placeOf({ id }, external));
  }
  const told = sources.map(({ mirror }) => mirror.unreadable());
  const union = new Union(sources.map(({ id, mirror }) => ({ id, path: mirror.path })), false);
  try {
    // What one source says of an invoice is also what is written of the customer at whom another one lists it.
    if (sources.length > 1) for (const place of union.placesOfInvoices(sources.flatMap(({ mirror }) => mirror.touched()))) places.add(place);
    const report = await store.publishChanges(tenant, {
      after, source, places: [...places], unreadable: told.reduce((sum, { unreadableCount }) => sum + unreadableCount, 0), problems: told.flatMap(({ unreadable }) => unreadable) as ReadingFacts['problems'],
      standing: (at, before) => union.standingAt(at, before), pays: (place) => union.pays(place), invoices: () => union.invoices,
      lists: (invoice) => union.holding(invoice) > 0,
    }, readAt);
    return report === null ? null : { report, payments: sources.length === 1 ? [null] : await union.payments(() => new Promise((resolve) => { setImmediate(resolve); })) };
  } finally {
    union.close();
  }
}
