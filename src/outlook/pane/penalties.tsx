import { useEffect, useMemo, useRef, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { isLocalDate, penaltiesCsv, penaltiesText, penaltyWords, presentPenalties, words } from '../../core';
import type { CaseFile, Language, LocalDate, PaymentView, PenaltiesInput, PenaltiesView, PenaltyLineView, RateTable, StatementOfAccount } from '../../core';
import { Icon } from './icons';
import { useOpened } from './kept-places';
import { Region, StepBar, Unbroken } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';
import { useRates } from './use-rates';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly bars: ReactNode;
}

/** What the law lets the creditor claim for late payment: computed here, sent by nobody. */
export function Penalties({ session, snapshot, bars }: Props): JSX.Element {
  const { language } = snapshot;
  const table = words(language);
  const said = penaltyWords(language);
  const [rates, again] = useRates(session);
  const [file, statement] = [session.file(), session.statement()];
  return (
    <>
      <StepBar title={said.title} back={table.back} onBack={() => session.closeStep()} />
      {rates === null ? <main className="body" aria-busy="true">{bars}<p className="s still c2" role="status"><span>{said.loading}</span></p></main>
        : !rates.ok ? <main className="body">{bars}<div className="s stack"><ProblemText problem={rates.problem} session={session} snapshot={snapshot} /><div><Button onClick={again}>{table.retry}</Button></div></div></main>
        : file === null || statement === null ? <main className="body">{bars}<p className="s">{table.none}</p></main>
        : <Statement key={file.debtor.id} session={session} language={language} bars={bars} file={file} statement={statement} rates={rates.value} onAgain={again} />}
    </>
  );
}

interface StatementProps extends Pick<Props, 'session' | 'bars'> {
  readonly language: Language;
  readonly file: CaseFile;
  readonly statement: StatementOfAccount;
  readonly rates: RateTable | null;
  /** The server may have been given newer rates. */
  readonly onAgain: () => void;
}

const SHOWN = 50;

function Statement({ session, language, bars, file, statement, rates, onAgain }: StatementProps): JSX.Element {
  const said = penaltyWords(language);
  const [view, setView] = useState<PaymentView>('ledger');
  const [chosen, setChosen] = useState<LocalDate | null>(null);
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const [all, setAll] = useOpened(`penalties ${file.debtor.id}`);
  const asOf = chosen === null || chosen > file.today ? file.today : chosen;
  const input = useMemo<PenaltiesInput>(() => ({ file, statement, rates, view, asOf, language }), [file, statement, rates, view, asOf, language]);
  const shown = useMemo(() => presentPenalties(input), [input]);
  useEffect(() => setCopied('no'), [input]);
  const told = shown.problem === null && shown.empty === null;
  const copy = async (): Promise<void> => setCopied((await session.copy(penaltiesText(input) ?? '')) ? 'yes' : 'refused');
  const lines = all ? shown.lines : shown.lines.slice(0, SHOWN);
  return (
    <>
      <main className="body">
        {bars}
        <section className="s stack">
          <p className="c2 sec">{said.notSent}</p>
          <p><b className="any">{shown.customer}</b></p>
          <AsOf shown={shown} language={language} asOf={asOf} today={file.today} onPick={setChosen} />
        </section>
        {shown.notices.map(({ intent, text }) => <div key={text} className={`mb ${intent}`}><Icon name={intent === 'error' ? 'against' : intent === 'warning' ? 'warning' : 'note'} /><span className="t any" style={{ gridColumn: '2/4' }}>{text}</span></div>)}
        {shown.problem === null ? null : <div className={`mb ${shown.problem.intent}`}><Icon name={shown.problem.intent === 'error' ? 'against' : 'warning'} /><b role="alert">{shown.problem.title}</b><span /><span className="t any"><Unbroken text={shown.problem.body} /></span>{shown.problem.code === 'penalties/rate-unknown' ? <div className="ax"><Button size="small" onClick={onAgain}>{words(language).retry}</Button></div> : null}</div>}
        {shown.empty === null ? null : <p className="s" role="status">{shown.empty}</p>}
        {!told ? null : (
          <>
            <Sums shown={shown} />
            <Region id="penalties-view" title={said.viewLabel}>
              <div role="radiogroup" aria-labelledby="penalties-view">
                {(['ledger', 'formal'] as const).map((each) => <label key={each} className="check"><input type="radio" name="payment-view" checked={view === each} onChange={() => setView(each)} />{said.views[each][0]}</label>)}
              </div>
              <p className="hint">{said.views[view][1]}</p>
            </Region>
            <Region id="penalties-lines" title={said.invoices}>
              <ul className="chs">{lines.map((line) => <Line key={line.id} line={line} language={language} place={`penalties ${file.debtor.id} ${line.id}`} />)}</ul>
              {shown.lines.length > SHOWN ? <button type="button" className="lnk" aria-expanded={all} onClick={() => setAll(!all)}>{all ? words(language).collapse : `${words(language).journalAll} (${shown.lines.length})`}</button> : null}
            </Region>
            <Listed id="penalties-law" title={said.law} lines={shown.law} />
          </>
        )}
        {shown.leftOut.length === 0 ? null : <Listed id="penalties-left-out" title={said.leftOut} lines={shown.leftOut} />}
      </main>
      {!told ? null : (
        <footer className="foot">
          <div className="row wrap">
            <Button className="grow" appearance="primary" onClick={() => void copy()}>{said.copy}</Button>
            <Button onClick={() => session.save(`${fileName(said.title, file.debtor.name)}-${asOf}.csv`, penaltiesCsv(input) ?? '', 'text/csv;charset=utf-8')}>{said.download}</Button>
          </div>
          <p className="c2 sec" role="status" style={{ marginTop: 6 }}>{copied === 'yes' ? said.copied : copied === 'refused' ? said.cannotCopy : ''}</p>
        </footer>
      )}
    </>
  );
}

