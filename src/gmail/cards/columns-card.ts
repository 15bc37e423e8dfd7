import { counted, formatLongDate, foundInWords, isLocalDate, LEDGER_FIELDS, sidebarWords, wordProblem, words } from '../../core';
import type { Language, LedgerField, LedgerPreview, LocalDate, Problem } from '../../core';
import { act, button, cardOf, toldSection } from './card-context';
import type { CardContext, CardNotice } from './card-context';
import type { CardPlan, SectionPlan, WidgetPlan } from './card-plan';

/** The field that holds the column of a ledger's field: a zero-based number, '' for none. */
export const columnField = (field: LedgerField): string => `column:${field}`;
export const DATE_ORDER_FIELD = 'date-order';

/** Without them nothing can be reminded; the others are folded. */
const FIRST: readonly LedgerField[] = ['debtor-code', 'debtor-name', 'contact-address', 'invoice-number', 'due', 'amount', 'outstanding'];
/** Of a sheet whose columns nobody ever deleted. */
const MOST_HEADERS = 50;
const ROWS_SHOWN = 10;

/** An existing sheet: which column is what, what was found with it, and what to look at, before it is used. */
export function columnsCard(preview: Omit<LedgerPreview, 'uploadId'>, spreadsheet: string, context: CardContext, today: LocalDate, notices: readonly CardNotice[] = []): CardPlan {
  const { language } = context;
  const { columns } = sidebarWords(language);
  const table = words(language);
  const others = LEDGER_FIELDS.filter((field) => !FIRST.includes(field));
  return cardOf({
    name: 'columns',
    title: columns.title,
    subtitle: preview.fileName,
    sections: [
      ...toldSection(null, notices, context),
      { widgets: [{ kind: 'paragraph', text: table.ledgerMappingHint }, { kind: 'line', icon: preview.summary.invoices === 0 ? 'warning' : 'check_circle', text: preview.summary.invoices === 0 ? table.firstRunNothing : foundInWords(preview.summary, language) }] },
      ...dateSection(preview, language),
      { title: table.ledgerMapping, widgets: FIRST.map((field) => columnChoice(field, preview, language)) },
      { title: counted(others.filter((field) => preview.mapping.columns[field] !== undefined).length, table.ledgerOtherFields, language), widgets: others.map((field) => columnChoice(field, preview, language)), shown: 0 },
      ...rowsSection(preview.problems, preview.problemCount, language, today),
    ],
    footer: { primary: button(columns.use, act({ kind: 'use-columns', spreadsheet }, context), 'filled'), secondary: null },
  }, context);
}

function columnChoice(field: LedgerField, { mapping, headers }: Pick<LedgerPreview, 'mapping' | 'headers'>, language: Language): WidgetPlan {
  const table = words(language);
  const at = mapping.columns[field];
  const named = headers.slice(0, MOST_HEADERS).map((header, column) => ({ value: String(column), label: header.trim() === '' ? `${table.ledgerColumn} ${column + 1}` : header, selected: column === at }));
  return { kind: 'choice', as: 'dropdown', name: columnField(field), label: table.fields[field], options: [{ value: '', label: table.ledgerUnused, selected: at === undefined }, ...named] };
}

/** Asked where the cells leave it open; nothing is guessed. */
function dateSection({ dateExample, mapping }: Pick<LedgerPreview, 'dateExample' | 'mapping'>, language: Language): readonly SectionPlan[] {
  if (dateExample === null) return [];
  const table = words(language);
  const order = mapping.dateOrder;
  return [{
    widgets: [
      { kind: 'paragraph', text: table.dateQuestionWhy },
      { kind: 'choice', as: 'radio', name: DATE_ORDER_FIELD, label: table.dateQuestion.replace('{value}', () => dateExample.value), options: [{ value: 'day-first', label: dayInWords(dateExample.dayFirst, language), selected: order === 'day-first' }, { value: 'month-first', label: dayInWords(dateExample.monthFirst, language), selected: order === 'month-first' }] },
    ],
  }];
}

const dayInWords = (day: string, language: Language): string => (isLocalDate(day) ? formatLongDate(day, language) : day);

function rowsSection(problems: readonly Problem[], count: number, language: Language, today: LocalDate): readonly SectionPlan[] {
  if (count === 0) return [];
  const table = words(language);
  return [{ title: table.ledgerProblems, widgets: problemLines(problems.slice(0, ROWS_SHOWN), count, language, today), shown: 2 }];
}

function problemLines(problems: readonly Problem[], count: number, language: Language, today: LocalDate): readonly WidgetPlan[] {
  return [
    ...problems.map((problem): WidgetPlan => {
      const { title, body, intent } = wordProblem(problem, language, today);
      return { kind: 'line', icon: intent === 'error' ? 'error' : intent === 'warning' ? 'warning' : 'info', text: title, below: body };
    }),
    ...(count <= problems.length ? [] : [{ kind: 'paragraph', text: [{ text: counted(problems.length, words(language).ledgerFirstOf, language, count), look: 'quiet' }] } as const]),
  ];
}

/** Rows that could not be read, each with its number: none is dropped in silence. */
const MOST_ROWS = 60;
export function unreadableCard(problems: readonly Problem[], count: number, context: CardContext, today: LocalDate): CardPlan {
  const table = words(context.language);
  const shown = problems.slice(0, MOST_ROWS);
  return cardOf({ name: 'unreadable', title: table.ledgerProblems, sections: [{ widgets: count === 0 ? [{ kind: 'paragraph', text: table.none }] : problemLines(shown, count, context.language, today) }] }, context);
}
