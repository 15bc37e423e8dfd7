// `npm test`: installs what is missing, then types, lint, import rules, build, and every suite. Plain Node: it runs before node_modules exist.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from '../src/demo/install.mjs';
import { findChromium, findPostgres } from './run/tools.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const fast = process.argv.includes('--fast');
const ci = process.env.CI === 'true';
const seed = process.argv.includes('--seed') ? process.argv[process.argv.indexOf('--seed') + 1] : undefined;
const started = Date.now();
let passed = 0;
let failed = 0;
const notRun = [];

const seconds = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;
const say = (text) => console.log(text);

function ended(command, args, options = { shell: process.platform === 'win32' }) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => { output += part; });
    child.on('error', (error) => { output += error.message; });
    child.on('close', (status) => done({ status, output }));
  });
}

/** Beside each other: they have nothing to do with one another, and one core each. @returns which of them are well */
async function run(checks) {
  const from = Date.now();
  return Promise.all(checks.map(async ([title, command, args]) => {
    const { status, output } = await ended(command, args);
    const took = `${((Date.now() - from) / 1000).toFixed(1)} s`;
    if (status === 0) {
      passed += 1;
      say(`ok      ${title} (${took})`);
    } else {
      failed += 1;
      say(`FAILED  ${title} (${took})\n${output}`);
    }
    return status === 0;
  }));
}

const bin = (name) => join(root, 'node_modules', '.bin', name);

async function runJest(title, args, env) {
  const report = join(root, '.cache', `jest-${title.replace(/\W+/g, '-')}.json`);
  rmSync(report, { force: true });
  const from = Date.now();
  const { status, output } = await ended(process.execPath, ['--no-warnings', bin('jest'), '--json', `--outputFile=${report}`, '--reporters=default', ...args], { env: { ...process.env, ...env, NODE_ENV: 'test' } });
  const took = `${((Date.now() - from) / 1000).toFixed(1)} s`;
  if (!existsSync(report)) {
    failed += 1;
    say(`FAILED  ${title} (${took}): jest gave no report\n${output}`);
    return;
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites, numRuntimeErrorTestSuites, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests + numRuntimeErrorTestSuites + numPendingTests + numTodoTests;
  say(`${numFailedTestSuites + numPendingTests + numTodoTests === 0 ? 'ok    ' : 'FAILED'}  ${title}: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped (${took})`);
  for (const suite of testResults) if (suite.status === 'failed') say(`\n--- ${suite.name.slice(root.length + 1)}\n${suite.message}`);
  if (status !== 0 && numFailedTestSuites === 0) {
    failed += 1;
    say(`FAILED  ${title}: jest left with ${status}\n${output.slice(-4000)}`);
  }
}

installMissing(root);
mkdirSync(join(root, '.cache'), { recursive: true });
const notRunLog = join(root, '.cache', 'not-run.log');
rmSync(notRunLog, { force: true });

const chromium = fast ? null : findChromium({ install: true });
const postgres = fast ? null : findPostgres({ install: true });
const env = { ...(chromium ? { RELANCE_CHROMIUM: chromium } : {}), ...(postgres ? { RELANCE_POSTGRES: postgres } : {}), ...(seed ? { RELANCE_SEED: seed } : {}) };

/** They wait for answers, pauses and time limits, need hardly a processor, and nothing that is built. */
const waitingSuites = ['test/contracts/(?:odoo|dolibarr|pennylane|quickbooks|google-sheets|e-invoice-folder|payments-file|ledger-file)', 'test/server/feeds/feed-(?:desk|http)'];
const waiting = fast ? null : runJest('suites of connected ledgers', [...waitingSuites.flatMap((pattern) => ['--testPathPattern', pattern]), '--maxWorkers', '4'], env);
const [, , , built] = await run([
  ['types', bin('tsc'), ['-b']],
  ['lint', bin('eslint'), ['src', 'test', '--max-warnings', '20']],
  ['import rules', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'src']],
  ['build', bin('webpack'), []],
]);

const cores = cpus().length;
/** A browser, its server and the test together keep a good half of a core busy: most of the time they wait for one another. */
const browsers = Math.min(4, Math.max(2, cores));
const browserSuites = ['\\.browser\\.test\\.tsx?$'];
const postgresSuites = ['\\.postgres\\.test\\.ts$'];
const ignore = (patterns) => patterns.flatMap((pattern) => ['--testPathIgnorePatterns', pattern]);
const unit = (more) => runJest('unit, property and contract tests', [...ignore([...browserSuites, ...postgresSuites, ...waitingSuites]), ...more], env);
const onPostgres = async () => {
  if (postgres) await runJest('contract tests on PostgreSQL', ['--testPathPattern', postgresSuites[0], '--maxWorkers', '3'], env);
  else notRun.push('contract tests on PostgreSQL: no PostgreSQL server (initdb) found, and it could not be installed');
};
const journeys = async () => {
  if (!chromium) notRun.push('journeys: no Chromium, Chrome or Edge found, and it could not be installed');
  else if (!built) notRun.push('journeys: the build failed');
  else await runJest('journeys in Chromium', ['--testPathPattern', browserSuites[0], '--maxWorkers', String(browsers)], env);
};
/** `--fast`: what takes five seconds or more is left out, wherever it stands. */
const longSuites = Object.keys(JSON.parse(readFileSync(join(root, 'test/run/long-suites.json'), 'utf8')));
if (fast) await unit(ignore(longSuites.map((file) => `test/${file.replace(/[.]/g, '\\.')}$`)));
// Tests on PostgreSQL wait for its disk, the others beside them for the far side: when these are through the browsers begin.
else await Promise.all([unit(['--maxWorkers', String(Math.max(1, cores - 1))]), Promise.all([onPostgres(), waiting]).then(journeys)]);
if (existsSync(notRunLog)) notRun.push(...readFileSync(notRunLog, 'utf8').split('\n').filter(Boolean));

for (const reason of notRun) say(`NOT RUN ${reason}`);
if (ci) failed += notRun.length;
if (fast) say(`NOT RUN (asked by --fast): PostgreSQL contracts, journeys in Chromium, suites of connected ledgers, and the other suites of test/run/long-suites.json`);
say(`${seconds()} in all`);
say(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
