import { beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

import type { Context } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import webpack from 'webpack';
import { assess, sha256Hex } from '../../src/core';
import { RUNS } from '../../src/gmail/cards/card-plan';
import { shippedRates, shippedTemplates } from '../../src/gmail/shipped';
import { aCaseFile, anInvoice, aPack, daysAgo, inDays, TODAY } from '../core/builders';
import { MANIFEST, namedIn } from './manifest-schema';
import { auditScript } from './syntax-audit';

const ROOT = join(__dirname, '../..');
const BUILT = join(ROOT, 'dist/appsscript');
const CODE = join(BUILT, 'Code.js');

/** A realm with nothing but ECMAScript: what Apps Script has, less Google's services. Clock and chance throw. */
function bareRealm(code: string): Context {
  const realm = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  runInContext(
    `{ const Real = Date;
       Date = class extends Real { constructor(...given) { if (given.length === 0) throw new Error('core read the clock'); super(...given); } static now() { throw new Error('core read the clock'); } };
       Math.random = () => { throw new Error('core asked for chance'); };
       delete globalThis.Intl; delete globalThis.console; }`,
    realm,
  );
  runInContext(code, realm, { filename: 'Code.js' });
  return realm;
}

describe('the built Apps Script file', () => {
  let code = '';
  beforeAll(() => {
    if (!existsSync(CODE)) spawnSync(join(ROOT, 'node_modules/.bin/webpack'), ['--config-name', 'gmail'], { cwd: ROOT, stdio: 'ignore' });
    code = readFileSync(CODE, 'utf8');
  }, 120_000);

  test('is a script of the 2019 language that names nothing but ECMAScript and Google’s services', () => {
    expect(auditScript(code).faults).toEqual([]);
  });

  test('has a top-level function for every name in the manifest and on the cards, and no other', () => {
    const manifest = MANIFEST.parse(JSON.parse(readFileSync(join(BUILT, 'appsscript.json'), 'utf8')));
    expect([...auditScript(code).functions].sort()).toEqual([...new Set([...namedIn(manifest), ...Object.values(RUNS)])].sort());
  });

  test('asks nothing of anybody when it is loaded: that is done before every callback', () => {
    expect(() => bareRealm(code)).not.toThrow();
  });

  test('holds the shipped texts and rates as they stand in the files', () => {
    const packed = [...code.matchAll(/base64Decode\("([A-Za-z0-9+/=]+)"\)/g)].map(([, text = '']) => text);
    const digests = (texts: readonly string[]): readonly string[] => texts.map(sha256Hex).sort();
    expect(digests(packed.map(unzipped))).toEqual(digests([shippedRates(), shippedTemplates()].map((value) => JSON.stringify(value))));
  });

  test('is a text that clasp pushes as it is', () => {
    expect(statSync(CODE).size).toBeLessThan(LARGEST);
  });
});

/** Bytes. The figure asked for is 400 kB; see README, Limits. */
const LARGEST = 1_000_000;

const unzipped = (base64: string): string => gunzipSync(Buffer.from(base64, 'base64')).toString('utf8');

describe('the audit', () => {
  test.each([
    ['class fields', 'class A { a = 1 }'], ['private names', 'class A { #a; }'], ['static blocks', 'class A { static {} }'], ['optional chaining', 'var a = b?.c; var b;'], ['numeric separators', 'var a = 1_000;'],
    ['modules', 'import a from "a";'], ['dynamic import', 'var a = import("a");'], ['timers', 'setTimeout(function () {}, 1);'], ['a page', 'document.title = "";'], ['web addresses', 'new URL("https://a/");'],
    ['code from text', 'new Function("return this")();'], ['eval', 'eval("1");'], ['Node', 'process.exit();'], ['the network of browsers', 'fetch("a");'], ['languages of the host', 'Intl.NumberFormat();'], ['a console that Apps Script lacks', 'console.table([]);'],
  ])('bites on %s', (_title, code) => {
    expect(auditScript(code).faults).not.toEqual([]);
  });
  test('lets pass what Apps Script has', () => {
    expect(auditScript('function act(event) { try { return typeof Intl === "undefined" ? GmailApp.getMessageById(event.id) : BigInt(1); } catch (error) { console.error(error); } }')).toEqual({ faults: [], functions: ['act'] });
  });
});

describe('core alone, in a realm with nothing but ECMAScript', () => {
  let code = '';
  beforeAll(async () => {
    const folder = join(ROOT, '.cache/core-alone');
    const { default: all } = (await import(join(ROOT, 'webpack.config.js'))) as { readonly default: readonly webpack.Configuration[] };
    const gmail = all.find(({ name }) => name === 'gmail');
    if (gmail === undefined) throw new Error('webpack.config.js builds no gmail');
    const problems = await new Promise<string>((done, broken) => {
      webpack({ ...gmail, name: 'core-alone', cache: false, stats: 'none', entry: { Code: join(ROOT, 'test/gmail/core-alone.ts') }, output: { ...gmail.output, path: folder }, plugins: (gmail.plugins ?? []).slice(0, 1) }, (error, stats) => {
        if (error) broken(error);
        else done(stats?.hasErrors() === true ? stats.toString('errors-only') : '');
      });
    });
    expect(problems).toBe('');
    code = readFileSync(join(folder, 'Code.js'), 'utf8');
  }, 180_000);

  test.each([
    ['a reminder is due', aCaseFile({ invoices: [anInvoice({ due: daysAgo(3) })] })],
    ['nothing is due', aCaseFile({ invoices: [anInvoice({ due: inDays(60) })] })],
    ['nothing is owed', aCaseFile({ invoices: [] })],
  ])('assesses exactly as Node does: %s', (_title, caseFile) => {
    const realm = bareRealm(code);
    const given = JSON.stringify({ caseFile, pack: aPack(), today: TODAY });
    const answer = JSON.parse(runInContext(`JSON.stringify(assessCaseFile(${given}))`, realm) as string) as unknown;
    expect(answer).toEqual(JSON.parse(JSON.stringify(assess(caseFile, aPack(), null, TODAY))));
  });

  test('the realm is bare: a clock or chance in core would be seen', () => {
    const realm = bareRealm('var probe = 1;');
    expect(() => runInContext('new Date()', realm)).toThrow('core read the clock');
    expect(() => runInContext('Math.random()', realm)).toThrow('core asked for chance');
    expect(runInContext('[typeof Intl, typeof setTimeout, typeof URL, typeof console, typeof process].join()', realm)).toBe('undefined,undefined,undefined,undefined,undefined');
  });
});
