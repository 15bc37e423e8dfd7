import { hashOfNumber } from '../number-hash';

const FIRST_ROOM = 1_024;
const LONGEST_TEXT = 200;
const MOST_CITED = 6;
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}./_-]*/gu;
/** Fewer digits may be a year, a branch of a bank, a cheque's counter. */
const LEAST_DIGITS = 5;
const LEAST_CHARACTERS = 3;
const DAY = /^(?:20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:20)?\d\d)$/;

/** What of a label may be an invoice number: `sure` with letters and digits; digits alone may be anything. */
function citedIn(text: string): readonly { readonly token: string; readonly sure: boolean }[] {
  const found: { token: string; sure: boolean }[] = [];
  const take = (token: string): void => {
    const bare = token.replace(/[./_-]/g, '');
    if (found.length === MOST_CITED || !/\d/.test(bare)) return;
    const sure = /\p{L}/u.test(bare);
    if (sure ? bare.length >= LEAST_CHARACTERS : bare.length >= LEAST_DIGITS && !DAY.test(bare)) found.push({ token, sure });
  };
  for (const token of text.slice(0, LONGEST_TEXT).match(TOKEN) ?? []) {
    take(token);
    // Two numbers in one: "FA-1/FA-2".
    if (token.includes('/')) token.split('/').forEach(take);
  }
  return found;
}

/** Numbers that the lines of unlettered payments cite, as hashes (number-hash.ts): a million labels are not held. */
export class FecCitations {
  private length = 0;
  private records = new Uint32Array(FIRST_ROOM);
  /** Below zero: digits alone. */
  private hashes = new Float64Array(FIRST_ROOM);

  /** @param record no smaller than any before. */
  add(record: number, text: string): void {
    for (const { token, sure } of citedIn(text)) {
      if (this.length === this.records.length) this.grow();
      this.records[this.length] = record;
      this.hashes[this.length] = sure ? hashOfNumber(token) : -1 - hashOfNumber(token);
      this.length += 1;
    }
  }

  /** How a line cites that number; null: it does not. */
  cites(record: number, number: string): 'sure' | 'digits' | null {
    const hash = hashOfNumber(number);
    let found: 'sure' | 'digits' | null = null;
    for (let at = this.firstOf(record); at < this.length && this.records[at] === record; at += 1) {
      if (this.hashes[at] === hash) return 'sure';
      if (this.hashes[at] === -1 - hash) found = 'digits';
    }
    return found;
  }

  private firstOf(record: number): number {
    let [from, below] = [0, this.length];
    while (from < below) {
      const middle = (from + below) >>> 1;
      if ((this.records[middle] as number) < record) from = middle + 1;
      else below = middle;
    }
    return from;
  }

  private grow(): void {
    const [records, hashes] = [new Uint32Array(this.length * 2), new Float64Array(this.length * 2)];
    records.set(this.records);
    hashes.set(this.hashes);
    [this.records, this.hashes] = [records, hashes];
  }
}
