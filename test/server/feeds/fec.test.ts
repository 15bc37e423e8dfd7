import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ONLY_COMPANY, localDate, statementOfAccount } from '../../../src/core';
import type { Debtor, Instant, Invoice, LedgerProblem } from '../../../src/core';
import { contentOf, isFec, obstacleOf, proposeForFile, takeFile } from '../../../src/server/feeds/ledger-file';
import type { LedgerContent } from '../../../src/server/store/ledger-content';
import fc from '../../property';
import { FEC_HEADER, aFec, aReceipt, aSale, fecCells } from './a-fec';
import type { FecLine } from './a-fec';

const AS_OF = '2026-11-23T08:00:00.000Z' as Instant;

async function read(bytes: Uint8Array | string, name = '404833048FEC20261231.txt'): Promise<LedgerContent> {
  const taken = await takeFile(name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes, AS_OF, null);
  if (!taken.ok) throw new Error(JSON.stringify(taken.problem));
  expect(isFec(taken.value)).toBe(true);
  const { mapping } = proposeForFile(taken.value);
  expect(obstacleOf(taken.value, mapping)).toBeNull();
  return contentOf(taken.value, mapping, ONLY_COMPANY).content;
}

const openOf = (invoice: Invoice): number => invoice.instalments.reduce((sum, { outstanding }) => sum + outstanding.minor, 0);
const creditsOf = (debtor: Debtor): number => debtor.unallocatedCredits.reduce((sum, { minor }) => sum + minor, 0);

/** Number and what is open of it, cents. */
const openInvoices = ({ invoices }: LedgerContent): Readonly<Record<string, number>> => Object.fromEntries(invoices.filter((invoice) => openOf(invoice) !== 0).map((invoice) => [invoice.number, openOf(invoice)]));

function balances({ debtors, invoices }: LedgerContent): Readonly<Record<string, number>> {
  return Object.fromEntries(debtors.map((debtor) => [debtor.code, invoices.filter((invoice) => invoice.debtor === debtor.id).reduce((sum, invoice) => sum + openOf(invoice), 0) - creditsOf(debtor)]));
}

/** The accounts' balances by a plain sum over the columns, without any of the reader's rules; 4191 is a credit, or nothing. */
function summed(lines: readonly FecLine[]): Readonly<Record<string, number>> {
  const [sums, deposits]: [Record<string, number>, Record<string, number>] = [{}, {}];
  for (const { account, customer, debit = '0', credit = '0' } of lines) {
    if (!/^41(?:1|3|6|91)/.test(account)) continue;
    const key = customer ?? account;
    const of = account.startsWith('4191') ? deposits : sums;
    of[key] = (of[key] ?? 0) + Math.round(parseFloat(debit.replace(',', '.')) * 100) - Math.round(parseFloat(credit.replace(',', '.')) * 100);
  }
  for (const [key, deposit] of Object.entries(deposits)) sums[key] = (sums[key] ?? 0) + Math.min(0, deposit);
  return sums;
}

type Remark = Extract<LedgerProblem, { code: 'ledger/fec-remark' }>;
const remarked = ({ remarks = [] }: LedgerContent, what: Remark['what']): Remark | undefined => remarks.find((each): each is Remark => each.code === 'ledger/fec-remark' && each.what === what);

describe('a FEC that a company really had', () => {
  const FIXTURES = join(__dirname, '../../fixtures/fec');
  const expected = JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8')) as Readonly<Record<string, { readonly lines: number; readonly balances: Readonly<Record<string, number>> }>>;

  test.each(Object.entries(expected))('%s: every customer to the cent, and its debits equal its credits', async (name, { lines, balances: wanted }) => {
    const content = await read(readFileSync(join(FIXTURES, name)), name);
    expect(balances(content)).toEqual(wanted);
    expect(content.rows).toBe(lines);
    expect(content.remarks?.filter(({ code }) => code === 'ledger/fec-unbalanced')).toEqual([]);
    expect(content.problems).toEqual([]);
  });
});

const LINES: readonly FecLine[] = [
  ...aSale('DUP', 'FA-1', '20260105', 1000),
  ...aSale('DUP', 'FA-2', '20260210', 500, { letter: 'A' }),
  ...aReceipt('DUP', 'VIR 12', '20260301', '600,00', { letter: 'A', letteredOn: '20260301' }),
  ...aSale('MAR', 'FA-3', '20260115', 100),
];

