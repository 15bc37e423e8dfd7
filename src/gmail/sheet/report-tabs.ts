import { firstOfInWords, ok } from '../../core';
import type { Instant, Language, Result, SourceProblem } from '../../core';
import { askBook } from './ask-sheets';
import { addTab, freeTabs } from './free-tabs';
import type { BookPlace, TabPlace } from './open-book';
import { CHART_ROWS, ageingReport, toRemindReport } from './report-rows';
import type { Everybody, ReportChart, ReportMoment, ReportTable } from './report-rows';
import { FORMATS, HEADER_FORMAT, cellOf, ofWriting } from './set-up-tab';
import type { DesignCell } from './tab-design';
import { changeBook } from './write-rows';
import type { BookRequest } from './write-rows';

const REPORTS = ['ageing', 'to-remind'] as const;
const HEADER_ROW = 3;
/** Right of both tables, below the chart. */
const CHART_COLUMN = 12;
const CHART_DATA_ROW = 27;
const CHART_SIZE = { widthPixels: 760, heightPixels: 440 };
/** Below the frozen header. */
const CHART_ROW = 4;
/** Rows of one report: about a MB of one request; Google advises 2 at most. Further ones are in the totals, and it is said. */
const MOST_ROWS = 2000;

/** From the lightest to the darkest: read in grey as well. */
const SHADES = [[0.78, 0.87, 0.94], [0.99, 0.85, 0.6], [0.96, 0.65, 0.35], [0.83, 0.38, 0.2], [0.55, 0.1, 0.12]] as const;

type Sheet = GoogleAppsScript.Sheets.Schema.Sheet;
type GridRange = GoogleAppsScript.Sheets.Schema.GridRange;

/**
 * Writes both report tabs anew as a whole: two calls, whatever their size. Nothing of before stays but the chart, which is
 * made once: a clerk may move it, or draw it otherwise. A report whose tab was deleted gets a new one.
 * @returns the place with the reports' tabs as they are called now
 */
export function refreshReports(place: BookPlace, everybody: Everybody, at: Instant, language: Language): Result<BookPlace, SourceProblem> {
  const listed = askBook((spreadsheets) => spreadsheets.get(place.spreadsheet, { fields: 'sheets(properties(sheetId,title,gridProperties),charts(chartId))' }));
  if (!listed.ok) return listed;
  const sheets = listed.value.sheets ?? [];
  const there = sheets.map(({ properties }): TabPlace => ({ sheetId: properties?.sheetId ?? 0, title: properties?.title ?? '' }));
  const tabOf = (name: (typeof REPORTS)[number]): TabPlace | undefined => there.find(({ sheetId }) => sheetId === place.tabs[name]?.sheetId);
  const added = freeTabs(there, REPORTS.filter((name) => tabOf(name) === undefined), { language, settings: {}, today: everybody.today });
  const moment: ReportMoment = { today: everybody.today, time: Utilities.formatDate(new Date(at), place.timeZone, 'HH:mm'), language };
  const requests: BookRequest[] = [...added.flatMap(addTab)];
  const tabs: Record<string, TabPlace> = {};
  for (const name of REPORTS) {
    const fresh = added.find(({ design }) => design.name === name);
    const tab = tabOf(name) ?? (fresh as TabPlace);
    const report = name === 'ageing' ? ageingReport(everybody, moment) : toRemindReport(everybody, moment);
    requests.push(...writeReport(tab.sheetId, report, sheets.find(({ properties }) => properties?.sheetId === tab.sheetId) ?? null, language));
    tabs[name] = { sheetId: tab.sheetId, title: tab.title };
  }
  const done = ofWriting(changeBook(place.spreadsheet, requests));
  return done.ok ? ok({ ...place, tabs: { ...place.tabs, ...tabs } }) : done;
}

