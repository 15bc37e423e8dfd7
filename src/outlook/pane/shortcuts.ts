import { useEffect } from 'react';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

const isField = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Alt with a letter anywhere; "/" outside fields; Escape leaves a page with its text kept. */
export function useShortcuts(session: Session, { step, view, phase, language }: Snapshot): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || phase !== 'ready') return;
      const act = (does: () => void): void => {
        event.preventDefault();
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
      else if (event.key === '/' && step === null && !isField(event.target) && !event.ctrlKey && !event.metaKey) act(() => session.openStep({ kind: 'search' }));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [session, step, view, phase, language]);
}
