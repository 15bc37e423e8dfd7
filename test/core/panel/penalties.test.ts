import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { foldHistory, localDate, penaltiesCsv, penaltiesText, presentPenalties, ratesNotice, statementOfAccount } from '../../../src/core';
import type { CaseFile, EntryId, Invoice, Language, LocalDate, PaymentView, PenaltiesInput, PenaltiesView, PenaltyFlag, Semester, StageId } from '../../../src/core';
import { flagInWords, leftOutInWords, rateInWords, sourceInWords } from '../../../src/core/panel/penalties-words';
import type { LeftOut } from '../../../src/core/panel/penalties-case';
import { aCaseFile, aCreditNote, aDebtor, aListed, aLog, anInvoice, aPaidInvoice, aPayment, daysAgo, deposited, disputed, eur, idOf, inDays, promised, TODAY, usd, voided } from '../builders';
import type { LogItem } from '../builders';
import { percent } from '../penalties/claims';
import { shippedRates } from '../penalties/rates';
import { faultsOf, strings } from './reading';

const RATES = shippedRates();
const late = (number: string, over: Parameters<typeof anInvoice>[0] = {}): Invoice => anInvoice({ number, id: idOf(number), ...over });

function input(file: CaseFile, over: Partial<Pick<PenaltiesInput, 'rates' | 'view' | 'asOf' | 'language'>> = {}): PenaltiesInput {
  const { disputes } = foldHistory(file.entries);
  const statement = statementOfAccount({ invoices: file.invoices, unallocatedCredits: file.debtor.unallocatedCredits, disputes }, file.today);
  return { file, statement, rates: RATES, view: 'ledger', asOf: file.today, language: 'fr', ...over };
}
const shown = (file: CaseFile, over: Parameters<typeof input>[1] = {}): PenaltiesView => presentPenalties(input(file, over));
const sums = (view: PenaltiesView) => view.sums.map(({ rows }) => rows.map(({ label, value }) => `${label} ${value.replace(/[\u00a0\u202f]/g, ' ')}`));

