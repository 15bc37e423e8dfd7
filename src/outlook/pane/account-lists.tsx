import { Fragment } from 'react';
import type { JSX } from 'react';
import type { ActionView, DebtorPanel, InvoiceRowView, LogRowView, Words } from '../../core';
import { bucketClass } from './debtor-card';
import { Icon, LOG_ICON } from './icons';
import { useOpened } from './kept-places';
import { HeldButton, MenuPlace } from './menu-place';
import { Act, Region, Unbroken } from './parts';

const SHOWN = 4;

type ActOn = (view: ActionView) => void;
const entries = (views: readonly ActionView[], act: ActOn): readonly { readonly label: string; readonly disabledBecause: string | null; readonly run: () => void }[] =>
  views.map((view) => ({ label: view.label, disabledBecause: view.disabledBecause, run: () => act(view) }));

export function InvoiceTable({ panel, table, onAct }: { readonly panel: DebtorPanel; readonly table: Words; readonly onAct: ActOn }): JSX.Element {
  const { penalties } = panel;
  return (
    <Region id="invoices-title" title={panel.invoicesTitle} end={<MenuPlace name="reply" holder={<HeldButton text={table.replyMenu} />}>{(menus) => <menus.ActionMenu label={table.replyMenu} visible={table.replyMenu} entries={entries(panel.replies, onAct)} />}</MenuPlace>}>
      {panel.invoices.length === 0 ? <p className="c2 sec">{table.none}</p> : (
        <table className="tbl" role="table">
          <caption className="vh">{table.invoicesCaption}</caption>
          <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{table.columnNumber}</th><th role="columnheader" scope="col" className="only450">{table.columnIssued}</th><th role="columnheader" scope="col">{table.columnDue}</th><th role="columnheader" scope="col" className="num">{table.columnOutstanding}</th></tr></thead>
          <tbody role="rowgroup">{panel.invoices.map((row, at) => <InvoiceLine key={`${row.invoice} ${at}`} place={`invoice ${panel.debtor.id} ${row.invoice} ${at}`} row={row} table={table} onAct={onAct} />)}</tbody>
        </table>
      )}
      {panel.invoicesNote === null ? null : <p className="c2 sec"><Unbroken text={panel.invoicesNote} /></p>}
      {penalties === null ? null : <button type="button" className="lnk" style={{ marginTop: 6 }} data-focus="show-penalties" onClick={() => onAct(penalties)}>{penalties.label}</button>}
    </Region>
  );
}

/** The events stand under the row: a popover would cover the figures in 320 px. */
function InvoiceLine({ place, row, table, onAct }: { readonly place: string; readonly row: InvoiceRowView; readonly table: Words; readonly onAct: ActOn }): JSX.Element {
  const [open, setOpen] = useOpened(place);
  const details = [...row.remarks, ...row.events];
  const { document } = row;
  return (
    <Fragment>
      <tr role="row" className={bucketClass(row.bucket)}>
        <td role="cell" className="free">{row.events.length === 0 ? <Unbroken text={row.number} /> : <button type="button" className="inv" aria-expanded={open} title={table.events} onClick={() => setOpen(!open)}><Unbroken text={row.number} /></button>}</td>
        <td role="cell" className="only450 sec">{row.issued}</td>
        <td role="cell"><span className="late">{row.due} <span className="sec c2">{row.late}</span></span></td>
        <td role="cell" className="num">{row.amount}</td>
      </tr>
      {(open || row.remarks.length > 0) && details.length > 0 ? <tr role="row"><td role="cell" className="free c2 sec" colSpan={4}><ul>{(open ? details : row.remarks).map((line, at) => <li key={at}><Unbroken text={line} /></li>)}{open && document !== null ? <li><button type="button" className="lnk" onClick={() => onAct(document)}>{document.label}<span className="vh">{` ${row.number}`}</span></button></li> : null}</ul></td></tr> : null}
    </Fragment>
  );
}

export function LogList({ panel, table, busy, onAct }: { readonly panel: DebtorPanel; readonly table: Words; readonly busy: boolean; readonly onAct: ActOn }): JSX.Element {
  const [all, setAll] = useOpened(`log ${panel.debtor.id}`);
  const rows = all ? panel.log : panel.log.slice(0, SHOWN);
  return (
    <Region id="log-title" title={panel.logTitle} end={<MenuPlace name="note" holder={<HeldButton text={table.noteMenu} />}>{(menus) => <menus.ActionMenu label={table.noteMenu} visible={table.noteMenu} entries={entries(panel.outcomes, onAct)} />}</MenuPlace>}>
      {rows.length === 0 ? <p className="c2 sec">{table.journalEmpty}</p> : <ol className="tl">{rows.map((row) => <LogLine key={row.entry} row={row} busy={busy} onAct={onAct} />)}</ol>}
      {panel.log.length > SHOWN ? <button type="button" className="lnk" aria-expanded={all} onClick={() => setAll(!all)}>{all ? table.collapse : `${table.journalAll} (${panel.log.length})`}</button> : null}
    </Region>
  );
}

function LogLine({ row, busy, onAct }: { readonly row: LogRowView; readonly busy: boolean; readonly onAct: ActOn }): JSX.Element {
  return (
    <li>
      <span className={`i ${row.icon}`}><Icon name={LOG_ICON[row.icon]} /></span>
      <div className="grow">
        <div className="w"><span className={row.voided ? 'gone' : undefined}>{row.what}</span><span className="dt">{row.when}</span></div>
        <p className="x"><Unbroken text={row.who} /></p>
        {row.actions.length === 0 ? null : <div className="row wrap" style={{ gap: 6, marginTop: 6 }}>{row.actions.map((view, at) => <Act key={at} view={view} onAct={onAct} small busy={busy} />)}</div>}
      </div>
    </li>
  );
}
