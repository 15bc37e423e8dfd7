import { invoiceKeys } from '../../identify/invoice-keys';
import { readIdentifiers } from '../../identify/spans';
import { compileShapes, findNumbers } from '../../identify/written-numbers';
import { findReferences } from '../../log';
import { shownNumber } from '../tables';
import { CAME } from './lexicon';
import type { Findings, Reading } from './reading';
import type { LintFacts, LintStep } from './types';

/** The numbers of a debtor's invoices, by each way in which people write them. */
class KnownNumbers {
  private readonly keys = new Map<string, string>();
  constructor(numbers: readonly string[]) {
    // As the ledger has it, and as a text shows it: without what nobody sees, a long one cut.
    for (const [number, written] of numbers.flatMap((each) => [[each, each], [each, shownNumber(each).replace(/…$/, '')]] as const)) {
      const { folded, withoutZeros, withoutPrefix } = invoiceKeys(written);
      for (const key of [folded, withoutZeros, withoutPrefix]) if (key !== '' && !this.keys.has(key)) this.keys.set(key, number);
    }
  }
  /** The ledger's number that was written; null: none of this debtor's. */
  find(written: string): string | null {
    const { folded, withoutZeros, withoutPrefix } = invoiceKeys(written);
    return this.keys.get(folded) ?? this.keys.get(withoutZeros) ?? (withoutPrefix === withoutZeros ? (this.keys.get(withoutPrefix) ?? null) : null);
  }
}

/** "R-M888": our own reference, which may look like a number of the ledger. */
const isReference = (text: string, { from, to }: { readonly from: number; readonly to: number }): boolean => findReferences(text.slice(Math.max(0, from - 3), to)).length > 0;

/** A table that was cut says so itself; then no number is missed. */
const CUT = /sur simple demande|on request|facture par facture, est joint|invoice by invoice, is enclosed/;
/** Of more invoices nobody names each. */
const MOST_NAMED = 60;

export function checkNumbers(readings: readonly Reading[], facts: LintFacts, step: LintStep, attachments: readonly string[], findings: Findings): void {
  const shapes = compileShapes(facts.numberShapes);
  const known = new KnownNumbers(facts.invoices.map(({ number }) => number));
  const orders = new KnownNumbers(facts.orders);
  const asked = new Set([...step.numbers, ...step.informational]);
  const credits = new Set(facts.invoices.filter(({ isCredit }) => isCredit).map(({ number }) => number));
  for (const reading of readings) {
    const came = reading.sentencesWith(CAME);
    for (const written of findNumbers(reading.even, shapes, readIdentifiers(reading.even).spans)) {
      if ((!written.hasLetters && written.context !== 'invoice') || isReference(reading.even, written)) continue;
      const number = known.find(written.value);
      const passage = reading.passage(written.from, written.to);
      if (number === null) {
        if (orders.find(written.value) !== null || written.context === 'order' || written.context === 'customer' || written.context === 'other') continue;
        findings.put(written.context === 'invoice' ? 'blocks' : 'warns', { code: 'invoice-unknown', number: reading.text.slice(written.from, written.to) }, passage);
      } else if (!asked.has(number) && !credits.has(number) && !came.has(reading.sentenceAt(written.from))) findings.put('warns', { code: 'invoice-not-demanded', number }, passage);
    }
  }
  for (const name of attachments) {
    const stem = name.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/_/g, ' ');
    for (const written of findNumbers(stem, shapes, [])) {
      if (!written.hasLetters && written.context !== 'invoice' && written.context !== 'marked') continue;
      const number = known.find(written.value);
      if (number === null || !(asked.has(number) || credits.has(number))) findings.put(number === null ? 'blocks' : 'warns', { code: 'attachment-other', name }, null);
    }
  }
  const whole = readings.map(({ text }) => text).join('\n');
  if (step.numbers.length > MOST_NAMED || CUT.test(whole)) return;
  const missing = step.numbers.filter((number) => !whole.includes(shownNumber(number)));
  if (missing.length === 0) return;
  const written = new Set(readings.flatMap(({ even }) => findNumbers(even, shapes, []).map(({ value }) => known.find(value))));
  const unnamed = missing.filter((number) => !written.has(number));
  if (unnamed.length > 0) findings.put('warns', { code: 'invoice-missing', numbers: unnamed }, null);
}

const IBAN = /\b[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]{4}){2,7}(?:[ .-]?[A-Za-z0-9]{1,3})?/g;
/** ISO 13616: from Norway's 15 characters to 34. */
const LENGTHS = Array.from({ length: 20 }, (_, at) => at + 15);
const LABEL = /iban\W{0,4}$/i;

/** Money that goes to a wrong account does not come back: every account in the text is the payee's. */
export function checkIbans(reading: Reading, facts: LintFacts, findings: Findings): void {
  const valid = new Set(readIdentifiers(reading.even).ibans);
  for (const match of reading.even.matchAll(IBAN)) {
    const compact = match[0].replace(/[ .-]/g, '').toUpperCase();
    if (facts.ibans.some((iban) => compact.startsWith(iban))) continue;
    const labelled = LABEL.test(reading.even.slice(Math.max(0, match.index - 10), match.index));
    if (labelled || LENGTHS.some((length) => valid.has(compact.slice(0, length)))) findings.put('blocks', { code: 'iban-unknown' }, reading.passage(match.index, match.index + match[0].length));
  }
}