describe('what may be claimed for late payment', () => {
  test('one invoice, 32 days late: interest to the cent, the charge, the total, and where the rate comes from', () => {
    // 1 200.00 x 12.40 % x 32 / 365 = 13.0455
    const view = shown(aCaseFile({ invoices: [anInvoice()] }));
    expect(sums(view)).toEqual([['Principal échu 1 200,00 €', 'Pénalités 13,05 €', 'Indemnités forfaitaires 40,00 €', 'Total 1 253,05 €']]);
    expect(view.asOf).toBe('Arrêté au\u00a023\u00a0novembre\u00a02026');
    expect(view.lines).toMatchObject([{ number: 'FA-2026-0297', due: '22/10/2026', late: '32 jours de retard', rates: '12,40\u00a0%', segments: [{ days: '32 jours', semester: '2e semestre 2026', source: 'loi\u00a0: taux de refinancement de la BCE 2,40\u00a0%, 2e semestre 2026, en vigueur depuis le\u00a017\u00a0juin\u00a02026' }] }]);
    expect(view.law.join(' ')).toMatch(/L441-10 II.*D441-5.*fichier du 21/);
  });

  test('a semester crossed makes two segments with two rates', () => {
    const view = shown(aCaseFile({ invoices: [anInvoice({ due: localDate('2026-06-20') })] }));
    expect(view.lines[0]?.rates).toBe('12,15\u00a0% puis 12,40\u00a0%');
    expect(view.lines[0]?.segments.map(({ period }) => period)).toEqual(['du 21/06/2026 au 30/06/2026', 'du 01/07/2026 au 23/11/2026']);
  });

  // To the payment: 5 000.00 x 12.15 % x 34 / 365 = 56.59, x 12.40 % x 46 / 365 = 78.14.
  test('a part payment: the ledger view takes it from the principal, the formal view from the interest first, as the code says', () => {
    const file = aCaseFile({ invoices: [anInvoice({ due: daysAgo(180), amount: eur(5000), outstanding: eur(3000), payments: [aPayment({ on: daysAgo(100), amount: eur(2000) })] })] });
    const events = (view: PaymentView) => shown(file, { view }).lines[0]?.events.map((event) => event.replace(/[\u00a0\u202f]/g, ' '));
    expect(events('ledger')).toEqual(['Règlement du 15/08/2026 : 2 000,00 € (principal 2 000,00 €)']);
    expect(events('formal')).toEqual(['Règlement du 15/08/2026 : 2 000,00 € (principal 1 865,27 €, intérêts 134,73 €)']);
    expect(sums(shown(file))[0]?.[0]).toBe('Principal échu 3 000,00 €');
    expect(sums(shown(file, { view: 'formal' }))[0]?.slice(0, 3)).toEqual(['Principal échu 3 134,73 €', expect.stringMatching(/^Pénalités /), 'Pénalités déjà couvertes par des règlements 134,73 €']);
  });

  test('a day before the payment, the statement does not know of it', () => {
    const file = aCaseFile({ invoices: [anInvoice({ due: daysAgo(180), amount: eur(5000), outstanding: eur(3000), payments: [aPayment({ on: daysAgo(100), amount: eur(2000) })] })] });
    expect(sums(shown(file, { asOf: daysAgo(101) }))[0]?.[0]).toBe('Principal échu 5 000,00 €');
  });

  test('a debt in dollars and its charge in euro stand in two sums: nothing is converted', () => {
    expect(sums(shown(aCaseFile({ invoices: [anInvoice({ amount: usd(1000) })] })))).toEqual([
      ['Principal échu 1 000,00 $', 'Pénalités 10,87 $', 'Total 1 010,87 $'],
      ['Indemnités forfaitaires 40,00 €', 'Total 40,00 €'],
    ]);
  });

  test.each([[-1, 0], [0, 0], [1, 1]])('due %i days before the day of the statement: %i lines', (before, count) => {
    const view = shown(aCaseFile({ invoices: [anInvoice({ due: daysAgo(before) })] }));
    expect([view.lines.length, view.empty === null]).toEqual([count, count > 0]);
  });

  test('a claim due before the law of the charge bears interest alone, and the line says why', () => {
    // Acknowledged again and again: the claim has not lapsed.
    const entries = aLog(...['2016-01-04', '2020-12-01', '2025-11-03'].map((on): LogItem => [promised({ promisedFor: localDate(on) }), { on: localDate(on) }]));
    const [line] = shown(aCaseFile({ invoices: [anInvoice({ due: localDate('2012-06-30') })], entries })).lines;
    expect([line?.charge, line?.remarks]).toEqual([null, ['Sans indemnité forfaitaire\u00a0: elle n’existait pas encore à cette échéance.']]);
  });
});

