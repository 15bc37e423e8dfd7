import { parseSampleMail } from '../sample-mail';
import { DemoClock } from './demo-clock';
import { MAILBOX_SET } from './host/initial-data';
import { MailboxState } from './mail/mailbox-state';
import { MailboxWindow } from './mailbox-window';
import type { Recorded } from './host/channel';
import type { Fault } from './host/simulated-outlook';
import { place } from './view/element';

/** For tests only: what may go wrong and what was asked. No way to send: only the button of the window sends. */
export interface OfficeControl {
  /** `id`: a dispatch id, or the name of an action such as GetInitialData. */
  failNext(id: number | string, fault: Fault, times?: number): void;
  latency(ms: number): void;
  /** Opens a thread as a click on its row does; null: nothing is open. */
  selectThread(thread: string | null): void;
  /** Opens another thread while the next call with this id is under way. */
  switchDuring(id: number | string, thread: string | null): void;
  recorded(): readonly Recorded[];
  unknown(): readonly string[];
  threads(): readonly { readonly id: string; readonly subject: string }[];
  openItem(): string | null;
  reloadPane(): void;
}

declare global {
  interface Window {
    office?: OfficeControl;
  }
}

async function start(): Promise<void> {
  const [clock, mail] = await Promise.all([DemoClock.read(), fetch('/demo/mail.json', { cache: 'no-store' }).then(async (answer) => {
    if (!answer.ok) throw new Error(`the try-out's server answered ${answer.status} for the sample mail`);
    return parseSampleMail(await answer.text());
  })]);
  const state = new MailboxState(mail, clock.run, sessionStorage);
  // Another language or an older Outlook: /?locale=en-GB&mailbox=1.5
  const asked = new URLSearchParams(location.search);
  const box = new MailboxWindow({ state, clock, locale: asked.get('locale') ?? 'fr-FR', mailboxSet: asked.get('mailbox') ?? MAILBOX_SET });
  window.office = box.control();
}

start().catch((error: unknown) => {
  const alert = place('alert');
  alert.hidden = false;
  alert.textContent = `La boîte d’essai n’a pas pu démarrer\u00a0: ${error instanceof Error ? error.message : String(error)}`;
  throw error;
});
