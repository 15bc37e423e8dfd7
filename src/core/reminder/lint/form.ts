import type { Language } from '../../ledger';
import { folded } from './tokens';
import type { Findings, Reading } from './reading';
import type { LintFacts } from './types';

const TAGS = /\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\{\{|\}\}|<<[^<>\n]{1,40}>>/g;
/** "[Nom du client]", "<date>", "[à compléter]". A mail gateway's "[EXTERNE]" and a ticket's "[#4512]" are none. */
const BRACKETS = /\[([^\][\n]{1,40})\]|<([^<>\n@/]{1,40})>/g;
const TO_FILL = /^(?:(?:le |la |l'|votre |your |insert(?:er|ez)? |the )?(?:nom|prenom|client|contact|date|montant|somme|numero|n°|echeance|facture|iban|rib|societe|entreprise|telephone|tel|signature|reference|a completer|completer|adresse|civilite|name|company|amount|invoice|due|number|phone|customer|insert|xx+|\.\.+|…|\?+|_+)(?:$|[\s'_.:-].*))$/i;
const MARKS = /\bX{3,}\b|\bTODO\b|\bTBD\b|\bFIXME\b|\b(?:xx|jj|dd)\/(?:xx|mm)(?:\/(?:xx(?:xx)?|aaaa|yyyy))?\b|\?{4,}|_{4,20}|\bLorem ipsum\b|\bundefined\b|\bNaN\b|\[object Object\]|(?:\ba completer\b)/gi;
const EXACT = /^(?:X{3,}|TODO|TBD|FIXME)$/;

export function checkPlaceholders(reading: Reading, findings: Findings): void {
  const put = (from: number, length: number): void => findings.put('blocks', { code: 'placeholder' }, reading.passage(from, from + length));
  const isName = (from: number): boolean => reading.tokens[reading.tokenAt(from)]?.masked === true;
  const isAlone = (from: number, length: number): boolean => /(^|\n) {0,4}$/.test(reading.even.slice(Math.max(0, from - 5), from)) && /^ {0,4}(\r?\n|$)/.test(reading.even.slice(from + length, from + length + 6));
  for (const match of reading.even.matchAll(TAGS)) if (!isName(match.index)) put(match.index, match[0].length);
  for (const match of reading.even.matchAll(BRACKETS)) if (TO_FILL.test((match[1] ?? match[2] ?? '').trim())) put(match.index, match[0].length);
  for (const match of reading.even.matchAll(MARKS)) {
    const word = match[0].toUpperCase();
    // "todo", "Xxx": a Spanish word, a name. In capitals it is a mark.
    if ((EXACT.test(word) && match[0] !== word) || /^nan$/i.test(match[0]) !== (match[0] === 'NaN')) continue;
    // A rule that parts messages is no blank to fill in.
    if (/^_/.test(word) && (reading.even.charAt(match.index + match[0].length) === '_' || isAlone(match.index, match[0].length))) continue;
    if (isName(match.index) || /[-/\w]/.test(reading.even.charAt(match.index - 1)) || /[-/]\w/.test(reading.even.slice(match.index + match[0].length, match.index + match[0].length + 2))) continue;
    put(match.index, match[0].length);
  }
}

const GREETINGS = new Set('bonjour bonsoir madame mesdames monsieur messieurs cher chere chers cheres mademoiselle maitre docteur dear hello hi good greetings sir sirs ladies gentlemen hallo mme mr m mrs ms whom salut coucou hey'.split(' '));
const CLOSINGS = new Set('cordialement salutations sentiments respectueusement sincerement amicalement cdt cdlt regards sincerely faithfully wishes cheers bien journee consideration remerciements thanks truly avance disposition'.split(' '));
/** Lines above the greeting: a letter begins with both parties, their addresses, its day and its title. */
const HEAD_OF_LETTER = 30;
const HEAD_OF_MAIL = 8;
const EMPTY = /^ {0,4}(?:bonjour|bonsoir|cher|chere|dear|hello|hi|madame|monsieur|mme|mr|m\.)(?: (?:madame|monsieur|mr|mrs|ms|mme|m\.))? +,/i;
const NAMELESS = /^ {0,4}(?:cher|chere|dear|mme|mr|m\.|dear (?:mr|mrs|ms)\.?) {0,2},/i;

const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
const wordsOf = (line: string): readonly string[] => (line.slice(0, 300).match(/[\p{L}\p{M}]+/gu) ?? []).map(folded);

