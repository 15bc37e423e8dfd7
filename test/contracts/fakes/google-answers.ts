import { masked, readMask } from './google-description';
import { cellsOf, gridOf, rangeOf, shown, valuesOf, written } from './google-grid';
import type { GoogleCell, GoogleSheet, GridRange, Rendering } from './google-grid';
import type { GoogleToken } from './google-token';
import { json } from './stumbling-server';
import type { Answered, Asked, Vendor } from './stumbling-server';

/*
 * Google Sheets v4, reading only. [G1] @googleapis/sheets `build/v4.d.ts`, made by Google from the API's discovery document;
 * [G2] developers.google.com/workspace/sheets/api/guides/concepts, …/guides/field-masks, …/limits; [G3] google.aip.dev/193 and
 * google/rpc/code.proto, google/api/error_reason.proto (errors); [G4] what Google answered, word for word: 400
 * github.com/invokable/laravel-google-sheets/issues/13, burnash/gspread/issues/1601; 429 Sage-Bionetworks/data_curator/issues/110;
 * [G5] what somebody measured of grids on the real API: github.com/brekkylab/backlot/issues/159.
 */

const SCOPES = ['https://www.googleapis.com/auth/spreadsheets.readonly', 'https://www.googleapis.com/auth/spreadsheets', 'https://www.googleapis.com/auth/drive.readonly', 'https://www.googleapis.com/auth/drive'];

/** [G3] code.proto. */
const FAILURES: Readonly<Record<number, readonly [string, string]>> = {
  400: ['FAILED_PRECONDITION', 'This operation is not supported for this document'], 500: ['INTERNAL', 'Internal error encountered.'],
  503: ['UNAVAILABLE', 'The service is currently unavailable.'], 504: ['DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.'],
};

export interface Spreadsheet {
  readonly id: string;
  readonly title: string;
  readonly sheets: GoogleSheet[];
  /** Whether it was shared with the service account. */
  shared: boolean;
}

/** [G3] AIP-193, "HTTP/1.1+JSON representation": `error` with code, message, status, details. */
const refused = (code: number, status: string, message: string, details: readonly object[] = []): Answered => json(code, { error: { code, message, status, ...(details.length === 0 ? {} : { details }) } });
/** [G3] google.rpc.ErrorInfo. */
const because = (reason: string, metadata: Readonly<Record<string, string>>): object => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata: { service: 'sheets.googleapis.com', ...metadata } });
/** [G3] google.rpc.BadRequest. */
const invalid = (field: string, description: string): Answered => refused(400, 'INVALID_ARGUMENT', `Invalid value at '${field}'`, [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description }] }]);
/** [G4] */
const unparsable = (range: string): Answered => refused(400, 'INVALID_ARGUMENT', `Unable to parse range: ${range}`);

export class GoogleAnswers implements Vendor {
  /** Somebody at work in the spreadsheet, once, after its values were told. */
  afterValues: (() => void) | null = null;

  constructor(private readonly spreadsheet: Spreadsheet, private readonly tokens: GoogleToken) {}

