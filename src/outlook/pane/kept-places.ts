import { useEffect, useState } from 'react';

/** What the clerk opened and how far he scrolled, per place. In memory only: gone with the pane. */
const opened = new Map<string, boolean>();
const scrolled = new Map<string, number>();

/** Like useState for an open section: the same section of the same customer comes back as it was left. */
export function useOpened(place: string): readonly [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(() => opened.get(place) ?? false);
  return [open, (now) => {
    opened.set(place, now);
    setOpen(now);
  }];
}

/** A new place begins at its top, one that was left comes back where it stood. `place`: null while nothing of its own stands there. */
export function useKeptScroll(place: string | null): void {
  useEffect(() => {
    if (place === null) return undefined;
    window.scrollTo(0, scrolled.get(place) ?? 0);
    const note = (): void => {
      scrolled.set(place, window.scrollY);
    };
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [place]);
}
