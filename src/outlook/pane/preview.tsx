import { useEffect, useId, useRef, useState } from 'react';
import type { DragEvent, JSX, ClipboardEvent, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { consumerWords, letterWords, unknownRateInWords, words } from '../../core';
import type { FindingView, Language, Semester } from '../../core';
import { cleaned } from './compose';
import { Findings, OverrideField } from './findings';
import { Icon } from './icons';
import { PickMenu } from './menus';
import { StepBar } from './parts';
import type { Session } from './session';
import type { Override, PreviewDraft, Snapshot } from './snapshot';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly draft: PreviewDraft;
  readonly findings: readonly FindingView[];
  readonly override: Override | null;
  readonly bars: ReactNode;
}

/** The text as it will stand in the mail. The HTML comes from core's template engine, which escapes what it is given. */
export function Preview({ session, snapshot, draft, findings, override, bars }: Props): JSX.Element {
  const table = words(snapshot.language);
  const [subject, setSubject] = useState(draft.subject);
  const [edited, setEdited] = useState(draft.edited);
  const editor = useRef<HTMLDivElement>(null);
  const id = useId();
  const { view } = snapshot;
  const next = view?.kind === 'debtor' ? view.nextStep : null;
  useEffect(() => {
    // Every text that was written anew is shown, also the template again after the clerk's changes are dropped.
    if (editor.current === null) return;
    editor.current.innerHTML = draft.html;
    setSubject(draft.subject);
    setEdited(draft.edited);
  }, [draft]);
  const changed = (newSubject: string): void => {
    setSubject(newSubject);
    setEdited(true);
    session.texts.edit(newSubject, editor.current?.innerHTML ?? draft.html);
  };
  const take = async (from: DataTransfer): Promise<void> => {
    const html = from.getData('text/html');
    editor.current?.focus();
    // Still the one way to put text into an editable element so that Ctrl+Z takes it back.
    if (html === '') document.execCommand('insertText', false, from.getData('text/plain'));
    else document.execCommand('insertHTML', false, await cleaned(html, draft.language));
  };
  const paste = (event: ClipboardEvent): void => {
    event.preventDefault();
    void take(event.clipboardData);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void take(event.dataTransfer);
  };
  const reminder = draft.about === 'reminder';
  return (
    <>
      <StepBar title={draft.title} back={table.back} onBack={() => session.closeStep()} end={
        !reminder || next?.tone === null || next?.language === null || next === null ? null : (
          <>
            <PickMenu choice={next.tone} label={next.tone.label} onPick={(tone) => session.setChoice({ tone: tone as 'firm' })} />
            <PickMenu choice={next.language} label={next.language.label} short={table.languagesShort[next.language.value]} onPick={(language) => session.setChoice({ language: language as 'fr' })} />
          </>
        )
      } />
      <main className="body" style={{ paddingBottom: 0 }}>
        {draft.letter?.rateUnknown === null || draft.letter?.rateUnknown === undefined ? null : <MissingRate semester={draft.letter.rateUnknown} language={snapshot.language} />}
        {bars}
        {draft.outdated ? <div className="mb warning"><Icon name="warning" /><b role="alert">{table.previewOutdated}</b></div> : null}
        <div className="s stack">
          {draft.to.length === 0 || draft.letter?.byMail === false ? null : <p><span className="c2 sec">{table.to} </span><span className="any">{draft.to.join(', ')}</span></p>}
          {draft.cc.length === 0 || draft.letter?.byMail === false ? null : <p><span className="c2 sec">{table.copyTo} </span><span className="any">{draft.cc.join(', ')}</span>{draft.channel === 'reply' ? <span className="c2 sec">{` ${table.copyByHand}`}</span> : null}</p>}
          <div>
            <label className="lbl" htmlFor={id}>{table.subject}</label>
            <input id={id} className="rl-input" lang={draft.language} value={subject} readOnly={!draft.ownSubject} maxLength={500} onChange={(event) => changed(event.target.value)} />
          </div>
        </div>
        <Findings findings={findings} language={snapshot.language} />
        <section className="ed" aria-labelledby={`${id}-body`}>
          <div className="row between wrap" style={{ padding: '4px var(--px)' }}>
            <h2 className="h2" id={`${id}-body`}>{table.body}</h2>
            {edited ? <button type="button" className="lnk" onClick={() => void session.texts.resetText()}>{table.resetText}</button> : null}
          </div>
          <div ref={editor} className="txt" role="textbox" aria-multiline="true" aria-labelledby={`${id}-body`} aria-describedby={`${id}-hint`} lang={draft.language} contentEditable suppressContentEditableWarning tabIndex={0} onInput={() => changed(subject)} onPaste={paste} onDrop={drop} />
          {draft.attachments.length === 0 ? null : <p className="c2 s any">{draft.attachments.join(' · ')}</p>}
        </section>
        <p id={`${id}-hint`} className="s c2 sec">{edited ? `${table.edited}. ` : ''}{table.bodyHint}</p>
      </main>
      <footer className="foot">
        {override === null || !reminder ? null : <OverrideField override={override} language={snapshot.language} onChange={(reason) => session.texts.typedReason(reason)} />}
        {draft.letter === null ? null : <LetterButtons session={session} snapshot={snapshot} letter={draft.letter} draft={draft} />}
        {draft.letter !== null ? null : <div className="row wrap">
          <Button className="grow" appearance="primary" disabledFocusable={snapshot.busy} aria-keyshortcuts="Alt+I" onClick={() => void session.texts.insert(null)}>{override !== null && reminder ? table.formAnyway.save : draft.channel === 'copied' ? table.copy : reminder && next?.primary?.action.kind === 'insert-reminder' ? next.primary.label : table.insertText}</Button>
          {draft.channel === 'copied' ? null : <Button disabledFocusable={snapshot.busy} onClick={() => void session.texts.copyText()}>{table.copy}</Button>}
        </div>}
        <p className="c2 sec" style={{ marginTop: 6 }}>{draft.letter !== null ? footOf(draft.letter, snapshot.language) : draft.channel === 'compose' ? table.previewFootDraft : draft.channel === 'copied' ? table.pasteHint : table.previewFoot}</p>
      </footer>
    </>
  );
}

