import { lazy, useEffect, useId, useRef, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { feedDoorWords, formatLongDate, formatMoney, foundInWords, isLocalDate, money, plansWords, presentStandard, words } from '../../core';
import type { Currency, LedgerPreview, Words } from '../../core';
import { DryRun } from './dry-run';
import { Icon } from './icons';
import { Ledger, Unreadable } from './ledger';
import type { LedgerParts } from './ledger';
import { IconButton } from './parts';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

const Feeds = lazy(async () => ({ default: (await import(/* webpackChunkName: "feeds" */ './feeds/feeds')).Feeds }));

type Step = 1 | 2 | 3;

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
}

/** Nothing is connected yet: the file, its columns, its figures beside the clerk's own; only then is it used. Before anybody writes, what would be proposed today. */
export function FirstRun({ session, snapshot }: Props): JSX.Element {
  const [used, setUsed] = useState(false);
  const [connecting, setConnecting] = useState(false);
  if (used) return <Ready session={session} snapshot={snapshot} />;
  if (connecting) return <Feeds session={session} snapshot={snapshot} bars={null} onBack={() => { setConnecting(false); session.desk.focus('connect'); }} />;
  return <Ledger session={session} snapshot={snapshot} onUsed={() => setUsed(true)} guide={(parts) => <Steps session={session} snapshot={snapshot} parts={parts} onConnect={() => { setConnecting(true); session.desk.focus('step'); }} />} />;
}

function Steps({ session, snapshot, parts, onConnect }: Props & { readonly parts: LedgerParts; readonly onConnect: () => void }): JSX.Element {
  const table = words(snapshot.language);
  const { preview, busy } = parts;
  const [checked, setChecked] = useState(false);
  const step: Step = preview === null ? 1 : checked ? 3 : 2;
  const head = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // Where the new step begins; on the first screen the keyboard stays where the clerk has it.
    if (!first.current) head.current?.focus();
    first.current = false;
  }, [step]);
  const back = (): void => {
    if (step === 3) setChecked(false);
    else parts.forget();
  };
  const why = useId();
  const asked = preview !== null && preview.dateExample !== null && preview.mapping.dateOrder === null ? table.dateQuestion.replace('{value}', preview.dateExample.value) : null;
  const obstacle = preview === null ? null : (asked ?? (preview.summary.invoices === 0 ? table.firstRunNothing : null));
  return (
    <div className="rl-in" onKeyDown={(event) => { if (event.key === 'Escape' && step > 1 && !event.defaultPrevented) back(); }}>
      <header className="top page">
        {step === 1 ? <span style={{ width: 8 }} /> : <IconButton icon="back" label={table.back} onClick={back} large />}
        <h1 className="h2 grow el" data-focus="heading" tabIndex={-1}>{table.firstRunTitle}</h1>
      </header>
      <main className="body">
        <ol className="steps">
          {table.firstRunSteps.map((name, at) => (
            <li key={name} className={at + 1 < step ? 'past' : at + 1 === step ? 'now' : ''} aria-current={at + 1 === step ? 'step' : undefined}>
              {at + 1 < step ? <Icon name="check" /> : <span className="no">{at + 1}</span>}<span>{name}</span>
            </li>
          ))}
        </ol>
        <section className="s">
          <h2 className="title" style={{ marginTop: 0 }} ref={head} tabIndex={-1} data-focus="step"><span className="vh">{`${table.firstRunStepOf.replace('{n}', String(step))}, `}</span>{step === 1 ? table.ledgerUpload : step === 2 ? ((preview === null ? null : presentStandard(preview, snapshot.language))?.step ?? table.firstRunColumns) : table.firstRunResult}</h2>
          {step === 1 ? <><p className="why" style={{ marginBottom: 12 }}>{table.firstRunText}</p>{parts.choose}<div className="stack" style={{ marginTop: 12 }}><Button data-focus="connect" onClick={onConnect}>{feedDoorWords(snapshot.language).connect}</Button><p className="hint">{feedDoorWords(snapshot.language).hint}</p></div></> : null}
          {/* Kept while the figures are looked at: the answers given there can be changed on the way back. */}
          <div hidden={step !== 2}>{parts.columns}{step === 2 ? parts.trouble : null}</div>
          {step === 3 && preview !== null ? <Figures preview={preview} table={table} session={session} snapshot={snapshot} trouble={parts.trouble} /> : null}
        </section>
      </main>
      {preview === null ? null : (
        <footer className="foot">
          {step === 2
            ? <Button className="rl-wide" appearance="primary" disabledFocusable={busy || obstacle !== null} aria-describedby={why} onClick={() => setChecked(true)}>{table.firstRunContinue}</Button>
            : <Button className="rl-wide" appearance="primary" disabledFocusable={busy || obstacle !== null} aria-describedby={why} onClick={parts.use}>{table.firstRunStart}</Button>}
          <p className="hint" id={why} role="status">{busy ? table.ledgerReading : (obstacle ?? foundInWords(preview.summary, snapshot.language))}</p>
        </footer>
      )}
    </div>
  );
}

/** The ledger is in use: how many reminders the plans would propose today. */
function Ready({ session, snapshot }: Props): JSX.Element {
  const said = plansWords(snapshot.language);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="rl-in">
      <header className="top page"><span style={{ width: 8 }} /><h1 className="h2 grow el" ref={head} data-focus="heading" tabIndex={-1}>{said.ready}</h1></header>
      <main className="body"><DryRun session={session} snapshot={snapshot} atOnce /></main>
      <footer className="foot"><Button className="rl-wide" appearance="primary" onClick={() => void session.reading.restart()}>{said.begin}</Button></footer>
    </div>
  );
}

/** What the file comes to, to be held against the company's own books. */
function Figures({ preview, table, session, snapshot, trouble }: Props & { readonly preview: LedgerPreview; readonly table: Words; readonly trouble: JSX.Element | null }): JSX.Element {
  const { summary, problems, problemCount } = preview;
  const { language } = snapshot;
  const { oldestDue } = summary;
  const standard = presentStandard(preview, language);
  return (
    <>
      <p className="sec any">{preview.fileName}</p>
      <dl className="figures">
        <div><dt>{table.firstRunInvoices}</dt><dd>{summary.invoices}</dd></div>
        <div><dt>{table.firstRunCustomers}</dt><dd>{summary.debtors}</dd></div>
        {summary.open.map(({ minor, currency }) => <div key={currency}><dt>{table.firstRunOpen}</dt><dd className="big">{formatMoney(money(minor, currency as Currency), language)}</dd></div>)}
        {oldestDue === null ? null : <div><dt>{table.firstRunOldest}</dt><dd>{isLocalDate(oldestDue) ? formatLongDate(oldestDue, language) : oldestDue}</dd></div>}
      </dl>
      <p className="why">{table.firstRunCompare}</p>
      {problemCount > 0 ? <Unreadable {...(standard === null ? {} : { title: standard.remarks })} problems={problems} count={problemCount} session={session} snapshot={snapshot} /> : null}
      {trouble}
    </>
  );
}
