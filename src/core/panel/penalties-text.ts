import { formatDayMonth, localDate } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Language } from '../ledger/types';
import type { Money } from '../money/types';
import type { AnnualRate, PaymentView } from '../penalties/types';
import { asText, quoted } from './csv-row';
import { penaltiesOfCase } from './penalties-case';
import { presentPenalties } from './penalties';
import type { PenaltiesInput } from './penalties';
import { flagInWords, penaltyWords, sourceInWords } from './penalties-words';
import { fr, plain } from './plain';
import { semesterInWords } from './word-penalty-problem';

const viewInWords = (view: PaymentView, language: Language): string => {
  const { viewLabel, views } = penaltyWords(language);
  return language === 'fr' ? fr`${viewLabel} : ${views[view][1]}` : `${viewLabel}: ${views[view][1]}`;
};

/** The whole statement as plain text, for a mail or a file; null where there is none. */
export function penaltiesText(input: PenaltiesInput): string | null {
  const shown = presentPenalties(input);
  if (shown.problem !== null || shown.empty !== null) return null;
  const { language } = input;
  const table = penaltyWords(language);
  const pair = (label: string, value: string): string => (language === 'fr' ? fr`${label} : ${value}` : `${label}: ${value}`);
  const lines: string[] = [`${table.title} · ${shown.customer}`, shown.asOf, '', ...shown.notices.map(({ text }) => text)];
  if (shown.notices.length > 0) lines.push('');
  lines.push(shown.sumsTitle);
  for (const { rows } of shown.sums) lines.push(...rows.map(({ label, value }) => `  ${pair(label, value)}`), '');
  lines.push(table.invoices);
  for (const line of shown.lines) {
    lines.push(`  ${line.number}`, `    ${pair(table.due, line.due)} (${line.late}) · ${pair(table.principal, line.principal)}`);
    for (const { period, days, rate, principal, interest, source } of line.segments) lines.push(`    ${period}, ${days} · ${principal} × ${rate} = ${interest} (${source})`);
    lines.push(...line.events.map((event) => `    ${event}`), `    ${pair(table.interest, line.interest)}${line.charge === null ? '' : ` · ${pair(table.charge, line.charge)}`}`, ...line.remarks.map((remark) => `    ${remark}`));
  }
  lines.push('', table.law, ...shown.law.map((each) => `  ${each}`), `  ${viewInWords(input.view, language)}`);
  if (shown.leftOut.length > 0) lines.push('', table.leftOut, ...shown.leftOut.map((each) => `  ${each}`));
  return `${lines.join('\n')}\n`;
}

const ANOTHER_YEAR = localDate('1900-01-01');

/**
 * The statement for a spreadsheet: one row for each period, each charge and each sum. French: semicolons, decimal commas,
 * 31/12/2026; English: commas, decimal points, 31 Dec 2026. Begins with a byte order mark, for Excel; lines end with CR LF
 * (RFC 4180). null where there is no statement.
 */
export function penaltiesCsv(input: PenaltiesInput): string | null {
  const { language } = input;
  const found = penaltiesOfCase(input.file, input.statement, input.rates, input.view, input.asOf);
  if (!found.ok || found.value.lines.length === 0) return null;
  const { lines, account, pack, ratesVersion, asOf } = found.value;
  const french = language === 'fr';
  const table = penaltyWords(language);
  const [separator, mark] = french ? [';', ','] : [',', '.'];
  const date = (of: LocalDate): string => formatDayMonth(of, language, ANOTHER_YEAR).replace(/\u00a0/g, ' ');
  const amount = ({ minor }: Money): string => {
    const digits = String(Math.abs(minor)).padStart(3, '0');
    return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}${mark}${digits.slice(-2)}`;
  };
  const percent = (rate: AnnualRate): string => `${Math.floor(rate / 10_000)}${mark}${String(rate % 10_000).padStart(4, '0').replace(/0{1,2}$/, '')}`;
  const rows: (readonly string[])[] = [
    [table.line, table.number, table.due, table.from, table.to, table.days, table.semester, `${table.rate} (%)`, table.currency, french ? 'Base' : 'Base', french ? 'Montant' : 'Amount', table.source, table.remark],
  ];
  const row = (line: string, over: Partial<Record<'number' | 'due' | 'from' | 'to' | 'days' | 'semester' | 'rate' | 'base' | 'source' | 'remark', string>>, of: Money): void => {
    const { number = '', due = '', from = '', to = '', days = '', semester = '', rate = '', base = '', source = '', remark = '' } = over;
    rows.push([line, number, due, from, to, days, semester, rate, of.currency, base, amount(of), source, remark]);
  };
  const article = pack.articles;
  for (const { statement, item } of lines) {
    const of = { number: asText(plain(item.number, 60)), due: date(item.due) };
    const remark = statement.flags.map((flag) => flagInWords(flag, language)).join(' ');
    row(table.principal, { ...of, remark }, statement.principalOutstanding);
    for (const { from, to, days, semester, rate, source, principal, interest } of statement.segments)
      row(table.interest, { ...of, from: date(from), to: date(to), days: String(days), semester: semesterInWords(semester, language), rate: percent(rate), base: amount(principal), source: `${sourceInWords(source, language)} (${article.interest})` }, interest);
    for (const { on, kind, toInterest, toPrincipal, amount: paid } of statement.allocations) {
      const remarks = `${french ? 'principal' : 'principal'} ${amount(toPrincipal)}, ${french ? 'intérêts' : 'interest'} ${amount(toInterest)}`;
      row(kind === 'payment' ? (french ? 'Règlement' : 'Payment') : french ? 'Avoir' : 'Credit note', { ...of, from: date(on), to: date(on), remark: remarks }, paid);
    }
    if (statement.fixedCharge !== null) row(french ? 'Indemnité forfaitaire' : 'Fixed charge', { ...of, source: article.fixedCharge ?? '' }, statement.fixedCharge);
  }
  for (const total of account.overduePrincipal) row(`${table.total} · ${table.principal}`, {}, total);
  for (const total of account.interestOutstanding) row(`${table.total} · ${table.interest}`, {}, total);
  for (const total of account.fixedCharges) row(`${table.total} · ${table.charge}`, {}, total);
  for (const total of account.claim) row(table.total, { to: date(asOf), remark: `${viewInWords(input.view, language)}${ratesVersion === null ? '' : french ? ` Taux du ${date(ratesVersion)}.` : ` Rates of ${date(ratesVersion)}.`}` }, total);
  return `\ufeff${rows.map((cells) => cells.map(quoted).join(separator)).join('\r\n')}\r\n`;
}
