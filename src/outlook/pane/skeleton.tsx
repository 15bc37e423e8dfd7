import type { JSX } from 'react';
import type { Words } from '../../core';

const box = (width: string, height: number, round = false): JSX.Element => <span className="sk" style={{ width, height, ...(round ? { borderRadius: '50%' } : {}) }} />;
/** A box as high as the text it stands for, in a line as high as that text's line. */
const line = (width: string, high: number, text: number): JSX.Element => <span style={{ display: 'flex', alignItems: 'center', height: high }}>{box(width, text)}</span>;

/** The boxes of the card, line for line, so that nothing jumps when it comes. */
export function Skeleton({ table }: { readonly table: Words }): JSX.Element {
  return (
    <>
      <h1 className="vh">{table.loading}</h1>
      <div aria-hidden="true">
        <div className="s">
          <div className="who"><span className="av sk" /><div className="grow">{line('62%', 28, 20)}{line('84%', 16, 12)}</div>{box('32px', 32)}</div>
          <div style={{ padding: '4px 0' }}>{line('70%', 16, 12)}</div>
        </div>
        <div className="s money">
          <div className="bal"><div>{line('32px', 16, 12)}{line('132px', 32, 24)}</div><div>{line('64px', 16, 12)}{line('84px', 20, 14)}</div></div>
          <div className="bars">{box('100%', 8)}</div>
          <div className="row between" style={{ marginTop: 6 }}>{[0, 1, 2].map((at) => <span key={at}>{line('64px', 16, 12)}{line('56px', 16, 12)}</span>)}</div>
          <div className="asof">{line('70%', 24, 12)}</div>
        </div>
        <div className="s">
          <div className="card">
            {box('96px', 22)}
            <div className="title">{line('124px', 22, 18)}</div>
            <div className="lad">{[0, 1, 2, 3, 4, 5].map((at) => <span key={at} style={{ display: 'grid', justifyItems: 'center', gap: 3 }}>{box('16px', 16, true)}{line('24px', 16, 12)}</span>)}</div>
            <div className="why">{line('100%', 20, 14)}{line('92%', 20, 14)}{line('60%', 20, 14)}</div>
            <div style={{ display: 'grid', rowGap: 4, marginTop: 8 }}>{line('70%', 24, 14)}{line('84%', 24, 14)}</div>
            <div className="acts">{box('100%', 32)}</div>
          </div>
        </div>
      </div>
    </>
  );
}

/** The boxes of the worklist: what stands above it, and some rows. */
export function ListSkeleton({ label }: { readonly label: string }): JSX.Element {
  return (
    <div aria-busy="true">
      <h1 className="vh">{label}</h1>
      <div aria-hidden="true">
        <div className="s stack">{line('62%', 28, 20)}{line('48%', 16, 12)}{box('100%', 32)}</div>
        <ol className="wl">{[0, 1, 2, 3, 4, 5].map((at) => <li key={at} style={{ cursor: 'default' }}>{box('16px', 16, true)}<span>{line('56%', 24, 14)}{line('72%', 16, 12)}{line('84%', 16, 12)}</span></li>)}</ol>
      </div>
    </div>
  );
}

/** The bar of the two views, before they can be chosen. */
export const TopBarBoxes = (): JSX.Element => <div className="top" aria-hidden="true">{box('84px', 16)}<span style={{ width: 12 }} />{box('96px', 16)}</div>;
