import { attribution } from './attribution';
import type { QuotedPerson } from './addresses';
import { lineOf, type MailLine } from './mail-line';
import { partingLine } from './parting-lines';
import { headerBlock, HeaderLines, notesBlock, type QuoteHeader } from './quote-headers';
import { partOwn } from './signature';

/** An earlier message inside the text of a later one. */
export interface QuotedPart {
  /** Passed on to somebody, not answered. */
  readonly forwarded: boolean;
  /** Null where the mail client printed no header. */
  readonly from: QuotedPerson | null;
  /** To and Cc, where printed. */
  readonly to: readonly QuotedPerson[];
  /** The date as printed, with whatever stands around it. */
  readonly sent: string | null;
  /** Of a date in figures only: the header's language writes the day first. */
  readonly dayFirst: boolean;
  readonly subject: string | null;
  readonly text: string;
  /** The parting line and the header as they stand. */
  readonly printed: string;
}

/** One mail's text in its parts; joined they hold every line that holds a word. */
export interface SplitMessage {
  /** What the sender wrote this time, without the signature. */
  readonly newest: string;
  readonly signature: string;
  /** Notices that nobody wrote for this mail: confidentiality, paper, antivirus, banners of the mail server. */
  readonly disclaimer: string;
  /** Newest first, as they stand. */
  readonly quoted: readonly QuotedPart[];
}

interface Building {
  readonly header: QuoteHeader | null;
  readonly forwarded: boolean;
  /** Its lines carry quote marks, so an unmarked line is the sender's own again. */
  marked: boolean;
  toTheEnd: boolean;
  /** Whether it holds a line of text yet. */
  filled: boolean;
  readonly lines: string[];
  readonly printed: string[];
}

/** Beyond this a thread of quotes tells nothing new; further headers stay text of the last part. */
const MOST_PARTS = 40;
const RULE = /^\s*(?:[=*~_][\s=*~_]{2,}|-[\s-]{4,})$/;
/** A mark lost by a line break: the line before is long and unfinished, this one goes on in small letters. */
const WRAPPED_AT = 60;
const UNFINISHED = /[^.!?:;…\s]\s*$/;
const GOES_ON = /^[\p{Ll}\d]/u;

/**
 * Parts a mail into newest text, signature, notices and quoted messages: headers and attributions of the usual clients in
 * nine languages, quote marks, answers between the quoted lines. Takes any text, in linear time.
 */
export function splitMessage(text: string): SplitMessage {
  return splitLines(text.normalize('NFC').split(/\r\n|[\n\r\u2028\u2029]/).map(lineOf));
}

/** The same for lines whose marks are known. */
export function splitLines(lines: readonly MailLine[]): SplitMessage {
  const bare = new HeaderLines(lines.map((line) => line.text.trim()));
  const own = new OwnLines();
  const parts = new Parts(own);
  const aboveMarked = (i: number): boolean => lines[nextFilled(bare, i)]?.marked === true;

  for (let i = 0; i < lines.length; i += 1) {
    const marked = lines[i]?.marked === true;
    const line = bare.at(i) ?? '';
    if (line === '') {
      (parts.current?.lines ?? own.lines).push('');
      continue;
    }
    const begins = lines[i]?.begins;
    const parting = partingLine(line);
    if (parting !== null) bare.replace(i, parting.rest);
    const headerAt = parting !== null && parting.rest === '' ? nextFilled(bare, i + 1) : i;
    const header = headerBlock(bare, headerAt, parting !== null) ?? notesBlock(bare, headerAt) ?? attribution(bare, headerAt, aboveMarked);
    if (header !== null) {
      const next = headerAt + header.lines;
      const printed = withoutRest(lines.slice(i, next).map((each) => each.text), header.rest);
      const forwarded = parting?.forwarded ?? false;
      // Nothing above, and answers between marked pieces below: what bears no mark there is the sender's own.
      const answered = !header.block && parts.all.length === 0 && own.isEmpty && markedRuns(lines, next) > 1;
      parts.open({ header, forwarded, marked: marked || answered, toTheEnd: header.toTheEnd === true || (header.block && (forwarded || !marked)), filled: header.rest !== '', lines: header.rest === '' ? [] : [header.rest], printed });
      i = next - 1;
    } else if (parting !== null) {
      parts.open({ header: null, forwarded: parting.forwarded, marked, toTheEnd: !marked, filled: parting.rest !== '', lines: parting.rest === '' ? [] : [parting.rest], printed: withoutRest([line], parting.rest) });
    } else if (begins === 'earlier' || (begins === 'perhaps-earlier' && line.includes(':'))) {
      parts.open({ header: null, forwarded: false, marked, toTheEnd: !marked, filled: true, lines: [lines[i]?.text ?? ''], printed: [] });
    } else {
      const wrapped = !marked && lines[i - 1]?.marked === true && goesOn(bare.at(i - 1) ?? '', line);
      const into = parts.holding(marked || wrapped);
      if (begins === 'signature' && into === own.lines) own.signed();
      into.push(marked ? line : (lines[i]?.text ?? ''));
    }
  }
  return { ...own.parted(), quoted: parts.all.map(quotedPart) };
}

