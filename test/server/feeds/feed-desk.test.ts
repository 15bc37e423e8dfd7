import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedView, Problem } from '../../../src/core';
import { FeedDesk } from '../../../src/server/feeds/desk/feed-desk';
import { feedMaker } from '../../../src/server/feeds/desk/feed-maker';
import { FileLedger } from '../../../src/server/feeds/file-ledger';
import { Ledgers } from '../../../src/server/feeds/desk/ledgers';
import { feedPublisher } from '../../../src/server/feeds/mirror/feed-publisher';
import type { QuickbooksEndpoints } from '../../../src/server/feeds/quickbooks/quickbooks-consent';
import { sealUnder } from '../../../src/server/feeds/sealed';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { DolibarrBookkeeper } from '../../contracts/dolibarr-bookkeeper';
import { RecordedDolibarr } from '../../contracts/dolibarr-recorded';
import { TroubledDolibarr } from '../../contracts/dolibarr-troubled';
import { openQuickbooksWorld } from '../../contracts/fakes/quickbooks-world';
import type { QuickbooksWorld } from '../../contracts/fakes/quickbooks-world';
import { COMPANY, aProfile, at } from '../../core/builders';
import { authorisedRoute } from '../../../src/server/routes/feed-routes';
import { anApp } from '../an-app';
import type { AnApp } from '../an-app';

const CLOCK = { now: () => at('2026-11-23T08:12:00.000Z') };
const SEAL = sealUnder(randomBytes(32));

let folder = '';
let store: Store;
let desk: FeedDesk;
let file: FileLedger;
let publisher: ReturnType<typeof feedPublisher>;
let here: AnApp;
let intuit: QuickbooksEndpoints | null = null;
const reports: unknown[] = [];

