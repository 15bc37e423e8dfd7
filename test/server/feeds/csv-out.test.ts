import { expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A cell that begins with = + - @, a tab or a line break is a formula to the spreadsheet that opens the file (CWE-1236),
 * and names and numbers come from mail and ledgers. Whoever adds a place that writes CSV writes those cells harmless and
 * adds the place here, with its test.
 */
const MAY_NAME_CSV: Readonly<Record<string, string>> = {
  'outlook/pane/ledger.tsx': 'what the file dialogue offers to read',
  'core/panel/penalties-text.ts': 'writes the statement of penalties; test/core/panel/penalties.test.ts: no value begins a formula',
  'core/panel/csv-row.ts': 'writes one row, every text of it harmless; test/server/cli.test.ts: what would be a formula is text',
  'core/panel/index.ts': 'hands that row on',
  'server/cli/from-database.ts': 'exports of the command line, by that row alone; the same test',
  'outlook/pane/penalties.tsx': 'saves what penalties-text wrote',
  'demo/outlook/mail/mail-message.ts': 'the kind of an attachment of the sample mail',
  'demo/outlook/mail/safe-html.ts': 'joins the parts of a style attribute',
  'gmail/http-records.ts': 'sends a file to the server under its type',
  'gmail/move-to-server.ts': 'names the file in which a sheet’s ledger goes to the server',
  'gmail/sheet/ledger-csv.ts': 'writes that file: the server reads it as data, cell for cell as the sheet has it, and no spreadsheet opens it; test/gmail/move-to-server.test.ts',
  'server/sample-ledger.ts': 'reads the invented ledger that is shipped',
};
const WRITES = [/text\/(?:csv|tab-separated-values)/, /\.csv['"`]/, /\.join\(\s*['"`](?:;|\\t)['"`]\s*\)/, /csv-stringify|papaparse|toCsv|writeCsv|csvOf|sCsv\(|csvRow/i];

function sources(folder: string, within = ''): string[] {
  return readdirSync(join(folder, within), { withFileTypes: true }).flatMap((each) => {
    const path = within === '' ? each.name : `${within}/${each.name}`;
    return each.isDirectory() ? sources(folder, path) : /\.tsx?$/.test(each.name) ? [path] : [];
  });
}

test('no other part of the product writes CSV, so that no cell of it can be a formula', () => {
  const folder = join(__dirname, '../../../src');
  const found = sources(folder).filter((path) => WRITES.some((sign) => sign.test(readFileSync(join(folder, path), 'utf8'))));
  expect(found.filter((path) => MAY_NAME_CSV[path] === undefined)).toEqual([]);
});
