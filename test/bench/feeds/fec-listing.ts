import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A generator of numbers that gives the same file on every machine. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * sides);
  };
}

const HEADER = 'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise';
const two = (value: number): string => String(value).padStart(2, '0');
const euros = (cents: number): string => `${Math.floor(cents / 100)},${two(cents % 100)}`;
const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10).replace(/-/g, '');
/** A, B ... Z, AA, AB ...: as matching is lettered. */
const lettersOf = (count: number): string => (count < 26 ? String.fromCharCode(65 + count) : `${lettersOf(Math.floor(count / 26) - 1)}${String.fromCharCode(65 + (count % 26))}`);

export interface Listed {
  readonly lines: number;
  readonly customers: number;
  readonly invoices: number;
  /** Of all customers, cents: what a plain sum over their accounts gives. */
  readonly open: number;
}

/**
 * A year of a company: sales of three lines each (customer, sales, VAT), receipts of two (bank, customer), four in five of
 * them lettered with their invoice; one receipt in twenty pays a part of it. Sales come first in each month, as journals are
 * written.
 */
export function writeFecListing(path: string, lines: number, customers: number): Listed {
  const wanted = !existsSync(path) || statSync(path).size === 0;
  const roll = dice(lines);
  if (wanted) mkdirSync(dirname(path), { recursive: true });
  const file = wanted ? openSync(`${path}.part`, 'w') : null;
  let kept: string[] = [HEADER];
  let [count, invoices, open, entry] = [0, 0, 0, 0];
  const line = (...cells: readonly string[]): void => {
    count += 1;
    if (file === null) return;
    kept.push(cells.join('\t'));
    if (kept.length < 5_000) return;
    writeSync(file, `${kept.join('\r\n')}\r\n`);
    kept = [];
  };
  const letters = new Map<number, number>();
  for (let month = 0; count < lines; month = (month + 1) % 12) {
    const due: (() => void)[] = [];
    for (let sale = 0; sale < 400 && count < lines; sale += 1) {
      const customer = invoices < customers ? invoices : roll(customers);
      const [code, name] = [`C${String(customer).padStart(6, '0')}`, `CLIENT ${customer.toString(36).toUpperCase()} ÉTABLISSEMENTS`];
      const net = 1_000 + roll(800_000);
      const vat = Math.round(net / 5);
      invoices += 1;
      const number = `FA-2026-${String(invoices).padStart(7, '0')}`;
      const day = dayOf(month * 30 + roll(28));
      const [paid, part] = [roll(5) > 0, roll(20) === 0];
      const nth = letters.get(customer) ?? 0;
      if (paid) letters.set(customer, nth + 1);
      const [letter, lettered] = paid ? [lettersOf(nth), dayOf(month * 30 + 29)] : ['', ''];
      entry += 1;
      const of = ['VE', 'Journal des ventes', `VE${String(entry).padStart(8, '0')}`, day];
      const label = `Facture ${number} ${name}`;
      line(...of, '411000', 'Clients', code, name, number, day, label, euros(net + vat), '0,00', letter, lettered, day, '', '');
      line(...of, '706000', 'Prestations de services', '', '', number, day, label, '0,00', euros(net), '', '', day, '', '');
      line(...of, '445710', 'TVA collectée', '', '', number, day, label, '0,00', euros(vat), '', '', day, '', '');
      open += net + vat;
      if (!paid) continue;
      const received = part ? Math.floor((net + vat) / 2) : net + vat;
      open -= received;
      due.push(() => {
        entry += 1;
        const by = ['BQ', 'Banque', `BQ${String(entry).padStart(8, '0')}`, lettered];
        line(...by, '512000', 'Banque', '', '', `VIR${entry}`, lettered, `Virement ${name}`, euros(received), '0,00', '', '', lettered, '', '');
        line(...by, '411000', 'Clients', code, name, `VIR${entry}`, lettered, `Virement ${name}`, '0,00', euros(received), letter, lettered, lettered, '', '');
      });
    }
    for (const receipt of due) receipt();
  }
  if (file !== null) {
    if (kept.length > 0) writeSync(file, `${kept.join('\r\n')}\r\n`);
    closeSync(file);
    renameSync(`${path}.part`, path);
  }
  return { lines: count, customers: Math.min(customers, invoices), invoices, open };
}
