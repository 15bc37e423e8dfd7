import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from '../property';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtFiles } from '../../src/server/manifest/built-files';
import { checkManifest } from '../../src/server/manifest/check-manifest';
import { idOfHost, parseCompany, parseHost } from '../../src/server/manifest/host-name';
import { main, parseArguments } from '../../src/server/manifest/main';
import { writeManifest } from '../../src/server/manifest/write-manifest';

const ROOT = join(__dirname, '../..');
const FILES = builtFiles(join(ROOT, 'dist/outlook'));

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'relance-manifest-tool-')); });
afterAll(() => rmSync(folder, { recursive: true }));

function run(...words: readonly string[]): { readonly code: number; readonly out: string; readonly err: string } {
  const out: string[] = [];
  const err: string[] = [];
  const code = main({ root: ROOT, words, print: (line) => void out.push(line), complain: (line) => void err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('a manifest is written for the company’s host and is without fault', () => {
  const file = join(folder, 'dupont.xml');
  expect(run('--host', 'Relance.Exemple.fr', '--company', 'Dupont & Fils "SA"', '--out', file)).toEqual({ code: 0, out: `${file}: https://relance.exemple.fr, no fault`, err: '' });
  const xml = readFileSync(file, 'utf8');
  expect(xml).toContain('<ProviderName>Dupont &amp; Fils &quot;SA&quot;</ProviderName>');
  expect(xml).toContain('https://relance.exemple.fr/command.html');
  expect(xml).not.toContain('localhost');
  expect(xml).toContain(`<Version>${(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version}.0</Version>`);
  expect(run('--check', file)).toEqual({ code: 0, out: `${file}: no fault`, err: '' });
});

test('without --out it is printed', () => {
  const { code, out } = run('--host=relance.exemple.fr:8443', '--company=Dupont SA');
  expect(code).toBe(0);
  expect(out.startsWith('<?xml')).toBe(true);
  expect(out).toContain('https://relance.exemple.fr:8443/index.html');
});

test('the id of a host is always the same, and another host has another', () => {
  // The example of RFC 9562 (A.4) for the name space of host names.
  expect(idOfHost('www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  expect(idOfHost('relance.exemple.fr')).not.toBe(idOfHost('relance.exemple.fr:8443'));
  expect(readFileSync(join(ROOT, 'manifest.xml'), 'utf8')).toContain(`<Id>${idOfHost('localhost:3000')}</Id>`);
});

test('a manifest with a fault is told line by line, and where', () => {
  const file = join(folder, 'faulty.xml');
  writeFileSync(file, readFileSync(join(ROOT, 'manifest.xml'), 'utf8').replaceAll('undoReminder', 'takeBack').replace('>ReadWriteItem<', '>All<'));
  const { code, err } = run('--check', file);
  expect(code).toBe(1);
  expect(err.split('\n')).toEqual([
    'enum: Permissions is "All"', 'function: takeBack is associated with nothing in https://localhost:3000/command.html: there are insertReminder, undoReminder',
    'function: takeBack is associated with nothing in https://localhost:3000/command.html: there are insertReminder, undoReminder',
  ]);
});

describe('what was typed wrong is named', () => {
  test.each<[string, readonly string[], string]>([
    ['nothing', [], 'host-missing'],
    ['http', ['--host', 'http://relance.exemple.fr', '--company', 'A'], 'host-not-https'],
    ['this machine', ['--host', 'localhost:3000', '--company', 'A'], 'host-is-local'],
    ['this machine by its number', ['--host', '127.0.0.1', '--company', 'A'], 'host-is-local'],
    ['a path', ['--host', 'exemple.fr/relance', '--company', 'A'], 'host-has-a-path'],
    ['one word', ['--host', 'relance', '--company', 'A'], 'host-unreadable'],
    ['an address', ['--host', '10.0.0.7', '--company', 'A'], 'host-unreadable'],
    ['a name with a password', ['--host', 'a:b@exemple.fr', '--company', 'A'], 'host-unreadable'],
    ['two names', ['--host', 'a.fr b.fr', '--company', 'A'], 'host-unreadable'],
    ['an underline', ['--host', 'a_b.exemple.fr', '--company', 'A'], 'host-unreadable'],
    ['no company', ['--host', 'relance.exemple.fr'], 'company-missing'],
    ['a blank company', ['--host', 'relance.exemple.fr', '--company', '  '], 'company-missing'],
    ['a company of 126 letters', ['--host', 'relance.exemple.fr', '--company', 'x'.repeat(126)], 'company-too-long'],
    ['a company with a control character', ['--host', 'relance.exemple.fr', '--company', 'A\u0007'], 'company-unreadable'],
    ['an option that does not exist', ['--hots', 'relance.exemple.fr'], 'option-unknown'],
    ['an option without its value', ['--host', '--company', 'A'], 'value-missing'],
  ])('%s', (_title, words, code) => {
    expect(parseArguments(words)).toMatchObject({ kind: 'wrong', problem: { code } });
    const told = run(...words);
    expect(told.code).toBe(2);
    expect(told.err).toContain('npm run manifest');
    expect(told.out).toBe('');
  });

  test('this machine is taken when it is meant', () => {
    expect(parseArguments(['--host', 'localhost:3000', '--company', 'Relance', '--local'])).toMatchObject({ kind: 'write', host: 'localhost:3000' });
  });
  test('a file that cannot be read or written is named', () => {
    expect(run('--check', join(folder, 'nowhere.xml'))).toMatchObject({ code: 2, err: expect.stringContaining('nowhere.xml') });
    expect(run('--host', 'relance.exemple.fr', '--company', 'A', '--out', join(folder, 'no/such/folder.xml'))).toMatchObject({ code: 2, err: expect.stringContaining('folder.xml') });
  });
});

test('whatever host and company are taken, the manifest is without fault and says them', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/);
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), fc.constantFrom('fr', 'com', 'xn--p1ai'), fc.option(fc.integer({ min: 1, max: 65_535 })), fc.string({ unit: 'binary', maxLength: 130 }), (labels, end, port, name) => {
      const host = parseHost(`${labels.join('.')}.${end}${port === null ? '' : `:${port}`}`, false);
      const company = parseCompany(name);
      if ('problem' in host || 'problem' in company) return;
      const xml = writeManifest({ host: host.host, company: company.company, version: '1.2.3' });
      expect(checkManifest(xml, FILES)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
