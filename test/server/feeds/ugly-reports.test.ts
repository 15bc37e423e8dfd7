import { describe, expect, test } from '@jest/globals';
import { aWorkbook, csvOf, understand } from './a-workbook';
import type { Written } from './a-workbook';

const H = ['Client', 'N° facture', 'Échéance', 'Restant dû'] as const;
const HEADER = H.join(';');
const sheet = (...rows: readonly (readonly Written[])[]): Buffer => aWorkbook({ sheets: [{ rows }] });
const invoice = (customer: string | null, number: string, amount: string | number, due = '22/10/2026'): readonly Written[] => [customer, number, due, amount];

describe('a report printed for people', () => {
  test.each([1, 2, 3, 5, 10])('begins with %i rows of titles, blanks among them', async (rows) => {
    const titles = ['Société VERNET SARL', '', 'Balance âgée au 20/11/2026', '', 'Client : tous', 'Édité par Nadia', '', 'Exercice 2026', 'Page 1', ''].slice(0, rows);
    const read = await understand(csvOf(...titles, HEADER, 'Dupont;FA-1;22/10/2026;120,00'), 'balance.csv');
    expect(read.open).toEqual(['FA-1 Dupont 12000']);
    expect(read.told).toEqual([]);
  });

  test('has sub-totals and totals: they are no invoices, they are counted and told', async () => {
    const read = await understand(csvOf(HEADER, 'Dupont;FA-1;22/10/2026;120,00', 'Dupont;FA-2;23/10/2026;80,00', 'Total client DUPONT;;;200,00', 'Martin;FA-3;22/10/2026;50,00', 'Sous-total;;;50,00', ';;;250,00', 'Total général;;;250,00'));
    expect(read.open).toEqual(['FA-1 Dupont 12000', 'FA-2 Dupont 8000', 'FA-3 Martin 5000']);
    expect(read.told).toEqual(['4 total from 4']);
    expect(read.content.rows).toBe(3);
    expect(read.preview.problems).toMatchObject([{ code: 'ledger/rows-skipped', why: 'total', rows: 4, row: 4, value: 'Total client DUPONT' }]);
  });

  test('whose printed total is not the sum of its rows says so', async () => {
    const read = await understand(csvOf(HEADER, 'Dupont;FA-1;22/10/2026;120,00', 'Dupont;FA-2;;80,00', 'Total client Dupont;;;200,00'));
    expect(read.open).toEqual(['FA-1 Dupont 12000']);
    expect(read.told).toEqual(['3 Échéance no-due-date', '1 total from 4', 'total at 4: 20000 is not 12000']);
  });

  test('with a total in the column of numbers', async () => {
    const read = await understand(csvOf(HEADER, 'Dupont;FA-1;22/10/2026;120,00', ';TOTAL;22/11/2026;120,00', ';Report;;120,00', 'Dupont;FA-2;22/10/2026;1,00'));
    expect(read.open).toEqual(['FA-1 Dupont 12000', 'FA-2 Dupont 100']);
    expect(read.told).toEqual(['2 total from 3']);
  });

  test('does not take a customer named Total for a total', async () => {
    const read = await understand(csvOf(HEADER, 'Total Énergies;FA-1;22/10/2026;120,00', 'TOTAL MARKETING FRANCE;FA-2;22/10/2026;80,00', 'Total;FA-3;22/10/2026;5,00', 'Total Énergies;;;999,00'));
    expect(read.open).toEqual(['FA-1 Total Énergies 12000', 'FA-2 TOTAL MARKETING FRANCE 8000', 'FA-3 Total 500']);
    expect(read.told).toEqual(['5 N° facture no-number']);
  });

  test('does not pass over an invoice without its number for a word in its text', async () => {
    const read = await understand(csvOf('Client;N° facture;Échéance;Article;Restant dû', 'Dupont;FA-1;22/10/2026;Porte;120,00', 'Dupont;;23/10/2026;Sous-total pose;80,00'));
    expect(read.told).toEqual(['3 N° facture no-number']);
  });

  test('whose sum without a name fits nothing is named, not swallowed', async () => {
    const read = await understand(csvOf(HEADER, 'Dupont;FA-1;22/10/2026;120,00', ';;;77,00'));
    expect(read.told).toEqual(['3 Restant dû sum-without-name']);
  });

  test('repeats its header on every page', async () => {
    const read = await understand(csvOf('Balance âgée', HEADER, 'Dupont;FA-1;22/10/2026;120,00', 'Page 2', HEADER, 'Martin;FA-2;22/10/2026;80,00', '', HEADER, 'Zola;FA-3;13/10/2026;1,00'));
    expect(read.open).toEqual(['FA-1 Dupont 12000', 'FA-2 Martin 8000', 'FA-3 Zola 100']);
    expect(read.told).toEqual(['4 N° facture no-number', '2 repeated-header from 5']);
  });

  test('holds a second table: it is not read as invoices, and it is said', async () => {
    const read = await understand(csvOf(HEADER, 'Dupont;FA-1;22/10/2026;120,00', '', 'Règlements reçus', 'Date;Client;Mode de règlement;Montant', '21/11/2026;Dupont;Virement;120,00', '21/11/2026;Martin;Chèque;9,00'));
    expect(read.open).toEqual(['FA-1 Dupont 12000']);
    expect(read.told).toContain('second table at 5 with 2');
  });
});

