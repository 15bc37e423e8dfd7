import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..');
const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);

/** Rule -> a file that breaks it, with what it imports. Everything that is imported exists. */
const PLANTED: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'no-cycles': ['src/core/money/cycle-a.ts', './cycle-b'],
  'core-imports-only-core': ['src/core/ledger/reads-files.ts', 'node:fs'],
  'core-from-the-ground-up': ['src/core/money/knows-ledger.ts', '../ledger/ok'],
  'ledger-knows-no-rule': ['src/core/ledger/decides.ts', '../dunning/ok'],
  'rules-know-no-screen': ['src/core/dunning/speaks.ts', '../panel/ok'],
  'flow-knows-no-screen': ['src/core/flow/speaks.ts', '../panel/ok'],
  'two-doors-of-core': ['src/server/side-door.ts', '../core/ledger/ok'],
  'e-invoices-are-read-on-the-server': ['src/gmail/reads-ledgers.ts', '../core/e-invoices'],
  'outlook-is-a-host': ['src/outlook/uses-server.ts', '../server/ok'],
  'gmail-is-a-host': ['src/gmail/uses-outlook.ts', '../outlook/ok'],
  'server-is-a-host': ['src/server/uses-demo.ts', '../demo/ok'],
  'sql-stays-in-the-store': ['src/server/routes/own-sql.ts', 'kysely'],
  'src-never-imports-test': ['src/server/uses-test.ts', '../../test/ok'],
  'nothing-from-outside': ['src/server/reads-beside.ts', '../../../beside/ok'],
  'every-import-resolves': ['src/core/ledger/nowhere.ts', './nowhere-at-all'],
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

describe('import rules', () => {
  let tree = '';
  let violations: readonly Violation[] = [];

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }

  beforeAll(() => {
    const base = mkdtempSync(join(tmpdir(), 'relance-rules-'));
    tree = join(base, 'checkout');
    for (const room of ['core/ledger', 'core/dunning', 'core/panel', 'outlook', 'server', 'demo']) write(`src/${room}/ok.ts`, 'export const fine = 1;\n');
    write('src/core/e-invoices.ts', 'export const fine = 1;\n');
    write('test/ok.ts', 'export const fine = 1;\n');
    write('../beside/ok.ts', 'export const fine = 1;\n');
    write('src/core/money/cycle-b.ts', "import './cycle-a';\nexport const b = 1;\n");
    for (const [file, imports] of Object.values(PLANTED)) write(file, `import '${imports}';\nexport const planted = 1;\n`);
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
    const run = spawnSync(bin('depcruise'), ['--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', 'src'], { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 26 });
    violations = (JSON.parse(run.stdout) as { summary: { violations: readonly Violation[] } }).summary.violations;
  }, 60_000);

  afterAll(() => rmSync(dirname(tree), { recursive: true, force: true }));

  test.each(Object.entries(PLANTED))('%s bites', (rule, [file]) => {
    expect(violations.filter((violation) => violation.rule.name === rule).map((violation) => violation.from)).toContain(file);
  });

  test('every rule of the table has a planted violation', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { forbidden } = require('../.dependency-cruiser.cjs') as { forbidden: readonly { name: string }[] };
    expect(Object.keys(PLANTED).sort()).toEqual(forbidden.map((rule) => rule.name).sort());
  });
});

describe('rules of the code', () => {
  interface Message {
    readonly line: number;
    readonly ruleId: string;
    readonly message: string;
  }
  function lint(file: string, lines: readonly string[]): readonly Message[] {
    const run = spawnSync(bin('eslint'), ['--stdin', '--stdin-filename', file, '--format', 'json'], { cwd: ROOT, encoding: 'utf8', input: lines.join('\n') });
    return (JSON.parse(run.stdout) as { messages: readonly Message[] }[])[0]?.messages ?? [];
  }

  const CORE: readonly (readonly [what: string, line: string])[] = [
    ['a clock read by new Date()', 'export const a = new Date();'],
    ['a clock read by Date.now()', 'export const b = Date.now();'],
    ['chance', 'export const c = Math.random();'],
    ['an asynchronous function', 'export const d = async (): Promise<void> => undefined;'],
    ['Intl', "export const e = Intl.DateTimeFormat('fr');"],
    ['a locale method', 'export const f = (1).toLocaleString();'],
    ['a local day', 'export const g = new Date(0).getDay();'],
    ['a dropped failure', 'export function h(): void { try { h(); } catch {} }'],
    ['a lookbehind', 'export const i = /(?<!a)b/;'],
    ['a lookbehind put together', 'export const j = new RegExp(`(?<=${i.source})b`);'],
  ];
  test('core knows no clock, chance, locale, promise, and drops no failure', () => {
    const messages = lint('src/core/planted.ts', CORE.map(([, line]) => line));
    CORE.forEach(([what], at) => expect([what, messages.some((message) => message.line === at + 1 && message.ruleId === 'no-restricted-syntax')]).toEqual([what, true]));
  });

  test('only office-mail-host.ts and its folder say Office', () => {
    for (const elsewhere of ['src/outlook/pane/planted.ts', 'src/outlook/planted.ts', 'src/outlook/pane/host/planted.ts']) expect([elsewhere, lint(elsewhere, ['export const a = Office.context;']).map((message) => message.ruleId)]).toEqual([elsewhere, expect.arrayContaining(['no-restricted-globals'])]);
    for (const door of ['src/outlook/office-mail-host.ts', 'src/outlook/host/planted.ts']) expect(lint(door, ['export const a = Office.context;']).map((message) => message.ruleId)).not.toContain('no-restricted-globals');
  });

  test('no test waits in a way that our pages forbid', () => {
    const messages = lint('test/planted.browser.test.ts', ['export const a = (page: { waitForFunction(text: string): unknown }) => page.waitForFunction("1");']);
    expect(messages.filter((message) => message.ruleId === 'no-restricted-syntax').map((message) => message.line)).toEqual([1]);
  });

  test('no test is skipped or focused', () => {
    const messages = lint('test/planted.test.ts', ["test.skip('x', () => undefined);", "describe.only('x', () => undefined);"]);
    expect(messages.filter((message) => message.ruleId === 'no-restricted-syntax').map((message) => message.line)).toEqual([1, 2]);
  });
});

describe('core compiles without any host', () => {
  const configured = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'src/core/tsconfig.json'), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
  test.each(['window', 'document', 'process', 'fetch', 'URL', 'setTimeout', 'console', 'Office', 'SpreadsheetApp', 'Buffer', 'TextEncoder', 'crypto'])('%s does not exist there', (name) => {
    const file = join(ROOT, 'src/core/planted.ts');
    const options = { ...configured?.options, noEmit: true, composite: false, incremental: false, emitDeclarationOnly: false };
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (path, language, ...rest) => (path === file ? ts.createSourceFile(path, `export const planted: unknown = ${name};`, language) : read(path, language, ...rest));
    host.fileExists = (path) => path === file || ts.sys.fileExists(path);
    const program = ts.createProgram([file], options, host);
    expect(program.getSemanticDiagnostics(program.getSourceFile(file)).map((each) => ts.flattenDiagnosticMessageText(each.messageText, ' ')).join()).toContain(`'${name}'`);
  });
});

test('nothing that is built for production holds the try-out', () => {
  const production = ['dist/outlook', 'dist/server', 'dist/appsscript'].map((folder) => join(ROOT, folder)).filter(existsSync);
  for (const folder of production)
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js')))
      expect([file, /src\/demo\/|simulated Outlook/i.test(readFileSync(join(folder, file), 'utf8'))]).toEqual([file, false]);
});
