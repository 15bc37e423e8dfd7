/** Numbers that follow from a seed alone (mulberry32): an input is named by seed, target and number. */
export class Random {
  private state: number;

  constructor(seed: number, ...more: readonly (number | string)[]) {
    let state = seed | 0;
    for (const part of more) for (const character of String(part)) state = Math.imul(state ^ character.charCodeAt(0), 0x9e3779b1) | 0;
    this.state = state;
  }

  /** 0 <= n < 1 */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** 0 <= n < `below` */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** Small ones come more often. */
  size(most: number): number {
    return Math.floor(most ** this.next());
  }

  one<T>(list: readonly T[]): T {
    const chosen = list[this.below(list.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }

  chance(p: number): boolean {
    return this.next() < p;
  }
}
