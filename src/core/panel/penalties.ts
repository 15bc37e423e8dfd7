import { daysBetween, formatDayMonth, formatLongDate, localDate } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { CaseFile } from '../case-file';
import type { InvoiceId, Language, StatementOfAccount } from '../ledger/types';
import { formatMoney, isZero, subtract, zero } from '../money';
import type { Currency, Money, Totals } from '../money/types';
import { LAW_PACKS, missingRates } from '../penalties';
import type { InterestSegment, PaymentView, RateTable } from '../penalties/types';
import { nothingKnown, penaltiesOfCase } from './penalties-case';
import type { PenaltyCase, PenaltyCaseLine } from './penalties-case';
import { flagInWords, leftOutInWords, missingRatesInWords, penaltyWords, rateInWords, sourceInWords } from './penalties-words';
import { contractInWords } from './contract-words';
import { fr, plain } from './plain';
import { days } from './sentences';
import { semesterInWords, wordPenaltyProblem } from './word-penalty-problem';
import type { MessageView } from './types';

export interface PenaltySegmentView {
  readonly period: string;
  readonly days: string;
  readonly semester: string;
  readonly rate: string;
  readonly source: string;
  readonly principal: string;
  readonly interest: string;
}

export interface PenaltyLineView {
  readonly id: string;
  readonly invoice: InvoiceId;
  /** "FA-2026-0297", with the instalment where there are several. */
  readonly number: string;
  readonly due: string;
  readonly late: string;
  readonly principal: string;
  readonly interest: string;
  /** null: none is owed on this line. */
  readonly charge: string | null;
  /** "12,15 % puis 12,40 %"; '' where no interest ran. */
  readonly rates: string;
  readonly segments: readonly PenaltySegmentView[];
  /** Payments and credit notes, and what they reduced. */
  readonly events: readonly string[];
  readonly remarks: readonly string[];
}

/** One currency; sums are never converted. */
export interface PenaltySumView {
  readonly currency: Currency;
  readonly rows: readonly { readonly label: string; readonly value: string; readonly total: boolean }[];
}

export interface PenaltiesView {
  readonly customer: string;
  /** "Arrêté au 23 novembre 2026" */
  readonly asOf: string;
  /** What is to be known before the figures, the gravest first. */
  readonly notices: readonly { readonly intent: 'info' | 'warning' | 'error'; readonly text: string }[];
  /** Why nothing can be told; null: it can. */
  readonly problem: MessageView | null;
  /** A day up to which it can; null: there is none, or it is not needed. */
  readonly endOn: { readonly day: LocalDate; readonly label: string } | null;
  /** Nothing is late; null: something is. */
  readonly empty: string | null;
  readonly sumsTitle: string;
  readonly claimable: string;
  readonly sums: readonly PenaltySumView[];
  readonly lines: readonly PenaltyLineView[];
  readonly law: readonly string[];
  readonly leftOut: readonly string[];
}

export interface PenaltiesInput {
  readonly file: CaseFile;
  readonly statement: StatementOfAccount;
  /** null: none is known. */
  readonly rates: RateTable | null;
  readonly view: PaymentView;
  /** Up to the file's own day. */
  readonly asOf: LocalDate;
  readonly language: Language;
}

const ANOTHER_YEAR = localDate('1900-01-01');
/** "31/12/2026", "31 Dec 2026": a statement is kept longer than a year. */
const day = (date: LocalDate, language: Language): string => formatDayMonth(date, language, ANOTHER_YEAR);

/** What a page says of rates that must be entered: from 15 days before a semester that has none, and while it runs; null: nothing to do. `rates` null: none is known. */
export const ratesNotice = (rates: RateTable | null, language: Language, today: LocalDate): { readonly intent: 'info' | 'error'; readonly text: string } | null =>
  missingRatesInWords(missingRates(rates ?? nothingKnown(today), LAW_PACKS, today), language, today);

/**
 * The statement of late-payment penalties as data: what the law lets the creditor claim as of a day, per invoice and per
 * currency, with each rate and its source, and what was left out. It sends and keeps nothing.
 */
