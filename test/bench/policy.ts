import fc from '../property';
import { FAULTS } from '../core/dunning/lives-faults';
import { LAW_NAMES, LAWS } from '../core/dunning/lives-laws';
import type { Law } from '../core/dunning/lives-laws';
import { lived } from '../core/dunning/lives-lived';
import { smallestBreaking } from '../core/dunning/lives-smallest';
import { aStory } from '../core/dunning/lives-stories';
import { atLeast, atMost } from './figure';
import type { Bench } from './figure';

const LIVES = 2000;
const LINES_TOLD = 40;

function numberAsked(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name);
  const asked = at < 0 ? NaN : Number(process.argv[at + 1]);
  return Number.isInteger(asked) ? asked : otherwise;
}

interface Broken {
  count: number;
  lives: number;
  edited: number;
}

/**
 * Random lives x plans, judged by what was really done in them. `--seed N` repeats a run, `--lives N` makes it shorter;
 * of each law that is broken the smallest life that breaks it is told.
 */
export const bench: Bench = {
  run({ broken, say }) {
    const seed = numberAsked('--seed', Date.now() % 1_000_000_000);
    const lives = numberAsked('--lives', LIVES);
    const from = performance.now();
    const broke = new Map<Law, Broken>();
    const kinds = new Map<string, number>();
    let days = 0;
    let steps = 0;
    fc.sample(aStory, { numRuns: lives, seed }).forEach((story, at) => {
      // The planted faults in turn, one for each law: every law must be seen broken.
      const fault = LAW_NAMES[at % LAW_NAMES.length];
      const life = broken && fault !== undefined ? lived(story, FAULTS[fault]()) : lived(story);
      days += life.days;
      steps += life.steps;
      for (const [kind, count] of life.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
      for (const law of LAW_NAMES) {
        const count = life.breaches.filter((breach) => breach.law === law).length;
        if (count === 0) continue;
        const known = broke.get(law) ?? { count: 0, lives: 0, edited: 0 };
        known.count += count;
        known.lives += 1;
        if (story.edited !== null) known.edited += 1;
        broke.set(law, known);
      }
    });
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    say(`seed ${seed}; ${days} days of ${lives} lives, ${steps} steps done, ${seconds} s`);
    say(`answers: ${[...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
    for (const [law, { count, lives: some, edited }] of broke) {
      say(`${law} (${LAWS[law]}): ${count} times in ${some} lives, ${edited} with a plan edited meanwhile${broken ? '' : '; the smallest found:'}`);
      if (broken) continue;
      for (const line of smallestBreaking(law, { seed, numRuns: lives }).slice(0, LINES_TOLD)) say(`    ${line}`);
    }
    return Promise.resolve([
      atLeast('lives lived', lives, 'lives', Math.min(lives, LIVES)),
      atLeast('steps done in them', steps, 'steps', lives),
      ...LAW_NAMES.map((law) => atMost(`${law}: broken`, broke.get(law)?.count ?? 0, 'times', 0)),
    ]);
  },
};
