import { useEffect, useId, useRef, useState } from 'react';
import type { JSX, KeyboardEvent, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { fail, ok, parseAmount, stageChoices, words, worklistWords } from '../../core';
import type { Language, Result, WorklistFilter } from '../../core';
import { Field } from './forms';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

interface Typed {
  readonly words: string;
  readonly stage: string;
  readonly segment: string;
  readonly amount: string;
  readonly days: string;
}
const DAYS = /^\d{1,5}$/;

const typedOf = ({ words: typed, stage, segment, amountFrom, daysFrom }: WorklistFilter, language: Language): Typed => ({
  words: typed, stage: stage ?? '', segment: segment ?? '', amount: amountFrom === 0 ? '' : `${Math.floor(amountFrom / 100)}${language === 'fr' ? ',' : '.'}${String(amountFrom % 100).padStart(2, '0')}`, days: daysFrom === 0 ? '' : String(daysFrom),
});

function filterOf(typed: Typed, language: Language): Result<WorklistFilter, Partial<Typed>> {
  const amount = typed.amount.trim() === '' ? null : parseAmount(typed.amount, null);
  const days = typed.days.trim() === '' ? '0' : typed.days.trim();
  const errors: Partial<Typed> = {
    ...(amount !== null && (!amount.ok || amount.value.minor < 0) ? { amount: words(language).invalidAmount } : {}),
    ...(DAYS.test(days) ? {} : { days: worklistWords(language).invalidDays }),
  };
  if (Object.keys(errors).length > 0) return fail(errors);
  return ok({ words: typed.words.trim(), stage: typed.stage === '' ? null : typed.stage, segment: typed.segment === '' ? null : typed.segment, amountFrom: amount === null || !amount.ok ? 0 : amount.value.minor, daysFrom: Number(days) });
}

/** Whom of a group the list shows. What is typed counts once it is applied; what was applied stays with the list. */
export function WorklistFilters({ session, snapshot, onDone }: { readonly session: Session; readonly snapshot: Snapshot; readonly onDone: () => void }): JSX.Element {
  const { language } = snapshot;
  const said = worklistWords(language);
  const [typed, setTyped] = useState<Typed>(() => typedOf(session.desk.listed.filter, language));
  const [errors, setErrors] = useState<Partial<Typed>>({});
  const [segments, setSegments] = useState<readonly string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const pack = session.currentPack();
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input')?.focus();
    let gone = false;
    // Without the categories the other filters are there all the same.
    void session.records.policies().then((answer) => { if (!gone && answer.ok) setSegments(answer.value.segments); });
    return () => { gone = true; };
  }, [session]);
  useEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  const apply = (): void => {
    const filter = filterOf(typed, language);
    if (!filter.ok) return setErrors(filter.problem);
    onDone();
    void session.listing.setFilter(filter.value);
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
    session.desk.focus('filters');
  };
  const field = (name: keyof Typed, label: string, extra: { readonly numeric?: boolean; readonly hint?: string; readonly limit?: number } = {}): JSX.Element =>
    <Field label={label} value={typed[name]} error={errors[name]} onChange={(value) => { setTyped({ ...typed, [name]: value }); setErrors({}); }} {...extra} />;
  return (
    <form ref={form} className="card stack" style={{ marginTop: 8 }} noValidate aria-label={said.filters} onKeyDown={leave} onSubmit={(event) => { event.preventDefault(); apply(); }}>
      {field('words', said.fields.words, { limit: 200 })}
      <Pick label={said.fields.stage} value={typed.stage} onPick={(stage) => setTyped({ ...typed, stage })}>
        <option value="">{said.any}</option>
        {(pack === null ? [] : stageChoices(pack, language)).map(({ stage, label }) => <option key={stage} value={stage}>{label}</option>)}
      </Pick>
      {segments.length === 0 && typed.segment === '' ? null : (
        <Pick label={said.fields.segment} value={typed.segment} onPick={(segment) => setTyped({ ...typed, segment })}>
          <option value="">{said.any}</option>
          {[...new Set([...segments, ...(typed.segment === '' ? [] : [typed.segment])])].map((segment) => <option key={segment} value={segment}>{segment}</option>)}
        </Pick>
      )}
      {field('amount', said.fields.amount, { numeric: true, hint: said.amountHint, limit: 20 })}
      {field('days', said.fields.days, { numeric: true, hint: said.daysHint, limit: 5 })}
      <div className="row wrap"><Button appearance="primary" type="submit">{said.apply}</Button><Button onClick={() => { onDone(); session.desk.focus('filters'); }}>{words(language).cancel}</Button></div>
    </form>
  );
}

function Pick({ label, value, onPick, children }: { readonly label: string; readonly value: string; readonly onPick: (value: string) => void; readonly children: ReactNode }): JSX.Element {
  const id = useId();
  return <div><label className="lbl" htmlFor={id}>{label}</label><select id={id} className="rl-input" value={value} onChange={(event) => onPick(event.target.value)}>{children}</select></div>;
}