describe('what is left out is said, and why', () => {
  const only = (file: Partial<CaseFile>) => shown(aCaseFile(file)).leftOut;

  test('wholly disputed, on its way by direct debit, assigned to a factor, refused as an e-invoice', () => {
    const invoices = [late('A-1'), late('A-2', { means: 'direct-debit-presented' }), late('A-3', { assignee: { name: 'Factor SA', iban: null } }), late('A-4', { eInvoiceStatus: 210 }), late('A-5')];
    const view = shown(aCaseFile({ invoices, entries: aLog(disputed({ invoices: [idOf('A-1')] })) }));
    expect(view.lines.map(({ number }) => number)).toEqual(['A-5']);
    expect(view.leftOut).toEqual(['A-1\u00a0: entièrement en litige.', 'A-2\u00a0: prélèvement, effet ou chèque en cours.', 'A-3\u00a0: cédée à Factor SA, qui recouvre.', 'A-4\u00a0: statut 210 de la facture électronique, qui suspend la relance.']);
  });

  test('a disputed part, a payment without a day: counted out of the line, never against the customer', () => {
    const view = shown(aCaseFile({ invoices: [late('A-1', { outstanding: eur(1000) })], entries: aLog(disputed({ invoices: [idOf('A-1')], amount: eur(400) })) }));
    expect(view.lines[0]?.remarks.map((remark) => remark.replace(/[\u00a0\u202f]/g, ' '))).toEqual(['Part en litige non comptée : 400,00 €.', 'Réglé ou crédité à une date inconnue, compté comme à l’heure : 200,00 €.']);
    expect(sums(view)[0]?.[0]).toBe('Principal échu 600,00 €');
  });

  test('invoices that were paid late and are settled, what is not due, credits that nobody allocated', () => {
    expect(only({ invoices: [late('A-1'), aPaidInvoice(), late('A-2', { due: inDays(3) })], debtor: aDebtor({ unallocatedCredits: [eur(55)] }) })).toEqual([
      'FA-2026-0101\u00a0: réglée en retard et soldée\u202f; pénalités et indemnité non comptées ici.', 'Avoirs et acomptes non imputés, non déduits\u00a0: 55,00\u00a0€.', '1 échéance à venir.',
    ]);
    expect(only({ invoices: [late('A-1'), aPaidInvoice({ paidOn: daysAgo(32) })] })).toEqual([]);
  });

  test('a claim whose limitation is reached, the day before and on the day; a sum held back and not released', () => {
    const of = (due: string) => shown(aCaseFile({ invoices: [late('A-1', { due: localDate(due) }), late('A-2')] }));
    expect([of('2021-11-23').lines.length, of('2021-11-23').leftOut]).toEqual([2, []]);
    expect([of('2021-11-22').lines.map(({ number }) => number), of('2021-11-22').leftOut]).toEqual([['A-2'], ['A-1\u00a0: prescription probable, à faire relire par un juriste.']]);
    const held = shown(aCaseFile({ invoices: [late('A-1', { retained: { amount: eur(60), releasedOn: null } })] }));
    expect([sums(held)[0]?.[0], held.leftOut]).toEqual(['Principal échu 1 140,00 €', ['A-1\u00a0: retenue de garantie, non libérée.']]);
  });

  test('one invoice that cannot be told stays out of the sums, which say that they are incomplete', () => {
    const view = shown(aCaseFile({ debtor: aDebtor({ lawCountry: 'BE' }), invoices: [late('OLD-1', { due: localDate('2008-01-01') }), late('A-1')] }));
    expect(view.lines.map(({ number }) => number)).toEqual(['A-1']);
    expect(view.notices).toMatchObject([{ intent: 'warning', text: 'Totaux incomplets\u00a0: 1 échéance n’a pas pu être calculée (voir plus bas).' }]);
    expect(view.leftOut).toEqual(['OLD-1\u00a0: Le taux du 1er semestre 2008 n’est pas connu de Relance.']);
    expect(view.endOn).toBeNull();
  });
});

describe('whose law', () => {
  test('an insolvency stops the penalties the day before, and the sums are to be declared', () => {
    const judgment = daysAgo(10);
    const file = aCaseFile({ invoices: [late('A-1'), late('A-2', { due: daysAgo(5) })], entries: aLog({ kind: 'insolvency-noted', procedure: 'recovery', openedOn: judgment, publishedOn: null }) });
    const view = shown(file);
    expect([view.sumsTitle, view.claimable]).toEqual(['Ce qui peut être déclaré', 'Une procédure collective est ouverte\u00a0: ces sommes se déclarent, elles ne se réclament pas.']);
    expect(view.lines.map(({ segments, charge }) => [segments[segments.length - 1]?.period ?? null, charge])).toEqual([['du 23/10/2026 au 12/11/2026', '40,00\u00a0€'], [null, null]]);
    expect(view.lines[0]?.remarks.join(' ')).toMatch(/L622-28.*BODACC.*non tranchée/);
  });

  test('a consumer owes no charge, and no interest before a notice; a notice that was undone or only listed the invoice is none', () => {
    const consumer = { debtor: aDebtor({ kind: 'consumer' }), invoices: [late('A-1', { due: daysAgo(90) })] };
    const notice = (step: StageId | null, ...more: readonly LogItem[]) => aLog([deposited({ stage: 'R4', depositedOn: daysAgo(42), invoices: [{ ...aListed({ of: late('A-1') }), step }] }), { id: 'letter' as EntryId }], [{ kind: 'letter-presented', letter: 'letter' as EntryId, presentedOn: daysAgo(40) }, { id: 'presented' as EntryId }], ...more);
    const days = (file: Partial<CaseFile>) => shown(aCaseFile({ ...consumer, ...file })).lines.map(({ segments, charge, remarks }) => [segments[0]?.period ?? null, charge, remarks.length]);
    expect(days({})).toEqual([[null, null, 1]]);
    expect(days({ entries: notice('R4' as StageId) })).toEqual([['du 15/10/2026 au 23/11/2026', null, 0]]);
    expect(days({ entries: notice(null) })).toEqual([[null, null, 1]]);
    expect(days({ entries: notice('R4' as StageId, voided('presented' as EntryId)) })).toEqual([[null, null, 1]]);
  });

  test('no rule known for the country: nothing is computed, and nothing is offered', () => {
    const view = shown(aCaseFile({ debtor: aDebtor({ lawCountry: 'CH' }), invoices: [late('A-1')] }));
    expect([view.problem?.code, view.sums, view.endOn]).toEqual(['penalties/no-law', [], null]);
    expect(penaltiesText(input(aCaseFile({ debtor: aDebtor({ lawCountry: 'CH' }), invoices: [late('A-1')] })))).toBeNull();
  });

  test('another member state: the directive’s minimum, said to be one', () => {
    const view = shown(aCaseFile({ debtor: aDebtor({ lawCountry: 'BE' }), invoices: [late('A-1')] }), { language: 'en' });
    expect(view.lines[0]?.remarks).toEqual(['Minimum of directive 2011/7/EU: the country’s own law may give more.']);
  });

  test('a payment plan that runs goes before the statement', () => {
    const entries = aLog({ kind: 'plan-agreed', instalments: [{ due: inDays(10), amount: eur(1200) }], invoices: [idOf('A-1')] });
    expect(shown(aCaseFile({ invoices: [late('A-1')], entries })).notices).toMatchObject([{ text: expect.stringMatching(/échéancier est en cours/) }]);
  });
});

