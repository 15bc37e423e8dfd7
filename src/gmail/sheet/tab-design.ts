import { addDays, dayNumber, headerOf, localDate, sheetWords } from '../../core';
import type { Language, LedgerField, LocalDate } from '../../core';
import type { TabName } from './open-book';
import { PROFILE_KEYS, firstSettings } from './setting-keys';
import type { ProfileKey } from './setting-keys';
import { JOURNAL_COLUMNS, JOURNAL_FOR_READERS, KEPT_TEXT_AT, KEPT_TEXT_HEADING, PLAN_COLUMNS, SETTING_COLUMNS, TEXT_COLUMNS, headingsOf } from './tab-columns';

/** text: kept as typed ("00123", "+33", "=A1"). positive: an amount that is never below zero. */
export type ColumnShape = 'text' | 'day' | 'amount' | 'positive' | 'count';

export interface ColumnDesign {
  readonly header: string;
  readonly shape: ColumnShape;
  /** Pixels. */
  readonly width: number;
  /** What may be chosen; absent: anything of its shape. */
  readonly choices?: readonly string[];
  readonly note?: string;
  readonly hidden?: boolean;
}
/** null: empty. A number in a column of days is the day's serial number. */
export type DesignCell = string | number | null;

export interface TabDesign {
  readonly name: TabName;
  readonly title: string;
  /** Empty: the tab is written later, as a whole. */
  readonly columns: readonly ColumnDesign[];
  /** Rows of a new tab below its header. */
  readonly rows: readonly (readonly DesignCell[])[];
  readonly gridRows: number;
  readonly gridColumns: number;
  /** What is said before somebody types into the tab; null: it is there to be typed into. */
  readonly guarded: string | null;
}

/** What a new spreadsheet begins with. */
export interface BookStart {
  readonly language: Language;
  /** Of the company's profile; what is absent stays empty in the tab of settings. Lists: between commas. */
  readonly settings: Readonly<Partial<Record<ProfileKey, string>>>;
  /** The example line is dated around it. */
  readonly today: LocalDate;
}

const INVOICE_FIELDS: readonly LedgerField[] = ['invoice-number', 'invoice-kind', 'issued', 'due', 'debtor-code', 'debtor-name', 'amount', 'paid', 'outstanding', 'currency', 'means', 'order-number', 'disputed', 'retained', 'retained-until', 'corrects', 'status'];
const CUSTOMER_FIELDS: readonly LedgerField[] = [
  'debtor-code', 'debtor-name', 'contact-address', 'payer-address', 'accounting-address', 'generic-address', 'management-address', 'sales-address', 'contact-name', 'phone', 'language', 'debtor-kind', 'segment', 'siren', 'siret', 'vat', 'street', 'street-more', 'postcode', 'town', 'country',
  'debtor-iban', 'contract-rate', 'debtor-standing',
];

/** What is no plain text. A sum in dispute may be the word "yes": it stays as typed. */
const SHAPES: Readonly<Partial<Record<LedgerField, ColumnShape>>> = { issued: 'day', due: 'day', 'retained-until': 'day', amount: 'amount', outstanding: 'amount', paid: 'positive', retained: 'positive' };
const WIDTHS: Readonly<Partial<Record<LedgerField, number>>> = { 'debtor-name': 230, street: 220, 'street-more': 180, 'contact-address': 230, 'payer-address': 210, 'accounting-address': 210, 'generic-address': 210, 'management-address': 210, 'sales-address': 210, 'contact-name': 160, 'debtor-iban': 230, currency: 80, language: 80, postcode: 100, disputed: 80 };
const WIDTH = 130;
/** Rows of a new tab: as many as Google gives one. */
const ROWS = 1000;
/** Behind the first kept text's column: a long text goes on in the next cells. */
const KEPT_TEXT_CELLS = 8;

type Choices = ReturnType<typeof sheetWords>['choices'];
const choicesOf = (field: LedgerField, choices: Choices): Pick<ColumnDesign, 'choices'> => (field in choices ? { choices: choices[field as keyof Choices] } : {});

