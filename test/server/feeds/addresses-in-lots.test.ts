import { expect, test } from '@jest/globals';
import { proposeMapping, readLedgerRows } from '../../../src/core';
import type { CompanyId, Debtor, DebtorId, Instant, LedgerProblem, Row } from '../../../src/core';
import { ReadingInLots } from '../../../src/server/feeds/reading-in-lots';
import type { ReadingSink } from '../../../src/server/store/reading-sink';

const COMPANY = 'vernet' as CompanyId;
const HEAD: Row = ['Code client', 'Client', 'N° facture', 'Date facture', 'Échéance', 'Restant dû', 'Adresse', 'Code postal', 'Ville'];

/** What was told last of each customer. */
class Told implements ReadingSink<null> {
  readonly debtors = new Map<DebtorId, Debtor>();
  addDebtor(debtor: Debtor): void { this.debtors.set(debtor.id, debtor); }
  debtor(id: DebtorId): Debtor | undefined { return this.debtors.get(id); }
  addInvoice(): void { /* not asked here */ }
  *finish(): Generator<number, null> { yield 1; return null; }
  close(): void { /* nothing is open */ }
}

test('a file that is read in lots says of addresses what one reading says, also where an earlier address is the newest again', () => {
  const days = ['01/08/2026', '05/08/2026', '03/08/2026', '09/08/2026', '02/08/2026', '09/08/2026', '04/08/2026', '08/08/2026'];
  const streets = ['1 rue A', '2 rue B', '', '1 rue A', '3 rue C'];
  const rows: Row[] = [];
  for (let n = 0; n < 240; n += 1) {
    const customer = n % 7;
    const street = customer === 6 ? '' : customer === 5 ? '9 rue Seule' : (streets[(Math.floor(n / 21) * (customer + 3)) % streets.length] as string);
    rows.push([`C${customer}`, `Client ${customer}`, `FA-${n}`, days[(n * 5 + customer) % days.length] as string, '30/09/2026', '100,00', street, street === '' ? '' : '69003', street === '' ? '' : 'Lyon']);
  }
  const { mapping } = proposeMapping([HEAD, ...rows], null);
  const whole = readLedgerRows([HEAD, ...rows], mapping, COMPANY, 'clients.csv');
  const differ = (problems: readonly LedgerProblem[]): readonly LedgerProblem[] => problems.filter(({ code }) => code === 'ledger/addresses-differ');
  expect(differ(whole.remarks).length).toBeGreaterThan(2);
  for (const size of [1, 3, 50, 1000]) {
    const told = new Told();
    const reading = new ReadingInLots([HEAD], mapping, COMPANY, { path: '', name: 'clients.csv', asOf: '2026-11-22T08:00:00.000Z' as Instant, documentsFolder: null }, told);
    for (let from = 0; from < rows.length; from += size) reading.take(rows.slice(from, from + size).map((row, at) => ({ at: from + at + 1, row })));
    expect([...told.debtors.values()].map(({ id, postal }) => [id, postal])).toEqual(whole.debtors.map(({ id, postal }) => [id, postal]));
    expect(differ(reading.facts().remarks?.first ?? [])).toEqual(differ(whole.remarks));
  }
});
