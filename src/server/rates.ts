import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseRates } from '../core';
import type { RateFileFault, RateTable } from '../core';

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

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // Not JSON: no file of rates, and reported as such.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
