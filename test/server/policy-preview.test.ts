import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addSteps, FIRM_POLICY, GENTLE_POLICY, STANDARD_POLICY } from '../../src/core';
import type { DryRunPage, PolicyPreview, StepCount } from '../../src/core';
import { COMPANY, aDebtor, anInvoice, at, daysAgo, eur, idOf, inDays } from '../core/builders';
import { aShippedPack } from '../core/reminder/shipped';
import { anApp } from './an-app';
import type { AnApp } from './an-app';

let server: AnApp;
beforeEach(async () => { server = await anApp({ templates: aShippedPack().templates }); });
afterEach(() => server.store.close());

/** As many customers as there are due dates, each with one invoice. */
async function ledgerOf(dues: readonly string[]): Promise<void> {
  const debtors = dues.map((_, at_) => aDebtor({ id: `D-${String(at_).padStart(4, '0')}` as never, code: `D-${at_}`, name: `Client ${at_}`, legalIds: { siren: null, siret: null, vat: null }, contacts: [] }));
  const invoices = dues.map((due, at_) => anInvoice({ id: idOf(`F-${at_}`), number: `F-${at_}`, debtor: debtors[at_]?.id as never, due: due as never, amount: eur(500) }));
  await server.store.importLedger(COMPANY, { source: { name: 'autre.xlsx', kind: 'file', asOf: at('2026-11-23T07:12:00.000Z') }, debtors, invoices, problems: [], rows: dues.length }, at('2026-11-23T07:30:00.000Z'));
}
const preview = async (policy: unknown, instead = 'standard') => {
  const { status, json } = await server.ask('POST', '/api/v1/policies/preview', { policy, instead });
  return { status, ...(json as { readonly value: PolicyPreview; readonly problem: { readonly code: string } }) };
};
const dryRun = async (): Promise<{ readonly pages: readonly DryRunPage[]; readonly steps: readonly StepCount[] }> => {
  const pages: DryRunPage[] = [];
  for (let offset: number | null = 0; offset !== null; offset = pages[pages.length - 1]?.next ?? null) pages.push(((await server.ask('GET', `/api/v1/dry-run?offset=${offset}`)).json as { readonly value: DryRunPage }).value);
  return { pages, steps: addSteps(...pages.map(({ steps }) => steps)) };
};

test('a draft is tried on the customers in arrears: who changes, from what to what and when; nothing is kept', async () => {
  // Monday 23 November. Two days late: R1 today by Standard, on Monday 30 November (J+7 is Saturday the 28th) by Souple. Ten days late: R1 both times.
  await ledgerOf([daysAgo(2), daysAgo(10), inDays(3)]);
  const { value } = await preview(GENTLE_POLICY);
  expect(value.rows).toEqual([{
    debtor: 'c-d-0', name: 'Client 0',
    before: { kind: 'remind', stage: { id: 'R1', name: STANDARD_POLICY.stages[1]?.name }, on: '2026-11-23' },
    after: { kind: 'too-soon', stage: { id: 'R1', name: STANDARD_POLICY.stages[1]?.name }, on: '2026-11-30' },
  }]);
  expect((await server.ask('GET', '/api/v1/policies')).json).toMatchObject({ value: { own: [], assignments: [] } });
});

test('only those who have the plan in question are looked at, fifty at most', async () => {
  await ledgerOf(Array.from({ length: 70 }, () => daysAgo(2)));
  expect((await preview(GENTLE_POLICY)).value).toMatchObject({ looked: 50, rows: expect.objectContaining({ length: 50 }) });
  expect((await preview(GENTLE_POLICY, 'firm')).value).toEqual({ looked: 0, rows: [] });
  await server.ask('PUT', '/api/v1/policies/assignments', { scope: 'debtor', debtor: 'c-d-69', policy: 'firm' });
  // Souple in the place of Ferme: he alone.
  expect((await preview(GENTLE_POLICY, 'firm')).value).toMatchObject({ looked: 1, rows: [{ debtor: 'c-d-69' }] });
});

test('a broken draft is refused with its faults, an unknown plan is named', async () => {
  expect(await preview({ ...STANDARD_POLICY, graceDays: -1 })).toMatchObject({ status: 422, problem: { code: 'policy/refused', faults: [{ field: 'graceDays' }] } });
  expect(await preview(STANDARD_POLICY, 'own-77')).toMatchObject({ status: 422, problem: { code: 'policy/unknown', policy: 'own-77' } });
  expect((await server.ask('POST', '/api/v1/policies/preview', { policy: null, instead: 'standard' })).status).toBe(422);
  expect((await server.ask('POST', '/api/v1/policies/preview', { instead: 7 })).status).toBe(400);
});

test('the dry run counts what would be offered to everybody today, due-date reminders too, in parts that add up', async () => {
  // 250 in arrears, 30 due in five days (R0 today), 20 due in fifty days.
  await ledgerOf([...Array.from({ length: 250 }, () => daysAgo(3)), ...Array.from({ length: 30 }, () => inDays(5)), ...Array.from({ length: 20 }, () => inDays(50))]);
  const { pages, steps } = await dryRun();
  // The garage of the first ledger has nothing open any more.
  expect(pages.map(({ looked, of, next }) => [looked, of, next])).toEqual([[200, 300, 200], [100, 300, null]]);
  expect(steps.map(({ kind, stage, count }) => [kind, stage, count])).toEqual([['remind', 'R1', 250], ['remind', 'R0', 30]]);
});

test('the dry run follows the plan that is in force', async () => {
  await ledgerOf([daysAgo(3), daysAgo(3)]);
  await server.ask('PUT', '/api/v1/policies/assignments', { scope: 'company', policy: GENTLE_POLICY.id });
  expect((await dryRun()).steps).toEqual([]);
  await server.ask('PUT', '/api/v1/policies/assignments', { scope: 'debtor', debtor: 'c-d-1', policy: FIRM_POLICY.id });
  expect((await dryRun()).steps).toMatchObject([{ kind: 'remind', stage: 'R1', count: 1 }]);
});

test('the worklist that was decided before follows a plan given to one customer, and one given to all', async () => {
  await ledgerOf([daysAgo(2), daysAgo(3), daysAgo(2)]);
  const listed = async (): Promise<readonly string[]> => ((await server.ask('GET', '/api/v1/worklist/page?group=to-remind')).json as { readonly value: { readonly rows: readonly { readonly debtor: { readonly name: string } }[] } }).value.rows.map(({ debtor }) => debtor.name).sort();
  expect(await listed()).toEqual(['Client 0', 'Client 1', 'Client 2']);
  await server.ask('PUT', '/api/v1/policies/assignments', { scope: 'debtor', debtor: 'c-d-1', policy: GENTLE_POLICY.id });
  expect(await listed()).toEqual(['Client 0', 'Client 2']);
  await server.ask('PUT', '/api/v1/policies/assignments', { scope: 'company', policy: GENTLE_POLICY.id });
  await server.ask('PUT', '/api/v1/policies/assignments', { scope: 'debtor', debtor: 'c-d-1', policy: STANDARD_POLICY.id });
  expect(await listed()).toEqual(['Client 1']);
});
