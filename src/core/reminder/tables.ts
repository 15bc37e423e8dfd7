import type { LocalDate } from '../calendar';
import { formatDayMonth, localDate } from '../calendar';
import type { Currency, Money } from '../money';
import { formatMoney, isZero, subtract, sum } from '../money';
import type { Language, OpenItem, StatementOfAccount, StatementOfCurrency } from '../ledger';
import { clipped, oneLine } from './plain-text';
import type { Block, Table, TableRow, TextDocument } from './text-document';
import { paragraph, words } from './text-document';

const NUMBER_LIMIT = 60;

const WORDS = {
  fr: {
    invoice: 'Facture', issued: 'Date', due: 'Échéance', amount: 'Montant', outstanding: 'Restant dû', state: 'Situation', total: 'Total',
    ofWhichOverdue: 'dont échu', credit: 'Avoir', deposit: 'Acompte', payment: 'Versement à affecter',
    part: (at: number, of: number) => `échéance ${at} sur ${of}`, retained: 'retenue de garantie',
    late: (days: number) => (days === 1 ? '1 jour de retard' : `${days} jours de retard`),
    notDue: 'à échoir', disputed: 'litige en cours', netted: (number: string) => `avoir ${number} déduit`,
    more: (count: number) => (count === 1 ? 'et 1 autre facture' : `et ${count} autres factures`),
    cut: 'Le relevé complet vous est adressé sur simple demande.',
  },
  en: {
    invoice: 'Invoice', issued: 'Date', due: 'Due date', amount: 'Amount', outstanding: 'Outstanding', state: 'Status', total: 'Total',
    ofWhichOverdue: 'of which overdue', credit: 'Credit note', deposit: 'Deposit', payment: 'Unallocated payment',
    part: (at: number, of: number) => `instalment ${at} of ${of}`, retained: 'retained sum',
    late: (days: number) => (days === 1 ? '1 day late' : `${days} days late`),
    notDue: 'not due', disputed: 'under dispute', netted: (number: string) => `less credit note ${number}`,
    more: (count: number) => (count === 1 ? 'and 1 other invoice' : `and ${count} other invoices`),
    cut: 'The full statement is available on request.',
  },
} as const;

const ANOTHER_YEAR = localDate('1900-01-01');

/** "22/10/2026", "22 Oct 2026": always with the year, for tables that outlive it. */
export const shortDate = (date: LocalDate, language: Language): string => formatDayMonth(date, language, ANOTHER_YEAR);

/** A ledger's invoice number, fit to be read. */
export const shownNumber = (number: string): string => clipped(oneLine(number), NUMBER_LIMIT) || '—';

/** What the message asks for of an item: its disputed part is left alone. */
export const demandedOf = (item: OpenItem): Money => subtract(item.outstanding, item.disputed);

export function itemLabel(item: OpenItem, language: Language): string {
  const vocabulary = WORDS[language];
  const kind = item.kind === 'credit-note' ? `${vocabulary.credit} ` : item.kind === 'deposit' ? `${vocabulary.deposit} ` : '';
  return `${kind}${shownNumber(item.number)}${item.retained !== undefined ? `, ${vocabulary.retained}` : item.instalments > 1 ? `, ${vocabulary.part(item.instalment, item.instalments)}` : ''}`;
}

const issuedOf = (item: OpenItem, language: Language): string => (item.issued === null ? '—' : shortDate(item.issued, language));

const columnsOf = (vocabulary: (typeof WORDS)[Language], fourth: Table['columns'][number]): Table['columns'] => [
  { title: vocabulary.invoice, align: 'left' },
  { title: vocabulary.issued, align: 'left' },
  { title: vocabulary.due, align: 'left' },
  fourth,
  { title: vocabulary.outstanding, align: 'right' },
];

