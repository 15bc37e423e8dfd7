import { useEffect, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { presentChoices, words } from '../../core';
import type { Problem, RememberedChoice, RememberedChoices, RememberedRowView, Words } from '../../core';
import { Region } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

type Read = { readonly kind: 'read'; readonly choices: RememberedChoices } | { readonly kind: 'failed'; readonly problem: Problem };

/** What the team had remembered: each can be forgotten, and the forgetting taken back as long as the page stands. */
export function Choices({ session, snapshot }: { readonly session: Session; readonly snapshot: Snapshot }): JSX.Element {
  const table = words(snapshot.language);
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    let gone = false;
    void session.records.choices().then((answer) => {
      if (!gone) setRead(answer.ok ? { kind: 'read', choices: answer.value } : { kind: 'failed', problem: answer.problem });
    });
    return () => { gone = true; };
  }, [session]);
  const groups = read?.kind === 'read' ? presentChoices(read.choices, session.openThread(), snapshot.language, session.day(), (at) => session.offsetAt(at)) : [];
  return (
    <Region id="settings-choices" title={table.settingsChoices}>
      <p className="hint" tabIndex={-1} data-focus="choices">{table.choicesHint}</p>
      <div aria-busy={read === null ? true : undefined}>
        {read?.kind === 'failed' ? <ProblemText problem={read.problem} snapshot={snapshot} session={session} /> : null}
        {read?.kind === 'read' && groups.length === 0 ? <p style={{ marginTop: 4 }}>{table.choicesNone}</p> : null}
        {groups.map(({ scope, title, rows, more }) => (
          <section key={scope} aria-labelledby={`choices-${scope}`}>
            <h3 id={`choices-${scope}`} className="lbl b">{title}</h3>
            <ul className="chs">{rows.map((row) => <Row key={row.choice.value} row={row} table={table} session={session} snapshot={snapshot} />)}</ul>
            {more === null ? null : <p className="c2 sec">{more}</p>}
          </section>
        ))}
      </div>
    </Region>
  );
}

function Row({ row, table, session, snapshot }: { readonly row: RememberedRowView; readonly table: Words; readonly session: Session; readonly snapshot: Snapshot }): JSX.Element {
  const [state, setState] = useState<'kept' | 'forgotten' | 'busy' | Problem>('kept');
  const [gone, setGone] = useState(false);
  const choice: RememberedChoice = row.choice;
  const change = async (forget: boolean): Promise<void> => {
    setState('busy');
    const answer = forget ? await session.records.forget(choice) : await session.records.learn({ scope: choice.scope, value: choice.value, debtor: choice.debtor });
    setState(answer.ok ? (forget ? 'forgotten' : 'kept') : answer.problem);
    if (!answer.ok) return;
    setGone(forget);
    session.announce(forget ? table.choiceForgotten : table.toastRemembered);
    // The open message may be one of those that were meant.
    await session.reading.readOpen(false);
  };
  const busy = state === 'busy';
  return (
    <li className={gone ? 'gone' : undefined}>
      <div className="grow">
        <p className="any"><span className="b">{row.value}</span><span aria-hidden="true">{'\u00a0→'}</span> {row.means}</p>
        <p className="c2 sec">{gone ? table.choiceForgotten : row.who}</p>
        {typeof state === 'string' ? null : <ProblemText problem={state} snapshot={snapshot} session={session} />}
      </div>
      <Button size="small" appearance="subtle" disabledFocusable={busy} aria-label={gone ? `${table.undo}, ${row.forget}` : row.forget} onClick={() => void change(!gone)}>{gone ? table.undo : table.choiceForget}</Button>
    </li>
  );
}
