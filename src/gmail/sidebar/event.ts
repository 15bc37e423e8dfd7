import type { Language } from '../../core';
import type { CardEvent } from '../guard';

/** Gmail's own language: French for whatever is not English, because the first users are French. */
export const localeOf = ({ commonEventObject }: CardEvent): Language => (((commonEventObject as Partial<CardEvent['commonEventObject']> | undefined)?.userLocale ?? 'fr').toLowerCase().startsWith('en') ? 'en' : 'fr');