/** The invoices of a reminder with what is asked for each, and their sum. */
export function invoiceTable(items: readonly OpenItem[], currency: Currency, language: Language, whereTheRestIs?: string): Table {
  const vocabulary = WORDS[language];
  const rows = items.map((item): TableRow => ({
    cells: [itemLabel(item, language), issuedOf(item, language), shortDate(item.due, language), formatMoney(item.amount, language), formatMoney(demandedOf(item), language)],
    amount: demandedOf(item),
  }));
  return {
    language,
    ...(whereTheRestIs === undefined ? {} : { whereTheRestIs }),
    columns: columnsOf(vocabulary, { title: vocabulary.amount, align: 'right' }),
    rows,
    footers: items.length > 1 ? [[vocabulary.total, '', '', '', formatMoney(sum(items.map(demandedOf), currency), language)]] : [],
  };
}

function stateOf(item: OpenItem, language: Language): string {
  const vocabulary = WORDS[language];
  if (item.outstanding.minor < 0) return '';
  const late = item.daysOverdue > 0 ? vocabulary.late(item.daysOverdue) : vocabulary.notDue;
  // Without it the customer's own books, which hold the invoice and the credit note, do not add up to this sum.
  return [late, ...(isZero(item.disputed) ? [] : [vocabulary.disputed]), ...item.netted.map(({ number }) => vocabulary.netted(shownNumber(number)))].join(', ');
}

function statementTable(statement: StatementOfAccount, per: StatementOfCurrency, language: Language): Table {
  const vocabulary = WORDS[language];
  const items = statement.items.filter((item) => item.outstanding.currency === per.currency);
  const rows = items.map((item): TableRow => ({
    cells: [itemLabel(item, language), issuedOf(item, language), shortDate(item.due, language), stateOf(item, language), formatMoney(item.outstanding, language)],
    amount: item.outstanding,
  }));
  // What is open counts payments that no invoice took yet: shown, so that the rows add up to the total.
  const unallocated = subtract(per.open, sum(items.map((item) => item.outstanding), per.currency));
  if (!isZero(unallocated)) rows.push({ cells: [vocabulary.payment, '', '', '', formatMoney(unallocated, language)], amount: unallocated });
  return {
    language,
    columns: columnsOf(vocabulary, { title: vocabulary.state, align: 'left' }),
    rows,
    footers: [
      [vocabulary.total, '', '', '', formatMoney(per.open, language)],
      ...(isZero(per.overdue) ? [] : [[vocabulary.ofWhichOverdue, '', '', '', formatMoney(per.overdue, language)]]),
    ],
  };
}

/** Every open item, one table per currency; totals are never added across currencies. */
export const statementTables = (statement: StatementOfAccount, language: Language): Block[] =>
  statement.perCurrency
    .map((per) => statementTable(statement, per, language))
    .filter((table) => table.rows.length > 0)
    .map((table) => ({ kind: 'table', table }));

/** The first `keep` rows, one row that counts and sums the others, and a sentence that says where they are. */
function cutTable(table: Table, keep: number): Block[] {
  const amounts = table.rows.slice(keep).map((row) => row.amount);
  const known = amounts.filter((amount): amount is Money => amount !== null);
  const first = known[0];
  if (first === undefined || known.length < amounts.length) return [{ kind: 'table', table }];
  const vocabulary = WORDS[table.language];
  const last = table.columns.length - 1;
  const behind = table.rows.slice(keep);
  const sumAt = (at: number): string => {
    const sums = behind.flatMap(({ sums: each }) => each?.[at] ?? []);
    const [one] = sums;
    return one === undefined ? '' : formatMoney(sum(sums, one.currency), table.language);
  };
  const more = table.columns.map((_, at) => (at === 0 ? vocabulary.more(amounts.length) : at === last ? formatMoney(sum(known, first.currency), table.language) : sumAt(at)));
  return [
    { kind: 'table', table: { ...table, rows: [...table.rows.slice(0, keep), { cells: more, amount: sum(known, first.currency) }] } },
    paragraph(words(table.whereTheRestIs ?? vocabulary.cut)),
  ];
}

/** Every table with at most `keep` invoices. */
export const withShorterTables = (document: TextDocument, keep: number): TextDocument =>
  document.flatMap((block) => (block.kind === 'table' && block.table.rows.length > keep ? cutTable(block.table, keep) : [block]));

export const longestTable = (document: TextDocument): number => document.reduce((most, block) => (block.kind === 'table' ? Math.max(most, block.table.rows.length) : most), 0);
