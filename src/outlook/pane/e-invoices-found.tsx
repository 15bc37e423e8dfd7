import type { JSX } from 'react';
import { presentEInvoices } from '../../core';
import type { Language } from '../../core';
import { Icon } from './icons';

/** In the place of the columns: the fields of an e-invoice mean what its norm says, so nothing is asked about them. */
export function EInvoicesFound({ language }: { readonly language: Language }): JSX.Element {
  const { title, hint, caution } = presentEInvoices(language);
  return (
    <div>
      <h3 className="h2">{title}</h3>
      <p className="hint">{hint}</p>
      <div className="mb warning" style={{ margin: '8px 0 0' }}><Icon name="warning" /><span className="t any" style={{ gridColumn: '2/4' }}>{caution}</span></div>
    </div>
  );
}
