import { useEffect, useId, useRef, useState } from 'react';
import type { JSX, KeyboardEvent } from 'react';
import { Button } from '@fluentui/react-components';
import { words } from '../../core';
import type { CandidateView, ChooserPanel, DebtorId, LearnedChoice, SearchRowView, UnknownPanel } from '../../core';
import { Clues } from './debtor-card';
import { Icon } from './icons';
import { Act, Heading, Pill, ScopePick, Unbroken } from './parts';
import type { Session } from './session';
import type { Searched, Snapshot } from './snapshot';

type Scope = LearnedChoice['scope'];

/** More candidates than these are scrolled through: the search stands before them too. */
const FEW = 5;

/** Nothing is preselected and nothing is primary: the product does not lean. */
export function Chooser({ session, panel, snapshot }: { readonly session: Session; readonly panel: ChooserPanel; readonly snapshot: Snapshot }): JSX.Element {
  const [scope, setScope] = useState<Scope>(panel.remember.value);
  const table = words(snapshot.language);
  const inThread = (debtor: DebtorId, clues: CandidateView['clues']) => (shown: number): ReturnType<Session['passage']> => session.passage(debtor, clues[shown]?.at ?? -1);
  return (
    <>
      <section className="s">
        <Pill pill={panel.pill} /><Heading>{panel.title}</Heading><p className="why"><Unbroken text={panel.explanation} /></p>
        {panel.candidates.length > FEW ? <button type="button" className="lnk" onClick={() => session.act({ kind: 'change-debtor' })}>{table.search}</button> : null}
      </section>
      {panel.common === null ? null : <section className="s"><p className="b">{panel.common.label}</p><Clues clues={panel.common.clues} label={panel.common.label} table={table} onPassage={inThread(panel.common.of, panel.common.clues)} /></section>}
      <section className="s">
        <ol className="stack">
          {panel.candidates.map(({ debtor, overdue, overdueLabel, open, clues, choose }) => (
            <li key={debtor.id} className="card cand">
              <div className="who">
                <span className="av alt" aria-hidden="true">{debtor.initials}</span>
                <div className="grow"><h2 className="h2 any">{debtor.name}</h2><p className="c2 sec any"><Unbroken text={debtor.meta} /></p></div>
                <div className="num"><p className="b">{overdue}</p><p className="c2 sec">{overdueLabel}</p>{open === null ? null : <p className="c2 sec">{open}</p>}</div>
              </div>
              {clues.length === 0 ? null : <Clues clues={clues} label={`${table.clues}, ${debtor.name}`} table={table} onPassage={inThread(debtor.id, clues)} />}
              <div className="acts"><Act view={choose} onAct={() => void session.reading.choose(debtor.id, scope)} busy={snapshot.busy} className="grow" /></div>
            </li>
          ))}
        </ol>
        {panel.more === null ? null : <p className="c2 sec" style={{ marginTop: 8 }}>{panel.more}</p>}
      </section>
      <section className="s"><ScopePick view={panel.remember} scope={scope} hint={panel.remember.hint} onPick={setScope} /></section>
      <section className="s"><div className="acts">
        <Button appearance="subtle" icon={<Icon name="swap" />} onClick={() => session.act({ kind: 'change-debtor' })} data-focus="change-debtor">{table.otherDebtor}</Button>
        <Act view={panel.notACustomer} onAct={() => void session.reading.choose(null, scope)} subtle busy={snapshot.busy} />
      </div></section>
    </>
  );
}

export function Unknown({ session, panel, snapshot }: { readonly session: Session; readonly panel: UnknownPanel; readonly snapshot: Snapshot }): JSX.Element {
  const remember = session.remember();
  const [scope, setScope] = useState<Scope>(remember.value);
  const table = words(snapshot.language);
  return (
    <>
      <section className="s">
        <Pill pill={panel.pill} /><Heading>{panel.title}</Heading><p className="why">{panel.explanation}</p>
        {panel.remembered ? <button type="button" className="lnk" onClick={() => session.openChoices()}>{table.settingsChoices}</button> : null}
      </section>
      <section className="s"><SearchBox session={session} snapshot={snapshot} label={panel.search} onChoose={(debtor) => void session.reading.choose(debtor, scope)} /></section>
      <section className="s"><ScopePick view={remember} scope={scope} onPick={setScope} /></section>
      {panel.notACustomer === null ? null : <section className="s"><div className="acts"><Act view={panel.notACustomer} onAct={() => void session.reading.choose(null, scope)} busy={snapshot.busy} className="grow" /></div></section>}
    </>
  );
}