describe('what is open', () => {
  test('an invoice is open until its letter comes to zero, and is due 30 days after its document when nothing says when', async () => {
    const content = await read(aFec(LINES));
    expect(openInvoices(content)).toEqual({ 'FA-1': 120_000, 'FA-3': 12_000 });
    expect(content.invoices.find(({ number }) => number === 'FA-1')).toMatchObject({ issued: '2026-01-05', kind: 'invoice', instalments: [{ due: '2026-02-04', dueBasis: 'computed' }] });
    expect(content.invoices.find(({ number }) => number === 'FA-2')).toMatchObject({ instalments: [{ outstanding: { minor: 0 } }], payments: [{ on: '2026-03-01', amount: { minor: 60_000 }, kind: 'payment' }] });
    expect(content.debtors.map(({ code, name }) => [code, name])).toEqual([['DUP', 'Client DUP'], ['MAR', 'Client MAR']]);
    expect(remarked(content, 'due-computed')).toMatchObject({ count: 2 });
  });

  test('a due date that the export adds is the one that counts', async () => {
    const content = await read(aFec([{ ...(aSale('DUP', 'FA-1', '20260105', 100)[0] as FecLine), due: '20260331' }, { account: '706000', credit: '120,00', entry: 'E-FA-1', due: '' }]));
    expect(content.invoices[0]?.instalments).toMatchObject([{ due: '2026-03-31', dueBasis: 'printed' }]);
    expect(remarked(content, 'due-computed')).toBeUndefined();
  });

  test('lines of one PieceRef are one invoice; two due dates are two instalments', async () => {
    const of = { customer: 'DUP', account: '411000', piece: 'FA-1', entry: '9' };
    const content = await read(aFec([{ ...of, debit: '60,00', due: '20260131' }, { ...of, debit: '40,00', due: '20260131' }, { ...of, debit: '20,00', due: '20260228' }, { account: '706000', credit: '120,00', entry: '9', due: '' }]));
    expect(content.invoices).toHaveLength(1);
    expect(content.invoices[0]?.instalments.map(({ due, amount }) => [due, amount.minor])).toEqual([['2026-01-31', 10_000], ['2026-02-28', 2_000]]);
  });

  test('of a letter that does not come to zero the oldest invoices are settled first, and it is said', async () => {
    const content = await read(aFec([...aSale('DUP', 'FA-2', '20260210', 100, { letter: 'b' }), ...aSale('DUP', 'FA-1', '20260105', 100, { letter: 'b' }), ...aReceipt('DUP', 'VIR', '20260301', '150,00', { letter: 'b' })]));
    expect(openInvoices(content)).toEqual({ 'FA-2': 9_000 });
    expect(remarked(content, 'partly-lettered')).toMatchObject({ count: 1, value: 'b, Client DUP' });
  });

  test('the same letter on two customers, or on two accounts of one, is not one letter', async () => {
    const content = await read(aFec([...aSale('DUP', 'FA-1', '20260105', 100, { letter: 'A' }), ...aReceipt('DUP', 'V1', '20260201', '120,00', { letter: 'A' }), ...aSale('MAR', 'FA-2', '20260105', 100, { letter: 'A' }), ...aReceipt('ZED', 'V2', '20260201', '120,00', { letter: 'A' })]));
    expect(balances(content)).toEqual({ DUP: 0, MAR: 12_000, ZED: -12_000 });
  });

  test('a credit without a letter reduces the invoice that its PieceRef names', async () => {
    const content = await read(aFec([...LINES, ...aReceipt('DUP', 'FA-1', '20260401', '200,00')]));
    expect(openInvoices(content)).toEqual({ 'FA-1': 100_000, 'FA-3': 12_000 });
  });

  test('a credit that names no invoice is the customer’s money: it is put on none of them', async () => {
    const content = await read(aFec([...LINES, ...aReceipt('DUP', 'VIR 99', '20260401', '200,00')]));
    expect(openInvoices(content)).toEqual({ 'FA-1': 120_000, 'FA-3': 12_000 });
    expect(content.debtors.map(creditsOf)).toEqual([20_000, 0]);
    expect(remarked(content, 'unallocated')).toMatchObject({ count: 1, amount: { minor: 20_000 }, value: 'Client DUP' });
  });

  test('a company that letters nothing does not remind customers who have paid everything', async () => {
    const content = await read(aFec([...aSale('DUP', 'FA-1', '20260105', 100), ...aSale('DUP', 'FA-2', '20260205', 100), ...aReceipt('DUP', 'V1', '20260301', '100,00'), ...aReceipt('DUP', 'V2', '20260302', '140,00')]));
    expect(openInvoices(content)).toEqual({});
    expect(content.debtors.map(creditsOf)).toEqual([0]);
    expect(remarked(content, 'covered')).toMatchObject({ count: 2 });
  });

  test('a credit of the sales journal that names no invoice is a credit note, open until it is used', async () => {
    const note: readonly FecLine[] = [{ account: '411000', customer: 'DUP', piece: 'AV-7', entry: 'A7', date: '20260220', credit: '60,00' }, { account: '706000', entry: 'A7', debit: '60,00' }];
    const content = await read(aFec([...LINES, ...note]));
    expect(content.invoices.find(({ number }) => number === 'AV-7')).toMatchObject({ kind: 'credit-note', instalments: [{ outstanding: { minor: -6_000 } }] });
    const { perCurrency } = statementOfAccount({ invoices: content.invoices, unallocatedCredits: [], disputes: [] }, localDate('2026-11-23'));
    expect(perCurrency[0]?.open.minor).toBe(126_000);
  });

  test('doubtful customers owe, bills are in hand, deposits are credits, accruals are counted and left out', async () => {
    const lines: readonly FecLine[] = [
      { account: '416000', customer: 'DUP', piece: 'FA-1', debit: '50,00' }, { account: '654000', credit: '50,00' },
      { account: '413000', customer: 'MAR', piece: 'LCR-1', debit: '70,00', entry: '2' }, { account: '706000', credit: '70,00', entry: '2' },
      { account: '419100', customer: 'ZED', piece: 'AC-1', credit: '30,00', entry: '3' }, { account: '512000', debit: '30,00', entry: '3' },
      { account: '418100', customer: 'ZED', piece: 'FAE', debit: '11,00', entry: '4' }, { account: '706000', credit: '11,00', entry: '4' },
    ];
    const content = await read(aFec(lines));
    expect(balances(content)).toEqual({ DUP: 5_000, MAR: 7_000, ZED: -3_000 });
    expect(content.invoices.find(({ number }) => number === 'LCR-1')?.means).toBe('bill-in-hand');
    expect(['doubtful', 'bills', 'deposits', 'accruals'].map((what) => remarked(content, what as Remark['what'])?.count)).toEqual([1, 1, 1, 1]);
  });

  test('a deposit that the final invoice used up is no credit any more, and is not asked for where its receipt is of an earlier year', async () => {
    const final: readonly FecLine[] = [{ account: '411000', customer: 'DUP', piece: 'FA-9', debit: '140,00', entry: '9' }, { account: '419100', customer: 'DUP', piece: 'FA-9', debit: '100,00', entry: '9' }, { account: '706000', credit: '240,00', entry: '9', piece: 'FA-9' }];
    const received: readonly FecLine[] = [{ journal: 'BQ', journalName: 'Banque', account: '512000', debit: '100,00', entry: '1' }, { journal: 'BQ', journalName: 'Banque', account: '419100', customer: 'DUP', piece: 'AC-1', credit: '100,00', entry: '1' }];
    for (const lines of [[...received, ...final], final]) {
      const content = await read(aFec(lines));
      expect(openInvoices(content)).toEqual({ 'FA-9': 14_000 });
      expect(content.invoices[0]?.payments).toEqual([]);
      expect(content.debtors.map(creditsOf)).toEqual([0]);
      expect(remarked(content, 'other-accounts')?.amount?.minor).toBe(lines === final ? 10_000 : undefined);
    }
  });

  test('bills that the bank has taken are no bills in hand, though nothing letters them', async () => {
    const of = { customer: 'DUP', account: '413000', journal: 'EF', journalName: 'Effets' };
    const content = await read(aFec([...aSale('DUP', 'FA-1', '20260105', 100, { letter: 'A' }), { ...of, account: '411000', credit: '120,00', letter: 'A', piece: 'LCR-1', entry: '2' }, { ...of, debit: '120,00', piece: 'LCR-1', entry: '2' }, { ...of, journal: 'BQ', journalName: 'Banque', credit: '120,00', piece: 'REM 7', entry: '3' }, { account: '512000', journal: 'BQ', debit: '120,00', piece: 'REM 7', entry: '3' }]));
    expect(openInvoices(content)).toEqual({});
    expect(content.debtors.map(creditsOf)).toEqual([0]);
  });

  test('a payment in a bank’s journal that also books a sale is a payment, not a credit note', async () => {
    const sold: readonly FecLine[] = [{ journal: 'BQ', journalName: 'Banque', account: '512000', debit: '9,00', entry: 'B1' }, { journal: 'BQ', journalName: 'Banque', account: '706000', credit: '9,00', entry: 'B1' }];
    const content = await read(aFec([...LINES, ...sold, ...aReceipt('DUP', 'VIR 99', '20260401', '200,00')]));
    expect(content.invoices.filter(({ kind }) => kind === 'credit-note')).toEqual([]);
    expect(content.debtors.map(creditsOf)).toEqual([20_000, 0]);
  });

  test('an invoice that moved from 411 to 413 or 416 is asked for once', async () => {
    const moved: readonly FecLine[] = [{ account: '411000', customer: 'DUP', piece: 'FA-1', credit: '120,00', journal: 'OD', journalName: 'Opérations diverses', entry: 'O1' }, { account: '416000', customer: 'DUP', piece: 'FA-1', debit: '120,00', journal: 'OD', journalName: 'Opérations diverses', entry: 'O1' }];
    const content = await read(aFec([...aSale('DUP', 'FA-1', '20260105', 100), ...moved]));
    expect(content.invoices.map((invoice) => [invoice.number, invoice.instalments[0]?.amount.minor, openOf(invoice), invoice.payments.length])).toEqual([['FA-1', 12_000, 12_000, 0]]);
  });

  test('accounts of customers without auxiliary: the account and its label are the customer, 416DUP too', async () => {
    const of = { piece: 'FA-1', accountName: 'Dupont SA' };
    const content = await read(aFec([{ ...of, account: '411DUP', debit: '100,00' }, { account: '706000', credit: '100,00' }, { ...of, piece: 'FA-0', account: '416DUP', debit: '30,00', entry: '2' }, { account: '706000', credit: '30,00', entry: '2' }]));
    expect(content.debtors.map(({ code, name }) => [code, name])).toEqual([['411DUP', 'Dupont SA']]);
    expect(openInvoices(content)).toEqual({ 'FA-1': 10_000, 'FA-0': 3_000 });
  });

  test('a collective account that tells no customer is named with what it comes to, not made a customer', async () => {
    const content = await read(aFec([...LINES, { account: '411000', piece: 'FA-9', debit: '77,00', entry: '9' }, { account: '706000', credit: '77,00', entry: '9' }]));
    expect(content.problems).toMatchObject([{ code: 'ledger/fec-remark', what: 'no-customer', count: 1, amount: { minor: 7_700 } }]);
    expect(content.debtors).toHaveLength(2);
  });

  test('without PieceRef the entry’s number stands for the invoice’s, and it is said', async () => {
    const content = await read(aFec([...aSale('DUP', '', '20260105', 100, { entry: '4711' })]));
    expect(openInvoices(content)).toEqual({ 4711: 12_000 });
    expect(remarked(content, 'no-piece')).toMatchObject({ count: 1, row: 2 });
  });

  test('characters that nobody sees are no part of a code, a name or a number', async () => {
    const content = await read(aFec(aSale('D\u0000UP\u200b', 'F\u202eA-1', '20260105', 100, { customerName: 'Du\u0007pont' })));
    expect(content.debtors.map(({ code, name }) => [code, name])).toEqual([['DUP', 'Dupont']]);
    expect(openInvoices(content)).toEqual({ 'FA-1': 12_000 });
  });

  test('two customers with one PieceRef have two invoices', async () => {
    const content = await read(aFec([...aSale('DUP', 'VE-01', '20260105', 100), ...aSale('MAR', 'VE-01', '20260105', 200)]));
    expect(new Set(content.invoices.map(({ id }) => id)).size).toBe(2);
    expect(balances(content)).toEqual({ DUP: 12_000, MAR: 24_000 });
  });

  test('a number that comes to another customer later is still the first one’s: his invoice stays the same one', async () => {
    const first = aSale('MAR', 'VE-01', '20260105', 200);
    const [before, after] = [await read(aFec(first)), await read(aFec([...first, ...aSale('DUP', 'VE-01', '20260205', 100)]))];
    const idOf = ({ invoices, debtors }: LedgerContent): unknown => invoices.find(({ debtor }) => debtor === debtors.find(({ code }) => code === 'MAR')?.id)?.id;
    expect(idOf(after)).toBe(idOf(before));
    expect(new Set(after.invoices.map(({ id }) => id)).size).toBe(2);
  });
});

