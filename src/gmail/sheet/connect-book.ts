import { fail, ok, sheetWords } from '../../core';
import type { Author, Instant, Problem, Result } from '../../core';
import { columnsToKeep, keptColumnsIn, settingRow } from './kept-columns';
import type { SeenBook } from './look-at-book';
import type { BookPlace, TabName, TabPlace } from './open-book';
import type { BookPreview } from './preview-book';
import { ofWriting, setUpTab, tabProperties } from './set-up-tab';
import { tabDesign } from './tab-design';
import type { BookStart, TabDesign } from './tab-design';
import { changeBook, rowsBehind } from './write-rows';
import type { BookRequest } from './write-rows';

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
  const added = newTabs(seen, missing, start);
  if (missing.length > 0 && !addTabs) return fail({ code: 'sheet/tabs-to-add', tabs: added.map(({ title }) => title) });
  const tabs: Readonly<Partial<Record<TabName, TabPlace>>> = { ...preview.place.tabs, ...Object.fromEntries(added.map(({ design, sheetId, title }) => [design.name, { sheetId, title }])) };
  const place: BookPlace = { ...preview.place, tabs };
  const requests = added.flatMap(({ design, sheetId, title }): readonly BookRequest[] => [{ addSheet: { properties: { ...tabProperties(design), sheetId, title } } }, ...setUpTab(sheetId, design)]);
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

interface NewTab {
  readonly design: TabDesign;
  readonly sheetId: number;
  readonly title: string;
}

/** Under titles that are free: an accountant's spreadsheet has a "Journal" of its own. */
function newTabs({ tabs }: SeenBook, missing: readonly TabName[], start: BookStart): readonly NewTab[] {
  const titles = new Set(tabs.map(({ title }) => title.toLowerCase()));
  const ids = new Set(tabs.map(({ sheetId }) => sheetId));
  const { ours } = sheetWords(start.language);
  return missing.map((name) => {
    const design = tabDesign(name, start);
    let title = design.title;
    for (let n = 1; titles.has(title.toLowerCase()); n += 1) title = `${design.title} ${ours}${n === 1 ? '' : ` ${n}`}`;
    let sheetId = 1;
    while (ids.has(sheetId)) sheetId += 1;
    titles.add(title.toLowerCase());
    ids.add(sheetId);
    return { design, sheetId, title };
  });
}

/** What the missing tabs would be called: shown before the clerk agrees. */
export const titlesOfMissing = (seen: SeenBook, { missing }: BookPreview, start: BookStart): readonly string[] => newTabs(seen, missing, start).map(({ title }) => title);
