import { z } from '@hono/zod-openapi';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { FEED_KINDS } from '../../core';
import type { DebtorId, FeedKind, FeedToSave } from '../../core';
import { answer, give } from '../answers';
import type { LedBack } from '../feeds/desk/consents';
import type { FeedDesk } from '../feeds/desk/feed-desk';
import { serveRoute } from './serve-route';

const text = (most: number) => z.string().max(most);
const fields = {
  kind: z.enum(FEED_KINDS as unknown as readonly [FeedKind, ...FeedKind[]]),
  name: text(200),
  values: z.object({
    address: text(1_000), database: text(1_000), login: text(1_000), key: text(10_000), 'client-id': text(1_000), 'client-secret': text(10_000), company: text(1_000), spreadsheet: text(1_000), 'service-account': text(20_000), folder: text(4_000), file: text(4_000),
  }).partial().strict(),
  notes: z.boolean().optional(),
};
const toSave = z.object(fields).strict();
const toTest = z.object({ ...fields, id: text(100).optional() }).strict();
const feedParam = z.object({ id: z.string().min(1).max(100) });
const debtorParam = z.object({ id: z.string().min(1).max(1_000) });
const wholeBody = z.object({ whole: z.boolean() }).strict();
const acceptBody = z.object({ accept: z.boolean() }).strict();

const given = ({ kind, name, values, notes }: z.output<typeof toSave>): FeedToSave => ({ kind, name, values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)), ...(notes === undefined ? {} : { notes }) });

/** Where a vendor's page leads the browser back to: outside of the API, for that browser repeats no secret. The state does, which is good once. */
export const AUTHORISED = '/authorised';

export function authorisedRoute(app: OpenAPIHono, companies: { authorised(back: LedBack): Promise<boolean> }): void {
  app.get(AUTHORISED, async (c) => {
    const given = (name: string): string => (c.req.query(name) ?? '').slice(0, 2_000);
    const well = await companies.authorised({ state: given('state'), code: given('code') === '' ? null : given('code'), account: given('realmId') });
    c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    return c.html(page(well), well ? 200 : 400);
  });
}

const page = (well: boolean): string => `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Relance</title><body style="font: 16px sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem">${well
  ? '<p>C’est fait\u202f: la lecture commence. Fermez cette page et revenez dans Outlook.</p><p lang="en">Done: reading begins. Close this page and go back to Outlook.</p>'
  : '<p>L’autorisation n’a pas abouti. Fermez cette page et recommencez depuis Outlook (Mes grands livres).</p><p lang="en">The consent did not come about. Close this page and begin again from Outlook (Ledgers).</p>'}</body></html>`;

/** Ledgers elsewhere: connect, look at, pull, remove. A secret comes in and never goes out. */
export function feedRoutes(app: OpenAPIHono, desk: FeedDesk): void {
  serveRoute(app, { method: 'get', path: '/api/v1/feeds', summary: 'The ledgers that are read, and how they stand', answers: 'FeedView[]' }, async (_, c) => answer(c, await desk.views()));
  serveRoute(app, { method: 'post', path: '/api/v1/feeds/test', summary: 'Whether a connection works; nothing is kept', body: toTest, answers: 'FeedIdentity' },
    async ({ body }, c) => give(c, await desk.test(given(body), body.id ?? null)));
  serveRoute(app, { method: 'post', path: '/api/v1/feeds', summary: 'Connects a ledger; its first pull begins', body: toSave, answers: 'FeedView' },
    async ({ body }, c) => give(c, await desk.connect(given(body))));
  serveRoute(app, { method: 'put', path: '/api/v1/feeds/{id}', summary: 'Other settings of a connected ledger', params: feedParam, body: toSave, answers: 'FeedView' },
    async ({ params, body }, c) => give(c, await desk.change(params.id, given(body))));
  serveRoute(app, { method: 'delete', path: '/api/v1/feeds/{id}', summary: 'Ends a connection; its keys are forgotten', params: feedParam, answers: 'null' },
    async ({ params }, c) => give(c, await desk.remove(params.id)));
  serveRoute(app, { method: 'post', path: '/api/v1/feeds/{id}/pull', summary: 'Reads it now', params: feedParam, body: wholeBody, answers: 'FeedView' },
    async ({ params, body }, c) => give(c, await desk.pull(params.id, body.whole)));
  serveRoute(app, { method: 'post', path: '/api/v1/feeds/{id}/cancel', summary: 'Ends the pull that is under way; the figures in use stay', params: feedParam, answers: 'FeedView' },
    async ({ params }, c) => give(c, await desk.cancel(params.id)));
  serveRoute(app, { method: 'post', path: '/api/v1/feeds/{id}/awaiting', summary: 'Accepts or refuses figures that differ much', params: feedParam, body: acceptBody, answers: 'FeedView' },
    async ({ params, body }, c) => give(c, await desk.answer(params.id, body.accept)));
  serveRoute(app, { method: 'post', path: '/api/v1/feeds/{id}/authorise', summary: 'Where the vendor asks for consent', params: feedParam, answers: '{ url }' },
    async ({ params }, c) => give(c, await desk.authorise(params.id)));
  serveRoute(app, { method: 'post', path: '/api/v1/debtors/{id}/reread', summary: 'Asks the systems about one customer, now', params: debtorParam, answers: '{ changed }' },
    async ({ params }, c) => give(c, await desk.reread(params.id as DebtorId)));
}
