import { chmodSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { wordProblem } from '../../../src/core';
import { start } from '../../../src/server/main';
import { TODAY } from '../../core/builders';
import { child, exited, temporaryFolder } from './a-store';

const CSV = 'Code client;Client;Email;Numéro;Date;Échéance;Montant TTC;Reste dû\nC1;Garage du Canigou;compta@garage.fr;FA-1;01/09/2026;15/10/2026;1 200,00 €;1 200,00 €\n';

/** For the account of the child: what it needs to read, and nothing to write but its temporary folder. */
function lock(folder: string, writable: boolean): void {
  for (const name of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, name.name);
    if (name.isDirectory()) lock(path, writable);
    else chmodSync(path, writable ? 0o644 : 0o444);
  }
  chmodSync(folder, writable ? 0o755 : 0o555);
}

test('a data folder that may only be read: the server starts, shows what it holds, says that nothing can be recorded, and changes no byte', async () => {
  const folder = temporaryFolder('read-only');
  chmodSync(folder.path, 0o755);
  const [root, data, scratch] = ['root', 'data', 'scratch'].map((name) => join(folder.path, name)) as [string, string, string];
  mkdirSync(join(root, 'dist/outlook'), { recursive: true });
  writeFileSync(join(root, 'dist/outlook/index.html'), '<!doctype html><html><head><title>Relance</title></head><body></body></html>');
  for (const part of ['assets', 'node_modules']) symlinkSync(resolve(part), join(root, part));
  mkdirSync(scratch);
  chmodSync(scratch, 0o777);
  const ledger = join(folder.path, 'clients.csv');
  writeFileSync(ledger, CSV);
  const first = await start({ root, args: ['--user', 'Nadia', '--data', data, '--port', '0', '--ledger', ledger], env: {}, say: () => undefined });
  if (!first.ok) throw new Error(first.problem.message);
  await first.value.stop();
  lock(data, false);
  const before = readdirSync(data).sort();
  const bytes = readFileSync(join(data, 'relance.db'));

  const reading = child('read-only.ts', [data, root], { temporary: scratch });
  let said = '';
  let cried = '';
  reading.stdout.on('data', (part: Buffer) => { said += part.toString('utf8'); });
  reading.stderr.on('data', (part: Buffer) => { cried += part.toString('utf8'); });
  await exited(reading);
  if (said === '') throw new Error(cried);
  const told = JSON.parse(said) as Readonly<Record<string, unknown>>;
  expect(told).toMatchObject({
    said: expect.stringContaining('Relance shows what it holds and records nothing'),
    session: { status: 200, value: { ledger: { connected: true, rows: 1 }, trouble: { code: 'log/read-only', because: 'no-rights' } } },
    file: { status: 200, value: { debtor: { name: 'Garage du Canigou' }, entries: [] } },
    noted: { status: 403, problem: { code: 'log/read-only', because: 'no-rights' } },
  });
  expect(readdirSync(data).sort()).toEqual(before);
  expect(readFileSync(join(data, 'relance.db')).equals(bytes)).toBe(true);
  lock(data, true);
  folder.remove();
}, 90_000);

test('the pane says what cannot be done, what to do, and offers to copy', () => {
  expect(wordProblem({ code: 'log/read-only', because: 'no-rights' }, 'fr', TODAY)).toMatchObject({
    intent: 'warning', title: 'Lecture seule', body: expect.stringMatching(/rien ne peut être enregistré, donc rien n’est inséré\. Vous pouvez copier le texte/), action: { action: { kind: 'copy-text' } },
  });
  expect(wordProblem({ code: 'log/read-only' }, 'fr', TODAY).title).toBe('Journal en lecture seule');
});
