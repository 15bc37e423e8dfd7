import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { sitDown, startTryOut } from './try-out';
import type { Clerk } from './try-out';

export const MONDAY = '2026-11-23';
const SAVED = new Date('2026-11-23T07:12:00Z');

export interface OwnCompany {
  readonly clerk: Clerk;
  /** Writes the watched file anew. */
  save(lines: readonly string[]): void;
  close(): Promise<void>;
}

/** `npm start -- --ledger FILE`, with a file that the test writes; null: there is no file yet. */
export async function withLedger(browser: Browser, lines: readonly string[] | null, context: BrowserContextOptions = {}, path = ''): Promise<OwnCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'relance-journey-'));
  const file = join(folder, 'clients.csv');
  let saved = 0;
  const save = (text: readonly string[]): void => {
    writeFileSync(file, text.join('\r\n'));
    // As old as the simulated morning, and another time with each save.
    utimesSync(file, SAVED, new Date(SAVED.getTime() + saved * 1_000));
    saved += 1;
  };
  if (lines !== null) save(lines);
  const tryOut = await startTryOut({ ledger: file, today: MONDAY, dataFolder: join(folder, 'data') });
  const clerk = await sitDown(browser, tryOut, { context, path });
  return {
    clerk, save,
    close: async () => {
      await clerk.close();
      await tryOut.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