describe('the rates of the next semester', () => {
  const on = (day: string): LocalDate => localDate(day);
  test.each<[string, 'info' | 'error' | null]>([['2026-12-16', null], ['2026-12-17', 'info'], ['2026-12-31', 'info'], ['2027-01-01', 'error']])('on %s: %s', (today, intent) => {
    const notice = ratesNotice(RATES, 'fr', on(today));
    expect(notice?.intent ?? null).toBe(intent);
    if (notice !== null) expect(notice.text).toContain('1er semestre 2027');
  });

  test('the legal rate alone is missing: penalties between professionals go on, and nobody says otherwise', () => {
    const known = { ...RATES, series: { ...RATES.series, 'ecb-refi': { ...RATES.series['ecb-refi'], '2027-S1': RATES.series['ecb-refi']['2026-S2'] as never } } };
    for (const day of ['2026-12-17', '2027-01-01']) for (const language of ['fr', 'en'] as const) {
      const { text } = ratesNotice(known, language, on(day)) ?? { text: '' };
      expect(text).toMatch(language === 'fr' ? /particuliers/ : /consumers/);
      expect(text).not.toMatch(/pénalité|penalties|BCE|ECB/);
      expect(faultsOf(text, language)).toEqual([]);
    }
  });

  test('no rate at all: the semester that runs is missing', () => {
    expect(ratesNotice(null, 'en', TODAY)).toMatchObject({ intent: 'error', text: expect.stringContaining('second half of 2026') });
    expect(shown(aCaseFile({ invoices: [late('A-1')] }), { rates: null }).problem?.title).toBe('Le taux du 2e semestre 2026 n’est pas encore connu de Relance');
  });

  test('on its first day nothing is told, and the statement can end the day before: then it is the one of that day', () => {
    const file = (today: LocalDate): CaseFile => aCaseFile({ invoices: [late('A-1', { due: on('2026-10-22') })], today });
    const view = shown(file(on('2027-01-01')));
    expect([view.problem?.code, view.sums, view.endOn?.day]).toEqual(['penalties/rate-unknown', [], '2026-12-31']);
    expect(penaltiesCsv(input(file(on('2027-01-01'))))).toBeNull();
    expect(shown(file(on('2027-01-01')), { asOf: on('2026-12-31') }).sums).toEqual(shown(file(on('2026-12-31'))).sums);
  });

  test('a rate that a public buyer’s debt needs no more: it is computed beside what cannot be', () => {
    const view = shown(aCaseFile({ debtor: aDebtor({ kind: 'public' }), invoices: [late('A-1', { due: on('2026-10-22') }), late('A-2', { due: on('2026-12-31') })], today: on('2027-01-15') }));
    expect([view.lines.map(({ number }) => number), view.leftOut]).toEqual([['A-1'], ['A-2\u00a0: Le taux du 1er semestre 2027 n’est pas encore connu de Relance.']]);
  });
});

