import { useEffect, useRef, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { api, companyName, companyWords, withCompany, words } from '../../core';
import type { CompanyView, Problem } from '../../core';
import { Field } from './forms';
import { Pill, StepBar } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
}

/** The companies of this server: which there are, another one, and none that has recorded nothing. */
export function Companies({ session, snapshot, bars }: Props & { readonly bars: ReactNode }): JSX.Element {
  const { language } = snapshot;
  const said = companyWords(language);
  const here = session.desk.options.companies;
  const [all, setAll] = useState<readonly CompanyView[]>(() => here.all());
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const changed = (next: readonly CompanyView[]): void => {
    setAll(next);
    here.changed(next);
  };
  const add = async (): Promise<void> => {
    setBusy(true);
    const answer = await session.records.ask(api.addCompany(name));
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    changed([...all, answer.value]);
    await here.choose(answer.value.id);
  };
  return (
    <>
      <StepBar title={said.title} back={words(language).back} onBack={() => session.closeStep()} />
      <main className="body">
        {bars}
        <section className="s">
          <p className="hint" style={{ marginBottom: 12 }}>{said.hint}</p>
          <ul className="stack" style={{ gap: 12 }}>
            {all.map((company) => <Row key={company.id} session={session} snapshot={snapshot} company={company} isFirst={company === all[0]} isShown={company.id === here.shown()} onRemoved={() => { changed(all.filter(({ id }) => id !== company.id)); session.announce(said.removed); session.desk.focus('step'); }} />)}
          </ul>
        </section>
        <section className="s">
          <form className="stack" style={{ gap: 12 }} onSubmit={(event) => { event.preventDefault(); if (!busy) void add(); }}>
            <Field label={said.name} value={name} error={undefined} onChange={(value) => { setProblem(null); setName(value); }} limit={200} />
            {problem === null ? null : <ProblemText problem={problem} session={session} snapshot={snapshot} />}
            <div className="row"><Button type="submit" disabledFocusable={busy}>{said.add}</Button></div>
          </form>
        </section>
      </main>
    </>
  );
}

function Row({ session, snapshot: { language }, snapshot, company, isFirst, isShown, onRemoved }: Props & { readonly company: CompanyView; readonly isFirst: boolean; readonly isShown: boolean; readonly onRemoved: () => void }): JSX.Element {
  const said = companyWords(language);
  const name = companyName(company, language);
  const [leaving, setLeaving] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (leaving) asked.current?.querySelector('button')?.focus();
  }, [leaving]);
  const keep = (): void => {
    setLeaving(false);
    session.desk.focus(`remove ${company.id}`);
  };
  const remove = async (): Promise<void> => {
    setBusy(true);
    const answer = await session.records.ask(api.removeCompany(company.id));
    setBusy(false);
    setLeaving(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) onRemoved();
  };
  const who = [...company.addresses, ...company.domains].slice(0, 4).join(', ');
  return (
    <li className="card" aria-label={name}>
      <div className="row wrap between"><h2 className="h2 any">{name}</h2>{isShown ? <Pill pill={{ kind: 'settled', label: said.onScreen }} /> : company.connected ? null : <Pill pill={{ kind: 'none', label: said.withoutLedger }} />}</div>
      {who === '' ? null : <p className="c2 sec any">{who}</p>}
      {problem === null ? null : <ProblemText problem={problem} session={session} snapshot={snapshot} />}
      {leaving ? (
        <div ref={asked} role="group" aria-label={withCompany(said.removeAsk, company, language)} className="mb warning" style={{ margin: '8px 0 0', display: 'block' }} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); event.preventDefault(); keep(); } }}>
          <p role="alert"><b className="any">{withCompany(said.removeAsk, company, language)}</b> {said.removeWhat}</p>
          <div className="acts" style={{ marginTop: 8 }}><Button size="small" onClick={keep}>{said.cancel}</Button><Button size="small" disabledFocusable={busy} onClick={() => void remove()}>{said.remove}</Button></div>
        </div>
      ) : isShown ? null : (
        <div className="acts">
          <Button size="small" aria-label={`${said.open}, ${name}`} onClick={() => void session.desk.options.companies.choose(company.id)}>{said.open}</Button>
          {isFirst ? null : <Button size="small" appearance="subtle" data-focus={`remove ${company.id}`} aria-label={`${said.remove}, ${name}`} onClick={() => setLeaving(true)}>{said.remove}</Button>}
        </div>
      )}
    </li>
  );
}
