import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Author, Instant } from '../../src/core';
import { createHttpRecords } from '../../src/outlook/http-records';
import { createApp } from '../../src/server/app';
import type { Door } from '../../src/server/door';
import { withoutFeed } from '../../src/server/ledger-service';
import { createRecords } from '../../src/server/records';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { COMPANY, aProfile, at } from '../core/builders';
import { shippedRates } from '../core/penalties/rates';
import { aShippedPack } from '../core/reminder/shipped';
import { MORNING } from './subject';
import type { Desk, Reading, Subject } from './subject';

const TEMPLATES = aShippedPack().templates;

/** A store and what it needs to be under contract: a clock that a test sets and the builders' company. */
export class Company {
  now: Instant = MORNING;
  private readings = 0;
  readonly clock = { now: (): Instant => this.now };
  constructor(readonly store: Store) {}

  static async open(url: string): Promise<Company> {
    const store = await openStore(url);
    await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
    return new Company(store);
  }

  async read({ debtors, invoices, problems = [], asOf }: Reading): Promise<void> {
    this.readings += 1;
    await this.store.importLedger(COMPANY, { source: { name: `clients-${this.readings}.xlsx`, kind: 'file', asOf: asOf ?? at('2026-11-23T07:12:00.000Z') }, debtors, invoices, problems, rows: invoices.length + problems.length }, this.now);
  }
}

export async function openRecordsSubject(url: string): Promise<Subject> {
  const company = await Company.open(url);
  return {
    desk: (author) => {
      const records = createRecords({ store: company.store, clock: company.clock, company: COMPANY, author, templates: TEMPLATES, rates: shippedRates() });
      return { source: records, log: records, settings: records };
    },
    setNow: (now) => { company.now = now; },
    read: (reading) => company.read(reading),
    close: () => company.store.close(),
  };
}

export async function openSqliteSubject(): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), 'relance-store-'));
  const subject = await openRecordsSubject(`sqlite:${join(folder, 'relance.db')}`);
  return {
    ...subject,
    close: async () => {
      await subject.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const SECRET = 'the-secret-of-this-start';
const DOOR: Door = { hosts: ['localhost', '127.0.0.1'], secret: SECRET };
const QUIET = { info: () => undefined, error: (fields: Readonly<Record<string, unknown>>) => { process.stderr.write(`${JSON.stringify(fields)}\n`); } };

/** The pane's own client against the real server, over a socket: one server per signed-in person, one store. */
export async function openHttpSubject(): Promise<Subject> {
  const company = await Company.open('sqlite::memory:');
  const servers = new Map<string, { readonly desk: Desk; readonly ready: Promise<void>; close(): void }>();
  const serve = (author: Author): Desk => {
    const known = servers.get(author.id);
    if (known !== undefined) return known.desk;
    const app = createApp({ store: company.store, clock: company.clock, company: COMPANY, user: author, ledger: withoutFeed(company.store, COMPANY), templates: TEMPLATES, rates: shippedRates(), log: QUIET, door: DOOR });
    const server = createServer(getRequestListener(app.fetch));
    const ready = new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const records = createHttpRecords({
      secret: () => SECRET,
      fetch: async (path, init) => {
        await ready;
        return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${String(path)}`, init);
      },
    });
    const desk = { source: records, log: records, settings: records };
    servers.set(author.id, { desk, ready, close: () => { server.closeAllConnections(); server.close(); } });
    return desk;
  };
  return {
    desk: serve,
    setNow: (now) => { company.now = now; },
    read: (reading) => company.read(reading),
    close: async () => {
      for (const server of servers.values()) server.close();
      await company.store.close();
    },
  };
}
