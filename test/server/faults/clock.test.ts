import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { foldHistory, verifyChain } from '../../../src/core';
import type { Instant, RequestId } from '../../../src/core';
import { createApp } from '../../../src/server/app';
import { withoutFeed } from '../../../src/server/ledger-service';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { COMPANY, MARIE, aNewEntry, at, noted } from '../../core/builders';
import { garageOf, seed } from './a-store';

let store: Store;
let now: Instant;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  await seed(store);
  now = at('2026-11-23T09:14:00.000Z');
});
afterEach(() => store.close());

const QUIET = { info: () => undefined, error: () => undefined };
async function ask(path: string, body?: unknown): Promise<{ readonly value: unknown }> {
  const app = createApp({ store, clock: { now: () => now }, company: COMPANY, user: MARIE, ledger: withoutFeed(store, COMPANY), templates: [], rates: null, log: QUIET });
  const answer = await app.request(`http://localhost${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return (await answer.json()) as { readonly value: unknown };
}
const note = async (request: string): Promise<unknown> => (await ask('/api/v1/log', { entry: aNewEntry(noted(request), { debtor: await garageOf(store), requestId: request as RequestId }), text: null })).value;

test('the server’s clock is set back by an hour: entries keep their order, each bears what the clock said, and the report names where', async () => {
  await note('r1');
  now = at('2026-11-23T08:14:00.000Z');
  await note('r2');
  await note('r3');
  const garage = await garageOf(store);
  const entries = (await store.entries(COMPANY, garage)) ?? [];
  expect(entries.map(({ seq, at: when, requestId }) => `${seq} ${requestId} ${when.slice(11, 16)}`)).toEqual(['1 r1 09:14', '2 r2 08:14', '3 r3 08:14']);
  expect(verifyChain(entries, await store.logHead(COMPANY, garage)).intact).toBe(true);
  expect(foldHistory(entries)).toEqual(foldHistory([...entries].reverse()));
  expect((await ask(`/api/v1/log/verify/${garage}`)).value).toMatchObject({ entries: 3, intact: true, clockSetBackAt: [2] });
});

test.each([
  ['2026-11-23T08:14:00.000Z', { code: 'store/clock-behind', lastEntryAt: '2026-11-23T09:14:00.000Z', now: '2026-11-23T08:14:00.000Z' }],
  ['2026-11-23T09:13:30.000Z', null],
  ['2026-11-23T09:14:00.000Z', null],
  ['2026-11-23T10:14:00.000Z', null],
])('at %s the pane is told of a clock behind a log of 09:14, or not', async (later, trouble) => {
  await note('r1');
  now = at(later);
  expect((await ask('/api/v1/session')).value).toMatchObject({ trouble, today: '2026-11-23' });
});
