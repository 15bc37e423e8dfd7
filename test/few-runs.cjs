// For mutation testing only: each mutant runs every test that meets it, so properties get fewer runs. What still dies would die of more runs too.
const { default: fc } = require('fast-check');

const RUNS = 6;
const { assert } = fc;
fc.assert = (property, options) => assert(property, { ...options, numRuns: Math.min(options?.numRuns ?? 100, RUNS) });
