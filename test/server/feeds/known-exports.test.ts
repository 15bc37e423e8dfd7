import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { completeMapping, proposeMapping, readLedgerRows } from '../../../src/core';
import type { CompanyId, Row } from '../../../src/core';
import fc from '../../property';
import { aWorkbook, understand } from './a-workbook';
import type { Understood } from './a-workbook';

const bytesOf = (name: string): Buffer => readFileSync(`test/fixtures/exports/${name}`);
const read = (name: string): Promise<Understood> => understand(bytesOf(name), name);
const owed = ({ preview }: Understood): readonly string[] => preview.summary.open.map(({ minor, currency }) => `${minor} ${currency}`);

describe('an export of Odoo 19', () => {
  const BOOKS = [
    'INV/2026/00010 Jean, Martin "Déco" 40000',
    'INV/2026/00009 Jean, Martin "Déco" 9000',
    'RINV/2026/00002 Jean, Martin "Déco" 0',
    'INV/2026/00008 Jean, Martin "Déco" 0',
    'RINV/2026/00001 Dupont & Fils SARL -15000',
    'INV/2026/00006 Dupont & Fils SARL, Claire Comptable 7525',
    'INV/2026/00005 Harbour Inc 250000 USD',
    'INV/2026/00004 Jean, Martin "Déco" 8990',
    'INV/2026/00003 Jean, Martin "Déco" 0',
    'INV/2026/00002 Dupont & Fils SARL 80000',
    'INV/2026/00001 Dupont & Fils SARL 123456',
  ];

  test.each(['picked-fr.csv', 'picked-en.csv', 'picked-fr.xlsx', 'picked-en.xlsx', 'compatible-fr.csv', 'compatible-en.csv'])('with picked columns (%s) is read to the cent: what is left of each, credit notes against the customer, no draft and nothing cancelled', async (name) => {
    const found = await read(`odoo-19-${name}`);
    expect(found.open).toEqual(BOOKS);
    expect(owed(found)).toEqual(['253971 EUR', '250000 USD']);
    expect(found.told).toEqual(['1 cancelled from 7', '1 draft from 8']);
    expect(found.content.invoices.filter(({ kind }) => kind === 'credit-note').map(({ number }) => number)).toEqual(['RINV/2026/00002', 'RINV/2026/00001']);
    expect(found.content.invoices.find(({ number }) => number === 'INV/2026/00002')).toMatchObject({ issued: '2026-09-15', instalments: [{ due: '2026-10-15', amount: { minor: 120050 } }] });
  });

  test.each(['with-customer-fr.csv', 'with-customer-en.csv'])('with the commercial entity and its address (%s): an invoice to a contact person is his company’s', async (name) => {
    const found = await read(`odoo-19-${name}`);
    expect(found.open).toEqual(BOOKS.map((line) => line.replace(', Claire Comptable', '')));
    expect(found.told.filter((each) => !each.includes('address of'))).toEqual(['1 cancelled from 7', '1 draft from 8']);
    expect(found.content.debtors.map((debtor) => [debtor.name, debtor.code, debtor.contacts.map(({ address }) => address)])).toEqual([
      ['Jean, Martin "Déco"', null, ['facturation@jeanmartin.example']],
      ['Dupont & Fils SARL', null, ['compta@dupont.example', 'claire@dupont.example']],
      ['Harbour Inc', null, ['ap@harbour.example']],
    ]);
    expect(found.content.debtors[0]).toMatchObject({ postal: { lines: ['4 quai Sud'], postcode: '44000', town: 'Nantes' } });
  });

  test.each(['list-with-rest-fr.csv', 'list-with-rest-en.csv'])('of the list with what is due and its currency shown (%s): what is due stands there in the company’s currency, so a document in dollars is named, not read', async (name) => {
    const found = await read(`odoo-19-${name}`);
    expect(found.open).toEqual(BOOKS.filter((line) => !line.endsWith('USD')));
    expect(owed(found)).toEqual(['253971 EUR']);
    expect(found.told).toEqual([name.includes('fr') ? '10 Devise currency' : '10 Currency currency', '1 cancelled from 7', '1 draft from 8']);
  });

  test.each(['list-fr.csv', 'list-en.csv', 'list-fr.xlsx'])('of the bare list (%s), which says neither what is left nor in which currency, is left to the clerk', async (name) => {
    await expect(read(`odoo-19-${name}`)).rejects.toThrow(/column-missing|no-usable-column/);
  });

  test('whose list was exported with its currency alone names what is paid in part: the whole of it is not demanded', async () => {
    const lines = bytesOf('odoo-19-list-with-rest-fr.csv').toString('utf8').trim().split('\r\n').map((line) => line.replace(/,"[^"]*"(,"[^"]*")$/, '$1'));
    const found = await understand(Buffer.from(lines.join('\r\n')), 'liste.csv');
    expect(found.open).toEqual(BOOKS.filter((line) => !/00010|00002 Dupont/.test(line)));
    expect(found.told).toEqual(['2 Statut en cours de paiement partly-matched', '13 Statut en cours de paiement partly-matched', '3 settled from 4', '1 cancelled from 7', '1 draft from 8']);
  });

  test('that says an invoice is blocked makes it a dispute; a vendor’s bill is none of ours', async () => {
    const text = bytesOf('odoo-19-picked-fr.csv').toString('utf8').replace('"90.0","90.0","EUR","Non payé"', '"90.0","90.0","EUR","Bloqué"').replace(/("89.9","89.9".*)"Facture client"/, '$1"Facture fournisseur"');
    const found = await understand(Buffer.from(text), 'factures.csv');
    expect(found.content.invoices.filter(({ disputed }) => disputed !== null).map(({ number, disputed }) => [number, disputed?.minor])).toEqual([['INV/2026/00009', 9000]]);
    expect(found.told).toEqual(['1 cancelled from 7', '1 draft from 8', '1 vendor-bill from 11']);
  });

  test.each<[string, RegExp]>([['without the type, credit notes would be invoices', /,"(?:Type|Facture client|Avoir client)"$/], ['without the currency, dollars would be euros', /,"(?:Devise|EUR|USD)"(?=,)/]])('%s: such a file is not known by itself', async (_why, column) => {
    const lines = bytesOf('odoo-19-picked-fr.csv').toString('utf8').trim().split('\r\n').map((line) => line.replace(column, ''));
    await expect(understand(Buffer.from(lines.join('\r\n')), 'factures.csv')).rejects.toThrow(/column-missing/);
  });
});

