import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Configuration, MultiStats, webpack as Webpack } from 'webpack';
import { aWorkbook } from '../server/feeds/a-workbook';
import { atMost, percentile, rounded } from './figure';
import type { Bench, Figure } from './figure';
import { HEADERS, ledgerRows, writeLedger } from './import/ledger-file';

/**
 * The built server with a watched ledger that is replaced by a long one, while entries are appended over HTTPS at a steady
 * pace. Limits: issue "The main job under stress".
 */
const ROWS = 1_000_000;
const SHEET_ROWS = 100_000;
const CUSTOMERS_BEFORE = 1_000;
const root = join(__dirname, '../..');
const CACHE = join(root, '.cache/bench');
const run = promisify(execFile);

interface Ran {
  readonly seconds: number;
  readonly waits: readonly number[];
  readonly failures: number;
  readonly failed: readonly string[];
  readonly halves: number;
  readonly rows: number;
  readonly unreadable: number;
  readonly debtors: number;
  readonly peak: number;
  readonly cpu: number;
  readonly problem: unknown;
}

async function serve(data: string, ledger: string, broken: boolean): Promise<Ran> {
  const { stdout } = await run(process.execPath, [join(__dirname, 'import/run-server.mjs'), data, ledger, String(CUSTOMERS_BEFORE), broken ? 'break' : ''], { cwd: root, maxBuffer: 1 << 28 });
  const ran = JSON.parse(stdout) as Ran;
  if (ran.failures > 0) throw new Error(`an append was refused: ${ran.failed.join(' ')}`);
  if (ran.problem !== null) throw new Error(`the ledger was not taken: ${JSON.stringify(ran.problem)}`);
  return ran;
}

/** As Excel writes it: texts once for the whole workbook, days as numbers with a format, the parts compressed. */
function sheetFile(): string {
  const path = join(CACHE, `ledger-${SHEET_ROWS}-as-excel.xlsx`);
  if (existsSync(path)) return path;
  const dayOf = (text: string): number => Date.UTC(Number(text.slice(6)), Number(text.slice(3, 5)) - 1, Number(text.slice(0, 2))) / 86_400_000 + 25_569;
  const places = new Map<string, number>();
  const shared = (text: string): { readonly xml: string } => {
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return { xml: `<c t="s"><v>${place}</v></c>` };
  };
  const rows = [...ledgerRows(SHEET_ROWS, SHEET_ROWS / 10)].map(({ cells }) => cells.map((cell, column) => {
    if (column === 5 || column === 6) return { style: 1, value: dayOf(cell) };
    return column >= 7 ? Number(cell.replace(',', '.')) : shared(cell.replace(/^"|"$/g, '').replace(/""/g, '"'));
  }));
  const sheet = { name: 'Balance', rows: [HEADERS.map(shared), ...rows] };
  const strings = [...places.keys()].map((text) => `<si><t>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></si>`);
  writeFileSync(path, aWorkbook({ sheets: [sheet], formats: ['dd/mm/yyyy'], strings, packed: true }));
  return path;
}

/** Turn about, so that a busy minute weighs on both. @returns medians of three */
async function sheetBesideItsReader(data: string, sheet: string): Promise<{ readonly reader: number; readonly seconds: number; readonly rows: number; readonly peak: number }> {
  const readers: number[] = [];
  const imports: Ran[] = [];
  for (let time = 0; time < 3; time += 1) {
    readers.push(Number((await run(process.execPath, [join(__dirname, 'import/reader.mjs'), sheet], { cwd: root })).stdout));
    imports.push(await serve(data, sheet, false));
  }
  return { reader: percentile(readers, 0.5), seconds: percentile(imports.map(({ seconds }) => seconds), 0.5), rows: Math.min(...imports.map(({ rows }) => rows)), peak: Math.max(...imports.map(({ peak }) => peak)) };
}

