import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { API_VERSION, FEEDS_WITH_NOTES } from '../../src/core';
import type { FeedIdentity, FeedToSave, FeedView, Instant, LedgerDifference, LocalDate, Money, Problem } from '../../src/core';

export const aSummary: NonNullable<FeedView['summary']> = {
  customers: 412, openInvoices: 1_284, settledInvoices: 9_310, open: [{ minor: 48_215_077, currency: 'EUR' } as Money, { minor: 310_000, currency: 'GBP' } as Money], oldestDue: '2025-11-30' as LocalDate,
  leftOut: [{ why: 'draft', count: 3 }, { why: 'not-a-customer', count: 1 }, { why: 'vendor-bill', count: 57 }],
  unreadable: [{ code: 'feed/record-unreadable', feed: 'Odoo', record: 'FA-2026-0118', field: 'currency_id', why: 'currency' }, { code: 'feed/record-unreadable', feed: 'Odoo', record: 'FA-2026-0204', field: 'invoice_date_due', why: 'no-due-date' }], unreadableCount: 2,
};
export const aDifference: LedgerDifference = { reason: 'fewer-rows', rowsBefore: 1_284, rowsNow: 640, customersGone: ['Garage du Canigou', 'Menuiserie Lebrun'], customersGoneCount: 2, customersNew: [], customersNewCount: 0 };

export const aQuietFeed: NonNullable<FeedView['notes']> = { on: false, waiting: 0, written: 0, refused: 0, problem: null, stopped: false };

export const aFeed = (over: Partial<FeedView> = {}): FeedView => ({
  id: 'f-odoo', kind: 'odoo', name: 'Atelier Nord', proof: 'real-server', state: 'ready', identity: { system: 'Odoo 19.0', company: 'Atelier Nord SARL' }, values: { address: 'https://atelier-nord.odoo.com' }, sealed: ['key'],
  asOf: '2026-11-23T07:12:00.000Z' as Instant, triedAt: '2026-11-23T07:12:00.000Z' as Instant, nextAt: '2026-11-23T08:27:00.000Z' as Instant, progress: null, problem: null, summary: aSummary, awaiting: null, notes: aQuietFeed, ...over,
});

export interface WireDesk {
  feeds: readonly FeedView[];
  /** What a test of a connection answers. */
  identity: FeedIdentity | Problem;
  /** What an authorised page would be. */
  consentUrl: string;
  readonly asked: { readonly method: string; readonly path: string; readonly body: unknown }[];
  down: boolean;
  /** What that page asks of connected ledgers is answered here; all else by its own server. */
  serve(page: Page): Promise<void>;
  close(): Promise<void>;
}

/** The server's side of connected ledgers, as the wire's types have it: a state is set, and is what the pane is told. */
export async function feedsOnTheWire(): Promise<WireDesk> {
  const asked: WireDesk['asked'][number][] = [];
  const bodyOf = async (request: IncomingMessage): Promise<Buffer> => Buffer.concat((await request.toArray()) as Buffer[]);
  const answerTo = (desk: WireDesk, method: string, path: string, body: unknown): { readonly value: unknown } | { readonly problem: Problem } => {
    const [, id = '', what = ''] = /^\/api\/v1\/feeds\/([^/]+)\/?([^/]*)$/.exec(path) ?? [];
    const put = (change: Partial<FeedView>): { readonly value: FeedView } | { readonly problem: Problem } => {
      desk.feeds = desk.feeds.map((feed) => (feed.id === id ? { ...feed, ...change } : feed));
      const found = desk.feeds.find((feed) => feed.id === id);
      return found === undefined ? { problem: { code: 'feed/unknown', feed: id } } : { value: found };
    };
    if (method === 'GET') return { value: desk.feeds };
    if (path.endsWith('/feeds/test')) return 'code' in desk.identity ? { problem: desk.identity } : { value: desk.identity };
    if (method === 'POST' && path.endsWith('/feeds')) {
      if ('code' in desk.identity) return { problem: desk.identity };
      const { kind, name, values, notes = false } = body as FeedToSave;
      const { key: _key, ...open } = values;
      const fresh = aFeed({ id: 'f-new', kind, name: name === '' ? 'Odoo' : name, values: open, notes: FEEDS_WITH_NOTES.has(kind) ? { ...aQuietFeed, on: notes } : null, state: kind === 'quickbooks' ? 'to-authorise' : 'pulling', asOf: null, nextAt: null, summary: null, identity: kind === 'quickbooks' ? null : desk.identity, progress: kind === 'quickbooks' ? null : { what: 'whole', done: 0, of: null, seconds: 0 } });
      desk.feeds = [...desk.feeds, fresh];
      return { value: fresh };
    }
    if (method === 'PUT') return put({ name: (body as FeedToSave).name, notes: { ...aQuietFeed, on: (body as FeedToSave).notes ?? false }, state: 'pulling', progress: { what: 'whole', done: 0, of: null, seconds: 0 } });
    if (method === 'DELETE') {
      desk.feeds = desk.feeds.filter((feed) => feed.id !== id);
      return { value: null };
    }
    if (what === 'pull') return put({ state: 'pulling', problem: null, progress: { what: 'changes', done: 0, of: null, seconds: 0 } });
    if (what === 'cancel') return put({ state: 'failed', progress: null, problem: { code: 'feed/cancelled', feed: 'Odoo' } });
    if (what === 'awaiting') return put({ state: 'ready', awaiting: null });
    if (what === 'authorise') return { value: { url: desk.consentUrl } };
    throw new Error(`${method} ${path} is not served`);
  };
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/' } = request;
    void bodyOf(request).then((body) => {
      const json: unknown = body.length === 0 ? null : JSON.parse(body.toString('utf8'));
      asked.push({ method, path: url, body: json });
      const given = answerTo(desk, method, url, json);
      response.writeHead('problem' in given ? 422 : 200, { 'content-type': 'application/json' });
      return response.end(JSON.stringify('problem' in given ? { apiVersion: API_VERSION, problem: given.problem, reference: null } : { apiVersion: API_VERSION, value: given.value }));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const desk: WireDesk = {
    feeds: [], identity: { system: 'Odoo 19.0', company: 'Atelier Nord SARL' }, consentUrl: 'https://vendor.example/consent', asked, down: false,
    serve: async (page) => {
      await page.route(/\/api\/v1\/feeds(\/|$)/, async (route) => {
        if (desk.down) return route.abort('connectionreset');
        // Asked by this process: what Playwright fetches for a page is thrown away with the page, even between two lines here.
        const request = route.request();
        const answer = await fetch(`http://127.0.0.1:${port}${new URL(request.url()).pathname}`, { method: request.method(), body: request.postData() });
        return route.fulfill({ status: answer.status, contentType: 'application/json', body: await answer.text() });
      });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return desk;
}
