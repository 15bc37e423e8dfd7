import { mkdtempSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, ONLY_COMPANY } from '../../src/core';
import { eInvoiceFolderFeed } from '../../src/server/feeds/e-invoice-folder/e-invoice-folder-feed';
import type { FolderEntry } from '../../src/server/feeds/e-invoice-folder/folder-entries';
import { aCii, aUbl } from '../core/formats/e-invoice/a-bill';
import type { Bill, Party } from '../core/formats/e-invoice/a-bill';
import { aPdfOf } from './a-pdf-of';
import type { FeedWorld, WorldInvoice } from './feed-subject';

const PUBLISHED = readFileSync(join('test', 'fixtures', 'e-invoices', 'facturx-kit', 'EN16931_Einfach_DueDate.pdf'));
const US = { name: 'Atelier Nord', legalIds: { siren: '732829320', siret: null, vat: null } };
const CUSTOMERS: Readonly<Record<string, Party>> = {
  'Garage du Canigou': { siren: '404833048', mail: 'compta@garage-canigou.fr', lines: ['12 rue des Lilas'], postcode: '66500', town: 'Prades' },
  'Boulangerie Peyron': { mail: 'compta@boulangerie-peyron.fr', code: 'C0002', postcode: '66000', town: 'Perpignan' },
};
const written = (minor: number): string => `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`;

interface Filed {
  readonly customer: string;
  readonly bill: Bill;
  readonly file: string;
  readonly total: number;
  readonly paid: readonly (readonly [on: string, minor: number])[];
}

/** A folder into which a billing program writes its e-invoices, and writes them again when they are paid or the customer changes his name. */
export function eInvoiceFolderWorld(): FeedWorld & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'relance-e-invoices-'));
  mkdirSync(join(folder, '2026'));
  const filed = new Map<string, Filed>();
  const names = new Map(Object.keys(CUSTOMERS).map((name) => [name, name]));
  const remembered = new Map<string, readonly FolderEntry[]>();
  let count = 0;

  const write = ({ customer, bill, file, total, paid }: Filed): void => {
    const sum = paid.reduce((all, [, minor]) => all + minor, 0);
    const full: Bill = {
      ...bill, total: written(total), prepaid: written(sum), payable: written(total - sum), advances: paid.map(([on, minor]) => [on, written(minor)]),
      buyer: { ...(CUSTOMERS[customer] ?? { siren: '', code: `K-${customer}`, mail: `compta@${customer.toLowerCase().replace(/[^a-z0-9]/g, '')}.fr` }), name: names.get(customer) ?? customer },
    };
    const path = join(folder, file);
    if (file.endsWith('.pdf')) writeFileSync(path, aPdfOf(PUBLISHED, aCii(full)));
    else writeFileSync(path, file.includes('ubl') ? aUbl(full) : aCii(full));
  };
  const add = ({ customer, number, issued, due, total }: WorldInvoice, more: Bill = {}): string => {
    count += 1;
    const one: Filed = { customer, bill: { number, issued, due, ...more }, file: `${count % 2 === 0 ? '2026/' : ''}${number}${['.pdf', '-ubl.xml', '.XML'][count % 3]}`, total, paid: [] };
    filed.set(number, one);
    write(one);
    return number;
  };
  const of = (number: string): Filed => {
    const found = filed.get(number);
    if (found === undefined) throw new Error(`${number} was never written`);
    return found;
  };
  return {
    folder,
    company: ONLY_COMPANY,
    feed: () => {
      const feed = eInvoiceFolderFeed({ values: { folder }, context: { company: ONLY_COMPANY, name: 'Factures', now: () => instant('2026-11-23T06:00:00Z') }, profile: () => Promise.resolve(US), remembered });
      if (!feed.ok) throw new Error(feed.problem.code);
      return feed.value;
    },
    invoice: (invoice) => Promise.resolve(add(invoice)),
    draft: (invoice) => Promise.resolve(void add(invoice, { test: true })),
    pay: (number, amount, on) => {
      const paid = { ...of(number), paid: [...of(number).paid, [on, amount] as const] };
      filed.set(number, paid);
      return Promise.resolve(write(paid));
    },
    credit: (note, against) => Promise.resolve(add(note, { type: '381', corrects: against === null ? [] : [against] })),
    remove: (number) => {
      unlinkSync(join(folder, of(number).file));
      filed.delete(number);
      return Promise.resolve();
    },
    rename: (customer, name) => {
      names.set(customer, name);
      for (const one of filed.values()) if (one.customer === customer) write(one);
      return Promise.resolve();
    },
    many: (howMany) => Promise.resolve(Array.from({ length: howMany }, (_, at) => add({ customer: `Client ${at}`, number: `M-${String(at).padStart(4, '0')}`, issued: '2026-09-01', due: '2026-10-01', total: 1_000 + at }))),
    trouble: () => undefined,
    calls: () => 0,
    tick: () => new Promise((resolve) => { setTimeout(resolve, 5); }),
    close: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}
