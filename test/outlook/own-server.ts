import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { start } from '../../src/server/main';
import type { Running } from '../../src/server/main';

/** Production's start in a folder of its own, with the built pane and the built thread of long imports. */
export interface OwnServer {
  readonly folder: string;
  readonly data: string;
  url(): string;
  store(): Running['store'];
  /** From now on each piece of a long file takes so long to read, as from a tired network share. */
  slowDisk(milliseconds: number): void;
  stop(): Promise<void>;
  again(args?: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** The thread as it was built, on a disk that can be made slow: then there is something to follow and to cancel on any machine. */
const ON_A_SLOW_DISK = (built: string, slow: string): string => `
const fs = require('node:fs');
const read = fs.readSync;
const never = new Int32Array(new SharedArrayBuffer(4));
fs.readSync = (...asked) => {
  if (fs.existsSync(${JSON.stringify(slow)})) Atomics.wait(never, 0, 0, Number(fs.readFileSync(${JSON.stringify(slow)}, 'utf8')));
  return read(...asked);
};
require(${JSON.stringify(built)});
`;

/** @param env what stands in its environment, e.g. another database. */
export async function ownServer(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'relance-own-server-'));
  const [root, data, slow] = [join(folder, 'root'), join(folder, 'data'), join(folder, 'slow')];
  mkdirSync(join(root, 'dist/server'), { recursive: true });
  cpSync('dist/outlook', join(root, 'dist/outlook'), { recursive: true });
  for (const part of ['assets', 'node_modules']) symlinkSync(resolve(part), join(root, part));
  writeFileSync(join(root, 'dist/server/import-worker.js'), ON_A_SLOW_DISK(resolve('dist/server/import-worker.js'), slow));
  let running: Running | null = null;
  const again = async (now: readonly string[] = args): Promise<string> => {
    const said: string[] = [];
    const started = await start({ root, args: ['--user', 'Marie Lefèvre', '--email', 'marie@atelier-nord.fr', '--company', 'Atelier Nord', '--data', data, '--port', '0', ...now], env, say: (line) => said.push(line) });
    if (!started.ok) throw new Error(started.problem.message);
    running = started.value;
    return said.join('\n');
  };
  const up = (): Running => {
    if (running === null) throw new Error('the server is stopped');
    return running;
  };
  const stop = async (): Promise<void> => {
    await running?.stop();
    running = null;
  };
  await again();
  return {
    folder, data, stop, again, url: () => `${up().url}/`, store: () => up().store,
    slowDisk: (milliseconds) => (milliseconds === 0 ? rmSync(slow, { force: true }) : writeFileSync(slow, String(milliseconds))),
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
