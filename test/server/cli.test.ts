import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Libsql from 'libsql';
import { ONLY_COMPANY } from '../../src/core';
import type { DebtorId, Invoice } from '../../src/core';
import { jsonLine } from '../../src/server/cli/json-line';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { aDebtor, aProfile, anInvoice, at, eur, noted } from '../core/builders';
import { aFec, aReceipt, aSale } from './feeds/a-fec';
import { chainOf } from './log-import-contract';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'relance-cli-'));
const inFolder = (...names: readonly string[]): string => join(folder, ...names);
const data = inFolder('data');
const GARAGE = 'c-c-0412' as DebtorId;

interface Ran {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly err: string;
  readonly json: readonly Readonly<Record<string, unknown>>[];
  readonly summary: Readonly<Record<string, unknown>>;
}

/** The command as an admin types it, in a process of its own. */
function relance(...words: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/server/cli.mjs'), ...words], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, RELANCE_DATA: data, RELANCE_DATABASE: undefined } as NodeJS.ProcessEnv });
  const lines = stdout.split('\n').filter((line) => line !== '');
  const json = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  // Whatever goes wrong, nobody reads a stack.
  expect(stderr).not.toMatch(/^\s+at /m);
  return { code: status, lines, err: stderr, json, summary: json[json.length - 1] ?? {} };
}

/** Without opening them: who closes a file gives up the locks that SQLite holds on it in the same process. */
const filesIn = (place: string): readonly string[] => readdirSync(place).filter((name) => !/-(?:wal|shm)$/.test(name)).sort().map((name) => `${name} ${statSync(join(place, name)).size} ${statSync(join(place, name)).mtimeMs}`);

let store: Store;
beforeAll(async () => {
  mkdirSync(data);
  store = await openStore(`sqlite:${join(data, 'relance.db')}`);
  await store.saveSettings(ONLY_COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  const evil = aDebtor({ id: 'b' as DebtorId, code: '=HYPERLINK("http://x")', name: 'Boulangerie\u001b[31m\u202e Peyron\n@SUM(A1)', legalIds: { siren: null, siret: null, vat: null }, unallocatedCredits: [eur(10)] });
  await store.importLedger(ONLY_COMPANY, { source: { name: 'clients.xlsx', kind: 'file', asOf: at('2026-11-23T07:12:00.000Z') }, debtors: [aDebtor(), evil], invoices: [anInvoice(), anInvoice({ number: '-2+3', debtor: 'b' as DebtorId })], problems: [], rows: 2 }, at('2026-11-23T07:13:00.000Z'));
  const moved = await store.importLog(ONLY_COMPANY, [{ debtor: GARAGE, name: 'Garage', listed: true, entries: chainOf(GARAGE, [noted('=cmd|calc'), noted('à rappeler')]), texts: [] }]);
  if (!moved.ok) throw new Error(JSON.stringify(moved.problem));
}, 60_000);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is asked', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['nothing', [], /Name a command/],
    ['a command that nobody knows', ['inspekt', 'x'], /"inspekt" is no command/],
    ['an option that nobody knows', ['worklist', '--dta', 'x'], /Unknown option '--dta'/],
    ['a word too many', ['verify-log', 'now'], /"now" is a word too many/],
    ['an export of nothing', ['export'], /log or open-items/],
    ['an export in a format of its own', ['export', 'log', '--format', 'xml'], /neither csv nor jsonl/],
    ['no file', ['inspect'], /which file or folder/],
    ['a file that is not there', ['inspect', 'nowhere.csv'], /nowhere\.csv: there is no such file or folder/],
    ['a database that is not there', ['worklist', '--data', inFolder('empty')], /There is no database/],
  ])('%s: a sentence, and exit code 2', (_, words, says) => {
    const { code, err, lines } = relance(...words);
    expect([code, lines]).toEqual([2, []]);
    expect(err).toMatch(says);
  }, 120_000);

  test('help is no error', () => {
    expect(relance('--help')).toMatchObject({ code: 0, err: '' });
    expect(relance('--help').lines.join('\n')).toMatch(/inspect FILE\|FOLDER[^]*worklist[^]*verify-log[^]*export log[^]*export open-items/);
  });

  test('a path that colours the terminal is shown as what it is', () => {
    expect(relance('\u001b[31mred').err).toContain('"\\u001b[31mred" is no command');
  });
});

