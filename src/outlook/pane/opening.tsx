import { useEffect, useState } from 'react';
import type { JSX } from 'react';
import { words } from '../../core';
import type { Language } from '../../core';
import { Skeleton, TopBarBoxes } from './skeleton';

/** Until mailbox and rules are there: the boxes of the card, after the 150 ms in which nothing new is shown. */
export function Opening({ language }: { readonly language: Language }): JSX.Element {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return <div className="rl-in">{shown ? <TopBarBoxes /> : null}<main className="body" aria-busy="true">{shown ? <Skeleton table={words(language)} /> : null}</main></div>;
}