async function buildServer(): Promise<void> {
  /* eslint-disable @typescript-eslint/no-require-imports -- webpack and its configuration are CommonJS */
  const webpack = require('webpack') as typeof Webpack;
  const configs = require(join(root, 'webpack.config.js')) as readonly (Configuration & { readonly name: string })[];
  /* eslint-enable @typescript-eslint/no-require-imports */
  const parts = configs.filter(({ name }) => name === 'server' || name === 'pane');
  await new Promise<void>((resolve, reject) => {
    webpack([...parts], (error, stats: MultiStats | undefined) => {
      if (error !== null) reject(error);
      else if (stats?.hasErrors() === true) reject(new Error(stats.toString('errors-only')));
      else resolve();
    });
  });
}

const load = (): string => `load ${loadavg().map((each) => each.toFixed(1)).join(' ')} on ${cpus().length} cores`;

export const bench: Bench = {
  run: async ({ broken, say }) => {
    await buildServer();
    mkdirSync(CACHE, { recursive: true });
    const ledger = join(CACHE, `ledger-${ROWS}.csv`);
    writeLedger(ledger, ROWS, ROWS / 10);
    writeLedger(join(CACHE, `ledger-${SHEET_ROWS}.csv`), SHEET_ROWS, SHEET_ROWS / 10);
    const data = join(CACHE, 'import-data');
    say(load());
    const csv = await serve(data, ledger, broken);
    const edition = readdirSync(data).find((name) => name.includes('.ledger-'));
    if (edition === undefined) throw new Error('the ledger in use is not to be found');
    const { stdout } = await run(process.execPath, [join(__dirname, 'import/baseline.mjs'), ledger, join(data, edition), join(data, 'baseline.db')], { cwd: root });
    const bare = JSON.parse(stdout) as { readonly parser: number; readonly insert: number; readonly rows: number; readonly inserted: number };
    const least = bare.parser + bare.insert;
    say(`${csv.rows} rows, ${csv.debtors} debtors, ${csv.unreadable} unreadable; ${csv.cpu.toFixed(1)} s of processor time; ${csv.waits.length} log entries appended meanwhile over HTTPS, 20 a second`);
    say(`baseline: csv-parse ${bare.parser.toFixed(1)} s for ${bare.rows} rows, bare insert with indexes ${bare.insert.toFixed(1)} s for ${bare.inserted} rows`);
    say(`appends: median ${percentile(csv.waits, 0.5).toFixed(1)} ms, p99 ${percentile(csv.waits, 0.99).toFixed(1)} ms, longest ${Math.max(...csv.waits).toFixed(0)} ms`);

    const xlsx = await sheetBesideItsReader(data, sheetFile());
    const { reader } = xlsx;
    say(`XLSX: ${xlsx.rows} rows in ${xlsx.seconds.toFixed(1)} s, its reader alone ${reader.toFixed(1)} s (medians of three); peak ${xlsx.peak.toFixed(0)} MB`);
    say(load());
    for (const gone of [data, `${data}-backups`]) rmSync(gone, { recursive: true, force: true });

    const whole = csv.rows === ROWS && csv.unreadable === 0 && csv.debtors === ROWS / 10 && csv.halves === 0;
    const figures: Figure[] = [
      atMost('csv-1m', csv.seconds, 's', 45),
      { ...atMost('csv-1m-to-bare', csv.seconds / least, 'times', 2), baseline: rounded(least), ratio: rounded(csv.seconds / least) },
      atMost('csv-1m-peak', csv.peak, 'MB', 400),
      atMost('append-p99-meanwhile', percentile(csv.waits, 0.99), 'ms', 100),
      { ...atMost('xlsx-100k-to-reader', xlsx.seconds / reader, 'times', 2), baseline: rounded(reader), ratio: rounded(xlsx.seconds / reader) },
      { figure: 'rows-whole', value: whole && xlsx.rows === SHEET_ROWS ? 1 : 0, unit: 'yes', limit: 1, ok: whole && xlsx.rows === SHEET_ROWS },
    ];
    return figures;
  },
};
