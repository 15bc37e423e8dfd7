import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { ONLY_COMPANY, STANDARD_POLICY, fail, localDate, ok } from '../core';
import type { Author, LedgerState } from '../core';
import { createApp } from '../server/app';
import { localCertificate } from '../server/certificate';
import { Companies } from '../server/companies/companies';
import { openBooks } from '../server/companies/company-books';
import type { ServerParts } from '../server/companies/company-books';
import { forgetOther, openOther } from '../server/companies/open-other';
import type { OpenOther } from '../server/companies/open-other';
import { LOCAL_HOSTS } from '../server/door';
import { providerDomains } from '../server/provider-domains';
import { loadRates } from '../server/rates';
import { openStore } from '../server/store/open-store';
import { loadTemplates } from '../server/templates';
import { DeskThread } from './gmail/desk-thread';
import { createGmailApp } from './gmail/gmail-app';
import { NADIA, SIMULATED_TODAY } from './ledger/company';
import { seedHistory } from './sample-history';
import { parseSampleMail } from './sample-mail';
import { VISITOR, mailOfLedger } from './server/ledger-mail';
import { listenNear } from './server/listen';
import { SampleLedger, readSample, sampleDocuments, sampleSettings, visitorSettings } from './server/sample-company';
import { SimulatedClock } from './server/simulated-clock';
import { createTryOutApp } from './server/try-out-app';

export interface TryOutOptions {
  /** Default 8443, or the next free one; 0: any. */
  readonly port?: number;
  /** A workbook or CSV of one's own; null or absent: the sample company. */
  readonly ledger?: string | null;
  /** Where database and ledger copy lie; absent: a temporary folder, removed at the end. */
  readonly dataFolder?: string;
  /** `2026-11-23`; absent: the sample's Monday, or the real date with a ledger of one's own. */
  readonly today?: string;
  /** Nothing is printed. */
  readonly quiet?: boolean;
  /** A built pane; absent: dist/outlook. */
  readonly paneFolder?: string;
  /** A built Gmail add-on (Code.js, appsscript.json); absent: dist/appsscript. */
  readonly addinFolder?: string;
  /** Another manifest.xml than the one of this folder. */
  readonly manifestFile?: string;
  /** A workbook or CSV, mail.json, history.json and a folder of invoices; absent: assets/demo. */
  readonly sampleFolder?: string;
}

export interface TryOut {
  /** `https://localhost:8443` */
  readonly url: string;
  readonly today: () => string;
  /** How the ledger was read. */
  readonly ledger: () => Promise<LedgerState>;
  close(): Promise<void>;
}

const PORT = 8443;
/** The same depth below the checkout, whether built (dist/demo) or not (src/demo). */
const ROOT = resolve(__dirname, '../..');

