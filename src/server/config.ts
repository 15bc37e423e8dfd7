import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, isFreeMail, ok, parseAddress, domainOf } from '../core';
import type { EmailAddress, Result } from '../core';

export interface ServerConfig {
  readonly user: string;
  readonly email: EmailAddress | null;
  /** null: keep what the settings say. */
  readonly companyName: string | null;
  readonly ledger: string | null;
  readonly documents: string | null;
  readonly data: string;
  /** `sqlite:...` inside the data folder unless a PostgreSQL address is given. */
  readonly database: string;
  readonly port: number;
  /** Where the copies of the database lie. */
  readonly backups: string;
  /** Google accounts that may come in from outside; null: nobody but the pane of this machine. */
  readonly google: GoogleConfig | null;
  /** null: a start; else no server, but a backup put back. `choice`: a number of the list, or null: ask. */
  readonly restore: { readonly choice: string | null } | null;
}

/** How the Gmail sidebar reaches this server. */
export interface GoogleConfig {
  /** OAuth client ids of the add-on's script. */
  readonly clientIds: readonly string[];
  /** Domains of Google organisations, or single addresses. */
  readonly allowed: readonly string[];
  /** The name under which the outside knows this server. */
  readonly host: string;
  /** Where its proxy on this machine finds the API, over plain http. */
  readonly port: number;
}

/** A start that cannot be: said in one sentence, without a stack. */
export type ConfigProblem = { readonly code: 'help' | 'no-name' | 'bad-email' | 'bad-port' | 'bad-database' | 'bad-google' | 'unknown-option'; readonly message: string };

export const USAGE = `npm run serve -- --user "Nadia Perrin" --email nadia.perrin@company.fr --ledger FILE

  --user NAME        who works here; stands in every entry of the log (or RELANCE_USER)
  --email ADDRESS    her address; never taken for a customer's (or RELANCE_EMAIL)
  --company NAME     the creditor's name in letters, the first time (or RELANCE_COMPANY)
  --ledger FILE      XLSX or CSV, watched; can also be uploaded in the settings (or RELANCE_LEDGER)
  --documents DIR    where the invoice PDFs lie (or RELANCE_DOCUMENTS)
  --data DIR         database, certificate, log; default ~/.relance (or RELANCE_DATA)
  --port N           default 3000, which the manifest names (or RELANCE_PORT)
  --backups DIR      copies of the database, the newest of each of seven days; default beside the data folder (or RELANCE_BACKUPS)
  --restore          lists the backups and puts one back (--backup N chooses without asking); the present file is kept aside
  RELANCE_DATABASE   postgres://... instead of the file in the data folder

  For the Gmail sidebar (all four together, or none; without them no Google account comes in):
  RELANCE_GOOGLE_CLIENT_IDS  OAuth client ids of the add-on's script, separated by commas
  RELANCE_GOOGLE_DOMAINS     Google Workspace domains that may come in, or single addresses, separated by commas
  RELANCE_PUBLIC_HOST        the name under which the outside reaches this server, as relance.company.fr
  RELANCE_PUBLIC_PORT        on this machine, plain http: where your https proxy passes that name on to. Never point the proxy at --port: the pane is for this machine only`;

const OPTIONS = ['user', 'email', 'company', 'ledger', 'documents', 'data', 'port', 'backups', 'backup'] as const;

