import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LAW_PACKS, missingRates, parseRates } from '../core';
import type { LocalDate, MissingRate, RateFileFault, RateTable } from '../core';

export interface LoadedRates {
  /** null: no file can be used, so no rate is known. */
  readonly rates: RateTable | null;
  readonly problems: readonly { readonly file: string; readonly faults: readonly RateFileFault[] }[];
}

const RATE_FILE = /^rates-\d{4}-\d{2}-\d{2}\.json$/;

/** The newest dated file of rates in the folder that can be used; a newer one with a mistake is reported and passed over. */
export function loadRates(folder: string): LoadedRates {
  const problems: { readonly file: string; readonly faults: readonly RateFileFault[] }[] = [];
  for (const file of readdirSync(folder).filter((name) => RATE_FILE.test(name)).sort().reverse()) {
    const read = parseRates(jsonIn(join(folder, file)));
    if (read.ok) return { rates: read.value, problems };
    problems.push({ file, faults: read.problem });
  }
  return { rates: null, problems };
}

/** What a start says of rates that must be entered: nothing until 15 days before a semester that has none. */
export interface RatesToTell {
  readonly fields: Readonly<Record<string, string | number>>;
  /** Something cannot be computed today; otherwise it will be so. */
  readonly now: boolean;
  /** For the terminal. */
  readonly text: string;
}

/** `rates` null: no file can be used. */
export function ratesToTell(rates: RateTable | null, today: LocalDate): readonly RatesToTell[] {
  if (rates === null) return [{ fields: { code: 'rates/none' }, now: true, text: 'No reference rate is known: no late-payment penalties are computed. Put a dated file into assets/rates (see SOURCES.md there).' }];
  return missingRates(rates, LAW_PACKS, today).map((missing) => ({ fields: { code: 'rates/missing', semester: missing.semester, series: missing.series, daysLeft: missing.daysLeft }, now: missing.daysLeft <= 0, text: inWords(missing) }));
}

const inWords = ({ semester, series, begins, daysLeft }: MissingRate): string =>
  daysLeft > 0
    ? `The reference rate ${series} of ${semester} is not known yet: from ${begins}, in ${daysLeft} day${daysLeft === 1 ? '' : 's'}, what it serves is not computed without it. Put a newer file into assets/rates (see SOURCES.md there).`
    : `The reference rate ${series} of ${semester} is missing since ${begins}: what it serves is not computed. Put a newer file into assets/rates (see SOURCES.md there).`;

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // Not JSON: no file of rates, and reported as such.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
