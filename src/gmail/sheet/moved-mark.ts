/** That a spreadsheet's log is the server's now. One ledger has one log: from here on the Journal is only read. */
export interface MovedMark {
  /** `https://relance.company.fr` */
  readonly address: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Entries that moved. */
  readonly entries: number;
}

/** One property per spreadsheet, of the script: all its users share it, and nobody who only edits the sheet can take it away. */
const keyOf = (spreadsheet: string): string => `moved.${spreadsheet}`;

/** Asked before anything is appended to a Journal: where it is there, the answer is `log/read-only`. null: the log is the sheet's own. */
export function movedMark(spreadsheet: string): MovedMark | null {
  const text = PropertiesService.getScriptProperties().getProperty(keyOf(spreadsheet));
  return text === null ? null : (JSON.parse(text) as MovedMark);
}

/** First of all steps that end a move: what is appended after it would be lost to the server. */
export function markMoved(spreadsheet: string, mark: MovedMark): void {
  PropertiesService.getScriptProperties().setProperty(keyOf(spreadsheet), JSON.stringify(mark));
}
