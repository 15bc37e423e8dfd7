import { describe, expect, test } from '@jest/globals';
import { ONLY_COMPANY, localDate, statementOfAccount } from '../../../src/core';
import type { Instant, LedgerProblem } from '../../../src/core';
import { balanceViews } from '../../../src/core/panel/account';
import { contentOf, proposeForFile, takeFile } from '../../../src/server/feeds/ledger-file';
import type { LedgerContent } from '../../../src/server/store/ledger-content';
import fc from '../../property';
import { aFec, aReceipt, aSale } from './a-fec';
import type { FecLine } from './a-fec';

async function read(...entries: readonly (readonly FecLine[])[]): Promise<LedgerContent> {
  const taken = await takeFile('404833048FEC20261231.txt', Buffer.from(aFec(entries.flat())), '2026-11-23T08:00:00.000Z' as Instant, null);
  if (!taken.ok) throw new Error(taken.problem.code);
  return contentOf(taken.value, proposeForFile(taken.value).mapping, ONLY_COMPANY).content;
}
type Remark = Extract<LedgerProblem, { code: 'ledger/fec-remark' }>;
const remarked = ({ remarks = [] }: LedgerContent, what: Remark['what']): Remark | undefined => remarks.find((each): each is Remark => each.code === 'ledger/fec-remark' && each.what === what);

/** Euros open of each invoice, and what is credit of customers. */
function standing({ invoices, debtors }: LedgerContent): unknown {
  const open = invoices.map(({ number, instalments }) => [number, instalments.reduce((sum, { outstanding }) => sum + outstanding.minor, 0) / 100] as const).filter(([, euros]) => euros !== 0);
  return { ...Object.fromEntries(open), credit: debtors.flatMap(({ unallocatedCredits }) => unallocatedCredits).reduce((sum, { minor }) => sum + minor, 0) / 100 };
}
const receipt = (label: string, amount: string, on = '20260401', piece = 'RGT'): readonly FecLine[] => aReceipt('DUP', piece, on, amount, { label });

/** 1 200, 600 and 360 euros; another customer owes 120. */
const SALES = [aSale('DUP', 'FA-1', '20260105', 1000), aSale('DUP', 'FA-2', '20260210', 500), aSale('DUP', '2026/0012', '20260301', 300), aSale('MAR', 'FA-9', '20260115', 100)] as const;
const ALL = { 'FA-1': 1200, 'FA-2': 600, '2026/0012': 360, 'FA-9': 120 };

