import type { DeskCall } from './desk-call';
import type { Mode } from './view/mailbox-json';

/** What the try-out's server and the thread in which the sidebar runs say to each other. */

export interface DeskSetting {
  /** The built Code.js and appsscript.json lie here. */
  readonly addinFolder: string;
  /** mail.json as text. */
  readonly mail: string;
  /** The company that the sheet is filled for; null: a ledger of the visitor's own, whose sheet is not there yet. */
  readonly sample: SampleOfSheet | null;
  /** Where the sidebar finds the server. */
  readonly address: string;
  /** Stands for Google's identity token of this user. */
  readonly token: string;
  /** Who signed the server's certificate, PEM. */
  readonly authority: string;
}

export interface SampleOfSheet {
  /** history.json as text. */
  readonly history: string;
}

export interface DeskQuestion {
  readonly turn: number;
  /** Milliseconds, of the try-out's clock. */
  readonly now: number;
  readonly mode: Mode;
  readonly call: DeskCall;
}
export interface DeskAnswer {
  readonly turn: number;
  readonly answer: object | null;
  /** null: it was answered. */
  readonly failure: string | null;
}
