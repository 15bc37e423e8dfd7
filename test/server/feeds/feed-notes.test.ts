import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ok } from '../../../src/core';
import type { DebtorId, EntryId, FeedNotes, FeedToSave, FeedView, LogEntry, LogFact, RequestId } from '../../../src/core';
import { FeedDesk } from '../../../src/server/feeds/desk/feed-desk';
import { feedMaker } from '../../../src/server/feeds/desk/feed-maker';
import type { FeedDeskOptions } from '../../../src/server/feeds/desk/feed-pulls';
import { feedPublisher } from '../../../src/server/feeds/mirror/feed-publisher';
import { sealUnder } from '../../../src/server/feeds/sealed';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { COMPANY, MARIE, TODAY, aListed, aNewEntry, aProfile, at, drafted, reference, sent, voided } from '../../core/builders';
import { anApp } from '../an-app';
import { NotedDolibarr } from './noted-dolibarr';

const CLOCK = { now: () => at('2026-11-23T08:12:00.000Z') };
const SEAL = sealUnder(randomBytes(32));
const SOON = { every: 20, pause: 30 };

let folder = '';
let store: Store;
let erp: NotedDolibarr;
let desk: FeedDesk;
let publisher: ReturnType<typeof feedPublisher>;
let requests = 0;
const reports: Readonly<Record<string, unknown>>[] = [];

const openDesk = (notes: FeedDeskOptions['notes'] = SOON): FeedDesk => {
  publisher = feedPublisher({ store, tenant: COMPANY, clock: CLOCK, folder: join(folder, 'feeds'), worker: null });
  return new FeedDesk({
    store, tenant: COMPANY, company: COMPANY, clock: CLOCK, seal: SEAL, publisher, report: (event) => { reports.push(event); }, redirect: () => 'https://localhost:3000/authorised', every: 3_600_000,
    makeFeed: feedMaker({ mappingFor: (layout) => store.mappingFor(COMPANY, layout), documentsFolder: null, profile: async () => aProfile() }), ...(notes === undefined ? {} : { notes }),
  });
};
const reopened = async (notes: FeedDeskOptions['notes'] = SOON): Promise<void> => {
  await desk.stop();
  publisher.close();
  desk = openDesk(notes);
  desk.start();
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-noted-'));
  store = await openStore('sqlite::memory:');
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  erp = await NotedDolibarr.open();
  reports.length = 0;
  desk = openDesk();
  desk.start();
}, 60_000);
afterEach(async () => {
  await desk.stop();
  publisher.close();
  await store.close();
  await erp.close();
  rmSync(folder, { recursive: true, force: true });
});

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  for (let look = 0; look < 1_500; look += 1) {
    if (await what()) return;
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  throw new Error(`it did not come to that: ${JSON.stringify([await desk.views(), reports])}`);
}
const viewOf = async (id: string): Promise<FeedView> => {
  const view = (await desk.views()).find((each) => each.id === id);
  if (view === undefined) throw new Error(`no feed ${id}`);
  return view;
};
const notesOf = async (id: string): Promise<FeedNotes> => (await viewOf(id)).notes as FeedNotes;
/** Read and in use. */
const inUse = async (id: string): Promise<void> => {
  await until(async () => (await viewOf(id)).state !== 'pulling');
  if ((await viewOf(id)).state === 'awaiting') await desk.answer(id, true);
  expect(await viewOf(id)).toMatchObject({ state: 'ready', problem: null });
};
const toSave = (of: NotedDolibarr, notes: boolean | null = true): FeedToSave => ({ kind: 'dolibarr', name: '', values: of.values, ...(notes === null ? {} : { notes }) });
const connected = async (of: NotedDolibarr = erp, notes: boolean | null = true): Promise<string> => {
  const view = await desk.connect(toSave(of, notes));
  if (!view.ok) throw new Error(view.problem.code);
  await inUse(view.value.id);
  return view.value.id;
};
/** @param feed in which he stands; absent: in any. */
const debtorNamed = async (name: string, feed = ''): Promise<DebtorId> => {
  const { debtors } = await store.overdue(COMPANY, '2027-06-30' as never, 0, 100);
  for (const { debtor } of (await store.accounts(COMPANY, debtors)).values()) {
    if (debtor.name === name && (await store.placesOf(COMPANY, debtor.id)).some((place) => place.startsWith(feed))) return debtor.id;
  }
  throw new Error(`no ${name}`);
};
const append = async (debtor: DebtorId, fact: LogFact): Promise<LogEntry> => {
  requests += 1;
  const appended = await store.append(COMPANY, aNewEntry(fact, { debtor, requestId: `request-${requests}` as RequestId }), null, { author: MARIE, at: CLOCK.now(), on: TODAY, check: () => ok(null) });
  if (!appended.ok) throw new Error(appended.problem.code);
  return appended.value.entry;
};
const FACTS = { stage: 'R2', invoices: [aListed({ number: 'FA2609-0001', step: 'R2' })] } as const;
const remind = async (debtor: DebtorId, under = 'R-7K3F'): Promise<LogEntry> => {
  await append(debtor, drafted({ ...FACTS, reference: reference(under) }));
  return append(debtor, sent({ reference: reference(under), sentOn: TODAY }));
};
const mark = (entry: EntryId): string => entry.slice(0, 8);

