import type { LocalDate } from '../../calendar';
import { amountsOf } from './amounts';
import type { WrittenAmount } from './amounts';
import { datesOf } from './dates';
import type { WrittenDate } from './dates';
import { evenText } from './even-text';
import { findPhrases } from './phrases';
import type { PhraseBook, PhraseMatch } from './phrases';
import { tokensOf } from './tokens';
import type { Token } from './tokens';
import type { LintFact, LintFinding, LintPassage, LintSeverity } from './types';

/** One part of a draft, read once. */
export class Reading {
  readonly even: string;
  readonly tokens: readonly Token[];
  readonly amounts: readonly WrittenAmount[];
  readonly dates: readonly WrittenDate[];

  constructor(readonly part: LintPassage['in'], readonly text: string, names: readonly string[], today: LocalDate) {
    this.even = evenText(text);
    this.tokens = tokensOf(text, names);
    this.amounts = amountsOf(this.even);
    this.dates = datesOf(text, this.tokens, today);
  }

  find<K>(book: PhraseBook<K>): readonly PhraseMatch<K>[] {
    return findPhrases(this.tokens, book);
  }

  /** The sentences in which a phrase of the book stands. */
  sentencesWith<K>(book: PhraseBook<K>): ReadonlySet<number> {
    return new Set(this.find(book).map(({ from }) => this.tokens[from]?.sentence ?? -1));
  }

  /** Index of the first token at or behind a place of the text. */
  tokenAt(place: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tokens[middle]?.to ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  sentenceAt(place: number): number {
    return this.tokens[this.tokenAt(place)]?.sentence ?? -1;
  }

  passage(from: number, to: number): LintPassage {
    return { in: this.part, from, to };
  }

  /** From the first of these tokens to the last. */
  passageOf({ from, to }: { readonly from: number; readonly to: number }): LintPassage {
    return this.passage(this.tokens[from]?.from ?? 0, this.tokens[to]?.to ?? this.text.length);
  }
}

/** A text with more of one kind says it often enough. */
const MOST_OF_ONE_CODE = 5;

/** Gathers findings: each passage and each thing said once. */
export class Findings {
  private readonly found: LintFinding[] = [];
  private readonly seen = new Set<string>();
  private readonly counts = new Map<string, number>();

  put(severity: LintSeverity, fact: LintFact, passage: LintPassage | null): void {
    const key = JSON.stringify(fact);
    const count = this.counts.get(fact.code) ?? 0;
    if (this.seen.has(key) || count >= MOST_OF_ONE_CODE) return;
    // One passage is remarked on once, by what is worst of it.
    const same = passage === null ? -1 : this.found.findIndex((other) => other.passage !== null && other.passage.in === passage.in && other.passage.from < passage.to && passage.from < other.passage.to);
    if (same >= 0 && (severity === 'warns' || this.found[same]?.severity === 'blocks')) return;
    if (same >= 0) this.found.splice(same, 1);
    this.seen.add(key);
    this.counts.set(fact.code, count + 1);
    this.found.push({ ...fact, severity, passage });
  }

  has(code: LintFact['code']): boolean {
    return this.counts.has(code);
  }

  /** What blocks first, then in the order of the text; what is missing last. */
  all(): readonly LintFinding[] {
    const rank = ({ severity, passage }: LintFinding): number => (severity === 'blocks' ? 0 : 2) + (passage === null ? 1 : 0);
    const place = ({ passage }: LintFinding): number => (passage === null ? 0 : (passage.in === 'subject' ? 0 : 1e9) + passage.from);
    return this.found.sort((a, b) => rank(a) - rank(b) || place(a) - place(b));
  }
}
