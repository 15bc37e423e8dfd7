import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ok } from '../../src/core';
import type { CompanyId, DebtorId } from '../../src/core';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { MARIE, TODAY, aDebtor, aNewEntry, aProfile, anInvoice, at, noted } from '../core/builders';

const [SOUTH, WEST] = ['c-00000000000a', 'c-00000000000b'] as CompanyId[] as [CompanyId, CompanyId];
/** As the ledger names him, by his code. */
const GARAGE = 'c-c-0412';
const NOW = at('2026-11-23T08:12:00.000Z');

/** @param fresh the address of an empty database. */
export function otherCompaniesContract(name: string, fresh: () => Promise<string>): void {
  describe(`companies beside the first one, on ${name}`, () => {
    let store: Store;
    beforeEach(async () => { store = await openStore(await fresh()); });
    afterEach(() => store.close());

    const filled = async (tenant: CompanyId): Promise<void> => {
      await store.saveSettings(tenant, { profile: aProfile({ id: tenant }), overrides: { company: [], freeMail: [] } });
      await store.importLedger(tenant, { source: { name: 'clients.xlsx', kind: 'file', asOf: NOW }, debtors: [aDebtor()], invoices: [anInvoice()], problems: [], rows: 1 }, NOW);
      await store.learn(tenant, { scope: 'domain', value: 'garage.fr', debtor: aDebtor().id }, MARIE, NOW);
      await store.feeds.save(tenant, { id: 'f-1', kind: 'ledger-file', name: '', values: {}, sealed: {}, consent: null, identity: null, asOf: null, triedAt: null, wholeAt: null, problem: null, notes: false });
    };

    test('are listed in the order in which they were added', async () => {
      await store.otherCompanies.add(WEST);
      await store.otherCompanies.add(SOUTH);
      expect(await store.otherCompanies.list()).toEqual([WEST, SOUTH]);
    });

    test('one that is removed leaves nothing behind, the others stay as they are', async () => {
      for (const company of [SOUTH, WEST]) {
        await store.otherCompanies.add(company);
        if (name === 'PostgreSQL' || company === SOUTH) await filled(company);
      }
      await store.otherCompanies.remove(SOUTH);
      expect(await store.otherCompanies.list()).toEqual([WEST]);
      expect(await store.settings(SOUTH)).toBeNull();
      expect(await store.feeds.list(SOUTH)).toEqual([]);
      expect((await store.choices(SOUTH, 10)).rows).toEqual([]);
      expect(await store.ledgerFacts(SOUTH)).toBeNull();
      if (name === 'PostgreSQL') {
        expect(await store.account(SOUTH, GARAGE)).toBeNull();
        expect((await store.account(WEST, GARAGE))?.invoices).toHaveLength(1);
        expect(await store.feeds.list(WEST)).toHaveLength(1);
      }
    });

    test('one with a log is never removed, whoever asks', async () => {
      await store.otherCompanies.add(SOUTH);
      await filled(SOUTH);
      const appended = await store.append(SOUTH, aNewEntry(noted(), { company: SOUTH, debtor: GARAGE as DebtorId }), null, { author: MARIE, at: NOW, on: TODAY, check: () => ok(null) });
      expect(appended.ok).toBe(true);
      await expect(store.otherCompanies.remove(SOUTH)).rejects.toThrow('log');
      expect(await store.entries(SOUTH, GARAGE)).toHaveLength(1);
      expect(await store.otherCompanies.list()).toEqual([SOUTH]);
    });
  });
}
