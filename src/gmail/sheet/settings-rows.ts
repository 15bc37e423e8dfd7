import { fail, ok } from '../../core';
import type { Author, Instant, Language, Result, SourceProblem } from '../../core';
import { cellWords } from './cell-text';
import type { KeptSettings } from './kept-settings';
import type { BookPlace } from './open-book';
import { SETTING_NAMES } from './setting-keys';
import type { SettingKey } from './setting-keys';
import { SETTING_COLUMNS, rowFor } from './tab-columns';
import type { SettingColumn } from './tab-columns';
import { cellsOf, changeBook, rowsBehind } from './write-rows';
import type { BookRequest } from './write-rows';

export interface SettingChange {
  readonly key: SettingKey;
  /** '' of a field of the profile. */
  readonly subject: string;
  readonly value: string;
}

/** Each setting in its own row, where it stands already, else behind the last one; in one call. */
export function writeSettings(place: BookPlace, settings: KeptSettings, changes: readonly SettingChange[], author: Author, at: Instant, language: Language): Result<null, SourceProblem> {
  const tab = place.tabs.settings;
  if (tab === undefined) return fail({ code: 'sheet/tab-gone', tab: 'Réglages' });
  if (changes.length === 0) return ok(null);
  const requests: BookRequest[] = [];
  const fresh: (readonly string[])[] = [];
  for (const { key, subject, value } of changes) {
    const said: Readonly<Record<SettingColumn, string>> = { setting: SETTING_NAMES[language][key], subject: cellWords(subject), value: cellWords(value), by: cellWords(author.name), at, key };
    const line = settings.line(key, subject);
    if (line === null) fresh.push(rowFor(said, settings.layout));
    // Cell by cell: what people noted beside them stays.
    else for (const column of Object.keys(SETTING_COLUMNS) as SettingColumn[]) requests.push(cellsOf(tab.sheetId, line.at, settings.layout.at[column], [said[column]]));
  }
  if (fresh.length > 0) requests.push(rowsBehind(tab.sheetId, fresh));
  return changeBook(place.spreadsheet, requests);
}
