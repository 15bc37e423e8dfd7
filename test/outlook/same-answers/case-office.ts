import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Author } from '../../../src/core';
import { SimulatedClock } from '../../../src/demo/server/simulated-clock';
import { createTryOutApp } from '../../../src/demo/server/try-out-app';
import { createApp } from '../../../src/server/app';
import { localCertificate } from '../../../src/server/certificate';
import { withoutFeed } from '../../../src/server/ledger-service';
import { loadTemplates } from '../../../src/server/templates';
import type { LedgerEntry, ThreadCase } from '../../bench/identify/cases';
import type { OpenLedger } from '../../bench/identify/ledger';
import { mailboxOf } from './case-mail';

const root = join(__dirname, '../../..');
/** The day after the newest of the cases. */
const TODAY = '2026-11-23';

export interface CaseOffice {
  readonly url: string;
  /** What was asked of Relance's own server: method and path. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** The built mailbox, the built pane and the real server over one ledger, behind one https address. */
export async function openCaseOffice(entry: LedgerEntry, cases: readonly ThreadCase[], { company, store }: OpenLedger): Promise<CaseOffice> {
  const folders = { mailboxFolder: join(root, 'dist/demo/www'), paneFolder: join(root, 'dist/outlook'), officeFolder: join(root, 'node_modules/@microsoft/office-js/dist') };
  for (const folder of Object.values(folders)) if (!existsSync(folder)) throw new Error(`${folder} is missing: npm run build`);
  const clock = new SimulatedClock(TODAY);
  const user: Author = { id: 'clerk', name: 'clerk' };
  const log = { info: () => undefined, error: (fields: Readonly<Record<string, unknown>>) => { process.stderr.write(`${JSON.stringify(fields)}\n`); } };
  const { templates } = loadTemplates(join(root, 'assets/templates'));
  const relance = createApp({ store, clock, company, user, ledger: withoutFeed(store, company), templates, rates: null, log });
  const asked: string[] = [];
  const api = {
    fetch: (request: Request, env?: unknown): Response | Promise<Response> => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      return relance.fetch(request, env as Parameters<typeof relance.fetch>[1]);
    },
  };
  const mail = JSON.stringify(mailboxOf(entry, cases));
  const app = createTryOutApp({ api, clock, run: entry.id, mail: () => Promise.resolve(mail), manifest: () => readFile(join(root, 'manifest.xml'), 'utf8'), moved: () => Promise.resolve(), ...folders });
  const { key, cert } = await localCertificate(join(root, '.cache/certificate'), Date.now());
  const server = createServer({ key, cert, minVersion: 'TLSv1.2' }, getRequestListener(app.fetch));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`, asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
