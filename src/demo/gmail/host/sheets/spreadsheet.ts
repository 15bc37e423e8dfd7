import { parseA1 } from './a1';
import type { GridBox } from './a1';
import { ApiError } from '../service-error';
import { SHEET_LIMITS } from './cell';
import { SimulatedSheet } from './sheet';
import type { Box, NewSheet } from './sheet';

export type Role = 'owner' | 'writer' | 'reader';

export interface NewSpreadsheet {
  readonly id: string;
  readonly title: string;
  /** `fr_FR` */
  readonly locale?: string;
  readonly timeZone?: string;
  /** By e-mail address. */
  readonly access: Readonly<Record<string, Role>>;
  readonly sheets?: readonly NewSheet[];
}

/** A Google Sheet: tabs, and who may read and write it. */
export class SimulatedSpreadsheet {
  readonly id: string;
  title: string;
  locale: string;
  timeZone: string;
  private readonly access: Map<string, Role>;
  private tabs: SimulatedSheet[] = [];
  private counter = 0;

  constructor({ id, title, locale = 'fr_FR', timeZone = 'Europe/Paris', access, sheets = [{ title: 'Feuille 1' }] }: NewSpreadsheet) {
    this.id = id;
    this.title = title;
    this.locale = locale;
    this.timeZone = timeZone;
    this.access = new Map(Object.entries(access));
    for (const sheet of sheets) this.add(sheet);
  }

  /** In the order of the tabs. */
  get sheets(): readonly SimulatedSheet[] {
    return this.tabs;
  }

  /** @throws Error when there is no such tab. */
  sheet(title: string): SimulatedSheet {
    const found = this.tabs.find((tab) => tab.title === title);
    if (found === undefined) throw new Error(`${this.title} has no tab ${title}`);
    return found;
  }

  share(email: string, role: Role | null): void {
    if (role === null) this.access.delete(email);
    else this.access.set(email, role);
  }

  roleOf(email: string): Role | null {
    return this.access.get(email) ?? null;
  }

  byId(sheetId: number): SimulatedSheet | null {
    return this.tabs.find((tab) => tab.sheetId === sheetId) ?? null;
  }

  /** @param place 0: first; without: last. */
  add(sheet: NewSheet, place = this.tabs.length): SimulatedSheet {
    // The first tab of a spreadsheet has the id 0, later ones any number.
    const made = new SimulatedSheet(sheet.sheetId ?? (this.counter === 0 ? 0 : 1_100_000_000 + this.counter * 7919), sheet, place);
    this.counter += 1;
    this.tabs.splice(place, 0, made);
    this.number();
    return made;
  }

  remove(sheetId: number): void {
    this.tabs = this.tabs.filter((tab) => tab.sheetId !== sheetId);
    this.number();
  }

  move(sheetId: number, place: number): void {
    const tab = this.byId(sheetId);
    if (tab === null) return;
    this.tabs = this.tabs.filter((one) => one !== tab);
    this.tabs.splice(place, 0, tab);
    this.number();
  }

  /** Everything as it is now; the answer puts it back. */
  snapshot(): () => void {
    const { title, locale, timeZone } = this;
    const tabs = [...this.tabs];
    const states = tabs.map((tab) => tab.state);
    return () => {
      Object.assign(this, { title, locale, timeZone });
      this.tabs = tabs;
      tabs.forEach((tab, index) => { const state = states[index]; if (state !== undefined) tab.state = state; });
    };
  }

  /** @throws ApiError in the words of the Sheets API. */
  range(text: string, method: string): { readonly sheet: SimulatedSheet; readonly box: Box } {
    const parsed = parseA1(text, this.tabs.map(({ title }) => title));
    const sheet = parsed === null ? undefined : parsed.tab === null ? this.tabs.find(({ state }) => !state.hidden) : this.tabs.find(({ title }) => title === parsed.tab);
    if (parsed === null || sheet === undefined) throw new ApiError(method, 400, `Unable to parse range: ${text}`);
    if (parsed.fromRow >= sheet.state.rowCount || parsed.fromColumn >= sheet.state.columnCount) throw new ApiError(method, 400, `Range (${text}) exceeds grid limits. Max rows: ${sheet.state.rowCount}, max columns: ${sheet.state.columnCount}`);
    return { sheet, box: sheet.box(parsed) };
  }

  /** @throws ApiError when the spreadsheet has grown too big. */
  checkSize(method: string): void {
    if (this.tabs.reduce((sum, { state }) => sum + state.rowCount * state.columnCount, 0) > SHEET_LIMITS.cells) throw new ApiError(method, 400, `This action would increase the number of cells in the workbook above the limit of ${SHEET_LIMITS.cells} cells.`);
  }

  /** @throws ApiError when a protected range is in the way of this user. */
  checkProtection(sheet: SimulatedSheet, box: Box, email: string, method: string): void {
    if (this.roleOf(email) === 'owner') return;
    const blocking = sheet.state.protections.find((one) => !one.warningOnly && one.editors !== null && !one.editors.includes(email) && overlap(endless(one.box), box));
    if (blocking !== undefined) throw new ApiError(method, 400, 'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.');
  }

  private number(): void {
    this.tabs.forEach((tab, index) => { tab.state = { ...tab.state, index }; });
  }
}

/** A protection without an end holds for rows to come, too. */
const endless = ({ fromRow, toRow, fromColumn, toColumn }: GridBox): Box => ({ fromRow, toRow: toRow ?? Number.POSITIVE_INFINITY, fromColumn, toColumn: toColumn ?? Number.POSITIVE_INFINITY });
const overlap = (a: Box, b: Box): boolean => a.fromRow < b.toRow && b.fromRow < a.toRow && a.fromColumn < b.toColumn && b.fromColumn < a.toColumn;

