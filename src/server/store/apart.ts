import { execFile } from 'node:child_process';
import { fail, ok } from '../../core';
import type { Result } from '../../core';

/** A disk that does not answer must not leave a process behind. */
const LIMIT_MS = 600_000;

/** The script sees `Libsql` and `rest`. */
const FRAME = `
process.on('uncaughtException', (error) => { process.stderr.write(String(error.code ?? error.name)); process.exit(1); });
const [root, here, ...rest] = process.argv.slice(1);
const Libsql = require(require.resolve('libsql', { paths: [root, here] }));
`;

/**
 * Runs a few statements in a process of their own: what takes long does not hold up the server, and libsql, which ends the
 * whole process when it reads a text that is no UTF-8, ends that one.
 * @param root the installation, where libsql is found
 * @returns what the script wrote; or a code of SQLite, of the system, or 'ended' by a signal. Never a text of the database.
 */
export function runApart(script: string, root: string, args: readonly string[]): Promise<Result<string, string>> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['-e', `${FRAME}${script}`, root, __dirname, ...args], { timeout: LIMIT_MS, windowsHide: true, maxBuffer: 64 * 1024 * 1024 }, (error, said, complained) => {
      if (error === null) resolve(ok(said));
      else if (error.killed === true) resolve(fail('ETIMEDOUT'));
      // Without a code of its own: libsql broke off (a signal, or Windows' number for one).
      else resolve(fail(/^[A-Z0-9_a-z]{3,60}$/.test(complained.trim()) ? complained.trim() : 'ended'));
    });
  });
}
