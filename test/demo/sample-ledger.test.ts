import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { isSiren, parseVat } from '../../src/core';
import type { CompanyId, Instant } from '../../src/core';
import { sampleFiles } from '../../src/demo/ledger/sample-files';
import { belgianVat, britishVat, frenchIban, frenchVat, sirenOf } from '../../src/demo/ledger/check-digits';
import { CUSTOMERS } from '../../src/demo/ledger/customers';
import { DEMO_PROFILE } from '../../src/demo/ledger/company';
import { contentOf, obstacleOf, proposeForFile, takeFile } from '../../src/server/feeds/ledger-file';
import type { LedgerContent } from '../../src/server/store/ledger-content';

const FOLDER = join(__dirname, '../../assets/demo');
const COMPANY = 'company' as CompanyId;

describe('the sample files', () => {
  test('are what their data say: nothing was changed by hand', () => {
    const stale = sampleFiles().filter(({ path, content }) => !content.equals(readFileSync(join(FOLDER, path)))).map(({ path }) => path);
    expect(stale).toEqual([]);
  });

  test('no invoice lies there that the ledger does not know', () => {
    expect(readdirSync(join(FOLDER, 'invoices')).sort()).toEqual(sampleFiles().map(({ path }) => path).filter((path) => path.endsWith('.pdf')).map((path) => path.slice('invoices/'.length)).sort());
  });
});

describe('check digits', () => {
  test.each([['73282932', '732829320'], ['40483304', '404833048'], ['81234567', '812345676']])('%s becomes the SIREN %s', (eight, siren) => expect(sirenOf(eight)).toBe(siren));
  test('a French VAT number carries its key', () => expect(frenchVat('404833048')).toBe('FR83404833048'));
  test('a British VAT number is found valid by the published rule', () => expect(britishVat('9807806')).toBe('GB980780684'));
  test('so is a Belgian one', () => expect(belgianVat('04287594')).toBe('BE0428759497'));
  test('an IBAN leaves 1 by 97, its RIB key 0', () => {
    const iban = frenchIban('20041', '01005', '05000130260');
    const bban = iban.slice(4);
    expect(BigInt(`${bban}1527${iban.slice(2, 4)}`) % 97n).toBe(1n);
    expect((89n * BigInt(bban.slice(0, 5)) + 15n * BigInt(bban.slice(5, 10)) + 3n * BigInt(bban.slice(10, 21)) + BigInt(bban.slice(21))) % 97n).toBe(0n);
  });
});

describe('the sample ledger, read as any other file', () => {
  let content: LedgerContent;
  beforeAll(async () => {
    const taken = await takeFile('ledger.xlsx', readFileSync(join(FOLDER, 'ledger.xlsx')), '2026-11-23T07:12:00.000Z' as Instant, join(FOLDER, 'invoices'));
    if (!taken.ok) throw new Error(taken.problem.code);
    const { mapping } = proposeForFile(taken.value);
    expect(obstacleOf(taken.value, mapping)).toBeNull();
    const read = contentOf(taken.value, mapping, COMPANY);
    expect(read.remarks).toEqual([]);
    content = read.content;
  });

  test('holds about forty customers and a hundred and twenty invoices', () => {
    expect(content.debtors.length).toBe(CUSTOMERS.length);
    expect(content.debtors.length).toBeGreaterThanOrEqual(38);
    expect(content.invoices.length).toBeGreaterThanOrEqual(110);
  });

  test('names three rows that cannot be read, each for a reason of its own', () => {
    expect(content.problems.map((problem) => (problem.code === 'ledger/row-unreadable' ? problem.why : problem.code))).toEqual(['no-due-date', 'date', 'amount']);
  });

  test('every SIREN and VAT number was accepted', () => {
    for (const { legalIds, name } of content.debtors) {
      expect([name, legalIds.siren === null || isSiren(legalIds.siren), legalIds.vat !== null && parseVat(legalIds.vat) !== null]).toEqual([name, true, true]);
    }
    expect(parseVat(DEMO_PROFILE.legalIds.vat ?? '')?.siren).toBe(DEMO_PROFILE.legalIds.siren);
  });

  test('has credit notes tied to an invoice, part payments, public customers and two currencies', () => {
    const credits = content.invoices.filter(({ kind }) => kind === 'credit-note');
    expect(credits.length).toBeGreaterThanOrEqual(3);
    for (const { corrects } of credits) expect(content.invoices.some(({ number }) => number === corrects)).toBe(true);
    const parts = content.invoices.flatMap(({ instalments }) => instalments).filter(({ amount, outstanding }) => outstanding.minor > 0 && outstanding.minor < amount.minor);
    expect(parts.length).toBeGreaterThanOrEqual(2);
    expect(new Set(content.invoices.flatMap(({ instalments }) => instalments.map(({ amount }) => amount.currency)))).toEqual(new Set(['EUR', 'GBP']));
    expect(content.debtors.filter(({ kind }) => kind === 'public')).toHaveLength(2);
  });

  test('Menuiserie Lebrun owes what the drawings show', () => {
    const lebrun = content.debtors.find(({ code }) => code === 'C-0412');
    expect(lebrun).toMatchObject({ name: 'Menuiserie Lebrun', legalIds: { siren: '812345676' }, town: 'Perpignan' });
    const open = content.invoices.filter(({ debtor, instalments }) => debtor === lebrun?.id && (instalments[0]?.outstanding.minor ?? 0) > 0).map(({ number, instalments }) => [number, instalments[0]?.due, instalments[0]?.outstanding.minor]);
    expect(open).toEqual([['FA-2026-0297', '2026-10-22', 183_640], ['FA-2026-0311', '2026-11-02', 248_000], ['FA-2026-0342', '2026-12-10', 310_680]]);
  });

  test('the PDFs are found by the column and are PDFs', () => {
    expect(content.documents?.length).toBe(readdirSync(join(FOLDER, 'invoices')).length);
    for (const { path } of content.documents ?? []) {
      const bytes = readFileSync(path, 'latin1');
      const start = Number(/startxref\n(\d+)\n%%EOF/.exec(bytes)?.[1]);
      expect([path, bytes.slice(0, 5), bytes.slice(start, start + 4)]).toEqual([path, '%PDF-', 'xref']);
    }
  });
});
