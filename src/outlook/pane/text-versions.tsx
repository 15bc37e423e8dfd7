import { useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { leftAside, textStandingWords, textsWords, versionInWords } from '../../core';
import type { OwnText, Problem, Template, TextVersion } from '../../core';
import { Region } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly own: OwnText | null;
  readonly shipped: Template;
  readonly onTake: (template: Template) => void;
}

/** All versions, the newest first, the shipped text last: each can be read, and taken over into the editor. */
export function TextVersions({ session, snapshot, own, shipped, onTake }: Props): JSX.Element {
  const { language } = snapshot;
  const said = textsWords(language);
  const [shown, setShown] = useState<{ readonly version: string; readonly template: Template } | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const read = async (version: string): Promise<Template | null> => {
    if (version === shipped.version) return shipped;
    if (version === own?.versions[0]?.version && own.template !== null) return own.template;
    const answer = await session.records.templateVersion(version);
    setTrouble(answer.ok ? null : answer.problem);
    return answer.ok ? answer.value.template : null;
  };
  const toggle = async (version: string): Promise<void> => {
    if (shown?.version === version) return setShown(null);
    const template = await read(version);
    if (template !== null) setShown({ version, template });
  };
  const take = async (version: string): Promise<void> => {
    const template = await read(version);
    if (template !== null) onTake(template);
  };
  const entry = (version: string, label: string, hasText: boolean): JSX.Element => (
    <li key={version} style={{ display: 'block' }}>
      <p className="any">{label}</p>
      {!hasText ? null : (
        <div className="row wrap">
          <Button size="small" aria-expanded={shown?.version === version} aria-label={`${shown?.version === version ? said.hide : said.view}, ${label}`} onClick={() => void toggle(version)}>{shown?.version === version ? said.hide : said.view}</Button>
          <Button size="small" aria-label={`${said.take}, ${label}`} onClick={() => void take(version)}>{said.take}</Button>
        </div>
      )}
      {shown?.version !== version ? null : <pre className="c2 any" lang={shipped.language} style={{ whiteSpace: 'pre-wrap', margin: '8px 0 0' }} tabIndex={0}>{`${shown.template.subject}\n\n${shown.template.body}`}</pre>}
    </li>
  );
  const label = (version: TextVersion, before: TextVersion | undefined): string => `${versionInWords(version, language, session.day())}${leftAside(version, before) ? `, ${textStandingWords(language).leftAside}` : ''}`;
  return (
    <Region id="text-versions" title={said.versions}>
      {trouble === null ? null : <ProblemText problem={trouble} session={session} snapshot={snapshot} />}
      <ul className="chs">
        {(own?.versions ?? []).map((version, at, all) => entry(version.version, label(version, all[at + 1]), version.kind === 'edited'))}
        {entry(shipped.version, said.shippedVersion, true)}
      </ul>
    </Region>
  );
}
