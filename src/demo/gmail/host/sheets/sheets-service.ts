import type { Execution } from '../execution';
import { SCOPES } from '../scopes';
import { ApiError, notSimulated } from '../service-error';
import { either, listOf, options, PLAIN, STRING } from '../signature';
import type { Plain } from '../signature';
import { counted, method, overloaded, signature, strictClass } from '../strict-class';
import type { Signature } from '../strict-class';
import type { GridBox } from './a1';
import { CELL_REQUESTS, list, plain } from './batch-requests';
import { masked } from './field-mask';
import { firstUnknown } from './rest-schema';
import { SimulatedSpreadsheet } from './spreadsheet';
import { addTab, propertiesOf, TAB_REQUESTS } from './tab-requests';
import { append, update, valuesOf } from './values';
import type { Asked } from './values';

const HANDLERS = { ...CELL_REQUESTS, ...TAB_REQUESTS };

/** Opens a file for one call. @throws ApiError as the API refuses: scope, quota, missing file, rights. */
function ask(at: Execution, id: string, name: string, writes: boolean): Asked {
  const call = `sheets.${name}`;
  const { world } = at;
  refuseWhenOrdered(at, call, writes);
  const file = world.files.get(id);
  if (file === undefined || world.faults.take('sheet-gone')) throw new ApiError(call, 404, 'Requested entity was not found.');
  const role = world.faults.take('no-rights') ? null : file.roleOf(world.user.email);
  if (role === null || (writes && role === 'reader')) throw new ApiError(call, 403, 'The caller does not have permission');
  return { file, email: world.user.email, method: call };
}

function refuseWhenOrdered({ world }: Execution, call: string, writes: boolean): void {
  const { faults, granted } = world;
  if (!granted.has(SCOPES.spreadsheets)) throw new ApiError(call, 403, 'Request had insufficient authentication scopes.');
  if (faults.take('sheets-down')) throw new ApiError(call, 503, 'The service is currently unavailable.');
  const kind = writes ? 'Write' : 'Read';
  if (!world.sheetsMinute.allows(kind, world.now()) || faults.take('sheets-quota')) throw new ApiError(call, 429, `Quota exceeded for quota metric '${kind} requests' and limit '${kind} requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:100000000000'.`);
}

/** A write is whole or not at all. */
function whole<T>(at: Execution, asked: Asked, write: () => T): T {
  const undo = asked.file.snapshot();
  try {
    const answer = write();
    asked.file.checkSize(asked.method);
    if (at.world.faults.take('answer-lost')) throw new LostAnswer(asked.method, 503, 'The service is currently unavailable.');
    return answer;
  } catch (error) {
    if (!(error instanceof LostAnswer)) undo();
    throw error;
  }
}
class LostAnswer extends ApiError {}

function checked(body: Plain, resource: string, call: string): Plain {
  const wrong = firstUnknown(body, resource);
  if (wrong !== null) throw new ApiError(call, 400, wrong);
  return body;
}

const READ = options({ ranges: either(STRING, listOf(STRING)), valueRenderOption: STRING, dateTimeRenderOption: STRING, majorDimension: STRING, fields: STRING });
const WRITE = options({ valueInputOption: STRING, insertDataOption: STRING, includeValuesInResponse: { name: 'false', accepts: (value): value is false => value === false } });
const only = (value: unknown, allowed: string, what: string): void => { if (value !== allowed) throw notSimulated(`${what} ${String(value)}`); };

function batchGet(at: Execution, id: string, given: Plain): unknown {
  const asked = ask(at, id, 'spreadsheets.values.batchGet', false);
  only(given['valueRenderOption'], 'UNFORMATTED_VALUE', 'the valueRenderOption');
  only(given['dateTimeRenderOption'] ?? 'SERIAL_NUMBER', 'SERIAL_NUMBER', 'the dateTimeRenderOption');
  const ranges = [given['ranges'] ?? []].flat().map(String);
  const answer = { spreadsheetId: id, valueRanges: ranges.map((range) => valuesOf(asked, range, given['majorDimension'] === 'COLUMNS')) };
  return typeof given['fields'] === 'string' ? mask(answer, given['fields'], asked.method) : answer;
}

function inputOf(given: Plain, call: string): string {
  const input = given['valueInputOption'];
  if (input !== 'RAW' && input !== 'USER_ENTERED') throw new ApiError(call, 400, `'valueInputOption' is required but not specified`);
  return input;
}
const rowsOf = (body: Plain, call: string): readonly (readonly unknown[])[] => {
  const { values } = checked(body, 'ValueRange', call);
  if (body['majorDimension'] === 'COLUMNS') throw notSimulated('writing columns');
  return (values ?? []) as readonly (readonly unknown[])[];
};

type Write = [Plain, string, string, Plain];
const WRITING: readonly [typeof PLAIN, typeof STRING, typeof STRING, typeof WRITE] = [PLAIN, STRING, STRING, WRITE];
const Values = strictClass<object>('Sheets.Spreadsheets.Values', {
  batchGet: counted('sheets', method<object, [string, Plain]>([STRING, READ], (_self, [id, given], at) => batchGet(at, id, given))),
  update: counted('sheets', method<object, Write>(WRITING, (_self, [body, id, range, given], at) => {
    const asked = ask(at, id, 'spreadsheets.values.update', true);
    return whole(at, asked, () => update(asked, range, rowsOf(body, asked.method), inputOf(given, asked.method)));
  })),
  append: counted('sheets', method<object, Write>(WRITING, (_self, [body, id, range, given], at) => {
    const asked = ask(at, id, 'spreadsheets.values.append', true);
    return whole(at, asked, () => append(asked, range, rowsOf(body, asked.method), inputOf(given, asked.method), given['insertDataOption'] === 'INSERT_ROWS'));
  })),
  batchUpdate: counted('sheets', method<object, [Plain, string]>([PLAIN, STRING], (_self, [body, id], at) => {
    const asked = ask(at, id, 'spreadsheets.values.batchUpdate', true);
    checked(body, 'BatchUpdateValuesRequest', asked.method);
    return whole(at, asked, () => ({ spreadsheetId: id, responses: list(body['data']).map((one) => update(asked, String(one['range']), rowsOf(one, asked.method), inputOf(body, asked.method))) }));
  })),
});

