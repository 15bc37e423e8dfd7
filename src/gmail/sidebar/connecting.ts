import { LEDGER_FIELDS, mergedCellsInWords, missingTabsInWords, ok, shortAddress, twinColumnsInWords, wordProblem } from '../../core';
import type { ColumnMapping, FormValues, Instant, LedgerField, LocalDate, Problem, Result } from '../../core';
import { show } from '../cards/answer';
import type { Answer } from '../cards/answer';
import type { CardNotice } from '../cards/card-context';
import { columnField, columnsCard, DATE_ORDER_FIELD } from '../cards/columns-card';
import { SETTINGS_FIELDS } from '../cards/settings-card';
import { connectBook, titlesOfMissing } from '../sheet/connect-book';
import { dayInZone } from '../sheet/day-in-zone';
import { lookAtBook } from '../sheet/look-at-book';
import type { SeenBook } from '../sheet/look-at-book';
import { previewBook } from '../sheet/preview-book';
import type { BookPreview } from '../sheet/preview-book';
import type { BookStart } from '../sheet/tab-design';
import { NOWHERE } from '../sidebar-action';
import { cardContext } from './desk';
import type { Desk } from './desk';
import { only } from '../card-fields';
import { authorOf } from './open-records';
import type { KeptPlace } from '../kept-place';

/** A typed address is looked at; its columns are shown before anything is connected. What is wrong with it stands at its field. */
export function lookAt(desk: Desk, refused: (field: string, typed: string, why: string) => Answer): Result<Answer, Problem> {
  const typed = only(desk.typed, SETTINGS_FIELDS.sheet);
  const seen = lookAtBook(typed);
  if (!seen.ok) {
    const { title, body } = wordProblem(seen.problem, desk.language, todayIn(Session.getScriptTimeZone()));
    return ok(refused(SETTINGS_FIELDS.sheet, typed, `${title}. ${body}`));
  }
  const preview = previewBook(seen.value, { sheetId: null, mapping: null });
  return preview.ok ? ok(show(columnsOf(desk, seen.value, preview.value), 'push')) : preview;
}

/** With the columns as the clerk left them: looked at again, and connected where nothing keeps it from being read. */
export function useColumns(desk: Desk, spreadsheet: string, placed: (place: KeptPlace) => Result<Answer, Problem>): Result<Answer, Problem> {
  const seen = lookAtBook(spreadsheet);
  if (!seen.ok) return seen;
  const proposed = previewBook(seen.value, { sheetId: null, mapping: null });
  if (!proposed.ok) return proposed;
  const sheetId = proposed.value.place.tabs.invoices?.sheetId ?? null;
  const preview = previewBook(seen.value, { sheetId, mapping: mappingTyped(desk.typed, proposed.value.ledger.mapping) });
  if (!preview.ok) return preview;
  if (preview.value.obstacle !== null) return ok(show(columnsOf(desk, seen.value, preview.value), 'update'));
  // The names of the tabs that are added stood above the button.
  const connected = connectBook({ seen: seen.value, preview: preview.value, addTabs: true, start: startOf(desk, seen.value.timeZone), author: authorOf(desk.account, desk.kept), at: new Date().toISOString() as Instant });
  return connected.ok ? placed({ kind: 'sheet', book: connected.value }) : connected;
}

function columnsOf(desk: Desk, seen: SeenBook, preview: BookPreview): ReturnType<typeof columnsCard> {
  const { language } = desk;
  const adds = missingTabsInWords(titlesOfMissing(seen, preview, startOf(desk, seen.timeZone)), language);
  const notices: CardNotice[] = [
    ...preview.twins.map(({ header, used, other }): CardNotice => ({ intent: 'warning', text: twinColumnsInWords(header, used, other, language) })),
    ...(preview.merged.count === 0 ? [] : [{ intent: 'warning', text: mergedCellsInWords(preview.merged.ranges, preview.merged.count, language) } as const]),
    ...(adds === null ? [] : [{ intent: 'info', text: adds } as const]),
  ];
  return columnsCard(preview.ledger, shortAddress({ spreadsheet: seen.spreadsheet, sheetId: preview.place.tabs.invoices?.sheetId ?? null }), cardContext(desk, NOWHERE), todayIn(seen.timeZone), notices);
}

function mappingTyped(typed: FormValues, proposed: ColumnMapping): ColumnMapping {
  const columns: Partial<Record<LedgerField, number>> = {};
  for (const field of LEDGER_FIELDS) {
    const name = columnField(field);
    const column = name in typed ? only(typed, name) : String(proposed.columns[field] ?? '');
    if (/^\d{1,3}$/.test(column)) columns[field] = Number(column);
  }
  const order = only(typed, DATE_ORDER_FIELD);
  return { ...proposed, columns, dateOrder: order === 'day-first' || order === 'month-first' ? order : proposed.dateOrder };
}

/** What a spreadsheet of Relance begins with. */
export const startOf = ({ language, account }: Desk, timeZone: string): BookStart => ({ language, settings: account === '' ? {} : { 'profile.addresses': account }, today: todayIn(timeZone) });

const todayIn = (timeZone: string): LocalDate => dayInZone(timeZone, new Date().toISOString() as Instant);
