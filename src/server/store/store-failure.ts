import type { Problem } from '../../core';

/** What the store can say of its own state, in place of an answer. */
export type StoreFailure = Extract<Problem, { readonly code: `store/${string}` | 'log/read-only' }>;

/** How long a writer waits for another program that holds the database. */
export const BUSY_LIMIT_MS = 5_000;

const FULL = { code: 'store/disk-full' } as const;
const BUSY = { code: 'store/busy', afterMs: BUSY_LIMIT_MS } as const;
const SILENT = { code: 'store/not-answering' } as const;
const DAMAGED = { code: 'store/damaged', backup: null } as const;
const READ_ONLY = { code: 'log/read-only', because: 'no-rights' } as const;

/** By the beginning of SQLite's code: extended codes add to it. Longer beginnings first. */
const SQLITE: readonly (readonly [beginning: string, problem: StoreFailure])[] = [
  ['SQLITE_FULL', FULL],
  ['SQLITE_BUSY', BUSY],
  ['SQLITE_LOCKED', BUSY],
  ['SQLITE_READONLY', READ_ONLY],
  ['SQLITE_CORRUPT', DAMAGED],
  ['SQLITE_NOTADB', DAMAGED],
  // A file that may not grow (quota, limit of the process) is no full disk to SQLite: it says that writing failed.
  ['SQLITE_IOERR_WRITE', FULL],
  ['SQLITE_IOERR', SILENT],
  ['SQLITE_CANTOPEN', SILENT],
];

/** https://www.postgresql.org/docs/current/errcodes-appendix.html; whole codes or classes. */
const POSTGRES: readonly (readonly [beginning: string, problem: StoreFailure])[] = [
  ['53100', FULL],
  ['55P03', BUSY],
  ['40P01', BUSY],
  ['40001', BUSY],
  ['53300', BUSY],
  ['25006', READ_ONLY],
  ['42501', READ_ONLY],
  ['XX001', DAMAGED],
  ['XX002', DAMAGED],
  ['57P', SILENT],
  // A connection that was silent for too long in the middle of its work was ended by the database.
  ['25P03', SILENT],
  ['08', SILENT],
  ['58', SILENT],
];

/** Of the connection, not of the statement. */
const CONNECTION: readonly string[] = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];
/** The driver gives these without any code. */
const CONNECTION_WORDS = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** null: not the store's state but a bug. */
export function problemOfFailure(error: unknown): StoreFailure | null {
  if (!(error instanceof Error) && (typeof error !== 'object' || error === null || !('code' in error))) return null;
  const { code: given, syscall, message } = error as { readonly code?: unknown; readonly syscall?: unknown; readonly message?: unknown };
  const code = typeof given === 'string' ? given : '';
  if (code.startsWith('SQLITE_')) return SQLITE.find(([beginning]) => code.startsWith(beginning))?.[1] ?? null;
  if (/^[0-9A-Z]{5}$/.test(code) && /[0-9]/.test(code)) return POSTGRES.find(([beginning]) => code.startsWith(beginning))?.[1] ?? null;
  if (CONNECTION.includes(code) && (syscall === 'connect' || syscall === 'read' || syscall === 'write' || syscall === 'getaddrinfo')) return SILENT;
  return code === '' && CONNECTION_WORDS.test(String(message)) ? SILENT : null;
}

export const isBusy = (error: unknown): boolean => problemOfFailure(error)?.code === 'store/busy';
