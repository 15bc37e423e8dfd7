import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { validatePolicy } from '../../../src/core';
import type { AssessmentKind } from '../../../src/core';
import { FAULTS } from './lives-faults';
import { LAW_NAMES, LAWS } from './lives-laws';
import { lived } from './lives-lived';
import { aSavedPlan } from './lives-plans';
import { aStory } from './lives-stories';

/** Always the same lives here; `npm run bench -- policy` lives two thousand new ones each time. */
const SEED = 20_261_122;
const LIVES = fc.sample(aStory, { numRuns: 60, seed: SEED });

describe('random lives under random plans', () => {
  const lives = LIVES.map((story) => lived(story));

  test.each(LAW_NAMES.map((law) => [LAWS[law], law] as const))('never: %s', (_, law) => {
    expect(lives.flatMap(({ breaches, journal }) => (breaches.some((breach) => breach.law === law) ? [journal] : []))).toEqual([]);
  });

  test('reach every answer, and hundreds of steps', () => {
    const kinds = new Set<AssessmentKind>(lives.flatMap((life) => [...life.kinds.keys()]));
    expect([...kinds].sort()).toEqual(['call', 'draft-pending', 'draft-unconfirmed', 'exhausted', 'held', 'letter', 'not-due', 'remind', 'settled', 'too-soon']);
    expect(lives.reduce((sum, { steps }) => sum + steps, 0)).toBeGreaterThan(200);
  });

  test('have plans that may all be saved', () => {
    fc.assert(fc.property(aSavedPlan, (policy) => void expect(validatePolicy(policy)).toEqual({ ok: true, value: policy })), { seed: SEED, numRuns: 300 });
  });
});

describe('a law is seen broken', () => {
  test.each(LAW_NAMES.map((law) => [LAWS[law], law] as const))('when %s', (_, law) => {
    const isBroken = LIVES.some((story) => lived(story, FAULTS[law]()).breaches.some((breach) => breach.law === law));
    expect(isBroken).toBe(true);
  });
});
