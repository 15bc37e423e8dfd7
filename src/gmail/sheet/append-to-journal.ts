import { fail } from '../../core';
import type { BookProblem, Result, SourceProblem } from '../../core';
import { askBook } from './ask-sheets';
import type { BookPlace } from './open-book';
import { changeBook, rowsBehind } from './write-rows';

/**
 * Writes one row of the Journal, and with it the texts that it names and that are to be kept: all of it or nothing. The
 * Journal's kept texts stand behind its last columns; a grid that is too narrow is widened in the same call.
 */
export function appendToJournal({ spreadsheet, tabs }: BookPlace, cells: readonly string[], texts: readonly (readonly string[])[]): Result<null, SourceProblem> {
  const { journal, texts: textsTab } = tabs;
  if (journal === undefined) return fail({ code: 'sheet/tab-gone', tab: 'Journal' });
  const wider = cells.length > NEW_GRID ? columnsLacking(spreadsheet, journal.sheetId, cells.length) : { ok: true as const, value: 0 };
  if (!wider.ok) return wider;
  return changeBook(spreadsheet, [
    ...(wider.value === 0 ? [] : [{ appendDimension: { sheetId: journal.sheetId, dimension: 'COLUMNS', length: wider.value } }]),
    rowsBehind(journal.sheetId, [cells]),
    ...(texts.length === 0 || textsTab === undefined ? [] : [rowsBehind(textsTab.sheetId, texts)]),
  ]);
}

/** Columns of a tab that was made without saying how many. */
const NEW_GRID = 26;

function columnsLacking(spreadsheet: string, sheetId: number, needed: number): Result<number, BookProblem> {
  return askBook((spreadsheets) => {
    const { sheets } = spreadsheets.get(spreadsheet, { fields: 'sheets.properties(sheetId,gridProperties.columnCount)' });
    const columns = sheets?.find(({ properties }) => properties?.sheetId === sheetId)?.properties?.gridProperties?.columnCount ?? needed;
    return Math.max(0, needed - columns);
  });
}
