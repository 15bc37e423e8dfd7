import { fail, ok } from '../../core';
import type { BookProblem, Result } from '../../core';

/** A range names a tab that is not there: renamed, or deleted. */
export interface UnknownTab {
  readonly code: 'unknown-tab';
}
type Spreadsheets = GoogleAppsScript.Sheets.Collection.SpreadsheetsCollection;

/** The only way to the Sheets service: what Google throws comes back as a problem; anything else is a bug and goes on. */
export function askSheets<T>(call: (spreadsheets: Spreadsheets) => T): Result<T, BookProblem | UnknownTab> {
  const service = typeof Sheets === 'undefined' ? undefined : Sheets.Spreadsheets;
  if (service === undefined) return fail({ code: 'sheet/service-off' });
  try {
    return ok(call(service));
  } catch (thrown) {
    const failure = sheetsFailure(thrown);
    if (failure === null) throw thrown;
    return fail(failure);
  }
}

/** The same for a call that names no tab. */
export function askBook<T>(call: (spreadsheets: Spreadsheets) => T): Result<T, BookProblem> {
  const asked = askSheets(call);
  if (asked.ok) return asked;
  return asked.problem.code === 'unknown-tab' ? fail({ code: 'sheet/not-answering', status: 400 }) : fail(asked.problem);
}

/** What Google's JSON services add to the errors they throw (GoogleJsonResponseException.details). */
interface Thrown {
  readonly message?: unknown;
  readonly details?: { readonly code?: unknown } | null;
}

const CONSENT = /insufficient (?:authentication scopes|permission)|authorization is required|access[ _]token[ _]scope/i;
const SERVICE_OFF = /has not been used in project|it is disabled/i;
const OFFICE_FILE = /not supported for this document|must not be an office file/i;
const TAB = /unable to parse range|no grid with id|not found in spreadsheet/i;
const PROTECTED = /protected (?:cell|range)|protected cells? or object/i;
const QUOTA = /quota exceeded|rate ?limit|too many (?:times|requests)|resource[ _]exhausted/i;
const DOWN = /unavailable|internal error|server error|timed out|deadline|empty response|service spreadsheets failed|backend/i;

/** The advanced service writes its status beside the sentence, SpreadsheetApp only the sentence: both are read. */
function sheetsFailure(thrown: unknown): BookProblem | UnknownTab | null {
  if (thrown === null || typeof thrown !== 'object') return null;
  const { message, details } = thrown as Thrown;
  const words = typeof message === 'string' ? message : '';
  const status = typeof details?.code === 'number' ? details.code : null;
  if (CONSENT.test(words) || status === 401) return { code: 'sheet/no-consent' };
  if (status === 429 || QUOTA.test(words)) return { code: 'sheet/quota' };
  if (SERVICE_OFF.test(words)) return { code: 'sheet/service-off' };
  if (OFFICE_FILE.test(words)) return { code: 'sheet/office-file' };
  if (PROTECTED.test(words)) return { code: 'sheet/no-rights', to: 'write' };
  if (TAB.test(words)) return { code: 'unknown-tab' };
  if (status === 403 || /does not have permission|do not have permission|access denied/i.test(words)) return { code: 'sheet/no-rights', to: 'read' };
  if (status === 404 || /entity was not found|no item with the given id/i.test(words)) return { code: 'sheet/gone' };
  if ((status !== null && status >= 500) || DOWN.test(words)) return { code: 'sheet/not-answering', status };
  return null;
}
