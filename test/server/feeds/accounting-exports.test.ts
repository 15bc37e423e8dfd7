import { describe, expect, test } from '@jest/globals';
import { completeMapping, fromDayNumber, proposeMapping, readLedgerRows } from '../../../src/core';
import type { CompanyId } from '../../../src/core';
import fc from '../../property';
import { csvOf, understand } from './a-workbook';

describe('a row that stands twice in a file', () => {
  const HEADER = 'Code client;Client;N° facture;Date;Échéance;Montant TTC;Restant dû';
  const ROW = 'C1;Garage;FA-1;21/09/2026;15/10/2026;120,00;120,00';

  test('cell for cell is counted once, and the report says which row it repeats', async () => {
    const read = await understand(csvOf(HEADER, ROW, 'C1;Garage;FA-2;21/09/2026;15/10/2026;80,00;80,00', ROW), 'clients.csv');
    expect(read.open).toEqual(['FA-1 C1/Garage 12000', 'FA-2 C1/Garage 8000']);
    expect(read.told).toEqual(['4 identical to 2']);
    expect(read.content.problems).toEqual([]);
    expect(read.content.rows).toBe(2);
  });

  test('with its whole file is told in one sentence', async () => {
    const rows = [ROW, ROW.replace('FA-1', 'FA-2'), ROW.replace('FA-1', 'FA-3')];
    const read = await understand(csvOf(HEADER, ...rows, ...rows), 'clients.csv');
    expect(read.open).toHaveLength(3);
    expect(read.told).toEqual(['3 identical, the first 5 to 2']);
  });

  test.each<[string, string, readonly string[]]>([
    ['another amount', ROW.replace(/120,00/g, '90,00'), ['lines']],
    ['another customer', ROW.replace('C1;Garage', 'C2;Moulin'), ['3 N° facture duplicate']],
    ['another name of the customer', ROW.replace('Garage', 'Garage SARL'), ['3 N° facture duplicate']],
  ])('but for %s is no double: what happens to it is said as before', async (_what, other, told) => {
    const read = await understand(csvOf(HEADER, ROW, other), 'clients.csv');
    expect(read.told).toEqual(told[0] === 'lines' ? ['1 summed from 2'] : told);
  });

  test('in a file that lists lines may be a line of its own: it stays a problem', async () => {
    const lines = ['FA-7;01/09/2026;15/10/2026;10,00;10,00', 'FA-7;01/09/2026;15/10/2026;20,00;20,00'].map((rest) => `C1;Garage;${rest}`);
    const read = await understand(csvOf(HEADER, ROW, ...lines, ROW), 'clients.csv');
    expect(read.told).toContain('5 N° facture duplicate');
  });
});

test.each(['N° de TVA', 'No TVA', 'TVA intracom.', 'N° TVA intracommunautaire', 'N° TVA intra-communautaire', 'Numéro de TVA intracom', 'Code TVA intra', 'TVA Intra.', 'N° TVA CEE', 'Nº de TVA client'])('a column headed %s holds the VAT numbers', async (header) => {
  const read = await understand(csvOf(`Client;${header};N° facture;Échéance;Restant dû`, 'Garage;FR83404833048;FA-1;15/10/2026;120,00'), 'clients.csv');
  expect(read.content.debtors[0]?.legalIds.vat).toBe('FR83404833048');
});

test.each(['TVA', 'Montant TVA', 'Taux de TVA', 'Code TVA', 'TVA €'])('a column headed %s holds an amount or a rate, never a VAT number', async (header) => {
  const read = await understand(csvOf(`Client;${header};N° facture;Échéance;Restant dû`, 'Garage;20,00;FA-1;15/10/2026;120,00'), 'clients.csv');
  expect(read.preview.mapping.columns.vat).toBeUndefined();
  expect(read.told).toEqual([]);
});

