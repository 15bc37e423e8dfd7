import { useEffect } from 'react';
import type { Session } from './session';
import type { Snapshot } from './snapshot';
import { Store } from './store';

/** Keys of one character; speech and slips of the hand can set them off, so the clerk may switch them off. In memory only. */
export const singleKeys = new Store(true);
export const setSingleKeys = (on: boolean): void => singleKeys.set(on);

const TYPED_INTO = ['text', 'search', 'email', 'date', 'number', 'tel', 'url', 'password'];
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName) || (target instanceof HTMLInputElement && TYPED_INTO.includes(target.type)));

const STOPS = 'a[href], button, input, select, textarea, [tabindex], [contenteditable="true"]';

/** Whether Tab (back: Shift+Tab) has somewhere to go inside the pane. */
function hasNextStop(back: boolean): boolean {
  const at = document.activeElement;
  return [...document.querySelectorAll<HTMLElement>(STOPS)].some((stop) => {
    if (stop === at || stop.tabIndex < 0 || (stop as HTMLButtonElement).disabled === true || stop.getClientRects().length === 0 || stop.closest('[inert]') !== null) return false;
    if (at === null || at === document.body) return true;
    return (at.compareDocumentPosition(stop) & (back ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING)) !== 0;
  });
}

/** Alt with a letter anywhere; "/" and "?" outside fields, by the character and not by the key: keyboards differ; Escape leaves a page with its text kept. */
export function useShortcuts(session: Session, { step, view, phase, language }: Snapshot): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || phase !== 'ready') return;
      const act = (does: () => void): void => {
        event.preventDefault();
        event.stopPropagation();
        does();
      };
      if (event.altKey && !event.ctrlKey && !event.metaKey) {
        const primary = view?.kind === 'debtor' ? view.nextStep : null;
        const can = (kind: 'insert-reminder' | 'preview'): boolean => [primary?.primary, ...(primary?.secondary ?? [])].some((each) => each?.action.kind === kind && each.disabledBecause === null);
        if (event.code === 'KeyI' && (can('insert-reminder') || step?.kind === 'preview')) act(() => void session.texts.insert(null));
        else if (event.code === 'KeyP' && step === null && can('preview')) act(() => session.act({ kind: 'preview' }));
        else if (event.code === 'KeyL') act(() => session.setTab('worklist'));
        else if (event.code === 'KeyM') act(() => session.setTab('message'));
        return;
      }
      if (event.key === 'Escape' && step !== null) act(() => session.closeStep());
      else if (event.ctrlKey || event.metaKey || isField(event.target) || !singleKeys.get()) return;
      else if (event.key === '/' && step === null) act(() => session.openStep({ kind: 'search' }));
      else if (event.key === '?' && step?.kind !== 'shortcuts') act(() => session.openStep({ kind: 'shortcuts', under: step }));
    };
    // Before office.js, which in Outlook on the web listens on the window: it gives Escape to Outlook.
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [session, step, view, phase, language]);
  useEffect(() => {
    /**
     * office.js takes Tab over in Outlook on the web and knows only elements that Tab itself reaches: from a heading that was
     * given the focus it would leave the pane. The browser's own order is kept while there is somewhere to go; from the last
     * stop on office.js hands the focus back to Outlook.
     */
    const tab = (event: KeyboardEvent): void => {
      if (event.key === 'Tab' && !event.defaultPrevented && !event.altKey && !event.ctrlKey && hasNextStop(event.shiftKey)) event.stopPropagation();
    };
    document.addEventListener('keydown', tab);
    return () => document.removeEventListener('keydown', tab);
  }, []);
}
