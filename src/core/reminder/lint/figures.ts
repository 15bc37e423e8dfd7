import { compareDates, isBusinessDay, weekday } from '../../calendar';
import type { LocalDate } from '../../calendar';
import { money } from '../../money';
import type { Money } from '../../money';
import { shownNumber } from '../tables';
import { KnownSums } from './amounts';
import type { WrittenAmount } from './amounts';
import type { WrittenDate } from './dates';
import { ASKED, BY, CAME, DUE, PAST, PAYING, WITHIN } from './lexicon';
import { findPhrases } from './phrases';
import type { PhraseBook } from './phrases';
import type { Findings, Reading } from './reading';
import type { LintFacts, LintStep } from './types';

/** C. com. D441-5: 40 € for each invoice paid late. */
const INDEMNITY = 4000;

const writtenAs = ({ readings, currency }: WrittenAmount): Money => money(readings[0] ?? 0, currency);

/** Whether one of these words stands among the few before a place, in its sentence. */
function hasBefore(reading: Reading, place: number, most: number, words: ReadonlySet<string>): boolean {
  const at = reading.tokenAt(place);
  const sentence = reading.tokens[at]?.sentence;
  for (let k = at - 1; k >= Math.max(0, at - most); k -= 1) {
    const token = reading.tokens[k];
    if (token === undefined || token.sentence !== sentence) return false;
    if (words.has(token.text)) return true;
  }
  return false;
}
const NO_DEBT = new Set(['capital', 'tva', 'vat', 'remise', 'escompte', 'share']);
const NET = /^ {0,2}(?:ht|h\.t|hors taxe|de tva|excl|ex vat|net of|\/)/i;
const INDEMNITY_WORDS = new Set(['indemnite', 'indemnity', 'compensation']);

/** A sum that nobody asks for: the capital of a signature, a net amount, a tax. */
const isAside = (reading: Reading, { from, to }: WrittenAmount): boolean => hasBefore(reading, from, 5, NO_DEBT) || NET.test(reading.even.slice(to, to + 12));

const LINKS = new Set("de du des un d' d pour soit montant total ttc of for the amount a".split(' '));
const LINK_SPACE = 60;

