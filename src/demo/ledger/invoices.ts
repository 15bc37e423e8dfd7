import { addDays, dayNumber, endOfMonth, fromDayNumber, isBusinessDay, localDate } from '../../core';
import type { LocalDate } from '../../core';
import { CUSTOMERS } from './customers';

export interface LedgerInvoice {
  readonly customer: string;
  readonly number: string;
  readonly type: 'Facture' | 'Avoir' | 'Acompte';
  readonly issued: LocalDate;
  readonly due: LocalDate;
  /** Cents; negative for a credit note. */
  readonly amount: number;
  readonly outstanding: number;
  readonly currency: 'EUR' | 'GBP';
  readonly means: 'Virement' | 'Prélèvement' | 'LCR' | 'Chèque';
  readonly order: string;
  readonly corrects: string;
}

const numberOf = (n: number): string => `FA-2026-${String(n).padStart(4, '0')}`;
const day = (monthDay: string): LocalDate => localDate(`${monthDay.startsWith('01-') ? 2027 : 2026}-${monthDay}`);

type Told = readonly [n: number, customer: string, issued: string, due: string, amount: number, more?: Partial<LedgerInvoice>];

/** The invoices that the sample threads speak of. */
const TOLD: readonly Told[] = [
  [231, 'C-0087', '07-24', '09-22', 184_060, { outstanding: 0 }],
  [250, 'C-0519', '08-07', '10-06', 780_400],
  [258, 'C-0178', '08-20', '10-31', 321_000],
  [266, 'C-0233', '08-28', '10-27', 64_890],
  [273, 'C-0519', '09-03', '11-02', 340_000],
  [279, 'C-0355', '09-09', '11-08', 395_400],
  [281, 'C-0412', '09-10', '10-10', 120_000, { outstanding: 0 }],
  [288, 'C-0460', '09-15', '10-15', 194_000, { currency: 'GBP', order: 'PO-88213' }],
  [297, 'C-0412', '09-22', '10-22', 183_640],
  [301, 'C-0178', '09-25', '10-25', 215_000, { outstanding: 0 }],
  [303, 'C-0410', '09-25', '10-27', 542_000],
  [304, 'C-0155', '09-28', '11-12', 109_200],
  [305, 'C-0645', '09-28', '11-12', 44_760],
  [307, 'C-0388', '09-30', '10-30', 273_000],
  [309, 'C-0540', '10-01', '11-15', 156_000],
  [311, 'C-0412', '10-03', '11-02', 248_000],
  [312, 'C-0219', '10-05', '11-04', 124_800],
  [313, 'C-0334', '10-06', '11-05', 93_600],
  [315, 'C-0301', '10-08', '11-07', 687_050],
  [316, 'C-0266', '10-09', '11-08', 451_200],
  [317, 'C-0622', '10-12', '11-10', 228_810],
  [318, 'C-0460', '10-13', '11-12', 78_000, { order: 'PO-88547' }],
  [320, 'C-0571', '10-14', '11-13', 181_560, { outstanding: 0 }],
  [326, 'C-0702', '10-23', '11-22', 31_840],
  [333, 'C-0128', '10-30', '11-29', 226_440, { order: 'BC 2026-417' }],
  [338, 'C-0178', '11-04', '12-04', 142_000],
  [339, 'C-0233', '11-05', '12-05', 28_670],
  [340, 'C-0301', '11-06', '12-06', 120_400],
  [341, 'C-0355', '11-09', '01-08', 112_000],
  [342, 'C-0412', '11-10', '12-10', 310_680],
];

/** When a number was given out. */
const ANCHORS: readonly (readonly [n: number, issued: string])[] = [
  [232, '07-27'], [250, '08-07'], [258, '08-20'], [266, '08-28'], [279, '09-09'], [288, '09-15'], [297, '09-22'], [304, '09-28'], [311, '10-03'], [320, '10-14'], [333, '10-30'], [341, '11-09'], [347, '11-19'],
];

