import { fail, ok, rangeOfTab } from '../../core';
import type { BookProblem, ColumnMapping, Result, Row, SourceProblem } from '../../core';
import { askBook, askSheets } from './ask-sheets';
import type { UnknownTab } from './ask-sheets';

export type TabName = 'invoices' | 'customers' | 'journal' | 'texts' | 'plans' | 'settings' | 'ageing' | 'to-remind';

export interface TabPlace {
  /** Stays the same when the tab is renamed or moved. */
  readonly sheetId: number;
  readonly title: string;
}

/** Which spreadsheet, remembered between callbacks. */
export interface BookPlace {
  readonly spreadsheet: string;
  readonly tabs: Readonly<Partial<Record<TabName, TabPlace>>>;
  /** IANA name, of the spreadsheet: its "today" is the ledger's. */
  readonly timeZone: string;
  /** Of the invoices' tab; null: proposed from its headers. */
  readonly mapping: ColumnMapping | null;
}

/** A spreadsheet during one callback. */
export interface OpenBook {
  /** As given; after a tab was found under another title, with that title: worth keeping then. */
  readonly place: BookPlace;
  /**
   * One read per tab and callback: a tab asked twice is read once; the tabs named together come in one call.
   * A tab that the place does not know is absent from the answer. Rows are ragged (blanks at their end are left out), days are
   * serial numbers, a faulty cell is its error's text. What is not there yet is an empty list.
   */
  rows(...tabs: readonly TabName[]): Result<Readonly<Partial<Record<TabName, readonly Row[]>>>, SourceProblem>;
  /** After a tab was written: the next `rows` reads it again. */
  forget(tab: TabName): void;
}

/** No call is made before the first `rows`. Whoever may not read the spreadsheet learns it there: Google asks its own rights. */
export function openBook(place: BookPlace): OpenBook {
  return new ReadOnce(place);
}

class ReadOnce implements OpenBook {
  private readonly read = new Map<TabName, readonly Row[]>();
  private known: BookPlace;

  constructor(place: BookPlace) {
    this.known = place;
  }

  get place(): BookPlace {
    return this.known;
  }

  forget(tab: TabName): void {
    this.read.delete(tab);
  }

  rows(...tabs: readonly TabName[]): Result<Readonly<Partial<Record<TabName, readonly Row[]>>>, SourceProblem> {
    const asked = tabs.filter((tab, at) => this.known.tabs[tab] !== undefined && tabs.indexOf(tab) === at);
    const fresh = asked.filter((tab) => !this.read.has(tab));
    if (fresh.length > 0) {
      const read = this.readTabs(fresh);
      if (!read.ok) return read;
      fresh.forEach((tab, at) => this.read.set(tab, read.value[at] ?? []));
    }
    const rows: Partial<Record<TabName, readonly Row[]>> = {};
    for (const tab of asked) rows[tab] = this.read.get(tab) ?? [];
    return ok(rows);
  }

  /** By title, in one call. One unknown title fails the whole of it: then the tabs are looked for by their ids, once. */
  private readTabs(tabs: readonly TabName[]): Result<readonly (readonly Row[])[], SourceProblem> {
    const first = this.batchGet(tabs);
    if (first.ok || first.problem.code !== 'unknown-tab') return first as Result<readonly (readonly Row[])[], SourceProblem>;
    const found = this.findTabs(tabs);
    if (!found.ok) return found;
    const second = this.batchGet(tabs);
    // Renamed again between the two calls.
    if (!second.ok && second.problem.code === 'unknown-tab') return fail({ code: 'sheet/not-answering', status: 400 });
    return second as Result<readonly (readonly Row[])[], SourceProblem>;
  }

  private batchGet(tabs: readonly TabName[]): Result<readonly (readonly Row[])[], BookProblem | UnknownTab> {
    return askSheets(({ Values }) => {
      const { valueRanges } = Values.batchGet(this.known.spreadsheet, {
        ranges: tabs.map((tab) => `${rangeOfTab(this.known.tabs[tab]?.title ?? '')}${PART_OF[tab] ?? ''}`),
        valueRenderOption: 'UNFORMATTED_VALUE',
        dateTimeRenderOption: 'SERIAL_NUMBER',
        majorDimension: 'ROWS',
      });
      return tabs.map((_, at) => (valueRanges?.[at]?.values ?? []) as readonly Row[]);
    });
  }

  private findTabs(needed: readonly TabName[]): Result<null, SourceProblem> {
    const listed = askBook((spreadsheets) => spreadsheets.get(this.known.spreadsheet, { fields: 'properties(timeZone,locale,title),sheets.properties(sheetId,title,index,hidden)' }));
    if (!listed.ok) return listed;
    const sheets: readonly TabPlace[] = (listed.value.sheets ?? []).map(({ properties }) => ({ sheetId: properties?.sheetId ?? 0, title: properties?.title ?? '' }));
    const tabs: Partial<Record<TabName, TabPlace>> = {};
    for (const [name, place] of Object.entries(this.known.tabs) as [TabName, TabPlace][]) {
      // Another tab of the same title stands for one that was deleted and made anew.
      const now = sheets.find(({ sheetId }) => sheetId === place.sheetId) ?? sheets.find(({ title }) => title === place.title);
      if (now !== undefined) tabs[name] = now;
      else if (needed.includes(name)) return fail({ code: 'sheet/tab-gone', tab: place.title });
      else tabs[name] = place;
    }
    this.known = { ...this.known, tabs };
    return ok(null);
  }
}

/** The texts that are kept with the Journal's rows stand behind column Z (tab-columns.ts): no card needs them. */
const PART_OF: Readonly<Partial<Record<TabName, string>>> = { journal: '!A:Z' };
