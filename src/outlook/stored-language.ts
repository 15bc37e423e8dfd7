import type { Language } from '../core';

/** A choice of the screen, no customer's data. */
const LANGUAGE_KEY = 'relance.language';

export function storedLanguage(): Language | null {
  try {
    const value = localStorage.getItem(LANGUAGE_KEY);
    return value === 'fr' || value === 'en' ? value : null;
  } catch (error) {
    // Storage is closed to third-party frames in some browsers; then the choice lasts as long as the pane.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(LANGUAGE_KEY, language);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
