import { useId, useRef, useState } from 'react';
import type { ChangeEvent, JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { counted, formatCount, formatLongDate, formatMoney, foundInWords, isLocalDate, LEDGER_FIELDS, money, presentStandard, words } from '../../core';
import type { ColumnMapping, Currency, Language, LedgerDifference, LedgerField, LedgerPreview, LedgerState, Problem, Result } from '../../core';
import { EInvoicesFound } from './e-invoices-found';
import { FecFound } from './fec-found';
import { Icon } from './icons';
import { ImportProgress } from './import-progress';
import { Region } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly onUsed: () => void;
  /** The same parts, one after the other: the first run. Absent: all on one page. */
  readonly guide?: (parts: LedgerParts) => JSX.Element;
}

export interface LedgerParts {
  /** Choosing a file, and what went wrong with it. */
  readonly choose: JSX.Element;
  /** What a chosen file holds; null: none is chosen. */
  readonly columns: JSX.Element | null;
  readonly preview: LedgerPreview | null;
  readonly busy: boolean;
  readonly trouble: JSX.Element | null;
  readonly use: () => void;
  readonly forget: () => void;
}

const ACCEPTED = '.xlsx,.csv,.txt,.pdf,.xml,.zip,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const rowsRead = (rows: number, language: Language): string => counted(rows, words(language).ledgerRows, language);

