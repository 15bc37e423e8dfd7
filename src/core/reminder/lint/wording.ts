import { ATTACHED, CHARGES, CONCESSIONS, FEES, GROUNDS, LEGAL_INTEREST, MEASURES, NOTICE_GIVEN, OFFICERS, PENALTY_CLAUSE, THANKS, UNLAWFUL, WITHHELD, WORDING } from './lexicon';
import { isNegated } from './phrases';
import type { PhraseMatch } from './phrases';
import type { Findings, Reading } from './reading';
import type { LintDraft, LintFacts } from './types';

const stated = <K>(reading: Reading, matches: readonly PhraseMatch<K>[]): readonly PhraseMatch<K>[] => matches.filter((match) => !isNegated(reading.tokens, match));

/** "Indemnité forfaitaire pour frais de recouvrement": what the law itself gives (C. com. L441-10 II). */
const GIVEN = new Set(['indemnite', 'indemnity', 'compensation', 'indemnisation', 'forfait', 'forfaitaire', 'fixed', 'justification', 'justificatif', 'justificatifs']);
const OURS = /(?:notre|nos) (?:charge|frais)|at our (?:own )?(?:cost|expense)/;

function isGiven(reading: Reading, match: PhraseMatch<unknown>): boolean {
  const sentence = reading.tokens[match.from]?.sentence;
  for (let at = match.from - 1; at >= Math.max(0, match.from - 8); at -= 1) {
    const token = reading.tokens[at];
    if (token === undefined || token.sentence !== sentence) break;
    if (GIVEN.has(token.text)) return true;
  }
  for (let at = match.to + 1; at <= Math.min(reading.tokens.length - 1, match.to + 6); at += 1) if (reading.tokens[at]?.sentence === sentence && GIVEN.has(reading.tokens[at]?.text ?? '')) return true;
  const from = Math.max(0, (reading.tokens[match.from]?.from ?? 0) - 60);
  return OURS.test(reading.even.slice(from, (reading.tokens[match.to]?.to ?? 0) + 60).toLowerCase());
}

/** Sentences that no plan makes lawful, and measures that the plan does not hold. */
export function checkThreats(reading: Reading, facts: LintFacts, findings: Findings): void {
  for (const match of stated(reading, reading.find(UNLAWFUL))) findings.put('blocks', { code: 'unlawful', what: match.key }, reading.passageOf(match));
  const place = facts.step?.place ?? null;
  const given = facts.step === null || place === 'formal' ? [] : stated(reading, reading.find(NOTICE_GIVEN));
  for (const match of given) findings.put('blocks', { code: 'notice-early' }, reading.passageOf(match));
  const isPublic = facts.debtor.kind === 'public';
  if (isPublic) checkPublicBuyer(reading, given, facts, findings);
  for (const match of [...stated(reading, reading.find(MEASURES)), ...reading.find(WITHHELD)]) {
    const measure = match.key;
    const passage = reading.passageOf(match);
    // A mail of the clerk's own may speak of registered letters; what it threatens with is judged all the same.
    if (facts.step === null && measure === 'formal-notice') continue;
    if (given.some(({ from, to }) => from <= match.to && match.from <= to)) continue;
    if (isPublic && (measure !== 'formal-notice' || (place !== 'formal' && facts.measures.includes(measure)))) continue;
    if (!facts.measures.includes(measure)) {
      findings.put('blocks', { code: 'measure-not-enabled', measure, ...(facts.outOfReach.includes(measure) ? { forSum: true } : {}) }, passage);
      continue;
    }
    if (place === 'before-due' || place === 'first') findings.put('warns', { code: 'measure-early', measure }, passage);
    const before = facts.announced.find((one) => one.measure === measure && one.by < facts.today);
    if (before !== undefined && place === 'later') findings.put('warns', { code: 'measure-repeated', measure, by: before.by }, passage);
  }
}

