import { money, negate } from '../money';
import type { Money } from '../money';
import type { CompanyId, DebtorId, Invoice, InvoiceId } from '../ledger';
import { invoiceId } from '../ledger';
import { textOf } from './cell';
import type { Row } from './cell';
import { disputedOf, kindOf, openOf, totalOf } from './invoice-of-row';
import type { Line } from './invoice-of-row';
import { UNREAD_STATUS } from './e-invoice-status';
import { profileOf } from './profiles/known-export';
import type { RowWhy } from './row-cells';
import type { ColumnMapping } from './wire';

/** Fewer invoices than this, all with rows of equal amounts, do not show whether a total is repeated or lines happen to be equal. */
const EVIDENCE = 3;

export interface Gathered {
  readonly invoices: readonly Invoice[];
  /** Rows that could not be used although each could be read. */
  readonly unused: readonly { readonly at: number; readonly field: 'invoice-number' | 'currency'; readonly why: RowWhy }[];
  /** Rows of which every cell is that of an earlier row: the invoice counts once. */
  readonly identical: readonly { readonly at: number; readonly first: number }[];
  /** Rows that repeat the amount of their invoice. */
  readonly repeated: readonly number[];
  /** Invoices whose lines were added up. */
  readonly summed: readonly { readonly at: number; readonly number: string }[];
}

/** Rows of one invoice that fall due on one day. */
type Group = readonly [Line, ...Line[]];
type Reading = 'duplicate' | 'equal' | 'lines' | 'balances' | 'undecided';

/**
 * Puts the rows of each invoice together. Different due dates are instalments. Several rows of one invoice and one
 * due date are its lines (added up), or the invoice's total repeated on each line (counted once): the whole file
 * decides; where it does not, the invoice is left out and named. No amount is ever counted twice.
 */
export function gatherInvoices(lines: readonly Line[], rows: readonly Row[], mapping: ColumnMapping, company: CompanyId): Gathered {
  const unused: { at: number; field: 'invoice-number' | 'currency'; why: RowWhy }[] = [];
  const identical: { at: number; first: number }[] = [];
  const repeated: number[] = [];
  const summed: { at: number; number: string }[] = [];
  const byInvoice = grouped(lines, company, unused);
  const mapped = new Set(Object.values(mapping.columns));
  const readings = new Map<Group, Reading>();
  let different = 0;
  let equal = 0;
  // What is left of one invoice falls from row to row; a file in which it rises lists lines.
  let rises = false;
  for (const of of byInvoice.values())
    for (const group of of.groups?.values() ?? []) {
      if (group.length === 1) continue;
      const reading = readingOf(group, rows, mapped);
      readings.set(group, reading);
      if (reading === 'lines') different += 1;
      else if (reading === 'balances') rises ||= group.some((line, at) => at > 0 && (line.outstanding as number) > ((group[at - 1] as Line).outstanding as number));
      else if (reading === 'equal') equal += 1;
    }
  // A program that is known to repeat an invoice's figures on each of its lines leaves nothing to decide, and nothing to add up.
  const known = profileOf((rows[mapping.headerRow] ?? []).map(textOf))?.totals === 'on-every-line';
  const equalMeans: 'repeated' | 'lines' | 'undecided' = known || (different === 0 && equal >= EVIDENCE) ? 'repeated' : different > equal ? 'lines' : 'undecided';

  const invoices: Invoice[] = [];
  for (const [id, of] of byInvoice) {
    const parts: Line[] = [];
    let undecided = false;
    let added = false;
    for (const group of groupsOf(of)) {
      const reading = group.length === 1 ? 'single' : (readings.get(group) as Reading);
      if (reading === 'single' || reading === 'duplicate' || (reading === 'equal' && equalMeans === 'repeated')) {
        parts.push(group[0]);
        for (const line of group.slice(1)) {
          // In a file that lists lines, two of a kind may be two lines.
          if (reading === 'duplicate' && different === 0 && sameRow(rows[group[0].at] as Row, rows[line.at] as Row)) identical.push({ at: line.at, first: group[0].at });
          else if (reading === 'duplicate') unused.push({ at: line.at, field: 'invoice-number', why: 'duplicate' });
          else repeated.push(line.at);
        }
      } else if (!known && (reading === 'lines' || (reading === 'balances' && rises) || (reading === 'equal' && equalMeans === 'lines'))) {
        parts.push(sumOf(group));
        added = true;
      } else undecided = true;
    }
    if (undecided) for (const group of groupsOf(of)) for (const line of group) unused.push({ at: line.at, field: 'invoice-number', why: 'lines-undecided' });
    else {
      const [first] = parts as [Line];
      if (added) summed.push({ at: first.at, number: first.number });
      invoices.push(invoiceOf(id, parts, company));
    }
  }
  return { invoices, unused, identical, repeated, summed };
}