/** Where the figures come from: the file, its columns, what could not be read. */
export function Ledger({ session, snapshot, onUsed, guide }: Props): JSX.Element {
  const table = words(snapshot.language);
  const [preview, setPreview] = useState<LedgerPreview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLDivElement>(null);
  const sampled = useRef(snapshot.sample);
  const { ledger } = snapshot;
  const { records } = session;

  const ask = async <T,>(question: Promise<Result<T, Problem>>, then: (value: T) => void): Promise<void> => {
    setBusy(true);
    const answer = await question;
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) then(answer.value);
  };
  const state = (value: LedgerState): void => session.ledgerChanged(value);
  const upload = (event: ChangeEvent<HTMLInputElement>): void => {
    const [chosen] = event.target.files ?? [];
    event.target.value = '';
    if (chosen !== undefined) void ask(records.uploadLedger(chosen.name, chosen), setPreview);
  };
  const use = (of: LedgerPreview): void => void ask(records.useLedger(of.uploadId), (value) => { state(value); setPreview(null); if (value.awaiting === null && (value.importing ?? null) === null) onUsed(); });
  const trouble = problem === null ? null : <ProblemText problem={problem} session={session} snapshot={snapshot} />;
  const own = async (chosen: File): Promise<Result<LedgerPreview, Problem>> => {
    // The sample ends where one's own figures begin.
    const removed = sampled.current ? await records.removeSample() : null;
    if (removed?.ok === false) return removed;
    sampled.current = false;
    return records.uploadLedger(chosen.name, chosen);
  };
  if (guide !== undefined) {
    const { waitingUpload = null, problem: ofFile = null } = ledger ?? {};
    return guide({
      preview, busy, trouble, use: () => preview !== null && use(preview), forget: () => { setPreview(null); setProblem(null); },
      choose: (
        <>
          <input ref={file} type="file" hidden accept={ACCEPTED} onChange={(event) => { const [chosen] = event.target.files ?? []; event.target.value = ''; if (chosen !== undefined) void ask(own(chosen), setPreview); }} aria-label={table.ledgerUpload} />
          <div className="stack" ref={choose}>
            <Button appearance="primary" disabledFocusable={busy} onClick={() => file.current?.click()}>{table.ledgerUpload}</Button>
            <p className="hint" role="status">{busy ? table.ledgerReading : table.ledgerUploadHint}</p>
            {waitingUpload === null ? null : <Button disabledFocusable={busy} onClick={() => void ask(records.previewLedger(waitingUpload), setPreview)}>{table.ledgerMapping}</Button>}
            <Button style={{ marginTop: 8 }} disabledFocusable={busy} onClick={() => { sampled.current = true; void ask(records.startSample(), setPreview); }}>{table.sampleTry}</Button>
            <p className="hint">{table.sampleTryHint}</p>
          </div>
          <ImportProgress session={session} snapshot={snapshot} busy={busy} onUsed={onUsed} onCancelled={() => choose.current?.querySelector('button')?.focus()} />
          {trouble ?? (ofFile === null ? null : <ProblemText problem={ofFile} session={session} snapshot={snapshot} />)}
        </>
      ),
      columns: preview === null ? null : <Mapping key={preview.uploadId} session={session} snapshot={snapshot} preview={preview} busy={busy} onMap={(mapping) => void ask(records.mapLedger(preview.uploadId, mapping), setPreview)} />,
    });
  }
  return (
    <Region id="settings-ledger" title={table.settingsLedger}>
      {ledger?.connected === true ? <p className="any">{ledger.name} · {rowsRead(ledger.rows, snapshot.language)}</p> : <p>{table.ledgerNone}</p>}
      <input ref={file} type="file" hidden accept={ACCEPTED} onChange={upload} aria-label={table.ledgerUpload} />
      <div className="acts" ref={choose}>
        <Button appearance={preview === null && ledger?.connected !== true ? 'primary' : 'secondary'} disabledFocusable={busy} onClick={() => file.current?.click()}>{table.ledgerUpload}</Button>
        {ledger?.connected === true ? <Button disabledFocusable={busy} onClick={() => void ask(records.refreshLedger(), state)}>{table.ledgerReadAgain}</Button> : null}
      </div>
      <p className="hint" role="status">{busy ? table.ledgerReading : table.ledgerUploadHint}</p>
      <ImportProgress session={session} snapshot={snapshot} busy={busy} onUsed={onUsed} onCancelled={() => choose.current?.querySelector('button')?.focus()} />
      {trouble}
      {ledger === null || ledger.problem === null ? null : <ProblemText problem={ledger.problem} session={session} snapshot={snapshot} />}
      {ledger === null || ledger.awaiting === null ? null : <Awaiting awaiting={ledger.awaiting} snapshot={snapshot} busy={busy} onAnswer={(accept) => void ask(records.answerAwaiting(accept), (value) => { state(value); if (accept) onUsed(); })} />}
      {ledger === null || ledger.waitingUpload === null || preview !== null ? null : <Button style={{ marginTop: 8 }} disabledFocusable={busy} onClick={() => void ask(records.previewLedger(ledger.waitingUpload ?? ''), setPreview)}>{table.ledgerMapping}</Button>}
      {preview === null ? null : (
        <Mapping key={preview.uploadId} session={session} snapshot={snapshot} preview={preview} busy={busy}
          onMap={(mapping) => void ask(records.mapLedger(preview.uploadId, mapping), setPreview)}
          onUse={() => use(preview)} />
      )}
      {ledger !== null && ledger.unreadable.length > 0 ? <Unreadable problems={ledger.unreadable} count={ledger.unreadableCount ?? ledger.unreadable.length} session={session} snapshot={snapshot} /> : null}
      {ledger !== null && (ledger.remarks ?? []).length > 0 ? <Unreadable title={table.ledgerRemarks} problems={ledger.remarks ?? []} count={ledger.remarkCount ?? 0} session={session} snapshot={snapshot} /> : null}
    </Region>
  );
}

function Awaiting({ awaiting, snapshot, busy, onAnswer }: { readonly awaiting: LedgerDifference; readonly snapshot: Snapshot; readonly busy: boolean; readonly onAnswer: (accept: boolean) => void }): JSX.Element {
  const table = words(snapshot.language);
  const names = (label: string, count: number, list: readonly string[]): JSX.Element | null => (count === 0 ? null : <p className="c2 any">{label} ({count}) – {list.join(', ')}{list.length < count ? '…' : ''}</p>);
  return (
    <div className="mb warning" style={{ margin: '8px 0 0' }}>
      <Icon name="warning" /><b role="alert">{table.ledgerAwaiting}</b><span />
      <div className="t"><p>{rowsRead(awaiting.rowsBefore, snapshot.language)} → {rowsRead(awaiting.rowsNow, snapshot.language)}</p>{names(table.customersGone, awaiting.customersGoneCount, awaiting.customersGone)}{names(table.customersNew, awaiting.customersNewCount, awaiting.customersNew)}</div>
      <div className="ax"><Button size="small" disabledFocusable={busy} onClick={() => onAnswer(true)}>{table.ledgerAccept}</Button><Button size="small" disabledFocusable={busy} onClick={() => onAnswer(false)}>{table.ledgerRefuse}</Button></div>
    </div>
  );
}

