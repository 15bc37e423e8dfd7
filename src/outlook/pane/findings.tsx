import { useId } from 'react';
import type { JSX } from 'react';
import { words } from '../../core';
import type { FindingView, Language } from '../../core';
import { Field } from './forms';
import { Icon } from './icons';
import { Unbroken } from './parts';
import type { Override } from './snapshot';

/** More would push the text off the screen; they are a click away. */
const SHOWN = 3;

function Finding({ view, table }: { readonly view: FindingView; readonly table: ReturnType<typeof words> }): JSX.Element {
  return (
    <li className={`mb ${view.intent}`} data-finding={view.code}>
      <Icon name={view.intent === 'error' ? 'against' : 'warning'} />
      <b><span className="vh">{view.intent === 'error' ? table.lintBlocks : table.lintWarns} </span>{view.what}</b>
      <span className="t any"><Unbroken text={`${view.quote === null ? '' : `${table.lintQuote.replace('{text}', view.quote)} `}${view.why}`} /></span>
    </li>
  );
}

/** What is to be said of the text, the worst first. Nothing at all for a text without a fault. */
export function Findings({ findings, language }: { readonly findings: readonly FindingView[]; readonly language: Language }): JSX.Element | null {
  const id = useId();
  const table = words(language);
  if (findings.length === 0) return null;
  const list = (some: readonly FindingView[]): JSX.Element => <ul>{some.map((view, at) => <Finding key={`${view.code} ${at}`} view={view} table={table} />)}</ul>;
  const others = findings.slice(SHOWN);
  return (
    <section aria-labelledby={id}>
      <h2 className="h2 s" id={id} data-focus="findings" tabIndex={-1}>{table.lintTitle}</h2>
      {list(findings.slice(0, SHOWN))}
      {others.length === 0 ? null : <details className="s"><summary>{others.length === 1 ? table.andOne : table.andMore.replace('{n}', String(others.length))}</summary>{list(others)}</details>}
    </section>
  );
}

/** Why a text that is blocked goes in all the same. */
export function OverrideField({ override, language, onChange }: { readonly override: Override; readonly language: Language; readonly onChange: (reason: string) => void }): JSX.Element {
  const { formAnyway } = words(language);
  return (
    <div data-place="override" style={{ marginBottom: 8 }}>
      <Field label={formAnyway.reason} value={override.reason} error={override.error ?? undefined} hint={formAnyway.hint} limit={500} required onChange={onChange} focusName="override" />
    </div>
  );
}
