import { sheetWords } from '../../core';
import type { TabName, TabPlace } from './open-book';
import { setUpTab, tabProperties } from './set-up-tab';
import { tabDesign } from './tab-design';
import type { BookStart, TabDesign } from './tab-design';
import type { BookRequest } from './write-rows';

export interface NewTab extends TabPlace {
  readonly design: TabDesign;
}

/** Tabs to be added, under ids and titles that are free: an accountant's spreadsheet has a "Journal" of its own. */
export function freeTabs(there: readonly TabPlace[], names: readonly TabName[], start: BookStart): readonly NewTab[] {
  const titles = new Set(there.map(({ title }) => title.toLowerCase()));
  const ids = new Set(there.map(({ sheetId }) => sheetId));
  const { ours } = sheetWords(start.language);
  return names.map((name) => {
    const design = tabDesign(name, start);
    let { title } = design;
    for (let n = 1; titles.has(title.toLowerCase()); n += 1) title = `${design.title} ${ours}${n === 1 ? '' : ` ${n}`}`;
    let sheetId = 1;
    while (ids.has(sheetId)) sheetId += 1;
    titles.add(title.toLowerCase());
    ids.add(sheetId);
    return { design, sheetId, title };
  });
}

export const addTab = ({ design, sheetId, title }: NewTab): readonly BookRequest[] => [{ addSheet: { properties: { ...tabProperties(design), sheetId, title } } }, ...setUpTab(sheetId, design)];
