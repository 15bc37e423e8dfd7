import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok } from '../../../src/core';
import type { KeptText, LogFact, NewLogEntry, RequestId } from '../../../src/core';
import type { Keeper } from '../../../src/server/store/append-entry';
import type { Store } from '../../../src/server/store/store';
import { COMPANY, MARIE, TODAY, aDebtor, aNewEntry, aProfile, anInvoice, at } from '../../core/builders';

export const NOW = at('2026-11-23T08:12:00.000Z');
export const keeper: Keeper = { author: MARIE, at: NOW, on: TODAY, check: () => ok(null) };

/** The garage and its one invoice. */
export async function seed(store: Store): Promise<void> {
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  await store.importLedger(COMPANY, { source: { name: 'clients.xlsx', kind: 'file', asOf: at('2026-11-23T07:12:00.000Z') }, debtors: [aDebtor()], invoices: [anInvoice()], problems: [], rows: 1 }, at('2026-11-23T07:13:00.000Z'));
}

/** Ids are the store's own affair. */
export async function garageOf(store: Store): Promise<NewLogEntry['debtor']> {
  const [id] = (await store.overdue(COMPANY, TODAY, 0, 1)).debtors;
  if (id === undefined) throw new Error('the garage is not in this store');
  return id;
}

const words = (request: string): string => `appel ${request} ${'x'.repeat(400)}`;

/** A note whose text is kept beside it: two rows and the moved head, or nothing. */
export function aNote(debtor: NewLogEntry['debtor'], request: string): { readonly entry: NewLogEntry; readonly text: KeptText } {
  const text: KeptText = { subject: request, html: `<p>${words(request)}</p>`, text: words(request) };
  const fact: LogFact = { kind: 'note', text: words(request) };
  return { entry: aNewEntry(fact, { debtor, requestId: request as RequestId, contentHash: createHash('sha256').update(`${text.subject}\n\n${text.text}`).digest('hex') }), text };
}

export function temporaryFolder(name: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `relance-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface ChildOptions {
  /** `ulimit -f`: no file of the process may grow beyond. */
  readonly blocksPerFile?: number;
  /** Its folder for temporary files. */
  readonly temporary?: string;
}

/** Runs one of the scripts beside this file, over the real sources, in a process of its own. */
export function child(script: string, args: readonly string[], { blocksPerFile, temporary }: ChildOptions = {}): ChildProcessWithoutNullStreams {
  const command = [join(__dirname, 'typescript-child.cjs'), join(__dirname, script), ...args];
  const env = { ...process.env, ...(temporary === undefined ? {} : { TMPDIR: temporary }) };
  if (blocksPerFile === undefined) return spawn(process.execPath, command, { env });
  return spawn('sh', ['-c', `ulimit -f ${blocksPerFile} && exec "$@"`, 'sh', process.execPath, ...command]);
}

export const exited = (process: ChildProcessWithoutNullStreams): Promise<number | null> =>
  new Promise((resolve) => { if (process.exitCode !== null || process.signalCode !== null) resolve(process.exitCode); else process.once('exit', (code) => resolve(code)); });