describe('a reminder that went out is noted in the system that knows the customer', () => {
  it('beside the customer, once; so is that it no longer counts; and the log of the server holds codes alone', async () => {
    const id = await connected();
    const garage = await debtorNamed('Garage du Canigou');
    const entry = await remind(garage);
    await until(async () => (await notesOf(id)).written === 1);
    expect(await erp.notes()).toEqual([['Relance ferme envoyée le 23 novembre 2026 par Marie Lefèvre.', 'Factures : FA2609-0001 (1 200,00 €).', 'Réf. R-7K3F.', `Consigné par Relance, note ${mark(entry.id)}.`]]);
    const undo = await append(garage, voided(entry.id));
    await until(async () => (await notesOf(id)).written === 2);
    expect((await erp.notes())[1]).toEqual([expect.stringContaining('n’est plus à compter'), `Note concernée : ${mark(entry.id)}.`, `Consigné par Relance, note ${mark(undo.id)}.`]);
    expect(await erp.notes('Boulangerie Peyron')).toEqual([]);
    expect(await notesOf(id)).toEqual({ on: true, waiting: 0, written: 2, refused: 0, problem: null, stopped: false });
    expect(reports.filter(({ code }) => String(code).startsWith('feed/note'))).toEqual([{ code: 'feed/note-written', feed: id, entry: entry.id }, { code: 'feed/note-written', feed: id, entry: undo.id }]);
    expect(JSON.stringify(reports)).not.toMatch(/Garage|Marie|R-7K3F|FA2609/);
  }, 60_000);

  it('only where it is wanted: off at first, and what went out before is not told afterwards', async () => {
    const id = await connected(erp, null);
    expect(await notesOf(id)).toMatchObject({ on: false });
    const garage = await debtorNamed('Garage du Canigou');
    const before = await remind(garage);
    await desk.change(id, toSave(erp));
    await inUse(id);
    await append(garage, voided(before.id));
    await remind(garage, 'R-8888');
    await until(async () => (await notesOf(id)).written === 1);
    expect((await erp.notes()).map((lines) => lines[2])).toEqual(['Réf. R-8888.']);
    // Saved without a word on notes, it stays as it was.
    await desk.change(id, toSave(erp, null));
    expect(await notesOf(id)).toMatchObject({ on: true });
  }, 60_000);

  it('over the wire: a kind without a place for notes has none, whatever is asked', async () => {
    const here = await anApp({ store, feeds: desk });
    const asked = async (method: string, path: string, body: unknown): Promise<FeedView> => ((await here.ask(method, path, body)).json as { value: FeedView }).value;
    const view = await asked('POST', '/api/v1/feeds', { kind: 'dolibarr', name: '', values: erp.values, notes: true });
    expect(view.notes).toMatchObject({ on: true });
    await until(async () => (await viewOf(view.id)).state !== 'pulling');
    expect((await asked('PUT', `/api/v1/feeds/${view.id}`, { kind: 'dolibarr', name: '', values: erp.values, notes: false })).notes).toMatchObject({ on: false });
    expect((await asked('POST', '/api/v1/feeds', { kind: 'e-invoice-folder', name: '', values: { folder }, notes: true })).notes).toBeNull();
    expect((await store.feeds.list(COMPANY)).map(({ kind, notes }) => [kind, notes])).toEqual([['dolibarr', false], ['e-invoice-folder', false]]);
    expect((await here.ask('POST', '/api/v1/feeds', { kind: 'dolibarr', name: '', values: erp.values, notes: 'yes' })).status).toBe(400);
  }, 60_000);

  it('in each of several systems that know him and want it, and in no other', async () => {
    const [second, third] = await Promise.all([NotedDolibarr.open(30_000), NotedDolibarr.open(40_000)]);
    try {
      const ids = [await connected(), await connected(second), await connected(third, false)] as const;
      await remind(await debtorNamed('Garage du Canigou'));
      await until(async () => (await notesOf(ids[0])).written + (await notesOf(ids[1])).written === 2);
      expect([await erp.notes(), await second.notes(), await third.notes()].map((notes) => notes.length)).toEqual([1, 1, 0]);
      // By name alone nobody is the same: there are three bakeries, and the log of one of them.
      await remind(await debtorNamed('Boulangerie Peyron', ids[0]), 'R-9999');
      await until(async () => (await Promise.all(ids.slice(0, 2).map(notesOf))).every(({ waiting }) => waiting === 0));
      const bakeries = await Promise.all([erp, second, third].map((of) => of.notes('Boulangerie Peyron')));
      expect(bakeries.map((notes) => notes.length)).toEqual([1, 0, 0]);
      expect(await second.notes()).toHaveLength(1);
    } finally {
      await Promise.all([second.close(), third.close()]);
    }
  }, 90_000);
});

