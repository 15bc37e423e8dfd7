import type { Person } from './mail/mail-message';
import type { Recorded } from './host/channel';
import type { Fault, FormsFault } from './host/faults';

/** What may go wrong around the add-in. */
export interface IncidentControl {
  /** Milliseconds before each answer. */
  latency(ms: number): void;
  /** So many changes of the open item are not told to the pane. */
  missItemChanged(times: number): void;
  /** The reply forms with callback fail: ErrorNonExistentMailbox (OfficeDev/office-js issue 6905). */
  severalAccounts(on: boolean): void;
  /** sync-refused: forms without callback open nothing, in silence; refused: no form opens at all. */
  forms(how: FormsFault): void;
  /** No call is answered any more. */
  silent(on: boolean): void;
  /** The open item lies in another folder: another id, the same conversation. `told`: with ItemChanged. */
  moveOpenItem(told: boolean): void;
  /** The thread lies in this shared mailbox, under whose name answers leave; null: in the clerk's own. */
  share(thread: string, mailbox: Person | null): void;
  /** The draft in front is plain text, or has formats again. */
  plainText(on: boolean): void;
  /** The server's clock alone jumps; negative: back. */
  shiftClock(minutes: number): Promise<void>;
  /** The machine sleeps: nothing is answered meanwhile, and so many minutes have passed at once. */
  sleep(minutes: number): Promise<void>;
  /** How long a command may take before Outlook gives it up: 5 minutes in real life. */
  commandLimit(ms: number): void;
  reloadPane(): void;
}

/** For tests only: what may go wrong and what was asked. No way to send: only the button of the window sends. */
export interface OfficeControl extends IncidentControl {
  /** `id`: a dispatch id, or the name of an action such as GetInitialData. */
  failNext(id: number | string, fault: Fault, times?: number): void;
  /** Opens a thread as a click on its row does; null: nothing is open. */
  selectThread(thread: string | null): void;
  /** Opens another thread while the next call with this id is under way. */
  switchDuring(id: number | string, thread: string | null): void;
  recorded(): readonly Recorded[];
  unknown(): readonly string[];
  threads(): readonly { readonly id: string; readonly subject: string }[];
  openItem(): string | null;
}

declare global {
  interface Window {
    office?: OfficeControl;
  }
}