test('a second table beside the first is not mixed with it, and it is said', async () => {
  const read = await understand(csvOf(`${HEADER};;${HEADER};Devise`, 'Dupont;FA-1;22/10/2026;120,00;;Martin;FA-2;13/10/2026;80,00;USD', 'Zola;FA-3;23/10/2026;1,00;;;;;;'));
  expect(read.open).toEqual(['FA-1 Dupont 12000', 'FA-3 Zola 100']);
  expect(read.told).toEqual(['second table at 1 with 1']);
});

test('what was passed over is told before the fifty rows that could not be read', async () => {
  const read = await understand(csvOf(HEADER, ...Array.from({ length: 60 }, (_, at) => `Dupont;FA-${at};;5,00`), 'Martin;FA-99;22/10/2026;5,00', 'Total général;;;305,00'));
  expect(read.preview.problems[0]).toMatchObject({ code: 'ledger/rows-skipped', why: 'total' });
  expect(read.preview.problemCount).toBe(62);
});

describe('customers above their invoices', () => {
  test('stand in a row of their own, in the column of customers', async () => {
    const read = await understand(csvOf(HEADER, 'Dupont SA;;;', ';FA-1;22/10/2026;120,00', ';FA-2;22/10/2026;30,00', 'Martin;;;', ';FA-3;22/10/2026;50,00', 'Zola;FA-4;13/10/2026;1,00'));
    expect(read.open).toEqual(['FA-1 Dupont SA 12000', 'FA-2 Dupont SA 3000', 'FA-3 Martin 5000', 'FA-4 Zola 100']);
    expect(read.told).toEqual(['2 heading from 2']);
  });

  test('stand in a row of their own, without a column of customers', async () => {
    const read = await understand(csvOf('N° facture;Échéance;Restant dû', 'Client : 411DUP - Dupont SA', 'FA-1;22/10/2026;120,00', 'FA-2;22/10/2026;30,00', 'Total client 411DUP;;150,00', '', 'Client : 411MAR - Martin', 'FA-3;13/10/2026;50,00', 'Total;;50,00', 'Total général;;200,00'));
    expect(read.open).toEqual(['FA-1 411DUP/Dupont SA 12000', 'FA-2 411DUP/Dupont SA 3000', 'FA-3 411MAR/Martin 5000']);
    expect([...read.told].sort()).toEqual(['2 heading from 2', '3 total from 5']);
  });

  test('may be bare names, each followed by its invoices', async () => {
    const read = await understand(csvOf('N° facture;Échéance;Restant dû', 'Dupont SA', 'FA-1;22/10/2026;120,00', 'Page 2', 'FA-2;22/10/2026;30,00', '411MAR;Martin', 'FA-3;13/10/2026;50,00'));
    expect(read.open).toEqual(['FA-1 Dupont SA 12000', 'FA-2 Dupont SA 3000', 'FA-3 411MAR/Martin 5000']);
    expect(read.told).toEqual(['4 Échéance no-due-date', '2 heading from 2']);
  });

  test('once called customers, are not told from a note by its place', async () => {
    const read = await understand(csvOf('N° facture;Échéance;Restant dû', 'Client : Dupont SA', 'FA-1;22/10/2026;120,00', 'Rappelé par Nadia', 'FA-2;22/10/2026;30,00'));
    expect(read.open).toEqual(['FA-1 Dupont SA 12000']);
    expect(read.told).toEqual(['4 debtor-name no-customer', '5 debtor-name no-customer', '1 heading from 2']);
  });

  test('at the foot of a page cannot be told from the foot itself: the rows of the next page are nobody’s', async () => {
    const read = await understand(csvOf(HEADER, 'Dupont SA;;;', ';FA-1;22/10/2026;120,00', 'VERNET SARL;;;', HEADER, ';FA-2;22/10/2026;30,00'));
    expect(read.open).toEqual(['FA-1 Dupont SA 12000']);
    expect(read.told).toEqual(['4 N° facture no-number', '6 Client no-customer', '1 heading from 2', '1 repeated-header from 5']);
  });

  test('end with their total: what follows has no customer until the next one', async () => {
    const read = await understand(csvOf(HEADER, 'Dupont SA;;;', ';FA-1;22/10/2026;120,00', 'Total client Dupont SA;;;120,00', ';FA-2;22/10/2026;30,00'));
    expect(read.open).toEqual(['FA-1 Dupont SA 12000']);
    expect(read.told).toEqual(['5 Client no-customer', '1 heading from 2', '1 total from 4']);
  });

  test('may bear the sum of their invoices', async () => {
    const read = await understand(csvOf(HEADER, 'Dupont SA;;;150,00', ';FA-1;22/10/2026;120,00', ';FA-2;22/10/2026;30,00'));
    expect(read.open).toEqual(['FA-1 Dupont SA 12000', 'FA-2 Dupont SA 3000']);
    expect(read.told).toEqual(['1 heading from 2']);
  });

  test('that no invoice follows are rows that could not be read', async () => {
    const read = await understand(csvOf(HEADER, 'Dupont;FA-1;22/10/2026;120,00', 'Martin;;;'));
    expect(read.told).toEqual(['3 N° facture no-number']);
  });
});

