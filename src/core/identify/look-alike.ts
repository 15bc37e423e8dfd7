/** Endings that say nothing of a name: `x.co.uk`, `x.com.tr`, `x.asso.fr`. */
const SECOND_LEVEL = new Set('co com org net gouv gov asso ac edu'.split(' '));
/** Shortest name that can be compared by a slip: `sfr` and `sfe` are two companies. */
const SHORTEST = 5;
const LONG = 9;
const SHORTEST_INSIDE = 7;
const LONGEST = 80;

/** The part of a domain that a reader takes for the name: without ending, hyphens and machines in front of it. */
function nameOf(domain: string): string {
  const labels = domain.toLowerCase().slice(-LONGEST).split('.').filter((label) => label !== '');
  if (labels.length > 1) labels.pop();
  if (labels.length > 1 && SECOND_LEVEL.has(labels[labels.length - 1] ?? '')) labels.pop();
  return (labels[labels.length - 1] ?? '').replace(/-/g, '');
}

/** What the eye cannot tell apart becomes one letter. */
const skeleton = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}+/gu, '').replace(/rn/g, 'm').replace(/vv/g, 'w').replace(/cl/g, 'd').replace(/0/g, 'o').replace(/[1l|]/g, 'i').replace(/5/g, 's').replace(/(.)\1+/g, '$1');

/** twin: the eye takes one for the other. kin: one holds the other's name among others (a sister company, or somebody who pretends to be one). */
export type Resemblance = 'twin' | 'kin';

/**
 * How a domain could be taken for another: letters that look alike (rn, m), another ending, a hyphen more or less, one or
 * two letters wrong; or a word added. The same domain and a machine of it are no look-alikes: null.
 */
export function resemblance(domain: string, known: string): Resemblance | null {
  const [a, b] = [domain.toLowerCase(), known.toLowerCase()];
  if (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)) return null;
  const [one, other] = [nameOf(a), nameOf(b)];
  if (one === '' || other === '') return null;
  if (one === other) return 'twin';
  if (other.length < SHORTEST) return null;
  const [left, right] = [skeleton(one), skeleton(other)];
  if (left === right || withinSlips(left, right, right.length >= LONG ? 2 : 1)) return 'twin';
  if (a.split('.').some((label) => skeleton(label.replace(/-/g, '')) === right)) return 'kin';
  return right.length >= SHORTEST_INSIDE && left.includes(right) ? 'kin' : null;
}

/** Optimal string alignment distance (letters added, dropped, changed, swapped) of at most `most`. */
function withinSlips(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1)) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return false;
    before = row;
    row = next;
  }
  return (row[b.length] ?? most + 1) <= most;
}