/** Starts the try-out in this process: mailbox, pane, office.js and Relance's server behind one https address. */
export async function startTryOut(options: TryOutOptions = {}): Promise<TryOut> {
  const say = options.quiet === true ? () => undefined : (line: string) => console.log(line);
  const own = options.ledger ?? null;
  const sample = options.sampleFolder ?? join(ROOT, 'assets/demo');
  const folder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'relance-try-out-'));
  mkdirSync(folder, { recursive: true });
  // A kept try-out goes on where it stopped: in its log time must not go back.
  const reached = join(folder, 'clock.txt');
  const clock = new SimulatedClock(options.today ?? (own === null ? SIMULATED_TODAY : null), Date.now, existsSync(reached) ? Number(readFileSync(reached, 'utf8')) : 0);
  const remember = (): void => writeFileSync(reached, String(clock.ms()));

  const database = `sqlite:${join(folder, 'try-out.db')}`;
  const domains = providerDomains(join(ROOT, 'assets'));
  const store = await openStore(database, { providerDomains: domains });
  await store.saveSettings(ONLY_COMPANY, own === null ? sampleSettings(ONLY_COMPANY) : visitorSettings(ONLY_COMPANY));
  const copy = own === null ? await SampleLedger.copy(sample, folder, clock.today()) : null;
  const documents = copy === null ? null : sampleDocuments(sample);
  const { templates, problems } = loadTemplates(join(ROOT, 'assets/templates'));
  for (const problem of problems) say(`A template cannot be used and is left out: ${JSON.stringify(problem)}`);
  const { rates, problems: faultyRates } = loadRates(join(ROOT, 'assets/rates'));
  for (const { file, faults } of faultyRates) say(`A file of rates cannot be used and is passed over: assets/rates/${file}: ${JSON.stringify(faults)}`);
  const person = own === null ? NADIA : VISITOR;
  const user: Author = { id: person.id, name: person.name };
  // Codes only, and only what went wrong: what a visitor does is nobody's business.
  const log = { info: () => undefined, error: (fields: Readonly<Record<string, unknown>>) => { console.error(JSON.stringify(fields)); } };
  let url = '';
  const parts: ServerParts = { root: ROOT, threads: join(ROOT, 'dist/demo'), env: {}, clock, user, templates, rates, log, keyFile: join(folder, 'seal.key'), origin: () => url, simulated: true };
  const books = await openBooks(parts, { company: ONLY_COMPANY, store, database, readOnly: false, backups: null, data: folder, watched: copy?.path ?? (own === null ? null : resolve(own)), documents });
  if (!books.ok) throw new Error(books.problem.message);
  const ledger = books.value.file;
  if (copy !== null) await seedHistory(store, ONLY_COMPANY, ONLY_COMPANY, STANDARD_POLICY.version, await readSample(sample, 'history.json'));
  tellLedger(await ledger.state(), say);

  const mail = async (): Promise<string> => (copy === null ? JSON.stringify(await mailOfLedger(store, ONLY_COMPANY, localDate(clock.today()), clock.ms())) : readSample(sample, 'mail.json'));
  parseSampleMail(await mail());
  // Stands for the identity token that Google makes out for the sidebar's user.
  const token = randomUUID();
  const door = { hosts: LOCAL_HOSTS, secret: null, signIn: { person: async (given: string) => (given === token ? ok(user) : fail({ code: 'source/sign-in-refused', because: 'signature' } as const)) } };
  const opener: OpenOther = { parts, config: { data: folder, database, backups: join(folder, 'backups') }, store, providerDomains: domains, say: () => undefined, report: () => undefined };
  const companies = await Companies.open({
    first: books.value, others: store.otherCompanies, readOnly: false, person: [], open: (company) => openOther(opener, company), forget: (company) => forgetOther(opener, company),
    app: (of, desk) => createApp({ ...of.deps, companies: desk, door, sample: { assets: join(ROOT, 'assets') } }),
  });
  if (!companies.ok) throw new Error(companies.problem.message);
  const certificate = await localCertificate(join(ROOT, '.cache/certificate'), Date.now());
  const desk = new DeskThread({
    worker: join(ROOT, 'dist/demo/gmail-worker.js'), addinFolder: options.addinFolder ?? join(ROOT, 'dist/appsscript'), mail, token, now: () => clock.ms(), address: () => url, authority: () => readFileSync(certificate.authority, 'utf8'),
    sample: async () => (copy === null ? null : { history: await readSample(sample, 'history.json') }),
  });
  const app = createTryOutApp({
    gmail: createGmailApp(desk), api: companies.value, clock, run: randomUUID(), mail, manifest: () => readFile(options.manifestFile ?? join(ROOT, 'manifest.xml'), 'utf8'),
    moved: async () => {
      remember();
      if (copy === null) return;
      await copy.exportedOn(clock.today());
      await ledger.refresh();
    },
    mailboxFolder: join(ROOT, 'dist/demo/www'), paneFolder: options.paneFolder ?? join(ROOT, 'dist/outlook'), officeFolder: join(ROOT, 'node_modules/@microsoft/office-js/dist'),
  });

  const server = createServer({ key: certificate.key, cert: certificate.cert, minVersion: 'TLSv1.2' }, getRequestListener(app.fetch));
  const wanted = options.port ?? PORT;
  const port = await listenNear(server, wanted);
  if (wanted !== 0 && port !== wanted) say(`Port ${wanted} is taken: using ${port}.`);

  url = `https://localhost:${port}`;

  return {
    url,
    today: () => clock.today(),
    ledger: () => ledger.state(),
    close: async () => {
      await companies.value.close();
      await books.value.close();
      await desk.close();
      remember();
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      await store.close();
      if (options.dataFolder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tellLedger(state: LedgerState, say: (line: string) => void): void {
  const { problem, rows, unreadable, name } = state;
  if (problem !== null) say(`The ledger cannot be read (${problem.code}). The pane says what to do; the file is read again when it changes.`);
  else say(`Ledger ${name ?? ''}: ${rows} rows${unreadable.length === 0 ? '' : `, ${unreadable.length} of them unreadable (the pane lists them)`}.`);
}

/** Run as a program: `node dist/demo/main.js [--port N] [--ledger FILE] [--data DIR]`. */
async function program(): Promise<void> {
  const value = (name: string): string | undefined => {
    const at = process.argv.indexOf(name);
    return at === -1 ? undefined : process.argv[at + 1];
  };
  const [port, ledger, data] = [value('--port'), value('--ledger'), value('--data')];
  const running = await startTryOut({ ...(port === undefined ? {} : { port: Number(port) }), ledger: ledger ?? null, ...(data === undefined ? {} : { dataFolder: data }) });
  console.log(`Relance try-out: ${running.url}`);
  const end = (): void => {
    running.close().then(() => process.exit(0), (error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

const started = process.argv[1];
if (started !== undefined && existsSync(started) && realpathSync(started) === __filename) {
  program().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
