import { useEffect, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { companyWords, withCompany } from '../../core';
import type { CompanyView, Language, Words } from '../../core';
import { Broken } from './error-boundary';
import { Icon } from './icons';
import { IconButton, Unbroken } from './parts';
import type { Session } from './session';
import type { BarView, CompaniesView, Snapshot, ToastView } from './snapshot';

/** One at a time, the worst; the others are counted. */
export function MessageBars({ snapshot, table, session }: { readonly snapshot: Snapshot; readonly table: Words; readonly session: Session }): JSX.Element | null {
  const { bar, pasteHint, broken, told, arrived, companies } = snapshot;
  if (broken !== null) return <Broken reference={broken} table={table} onReload={() => session.reload()} />;
  if (bar !== null) return <Bar key={bar.id} bar={bar} table={table} session={session} />;
  if (told !== null) return <div className={`mb ${told.intent}`}><Icon name={told.intent === 'info' ? 'note' : 'warning'} /><span className="any" role={told.intent === 'info' ? 'status' : 'alert'}><Unbroken text={told.text} /></span><IconButton icon="close" label={table.close} onClick={() => session.dismiss()} /></div>;
  if (arrived !== null && companies !== null) return <Arrived from={arrived.from} companies={companies} language={snapshot.language} table={table} session={session} />;
  if (!pasteHint) return null;
  return <div className="mb info"><Icon name="note" /><b>{table.copied}</b><IconButton icon="close" label={table.close} onClick={() => session.dismiss()} /><span className="t">{table.pasteHint}</span></div>;
}

/** The open message is another company's than the one before: said, with the way back. */
function Arrived({ from, companies: { all, shown }, language, table, session }: { readonly from: CompanyView; readonly companies: CompaniesView; readonly language: Language; readonly table: Words; readonly session: Session }): JSX.Element {
  const said = companyWords(language);
  return (
    <div className="mb info">
      <Icon name="note" /><span className="any" role="status"><Unbroken text={withCompany(said.arrived, all.find(({ id }) => id === shown) ?? { name: '' }, language)} /></span><IconButton icon="close" label={table.close} onClick={() => session.dismiss()} />
      <div className="ax"><Button size="small" onClick={() => void session.desk.options.companies.choose(from.id)}>{withCompany(said.stay, from, language)}</Button></div>
    </div>
  );
}

function Bar({ bar, table, session }: { readonly bar: BarView; readonly table: Words; readonly session: Session }): JSX.Element {
  const { message, others } = bar;
  const { action } = message;
  return (
    <div className={`mb ${message.intent}`}>
      <Icon name={message.intent === 'error' ? 'against' : 'warning'} />
      <div role="alert"><b>{message.title}</b>{others === null ? null : <span className="c2"> {others}</span>}</div>
      <IconButton icon="close" label={table.close} onClick={() => session.dismiss()} />
      <span className="t"><Unbroken text={message.body} />{bar.nextTryAt === null ? null : <> <Countdown at={bar.nextTryAt} pattern={table.nextTry} /></>}</span>
      {action === null ? null : <div className="ax"><Button size="small" onClick={() => (action.action.kind === 'retry' ? session.retry() : session.act(action.action))}>{action.label}</Button></div>}
    </div>
  );
}

/** Text, not a live region. */
function Countdown({ at, pattern }: { readonly at: number; readonly pattern: string }): JSX.Element | null {
  const [left, setLeft] = useState(() => at - Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLeft(at - Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return left <= 0 ? null : <span>{pattern.replace('{n}', String(Math.ceil(left / 1000)))}</span>;
}

export function Toast({ toast, table, onUndo }: { readonly toast: ToastView; readonly table: Words; readonly onUndo: () => void }): JSX.Element {
  return <div className="toast" role="region" aria-label={toast.text}><span className="grow">{toast.text}</span>{toast.undo ? <button type="button" onClick={onUndo}>{table.undo}</button> : null}</div>;
}