const openDesk = (): FeedDesk => {
  publisher = feedPublisher({ store, tenant: COMPANY, clock: CLOCK, folder: join(folder, 'feeds'), worker: null });
  return new FeedDesk({
    store, tenant: COMPANY, company: COMPANY, clock: CLOCK, seal: SEAL, publisher, report: (event) => { reports.push(event); }, redirect: () => 'https://localhost:3000/authorised', ...(intuit === null ? {} : { intuit }),
    makeFeed: feedMaker({ mappingFor: (layout) => store.mappingFor(COMPANY, layout), documentsFolder: null, profile: async () => aProfile(), ...(intuit === null ? {} : { intuit }) }),
  });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-desk-'));
  store = await openStore('sqlite::memory:');
  desk = openDesk();
  file = new FileLedger({ store, tenant: COMPANY, company: COMPANY, clock: CLOCK, path: null, documentsFolder: null, report: () => undefined });
  here = await anApp({ store, feeds: desk, ledger: new Ledgers({ store, tenant: COMPANY, file, desk }) });
});
afterEach(async () => {
  await desk.stop();
  publisher.close();
  file.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const csv = (rows: readonly string[], name = 'clients.csv'): string => {
  const path = join(folder, name);
  writeFileSync(path, ['Client;Code client;N° facture;Échéance;Restant dû;E-mail', ...rows].join('\r\n'));
  return path;
};
const feeds = async (): Promise<readonly FeedView[]> => ((await here.ask('GET', '/api/v1/feeds')).json as { value: readonly FeedView[] }).value;
const settled = async (): Promise<readonly FeedView[]> => {
  for (let look = 0; look < 200; look += 1) {
    const now = await feeds();
    if (now.every(({ state }) => state !== 'pulling')) return now;
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
  throw new Error('still pulling');
};
const problemOf = (answer: { readonly json: never }): Problem => (answer.json as { problem: Problem }).problem;
const viewOf = (answer: { readonly json: never }): FeedView => (answer.json as { value: FeedView }).value;
const connect = async (values: Readonly<Record<string, string>>, kind = 'ledger-file', name = '') => here.ask('POST', '/api/v1/feeds', { kind, name, values });
const names = async (): Promise<readonly string[]> => {
  const { debtors } = await store.overdue(COMPANY, '2027-06-30' as never, 0, 100);
  return [...(await store.accounts(COMPANY, debtors)).values()].map(({ debtor, invoices }) => `${debtor.name}: ${invoices.filter((i) => i.missingSince === null).map((i) => `${i.number} ${i.instalments[0]?.outstanding.minor}`).join(', ')}`).sort();
};

describe('the connected ledgers', () => {
  it('are none at first, and a file is the ledger', async () => {
    expect(await feeds()).toEqual([]);
    expect((await here.ask('GET', '/api/v1/ledger')).json).toMatchObject({ value: { connected: true, name: 'clients.xlsx' } });
  });

  it('a connection is tried before it is kept: what is wrong is named, and nothing is kept', async () => {
    expect(problemOf(await here.ask('POST', '/api/v1/feeds/test', { kind: 'ledger-file', name: '', values: { file: join(folder, 'none.csv') } }))).toMatchObject({ code: 'ledger/file-unreadable', because: 'missing' });
    expect(problemOf(await connect({}))).toEqual({ code: 'feed/setting-refused', feed: 'Fichier', field: 'file', because: 'missing' });
    expect(problemOf(await connect({ address: 'http://127.0.0.1:9', key: 'k-e-y' }, 'dolibarr'))).toMatchObject({ code: 'feed/unreachable', feed: 'Dolibarr' });
    expect(problemOf(await connect({ address: 'http://erp.exemple.fr', key: 'k-e-y' }, 'dolibarr'))).toMatchObject({ code: 'feed/address-refused', because: 'not-https' });
    expect(await feeds()).toEqual([]);
  }, 40_000);

  it.each([[{ kind: 'sap', name: '', values: {} }], [{ kind: 'odoo', name: '', values: { password: 'x' } }], [{ kind: 'odoo', name: '', values: { key: 'x'.repeat(10_001) } }], [[]], [null]])('a request that is none is refused: %j', async (body) => {
    expect((await here.ask('POST', '/api/v1/feeds', body)).status).toBe(400);
  });

  it('is pulled at once, with a summary to be checked, and is the ledger in use', async () => {
    const answer = await connect({ file: csv(['Garage;G1;FA-1;21/10/2026;100,00;a@garage.fr', 'Peyron;P1;FA-2;22/10/2026;50,50;', 'Nord;N1;FA-3;;10,00;']) }, 'ledger-file', 'Facturier');
    expect(viewOf(answer)).toMatchObject({ kind: 'ledger-file', name: 'Facturier', state: 'pulling', proof: 'real-server' });
    const [view] = await settled();
    expect(view).toMatchObject({ state: 'awaiting', awaiting: { reason: 'other-customers' } });
    expect(await names()).toEqual(['Garage du Canigou: FA-2026-0297 120000']);
    const accepted = viewOf(await here.ask('POST', `/api/v1/feeds/${view?.id}/awaiting`, { accept: true }));
    expect(accepted).toMatchObject({ state: 'ready', summary: { customers: 2, openInvoices: 2, open: [{ minor: 15_050, currency: 'EUR' }], oldestDue: '2026-10-21', unreadableCount: 1 } });
    expect(await names()).toEqual(['Garage: FA-1 10000', 'Peyron: FA-2 5050']);
    expect((await here.ask('GET', '/api/v1/ledger')).json).toMatchObject({ value: { connected: true, name: 'Facturier' } });
  });

  it('figures that differ much are refused: those of before stay, and nothing is pulled by itself', async () => {
    const { id } = viewOf(await connect({ file: csv(['Garage;G1;FA-1;21/10/2026;100,00;']) }));
    await settled();
    expect(viewOf(await here.ask('POST', `/api/v1/feeds/${id}/awaiting`, { accept: false }))).toMatchObject({ state: 'ready', awaiting: null });
    expect(await names()).toEqual(['Garage du Canigou: FA-2026-0297 120000']);
  });

  const first = async (rows: readonly string[]): Promise<string> => {
    const { id } = viewOf(await connect({ file: csv(rows) }));
    await settled();
    await here.ask('POST', `/api/v1/feeds/${id}/awaiting`, { accept: true });
    return id;
  };

  it('a list of payments beside it: what it says is paid is not asked for, also when it is read again for one customer', async () => {
    await first(['Garage;G1;FA-1;21/10/2026;100,00;', 'Peyron;P1;FA-2;22/10/2026;50,00;']);
    const payments = (rows: readonly string[], later = 0): string => {
      const path = join(folder, 'paiements.csv');
      writeFileSync(path, ['N° facture;Date de paiement;Montant réglé;Référence', ...rows].join('\r\n'));
      utimesSync(path, new Date(), new Date(Date.now() + later));
      return path;
    };
    expect(problemOf(await connect({ file: csv(['x'], 'autre.csv') }, 'payments-file'))).toMatchObject({ code: 'ledger/column-missing' });
    const { id } = viewOf(await connect({ file: payments(['FA-1;20/11/2026;60,00;VIR 1', 'FA-8;20/11/2026;5,00;VIR 2', 'FA-2;bientôt;5,00;VIR 3']) }, 'payments-file'));
    const list = (await settled()).find((view) => view.id === id);
    expect(list).toMatchObject({ kind: 'payments-file', name: 'Paiements', state: 'ready', problem: null, proof: 'real-server', summary: { payments: { read: 2, applied: 1, withoutInvoice: 1, undecided: 0, overpaid: 0, first: ['FA-8'] }, unreadableCount: 1 } });
    expect(await names()).toEqual(['Garage: FA-1 4000', 'Peyron: FA-2 5000']);
    const { debtors } = await store.overdue(COMPANY, '2027-06-30' as never, 0, 100);
    const reread = async (at: number) => (await here.ask('POST', `/api/v1/debtors/${encodeURIComponent(debtors[at] ?? '')}/reread`)).json;
    expect(await reread(0)).toMatchObject({ value: { changed: false } });
    payments(['FA-1;20/11/2026;60,00;VIR 1', 'FA-2;21/11/2026;20,00;VIR 3'], 5_000);
    expect(await reread(0)).toMatchObject({ value: { changed: true } });
    expect(await names()).toEqual(['Garage: FA-1 4000', 'Peyron: FA-2 3000']);
    // Without the ledger, payments alone are none: what was in use is missing, and never called paid.
    writeFileSync(join(folder, 'paiements.csv'), 'Rien');
    expect(await reread(0)).toMatchObject({ value: { changed: false } });
    expect(await names()).toEqual(['Garage: FA-1 4000', 'Peyron: FA-2 3000']);
  }, 40_000);

  it('what changed there is here after the next pull; what did not is not written again', async () => {
    const id = await first(['Garage;G1;FA-1;21/10/2026;100,00;', 'Peyron;P1;FA-2;22/10/2026;50,00;', 'Nord;N1;FA-3;23/10/2026;10,00;', 'Sud;S1;FA-4;23/10/2026;10,00;']);
    const before = (await store.ledgerFacts(COMPANY))?.generation;
    await here.ask('POST', `/api/v1/feeds/${id}/pull`, { whole: false });
    expect(await settled()).toMatchObject([{ state: 'ready', problem: null }]);
    expect((await store.ledgerFacts(COMPANY))?.generation).toBe(before);
    const path = csv(['Garage;G1;FA-1;21/10/2026;40,00;', 'Peyron;P1;FA-2;22/10/2026;50,00;', 'Nord;N1;FA-3;23/10/2026;10,00;', 'Sud;S1;FA-4;23/10/2026;10,00;']);
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    await here.ask('POST', `/api/v1/feeds/${id}/pull`, { whole: false });
    await settled();
    expect(await names()).toContain('Garage: FA-1 4000');
  });

  it('a ledger that cannot be read says so; the last figures stay in use, with their age', async () => {
    const id = await first(['Garage;G1;FA-1;21/10/2026;100,00;']);
    rmSync(join(folder, 'clients.csv'));
    await here.ask('POST', `/api/v1/feeds/${id}/pull`, { whole: false });
    expect(await settled()).toMatchObject([{ state: 'failed', problem: { code: 'ledger/file-unreadable', because: 'missing' }, asOf: '2026-11-23T08:12:00.000Z' }]);
    expect(await names()).toEqual(['Garage: FA-1 10000']);
    expect((await here.ask('GET', '/api/v1/ledger')).json).toMatchObject({ value: { connected: true, problem: { code: 'ledger/file-unreadable' } } });
  });

  it('a file that would replace connected ledgers is refused, with what to do', async () => {
    await first(['Garage;G1;FA-1;21/10/2026;100,00;']);
    const form = new FormData();
    form.append('file', new File(['Client;N° facture\r\n'], 'autre.csv'));
    expect(problemOf(await here.ask('POST', '/api/v1/ledger/uploads', form))).toEqual({ code: 'ledger/others-connected', file: 'autre.csv' });
  });

  it('a connection that ends: its invoices are no longer listed, and the rest stays', async () => {
    const id = await first(['Garage;G1;FA-1;21/10/2026;100,00;']);
    const other = viewOf(await connect({ file: csv(['Peyron;P1;FB-2;22/10/2026;50,00;'], 'autre.csv') }));
    await settled();
    expect(await names()).toEqual(['Garage: FA-1 10000', 'Peyron: FB-2 5000']);
    expect((await here.ask('DELETE', `/api/v1/feeds/${id}`)).status).toBe(200);
    expect(await names()).toEqual(['Peyron: FB-2 5000']);
    expect((await feeds()).map((view) => view.id)).toEqual([other.id]);
    expect(problemOf(await here.ask('POST', `/api/v1/feeds/${id}/pull`, { whole: true }))).toEqual({ code: 'feed/unknown', feed: id });
  });

  it('another address is another ledger: the clerk is asked, and nobody else’s invoices end meanwhile', async () => {
    const id = await first(['Garage;G1;FA-1;21/10/2026;100,00;', 'Sud;S1;FA-2;21/10/2026;1,00;']);
    await connect({ file: csv(['Nord;N1;FB-1;22/10/2026;10,00;'], 'autre.csv') });
    await settled();
    const other = csv(['Peyron;P1;FC-1;23/10/2026;5,00;'], 'tout-autre.csv');
    expect(viewOf(await here.ask('PUT', `/api/v1/feeds/${id}`, { kind: 'ledger-file', name: '', values: { file: other } })).state).toBe('pulling');
    expect((await settled()).find((view) => view.id === id)).toMatchObject({ state: 'awaiting', awaiting: { customersGone: ['Garage', 'Sud'], customersNew: ['Peyron'] } });
    expect(await names()).toEqual(['Garage: FA-1 10000', 'Nord: FB-1 1000', 'Sud: FA-2 100']);
    await here.ask('POST', `/api/v1/feeds/${id}/awaiting`, { accept: true });
    expect(await names()).toEqual(['Nord: FB-1 1000', 'Peyron: FC-1 500']);
  });

  it('a restart goes on with the same ledgers', async () => {
    const id = await first(['Garage;G1;FA-1;21/10/2026;100,00;']);
    await desk.stop();
    publisher.close();
    desk = openDesk();
    expect(await desk.views()).toMatchObject([{ id, state: 'ready', summary: { openInvoices: 1 } }]);
    expect(await desk.pullAll()).toMatchObject([{ id, state: 'ready', problem: null }]);
    expect(await names()).toEqual(['Garage: FA-1 10000']);
  });
});

describe('a connected system', () => {
  let dolibarr: RecordedDolibarr;
  let between: TroubledDolibarr;
  let world: DolibarrBookkeeper;
  beforeEach(async () => {
    dolibarr = new RecordedDolibarr('19.0.2');
    between = await TroubledDolibarr.start((asked) => Promise.resolve(dolibarr.answer(asked)));
    world = await DolibarrBookkeeper.open(new URL('api/index.php/', between.address).href, dolibarr.key, between, dolibarr);
  });
  afterEach(() => world.close());
  const BILL = { customer: 'Garage du Canigou', number: 'FA-1', issued: '2026-09-01', due: '2026-10-01', total: 120_000 };
  const connected = async (): Promise<FeedView> => {
    const { id } = viewOf(await connect({ address: between.address, key: dolibarr.key }, 'dolibarr'));
    await settled();
    return viewOf(await here.ask('POST', `/api/v1/feeds/${id}/awaiting`, { accept: true }));
  };

  it('a key goes in and never comes out: not in an answer, not in the database, not in a log line', async () => {
    await world.invoice(BILL);
    const view = await connected();
    expect(view).toMatchObject({ kind: 'dolibarr', sealed: ['key'], identity: { system: expect.stringContaining('Dolibarr') } });
    expect(JSON.stringify([await feeds(), await store.feeds.list(COMPANY), reports, here.lines])).not.toContain(dolibarr.key);
    // Changed without being typed again, it still opens.
    expect(viewOf(await here.ask('PUT', `/api/v1/feeds/${view.id}`, { kind: 'dolibarr', name: 'ERP', values: { address: between.address } }))).toMatchObject({ name: 'ERP', sealed: ['key'] });
    expect(await settled()).toMatchObject([{ state: 'ready', problem: null }]);
  }, 60_000);

  it('one customer is read again live: what was paid a minute ago is seen', async () => {
    const number = await world.invoice(BILL);
    const view = await connected();
    const { debtors } = await store.overdue(COMPANY, '2027-06-30' as never, 0, 10);
    const debtor = debtors[0] as string;
    const reread = async () => (await here.ask('POST', `/api/v1/debtors/${encodeURIComponent(debtor)}/reread`)).json;
    expect(await reread()).toMatchObject({ value: { changed: false } });
    await world.pay(number, 20_000, '2026-11-20');
    expect(await reread()).toMatchObject({ value: { changed: true } });
    expect(await names()).toEqual([`Garage du Canigou: ${number} 100000`]);
    expect(view.state).toBe('ready');
  }, 60_000);

  it('a pull can be cancelled; the next one goes on', async () => {
    await world.many(130);
    const { id } = viewOf(await connect({ address: between.address, key: dolibarr.key }, 'dolibarr'));
    world.trouble({ kind: 'slow', ms: 5_000 });
    expect(viewOf(await here.ask('POST', `/api/v1/feeds/${id}/cancel`))).toMatchObject({ state: expect.stringMatching(/failed|awaiting|ready/) });
    world.trouble({ kind: 'fails', calls: 0, status: 500 });
    await here.ask('POST', `/api/v1/feeds/${id}/pull`, { whole: false });
    expect((await settled())[0]?.summary?.openInvoices).toBe(130);
  }, 60_000);

  it('an invoice’s PDF comes through the server, under a name that is safe', async () => {
    await world.invoice(BILL);
    await connected();
    const { debtors } = await store.overdue(COMPANY, '2027-06-30' as never, 0, 10);
    const document = [...(await store.accounts(COMPANY, debtors)).values()][0]?.invoices[0]?.document;
    if (document === null || document === undefined) throw new Error('an invoice without a document');
    const answer = await here.ask('GET', `/api/v1/documents/${encodeURIComponent(document)}`);
    expect([answer.status, answer.headers.get('content-type'), answer.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
  }, 60_000);
});

describe('a system that is connected by its vendor’s page', () => {
  let world: QuickbooksWorld;
  let client: Readonly<Record<string, string>>;
  beforeEach(async () => {
    world = await openQuickbooksWorld(({ values }) => {
      client = values as typeof client;
      return { kind: 'quickbooks' } as never;
    });
    world.feed();
    intuit = world.endpoints;
    desk = openDesk();
    here = await anApp({ store, feeds: desk, ledger: new Ledgers({ store, tenant: COMPANY, file, desk }) });
    authorisedRoute(here.app, { authorised: async (back) => (await desk.authorised(back)).ok });
  });
  afterEach(async () => {
    intuit = null;
    await world.close();
  });
  const saved = async (): Promise<FeedView> => viewOf(await connect(client, 'quickbooks'));
  const page = async (id: string): Promise<URL> => new URL(((await here.ask('POST', `/api/v1/feeds/${id}/authorise`)).json as { value: { url: string } }).value.url);
  const ledBack = async ({ code, state, realmId }: { readonly code: string; readonly state: string; readonly realmId: string }) => here.ask('GET', `/authorised?${new URLSearchParams({ code, state, realmId }).toString()}`);

  it('waits for consent, then is pulled; the consent lies sealed', async () => {
    await world.invoice({ customer: 'Garage du Canigou', number: 'FA-1', issued: '2026-09-01', due: '2026-10-01', total: 120_000 });
    const { id, state } = await saved();
    expect(state).toBe('to-authorise');
    expect(problemOf(await here.ask('POST', `/api/v1/feeds/${id}/pull`, { whole: true }))).toMatchObject({ code: 'feed/consent-over' });
    const answer = await ledBack(world.authorise(await page(id)));
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('C’est fait')]);
    const [view] = await settled();
    expect(view).toMatchObject({ state: 'awaiting', problem: null, summary: { openInvoices: 1, open: [{ minor: 120_000, currency: 'EUR' }] } });
    expect(JSON.stringify([await feeds(), await store.feeds.list(COMPANY), reports, here.lines])).not.toContain(client['client-secret']);
    expect((await store.feeds.list(COMPANY))[0]?.consent).toMatch(/^v1\./);
  }, 60_000);

  it('nobody else’s answer is taken, and none twice', async () => {
    const { id } = await saved();
    const given = world.authorise(await page(id));
    expect((await ledBack({ ...given, state: 'guessed' })).status).toBe(400);
    expect((await ledBack({ ...given, code: '' })).status).toBe(400);
    expect((await ledBack(given)).status).toBe(400);
    expect(await feeds()).toMatchObject([{ state: 'to-authorise' }]);
    expect((await ledBack(world.authorise(await page(id)))).status).toBe(200);
    await settled();
  }, 60_000);

  it('a consent that is taken back is asked for again', async () => {
    const { id } = await saved();
    await ledBack(world.authorise(await page(id)));
    await settled();
    world.disconnect();
    await here.ask('POST', `/api/v1/feeds/${id}/pull`, { whole: false });
    expect(await settled()).toMatchObject([{ state: 'to-authorise', problem: { code: 'feed/consent-over' } }]);
  }, 60_000);
});
