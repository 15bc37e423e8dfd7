import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Problem } from '../core';
import { refuse } from './answers';

/** The header in which the pane repeats the secret of the page that the server gave it. */
export const SESSION_HEADER = 'x-relance-session';
/** `<meta name="relance-session" content="...">` in the served pane. */
export const SESSION_META = 'relance-session';

export interface Door {
  /** Host headers that are ours, with or without port; any other is a rebound DNS name. */
  readonly hosts: readonly string[];
  /** null: no secret asked (a try-out that ends with its window). */
  readonly secret: string | null;
}

export const LOCAL_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** A fresh secret per start: it is written into the pane's page only, which no other origin can read. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

const withoutPort = (host: string): string => host.replace(/:\d+$/, '');

const expected = (host: string, hosts: readonly string[]): boolean => {
  const asked = host.toLowerCase();
  return hosts.includes(asked) || hosts.includes(withoutPort(asked));
};

const hostOf = (request: Request): string => request.headers.get('host') ?? new URL(request.url).host;

/** Against DNS rebinding: a page of another site that lets its own name point here still sends that name. */
export const onlyOurHosts = (door: Door): MiddlewareHandler => async (c, next) => {
  if (!expected(hostOf(c.req.raw), door.hosts)) return refuse(c, { code: 'source/forbidden' }, 403);
  await next();
  return undefined;
};

/**
 * Only the pane's own origin calls the API: no CORS answer is ever given, a foreign `Origin` or `Sec-Fetch-Site` is
 * refused, and where the door has a secret the caller must have read it from our page.
 * Not a cookie: in Outlook on the web the pane is a frame inside another site, where SameSite=Strict cookies are
 * never sent and SameSite=None ones are dropped with other third-party cookies.
 */
export const onlyOurPane = (door: Door): MiddlewareHandler => async (c, next) => {
  const stranger = strangeness(c.req.raw, door);
  if (stranger !== null) return refuse(c, stranger);
  await next();
  return undefined;
};

function strangeness(request: Request, door: Door): Problem | null {
  const origin = request.headers.get('origin');
  if (origin !== null && originHost(origin) !== hostOf(request).toLowerCase()) return { code: 'source/forbidden' };
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && !(site === 'none' && request.method === 'GET')) return { code: 'source/forbidden' };
  if (door.secret !== null && !same(request.headers.get(SESSION_HEADER) ?? '', door.secret)) return { code: 'source/not-signed-in' };
  return null;
}

/** null: `Origin: null` (a sandboxed frame, a file) and anything else that is no URL. */
const originHost = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host.toLowerCase() : null);

function same(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