  answer({ method, url, headers }: Asked): Answered {
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    // [G3] code.proto, UNAUTHENTICATED; error_reason.proto, CREDENTIALS_MISSING.
    if (bearer === undefined) return refused(401, 'UNAUTHENTICATED', 'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.', [because('CREDENTIALS_MISSING', {})]);
    const scopes = this.tokens.scopesOf(bearer);
    if (scopes === null) return this.refuse('credential');
    // [G1] "spreadsheets.get", "spreadsheets.values.batchGet": GET v4/spreadsheets/{spreadsheetId}[/values:batchGet].
    const [, id, values] = /^\/v4\/spreadsheets\/([^/:]+)(\/values:batchGet)?$/.exec(url.pathname) ?? [];
    if (id === undefined || method !== 'GET') return { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: '<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>' };
    // [G3] error_reason.proto, ACCESS_TOKEN_SCOPE_INSUFFICIENT.
    if (!scopes.some((scope) => SCOPES.includes(scope))) return refused(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', [because('ACCESS_TOKEN_SCOPE_INSUFFICIENT', {})]);
    if (decodeURIComponent(id) !== this.spreadsheet.id) return refused(404, 'NOT_FOUND', 'Requested entity was not found.');
    if (!this.spreadsheet.shared) return this.refuse('rights');
    if (values === undefined) return this.get(url.searchParams);
    const told = this.batchGet(url.searchParams);
    const { afterValues } = this;
    this.afterValues = null;
    afterValues?.();
    return told;
  }

  refuse(what: 'credential' | 'rights'): Answered {
    return what === 'credential'
      ? refused(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.', [because('ACCESS_TOKEN_EXPIRED', {})])
      : refused(403, 'PERMISSION_DENIED', 'The caller does not have permission');
  }

  /** [G4]; [G2] limits: "you should use an exponential backoff algorithm": no header says how long, so none is sent. */
  tooMany(): Answered {
    return refused(429, 'RESOURCE_EXHAUSTED', "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:404833048'.", [because('RATE_LIMIT_EXCEEDED', { consumer: 'projects/404833048', quota_limit: 'ReadRequestsPerMinutePerUser', quota_metric: 'sheets.googleapis.com/read_requests', quota_limit_value: '60' })]);
  }

  /** No code is mapped to 502, which is a front end's page. */
  failing(status: number): Answered {
    const [name, message] = FAILURES[status] ?? [];
    return name === undefined || message === undefined ? { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: `<!DOCTYPE html><html lang=en><title>Error ${String(status)} (Server Error)!!1</title>` } : refused(status, name, message);
  }

  private get(query: URLSearchParams): Answered {
    const ranges = this.ranges(query);
    if (!Array.isArray(ranges)) return ranges;
    const fields = query.get('fields');
    // [G1] get: data comes by a field mask, or by includeGridData; "If a field mask is set, the `includeGridData` parameter is ignored."
    const data = fields !== null || query.get('includeGridData') === 'true';
    const { id, title, sheets } = this.spreadsheet;
    // [G1] get: "Limiting the range returns only the portions of the spreadsheet that intersect the requested ranges." [G5] A sheet that no range touches is not listed.
    const wanted = ranges.length === 0 ? sheets : sheets.filter((sheet) => ranges.some((range) => range.sheet === sheet));
    return answered(query, 'Spreadsheet', {
      spreadsheetId: id,
      properties: { title, locale: 'fr_FR', autoRecalc: 'ON_CHANGE', timeZone: 'Europe/Paris', defaultFormat: { padding: { top: 2, right: 3, bottom: 2, left: 3 }, verticalAlignment: 'BOTTOM', wrapStrategy: 'OVERFLOW_CELL' } },
      sheets: wanted.map((sheet) => ({ properties: propertiesOf(sheet, sheets.indexOf(sheet)), ...(data && sheet.sheetType === 'GRID' ? { data: this.portions(sheet, ranges).map(gridData) } : {}) })),
      spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
    });
  }

  /** [G1] Schema$Sheet.data: "dependent on the number of ranges requested on this sheet". */
  private portions(sheet: GoogleSheet, ranges: readonly GridRange[]): readonly GridRange[] {
    const { rowCount, columnCount } = gridOf(sheet);
    return ranges.length === 0 ? [{ sheet, top: 0, left: 0, bottom: rowCount, right: columnCount }] : ranges.filter((range) => range.sheet === sheet);
  }

  private batchGet(query: URLSearchParams): Answered {
    const ranges = this.ranges(query);
    if (!Array.isArray(ranges)) return ranges;
    const majorDimension = oneOf(query, 'majorDimension', ['ROWS', 'COLUMNS']);
    // [G1] Batchget: "The default render option is ValueRenderOption.FORMATTED_VALUE", "The default dateTime render option is SERIAL_NUMBER."
    const value = oneOf(query, 'valueRenderOption', ['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA']);
    const day = oneOf(query, 'dateTimeRenderOption', ['SERIAL_NUMBER', 'FORMATTED_STRING']);
    if (majorDimension === null || value === null || day === null) return invalid('value_render_option, date_time_render_option or major_dimension', 'not a value of the enumeration');
    const rendering: Rendering = { value, day };
    // [G1] Schema$BatchGetValuesResponse: "The order of the ValueRanges is the same as the order of the requested ranges."
    return answered(query, 'BatchGetValuesResponse', {
      spreadsheetId: this.spreadsheet.id,
      ...(ranges.length === 0 ? {} : { valueRanges: ranges.map((range) => {
        const values = valuesOf(range, majorDimension, rendering);
        // [G1] Schema$ValueRange.range: "the entire requested range, even though the values will exclude trailing rows and columns".
        return { range: written(range), majorDimension, ...(values.length === 0 ? {} : { values }) };
      }) }),
    });
  }

  /** [G1] get: "Ranges are specified using A1 notation"; a tab that does not exist cannot be parsed [G4]. */
  private ranges(query: URLSearchParams): GridRange[] | Answered {
    const found: GridRange[] = [];
    for (const text of query.getAll('ranges')) {
      const range = rangeOf(text, this.spreadsheet.sheets);
      if (range === null) return unparsable(text);
      found.push(range);
    }
    return found;
  }
}

/** The first of the values is the default. */
function oneOf<T extends string>(query: URLSearchParams, name: string, values: readonly [T, ...T[]]): T | null {
  const said = query.get(name);
  return said === null ? values[0] : values.find((value) => value === said) ?? null;
}

/** [G1] StandardParameters.fields and prettyPrint ("Returns response with indentations and line breaks", the default). */
function answered(query: URLSearchParams, schema: string, whole: object): Answered {
  const fields = query.get('fields');
  const mask = fields === null ? null : readMask(fields, schema);
  if (typeof mask === 'string') return invalid('fields', `Error expanding 'fields' parameter. Cannot find matching fields for path '${mask}'.`);
  return { ...json(200, {}), body: JSON.stringify(masked(whole, mask), null, query.get('prettyPrint') === 'false' ? 0 : 2) };
}

/** [G1] Schema$SheetProperties: `gridProperties` "if this sheet is a grid", `hidden` "True if the sheet is hidden". */
function propertiesOf(sheet: GoogleSheet, index: number): object {
  const { sheetId, title, sheetType, hidden } = sheet;
  return { sheetId, title, index, sheetType, ...(sheetType === 'GRID' ? { gridProperties: gridOf(sheet) } : {}), ...(hidden ? { hidden } : {}) };
}

/**
 * [G1] Schema$GridData: "one entry per row, starting with the row in startRow", starts zero-based. [G5] The rows end at the last
 * that holds anything; a start of 0, and rows of which there are none, are not written.
 */
function gridData(range: GridRange): object {
  const rowData = cellsOf(range).map((row) => (row.length === 0 ? {} : { values: row.map(cellData) }));
  return { ...(range.top === 0 ? {} : { startRow: range.top }), ...(range.left === 0 ? {} : { startColumn: range.left }), ...(rowData.length === 0 ? {} : { rowData }) };
}

/** [G1] Schema$CellData: "If the effective format is the default format, effective format will not be written." */
function cellData(cell: GoogleCell): object {
  if (cell === null) return {};
  const { value, format, formula } = cell;
  const effectiveValue = typeof value === 'number' ? { numberValue: value } : typeof value === 'boolean' ? { boolValue: value } : { stringValue: value };
  return { userEnteredValue: formula === undefined ? effectiveValue : { formulaValue: formula }, effectiveValue, formattedValue: shown(cell), ...(format === undefined ? {} : { userEnteredFormat: { numberFormat: format }, effectiveFormat: { numberFormat: format, verticalAlignment: 'BOTTOM' } }) };
}