interface MappingProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly preview: LedgerPreview;
  readonly busy: boolean;
  readonly onMap: (mapping: ColumnMapping) => void;
  /** Absent: another button, elsewhere, uses the file. */
  readonly onUse?: () => void;
}

/** Asked of every file; the other fields help and stay folded. */
const MAIN_FIELDS: readonly LedgerField[] = ['debtor-code', 'debtor-name', 'contact-address', 'invoice-number', 'due', 'amount', 'outstanding'];
const OTHER_FIELDS: readonly LedgerField[] = LEDGER_FIELDS.filter((field) => !MAIN_FIELDS.includes(field));

const CURRENCIES: readonly ColumnMapping['defaultCurrency'][] = ['EUR', 'GBP', 'USD', 'CHF'];

function Mapping({ session, snapshot, preview, busy, onMap, onUse }: MappingProps): JSX.Element {
  const table = words(snapshot.language);
  const id = useId();
  const { mapping, headers, firstRows, summary, problems, problemCount } = preview;
  // The question stays on the page after its answer, so that the answer can be changed.
  const [dateExample, setDateExample] = useState(preview.dateExample);
  const [order, setOrder] = useState(mapping.dateOrder);
  if (preview.dateExample !== null && preview.dateExample.value !== dateExample?.value) {
    setDateExample(preview.dateExample);
    setOrder(mapping.dateOrder);
  }
  const change = (part: Partial<ColumnMapping>): void => onMap({ ...mapping, ...part });
  const choose = (field: LedgerField, value: string): void => {
    const { [field]: _old, ...others } = mapping.columns;
    change({ columns: value === '' ? others : { ...others, [field]: Number(value) } });
  };
  const standard = presentStandard(preview, snapshot.language);
  const undecided = dateExample !== null && order === null;
  const pickField = (field: LedgerField): JSX.Element => <MappedField key={field}>{pick(table.fields[field], field, mapping.columns[field] === undefined ? '' : String(mapping.columns[field]), [['', table.ledgerUnused] as const, ...headers.map((header, at) => [String(at), header === '' ? `${table.ledgerColumn} ${at + 1}` : header] as const)], (value) => choose(field, value))}</MappedField>;
  const pick = (label: string, name: string, value: string, options: readonly (readonly [string, string])[], onPick: (value: string) => void): JSX.Element => (
    <>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <select id={`${id}-${name}`} className="rl-input" value={value} disabled={busy} onChange={(event) => onPick(event.target.value)}>{options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}</select>
    </>
  );
  const count = foundInWords(summary, snapshot.language);
  const open = summary.open.map(({ minor, currency }) => formatMoney(money(minor, currency as Currency), snapshot.language)).join(', ');
  const found = open === '' ? count : `${count} ${table.ledgerFoundOpen.replace('{open}', open)}`;
  // What stands against the whole file is no row to look up in a list; the order of day and month is asked above.
  const obstacle = summary.invoices === 0 && problemCount === 1 && dateExample === null ? problems.find(({ code }) => code !== 'ledger/row-unreadable') : undefined;
  return (
    <div className="stack" style={{ marginTop: 12, gap: 12 }}>
      <h3 className="h2 any">{preview.fileName}</h3>
      {preview.standard === 'e-invoices' ? null : <div>
        <h3 className="h2">{table.ledgerFirstRows}</h3>
        <div className="scrollx" role="region" tabIndex={0} aria-label={table.ledgerFirstRows}>
          <table className="mini"><thead><tr>{headers.map((header, at) => <th key={at} scope="col">{header}</th>)}</tr></thead><tbody>{firstRows.slice(0, 5).map((row, at) => <tr key={at}>{row.map((cell, column) => <td key={column} title={cell}>{cell}</td>)}</tr>)}</tbody></table>
        </div>
      </div>}
      {dateExample === null ? null : (
        <fieldset className="fieldset mb warning" style={{ margin: 0, display: 'block' }}>
          <legend className="b" style={{ float: 'left', width: '100%' }}>{table.dateQuestion.replace('{value}', dateExample.value)}</legend>
          <p>{dateExample.column}. {table.dateQuestionWhy}</p>
          {(['day-first', 'month-first'] as const).map((answer) => <label key={answer} className="check"><input type="radio" name={`${id}-order`} checked={order === answer} onChange={() => { setOrder(answer); change({ dateOrder: answer }); }} />{dayInWords(answer === 'day-first' ? dateExample.dayFirst : dateExample.monthFirst, snapshot.language)}</label>)}
        </fieldset>
      )}
      {preview.standard === 'e-invoices' ? <EInvoicesFound language={snapshot.language} /> : preview.fec !== undefined ? <FecFound seen={preview.fec} language={snapshot.language} /> : (
        <div>
          <h3 className="h2">{table.ledgerMapping}</h3>
          <p className="hint" style={{ marginBottom: 8 }}>{table.ledgerMappingHint}</p>
          <div className="map">
            {preview.sheets.length > 1 ? pick(table.ledgerSheet, 'sheet', mapping.sheet ?? preview.sheets[0] ?? '', preview.sheets.map((sheet) => [sheet, sheet] as const), (sheet) => change({ sheet })) : null}
            {MAIN_FIELDS.map(pickField)}
            {pick(table.ledgerCurrency, 'currency', mapping.defaultCurrency, CURRENCIES.map((currency) => [currency, currency] as const), (currency) => change({ defaultCurrency: currency as 'EUR' }))}
            {mapping.decimal === null ? null : pick(table.ledgerDecimal, 'decimal', mapping.decimal, [['comma', table.decimalMarks.comma], ['point', table.decimalMarks.point]], (decimal) => change({ decimal: decimal as 'comma' }))}
          </div>
          <details style={{ marginTop: 8 }}>
            <summary>{counted(OTHER_FIELDS.filter((field) => mapping.columns[field] !== undefined).length, table.ledgerOtherFields, snapshot.language)}</summary>
            <div className="map">{OTHER_FIELDS.map(pickField)}</div>
          </details>
        </div>
      )}
      {obstacle !== undefined ? <ProblemText problem={obstacle} session={session} snapshot={snapshot} /> : problemCount > 0 ? <Unreadable {...(standard === null ? {} : { title: standard.remarks })} problems={problems} count={problemCount} session={session} snapshot={snapshot} /> : null}
      {onUse === undefined ? null : <div>
        <Button appearance="primary" disabledFocusable={busy || undecided} aria-describedby={`${id}-found`} onClick={onUse}>{table.ledgerUse}</Button>
        <p className="hint" id={`${id}-found`}>{undecided ? table.dateQuestion.replace('{value}', dateExample.value) : found}</p>
      </div>}
    </div>
  );
}

const dayInWords = (day: string, language: Snapshot['language']): string => (isLocalDate(day) ? formatLongDate(day, language) : day);
const MappedField = ({ children }: { readonly children: JSX.Element }): JSX.Element => children;

interface UnreadableProps {
  /** Absent: rows to check. */
  readonly title?: string;
  /** The first of them. */
  readonly problems: readonly Problem[];
  readonly count: number;
  readonly session: Session;
  readonly snapshot: Snapshot;
}

const PROBLEMS_SHOWN = 100;

export function Unreadable({ title, problems, count, session, snapshot }: UnreadableProps): JSX.Element {
  const table = words(snapshot.language);
  const shown = problems.slice(0, PROBLEMS_SHOWN);
  const written = (value: number): string => formatCount(value, snapshot.language);
  return (
    <details style={{ marginTop: 8 }}>
      <summary>{title ?? table.ledgerProblems} ({written(count)})</summary>
      {shown.map((problem, at) => <ProblemText key={at} listed problem={problem} session={session} snapshot={snapshot} />)}
      {shown.length < count ? <p className="hint">{counted(shown.length, table.ledgerFirstOf, snapshot.language, count)}</p> : null}
    </details>
  );
}
