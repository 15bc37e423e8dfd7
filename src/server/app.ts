import { randomBytes } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { matchedRoutes } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import { API_VERSION, companyView } from '../core';
import type { Author, Clock, CompanyId, Instant, Problem, RateTable, SessionInfo, Template } from '../core';
import { SERVED, answer, refuse } from './answers';
import { LOCAL_HOSTS, callerOf, onlyOurHosts, onlyOurPane } from './door';
import type { Door } from './door';
import type { CompanyDesk } from './companies/company-desk';
import type { LedgerService } from './ledger-service';
import { recordsOf } from './records';
import type { FeedDesk } from './feeds/desk/feed-desk';
import { companyRoutes, onlyThisCompany } from './routes/company-routes';
import { documentRoutes } from './routes/document-routes';
import { feedRoutes } from './routes/feed-routes';
import { ledgerRoutes } from './routes/ledger-routes';
import { LOG_IMPORT, MAX_IMPORT_BYTES, recordRoutes } from './routes/record-routes';
import { serveRoute } from './routes/serve-route';
import { sampleRoutes } from './sample-ledger';
import { clockBody } from './schemas/requests';
import type { Store } from './store/store';
import { problemOfFailure } from './store/store-failure';

/** Structured lines: codes, routes, durations. pino fits. */
export interface ServerLog {
  info(fields: Readonly<Record<string, unknown>>): void;
  error(fields: Readonly<Record<string, unknown>>): void;
}

export interface AppDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly company: CompanyId;
  /** All companies of this server, this one among them; absent: it is the only one, or the only one that the caller may know of. */
  readonly companies?: CompanyDesk;
  /** Who works with the pane; who comes with a token is the person whom it names. */
  readonly user: Author;
  readonly ledger: LedgerService;
  /** Ledgers elsewhere; absent: none can be connected (the sample, a database that is only read). */
  readonly feeds?: FeedDesk;
  readonly templates: readonly Template[];
  readonly rates: RateTable | null;
  /** Documents lie below this folder; null: none are served. */
  readonly documentsRoot?: string | null;
  readonly log: ServerLog;
  /** Where the sample ledger lies that a company without a ledger may try; null: none is offered. `standing`: this is it. */
  readonly sample?: { readonly assets: string } | 'standing' | null;
  /** Who may call; default: this machine's names, no secret. */
  readonly door?: Door;
  /** Named beside the news that the database is damaged; null: there is none. */
  readonly newestBackup?: () => { readonly at: Instant; readonly entries: number } | null;
  /** What keeps the server from recording; asked with each session. */
  readonly trouble?: () => Promise<Problem | null>;
  /** The try-out lets its visitor jump to another day; never given in production. */
  readonly moveClock?: (to: Instant) => void;
}

/** Ledgers are connected, and companies chosen, on the company's own machine, and never in the sample. */
export function withoutFeeds({ feeds: _, companies: __, ...deps }: AppDeps): AppDeps {
  return deps;
}

const MAX_JSON_BYTES = 1024 * 1024;
/** The version that a client speaks; absent from the pane's own build, whose path says it. */
export const VERSION_HEADER = 'x-relance-api';

export function createApp(deps: AppDeps): OpenAPIHono {
  const { store, clock, company, user, ledger, templates, rates, log } = deps;
  const door = deps.door ?? { hosts: LOCAL_HOSTS, secret: null };
  const records = recordsOf({ store, clock, company, templates, rates });
  const app = new OpenAPIHono({
    // Names the first field that does not fit; its value is never repeated.
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const issue = result.error.issues[0];
      return refuse(c, { code: 'log/invalid-entry', field: fieldOf(issue, result.target), detail: (issue?.message ?? 'invalid').slice(0, 200) });
    },
  });

  app.use('*', oneLinePerRequest(log));
  app.use('*', onlyOurHosts(door));
  app.use('/api/*', secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, xFrameOptions: 'DENY', referrerPolicy: 'no-referrer', crossOriginResourcePolicy: 'same-origin',
  }));
  app.use('/api/*', async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
  app.use('/api/*', onlyOurPane(door, user));
  app.use('/api/*', onlyServedVersions);
  app.use('/api/*', onlyThisCompany(company));
  const jsonLimit = (maxSize: number): MiddlewareHandler => bodyLimit({ maxSize, onError: (c) => refuse(c, { code: 'log/invalid-entry', field: 'body', detail: `more than ${maxSize} bytes` }, 413) });
  const [anyLimit, importLimit] = [jsonLimit(MAX_JSON_BYTES), jsonLimit(MAX_IMPORT_BYTES)];
  app.use('/api/*', (c, next) => (c.req.path === '/api/v1/ledger/uploads' ? next() : c.req.path === LOG_IMPORT ? importLimit(c, next) : anyLimit(c, next)));

  if (deps.sample !== undefined && deps.sample !== null && deps.sample !== 'standing') {
    sampleRoutes(app, { assets: deps.sample.assets, clock, company, today: () => records.as(user).today(), real: store, realLedger: ledger },
      (own) => createApp({ ...withoutFeeds(deps), ...own, documentsRoot: null, sample: 'standing', log: { ...log, info: () => undefined } }));
  }

  const session = async (caller: Author): Promise<SessionInfo> => {
    const own = records.as(caller);
    const pack = await own.pack();
    if (!pack.ok) throw new Error('the server has no pack');
    const state = await ledger.state();
    return { company, companies: (await deps.companies?.list()) ?? [companyView(pack.value.profile, state.connected)], user: { id: caller.id, name: caller.name }, packId: pack.value.id, today: await own.today(), served: SERVED, ledger: state, ...(deps.sample === 'standing' ? { sample: true as const } : {}), trouble: (await deps.trouble?.()) ?? clockTrouble(clock.now(), await store.newestEntryAt(company)) };
  };
  serveRoute(app, { method: 'get', path: '/api/v1/session', summary: 'Who is signed in, which pack, how old the ledger is', answers: 'SessionInfo' }, async (_, c) => answer(c, await session(callerOf(c))));
  recordRoutes(app, (c) => records.as(callerOf(c)));
  ledgerRoutes(app, ledger, (c) => callerOf(c).name);
  if (deps.companies !== undefined) companyRoutes(app, deps.companies);
  if (deps.feeds !== undefined) feedRoutes(app, deps.feeds);
  documentRoutes(app, { store, tenant: company, root: deps.documentsRoot ?? null, feeds: deps.feeds ?? null });
  const { moveClock } = deps;
  if (moveClock !== undefined) {
    serveRoute(app, { method: 'put', path: '/api/v1/clock', summary: 'Try-out only: another day', body: clockBody, answers: 'SessionInfo' }, async ({ body }, c) => {
      moveClock(body.now as Instant);
      return answer(c, await session(callerOf(c)));
    });
  }
  app.doc31('/api/v1/openapi.json', { openapi: '3.1.0', info: { title: 'Relance', version: String(API_VERSION) } });

  app.all('/api/*', (c) => refuse(c, { code: 'source/server-error', status: 404, reference: null }, 404));
  app.onError((error, c) => unexpected(error, c, deps));
  return app;
}

