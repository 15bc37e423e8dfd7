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
  /** manifest.xml, from which Outlook takes buttons, icons and permissions. */
  readonly manifest: () => Promise<string>;
  /** After the date has moved. */
  readonly moved: () => Promise<void>;
  /** What the Gmail page asks, below /gmail/api; absent: there is no Gmail mailbox. */
  readonly gmail?: Hono;
  /** dist/demo/www */
  readonly mailboxFolder: string;
  /** dist/outlook */
  readonly paneFolder: string;
  /** node_modules/@microsoft/office-js/dist */
  readonly officeFolder: string;
}

const OWN_ONLY = ["default-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self' data:", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'"].join('; ');

/** How long the try-out is out of reach when the machine is said to sleep: long enough for a call under way to notice. */
const SLEEP_MS = 1_500;
/** Minutes: a working day each way. */
const FARTHEST_SHIFT = 24 * 60;
/** Pages of the add-in: beside a message, and without any screen. */
const PAGES: readonly string[] = ['index.html', 'command.html'];

/** One https origin: the Outlook mailbox at /, the Gmail mailbox at /gmail, the pane, office.js, the sample mail and Relance's own /api. */
export function createTryOutApp({ api, clock, run, mail, manifest, moved, gmail, mailboxFolder, paneFolder, officeFolder }: TryOutAppDeps): Hono {
  const app = new Hono();
  const door = { hosts: LOCAL_HOSTS, secret: null };
  const clockAnswer = (): { readonly now: number; readonly run: string } => ({ now: clock.ms(), run });

  app.use('*', onlyOurHosts(door));
  let awake: Promise<void> = Promise.resolve();
  app.all('/api/*', async (c) => {
    await awake;
    return api.fetch(c.req.raw, c.env);
  });
  app.use('/demo/*', onlyOurPane(door));
  app.get('/demo/mail.json', async (c) => c.body(await mail(), 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }));
  app.get('/demo/manifest.xml', async (c) => c.body(await manifest(), 200, { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-store' }));
  app.get('/demo/clock', (c) => c.json(clockAnswer(), 200, { 'cache-control': 'no-store' }));
  app.post('/demo/clock', async (c) => {
    const body = fieldsOf(await c.req.json().catch(() => null));
    const shift = minutesOf(body['shiftMinutes']);
    if (shift !== null) {
      clock.shift(shift * 60_000);
      return c.json(clockAnswer());
    }
    const today = typeof body['today'] === 'string' ? body['today'] : '';
    const outcome = clock.move(today);
    if (outcome !== 'moved') return c.json({ code: outcome, today: clock.today() }, outcome === 'back' ? 409 : 400);
    await moved();
    return c.json(clockAnswer());
  });

  app.post('/demo/sleep', async (c) => {
    const minutes = minutesOf(fieldsOf(await c.req.json().catch(() => null))['minutes']);
    if (minutes === null || minutes < 0) return c.json({ code: 'no-minutes' }, 400);
    awake = new Promise((wake) => setTimeout(() => {
      clock.shift(minutes * 60_000);
      wake();
    }, SLEEP_MS));
    await awake;
    return c.json(clockAnswer());
  });

  app.get('/office-js/*', async (c) => {
    // office.js asks for some of its files in mixed case; on disk all are lower case.
    return send(c, await fileBelow(officeFolder, c.req.path.slice('/office-js/'.length).toLowerCase()));
  });
  app.get('/pane/*', async (c) => {
    const name = c.req.path.slice('/pane/'.length);
    if (name === '' || name.endsWith('.html')) {
      const wanted = PAGES.find((each) => each === (name === '' ? 'index.html' : name));
      if (wanted === undefined) return c.notFound();
      const page = await readPage(join(paneFolder, wanted));
      return page === null ? c.text('The pane is not built: npm run build', 503) : c.html(paneForTryOut(page), 200, { 'cache-control': 'no-store', 'content-security-policy': OWN_ONLY });
    }
    return send(c, await fileBelow(paneFolder, name));
  });
  if (gmail !== undefined) app.route('/gmail/api', gmail);
  app.get('/gmail', async (c) => send(c, await fileBelow(mailboxFolder, 'gmail/gmail.html')));
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

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {});
const minutesOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= FARTHEST_SHIFT ? value : null);

async function readPage(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
