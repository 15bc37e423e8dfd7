import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { ok } from '../../src/core';
import type { Author } from '../../src/core';
import { createApp } from '../../src/server/app';
import { FileLedger } from '../../src/server/feeds/file-ledger';
import { COMPANY, MARIE } from '../core/builders';
import { shippedRates } from '../core/penalties/rates';
import { aShippedPack } from '../core/reminder/shipped';
import type { Order } from './server-apart';
import { Company } from './server-subject';

interface Open {
  readonly company: Company;
  readonly server: Server;
}
const open = new Map<number, Open>();
const TEMPLATES = aShippedPack().templates;
const QUIET = { info: () => undefined, error: (fields: Readonly<Record<string, unknown>>) => { process.stderr.write(`${JSON.stringify(fields)}\n`); } };
const signIn = { person: (token: string) => Promise.resolve(ok(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Author)) };

async function begin(): Promise<Open> {
  const company = await Company.open('sqlite::memory:');
  const ledger = new FileLedger({ store: company.store, tenant: COMPANY, company: COMPANY, clock: company.clock, path: null, documentsFolder: null, report: () => undefined });
  const app = createApp({ store: company.store, clock: company.clock, company: COMPANY, user: MARIE, ledger, templates: TEMPLATES, rates: shippedRates(), log: QUIET, door: { hosts: ['127.0.0.1'], secret: null, signIn, tokensOnly: true } });
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { company, server };
}

async function done(order: Order): Promise<unknown> {
  if (order.kind === 'open') {
    const opened = await begin();
    open.set(order.company, opened);
    return (opened.server.address() as AddressInfo).port;
  }
  const of = open.get(order.company);
  if (of === undefined) throw new Error('no such company');
  if (order.kind === 'now') of.company.now = order.now;
  else if (order.kind === 'read') await of.company.read(order.reading);
  else {
    of.server.closeAllConnections();
    of.server.close();
    await of.company.store.close();
    open.delete(order.company);
  }
  return null;
}

process.on('message', (message: { readonly number: number; readonly order: Order }) => {
  done(message.order).then((value) => process.send?.({ number: message.number, value }), (error: unknown) => process.send?.({ number: message.number, failed: String((error as Error).stack) }));
});
process.on('disconnect', () => process.exit(0));
