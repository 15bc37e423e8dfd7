import { notSimulated } from '../service-error';
import { bad, fieldsNamed, gridBox, list, mark, plain, rangeOf, sheetOf } from './batch-requests';
import type { Handler } from './batch-requests';
import type { Plain, SheetState, SimulatedSheet } from './sheet';
import type { Asked } from './values';

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const nextId = (ids: readonly number[]): number => Math.max(0, ...ids) + 1;

/** A tab's properties as the API tells them. */
export const propertiesOf = ({ sheetId, state }: SimulatedSheet): Plain => ({
  sheetId, title: state.title, index: state.index, sheetType: 'GRID',
  gridProperties: { rowCount: state.rowCount, columnCount: state.columnCount, ...(state.frozenRows > 0 ? { frozenRowCount: state.frozenRows } : {}), ...(state.frozenColumns > 0 ? { frozenColumnCount: state.frozenColumns } : {}) },
  ...(state.hidden ? { hidden: true } : {}),
  ...(state.tabColor === null ? {} : { tabColorStyle: state.tabColor }),
});

/** What these properties change in a tab, without its place. */
function changed(properties: Plain, before: SheetState): Partial<SheetState> {
  const grid = plain(properties['gridProperties']);
  return {
    title: typeof properties['title'] === 'string' ? properties['title'] : before.title,
    hidden: typeof properties['hidden'] === 'boolean' ? properties['hidden'] : before.hidden,
    rowCount: number(grid['rowCount']) ?? before.rowCount, columnCount: number(grid['columnCount']) ?? before.columnCount,
    frozenRows: number(grid['frozenRowCount']) ?? before.frozenRows, frozenColumns: number(grid['frozenColumnCount']) ?? before.frozenColumns,
    tabColor: properties['tabColorStyle'] === undefined ? before.tabColor : plain(properties['tabColorStyle']),
  };
}

function checkTitle(title: unknown, sheet: SimulatedSheet | null, asked: Asked): void {
  if (asked.file.sheets.some((one) => one !== sheet && one.title.toLowerCase() === String(title).toLowerCase())) throw bad(asked, `A sheet with the name "${String(title)}" already exists. Please enter another name.`);
}

/** Adds a tab as `addSheet` and `create` do. */
export function addTab(properties: Plain, asked: Asked): SimulatedSheet {
  const { file } = asked;
  const title = typeof properties['title'] === 'string' ? properties['title'] : `Feuille ${file.sheets.length + 1}`;
  checkTitle(title, null, asked);
  const sheetId = number(properties['sheetId']);
  if (sheetId !== undefined && file.byId(sheetId) !== null) throw bad(asked, `Invalid requests[0].addSheet: Sheet with id ${sheetId} already exists.`);
  const sheet = file.add({ title, ...(sheetId === undefined ? {} : { sheetId }) }, number(properties['index']));
  sheet.state = { ...sheet.state, ...changed(properties, sheet.state) };
  return sheet;
}