/**
 * Neither a bailiff nor a collector, no order for payment, no stopped deliveries and no penalty clause towards a public buyer:
 * what he owns cannot be seized (CGPPP L2311-1), a supplier of a public contract has to go on with it (Conseil d'Etat, 8 October
 * 2014, 370644), and the delay is paid by interest due without any notice (law sheet 1.14). That is so whatever his plan holds.
 * The notice by letter stays a step of it, for it interrupts the limitation (law sheet 1.9); a mail that threatens with it is
 * remarked on. The first two are not of the law sheet: for a lawyer to confirm.
 *
 * @param given the notice itself in a mail, which is told as such
 */
function checkPublicBuyer(reading: Reading, given: readonly PhraseMatch<unknown>[], facts: LintFacts, findings: Findings): void {
  const announces = facts.step !== null && facts.step.place !== 'formal' && facts.measures.includes('formal-notice');
  const told: PhraseMatch<unknown>[] = [...given];
  for (const match of [...stated(reading, reading.find(MEASURES)), ...reading.find(WITHHELD), ...stated(reading, reading.find(OFFICERS)), ...stated(reading, reading.find(PENALTY_CLAUSE))]) {
    if (told.some(({ from, to }) => from <= match.to && match.from <= to)) continue;
    if (match.key !== 'formal-notice') findings.put('blocks', { code: 'public-buyer', measure: match.key }, reading.passageOf(match));
    else if (announces) findings.put('warns', { code: 'public-buyer', measure: match.key }, reading.passageOf(match));
    else continue;
    told.push(match);
  }
}

/** What a debtor can be charged: nothing but what the law gives, and that only to whom it gives it. */
export function checkCharges(reading: Reading, facts: LintFacts, findings: Findings): void {
  const { kind, lawCountry } = facts.debtor;
  for (const match of stated(reading, reading.find(FEES))) {
    if (match.key === 'recovery-cost' && isGiven(reading, match)) continue;
    if (match.key === 'late-fee') findings.put(kind === 'consumer' ? 'blocks' : 'warns', { code: 'late-fee' }, reading.passageOf(match));
    else findings.put('blocks', { code: 'reminder-fee' }, reading.passageOf(match));
  }
  const charges = stated(reading, reading.find(CHARGES));
  if (kind === 'consumer' && facts.step !== null && facts.step.place !== 'formal') for (const match of stated(reading, reading.find(LEGAL_INTEREST))) findings.put('blocks', { code: 'interest-before-notice' }, reading.passageOf(match));
  const [first] = charges;
  if (first === undefined) return;
  if (kind === 'consumer') {
    for (const match of charges) findings.put('blocks', { code: 'consumer-charge' }, reading.passageOf(match));
    return;
  }
  const article = charges.find(({ key }) => key === 'l441');
  const ofPublicBuyers = charges.find(({ key }) => key === 'r2192');
  if (ofPublicBuyers !== undefined && kind !== 'public') findings.put('warns', { code: 'other-law' }, reading.passageOf(ofPublicBuyers));
  if (article !== undefined && (kind === 'public' || lawCountry !== 'FR')) findings.put('warns', { code: 'other-law' }, reading.passageOf(article));
  if (facts.step === null) return;
  if (facts.step.place === 'before-due' || facts.step.place === 'first') findings.put('warns', { code: 'charge-early' }, reading.passageOf(first));
  if (reading.find(GROUNDS).length === 0) findings.put('warns', { code: 'charge-without-ground' }, reading.passageOf(first));
}

const THEM = new Set('vous votre vos sa son ses leur leurs il elle gerant gerante dirigeant dirigeante directeur directrice comptable patron patronne monsieur madame mr mme you your his her their he she'.split(' '));
const US = new Set('je j nos notre mon ma mes moi collegue collegues i my our'.split(' '));

/** "Votre gérante est en congé maternité", not "je suis en congé maternité". */
function isOfThem(reading: Reading, match: PhraseMatch<unknown>): boolean {
  const sentence = reading.tokens[match.from]?.sentence;
  let theirs = false;
  for (let at = Math.max(0, match.from - 12); at <= match.to; at += 1) {
    const token = reading.tokens[at];
    if (token === undefined || token.sentence !== sentence) continue;
    if (US.has(token.text)) return false;
    theirs = theirs || THEM.has(token.text);
  }
  return theirs;
}

