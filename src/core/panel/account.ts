import { formatMoney, isZero, negate } from '../money';
import type { LocalDate } from '../calendar';
import { addDays, businessDaysBetween, dayNumber, formatDayMonth, formatWeekdayDate } from '../calendar';
import type { Instant } from '../calendar/types';
import type { AgeingBucket, Invoice, InvoiceId, Language, LedgerSource, OpenItem, StatementOfAccount, StatementOfCurrency } from '../ledger/types';
import { planOf } from '../dunning/policy';
import type { Plan } from '../dunning/policy';
import { placeOf } from '../dunning/positions';
import type { StepsOf } from '../dunning/positions';
import type { StepDone } from '../log/types';
import { formatCount, fr, plain } from './plain';
import { day, doneWord, numbersOf, stageName } from './sentences';
import type { Saying } from './sentences';
import type { AgeingSegmentView, BalanceView, DataAgeView, InvoiceRowView } from './types';
import { words } from './words';

const OLDEST_FIRST: readonly AgeingBucket[] = ['90+', '61-90', '31-60', '1-30', 'not-due'];

/** One view per currency, in the statement's order (oldest debt first). */
export const balanceViews = (statement: StatementOfAccount, language: Language): readonly BalanceView[] => statement.perCurrency.map((of) => balanceView(of, language));

function balanceView(of: StatementOfCurrency, language: Language): BalanceView {
  const french = language === 'fr';
  const labels = words(language).buckets;
  let total = 0;
  for (const { amount } of of.ageing) total += amount.minor;
  const segments: AgeingSegmentView[] = [];
  for (const bucket of OLDEST_FIRST) {
    for (const { bucket: found, amount } of of.ageing) {
      if (found === bucket && !isZero(amount)) segments.push({ bucket, label: labels[bucket], amount: formatMoney(amount, language), share: total === 0 ? 0 : amount.minor / total });
    }
  }
  const overdue = formatMoney(of.overdue, language);
  const open = formatMoney(of.open, language);
  const detail = segments.map((segment) => (french ? fr`${segment.label} : ${segment.amount}` : `${segment.label}: ${segment.amount}`)).join(', ');
  return {
    currency: of.currency,
    overdueLabel: french ? 'Échu' : 'Overdue',
    overdue,
    openLabel: french ? 'Total ouvert' : 'Total open',
    open,
    credits: isZero(of.credits) ? null : french ? fr`Avoirs et acomptes non imputés : ${formatMoney(of.credits, 'fr')}` : `Unallocated credits: ${formatMoney(of.credits, 'en')}`,
    segments,
    sentence: french ? fr`Échu ${overdue}, total ouvert ${open}. ${detail}` : `Overdue ${overdue}, total open ${open}. ${detail}`,
  };
}

/** Local time of a moment, given the host's offset from UTC in minutes. */
export function localTime(at: Instant, offsetMinutes: number): { readonly day: LocalDate; readonly time: string } {
  const day = at.slice(0, 10) as LocalDate;
  const minutes = Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16)) + offsetMinutes;
  const shift = Math.floor(minutes / 1440);
  const left = minutes - shift * 1440;
  return { day: shift === 0 ? day : addDays(day, shift), time: `${String(Math.floor(left / 60)).padStart(2, '0')}:${String(left % 60).padStart(2, '0')}` };
}

export function dataAgeView(source: LedgerSource, offsetMinutes: number, { language, today, policy }: Saying): DataAgeView {
  const { day: on, time } = localTime(source.asOf, offsetMinutes);
  const name = plain(source.name, 60);
  const rows = source.unreadableRows;
  return {
    text: language === 'fr' ? fr`Grand livre du ${formatDayMonth(on, 'fr', today)} à ${time} · ${name}` : `Ledger of ${formatDayMonth(on, 'en', today)}, ${time} · ${name}`,
    unreadable: rows === 0 ? null : language === 'fr' ? `${formatCount(rows, 'fr')} ligne${rows > 1 ? 's' : ''} illisible${rows > 1 ? 's' : ''}` : `${formatCount(rows, 'en')} unreadable row${rows > 1 ? 's' : ''}`,
    stale: businessDaysBetween(on, today) > policy.ledgerMaxAge,
  };
}