describe('merged cells', () => {
  test('a header over two rows is one header', async () => {
    const read = await understand(aWorkbook({ sheets: [{
      rows: [['Balance âgée au 20/11/2026'], ['Client', 'Facture', null, null, 'Montants', null], [null, 'N°', 'Date', 'Échéance', 'TTC', 'Restant dû'], ['Dupont', 'FA-1', '22/09/2026', '22/10/2026', 100, 60]],
      merges: ['A1:F1', 'A2:A3', 'B2:D2', 'E2:F2'],
    }] }));
    expect(read.preview.mapping).toMatchObject({ headerRow: 2, columns: { 'debtor-name': 0, 'invoice-number': 1, issued: 2, due: 3, amount: 4, outstanding: 5 } });
    expect(read.preview.headers).toEqual(['Client', 'N°', 'Date', 'Échéance', 'TTC', 'Restant dû']);
    expect(read.open).toEqual(['FA-1 Dupont 6000']);
  });

  test('a customer merged down his invoices is the customer of each', async () => {
    const read = await understand(aWorkbook({ sheets: [{ rows: [H, invoice('Dupont', 'FA-1', 120), invoice(null, 'FA-2', 30), invoice(null, 'FA-3', 1), invoice(null, 'FA-4', 2)], merges: ['A2:A4'] }] }));
    expect(read.open).toEqual(['FA-1 Dupont 12000', 'FA-2 Dupont 3000', 'FA-3 Dupont 100']);
    expect(read.told).toEqual(['5 Client no-customer']);
  });

  test('an amount merged over two invoices is never counted twice', async () => {
    const read = await understand(aWorkbook({ sheets: [{ rows: [H, invoice('Dupont', 'FA-1', 120), ['Dupont', 'FA-2', '22/10/2026', null]], merges: ['D2:D3'] }] }));
    expect(read.open).toEqual(['FA-1 Dupont 12000']);
    expect(read.told).toEqual(['3 Restant dû no-amount']);
  });
});

