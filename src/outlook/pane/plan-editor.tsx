import { useMemo, useRef, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { faultsAt, parsePolicy, plansWords, POLICY_FIELDS, POLICY_UNITS, policyAdvice, policyAdviceInWords, policyFaultInWords, previewInWords, REGISTERS, words } from '../../core';
import type { OwnPolicy, PolicyFault, PolicyField, PolicyId, PolicyPreview, Problem, ReminderPolicy, StageId } from '../../core';
import { Field } from './forms';
import { Region, StepBar, Unbroken } from './parts';
import { StageFields } from './plan-stage';
import { draftOf, RULE_FIELDS, typedPolicy } from './plan-draft';
import type { PlanDraft, RuleField } from './plan-draft';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly from: ReminderPolicy;
  /** null: a copy of a shipped plan. */
  readonly own: OwnPolicy | null;
  /** The plan that it was copied from, to go back to. */
  readonly shipped: ReminderPolicy | null;
  readonly bars: ReactNode;
  readonly onCancel: () => void;
  /** `before`: the version that it replaces; null: a new plan. */
  readonly onSaved: (plan: OwnPolicy, before: ReminderPolicy | null) => Promise<void>;
}

const BUSINESS: readonly RuleField[] = ['mailSpacing', 'promiseGrace', 'deadlineBusinessDays', 'ledgerMaxAge'];
const NEW = 'new' as PolicyId;
const LINES = 8;

/** The steps of a plan in a form: each fault stands at its field while one types, and the change is tried on real customers before it is saved. */
export function PlanEditor({ session, snapshot, from, own, shipped, bars, onCancel, onSaved }: Props): JSX.Element {
  const { language } = snapshot;
  const table = words(language);
  const said = plansWords(language);
  const labels = POLICY_FIELDS[language];
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<PlanDraft>(() => draftOf(from, own === null ? `${said.copyOf} ${from.name[language]}` : from.name[language]));
  const [preview, setPreview] = useState<PolicyPreview | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const templates = session.currentPack()?.templates ?? null;
  const checked = useMemo(() => parsePolicy(typedPolicy(draft, from, own?.policy.id ?? NEW), templates), [draft, from, own, templates]);
  const faults: readonly PolicyFault[] = checked.ok ? [] : checked.problem;
  const advice = checked.ok ? policyAdvice(checked.value) : [];
  const errorAt = (stage: StageId | null, field: PolicyField): string | undefined => {
    const found = faultsAt(faults, stage, field).map((fault) => policyFaultInWords(fault, from, language));
    return found.length === 0 ? undefined : found.join(' ');
  };
  const set = (change: Partial<PlanDraft>): void => {
    setDraft((now) => ({ ...now, ...change }));
    setPreview(null);
    setTrouble(null);
  };
  const setStage = (id: StageId, change: Partial<PlanDraft['stages'][StageId]>): void => {
    const now = draft.stages[id];
    if (now !== undefined) set({ stages: { ...draft.stages, [id]: { ...now, ...change } } });
  };
  const reset = (): void => {
    if (shipped === null) return;
    set(draftOf(shipped, draft.name));
    session.announce(said.resetDone);
  };
  const submit = async (): Promise<void> => {
    if (!checked.ok) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    if (busy) return;
    setBusy(true);
    const { value } = checked;
    if (preview === null) {
      const answer = await session.records.previewPolicy(value, own?.policy.id ?? from.id);
      setPreview(answer.ok ? answer.value : null);
      setTrouble(answer.ok ? null : answer.problem);
    } else {
      const answer = await session.records.savePolicy({ policy: value, basedOn: own === null ? from.id : null, replaces: own === null ? null : own.policy.version });
      setTrouble(answer.ok ? null : answer.problem);
      if (answer.ok) return onSaved(answer.value, own === null ? null : own.policy);
    }
    setBusy(false);
  };
  const effect = preview === null ? null : previewInWords(preview, language, session.day());
  const unit = (field: RuleField): string => (field === 'toleranceMinor' ? '€' : POLICY_UNITS[language][BUSINESS.includes(field) ? 'business-days' : 'days']);
  const general = faultsAt(faults, null, 'stages').map((fault) => policyFaultInWords(fault, from, language));
  return (
    <>
      <StepBar title={own === null ? said.copy : said.edit} back={table.back} onBack={onCancel} />
      <form className="rl-in" ref={form} noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <main className="body">
          {bars}
          <div className="s stack" style={{ gap: 12 }}>
            <Field label={said.name} value={draft.name} error={errorAt(null, 'name')} onChange={(name) => set({ name })} limit={80} />
            {shipped === null ? null : <div><Button size="small" onClick={reset}>{said.reset}</Button></div>}
          </div>
          <Region id="plan-steps" title={said.steps}>
            {general.map((text) => <p key={text} className="err" role="alert">{text}</p>)}
            {from.stages.map((stage) => {
              const typed = draft.stages[stage.id];
              const hints = advice.filter((one) => one.stage === stage.id).map((one) => policyAdviceInWords(one, language));
              return typed === undefined ? null : <StageFields key={stage.id} stage={stage} typed={typed} hints={hints} language={language} errorAt={(field) => errorAt(stage.id, field)} onChange={(change) => setStage(stage.id, change)} />;
            })}
          </Region>
          <Region id="plan-rules" title={said.rules}>
            <div className="stack" style={{ gap: 12 }}>
              {RULE_FIELDS.map((field) => <Field key={field} label={`${labels[field]} (${unit(field)})`} value={draft.numbers[field]} error={errorAt(null, field)} onChange={(value) => set({ numbers: { ...draft.numbers, [field]: value } })} limit={12} numeric />)}
              <div>
                <label className="check"><input type="checkbox" checked={draft.catchUp} onChange={(event) => set({ catchUp: event.target.checked })} />{labels.catchUp}</label>
                <p className="hint">{said.catchUpHint}</p>
              </div>
              <fieldset className="fieldset">
                <legend>{labels.register}</legend>
                {(['formal', 'friendly'] as const).map((register) => <label key={register} className="check"><input type="radio" name="register" checked={draft.register === register} onChange={() => set({ register })} />{REGISTERS[language][register]}</label>)}
              </fieldset>
            </div>
          </Region>
          <section className="s" aria-live="polite">
            {effect === null ? null : (
              <>
                <p className="b"><Unbroken text={effect.summary} /></p>
                <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>{effect.lines.slice(0, LINES).map((line, at) => <li key={`${at} ${line}`} className="any"><Unbroken text={line} /></li>)}</ul>
                {effect.lines.length > LINES ? <p className="c2 sec">+ {effect.lines.length - LINES}</p> : null}
              </>
            )}
            {trouble === null ? null : <ProblemText problem={trouble} session={session} snapshot={snapshot} />}
          </section>
        </main>
        <footer className="foot"><Button className="rl-wide" appearance="primary" type="submit" disabledFocusable={busy}>{preview === null ? said.check : said.confirm}</Button></footer>
      </form>
    </>
  );
}