/** "lundi 16/11": the day that the figures describe. */
export const dateOfFigures = (source: LedgerSource, offsetMinutes: number, { language, today }: Saying): string => formatWeekdayDate(localTime(source.asOf, offsetMinutes).day, language, today);

/** Longer ago, it is no news any more. */
const UNLISTED_DAYS = 30;

/** Invoices that a newer ledger no longer lists: no longer open, reason unknown, and never called paid. '' without. */
export function unlistedInWords(statement: StatementOfAccount, saying: Saying): string {
  const from = addDays(saying.today, -UNLISTED_DAYS);
  const recent = statement.missing.filter(({ since }) => since >= from);
  const [first] = recent;
  if (first === undefined) return '';
  const numbers = numbersOf(recent.map(({ number }) => number), saying.language);
  const since = recent.reduce((earliest, each) => (each.since < earliest ? each.since : earliest), first.since);
  const more = recent.length > 1;
  return saying.language === 'fr'
    ? fr`${numbers} : plus ouverte${more ? 's' : ''} dans le grand livre depuis le ${day(since, saying)}, motif inconnu.`
    : `${numbers}: no longer open in the ledger since ${day(since, saying)}, reason unknown.`;
}

/** "Dernier règlement : 2 150,00 € le 19/11, pour FA-2026-0301."; '' when the ledger names none. */
export function paidLastInWords(invoices: readonly Invoice[], saying: Saying): string {
  let last: { readonly invoice: Invoice; readonly payment: Invoice['payments'][number] } | null = null;
  for (const invoice of invoices) for (const payment of invoice.payments) if (payment.kind === 'payment' && payment.on <= saying.today && (last === null || payment.on > last.payment.on)) last = { invoice, payment };
  if (last === null) return '';
  const { invoice, payment } = last;
  const amount = formatMoney(payment.amount, saying.language);
  return saying.language === 'fr'
    ? fr`Dernier règlement : ${amount} le ${day(payment.on, saying)}, pour ${plain(invoice.number, 60)}.`
    : `Last payment: ${amount} on ${day(payment.on, saying)}, for ${plain(invoice.number, 60)}.`;
}

const MAX_ROWS = 200;

/** What stands below the table: invoices that are not drawn, and those that the ledger no longer lists. null: nothing. */
export function invoicesNote(statement: StatementOfAccount, saying: Saying): string | null {
  const more = statement.items.length - MAX_ROWS;
  const hidden = more <= 0 ? '' : saying.language === 'fr' ? `et ${more} autre${more > 1 ? 's' : ''} : le relevé de compte les liste toutes.`.replace(' :', '\u00a0:') : `and ${more} more: the statement of account lists them all.`;
  const note = [hidden, unlistedInWords(statement, saying)].filter((part) => part !== '').join(' ');
  return note === '' ? null : note;
}

export function invoiceRows(statement: StatementOfAccount, invoices: readonly Invoice[], stepsOf: StepsOf, meant: readonly InvoiceId[], saying: Saying): readonly InvoiceRowView[] {
  const byId = new Map<InvoiceId, Invoice>();
  for (const invoice of invoices) byId.set(invoice.id, invoice);
  const plan = planOf(saying.policy);
  return statement.items.slice(0, MAX_ROWS).map((item) => {
    const invoice = byId.get(item.invoice);
    return {
      invoice: item.invoice,
      number: plain(item.number, 60),
      issued: item.issued === null ? null : day(item.issued, saying),
      due: day(item.due, saying),
      late: late(item, saying.language),
      amount: formatMoney(item.outstanding, saying.language),
      bucket: item.bucket,
      remarks: remarksOf(item, meant.includes(item.invoice), saying),
      document: item.document === null ? null : { action: { kind: 'save-document', document: item.document, fileName: `${plain(item.number, 60).replace(/[^\p{L}\p{N}._-]+/gu, '-')}.pdf` }, label: words(saying.language).openPdf, disabledBecause: null },
      events: invoice === undefined ? [] : eventsOf(item, invoice, stepsOf(item.invoice).filter((step) => concerns(step, item, plan)), saying),
    };
  });
}

