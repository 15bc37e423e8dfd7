import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { Debtor, DebtorId, Invoice } from '../../src/core';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { COMPANY, aDebtor, aProfile, anInvoice, at } from '../core/builders';
import { atLeast, atMost, percentile } from './figure';
import type { Bench, Figure } from './figure';

/** Search as a clerk types it, in SQLite: names of trades and families that thousands share. */
const DEBTORS = 100_000;
const NOW = at('2026-11-23T08:12:00.000Z');
const EACH = 150;
const WARM_UP = 20;

const TRADES = 'Menuiserie Garage Boulangerie Plomberie Transports Électricité Maçonnerie Charpentes Hôtel Restaurant Pharmacie Imprimerie Ateliers Carrosserie Constructions Peintures Serrurerie Domaine Clinique Ambulances'.split(' ');
const FORMS = ['', ' SARL', ' SAS', ' EURL', ' & Fils', ' Frères'];
const TOWNS = ['Lille', 'Lyon', 'Brest', 'Perpignan', 'Metz', 'Pau', 'Nantes'];
const STARTS = 'Du Mar Ber Pey Le Ro Gau Per Mo Fa Cha Bou Del Vi Sa Ri La Ga Be Co'.split(' ');
const MIDDLES = 'po ti na ri le lo ve ra si ge cha pel ber don gar min nol ris ten vau'.split(' ');
const ENDS = 'nt n rd t ux ll z r sse tte let nier vin ron ault eau ier as on ez'.split(' ');

const of = (list: readonly string[], n: number): string => list[n % list.length] ?? '';
/** 160 000 families; a twentieth of the names is borne twice. */
const family = (n: number): string => `${of(STARTS, n)}${of(MIDDLES, Math.floor(n / 20))}${of(MIDDLES, Math.floor(n / 400))}${of(ENDS, Math.floor(n / 8_000))}`;
const bare = (name: string): string => name.toLowerCase().replace(/ (sarl|sas|eurl|& fils|frères)$/, '');
const nameAt = (n: number): string => `${of(TRADES, n * 7)} ${family((n * 7919) % 160_000)}${of(FORMS, n * 3)}`;

const debtorAt = (n: number): Debtor => aDebtor({
  id: `C-${n}` as DebtorId, code: `CLI-${String(n).padStart(6, '0')}`, name: nameAt(n), legalIds: { siren: String(100_000_000 + n * 7), siret: null, vat: null }, town: of(TOWNS, n), contacts: [], domains: [],
});
const invoiceAt = (n: number): Invoice => anInvoice({ id: `i-${n}` as Invoice['id'], number: `FA-2026-${String(n).padStart(7, '0')}`, debtor: `C-${n}` as DebtorId });

/** A slip of the kind that fingers make, in the family's name: swapped, left out, doubled, mistaken. */
function slipped(n: number): string {
  const word = family((n * 7919) % 160_000).toLowerCase();
  const at = 2 + (n % Math.max(1, word.length - 3));
  const slips = [
    word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2), word.slice(0, at) + word.slice(at + 1), word.slice(0, at) + (word[at] ?? '') + word.slice(at), `${word.slice(0, at)}k${word.slice(at + 1)}`,
  ];
  return `${of(slips, n)} ${of(TRADES, n * 7).toLowerCase()}`;
}

interface Kind {
  readonly name: string;
  readonly typed: (n: number) => string;
  /** The customer that is meant, or one of his name, is among the first so many; 0: that cannot be asked of these letters. */
  readonly among: number;
}

const KINDS: readonly Kind[] = [
  { name: 'name', typed: (n) => nameAt(n).replace(/ (SARL|SAS|EURL)$/, ''), among: 1 },
  { name: 'words swapped, one slip', typed: slipped, among: 3 },
  { name: 'being typed', typed: (n) => nameAt(n).slice(0, 3 + (n % 9)), among: 0 },
  { name: 'trade and two letters', typed: (n) => `${of(TRADES, n * 7)} ${family((n * 7919) % 160_000).slice(0, 2)}`, among: 0 },
  { name: 'code', typed: (n) => `cli${String(n).padStart(6, '0')}`, among: 1 },
  { name: 'SIREN', typed: (n) => String(100_000_000 + n * 7).replace(/(\d{3})(?=\d)/g, '$1 '), among: 1 },
  { name: 'invoice', typed: (n) => `facture fa 2026 ${n}`, among: 1 },
];

async function ask(store: Store, kind: Kind, broken: boolean): Promise<{ readonly ms: readonly number[]; readonly right: number }> {
  const ms: number[] = [];
  let right = 0;
  const [each, warmUp] = broken ? [5, 0] : [EACH, WARM_UP];
  for (let k = 0; k < warmUp + each; k += 1) {
    const n = (k * 49_999 + 17) % DEBTORS;
    const from = performance.now();
    const found = await store.search(COMPANY, kind.typed(n));
    if (k < warmUp) continue;
    ms.push(performance.now() - from);
    const name = bare(nameAt(n));
    if (found.slice(0, kind.among).some(({ debtor, by }) => debtor === `c-cli-${String(n).padStart(6, '0')}` || (by.kind.endsWith('name') && bare(by.value) === name))) right += 1;
  }
  return { ms, right: right / each };
}

function raise(): never {
  throw new Error('no edition was written');
}

export const bench: Bench = {
  run: async ({ broken, say }): Promise<readonly Figure[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'relance-search-'));
    const file = join(folder, 'relance.db');
    const filling = await openStore(`sqlite:${file}`);
    await filling.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
    const all = Array.from({ length: DEBTORS }, (_, n) => n);
    await filling.importLedger(COMPANY, { source: { name: 'bench', kind: 'file', asOf: NOW }, debtors: all.map(debtorAt), invoices: all.map(invoiceAt), problems: [], rows: DEBTORS }, NOW);
    await filling.close();
    if (broken) {
      const edition = new Libsql(join(folder, readdirSync(folder).find((name) => name.includes('.ledger-')) ?? raise()));
      for (const index of ['debtor_keys_by_value', 'bills_by_key1', 'bills_by_key2', 'bills_by_key3', 'name_grams_by_gram']) edition.exec(`drop index ${index}`);
      edition.close();
    }
    const store = await openStore(`sqlite:${file}`);
    const figures: Figure[] = [];
    const every: number[] = [];
    // Names would take minutes without theirs.
    for (const kind of broken ? KINDS.filter(({ name }) => name === 'invoice') : KINDS) {
      const { ms, right } = await ask(store, kind, broken);
      every.push(...ms);
      say(`${kind.name} (${JSON.stringify(kind.typed(17))}): p50 ${percentile(ms, 0.5).toFixed(1)} ms, p95 ${percentile(ms, 0.95).toFixed(1)} ms${kind.among === 0 ? '' : `, right ${(right * 100).toFixed(1)} %`}`);
      if (kind.among > 0) figures.push(atLeast(`the customer meant is among the first ${kind.among}: ${kind.name}`, right * 100, '%', kind.among > 1 ? 90 : 99));
    }
    await store.close();
    rmSync(folder, { recursive: true, force: true });
    return [atMost('search p50', percentile(every, 0.5), 'ms', 20), atMost('search p95', percentile(every, 0.95), 'ms', 80), ...figures];
  },
};
