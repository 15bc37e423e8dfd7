import type { QuotedPerson } from './addresses';
import { plainText } from './fold-text';
import { attribution, headerBlock, HeaderLines, separator, type QuoteHeader } from './quote-headers';

/** An earlier message inside the text of a later one. */
export interface QuotedPart {
  readonly forwarded: boolean;
  /** Null where the mail client printed no header. */
  readonly from: QuotedPerson | null;
  /** To and Cc, where printed. */
  readonly to: readonly QuotedPerson[];
  /** The date as printed, with whatever stands around it. */
  readonly sent: string | null;
  readonly text: string;
}

/** One mail's text in its parts; joined they hold every line but the printed headers. */
export interface SplitMessage {
  /** What the sender wrote this time, without the signature. */
  readonly newest: string;
  readonly signature: string;
  /** Newest first, as they stand. */
  readonly quoted: readonly QuotedPart[];
}

interface Building {
  readonly header: QuoteHeader | null;
  readonly forwarded: boolean;
  /** Its lines carry quote marks, so an unmarked line is the sender's own again. */
  marked: boolean;
  readonly toTheEnd: boolean;
  /** Whether it holds a line of text yet. */
  filled: boolean;
  readonly lines: string[];
}

/** Beyond this a thread of quotes tells nothing new; further headers stay text of the last part. */
const MOST_PARTS = 40;
const MARKED = /^[ \t]{0,3}>/;
const MARKS = /^(?:[ \t]{0,3}>){1,40}[ \t]?/;

/**
 * Parts a mail into newest text, signature and quoted messages: French and English headers of the usual clients,
 * attributions on one or several lines, quote marks, answers between the quoted lines. Takes any text, in linear time.
 */
export function splitMessage(text: string): SplitMessage {
  const lines = text.normalize('NFC').split(/\r\n|[\n\r\u2028\u2029]/);
  const bare = new HeaderLines(lines.map((line) => line.replace(MARKS, '').trim()));
  const own: string[] = [];
  const parts = new Parts();

  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const marked = MARKED.test(line);
    if (bare.at(i) === '') {
      (parts.current?.lines ?? own).push('');
      continue;
    }
    const parting = separator(bare.at(i) ?? '');
    if (parting !== null) bare.replace(i, parting.rest);
    const headerAt = parting !== null && parting.rest === '' ? nextFilled(bare, i + 1) : i;
    const header = headerBlock(bare, headerAt) ?? attribution(bare, headerAt);
    if (header !== null) {
      parts.open({ header, forwarded: parting?.forwarded ?? false, marked, toTheEnd: header.block, filled: false, lines: [] });
      i = headerAt + header.lines - 1;
    } else if (parting !== null) {
      parts.open({ header: null, forwarded: parting.forwarded, marked, toTheEnd: !marked, filled: parting.rest !== '', lines: parting.rest === '' ? [] : [parting.rest] });
    } else {
      (parts.holding(marked)?.lines ?? own).push(marked ? (bare.at(i) ?? '') : line);
    }
  }
  const [newest, signature] = partSignature(own);
  return { newest, signature, quoted: parts.all.map(quotedPart) };
}

const quotedPart = (part: Building): QuotedPart => ({
  forwarded: part.forwarded, from: part.header?.from ?? null, to: part.header?.to ?? [], sent: part.header?.sent ?? null, text: part.lines.join('\n'),
});

class Parts {
  readonly all: Building[] = [];
  /** Null: the sender's own words. */
  current: Building | null = null;

  open(part: Building): Building {
    const last = this.all[this.all.length - 1];
    if (this.all.length >= MOST_PARTS && last !== undefined) return (this.current = last);
    this.all.push(part);
    return (this.current = part);
  }

  /** Where a line of text belongs: to the open part, to a marked part that goes on, or back to the sender's own words. */
  holding(marked: boolean): Building | null {
    const open = this.current;
    if (open?.toTheEnd === true) return open;
    if (!marked && open?.marked === true) return (this.current = null);
    if (open !== null) {
      if (marked && !open.filled) open.marked = true;
      open.filled = true;
    }
    if (open !== null || !marked) return open;
    const last = this.all[this.all.length - 1];
    return last?.marked === true ? (this.current = last) : this.open({ header: null, forwarded: false, marked: true, toTheEnd: false, filled: false, lines: [] });
  }
}

/** A separator's header stands within the next three lines. */
function nextFilled(text: HeaderLines, from: number): number {
  let i = from;
  while (i < from + 3 && text.at(i) === '') i += 1;
  return i;
}

const DELIMITER = /^(?:--|__|—|–{1,2})$/;
const FORMULA =
  /^(?:tres |bien |sinceres? |meilleures? |avec mes |mes |nos |je vous |veuillez |dans l'attente |merci d'avance|en vous |best |kind |warm |many |yours )?(?:cordialement|cordiales salutations|bien a vous|salutations|sinceres salutations|bonne (?:journee|soiree|reception)|respectueusement|sincerement|cdlt|cdt|bav|regards|best|thanks|sincerely|faithfully|thank you|d'avance)\b.{0,40}$/;
const LONGEST_SIGNATURE = 30;

/** The signature begins at its delimiter or at the formula that closes a letter. */
function partSignature(lines: readonly string[]): readonly [string, string] {
  const filled = lines.filter((line) => line.trim() !== '').length;
  let seen = 0;
  let formula = -1;
  for (let i = 0; i < lines.length; i += 1) {
    const line = (lines[i] ?? '').trim();
    if (line === '') continue;
    seen += 1;
    if (formula < 0 && DELIMITER.test(line)) return [lines.slice(0, i).join('\n'), lines.slice(i + 1).join('\n')];
    if (formula < 0 && seen > 1 && filled - seen <= LONGEST_SIGNATURE && line.length <= 80 && FORMULA.test(plainText(line).toLowerCase())) formula = i;
  }
  return formula < 0 ? [lines.join('\n'), ''] : [lines.slice(0, formula).join('\n'), lines.slice(formula).join('\n')];
}
