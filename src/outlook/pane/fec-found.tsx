import type { JSX } from 'react';
import { presentFec } from '../../core';
import type { FecSeen, Language } from '../../core';
import { Icon } from './icons';

/** In the place of the columns: a FEC's mean what the law says, so nothing is asked about them. */
export function FecFound({ seen, language }: { readonly seen: FecSeen; readonly language: Language }): JSX.Element {
  const { title, hint, facts, balance } = presentFec(seen, language);
  return (
    <div>
      <h3 className="h2">{title}</h3>
      <p className="hint" style={{ marginBottom: 8 }}>{hint}</p>
      <dl className="figures">{facts.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <div className={`mb ${balance.intent}`} style={{ margin: '8px 0 0' }}><Icon name={balance.intent === 'warning' ? 'warning' : 'note'} /><span className="t any" style={{ gridColumn: '2/4' }}>{balance.text}</span></div>
    </div>
  );
}
