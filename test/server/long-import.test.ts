import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from '../property';
import type { CompanyId, DebtorId, Instant } from '../../src/core';
import { frenchIban } from '../../src/demo/ledger/check-digits';
import { SharedProgress } from '../../src/server/feeds/import-progress';
import { ImportThread } from '../../src/server/feeds/import-thread';
import { contentOf, obstacleOf, proposeForFile, takeFile } from '../../src/server/feeds/ledger-file';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { COMPANY, TODAY, aNewEntry, aProfile, noted } from '../core/builders';
import { HEADERS, NOW, cents, everything, feed, keeper, listing, until, startedAndRead } from './long-listing';

const ROOT = join(__dirname, '../..');
const WORKER = join(ROOT, 'dist/server/import-worker.js');

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'relance-long-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stored = async (name: string): Promise<Store> => {
  const store = await openStore(`sqlite:${join(folder, name)}`);
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  return store;
};
const editions = (): readonly string[] => readdirSync(folder).filter((name) => name.includes('.ledger-'));


test('read in lots or as a whole, a listing is the same ledger: customers, invoices, totals to the cent, unreadable rows', async () => {
  const row = fc.record({
    customer: fc.integer({ min: 0, max: 40 }), number: fc.integer({ min: 0, max: 900 }), due: fc.constantFrom('22/10/2026', '05/11/2026', '2026-09-01', 'demain', ''),
    amount: fc.constantFrom('100,00', '1 234,56', '-20,10', '0,05', 'abc'), town: fc.constantFrom('', 'Lille', 'Lyon'), siren: fc.constantFrom('', '732829320', '73282'), iban: fc.integer({ min: -40, max: 80 }).map((n) => (n < 0 ? '' : n === 0 ? 'oui' : frenchIban('20041', '01005', String(n).padStart(11, '0')))), beside: fc.boolean(), mail: fc.constantFrom('', 'a@garage.fr', 'b@garage.fr;c@x.fr'), quoted: fc.boolean(),
  });
  // Several lots of 1 000 rows; one number may stand in several of them.
  await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 30, maxLength: 60 }), fc.integer({ min: 1, max: 60 }), async (rows, times) => {
    const lines = Array.from({ length: times }, (_, lap) => rows.map((r, at) => {
      const name = `Client ${r.customer}`;
      return [`C-${r.customer}`, r.quoted ? `"${name}"` : name, r.town, r.mail.includes(';') ? `"${r.mail}"` : r.mail, `FA-${lap % 3 === 0 ? r.number : lap * 1_000 + at}`, r.due, r.amount, r.siren, r.iban, '', ...(r.beside ? [`FO-${at}`, '01/12/2026', '5,00'] : ['', '', ''])].join(';');
    })).flat();
    const path = join(folder, 'clients.csv');
    const text = [`${HEADERS};SIREN;IBAN;;N° facture;Échéance;Restant dû`, ...lines].join('\r\n');
    writeFileSync(path, text);
    const taken = await takeFile('clients.csv', Buffer.from(text), new Date(statSync(path).mtimeMs).toISOString() as Instant, null);
    if (!taken.ok) throw new Error(taken.problem.code);
    const { mapping } = proposeForFile(taken.value);
    // Such a file waits for the clerk either way.
    fc.pre(obstacleOf(taken.value, mapping) === null);
    const { content } = contentOf(taken.value, mapping, COMPANY);
    fc.pre(content.invoices.length > 0);
    const [whole, lots] = [await openStore('sqlite::memory:'), await openStore('sqlite::memory:')];
    await whole.importLedger(COMPANY, content, NOW);
    const ledger = feed(lots, path, { longFrom: 1 });
    await startedAndRead(ledger);
    ledger.stop();
    const [a, b] = [await everything(whole), await everything(lots)];
    const sums = [await cents(whole), await cents(lots)];
    await whole.close();
    await lots.close();
    expect(b).toEqual(a);
    expect(JSON.stringify(a)).toContain('"ibans":["FR');
    expect(sums[1]).toBe(sums[0]);
    expect(sums[0]).toBe(content.invoices.flatMap((i) => i.instalments).reduce((sum, part) => sum + part.outstanding.minor, 0));
  }), { numRuns: 12 });
}, 240_000);

