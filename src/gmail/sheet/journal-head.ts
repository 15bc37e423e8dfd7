import { NO_ROWS } from './journal';
import type { JournalHead } from './journal';

/** One property per spreadsheet, of the script: all its users share it, and nobody who only edits the sheet can change it. */
const keyOf = (spreadsheet: string): string => `journal.${spreadsheet}`;

/** Where the Journal ended when Relance last wrote to it; of one never written to: before its first row. */
export function readHead(spreadsheet: string): JournalHead {
  return headOf(PropertiesService.getScriptProperties().getProperty(keyOf(spreadsheet))) ?? NO_ROWS;
}

export function writeHead(spreadsheet: string, head: JournalHead): void {
  PropertiesService.getScriptProperties().setProperty(keyOf(spreadsheet), headText(head));
}

export const headText = ({ rows, link }: JournalHead): string => `${rows}.${link}`;
/** null: none, or none that we wrote. */
export function headOf(text: string | null): JournalHead | null {
  const [, rows, link] = /^(\d{1,9})\.([0-9a-f]{64})$/.exec(text ?? '') ?? [];
  return rows === undefined || link === undefined ? null : { rows: Number(rows), link };
}
