import { useEffect, useRef, useState } from 'react';
import type { JSX, KeyboardEvent, MouseEvent } from 'react';
import { Button } from '@fluentui/react-components';
import { worklistWords } from '../../core';
import type { WorklistGroup, WorklistPagePanel } from '../../core';
import { Icon, ROW_ICON } from './icons';
import { Act, Heading, Unbroken } from './parts';
import type { Session } from './session';
import { singleKeys } from './shortcuts';
import type { Snapshot } from './snapshot';
import { WorklistFilters } from './worklist-filters';

/** Focus makes a row the current one, and its actions push the rows below it: the mouse's click would end on another row than it began on. */
const keepInPlace = (event: MouseEvent): void => event.preventDefault();

/** One stop for the keyboard: J and K or the arrows move in the list; actions stand on the current row only. */
export function Worklist({ session, snapshot, panel }: { readonly session: Session; readonly snapshot: Snapshot; readonly panel: WorklistPagePanel }): JSX.Element {
  const said = worklistWords(snapshot.language);
  const list = useRef<HTMLOListElement>(null);
  const [filtering, setFiltering] = useState(false);
  const at = Math.min(snapshot.worklistAt, panel.rows.length - 1);
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    list.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
  }, [at]);
  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = (does: () => void): void => {
      event.preventDefault();
      does();
    };
    const to = (next: number): void => {
      if (next < 0 || next >= panel.rows.length) return;
      act(() => {
        moved.current = true;
        session.moveInWorklist(next);
      });
    };
    if (event.key === 'ArrowDown') to(at + 1);
    else if (event.key === 'ArrowUp') to(at - 1);
    else if (event.key === 'Home') to(0);
    else if (event.key === 'End') to(panel.rows.length - 1);
    else if (!singleKeys.get()) return;
    else if (event.key === 'j') to(at + 1);
    else if (event.key === 'k') to(at - 1);
    else if (event.key === 'f') act(() => setFiltering(true));
    else if (event.key === 'p') {
      const pass = panel.rows[at]?.passOver ?? null;
      if (pass !== null) act(() => session.act(pass.action));
    }
  };
  return (
    <>
      <section className="s" style={{ paddingBottom: 8 }}>
        <Heading>{panel.title}</Heading>
        <div className="row between wrap"><span className="c2 sec">{panel.summary}</span><span className="c2 sec nw">{panel.day}</span></div>
        {panel.progress === null ? null : <p className="c2 sec">{panel.progress}</p>}
        {panel.handled === null ? null : (
          <div className="day-done"><span className="c2">{panel.handled.text}</span><span className="bar" aria-hidden="true"><i style={{ width: `${(100 * panel.handled.done) / panel.handled.total}%` }} /></span></div>
        )}
        <select className="rl-input" style={{ marginTop: 8 }} aria-label={said.groups} value={panel.group} onChange={(event) => session.listing.chooseGroup(event.target.value as WorklistGroup)}>
          {panel.groups.filter(({ group, count }) => count > 0 || group === panel.group || group === 'to-remind').map(({ group, label, count }) => <option key={group} value={group}>{`${label} · ${count}`}</option>)}
        </select>
        <div className="row wrap between" style={{ marginTop: 8 }}>
          <Button size="small" aria-expanded={filtering} aria-keyshortcuts="F" title={`${said.filters} (F)`} data-focus="filters" onClick={() => setFiltering(!filtering)}>{said.filtersOf(panel.chips.length)}</Button>
          <button type="button" className="lnk" data-focus="forecast" onClick={() => session.openStep({ kind: 'forecast' })}>{said.forecast}</button>
        </div>
        {filtering ? <WorklistFilters session={session} snapshot={snapshot} onDone={() => setFiltering(false)} /> : null}
        {panel.chips.length === 0 ? null : (
          <ul className="chips" aria-label={said.filters}>
            {panel.chips.map(({ filter, label, remove }) => <li key={filter}><button type="button" className="chip" aria-label={remove} title={remove} onClick={() => session.listing.removeFilter(filter)}><span className="el">{label}</span><Icon name="close" /></button></li>)}
            {panel.chips.length < 2 ? null : <li><button type="button" className="lnk" onClick={() => session.listing.removeFilter('all')}>{said.removeAll}</button></li>}
          </ul>
        )}
      </section>
      {panel.empty === null ? null : (
        <section className="s">
          <p tabIndex={-1} data-focus="list">{panel.empty.text}</p>
          <ul className="stack" style={{ marginTop: 8, gap: 4 }}>{panel.empty.ways.map(({ filter, label }) => <li key={filter}><button type="button" className="lnk any" onClick={() => session.listing.removeFilter(filter)}>{label}</button></li>)}</ul>
        </section>
      )}
      <ol ref={list} className="wl" aria-label={panel.title} aria-busy={snapshot.worklistWaiting ? true : undefined} onKeyDown={press}>
        {panel.rows.map((row, index) => {
          const current = index === at;
          return (
            <li key={row.debtor.id} className={current ? 'on' : ''} aria-current={current ? 'true' : undefined} onClick={() => session.moveInWorklist(index)}>
              <Icon name={ROW_ICON[row.icon]} />
              <div className="grow">
                <button type="button" className={`who2 any ${current ? 'b' : ''}`} data-row tabIndex={current ? 0 : -1} {...(current ? { 'data-focus': 'list' } : {})} onFocus={() => session.moveInWorklist(index)} onMouseDown={keepInPlace} onClick={() => session.act(row.open.action)}>{row.debtor.name}</button>
                <p className="l2 any"><Unbroken text={row.step} /></p>
                <p className="c2 sec any"><Unbroken text={row.reason} /></p>
              </div>
              {current ? (
                <div className="qa" onClick={(event) => event.stopPropagation()}>
                  {row.newMessage === null ? null : <Act view={row.newMessage} onAct={({ action }) => session.act(action)} primary small busy={snapshot.busy} />}
                  <Act view={row.open} onAct={({ action }) => session.act(action)} small busy={snapshot.busy} />
                  {row.passOver === null ? null : <Act view={row.passOver} onAct={({ action }) => session.act(action)} small subtle busy={snapshot.busy} keys="P" />}
                </div>
              ) : null}
            </li>
          );
        })}
      </ol>
      {panel.more === null ? null : <div className="s"><button type="button" className="lnk" onClick={() => void session.listing.more()}>{panel.more}</button></div>}
      {panel.rows.length === 0 ? null : <p className="s c2 sec">{said.keys}</p>}
    </>
  );
}