const opening = (customer: string, piece: string, amount: string, date: string): readonly FecLine[] => {
  const of = { journal: 'AN', journalName: 'A nouveaux', entry: `AN-${customer}-${piece}`, date, piece };
  return [{ ...of, account: '411000', customer, customerName: `Client ${customer}`, debit: amount, pieceDate: '20251112' }, { ...of, account: '890000', credit: amount }];
};

describe('opening entries', () => {
  test('a line brought forward is open under its PieceRef, and it is said that nothing else is known of it', async () => {
    const content = await read(aFec([...opening('DUP', 'FA-0', '240,00', '20260101'), ...LINES]));
    expect(openInvoices(content)).toMatchObject({ 'FA-0': 24_000 });
    expect(content.invoices.find(({ number }) => number === 'FA-0')).toMatchObject({ issued: '2025-11-12', instalments: [{ due: '2025-12-12' }] });
    expect(remarked(content, 'opening')).toMatchObject({ count: 1, amount: { minor: 24_000 } });
  });

  test('two years in one file: what the second brings forward is not counted twice', async () => {
    const first = [...aSale('DUP', 'FA-1', '20250610', 100), ...aSale('MAR', 'FA-2', '20250710', 100), ...aSale('MAR', 'FA-3', '20250810', 100, { letter: 'A' }), ...aReceipt('MAR', 'V1', '20250910', '120,00', { letter: 'A' })];
    const second = [...opening('DUP', 'FA-1', '120,00', '20260101'), ...opening('MAR', 'FA-2', '120,00', '20260101'), ...aSale('DUP', 'FA-9', '20260110', 200)];
    const content = await read(aFec([...first, ...second]));
    expect(openInvoices(content)).toEqual({ 'FA-1': 12_000, 'FA-2': 12_000, 'FA-9': 24_000 });
    expect(remarked(content, 'earlier-years')).toMatchObject({ count: 4, value: '2026-01-01' });
    expect(remarked(content, 'years-differ')).toBeUndefined();
  });

  test('entries of an opening journal in the middle of a year carry nothing forward', async () => {
    const content = await read(aFec([...LINES, ...opening('ZED', 'FA-77', '10,00', '20260630')]));
    expect(balances(content)).toEqual({ DUP: 120_000, MAR: 12_000, ZED: 1_000 });
  });
});