/** A zero at the beginning is told too; the ends are those behind the last, an open one is not told. */
const rangeTold = (sheetId: number, { fromRow, toRow, fromColumn, toColumn }: GridBox): Plain => ({ sheetId, startRowIndex: fromRow, ...(toRow === null ? {} : { endRowIndex: toRow }), startColumnIndex: fromColumn, ...(toColumn === null ? {} : { endColumnIndex: toColumn }) });

/** A spreadsheet as `spreadsheets.get` tells it, without the cells. */
function told(file: SimulatedSpreadsheet): Plain {
  return {
    spreadsheetId: file.id, spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${file.id}/edit`,
    properties: { title: file.title, locale: file.locale, timeZone: file.timeZone, autoRecalc: 'ON_CHANGE' },
    sheets: file.sheets.map((sheet) => ({
      properties: propertiesOf(sheet),
      ...(sheet.state.charts.length === 0 ? {} : { charts: sheet.state.charts.map(({ id, spec, position }) => ({ chartId: id, spec, position })) }),
      ...(sheet.state.merges.length === 0 ? {} : { merges: sheet.state.merges.map((merge) => rangeTold(sheet.sheetId, sheet.box(merge))) }),
      ...(sheet.state.protections.length === 0 ? {} : { protectedRanges: sheet.state.protections.map(({ id, box, description, warningOnly, editors }) => ({ protectedRangeId: id, range: rangeTold(sheet.sheetId, box), ...(description === '' ? {} : { description }), ...(warningOnly ? { warningOnly } : {}), ...(editors === null ? {} : { editors: { users: editors } }) })) }),
    })),
  };
}

function mask(value: unknown, fields: string, call: string): unknown {
  try {
    return masked(value, fields);
  } catch (error) {
    throw new ApiError(call, 400, error instanceof Error ? error.message : String(error));
  }
}

function batchUpdate(asked: Asked, body: Plain): Plain {
  checked(body, 'BatchUpdateSpreadsheetRequest', asked.method);
  const requests = list(body['requests']);
  if (requests.length === 0) throw new ApiError(asked.method, 400, 'Must specify at least one request.');
  return {
    spreadsheetId: asked.file.id,
    replies: requests.map((request) => {
      const [kind, more] = Object.keys(request);
      if (kind === undefined || more !== undefined) throw new ApiError(asked.method, 400, 'Invalid requests[0]: a request holds exactly one kind of request.');
      const handler = HANDLERS[kind];
      if (handler === undefined) throw notSimulated(`the request ${kind}`);
      return handler(plain(request[kind]), asked);
    }),
  };
}

function create(at: Execution, body: Plain): unknown {
  const call = 'sheets.spreadsheets.create';
  refuseWhenOrdered(at, call, true);
  checked(body, 'Spreadsheet', call);
  const properties = plain(body['properties']);
  const text = (name: string, usual: string): string => (typeof properties[name] === 'string' ? properties[name] : usual);
  const file = new SimulatedSpreadsheet({ id: `1Sim${(at.world.files.size + 1).toString().padStart(4, '0')}${'x'.repeat(36)}`, title: text('title', 'Feuille de calcul sans titre'), locale: text('locale', 'fr_FR'), timeZone: text('timeZone', 'Europe/Paris'), access: { [at.world.user.email]: 'owner' }, sheets: [] });
  const asked: Asked = { file, email: at.world.user.email, method: call };
  const sheets = list(body['sheets']);
  if (sheets.some((sheet) => Object.keys(sheet).some((name) => name !== 'properties'))) throw notSimulated('creating a spreadsheet with more than the properties of its tabs');
  for (const sheet of sheets.length === 0 ? [{}] : sheets) addTab(plain(sheet['properties']), asked);
  at.world.files.set(file.id, file);
  return told(file);
}

const GET = options({ fields: STRING, ranges: listOf(STRING), includeGridData: { name: 'false', accepts: (value): value is false => value === false } });
const getSignature = (kinds: readonly [typeof STRING] | readonly [typeof STRING, typeof GET]): Signature<object> => signature<object, [string, Plain?]>(kinds as never, (_self, [id, given = {}], at) => {
  const asked = ask(at, id, 'spreadsheets.get', false);
  return typeof given['fields'] === 'string' ? mask(told(asked.file), given['fields'], asked.method) : told(asked.file);
});
const Spreadsheets = strictClass<object>('Sheets.Spreadsheets', {
  get: counted('sheets', overloaded<object>(getSignature([STRING]), getSignature([STRING, GET]))),
  create: counted('sheets', method<object, [Plain]>([PLAIN], (_self, [body], at) => create(at, body))),
  batchUpdate: counted('sheets', method<object, [Plain, string]>([PLAIN, STRING], (_self, [body, id], at) => {
    const asked = ask(at, id, 'spreadsheets.batchUpdate', true);
    return whole(at, asked, () => batchUpdate(asked, body));
  })),
});
const Sheets = strictClass<object>('Sheets', {});

/** The advanced Sheets service: `Sheets.Spreadsheets.Values.batchGet(...)`. */
export function sheetsService(at: Execution): object {
  return Sheets.make(at, {}, { Spreadsheets: Spreadsheets.make(at, {}, { Values: Values.make(at, {}) }) });
}
