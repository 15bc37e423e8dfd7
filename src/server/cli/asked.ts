import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok } from '../../core';
import type { Result } from '../../core';

export const USAGE = `npm run relance -- COMMAND

  inspect FILE|FOLDER   what a ledger file holds, as Relance reads it: a line of JSON for each customer (debtor), invoice,
                        payment, problem and remark, and a last line, summary. Nothing is kept. A folder: each file in it
  sync                  pulls every connected ledger once and puts them in use, where no server runs that does it by itself
  worklist              who is to be reminded, called or written to today, and why: a line of JSON each, then a summary
  verify-log            whether every entry of every customer's log is as it was written
  export log            the log, entry by entry
  export open-items     what is open, instalment by instalment, of every customer who owes something

  --data DIR            database, as of npm run serve; default ~/.relance (or RELANCE_DATA)
  --company NAME|ID     of several companies this one; default: all of them
  --format csv|jsonl    of an export; default jsonl. No cell of the CSV can be a formula
  --help                this text
  RELANCE_DATABASE      postgres://... instead of the file in the data folder

Nothing is written to the database but by sync. Leaves with 0; 1: something could not be read or pulled, or a log does not hold;
2: nothing could be done. Example: npm run --silent relance -- inspect 404833048FEC20261231.txt | tail -n 1`;

const COMMANDS = ['inspect', 'sync', 'worklist', 'verify-log', 'export'] as const;
const EXPORTS = ['log', 'open-items'] as const;

interface Place {
  /** sqlite:PATH or postgres://... */
  readonly database: string;
  readonly data: string;
  /** Of several companies; null: all of them. */
  readonly company: string | null;
}

export type Asked =
  | { readonly command: 'help' }
  | { readonly command: 'inspect'; readonly path: string }
  | ({ readonly command: 'sync' | 'worklist' | 'verify-log' } & Place)
  | ({ readonly command: 'export'; readonly what: (typeof EXPORTS)[number]; readonly format: 'csv' | 'jsonl' } & Place);

/** The words of the command line, or a sentence on what is wrong with them. */
export function readAsked(words: readonly string[], env: Readonly<Record<string, string | undefined>>): Result<Asked, string> {
  const given = parsed(words);
  if (!given.ok) return given;
  const { values, positionals: [command, what, ...more] } = given.value;
  if (values.help === true || command === 'help') return ok({ command: 'help' });
  if (command === undefined) return fail('What is to be done? Name a command.');
  if (!isOneOf(COMMANDS, command)) return fail(`${shown(command)} is no command.`);
  if (more.length > 0 || (what !== undefined && command !== 'inspect' && command !== 'export')) return fail(`${shown(more[0] ?? what ?? '')} is a word too many.`);
  if (values.company !== undefined && command === 'inspect') return fail('--company does not belong to inspect.');
  if (values.format !== undefined && command !== 'export') return fail('--format belongs to export.');
  if (command === 'inspect') return what === undefined ? fail('inspect: which file or folder?') : ok({ command, path: resolve(what) });
  const data = resolve(values.data ?? env['RELANCE_DATA'] ?? join(homedir(), '.relance'));
  const database = env['RELANCE_DATABASE'] ?? `sqlite:${join(data, 'relance.db')}`;
  if (!/^(sqlite:|postgres(ql)?:\/\/)/.test(database)) return fail('RELANCE_DATABASE must start with postgres:// (or sqlite:).');
  const company = values.company ?? null;
  if (command !== 'export') return ok({ command, database, data, company });
  if (what === undefined || !isOneOf(EXPORTS, what)) return fail('export: log or open-items?');
  const format = values.format ?? 'jsonl';
  return isOneOf(['csv', 'jsonl'] as const, format) ? ok({ command, what, format, database, data, company }) : fail(`--format ${shown(format)} is neither csv nor jsonl.`);
}

const isOneOf = <T extends string>(all: readonly T[], text: string): text is T => (all as readonly string[]).includes(text);

/** What somebody typed, as it may stand in a message. */
const shown = (text: string): string => JSON.stringify(text.slice(0, 80));

interface Given {
  readonly values: { readonly data?: string; readonly company?: string; readonly format?: string; readonly help?: boolean };
  readonly positionals: readonly string[];
}

function parsed(words: readonly string[]): Result<Given, string> {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: { data: { type: 'string' }, company: { type: 'string' }, format: { type: 'string' }, help: { type: 'boolean', short: 'h' } }, strict: true, allowPositionals: true });
    return ok({ values: values as Given['values'], positionals });
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
    if (!String(code).startsWith('ERR_PARSE_ARGS_')) throw error;
    return fail(`${String(message).split('. ')[0] ?? ''}.`);
  }
}