interface Rows {
  readonly debtorKey: string;
  readonly first: Line;
  /** By due date; null: the first row is all there is, as of nearly every invoice. */
  groups: Map<string, [Line, ...Line[]]> | null;
}

const groupsOf = ({ first, groups }: Rows): Iterable<Group> => groups?.values() ?? [[first]];

function grouped(lines: readonly Line[], company: CompanyId, unused: { at: number; field: 'invoice-number' | 'currency'; why: RowWhy }[]): Map<InvoiceId, Rows> {
  const found = new Map<InvoiceId, Rows>();
  for (const line of lines) {
    let id = invoiceId(company, line.number, kindOf(line));
    if (line.named === null && totalOf(line) < 0) {
      // A discount or a payment among the rows of an invoice bears its number and its due date: it is no credit note.
      const invoice = invoiceId(company, line.number, 'invoice');
      const known = found.get(invoice);
      if (known?.debtorKey === line.debtorKey && groupOn(known, line.due)?.[0].currency === line.currency) id = invoice;
    }
    const known = found.get(id);
    if (known === undefined) {
      found.set(id, { debtorKey: line.debtorKey, first: line, groups: null });
      continue;
    }
    if (known.debtorKey !== line.debtorKey) unused.push({ at: line.at, field: 'invoice-number', why: 'duplicate' });
    else if (known.first.currency !== line.currency) unused.push({ at: line.at, field: 'currency', why: 'currency' });
    else {
      known.groups ??= new Map([[known.first.due, [known.first]]]);
      const group = known.groups.get(line.due);
      if (group === undefined) known.groups.set(line.due, [line]);
      else group.push(line);
    }
  }
  return found;
}

const groupOn = ({ first, groups }: Rows, due: string): Group | undefined => (groups === null ? (first.due === due ? [first] : undefined) : groups.get(due));

/** What the rows of one invoice and one due date are, as far as they themselves tell. */
function readingOf(group: Group, rows: readonly Row[], mapped: ReadonlySet<number>): Reading {
  const [first, ...others] = group;
  const [amounts, opens, paids] = [sameIn(group, 'amount'), sameIn(group, 'outstanding'), sameIn(group, 'paid')];
  if (amounts && opens && paids) return others.every((line) => sameOutside(rows[first.at] as Row, rows[line.at] as Row, mapped)) ? 'duplicate' : 'equal';
  // Two of the rows are one row twice, and others differ: whether the twin is a line of its own cannot be seen.
  const seen = new Set<string>();
  for (const line of group) {
    const text = (rows[line.at] as Row).map(textOf).join('\u001f');
    if (seen.has(text)) return 'undecided';
    seen.add(text);
  }
  if (first.outstanding !== null) {
    // What is open stands on each line, its parts in the amounts.
    if (opens && !amounts) return Math.abs(first.outstanding) <= Math.abs(sumIn(group, 'amount')) ? 'lines' : 'undecided';
    // One amount with several rests may be what was left after each payment: its sum would be owed by nobody.
    if (amounts && !opens) return first.amount === null && group.every((line) => line.outstanding !== null) ? 'balances' : 'undecided';
  } else if (paids && (first.paid ?? 0) !== 0) return 'undecided';
  return 'lines';
}

type Figure = 'amount' | 'outstanding' | 'paid';
const sameIn = (group: Group, field: Figure): boolean => group.every((line) => line[field] === group[0][field]);
const sumIn = (group: Group, field: Figure): number => group.reduce((sum, line) => sum + (line[field] ?? 0), 0);

const sameRow = (a: Row, b: Row): boolean => sameOutside(a, b, NO_COLUMN);
const NO_COLUMN: ReadonlySet<number> = new Set();

/** Nothing but the columns that Relance reads could tell them apart, and they do not. */
function sameOutside(a: Row, b: Row, mapped: ReadonlySet<number>): boolean {
  for (let column = 0; column < Math.max(a.length, b.length); column += 1) if (!mapped.has(column) && textOf(a[column]) !== textOf(b[column])) return false;
  return true;
}