export function SearchStep({ session, snapshot }: { readonly session: Session; readonly snapshot: Snapshot }): JSX.Element {
  const remember = session.remember();
  const [scope, setScope] = useState<Scope>(remember.value);
  const inWorklist = snapshot.tab === 'worklist';
  const table = words(snapshot.language);
  return (
    <section className="s stack" style={{ gap: 12 }}>
      <SearchBox session={session} snapshot={snapshot} label={table.search} focused onChoose={(debtor) => void (inWorklist ? session.reading.openDebtor(debtor, 'look') : session.reading.choose(debtor, scope))} />
      {inWorklist ? null : <ScopePick view={remember} scope={scope} onPick={setScope} />}
    </section>
  );
}

const PAUSE_MS = 200;

interface SearchProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly label: string;
  readonly focused?: boolean;
  readonly onChoose: (debtor: DebtorId) => void;
}

/** A combobox whose list stands in the page (ARIA 1.2): nothing floats over the figures. */
function SearchBox({ session, snapshot, label, focused = false, onChoose }: SearchProps): JSX.Element {
  const [typed, setTyped] = useState('');
  const [searched, setSearched] = useState<Searched | null>(null);
  const [at, setAt] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const table = words(snapshot.language);
  useEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);
  useEffect(() => {
    setAt(-1);
    if (typed.trim() === '') {
      setSearched(null);
      return undefined;
    }
    let gone = false;
    const timer = setTimeout(() => void session.reading.search(typed).then((answer) => {
      // What was typed has changed since: its own answer is on the way.
      if (gone) return;
      // A line that was marked among the last answers is another customer's among these.
      setAt(-1);
      setSearched(answer);
    }), PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [typed, session]);
  const rows: readonly SearchRowView[] = searched?.kind === 'found' ? searched.rows : [];
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (rows.length > 0) setAt((now) => (event.key === 'ArrowDown' ? (now + 1) % rows.length : (now <= 0 ? rows.length : now) - 1));
    } else if (event.key === 'Enter' && rows[at] !== undefined) {
      event.preventDefault();
      onChoose(rows[at].debtor.id);
    } else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      setTyped('');
    }
  };
  return (
    <div>
      <label className="lbl" htmlFor={id}>{label}</label>
      <input ref={field} id={id} className="rl-input" type="search" role="combobox" autoComplete="off" spellCheck={false} maxLength={200} value={typed} aria-expanded={rows.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined} aria-describedby={`${id}-hint`} data-focus="search" onChange={(event) => setTyped(event.target.value)} onKeyDown={press} />
      <p id={`${id}-hint`} className="hint">{table.searchHint}</p>
      <ul id={`${id}-list`} className="res" role="listbox" aria-label={label} hidden={rows.length === 0}>
        {rows.map((row, index) => (
          <li key={row.debtor.id} id={`${id}-${index}`} role="option" aria-selected={index === at} onClick={() => onChoose(row.debtor.id)}>
            <span className="any"><Marked text={row.debtor.name} typed={typed} /></span><span className="num">{row.overdue === '' ? <span className="c2 sec">{row.overdueLabel}</span> : row.overdue}</span>
            <span className="c2 sec any">{row.debtor.meta}</span>{row.why === '' ? null : <span className="c2 why-found any"><span className="vh">, </span>{row.why}</span>}
          </li>
        ))}
      </ul>
      <p className="c2 sec" role="status" style={{ marginTop: 4 }}>{searched?.kind === 'failed' ? `${searched.message.title}. ${searched.message.body}` : searched !== null && rows.length === 0 ? table.searchEmpty : ''}</p>
    </div>
  );
}

const bare = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
function Marked({ text, typed }: { readonly text: string; readonly typed: string }): JSX.Element {
  const from = bare(text).length === text.length && typed.trim() !== '' ? bare(text).indexOf(bare(typed.trim())) : -1;
  if (from < 0) return <>{text}</>;
  const to = from + typed.trim().length;
  return <>{text.slice(0, from)}<span className="b">{text.slice(from, to)}</span>{text.slice(to)}</>;
}
