import { useId } from 'react';
import type { JSX } from 'react';
import { plain, plansWords, POLICY_FIELDS } from '../../core';
import type { DunningStage, Language, PolicyField, StageBasis } from '../../core';
import { Field } from './forms';
import type { StageDraft } from './plan-draft';

interface Props {
  readonly stage: DunningStage;
  readonly typed: StageDraft;
  readonly hints: readonly string[];
  readonly language: Language;
  readonly errorAt: (field: PolicyField) => string | undefined;
  readonly onChange: (change: Partial<StageDraft>) => void;
}
const BASES: readonly StageBasis[] = ['due', 'end-of-month', 'previous'];

/** One step of a plan in the form. Before the due date nothing is counted from elsewhere, and no sum is too small to be announced apart from the plan's own. */
export function StageFields({ stage, typed, hints, language, errorAt, onChange }: Props): JSX.Element {
  const said = plansWords(language);
  const labels = POLICY_FIELDS[language];
  const of = useId();
  const fault = errorAt('basis');
  const late = stage.days > 0;
  return (
    <fieldset className="fieldset step">
      <legend>{plain(stage.name[language], 80)} <span className="c2 sec" style={{ fontWeight: 400 }}>({said.channels[stage.channel]})</span></legend>
      <label className="check"><input type="checkbox" checked={typed.enabled} onChange={(event) => onChange({ enabled: event.target.checked })} />{said.inUse}</label>
      <Field label={said.daysAfter[typed.basis]} value={typed.days} error={errorAt('days')} onChange={(days) => onChange({ days })} limit={6} numeric />
      {!late ? null : (
        <div>
          <label className="lbl" htmlFor={of}>{labels.basis}</label>
          <select id={of} className="rl-input" value={typed.basis} aria-invalid={fault === undefined ? undefined : true} aria-describedby={fault === undefined ? undefined : `${of}-fault`} onChange={(event) => onChange({ basis: event.target.value as StageBasis })}>
            {BASES.map((basis) => <option key={basis} value={basis}>{said.bases[basis]}</option>)}
          </select>
          {fault === undefined ? null : <p className="err" id={`${of}-fault`}>{fault}</p>}
        </div>
      )}
      {typed.basis === 'previous' ? null : <Field label={labels.minimumGap} value={typed.gap} error={errorAt('minimumGap')} onChange={(gap) => onChange({ gap })} limit={6} numeric />}
      {!late ? null : <Field label={`${labels.thresholdMinor} (€)`} value={typed.threshold} error={errorAt('thresholdMinor')} onChange={(threshold) => onChange({ threshold })} limit={14} numeric />}
      {stage.channel === 'call' ? null : <Field label={labels.signer} value={typed.signer} error={errorAt('signer')} onChange={(signer) => onChange({ signer })} limit={80} />}
      {hints.map((text) => <p key={text} className="hint">{text}</p>)}
    </fieldset>
  );
}
