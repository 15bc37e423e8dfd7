import { useEffect, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { presentForecast, words, worklistWords } from '../../core';
import type { Forecast as Coming, Problem } from '../../core';
import { Button } from '@fluentui/react-components';
import { StepBar } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

/** What comes in the next thirty days: read when it is opened. */
export function Forecast({ session, snapshot, bars }: { readonly session: Session; readonly snapshot: Snapshot; readonly bars: ReactNode }): JSX.Element {
  const { language } = snapshot;
  const said = worklistWords(language);
  const [coming, setComing] = useState<Coming | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    void session.records.forecast().then((answer) => {
      if (gone) return;
      setTrouble(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      setComing(answer.value);
      session.announce(presentForecast(answer.value, language).total);
    });
    return () => { gone = true; };
  }, [session, turn, language]);
  const view = coming === null ? null : presentForecast(coming, language);
  return (
    <>
      <StepBar title={said.forecast} back={words(language).back} onBack={() => session.closeStep()} />
      <main className="body" aria-busy={view === null && trouble === null ? true : undefined}>
        {bars}
        {trouble === null ? null : <div className="s"><ProblemText problem={trouble} session={session} snapshot={snapshot} /><div className="acts"><Button onClick={() => setTurn(turn + 1)}>{words(language).retry}</Button></div></div>}
        {view === null ? (trouble === null ? <p className="s sec">{said.forecastLoading}</p> : null) : (
          <section className="s">
            <p className="b">{view.total}</p>
            <p className="c2 sec">{view.caption}</p>
            <ol className="fc" aria-label={said.forecast}>
              {view.rows.map((row) => (row.kind === 'closed' ? <li key={row.day} className="c2 sec">{row.text}</li> : (
                <li key={row.day} className={row.steps === 0 ? 'none' : ''}>
                  <span>{row.text}</span>
                  {row.steps === 0 ? null : <i aria-hidden="true" style={{ width: `${row.share}%` }} />}
                </li>
              )))}
            </ol>
          </section>
        )}
      </main>
    </>
  );
}
