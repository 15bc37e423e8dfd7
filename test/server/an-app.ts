import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Instant } from '../../src/core';
import { createApp } from '../../src/server/app';
import type { AppDeps } from '../../src/server/app';
import { withoutFeed } from '../../src/server/ledger-service';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { COMPANY, MARIE, aDebtor, aProfile, anInvoice, at } from '../core/builders';

export interface AnApp {
  readonly app: OpenAPIHono;
  readonly store: Store;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly json: never; readonly text: string; readonly headers: Headers }>;
}

/** A real app over a store in memory, with the garage and its one invoice. */
export async function anApp(over: Partial<AppDeps> = {}): Promise<AnApp> {
  const store = over.store ?? (await openStore('sqlite::memory:'));
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  await store.importLedger(COMPANY, { source: { name: 'clients.xlsx', kind: 'file', asOf: at('2026-11-23T07:12:00.000Z') }, debtors: [aDebtor()], invoices: [anInvoice()], problems: [], rows: 1 }, at('2026-11-23T07:13:00.000Z'));
  const lines: Readonly<Record<string, unknown>>[] = [];
  const log = { info: (fields: Readonly<Record<string, unknown>>) => { lines.push(fields); }, error: (fields: Readonly<Record<string, unknown>>) => { lines.push(fields); } };
  const app = createApp({ store, clock: { now: (): Instant => at('2026-11-23T08:12:00.000Z') }, company: COMPANY, user: MARIE, ledger: withoutFeed(store, COMPANY), templates: [], rates: null, log, ...over });
  return {
    app, store, lines,
    ask: async (method, path, body, headers = {}) => {
      const raw = typeof body === 'string' || body instanceof FormData;
      const answer = await app.request(`http://localhost${path}`, {
        method, headers: { ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const json = (/json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : null) as never;
      return { status: answer.status, json, text, headers: answer.headers };
    },
  };
}
