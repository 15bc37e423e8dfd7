import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { createHash } from 'node:crypto';
import { getRequestListener } from '@hono/node-server';
import pino from 'pino';
import { ONLY_COMPANY, fail, ok } from '../core';
import type { Author, Result } from '../core';
import { createApp, withoutFeeds } from './app';
import type { AppDeps, ServerLog } from './app';
import { googleSignIn } from './auth/google-sign-in';
import { localCertificate, trustStep } from './certificate';
import { Companies } from './companies/companies';
import { openBooks } from './companies/company-books';
import type { ServerParts } from './companies/company-books';
import { forgetOther, openOther } from './companies/open-other';
import type { OpenOther } from './companies/open-other';
import { dayIn, systemClock } from './company-day';
import { ownDomains, readConfig } from './config';
import type { GoogleConfig, ServerConfig } from './config';
import { newSecret } from './door';
import type { FileLedger } from './feeds/file-ledger';
import { fileOf, mayWrite, openDatabase } from './open-database';
import type { NotStarted } from './open-database';
import { blankProfile } from './pack-keeper';
import { servePane } from './pane-pages';
import { providerDomains } from './provider-domains';
import { loadRates, ratesToTell } from './rates';
import { restore } from './restore';
import { authorisedRoute } from './routes/feed-routes';
import type { Store } from './store/store';
import { loadTemplates } from './templates';

/** The company that the server is made with; others are added beside it. */
export const COMPANY = ONLY_COMPANY;

export interface StartOptions {
  /** The checkout or installation: assets/ and dist/outlook lie below it. */
  readonly root: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  /** A question to the person at the terminal; absent: nobody is there. */
  readonly ask?: (question: string) => Promise<string>;
}

export interface Running {
  readonly url: string;
  readonly store: Store;
  /** Where a proxy finds the API for the outside; null: nobody comes from there. */
  readonly outside: string | null;
  stop(): Promise<void>;
}