/** Flags win over the environment. */
export function readConfig(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Result<ServerConfig, ConfigProblem> {
  const flags = readFlags(args);
  if (!flags.ok) return flags;
  const setting = (name: (typeof OPTIONS)[number]): string => (flags.value[name] ?? env[`RELANCE_${name.toUpperCase()}`] ?? '').trim();
  const bad = (code: ConfigProblem['code'], message: string): Result<ServerConfig, ConfigProblem> => fail({ code, message: `${message}\n\n${USAGE}` });
  if (flags.value.help === true) return fail({ code: 'help', message: USAGE });

  const user = setting('user');
  const restore = flags.value.restore === true ? { choice: setting('backup') === '' ? null : setting('backup') } : null;
  if (user === '' && restore === null) return bad('no-name', 'Whose name shall the log carry? Until there is a real sign-in, one named person works with this server: give --user "First Last".');
  if (user.length > 120) return bad('no-name', 'The name after --user is too long.');
  const email = setting('email') === '' ? null : parseAddress(setting('email'));
  if (setting('email') !== '' && email === null) return bad('bad-email', `--email ${setting('email').slice(0, 80)} is no mail address.`);
  const port = setting('port') === '' ? 3000 : Number(setting('port'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return bad('bad-port', `--port ${setting('port').slice(0, 20)} is no port.`);
  const data = resolve(setting('data') === '' ? join(homedir(), '.relance') : setting('data'));
  const database = env['RELANCE_DATABASE'] ?? `sqlite:${join(data, 'relance.db')}`;
  if (!/^(sqlite:|postgres(ql)?:\/\/)/.test(database)) return bad('bad-database', 'RELANCE_DATABASE must start with postgres:// (or sqlite:).');
  const google = readGoogle(env, port);
  if (!google.ok) return bad('bad-google', google.problem);
  const path = (name: 'ledger' | 'documents'): string | null => (setting(name) === '' ? null : resolve(setting(name)));
  return ok({ user, email, companyName: setting('company') === '' ? null : setting('company').slice(0, 200), ledger: path('ledger'), documents: path('documents'), data, database, port, backups: resolve(setting('backups') === '' ? `${data}-backups` : setting('backups')), google: google.value, restore });
}

const CLIENT_ID = /^[\w-]{1,120}\.apps\.googleusercontent\.com$/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/;

/** Half a configuration is none: a list that was forgotten must not open the door, nor keep it shut without a word. */
function readGoogle(env: Readonly<Record<string, string | undefined>>, panePort: number): Result<GoogleConfig | null, string> {
  const given = (name: string): string => (env[name] ?? '').trim();
  const names = ['RELANCE_GOOGLE_CLIENT_IDS', 'RELANCE_GOOGLE_DOMAINS', 'RELANCE_PUBLIC_HOST', 'RELANCE_PUBLIC_PORT'];
  const missing = names.filter((name) => given(name) === '');
  if (missing.length === names.length) return ok(null);
  if (missing.length > 0) return fail(`For the Gmail sidebar ${missing.join(' and ')} must be given too.`);
  const listed = (name: string): readonly string[] => [...new Set(given(name).split(/[\s,;]+/).filter((each) => each !== ''))];
  const clientIds = listed('RELANCE_GOOGLE_CLIENT_IDS');
  const wrongId = clientIds.find((id) => !CLIENT_ID.test(id));
  if (wrongId !== undefined || clientIds.length === 0) return fail(`RELANCE_GOOGLE_CLIENT_IDS: ${(wrongId ?? '').slice(0, 150)} is no OAuth client id (...apps.googleusercontent.com).`);
  const allowed = listed('RELANCE_GOOGLE_DOMAINS').map((each) => each.toLowerCase().replace(/^@/, ''));
  for (const each of allowed) {
    if (each.includes('@') ? parseAddress(each) !== each : !HOST.test(each)) return fail(`RELANCE_GOOGLE_DOMAINS: ${each.slice(0, 150)} is neither a domain nor an address.`);
    if (!each.includes('@') && isFreeMail(each)) return fail(`RELANCE_GOOGLE_DOMAINS: everybody may have an address at ${each}; name the addresses that may come in.`);
  }
  if (allowed.length === 0) return fail('RELANCE_GOOGLE_DOMAINS names nobody.');
  const host = given('RELANCE_PUBLIC_HOST').toLowerCase();
  if (!HOST.test(host)) return fail(`RELANCE_PUBLIC_HOST ${host.slice(0, 150)} is no host name (without https:// and path).`);
  const port = Number(given('RELANCE_PUBLIC_PORT'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return fail(`RELANCE_PUBLIC_PORT ${given('RELANCE_PUBLIC_PORT').slice(0, 20)} is no port.`);
  if (port !== 0 && port === panePort) return fail('RELANCE_PUBLIC_PORT must differ from --port: behind that one lies the pane with the secret of this machine.');
  return ok({ clientIds, allowed, host, port });
}

type Flags = Partial<Record<(typeof OPTIONS)[number], string>> & { readonly help?: boolean; readonly restore?: boolean };

function readFlags(args: readonly string[]): Result<Flags, ConfigProblem> {
  try {
    const options = { ...Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' as const }])), help: { type: 'boolean' as const, short: 'h' }, restore: { type: 'boolean' as const } };
    return ok(parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values as Flags);
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
    if (!String(code).startsWith('ERR_PARSE_ARGS_')) throw error;
    return fail({ code: 'unknown-option', message: `${String(message).split('. ')[0] ?? ''}.\n\n${USAGE}` });
  }
}

/** Domains that are surely our own: that of the person's address, unless everybody may have one there. */
export function ownDomains(email: EmailAddress | null): readonly string[] {
  if (email === null) return [];
  const domain = domainOf(email);
  return isFreeMail(domain) ? [] : [domain];
}
