import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { wordProblem } from '../../../src/core';
import type { Instant } from '../../../src/core';
import { FileLedger } from '../../../src/server/feeds/file-ledger';
import { stateOfStore } from '../../../src/server/ledger-service';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { COMPANY, TODAY } from '../../core/builders';
import { startedAndRead } from '../long-listing';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'relance-remarks-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HEAD = 'Code client;Client;SIREN;Numéro;Date;Échéance;Montant TTC;Reste dû';
const row = (number: string, siren = ''): string => `C1;Garage du Canigou;${siren};${number};01/09/2026;15/10/2026;100,00 €;100,00 €`;
const REPORT = [HEAD, row('FA-1'), row('FA-2', '123'), 'Total Garage du Canigou;;;;;;;200,00 €', row('FA-3').replace('15/10/2026', 'demain'), row('FA-4'), ';Total général;;;;;;300,00 €'].join('\n');

const feed = (store: Store, path: string | null): FileLedger => new FileLedger({ store, tenant: COMPANY, company: COMPANY, clock: { now: () => '2026-11-23T08:00:00.000Z' as Instant }, path, documentsFolder: null, report: () => undefined });

test('what was passed over in a watched file can be looked at after it was read, with the rows of the file, also after a restart', async () => {
  const path = join(folder, 'clients.csv');
  writeFileSync(path, REPORT);
  const store = await openStore(`sqlite:${join(folder, 'relance.db')}`);
  const ledger = feed(store, path);
  await startedAndRead(ledger);
  const state = await ledger.state();
  ledger.stop();
  expect(state).toMatchObject({ connected: true, unreadableCount: 1, unreadable: [{ code: 'ledger/row-unreadable', row: 5, why: 'date' }] });
  expect(state.remarks).toMatchObject([{ code: 'ledger/rows-skipped', row: 4, rows: 2, why: 'total' }, { code: 'ledger/row-unreadable', row: 3, why: 'identifier' }]);
  expect(state.remarkCount).toBe(2);
  expect((state.remarks ?? []).map((each) => wordProblem(each, 'fr', TODAY).title)).toEqual([expect.stringMatching(/^2 lignes ignorées/), expect.stringMatching(/^Ligne 3/)]);
  await store.close();
  const again = await openStore(`sqlite:${join(folder, 'relance.db')}`);
  expect(await stateOfStore(again, COMPANY)).toMatchObject({ remarks: state.remarks, remarkCount: 2, unreadableCount: 1 });
  await again.close();
});

test('of very many remarks and unreadable rows the first are kept and all are counted; the next reading brings its own', async () => {
  const many = Array.from({ length: 250 }, (_, n) => row(`FA-${n}`, '123'));
  const bad = Array.from({ length: 230 }, (_, n) => row(`FB-${n}`).replace('15/10/2026', 'demain'));
  const store = await openStore('sqlite::memory:');
  const ledger = feed(store, null);
  const upload = async (text: string): Promise<void> => {
    const seen = await ledger.upload('clients.csv', Buffer.from(text));
    if (!seen.ok) throw new Error(seen.problem.code);
    expect((await ledger.use(seen.value.uploadId))?.ok).toBe(true);
  };
  await upload([HEAD, ...many, ...bad].join('\n'));
  const state = await ledger.state();
  expect([state.remarks?.length, state.remarkCount, state.unreadable.length, state.unreadableCount]).toEqual([100, 250, 200, 230]);
  await upload([HEAD, ...many.slice(0, 240).map((line) => line.replace(';123;', ';;'))].join('\n'));
  expect(await ledger.state()).toMatchObject({ remarks: [], remarkCount: 0, unreadable: [], unreadableCount: 0 });
  await store.close();
});

test('cancelled and paid rows of a long listing are counted once for the whole file, and are no rows of it', async () => {
  const path = join(folder, 'clients.csv');
  const states = ['Annulée', 'Payée', '', ''];
  writeFileSync(path, [`${HEAD};Statut`, ...Array.from({ length: 2_500 }, (_, n) => `${row(`FA-${n}`).replace(/;100,00 €$/, n % 4 === 1 ? ';' : ';100,00 €')};${states[n % 4] as string}`)].join('\n'));
  const told = async (longFrom: number | undefined): Promise<unknown> => {
    const store = await openStore('sqlite::memory:');
    const ledger = new FileLedger({ store, tenant: COMPANY, company: COMPANY, clock: { now: () => '2026-11-23T08:00:00.000Z' as Instant }, path, documentsFolder: null, report: () => undefined, ...(longFrom === undefined ? {} : { longFrom }) });
    await startedAndRead(ledger);
    const { rows, remarks, remarkCount, unreadable } = await ledger.state();
    ledger.stop();
    await store.close();
    return { rows, remarks, remarkCount, unreadable };
  };
  const inLots = await told(1);
  expect(inLots).toMatchObject({ rows: 1_875, remarks: [{ why: 'cancelled', row: 2, rows: 625 }, { why: 'settled', row: 3, rows: 625 }], remarkCount: 2, unreadable: [] });
  expect(inLots).toEqual(await told(undefined));
});
