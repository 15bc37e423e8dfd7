import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { feedWords, formatCount, words } from '../../../core';
import type { Language, LedgerDifference } from '../../../core';
import { Icon } from '../icons';

/** What a pull brought differs much from the figures in use, which stay until the clerk has said which are right. */
export function AwaitingFeed({ awaiting, language, busy, onAnswer }: { readonly awaiting: LedgerDifference; readonly language: Language; readonly busy: boolean; readonly onAnswer: (accept: boolean) => void }): JSX.Element {
  const said = feedWords(language);
  const table = words(language);
  const names = (label: string, count: number, list: readonly string[]): JSX.Element | null => (count === 0 ? null : <p className="any">{label} ({formatCount(count, language)}) – {list.join(', ')}{list.length < count ? '…' : ''}</p>);
  return (
    <div className="mb warning" style={{ margin: '8px 0 0' }}>
      <Icon name="warning" /><b role="alert">{said.differs}</b><span />
      <div className="t">
        <p>{said.differsWhat.replace('{before}', formatCount(awaiting.rowsBefore, language)).replace('{now}', formatCount(awaiting.rowsNow, language))}</p>
        {names(table.customersGone, awaiting.customersGoneCount, awaiting.customersGone)}
        {names(table.customersNew, awaiting.customersNewCount, awaiting.customersNew)}
      </div>
      <div className="ax"><Button size="small" disabledFocusable={busy} onClick={() => onAnswer(true)}>{said.accept}</Button><Button size="small" disabledFocusable={busy} onClick={() => onAnswer(false)}>{said.refuse}</Button></div>
    </div>
  );
}
