import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import BEARER from '../../fixtures/quickbooks/bearer-token.json';
import REFUSED from '../../fixtures/quickbooks/token-refused.json';
import { openQuickbooksWorld } from './quickbooks-world';
import type { QuickbooksWorld } from './quickbooks-world';

type Row = Readonly<Record<string, unknown>>;

const recorded = (name: string): string => readFileSync(`${__dirname}/../../fixtures/quickbooks/${name}`, 'utf8');

/** The names of what stands directly inside the first element of that name. */
function inside(xml: string, element: string): readonly string[] {
  const body = new RegExp(`<${element}[ >][^]*?</${element}>`).exec(xml)?.[0] ?? '';
  const names: string[] = [];
  let depth = 0;
  for (const [, close, name, self] of body.matchAll(/<(\/?)([A-Za-z]+)[^>]*?(\/?)>/g)) {
    if (close === '/') depth -= 1;
    else {
      if (depth === 1) names.push(name as string);
      if (self !== '/') depth += 1;
    }
  }
  return [...new Set(names)];
}

describe('the fake of QuickBooks Online says what Intuit’s text says', () => {
  let world: QuickbooksWorld;
  const GARAGE = 'Garage du Canigou';
  const bill = { customer: GARAGE, number: 'FA-1', issued: '2026-09-01', due: '2026-10-01', total: 120_005 };
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(new URL(`${world.realm}/${path}`, world.endpoints.api), { headers: { accept: 'application/json', authorization: `Bearer ${String(world.tokens.read()?.access)}`, ...headers } });
  const query = async (text: string): Promise<Row> => (await ask(`query?query=${encodeURIComponent(text)}&minorversion=75`)).json() as Promise<Row>;
  const rows = async (entity: string, rest = ''): Promise<readonly Row[]> => ((await query(`select * from ${entity} ${rest}`))['QueryResponse'] as Readonly<Record<string, readonly Row[]>>)[entity] ?? [];
  const client = (): string => `Basic ${Buffer.from(`${world.client.id}:${world.client.secret}`).toString('base64')}`;
  const token = (form: Readonly<Record<string, string>>, authorization = client()): Promise<Response> => fetch(world.endpoints.token, { method: 'POST', headers: { authorization, accept: 'application/json' }, body: new URLSearchParams(form) });
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_050));

  beforeAll(async () => {
    world = await openQuickbooksWorld(() => { throw new Error('no feed here'); });
    await world.invoice(bill);
    await world.pay('FA-1', 20_000, '2026-10-10');
    await world.credit({ ...bill, number: 'AV-1', total: 5 }, 'FA-1');
    await world.payOnAccount?.(GARAGE, 7_500, '2026-11-03');
  });
  afterAll(() => world.close());

  it.each([
    ['invoices.xml', 'Invoice', ['BillAddr', 'ShipAddr', 'CustomerMemo', 'SalesTermRef', 'PrivateNote', 'AllowIPNPayment', 'AllowOnlinePayment', 'AllowOnlineCreditCardPayment', 'AllowOnlineACHPayment']],
    ['fetch-credit-memo.xml', 'CreditMemo', ['BillAddr', 'ShipAddr', 'GlobalTaxCalculation']],
    ['payment-with-line-extras.xml', 'Payment', []], ['customers.xml', 'Customer', ['BillAddr', 'ShipAddr']],
  ])('%s: every name of the recorded answer, but for what is optional', async (file, entity, optional) => {
    const [row] = await rows(entity);
    const names = inside(recorded(file), entity);
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter((name) => !optional.includes(name) && !(name in (row as object)))).toEqual([]);
  });

  it('a payment leaves its trace on what it paid, a credit memo is used by a payment of nothing', async () => {
    const [invoice] = await rows('Invoice', "where DocNumber = 'FA-1'");
    expect(invoice).toMatchObject({ TotalAmt: 1200.05, Balance: 1000, LinkedTxn: [{ TxnType: 'Payment' }, { TxnType: 'Payment' }], CustomerRef: { name: GARAGE } });
    expect(await rows('CreditMemo')).toMatchObject([{ TotalAmt: 0.05, Balance: 0, RemainingCredit: 0 }]);
    expect((await rows('Payment', 'orderby TxnDate')).map((row) => [row['TxnDate'], row['TotalAmt'], row['UnappliedAmt']])).toEqual([['2026-09-01', 0, 0], ['2026-10-10', 200, 0], ['2026-11-03', 75, 75]]);
    await pause();
  });

  it('the query language: conditions, pages, and what it refuses', async () => {
    const fault = async (text: string): Promise<unknown> => ((await query(text))['Fault'] as { readonly Error: readonly { readonly code: string; readonly Detail: string }[] } | undefined)?.Error[0];
    expect(await query('select count(*) from Payment')).toMatchObject({ QueryResponse: { totalCount: 3 } });
    expect(await query("select * from Invoice where Balance > '5000'")).toMatchObject({ QueryResponse: {} });
    expect(await rows('Payment', "where TotalAmt > '0' orderby TxnDate desc startposition 2 maxresults 1")).toMatchObject([{ TxnDate: '2026-10-10' }]);
    expect(await rows('Invoice', "where MetaData.LastUpdatedTime >= '2026-11-23T08:00:00Z' and DocNumber in ('FA-1', 'FA-2')")).toHaveLength(1);
    expect(await fault('select * from Invoice startposition 0')).toMatchObject({ code: '4001', Detail: /<Detail>(.*)<\/Detail>/.exec(recorded('query-validation-error.xml'))?.[1] });
    expect(await fault('select * from Invoice maxresults 1001')).toMatchObject({ code: '4001' });
    expect(await fault("select * from Payment where UnappliedAmt > '0'")).toMatchObject({ code: '4001' });
    await pause();
    expect(await fault("select * from Invoice where Balance > '0' or TotalAmt > '0'")).toMatchObject({ code: '4000' });
    world.subCustomer(GARAGE, 'Atelier 2');
    world.deactivate('Atelier 2');
    expect((await rows('Customer')).map((row) => row['DisplayName'])).not.toContain('Atelier 2 (deleted)');
    expect((await rows('Customer', 'where Active in (true, false)')).map((row) => row['DisplayName'])).toContain('Atelier 2 (deleted)');
    expect((await ask('invoice/99999')).status).toBe(400);
    expect(await (await ask('query?query=select * from Invoice', { accept: '*/*' })).text()).toMatch(/^<\?xml/);
    await pause();
  });

  it('changes: what changed, what was deleted, an entity without changes, and not beyond thirty days', async () => {
    await world.tick();
    const since = world.clock.instant;
    await world.invoice({ ...bill, number: 'FA-7' });
    await world.remove('FA-7');
    world.unpay('FA-1');
    const changes = async (from: string): Promise<Row> => (await ask(`cdc?entities=Invoice,Payment,Customer&changedSince=${from}`)).json() as Promise<Row>;
    const deleted = { domain: 'QBO', status: 'Deleted' };
    expect(await changes(since)).toMatchObject({ CDCResponse: [{ QueryResponse: [{ Invoice: [{ DocNumber: 'FA-1', Balance: 1000.05 }, deleted] }, { Payment: [deleted] }, {}] }] });
    expect(recorded('invoice-changes.xml')).toContain('<Invoice domain="QBO" status="Deleted">');
    expect((await ask('cdc?entities=Invoice&changedSince=2026-10-01T00:00:00Z')).status).toBe(400);
    expect((await (await ask('invoice/4/pdf', { accept: 'application/pdf' })).text()).startsWith('%PDF-')).toBe(true);
  });

  it('consent is proved by the verifier, once', async () => {
    const verifier = 'a'.repeat(64);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const redirect = 'https://relance.example.fr/feeds/consent';
    const address = new URL(world.endpoints.authorise);
    for (const [name, value] of Object.entries({ client_id: world.client.id, response_type: 'code', scope: 'com.intuit.quickbooks.accounting', redirect_uri: redirect, state: 's1', code_challenge: challenge, code_challenge_method: 'S256' })) address.searchParams.set(name, value);
    const exchanged = (code: string, more: Readonly<Record<string, string>> = {}): Promise<Response> => token({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier, ...more });
    expect((await exchanged(world.authorise(address).code, { code_verifier: 'b'.repeat(64) })).status).toBe(400);
    expect((await exchanged(world.authorise(address).code, { redirect_uri: 'https://elsewhere.example' })).status).toBe(400);
    const { code, state, realmId } = world.authorise(address);
    expect([state, realmId]).toEqual(['s1', world.realm]);
    const answer = await exchanged(code);
    const given = await answer.json() as Row;
    expect(Object.keys(BEARER).filter((name) => name !== 'id_token' && !(name in given))).toEqual([]);
    expect(given).toMatchObject({ expires_in: BEARER.expires_in, x_refresh_token_expires_in: BEARER.x_refresh_token_expires_in, token_type: BEARER.token_type });
    expect((await exchanged(code)).status).toBe(400);
    expect((await token({ grant_type: 'refresh_token', refresh_token: 'x' }, 'Basic eA==')).status).toBe(401);
  });

  it('an access token lasts an hour, a refresh token until it is used, a consent until it is taken back', async () => {
    const refresh = (value: string): Promise<Response> => token({ grant_type: 'refresh_token', refresh_token: value });
    const verifier = 'c'.repeat(50);
    const redirect = 'https://relance.example.fr/feeds/consent';
    const { code } = world.consent({ state: 's', challenge: createHash('sha256').update(verifier).digest('base64url'), redirect });
    const first = await (await token({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier })).json() as typeof BEARER;
    const company = (access: string): Promise<Response> => ask(`companyinfo/${world.realm}`, { authorization: `Bearer ${access}` });
    expect((await company(first.access_token)).status).toBe(200);
    world.clock.move({ minutes: 61 });
    const late = await company(first.access_token);
    expect(late.status).toBe(401);
    expect(await late.json()).toMatchObject({ fault: { error: [{ code: '3200' }], type: 'AUTHENTICATION' } });
    const second = await (await refresh(first.refresh_token)).json() as typeof BEARER;
    expect((await company(second.access_token)).status).toBe(200);
    const old = await refresh(first.refresh_token);
    expect([old.status, await old.json()]).toEqual([400, REFUSED]);
    expect((await fetch(world.endpoints.revoke, { method: 'POST', headers: { authorization: client(), 'content-type': 'application/json' }, body: JSON.stringify({ token: second.refresh_token }) })).status).toBe(200);
    expect((await company(second.access_token)).status).toBe(401);
    expect((await refresh(second.refresh_token)).status).toBe(400);
  });

  it('more than ten calls in a second are too many', async () => {
    const { code } = world.consent({ state: 's', challenge: null, redirect: 'https://relance.example.fr/' });
    const given = await (await token({ grant_type: 'authorization_code', code, redirect_uri: 'https://relance.example.fr/' })).json() as typeof BEARER;
    await pause();
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask('query?query=select count(*) from Invoice', { authorization: `Bearer ${given.access_token}` })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(recorded('too-many-requests-error.xml')).toContain(((await refused[0]?.json()) as { readonly Fault: { readonly Error: readonly { readonly Message: string }[] } }).Fault.Error[0]?.Message);
  });
});