describe('an import that takes long', () => {
  test('says how far it is and who began it, lets nobody begin another, and leaves the old ledger when it is cancelled', async () => {
    const store = await stored('x.db');
    const ledger = feed(store, null, { worker: WORKER });
    const first = await ledger.upload('petit.csv', Buffer.from(listing(50)));
    if (!first.ok) throw new Error(first.problem.code);
    await ledger.use(first.value.uploadId, 'Nadia');
    const seen = await ledger.upload('grand.csv', Buffer.from(listing(150_000)));
    if (!seen.ok) throw new Error(seen.problem.code);
    expect(seen.value.summary.invoices).toBeGreaterThan(149_000);
    const using = ledger.use(seen.value.uploadId, 'Nadia');
    await until(async () => ((await ledger.state()).importing?.phase ?? null) === 'reading');
    expect((await ledger.state()).importing).toMatchObject({ file: 'grand.csv', by: 'Nadia', preview: false, of: 150_000 });
    expect(await ledger.upload('autre.csv', Buffer.from(listing(2)))).toEqual({ ok: false, problem: { code: 'ledger/import-running', file: 'grand.csv', by: 'Nadia' } });
    // The old ledger answers meanwhile, whole.
    expect([(await store.ledgerFacts(COMPANY))?.rows, (await store.overdue(COMPANY, TODAY, 0, 1)).count]).toEqual([50, 50]);
    expect(await store.append(COMPANY, aNewEntry(noted(), { debtor: 'c-c-1' as DebtorId }), null, keeper)).toMatchObject({ ok: true });
    expect((await ledger.cancelImport()).ok).toBe(true);
    await using;
    expect(await ledger.state()).toMatchObject({ importing: null, rows: 50, name: 'petit.csv', problem: { code: 'ledger/import-cancelled', file: 'grand.csv' } });
    expect(editions()).toHaveLength(1);
    // The same file can be used later.
    await ledger.use(seen.value.uploadId, 'Nadia');
    await until(async () => ((await ledger.state()).importing ?? null) === null);
    expect(await ledger.state()).toMatchObject({ rows: 150_000, name: 'grand.csv', problem: null });
    expect((await store.entries(COMPANY, 'c-c-1'))?.length).toBe(1);
    expect(editions()).toHaveLength(1);
    ledger.stop();
    await store.close();
  }, 240_000);

  test('that needs more memory than it got at first begins again with enough', async () => {
    const path = join(folder, 'clients.csv');
    const lines = Array.from({ length: 60_000 }, (_, n) => `C-${n};Client numéro ${n} des établissements ${n * 7};Lille;compta@client-${n}.fr;FA-${n};22/10/2026;${n % 900},50`);
    writeFileSync(path, [HEADERS, ...lines].join('\r\n'));
    const job = { file: { path, name: 'clients.csv', asOf: NOW, documentsFolder: null }, company: COMPANY as CompanyId, mapping: null, order: { file: join(folder, 'x.db.ledger-a'), tenant: COMPANY, before: null }, rules: { own: [], company: [], freeMail: [], providers: new Set<string>() } };
    const recalled: string[] = [];
    const thread = new ImportThread(WORKER, (layout) => { recalled.push(layout); return Promise.resolve(null); }, 24);
    const written = await thread.write(job, new SharedProgress());
    expect(written).toMatchObject({ ok: true, value: { built: { debtors: 60_000, invoices: 60_000 }, facts: { rows: 60_000, unreadable: 0 } } });
    // Asked by the thread that broke off, and by the one that did not.
    expect(recalled).toHaveLength(2);
  }, 240_000);

  test('killed in the middle leaves the old ledger and the whole log; the next start reads the file', async () => {
    const store = await stored('relance.db');
    const small = feed(store, null);
    const first = await small.upload('petit.csv', Buffer.from(listing(50)));
    if (!first.ok) throw new Error(first.problem.code);
    await small.use(first.value.uploadId);
    await store.append(COMPANY, aNewEntry(noted(), { debtor: 'c-c-1' as DebtorId }), null, keeper);
    await store.close();
    const [kept] = editions();
    writeFileSync(join(folder, 'clients.csv'), listing(150_000));
    const program = ``
      + `(async () => { const { start } = require(${JSON.stringify(join(ROOT, 'dist/server/main.js'))}); await start({ root: ${JSON.stringify(ROOT)}, args: ['--data', ${JSON.stringify(folder)}, '--ledger', ${JSON.stringify(join(folder, 'clients.csv'))}, '--port', '0', '--user', 'X'], env: {}, say: () => undefined }); })();`;
    const server = spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
    const half = (): string | undefined => editions().find((name) => name !== kept && statSync(join(folder, name)).size > 200_000);
    await until(async () => Promise.resolve(half() !== undefined));
    server.kill('SIGKILL');
    await new Promise((gone) => { server.once('exit', gone); });
    expect(half()).toBeDefined();
    const again = await openStore(`sqlite:${join(folder, 'relance.db')}`);
    expect([(await again.ledgerFacts(COMPANY))?.rows, (await again.overdue(COMPANY, TODAY, 0, 1)).count, (await again.entries(COMPANY, 'c-c-1'))?.length]).toEqual([50, 50, 1]);
    // What the dead import left is taken away.
    expect(editions()).toEqual([kept]);
    const ledger = feed(again, join(folder, 'clients.csv'), { worker: WORKER });
    await ledger.start();
    await until(async () => (await ledger.state()).rows !== 50);
    expect(await ledger.state()).toMatchObject({ rows: 150_000, problem: null });
    expect((await again.entries(COMPANY, 'c-c-1'))?.length).toBe(1);
    ledger.stop();
    await again.close();
  }, 240_000);
});

test('a ledger whose file was taken away is no ledger: nobody is shown as owing nothing', async () => {
  const store = await stored('x.db');
  const ledger = feed(store, null);
  const first = await ledger.upload('petit.csv', Buffer.from(listing(5)));
  if (!first.ok) throw new Error(first.problem.code);
  await ledger.use(first.value.uploadId);
  await store.append(COMPANY, aNewEntry(noted(), { debtor: 'c-c-1' as DebtorId }), null, keeper);
  await store.close();
  for (const name of editions()) rmSync(join(folder, name));
  const again = await openStore(`sqlite:${join(folder, 'x.db')}`);
  expect(await again.ledgerFacts(COMPANY)).toBeNull();
  await again.close();
  expect(existsSync(join(folder, 'x.db'))).toBe(true);
});
