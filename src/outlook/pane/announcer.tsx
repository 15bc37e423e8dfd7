import { useEffect, useState } from 'react';
import type { JSX } from 'react';

const SETTLED_MS = 100;

/**
 * The one polite live region. Its text comes after it stands in the page: screen readers pass over a region that is born
 * with its text. The same words are not said twice, and of several changes at once the last is said.
 */
export function Announcer({ text }: { readonly text: string }): JSX.Element {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return <p className="vh" role="status" aria-live="polite">{said}</p>;
}
