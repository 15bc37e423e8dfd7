import { canTryAgain, wordProblem, words } from '../../core';
import type { Language, LocalDate, Problem, ProblemClock } from '../../core';
import type { BarView } from './snapshot';

/** What was being done; a later success of the same thing takes its problem away. */
export type ProblemSource = 'start' | 'read' | 'worklist' | 'insert' | 'record' | 'learn' | 'settings' | 'server';

const BACK_OFF_MS: readonly number[] = [5_000, 20_000, 60_000];
/** These only read: they are tried again without the clerk. */
const BY_ITSELF: readonly ProblemSource[] = ['start', 'read', 'worklist'];
/** The server's state, whatever was asked of it: any answer of it ends them. */
const OF_THE_SERVER: readonly Problem['code'][] = ['source/unreachable', 'source/timed-out', 'source/server-error', 'source/unreadable-answer', 'store/not-answering', 'store/busy'];

interface Trouble {
  readonly source: ProblemSource;
  readonly problem: Problem;
  readonly nextTryAt: number | null;
}

/** At most one trouble per source; the worst is shown, the others are counted. */
export class Problems {
  private troubles: readonly Trouble[] = [];
  private readonly tries = new Map<ProblemSource, number>();
  private readonly timers = new Map<ProblemSource, ReturnType<typeof setTimeout>>();
  constructor(private readonly again: (source: ProblemSource) => void) {}

  note(source: ProblemSource, problem: Problem): void {
    this.drop(source);
    const tried = this.tries.get(source) ?? 0;
    let nextTryAt: number | null = null;
    const reads = BY_ITSELF.includes(source);
    // What writes is never sent again without the clerk; but the pane looks by itself whether the server is back.
    if ((reads && canTryAgain(problem)) || problem.code === 'source/unreachable') {
      const wait = BACK_OFF_MS[Math.min(tried, BACK_OFF_MS.length - 1)] ?? 60_000;
      this.tries.set(source, tried + 1);
      nextTryAt = Date.now() + wait;
      this.timers.set(source, setTimeout(() => this.again(reads ? source : 'read'), wait));
    }
    this.troubles = [...this.troubles, { source, problem, nextTryAt }];
  }

  /** The server answered: this is done, and no other request is told any more that it does not. */
  worked(source: ProblemSource): void {
    this.clear(source);
    for (const trouble of this.troubles) if (OF_THE_SERVER.includes(trouble.problem.code)) this.clear(trouble.source);
  }

  /** Of no concern any more. */
  clear(source: ProblemSource): void {
    this.drop(source);
    this.tries.delete(source);
  }

  /** Shown no longer, nothing planned; the count of tries stays. */
  private drop(source: ProblemSource): void {
    const timer = this.timers.get(source);
    if (timer !== undefined) clearTimeout(timer);
    this.timers.delete(source);
    this.troubles = this.troubles.filter((each) => each.source !== source);
  }

  /** The server does not answer: no step can be reserved until it does. */
  unreachable(): boolean {
    return this.troubles.some(({ problem }) => problem.code === 'source/unreachable');
  }

  worst(): ProblemSource | null {
    return this.sorted()[0]?.source ?? null;
  }

  bar(language: Language, today: LocalDate, clock: ProblemClock | null): BarView | null {
    const sorted = this.sorted();
    const [worst] = sorted;
    if (worst === undefined) return null;
    const table = words(language);
    const rest = new Set(sorted.map(({ problem }) => problem.code)).size - 1;
    return {
      id: `${worst.source} ${worst.problem.code}`,
      message: wordProblem(worst.problem, language, today, clock),
      others: rest === 0 ? null : rest === 1 ? table.andOne : table.andMore.replace('{n}', String(rest)),
      nextTryAt: worst.nextTryAt,
    };
  }

  private sorted(): readonly Trouble[] {
    const rank = (trouble: Trouble): number => ['error', 'warning', 'info'].indexOf(wordProblem(trouble.problem, 'en', '2026-01-01' as LocalDate).intent);
    return [...this.troubles].sort((a, b) => rank(a) - rank(b));
  }
}