export function presentPenalties(input: PenaltiesInput): PenaltiesView {
  const { file, statement, rates, language, asOf, view } = input;
  const { today } = file;
  const table = penaltyWords(language);
  const missing = ratesNotice(rates, language, today);
  const found = penaltiesOfCase(file, statement, rates, view, asOf);
  const shared = { customer: plain(file.debtor.name, 120), asOf: `${table.asOf}\u00a0${formatLongDate(asOf, language)}`, sumsTitle: table.sums, claimable: table.claimable };
  const stopAt = (last: LocalDate | null): PenaltiesView['endOn'] => (last === null ? null : { day: last, label: language === 'fr' ? fr`Arrêter au ${formatLongDate(last, 'fr')}` : `End on ${formatLongDate(last, 'en')}` });
  if (!found.ok) {
    const { problem, lastDay } = found.problem;
    const message: MessageView = { code: problem.code, ...wordPenaltyProblem(problem, language, today), action: null };
    return { ...shared, notices: [], problem: message, endOn: stopAt(lastDay), empty: null, sums: [], lines: [], law: [], leftOut: [] };
  }
  const { value } = found;
  const leftOut = value.leftOut.map((left) => leftOutInWords(left, language, today));
  const coming = missing === null ? [] : [missing];
  if (value.lines.length === 0) return { ...shared, notices: coming, problem: null, endOn: null, empty: table.nothing, sums: [], lines: [], law: [], leftOut };
  const judged = value.lines.some(({ statement: { flags } }) => flags.some(({ kind }) => kind === 'stop-reminders'));
  return {
    ...shared,
    ...(judged ? { sumsTitle: language === 'fr' ? 'Ce qui peut être déclaré' : 'What may be declared', claimable: language === 'fr' ? fr`Une procédure collective est ouverte : ces sommes se déclarent, elles ne se réclament pas.` : 'Insolvency proceedings are open: these sums are declared, not claimed.' } : {}),
    notices: [...partial(value, language), ...coming, ...plan(value, language)],
    problem: null, endOn: stopAt(value.lastDay), empty: null,
    sums: sumsOf(value, language),
    lines: value.lines.map((line, at) => lineOf(line, at, language, asOf)),
    law: lawOf(value, language),
    leftOut,
  };
}

/** Never a part shown as the whole. */
function partial({ leftOut }: PenaltyCase, language: Language): PenaltiesView['notices'] {
  const count = leftOut.filter(({ kind }) => kind === 'not-computed').length;
  if (count === 0) return [];
  return [{ intent: 'warning', text: language === 'fr' ? fr`Totaux incomplets : ${count} ${count > 1 ? 'échéances n’ont pas pu être calculées' : 'échéance n’a pas pu être calculée'} (voir plus bas).` : `Totals incomplete: ${count} ${count > 1 ? 'amounts' : 'amount'} could not be computed (see below).` }];
}

const plan = ({ planRuns }: PenaltyCase, language: Language): PenaltiesView['notices'] =>
  planRuns ? [{ intent: 'warning', text: language === 'fr' ? fr`Un échéancier est en cours : ce qu'il dit des pénalités passe avant ce décompte.` : 'A payment plan is running: what it says of penalties goes before this statement.' }] : [];

const within = (totals: Totals, currency: Currency): Money => totals.find((total) => total.currency === currency) ?? zero(currency);

function sumsOf({ account }: PenaltyCase, language: Language): readonly PenaltySumView[] {
  const table = penaltyWords(language);
  const currencies = [...new Set([account.overduePrincipal, account.interest, account.fixedCharges, account.claim].flatMap((totals) => totals.map(({ currency }) => currency)))];
  return currencies.map((currency) => {
    const paid = subtract(within(account.interest, currency), within(account.interestOutstanding, currency));
    const row = (label: string, amount: Money, total = false): PenaltySumView['rows'][number] => ({ label, value: formatMoney(amount, language), total });
    const unlessZero = (label: string, amount: Money): PenaltySumView['rows'] => (isZero(amount) ? [] : [row(label, amount)]);
    return {
      currency,
      rows: [
        ...unlessZero(table.principal, within(account.overduePrincipal, currency)),
        ...unlessZero(table.interest, within(account.interestOutstanding, currency)),
        ...unlessZero(table.interestPaid, paid),
        ...unlessZero(table.charge, within(account.fixedCharges, currency)),
        row(table.total, within(account.claim, currency), true),
      ],
    };
  });
}

function lineOf(line: PenaltyCaseLine, at: number, language: Language, asOf: LocalDate): PenaltyLineView {
  const { statement, item } = line;
  const french = language === 'fr';
  const rates = [...new Set(statement.segments.map(({ rate }) => rate))].map((rate) => rateInWords(rate, language));
  return {
    id: `${item.invoice} ${item.instalment} ${at}`,
    invoice: item.invoice,
    number: `${plain(item.number, 60)}${item.instalments > 1 ? (french ? ` (échéance ${item.instalment} sur ${item.instalments})` : ` (instalment ${item.instalment} of ${item.instalments})`) : ''}`,
    due: day(item.due, language),
    late: french ? `${days(daysBetween(item.due, asOf), 'fr')} de retard` : `${days(daysBetween(item.due, asOf), 'en')} late`,
    principal: formatMoney(statement.principalOutstanding, language),
    interest: formatMoney(statement.interestOutstanding, language),
    charge: statement.fixedCharge === null ? null : formatMoney(statement.fixedCharge, language),
    rates: rates.join(french ? ' puis ' : ' then '),
    segments: statement.segments.map((segment) => segmentOf(segment, language)),
    events: statement.allocations.map(({ on, kind, amount, toInterest, toPrincipal, surplus }) => {
      const parts = [
        isZero(toPrincipal) ? '' : french ? fr`principal ${formatMoney(toPrincipal, 'fr')}` : `principal ${formatMoney(toPrincipal, 'en')}`,
        isZero(toInterest) ? '' : french ? fr`intérêts ${formatMoney(toInterest, 'fr')}` : `interest ${formatMoney(toInterest, 'en')}`,
        isZero(surplus) ? '' : french ? fr`trop-perçu ${formatMoney(surplus, 'fr')}` : `surplus ${formatMoney(surplus, 'en')}`,
      ].filter((part) => part !== '').join(', ');
      const what = kind === 'payment' ? (french ? 'Règlement' : 'Payment') : french ? 'Avoir' : 'Credit note';
      return french ? fr`${what} du ${day(on, 'fr')} : ${formatMoney(amount, 'fr')} (${parts})` : `${what} of ${day(on, 'en')}: ${formatMoney(amount, 'en')} (${parts})`;
    }),
    remarks: remarksOf(line, language),
  };
}