describe('a payment that nobody lettered', () => {
  test.each<[what: string, label: string, amount: string, left: Readonly<Record<string, number>>, matched: number]>([
    ['cites its invoice: a part of it is paid', 'Règlement FA-1', '200,00', { ...ALL, 'FA-1': 1000, credit: 0 }, 1],
    ['cites its invoice among other words, in other letters', 'VIR SEPA DUPONT SA fa-1. MERCI', '1200,00', { 'FA-2': 600, '2026/0012': 360, 'FA-9': 120, credit: 0 }, 1],
    ['cites two, and is their sum', 'CHQ FA-1/FA-2', '1800,00', { '2026/0012': 360, 'FA-9': 120, credit: 0 }, 1],
    ['cites two, and is less than their sum: which is paid in part nobody knows', 'CHQ FA-1, FA-2', '1000,00', { ...ALL, credit: 1000 }, 0],
    ['is more than the invoice that it cites: the rest is the customer’s', 'FA-2', '700,00', { 'FA-1': 1200, '2026/0012': 360, 'FA-9': 120, credit: 100 }, 1],
    ['cites the invoice of another customer', 'FA-9', '100,00', { ...ALL, credit: 100 }, 0],
    ['cites nothing, and is what one invoice alone comes to', 'Virement', '600,00', { 'FA-1': 1200, '2026/0012': 360, 'FA-9': 120, credit: 0 }, 1],
    ['cites nothing, and is no invoice', 'Virement', '601,00', { ...ALL, credit: 601 }, 0],
    ['cites a number that only begins as one', 'FA-12', '100,00', { ...ALL, credit: 100 }, 0],
    ['cites a year and a day', 'VIR 2026 20260401', '100,00', { ...ALL, credit: 100 }, 0],
  ])('that %s', async (_, label, amount, left, matched) => {
    const content = await read(...SALES, receipt(label, amount));
    expect(standing(content)).toEqual(left);
    expect([remarked(content, 'matched')?.count ?? 0, (remarked(content, 'unallocated')?.amount?.minor ?? 0) / 100]).toEqual([matched, left['credit']]);
  });

  test('says of the invoice when it came', async () => {
    const content = await read(...SALES, receipt('Virement', '600,00'));
    expect(content.invoices.find(({ number }) => number === 'FA-2')?.payments).toMatchObject([{ on: '2026-04-01', amount: { minor: 60_000 }, kind: 'payment', reference: 'RGT' }]);
    expect(remarked(content, 'matched')).toMatchObject({ count: 1, amount: { minor: 60_000 }, value: 'Client DUP' });
  });

  test.each<readonly [why: string, entries: readonly (readonly FecLine[])[], credit: number]>([
    ['two invoices come to it', [...SALES, aSale('DUP', 'FA-3', '20260302', 500), receipt('Virement', '600,00')], 600],
    ['two others together come to it as well', [...SALES, aSale('DUP', 'FA-3', '20260302', 200), receipt('Virement', '600,00')], 600],
    ['three others together do', [...SALES, aSale('DUP', 'FA-3', '20260302', 150), aSale('DUP', 'FA-4', '20260302', 50), receipt('Virement', '600,00')], 600],
    ['its invoice was not there yet', [SALES[0], aSale('DUP', 'FA-3', '20260501', 500), receipt('Virement', '600,00')], 600],
    ['it is no money that came in', [...SALES, [{ journal: 'OD', journalName: 'Opérations diverses', entry: 'O1', account: '411000', customer: 'DUP', credit: '600,00', label: 'FA-2' }, { journal: 'OD', journalName: 'Opérations diverses', entry: 'O1', account: '658000', debit: '600,00' }]], 600],
    ['digits alone are no citation of a part', [SALES[0], aSale('DUP', '77001', '20260105', 500), receipt('VIR 77001', '50,00')], 50],
  ])('stays the customer’s money where %s', async (_, entries, credit) => {
    const content = await read(...entries);
    expect(standing(content)).toMatchObject({ credit });
    expect([remarked(content, 'matched'), remarked(content, 'unallocated')?.count]).toEqual([undefined, 1]);
  });

  test('cites by digits alone and is exactly that invoice, though another has the same amount', async () => {
    expect(standing(await read(SALES[0], aSale('DUP', '77001', '20260105', 500), aSale('DUP', '77002', '20260105', 500), receipt('VIR 77002', '600,00')))).toEqual({ 'FA-1': 1200, '77001': 600, credit: 0 });
  });

  test('what could not be matched is said where the clerk reads what is owed', async () => {
    const { invoices, debtors } = await read(...SALES, receipt('Virement', '601,00'));
    const debtor = debtors.find(({ code }) => code === 'DUP');
    const statement = statementOfAccount({ invoices: invoices.filter((invoice) => invoice.debtor === debtor?.id), unallocatedCredits: debtor?.unallocatedCredits ?? [], disputes: [] }, localDate('2026-11-23'));
    expect(balanceViews(statement, 'fr').map(({ credits }) => credits)).toEqual(['Avoirs et acomptes non imputés\u00a0: 601,00\u00a0€']);
  });

  test('is matched alike in whatever order the entries of the file stand', async () => {
    const entries: readonly (readonly FecLine[])[] = [...SALES, aSale('DUP', 'FA-3', '20260302', 500), receipt('Règlement FA-3', '600,00'), receipt('Virement', '600,00', '20260402', 'R2'), receipt('FA-1', '100,00', '20260403', 'R3'), receipt('Virement', '1100,00', '20260404', 'R4')];
    const wanted = standing(await read(...entries));
    expect(wanted).toEqual({ '2026/0012': 360, 'FA-9': 120, credit: 0 });
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...entries.keys()], { minLength: entries.length }), async (order) => {
      expect(standing(await read(...order.map((at) => entries[at] as readonly FecLine[])))).toEqual(wanted);
    }), { numRuns: 60 });
  });
});
