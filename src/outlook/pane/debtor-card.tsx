import { useId, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import type { AgeingBucket, BalanceView, ChoiceView, DataAgeView, DebtorView, EvidenceView, LearnedChoice, PassageView, Words } from '../../core';
import { Icon } from './icons';
import { useOpened } from './kept-places';
import { Heading, IconButton, Region, ScopePick, Unbroken } from './parts';

const BUCKET_CLASS: Readonly<Record<AgeingBucket, string>> = { 'not-due': 'k0', '1-30': 'k1', '31-60': 'k2', '61-90': 'k3', '90+': 'k4' };
export const bucketClass = (bucket: AgeingBucket): string => BUCKET_CLASS[bucket];

type Scope = LearnedChoice['scope'];

interface WhoProps {
  readonly table: Words;
  readonly busy: boolean;
  readonly remember: ChoiceView<Scope>;
  readonly onPassage: (at: number) => Promise<PassageView | null>;
  readonly onChange: () => void;
  readonly onConfirm: (scope: Scope) => void;
}

export function DebtorHeader({ debtor, evidence, ...who }: WhoProps & { readonly debtor: DebtorView; readonly evidence: EvidenceView | null }): JSX.Element {
  const { table, onChange } = who;
  return (
    <section className="s">
      <div className="who">
        <span className="av" aria-hidden="true">{debtor.initials}</span>
        <div className="grow">
          <Heading><span title={debtor.name}>{debtor.name}</span></Heading>
          <p className="c2 sec el" title={debtor.meta}>{debtor.meta}</p>
        </div>
        <IconButton icon="swap" label={table.changeDebtor} onClick={onChange} large focusName="change-debtor" />
      </div>
      {evidence === null ? null : <Evidence debtor={debtor.id} evidence={evidence} {...who} />}
    </section>
  );
}

function Evidence({ debtor, evidence, table, busy, remember, onPassage, onChange, onConfirm }: WhoProps & { readonly debtor: string; readonly evidence: EvidenceView }): JSX.Element {
  const [open, setOpen] = useOpened(`evidence ${debtor}`);
  const [scope, setScope] = useState<Scope>(remember.value);
  const id = useId();
  return (
    <>
      <button type="button" className="ev" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon name="check" />
        <span className="grow el" title={evidence.summary}><Unbroken text={evidence.summary} /></span>
        <span className="lnk">{open ? table.collapse : evidence.count}</span>
      </button>
      <div id={id} hidden={!open}>
        <Clues clues={evidence.clues} label={table.clues} table={table} onPassage={onPassage} />
        <div className="stack" style={{ marginTop: 8 }}>
          <ScopePick view={remember} scope={scope} onPick={setScope} />
          <div className="row wrap between">
            <Button size="small" disabledFocusable={busy} onClick={() => onConfirm(scope)}>{table.confirmDebtor}</Button>
            <button type="button" className="lnk" data-focus="not-this-debtor" onClick={onChange}>{table.notThisDebtor}</button>
          </div>
        </div>
      </div>
    </>
  );
}

interface CluesProps {
  readonly clues: EvidenceView['clues'];
  readonly label: string;
  readonly table: Words;
  readonly onPassage: (at: number) => Promise<PassageView | null>;
}

export function Clues({ clues, label, table, onPassage }: CluesProps): JSX.Element {
  return (
    <ul aria-label={label} className="stack" style={{ gap: 4, marginTop: 8 }}>
      {clues.map((clue, at) => (
        <li key={at} className="cl shows" style={{ marginTop: 0 }}>
          <span className={clue.favours ? 'yes' : 'not'}><Icon name={clue.favours ? 'check' : 'against'} /></span>
          <span className="any"><Unbroken text={clue.text} /></span>
          {clue.inThread ? <InThread about={clue.text} table={table} onPassage={() => onPassage(at)} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** Outlook cannot point at a place in its message: the pane shows the words around the clue. */
function InThread({ about, table, onPassage }: { readonly about: string; readonly table: Words; readonly onPassage: () => Promise<PassageView | null> }): JSX.Element {
  const [shown, setShown] = useState<PassageView | 'gone' | null>(null);
  const label = shown === null ? table.showInMessage : table.hidePassage;
  const press = (): void => {
    if (shown === null) void onPassage().then((passage) => setShown(passage ?? 'gone'));
    else setShown(null);
  };
  return (
    <>
      <button type="button" className="lnk" aria-expanded={shown !== null} aria-label={`${label}, ${about}`} onClick={press}>{shown === null ? table.showShort : table.hideShort}</button>
      <div role="status" className="psg">
        {shown === null ? null : shown === 'gone' ? <p className="sec">{table.passageGone}</p> : (
          <p className="any"><span className="sec">{`${shown.place} `}</span><q lang="">{shown.before}<mark>{shown.hit}</mark>{shown.after}</q></p>
        )}
      </div>
    </>
  );
}

interface BalanceProps {
  readonly balances: readonly BalanceView[];
  readonly dataAge: DataAgeView;
  readonly table: Words;
  readonly busy: boolean;
  readonly onRefresh: () => void;
  readonly onUnreadable: () => void;
}

export function Balance({ balances, dataAge, table, busy, onRefresh, onUnreadable }: BalanceProps): JSX.Element {
  return (
    <Region id="balance-title" title={table.balance} hidden className="money">
      {balances.map((balance) => (
        <div key={balance.currency} className="one">
          <div className="bal">
            <div><p className="c2 sec">{balance.overdueLabel}</p><p className="big">{balance.overdue}</p></div>
            <div className="num"><p className="c2 sec">{balance.openLabel}</p><p>{balance.open}</p></div>
          </div>
          {balance.segments.length === 0 ? null : (
            <>
              <div className="bars" role="img" aria-label={balance.sentence}>
                {balance.segments.map((segment) => <i key={segment.bucket} className={bucketClass(segment.bucket)} style={{ flex: Math.max(segment.share, 0.001) * 1000 }} />)}
              </div>
              <div className="leg" aria-hidden="true">
                {balance.segments.map((segment) => <div key={segment.bucket} className={bucketClass(segment.bucket)}><span className="t">{segment.label}</span><span className="v">{segment.amount}</span></div>)}
              </div>
            </>
          )}
          {balance.credits === null ? null : <p className="c2 sec" style={{ marginTop: 4 }}>{balance.credits}</p>}
        </div>
      ))}
      <p className="asof">
        <Icon name="clock" />
        <span className="el" title={dataAge.text}>{dataAge.text}</span>
        <IconButton icon="sync" label={table.refresh} onClick={onRefresh} disabled={busy} focusName="refresh-figures" />
      </p>
      {dataAge.unreadable === null ? null : <button type="button" className="lnk unread" data-focus="unreadable" onClick={onUnreadable}>{dataAge.unreadable}</button>}
    </Region>
  );
}