const segmentOf = ({ from, to, days: count, semester, rate, source, principal, interest }: InterestSegment, language: Language): PenaltySegmentView => ({
  period: language === 'fr' ? `du ${day(from, 'fr')} au ${day(to, 'fr')}` : `${day(from, 'en')} to ${day(to, 'en')}`,
  days: days(count, language), semester: semesterInWords(semester, language), rate: rateInWords(rate, language), source: sourceInWords(source, language),
  principal: formatMoney(principal, language), interest: formatMoney(interest, language),
});

function remarksOf({ statement, undated, disputed, item, afterJudgment, beforeCharge }: PenaltyCaseLine, language: Language): readonly string[] {
  const french = language === 'fr';
  const remarks = statement.flags.map((flag) => flagInWords(flag, language));
  const { alternatives } = statement;
  if (alternatives !== null) {
    const told = (amount: Money | null): string => (amount === null ? (french ? 'non calculable' : 'not computable') : formatMoney(amount, language));
    remarks.push(french ? fr`Pour comparer : ${told(alternatives.atFloor)} au minimum légal, ${told(alternatives.byLaw)} au taux de la loi.` : `To compare: ${told(alternatives.atFloor)} at the legal minimum, ${told(alternatives.byLaw)} at the law’s rate.`);
  }
  if (!isZero(disputed)) remarks.push(french ? fr`Part en litige non comptée : ${formatMoney(disputed, 'fr')}.` : `Disputed part not counted: ${formatMoney(disputed, 'en')}.`);
  if (!isZero(undated)) remarks.push(french ? fr`Réglé ou crédité à une date inconnue, compté comme à l'heure : ${formatMoney(undated, 'fr')}.` : `Paid or credited on an unknown day, counted as in time: ${formatMoney(undated, 'en')}.`);
  if (afterJudgment) remarks.push(french ? fr`Émise après le jugement : si elle est née pour les besoins de la procédure, ses pénalités courent et se calculent à part.` : 'Issued after the judgment: if it was born for the needs of the proceedings, its penalties run and are computed separately.');
  if (beforeCharge) remarks.push(french ? fr`Sans indemnité forfaitaire : elle n'existait pas encore à cette échéance.` : 'Without the fixed charge: it did not exist yet when this fell due.');
  if (item.dueBasis === 'computed') remarks.push(french ? fr`Échéance calculée, non imprimée sur la facture : vérifiez-la.` : 'Due date computed, not printed on the invoice: check it.');
  return remarks;
}

function lawOf({ pack, ratesVersion, account, stipulated }: PenaltyCase, language: Language): readonly string[] {
  const french = language === 'fr';
  const { interest, fixedCharge } = pack.articles;
  const first = account.lines[0]?.statement;
  const year = first?.dayCount === 'act/act' ? (french ? fr`jours réels, année de 365 ou 366 jours` : 'real days, years of 365 or 366 days') : french ? fr`jours réels, année de 365 jours` : 'real days, years of 365 days';
  return [
    french ? fr`Intérêts : ${interest}. ${pack.starts === 'day-after-due' ? fr`Du lendemain de l'échéance, sans rappel.` : fr`Du lendemain de la mise en demeure.`}` : `Interest: ${interest}. ${pack.starts === 'day-after-due' ? 'From the day after the due date, without a reminder.' : 'From the day after the formal notice.'}`,
    ...(stipulated === null ? [] : [contractInWords(stipulated, pack, language)]),
    ...(fixedCharge === null ? [] : [french ? fr`Indemnité forfaitaire : ${fixedCharge}, une fois par facture payée en retard.` : `Fixed charge: ${fixedCharge}, once per invoice paid late.`]),
    french ? fr`Calcul : montants TTC restant dus, ${year}, arrondi au centime par période, intérêts simples.` : `Computation: amounts with VAT still open, ${year}, rounded to the cent for each period, simple interest.`,
    ...(ratesVersion === null ? [] : [french ? fr`Taux : fichier du ${formatLongDate(ratesVersion, 'fr')} (règles ${pack.id}, ${pack.version}).` : `Rates: file of ${formatLongDate(ratesVersion, 'en')} (rules ${pack.id}, ${pack.version}).`]),
  ];
}
