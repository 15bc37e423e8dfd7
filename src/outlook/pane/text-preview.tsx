import { useEffect, useId, useMemo, useState } from 'react';
import type { JSX } from 'react';
import { plain, textsWords, words } from '../../core';
import type { Author, Problem, RateTable, Template } from '../../core';
import type * as Writing from '../../core/writing';
import { Findings } from './findings';
import { Region, Unbroken } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';
import { openCase, realCases, samplesOf } from './text-cases';
import type { TextCase } from './text-cases';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly engine: typeof Writing;
  readonly template: Template;
  readonly typed: Pick<Template, 'subject' | 'body'>;
  readonly verdict: Writing.TextVerdict | null;
  readonly trying: { readonly author: Author; readonly rates: RateTable | null };
}

/** The text as this customer would get it; the customer on the card first, then others to whom it is proposed today, then the samples. */
export function TextPreview({ session, snapshot, engine, template, typed, verdict, trying }: Props): JSX.Element {
  const { language } = snapshot;
  const table = words(language);
  const said = textsWords(language);
  const id = useId();
  const [real, setReal] = useState<readonly TextCase[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asText, setAsText] = useState(false);
  const open = useMemo(() => openCase(session, template), [session, template]);
  const samples = useMemo(() => samplesOf(engine, session, template), [engine, session, template]);
  useEffect(() => {
    let gone = false;
    void realCases(session, template).then((found) => {
      if (gone) return;
      setReal(found.cases);
      setProblem(found.problem);
    });
    return () => { gone = true; };
  }, [session, template]);
  const customers = [...(open === null ? [] : [open]), ...real];
  const cases = [...customers, ...samples];
  const on = cases.find(({ id: one }) => one === chosen) ?? cases[0];
  const faulty = verdict !== null && verdict.faults.length > 0;
  const tried = useMemo(() => (on === undefined || faulty ? null : engine.tryText({ ...template, subject: typed.subject.trim(), body: typed.body.trim() }, on.on, { ...trying, pack: on.pack, rates: on.sample === 'bare' ? null : trying.rates }, on.on.caseFile.today)),
    [engine, template, typed, on, faulty, trying.rates]);
  const nameOf = (one: TextCase): string => (one.sample !== null ? said.cases[one.sample] : `${plain(one.name ?? '', 60)}${one.isOpen ? ` (${said.openCustomer}${one.isAsIf ? `, ${said.asIf}` : ''})` : ''}`);
  const found = (verdict?.findings ?? []).map(({ finding, text }) => engine.findingView(finding, text, language, session.day()));
  return (
    <>
      <Findings findings={faulty ? [] : found} language={language} />
      <Region id={`${id}-title`} title={said.preview}>
        <label className="lbl" htmlFor={`${id}-case`}>{said.customer}</label>
        <select id={`${id}-case`} className="rl-input" value={on?.id ?? ''} onChange={(event) => setChosen(event.target.value)}>
          {customers.length === 0 ? null : <optgroup label={said.real}>{customers.map((one) => <option key={one.id} value={one.id}>{nameOf(one)}</option>)}</optgroup>}
          <optgroup label={said.samples}>{samples.map((one) => <option key={one.id} value={one.id}>{nameOf(one)}</option>)}</optgroup>
        </select>
        {problem === null ? null : <ProblemText problem={problem} session={session} snapshot={snapshot} listed />}
        <div className="row wrap" role="radiogroup" aria-labelledby={`${id}-title`}>
          {[false, true].map((plainText) => <label key={String(plainText)} className="check"><input type="radio" name={`${id}-as`} checked={asText === plainText} onChange={() => setAsText(plainText)} />{plainText ? said.asText : said.asMail}</label>)}
        </div>
      </Region>
      {tried === null ? <p className="s c2 sec" role="status">{said.noPreview}</p> : !tried.ok ? <div className="s"><ProblemText problem={tried.problem} session={session} snapshot={snapshot} listed /></div> : (
        <section className="ed" aria-label={asText ? said.asText : said.asMail} lang={template.language} tabIndex={0}>
          <p className="s"><span className="c2 sec">{table.subject} </span><span className="b any"><Unbroken text={tried.value.text.subject} /></span></p>
          {asText ? <pre className="txt" style={{ whiteSpace: 'pre-wrap', margin: 0, fontFamily: 'inherit' }}>{tried.value.text.text}</pre>
            // Made by core's template engine, which escapes what it is given and knows a dozen tags.
            : <div className="txt" dangerouslySetInnerHTML={{ __html: tried.value.text.html }} />}
        </section>
      )}
    </>
  );
}
