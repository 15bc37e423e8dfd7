import { useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { api, feedWords, presentFeed, presentFeedSummary, words } from '../../../core';
import type { FeedView, Problem } from '../../../core';
import { Icon } from '../icons';
import { Unreadable } from '../ledger';
import { Pill, Region, StepBar, Unbroken } from '../parts';
import { ProblemText } from '../problem-text';
import type { Session } from '../session';
import type { Snapshot } from '../snapshot';
import { FeedStanding } from './feed-standing';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly feed: FeedView;
  /** It was connected a moment ago: its figures are to be checked before anybody is reminded. */
  readonly first: boolean;
  readonly bars: ReactNode;
  readonly onPut: (view: FeedView) => void;
  readonly onBack: () => void;
  readonly onRight: () => void;
}

/** One ledger: how far it is read, and what it comes to, to be held against the system itself. */
export function FeedFigures({ session, snapshot, feed, first, bars, onPut, onBack, onRight }: Props): JSX.Element {
  const { language } = snapshot;
  const said = feedWords(language);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const row = presentFeed(feed, { language, today: session.day(), offsetAt: (at) => session.offsetAt(at) });
  const whole = async (): Promise<void> => {
    const answer = await session.records.ask(api.pullFeed(feed.id, true));
    setTrouble(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    onPut(answer.value);
    // Its button is gone while it is read.
    session.desk.focus('step');
  };
  const summary = feed.summary === null || feed.state === 'to-authorise' ? null : feed.summary;
  const reading = feed.state === 'pulling';
  return (
    <>
      <StepBar title={row.name} back={words(language).back} onBack={onBack} />
      <main className="body">
        {bars}
        <section className="s" aria-label={row.name}>
          <div className="row wrap between"><p className="any sec">{row.system}</p><Pill pill={row.pill} /></div>
          {first && reading && feed.asOf === null ? <p className="b" style={{ marginTop: 8 }}>{said.firstPull}</p> : null}
          {row.age === null ? null : <p className="c2 sec">{row.age}</p>}
          {row.next === null ? null : <p className="c2 sec">{row.next}</p>}
          <FeedStanding session={session} snapshot={snapshot} feed={feed} onPut={onPut} focusAfter="step" />
        </section>
        {summary === null ? (reading || feed.state === 'to-authorise' ? null : <p className="s">{said.nothingYet}</p>) : (
          <Region id="feed-figures" title={said.check}>
            {row.preview ? <div className="mb warning" style={{ margin: '0 0 8px' }}><Icon name="warning" /><span className="t any" style={{ gridColumn: '2/4' }}>{said.previewHint}</span></div> : null}
            <Figures summary={presentFeedSummary(summary, language)} leftOut={said.leftOut} />
            <p className="why">{said.checkHint}</p>
            {summary.unreadableCount === 0 ? null : <Unreadable title={said.unreadable} problems={summary.unreadable} count={summary.unreadableCount} session={session} snapshot={snapshot} />}
          </Region>
        )}
        {reading || feed.state === 'to-authorise' ? null : (
          <section className="s">
            <Button onClick={() => void whole()} aria-describedby="feed-whole">{said.readWhole}</Button>
            <p className="hint" id="feed-whole">{said.readWholeHint}</p>
            {trouble === null ? null : <ProblemText problem={trouble} session={session} snapshot={snapshot} />}
          </section>
        )}
      </main>
      {summary === null || reading || feed.state !== 'ready' ? null : <footer className="foot"><Button className="rl-wide" appearance="primary" onClick={onRight}>{said.right}</Button></footer>}
    </>
  );
}

function Figures({ summary: { figures, leftOut }, leftOut: title }: { readonly summary: ReturnType<typeof presentFeedSummary>; readonly leftOut: string }): JSX.Element {
  return (
    <>
      <dl className="figures">{figures.map(({ label, value, large }, at) => <div key={at}><dt>{label}</dt><dd className={large ? 'big' : undefined}>{value}</dd></div>)}</dl>
      {leftOut.length === 0 ? null : <><h3 className="h2">{title}</h3><ul style={{ marginBottom: 8 }}>{leftOut.map((line) => <li key={line} className="c2 any"><Unbroken text={line} /></li>)}</ul></>}
    </>
  );
}
