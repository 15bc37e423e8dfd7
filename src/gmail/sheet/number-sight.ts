import { hashOfNumber, invoiceKeys, tailOfNumber } from '../../core';

/** What of a number is compared first: two that fit one another (`matchLevel`) share one of the two. */
export interface NumberSight {
  readonly hash: number;
  /** NaN: no figures. */
  readonly tail: number;
}

const BEYOND_ASCII = /[^\0-\x7f]/;
const LONGEST = 64;
/** Numbers that are first put as core compares them: accents taken off, cut. */
export const isUnusual = (text: string): boolean => text.length > LONGEST || BEYOND_ASCII.test(text);

export function sightOf(text: string): NumberSight {
  if (!isUnusual(text)) return { hash: hashOfNumber(text), tail: tailOfNumber(text) };
  const { folded, withoutZeros } = invoiceKeys(text);
  return { hash: hashOfNumber(folded), tail: tailOfNumber(withoutZeros) };
}

export const mayFit = (a: NumberSight, b: NumberSight): boolean => a.hash === b.hash || a.tail === b.tail;
