// For mutation testing only: a mutant is dead with the first file that fails, so the files that take long come last.
const { default: Sequencer } = require('@jest/test-sequencer');

const LAST = ['ledger/netting', 'dunning/schedule', 'flow/', 'dunning/properties'];
const rank = ({ path }) => LAST.findIndex((part) => path.includes(`/core/${part}`));

module.exports = class QuickFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
};
