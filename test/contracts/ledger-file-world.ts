import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ONLY_COMPANY, instant } from '../../src/core';
import { ledgerFileFeed } from '../../src/server/feeds/ledger-file/ledger-file-feed';
import type { FeedWorld, WorldInvoice } from './feed-subject';

const CUSTOMERS: Readonly<Record<string, readonly [code: string, siren: string, mail: string]>> = {
  'Garage du Canigou': ['G01', '404833048', 'compta@garage-canigou.fr'],
  'Boulangerie Peyron': ['B01', '', 'compta@boulangerie-peyron.fr'],
};
const HEADER = 'Code client;Client;SIREN;E-mail;N° facture;Date facture;Échéance;Montant TTC;Restant dû';
const day = (iso: string): string => iso.split('-').reverse().join('/');
const euros = (minor: number): string => `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)},${String(Math.abs(minor) % 100).padStart(2, '0')}`;

interface Line extends WorldInvoice {
  left: number;
}

/** The list of invoices that a billing program writes over whenever something changes; what is settled stands in it with nothing left. */
export function ledgerFileWorld(): FeedWorld {
  const folder = mkdtempSync(join(tmpdir(), 'relance-ledger-file-'));
  const path = join(folder, 'factures.csv');
  const lines = new Map<string, Line>();
  const names = new Map(Object.keys(CUSTOMERS).map((name) => [name, name]));
  let saved = 0;

  const save = (): void => {
    const rows = [...lines.values()].map(({ customer, number, issued, due, total, left }) => {
      const [code, siren, mail] = CUSTOMERS[customer] ?? [`K${customer.replace(/\D/g, '')}`, '', `compta@${customer.toLowerCase().replace(/[^a-z0-9]/g, '')}.fr`];
      return [code, names.get(customer) ?? customer, siren, mail, number, day(issued), day(due), euros(total), euros(left)].join(';');
    });
    writeFileSync(path, [HEADER, ...rows].join('\r\n'));
    // Each save has a time of its own, and stands still.
    utimesSync(path, new Date(), new Date(Date.now() - 3_600_000 + (saved += 1) * 1_000));
  };
  const add = (line: WorldInvoice, left = line.total): string => {
    lines.set(line.number, { ...line, left });
    save();
    return line.number;
  };
  const settle = (number: string, amount: number): void => {
    const line = lines.get(number);
    if (line === undefined) throw new Error(`${number} was never written`);
    line.left -= amount;
    save();
  };
  // A list of nothing is no ledger, and one without a day above the twelfth leaves its months open.
  add({ customer: 'Imprimerie Sans Suite', number: 'FA-0', issued: '2026-09-30', due: '2026-10-31', total: 100 });
  return {
    company: ONLY_COMPANY,
    feed: () => {
      const feed = ledgerFileFeed({ values: { file: path }, context: { company: ONLY_COMPANY, name: 'Factures', now: () => instant('2026-11-23T06:00:00Z') }, mappingFor: () => Promise.resolve(null), documentsFolder: null, profile: () => Promise.resolve({}) });
      if (!feed.ok) throw new Error(feed.problem.code);
      return feed.value;
    },
    invoice: (invoice) => Promise.resolve(add(invoice)),
    pay: (number, amount) => Promise.resolve(settle(number, amount)),
    credit: (note, against) => {
      if (against === null) return Promise.resolve(add({ ...note, total: -note.total }));
      settle(against, note.total);
      return Promise.resolve(add({ ...note, total: -note.total }, 0));
    },
    remove: (number) => {
      lines.delete(number);
      return Promise.resolve(save());
    },
    rename: (customer, name) => {
      names.set(customer, name);
      return Promise.resolve(save());
    },
    many: (count) => Promise.resolve(Array.from({ length: count }, (_, at) => add({ customer: `Client ${at}`, number: `M-${String(at).padStart(4, '0')}`, issued: '2026-09-01', due: '2026-10-01', total: 1_000 + at }))),
    trouble: () => undefined,
    calls: () => 0,
    tick: () => Promise.resolve(),
    close: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}
