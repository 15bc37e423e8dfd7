import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { LOCAL_HOSTS, onlyOurHosts, onlyOurPane } from '../../server/door';
import { paneForTryOut } from './pane-page';
import type { SimulatedClock } from './simulated-clock';
import { fileBelow } from './static-files';
import type { StaticFile } from './static-files';

export interface TryOutAppDeps {
  /** The server of Relance itself. */
  readonly api: { fetch(request: Request, env?: unknown): Response | Promise<Response> };
  readonly clock: SimulatedClock;
  /** Names this start: mail kept in a browser from an earlier one is forgotten. */
  readonly run: string;
  /** mail.json */
  readonly mail: () => Promise<string>;
  /** After the date has moved. */
  readonly moved: () => Promise<void>;
  /** dist/demo/www */
  readonly mailboxFolder: string;
  /** dist/outlook */
  readonly paneFolder: string;
  /** node_modules/@microsoft/office-js/dist */
  readonly officeFolder: string;
}

const OWN_ONLY = ["default-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self' data:", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'"].join('; ');

/** One https origin: the mailbox at /, the pane, office.js, the sample mail and Relance's own /api. */
export function createTryOutApp({ api, clock, run, mail, moved, mailboxFolder, paneFolder, officeFolder }: TryOutAppDeps): Hono {
  const app = new Hono();
  const door = { hosts: LOCAL_HOSTS, secret: null };
  const clockAnswer = (): { readonly now: number; readonly run: string } => ({ now: clock.ms(), run });

  app.use('*', onlyOurHosts(door));
  app.all('/api/*', (c) => api.fetch(c.req.raw, c.env));
  app.use('/demo/*', onlyOurPane(door));
  app.get('/demo/mail.json', async (c) => c.body(await mail(), 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }));
  app.get('/demo/clock', (c) => c.json(clockAnswer(), 200, { 'cache-control': 'no-store' }));
  app.post('/demo/clock', async (c) => {
    const body: unknown = await c.req.json().catch(() => null);
    const today = typeof body === 'object' && body !== null && 'today' in body && typeof body.today === 'string' ? body.today : '';
    const outcome = clock.move(today);
    if (outcome !== 'moved') return c.json({ code: outcome, today: clock.today() }, outcome === 'back' ? 409 : 400);
    await moved();
    return c.json(clockAnswer());
  });

  app.get('/office-js/*', async (c) => {
    // office.js asks for some of its files in mixed case; on disk all are lower case.
    return send(c, await fileBelow(officeFolder, c.req.path.slice('/office-js/'.length).toLowerCase()));
  });
  app.get('/pane/*', async (c) => {
    const name = c.req.path.slice('/pane/'.length);
    if (name === '' || name.endsWith('.html')) {
      const page = await readPage(join(paneFolder, 'index.html'));
      return name !== '' && name !== 'index.html' ? c.notFound() : page === null ? c.text('The pane is not built: npm run build', 503) : c.html(paneForTryOut(page), 200, { 'cache-control': 'no-store', 'content-security-policy': OWN_ONLY });
    }
    return send(c, await fileBelow(paneFolder, name));
  });
  app.get('*', async (c) => send(c, await fileBelow(mailboxFolder, c.req.path === '/' ? 'index.html' : c.req.path)));
  return app;
}

function send(c: Context, file: StaticFile | null): Response | Promise<Response> {
  if (file === null) return c.notFound();
  return c.body(new Uint8Array(file.bytes), 200, {
    'content-type': file.type, 'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache', 'x-content-type-options': 'nosniff',
    ...(file.type.startsWith('text/html') ? { 'content-security-policy': OWN_ONLY } : {}),
  });
}

async function readPage(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
