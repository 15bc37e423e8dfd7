import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { verifyChain } from '../../../src/core';
import type { DebtorId } from '../../../src/core';
import { openSourceMirror } from '../../../src/server/store/mirror/source-mirror';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { COMPANY, aNewEntry, aProfile, noted } from '../../core/builders';
import { NEW, OLD, WHO, openOf, publish, publisherOf, tellOfAll, tellOfChanges } from './a-published-ledger';
import type { Publisher } from './a-published-ledger';
import { child, exited, keeper, temporaryFolder } from './a-store';

const LOGGED = 'f-1-11';

/** A server that ends in the middle of a publication. @param url of a fresh database each time; `inOne`: all of a publication is one transaction. */
export function describeKilledPublication(name: string, url: (folder: string) => Promise<string>, inOne: boolean): void {
  let folder: ReturnType<typeof temporaryFolder>;
  const opened: { readonly store: Store; readonly publisher: Publisher }[] = [];
  const open = async (at: string, feeds: string): Promise<{ readonly store: Store; readonly publisher: Publisher }> => {
    const store = await openStore(at);
    await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
    const here = { store, publisher: publisherOf(store, join(folder.path, feeds)) };
    opened.push(here);
    return here;
  };
  const closeAll = async (): Promise<void> => {
    for (const { store, publisher } of opened.splice(0)) {
      publisher.close();
      await store.close();
    }
  };
  beforeEach(() => { folder = temporaryFolder('published'); });
  afterEach(async () => {
    await closeAll();
    folder.remove();
  });

  test.each<[point: string, standing: string]>([['begun', inOne ? 'old' : 'old or new'], ['written', inOne ? 'old' : 'new'], ['told', 'new']])(`${name}: killed when a publication is %s, each customer is wholly %s, and the next publication makes the ledger that it would have made`, async (point, standing) => {
    const address = await url(folder.path);
    const first = await open(address, 'feeds');
    tellOfAll(first.publisher.open('f-1'));
    await publish(first.publisher);
    expect(await first.store.append(COMPANY, aNewEntry(noted(), { debtor: LOGGED as DebtorId }), null, keeper)).toMatchObject({ ok: true });
    await closeAll();

    const process = child('publish-until-killed.ts', [address, join(folder.path, 'feeds'), point]);
    let cried = '';
    process.stderr.on('data', (part: Buffer) => { cried += part.toString('utf8'); });
    await exited(process);
    expect([process.signalCode, cried]).toEqual(['SIGKILL', '']);

    const { store, publisher } = await open(address, 'feeds');
    const met = new Set(await openOf(store));
    expect(met).toEqual(new Set(standing === 'old' ? [OLD] : standing === 'new' ? [NEW] : [NEW, OLD]));
    const answer = await publish(publisher);
    expect(await openOf(store)).toEqual(WHO.map(() => NEW));
    expect(answer.report).toMatchObject({ debtors: 14, invoices: 56 });

    const reference = await open(await url(folder.path), 'reference');
    tellOfAll(reference.publisher.open('f-1'));
    tellOfChanges(reference.publisher.open('f-1'));
    await publish(reference.publisher);
    const said = async (of: Store): Promise<unknown> => {
      const facts = await of.ledgerFacts(COMPANY);
      return { rows: facts?.rows, shapes: [...(facts?.numberShapes ?? [])].sort(), overdue: await of.overdue(COMPANY, '2099-01-01' as never, 0, 100), found: await of.search(COMPANY, '2026/12/AB') };
    };
    expect(await said(store)).toEqual(await said(reference.store));
    const entries = (await store.entries(COMPANY, LOGGED)) ?? [];
    expect([entries.length, verifyChain(entries, await store.logHead(COMPANY, LOGGED)).intact]).toEqual([1, true]);
    // Nothing is left to be said; and a reading of the whole finds every fingerprint as it would write it.
    expect((await publish(publisher)).touched).toBe(0);
    publisher.close();
    const mirror = openSourceMirror(join(folder.path, 'feeds', 'f-1.mirror'));
    mirror.published('another reading', null, 0);
    mirror.close();
    const again = publisherOf(store, join(folder.path, 'feeds'));
    opened.push({ store, publisher: again });
    expect((await publish(again)).report).toMatchObject({ written: 0, missing: 0, invoices: 56 });
  }, 120_000);
}
