import type { TemplateKey } from '../../core';
import type { Session } from './session';

/** What was typed into a text and not yet saved. */
export interface TypedText {
  readonly subject: string;
  readonly body: string;
  /** The newest version when the typing began; null: the shipped text, never changed. */
  readonly replaces: string | null;
}

const kept = new WeakMap<Session, Map<TemplateKey, TypedText>>();

/** For as long as the pane lives: leaving the page loses nothing. */
export function keptTexts(session: Session): Map<TemplateKey, TypedText> {
  const known = kept.get(session) ?? new Map<TemplateKey, TypedText>();
  kept.set(session, known);
  return known;
}
