import type { Language } from '../core';
import { keep, kept } from './kept-in-browser';

const KEY = 'relance.language';

export function storedLanguage(): Language | null {
  const value = kept(KEY);
  return value === 'fr' || value === 'en' ? value : null;
}

export const rememberLanguage = (language: Language): void => keep(KEY, language);
