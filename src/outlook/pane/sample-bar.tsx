import { useState } from 'react';
import type { JSX } from 'react';
import type { Words } from '../../core';
import { Icon } from './icons';
import type { Session } from './session';

/** Stands above everything while invented customers are shown. */
export function SampleBar({ session, table }: { readonly session: Session; readonly table: Words }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    await session.removeSample();
    setBusy(false);
  };
  return (
    <section className="sample" aria-label={table.sampleBar}>
      <Icon name="note" /><span className="grow">{table.sampleBar}</span>
      <button type="button" className="lnk" aria-disabled={busy} onClick={() => { if (!busy) void remove(); }}>{table.sampleRemove}</button>
    </section>
  );
}
