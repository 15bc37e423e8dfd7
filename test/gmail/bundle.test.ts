import { beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import type { Context } from 'node:vm';
import { parse } from 'acorn';
import type { Node } from 'acorn';
import { assess } from '../../src/core';
import { aCaseFile, anInvoice, aPack, daysAgo, inDays, TODAY } from '../core/builders';

const ROOT = join(__dirname, '../..');
const CODE = join(ROOT, 'dist/appsscript/Code.js');

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

  test('is a script of the 2019 language with its entry points as top-level functions', () => {
    const program = parse(code, { ecmaVersion: 2019, sourceType: 'script' });
    const functions = program.body.filter((node: Node & { type: string; id?: { name: string } | null }) => node.type === 'FunctionDeclaration').map((node) => (node as unknown as { id: { name: string } }).id.name);
    expect(functions).toEqual(['assessCaseFile']);
    expect(statSync(CODE).size).toBeLessThan(400_000);
  });

  test.each([
    ['a reminder is due', aCaseFile({ invoices: [anInvoice({ due: daysAgo(3) })] })],
    ['nothing is due', aCaseFile({ invoices: [anInvoice({ due: inDays(60) })] })],
    ['nothing is owed', aCaseFile({ invoices: [] })],
  ])('assesses in a bare realm exactly as Node does: %s', (_title, caseFile) => {
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
