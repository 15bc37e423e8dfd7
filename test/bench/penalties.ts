import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dearerRates, shippedRates } from '../core/penalties/rates';
import { GROUPS, vectorsOf } from '../core/penalties/vectors/check';
import type { Vector } from '../core/penalties/vectors/check';
import { atLeast, atMost } from './figure';
import type { Bench, Figure } from './figure';

/** Our own vectors; `npm run bench -- penalties FILE` takes any other file of their form. */
const OWN_VECTORS = join('test', 'fixtures', 'law', 'penalty-vectors.json');
const MOST_TOLD = 60;

interface Checked extends Vector {
  readonly found: readonly string[];
}

const fileAsked = (): string => process.argv.slice(3).find((word) => !word.startsWith('--')) ?? OWN_VECTORS;

export const bench: Bench = {
  run({ broken, say }) {
    const file = fileAsked();
    const rates = shippedRates();
    // The planted fault: every rate a hundredth of a point too high, every day of the calendar one too late.
    const checked = vectorsOf(JSON.parse(readFileSync(file, 'utf8'))).map((vector): Checked => ({ ...vector, found: vector.differences(broken ? dearerRates(rates) : rates, broken) }));
    say(`${file}, rates of ${rates.version}`);
    const wrong = checked.filter(({ found }) => found.length > 0);
    for (const { group, id, title, found } of wrong.slice(0, MOST_TOLD)) say(`${group} ${id} ${title}: ${found.slice(0, 3).join(' | ')}`.slice(0, 400));
    if (wrong.length > MOST_TOLD) say(`and ${wrong.length - MOST_TOLD} more`);
    return Promise.resolve(GROUPS.flatMap((group) => figuresOf(group, checked.filter((one) => one.group === group))));
  },
};

function figuresOf(group: string, checked: readonly Checked[]): readonly Figure[] {
  if (checked.length === 0) return [];
  const failed = checked.filter(({ found }) => found.length > 0).length;
  return [atLeast(`${group}: passed`, checked.length - failed, 'vectors', checked.length), atMost(`${group}: failed`, failed, 'vectors', 0)];
}