describe('an export of Dolibarr', () => {
  const booksOf = (numbers: readonly string[]): readonly string[] => ['RELEXP-001/Menuiserie Vidal & Fils 100000', 'RELEXP-001/Menuiserie Vidal & Fils 0', 'RELEXP-001/Menuiserie Vidal & Fils -12000', 'RELEXP-002/Atelier "Sud", déco 7188', 'RELEXP-002/Atelier "Sud", déco 30000', 'RELEXP-002/Atelier "Sud", déco 0', 'RELEXP-003/Harbour Inc 148147'].map((rest, at) => `${numbers[at]} ${rest}`);
  const VERSIONS: Readonly<Record<string, readonly string[]>> = {
    '19.0.2': ['FA2609-0709', 'FA2609-0710', 'AV2610-0018', 'FA2610-0711', 'AC2610-0006', 'FA2610-0714', 'FA2610-0716'],
    '23.0.0-beta': ['FA2609-0582', 'FA2609-0583', 'AV2610-0015', 'FA2610-0584', 'AC2610-0006', 'FA2610-0587', 'FA2610-0589'],
  };

  test.each(Object.keys(VERSIONS).flatMap((version) => ['lines', 'payments'].flatMap((set) => ['fr', 'en'].map((language) => [version, set, language] as const))))('%s, %s, %s: an invoice counts once however many rows repeat it, and what is left of it is what is owed', async (version, set, language) => {
    const found = await read(`dolibarr-${version}-${set}-${language}.csv`);
    expect(found.open).toEqual(booksOf(VERSIONS[version] as readonly string[]));
    expect(owed(found)).toEqual(['273335 EUR']);
    const french = language === 'fr';
    // A credit note that was turned into a discount says no longer what is left of it; the invoice in dollars stands there in euros.
    expect(found.told).toEqual([french ? '13 Statut facture paid-yet-open' : '13 Invoice status paid-yet-open', french ? '14 Devise currency' : '14 Currency currency', '1 draft from 7', '2 cancelled from 10', '2 repeated-amount from 3']);
    expect(found.content.invoices.map(({ kind }) => kind)).toEqual(['invoice', 'invoice', 'credit-note', 'invoice', 'deposit', 'invoice', 'invoice']);
    expect(found.content.invoices[0]).toMatchObject({ issued: '2026-09-01', instalments: [{ due: '2026-10-01', amount: { minor: 168120 } }] });
  });

  test('has the customer’s code, number of the register, address in its lines', async () => {
    const { content } = await read('dolibarr-19.0.2-lines-fr.csv');
    expect(content.debtors[0]).toMatchObject({ code: 'RELEXP-001', legalIds: { siren: '443061841', vat: 'FR64443061841' }, postal: { lines: ['12 rue des Lilas', 'Bâtiment B'], postcode: '66400', town: 'Céret' } });
  });
});