describe('one row for each line of an invoice', () => {
  const LINES = 'Client;N° facture;Échéance;Article;Montant TTC';
  test('lines of different amounts are added up', async () => {
    const read = await understand(csvOf(LINES, 'Dupont;FA-1;22/10/2026;Porte;100,00', 'Dupont;FA-1;22/10/2026;Pose;40,50', 'Dupont;FA-1;22/10/2026;Remise;-10,00', 'Martin;FA-2;13/10/2026;Porte;100,00'));
    expect(read.open).toEqual(['FA-1 Dupont 13050', 'FA-2 Martin 10000']);
    expect(read.told).toEqual(['1 summed from 2']);
  });

  test('the same total on every line, invoice after invoice, is counted once', async () => {
    const lines = [1, 2, 3, 4].flatMap((at) => [`Dupont;FA-${at};22/10/2026;Porte;100,00`, `Dupont;FA-${at};22/10/2026;Pose;100,00`]);
    const read = await understand(csvOf(LINES, ...lines));
    expect(read.open).toEqual(['FA-1 Dupont 10000', 'FA-2 Dupont 10000', 'FA-3 Dupont 10000', 'FA-4 Dupont 10000']);
    expect(read.told).toEqual(['4 repeated-amount from 3']);
    expect(read.content.rows).toBe(4);
  });

  test('what is open stands on each line, its parts in the amounts', async () => {
    const read = await understand(csvOf('Client;N° facture;Échéance;Article;Montant TTC;Restant dû', 'Dupont;FA-1;22/10/2026;Porte;100,00;130,00', 'Dupont;FA-1;22/10/2026;Pose;40,00;130,00'));
    expect(read.content.invoices).toMatchObject([{ instalments: [{ amount: { minor: 14000 }, outstanding: { minor: 13000 } }] }]);
  });

  test('two lines of one amount may be a total twice: the invoice is left out and named', async () => {
    const read = await understand(csvOf(LINES, 'Dupont;FA-1;22/10/2026;Porte;100,00', 'Dupont;FA-1;22/10/2026;Pose;100,00', 'Martin;FA-2;22/10/2026;Porte;7,00'));
    expect(read.open).toEqual(['FA-2 Martin 700']);
    expect(read.told).toEqual(['2 N° facture lines-undecided', '3 N° facture lines-undecided']);
    expect(read.content.debtors.map((debtor) => debtor.name)).toEqual(['Martin']);
  });

  test('a balance that falls from row to row is not added up', async () => {
    const read = await understand(csvOf('Client;N° facture;Échéance;Écriture;Montant TTC;Restant dû', 'Dupont;FA-1;22/10/2026;Facture;100,00;100,00', 'Dupont;FA-1;22/10/2026;Acompte;100,00;70,00'));
    expect(read.open).toEqual([]);
    expect(read.told).toEqual(['2 N° facture lines-undecided', '3 N° facture lines-undecided']);
  });

  test.each([
    ['an amount with a rest that falls to nothing', 'Montant TTC;Restant dû', ['100,00;100,00', '100,00;0,00']],
    ['a rest alone that falls', 'Restant dû;Écriture', ['100,00;Facture', '70,00;Acompte', '0,00;Solde']],
  ])('%s is what was left after each payment, never a sum', async (_title, columns, values) => {
    const read = await understand(csvOf(`Client;N° facture;Échéance;Article;${columns}`, ...values.map((value, at) => `Dupont;FA-1;22/10/2026;x${at};${value}`)));
    expect(read.open).toEqual([]);
    expect(read.told).toEqual(values.map((_, at) => `${at + 2} N° facture lines-undecided`));
  });

  test('lines are told from rests where one of them rises', async () => {
    const read = await understand(csvOf('Client;N° facture;Échéance;Article;Restant dû', 'Dupont;FA-1;22/10/2026;Porte;100,00', 'Dupont;FA-1;22/10/2026;Pose;40,00', 'Dupont;FA-2;22/10/2026;Pose;40,00', 'Dupont;FA-2;22/10/2026;Porte;100,00'));
    expect(read.open).toEqual(['FA-1 Dupont 14000', 'FA-2 Dupont 14000']);
    expect(read.told).toEqual(['2 summed from 2']);
  });

  test('a row that stands there twice is a row too many', async () => {
    const read = await understand(csvOf(LINES, 'Dupont;FA-1;22/10/2026;Porte;100,00', 'Dupont;FA-1;22/10/2026;Porte;100,00'));
    expect(read.open).toEqual(['FA-1 Dupont 10000']);
    expect(read.told).toEqual(['3 identical to 2']);
  });

  test('the same number at two customers is not one invoice', async () => {
    const read = await understand(csvOf(LINES, 'Dupont;FA-1;22/10/2026;Porte;100,00', 'Martin;FA-1;22/10/2026;Pose;40,00'));
    expect(read.open).toEqual(['FA-1 Dupont 10000']);
    expect(read.told).toEqual(['3 N° facture duplicate']);
  });
});

