import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { addDays, localDate } from '../core';
import type { Clock, CompanyId, LedgerPreview, LocalDate, Problem, Result } from '../core';
import { answer, give, refuse } from './answers';
import { FileLedger } from './feeds/file-ledger';
import type { LedgerService } from './ledger-service';
import { blankProfile } from './pack-keeper';
import { providerDomains } from './provider-domains';
import { serveRoute } from './routes/serve-route';
import { openStore } from './store/open-store';
import type { Store } from './store/store';

/** What the sample takes the place of, and where its file lies. */
export interface SampleOptions {
  /** sample/ledger.csv and domains/ lie below it. */
  readonly assets: string;
  readonly clock: Clock;
  readonly company: CompanyId;
  readonly today: () => Promise<string>;
  /** The company's own store: only its profile's addresses are read, so that own mail is not taken for a customer's. */
  readonly real: Store;
  readonly realLedger: LedgerService;
}

type BuildApp = (own: { readonly store: Store; readonly ledger: LedgerService }) => OpenAPIHono;

interface Standing {
  readonly app: OpenAPIHono;
  readonly store: Store;
  readonly ledger: FileLedger;
}

const FILE = 'Exemple – Sample.csv';
const refused = (detail: string): Problem => ({ code: 'log/invalid-entry', field: 'sample', detail });

/**
 * A company of invented customers in a store of its own, in memory: nothing of it can reach the ledger or the log of the
 * company, and removing it is closing that store. While it stands, it answers every call of the API instead.
 */
export function sampleRoutes(app: OpenAPIHono, options: SampleOptions, build: BuildApp): void {
  let standing: Standing | null = null;
  const end = async (): Promise<void> => {
    const { store } = standing ?? {};
    standing = null;
    await store?.close();
  };
  serveRoute(app, { method: 'post', path: '/api/v1/sample', summary: 'Sets up the sample ledger, to be looked at before it is used', answers: 'LedgerPreview' }, async (_, c) => {
    if ((await options.realLedger.state()).connected) return refuse(c, refused('a ledger is connected'), 409);
    await end();
    const opened = await open(options, build);
    if (opened === null) return refuse(c, { code: 'ledger/file-unreadable', file: FILE, because: 'missing' }, 404);
    standing = opened.standing;
    return give(c, opened.preview);
  });
  serveRoute(app, { method: 'delete', path: '/api/v1/sample', summary: 'Removes the sample with everything that was tried on it', answers: 'LedgerState' }, async (_, c) => {
    await end();
    return answer(c, await options.realLedger.state());
  });
  app.use('/api/*', async (c, next) => {
    if (standing === null || c.req.path === '/api/v1/sample') return next();
    // One's own figures never stand beside invented ones.
    if (c.req.path === '/api/v1/ledger/uploads' && c.req.method === 'POST') return refuse(c, refused('remove the sample first'), 409);
    return standing.app.fetch(c.req.raw);
  });
}

async function open(options: SampleOptions, build: BuildApp): Promise<{ readonly standing: Standing; readonly preview: Result<LedgerPreview, Problem> } | null> {
  const { assets, clock, company, real } = options;
  const file = join(assets, 'sample/ledger.csv');
  if (!existsSync(file)) return null;
  const store = await openStore('sqlite::memory:', { providerDomains: providerDomains(assets) });
  const own = await real.settings(company);
  const { addresses, domains } = own?.profile ?? blankProfile(company);
  await store.saveSettings(company, { profile: { ...blankProfile(company), name: 'Société Exemple', addresses, domains }, overrides: { company: [], freeMail: [] } });
  const ledger = new FileLedger({ store, tenant: company, company, clock, path: null, documentsFolder: null, report: () => undefined });
  const today = localDate(await options.today());
  const preview = await ledger.upload(FILE, new TextEncoder().encode(dated(readFileSync(file, 'utf8'), today)));
  return { standing: { app: build({ store, ledger }), store, ledger }, preview };
}

/** `{-33}`: 33 days before today, as French ledgers write it. */
function dated(text: string, today: LocalDate): string {
  return text.replace(/\{(-?\d+)\}/g, (_, days: string) => {
    const [year, month, day] = addDays(today, Number(days)).split('-');
    return `${day}/${month}/${year}`;
  });
}
