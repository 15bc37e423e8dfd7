import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { FEED_KINDS, FEED_PROOFS, feedDoorWords, feedSystem, feedWords, words } from '../../../core';
import type { FeedKind, Language } from '../../../core';
import { StepBar } from '../parts';

/** Grey, beside a name: proved on nothing but the vendor's text. */
export const PreviewBadge = ({ language }: { readonly language: Language }): JSX.Element => <span className="count" style={{ flex: 'none' }}>{feedWords(language).preview}</span>;

/** Which system: each with the one line that says what must be at hand. */
export function ChooseSystem({ language, bars, onBack, onChoose }: { readonly language: Language; readonly bars: ReactNode; readonly onBack: () => void; readonly onChoose: (kind: FeedKind) => void }): JSX.Element {
  const said = feedWords(language);
  return (
    <>
      <StepBar title={feedDoorWords(language).connect} back={words(language).back} onBack={onBack} />
      <main className="body">
        {bars}
        <section className="s" aria-labelledby="feeds-which">
          <h2 id="feeds-which" className="h2">{said.chooseSystem}</h2>
          <ul className="chs">
            {FEED_KINDS.map((kind) => {
              const { name, needs } = feedSystem(kind, language);
              return (
                <li key={kind}>
                  <div className="grow">
                    <p className="row wrap" style={{ gap: '0 8px' }}><span className="b any">{name}</span>{FEED_PROOFS[kind] === 'preview' ? <PreviewBadge language={language} /> : null}</p>
                    <p className="c2 sec any">{needs}</p>
                  </div>
                  <Button size="small" data-focus={`system ${kind}`} aria-label={`${said.connectOne}, ${name}`} onClick={() => onChoose(kind)}>{said.connectOne}</Button>
                </li>
              );
            })}
          </ul>
        </section>
      </main>
    </>
  );
}
