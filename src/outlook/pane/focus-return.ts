import { useEffect } from 'react';

/** Where the keyboard stood before a page was laid over the card: a selector, as the element itself is drawn anew. */
let left: string | null = null;

function placeOf(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  const place = target.closest('[data-place]')?.getAttribute('data-place') ?? null;
  if (place !== null) return `[data-place="${place}"] button`;
  const name = target.closest('[data-focus]')?.getAttribute('data-focus') ?? null;
  return name === null ? null : `[data-focus="${name}"]`;
}

/** `watching`: no page is laid over the card. */
export function useFocusMemory(root: { readonly current: HTMLElement | null }, watching: boolean): void {
  useEffect(() => {
    const at = root.current;
    if (!watching || at === null) return undefined;
    const note = ({ target }: FocusEvent): void => {
      left = placeOf(target);
    };
    at.addEventListener('focusin', note);
    return () => at.removeEventListener('focusin', note);
  }, [root, watching]);
}

/** What a request for the focus means in the page; null: it is not there (yet). */
export function wantedFocus(root: HTMLElement, on: string): HTMLElement | null {
  const find = (selector: string): HTMLElement | null => root.querySelector<HTMLElement>(selector);
  if (on !== 'back') return find(`[data-focus="${on}"]`);
  return (left === null ? null : find(left)) ?? find('[data-focus="next-step"]') ?? find('[data-focus="list"]') ?? find('[data-focus="heading"]');
}
