import { useId, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import type { ActionView, LadderView, NextStepView, RecipientView, Words } from '../../core';
import { Icon } from './icons';
import { HeldPick, MenuPlace } from './menu-place';
import { Act, Pill, Unbroken } from './parts';
import type { Session } from './session';

interface Props {
  readonly next: NextStepView;
  readonly table: Words;
  readonly busy: boolean;
  readonly today: string;
  readonly session: Session;
}

export function NextStep({ next, table, busy, today, session }: Props): JSX.Element {
  const [sentOn, setSentOn] = useState(next.sentOn?.value ?? '');
  const dateId = useId();
  const act = (view: ActionView): void => session.act(view.action, view.action.kind === 'confirm-sent' && sentOn !== '' ? sentOn : null);
  const { primary } = next;
  const channels = next.recipient?.channels ?? null;
  return (
    <section className="s" aria-labelledby="next-step-title">
      <div className="card">
        <div className="row between wrap"><Pill pill={next.pill} />{next.ladder === null ? null : <span className="c2 sec nw">{next.ladder.position}</span>}</div>
        <h2 className="title" id="next-step-title" tabIndex={-1} data-focus="next-step">{next.title}</h2>
        {next.ladder === null ? null : <StageLadder ladder={next.ladder} label={table.ladder} />}
        <p className="why"><Unbroken text={next.reason} /></p>
        {next.notices.map(({ intent, text, action }) => (
          <div key={text} className={`mb ${intent}`} style={{ margin: '8px 0 0' }}>
            <Icon name={intent === 'info' ? 'note' : 'warning'} /><p className="any" style={{ gridColumn: '2/4' }}><Unbroken text={text} /></p>
            {action === undefined ? null : <div className="ax"><Act view={action} onAct={act} small busy={busy} /></div>}
          </div>
        ))}
        {next.recipient === null && next.tone === null ? null : (
          <dl className="kv">
            {next.recipient === null ? null : (
              <>
                <dt>{next.recipient.label}</dt>
                <dd><span className="any" title={next.recipient.why}>{next.recipient.to.join(', ')}</span><span className={`c2 sec any${next.recipient.whyNotTheUsual || next.recipient.to.length === 0 ? '' : ' wide'}`}>{next.recipient.why}</span></dd>
                {next.recipient.copies.length === 0 ? null : <Copies recipient={next.recipient} onAct={act} />}
              </>
            )}
            {next.attachments === null && next.tone === null ? null : (
              <>
                <dt>{next.attachments?.label ?? next.tone?.label}</dt>
                <dd>
                  {next.attachments === null ? null : <span className="grow">{next.attachments.text}</span>}
                  {next.tone === null || next.language === null ? null : <Picks tone={next.tone} language={next.language} table={table} session={session} />}
                </dd>
              </>
            )}
          </dl>
        )}
        <div className="acts main">
          {primary === null ? null : primary.action.kind === 'insert-reminder' && channels !== null && channels.options.length > 1 ? (
            <div className="rl-split">
              <Act view={primary} onAct={act} primary busy={busy} keys="Alt+I" />
              <MenuPlace name="channel" holder={<Button appearance="primary" aria-disabled icon={<Icon name="down" />} aria-label={channels.label} />}>{(menus) => <menus.ChannelMenu channels={channels} onPick={(channel) => session.setChoice({ channel })} />}</MenuPlace>
            </div>
          ) : <Act view={primary} onAct={act} primary busy={busy} className="grow" />}
          {next.secondary.map((view, at) => <Act key={at} view={view} onAct={act} busy={busy} {...(view.action.kind === 'preview' ? { keys: 'Alt+P' } : {})} />)}
        </div>
        {next.sentOn === null ? null : (
          <div className="row between wrap" style={{ marginTop: 8 }}>
            <label className="c2 sec" htmlFor={dateId}>{next.sentOn.label}</label>
            <input id={dateId} className="rl-input" style={{ width: 'auto' }} type="date" max={today} value={sentOn} onChange={(event) => setSentOn(event.target.value)} />
          </div>
        )}
      </div>
    </section>
  );
}

/** Whom the stage adds, why, and the way to leave them out. */
function Copies({ recipient, onAct }: { readonly recipient: RecipientView; readonly onAct: (view: ActionView) => void }): JSX.Element {
  return (
    <>
      <dt>{recipient.copyLabel}</dt>
      <dd>
        {recipient.copies.map(({ address, why, kept, toggle }) => (
          <div key={address} className="cpy">
            <span className={kept ? 'any' : 'any off'}>{address}</span>
            <button type="button" className="lnk" data-focus={`copy-${address}`} aria-label={`${toggle.label} ${address}`} onClick={() => onAct(toggle)}>{toggle.label}</button>
            <p className="c2 sec">{why}</p>
          </div>
        ))}
        {recipient.copyHint === null ? null : <p className="c2 sec">{recipient.copyHint}</p>}
      </dd>
    </>
  );
}

const labelOf = (choice: { readonly value: string; readonly options: readonly { readonly value: string; readonly label: string }[] }): string => choice.options.find(({ value }) => value === choice.value)?.label ?? choice.value;

function Picks({ tone, language, table, session }: { readonly tone: NonNullable<NextStepView['tone']>; readonly language: NonNullable<NextStepView['language']>; readonly table: Words; readonly session: Session }): JSX.Element {
  const short = table.languagesShort[language.value];
  return (
    <span className="picks">
      {tone.options.length > 1
        ? <MenuPlace name="tone" holder={<HeldPick label={tone.label} text={labelOf(tone)} />}>{(menus) => <menus.PickMenu choice={tone} label={tone.label} onPick={(to) => session.setChoice({ tone: to as 'firm' })} />}</MenuPlace>
        : <span className="nw"><span className="vh">{`${tone.label} `}</span>{labelOf(tone)}</span>}
      <MenuPlace name="language" holder={<HeldPick label={language.label} text={short} spoken={labelOf(language)} />}>{(menus) => <menus.PickMenu choice={language} label={language.label} short={short} onPick={(to) => session.setChoice({ language: to as 'fr' })} />}</MenuPlace>
    </span>
  );
}

function StageLadder({ ladder, label }: { readonly ladder: LadderView; readonly label: string }): JSX.Element {
  return (
    <>
      <span className="vh">{`${label}, ${ladder.sentence}`}</span>
      <ol className="lad" aria-label={`${label}, ${ladder.position}`}>
        {ladder.marks.map((mark) => (
          <li key={mark.stage} className={mark.state} aria-current={mark.state === 'now' || mark.state === 'held' ? 'step' : undefined} title={mark.name}>
            <span className="d">{mark.state === 'done' ? <Icon name="tick" size={12} /> : null}</span>
            <span className="nw">{mark.day}</span>
            <span className="lb c2">{mark.name}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