/** Clocks that the network sets jump by less. */
const CLOCK_SLACK_MS = 60_000;

/** A clock behind the log: one of both is wrong, and every day that is counted from it too. */
function clockTrouble(now: Instant, lastEntryAt: Instant | null): Problem | null {
  return lastEntryAt !== null && Date.parse(now) + CLOCK_SLACK_MS < Date.parse(lastEntryAt) ? { code: 'store/clock-behind', lastEntryAt, now } : null;
}

/** `/api/v2/...` or a version header that is not served. */
const onlyServedVersions: MiddlewareHandler = async (c, next) => {
  const asked = Number(c.req.header(VERSION_HEADER) ?? /^\/api\/v(\d{1,6})\//.exec(c.req.path)?.[1] ?? API_VERSION);
  if (!SERVED.includes(asked)) return refuse(c, { code: 'source/version-not-served', asked: Number.isSafeInteger(asked) ? asked : 0, served: SERVED });
  await next();
  return undefined;
};

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code?: string;
  readonly keys?: readonly string[];
}

function fieldOf(issue: Issue | undefined, target: string): string {
  if (issue === undefined) return target;
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys?.[0] : undefined;
  const path = [...issue.path, ...(unknownKey === undefined ? [] : [unknownKey])].map(String).join('.');
  return (path === '' ? (target === 'json' ? 'body' : target) : path).slice(0, 100);
}

function oneLinePerRequest(log: ServerLog): MiddlewareHandler {
  return async (c, next) => {
    const from = performance.now();
    await next();
    const problem = (c.get('problem' as never) as string | undefined) ?? null;
    log.info({ route: `${c.req.method} ${patternOf(c)}`, status: c.res.status, ms: Math.round((performance.now() - from) * 10) / 10, ...(problem === null ? {} : { code: problem }) });
  };
}

/** The pattern, never the path: a path holds ids and search words. */
function patternOf(c: Context): string {
  const patterns = matchedRoutes(c).map((r) => r.path).filter((p) => !p.endsWith('*'));
  return patterns[patterns.length - 1] ?? '*';
}

function unexpected(error: Error, c: Context, { log, newestBackup }: AppDeps): Response {
  // A body that is no JSON, or ends too early.
  if (error instanceof HTTPException && error.status < 500) return refuse(c, { code: 'log/invalid-entry', field: 'body', detail: error.status === 400 ? 'malformed' : `status ${error.status}` }, error.status);
  const failure = problemOfFailure(error);
  if (failure !== null) {
    log.error({ code: failure.code, route: `${c.req.method} ${patternOf(c)}`, because: codeOf(error) });
    return refuse(c, failure.code === 'store/damaged' ? { ...failure, backup: newestBackup?.() ?? null } : failure);
  }
  const reference = randomBytes(4).toString('hex');
  // Name and place only: a database's message may quote what was to be written.
  log.error({ code: 'bug', reference, route: `${c.req.method} ${patternOf(c)}`, error: error.name, at: placesOf(error) });
  return refuse(c, { code: 'source/server-error', status: 500, reference }, 500, reference);
}

const codeOf = (error: unknown): string => String((error as { readonly code?: unknown }).code ?? '').slice(0, 40);

const placesOf = (error: Error): readonly string[] => (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 4).map((line) => line.trim());