/** Production's start: https://localhost for one named person. */
export async function start({ root, args, env, say, ask }: StartOptions): Promise<Result<Running, NotStarted>> {
  const config = readConfig(args, env);
  if (!config.ok) return fail({ message: config.problem.message, exit: config.problem.code === 'help' ? 0 : 2 });
  const { data, port, restore: restoring } = config.value;
  if (restoring !== null) return fail(await restore({ config: config.value, root, choice: restoring.choice, clock: systemClock, say, ask: ask ?? null }));
  const pane = join(root, 'dist/outlook');
  if (!existsSync(join(pane, 'index.html'))) return fail({ message: `The pane is not built (${pane} holds no index.html): run npm run build.`, exit: 1 });
  const database = fileOf(config.value);
  const obstacle = prepareFolder(data, database);
  if (obstacle !== null) return fail({ message: obstacle, exit: 1 });

  const early: Readonly<Record<string, unknown>>[] = [];
  let note = (fields: Readonly<Record<string, unknown>>): void => { early.push(fields); };
  const opened = await openDatabase({ config: config.value, root, providerDomains: providerDomains(join(root, 'assets')), clock: systemClock, say, report: (fields) => note(fields) });
  if (!opened.ok) return opened;
  // What may not be written is only read: then the log of the server goes to the terminal.
  const log = pino({ level: 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime }, mayWrite(join(data, 'relance.log')) ? pino.destination({ dest: join(data, 'relance.log'), mkdir: true, sync: false }) : pino.destination(2));
  const lines: ServerLog = { info: (fields) => log.info(fields), error: (fields) => log.error(fields) };
  note = lines.info;
  early.forEach(note);
  const { store, backups, readOnly } = opened.value;
  if (!readOnly) await introduce(store, config.value);

  const { templates, problems } = loadTemplates(join(root, 'assets/templates'));
  for (const problem of problems) {
    say(`A template cannot be used and is left out: ${JSON.stringify(problem)}`);
    lines.error({ code: problem.code });
  }
  const { rates, problems: faultyRates } = loadRates(join(root, 'assets/rates'));
  for (const { file, faults } of faultyRates) {
    say(`A file of rates cannot be used and is passed over: assets/rates/${file}: ${JSON.stringify(faults)}`);
    lines.error({ code: 'rates/unusable', file });
  }
  const zone = (await store.settings(COMPANY))?.profile.timeZone ?? blankProfile(COMPANY).timeZone;
  for (const { fields, now, text } of ratesToTell(rates, dayIn(zone, systemClock.now()))) {
    say(text);
    if (now) lines.error(fields);
    else lines.info(fields);
  }
  let reachedAt = `https://localhost:${port}`;
  const parts: ServerParts = { root, threads: join(root, 'dist/server'), env, clock: systemClock, user: authorOf(config.value), templates, rates, log: lines, keyFile: join(data, 'seal.key'), origin: () => reachedAt };
  const first = await openBooks(parts, { company: COMPANY, store, database: config.value.database, readOnly, backups, data, watched: config.value.ledger, documents: config.value.documents });
  if (!first.ok) {
    await opened.value.close();
    return first;
  }

  const secret = newSecret();
  const certificate = await localCertificate(join(data, 'certificate'), Date.now());
  const closeFirst = async (): Promise<void> => {
    await first.value.close();
    await opened.value.close();
    await new Promise<void>((resolve) => { log.flush(() => resolve()); });
  };
  const opener: OpenOther = { parts, config: config.value, store, providerDomains: providerDomains(join(root, 'assets')), say, report: (fields) => lines.info(fields) };
  const companies = await Companies.open({
    first: first.value, others: store.otherCompanies, readOnly, person: config.value.email === null ? [] : [config.value.email], open: (company) => openOther(opener, company), forget: (company) => forgetOther(opener, company),
    app: (books, desk) => createApp({ ...books.deps, companies: desk, door: { hosts: ['localhost', '127.0.0.1'], secret }, sample: { assets: join(root, 'assets') } }),
  });
  if (!companies.ok) {
    await closeFirst();
    return companies;
  }
  authorisedRoute(companies.value.firstApp, companies.value);
  servePane(companies.value.firstApp, { folder: pane, secret });
  const server = createServer({ key: certificate.key, cert: certificate.cert, minVersion: 'TLSv1.2' }, getRequestListener((request, server) => companies.value.fetch(request, server)));
  const outside = config.value.google === null ? null : outsideServer(first.value.deps, config.value.google);
  const listening = await listenAll(server, port, outside, config.value.google?.port ?? 0);
  const close = async (): Promise<void> => {
    await companies.value.close();
    await closeFirst();
  };
  if (!listening.ok) {
    await close();
    return listening;
  }
  const url = `https://localhost:${listening.value.pane}`;
  reachedAt = url;
  lines.info({ code: 'started', port: listening.value.pane, database: store.kind });
  await greet(say, config.value, url, certificate.fresh, certificate.authority, first.value.file);
  const forProxy = listening.value.outside === null ? null : `http://127.0.0.1:${listening.value.outside}`;
  if (forProxy !== null && config.value.google !== null) say(`Gmail: Google accounts of ${config.value.google.allowed.join(', ')} come in by https://${config.value.google.host}, which your proxy passes on to ${forProxy}.`);
  return ok({ url, store, outside: forProxy, stop: async () => {
    await Promise.all([server, ...(outside === null ? [] : [outside])].map(ended));
    lines.info({ code: 'stopped' });
    await close();
  } });
}

/**
 * What a proxy passes on from the outside: the API alone, by token alone. A door of its own, since a proxy that hides the
 * name it was called by would else hand out the pane with this machine's secret.
 */
function outsideServer(deps: AppDeps, { clientIds, allowed, host }: GoogleConfig): HttpServer {
  const signIn = googleSignIn({ clientIds, allowed, now: () => Date.now() });
  const app = createApp({ ...withoutFeeds(deps), sample: null, door: { hosts: [host], secret: null, signIn, tokensOnly: true } });
  return createHttpServer(getRequestListener(app.fetch));
}

const ended = (server: Server | HttpServer): Promise<void> => new Promise((resolve) => {
  server.close(() => resolve());
  server.closeIdleConnections();
  // Whoever still holds a connection after three seconds is a keep-alive, not a request.
  setTimeout(() => server.closeAllConnections(), 3_000).unref();
});

/** null: fine. A folder that may only be read will do when a database lies there. */
function prepareFolder(data: string, database: string | null): string | null {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    accessSync(data, constants.R_OK);
    if (database === null || !existsSync(database)) accessSync(data, constants.W_OK);
    return null;
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    return `The data folder ${data} cannot be written (${code}). Choose another one with --data DIR, or give this account the right to write there.`;
  }
}

