import { existsSync } from 'node:fs';
import { assertNever } from '../../core';
import { NotMigrated } from '../store/migrations';
import { USAGE, readAsked } from './asked';
import type { Asked } from './asked';
import { companiesAsked } from './companies-asked';
import type { CompanyAsked } from './companies-asked';
import { exportLog, exportOpenItems, verifyLog, worklist } from './from-database';
import { inspect } from './inspect';
import { jsonLine } from './json-line';
import { LineWriter, NobodyReads } from './line-writer';
import { sync } from './sync';

export interface CommandLine {
  /** The checkout or installation: assets/ lies below it. */
  readonly root: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For people, on standard error. */
  readonly complain: (sentence: string) => void;
}

/** `npm run relance`: what an admin or a script asks. @returns the exit code (USAGE). */
export async function main({ root, words, env, complain }: CommandLine): Promise<number> {
  const asked = readAsked(words, env);
  if (!asked.ok) {
    complain(`${asked.problem}\n\n${USAGE}`);
    return 2;
  }
  const writer = new LineWriter();
  try {
    const code = await answer(asked.value, { root, words, env, complain }, writer);
    writer.flush();
    return code;
  } catch (error) {
    if (error instanceof NobodyReads) return 0;
    complain(sentenceOf(error));
    return 2;
  }
}

async function answer(asked: Asked, { root, env, complain }: CommandLine, writer: LineWriter): Promise<number> {
  const tell = (line: object): void => writer.line(jsonLine(line));
  if ('database' in asked && asked.database.startsWith('sqlite:') && !existsSync(asked.database.slice('sqlite:'.length))) {
    complain(`There is no database ${asked.database.slice('sqlite:'.length)}: name the data folder with --data DIR.`);
    return 2;
  }
  switch (asked.command) {
    case 'help':
      writer.line(USAGE);
      return 0;
    case 'inspect':
      return inspect(asked.path, tell);
    case 'sync':
      return about(asked, complain, (companies) => sync({ root, data: asked.data, companies, env, complain }, tell));
    case 'worklist':
      return about(asked, complain, (companies) => worklist(companies, root, tell));
    case 'verify-log':
      return about(asked, complain, (companies) => verifyLog(companies, tell));
    case 'export':
      return about(asked, complain, (companies) => (asked.what === 'log' ? exportLog(companies, asked.format, writer.line, tell) : exportOpenItems(companies, asked.format, writer.line, tell)));
    default:
      return assertNever(asked);
  }
}

async function about(asked: Extract<Asked, { readonly database: string }>, complain: CommandLine['complain'], work: (companies: readonly CompanyAsked[]) => Promise<number>): Promise<number> {
  const companies = await companiesAsked(asked, asked.company);
  if (companies.ok) return work(companies.value);
  complain(companies.problem);
  return 2;
}

/** No stack, and nothing of what was read. */
function sentenceOf(error: unknown): string {
  if (error instanceof NotMigrated) return 'This database was last used by an older Relance. Start the server of this version once (npm run serve), then ask again.';
  const { code, path, message, name } = error as { readonly code?: unknown; readonly path?: unknown; readonly message?: unknown; readonly name?: unknown };
  if (/corrupted migrations/.test(String(message))) return 'This database was last used by a newer Relance: ask with that version.';
  const where = typeof path === 'string' ? `${path}: ` : '';
  if (code === 'ENOENT') return `${where}there is no such file or folder.`;
  if (code === 'EACCES' || code === 'EPERM') return `${where}this account may not read it.`;
  if (typeof code === 'string') return `${where}it cannot be read (${code}).`;
  return `Something broke here (${typeof name === 'string' ? name : 'unknown'}): please report it with the command.`;
}
