import { useEffect, useId, useRef } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { contactWords, formatLongWeekdayDate, INVOICE_FIELD, isLocalDate, letterFateWords, letterWords, words, worklistWords } from '../../core';
import type { FormKind, Words } from '../../core';
import { StepBar } from './parts';
import type { Session } from './session';
import type { Snapshot, Step } from './snapshot';

type FormStepOf = Extract<Step, { readonly kind: 'form' }>;

const texts = (form: FormKind, table: Words, language: Snapshot['language']): { readonly title: string; readonly save: string } =>
  ({ promise: table.formPromise, dispute: table.formDispute, hold: table.formHold, pass: worklistWords(language).pass, call: table.formCall, note: table.formNote, skip: table.formSkip, 'close-dispute': table.formClose, contact: { title: table.contactAdd, save: table.contactAdd }, letter: letterWords(language), 'letter-fate': letterFateWords(language) })[form];

/** A page of its own, never a modal; what is typed is kept until it is recorded. */
export function FormStep({ session, snapshot, step, bars }: { readonly session: Session; readonly snapshot: Snapshot; readonly step: FormStepOf; readonly bars: ReactNode }): JSX.Element {
  const table = words(snapshot.language);
  const { title, save } = texts(step.form, table, snapshot.language);
  const { view } = snapshot;
  const form = useRef<HTMLFormElement>(null);
  // Refused: the keyboard goes to the first field that lacks something. Typing clears the errors and moves nothing.
  useEffect(() => {
    if (Object.keys(step.errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset[data-invalid="true"] input')?.focus();
  }, [step.errors]);
  const change = (name: string, value: string): void => session.recording.typed({ ...step.values, [name]: value });
  /** The field itself writes a date as the browser's language does: 11/27 and 27/11 are told apart by the day's name. */
  const inWords = (value: string): string | undefined => (isLocalDate(value) ? formatLongWeekdayDate(value, snapshot.language) : undefined);
  const field = (name: string, label: string, extra: Omit<FieldProps, 'label' | 'value' | 'error' | 'onChange'> = {}): JSX.Element => (
    <Field label={label} value={step.values[name] ?? ''} said={extra.type === 'date' ? inWords(step.values[name] ?? '') : undefined} error={step.errors[name]} onChange={(value) => change(name, value)} {...extra} />
  );
  return (
    <>
      <StepBar title={title} back={table.back} onBack={() => session.closeStep()} />
      <form className="rl-in" ref={form} noValidate onSubmit={(event) => { event.preventDefault(); void session.recording.submit(); }}>
        <main className="body">
          {bars}
          <div className="s stack" style={{ gap: 12 }}>
            {view?.kind === 'debtor' ? <p className="sec">{view.debtor.name}</p> : null}
            <Fields step={step} table={table} language={snapshot.language} field={field} change={change} />
          </div>
        </main>
        <footer className="foot"><Button className="rl-wide" appearance="primary" type="submit" disabledFocusable={snapshot.busy}>{save}</Button></footer>
      </form>
    </>
  );
}

interface FieldsProps {
  readonly step: FormStepOf;
  readonly table: Words;
  readonly language: Snapshot['language'];
  readonly field: (name: string, label: string, extra?: Omit<FieldProps, 'label' | 'value' | 'error' | 'onChange'>) => JSX.Element;
  readonly change: (name: string, value: string) => void;
}

function Fields({ step, table, language, field, change }: FieldsProps): JSX.Element {
  switch (step.form) {
    case 'promise':
      return <>{field('date', table.formPromise.date, { type: 'date', min: step.today, required: true })}{field('amount', table.formPromise.amount, { hint: table.formPromise.amountHint, numeric: true })}{field('quotation', table.formPromise.quotation, { hint: table.formPromise.quotationHint, limit: 200, long: true })}</>;
    case 'dispute':
      return (
        <>
          <Group legend={table.formDispute.invoices} error={step.errors['invoices']}>
            {step.invoices.map(({ id, label }) => (
              <label key={id} className="check"><input type="checkbox" checked={step.values[INVOICE_FIELD + id] === 'yes'} onChange={(event) => change(INVOICE_FIELD + id, event.target.checked ? 'yes' : '')} />{label}</label>
            ))}
          </Group>
          {field('amount', table.formDispute.amount, { hint: table.formDispute.amountHint, numeric: true })}
          {field('reason', table.formDispute.reason, { long: true, required: true })}
          {field('quotation', table.formDispute.quotation, { hint: table.formPromise.quotationHint, limit: 200, long: true })}
        </>
      );
    case 'hold':
      return <>{field('until', table.formHold.until, { type: 'date', min: step.today, hint: table.formHold.untilHint })}{field('reason', table.formHold.reason, { long: true, required: true })}</>;
    case 'pass': {
      const { until, untilHint, reason, reasonHint } = worklistWords(language).pass;
      return <>{field('until', until, { type: 'date', min: step.today, hint: untilHint, required: true })}{field('reason', reason, { hint: reasonHint, long: true, required: true })}</>;
    }
    case 'note':
      return field('text', table.formNote.text, { hint: table.formNote.hint, long: true, required: true });
    case 'call':
      return <><Radios name="outcome" legend={table.formCall.outcome} options={table.callOutcomes} step={step} change={change} />{field('note', table.formCall.note, { long: true })}</>;
    case 'skip':
      return field('reason', table.formSkip.reason, { long: true, required: true });
    case 'close-dispute':
      return <Radios name="outcome" legend={table.formClose.outcome} options={table.disputeOutcomes} step={step} change={change} />;
    case 'contact': {
      const { address, role, roles, hint } = contactWords(language);
      return <>{field('address', address, { hint, limit: 254, required: true })}<Radios name="role" legend={role} options={roles} step={step} change={change} /></>;
    }
    case 'letter': {
      const { date, provider, number, numberHint } = letterWords(language);
      return <>{field('date', date, { type: 'date', max: step.today, required: true })}{field('provider', provider, { limit: 200, required: true })}{field('number', number, { hint: numberHint, limit: 200, required: true })}</>;
    }
    case 'letter-fate': {
      const { what, ends, date, hint } = letterFateWords(language);
      return <><Radios name="fate" legend={what} options={ends} step={step} change={change} />{field('date', date, { type: 'date', max: step.today, hint, required: true })}</>;
    }
  }
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'password';
  readonly hint?: string;
  /** What was filled in, in words. */
  readonly said?: string | undefined;
  readonly min?: string;
  readonly max?: string;
  readonly limit?: number;
  readonly long?: boolean;
  readonly numeric?: boolean;
  readonly required?: boolean;
  /** Under which the keyboard is led to it. */
  readonly focusName?: string;
}

export function Field({ label, value, error, onChange, type = 'text', hint, said, min, max, limit, long = false, numeric = false, required = false, focusName }: FieldProps): JSX.Element {
  const id = useId();
  const shared = {
    id, className: 'rl-input', value, 'aria-required': required, 'aria-invalid': error !== undefined, 'aria-describedby': [said === undefined ? '' : `${id}-said`, hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter((each) => each !== '').join(' ') || undefined,
    'data-focus': focusName, maxLength: limit ?? 2_000, onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  return (
    <div>
      <label className="lbl" htmlFor={id}>{label}</label>
      {long ? <textarea {...shared} rows={3} /> : <input {...shared} type={type} min={min} max={max} inputMode={numeric ? 'decimal' : undefined} autoComplete={type === 'password' ? 'new-password' : 'off'} />}
      {said === undefined ? null : <p id={`${id}-said`} className="hint">{said}</p>}
      {hint === undefined ? null : <p id={`${id}-hint`} className="hint">{hint}</p>}
      {error === undefined ? null : <p id={`${id}-error`} className="err" role="alert">{error}</p>}
    </div>
  );
}

function Group({ legend, error, children }: { readonly legend: string; readonly error: string | undefined; readonly children: ReactNode }): JSX.Element {
  return <fieldset className="fieldset" data-invalid={error !== undefined}><legend>{legend}</legend>{children}{error === undefined ? null : <p className="err" role="alert">{error}</p>}</fieldset>;
}

function Radios({ name, legend, options, step, change }: { readonly name: string; readonly legend: string; readonly options: Readonly<Record<string, string>>; readonly step: FormStepOf; readonly change: (name: string, value: string) => void }): JSX.Element {
  return (
    <Group legend={legend} error={step.errors[name]}>
      {Object.entries(options).map(([value, label]) => <label key={value} className="check"><input type="radio" name={name} value={value} checked={step.values[name] === value} onChange={() => change(name, value)} />{label}</label>)}
    </Group>
  );
}
