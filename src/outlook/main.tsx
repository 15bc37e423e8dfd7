import { createRoot } from 'react-dom/client';
import type { Language } from '../core';
import { createHttpRecords } from './http-records';
import { createOfficeMailHost } from './office-mail-host';
import { Pane } from './pane/pane';
import { Session } from './pane/session';

/** A choice of the screen, no customer's data. */
const LANGUAGE_KEY = 'relance.language';

function storedLanguage(): Language | null {
  try {
    const value = localStorage.getItem(LANGUAGE_KEY);
    return value === 'fr' || value === 'en' ? value : null;
  } catch (error) {
    // Storage is closed to third-party frames in some browsers; then the choice lasts as long as the pane.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(LANGUAGE_KEY, language);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

async function open(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no root');
  const host = await createOfficeMailHost();
  const session = new Session({
    host, records: createHttpRecords(), language: storedLanguage() ?? host.displayLanguage, rememberLanguage, reload: () => location.reload(), newId: () => crypto.randomUUID(),
  });
  createRoot(root).render(<Pane session={session} />);
  await session.start();
}

void open();
