import type { JSX } from 'react';
import { contactWords, presentContacts } from '../../core';
import type { ActionView, Words } from '../../core';
import { Icon } from './icons';
import { useOpened } from './kept-places';
import { Act, Region } from './parts';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly table: Words;
  readonly onAct: (view: ActionView) => void;
}

/** Everybody by whom the customer can be reached: folded, with what is missing in one line. */
export function Contacts({ session, snapshot, table, onAct }: Props): JSX.Element | null {
  const file = session.file();
  const pack = session.currentPack();
  const [open, setOpen] = useOpened(`contacts ${file?.debtor.id ?? ''}`);
  if (file === null || pack === null) return null;
  const view = presentContacts(file, pack, snapshot.language);
  const { show, hide } = contactWords(snapshot.language);
  return (
    <Region id="contacts-title" title={table.contacts} end={<button type="button" className="lnk" data-focus="contacts" aria-expanded={open} aria-controls="contacts-list" aria-label={`${open ? hide : show}, ${table.contacts}`} onClick={() => setOpen(!open)}>{open ? hide : `${show} (${view.rows.length})`}</button>}>
      <p className="c2 row sec" style={{ gap: 4 }}><span className={view.complete ? 'yes' : undefined}><Icon name={view.complete ? 'check' : 'question'} /></span><span className="any">{view.completeness}</span></p>
      <div id="contacts-list" hidden={!open}>
        {view.goodFor.map((line) => <p key={line} className="hint">{line}</p>)}
        {view.rows.length === 0 ? null : (
          <ul className="chs" style={{ marginTop: 4 }}>
            {view.rows.map((row) => (
              <li key={row.address} className={row.gone ? 'gone' : undefined}>
                <div className="grow">
                  <p className="any">{row.address}</p>
                  <p className="c2 sec">{[row.about, row.state].filter((part) => part !== null).join(' · ')}</p>
                </div>
                <button type="button" className="lnk" aria-disabled={snapshot.busy} aria-label={`${row.action.label} ${row.address}`} onClick={() => { if (!snapshot.busy) onAct(row.action); }}>{row.action.label}</button>
              </li>
            ))}
          </ul>
        )}
        <Act view={view.add} onAct={onAct} small busy={snapshot.busy} />
      </div>
    </Region>
  );
}
