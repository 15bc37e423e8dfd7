import type { JSX } from 'react';
import type { Words } from '../../core';

const box = (width: string, height: number, round = false): JSX.Element => <span className="sk" style={{ width, height, ...(round ? { borderRadius: '50%' } : {}) }} />;

/** The boxes of the card, so that nothing jumps. */
export function Skeleton({ table }: { readonly table: Words }): JSX.Element {
  return (
    <>
      <h1 className="vh">{table.loading}</h1>
      <div aria-hidden="true">
        <div className="s">
          <div className="who">{box('36px', 36)}<div className="stack" style={{ gap: 4 }}>{box('62%', 20)}{box('84%', 12)}</div></div>
          <div style={{ marginTop: 10 }}>{box('70%', 12)}</div>
        </div>
        <div className="s">
          <div className="bal"><div className="stack" style={{ gap: 4 }}>{box('32px', 12)}{box('132px', 26)}</div><div className="stack" style={{ gap: 4, alignItems: 'flex-end' }}>{box('64px', 12)}{box('84px', 16)}</div></div>
          <div style={{ marginTop: 12 }}>{box('100%', 8)}</div>
          <div className="row between" style={{ marginTop: 8 }}>{box('64px', 26)}{box('64px', 26)}{box('64px', 26)}</div>
        </div>
        <div className="s">
          <div className="card stack" style={{ gap: 12 }}>
            {box('96px', 22)}{box('124px', 18)}
            <div className="row between" style={{ padding: '0 12px' }}>{[0, 1, 2, 3, 4, 5].map((at) => <span key={at}>{box('16px', 16, true)}</span>)}</div>
            {box('100%', 12)}{box('86%', 12)}{box('100%', 32)}
          </div>
        </div>
      </div>
    </>
  );
}