/** One of each: a new kind does not compile until it has words. */
const FLAGS: Readonly<Record<PenaltyFlag['kind'], PenaltyFlag>> = {
  'contract-rate-below-floor': { kind: 'contract-rate-below-floor', semester: '2026-S2' as Semester, rate: percent('8'), floor: percent('8.25') },
  'contract-floor-unknown': { kind: 'contract-floor-unknown', semester: '2027-S1' as Semester },
  'stop-reminders': { kind: 'stop-reminders', judgment: daysAgo(10) },
  'declare-claim': { kind: 'declare-claim', judgment: daysAgo(10) },
  'fixed-charge-is-a-reading': { kind: 'fixed-charge-is-a-reading' },
  'payment-after-judgment': { kind: 'payment-after-judgment', on: daysAgo(3), amount: eur(120) },
  'no-notice-yet': { kind: 'no-notice-yet' },
  'directive-minimum': { kind: 'directive-minimum' },
};
const LEFT: readonly LeftOut[] = [
  ...(['dispute', 'direct-debit'] as const).map((kind) => ({ kind: 'guarded' as const, number: 'FA-1', guard: { kind } })),
  { kind: 'guarded', number: 'FA-1', guard: { kind: 'assigned', factor: 'Factor SA' } },
  { kind: 'guarded', number: 'FA-1', guard: { kind: 'e-invoice', status: 210, until: null } },
  { kind: 'not-computed', number: 'FA-1', problem: { code: 'penalties/invalid-claim', number: 'FA-1', field: 'event', because: 'two-currencies' } },
  { kind: 'settled-late', numbers: ['FA-1'] }, { kind: 'settled-late', numbers: ['FA-1', 'FA-2', 'FA-3', 'FA-4', 'FA-5'] },
  { kind: 'not-due', count: 1 }, { kind: 'not-due', count: 2 }, { kind: 'credits', totals: [eur(5), usd(7)] },
];

describe.each<Language>(['fr', 'en'])('the words (%s)', (language) => {
  test('every flag and every reason to leave out: typeset, and without an order to pay', () => {
    const said = [
      ...Object.values(FLAGS).map((flag) => flagInWords(flag, language)), flagInWords({ kind: 'contract-floor-unknown', semester: null }, language),
      ...LEFT.map((left) => leftOutInWords(left, language, TODAY)),
      sourceInWords({ basis: 'contract', rule: 'constant', reference: null }, language), rateInWords(percent('12.4'), language), rateInWords(percent('0.125'), language),
    ];
    expect(said.flatMap((text) => faultsOf(text, language))).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
    expect(said.filter((text) => /vous devez|you must pay|you owe/i.test(text))).toEqual([]);
  });

  test('the whole page, as text and as data', () => {
    const file = aCaseFile({ invoices: [late('A-1', { due: daysAgo(180), amount: eur(5000), outstanding: eur(3000), payments: [aPayment({ on: daysAgo(100), amount: eur(2000) })] }), aPaidInvoice(), aCreditNote(), late('OLD-1', { due: localDate('2008-01-01') }), late('A-2', { amount: usd(100) })] });
    for (const view of ['ledger', 'formal'] as const) {
      const all = [...strings(shown(file, { language, view })).map(([, text]) => text), ...(penaltiesText(input(file, { language, view })) ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '')];
      expect(all.flatMap((text) => faultsOf(text, language))).toEqual([]);
      expect(all.filter((text) => /vous devez|you must pay|you owe/i.test(text))).toEqual([]);
    }
  });
});

test.each([['8.25', '8,25\u00a0%'], ['12.4', '12,40\u00a0%'], ['12', '12,00\u00a0%'], ['0.125', '0,125\u00a0%'], ['0.0001', '0,0001\u00a0%']])('a rate of %s is written %s', (rate, written) => {
  expect(rateInWords(percent(rate), 'fr')).toBe(written);
});

/** Reads a file of one separator back (RFC 4180). */
function read(csv: string, separator: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const text = csv.slice(1);
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') { cell += '"'; at += 1; }
      else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === separator || sign === '\r') {
      rows[rows.length - 1]?.push(cell);
      cell = '';
      if (sign === '\r') { at += 1; rows.push([]); }
    } else cell += sign;
  }
  return rows.slice(0, -1);
}