describe('inspect', () => {
  const sale = [...aSale('DUP', 'FA-1', '20260105', 1000), ...aSale('DUP', 'FA-2', '20260210', 500, { letter: 'A' }), ...aReceipt('DUP', 'VIR 12', '20260301', '600,00', { letter: 'A' })];

  test('a FEC: a line for each customer, invoice and payment, and a summary that can be checked', () => {
    writeFileSync(inFolder('404833048FEC20261231.txt'), aFec(sale));
    const { code, json, summary } = relance('inspect', inFolder('404833048FEC20261231.txt'));
    expect(code).toBe(0);
    expect(json.map(({ kind }) => kind)).toEqual(['invoice', 'invoice', 'payment', 'debtor', 'remark', 'summary']);
    expect(json[0]).toMatchObject({ kind: 'invoice', type: 'invoice', number: 'FA-1', instalments: [{ due: '2026-02-04', dueBasis: 'computed', outstanding: { minor: 120_000 } }] });
    expect(json[2]).toMatchObject({ kind: 'payment', type: 'payment', number: 'FA-2', on: '2026-03-01', amount: { minor: 60_000, currency: 'EUR' } });
    expect(summary).toMatchObject({ files: 1, filesRead: 1, rows: 8, customers: 1, invoices: { open: 1, settled: 1 }, open: [{ currency: 'EUR', minor: 120_000 }], oldestDue: '2026-02-04', leftOut: [], problems: 0 });
  });

  test('what could not be read is named with its row, counted, and leaves with 1', () => {
    writeFileSync(inFolder('clients.csv'), 'Code client;Client;N° facture;Échéance;Restant dû\nC1;Dupont;FA-1;31/12/2026;100,00\nC1;Dupont;FA-2;demain;100,00\nTotal;;;;200,00\n');
    const { code, json, summary } = relance('inspect', inFolder('clients.csv'));
    expect(code).toBe(1);
    expect(json.find(({ kind }) => kind === 'problem')).toMatchObject({ code: 'ledger/row-unreadable', row: 3, why: 'date', value: 'demain' });
    expect(summary).toMatchObject({ invoices: { open: 1 }, open: [{ minor: 10_000 }], leftOut: [{ why: 'row-unreadable/date', rows: 1 }, { why: 'total', rows: 1 }], problems: 1 });
  });

  test('a FEC that does not balance is read, and leaves with 1', () => {
    writeFileSync(inFolder('unbalanced.txt'), aFec([...sale, { account: '411000', customer: 'MAR', piece: 'FA-9', entry: 'X', debit: '10,00' }]));
    expect(relance('inspect', inFolder('unbalanced.txt'))).toMatchObject({ code: 1, summary: { problems: 2, invoices: { open: 2 } } });
  });

  test('a folder: each file in it; one that cannot be read does not keep the others from being read', () => {
    mkdirSync(inFolder('ledgers'));
    writeFileSync(inFolder('ledgers', 'a.csv'), 'Code client;Client;N° facture;Échéance;Restant dû\nC1;Dupont;FA-1;31/12/2026;100,00\n');
    writeFileSync(inFolder('ledgers', 'b.csv'), '');
    writeFileSync(inFolder('ledgers', 'c.txt'), aFec(sale));
    writeFileSync(inFolder('ledgers', 'photo.png'), 'x');
    const { code, json, summary } = relance('inspect', inFolder('ledgers'));
    expect([code, summary['files'], summary['filesRead']]).toEqual([1, 3, 2]);
    expect(json.filter(({ kind }) => kind === 'problem')).toEqual([{ kind: 'problem', code: 'ledger/empty', file: 'b.csv' }]);
    expect(summary).toMatchObject({ customers: 2, open: [{ minor: 130_000 }] });
  });

  test('an e-invoice: what is due of it, and its customer', () => {
    const { json, summary } = relance('inspect', join(root, 'test/fixtures/e-invoices/ubl-21-extended-ctc-fr.xml'));
    expect(json.map(({ kind }) => kind).filter((kind) => kind === 'invoice' || kind === 'debtor')).toEqual(['invoice', 'debtor']);
    expect(summary).toMatchObject({ files: 1, filesRead: 1, customers: 1 });
  });

  test('names that obey no terminal: one line is one line, and is read back as it was', () => {
    const name = 'A\u009b31m\u202eB\u2028C';
    writeFileSync(inFolder('evil.csv'), `Code client;Client;N° facture;Échéance;Restant dû\nC1;${name};FA-1;31/12/2026;100,00\nC1;x;FA-2;${name};1,00\n`);
    const { lines } = relance('inspect', inFolder('evil.csv'));
    expect(lines.every((line) => /^[\u0020-\u007e\u00a0-\u00ff\u2013-\u2027]*$/.test(line) && line.startsWith('{'))).toBe(true);
    expect(JSON.parse(jsonLine({ name }))).toEqual({ name });
  });

  test('a reader that has seen enough is no error', () => {
    const many = aFec(Array.from({ length: 3_000 }, (_, n) => aSale(`C${n}`, `FA-${n}`, '20260105', 100)).flat());
    writeFileSync(inFolder('many.txt'), many);
    const { status, stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${join(root, 'src/server/cli.mjs')}" inspect "${inFolder('many.txt')}" | head -n 1`], { encoding: 'utf8' });
    expect([status, stderr, stdout.split('\n').length]).toEqual([0, '', 2]);
  });
});

describe('a database, beside the server that works with it', () => {
  test('the worklist says who is next and why, and nothing is written', () => {
    const before = filesIn(data);
    const { code, json, summary } = relance('worklist');
    expect(code).toBe(0);
    expect(json.filter(({ kind }) => kind === 'customer').map(({ name }) => name)).toContain('Garage du Canigou');
    expect(json[0]).toMatchObject({ kind: 'customer', group: expect.any(String), why: expect.any(String), overdue: [expect.objectContaining({ currency: 'EUR' })] });
    expect(json).toContainEqual(expect.objectContaining({ kind: 'company', company: ONLY_COMPANY, ledger: 'clients.xlsx', customers: 2 }));
    expect(summary).toMatchObject({ kind: 'summary', companies: 1, ledgers: 1, customers: 2 });
    expect(filesIn(data)).toEqual(before);
  });

  test('every chain of the log is checked', () => {
    expect(relance('verify-log')).toMatchObject({ code: 0, json: [{ kind: 'summary', chains: 1, entries: 2, broken: 0, intact: true }] });
  });

  test('the log is exported as it stands, and no cell of the CSV is a formula', () => {
    const { code, lines } = relance('export', 'log', '--format', 'csv');
    expect([code, lines.length]).toEqual([0, 3]);
    expect(lines[0]).toBe('company,debtor,seq,id,at,on,author,fact,details,contentHash,policyVersion,rulesVersion,previousHash,hash');
    expect(lines[1]).toContain('"{""kind"":""note""');
    expect(relance('export', 'log').json).toMatchObject([{ seq: 1, fact: 'note' }, { seq: 2, fact: 'note' }]);
  });

  test('open items are exported with money on no invoice; what would be a formula is text', () => {
    const { code, lines } = relance('export', 'open-items', '--format', 'csv');
    expect(code).toBe(0);
    const text = lines.join('\n');
    expect(text).toContain(`'-2+3`);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).toMatch(/unallocated-credit,,,,,EUR,,-10\.00/);
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(lines).toHaveLength(4);
    for (const cell of text.split(/[\n,]/)) expect(cell).not.toMatch(/^"?[=+@|%]/);
    const items = relance('export', 'open-items').json;
    expect(items.reduce((sum, { outstanding }) => sum + (outstanding as { minor: number }).minor, 0)).toBe(2 * openOf(anInvoice()) - 1_000);
  });

  const openOf = ({ instalments }: Invoice): number => instalments.reduce((sum, { outstanding }) => sum + outstanding.minor, 0);

  test('an entry that was changed by hand, and one whose head is gone, are found: exit code 1', async () => {
    const other = inFolder('tampered');
    mkdirSync(other);
    const own = await openStore(`sqlite:${join(other, 'relance.db')}`);
    await own.importLedger(ONLY_COMPANY, { source: { name: 'x.csv', kind: 'file', asOf: at('2026-11-23T07:12:00.000Z') }, debtors: [aDebtor()], invoices: [anInvoice()], problems: [], rows: 1 }, at('2026-11-23T07:13:00.000Z'));
    await own.importLog(ONLY_COMPANY, [{ debtor: GARAGE, name: 'Garage', listed: true, entries: chainOf(GARAGE, [noted('un'), noted('deux')]), texts: [] }]);
    await own.close();
    const database = new Libsql(join(other, 'relance.db'));
    database.exec("update log_entries set fact = replace(fact, 'note', 'held') where seq = 2");
    database.close();
    expect(relance('verify-log', '--data', other)).toMatchObject({ code: 1, json: [{ kind: 'problem', code: 'log/chain-broken', debtor: GARAGE, seq: 2, why: 'hash' }, { kind: 'summary', broken: 1, intact: false }] });
    const again = new Libsql(join(other, 'relance.db'));
    again.exec('delete from log_head');
    again.close();
    expect(relance('verify-log', '--data', other)).toMatchObject({ code: 1, json: [{ kind: 'problem', code: 'log/entries-without-head', entries: 2 }, { kind: 'summary', intact: false }] });
  });

  test('what is no database is said to be none', () => {
    const other = inFolder('no-database');
    mkdirSync(other);
    writeFileSync(join(other, 'relance.db'), 'nothing of the kind'.repeat(1000));
    const { code, err, lines } = relance('verify-log', '--data', other);
    expect([code, lines]).toEqual([2, []]);
    expect(err).toMatch(/cannot be read/);
  });
});
