import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../../core';
import type { FeedView, Problem, Result } from '../../../core';
import type { Session } from '../session';

const PULLING_MS = 1_000;
const AUTHORISING_MS = 2_000;
const QUIET_MS = 15_000;

export interface Feeds {
  /** null: not told yet. */
  readonly list: readonly FeedView[] | null;
  /** Why the list could not be had; what is known stays on the screen. */
  readonly problem: Problem | null;
  readonly again: () => void;
  /** The answer to something that was done to one of them. */
  readonly put: (view: FeedView) => void;
  readonly drop: (id: string) => void;
}

const soon = (list: readonly FeedView[] | null): number => (list?.some(({ state }) => state === 'pulling') === true ? PULLING_MS : list?.some(({ state }) => state === 'to-authorise') === true ? AUTHORISING_MS : QUIET_MS);

/**
 * The connected ledgers, asked for again and again: a pull goes on, and a consent is given, elsewhere.
 * @param onChange told of each ledger that stands otherwise than before.
 */
export function useFeeds(session: Session, onChange: (before: FeedView, now: FeedView) => void): Feeds {
  const [answer, setAnswer] = useState<Result<readonly FeedView[], Problem> | null>(null);
  const [list, setList] = useState<readonly FeedView[] | null>(null);
  const [turn, setTurn] = useState(0);
  const known = useRef<readonly FeedView[] | null>(null);
  const told = useRef(onChange);
  told.current = onChange;
  const show = useCallback((next: readonly FeedView[]): void => {
    const before = known.current ?? [];
    known.current = next;
    setList(next);
    for (const now of next) {
      const was = before.find(({ id }) => id === now.id);
      if (was !== undefined && (was.state !== now.state || was.asOf !== now.asOf)) told.current(was, now);
    }
  }, []);
  const look = useCallback(async (): Promise<void> => {
    // An answer that set off before something was done here tells of what was before.
    const asked = known.current;
    const given = await session.records.ask(api.feeds());
    if (asked !== known.current) return;
    setAnswer(given);
    if (given.ok) show(given.value);
  }, [session, show]);
  useEffect(() => {
    let timer = 0;
    let gone = false;
    const next = async (first: boolean): Promise<void> => {
      if (first || document.visibilityState === 'visible') await look();
      if (!gone) timer = window.setTimeout(() => void next(false), soon(known.current));
    };
    void next(true);
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [look, turn]);
  return {
    list, problem: answer === null || answer.ok ? null : answer.problem,
    again: () => setTurn((now) => now + 1),
    put: (view) => {
      const before = known.current ?? [];
      show(before.some(({ id }) => id === view.id) ? before.map((each) => (each.id === view.id ? view : each)) : [...before, view]);
      setTurn((now) => now + 1);
    },
    drop: (id) => show((known.current ?? []).filter((each) => each.id !== id)),
  };
}