describe('an export of Stripe', () => {
  test('is read by what was paid of what was due: paid, void and given up is not asked for, a draft is none', async () => {
    const found = await read('stripe-invoices.csv');
    expect(found.open).toEqual(['DUP-0001 cus_A1/Dupont & Fils 120050', 'DUP-0002 cus_A1/Dupont & Fils 50000', 'JEA-0001 cus_B2/Jean, Martin 0', 'HAR-0001 cus_C3/Harbour Inc 250000 USD']);
    expect(owed(found)).toEqual(['170050 EUR', '250000 USD']);
    // What is debited by itself has no due date: paid, it is passed over; open, it is named.
    expect(found.told).toEqual(['10 Due Date (UTC) no-due-date', '2 settled from 4', '2 cancelled from 6', '1 draft from 8']);
    expect(found.content.invoices[0]).toMatchObject({ issued: '2026-09-01', instalments: [{ due: '2026-10-01' }] });
    expect(found.content.debtors[0]?.contacts).toMatchObject([{ address: 'compta@dupont.example' }]);
  });
});

describe('a report of QuickBooks Online', () => {
  test('A/R Aging Detail: groups by age are no customers, their totals no invoices, a payment that is on no invoice is named', async () => {
    const found = await read('quickbooks-online-aging-detail.csv');
    expect(found.open).toEqual(['1041 Harbour Cafe 128450', '1043 Dupont & Fils -10000', '1052 Dupont & Fils 24200', '1063 Harbour Cafe:Quay 2 218075']);
    expect(owed(found)).toEqual(['360725 EUR']);
    expect(found.content.invoices.map(({ kind }) => kind)).toEqual(['invoice', 'credit-note', 'invoice', 'invoice']);
    expect(found.content.invoices[2]).toMatchObject({ issued: '2026-09-24', instalments: [{ due: '2026-10-24', amount: { minor: 64200 } }] });
    expect(found.told).toEqual(['12 Num no-number', '4 heading from 6', '4 total from 9', 'total at 13: 19200 is not 14200', 'total at 17: 355725 is not 360725']);
  });

  test('Open Invoices: the customer stands above his documents', async () => {
    const found = await read('quickbooks-online-open-invoices.csv');
    expect(found.open).toEqual(['INV-001 Acme Corp 150000', 'INV-003 Acme Corp 9999', 'INV-002 Beta LLC 75000', 'CM-7 Beta LLC -8000']);
    expect(owed(found)).toEqual(['226999 EUR']);
    expect(found.told).toEqual(['15 Num no-number', '4 heading from 6', '4 total from 9']);
  });

  test('saved as a workbook, with amounts and days of their own and indented customers, is read alike', async () => {
    const day = { style: 1 } as const;
    const found = await understand(
      aWorkbook({
        formats: ['mm/dd/yyyy', '#,##0.00'],
        sheets: [{ rows: [
          ['Open Invoices Report'], ['Atelier du Quai'], ['As of Nov 20, 2026'], [],
          [null, 'Date', 'Transaction type', 'Num', 'Term', 'Due date', 'Open balance'],
          ['   Acme Corp'], [null, { ...day, value: 46_280 }, 'Invoice', 'INV-001', 'Net 15', { ...day, value: 46_295 }, { style: 2, value: 1500 }], ['   Total for Acme Corp', null, null, null, null, null, { xml: '<c s="2"><f>G7</f><v>1500</v></c>' }],
          ['   Beta LLC'], [null, { ...day, value: 46_300 }, 'Credit Memo', 'CM-7', null, { ...day, value: 46_300 }, { style: 2, value: -80 }], ['   Total for Beta LLC', null, null, null, null, null, { xml: '<c s="2"><f>G10</f><v>-80</v></c>' }],
          ['TOTAL', null, null, null, null, null, { xml: '<c s="2"><f>(G8)+(G11)</f><v>1420</v></c>' }], [], ['Friday, Nov 20, 2026 01:47:12 PM GMT+1 - Accrual Basis'],
        ] }],
      }),
      'Open Invoices.xlsx',
    );
    expect(found.open).toEqual(['INV-001 Acme Corp 150000', 'CM-7 Beta LLC -8000']);
    expect(found.content.invoices.map(({ issued, instalments }) => [issued, instalments[0]?.due])).toEqual([['2026-09-15', '2026-09-30'], ['2026-10-05', '2026-10-05']]);
    expect(found.told).toEqual(['3 heading from 6', '3 total from 8']);
  });

  test('whose days may be read both ways is a question: the order is that of the company’s region', async () => {
    const text = bytesOf('quickbooks-online-open-invoices.csv').toString('utf8').replace(/\b(\d\d)\/\d\d\/2026/g, '$1/05/2026');
    await expect(understand(Buffer.from(text), 'open.csv')).rejects.toThrow('date-order-undecided');
  });

  test('of a company elsewhere is read day first', async () => {
    const text = bytesOf('quickbooks-online-aging-detail.csv').toString('utf8').replace(/\b(\d\d)\/(\d\d)\/2026/g, '$2/$1/2026');
    expect((await understand(Buffer.from(text), 'aging.csv')).open).toEqual((await read('quickbooks-online-aging-detail.csv')).open);
  });
});