/** Letters and digits alone: a name from the ledger may hold anything. */
const fileName = (...parts: readonly string[]): string => parts.map((part) => part.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60)).filter((part) => part !== '').join('-').toLowerCase();

function AsOf({ shown, language, asOf, today, onPick }: { readonly shown: PenaltiesView; readonly language: Language; readonly asOf: LocalDate; readonly today: LocalDate; readonly onPick: (day: LocalDate | null) => void }): JSX.Element {
  const said = penaltyWords(language);
  const field = useRef<HTMLInputElement>(null);
  const { endOn } = shown;
  const end = (day: LocalDate): void => {
    onPick(day);
    if (field.current !== null) field.current.value = day;
    field.current?.focus();
  };
  return (
    <div>
      <label className="lbl" htmlFor="penalties-as-of">{said.asOf}</label>
      <input ref={field} id="penalties-as-of" className="rl-input" type="date" max={today} defaultValue={asOf} aria-describedby="penalties-as-of-hint" onChange={({ target }) => { if (isLocalDate(target.value)) onPick(target.value); }} onBlur={({ target }) => { target.value = asOf; }} />
      <p className="hint" id="penalties-as-of-hint">{said.asOfHint}</p>
      {endOn === null ? null : <div style={{ marginTop: 6 }}><Button size="small" onClick={() => end(endOn.day)}>{endOn.label}</Button></div>}
    </div>
  );
}

function Sums({ shown }: { readonly shown: PenaltiesView }): JSX.Element {
  return (
    <Region id="penalties-sums" title={shown.sumsTitle}>
      <p className="c2 sec" role="status">{shown.asOf}</p>
      {shown.sums.map(({ currency, rows }) => (
        <dl key={currency} className="kv">
          {rows.map(({ label, value, total }) => [<dt key={label}>{total ? <b>{label}</b> : label}</dt>, <dd key={`${label} is`}>{total ? <b>{value}</b> : value}</dd>])}
        </dl>
      ))}
      <p className="hint">{shown.claimable}</p>
    </Region>
  );
}

function Line({ line, language, place }: { readonly line: PenaltyLineView; readonly language: Language; readonly place: string }): JSX.Element {
  const said = penaltyWords(language);
  const [open, setOpen] = useOpened(place);
  const more = line.segments.length > 0 || line.events.length > 0;
  const id = `penalty-${line.id.replace(/[^A-Za-z0-9]+/g, '-')}`;
  return (
    <li style={{ display: 'block' }}>
      <p className="row between wrap" style={{ gap: '0 8px' }}>
        {more ? <button type="button" className="inv" aria-expanded={open} aria-controls={id} title={said.segments} onClick={() => setOpen(!open)}><Unbroken text={line.number} /></button> : <span className="any"><Unbroken text={line.number} /></span>}
        <span className="nw">{line.interest}{line.charge === null ? '' : ` + ${line.charge}`}</span>
      </p>
      <p className="c2 sec">{[`${said.due} ${line.due}`, line.late, `${said.principal} ${line.principal}`, line.rates].filter((part) => part !== '').join(' · ')}</p>
      {line.remarks.map((remark) => <p key={remark} className="c2 row" style={{ gap: 4, alignItems: 'flex-start' }}><Icon name="warning" /><span className="any">{remark}</span></p>)}
      <div id={id} hidden={!open}>
        <ul className="stack" style={{ gap: 6, margin: '6px 0 0 12px' }}>
          {line.segments.map((segment) => (
            <li key={segment.period} style={{ display: 'block', border: 0, padding: 0 }} className="c2">
              <p className="row between wrap" style={{ gap: '0 8px' }}><span>{`${segment.period} (${segment.days})`}</span><span className="nw">{segment.interest}</span></p>
              <p className="sec">{`${segment.principal} × ${segment.rate} · ${segment.source}`}</p>
            </li>
          ))}
          {line.events.map((event, at) => <li key={`event ${at}`} style={{ display: 'block', border: 0, padding: 0 }} className="c2 any">{event}</li>)}
        </ul>
      </div>
    </li>
  );
}

const Listed = ({ id, title, lines }: { readonly id: string; readonly title: string; readonly lines: readonly string[] }): JSX.Element => <Region id={id} title={title}><ul className="stack c2" style={{ gap: 4 }}>{lines.map((line) => <li key={line} className="any"><Unbroken text={line} /></li>)}</ul></Region>;
