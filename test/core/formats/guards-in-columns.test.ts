import { describe, expect, test } from '@jest/globals';
import { completeMapping, proposeMapping, readLedgerRows } from '../../../src/core';
import type { Cell, CompanyId, Invoice, LedgerRows, Row } from '../../../src/core';

/** What a ledger's columns say that keeps an invoice, or a part of it, from being asked for. */
function read(text: string): LedgerRows {
  const rows = text.trim().split('\n').map((line): Row => line.split(';').map((cell): Cell => (/^#[\d.]+$/.test(cell) ? Number(cell.slice(1)) : cell.trim())));
  const { mapping } = proposeMapping(rows, null);
  return readLedgerRows(rows, completeMapping(rows, mapping).mapping, 'martel' as CompanyId, 'clients.csv');
}
const first = ({ invoices }: LedgerRows): Invoice => invoices[0] as Invoice;
const eur = (minor: number) => ({ minor, currency: 'EUR' });

describe('the status of an e-invoice', () => {
  const statusOf = (text: string) => first(read(`Client;N° facture;Échéance;Restant dû;Statut facture électronique\nBâti Sud;FA1;15/10/2026;1 200,00;${text}`)).eInvoiceStatus;

  test.each([
    ['207', 207], ['#207', 207], ['fr:207', 207], ['207 - En litige', 207], ['En litige', 207], ['Déposée', 200], ['Émise', 201], ['Reçue', 202], ['Mise à disposition', 203], ['Prise en charge', 204], ['Approuvée', 205],
    ['Approuvée partiellement', 206], ['Suspendue', 208], ['Complétée', 209], ['Refusée', 210], ['Paiement transmis', 211], ['ENCAISSÉE', 212], ['Rejetée', 213], ['214', 214],
  ])('"%s" is %i', (text, code) => {
    expect(statusOf(text)).toBe(code);
  });
  test('an empty cell is no status', () => {
    expect(statusOf('')).toBeNull();
  });
  test.each(['à voir', '207 - Approuvée', '20'])('"%s" cannot be read, and is not taken for harmless', (text) => {
    expect(statusOf(text)).toBe(0);
  });
  test('has its day where a column says it', () => {
    const { eInvoiceStatus, eInvoiceStatusOn } = first(read('Client;N° facture;Échéance;Restant dû;Statut e-facture;Date du statut\nBâti Sud;FA1;15/10/2026;1 200,00;211;19/11/2026'));
    expect([eInvoiceStatus, eInvoiceStatusOn]).toEqual([211, '2026-11-19']);
  });
  test('of two rows of one invoice that contradict each other is unreadable', () => {
    const both = read('Client;N° facture;Échéance;Restant dû;Statut e-facture\nBâti Sud;FA1;15/10/2026;1 200,00;205\nBâti Sud;FA1;15/11/2026;800,00;207');
    expect(first(both).eInvoiceStatus).toBe(0);
  });
  test('a column that says whether an invoice is paid is another one', () => {
    expect(first(read('Client;N° facture;Échéance;Montant TTC;Statut facture\nBâti Sud;FA1;15/10/2026;1 200,00;Payée')).instalments[0]?.outstanding).toEqual(eur(0));
  });
});

describe('a retained sum', () => {
  const retainedOf = (header: string, cells: string) => first(read(`Client;N° facture;Échéance;Montant TTC;Restant dû;${header}\nBâti Sud;FA1;15/10/2026;12 000,00;12 000,00;${cells}`)).retained;

  test.each(['Retenue de garantie;Date de libération', 'RG;Date libération RG', 'Retention;Release date'])('is read under "%s"', (header) => {
    expect(retainedOf(header, '600,00;30/09/2027')).toEqual({ amount: eur(60_000), releasedOn: '2027-09-30' });
  });
  test('without a day has none', () => {
    expect(retainedOf('RG', '600,00')).toEqual({ amount: eur(60_000), releasedOn: null });
    expect(retainedOf('RG;Date de libération', '600,00;après réserves')).toEqual({ amount: eur(60_000), releasedOn: null });
  });
  test.each(['5 %', '5%', '5,00 %', '#0.05'])('"%s" is a share of the invoice', (share) => {
    expect(retainedOf('RG', share)).toEqual({ amount: eur(60_000), releasedOn: null });
  });
  test.each(['', '0', '0,00', 'non'])('"%s" is none', (text) => {
    expect(retainedOf('RG', text)).toBeNull();
  });
  test('that cannot be read stops its row: what is due of it is not known', () => {
    const { invoices, unreadable } = read('Client;N° facture;Échéance;Restant dû;RG\nBâti Sud;FA1;15/10/2026;1 200,00;oui');
    expect([invoices.length, unreadable.map((each) => (each.code === 'ledger/row-unreadable' ? each.why : each.code))]).toEqual([0, ['amount']]);
  });
  test('that stands on each instalment of an invoice is one sum, and two that differ are two', () => {
    const of = (a: string, b: string) => first(read(`Client;N° facture;Échéance;Restant dû;RG;Date de libération\nBâti Sud;FA1;15/10/2026;1 200,00;${a};30/09/2027\nBâti Sud;FA1;15/11/2026;800,00;${b};31/10/2027`)).retained;
    expect(of('100,00', '100,00')).toEqual({ amount: eur(10_000), releasedOn: '2027-10-31' });
    expect(of('60,00', '40,00')).toEqual({ amount: eur(10_000), releasedOn: '2027-10-31' });
  });
});

describe('a company that was struck off', () => {
  test.each(['Radiée', 'radiée du RCS le 12/03/2026', 'struck off'])('"%s" keeps it from every reminder', (text) => {
    expect(read(`Client;Situation juridique;N° facture;Échéance;Restant dû\nBâti Sud;${text};FA1;15/10/2026;1 200,00`).debtors[0]?.exclusion).toEqual({ reason: 'radiée', until: null });
  });
  test.each(['Surendettement', 'dossier de surendettement recevable le 12/03/2026', 'Over-indebtedness'])('"%s" keeps a consumer from every reminder', (text) => {
    expect(read(`Client;Situation juridique;N° facture;Échéance;Restant dû\nPaul Roux;${text};FA1;15/10/2026;1 200,00`).debtors[0]?.exclusion).toEqual({ reason: 'surendettement', until: null });
  });
  test.each(['', 'active', 'en activité', 'non radiée', 'pas de surendettement', 'surendettement irrecevable'])('"%s" keeps it from none', (text) => {
    expect(read(`Client;Situation juridique;N° facture;Échéance;Restant dû\nBâti Sud;${text};FA1;15/10/2026;1 200,00`).debtors[0]?.exclusion).toBeNull();
  });
  test('one row that says so is enough', () => {
    const rows = 'Client;Situation juridique;N° facture;Échéance;Restant dû\nBâti Sud;;FA1;15/10/2026;1 200,00\nBâti Sud;Radiée;FA2;15/10/2026;100,00';
    expect(read(rows).debtors[0]?.exclusion).not.toBeNull();
  });
});

describe('the reminders of another program', () => {
  const told = (headers: string, cells: string) => first(read(`Client;N° facture;Échéance;Restant dû;${headers}\nBâti Sud;FA1;15/10/2026;1 200,00;${cells}`)).reminded;

  test.each([
    ['Dernière relance;Niveau', '03/11/2026;2', { level: 2, on: '2026-11-03' }],
    ['Niveau de relance', 'Niveau 1', { level: 1, on: null }],
    ['Nb de relances', '3', { level: 3, on: null }],
    ['Date de dernière relance', '03/11/2026', { level: null, on: '2026-11-03' }],
    ['N° relance', '2ème relance', { level: 2, on: null }],
    ['Niveau de relance', 'Aucune', { level: 0, on: null }],
    ['Last reminder;Reminder level', '2026-11-03;0', { level: 0, on: '2026-11-03' }],
  ])('%s: "%s" is read', (headers, cells, reminded) => {
    expect(told(headers, cells)).toEqual(reminded);
  });
  test.each([['Dernière relance;Niveau', ';'], ['Niveau de relance', 'à voir'], ['Niveau de relance', '12'], ['Prochaine relance', '03/12/2026'], ['Niveau', '2']])('%s: "%s" tells nothing', (headers, cells) => {
    expect(told(headers, cells)).toBeUndefined();
  });
  test('of two rows of one invoice the furthest level and the last day count', () => {
    expect(first(read('Client;N° facture;Échéance;Restant dû;Niveau de relance;Dernière relance\nBâti Sud;FA1;15/10/2026;1 200,00;2;01/11/2026\nBâti Sud;FA1;15/11/2026;800,00;;18/11/2026')).reminded).toEqual({ level: 2, on: '2026-11-18' });
  });
  test('a credit note is not reminded', () => {
    expect(first(read('Client;N° facture;Échéance;Restant dû;Niveau de relance\nBâti Sud;AV1;15/10/2026;-200,00;2')).reminded).toBeUndefined();
  });
});