/** One line with the sums of all; a figure that stands on each line with the same value, while another differs, is the invoice's own. */
function sumOf(group: Group): Line {
  const [first] = group;
  const [amounts, opens] = [sameIn(group, 'amount'), sameIn(group, 'outstanding')];
  const both = amounts === opens || first.outstanding === null;
  const summed = (field: Figure, once: boolean): number | null => (group.every((line) => line[field] === null) ? null : once ? first[field] : sumIn(group, field));
  const disputed = group.some((line) => line.disputed === 'all') ? 'all' : group.every((line) => line.disputed === null) ? null : group.reduce((sum, line) => sum + (typeof line.disputed === 'number' ? line.disputed : 0), 0);
  const held = group.map(({ retained }) => retained);
  return { ...first, ...saidOf(group), retained: retainedOf(held), amount: summed('amount', !both && amounts), outstanding: summed('outstanding', !both && opens), paid: summed('paid', false), disputed };
}

/** What several rows of one invoice hold back: one sum that stands on each of them, else each row's own. */
function retainedOf(each: readonly (number | null)[]): number | null {
  const [first] = each;
  if (first !== undefined && each.every((minor) => minor === first)) return first;
  return each.reduce<number | null>((sum, minor) => (minor === null ? sum : (sum ?? 0) + minor), null);
}

/** Nothing of it is asked for before the last of the days that the rows name. */
function latestRelease(parts: readonly Line[]): Line['retainedUntil'] {
  let last: Line['retainedUntil'] = null;
  for (const { retained, retainedUntil } of parts) {
    if (retained === null) continue;
    if (retainedUntil === null) return null;
    if (last === null || retainedUntil > last) last = retainedUntil;
  }
  return last;
}

/** The status that a row names, of the rows of one invoice: two that differ say nothing that can be relied on. */
function saidOf(group: readonly Line[]): Pick<Line, 'eInvoiceStatus' | 'eInvoiceStatusOn'> {
  const named = group.filter(({ eInvoiceStatus }) => eInvoiceStatus !== null);
  const [first] = named;
  if (first === undefined) return { eInvoiceStatus: null, eInvoiceStatusOn: null };
  if (named.some(({ eInvoiceStatus }) => eInvoiceStatus !== first.eInvoiceStatus)) return { eInvoiceStatus: UNREAD_STATUS, eInvoiceStatusOn: null };
  return { eInvoiceStatus: first.eInvoiceStatus, eInvoiceStatusOn: first.eInvoiceStatusOn };
}

/** What the rows of one invoice tell of reminders: the furthest level, the last day. A credit note is not reminded. */
function remindedOf(parts: readonly Line[]): Invoice['reminded'] | null {
  let level: number | null = null;
  let on: Line['remindedOn'] = null;
  for (const { reminderLevel, remindedOn } of parts) {
    if (reminderLevel !== null && (level === null || reminderLevel > level)) level = reminderLevel;
    if (remindedOn !== null && (on === null || remindedOn > on)) on = remindedOn;
  }
  return level === null && on === null ? null : { level, on };
}

function invoiceOf(id: InvoiceId, parts: readonly Line[], company: CompanyId): Invoice {
  const [first] = parts as readonly [Line, ...Line[]];
  const kind = kindOf(first);
  let disputed: Money | null = null;
  const retainedMinor = kind === 'credit-note' ? null : retainedOf(parts.map(({ retained }) => retained));
  const { eInvoiceStatus, eInvoiceStatusOn } = saidOf(parts as readonly [Line, ...Line[]]);
  const reminded = kind === 'credit-note' ? null : remindedOf(parts);
  const instalments = parts
    .map((line) => {
      // A credit note that is written with positive figures is turned.
      const turned = kind === 'credit-note' && totalOf(line) > 0;
      const [amount, open] = [money(totalOf(line), line.currency), money(openOf(line), line.currency)];
      const claimed = disputedOf(line, open);
      if (claimed !== null) disputed = money((disputed?.minor ?? 0) + claimed.minor, claimed.currency);
      return { due: line.due, dueBasis: 'printed' as const, amount: turned ? negate(amount) : amount, outstanding: turned ? negate(open) : open };
    })
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  return {
    id,
    company,
    debtor: first.debtorKey as DebtorId,
    number: first.number,
    kind,
    issued: first.issued,
    receivedOn: null,
    instalments,
    payments: [],
    means: first.means,
    retained: retainedMinor === null ? null : { amount: money(retainedMinor, first.currency), releasedOn: latestRelease(parts) },
    assignee: null,
    corrects: first.corrects,
    disputed,
    eInvoiceStatus,
    ...(eInvoiceStatusOn === null ? {} : { eInvoiceStatusOn }),
    ...(reminded === null || reminded === undefined ? {} : { reminded }),
    orderNumber: first.orderNumber,
    document: first.document,
    missingSince: null,
  };
}
