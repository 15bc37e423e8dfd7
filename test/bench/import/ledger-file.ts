import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A generator of numbers that gives the same ledger on every machine. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * sides);
  };
}

const FIRST = ['Atelier', 'Garage', 'Boulangerie', 'Menuiserie', 'Transports', 'Cabinet', 'Imprimerie', 'Clinique', 'Domaine', 'Électricité', 'Société', 'Établissements', 'Maison', 'Groupe', 'Pharmacie', 'Librairie'];
const SECOND = ['Dupont', 'Lefèvre', 'Moreau', 'Girard', 'Bonnet', 'Rousseau', 'Fontaine', 'Chevalier', 'Gauthier', 'Perrin', 'Morin', 'Dufour', 'Lambert', 'Mercier', 'Blanc', 'Guérin', 'Boyer', 'Garnier', 'Chevallier', 'François'];
const TOWNS = ['Lille', 'Lyon', 'Nantes', 'Strasbourg', 'Rennes', 'Toulouse', 'Saint-Étienne', 'Le Havre', 'Reims', 'Grenoble', 'Dijon', 'Angers'];
const FORMS = ['SARL', 'SAS', 'SA', 'EURL'];

export const HEADERS = ['Code client', 'Raison sociale', 'Ville', 'E-mail', 'N° facture', 'Date facture', 'Échéance', 'Montant TTC', 'Restant dû'] as const;

function siteOf(customer: number): string {
  return `client-${customer.toString(36)}.fr`;
}
/** One customer's own columns, the same in each of its rows. */
function customerOf(customer: number): readonly [string, string, string, string] {
  const roll = dice(customer + 17);
  const name = `${FIRST[roll(FIRST.length)] as string} ${SECOND[roll(SECOND.length)] as string} ${FORMS[roll(FORMS.length)] as string} ${customer.toString(36)}`;
  return [`C${String(customer).padStart(6, '0')}`, roll(12) === 0 ? `"${name}; agence ""${TOWNS[roll(TOWNS.length)] as string}"""` : name, TOWNS[roll(TOWNS.length)] as string, `compta@${siteOf(customer)}`];
}

const two = (value: number): string => String(value).padStart(2, '0');
const amount = (cents: number): string => `${Math.floor(cents / 100)},${two(cents % 100)}`;

/** The rows of a ledger as an accounting system exports it: by date of invoice, each with its customer. The last column sums to `cents`. */
export function* ledgerRows(rows: number, customers: number): Generator<{ readonly cells: readonly string[]; readonly cents: number }> {
  const roll = dice(rows);
  for (let row = 0; row < rows; row += 1) {
    const day = Math.floor((row / rows) * 330);
    const issued = new Date(Date.UTC(2026, 0, 1 + day));
    const due = new Date(Date.UTC(2026, 0, 31 + day + roll(30)));
    const cents = 1_000 + roll(900_000);
    const open = roll(10) === 0 ? Math.floor(cents / 2) : cents;
    const shown = (date: Date): string => `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
    // The first rows name every customer once.
    const customer = row < customers ? row : roll(customers);
    yield { cells: [...customerOf(customer), `FA-2026-${String(row + 1).padStart(7, '0')}`, shown(issued), shown(due), amount(cents), amount(open)], cents: open };
  }
}

/** Written once and kept: the same bytes each time. @returns what is open, in cents. */
export function writeLedger(path: string, rows: number, customers: number): void {
  if (existsSync(path) && statSync(path).size > 0) return;
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(`${path}.part`, 'w');
  let lines = [HEADERS.join(';')];
  for (const { cells } of ledgerRows(rows, customers)) {
    lines.push(cells.join(';'));
    if (lines.length < 5_000) continue;
    writeSync(file, `${lines.join('\r\n')}\r\n`);
    lines = [];
  }
  if (lines.length > 0) writeSync(file, `${lines.join('\r\n')}\r\n`);
  closeSync(file);
  renameSync(`${path}.part`, path);
}
