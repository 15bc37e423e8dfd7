import { useEffect, useRef, useState } from 'react';
import type { JSX } from 'react';

const SETTLED_MS = 100;

/**
 * The one polite live region. Its text comes after it stands in the page: screen readers pass over a region that is born
 * with its text. The same words are not said twice; what follows at once (what was done, what is so now) is said together.
 */
export function Announcer({ text }: { readonly text: string }): JSX.Element {
  const [said, setSaid] = useState('');
  const waiting = useRef<readonly string[]>([]);
  useEffect(() => {
    // Silence is asked for: what waits to be said is of the mail before.
    waiting.current = text === '' ? [''] : [...waiting.current.filter((each) => each !== text), text];
    const timer = setTimeout(() => {
      setSaid(waiting.current.filter((each) => each !== '').join(' '));
      waiting.current = [];
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return <p className="vh" role="status" aria-live="polite">{said}</p>;
}
