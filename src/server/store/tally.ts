import { ShapeCount, codeShapes, shapesOfLedger } from '../../core';
import type { ChangedRows } from './changed-rows';

/** What was written behind one reading of the ledger, also by a server that ended before it told of it. */
export interface Tally {
  /** Invoices that the reading did not list. */
  readonly added: number;
  readonly gone: number;
  /** Customers that it did not list. */
  readonly came: number;
  readonly left: number;
  /** What numbers look like: of invoices, orders and customers. */
  readonly shapes: readonly string[];
}

export const NO_CHANGES: Tally = { added: 0, gone: 0, came: 0, left: 0, shapes: [] };
export const MOST_SHAPES = 64;

/** `before`, and these customers, who were written together. */
export function tallied(before: Tally, all: readonly ChangedRows[]): Tally {
  const [numbers, codes, orders] = [new ShapeCount(), codeShapes(), codeShapes()];
  for (const { self, write } of all) {
    if (self.kind === 'new' || self.kind === 'other') codes.add(self.debtor.code);
    for (const { number, orderNumber } of write) {
      numbers.add(number);
      orders.add(orderNumber);
    }
  }
  const sumOf = (of: (rows: ChangedRows) => number): number => all.reduce((sum, rows) => sum + of(rows), 0);
  return {
    added: before.added + sumOf(({ added }) => added), gone: before.gone + sumOf(({ gone }) => gone.length),
    came: before.came + sumOf(({ self }) => (self.kind === 'new' || (self.kind === 'other' && self.returned) ? 1 : 0)), left: before.left + sumOf(({ self }) => (self.kind === 'gone' ? 1 : 0)),
    shapes: shapesWith(before.shapes, shapesOfLedger(numbers, codes, orders)),
  };
}

/** A number of a kind that was not seen before is looked for in mails from now on. */
export const shapesWith = (known: readonly string[], shapes: readonly string[]): readonly string[] => [...new Set([...known, ...shapes])].slice(0, Math.max(MOST_SHAPES, known.length));
