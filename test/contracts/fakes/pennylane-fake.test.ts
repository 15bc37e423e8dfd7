import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PennylaneWorld } from './pennylane-world';
import { openPennylaneWorld } from './pennylane-world';
import PUBLISHED from '../../fixtures/pennylane/firm-v1-lists.openapi.json';

type Rows = { readonly items: readonly Record<string, unknown>[]; readonly has_more: boolean; readonly next_cursor: string | null };

describe('the fake of Pennylane says what Pennylane’s text says', () => {
  let world: PennylaneWorld;
  const ask = (path: string, key?: string): Promise<Response> => fetch(new URL(path, world.endpoints.api), { headers: { authorization: `Bearer ${key ?? world.key}` } });
  const rows = async (path: string): Promise<Rows> => (await ask(path)).json() as Promise<Rows>;
  const bill = { customer: 'Garage du Canigou', number: 'FA-1', issued: '2026-09-01', due: '2026-10-01', total: 120_005 };

  beforeAll(async () => {
    world = await openPennylaneWorld(() => { throw new Error('no feed here'); });
  });
  afterAll(() => world.close());

  it('an invoice, its part payment, its credit note and its cancelling', async () => {
    await world.invoice(bill);
    await world.pay('FA-1', 20_000, '2026-10-10');
    await world.credit({ ...bill, number: 'AV-1', total: 5 }, 'FA-1');
    await world.credit({ ...bill, number: 'AV-2', total: 700 }, null);
    const { items } = await rows('customer_invoices?sort=id');
    expect(items.map((item) => [item['invoice_number'], item['status'], item['amount'], item['remaining_amount_with_tax'], item['paid']])).toEqual([
      ['FA-1', 'partially_cancelled', '1200.05', '1000.0', false], ['AV-1', 'credit_note', '-0.05', '0.0', true], ['AV-2', 'credit_note', '-7.0', '-7.0', false],
    ]);
    const [first, linked] = items;
    expect(linked?.['credited_invoice']).toMatchObject({ id: first?.['id'] });
    expect((await rows(`customer_invoices/${String(first?.['id'])}/matched_transactions`)).items).toMatchObject([{ date: '2026-10-10', amount: '200.0' }]);
    await world.invoice({ ...bill, number: 'FA-2' });
    await world.remove('FA-2');
    expect((await rows('customer_invoices?filter=[{"field":"invoice_number","operator":"eq","value":"FA-2"}]')).items).toMatchObject([{ status: 'cancelled', remaining_amount_with_tax: '0.0' }]);
  });

  it('a cursor carries no filter, a limit out of range and a bad cursor are refused', async () => {
    const filter = '[{"field":"credit_note","operator":"eq","value":"true"}]';
    const first = await rows(`customer_invoices?limit=1&filter=${filter}`);
    expect(first).toMatchObject({ has_more: true, items: [{ status: 'credit_note' }] });
    const rest = await rows(`customer_invoices?limit=100&cursor=${String(first.next_cursor)}`);
    expect(rest.items.map((item) => item['status'])).toContain('partially_cancelled');
    expect(rest.next_cursor).toBeNull();
    for (const path of ['customer_invoices?limit=101', 'customer_invoices?limit=0', 'customer_invoices?cursor=@@', 'customer_invoices?filter=[{"field":"status","operator":"eq","value":"late"}]', 'changelogs/customers?start_date=2026-11-20', 'changelogs/customers?start_date=2026-11-20T00:00:00Z&cursor=MQ']) expect((await ask(path)).status).toBe(400);
    expect((await ask('changelogs/customer_invoices?start_date=2026-10-01T00:00:00Z')).status).toBe(422);
  });

  it('the changelog tells ids in order, once the pipeline knows them', async () => {
    const since = world.clock.instant;
    world.clock.move({ seconds: 2 });
    await world.invoice({ ...bill, number: 'FA-9' });
    const path = `changelogs/customer_invoices?start_date=${since}`;
    expect((await rows(path)).items.filter(({ operation }) => operation === 'insert').length).toBeGreaterThan(0);
    const before = (await rows(path)).items.length;
    world.erase('FA-9');
    await world.tick();
    expect((await rows(path)).items.slice(before).map(({ operation }) => operation)).toEqual(['insert', 'delete']);
  });

  it('a PDF lies on another host, for half an hour, and wants no key', async () => {
    const address = (await rows('customer_invoices?limit=1&sort=id')).items[0]?.['public_file_url'] as string;
    expect(new URL(address).host).not.toBe(world.endpoints.api.host);
    expect((await (await fetch(address)).text()).startsWith('%PDF-')).toBe(true);
    expect(world.leaks()).toBe(0);
    world.clock.move({ minutes: 31 });
    expect((await fetch(address)).status).toBe(404);
  });

  it('twenty-six requests in five seconds are one too many, for one key', async () => {
    const answers = await Promise.all(Array.from({ length: 26 }, () => ask('me', 'pk_another')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(25);
    expect(refused[0]?.headers.get('retry-after')).toMatch(/^[1-5]$/);
    expect(await refused[0]?.text()).toMatch(/^Rate limit exceeded/);
  });
});

interface Schema {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Schema[];
}

/** The first thing that is not as the schema says; null: it is. */
function against(value: unknown, schema: Schema, at: string): string | null {
  if (schema.oneOf !== undefined) {
    const found = schema.oneOf.map((one) => against(value, one, at));
    return found.includes(null) ? null : found.join(' | ');
  }
  if (value === null) return schema.nullable === true || at.endsWith('next_cursor') ? null : `${at} is null`;
  if (schema.type === 'array') return (value as readonly unknown[]).map((one, index) => against(one, schema.items as Schema, `${at}[${String(index)}]`)).find((found) => found !== null) ?? null;
  if (schema.type === 'object') {
    const record = value as Readonly<Record<string, unknown>>;
    const missing = (schema.required ?? []).find((key) => !(key in record));
    if (missing !== undefined) return `${at}.${missing} is missing`;
    return Object.entries(schema.properties ?? {}).map(([key, one]) => (key in record ? against(record[key], one, `${at}.${key}`) : null)).find((found) => found !== null) ?? null;
  }
  if (schema.enum !== undefined && !schema.enum.includes(value as string)) return `${at} is ${String(value)}`;
  const type = schema.type === 'integer' ? 'number' : schema.type;
  return typeof value === type ? null : `${at} is no ${String(schema.type)}`;
}

describe('the fake of Pennylane answers by the published schema', () => {
  it.each([['customer_invoices?limit=100', PUBLISHED.customer_invoices], ['customers?limit=100', PUBLISHED.customers], ['changelogs/customer_invoices?limit=1000', PUBLISHED.changelog]])('%s', async (path, operation) => {
    const world = await openPennylaneWorld(() => { throw new Error('no feed here'); });
    const bill = { customer: 'Garage du Canigou', number: 'FA-1', issued: '2026-09-01', due: '2026-10-01', total: 5_005 };
    await world.invoice(bill);
    world.foreign({ ...bill, number: 'FA-2' }, 'USD', 0.9);
    await world.draft?.({ ...bill, number: 'FA-3' });
    await world.credit({ ...bill, number: 'AV-1' }, 'FA-1');
    world.individual('Jeanne Roca', 'jeanne@example.fr');
    await world.tick();
    const answer = await fetch(new URL(path, world.endpoints.api), { headers: { authorization: `Bearer ${world.key}` } });
    const body = await answer.json() as { readonly items: readonly unknown[] };
    expect(body.items.length).toBeGreaterThan(2);
    // A draft has no entry in the ledger ([P2] FactureClient.ledger_entry): the firm API, which lists booked invoices only, says that it is never null.
    expect(against(body, operation.responses['200'] as Schema, '$')?.replace(/\[\d+\]/, '[]') ?? null).toBe(path.startsWith('customer_invoices') ? '$.items[].ledger_entry is null' : null);
    await world.close();
  });
});
