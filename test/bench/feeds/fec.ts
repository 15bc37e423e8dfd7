import { execFile } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { atMost } from '../figure';
import type { Figure } from '../figure';
import { writeFecListing } from './fec-listing';

const LINES = 2_000_000;
const CUSTOMERS = 20_000;
const root = join(__dirname, '../../..');
const CACHE = join(root, '.cache/bench');
const run = promisify(execFile);

interface Ran {
  readonly seconds: number;
  readonly peak: number;
  readonly cpu: number;
  readonly rows: number;
  readonly unreadable: number;
  /** Of all customers, cents. */
  readonly open: number;
  readonly debtors: number;
}

/**
 * A FEC of two million lines that a server of its own (dist/server, which must be built) watches, until its figures are in use.
 * Memory is that of the whole process, its import thread included. Limits: issue "Ledgers people really have".
 * @param broken keeps the server waiting: the time must miss its limit
 */
export async function fecFigures(broken: boolean, say: (fact: string) => void = (fact) => process.stderr.write(`${fact}\n`)): Promise<readonly Figure[]> {
  const fec = join(CACHE, `404833048FEC20261231-${LINES}.txt`);
  const data = join(CACHE, 'fec-data');
  const listed = writeFecListing(fec, LINES, CUSTOMERS);
  say(`FEC: ${listed.lines} lines, ${Math.round(statSync(fec).size / 1e6)} MB, ${listed.invoices} invoices of ${listed.customers} customers; ${cpus().length} cores, load ${loadavg().map((each) => each.toFixed(1)).join(' ')}`);
  try {
    const { stdout } = await run(process.execPath, [join(__dirname, 'run-fec.mjs'), data, fec, broken ? 'break' : ''], { cwd: root, maxBuffer: 1 << 24 });
    const ran = JSON.parse(stdout) as Ran;
    say(`FEC: ${ran.rows} rows in ${ran.seconds.toFixed(1)} s, ${ran.cpu.toFixed(1)} s of processor time, peak ${ran.peak.toFixed(0)} MB; ${ran.debtors} customers owe ${(ran.open / 100).toFixed(2)} EUR, a plain sum says ${(listed.open / 100).toFixed(2)}`);
    const whole = ran.rows === listed.lines && ran.unreadable === 0 && ran.open === listed.open;
    return [atMost('fec-2m', ran.seconds, 's', 60), atMost('fec-2m-peak', ran.peak, 'MB', 500), { figure: 'fec-2m-to-the-cent', value: whole ? 1 : 0, unit: 'yes', limit: 1, ok: whole }];
  } finally {
    for (const gone of [data, `${data}-backups`]) rmSync(gone, { recursive: true, force: true });
  }
}
