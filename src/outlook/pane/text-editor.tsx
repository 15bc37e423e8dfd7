import { useEffect, useId, useRef, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { standingOf, templateKey, textFaultInWords, textName, textStandingWords, textState, textsWords, words } from '../../core';
import type { OwnText, Problem, Template, TextFault } from '../../core';
import type * as Writing from '../../core/writing';
import { Field } from './forms';
import { keptTexts } from './kept-texts';
import type { TypedText } from './kept-texts';
import { StepBar } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';
import { TextPreview } from './text-preview';
import { TextStanding } from './text-standing';
import { TextVersions } from './text-versions';
import { useRates } from './use-rates';
import { VariablePick } from './variable-pick';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly shipped: Template;
  /** null: never changed. */
  readonly own: OwnText | null;
  readonly bars: ReactNode;
  readonly onBack: () => void;
  readonly onChanged: (own: OwnText) => Promise<void>;
  /** Somebody else saved: what is known of the versions is old. */
  readonly onStale: () => void;
}

/** After the last key: a text is not judged in the middle of a word. */
const CHECK_AFTER_MS = 400;
const writing = (): Promise<typeof Writing> => import(/* webpackChunkName: "writing" */ '../../core/writing');

interface Judged {
  readonly of: Pick<TypedText, 'subject' | 'body'>;
  readonly verdict: Writing.TextVerdict;
  readonly held: readonly string[];
}

