import { expect, test } from '@jest/globals';
import { presentPenalties, statementOfAccount } from '../../../src/core';
import type { Debtor, Language, PenaltiesView } from '../../../src/core';
import { aCaseFile, day, TODAY } from '../../core/builders';
import { shippedRates } from '../../core/penalties/rates';
import { aWorkbook, csvOf, understand } from './a-workbook';

const HEAD = ['Code client', 'Client', 'Type client', 'N° facture', 'Date facture', 'Échéance', 'Montant TTC', 'Restant dû'];
const BILL = ['FA-1', '31/08/2026', '30/09/2026', '1000,00', '1000,00'];
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

/** The statement of the first customer of a file, from the file's bytes on. */
async function statementFrom(bytes: Uint8Array, name: string, language: Language = 'fr'): Promise<{ readonly debtor: Debtor; readonly told: readonly string[]; readonly view: PenaltiesView }> {
  const { content, told } = await understand(bytes, name);
  const debtor = content.debtors[0] as Debtor;
  const invoices = content.invoices.filter((invoice) => invoice.debtor === debtor.id);
  const statement = statementOfAccount({ invoices, unallocatedCredits: [], disputes: [] }, TODAY);
  return { debtor, told, view: presentPenalties({ file: aCaseFile({ debtor, invoices }), statement, rates: shippedRates(), view: 'ledger', asOf: day('2026-11-23'), language }) };
}
const csv = (rate: string, { kind = 'Entreprise', header = 'Taux de pénalité(s)' } = {}): Buffer => csvOf([...HEAD, header].join(';'), ['C1', 'Dupont', kind, ...BILL, rate].join(';'));
const cents = (view: PenaltiesView): string => plain(view.sums.flatMap(({ rows }) => rows.map(({ label, value }) => `${label} ${value}`)).join(', '));

// 1 000.00 over 54 days: x 10 % / 365 = 14.79, x 10.5 % = 15.53, x 5 % = 7.40; at the law's 12.40 % = 18.35.
test.each<[string, string, number, string]>([
  ['10 %', 'Taux de pénalité(s)', 100_000, '14,79'], ['10,5', 'Taux de retard', 105_000, '15,53'], ['10,50%', 'Taux contractuel (%)', 105_000, '15,53'], ['10.5\u00a0%', 'Late fee rate', 105_000, '15,53'],
])('the contract’s rate “%s” under “%s” makes the statement’s cents, and is named as such', async (rate, header, millionths, interest) => {
  const { debtor, told, view } = await statementFrom(csv(rate, { header }), 'clients.csv');
  expect([debtor.contractRate, told]).toEqual([millionths, []]);
  expect(cents(view)).toContain(`Pénalités ${interest} €`);
  expect(view.lines[0]?.segments.map(({ source }) => source)).toEqual(['contrat, taux fixe']);
  expect(plain(view.law.join('\n'))).toContain(`Taux contractuel : ${interest === '14,79' ? '10,00' : '10,50'} % l’an, d’après votre fichier clients.`);
  expect(view.lines[0]?.remarks.join()).not.toContain('minimum');
});

test('a cell with a percent format is what the sheet shows', async () => {
  const { debtor, view } = await statementFrom(aWorkbook({ formats: ['0.0%'], sheets: [{ rows: [[...HEAD, 'Taux de retard'], ['C1', 'Dupont', 'Entreprise', ...BILL, { style: 1, value: 0.105 }]] }] }), 'clients.xlsx');
  expect(debtor.contractRate).toBe(105_000);
  expect(cents(view)).toContain('Pénalités 15,53 €');
});

test.each(['0,105', '0', '0 %', '101 %', '-5 %', '1,5 % par mois', '3 fois le taux légal', 'BCE + 10', '10 % ou 12 %', '=10%', '1e1', '٣ %'])('“%s” is no rate: the cell is named, the law’s rate counts', async (rate) => {
  const { debtor, told, view } = await statementFrom(csv(rate), 'clients.csv');
  expect(debtor).not.toHaveProperty('contractRate');
  expect(told).toEqual([`2 Taux de pénalité(s) ${rate.startsWith('=') ? 'formula' : 'identifier'}`]);
  expect(cents(view)).toContain('Pénalités 18,35 €');
});

test('no column, or an empty cell: no field, and the law’s rate', async () => {
  const { debtor, told, view } = await statementFrom(csv(''), 'clients.csv');
  expect([Object.keys(debtor).includes('contractRate'), told]).toEqual([false, []]);
  expect(cents(view)).toContain('Pénalités 18,35 €');
});

test('of two rates that rows of one customer tell, the lower counts, whatever their order', async () => {
  for (const rates of [['12 %', '', '10 %'], ['10 %', '12 %', '12 %'], ['', '10 %', '10 %']]) {
    const { debtor } = await statementFrom(csvOf([...HEAD, 'Taux contractuel'].join(';'), ...rates.map((rate, at) => ['C1', 'Dupont', 'Entreprise', `FA-${at}`, ...BILL.slice(1), rate].join(';'))), 'clients.csv');
    expect(debtor.contractRate).toBe(100_000);
  }
});

test('a rate below three times the legal one is reckoned as it stands and flagged, with what the minimum would make', async () => {
  const { view } = await statementFrom(csv('5 %'), 'clients.csv');
  expect(cents(view)).toContain('Pénalités 7,40 €');
  expect(plain(view.lines[0]?.remarks.join(' ') ?? '')).toMatch(/Taux du contrat \(5,00 %\) sous le minimum légal du 2e semestre 2026 \(8,25 %.*Pour comparer : 12,21 € au minimum légal, 18,35 € au taux de la loi\./);
});

test.each<[string, string, string]>([['Administration', '15,39 €', 'CCP R2192-31'], ['Particulier', '', 'C. civ. 1231-6']])('%s: the law’s rate counts, and the statement says so', async (kind, interest, article) => {
  const { debtor, view } = await statementFrom(csv('15 %', { kind }), 'clients.csv');
  expect(debtor.contractRate).toBe(150_000);
  if (interest !== '') expect(cents(view)).toContain(`Pénalités ${interest}`);
  else expect(cents(view)).not.toContain('Pénalités');
  expect(plain(view.law.join('\n'))).toContain('Taux contractuel non appliqué (15,00 % dans votre fichier clients)');
  expect(view.law.join('\n')).toContain(article);
  const english = await statementFrom(csv('15 %', { kind }), 'clients.csv', 'en');
  expect(english.view.law.join('\n')).toContain('Contract rate not applied (15.00% in your customer file)');
});
