import { useEffect, useId, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { textStandingWords } from '../../core';
import type { Language, OwnText, Template } from '../../core';
import type * as Writing from '../../core/writing';
import { Region } from './parts';
import type { Session } from './session';

interface Props {
  readonly session: Session;
  readonly language: Language;
  readonly standing: 'newer' | 'unknown';
  readonly own: OwnText & { readonly template: Template };
  readonly shipped: Template;
  readonly engine: typeof Writing | null;
  readonly busy: boolean;
  /** Something is typed and not saved. */
  readonly dirty: boolean;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

const LINES = { listStyle: 'none', margin: '4px 0 8px', padding: 0, whiteSpace: 'pre-wrap' } as const;
/** Unchanged lines beside a difference; the others are counted. */
const AROUND = 1;

/** A changed text and the shipped one that is newer: what differs, line by line, and which of them is used from now on. */
export function TextStanding({ session, language, standing, own, shipped, engine, busy, dirty, onKeep, onTake }: Props): JSX.Element {
  const said = textStandingWords(language);
  const id = useId();
  const [base, setBase] = useState<Template | null>(null);
  const [from, setFrom] = useState<'mine' | 'shipped'>('mine');
  const basedOn = own.versions[0]?.basedOn ?? null;
  useEffect(() => {
    if (basedOn === null) return;
    let gone = false;
    // Where the old one is not kept, the own text alone is compared.
    void session.records.templateVersion(basedOn).then((answer) => { if (!gone && answer.ok) setBase(answer.value.template); });
    return () => { gone = true; };
  }, [session, basedOn]);
  const before = from === 'shipped' && base !== null ? base : own.template;
  const lines = engine === null ? [] : engine.textDifference(before, shipped);
  const near = (at: number): boolean => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same');
  const rows = lines.flatMap(({ kind, text }, at): JSX.Element[] => {
    if (kind === 'same') return near(at) ? [<li key={at} className="any">{`\u00a0 ${text}`}</li>] : near(at - 1) || at === 0 ? [<li key={at} className="sec" aria-label={said.skipped}>…</li>] : [];
    return [<li key={at} className="any" style={{ background: kind === 'added' ? 'var(--colorStatusSuccessBackground1)' : 'var(--colorStatusDangerBackground1)' }}><span className="vh">{said.marks[kind]}</span><span aria-hidden="true">{kind === 'added' ? '+' : '−'}</span>{` ${text === '' ? '\u00a0' : text}`}</li>];
  });
  return (
    <Region id="text-standing" title={said.title}>
      <p>{said.why[standing]}</p>
      {base === null ? null : (
        <>
          <label className="lbl" htmlFor={id} style={{ marginTop: 8 }}>{said.compare}</label>
          <select id={id} className="rl-input" value={from} onChange={(event) => setFrom(event.target.value as 'mine' | 'shipped')}>
            <option value="mine">{said.mine}</option>
            <option value="shipped">{said.shipped}</option>
          </select>
        </>
      )}
      <p className="c2 sec">{said.legend[base === null ? 'mine' : from]}</p>
      <ul className="c2" style={LINES} lang={shipped.language} tabIndex={0} aria-label={said.legend[base === null ? 'mine' : from]}>{rows}</ul>
      <div className="row wrap">
        <Button size="small" disabledFocusable={busy || dirty} onClick={onKeep}>{said.keep}</Button>
        <Button size="small" disabledFocusable={busy || dirty} onClick={onTake}>{said.take}</Button>
      </div>
      {dirty ? <p className="hint">{said.unsavedFirst}</p> : null}
    </Region>
  );
}