/** "Nous n'accordons pas de remise". In "s'engage à ne jamais", the negation is the promise itself. */
const isRefused = (reading: Reading, match: PhraseMatch<unknown>): boolean => isNegated(reading.tokens, { from: match.from, to: match.from });

export function checkManners(reading: Reading, facts: LintFacts, findings: Findings): void {
  for (const match of reading.find(CONCESSIONS)) if (reading.part === 'text' && !isRefused(reading, match)) findings.put('warns', { code: 'concession' }, reading.passageOf(match));
  for (const match of reading.find(WORDING)) {
    const { key } = match;
    if (key === 'notice-weakened' && (facts.step?.place !== 'formal' || reading.part === 'subject')) continue;
    // "Pas honteux", "n'est pas malade": said of nobody.
    if (key !== 'familiar' && key !== 'notice-weakened' && key !== 'last-warning' && isNegated(reading.tokens, match)) continue;
    if (key === 'private-matter' && !isOfThem(reading, match)) continue;
    if (key === 'familiar' && facts.language !== 'fr') continue;
    findings.put(key === 'insult' ? 'blocks' : 'warns', { code: key }, reading.passageOf(match));
  }
}

const COUNTED = /\b(?:relance|rappel|reminder|reminders)\s{0,2}(?:n[°o]\.?|no\.|num(?:ero|ber)?|#)?\s{0,2}[1-9]\b(?![/.,-]?\d| (?:jan|fev|mar|avr|apr|mai|may|jui|jul|jun|aou|aug|sep|oct|nov|dec))|\b(?:[2-9](?:e|eme|nd|rd|th)|deuxieme|seconde?|troisieme|quatrieme|second|third)\s{1,2}(?:relance|rappel|reminder)\b/gi;
const FIRST = /\b(?:1ere|1er|premier|premiere|1st|first)\s{1,2}(?:relance|rappel|reminder)\b/gi;

/** The invoice names the mail, never the count of reminders. In the text, "notre deuxième relance du ..." tells what was. */
export function checkCounting(reading: Reading, findings: Findings): void {
  for (const pattern of reading.part === 'subject' ? [COUNTED, FIRST] : [COUNTED]) {
    for (const match of reading.even.matchAll(pattern)) {
      if (reading.part === 'text' && !/\d$/.test(match[0])) continue;
      findings.put('warns', { code: 'reminder-counted' }, reading.passage(match.index, match.index + match[0].length));
    }
  }
}

const NOT_RECEIVED = new Set(['si', 'if', 'unless', 'sauf', 'lorsque', 'quand', 'des', 'once', 'when']);

/** Thanks for money that the ledger does not know. */
export function checkThanks(reading: Reading, facts: LintFacts, findings: Findings): void {
  if (facts.step === null || facts.paidLately) return;
  for (const match of stated(reading, reading.find(THANKS))) {
    const sentence = reading.tokens[match.from]?.sentence;
    const conditional = reading.tokens.slice(Math.max(0, match.from - 8), match.to).some((token) => token.sentence === sentence && NOT_RECEIVED.has(token.text));
    if (!conditional) findings.put('warns', { code: 'payment-thanked' }, reading.passageOf(match));
  }
}

/** "Ce message et ses pièces jointes sont confidentiels." */
const LACKING = new Set(['ses', 'its', 'any', 'confidentiel', 'confidentiels', 'confidentielles', 'confidential', 'manque', 'manquait', 'manquante', 'manquantes', 'oubli', 'oublie', 'missing', 'forgot', 'si', 'if', 'votre', 'vos', 'your', 'absence']);

export function checkAttachments(reading: Reading, draft: LintDraft, findings: Findings): void {
  if (draft.attachments === null || draft.attachments.length > 0) return;
  for (const match of stated(reading, reading.find(ATTACHED))) {
    const sentence = reading.tokens[match.from]?.sentence;
    const lacking = reading.tokens.slice(Math.max(0, match.from - 8), match.to + 4).some((token) => token.sentence === sentence && LACKING.has(token.text));
    if (lacking) continue;
    findings.put('warns', { code: 'attachment-missing' }, reading.passageOf(match));
    return;
  }
}