function issuedOf(n: number): LocalDate {
  const next = ANCHORS.findIndex(([anchor]) => anchor >= n);
  const [to, from] = [ANCHORS[next] ?? fail(n), ANCHORS[Math.max(0, next - 1)] ?? fail(n)];
  const [first, last] = [dayNumber(day(from[1])), dayNumber(day(to[1]))];
  const at = to[0] === from[0] ? first : first + Math.floor(((n - from[0]) * (last - first)) / (to[0] - from[0]));
  let issued = fromDayNumber(at);
  // Bills are written on working days; going back keeps the order of the numbers.
  while (!isBusinessDay(issued)) issued = addDays(issued, -1);
  return issued;
}
const fail = (n: number): never => {
  throw new Error(`no anchor for number ${n}`);
};

/** Always the same row of numbers (Park and Miller): the file must not change from one writing to the next. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Customers that no sample thread is about get the remaining numbers. */
function rest(): readonly LedgerInvoice[] {
  const taken = new Set(TOLD.map(([n]) => n));
  const others = CUSTOMERS.filter(({ code }) => !TOLD.some(([, customer]) => customer === code));
  const roll = dice(20_261_123);
  const invoices: LedgerInvoice[] = [];
  let turn = 0;
  for (let n = 232; n <= 347; n += 1) {
    if (taken.has(n)) continue;
    // Everybody in turn, then whoever the dice name.
    const customer = others[turn < others.length ? (turn * 7) % others.length : Math.floor(roll() * others.length)] ?? fail(n);
    turn += 1;
    const issued = issuedOf(n);
    const terms = roll();
    const due = customer.kind === 'Collectivité' || terms < 0.55 ? addDays(issued, 30) : terms < 0.8 ? endOfMonth(addDays(issued, 45)) : addDays(issued, 60);
    const amount = 8_000 + Math.floor(roll() * roll() * 420_000);
    const paid = roll() < paidShare(due);
    const part = !paid && roll() < 0.25;
    const means = roll();
    invoices.push({
      customer: customer.code, number: numberOf(n), type: means > 0.97 ? 'Acompte' : 'Facture', issued, due, amount, outstanding: paid ? 0 : part ? Math.round(amount * 0.4) : amount,
      currency: 'EUR', means: means < 0.8 ? 'Virement' : means < 0.9 ? 'Chèque' : means < 0.95 ? 'LCR' : 'Prélèvement', order: roll() < 0.3 ? `CDE-${4100 + n}` : '', corrects: '',
    });
  }
  return invoices;
}

const paidShare = (due: LocalDate): number => (due < '2026-10-20' ? 0.86 : due < '2026-11-14' ? 0.62 : due < '2026-11-23' ? 0.3 : 0.04);

/** A credit note stands in full against an open invoice of its customer. */
function creditNotes(invoices: readonly LedgerInvoice[]): readonly LedgerInvoice[] {
  const open = invoices.filter(({ customer, outstanding, amount, means }) => outstanding === amount && amount > 60_000 && means === 'Virement' && !TOLD.some(([, told]) => told === customer));
  return open.filter((_, at) => at % 5 === 0).slice(0, 5).map((invoice, at) => ({
    ...invoice, number: `AV-2026-${String(21 + at).padStart(4, '0')}`, type: 'Avoir', issued: addDays(invoice.issued, 9), due: addDays(invoice.issued, 9),
    amount: -Math.round(invoice.amount * 0.15), outstanding: -Math.round(invoice.amount * 0.15), corrects: invoice.number, order: '',
  }));
}

function told([n, customer, issued, due, amount, more]: Told): LedgerInvoice {
  return { customer, number: numberOf(n), type: 'Facture', issued: day(issued), due: day(due), amount, outstanding: amount, currency: 'EUR', means: 'Virement', order: '', corrects: '', ...more };
}

const written = [...TOLD.map(told), ...rest()].sort((a, b) => (a.number < b.number ? -1 : 1));
export const INVOICES: readonly LedgerInvoice[] = [...written, ...creditNotes(written)];

/** Those whose PDF lies beside the ledger. */
export const WITH_PDF: readonly LedgerInvoice[] = INVOICES.filter(({ number }) => TOLD.some(([n]) => numberOf(n) === number));
export const isTold = (customer: string): boolean => TOLD.some(([, each]) => each === customer);
