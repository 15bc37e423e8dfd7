import { useEffect, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { standingOf, templateKey, textName, textStandingWords, textState, textsWords, words } from '../../core';
import type { Language, OwnText, Problem, Template, TemplateBook, TemplateKey } from '../../core';
import { keptTexts } from './kept-texts';
import { Region, StepBar } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';
import { TextEditor } from './text-editor';

/** Every text with its state, and one of them to be changed. */
export function MessageTexts({ session, snapshot, bars }: { readonly session: Session; readonly snapshot: Snapshot; readonly bars: ReactNode }): JSX.Element {
  const { language } = snapshot;
  const table = words(language);
  const said = textsWords(language);
  const [book, setBook] = useState<TemplateBook | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [of, setOf] = useState<Language>(language);
  const [edited, setEdited] = useState<TemplateKey | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    void session.records.templates().then((answer) => {
      if (gone) return;
      setTrouble(answer.ok ? null : answer.problem);
      if (answer.ok) setBook(answer.value);
    });
    return () => { gone = true; };
  }, [session, turn]);

  const ownOf = (key: TemplateKey): OwnText | null => book?.own.find((own) => own.key === key) ?? null;
  const shipped = book?.shipped.find((template) => templateKey(template) === edited) ?? null;
  if (edited !== null && shipped !== null) {
    const changed = async (own: OwnText): Promise<void> => {
      setBook((now) => (now === null ? now : { ...now, own: [...now.own.filter(({ key }) => key !== own.key), own] }));
      // Whatever stands on the screen behind this page is written with it from now on.
      const pack = await session.records.pack();
      if (pack.ok) session.packChanged(pack.value);
    };
    return (
      <TextEditor key={edited} session={session} snapshot={snapshot} shipped={shipped} own={ownOf(edited)} bars={bars} onChanged={changed} onStale={() => setTurn((now) => now + 1)}
        onBack={() => { setEdited(null); session.desk.focus(`text ${edited}`); }} />
    );
  }
  // The one for everybody before those for some.
  const place = ({ stage, tone, audience }: Template): string => `${stage ?? ''} ${tone ?? ''} ${audience ?? ''}`;
  const texts = (book?.shipped ?? []).filter((template) => template.language === of).sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
  const list = (some: readonly Template[]): JSX.Element => (
    <ul className="chs">
      {some.map((template) => {
        const key = templateKey(template);
        const own = ownOf(key);
        const standing = own === null ? null : standingOf(own, template);
        return (
          <li key={key}>
            <div className="grow">
              <button type="button" className="lnk any" style={{ fontSize: 14, lineHeight: '20px' }} data-focus={`text ${key}`} onClick={() => { setEdited(key); session.desk.focus('step'); }}>{textName(template, session.currentPack()?.policies ?? [], language)}</button>
              <p className="c2 sec any">{textState(own, language, session.day())}{standing === null ? null : <span className="b">{` · ${textStandingWords(language).inList[standing]}`}</span>}{keptTexts(session).has(key) ? <span className="b">{` · ${said.unsaved}`}</span> : null}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
  return (
    <>
      <StepBar title={said.title} back={table.back} onBack={() => session.closeStep()} />
      <main className="body" aria-busy={book === null && trouble === null ? true : undefined}>
        {bars}
        {trouble === null ? null : <div className="s"><ProblemText problem={trouble} session={session} snapshot={snapshot} /><div style={{ marginTop: 8 }}><Button onClick={() => setTurn((now) => now + 1)}>{table.retry}</Button></div></div>}
        {book === null ? (trouble === null ? <p className="s still c2" role="status"><span>{said.loading}</span></p> : null) : (
          <>
            <div className="s">
              <p className="hint">{said.hint}</p>
              <label className="lbl" htmlFor="texts-language" style={{ marginTop: 8 }}>{said.languageOf}</label>
              <select id="texts-language" className="rl-input" value={of} onChange={(event) => setOf(event.target.value as Language)}>
                {(['fr', 'en'] as const).map((one) => <option key={one} value={one}>{table.languages[one]}</option>)}
              </select>
            </div>
            <Region id="texts-reminders" title={said.reminders}>{list(texts.filter(({ reply }) => reply === null))}</Region>
            <Region id="texts-replies" title={said.replies}>{list(texts.filter(({ reply }) => reply !== null))}</Region>
          </>
        )}
      </main>
    </>
  );
}
