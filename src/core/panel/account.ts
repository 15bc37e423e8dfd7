import { formatMoney, isZero, negate } from '../money';
import type { LocalDate } from '../calendar';
import { addDays, businessDaysBetween, formatDayMonth } from '../calendar';
import type { Instant } from '../calendar/types';
import type { AgeingBucket, Invoice, Language, LedgerSource, OpenItem, StatementOfAccount, StatementOfCurrency } from '../ledger/types';
import type { History, StepDone } from '../log/types';
import { fr, plain } from './plain';
import { day, stageName } from './sentences';
import type { Saying } from './sentences';
import type { BalanceView, DataAgeView, InvoiceRowView } from './types';
import { words } from './words';

const OLDEST_FIRST: readonly AgeingBucket[] = ['90+', '61-90', '31-60', '1-30', 'not-due'];

/** One view per currency, in the statement's order (oldest debt first). */
export const balanceViews = (statement: StatementOfAccount, language: Language): readonly BalanceView[] => statement.perCurrency.map((of) => balanceView(of, language));

function balanceView(of: StatementOfCurrency, language: Language): BalanceView {
  const french = language === 'fr';
  const total = of.ageing.reduce((sum, { amount }) => sum + amount.minor, 0);
  const labels = words(language).buckets;
  const segments = OLDEST_FIRST.flatMap((bucket) => {
    const found = of.ageing.find((each) => each.bucket === bucket);
    return found === undefined || isZero(found.amount) ? [] : [{ bucket, label: labels[bucket], amount: formatMoney(found.amount, language), share: total === 0 ? 0 : found.amount.minor / total }];
  });
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
  const count = source.unreadableRows;
  return {
    text: language === 'fr' ? fr`Grand livre du ${formatDayMonth(on, 'fr', today)} à ${time} · ${name}` : `Ledger of ${formatDayMonth(on, 'en', today)}, ${time} · ${name}`,
    unreadable: count === 0 ? null : language === 'fr' ? `${count} ligne${count > 1 ? 's' : ''} illisible${count > 1 ? 's' : ''}` : `${count} unreadable row${count > 1 ? 's' : ''}`,
    stale: businessDaysBetween(on, today) > policy.ledgerMaxAge,
  };
}

const MAX_ROWS = 200;

export function invoiceRows(statement: StatementOfAccount, invoices: readonly Invoice[], history: Pick<History, 'steps'>, saying: Saying): readonly InvoiceRowView[] {
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
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
      remarks: remarksOf(item, saying),
      events: invoice === undefined ? [] : eventsOf(item, invoice, history.steps.get(item.invoice) ?? [], saying),
    };
  });
}

function late(item: OpenItem, language: Language): string {
  if (item.outstanding.minor < 0) return language === 'fr' ? 'avoir' : 'credit';
  if (item.daysOverdue > 0) return language === 'fr' ? `${item.daysOverdue}\u00a0j` : `${item.daysOverdue}\u00a0d`;
  if (item.daysOverdue === 0) return language === 'fr' ? "aujourd’hui" : 'today';
  return language === 'fr' ? 'à échoir' : 'not due';
}

function remarksOf(item: OpenItem, { language }: Saying): readonly string[] {
  const french = language === 'fr';
  const remarks: string[] = [];
  if (!isZero(item.disputed)) remarks.push(item.disputed.minor >= item.outstanding.minor ? (french ? 'en litige' : 'disputed') : french ? fr`en litige : ${formatMoney(item.disputed, 'fr')}` : `disputed: ${formatMoney(item.disputed, 'en')}`);
  for (const credit of item.netted) remarks.push(french ? fr`avoir ${plain(credit.number, 40)} déduit` : `credit note ${plain(credit.number, 40)} deducted`);
  if (item.instalments > 1) remarks.push(french ? `échéance ${item.instalment} sur ${item.instalments}` : `instalment ${item.instalment} of ${item.instalments}`);
  if (item.kind === 'deposit') remarks.push(french ? 'acompte' : 'deposit');
  return remarks;
}

const HOW = {
  fr: { sent: 'envoyé(e)', called: 'fait', deposited: 'déposé(e)', skipped: 'passé(e)' },
  en: { sent: 'sent', called: 'made', deposited: 'posted', skipped: 'skipped' },
} as const;

function eventsOf(item: OpenItem, invoice: Invoice, steps: readonly StepDone[], saying: Saying): readonly string[] {
  const { language } = saying;
  const french = language === 'fr';
  const events: string[] = [];
  if (invoice.issued !== null) events.push(french ? fr`Émise le ${day(invoice.issued, saying)}, ${formatMoney(item.amount, 'fr')}` : `Issued on ${day(invoice.issued, saying)}, ${formatMoney(item.amount, 'en')}`);
  for (const payment of invoice.payments) events.push(french ? fr`Règlement du ${day(payment.on, saying)} : ${formatMoney(payment.amount, 'fr')}` : `Payment of ${day(payment.on, saying)}: ${formatMoney(payment.amount, 'en')}`);
  const settled = item.amount.minor - item.outstanding.minor - item.netted.reduce((total, { amount }) => total + amount.minor, 0);
  if (invoice.payments.length === 0 && settled > 0 && item.outstanding.minor > 0) {
    const amount = { minor: settled, currency: item.amount.currency };
    events.push(french ? fr`Déjà réglé : ${formatMoney(amount, 'fr')}` : `Already paid: ${formatMoney(amount, 'en')}`);
  }
  for (const credit of item.netted) events.push(french ? fr`Avoir ${plain(credit.number, 40)} : ${formatMoney(negate(credit.amount), 'fr')}` : `Credit note ${plain(credit.number, 40)}: ${formatMoney(negate(credit.amount), 'en')}`);
  for (const step of steps) events.push(french ? fr`${stageName(step.stage, saying)} : ${HOW.fr[step.how]} le ${day(step.on, saying)}` : `${stageName(step.stage, saying)}: ${HOW.en[step.how]} on ${day(step.on, saying)}`);
  if (invoice.orderNumber !== null) events.push(french ? fr`Commande ${plain(invoice.orderNumber, 60)}` : `Order ${plain(invoice.orderNumber, 60)}`);
  return events;
}
