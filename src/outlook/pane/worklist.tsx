import { useEffect, useRef } from 'react';
import type { JSX, KeyboardEvent, MouseEvent } from 'react';
import { words } from '../../core';
import type { WorklistGroup, WorklistPagePanel } from '../../core';
import { Icon, ROW_ICON } from './icons';
import { Act, Heading, Unbroken } from './parts';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

/** Focus makes a row the current one, and its actions push the rows below it: the mouse's click would end on another row than it began on. */
const keepInPlace = (event: MouseEvent): void => event.preventDefault();

/** One stop for the keyboard: J and K or the arrows move in the list; actions stand on the current row only. */
export function Worklist({ session, snapshot, panel }: { readonly session: Session; readonly snapshot: Snapshot; readonly panel: WorklistPagePanel }): JSX.Element {
  const table = words(snapshot.language);
  const list = useRef<HTMLOListElement>(null);
  const at = Math.min(snapshot.worklistAt, panel.rows.length - 1);
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    list.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
  }, [at]);
  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = event.key === 'j' || event.key === 'ArrowDown' ? at + 1 : event.key === 'k' || event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? panel.rows.length - 1 : null;
    if (to === null || to < 0 || to >= panel.rows.length) return;
    event.preventDefault();
    moved.current = true;
    session.moveInWorklist(to);
  };
  return (
    <>
      <section className="s" style={{ paddingBottom: 8 }}>
        <Heading>{panel.title}</Heading>
        <div className="row between wrap"><span className="c2 sec">{panel.summary}</span><span className="c2 sec nw">{panel.day}</span></div>
        <select className="rl-input" aria-label={table.tabWorklist} value={panel.group} onChange={(event) => session.chooseGroup(event.target.value as WorklistGroup)}>
          {panel.groups.filter(({ group, count }) => count > 0 || group === panel.group || group === 'to-remind').map(({ group, label, count }) => <option key={group} value={group}>{`${label} · ${count}`}</option>)}
        </select>
        {panel.progress === null ? null : <p className="c2 sec">{panel.progress}</p>}
      </section>
      {panel.empty === null ? null : <p className="s">{panel.empty}</p>}
      <ol ref={list} className="wl" aria-label={panel.title} onKeyDown={press}>
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
                </div>
              ) : null}
            </li>
          );
        })}
      </ol>
      {panel.more === null ? null : <div className="s"><button type="button" className="lnk" onClick={() => void session.reading.readMore()}>{panel.more}</button></div>}
      {panel.rows.length === 0 ? null : <p className="s c2 sec">{table.worklistKeys}</p>}
    </>
  );
}
