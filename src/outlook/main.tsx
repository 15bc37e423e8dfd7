import { createRoot } from 'react-dom/client';
import { words } from '../core';
import type { CompanyId } from '../core';
import { createHttpRecords } from './http-records';
import type { HttpRecords } from './http-records';
import { createOfficeMailHost } from './office-mail-host';
import { Broken, newReference } from './pane/error-boundary';
import { Frame } from './pane/frame';
import { Opening } from './pane/opening';
import { saveFile } from './pane/save-file';
import { startedAhead } from './pane/started-ahead';
import { rememberCompany, storedCompany } from './stored-company';
import { rememberLanguage, storedLanguage } from './stored-language';

/** Screen and rules come beside the frame, the server's first answers too: all are under way before Outlook has answered. */
const card = import(/* webpackChunkName: "card" */ './pane/card');

const company = storedCompany();
const recordsOf = (of: CompanyId | null): HttpRecords => createHttpRecords({ company: of });
const records = startedAhead(recordsOf(company));
const place = document.getElementById('root');
if (place === null) throw new Error('the page has no root');
const root = createRoot(place);
const stored = storedLanguage();
const language = stored ?? (navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en');
const reload = (): void => location.reload();

/** A bug outside drawing: told once, with a reference to quote; what stands on the screen stays. */
let broke = (reference: string): void => root.render(<Frame theme={null}><main className="rl-in"><Broken reference={reference} table={words(language)} onReload={reload} /></main></Frame>);
function caught(error: unknown): void {
  // What office.js throws by itself is none of ours.
  if (!(error instanceof Error) || !`${error.stack ?? ''} ${error.message}`.includes(new URL('.', document.baseURI).href)) return;
  const reference = newReference();
  // The name alone: a message may hold what a mail or a ledger says.
  console.error(`pane ${reference}`, error.name, error.stack?.split('\n').slice(1, 6).join('\n') ?? '');
  broke(reference);
}
window.addEventListener('unhandledrejection', ({ reason }) => caught(reason));
window.addEventListener('error', ({ error }) => caught(error));

async function open(): Promise<void> {
  root.render(<Frame theme={null}><Opening language={language} /></Frame>);
  const [host, { loadAhead, CompanyDoor, CompanyPane }] = await Promise.all([createOfficeMailHost(), card]);
  const door = new CompanyDoor({
    host, recordsOf, first: { company, records }, remember: rememberCompany, language: stored ?? host.displayLanguage, rememberLanguage, reload, newId: () => crypto.randomUUID(), saveFile, ahead: loadAhead,
  });
  broke = (reference) => door.shown.get().broke(reference);
  // The boxes stay until there is something to show: a screen between would only delay it.
  const first = door.shown.get();
  const shown = new Promise<void>((done) => { first.store.subscribe(done); });
  const read = first.reading.start();
  await Promise.race([shown, read]);
  root.render(<Frame theme={host}><CompanyPane door={door} /></Frame>);
  await read;
  await loadAhead(first.desk);
}

void open();
