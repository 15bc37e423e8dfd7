import { useEffect, useId, useRef, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { counted, formatCount, words } from '../../core';
import type { Language, LedgerImporting } from '../../core';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

const LOOK_EVERY_MS = 500;
/** What is over sooner needs no progress; what takes longer is shown, said and can be cancelled. */
const SHOWN_AFTER_S = 1;
/** Said at each quarter, however long it takes: whoever listens is not talked over. */
const QUARTERS = 4;

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  /** A question to the server is under way, which may be an import. */
  readonly busy: boolean;
  readonly onUsed: () => void;
  /** Its button is gone then: the keyboard goes where another file can be chosen. */
  readonly onCancelled: () => void;
}

/** How far the server is with a long ledger. It goes on there whether this page is open or not. */
export function ImportProgress({ session, snapshot, busy, onUsed, onCancelled }: Props): JSX.Element | null {
  const table = words(snapshot.language);
  const id = useId();
  const importing = snapshot.ledger?.importing ?? null;
  const followed = useRef<string | null>(null);
  const milestone = useRef('');
  const [cancelling, setCancelling] = useState(false);
  const watching = busy || importing !== null;
  useEffect(() => {
    if (!watching) return undefined;
    let gone = false;
    let timer = 0;
    const look = async (): Promise<void> => {
      const answer = await session.records.ledger();
      if (gone) return;
      if (answer.ok) session.ledgerChanged(answer.value);
      timer = window.setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    timer = window.setTimeout(() => void look(), LOOK_EVERY_MS);
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [watching, session]);
  useEffect(() => {
    if (importing !== null) {
      followed.current = importing.preview ? null : importing.file;
      const reached = importing.seconds < SHOWN_AFTER_S ? '' : milestoneOf(importing);
      if (reached === milestone.current) return;
      // Another one began before the end of the last was seen: it is said from its own beginning.
      session.announce(reached === '' ? '' : milestone.current === '' ? table.importTitle.replace('{file}', importing.file) : farInWords(importing, snapshot.language));
      milestone.current = reached;
      return;
    }
    // The next reading of the same file is said again.
    if (milestone.current !== '') session.announce('');
    milestone.current = '';
    const { current: file } = followed;
    if (file === null || busy) return;
    followed.current = null;
    setCancelling(false);
    const { ledger } = snapshot;
    if (ledger === null || ledger.problem !== null || ledger.awaiting !== null) return;
    session.announce(table.importDone.replace('{file}', file));
    onUsed();
  }, [importing, busy, snapshot, onUsed, session, table]);
  if (importing === null || importing.seconds < SHOWN_AFTER_S) return null;
  const { file, by, done, of } = importing;
  return (
    <div className="mb info" style={{ margin: '8px 0 0', display: 'block' }}>
      <p className="b any" id={id}>{table.importTitle.replace('{file}', file)}</p>
      <p className="c2 any">{by === null ? table.importWatched : table.importBy.replace('{by}', by)}</p>
      <progress aria-labelledby={id} style={{ width: '100%' }} {...(of === 0 ? {} : { value: done, max: of })} />
      <p className="import-done">{farInWords(importing, snapshot.language)}</p>
      <p className="hint">{table.importStays}</p>
      <Button size="small" style={{ marginTop: 6 }} disabledFocusable={cancelling} onClick={() => {
        setCancelling(true);
        void session.records.cancelImport().then((answer) => {
          if (!answer.ok) return setCancelling(false);
          session.ledgerChanged(answer.value);
          onCancelled();
        });
      }}>{table.importCancel}</Button>
    </div>
  );
}

/** What is worth a word has another name; the first look has no share that would mean something. */
function milestoneOf({ phase, done, of }: LedgerImporting): string {
  if (phase === 'sorting') return phase;
  const quarter = (phase === 'reading' || phase === 'writing') && of > 0 ? Math.min(Math.floor((done / of) * QUARTERS), QUARTERS - 1) : 0;
  if (phase === 'writing') return `${phase} ${quarter}`;
  return quarter === 0 ? 'begun' : String(quarter);
}

function farInWords({ phase, done, of }: LedgerImporting, language: Language): string {
  const table = words(language);
  if (phase === 'reading') return counted(done, table.importRows, language, of);
  if (phase === 'writing') return counted(done, table.importWriting, language, of);
  if (phase === 'sorting') return table.importSorting.replace('{n}', formatCount(done, language));
  return of === 0 && done > 0 ? counted(done, table.importCheckingRows, language) : table.importChecking;
}
