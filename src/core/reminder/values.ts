import type { LocalDate } from '../calendar';
import type { Block } from './text-document';

/** A text made by Relance itself (an amount, a list of numbers): already clean, printed whole. */
export class Shown {
  constructor(readonly text: string) {}
}

/** Several lines, from the company's own profile. */
export class ShownLines {
  constructor(readonly text: string) {}
}

export class ShownDate {
  constructor(readonly date: LocalDate) {}
}

/** A table or a signature: stands on a line of its own. */
export class ShownBlock {
  constructor(readonly blocks: readonly Block[]) {}
}

/** What a template sees under a name. `null`: known, without a value; asked for with `if`, an error when printed. */
export type ScopeValue = string | number | boolean | null | Shown | ShownLines | ShownDate | ShownBlock | Scope | readonly Scope[];
export interface Scope {
  readonly [name: string]: ScopeValue;
}