describe('how it is written', () => {
  const accented = [...LINES.slice(0, -3), ...aSale('MAR', 'FA-3', '20260115', 100, { customerName: 'Œuvres & Cœurs – Été €' })];
  const latin9 = (text: string): Buffer => Buffer.from(text.replace(/Œ/g, '\u00bc').replace(/œ/g, '\u00bd').replace(/€/g, '\u00a4').replace(/–/g, '-'), 'latin1');
  const windows = (text: string): Buffer => Buffer.from(text.replace(/Œ/g, '\u008c').replace(/œ/g, '\u009c').replace(/€/g, '\u0080').replace(/–/g, '\u0096'), 'latin1');
  const big = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
  const name = (content: LedgerContent): string => content.debtors[1]?.name ?? '';

  test.each<[string, (text: string) => Buffer, string]>([
    ['UTF-8', (text) => Buffer.from(text), 'Œuvres & Cœurs – Été €'],
    ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`), 'Œuvres & Cœurs – Été €'],
    ['ISO 8859-15', latin9, 'Œuvres & Cœurs - Été €'],
    ['Windows-1252', windows, 'Œuvres & Cœurs – Été €'],
    ['UTF-16 with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), 'Œuvres & Cœurs – Été €'],
    ['UTF-16 without a mark', (text) => Buffer.from(text, 'utf16le'), 'Œuvres & Cœurs – Été €'],
    ['UTF-16, high byte first', (text) => big(Buffer.from(`\ufeff${text}`, 'utf16le')), 'Œuvres & Cœurs – Été €'],
  ])('%s', async (_, encoded, wanted) => {
    const content = await read(encoded(aFec(accented)));
    expect(name(content)).toBe(wanted);
    expect(balances(content)).toEqual({ DUP: 120_000, MAR: 12_000 });
  });

  test.each<[string, string]>([
    ['with bars', aFec(LINES, { separator: '|' })],
    ['with line feeds', aFec(LINES, { lineEnd: '\n' })],
    ['with carriage returns', aFec(LINES, { lineEnd: '\r' })],
    ['with names in capitals', aFec(LINES, { header: FEC_HEADER.map((each) => each.toUpperCase()) })],
    ['with names in small letters, between quotes', aFec(LINES, { header: FEC_HEADER.map((each) => `"${each.toLowerCase()}"`) })],
    ['with two names misspelt', aFec(LINES, { header: FEC_HEADER.map((each) => (each === 'CompAuxNum' ? 'CompAuN' : each === 'PieceRef' ? 'Piece' : each)) })],
    ['with Montant and Sens', aFec(LINES, { sides: ['D', 'C'] })],
    ['with Montant and Sens +1 and -1', aFec(LINES, { sides: ['+1', '-1'] })],
    ['with padded widths', aFec(LINES, { cell: (text) => text.padEnd(24) })],
    ['with amounts padded on the left', aFec(LINES, { cell: (text, column) => (column === 11 || column === 12 ? text.padStart(16) : text) })],
    ['with a separator at the end of each line', aFec(LINES, { behind: '\t' })],
    ['with points', aFec(LINES, { cell: (text, column) => (column === 11 || column === 12 ? text.replace(',', '.') : text) })],
    ['with spaces between thousands', aFec(LINES, { cell: (text, column) => (column === 11 || column === 12 ? text.replace(/^(\d)(\d{3}),/, '$1\u00a0$2,') : text) })],
    ['with quotes around every cell', aFec(LINES, { cell: (text) => `"${text}"` })],
    ['with a quote inside a text', aFec(LINES, { cell: (text, column) => (column === 10 ? 'Tube 12" "extra' : text) })],
    ['with dates that are written 05/01/2026', aFec(LINES, { cell: (text, column) => (column === 3 || column === 9 ? text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$3/$2/$1') : text) })],
    ['with four columns more', aFec(LINES, { behind: '\t20260301\tCH\t\t' }).replace(/^.*\r\n/, `${[...FEC_HEADER, 'DateRglt', 'ModeRglt', 'NatOp', 'IdClient'].join('\t')}\r\n`)],
    ['with blank lines', aFec(LINES).replace(/\r\n/g, '\r\n\r\n')],
    ['without the empty cells at the end of lines', aFec(LINES).replace(/\t+\r\n/g, '\r\n')],
    ['without the last line break', aFec(LINES).replace(/\r\n$/, '')],
  ])('%s', async (_, text) => {
    const content = await read(text);
    expect(content.problems).toEqual([]);
    expect(content.remarks?.filter(({ code }) => code === 'ledger/fec-unbalanced')).toEqual([]);
    expect(balances(content)).toEqual(summed(LINES));
  });

  test('the separator stands in the break of two parts of the file', async () => {
    const many = Array.from({ length: 4_000 }, (_, at) => aSale(`C${at % 7}`, `FA-${at}`, '20260105', 100)).flat();
    expect(balances(await read(aFec(many)))).toEqual(summed(many));
  });
});

describe('what is not as it should be', () => {
  test('an entry whose debits and credits differ is named, as is the file; its lines are used', async () => {
    const content = await read(aFec([...LINES, { account: '411000', customer: 'ZED', piece: 'FA-8', debit: '100,00', entry: 'X-8' }, { account: '706000', credit: '90,00', entry: 'X-8' }]));
    expect(content.remarks?.slice(0, 2)).toMatchObject([{ code: 'ledger/fec-unbalanced', row: 0, difference: { minor: 1_000 } }, { code: 'ledger/fec-unbalanced', row: 13, journal: 'VE', entry: 'X-8', difference: { minor: 1_000 } }]);
    expect(openInvoices(content)).toMatchObject({ 'FA-8': 10_000 });
  });

  test('an entry whose lines stand apart balances all the same', async () => {
    const [a, b] = [aSale('DUP', 'FA-1', '20260105', 100), aSale('MAR', 'FA-2', '20260105', 100)];
    const content = await read(aFec([a[0], b[0], a[1], b[1], b[2], a[2]] as FecLine[]));
    expect(content.remarks?.filter(({ code }) => code === 'ledger/fec-unbalanced')).toEqual([]);
  });

  test.each<[string, (lines: string[]) => void, number, string]>([
    ['a column too many in the middle', (lines) => { lines[1] = (lines[1] as string).replace('Libellé', 'Lib\tellé').replace(/\t$/, '\tEUR'); }, 2, 'too-many-columns'],
    ['a separator lost', (lines) => { lines[1] = (lines[1] as string).replace('\tLibellé', 'Libellé'); }, 2, 'too-few-columns'],
    ['an amount that is none', (lines) => { lines[1] = (lines[1] as string).replace('1200,00', '12OO,00'); }, 2, 'amount'],
    ['a thousands point that could be a decimal one', (lines) => { lines[1] = (lines[1] as string).replace('1200,00', '1.200'); }, 2, 'amount'],
    ['a day that does not exist', (lines) => { lines[1] = (lines[1] as string).replace('20260105', '20260230'); }, 2, 'date'],
    ['no account', (lines) => { lines[1] = (lines[1] as string).replace('411000', ''); }, 2, 'no-account'],
    ['a last line that is cut off', (lines) => { lines[lines.length - 1] = fecCells(LINES[0] as FecLine).join('\t').slice(0, 78); }, 13, 'too-few-columns'],
  ])('%s: the line is named, nothing of it is used', async (_, break_, row, why) => {
    const lines = `${aFec(LINES)}x`.split('\r\n');
    lines[lines.length - 1] = '';
    break_(lines);
    const content = await read(lines.join('\r\n'));
    expect(content.problems).toMatchObject([{ code: 'ledger/row-unreadable', row, why }]);
    if (row === 2) expect(openInvoices(content)).toEqual({ 'FA-3': 12_000 });
  });

  test('a header and nothing else', async () => {
    expect(await read(aFec([]))).toMatchObject({ debtors: [], invoices: [], rows: 0 });
  });

  test('a table of another kind is no FEC', async () => {
    const taken = await takeFile('clients.csv', Buffer.from('Code client;Client;N° facture;Échéance;Restant dû\nC1;Dupont;FA-1;31/12/2026;100,00\n'), AS_OF, null);
    expect(taken.ok && isFec(taken.value)).toBe(false);
  });
});

describe('whatever is in it', () => {
  const amount = fc.integer({ min: 1, max: 999_999 }).map((cents) => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`);
  const lineOf: fc.Arbitrary<FecLine> = fc.record({
    account: fc.constantFrom('411000', '4110001', '416000', '413000', '419100', '706000', '512000'),
    customer: fc.constantFrom('A', 'B', 'C'), journal: fc.constantFrom('VE', 'BQ', 'OD'), piece: fc.constantFrom('F1', 'F2', 'F3', 'F4', ''), letter: fc.constantFrom('', '', 'A', 'B', 'a'),
    entry: fc.constantFrom('1', '2', '3'), date: fc.constantFrom('20260105', '20260212', '20260630'), side: fc.boolean(), amount,
  }).map(({ side, amount: of, ...line }) => ({ ...line, ...(side ? { debit: of } : { credit: of }) }));

  test('every customer’s invoices less his credits are the sum of his lines, to the cent, in any order of the lines', async () => {
    await fc.assert(fc.asyncProperty(fc.array(lineOf, { maxLength: 40 }), async (lines) => {
      const wanted = Object.fromEntries(Object.entries(summed(lines)).filter(([code]) => lines.some(({ customer, account }) => customer === code && /^41/.test(account))));
      expect(balances(await read(aFec(lines)))).toEqual(wanted);
    }), { numRuns: 200 });
  });

  test('bytes of any kind below a header are read or named, never thrown at', async () => {
    const header = FEC_HEADER.join('\t');
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.array(fc.constantFrom('\t', '\r', '\n', '"', '411', '0,00', '1', 'C', '20260105', '\u0000', 'é', '=cmd', '__proto__'), { maxLength: 120 }).map((parts) => parts.join(''))), async (text) => {
      const content = await read(`${header}\n${text}`);
      expect(content.problems.length).toBeLessThanOrEqual(content.rows);
    }), { numRuns: 300 });
  });
});
