import { useEffect, useRef, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { feedDoorWords, feedWords, withFeedName, words } from '../../../core';
import type { FeedKind, FeedView } from '../../../core';
import { StepBar } from '../parts';
import type { Session } from '../session';
import type { Snapshot } from '../snapshot';
import { ChooseSystem } from './choose-system';
import { FeedFigures } from './feed-figures';
import { FeedForm } from './feed-form';
import { FeedList } from './feed-list';
import { keptFeedForm } from './kept-feed-forms';
import { useFeeds } from './use-feeds';

type Page =
  | { readonly at: 'list' }
  | { readonly at: 'choose' }
  | { readonly at: 'form'; readonly kind: FeedKind; readonly of: FeedView | null }
  /** `first`: it was connected a moment ago. */
  | { readonly at: 'figures'; readonly id: string; readonly first: boolean };

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly bars: ReactNode;
  /** Where the way back leads when nothing was read meanwhile. Absent: to the card. */
  readonly onBack?: () => void;
}

/** The ledgers that are read where they are kept: all of them, one being connected, what one brought. */
export function Feeds({ session, snapshot, bars, onBack }: Props): JSX.Element {
  const { language } = snapshot;
  const said = feedWords(language);
  const table = words(language);
  const [page, setPage] = useState<Page>({ at: 'list' });
  /** Figures came or went while the page was open: whatever stands behind it is read anew. */
  const changed = useRef(false);
  const feeds = useFeeds(session, (before, now) => {
    // The moment of its figures is known before they are in use.
    if (now.state !== 'pulling' && (before.state === 'pulling' || before.state === 'awaiting' || before.asOf !== now.asOf)) changed.current = true;
    if (now.state === 'ready' && before.state === 'pulling') session.announce(withFeedName(page.at === 'figures' && page.first ? said.done : said.doneAgain, now.name));
    if (now.state === 'awaiting' && before.state !== 'awaiting') session.announce(withFeedName(said.waits, now.name));
    if (before.state === 'to-authorise' && now.state !== 'to-authorise') session.announce(said.authorised);
  });
  const go = (to: Page, focus = 'step'): void => {
    setPage(to);
    session.desk.focus(focus);
  };
  const leave = (): void => {
    const stale = changed.current;
    changed.current = false;
    if (stale) void session.reading.restart();
    else if (onBack === undefined) session.closeStep();
    else onBack();
  };
  useEffect(() => () => {
    // Left by another way than back: the customer on the card is read anew all the same.
    if (changed.current) void session.reading.refresh(false);
  }, [session]);
  const toList = (focus: string) => (): void => go({ at: 'list' }, focus);
  /** Escape leads where the arrow of the page leads. */
  const shown = (back: () => void, content: ReactNode): JSX.Element => (
    <div className="rl-in" onKeyDown={(event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      back();
    }}>{content}</div>
  );
  const feed = page.at === 'figures' ? feeds.list?.find(({ id }) => id === page.id) : undefined;
  if (page.at === 'choose') {
    const back = toList('connect');
    return shown(back, <ChooseSystem language={language} bars={bars} onBack={back} onChoose={(kind) => go({ at: 'form', kind, of: null })} />);
  }
  if (page.at === 'form') {
    const { kind, of } = page;
    const back = of === null ? (): void => go({ at: 'choose' }, `system ${kind}`) : toList(`change ${of.id}`);
    const saved = (view: FeedView): void => {
      feeds.put(view);
      session.announce(said.saved);
      go({ at: 'figures', id: view.id, first: of === null });
    };
    return shown(back, <FeedForm key={`${kind} ${of?.id ?? ''}`} session={session} snapshot={snapshot} kind={kind} of={of} bars={bars} onBack={back} onSaved={saved} />);
  }
  if (page.at === 'figures' && feed !== undefined) {
    const back = toList(`figures ${page.id}`);
    return shown(back, <FeedFigures session={session} snapshot={snapshot} feed={feed} first={page.first} bars={bars} onPut={feeds.put} onBack={back} onRight={page.first ? leave : back} />);
  }
  return shown(leave, (
    <>
      <StepBar title={feedDoorWords(language).title} back={table.back} onBack={leave} />
      <main className="body" aria-busy={feeds.list === null && feeds.problem === null ? true : undefined}>
        {bars}
        <FeedList
          session={session} snapshot={snapshot} feeds={feeds}
          onConnect={() => { const kept = keptFeedForm(session, null); go(kept === null ? { at: 'choose' } : { at: 'form', kind: kept.kind, of: null }); }}
          onChange={(of) => go({ at: 'form', kind: of.kind, of })} onFigures={({ id }) => go({ at: 'figures', id, first: false })}
          onRemoved={() => { changed.current = true; session.announce(said.removed); session.desk.focus('connect'); }}
        />
      </main>
    </>
  ));
}