/** A letter claims penalties up to its day: where they could not be reckoned, its reader learns it before the text. */
const MissingRate = ({ semester, language }: { readonly semester: Semester; readonly language: Language }): JSX.Element =>
  <div className="mb warning"><Icon name="warning" /><p className="any" role="alert" style={{ gridColumn: '2/4' }}>{unknownRateInWords(semester, language)}</p></div>;

const footOf = ({ byMail, annex, toConsumer }: NonNullable<PreviewDraft['letter']>, language: Language): string => {
  const table = letterWords(language);
  return `${byMail ? table.footByMail : table.foot}${annex === null ? '' : ` ${table.withAnnex}`}${toConsumer && !byMail ? ` ${consumerWords(language).electronicLetter}` : ''}`;
};

/** A notice is printed and then noted; what follows it may also go by e-mail, as a draft. */
function LetterButtons({ session, snapshot, letter, draft }: { readonly session: Session; readonly snapshot: Snapshot; readonly letter: NonNullable<PreviewDraft['letter']>; readonly draft: PreviewDraft }): JSX.Element {
  const table = letterWords(snapshot.language);
  return (
    <div className="row wrap">
      <Button className="rl-wide" appearance="primary" disabledFocusable={snapshot.busy} onClick={() => void session.texts.print()}>{table.print}</Button>
      {letter.byMail && draft.to.length > 0 ? <Button disabledFocusable={snapshot.busy} onClick={() => void session.texts.insert(null)}>{table.insert}</Button> : null}
      <Button disabledFocusable={snapshot.busy} onClick={() => void session.texts.copyText()}>{words(snapshot.language).copy}</Button>
      <Button disabledFocusable={snapshot.busy} onClick={() => session.act({ kind: 'record-letter' })}>{table.record}</Button>
    </div>
  );
}
