import { fail, ok } from '../../core';
import type { Author, Instant, Problem, Result } from '../../core';
import { addTab, freeTabs } from './free-tabs';
import { columnsToKeep, keptColumnsIn, settingRow } from './kept-columns';
import type { SeenBook } from './look-at-book';
import type { BookPlace, TabName, TabPlace } from './open-book';
import type { BookPreview } from './preview-book';
import { ofWriting } from './set-up-tab';
import type { BookStart } from './tab-design';
import { changeBook, rowsBehind } from './write-rows';

export interface Connecting {
  readonly seen: SeenBook;
  /** What the clerk saw and agreed to. */
  readonly preview: BookPreview;
  /** He agreed that the missing tabs are added. */
  readonly addTabs: boolean;
  readonly start: BookStart;
  readonly author: Author;
  readonly at: Instant;
}

/**
 * Connects a spreadsheet as it was previewed: adds the missing tabs, keeps the columns in Réglages so that every colleague
 * reads the same. One call, made as a whole or not at all; none where nothing is new (a colleague connects to what is there).
 * The place is the caller's to remember.
 */
export function connectBook({ seen, preview, addTabs, start, author, at }: Connecting): Result<BookPlace, Problem> {
  const { missing, rows } = preview;
  if (preview.obstacle !== null) return fail(preview.obstacle);
  const added = freeTabs(seen.tabs, missing, start);
  if (missing.length > 0 && !addTabs) return fail({ code: 'sheet/tabs-to-add', tabs: added.map(({ title }) => title) });
  const tabs: Readonly<Partial<Record<TabName, TabPlace>>> = { ...preview.place.tabs, ...Object.fromEntries(added.map(({ design, sheetId, title }) => [design.name, { sheetId, title }])) };
  const place: BookPlace = { ...preview.place, tabs };
  const requests = [...added.flatMap(addTab)];
  const kept = columnsToKeep(rows.invoices, { invoices: tabs.invoices?.sheetId ?? 0, customers: tabs.customers?.sheetId ?? null, mapping: place.mapping });
  const settings = tabs.settings;
  if (settings !== undefined && JSON.stringify(keptColumnsIn(rows.settings)) !== JSON.stringify(kept)) {
    const row = settingRow(kept, rows.settings, author.name, at, start.language);
    requests.push(rowsBehind(settings.sheetId, [row]));
  }
  if (requests.length === 0) return ok(place);
  const done = ofWriting(changeBook(seen.spreadsheet, requests));
  return done.ok ? ok(place) : done;
}

/** What the missing tabs would be called: shown before the clerk agrees. */
export const titlesOfMissing = (seen: SeenBook, { missing }: BookPreview, start: BookStart): readonly string[] => freeTabs(seen.tabs, missing, start).map(({ title }) => title);
