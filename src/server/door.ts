import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { fail, ok } from '../core';
import type { Author, Problem, Result } from '../core';
import { refuse } from './answers';
import type { SignIn } from './auth/sign-in';

/** The header in which the pane repeats the secret of the page that the server gave it. */
export const SESSION_HEADER = 'x-relance-session';
/** `<meta name="relance-session" content="...">` in the served pane. */
export const SESSION_META = 'relance-session';

export interface Door {
  /** Host headers that are ours, with or without port; any other is a rebound DNS name. */
  readonly hosts: readonly string[];
  /** null: no secret asked (a try-out that ends with its window). */
  readonly secret: string | null;
  /** The other way in: a bearer token names its person. Absent: none is taken. */
  readonly signIn?: SignIn;
  /** A door to the outside: without a token nobody comes in, whatever the secret. */
  readonly tokensOnly?: true;
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
 * Who sends a token comes in by it alone, and as the person whom it names; a token that is refused is no way to the secret.
 */
export const onlyOurPane = (door: Door, resident: Author | null = null): MiddlewareHandler => async (c, next) => {
  const who = await whoCalls(c.req.raw, door, resident);
  if (!who.ok) return refuse(c, who.problem);
  if (who.value !== null) c.set(CALLER as never, who.value as never);
  await next();
  return undefined;
};

const CALLER = 'caller';
/** Who asks, behind `onlyOurPane`. */
export function callerOf(c: Context): Author {
  const caller = c.get(CALLER as never) as Author | undefined;
  if (caller === undefined) throw new Error('a route in front of the door');
  return caller;
}

/** RFC 6750, 2.1. */
const BEARER = /^Bearer +([^\s]+)$/i;

async function whoCalls(request: Request, door: Door, resident: Author | null): Promise<Result<Author | null, Problem>> {
  const stranger = strangeness(request);
  if (stranger !== null) return fail(stranger);
  const given = request.headers.get('authorization');
  if (given === null && door.tokensOnly !== true) return door.secret === null || same(request.headers.get(SESSION_HEADER) ?? '', door.secret) ? ok(resident) : fail({ code: 'source/not-signed-in' });
  if (door.signIn === undefined) return fail({ code: 'source/sign-in-refused', because: 'not-offered' });
  if (given === null) return fail({ code: 'source/not-signed-in' });
  const token = BEARER.exec(given)?.[1];
  return token === undefined ? fail({ code: 'source/sign-in-refused', because: 'malformed' }) : door.signIn.person(token);
}

function strangeness(request: Request): Problem | null {
  const origin = request.headers.get('origin');
  if (origin !== null && originHost(origin) !== hostOf(request).toLowerCase()) return { code: 'source/forbidden' };
  const site = request.headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && !(site === 'none' && request.method === 'GET') ? { code: 'source/forbidden' } : null;
}

/** null: `Origin: null` (a sandboxed frame, a file) and anything else that is no URL. */
const originHost = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host.toLowerCase() : null);

function same(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
