// Mutation testing of the rules that decide: `npm run mutate`. First the quick tests meet every mutant, then all tests of the core's
// decisions meet those that were left; the score is of both. Needs the machine for itself: a starved run takes slow for dead.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const LIMIT = 85;
const folder = resolve('.cache/mutation');
const RULES = ['src/core/dunning/*.ts', 'src/core/ledger/*.ts', '!src/core/**/types.ts', '!src/core/**/index.ts'];
const QUICK = ['test/core/dunning', 'test/core/ledger'];
const ALL = [...QUICK, 'test/core/flow'];

/** One run of Stryker. @returns its mutants, by file. */
function run(name, mutate, roots, leaveOut) {
  const report = join(folder, `${name}.json`);
  const config = {
    testRunner: 'jest',
    coverageAnalysis: 'perTest',
    mutate,
    jest: {
      projectType: 'custom',
      configFile: 'jest.config.cjs',
      config: { roots: ['src/core', ...roots].map((root) => `<rootDir>/${root}`), testPathIgnorePatterns: leaveOut, setupFiles: ['<rootDir>/test/few-runs.cjs'], testSequencer: '<rootDir>/test/quick-first.cjs', cacheDirectory: '<rootDir>/.cache/jest-mutants' },
      enableFindRelatedTests: true,
    },
    ignorePatterns: ['dist', '.cache', 'test/bench', 'test/demo', 'test/journeys', 'test/outlook', 'test/server', 'test/contracts', 'test/fixtures'],
    tempDirName: '.cache/mutants',
    reporters: ['progress-append-only', 'json', 'html'],
    jsonReporter: { fileName: report },
    htmlReporter: { fileName: join(folder, `${name}.html`) },
    timeoutMS: 6_000,
    concurrency: 4,
  };
  const file = join(folder, `${name}.config.json`);
  writeFileSync(file, JSON.stringify(config));
  const { status } = spawnSync(process.execPath, [resolve('node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', file], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${name} did not end well`);
  return Object.entries(JSON.parse(readFileSync(report, 'utf8')).files).flatMap(([path, { mutants }]) => mutants.map((mutant) => ({ ...mutant, path })));
}

const keyOf = ({ path, location, mutatorName, replacement }) => JSON.stringify([path, location, mutatorName, replacement]);
const lives = ({ status }) => status === 'Survived' || status === 'NoCoverage';
const rangeOf = ({ path, location: { start, end } }) => `${path}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const first = run('quick', RULES, QUICK, ['properties']);
const left = first.filter(lives);
const second = new Map(left.length === 0 ? [] : run('left', [...new Set(left.map(rangeOf))], ALL, []).map((mutant) => [keyOf(mutant), mutant]));
const last = first.map((mutant) => (lives(mutant) ? (second.get(keyOf(mutant)) ?? mutant) : mutant)).filter(({ status }) => status !== 'Ignored' && status !== 'CompileError');

const survivors = last.filter(lives);
for (const { path, location, mutatorName, replacement, status } of survivors) process.stdout.write(`${status} ${path}:${location.start.line}:${location.start.column} ${mutatorName} -> ${(replacement ?? '').replace(/\s+/g, ' ').slice(0, 90)}\n`);
for (const path of [...new Set(last.map((mutant) => mutant.path))].sort()) {
  const of = last.filter((mutant) => mutant.path === path);
  process.stdout.write(`${path}: ${of.length - of.filter(lives).length} of ${of.length}\n`);
}
const score = (100 * (last.length - survivors.length)) / last.length;
const timed = last.filter(({ status }) => status === 'Timeout').length;
process.stdout.write(`score ${score.toFixed(1)} % of ${last.length} mutants (limit ${LIMIT}); ${survivors.length} alive, ${timed} of the dead by their time\n`);
process.exit(score >= LIMIT ? 0 : 1);