/** @param sheet null: it is added by the same call */
function writeReport(sheetId: number, report: ReportTable, sheet: Sheet | null, language: Language): readonly BookRequest[] {
  const { headers, totals, chart } = report;
  const rows = report.rows.slice(0, MOST_ROWS);
  const grid = gridOf({ ...report, note: [firstOfInWords(rows.length, report.rows.length, language) ?? '', report.note].filter((each) => each !== '').join(' ') }, rows);
  const end = HEADER_ROW + 1 + rows.length;
  const now = sheet?.properties?.gridProperties;
  const [rowCount, columnCount] = [Math.max(grid.length, now?.rowCount ?? 200), Math.max(CHART_COLUMN + chart.headers.length, now?.columnCount ?? 26)];
  const block = (startRowIndex: number, endRowIndex: number, startColumnIndex: number, endColumnIndex: number): GridRange => ({ sheetId, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex });
  const bold = (range: GridRange): BookRequest => ({ repeatCell: { range, cell: { userEnteredFormat: { textFormat: { bold: true } } }, fields: 'userEnteredFormat.textFormat' } });
  const header = (range: GridRange): BookRequest => ({ repeatCell: { range, cell: { userEnteredFormat: HEADER_FORMAT }, fields: 'userEnteredFormat(backgroundColorStyle,textFormat,wrapStrategy,verticalAlignment)' } });
  return [
    { updateSheetProperties: { properties: { sheetId, gridProperties: { rowCount, columnCount, frozenRowCount: HEADER_ROW + 1 } }, fields: 'gridProperties(rowCount,columnCount,frozenRowCount)' } },
    // The whole tab: what the rows do not cover is emptied, formats too.
    { updateCells: { range: { sheetId }, rows: grid.map((row) => ({ values: row.map(cellOf) })), fields: 'userEnteredValue,userEnteredFormat' } },
    ...headers.flatMap(({ shape, width }, at): readonly BookRequest[] => [
      { repeatCell: { range: block(HEADER_ROW + 1, end + totals.length, at, at + 1), cell: { userEnteredFormat: FORMATS[shape] }, fields: 'userEnteredFormat.numberFormat' } },
      { updateDimensionProperties: { range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 }, properties: { pixelSize: width }, fields: 'pixelSize' } },
    ]),
    { repeatCell: { range: block(CHART_DATA_ROW + 1, CHART_DATA_ROW + 1 + CHART_ROWS, CHART_COLUMN + 1, CHART_COLUMN + chart.headers.length), cell: { userEnteredFormat: FORMATS.amount }, fields: 'userEnteredFormat.numberFormat' } },
    bold(block(0, 1, 0, 1)),
    header(block(HEADER_ROW, HEADER_ROW + 1, 0, headers.length)),
    header(block(CHART_DATA_ROW, CHART_DATA_ROW + 1, CHART_COLUMN, CHART_COLUMN + chart.headers.length)),
    ...(totals.length === 0 ? [] : [bold(block(end, end + totals.length, 0, headers.length))]),
    ...((sheet?.charts ?? []).length > 0 ? [] : [{ addChart: { chart: chartOf(sheetId, chart) } }]),
  ].filter(({ repeatCell }: BookRequest) => repeatCell === undefined || (repeatCell.range?.endRowIndex ?? 0) > (repeatCell.range?.startRowIndex ?? 0));
}

/** All cells of the tab, row by row: the table on the left, the chart's data on the right. */
function gridOf({ title, note, headers, totals, chart }: ReportTable, rows: ReportTable['rows']): readonly (readonly DesignCell[])[] {
  const left: readonly (readonly DesignCell[])[] = [[title], [note], [], headers.map(({ header }) => header), ...rows, ...totals];
  const right: readonly (readonly DesignCell[])[] = [[chart.dataTitle], chart.headers, ...chart.rows];
  const from = CHART_DATA_ROW - 1;
  return Array.from({ length: Math.max(left.length, from + 2 + CHART_ROWS) }, (_, at) => {
    const [own, beside] = [left[at] ?? [], at < from ? [] : (right[at - from] ?? [])];
    return beside.length === 0 ? own : [...own, ...Array.from({ length: CHART_COLUMN - own.length }, (): DesignCell => null), ...beside];
  });
}

function chartOf(sheetId: number, { kind, title, headers }: ReportChart): GoogleAppsScript.Sheets.Schema.EmbeddedChart {
  const source = (column: number): GoogleAppsScript.Sheets.Schema.ChartData => ({
    sourceRange: { sources: [{ sheetId, startRowIndex: CHART_DATA_ROW, endRowIndex: CHART_DATA_ROW + 1 + CHART_ROWS, startColumnIndex: CHART_COLUMN + column, endColumnIndex: CHART_COLUMN + column + 1 }] },
  });
  const bars = kind === 'bars';
  // A bar's value runs along the bottom.
  const targetAxis = bars ? 'BOTTOM_AXIS' : 'LEFT_AXIS';
  const color = (at: number): GoogleAppsScript.Sheets.Schema.Color => {
    const [red, green, blue] = SHADES[bars ? 3 : at] ?? SHADES[4];
    return { red, green, blue };
  };
  return {
    spec: {
      title,
      basicChart: {
        chartType: bars ? 'BAR' : 'COLUMN', ...(bars ? {} : { stackedType: 'STACKED' }), legendPosition: bars ? 'NO_LEGEND' : 'BOTTOM_LEGEND', headerCount: 1,
        axis: [{ position: 'BOTTOM_AXIS' }, { position: 'LEFT_AXIS' }],
        domains: [{ domain: source(0) }],
        series: headers.slice(1).map((_, at) => ({ series: source(at + 1), targetAxis, color: color(at) })),
      },
    },
    position: { overlayPosition: { anchorCell: { sheetId, rowIndex: CHART_ROW, columnIndex: CHART_COLUMN }, ...CHART_SIZE } },
  };
}