/** Rows of a comma-separated file without line breaks in its cells. */
const cellsOf = (name: string): readonly string[][] => bytesOf(name).toString('utf8').trim().split(/\r?\n/).map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map((cell) => (cell[1] ?? cell[2] ?? '').replace(/""/g, '"')));
const written = (rows: readonly (readonly string[])[]): Buffer => Buffer.from(rows.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')).join('\n'));

/** Columns without which the rest is read all the same. */
const OPTIONAL: readonly (readonly [string, readonly string[]])[] = [
  ['odoo-19-picked-fr.csv', ['Total', 'Statut du paiement']],
  ['odoo-19-list-with-rest-en.csv', ['Untaxed Amount Signed Currency', 'Invoice/Bill Date']],
  ['dolibarr-19.0.2-lines-fr.csv', ['Adresse', 'Code postal', 'Ville', 'Téléphone', 'Total HT', 'Payé complètement', 'Raison de la clôture anticipée', 'Id facture', 'Montant TTC de la ligne']],
  ['dolibarr-23.0.0-beta-payments-en.csv', ['Payment ref.', 'Payment amount', 'Early closing reason', 'Date of payment', 'Invoice id']],
  ['stripe-invoices.csv', ['Billing', 'Charge', 'Closed', 'Customer Email', 'Finalized At (UTC)', 'Subtotal', 'Total', 'Paid', 'Description']],
];

test.each(OPTIONAL)('%s is read alike however its columns stand, and without those that nobody needs', async (name, optional) => {
  const rows = cellsOf(name);
  const header = rows[0] as readonly string[];
  const whole = await understand(written(rows), name);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(header.map((_, at) => at), { minLength: header.length }), fc.subarray([...optional]), async (order, left) => {
      const kept = order.filter((at) => !left.includes(header[at] as string));
      const found = await understand(written(rows.map((row) => kept.map((at) => row[at] ?? ''))), name);
      expect(found.open).toEqual(whole.open);
      expect(found.told.filter((each) => !each.includes('address'))).toEqual(whole.told.filter((each) => !each.includes('address')));
    }),
    { numRuns: 40 },
  );
});

test('whatever stands in the cells of a known export, nothing breaks and no cell that is not a word of the program is taken for one', async () => {
  const header = (cellsOf('dolibarr-19.0.2-payments-fr.csv')[0] as readonly string[]).filter((each) => each !== '');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.oneof(fc.constantFrom('', '0', '1', '2', '3', '4', 'constructor', '__proto__', '2026-10-01', '12.50', '-3', 'EUR', 'USD'), fc.string({ maxLength: 12 })), { minLength: header.length, maxLength: header.length }), { minLength: 1, maxLength: 8 }), async (rows) => {
      const found = await understand(written([header, ...rows.map((row) => row.map((cell) => cell.replace(/[\r\n]/g, ' ')))]), 'dolibarr.csv');
      for (const { instalments } of found.content.invoices) for (const { outstanding } of instalments) expect(Number.isSafeInteger(outstanding.minor)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a clerk who puts another column in place of the program’s own has it read as it stands: its 0 is no draft', () => {
  const rows: readonly Row[] = cellsOf('dolibarr-19.0.2-payments-fr.csv');
  const { mapping, headers } = proposeMapping(rows, null);
  expect([headers[mapping.columns.status ?? -1], headers[mapping.columns.outstanding ?? -1]]).toEqual(['Statut facture', 'Créance']);
  const skipped = (columns: typeof mapping.columns): readonly string[] => readLedgerRows(rows, completeMapping(rows, { ...mapping, columns }).mapping, 'martel' as CompanyId, 'dolibarr.csv').remarks.flatMap((each) => (each.code === 'ledger/rows-skipped' ? [each.why] : []));
  expect(skipped(mapping.columns)).toEqual(['draft', 'cancelled', 'repeated-amount']);
  expect(skipped({ ...mapping.columns, status: headers.indexOf('Type') })).toEqual(['repeated-amount']);
});
