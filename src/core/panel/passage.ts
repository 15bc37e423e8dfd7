import type { CluePassage } from '../identify/passage-of-clue';
import type { Language } from '../ledger/types';
import { PLACES } from './evidence';
import { plain } from './plain';

export interface PassageView {
  /** "Objet", "Message cité" */
  readonly place: string;
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}

/** The passage around a clue, without what would turn its letters or hide some. */
export function passageView({ place, before, hit, after }: CluePassage, language: Language): PassageView {
  const shown = (text: string): string => `${/^\s/.test(text) ? ' ' : ''}${plain(text)}${text.length > 1 && /\s$/.test(text) ? ' ' : ''}`;
  const where = PLACES[language][place];
  return { place: where.charAt(0).toUpperCase() + where.slice(1), before: shown(before), hit: plain(hit), after: shown(after) };
}