function ledgerColumn(field: LedgerField, language: Language): ColumnDesign {
  const { choices, notes } = sheetWords(language);
  const note = notes[field];
  return { header: headerOf(field, language), shape: SHAPES[field] ?? 'text', width: WIDTHS[field] ?? WIDTH, ...choicesOf(field, choices), ...(note === undefined ? {} : { note }) };
}

/** Google's serial number of a day: 1899-12-30 is 0, so that 1970-01-01 is 25569. */
export const serialOf = (day: LocalDate): number => dayNumber(day) - dayNumber(localDate('1970-01-01')) + 25_569;

/** One line that shows how the tab is filled in. Its number says that it is none (core/formats), so that it is never a debt. */
function exampleLine({ language, today }: BookStart): readonly DesignCell[] {
  const { example, choices } = sheetWords(language);
  const values: Readonly<Partial<Record<LedgerField, DesignCell>>> = {
    'invoice-number': example.number, 'invoice-kind': choices['invoice-kind'][0] ?? null, issued: serialOf(addDays(today, -30)), due: serialOf(today), 'debtor-code': 'C001', 'debtor-name': example.name, amount: 1200, paid: 0, currency: 'EUR', means: choices.means[0] ?? null, status: choices.status[0] ?? null,
  };
  return INVOICE_FIELDS.map((field) => values[field] ?? null);
}

const plainColumns = (headers: readonly string[], widths: Readonly<Record<number, number>>, readers = headers.length): readonly ColumnDesign[] =>
  headers.map((header, at) => ({ header, shape: 'text', width: widths[at] ?? WIDTH, ...(at >= readers ? { hidden: true } : {}) }));

function settingRows({ language, settings }: BookStart): readonly (readonly DesignCell[])[] {
  const value = Object.keys(SETTING_COLUMNS).indexOf('value');
  return firstSettings(language).map((row, at) => row.map((cell, column) => (column === value ? (settings[PROFILE_KEYS[at] as ProfileKey] ?? '') : cell)));
}

/** How a tab looks when it is new. */
export function tabDesign(name: TabName, start: BookStart): TabDesign {
  const { language } = start;
  const words = sheetWords(language);
  const design = (columns: readonly ColumnDesign[], rest: Partial<TabDesign> = {}): TabDesign => ({ name, title: words.tabs[name], columns, rows: [], gridRows: ROWS, gridColumns: columns.length, guarded: null, ...rest });
  switch (name) {
    case 'invoices': {
      const columns = INVOICE_FIELDS.map((field) => ledgerColumn(field, language));
      const [first, ...others] = columns as [ColumnDesign, ...ColumnDesign[]];
      return design([{ ...first, note: words.example.note }, ...others], { rows: [exampleLine(start)] });
    }
    case 'customers':
      return design(CUSTOMER_FIELDS.map((field) => ledgerColumn(field, language)));
    case 'journal': {
      const headings = headingsOf(JOURNAL_COLUMNS, language);
      const beside = Array.from({ length: Math.max(0, KEPT_TEXT_AT - headings.length) }, () => '');
      const columns = plainColumns([...headings, ...beside, KEPT_TEXT_HEADING[language]], { 2: 200, 3: 180, 4: 320 }, JOURNAL_FOR_READERS);
      return design(columns, { gridColumns: KEPT_TEXT_AT + KEPT_TEXT_CELLS, guarded: words.protectedJournal });
    }
    case 'texts':
      return design(plainColumns(headingsOf(TEXT_COLUMNS, language), { 0: 200, 1: 260, 2: 420 }));
    case 'plans':
      return design(plainColumns(headingsOf(PLAN_COLUMNS, language), { 0: 200, 7: 320 }));
    case 'settings':
      return design(plainColumns(headingsOf(SETTING_COLUMNS, language), { 0: 280, 1: 200, 2: 360 }), { rows: settingRows(start) });
    case 'ageing':
    case 'to-remind':
      return design([], { rows: [[`${words.tabs[name]}. ${words.notYet}`]], gridRows: 200, gridColumns: 26, guarded: words.protectedReport });
  }
}
