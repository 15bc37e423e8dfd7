import { createSign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readMask, unpublished } from './google-description';
import { openGoogleSheetsWorld } from './google-sheets';
import type { GoogleWorld } from './google-sheets';
import { ACCOUNT } from './google-token';

const READONLY = 'https://www.googleapis.com/auth/spreadsheets.readonly';
const LEDGER = "'Suivi d''encours 2026'";
interface Answer { readonly status: number; readonly body: Readonly<Record<string, unknown>> }
interface Values { readonly range: string; readonly values?: readonly (readonly unknown[])[] }

describe('the fake of Google Sheets says what Google’s text says', () => {
  let world: GoogleWorld;
  let bearer: string;

  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const assertion = (claims: Readonly<Record<string, unknown>> = {}, file = world.token.keyFile(), alg = 'RS256'): string => {
    const now = Math.floor(Date.now() / 1_000);
    const signed = `${encoded({ alg, typ: 'JWT' })}.${encoded({ iss: ACCOUNT, scope: READONLY, aud: 'https://oauth2.googleapis.com/token', iat: now, exp: now + 3_600, ...claims })}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign((JSON.parse(file) as { readonly private_key: string }).private_key, 'base64url')}`;
  };
  const said = async (response: Response): Promise<Answer> => ({ status: response.status, body: await response.json() as Answer['body'] });
  const granted = async (jwt: string, grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer'): Promise<Answer> => said(await fetch(world.endpoints.token, { method: 'POST', body: new URLSearchParams({ grant_type: grant, assertion: jwt }) }));
  const ask = async (path: string, token: string | null = bearer): Promise<Answer> => said(await fetch(new URL(`v4/spreadsheets/${path}`, world.endpoints.sheets), token === null ? {} : { headers: { authorization: `Bearer ${token}` } }));
  const get = (query = ''): Promise<Answer> => ask(`${world.spreadsheet.id}${query}`);
  const values = (query: string): Promise<Answer> => get(`/values:batchGet?${query}`);
  const lines = async (query: string): Promise<readonly Values[]> => (await values(query)).body['valueRanges'] as readonly Values[];
  const refusal = (code: number, status: string): Record<string, unknown> => ({ status: code, body: { error: { code, status, message: expect.any(String) } } });

  beforeAll(async () => {
    world = await openGoogleSheetsWorld(() => { throw new Error('no feed here'); });
    world.spreadsheet.sheets.push({ sheetId: 9, title: 'Sheet1', sheetType: 'GRID', hidden: false, rows: [[{ value: 1 }, { value: 2 }], [{ value: 3 }, { value: 4 }]] });
    bearer = (await granted(assertion())).body['access_token'] as string;
  });
  afterAll(() => world.close());

  it('a token costs an assertion that the account’s own key has signed, for an hour at most', async () => {
    const now = Math.floor(Date.now() / 1_000);
    expect(await granted(assertion())).toMatchObject({ status: 200, body: { access_token: expect.any(String), token_type: 'Bearer', expires_in: 3_600, scope: READONLY } });
    for (const [jwt, description] of [
      [assertion({}, world.token.keyFile('deleted')), 'Invalid JWT Signature.'], [`${assertion().slice(0, -8)}AAAAAAAA`, 'Invalid JWT Signature.'], [assertion({}, undefined, 'none'), 'Invalid JWT: Failed to parse.'],
      [assertion({ iss: 'other@atelier.iam.gserviceaccount.com' }), 'Invalid grant: account not found'], [assertion({ aud: 'https://example.com/token' }), /audience/],
      [assertion({ exp: now + 7_200 }), /short-lived/], [assertion({ iat: now - 7_200, exp: now - 3_600 }), /short-lived/], ['a.b.c', /parse/],
    ] as const) expect(await granted(jwt)).toEqual({ status: 400, body: { error: 'invalid_grant', error_description: expect.stringMatching(description) } });
    expect((await granted(assertion({ scope: '' }))).body['error']).toBe('invalid_scope');
    expect((await granted(assertion(), 'authorization_code')).body['error']).toBe('unsupported_grant_type');
  });

  it('refuses by code, status and message', async () => {
    expect(await ask(world.spreadsheet.id, null)).toMatchObject(refusal(401, 'UNAUTHENTICATED'));
    expect(await ask(world.spreadsheet.id, 'ya29.other')).toMatchObject(refusal(401, 'UNAUTHENTICATED'));
    const other = (await granted(assertion({ scope: 'https://www.googleapis.com/auth/calendar' }))).body['access_token'] as string;
    expect(await ask(world.spreadsheet.id, other)).toMatchObject({ body: { error: { code: 403, status: 'PERMISSION_DENIED', details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } } });
    expect(await ask('1ZZZ')).toMatchObject(refusal(404, 'NOT_FOUND'));
    world.spreadsheet.shared = false;
    expect(await get()).toMatchObject(refusal(403, 'PERMISSION_DENIED'));
    world.spreadsheet.shared = true;
    world.trouble({ kind: 'too-many', calls: 1, retryAfter: 1 });
    expect(await get()).toMatchObject({ status: 429, body: { error: { status: 'RESOURCE_EXHAUSTED', details: [{ reason: 'RATE_LIMIT_EXCEEDED' }] } } });
    for (const query of ['ranges=Absent', "ranges='Suivi d'encours 2026'", 'ranges=Graphique', 'ranges=Sheet1!A']) expect(await values(query)).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(/^Unable to parse range: /) } } });
    expect(await values('ranges=Sheet1&valueRenderOption=RAW')).toMatchObject(refusal(400, 'INVALID_ARGUMENT'));
  });

  it('rows and columns as in Google’s example, each range in its turn', async () => {
    expect(await lines('ranges=Sheet1!A1:B2&majorDimension=ROWS')).toEqual([{ range: 'Sheet1!A1:B2', majorDimension: 'ROWS', values: [['1', '2'], ['3', '4']] }]);
    expect(await lines('ranges=Sheet1!A1:B2&majorDimension=COLUMNS&valueRenderOption=UNFORMATTED_VALUE')).toEqual([{ range: 'Sheet1!A1:B2', majorDimension: 'COLUMNS', values: [[1, 3], [2, 4]] }]);
    expect((await lines('ranges=Sheet1!B:B&ranges=Sheet1!A2&ranges=Sheet1!2:2&ranges=Sheet1')).map(({ range }) => range)).toEqual(['Sheet1!B1:B1000', 'Sheet1!A2:A2', 'Sheet1!A2:Z2', 'Sheet1!A1:Z1000']);
  });

  it('a row ends at its last filled cell, an empty row between others stays, an empty sheet has no values', async () => {
    const [first, empty, ledger] = await lines(`ranges=${encodeURIComponent("'Mode d''emploi'")}&ranges='Feuille 2'&ranges=${encodeURIComponent(LEDGER)}`);
    expect(first?.values).toEqual([['Une ligne par facture'], [], ['Mise à jour', 'VRAI']]);
    expect(empty).toEqual({ range: "'Feuille 2'!A1:Z1000", majorDimension: 'ROWS' });
    expect(ledger?.values?.map((row) => row.length)).toEqual([8, 8, 7]);
  });

  it('a value as it is shown, as it is, and a day by either option', async () => {
    const row = async (options: string): Promise<unknown> => (await lines(`ranges=${encodeURIComponent(`${LEDGER}!C2:E2`)}${options}`))[0]?.values?.[0];
    expect(await row('')).toEqual(['05/01/2026', '04/02/2026', '123,45 €']);
    expect(await row('&dateTimeRenderOption=SERIAL_NUMBER')).toEqual(['05/01/2026', '04/02/2026', '123,45 €']);
    expect(await row('&valueRenderOption=UNFORMATTED_VALUE')).toEqual([46_027, 46_057, 123.45]);
    expect(await row('&valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING')).toEqual(['05/01/2026', '04/02/2026', 123.45]);
  });

  it('a field mask leaves what it names, and only data that was asked for comes', async () => {
    expect((await get('?fields=sheets.properties(sheetId,title,sheetType,gridProperties)')).body['sheets']).toContainEqual({ properties: { sheetId: 77, title: 'Graphique', sheetType: 'OBJECT' } });
    expect((await get('?fields=properties/title,spreadsheet_id')).body).toEqual({ properties: { title: 'Atelier – encours clients' }, spreadsheetId: world.spreadsheet.id });
    expect(await get('?fields=sheets.wrong')).toMatchObject(refusal(400, 'INVALID_ARGUMENT'));
    for (const wrong of ['', 'sheets(', 'sheets(properties', 'sheets.', 'properties(title))', 'properties.title.more']) expect(typeof readMask(wrong, 'Spreadsheet')).toBe('string');
    expect(JSON.stringify((await get()).body)).not.toContain('rowData');
    const [sheet, ...rest] = (await get(`?fields=sheets(data(startRow,startColumn,rowData.values.formattedValue))&ranges=${encodeURIComponent(`${LEDGER}!B2:B3`)}`)).body['sheets'] as readonly unknown[];
    expect(rest).toEqual([]);
    expect((await get("?fields=sheets(data(rowData.values.note))&ranges='Feuille 2'")).body).toEqual({ sheets: [{ data: [{}] }] });
    expect(sheet).toEqual({ data: [{ startRow: 1, startColumn: 1, rowData: [{ values: [{ formattedValue: 'FA-2025-0001' }] }, { values: [{ formattedValue: 'FA-2025-0002' }] }] }] });
  });

  it('no answer holds a field that Google does not publish', async () => {
    for (const query of ['', '?includeGridData=true', '?fields=*']) expect(unpublished((await get(query)).body, 'Spreadsheet')).toEqual([]);
    expect(unpublished((await values(`ranges=${encodeURIComponent(LEDGER)}`)).body, 'BatchGetValuesResponse')).toEqual([]);
    expect(unpublished({ sheets: [{ propertys: {} }], spreadsheetId: '1' }, 'Spreadsheet')).toEqual(['$.sheets[0].propertys']);
  });
});
