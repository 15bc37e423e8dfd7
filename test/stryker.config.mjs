/** Mutation testing of the rules that decide: `npm run mutate`. The score counts undetected mutants of these two rooms only. */
export default {
  testRunner: 'jest',
  coverageAnalysis: 'perTest',
  mutate: ['src/core/dunning/*.ts', 'src/core/ledger/*.ts', '!src/core/**/types.ts', '!src/core/**/index.ts'],
  jest: { projectType: 'custom', configFile: 'jest.config.cjs', config: { roots: ['<rootDir>/src/core', '<rootDir>/test/core/dunning', '<rootDir>/test/core/ledger', '<rootDir>/test/core/flow'], cacheDirectory: '<rootDir>/.cache/jest-mutants' }, enableFindRelatedTests: true },
  ignorePatterns: ['dist', '.cache', 'test/bench', 'test/demo', 'test/journeys', 'test/outlook', 'test/server', 'test/contracts'],
  tempDirName: '.cache/mutants',
  incremental: true,
  incrementalFile: '.cache/mutants.json',
  reporters: ['clear-text', 'html', 'json'],
  htmlReporter: { fileName: '.cache/mutation/index.html' },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 85 },
  timeoutMS: 20_000,
  concurrency: 2,
};
