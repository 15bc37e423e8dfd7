import fc from '../../property';
import { assess } from '../../../src/core';
import type { Law } from './lives-laws';
import { lived } from './lives-lived';
import type { Assess } from './lives-lived';
import { planInShort } from './lives-plans';
import { aStory } from './lives-stories';

const SHRINK_FOR_MS = 20_000;

/** The journal of the smallest life found that breaks a law, its plan first; empty: none does. */
export function smallestBreaking(law: Law, { seed, numRuns }: { readonly seed: number; readonly numRuns: number }, judge: Assess = assess): readonly string[] {
  const breaks = fc.property(aStory, (story) => lived(story, judge).breaches.every((breach) => breach.law !== law));
  const { counterexample } = fc.check(breaks, { seed, numRuns, interruptAfterTimeLimit: SHRINK_FOR_MS });
  const story = counterexample?.[0];
  if (story === undefined) return [];
  const { journal } = lived(story, judge);
  const last = journal.findIndex((line) => line.includes(`BROKEN ${law}`));
  return [planInShort(story.policy), ...story.owed.map((owed, at) => `FA-${at + 1}: ${JSON.stringify(owed)}`), ...journal.slice(0, last + 1)];
}