describe('when a note cannot be written', () => {
  it('an answer that never came: the note is looked for, and stands once', async () => {
    const id = await connected();
    erp.trouble = 'loses';
    const entry = await remind(await debtorNamed('Garage du Canigou'));
    await until(async () => (await notesOf(id)).problem !== null || (await notesOf(id)).written === 1);
    await until(async () => (await notesOf(id)).written === 1);
    expect([await erp.notes(), erp.handed]).toEqual([[expect.arrayContaining([`Consigné par Relance, note ${mark(entry.id)}.`])], 1]);
    expect(reports).toContainEqual({ code: 'feed/note-found', feed: id, entry: entry.id });
  }, 60_000);

  it('whoever may write and not look writes it again rather than not at all', async () => {
    const id = await connected();
    erp.trouble = 'blind';
    await remind(await debtorNamed('Garage du Canigou'));
    await until(() => erp.handed >= 2);
    erp.trouble = 'none';
    await until(async () => (await notesOf(id)).written === 1);
    expect((await erp.notes()).length).toBeGreaterThan(1);
  }, 60_000);

  it('a server that stops in the middle of a note looks for it when it starts again', async () => {
    const id = await connected();
    erp.trouble = 'hangs';
    const entry = await remind(await debtorNamed('Garage du Canigou'));
    await until(() => erp.handed === 1);
    await reopened();
    erp.trouble = 'none';
    await until(async () => (await notesOf(id)).written === 1);
    expect([(await erp.notes()).length, erp.handed]).toEqual([1, 1]);
    expect(reports).toContainEqual({ code: 'feed/note-found', feed: id, entry: entry.id });
  }, 60_000);

  it('a system that is down: it waits, says why, and is written when the system is back', async () => {
    const id = await connected();
    erp.trouble = 'fails';
    const garage = await debtorNamed('Garage du Canigou');
    await remind(garage);
    await until(async () => (await notesOf(id)).problem?.code === 'feed/server-error');
    expect(await notesOf(id)).toMatchObject({ waiting: 1, written: 0, stopped: false });
    // The reminder itself stands all the same, and so does the next one.
    expect((await store.entries(COMPANY, garage))?.map(({ fact }) => fact.kind)).toEqual(['reminder-drafted', 'reminder-sent']);
    erp.trouble = 'none';
    await until(async () => (await notesOf(id)).written === 1);
    expect(await notesOf(id)).toMatchObject({ waiting: 0, problem: null });
    expect(await erp.notes()).toHaveLength(1);
  }, 60_000);

  it('without the right to write nothing more is tried, and it is said; saved anew, it goes on', async () => {
    const id = await connected();
    erp.trouble = 'refuses';
    const garage = await debtorNamed('Garage du Canigou');
    await remind(garage);
    await until(async () => (await notesOf(id)).stopped);
    await remind(garage, 'R-8888');
    expect(await notesOf(id)).toMatchObject({ on: true, waiting: 2, written: 0, problem: { code: 'feed/no-rights' } });
    expect((await viewOf(id)).problem).toBeNull();
    const handed = erp.handed;
    await new Promise((resolve) => { setTimeout(resolve, 10 * SOON.pause); });
    expect(erp.handed).toBe(handed);
    expect(reports.filter(({ what }) => what === 'note')).toMatchObject([{ code: 'feed/no-rights', feed: id }]);
    erp.trouble = 'none';
    await desk.change(id, toSave(erp, null));
    await until(async () => (await notesOf(id)).written === 2);
    expect((await erp.notes()).map((lines) => lines[2])).toEqual(['Réf. R-7K3F.', 'Réf. R-8888.']);
  }, 60_000);

  it('a note that is answered with nonsense again and again is given up and counted; the others go on', async () => {
    const id = await connected();
    erp.trouble = 'babbles';
    await remind(await debtorNamed('Garage du Canigou'));
    await until(async () => (await notesOf(id)).refused === 1);
    expect([erp.handed, await notesOf(id)]).toEqual([5, expect.objectContaining({ waiting: 0, refused: 1, stopped: false, problem: expect.objectContaining({ code: 'feed/unreadable-answer' }) })]);
    erp.trouble = 'none';
    await remind(await debtorNamed('Boulangerie Peyron'), 'R-9999');
    await until(async () => (await notesOf(id)).written === 1);
    expect((await notesOf(id)).problem).toBeNull();
  }, 60_000);
});

