/** Accounts of receivables: 411 customers, 413 bills, 416 doubtful; 4191 is money that customers paid in advance. */
export const RECEIVABLE = { customer: 0, bill: 1, doubtful: 2, deposit: 3 } as const;
export type ReceivableKind = (typeof RECEIVABLE)[keyof typeof RECEIVABLE];

/** What one line says of a customer's account. Names, pieces, letters and journals are numbers of the reading's own lists. */
export interface FecRecord {
  readonly customer: number;
  readonly kind: ReceivableKind;
  readonly account: number;
  /** 0: not lettered. */
  readonly letter: number;
  /** 0: nothing names the invoice. */
  readonly piece: number;
  readonly journal: number;
  /** Days (core/calendar DayNumber). */
  readonly booked: number;
  readonly issued: number;
  /** null: no column, or an empty cell. */
  readonly due: number | null;
  /** Cents; a debit is positive. */
  readonly amount: number;
  readonly foreign: boolean;
  /** 1-based line of the file. */
  readonly row: number;
}

const NO_DUE = -0x7fffffff;
const FIRST_ROOM = 4_096;

/** Lines of receivable accounts, a column each: a million of them are 50 MB outside the heap. */
export class FecRecords {
  length = 0;
  private room = FIRST_ROOM;
  customer = new Uint32Array(FIRST_ROOM);
  kind = new Uint8Array(FIRST_ROOM);
  account = new Uint32Array(FIRST_ROOM);
  letter = new Uint32Array(FIRST_ROOM);
  piece = new Uint32Array(FIRST_ROOM);
  journal = new Uint16Array(FIRST_ROOM);
  booked = new Int32Array(FIRST_ROOM);
  issued = new Int32Array(FIRST_ROOM);
  private due = new Int32Array(FIRST_ROOM);
  amount = new Float64Array(FIRST_ROOM);
  /** What is still open of the amount; becomes less while the account is settled. */
  left = new Float64Array(FIRST_ROOM);
  foreign = new Uint8Array(FIRST_ROOM);
  /** 1: the line belongs to a year whose balances a later opening carries forward. */
  dropped = new Uint8Array(FIRST_ROOM);
  row = new Uint32Array(FIRST_ROOM);
  /** 1: its entry books a sale. */
  sale = new Uint8Array(FIRST_ROOM);

  add(record: FecRecord): void {
    if (this.length === this.room) this.grow();
    const at = this.length;
    this.length += 1;
    this.customer[at] = record.customer;
    this.kind[at] = record.kind;
    this.account[at] = record.account;
    this.letter[at] = record.letter;
    this.piece[at] = record.piece;
    this.journal[at] = record.journal;
    this.booked[at] = record.booked;
    this.issued[at] = record.issued;
    this.due[at] = record.due ?? NO_DUE;
    this.amount[at] = record.amount;
    this.left[at] = record.amount;
    this.foreign[at] = record.foreign ? 1 : 0;
    this.row[at] = record.row;
  }

  dueOf(at: number): number | null {
    const due = this.due[at] as number;
    return due === NO_DUE ? null : due;
  }

  /** The records of each customer, in the order of the file; those of earlier years are left out. */
  *byCustomer(customers: number): Generator<{ readonly customer: number; readonly records: Uint32Array }> {
    const ends = new Uint32Array(customers + 1);
    for (let at = 0; at < this.length; at += 1) if (this.dropped[at] === 0) ends[(this.customer[at] as number) + 1] = (ends[(this.customer[at] as number) + 1] as number) + 1;
    for (let each = 0; each < customers; each += 1) ends[each + 1] = (ends[each + 1] as number) + (ends[each] as number);
    const next = ends.slice();
    const sorted = new Uint32Array(ends[customers] as number);
    for (let at = 0; at < this.length; at += 1) {
      if (this.dropped[at] === 1) continue;
      const customer = this.customer[at] as number;
      sorted[next[customer] as number] = at;
      next[customer] = (next[customer] as number) + 1;
    }
    for (let customer = 0; customer < customers; customer += 1) yield { customer, records: sorted.subarray(ends[customer], ends[customer + 1]) };
  }

  private grow(): void {
    this.room *= 2;
    const wider = <T extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(old: T, empty: T): T => {
      empty.set(old);
      return empty;
    };
    this.customer = wider(this.customer, new Uint32Array(this.room));
    this.kind = wider(this.kind, new Uint8Array(this.room));
    this.account = wider(this.account, new Uint32Array(this.room));
    this.letter = wider(this.letter, new Uint32Array(this.room));
    this.piece = wider(this.piece, new Uint32Array(this.room));
    this.journal = wider(this.journal, new Uint16Array(this.room));
    this.booked = wider(this.booked, new Int32Array(this.room));
    this.issued = wider(this.issued, new Int32Array(this.room));
    this.due = wider(this.due, new Int32Array(this.room));
    this.amount = wider(this.amount, new Float64Array(this.room));
    this.left = wider(this.left, new Float64Array(this.room));
    this.foreign = wider(this.foreign, new Uint8Array(this.room));
    this.dropped = wider(this.dropped, new Uint8Array(this.room));
    this.row = wider(this.row, new Uint32Array(this.room));
    this.sale = wider(this.sale, new Uint8Array(this.room));
  }
}

/** Texts by number, from 1; 0 is no text. */
export class TextList {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [''];

  /** @param key what makes two texts the same */
  numberOf(key: string, text: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.texts.length;
    const kept = apart(key);
    this.numbers.set(kept, number);
    this.texts.push(key === text ? kept : apart(text));
    return number;
  }

  textOf(number: number): string {
    return this.texts[number] ?? '';
  }

  get size(): number {
    return this.texts.length;
  }
}

/** A text of its own: what is cut out of a part of the file would hold the whole part in memory. */
export const apart = (text: string): string => (text.length < 13 ? text : JSON.parse(JSON.stringify(text)) as string);