/** "Notre facture FA-2026-0297 (1 200,00 €)", "la facture FA-2026-0297 d'un montant de 1 200,00 €". */
function isOfInvoice(reading: Reading, { from }: WrittenAmount, numbers: ReadonlySet<string>): boolean {
  const words = reading.text.slice(Math.max(0, from - LINK_SPACE), from).split(/[\s(),:’']+/).filter((word) => word !== '' && word !== '-' && word !== '–');
  let last = words.length - 1;
  while (last > 0 && LINKS.has((words[last] ?? '').toLowerCase())) last -= 1;
  return numbers.has(words[last] ?? '');
}

export function checkAmounts(readings: readonly Reading[], facts: LintFacts, step: LintStep, findings: Findings): void {
  const { demanded } = step;
  const known = new KnownSums();
  for (const amount of facts.amounts) known.add(amount);
  const sumDemanded = new KnownSums();
  sumDemanded.add(demanded);
  const stated = readings.some(({ amounts }) => amounts.some((amount) => sumDemanded.holds(amount)));
  let any = false;
  const numbers = new Set(step.numbers);
  for (const reading of readings) {
    const asked = reading.sentencesWith(ASKED);
    const came = reading.sentencesWith(CAME);
    for (const amount of reading.amounts) {
      if (isAside(reading, amount)) continue;
      any = true;
      const passage = reading.passage(amount.from, amount.to);
      const written = writtenAs(amount);
      if (known.holds(amount) || sumDemanded.holds(amount)) continue;
      if (amount.currency !== demanded.currency) {
        const same = amount.readings.includes(demanded.minor);
        findings.put(same || !stated ? 'blocks' : 'warns', { code: 'currency-other', written, currency: demanded.currency }, passage);
        continue;
      }
      if (hasBefore(reading, amount.from, 8, INDEMNITY_WORDS)) {
        const times = (amount.readings[0] ?? 0) / INDEMNITY;
        if (!Number.isInteger(times) || times < 1 || times > Math.max(1, step.numbers.length)) findings.put('blocks', { code: 'indemnity-wrong', written }, passage);
        continue;
      }
      const sentence = reading.sentenceAt(amount.from);
      const replaced = !stated && !came.has(sentence);
      if (replaced || isOfInvoice(reading, amount, numbers) || (asked.has(sentence) && !came.has(sentence))) findings.put('blocks', { code: 'amount-wrong', written, demanded }, passage);
      // A formal letter is evidence: every sum in it is the ledger's or the statement's.
      else findings.put(step.place === 'formal' ? 'blocks' : 'warns', { code: 'amount-unknown', written }, passage);
    }
  }
  if (!stated && !findings.has('amount-wrong') && !findings.has('currency-other') && !any) findings.put('warns', { code: 'amount-missing', demanded }, null);
}

/** Phrases that end just before a date: nothing between but the day's name and a small word. */
const SMALL = new Set('le du au the on of depuis since lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday'.split(' '));
export function endsBefore<K>(reading: Reading, date: WrittenDate, book: PhraseBook<K>): boolean {
  const first = Math.max(0, date.from - 7);
  const near = reading.tokens.slice(first, date.from);
  const sentence = reading.tokens[date.from]?.sentence;
  return findPhrases(near, book).some(({ from, to }) => near[from]?.sentence === sentence && near.slice(to + 1).every(({ text }) => SMALL.has(text)));
}

export function checkDates(readings: readonly Reading[], facts: LintFacts, step: LintStep | null, findings: Findings): void {
  const { today } = facts;
  const dues = new Set<LocalDate>(facts.invoices.flatMap((invoice) => invoice.dues));
  const wanted = new Set(step === null ? [] : [...step.numbers, ...step.informational]);
  const ofStep = facts.invoices.filter(({ number }) => wanted.has(number)).flatMap((invoice) => invoice.dues).sort(compareDates);
  const others = new Set<LocalDate>([...facts.dates, ...facts.invoices.flatMap(({ issued }) => (issued === null ? [] : [issued])), ...(typeof step?.deadline === 'string' ? [step.deadline] : [])]);
  const right = readings.some(({ dates }) => dates.some(({ date }) => ofStep.includes(date)));
  let deadline = false;
  for (const reading of readings) {
    const paying = reading.sentencesWith(PAYING);
    const past = reading.sentencesWith(PAST);
    for (const written of reading.dates) {
      const { date } = written;
      const passage = reading.passageOf(written);
      const sentence = reading.tokens[written.from]?.sentence ?? -1;
      if (written.weekday !== null && written.weekday !== weekday(date)) findings.put('warns', { code: 'weekday-wrong', written: date }, passage);
      if (dues.has(date)) {
        if (date >= today && endsBefore(reading, written, BY)) deadline = true;
        continue;
      }
      if (step !== null && endsBefore(reading, written, DUE)) {
        if (others.has(date)) continue;
        findings.put(right || ofStep.length === 0 ? 'warns' : 'blocks', { code: 'due-date-wrong', written: date, due: ofStep.length === 1 ? (ofStep[0] ?? null) : null }, passage);
        continue;
      }
      if (!paying.has(sentence) || !endsBefore(reading, written, BY)) continue;
      if (date >= today) deadline = true;
      if (date < today) {
        if (!past.has(sentence) && !others.has(date)) findings.put('blocks', { code: 'deadline-past', written: date }, passage);
      } else if (!isBusinessDay(date)) findings.put('warns', { code: 'deadline-day-off', written: date }, passage);
      else if (step !== null && step.deadline !== null && date < step.deadline && !others.has(date)) findings.put('warns', { code: 'deadline-early', written: date, deadline: step.deadline }, passage);
    }
  }
  const within = readings.some((reading) => reading.find(WITHIN).length > 0 || reading.dates.some(({ date }) => date === step?.deadline));
  if (step !== null && step.deadline !== null && (step.place === 'later' || step.place === 'formal') && !deadline && !within) findings.put('warns', { code: 'deadline-missing', deadline: step.deadline }, null);
}

/** A row of a table: the invoice's number, its days, its sums. One that the clerk changed is none of the ledger's. */
export function checkRows(reading: Reading, facts: LintFacts, step: LintStep, findings: Findings): void {
  const known = new Map(facts.invoices.map((invoice) => [shownNumber(invoice.number), invoice]));
  const sums = new KnownSums();
  for (const amount of facts.amounts) sums.add(amount);
  let start = 0;
  let at = 0;
  let sumAt = 0;
  for (const line of reading.text.split('\n')) {
    const end = start + line.length;
    while (at < reading.dates.length && (reading.tokens[reading.dates[at]?.from ?? 0]?.from ?? 0) < start) at += 1;
    while (sumAt < reading.amounts.length && (reading.amounts[sumAt]?.from ?? 0) < start) sumAt += 1;
    const [number = ''] = line.split(/ {3}|, /, 1);
    const invoice = known.get(number.trim());
    if (invoice !== undefined && step.numbers.includes(invoice.number)) {
      for (let k = at; k < reading.dates.length; k += 1) {
        const written = reading.dates[k];
        if (written === undefined || (reading.tokens[written.from]?.from ?? 0) >= end) break;
        if (written.date !== invoice.issued && !invoice.dues.includes(written.date)) findings.put('blocks', { code: 'due-date-wrong', written: written.date, due: invoice.dues.length === 1 ? (invoice.dues[0] ?? null) : null }, reading.passageOf(written));
      }
      for (let k = sumAt; k < reading.amounts.length; k += 1) {
        const amount = reading.amounts[k];
        if (amount === undefined || amount.from >= end) break;
        if (!sums.holds(amount)) findings.put('blocks', { code: 'amount-unknown', written: writtenAs(amount) }, reading.passage(amount.from, amount.to));
      }
    }
    start = end + 1;
  }
}
