import { expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const script = join(root, 'src/demo/start.mjs');

const status = (url: string): Promise<number | undefined> => new Promise((resolve, reject) => {
  get(url, { rejectUnauthorized: false, agent: false }, (response) => {
    response.resume();
    resolve(response.statusCode);
  }).on('error', reject);
});

test('npm start tells the address and what to click, serves it, and ends cleanly at Ctrl+C', async () => {
  const data = mkdtempSync(join(tmpdir(), 'relance-start-'));
  const started = spawn(process.execPath, [script, '--no-open', '--no-build', '--port', '18443', '--data', data], { cwd: root });
  let printed = '';
  const exit = new Promise<number | null>((resolve) => { started.once('exit', resolve); });
  const url = await new Promise<string>((resolve, reject) => {
    const read = (part: Buffer): void => {
      printed += part.toString('utf8');
      const found = /https:\/\/localhost:\d+/.exec(printed)?.[0];
      if (found !== undefined && printed.includes('Ctrl+C')) resolve(found);
    };
    started.stdout.on('data', read);
    started.stderr.on('data', read);
    void exit.then((code) => reject(new Error(`left with ${String(code)}: ${printed}`)));
  });
  expect(printed).toContain('Proceed to localhost');
  await expect(status(`${url}/`)).resolves.toBe(200);
  await expect(status(`${url}/demo/mail.json`)).resolves.toBe(200);
  started.kill('SIGINT');
  await expect(exit).resolves.toBe(0);
  await expect(status(url)).rejects.toThrow();
  rmSync(data, { recursive: true });
}, 60_000);

test.each([
  [['--port', 'x'], 'is no port'],
  [['--ledger', 'there-is-none.xlsx'], 'There is no file'],
  [['--colour'], 'colour'],
])('%j is refused with the usage', (args, message) => {
  const { status: code, stderr } = spawnSync(process.execPath, [script, '--no-build', ...args], { cwd: root, encoding: 'utf8' });
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).toContain('npm start -- [options]');
});