/** The log names invoices: an instalment that was too young for a reminder did not stand in it. */
const concerns = (step: StepDone, item: OpenItem, plan: Plan): boolean => item.instalments === 1 || placeOf(step, item, dayNumber(item.due), plan) >= 0;

function late(item: OpenItem, language: Language): string {
  if (item.outstanding.minor < 0) return language === 'fr' ? 'avoir' : 'credit';
  if (item.retained?.releasedOn === null) return language === 'fr' ? 'retenue' : 'held back';
  if (item.daysOverdue > 0) return language === 'fr' ? `${item.daysOverdue}\u00a0j` : `${item.daysOverdue}\u00a0d`;
  if (item.daysOverdue === 0) return language === 'fr' ? "aujourd’hui" : 'today';
  return language === 'fr' ? 'à échoir' : 'not due';
}

function remarksOf(item: OpenItem, isMeant: boolean, { language }: Saying): readonly string[] {
  const french = language === 'fr';
  const remarks: string[] = [];
  if (isMeant) remarks.push(french ? 'dans ce message' : 'in this message');
  if (!isZero(item.disputed)) remarks.push(item.disputed.minor >= item.outstanding.minor ? (french ? 'en litige' : 'disputed') : french ? fr`en litige : ${formatMoney(item.disputed, 'fr')}` : `disputed: ${formatMoney(item.disputed, 'en')}`);
  for (const credit of item.netted) remarks.push(french ? fr`avoir ${plain(credit.number, 40)} déduit` : `credit note ${plain(credit.number, 40)} deducted`);
  if (item.retained !== undefined) remarks.push(french ? 'retenue de garantie' : 'retained sum');
  else if (item.instalments > 1) remarks.push(french ? `échéance ${item.instalment} sur ${item.instalments}` : `instalment ${item.instalment} of ${item.instalments}`);
  if (item.kind === 'deposit') remarks.push(french ? 'acompte' : 'deposit');
  return remarks;
}

const PAID: Readonly<Record<Language, Readonly<Record<Invoice['payments'][number]['kind'], string>>>> = {
  fr: { payment: 'Règlement', credit: 'Avoir', 'write-off': 'Passage en perte' },
  en: { payment: 'Payment', credit: 'Credit', 'write-off': 'Write-off' },
};

function eventsOf(item: OpenItem, invoice: Invoice, steps: readonly StepDone[], saying: Saying): readonly string[] {
  const { language } = saying;
  const french = language === 'fr';
  const events: string[] = [];
  const part = item.instalments === 1 ? '' : french ? 'échéance de ' : 'instalment of ';
  if (invoice.issued !== null) events.push(french ? fr`Émise le ${day(invoice.issued, saying)}, ${part}${formatMoney(item.amount, 'fr')}` : `Issued on ${day(invoice.issued, saying)}, ${part}${formatMoney(item.amount, 'en')}`);
  for (const payment of invoice.payments) events.push(french ? fr`${PAID.fr[payment.kind]} du ${day(payment.on, saying)} : ${formatMoney(payment.amount, 'fr')}` : `${PAID.en[payment.kind]} of ${day(payment.on, saying)}: ${formatMoney(payment.amount, 'en')}`);
  const settled = item.amount.minor - item.outstanding.minor - item.netted.reduce((total, { amount }) => total + amount.minor, 0);
  if (invoice.payments.length === 0 && settled > 0 && item.outstanding.minor > 0) {
    const amount = { minor: settled, currency: item.amount.currency };
    events.push(french ? fr`Déjà réglé : ${formatMoney(amount, 'fr')}` : `Already paid: ${formatMoney(amount, 'en')}`);
  }
  for (const credit of item.netted) events.push(french ? fr`Avoir ${plain(credit.number, 40)} : ${formatMoney(negate(credit.amount), 'fr')}` : `Credit note ${plain(credit.number, 40)}: ${formatMoney(negate(credit.amount), 'en')}`);
  for (const step of steps) events.push(`${stageName(step.stage, saying)} ${doneWord(step.stage, step.how, saying)} ${french ? 'le' : 'on'} ${day(step.on, saying)}`);
  if (invoice.orderNumber !== null) events.push(french ? fr`Commande ${plain(invoice.orderNumber, 60)}` : `Order ${plain(invoice.orderNumber, 60)}`);
  return events;
}
