import { cpus, loadavg } from 'node:os';
import { ONLY_COMPANY } from '../../../src/core';
import type { Instant } from '../../../src/core';
import type { Feed, FeedPage } from '../../../src/server/feeds/feed';
import { odooFeed } from '../../../src/server/feeds/odoo/odoo-feed';
import { atMost } from '../figure';
import type { Figure } from '../figure';

const never = new AbortController().signal;
/** What the books must hold at least: the figures are of 50 000 open invoices. */
const INVOICES = 50_000;
const INCREMENTAL_RUNS = 5;

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

async function pull(pages: ReturnType<Feed['whole']>): Promise<{ readonly pages: readonly FeedPage[]; readonly ms: number }> {
  const since = performance.now();
  const taken: FeedPage[] = [];
  for await (const page of pages) {
    if (!page.ok) throw new Error(page.problem.code);
    taken.push(page.value);
  }
  return { pages: taken, ms: performance.now() - since };
}

/** Hears every request of the feed, as it goes out. */
async function heard<T>(work: () => Promise<T>): Promise<{ readonly done: T; readonly sent: readonly Sent[] }> {
  const plain = globalThis.fetch;
  const sent: Sent[] = [];
  globalThis.fetch = (input, init) => {
    sent.push({ url: String(input), init: { ...init, signal: null } });
    return plain(input, init);
  };
  try {
    return { done: await work(), sent };
  } finally {
    globalThis.fetch = plain;
  }
}

/** The same requests, one after the other, their answers parsed and thrown away. */
async function barely(sent: readonly Sent[]): Promise<number> {
  const since = performance.now();
  for (const { url, init } of sent) await (await fetch(url, init)).json();
  return performance.now() - since;
}

/**
 * A real Odoo with 50 000 open invoices (RELANCE_ODOO: address, key, database, login, company): a full pull against the same
 * requests of a bare client, and the pull of what one payment's worth of changes left. Limits: issue "Ledgers people really have".
 * @param broken waits after each page: the full pull must miss its limit
 */
export async function odooFigures(broken: boolean, say: (fact: string) => void = (fact) => process.stderr.write(`${fact}\n`)): Promise<readonly Figure[]> {
  const [address = '', key = '', database = '', login = '', company = '1'] = (process.env['RELANCE_ODOO'] ?? '').split(' ');
  if (address === '') {
    say('Odoo: NOT RUN, full pull of 50 000 open invoices, at most 2 x a bare client; NOT RUN, incremental pull, at most 2 s (RELANCE_ODOO names no server)');
    return [];
  }
  const open = (): Feed => {
    const feed = odooFeed({ values: { address, key, database, login, company }, context: { company: ONLY_COMPANY, name: 'Odoo', now: () => new Date().toISOString() as Instant } });
    if (!feed.ok) throw new Error(feed.problem.code);
    return feed.value;
  };
  const { done: full, sent } = await heard(() => pull(open().whole(null, never)));
  const invoices = full.pages.reduce((sum, page) => sum + page.invoices.length, 0);
  const unreadable = full.pages.reduce((sum, page) => sum + page.unreadable.length, 0);
  if (invoices < INVOICES || unreadable > 0) throw new Error(`${invoices} invoices, ${unreadable} unreadable: these are not the books that the figures are of`);
  const bare = await barely(sent);
  const took = full.ms + (broken ? 2 * bare : 0);
  say(`Odoo: ${invoices} invoices in ${full.pages.length} pages and ${sent.length} requests, ${(full.ms / 1000).toFixed(1)} s; the same requests barely ${(bare / 1000).toFixed(1)} s; ${cpus().length} cores, load ${loadavg().map((each) => each.toFixed(1)).join(' ')}`);
  const { cursor } = full.pages.at(-1) as FeedPage;
  const changes: number[] = [];
  const feed = open();
  for (let run = 0; run < INCREMENTAL_RUNS; run += 1) {
    await fetch(new URL('json/2/res.partner/write', address), { method: 'POST', headers: { authorization: `bearer ${key}`, 'content-type': 'application/json', ...(database === '' ? {} : { 'x-odoo-database': database }) }, body: JSON.stringify({ ids: full.pages[0]?.debtors.slice(0, 20).map(({ id }) => Number(id)), vals: { function: `run ${run}` } }) });
    const pulled = await pull((run === 0 ? open() : feed).changes(cursor, never));
    changes.push(pulled.ms);
    say(`Odoo: changes, ${pulled.pages.reduce((sum, page) => sum + page.invoices.length, 0)} invoices and ${pulled.pages.reduce((sum, page) => sum + page.debtors.length, 0)} customers in ${pulled.ms.toFixed(0)} ms`);
  }
  return [
    { ...atMost('Odoo, 50 000 open invoices: full pull against the same requests of a bare client', took / bare, 'x', 2), baseline: Number((bare / 1000).toPrecision(4)), ratio: Number((took / bare).toPrecision(4)) },
    atMost('Odoo, 50 000 open invoices: incremental pull, the slowest of five', Math.max(...changes) / 1000, 's', 2),
  ];
}