/** One text: its faults while one types, what it says to real customers, and its versions. */
export function TextEditor({ session, snapshot, shipped, own, bars, onBack, onChanged, onStale }: Props): JSX.Element {
  const { language } = snapshot;
  const table = words(language);
  const said = textsWords(language);
  const id = useId();
  const key = templateKey(shipped);
  const inForce = own?.template ?? shipped;
  const newest = own?.versions[0]?.version ?? null;
  const kept = keptTexts(session);
  const [typed, setTyped] = useState<TypedText>(() => kept.get(key) ?? { subject: inForce.subject, body: inForce.body, replaces: newest });
  const [engine, setEngine] = useState<typeof Writing | null>(null);
  const [judged, setJudged] = useState<Judged | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  /** What was in force before the last saving here. */
  const [before, setBefore] = useState<{ readonly done: 'saved' | 'reset'; readonly subject: string; readonly body: string; readonly reason: string | null; readonly wasShipped: boolean } | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [rates] = useRates(session);
  const pack = session.currentPack();
  const author = session.desk.me;
  const standing = own === null ? null : standingOf(own, shipped);
  const dirty = typed.subject !== inForce.subject || typed.body !== inForce.body;

  useEffect(() => {
    let gone = false;
    void writing().then((loaded) => { if (!gone) setEngine(loaded); });
    return () => { gone = true; };
  }, []);
  /** What is typed now, judged; null: what it takes has not been fetched yet. */
  const judge = (): Judged | null => {
    const { subject, body } = typed;
    if (judged?.of.subject === subject && judged.of.body === body) return judged;
    if (engine === null || pack === null || author === null) return null;
    const verdict = engine.judgeText(shipped, { subject, body }, { pack, author, rates: rates?.ok === true ? rates.value : null }, session.day());
    const found: Judged = { of: { subject, body }, verdict, held: engine.heldBack(verdict) };
    setJudged(found);
    return found;
  };
  useEffect(() => {
    const timer = setTimeout(judge, judged === null ? 0 : CHECK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [engine, typed, pack, author, rates, shipped, session]);

  const change = (next: Partial<TypedText>): void => {
    const text = { ...typed, ...next };
    setTyped(text);
    setTrouble(null);
    if (text.subject === inForce.subject && text.body === inForce.body) kept.delete(key);
    else kept.set(key, text);
  };
  const drop = (): void => {
    kept.delete(key);
    setTyped({ subject: inForce.subject, body: inForce.body, replaces: newest });
    setTrouble(null);
    area.current?.focus();
  };
  const take = (template: Pick<Template, 'subject' | 'body'>): void => {
    change({ subject: template.subject, body: template.body, replaces: newest });
    session.announce(said.taken);
    area.current?.focus();
  };

  const faults = judged?.verdict.faults ?? [];
  const held = judged !== null && judged.held.length > 0;
  /** Whether it was saved or the shipped one taken back: the answer is kept, and the text that the editor holds from now on is of its version. */
  const keep = async (ask: () => ReturnType<Session['records']['saveTemplate']>, done: 'saved' | 'reset' | null, told: string, otherwise: Pick<Template, 'subject' | 'body'>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const answer = await ask();
    setBusy(false);
    setTrouble(answer.ok ? null : answer.problem);
    if (!answer.ok) {
      // The clerk has been told: the next saving replaces the version that is shown now.
      if (answer.problem.code === 'text/changed-meanwhile') onStale();
      return;
    }
    kept.delete(key);
    setBefore(done === null ? null : { done, subject: inForce.subject, body: inForce.body, reason: own?.versions[0]?.override?.reason ?? null, wasShipped: own?.template === undefined || own.template === null });
    const { template, versions } = answer.value;
    const { subject, body } = template ?? otherwise;
    setTyped({ subject, body, replaces: versions[0]?.version ?? null });
    setReason('');
    session.announce(told);
    await onChanged(answer.value);
  };
  const save = (text: TypedText, because: string | null, done: 'saved' | null): Promise<void> =>
    keep(() => session.records.saveTemplate({ key, subject: text.subject, body: text.body, replaces: text.replaces, reason: because }), done, said.saved, text);
  /** A version of its own: the same words, beside the shipped text of this release. */
  const keepMine = (): void => {
    const text = { subject: inForce.subject, body: inForce.body };
    void keep(() => session.records.saveTemplate({ key, ...text, replaces: newest, reason: own?.versions[0]?.override?.reason ?? null, basedOn: shipped.version }), null, textStandingWords(language).kept, text);
  };
  const reset = async (undoes: boolean): Promise<void> => {
    if (newest !== null) await keep(() => session.records.resetTemplate({ key, replaces: newest }), undoes ? null : 'reset', said.resetDone, shipped);
  };
  const undo = (): void => {
    if (before === null) return;
    void (before.wasShipped ? reset(true) : save({ subject: before.subject, body: before.body, replaces: newest }, before.reason, null));
  };
  /** The newest is replaced knowingly: it stands in the list below. */
  useEffect(() => {
    if (trouble?.code === 'text/changed-meanwhile' && newest !== null) setTyped((now) => ({ ...now, replaces: newest }));
  }, [newest, trouble]);

  const submit = (): void => {
    const now = judge();
    const [first] = now?.verdict.faults ?? [];
    if (first !== undefined) return goTo(first);
    const needsReason = now !== null && now.held.length > 0;
    if (needsReason && reason.trim() === '') return session.desk.focus('override');
    void save(typed, needsReason ? reason.trim() : null, 'saved');
  };
  const goTo = (fault: TextFault | undefined): void => {
    if (fault?.in === 'subject') return document.getElementById(`${id}-subject`)?.focus();
    const at = area.current;
    if (at === null) return;
    at.focus();
    const lines = typed.body.split('\n');
    const line = Math.min(Math.max((fault?.line ?? 1) - 1, 0), lines.length - 1);
    const from = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    at.setSelectionRange(from, from + (lines[line]?.length ?? 0));
    // A selection is not scrolled to by itself; lines wrap, so this is near, not exact.
    at.scrollTop = (at.scrollHeight * from) / Math.max(1, typed.body.length) - at.clientHeight / 3;
  };
  const insert = (snippet: string): void => {
    const at = area.current;
    if (at === null) return;
    at.focus();
    // The one way to put text in that Ctrl+Z takes back; where a browser has none, the value is set.
    if (document.execCommand('insertText', false, snippet)) return session.announce(said.inserted);
    change({ body: `${typed.body.slice(0, at.selectionStart)}${snippet}${typed.body.slice(at.selectionEnd)}` });
    session.announce(said.inserted);
  };
  const ofPart = (part: TextFault['in']): readonly TextFault[] => faults.filter((fault) => fault.in === part);
  return (
    <>
      <StepBar title={textName(shipped, pack?.policies ?? [], language)} back={table.back} onBack={onBack} />
      <form className="rl-in" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <main className="body">
          {bars}
          <div className="s stack" style={{ gap: 8 }}>
            <p className="c2 sec any" role="status">{textState(own, language, session.day())}{dirty ? ` · ${said.unsaved}` : ''}</p>
            {before === null ? null : <p className="row wrap"><span>{before.done === 'reset' ? said.resetDone : said.saved}</span><button type="button" className="lnk" onClick={undo}>{said.undo}</button></p>}
            <div>
              <label className="lbl" htmlFor={`${id}-subject`}>{said.subject}</label>
              <input id={`${id}-subject`} className="rl-input" lang={shipped.language} value={typed.subject} maxLength={1_000} aria-invalid={ofPart('subject').length > 0 || undefined} aria-describedby={ofPart('subject').length > 0 ? `${id}-subject-err` : undefined} onChange={(event) => change({ subject: event.target.value })} />
              <FaultList id={`${id}-subject-err`} faults={ofPart('subject')} language={language} onGo={goTo} />
            </div>
            <VariablePick engine={engine} template={shipped} language={language} onInsert={insert} />
            <div>
              <label className="lbl" htmlFor={`${id}-body`}>{said.body}</label>
              <textarea ref={area} id={`${id}-body`} className="rl-input" lang={shipped.language} rows={14} value={typed.body} aria-invalid={ofPart('body').length > 0 || undefined} aria-describedby={ofPart('body').length > 0 ? `${id}-body-err` : `${id}-body-hint`} onChange={(event) => change({ body: event.target.value })} />
              <p id={`${id}-body-hint`} className="hint">{said.bodyHint}</p>
              <FaultList id={`${id}-body-err`} faults={ofPart('body')} language={language} onGo={goTo} />
            </div>
            <div className="row wrap">
              {dirty ? <Button size="small" onClick={drop}>{said.discard}</Button> : null}
              {own?.template === null || own === null ? null : <Button size="small" disabledFocusable={busy} onClick={() => void reset(false)}>{said.reset}</Button>}
            </div>
          </div>
          {standing === null || own === null || own.template === null ? null : <TextStanding session={session} language={language} standing={standing} own={{ ...own, template: own.template }} shipped={shipped} engine={engine} busy={busy} dirty={dirty} onKeep={keepMine} onTake={() => void reset(false)} />}
          {engine === null || author === null ? null : <TextPreview session={session} snapshot={snapshot} engine={engine} template={shipped} typed={judged?.of ?? typed} verdict={judged?.verdict ?? null} trying={{ author, rates: rates?.ok === true ? rates.value : null }} />}
          <TextVersions session={session} snapshot={snapshot} own={own} shipped={shipped} onTake={take} />
        </main>
        <footer className="foot">
          {trouble === null ? null : <div style={{ marginBottom: 8 }}><ProblemText problem={trouble} session={session} snapshot={snapshot} /></div>}
          {held && dirty && faults.length === 0 ? <div style={{ marginBottom: 8 }}><Field label={said.reason} value={reason} error={undefined} hint={said.reasonHint} limit={500} onChange={setReason} focusName="override" /></div> : null}
          <Button className="rl-wide" appearance="primary" type="submit" disabledFocusable={busy || !dirty}>{held && faults.length === 0 ? said.saveAnyway : said.save}</Button>
        </footer>
      </form>
    </>
  );
}

function FaultList({ id, faults, language, onGo }: { readonly id: string; readonly faults: readonly TextFault[]; readonly language: Snapshot['language']; readonly onGo: (fault: TextFault) => void }): JSX.Element {
  const line = language === 'fr' ? 'Ligne' : 'Line';
  return (
    <div id={id} role="status"><ul>
      {faults.map((fault, at) => (
        <li key={`${at} ${fault.why}`} className="err any">
          {fault.line === null ? null : <button type="button" className="lnk" onClick={() => onGo(fault)}>{`${line} ${fault.line}`}</button>}{fault.line === null ? '' : ' '}
          {textFaultInWords(fault, language)}
        </li>
      ))}
    </ul></div>
  );
}