const codeOf = (error: unknown): string | null => (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null);

/** Stable and not an address: addresses change hands. */
const authorOf = ({ user }: ServerConfig): Author => ({ id: `local-${createHash('sha256').update(user.normalize('NFC').toLowerCase()).digest('hex').slice(0, 12)}`, name: user });

/** The first time: what the command line says of the company. Later the settings are the clerk's. Own addresses are added always. */
async function introduce(store: Store, { email, companyName }: ServerConfig): Promise<void> {
  const known = await store.settings(COMPANY);
  const profile = known?.profile ?? blankProfile(COMPANY);
  const domains = [...new Set([...profile.domains, ...(known === null ? ownDomains(email) : [])])];
  const addresses = email === null ? profile.addresses : [...new Set([...profile.addresses, email])];
  await store.saveSettings(COMPANY, { profile: { ...profile, name: profile.name === '' ? (companyName ?? '') : profile.name, domains, addresses }, overrides: known?.overrides ?? { company: [], freeMail: [] } });
}

/** Both or none. */
async function listenAll(server: Server, port: number, outside: HttpServer | null, outsidePort: number): Promise<Result<{ readonly pane: number; readonly outside: number | null }, NotStarted>> {
  const pane = await listen(server, port, '--port (the manifest must name the same)');
  if (!pane.ok || outside === null) return pane.ok ? ok({ pane: pane.value, outside: null }) : pane;
  const heard = await listen(outside, outsidePort, 'RELANCE_PUBLIC_PORT (your proxy must name the same)');
  if (heard.ok) return ok({ pane: pane.value, outside: heard.value });
  server.close();
  return heard;
}

function listen(server: Server | HttpServer, port: number, chosenBy: string): Promise<Result<number, NotStarted>> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(fail({ message: `Port ${port} is in use, perhaps by another Relance. Stop that program, or choose another port with ${chosenBy}.`, exit: 1 }));
      else if (error.code === 'EACCES') resolve(fail({ message: `Port ${port} needs rights that this account has not. Choose one above 1024 with ${chosenBy}.`, exit: 1 }));
      else reject(error);
    });
    // This machine only: one named person, no sign-in.
    server.listen(port, '127.0.0.1', () => resolve(ok((server.address() as AddressInfo).port)));
  });
}

async function greet(say: (line: string) => void, config: ServerConfig, url: string, fresh: boolean, authority: string, ledger: FileLedger): Promise<void> {
  const state = await ledger.state();
  say(`Relance serves ${config.user} on ${url} (this machine only). Data: ${config.data}`);
  if (state.problem !== null) say(`The ledger file could not be used (${state.problem.code}); the pane says what to do. ${state.connected ? 'The last good ledger stays in use.' : ''}`.trim());
  else if (state.connected) say(`Ledger: ${state.name ?? ''}, ${state.rows} rows, ${state.unreadableCount ?? state.unreadable.length} unreadable.`);
  else say('No ledger yet: give --ledger FILE, or upload one in the settings of the pane.');
  if (fresh) {
    say(`A certificate for localhost was made, valid one year, signed by an authority that can sign nothing else (its key was thrown away).`);
    say(`Outlook shows the pane only when this machine trusts that authority. Run once:\n  ${trustStep(authority, process.platform)}`);
  } else say(`If Outlook does not trust ${url}: ${trustStep(authority, process.platform)}`);
  say(`Sideload manifest.xml into Outlook (see README.md). Stop with Ctrl+C.`);
}

async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

/** Told by serve.mjs, which knows where it stands. */
export async function main(root: string): Promise<void> {
  const say = (line: string): void => { process.stdout.write(`${line}\n`); };
  const started = await start({ root, args: process.argv.slice(2), env: process.env, say, ...(process.stdin.isTTY ? { ask: askAtTerminal } : {}) });
  if (!started.ok) {
    (started.problem.exit === 0 ? process.stdout : process.stderr).write(`${started.problem.message}\n`);
    process.exitCode = started.problem.exit;
    return;
  }
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    started.value.stop().then(() => process.exit(0), () => process.exit(1));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