/** Requests about tabs, rules, protection and charts. */
export const TAB_REQUESTS: Readonly<Record<string, Handler>> = {
  addSheet: (request, asked) => ({ addSheet: { properties: propertiesOf(addTab(plain(request['properties']), asked)) } }),
  deleteSheet: (request, asked) => {
    if (asked.file.sheets.length === 1) throw bad(asked, 'You can\'t remove all the sheets in a document.');
    asked.file.remove(sheetOf(request['sheetId'], asked).sheetId);
    return {};
  },
  updateSheetProperties: (request, asked) => {
    const fields = fieldsNamed(request, asked);
    const properties = plain(request['properties']);
    const sheet = sheetOf(properties['sheetId'], asked);
    const named = fields.includes('*') ? properties : Object.fromEntries(Object.entries(properties).filter(([name]) => fields.includes(name)));
    if (named['title'] !== undefined) checkTitle(named['title'], sheet, asked);
    sheet.state = { ...sheet.state, ...changed(named, sheet.state) };
    const place = number(named['index']);
    if (place !== undefined) asked.file.move(sheet.sheetId, place);
    return {};
  },
  updateSpreadsheetProperties: (request, asked) => {
    const fields = fieldsNamed(request, asked);
    const properties = plain(request['properties']);
    for (const name of ['title', 'locale', 'timeZone'] as const) {
      const value = properties[name];
      if (typeof value === 'string' && (fields.includes('*') || fields.includes(name))) asked.file[name] = value;
    }
    return {};
  },
  setDataValidation: (request, asked) => {
    const { sheet, box } = rangeOf(request, asked);
    if (request['rule'] === undefined) sheet.state = { ...sheet.state, validations: sheet.state.validations.filter(({ box: held }) => JSON.stringify(held) !== JSON.stringify(box)) };
    else mark(sheet, box, { dataValidation: request['rule'] }, ['dataValidation']);
    return {};
  },
  addProtectedRange: (request, asked) => {
    const given = plain(request['protectedRange']);
    const { sheet } = rangeOf(given, asked);
    const who = plain(given['editors']);
    if (given['unprotectedRanges'] !== undefined || given['namedRangeId'] !== undefined || who['groups'] !== undefined || who['domainUsersCanEdit'] !== undefined) throw notSimulated('a protection with exceptions, groups or a domain');
    if (given['warningOnly'] === true && given['editors'] !== undefined) throw bad(asked, 'Invalid requests[0].addProtectedRange: Editors are not supported for warning-only protected ranges.');
    const id = number(given['protectedRangeId']) ?? nextId(asked.file.sheets.flatMap(({ state }) => state.protections.map((one) => one.id)));
    const editors = given['editors'] === undefined ? null : list(plain(given['editors'])['users']).map(String);
    // Who protects a range may always write in it.
    const protection = { id, box: gridBox(plain(given['range'])), editors: given['warningOnly'] === true ? null : [...new Set([...(editors ?? []), asked.email])], warningOnly: given['warningOnly'] === true, description: String(given['description'] ?? '') };
    sheet.state = { ...sheet.state, protections: [...sheet.state.protections, protection] };
    return { addProtectedRange: { protectedRange: { ...given, protectedRangeId: id } } };
  },
  deleteProtectedRange: (request, asked) => {
    const id = request['protectedRangeId'];
    const sheet = asked.file.sheets.find(({ state }) => state.protections.some((one) => one.id === id));
    if (sheet === undefined) throw bad(asked, `No protected range with id: ${String(id)}`);
    sheet.state = { ...sheet.state, protections: sheet.state.protections.filter((one) => one.id !== id) };
    return {};
  },
  addChart: (request, asked) => {
    const chart = plain(request['chart']);
    const position = plain(chart['position']);
    if (position['newSheet'] === true) throw notSimulated('a chart on a sheet of its own');
    const sheet = sheetOf(plain(plain(position['overlayPosition'])['anchorCell'])['sheetId'], asked);
    const id = number(chart['chartId']) ?? nextId(asked.file.sheets.flatMap(({ state }) => state.charts.map((one) => one.id)));
    sheet.state = { ...sheet.state, charts: [...sheet.state.charts, { id, spec: plain(chart['spec']), position }] };
    return { addChart: { chart: { ...chart, chartId: id } } };
  },
  updateChartSpec: (request, asked) => {
    const sheet = chartsSheet(request['chartId'], asked);
    sheet.state = { ...sheet.state, charts: sheet.state.charts.map((one) => (one.id === request['chartId'] ? { ...one, spec: plain(request['spec']) } : one)) };
    return {};
  },
  deleteEmbeddedObject: (request, asked) => {
    const sheet = chartsSheet(request['objectId'], asked);
    sheet.state = { ...sheet.state, charts: sheet.state.charts.filter((one) => one.id !== request['objectId']) };
    return {};
  },
  deleteDimension: (request, asked) => {
    const { sheet, from, to } = dimension(request, asked);
    protect(sheet, from, to, asked);
    sheet.splice(from, to - from, 0);
    return {};
  },
  insertDimension: (request, asked) => {
    const { sheet, from, to } = dimension(request, asked);
    protect(sheet, from, to, asked);
    sheet.splice(from, 0, to - from);
    return {};
  },
  appendDimension: (request, asked) => {
    const sheet = sheetOf(request['sheetId'], asked);
    const length = number(request['length']) ?? 0;
    sheet.state = request['dimension'] === 'COLUMNS' ? { ...sheet.state, columnCount: sheet.state.columnCount + length } : { ...sheet.state, rowCount: sheet.state.rowCount + length };
    return {};
  },
  updateDimensionProperties: (request, asked) => {
    fieldsNamed(request, asked);
    const range = plain(request['range']);
    const sheet = sheetOf(range['sheetId'], asked);
    const box = { fromRow: 0, toRow: null, fromColumn: number(range['startIndex']) ?? 0, toColumn: number(range['endIndex']) ?? null };
    if (range['dimension'] !== 'COLUMNS') throw notSimulated('the height of rows');
    sheet.state = { ...sheet.state, widths: [...sheet.state.widths, { box, what: plain(request['properties']) }] };
    return {};
  },
  autoResizeDimensions: (request, asked) => {
    sheetOf(plain(request['dimensions'])['sheetId'], asked);
    return {};
  },
  addConditionalFormatRule: (request, asked) => {
    const rule = plain(request['rule']);
    const ranges = list(rule['ranges']);
    if (ranges.length === 0) throw bad(asked, 'Invalid requests[0].addConditionalFormatRule: No ranges specified.');
    const sheet = sheetOf(ranges[0]?.['sheetId'], asked);
    sheet.state = { ...sheet.state, conditions: [...sheet.state.conditions, rule] };
    return {};
  },
  setBasicFilter: (request, asked) => {
    const filter = plain(request['filter']);
    const sheet = sheetOf(plain(filter['range'])['sheetId'], asked);
    sheet.state = { ...sheet.state, filter };
    return {};
  },
  mergeCells: (request, asked) => {
    const { sheet, box } = rangeOf(request, asked);
    if (request['mergeType'] !== 'MERGE_ALL') throw notSimulated(`the merge type ${String(request['mergeType'])}`);
    sheet.clear(box, (row, column) => row === box.fromRow && column === box.fromColumn);
    sheet.state = { ...sheet.state, merges: [...sheet.state.merges, box] };
    return {};
  },
};

function chartsSheet(id: unknown, asked: Asked): SimulatedSheet {
  const sheet = asked.file.sheets.find(({ state }) => state.charts.some((one) => one.id === id));
  if (sheet === undefined) throw bad(asked, `No chart with id: ${String(id)}`);
  return sheet;
}

function dimension(request: Plain, asked: Asked): { readonly sheet: SimulatedSheet; readonly from: number; readonly to: number } {
  const range = plain(request['range']);
  if (range['dimension'] !== 'ROWS') throw notSimulated('inserting or deleting columns');
  const sheet = sheetOf(range['sheetId'], asked);
  const from = number(range['startIndex']) ?? 0;
  return { sheet, from, to: number(range['endIndex']) ?? sheet.state.rowCount };
}

const protect = (sheet: SimulatedSheet, from: number, to: number, { file, email, method }: Asked): void => file.checkProtection(sheet, { fromRow: from, toRow: to, fromColumn: 0, toColumn: sheet.state.columnCount }, email, method);