describe('nothing is written where it must not be', () => {
  it('switched off, what waits is dropped; so it is with a ledger that is removed', async () => {
    const id = await connected();
    erp.trouble = 'fails';
    await remind(await debtorNamed('Garage du Canigou'));
    await until(async () => (await notesOf(id)).problem !== null);
    await desk.change(id, toSave(erp, false));
    expect(await notesOf(id)).toEqual({ on: false, waiting: 0, written: 0, refused: 0, problem: null, stopped: false });
    await inUse(id);
    erp.trouble = 'none';
    await desk.remove(id);
    await connected();
    expect(await erp.notes()).toEqual([]);
  }, 60_000);

  it('another address is another ledger: nobody there is taken for a customer of the one before, who had the same number', async () => {
    const id = await connected();
    const other = await NotedDolibarr.open(10_000);
    try {
      await other.becomesAnother();
      erp.trouble = 'fails';
      const garage = await debtorNamed('Garage du Canigou');
      await remind(garage);
      await until(async () => (await notesOf(id)).problem !== null);
      await desk.change(id, toSave(other, null));
      await until(async () => (await viewOf(id)).state === 'awaiting');
      await remind(garage, 'R-8888');
      await new Promise((resolve) => { setTimeout(resolve, 10 * SOON.pause); });
      // Its figures are not in use yet; what waited for the ledger before is given up.
      expect(await notesOf(id)).toMatchObject({ waiting: 1, refused: 1 });
      await desk.answer(id, true);
      await until(async () => (await notesOf(id)).waiting === 0);
      expect([await notesOf(id), other.handed]).toEqual([{ on: true, waiting: 0, written: 0, refused: 1, problem: null, stopped: false }, 0]);
      expect(other.between.log.filter((line) => line.includes('agendaevents'))).toEqual([]);
      await remind(await debtorNamed('Menuiserie Lebrun'), 'R-9999');
      await until(async () => (await notesOf(id)).written === 1);
      expect([await other.notes(), (await other.notes('Menuiserie Lebrun')).length]).toEqual([[], 1]);
    } finally {
      await other.close();
    }
  }, 60_000);

  it('the try-out writes none, and does not offer it: its mails go nowhere', async () => {
    await reopened(null);
    const id = await connected();
    expect((await viewOf(id)).notes).toBeNull();
    await remind(await debtorNamed('Garage du Canigou'));
    expect(await store.notes.counts(COMPANY, id)).toMatchObject({ waiting: 0 });
    expect(await erp.notes()).toEqual([]);
  }, 60_000);
});