test('hidden rows are read, and it is said', async () => {
  const read = await understand(aWorkbook({ sheets: [{ rows: [H, invoice('Dupont', 'FA-1', 120), invoice('Martin', 'FA-2', 30)], rowAttributes: { 3: 'hidden="1"' }, before: '<cols><col min="4" max="4" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>' }] }));
  expect(read.open).toEqual(['FA-1 Dupont 12000', 'FA-2 Martin 3000']);
  expect(read.told).toEqual(['1 hidden-rows', '1 hidden-columns']);
});

test('a hidden sheet is not chosen by itself, though it names more columns', async () => {
  const bytes = aWorkbook({ sheets: [{ name: 'Archives 2024', state: 'hidden', rows: [[...H, 'Devise', 'SIREN'], ['Vieux', 'FA-0', '22/10/2024', 999, 'EUR', '']] }, { name: 'Clients', rows: [H, invoice('Dupont', 'FA-1', 120)] }] });
  const read = await understand(bytes);
  expect(read.open).toEqual(['FA-1 Dupont 12000']);
  expect(read.preview.mapping.sheet).toBe('Clients');
  expect(read.preview.sheets).toEqual(['Archives 2024', 'Clients']);
});

test('a sheet that the workbook hides can be chosen, and is called hidden', async () => {
  const read = await understand(aWorkbook({ sheets: [{ state: 'veryHidden', rows: [H, invoice('Dupont', 'FA-1', 120)] }, { rows: [] }] }));
  expect(read.told).toEqual(['1 hidden-sheet']);
});

test('the sheet, the row as shown and the column stand in what is named', async () => {
  const read = await understand(sheet(['Titre'], [], H, invoice('Dupont', 'FA-1', 'offert'), invoice('Dupont', 'FA-2', 1)));
  expect(read.content.problems).toEqual([{ code: 'ledger/row-unreadable', file: 'clients.xlsx', sheet: 'Feuil1', row: 4, column: 'Restant dû', value: 'offert', why: 'amount' }]);
});
