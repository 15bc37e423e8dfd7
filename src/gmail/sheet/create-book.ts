import { ok, plain, sheetWords } from '../../core';
import type { Result, SourceProblem } from '../../core';
import { askBook } from './ask-sheets';
import type { BookPlace, TabName, TabPlace } from './open-book';
import { ofWriting, setUpTab, tabProperties } from './set-up-tab';
import { tabDesign } from './tab-design';
import type { BookStart } from './tab-design';
import { changeBook } from './write-rows';

/**
 * In the order in which they stand. Whoever moves a spreadsheet elsewhere finds the ledger's rows by `ledgerTabs` (invoices,
 * customers; columns as Réglages keeps them) and the log's by `Journal.read`: titles and places are the clerk's to change.
 */
export const ALL_TABS: readonly TabName[] = ['invoices', 'customers', 'journal', 'texts', 'plans', 'settings', 'ageing', 'to-remind'];

export interface MadeBook {
  readonly place: BookPlace;
  /** Opens the spreadsheet. */
  readonly url: string;
}
/** Where a spreadsheet stands that was begun and not finished. */
export interface BegunBook {
  read(): MadeBook | null;
  keep(begun: MadeBook): void;
  forget(): void;
}

const PROPERTY = 'relance.begun';
/** Of this user. @throws as PropertiesService does. */
export const begunBook: BegunBook = {
  read: () => {
    const text = PropertiesService.getUserProperties().getProperty(PROPERTY);
    return text === null ? null : (JSON.parse(text) as MadeBook);
  },
  keep: (begun) => { PropertiesService.getUserProperties().setProperty(PROPERTY, JSON.stringify(begun)); },
  forget: () => { PropertiesService.getUserProperties().deleteProperty(PROPERTY); },
};

/**
 * A spreadsheet of the user's own with every tab: two calls, because a card cannot show how far it is. When the second one
 * fails, the next try finishes that spreadsheet: nobody finds two in his Drive.
 * @param timeZone IANA; the spreadsheet's "today" is the day there
 */
export function createBook(start: BookStart, timeZone: string): Result<MadeBook, SourceProblem> {
  const begun = begunBook.read();
  if (begun !== null) {
    const finished = setUp(begun, start);
    if (finished.ok || finished.problem.code !== 'sheet/gone') return finished;
  }
  const { language, settings } = start;
  const { fileName, tabs } = sheetWords(language);
  const company = plain(settings['profile.name'] ?? '', 80);
  const created = askBook((spreadsheets) => spreadsheets.create({
    properties: { title: company === '' ? fileName : `${fileName} – ${company}`, locale: language === 'fr' ? 'fr_FR' : 'en_GB', timeZone },
    sheets: ALL_TABS.map((name, index) => ({ properties: { ...tabProperties(tabDesign(name, start)), index, sheetId: index + 1 } })),
  }));
  if (!created.ok) return created;
  const { spreadsheetId = '', spreadsheetUrl = '' } = created.value;
  const places = Object.fromEntries(ALL_TABS.map((name, index) => [name, { sheetId: index + 1, title: tabs[name] }])) as Readonly<Record<TabName, TabPlace>>;
  const made: MadeBook = { place: { spreadsheet: spreadsheetId, tabs: places, timeZone, mapping: null }, url: spreadsheetUrl };
  begunBook.keep(made);
  return setUp(made, start);
}

/** All of it or none of it: Google applies one batch as a whole. */
function setUp(made: MadeBook, start: BookStart): Result<MadeBook, SourceProblem> {
  const requests = ALL_TABS.flatMap((name) => setUpTab(made.place.tabs[name]?.sheetId ?? 0, tabDesign(name, start)));
  const done = ofWriting(changeBook(made.place.spreadsheet, requests));
  if (!done.ok) return done;
  begunBook.forget();
  return ok(made);
}
