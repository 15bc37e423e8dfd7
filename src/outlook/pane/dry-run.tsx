import { useEffect, useRef, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { addSteps, dryRunInWords, dryRunProgress, plansWords } from '../../core';
import type { Problem, StepCount } from '../../core';
import { Region } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

type Run = { readonly steps: readonly StepCount[]; readonly looked: number; readonly of: number; readonly state: 'running' | 'stopped' | 'done' | Problem };

/** What would be offered to everybody today: counted by the server in parts, which can be stopped between any two of them. */
export function DryRun({ session, snapshot, atOnce = false }: { readonly session: Session; readonly snapshot: Snapshot; readonly atOnce?: boolean }): JSX.Element {
  const { language } = snapshot;
  const said = plansWords(language);
  const [run, setRun] = useState<Run | null>(null);
  const turn = useRef(0);
  useEffect(() => () => { turn.current += 1; }, []);
  const start = async (): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    let so: Run = { steps: [], looked: 0, of: 0, state: 'running' };
    setRun(so);
    for (let next: number | null = 0; next !== null;) {
      const answer = await session.records.dryRun(next);
      if (mine !== turn.current) return;
      if (!answer.ok) return setRun({ ...so, state: answer.problem });
      const page = answer.value;
      so = { steps: addSteps(so.steps, page.steps), looked: so.looked + page.looked, of: page.of, state: page.next === null ? 'done' : 'running' };
      setRun(so);
      next = page.next;
    }
  };
  const stop = (): void => {
    turn.current += 1;
    setRun((now) => (now === null ? null : { ...now, state: 'stopped' }));
  };
  const begin = useRef(start);
  useEffect(() => { if (atOnce) void begin.current(); }, [atOnce]);
  const told = run === null ? null : dryRunInWords(run.steps, language);
  const running = run?.state === 'running';
  return (
    <Region id="dry-run" title={said.dryRun}>
      <p className="hint">{said.dryRunHint}</p>
      <div className="row wrap" style={{ margin: '8px 0' }}><Button onClick={running ? stop : () => void start()}>{running ? said.dryRunStop : said.dryRunStart}</Button></div>
      {run === null || told === null ? null : (
        <>
          {run.state === 'done' ? null : <p className="c2 sec">{run.of === 0 ? '' : dryRunProgress(run.looked, run, language)}</p>}
          <p className="b" role="status">{running ? '' : told.total}</p>
          <ul style={{ margin: 0, paddingLeft: 18 }}>{told.lines.map((line) => <li key={line} className="any">{line}</li>)}</ul>
          {typeof run.state === 'string' ? null : <ProblemText problem={run.state} session={session} snapshot={snapshot} />}
        </>
      )}
    </Region>
  );
}
