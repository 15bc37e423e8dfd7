import { describe, expect, test } from '@jest/globals';
import { counted, foundInWords, words, wordProblem } from '../../../src/core';
import type { Language, Problem } from '../../../src/core';
import { TODAY } from '../builders';

/** Singular and plural wherever something is counted. */
const LANGUAGES: readonly Language[] = ['fr', 'en'];
const N = '\u202f';

describe('a count', () => {
  test('of one takes the singular, of none in French too', () => {
    const fr = words('fr').ledgerRows;
    expect([0, 1, 2, 1284].map((n) => counted(n, fr, 'fr'))).toEqual(['0 ligne lue', '1 ligne lue', '2 lignes lues', `1${N}284 lignes lues`]);
    const en = words('en').ledgerRows;
    expect([0, 1, 2, 1284].map((n) => counted(n, en, 'en'))).toEqual(['0 rows read', '1 row read', '2 rows read', '1,284 rows read']);
  });
  test('of all there are goes beside it', () => {
    expect(counted(1, words('fr').importRows, 'fr', 5000)).toBe(`1 ligne lue sur 5${N}000.`);
    expect(counted(2, words('en').importWriting, 'en', 5000)).toBe('2 invoices written of 5,000.');
  });
  test('of what a file holds: invoices and customers each have their own', () => {
    const found = (invoices: number, debtors: number, language: Language) => foundInWords({ invoices, debtors }, language);
    expect([found(1, 1, 'fr'), found(3, 1, 'fr'), found(0, 0, 'fr'), found(6, 6, 'fr')]).toEqual(['1 facture, 1 client.', '3 factures, 1 client.', '0 facture, 0 client.', '6 factures, 6 clients.']);
    expect([found(1, 1, 'en'), found(3, 1, 'en'), found(0, 0, 'en'), found(6000, 6, 'en')]).toEqual(['1 invoice, 1 customer.', '3 invoices, 1 customer.', '0 invoices, 0 customers.', '6,000 invoices, 6 customers.']);
  });
  test('no word of the table counts things with one form alone', () => {
    // A step, a percentage, seconds; and the plural of a pair that the pane picks by itself.
    const fine = ['firstRunStepOf', 'importSorting', 'nextTry', 'attachedFiles', 'andMore'];
    for (const language of LANGUAGES) expect(Object.entries(words(language)).filter(([key, said]) => typeof said === 'string' && said.includes('{n}') && !fine.includes(key))).toEqual([]);
  });
});

describe('what is said of a ledger file agrees with its count', () => {
  const said = (problem: Problem, language: Language): string => {
    const { title, body } = wordProblem(problem, language, TODAY);
    return `${title}. ${body}`;
  };
  const at = { file: 'clients.xlsx', sheet: null, row: 7, value: '' };

  test('rows that were left out', () => {
    const skipped = (rows: number, why: 'total' | 'settled', language: Language) => said({ code: 'ledger/rows-skipped', ...at, rows, why }, language);
    expect(skipped(1, 'total', 'fr')).toContain('Ce n’est pas une facture.');
    expect(skipped(2, 'total', 'fr')).toContain('Ce ne sont pas des factures.');
    expect(skipped(1, 'total', 'en')).toContain('This is no invoice.');
    expect(skipped(2, 'total', 'en')).toContain('These are no invoices.');
    expect(skipped(1, 'settled', 'fr')).toContain('Elle est lettrée ou son statut le dit,');
    expect(skipped(2, 'settled', 'fr')).toContain('Elles sont lettrées ou leur statut le dit,');
    expect(skipped(1, 'settled', 'en')).toContain('It is matched or its status says so,');
    expect(skipped(2, 'settled', 'en')).toContain('They are matched or their status says so,');
  });
  test('rows beside the table, hidden rows', () => {
    const second = (rows: number, language: Language) => said({ code: 'ledger/second-table', ...at, rows }, language);
    expect([second(1, 'fr'), second(1, 'en')]).toEqual([expect.stringContaining('1 ligne à part. Si c’est une facture, mettez-la sous les mêmes colonnes.'), expect.stringContaining('1 row left aside. If it is an invoice, put it under the same columns.')]);
    expect([second(2, 'fr'), second(2, 'en')]).toEqual([expect.stringContaining('2 lignes à part. Si ce sont des factures, mettez-les sous les mêmes colonnes.'), expect.stringContaining('2 rows left aside. If they are invoices, put them under the same columns.')]);
    const hidden = (count: number, language: Language) => said({ code: 'ledger/sheet-remark', file: 'clients.xlsx', sheet: null, what: 'hidden-rows', count }, language);
    expect([hidden(1, 'fr'), hidden(1, 'en')]).toEqual([expect.stringContaining('Si elle ne compte pas, supprimez-la du fichier.'), expect.stringContaining('If it does not count, delete it from the file.')]);
    expect([hidden(2, 'fr'), hidden(2, 'en')]).toEqual([expect.stringContaining('Si elles ne comptent pas, supprimez-les du fichier.'), expect.stringContaining('If they do not count, delete them from the file.')]);
  });
  test('a file that waits for a word', () => {
    const waits = (rowsNow: number, language: Language) => said({ code: 'ledger/awaits-confirmation', file: 'clients.xlsx', rowsNow, rowsBefore: 5000, at: TODAY }, language);
    expect([waits(1, 'fr'), waits(2, 'fr')]).toEqual([expect.stringContaining(`1 ligne au lieu de 5${N}000.`), expect.stringContaining(`2 lignes au lieu de 5${N}000.`)]);
    expect([waits(1, 'en'), waits(2, 'en')]).toEqual([expect.stringContaining('1 row instead of 5,000.'), expect.stringContaining('2 rows instead of 5,000.')]);
  });
});
