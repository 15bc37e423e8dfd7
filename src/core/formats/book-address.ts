import type { SourceProblem } from '../problems';
import { fail, ok } from '../result';
import type { Result } from '../result';

export interface BookAddress {
  readonly spreadsheet: string;
  /** The tab that was open when the address was copied; null: not told. */
  readonly sheetId: number | null;
}

/** A spreadsheet's id: 44 signs today, 40 to 60 in older and newer ones. */
const ID = /^[A-Za-z0-9_-]{25,100}$/;
/** As a button of ours carries it. */
const SHORT = /^([A-Za-z0-9_-]{10,100})#gid=(\d{1,10})$/;
const SHEET = /(?:^|\/)spreadsheets\/(?:u\/\d+\/)?d\/([A-Za-z0-9_-]+)/;
const GRID = /[#&?]gid=(\d{1,10})/;
const GOOGLE = /^(?:https?:\/\/)?(?:docs|drive|sheets|forms|sites|script)\.google\.com(?:\/|$)/i;
/** `drive.google.com/open?id=` and `/file/d/`: what it is, Google says when it is opened. */
const DRIVE = /(?:[?&]id=|\/file\/d\/)([A-Za-z0-9_-]{25,100})/;

/** What a clerk pastes: the address from the browser, in any of its forms, or the bare id. */
export function parseBookAddress(typed: string): Result<BookAddress, SourceProblem> {
  const text = typed.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').trim().replace(/^[<"'(]+|[>"')]+$/g, '').trim();
  if (text === '') return fail({ code: 'sheet/not-an-address', because: 'empty' });
  if (ID.test(text)) return ok({ spreadsheet: text, sheetId: null });
  const [, short, tab] = SHORT.exec(text) ?? [];
  if (short !== undefined) return ok({ spreadsheet: short, sheetId: Number(tab) });
  const within = GOOGLE.test(text) || /^\/?spreadsheets\//.test(text);
  const id = within ? SHEET.exec(text.split(/[?#]/)[0] ?? '')?.[1] : undefined;
  // /d/e/2PACX-...: the page that "Publish to the web" makes.
  if (id === 'e') return fail({ code: 'sheet/not-an-address', because: 'published' });
  if (id !== undefined && ID.test(id)) {
    // Google Sheets shows an XLSX file under the same kind of address, and says so in it.
    if (/[?&]rtpof=true/.test(text)) return fail({ code: 'sheet/office-file' });
    const grid = GRID.exec(text)?.[1];
    return ok({ spreadsheet: id, sheetId: grid === undefined ? null : Number(grid) });
  }
  const file = within ? DRIVE.exec(text)?.[1] : undefined;
  if (file !== undefined && !/\/(?:document|presentation|forms|folders)\//.test(text)) return ok({ spreadsheet: file, sheetId: null });
  return fail({ code: 'sheet/not-an-address', because: GOOGLE.test(text) && /\/(?:document|presentation|forms?|drawings|folders|drive|file)\b/.test(text) ? 'other-document' : 'unknown' });
}

/** A spreadsheet and one of its tabs in a button; `parseBookAddress` reads it again. */
export const shortAddress = ({ spreadsheet, sheetId }: BookAddress): string => `${spreadsheet}${sheetId === null ? '' : `#gid=${sheetId}`}`;
