import { plainText } from './fold-text';

/** A line by which a mail client parts the new text from an earlier message. */
export interface PartingLine {
  readonly forwarded: boolean;
  /** What follows on the same line. */
  readonly rest: string;
}

const LONGEST_LINE = 2000;
/** Without dashes in front only a short line is a phrase of its own. */
const LONGEST_PHRASE = 120;
const DASHES = /^[-_*=]{2}[-_*=\s]{0,38}/;
/** `Message d'origine`, `Weitergeleitete Nachricht`: a word for a mail and a word for what it is, in the languages of the usual clients. */
const MAIL = /\b(?:messages?|mail|e-?mail|courriel|nachricht|mensaje|messaggio|bericht|mensagem|besked|meddelande|melding|appointment)\b/;
const EARLIER = /origin|initial|preced|ursprung|oorspronk|oprind|opprinn/;
const FORWARDED = /transf|transmis|reexp|forward|weitergel|reenvi|inoltrat|doorgest|encamin|videresen|vidarebef/;
/** Lotus Notes: `----- Réacheminé par Marie DURAND/SOC le 16/11/2026 09:40 -----`. */
const PASSED_ON_BY = /^(?:forwarded|transfere|transmis|reachemine|weitergeleitet|inoltrato|reenviado|doorgestuurd) (?:by|par|von|da|por|door)\b.{2,120}\d(?: ?[ap]\.?m\.?)?$/;
const OPENS = /^(?:debut|begin|anfang|inicio|inizio|forwarded|message|mail|courriel|mensaje|messaggio)\b/;
const MOST_WORDS = 4;
/** Ticket systems print it above the thread that they quote. */
const REPLY_ABOVE = /\b(?:repon\w*|reply|respond|write|type|ecri\w*)\b.{0,40}\b(?:au[ -]?dessus de cette|above this)\b.{0,12}\b(?:ligne|line)\b/;
/** Any line of the above holds one of these. */
const POSSIBLE = /origin|init|pr[eé]c[eé]d|transf|transm|r[eé]exp|achemin|forward|weitergel|urspr|oorspr|reenvi|inoltr|doorgest|encamin|opri|oppri|videre|vidare|dessus|above/i;

const named = (phrase: string): boolean | null => {
  const words = phrase.toLowerCase().trim();
  if (PASSED_ON_BY.test(words)) return true;
  if (words.split(/\s+/, MOST_WORDS + 1).length > MOST_WORDS || !MAIL.test(words)) return null;
  return FORWARDED.test(words) ? true : EARLIER.test(words) ? false : null;
};

/** `-----Message d'origine-----`, `Début du message transféré :` and their kin; null for any other line. */
export function partingLine(line: string): PartingLine | null {
  if (line.length > LONGEST_LINE || (line.length > LONGEST_PHRASE && !DASHES.test(line)) || !POSSIBLE.test(line)) return null;
  const plain = plainText(line);
  const dashes = DASHES.exec(plain);
  if (dashes === null) {
    const phrase = plain.trim().toLowerCase();
    const forwarded = phrase.length <= 60 && phrase.endsWith(':') && OPENS.test(phrase) ? named(phrase.slice(0, -1)) : null;
    return forwarded === null ? replyAbove(plain) : { forwarded, rest: '' };
  }
  const behind = plain.slice(dashes[0].length, dashes[0].length + 160);
  const closing = /[-_*=]{2,40}[\s:]*/.exec(behind);
  const phrase = closing === null ? behind.replace(/[\s:]+$/, '') : behind.slice(0, closing.index);
  // Without dashes behind it the phrase is the whole line.
  const forwarded = closing === null && plain.length > 90 ? null : named(phrase);
  if (forwarded === null) return replyAbove(plain);
  const end = closing === null ? plain.length : dashes[0].length + closing.index + closing[0].length;
  return { forwarded, rest: end >= plain.length ? '' : line.slice(line.length - (plain.length - end)).trim() };
}

const replyAbove = (plain: string): PartingLine | null => (plain.length <= LONGEST_PHRASE && REPLY_ABOVE.test(plain.toLowerCase()) ? { forwarded: false, rest: '' } : null);