describe('days as Sage writes them, without separators', () => {
  const HEADER = 'N° tiers;Intitulé du tiers;N° facture;Date;Échéance;Solde';
  const due = ({ content }: Awaited<ReturnType<typeof understand>>): readonly (string | undefined)[] => content.invoices.map((invoice) => `${invoice.issued} ${invoice.instalments[0]?.due}`);

  test.each<[string, readonly string[], readonly string[]]>([
    ['JJMMAA', ['C1;Garage;FA-1;150926;151026;120,00', 'C1;Garage;FA-2;011026;311026;80,00'], ['2026-09-15 2026-10-15', '2026-10-01 2026-10-31']],
    ['JJMMAAAA', ['C1;Garage;FA-1;15092026;15102026;120,00', 'C1;Garage;FA-2;20102026;20112026;80,00'], ['2026-09-15 2026-10-15', '2026-10-20 2026-11-20']],
    ['JJMMAAAA in a single row', ['C1;Garage;FA-1;05092026;05102026;120,00'], ['2026-09-05 2026-10-05']],
    ['JJMMAA in one column, with separators in the other', ['C1;Garage;FA-1;15/09/2026;151026;120,00', 'C1;Garage;FA-2;01/10/2026;311026;80,00', 'C1;Garage;FA-3;01/10/2026;301126;80,00'], ['2026-09-15 2026-10-15', '2026-10-01 2026-10-31', '2026-10-01 2026-11-30']],
    ['AAAAMMJJ, as ever', ['C1;Garage;FA-1;20260915;20261015;120,00', 'C1;Garage;FA-2;20261001;20261031;80,00'], ['2026-09-15 2026-10-15', '2026-10-01 2026-10-31']],
    ['JJMMAA in Arabic digits', ['C1;Garage;FA-1;١٥٠٩٢٦;١٥١٠٢٦;120,00', 'C1;Garage;FA-2;٠١١٠٢٦;٣١١٠٢٦;80,00'], ['2026-09-15 2026-10-15', '2026-10-01 2026-10-31']],
  ])('%s is read where the whole column is so', async (_how, rows, expected) => {
    const read = await understand(csvOf(HEADER, ...rows), 'sage.csv');
    expect(read.told).toEqual([]);
    expect(due(read)).toEqual(expected);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['with separators elsewhere in the column', ['C1;Garage;FA-1;21/09/2026;151026;1,00', 'C1;Garage;FA-2;21/09/2026;31/10/2026;1,00'], ['2 Échéance bare-date']],
    ['with a day that does not exist among them', ['C1;Garage;FA-1;21/09/2026;151026;1,00', 'C1;Garage;FA-2;21/09/2026;310226;1,00', 'C1;Garage;FA-3;21/09/2026;301126;1,00'], ['2 Échéance bare-date', '3 Échéance bare-date', '4 Échéance bare-date']],
    ['with a day that lost its zero among them, which would pass for a day of 2039', ['C1;Garage;FA-1;21/09/2026;151026;1,00', 'C1;Garage;FA-2;21/09/2026;51026;1,00'], ['2 Échéance bare-date', '3 Échéance bare-date']],
    ['with the year in front', ['C1;Garage;FA-1;21/09/2026;261015;1,00', 'C1;Garage;FA-2;21/09/2026;261016;1,00', 'C1;Garage;FA-3;21/09/2026;261101;1,00'], ['2 Échéance bare-date', '3 Échéance bare-date', '4 Échéance bare-date']],
    ['where one day alone stands in the file, that may be 2015 as well', ['C1;Garage;FA-1;21/09/2026;151026;1,00'], ['2 Échéance bare-date']],
    ['where two days may be a day or a year apart', ['C1;Garage;FA-1;21/09/2026;261015;1,00', 'C1;Garage;FA-2;21/09/2026;271015;1,00'], ['2 Échéance bare-date', '3 Échéance bare-date']],
    ['with years that no ledger holds', ['C1;Garage;FA-1;21/09/2026;15101026;1,00'], ['2 Échéance bare-date']],
  ])('is never guessed %s: row and column are named', async (_how, rows, told) => {
    expect((await understand(csvOf(HEADER, ...rows), 'sage.csv')).told).toEqual(told);
  });

  test('an issue date that is not understood is named in its own column', async () => {
    const read = await understand(csvOf(HEADER, 'C1;Garage;FA-1;150926;15/10/2026;1,00', 'C1;Garage;FA-2;16/09/2026;16/10/2026;1,00'), 'sage.csv');
    expect(read.told).toEqual(['2 Date bare-date']);
  });

  test('whatever the days of a year, they are read as they were written, or not at all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20_400, max: 20_900 }), { minLength: 1, maxLength: 12 }), fc.constantFrom('ddmmyy', 'ddmmyyyy', 'yymmdd'), (numbers, how) => {
        const days = numbers.map((number) => fromDayNumber(number));
        const written = days.map((day) => {
          const [year, month, date] = day.split('-') as [string, string, string];
          return how === 'ddmmyy' ? date + month + year.slice(2) : how === 'ddmmyyyy' ? date + month + year : year.slice(2) + month + date;
        });
        const rows = [['Client', 'N° facture', 'Échéance', 'Restant dû'], ...written.map((text, at) => ['Garage', `FA-${at}`, text, '1,00'])];
        const { mapping } = proposeMapping(rows, null);
        const { invoices, unreadable } = readLedgerRows(rows, completeMapping(rows, mapping).mapping, 'c' as CompanyId, 'sage.csv');
        if (how === 'ddmmyyyy') expect(unreadable).toEqual([]);
        if (unreadable.length > 0) expect(invoices).toEqual([]);
        else if (how !== 'yymmdd') expect(invoices.map((invoice) => invoice.instalments[0]?.due)).toEqual(days);
        else expect(invoices).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what is left of an invoice, as programs head its column', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['Dolibarr', ['"Réf. facture";"Tiers";"Code client";"Email";"Type";"Date facturation";"Date échéance";"Montant TTC";"Reste à encaisser";"État"', '"FA2609-0003";"Dupont SA";"CU1";"compta@dupont.fr";"Facture standard";"15/09/2026";"21/10/2026";"100.00000000";"40.00000000";"Règlement commencé"'], ['FA2609-0003 CU1/Dupont SA 4000']],
    ['Pennylane', ['Numéro de facture;Client;Identifiant client;Date d\'émission;Date d\'échéance;Montant TTC;Montant restant;Devise;Statut', 'F-1;Dupont;dup-1;2026-09-15;2026-10-15;1200.00;300.00;EUR;En retard'], ['F-1 dup-1/Dupont 30000']],
    ['EBP', ['Code tiers;Nom;N° de document;Date du document;Type de document;Date d\'échéance;Montant TTC;Solde dû', 'CL1;BATI PLUS;FA00000123;15/09/2026;Facture;15/10/2026;1 200,00;200,00'], ['FA00000123 CL1/BATI PLUS 20000']],
    ['Sage 100', ['N° compte tiers;Intitulé;Code journal;N° pièce;N° facture;Date de facture;Date échéance;Montant;Solde échéance', 'CDUPO;Dupont SA;VE;12;FA1;15/09/2026;15/10/2026;1200,00;700,00'], ['FA1 CDUPO/Dupont SA 70000']],
    ['Cegid', ['Tiers;Raison sociale;N° facture;Date facture;Date échéance;Montant TTC;Montant restant dû', 'C1;Dupont;F1;15/09/2026;15/10/2026;1200,00;100,00'], ['F1 C1/Dupont 10000']],
    ['Sellsy', ['Numéro;Client;Date;Échéance;Total TTC;Restant dû TTC;Statut', 'FACT-1;Dupont;15/09/2026;15/10/2026;1 200,00 €;500,00 €;En retard'], ['FACT-1 Dupont 50000']],
    ['Axonaut', ['Numéro de facture;Client;Date de la facture;Date d\'échéance;Total HT;Total TTC;Reste à payer TTC', 'F1;Dupont;15/09/2026;15/10/2026;1 000,00;1 200,00;600,00'], ['F1 Dupont 60000']],
    ['QuickBooks', ['Date;Type d’opération;N°;Client;Échéance;Montant;Solde ouvert', '15/09/2026;Facture;1001;Dupont;15/10/2026;1 200,00;50,00'], ['1001 Dupont 5000']],
  ])('of %s is what is demanded, not the whole invoice', async (_program, lines, open) => {
    const read = await understand(csvOf(...lines), 'export.csv');
    expect(read.open).toEqual(open);
    expect(read.content.invoices[0]?.issued).toBe('2026-09-15');
    expect(read.told).toEqual([]);
  });
});
