// Finds Chromium and PostgreSQL; on Debian and as root, installs what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../../src/demo/browser.mjs';

let listed = false;

/** True when the packages are there afterwards. Only where apt-get may do it: Debian or Ubuntu, as root. */
function aptInstall(...packages) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (!listed) spawnSync('apt-get', ['update'], { stdio: 'ignore', env });
  listed = true;
  console.log(`installing ${packages.join(' ')} ...`);
  return spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { stdio: 'ignore', env }).status === 0;
}

export function findChromium({ install }) {
  return findBrowser() ?? (install && aptInstall('chromium', 'fonts-liberation') ? findBrowser() : null);
}

function postgresFolder() {
  const folders = ['/usr/lib/postgresql', '/usr/local/opt/postgresql', '/opt/homebrew/opt/postgresql'].filter(existsSync);
  const candidates = folders.flatMap((folder) => [join(folder, 'bin'), ...readdirSync(folder).sort().reverse().map((version) => join(folder, version, 'bin'))]);
  const inPath = (process.env.PATH ?? '').split(':');
  return [...candidates, ...inPath].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null;
}

/** The folder that holds initdb and postgres. */
export function findPostgres({ install }) {
  return postgresFolder() ?? (install && aptInstall('postgresql') ? postgresFolder() : null);
}
