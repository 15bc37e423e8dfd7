import { RECEIVABLE } from './fec-records';
import type { FecRecords } from './fec-records';

/** A credit that reduced a debit; records by number, cents. */
export interface Pairing {
  readonly debit: number;
  readonly credit: number;
  readonly amount: number;
}

export interface Settlement {
  readonly pairings: Pairing[];
  /** The first record of each letter whose debits and credits differ. */
  readonly partly: readonly number[];
  /** Invoices without a letter that credits without one cover in whole. */
  readonly covered: number;
}

/**
 * # What is open of one customer's account
 *
 * 1. A letter whose lines come to zero is settled. The same letter on two accounts is two letters, unless only both
 *    together come to zero.
 * 2. Of a letter that does not come to zero, credits reduce the invoice that their PieceRef names, then the oldest
 *    invoices of that letter (Code civil, article 1342-10: of several debts of one kind, the oldest is paid first).
 * 3. Credits without a letter reduce the invoice that their PieceRef names. Any other stays a credit of the customer:
 *    which invoice it pays is not guessed, but for what its line or its amount tells by itself (fec-matching.ts).
 * 4. Where the credits left on 411 (or 413, or 416) are as much as all that is open there, or more, nothing is owed
 *    whichever pays which: the invoices are settled. Without this, a company that letters nothing would remind what was paid.
 * 5. Deposits received (4191) reduce no invoice.
 *
 * Reduces `records.left`. The sum over the customer's records stays what it was.
 */
export function settle(records: FecRecords, own: Uint32Array): Settlement {
  const pairings: Pairing[] = [];
  const partly = settleLetters(records, own, pairings);
  const open = [...own].filter((at) => records.left[at] !== 0);
  if (open.length === 0) return { pairings, partly, covered: 0 };
  const receivable = open.filter((at) => records.kind[at] !== RECEIVABLE.deposit);
  const deposits = open.filter((at) => records.kind[at] === RECEIVABLE.deposit);
  pairByPiece(records, receivable, pairings, true);
  pairByPiece(records, receivable, pairings, false);
  pairByPiece(records, deposits, pairings, true);
  pairOldestFirst(records, deposits, pairings);
  const kinds = [RECEIVABLE.customer, RECEIVABLE.bill, RECEIVABLE.doubtful];
  return { pairings, partly, covered: kinds.reduce((covered: number, kind) => covered + settleCovered(records, receivable.filter((at) => records.kind[at] === kind), pairings), 0) };
}

function settleLetters(records: FecRecords, own: Uint32Array, pairings: Pairing[]): readonly number[] {
  const partly: number[] = [];
  for (const group of grouped(own, (at) => records.letter[at] as number).values()) {
    const [first] = group;
    if (first === undefined || records.letter[first] === 0) continue;
    if (sumOf(records, group) === 0) {
      pairByPiece(records, group, pairings, true);
      pairOldestFirst(records, group, pairings);
      continue;
    }
    for (const ofAccount of grouped(group, (at) => records.account[at] as number).values()) {
      if (sumOf(records, ofAccount) !== 0) partly.push(ofAccount[0] as number);
      pairByPiece(records, ofAccount, pairings, true);
      pairOldestFirst(records, ofAccount, pairings);
    }
  }
  return partly;
}

function settleCovered(records: FecRecords, open: readonly number[], pairings: Pairing[]): number {
  const account = open.filter((at) => records.left[at] !== 0);
  const debits = account.filter((at) => (records.left[at] as number) > 0);
  if (debits.length === 0 || sumOf(records, account) > 0) return 0;
  pairOldestFirst(records, account, pairings);
  return new Set(debits.map((at) => records.piece[at])).size;
}

function grouped(own: Iterable<number>, by: (at: number) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const at of own) {
    const key = by(at);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  }
  return groups;
}

const sumOf = (records: FecRecords, group: readonly number[]): number => group.reduce((sum, at) => sum + (records.left[at] as number), 0);

function pairByPiece(records: FecRecords, group: readonly number[], pairings: Pairing[], sameAccount: boolean): void {
  const { left, piece, account } = records;
  const credits = group.filter((at) => (left[at] as number) < 0 && piece[at] !== 0);
  if (credits.length === 0) return;
  const debits = grouped(group.filter((at) => (left[at] as number) > 0 && piece[at] !== 0), (at) => piece[at] as number);
  for (const named of debits.values()) named.sort(byAge(records));
  for (const credit of credits) {
    for (const debit of debits.get(piece[credit] as number) ?? []) if (!sameAccount || account[debit] === account[credit]) pair(records, debit, credit, pairings);
  }
}

function pairOldestFirst(records: FecRecords, group: readonly number[], pairings: Pairing[]): void {
  const { left } = records;
  const debits = group.filter((at) => (left[at] as number) > 0).sort(byAge(records));
  const credits = group.filter((at) => (left[at] as number) < 0).sort(byAge(records));
  let next = 0;
  for (const credit of credits) {
    while (next < debits.length && (left[credit] as number) < 0) {
      pair(records, debits[next] as number, credit, pairings);
      if (left[debits[next] as number] === 0) next += 1;
    }
  }
}

/** By what the lines say, not by where they stand, as far as that decides. */
export const byAge = ({ issued, row }: FecRecords) => (a: number, b: number): number => (issued[a] as number) - (issued[b] as number) || (row[a] as number) - (row[b] as number);

export function pair({ left }: FecRecords, debit: number, credit: number, pairings: Pairing[]): void {
  const amount = Math.min(left[debit] as number, -(left[credit] as number));
  if (amount <= 0) return;
  left[debit] = (left[debit] as number) - amount;
  left[credit] = (left[credit] as number) + amount;
  pairings.push({ debit, credit, amount });
}