describe('the file for a spreadsheet', () => {
  const file = aCaseFile({ invoices: [late('FA;"1"', { due: localDate('2026-06-20') })] });

  test('French: semicolons, decimal commas, day/month/year; each row has its currency', () => {
    const csv = penaltiesCsv(input(file)) ?? '';
    expect(csv.startsWith('\ufeffLigne;Facture;Échéance;Du;Au;Jours;')).toBe(true);
    const rows = read(csv, ';');
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows.map((row) => [row[0], row[1], row[3], row[7], row[8], row[10]])).toEqual([
      ['Ligne', 'Facture', 'Du', 'Taux annuel (%)', 'Devise', 'Montant'],
      ['Principal échu', 'FA;"1"', '', '', 'EUR', '1200,00'],
      ['Pénalités', 'FA;"1"', '21/06/2026', '12,15', 'EUR', '3,99'],
      ['Pénalités', 'FA;"1"', '01/07/2026', '12,40', 'EUR', '59,52'],
      ['Indemnité forfaitaire', 'FA;"1"', '', '', 'EUR', '40,00'],
      ['Total · Principal échu', '', '', '', 'EUR', '1200,00'],
      ['Total · Pénalités', '', '', '', 'EUR', '63,51'],
      ['Total · Indemnités forfaitaires', '', '', '', 'EUR', '40,00'],
      ['Total', '', '', '', 'EUR', '1303,51'],
    ]);
  });

  test('English: commas, decimal points, a month in letters', () => {
    const rows = read(penaltiesCsv(input(file, { language: 'en' })) ?? '', ',');
    expect(rows[2]?.slice(0, 8)).toEqual(['Penalties', 'FA;"1"', '20 Jun 2026', '21 Jun 2026', '30 Jun 2026', '10', 'first half of 2026', '12.15']);
  });

  test('no value from the ledger begins a formula, whatever its number, and every row keeps its cells', () => {
    const hostile = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t=', '\r\n=', ' =', '\u00a0=', '＝', '\ufeff=', '\u200b=', '|', '%', '"=', ';=', ',='), fc.constantFrom('HYPERLINK("http://x")', "cmd|' /C calc'!A0", '1+1')).map((parts) => parts.join('')));
    fc.assert(fc.property(hostile, fc.constantFrom<Language>('fr', 'en'), (number, language) => {
      const csv = penaltiesCsv(input(aCaseFile({ invoices: [late('A-1', { number })] }), { language })) ?? '';
      const rows = read(csv, language === 'fr' ? ';' : ',');
      expect(rows.map((row) => row.length)).toEqual(rows.map(() => 13));
      expect(rows.flat().filter((cell) => /^[\s\u200b\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/.test(cell))).toEqual([]);
    }), { numRuns: 300 });
  });

  test('the sums of its rows are the sums of the page', () => {
    fc.assert(fc.property(fc.array(fc.record({ due: fc.integer({ min: 1, max: 900 }), cents: fc.integer({ min: 1, max: 10_000_000 }) }), { minLength: 1, maxLength: 8 }), (debts) => {
      const rows = read(penaltiesCsv(input(aCaseFile({ invoices: debts.map(({ due, cents }, at) => late(`A-${at}`, { due: daysAgo(due), amount: eur(cents / 100) })) }))) ?? '', ';');
      const minor = (cell: string | undefined): number => Number((cell ?? '').replace(',', ''));
      const sum = (of: string): number => rows.filter((row) => row[0] === of).reduce((total, row) => total + minor(row[10]), 0);
      expect(sum('Pénalités')).toBe(sum('Total · Pénalités'));
      expect(sum('Principal échu') + sum('Pénalités') + sum('Indemnité forfaitaire')).toBe(sum('Total'));
    }), { numRuns: 100 });
  });
});

test('5 000 invoices of one customer, amounts up to 10^12, names of every script', () => {
  const invoices = Array.from({ length: 5000 }, (_each, at) => late(`Ω-${at}-😀-${'x'.repeat(200)}`, { id: idOf(`N${at}`), due: daysAgo(1 + (at % 700)), amount: eur(at === 0 ? 1e9 : 100) }));
  const view = shown(aCaseFile({ invoices }));
  expect([view.lines.length, view.problem]).toEqual([5000, null]);
  expect(view.lines.every(({ number }) => number.length < 90)).toBe(true);
  expect(shown(aCaseFile({ invoices: [late('A-1', { amount: { minor: 1e15, currency: 'EUR' } })] })).problem).toMatchObject({ code: 'penalties/invalid-claim' });
});
