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
  /** null: a start; else no server, but a backup put back. `choice`: a number of the list, or null: ask. */
  readonly restore: { readonly choice: string | null } | null;
}

/** A start that cannot be: said in one sentence, without a stack. */
export type ConfigProblem = { readonly code: 'help' | 'no-name' | 'bad-email' | 'bad-port' | 'bad-database' | 'unknown-option'; readonly message: string };

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
  RELANCE_DATABASE   postgres://... instead of the file in the data folder`;

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
  const path = (name: 'ledger' | 'documents'): string | null => (setting(name) === '' ? null : resolve(setting(name)));
  return ok({ user, email, companyName: setting('company') === '' ? null : setting('company').slice(0, 200), ledger: path('ledger'), documents: path('documents'), data, database, port, backups: resolve(setting('backups') === '' ? `${data}-backups` : setting('backups')), restore });
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