export function checkCourtesy(reading: Reading, signature: string, facts: LintFacts, findings: Findings): void {
  const lines = linesOf(reading.text);
  const [first = ''] = lines;
  const even = reading.even.trimStart().slice(0, 80).split('\n', 1)[0] ?? '';
  if (EMPTY.test(even) || NAMELESS.test(even)) {
    const from = reading.even.length - reading.even.trimStart().length;
    findings.put('warns', { code: 'greeting-empty' }, reading.passage(from, from + even.length));
    return;
  }
  if (facts.step === null || lines.length === 0) return;
  // A line of its own that ends with a comma greets somebody by name.
  const greets = lines.slice(0, facts.step.place === 'formal' ? HEAD_OF_LETTER : HEAD_OF_MAIL).some((line) => wordsOf(line).slice(0, 3).some((word) => GREETINGS.has(word))) || (first.length <= 60 && first.endsWith(','));
  if (!greets) findings.put('warns', { code: 'greeting-missing' }, null);
  // Below the signature of a letter stands its statement.
  const end = facts.step.place === 'formal' ? lines : lines.slice(-30);
  if (![...end, ...linesOf(signature.slice(0, 2000)).slice(0, 10)].some((line) => wordsOf(line).some((word) => CLOSINGS.has(word)))) findings.put('warns', { code: 'courtesy-missing' }, null);
}

const SHOUTED = new Set(
  ('urgent urgente urgence impaye impayee impayees impayes relance rappel payer payez paiement regler reglez reglement immediat immediate immediatement dernier derniere avertissement delai dette exigeons ' +
    'attention retard vous nous votre important overdue unpaid pay payment now final immediately must notice your our you we reminder').split(' '),
);
/** Alone it is loud enough. */
const LOUD = new Set('urgent urgente impaye impayee impayees impayes immediatement overdue unpaid immediately'.split(' '));
/** Words of capitals that shout together. */
const LEAST_SHOUT = 3;

/** Capitals that shout; names, legal forms and acronyms do not. */
export function checkShouting(reading: Reading, facts: LintFacts, findings: Findings): void {
  const { tokens } = reading;
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.isCapitals !== true || tokens[at]?.masked === true) continue;
    let end = at;
    while (tokens[end + 1]?.isCapitals === true && tokens[end + 1]?.sentence === tokens[at]?.sentence) end += 1;
    const run = tokens.slice(at, end + 1).map(({ text }) => text);
    const shouts = run.filter((word) => SHOUTED.has(word)).length;
    const isTitle = facts.step?.place === 'formal' && (run.join(' ').startsWith('mise en demeure') || run.join(' ').startsWith('formal notice'));
    while (end > at && run.length > 1 && !SHOUTED.has(tokens[end]?.text ?? '')) end -= 1;
    if (!isTitle && (run.some((word) => LOUD.has(word)) || (run.length >= LEAST_SHOUT && shouts >= 2) || (run.length >= 2 && shouts === run.length))) findings.put('warns', { code: 'shouting' }, reading.passageOf({ from: at, to: end }));
    at += run.length - 1;
  }
}

const MOST_MARKS = 3;
export function checkExclamations(reading: Reading, findings: Findings): void {
  let count = 0;
  for (const match of reading.even.matchAll(/!(?:[ !?]{0,3}!)*/g)) {
    count += 1;
    if (match[0].length > 1 || count > MOST_MARKS) findings.put('warns', { code: 'exclamation' }, reading.passage(match.index, match.index + match[0].length));
    if (count > MOST_MARKS) return;
  }
}

const FRENCH = new Set('le la les des du de un une et nous vous notre votre nos vos est sont pas que qui pour dans avec par sur au aux ce cette ces bien avons'.split(' '));
const ENGLISH = new Set('the of and to in is are for on with you your our we this that not have be it by please from at which will'.split(' '));
const LEAST_WORDS = 8;

/** The language of most small words; null: too few, or mixed. */
export function languageOf(reading: Reading): Language | null {
  let french = 0;
  let english = 0;
  for (const { text, masked } of reading.tokens) {
    if (masked) continue;
    if (FRENCH.has(text)) french += 1;
    if (ENGLISH.has(text)) english += 1;
  }
  if (french >= LEAST_WORDS && french >= english * 3) return 'fr';
  return english >= LEAST_WORDS && english >= french * 3 ? 'en' : null;
}

export function checkLanguage(reading: Reading, facts: LintFacts, findings: Findings): void {
  const language = languageOf(reading);
  if (language !== null && language !== facts.language) findings.put('warns', { code: 'language-other', expected: facts.language }, null);
}
