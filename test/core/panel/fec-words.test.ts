import { describe, expect, test } from '@jest/globals';
import { presentFec } from '../../../src/core';
import type { FecSeen, Problem } from '../../../src/core';
import { wordFec } from '../../../src/core/panel/word-fec';

const SEEN: FecSeen = { columns: 18, amounts: 'debit-credit', due: 'computed', term: '', lines: 2102, entries: 640, from: '2026-01-05', to: '2026-12-31', debit: 126_535_082, credit: 126_535_082, unbalanced: 0 };
const said = (text: string): string => text.replace(/\u202f/g, '_').replace(/\u00a0/g, '~');

describe('a FEC before it is used', () => {
  test('it is said what it is, and that it balances', () => {
    const view = presentFec(SEEN, 'fr');
    expect(said(view.balance.text)).toBe('Équilibré~: 1_265_350,82~€ au débit et au crédit, chaque écriture aussi.');
    expect(view.facts.map(({ value }) => said(value))).toEqual(['2_102 lignes, 18 colonnes', 'Débit et crédit', 'du 5~janvier~2026 au 31~décembre~2026', 'calculées~: 30 jours']);
    expect(said(presentFec({ ...SEEN, term: 'days-then-end-of-month-45' }, 'fr').facts.at(-1)?.value ?? '')).toBe('calculées~: 45 jours, puis fin de mois');
  });

  test.each(['fr', 'en'] as const)('entries that differ weigh more than the whole (%s)', (language) => {
    expect(presentFec({ ...SEEN, unbalanced: 2 }, language).balance.intent).toBe('warning');
    expect(presentFec({ ...SEEN, credit: 1 }, language).balance.intent).toBe('warning');
    expect(presentFec({ ...SEEN, from: null, to: null, due: 'printed', amounts: 'amount-side' }, language).facts.every(({ value }) => value !== '')).toBe(true);
  });
});

type Remark = Extract<Problem, { code: 'ledger/fec-remark' }>;
const KINDS: readonly Remark['what'][] = ['due-computed', 'covered', 'matched', 'partly-lettered', 'unallocated', 'deposits', 'doubtful', 'bills', 'opening', 'other-debits', 'foreign', 'no-piece', 'accruals', 'other-accounts', 'earlier-years', 'years-differ', 'no-customer', 'column-supposed'];

describe('what is said of its lines', () => {
  test.each(KINDS)('%s: for one and for several, in both languages, nothing is left to fill in', (what) => {
    for (const language of ['fr', 'en'] as const) {
      for (const count of [1, 1200]) {
        const { title, body } = wordFec({ code: 'ledger/fec-remark', file: 'fec.txt', what, count, row: 7, value: 'FA-1', amount: { minor: 12_345, currency: 'EUR' } }, language);
        expect(`${title} ${body}`).not.toMatch(/[{}]|undefined|null/);
        expect(title).toContain(count === 1 ? '1' : language === 'fr' ? '1\u202f200' : '1,200');
        if (language === 'fr') expect(`${title} ${body}`).not.toMatch(/ [:;!?]/);
      }
    }
  });

  test('a customer whose name looks like a gap of the sentence stays a name', () => {
    expect(wordFec({ code: 'ledger/fec-remark', file: 'fec.txt', what: 'deposits', count: 1, row: 0, value: '{amount}', amount: { minor: 100, currency: 'EUR' } }, 'en').body).toBe('fec.txt. €1.00 to their credit. The first: {amount}.');
  });
});
