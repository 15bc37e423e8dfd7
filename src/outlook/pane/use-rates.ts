import { useEffect, useState } from 'react';
import type { RateTable, Result, SourceProblem } from '../../core';
import type { Session } from './session';

/** The reference rates, and a way to ask for them again; null: they are on their way. */
export function useRates(session: Session): readonly [Result<RateTable | null, SourceProblem> | null, () => void] {
  const [answer, setAnswer] = useState<Result<RateTable | null, SourceProblem> | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    void session.rates.table(turn > 0).then((found) => { if (!gone) setAnswer(found); });
    return () => { gone = true; };
  }, [session, turn]);
  return [answer, () => {
    setAnswer(null);
    setTurn((now) => now + 1);
  }];
}
