import { createRoot } from 'react-dom/client';
import type { Language } from '../core';
import { createHttpRecords } from './http-records';
import { createOfficeMailHost } from './office-mail-host';
import { loadAhead } from './pane/ahead';
import { Frame } from './pane/frame';
import { Opening, Pane } from './pane/pane';
import { saveFile } from './pane/save-file';
import { startedAhead } from './pane/started-ahead';

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

/** The rules come beside the screen, the server's first answers too: all are under way before Outlook has answered. */
const session = import(/* webpackChunkName: "session" */ './pane/session');

const records = startedAhead(createHttpRecords());

async function open(): Promise<void> {
  const place = document.getElementById('root');
  if (place === null) throw new Error('the page has no root');
  const root = createRoot(place);
  const stored = storedLanguage();
  root.render(<Frame><Opening language={stored ?? (navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en')} /></Frame>);
  const [host, { Session }] = await Promise.all([createOfficeMailHost(), session]);
  const opened = new Session({
    host, records, language: stored ?? host.displayLanguage, rememberLanguage, reload: () => location.reload(), newId: () => crypto.randomUUID(), saveFile,
  });
  root.render(<Frame><Pane session={opened} /></Frame>);
  await opened.reading.start();
  await loadAhead();
}

void open();
