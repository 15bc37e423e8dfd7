import { parseAddress, parsePeople, type QuotedPerson } from './addresses';
import type { HeaderLines, QuoteHeader } from './quote-headers';

/** Begins with a word that stands before a date, or with figures. */
const DATED = /^[-–—*_\s]{0,12}(?:(?:le|on|am|el|il|op|em|den|vom|in data|dnia|w dniu|il giorno|no dia)\s.{0,40}?\d|\d{1,4}[./-]\d{1,2}[./-]\d{2,4})/i;
const CLOCK = /\d{1,2}\s?[:h]\s?\d{2}(?::\d{2}(?:\.\d{3})?)?(?:\s?[apAP]\.?[mM]\.?)?(?:\s?(?:[A-Z]{2,5}\b(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|\([^()]{1,20}\)))?/g;
const HAS_CLOCK = /\d{1,2}\s?[:.h]\s?\d{2}/;
const HAS_DAY = /\b\d{4}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2}/;
const VERB =
  /(^|[\s>)\]"'»])(?:a\s+écrit|a\s+ecrit|écrivait|wrote|ha\s+scritto|escribió|escreveu|geschreven|schrieb|schreef|skrev|napisał(?:\(a\))?|kirjoitti|írta)(?=[\s:,-]|$)/i;
/** `... a écrit le 16 novembre 2026 à 09:12 :` */
const WHEN_BEHIND = /^\s+(?:le|on|sur|am|el|il|op|em|den)\s[^<>@]{0,30}\d[^<>@]{3,50}$/i;
const ENDS = /(?::|-{2,})\s*$/;
/** The address in brackets stands last, perhaps with a verb in a language that is not in the list. */
const ADDRESS_LAST = /[<("[][^\s<>()"[\]]+@[^\s<>()"[\]]+\s?[>)"\]]{1,3}[^\d<>@]{0,25}:\s*$/;
/** GroupWise marks this line only: `>>> Marie <m@x.fr> 17/11/2026 10:02 >>>`, `>>> On 11/17/2026 at 10:02 AM, in message <id>, Marie <m@x.fr> wrote:`. */
const GROUPWISE = />>>$/;
const GROUPWISE_ID = /,? in message <[^<>\s]{3,200}>,?/i;
const DAY_LAST = /^(\S.{0,298}?\S)\s+\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\s.{3,20}$/;
const MOST_LINES = 4;
const LONGEST = 600;
const LONGEST_BEFORE_VERB = 140;
const LONGEST_NAME = 60;

/**
 * `Le 16/11/2026 à 09:12, Marie <m@x.fr> a écrit :`, `On ... wrote:`, `Am ... schrieb ...:`; on up to four lines. `above`: marked
 * lines follow, so that `Marie a écrit :` is enough.
 */
export function attribution(from: HeaderLines, at: number, above: (line: number) => boolean): QuoteHeader | null {
  const first = from.at(at);
  if (first === null || first.length > LONGEST) return null;
  if (GROUPWISE.test(first)) {
    const line = first.slice(0, -3).trim();
    const who = DAY_LAST.exec(line)?.[1];
    return who === undefined ? null : { block: true, toTheEnd: true, from: parsePeople(who)[0] ?? null, to: [], sent: line, dayFirst: false, subject: null, rest: '', lines: 1 };
  }
  const dated = DATED.test(first);
  const clocked = dated || HAS_CLOCK.test(first);
  let text = '';
  for (let lines = 1; lines <= (dated ? MOST_LINES : clocked ? 2 : 1); lines += 1) {
    const line = lines === 1 ? first : from.at(at + lines - 1);
    if (line === null || line === '') return null;
    text = lines === 1 ? line : `${text} ${line}`;
    if (text.length > LONGEST) return null;
    const bare = dated && text.includes(' in message <') ? text.replace(GROUPWISE_ID, '') : text;
    const told = attributed(bare, dated, clocked, () => above(at + lines));
    if (told !== null) return { block: false, toTheEnd: bare !== text, from: told.from, to: [], sent: told.sent, dayFirst: false, subject: null, rest: told.rest, lines };
  }
  return null;
}

interface Attributed {
  readonly from: QuotedPerson | null;
  readonly sent: string;
  readonly rest: string;
}

function attributed(printed: string, dated: boolean, clocked: boolean, above: () => boolean): Attributed | null {
  const ends = ENDS.test(printed);
  if (!ends && !dated) return null;
  const text = printed.includes('&') ? printed.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"') : printed;
  const verb = VERB.exec(text);
  if (verb === null) {
    return ends && clocked && HAS_DAY.test(text) && ADDRESS_LAST.test(text) ? { from: writerOf(text.replace(/[\s:]+$/, '')), sent: text, rest: '' } : null;
  }
  const before = text.slice(0, verb.index + (verb[1] ?? '').length);
  const behind = text.slice(verb.index + verb[0].length);
  const address = before.includes('@');
  if (!address && before.length > LONGEST_BEFORE_VERB) return null;
  if (/^\s*(?::|-{2,})?\s*$/.test(behind)) {
    if (ends ? !/\d|@/.test(before) && !(before.length <= LONGEST_NAME && above()) : !(address && HAS_CLOCK.test(before))) return null;
    return { from: writerOf(before), sent: text, rest: '' };
  }
  const rest = /^\s*:\s+(\S.*)$/.exec(behind)?.[1];
  if (rest !== undefined) return dated && address ? { from: writerOf(before), sent: before, rest } : null;
  if (!ends) return null;
  const last = behind.replace(ENDS, '');
  if (WHEN_BEHIND.test(last)) return { from: parsePeople(before)[0] ?? null, sent: last.trim(), rest: '' };
  return /\d/.test(before) && clocked && last.length <= LONGEST_BEFORE_VERB ? { from: parsePeople(last)[0] ?? null, sent: before, rest: '' } : null;
}

/** Who stands behind the date. */
function writerOf(told: string): QuotedPerson | null {
  const clocks = [...told.matchAll(CLOCK)];
  const clock = clocks[clocks.length - 1];
  const behind = clock === undefined ? told.slice(told.lastIndexOf(',') + 1) : told.slice((clock.index ?? 0) + clock[0].length);
  const person = parsePeople(behind.replace(/^[\s,:-]+/, '').replace(/^(?:uhr|from|heeft|użytkownik)\s+/i, ''))[0];
  const address = parseAddress(told);
  if (person === undefined) return address === null ? null : { name: null, address };
  return { name: person.name, address: person.address ?? address };
}
