import { useEffect, useRef, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { api, feedDoorWords, feedWords, presentFeed, withFeedName, words } from '../../../core';
import type { FeedView, Problem } from '../../../core';
import { Icon } from '../icons';
import { Pill, Unbroken } from '../parts';
import { ProblemText } from '../problem-text';
import type { Session } from '../session';
import type { Snapshot } from '../snapshot';
import { PreviewBadge } from './choose-system';
import { FeedStanding } from './feed-standing';
import type { Feeds } from './use-feeds';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly feeds: Feeds;
  readonly onConnect: () => void;
  readonly onChange: (feed: FeedView) => void;
  readonly onFigures: (feed: FeedView) => void;
  readonly onRemoved: () => void;
}

export function FeedList({ session, snapshot, feeds, onConnect, onChange, onFigures, onRemoved }: Props): JSX.Element {
  const { language } = snapshot;
  const said = feedWords(language);
  const door = feedDoorWords(language);
  const { list, problem } = feeds;
  const connect = <Button appearance={list?.length === 0 ? 'primary' : 'secondary'} data-focus="connect" onClick={onConnect}>{door.connect}</Button>;
  return (
    <>
      {problem === null ? null : <div className="s"><ProblemText problem={problem} session={session} snapshot={snapshot} /><div className="acts"><Button onClick={feeds.again}>{words(language).retry}</Button></div></div>}
      {list === null ? (problem === null ? <p className="s still c2" role="status"><span>{said.loading}</span></p> : null) : list.length === 0 ? (
        <section className="s"><p className="b">{said.none}</p><p className="why">{door.hint}</p><p className="why">{said.intro}</p><div className="acts">{connect}</div></section>
      ) : (
        <section className="s">
          <p className="hint" style={{ marginBottom: 12 }}>{said.intro}</p>
          <ul className="stack" style={{ gap: 12 }}>
            {list.map((feed) => <FeedRow key={feed.id} session={session} snapshot={snapshot} feed={feed} feeds={feeds} onChange={() => onChange(feed)} onFigures={() => onFigures(feed)} onRemoved={onRemoved} />)}
          </ul>
          <div className="acts">{connect}</div>
        </section>
      )}
    </>
  );
}

interface RowProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly feed: FeedView;
  readonly feeds: Feeds;
  readonly onChange: () => void;
  readonly onFigures: () => void;
  readonly onRemoved: () => void;
}

function FeedRow({ session, snapshot, feed, feeds, onChange, onFigures, onRemoved }: RowProps): JSX.Element {
  const { language } = snapshot;
  const said = feedWords(language);
  const row = presentFeed(feed, { language, today: session.day(), offsetAt: (at) => session.offsetAt(at) });
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const asked = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (leaving) asked.current?.querySelector('button')?.focus();
  }, [leaving]);
  const keep = (): void => {
    setLeaving(false);
    session.desk.focus(`remove ${feed.id}`);
  };
  const pull = async (): Promise<void> => {
    setBusy(true);
    const answer = await session.records.ask(api.pullFeed(feed.id, false));
    setBusy(false);
    setTrouble(answer.ok ? null : answer.problem);
    if (answer.ok) feeds.put(answer.value);
  };
  const remove = async (): Promise<void> => {
    setBusy(true);
    const answer = await session.records.ask(api.removeFeed(feed.id));
    setBusy(false);
    setTrouble(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    feeds.drop(feed.id);
    onRemoved();
  };
  const of = (label: string): string => `${label}, ${row.name}`;
  return (
    <li className="card" aria-label={row.name}>
      <div className="row wrap between"><h2 className="h2 any">{row.name}</h2><Pill pill={row.pill} /></div>
      <p className="row wrap c2 sec" style={{ gap: '0 8px' }}><span className="any">{row.system}</span>{row.preview ? <PreviewBadge language={language} /> : null}</p>
      {row.age === null ? null : <p className="c2 sec">{row.age}</p>}
      {row.next === null ? null : <p className="c2 sec">{row.next}</p>}
      {row.notes === null ? null : <p className="c2 sec any">{row.notes.text}</p>}
      <FeedStanding session={session} snapshot={snapshot} feed={feed} onPut={feeds.put} focusAfter={`figures ${feed.id}`} />
      {row.notes === null || row.notes.trouble === null ? null : <div className="mb warning" style={{ margin: '8px 0 0' }}><Icon name="warning" /><b role="alert"><Unbroken text={row.notes.trouble.title} /></b><span /><span className="t any"><Unbroken text={row.notes.trouble.body} /></span></div>}
      {trouble === null ? null : <ProblemText problem={trouble} session={session} snapshot={snapshot} />}
      {leaving ? (
        <div ref={asked} role="group" aria-label={withFeedName(said.removeAsk, row.name)} className="mb warning" style={{ margin: '8px 0 0', display: 'block' }} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); event.preventDefault(); keep(); } }}>
          <p role="alert"><b className="any">{withFeedName(said.removeAsk, row.name)}</b> {said.removeWhat}</p>
          <div className="acts" style={{ marginTop: 8 }}><Button size="small" onClick={keep}>{said.cancel}</Button><Button size="small" disabledFocusable={busy} onClick={() => void remove()}>{said.remove}</Button></div>
        </div>
      ) : (
        <div className="acts">
          {feed.state === 'pulling' || feed.state === 'to-authorise' ? null : <Button size="small" disabledFocusable={busy} aria-label={of(said.readNow)} onClick={() => void pull()}>{said.readNow}</Button>}
          <Button size="small" data-focus={`figures ${feed.id}`} aria-label={of(said.figures)} onClick={onFigures}>{said.figures}</Button>
          <Button size="small" appearance="subtle" data-focus={`change ${feed.id}`} aria-label={of(said.change)} onClick={onChange}>{said.change}</Button>
          <Button size="small" appearance="subtle" data-focus={`remove ${feed.id}`} aria-label={of(said.remove)} onClick={() => setLeaving(true)}>{said.remove}</Button>
        </div>
      )}
    </li>
  );
}
