// `npm start`: installs and builds what is missing, starts the try-out and opens it in a browser. Plain Node: runs before node_modules exist.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findBrowser } from './browser.mjs';
import { installMissing } from './install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const say = (line) => console.log(line);

const USAGE = `npm start -- [options]
  --ledger FILE   your own workbook (.xlsx) or CSV instead of the sample company
  --port N        default 8443, or the next free one
  --no-open       do not open a browser
  --no-build      show what is built already
  --data DIR      where database and ledger copy lie, kept; default .relance/, fresh each start
  --keep          keep what was done in the last try-out (.relance/)`;

function options() {
  try {
    const { values } = parseArgs({ options: { ledger: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean' }, keep: { type: 'boolean' }, 'no-build': { type: 'boolean' }, data: { type: 'string' }, help: { type: 'boolean' } } });
    const port = values.port === undefined ? 8443 : Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65535) return stop(`--port ${values.port} is no port.`);
    // npm runs scripts in the package's folder: a path is meant from where the person typed it.
    const ledger = values.ledger === undefined ? null : resolve(process.env.INIT_CWD ?? process.cwd(), values.ledger);
    if (ledger !== null && !existsSync(ledger)) return stop(`There is no file ${ledger}.`);
    return { help: values.help === true, port, ledger, open: values['no-open'] !== true, keep: values.keep === true, rebuild: values['no-build'] !== true, folder: values.data === undefined ? null : resolve(process.env.INIT_CWD ?? process.cwd(), values.data) };
  } catch (error) {
    if (error?.code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    return stop(error.message);
  }
}

function stop(message) {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

/** The newest change below these places. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), found.mtimeMs);
}

const BUILT = ['dist/demo/main.js', 'dist/demo/www/mailbox.js', 'dist/demo/www/gmail/gmail.js', 'dist/outlook/index.html', 'dist/appsscript/Code.js'];

/** Builds what the try-out shows, when something it is made of has changed since. */
function build() {
  const stamp = join(root, '.cache/try-out-build');
  const changed = Math.max(...['src', 'assets', 'appsscript', 'webpack.config.js', 'package-lock.json'].map((name) => newest(join(root, name))));
  if (BUILT.every((file) => existsSync(join(root, file))) && existsSync(stamp) && Number(readFileSync(stamp, 'utf8')) >= changed) return;
  say('Building (half a minute the first time) ...');
  const webpack = join(root, 'node_modules/webpack/bin/webpack.js');
  const result = spawnSync(process.execPath, [webpack, '--config-name', 'pane', '--config-name', 'try-out', '--config-name', 'mailbox', '--config-name', 'gmail-mailbox', '--config-name', 'gmail'], { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) {
    console.error(`${result.stdout}${result.stderr}\nThe build failed: read the lines above.`);
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, String(changed));
}

/** A window of its own with a throw-away profile, which alone accepts the try-out's certificate. */
function openBrowser(program, url) {
  const profile = mkdtempSync(join(tmpdir(), 'relance-browser-'));
  const flags = [
    `--user-data-dir=${profile}`, '--ignore-certificate-errors', '--test-type', '--no-first-run', '--no-default-browser-check', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-features=Translate',
    '--window-size=1440,900', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--app=${url}`,
  ];
  const browser = spawn(program, flags, { stdio: 'ignore' });
  const forget = () => {
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    } catch (error) {
      say(`The browser's throw-away profile stays at ${profile} (${error.code}).`);
    }
  };
  return { browser, forget };
}

const { help, port, ledger, open, keep, rebuild, folder } = options();
if (help) {
  say(USAGE);
  process.exit(0);
}
installMissing(root);
if (rebuild) build();
const data = folder ?? join(root, '.relance');
if (!keep && folder === null) rmSync(data, { recursive: true, force: true });

const { startTryOut } = createRequire(import.meta.url)(join(root, 'dist/demo/main.js'));
let running;
try {
  running = await startTryOut({ port, ledger, dataFolder: data });
} catch (error) {
  console.error(`The try-out could not start: ${error.message}`);
  process.exit(1);
}
const screen = process.platform !== 'linux' || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
const program = open && screen ? findBrowser() : null;
let opened = null;
let ending = false;

async function end(code) {
  if (ending) return;
  ending = true;
  say('Closing ...');
  if (opened !== null && opened.browser.exitCode === null) {
    const gone = new Promise((done) => opened.browser.once('exit', done));
    opened.browser.kill();
    await Promise.race([gone, new Promise((done) => setTimeout(done, 3000))]);
  }
  opened?.forget();
  await running.close();
  process.exit(code);
}

say(`\nRelance, try-out without Outlook: ${running.url}, without Gmail: ${running.url}/gmail`);
say(ledger === null ? 'The mail and the customers are made up; nothing is sent.' : `Customers from ${ledger}; the mail is made up and nothing is sent.`);
if (program !== null) {
  opened = openBrowser(program, running.url);
  opened.browser.once('error', (error) => say(`The browser ${program} could not be started (${error.code}). Open ${running.url} yourself.`));
  say(`Opened in ${program}.`);
} else {
  if (open) say(screen ? 'No Chromium, Chrome or Edge was found.' : 'There is no screen here to open a browser on.');
  say(`Open ${running.url} in a browser. It will warn of the certificate, which this machine made for itself: choose "Advanced", then "Proceed to localhost".`);
}
say('Select a message on the left: the pane on the right says who owes, what is owed and which reminder is next.\nCtrl+C ends the try-out.');
process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));
