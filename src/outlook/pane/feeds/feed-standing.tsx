import { useEffect, useId, useRef, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { api, feedWords, presentFeed } from '../../../core';
import type { FeedView, Problem, Result } from '../../../core';
import { ProblemText } from '../problem-text';
import type { Session } from '../session';
import type { Snapshot } from '../snapshot';
import { AwaitingFeed } from './awaiting-feed';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly feed: FeedView;
  readonly onPut: (view: FeedView) => void;
  /** The button that was pressed is gone: where the keyboard goes then. */
  readonly focusAfter: string;
}

/** Said at each quarter: whoever listens is not talked over. */
const QUARTERS = 4;

/** What a ledger waits for, or what it is doing: consent, progress, a word on figures that differ, what went wrong. */
export function FeedStanding({ session, snapshot, feed, onPut, focusAfter }: Props): JSX.Element {
  const { language } = snapshot;
  const said = feedWords(language);
  const id = useId();
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  const quarter = useRef(0);
  const { progress } = presentFeed(feed, { language, today: session.day(), offsetAt: (at) => session.offsetAt(at) });
  const reached = progress === null || progress.max === null || progress.max === 0 ? 0 : Math.floor((progress.value / progress.max) * QUARTERS);
  const far = progress?.text ?? '';
  useEffect(() => {
    if (reached > quarter.current && reached < QUARTERS) session.announce(far);
    quarter.current = reached;
  }, [reached, far, session]);
  const ask = async <T,>(question: Promise<Result<T, Problem>>, then: (value: T) => void): Promise<void> => {
    setBusy(true);
    const answer = await question;
    setBusy(false);
    setTrouble(answer.ok ? null : answer.problem);
    if (answer.ok) then(answer.value);
  };
  const authorise = (): void => void ask(session.records.ask(api.authoriseFeed(feed.id)), ({ url: page }) => {
    // Nothing but a web page is opened, whatever the answer holds.
    if (!page.startsWith('https://')) return setTrouble({ code: 'source/unreadable-answer' });
    setUrl(page);
    window.open(page, '_blank', 'noopener,noreferrer');
  });
  const consent = feed.state === 'to-authorise' || feed.problem?.code === 'feed/consent-over';
  return (
    <>
      {feed.state !== 'pulling' ? null : (
        <div style={{ marginTop: 8 }}>
          <progress aria-labelledby={id} style={{ width: '100%' }} {...(progress === null || progress.max === null ? {} : { value: progress.value, max: progress.max })} />
          <p id={id} className="c2">{progress?.text ?? said.beginning}</p>
          <p className="hint">{feed.asOf === null ? said.firstPullHint : said.stays}</p>
          <Button size="small" style={{ marginTop: 6 }} disabledFocusable={busy} onClick={() => void ask(session.records.ask(api.cancelPull(feed.id)), (view) => { onPut(view); session.announce(said.cancelled); session.desk.focus(focusAfter); })}>{said.cancelPull}</Button>
        </div>
      )}
      {feed.problem === null ? null : <ProblemText problem={feed.problem} session={session} snapshot={snapshot} />}
      {consent ? (
        <div style={{ marginTop: 8 }}>
          <p className="hint" style={{ marginBottom: 6 }}>{said.authoriseHint}</p>
          <Button size="small" appearance="primary" disabledFocusable={busy} onClick={authorise}>{said.authorise}</Button>
          {url === null ? null : <p className="c2" style={{ marginTop: 6 }}><a href={url} target="_blank" rel="noopener noreferrer" style={{ display: 'inline-block', minHeight: 24 }}>{said.authoriseOpen}</a></p>}
        </div>
      ) : null}
      {feed.awaiting === null ? null : (
        <AwaitingFeed awaiting={feed.awaiting} language={language} busy={busy} onAnswer={(accept) => void ask(session.records.ask(api.answerFeed(feed.id, accept)), (view) => { onPut(view); session.announce(accept ? said.accepted : said.refused); session.desk.focus(focusAfter); })} />
      )}
      {trouble === null ? null : <ProblemText problem={trouble} session={session} snapshot={snapshot} />}
    </>
  );
}