const withoutRest = (printed: string[], rest: string): string[] => {
  const last = printed[printed.length - 1];
  const bare = last?.trimEnd() ?? '';
  if (rest !== '' && bare.endsWith(rest)) printed[printed.length - 1] = bare.slice(0, bare.length - rest.length);
  return printed;
};

/** How many pieces of marked lines stand from here on, with other words between them. */
function markedRuns(lines: readonly MailLine[], from: number): number {
  let [runs, within] = [0, false];
  for (let i = from; i < lines.length; i += 1) {
    const line = lines[i];
    if (line === undefined || line.text.trim() === '') continue;
    if (line.marked && !within) runs += 1;
    within = line.marked;
  }
  return runs;
}

const goesOn = (before: string, line: string): boolean => before.length >= WRAPPED_AT && UNFINISHED.test(before) && GOES_ON.test(line);

const quotedPart = (part: Building): QuotedPart => ({
  forwarded: part.forwarded, from: part.header?.from ?? null, to: part.header?.to ?? [], sent: part.header?.sent ?? null, dayFirst: part.header?.dayFirst ?? false, subject: part.header?.subject ?? null,
  text: part.lines.join('\n'), printed: part.printed.join('\n'),
});

/** The sender's own lines, in the runs between which quotes stand: each may end with a signature. */
class OwnLines {
  private readonly runs: string[][] = [[]];
  private readonly signatures: number[] = [];

  /** The next line begins a signature, as the client's own marks say. */
  signed(): void {
    this.signatures[this.runs.length - 1] ??= this.lines.length;
  }

  get isEmpty(): boolean {
    return this.runs.every((lines) => lines.every((line) => line.trim() === ''));
  }

  get lines(): string[] {
    return this.runs[this.runs.length - 1] ?? [];
  }

  again(): string[] {
    if (this.lines.some((line) => line !== '')) this.runs.push([]);
    return this.lines;
  }

  parted(): { readonly newest: string; readonly signature: string; readonly disclaimer: string } {
    const parted = this.runs.map((lines, i) => partOwn(lines, i === 0, this.signatures[i]));
    const join = (of: 'newest' | 'signature' | 'disclaimer'): string => parted.map((each) => each[of]).filter((text, i) => i === 0 || text !== '').join('\n');
    return { newest: join('newest'), signature: join('signature'), disclaimer: join('disclaimer') };
  }
}

class Parts {
  readonly all: Building[] = [];
  /** Null: the sender's own words. */
  current: Building | null = null;

  constructor(private readonly own: OwnLines) {}

  open(part: Building): Building {
    const last = this.all[this.all.length - 1];
    if (this.all.length >= MOST_PARTS && last !== undefined) {
      for (const line of [...part.printed, ...part.lines]) last.lines.push(line);
      return (this.current = last);
    }
    part.printed.unshift(...ruleAbove(this.current?.lines ?? this.own.lines));
    this.all.push(part);
    return (this.current = part);
  }

  /** Where a line of text belongs: to the open part, to a marked part that goes on, or back to the sender's own words. */
  holding(marked: boolean): string[] {
    const open = this.current;
    if (open !== null && !open.toTheEnd && !open.filled && !marked && open.header?.block === true) open.toTheEnd = true;
    if (open?.toTheEnd === true) {
      open.filled = true;
      return open.lines;
    }
    if (!marked && open?.marked === true) {
      this.current = null;
      return this.own.again();
    }
    if (open !== null) {
      if (marked && !open.filled) open.marked = true;
      open.filled = true;
      return open.lines;
    }
    if (!marked) return this.own.lines;
    const last = this.all[this.all.length - 1];
    if (last?.marked === true) return (this.current = last).lines;
    return this.open({ header: null, forwarded: false, marked: true, toTheEnd: false, filled: true, lines: [], printed: [] }).lines;
  }
}

/** Takes the rule off that a client draws above a header. */
function ruleAbove(lines: string[]): readonly string[] {
  let last = lines.length - 1;
  while (last >= 0 && last > lines.length - 4 && lines[last] === '') last -= 1;
  return RULE.test(lines[last] ?? '') ? lines.splice(last, 1) : [];
}

/** A separator's header stands within the next three lines. */
function nextFilled(text: HeaderLines, from: number): number {
  let i = from;
  while (i < from + 3 && text.at(i) === '') i += 1;
  return i;
}
