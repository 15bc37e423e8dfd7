import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { CompanyId } from '../../src/core';
import { DecisionKeeper } from '../../src/server/decision-keeper';
import { DECIDING_SESSION } from '../../src/server/store/deciding-alone';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { withPostgres } from '../contracts/postgres-cluster';
import { eur } from '../core/builders';
import { Company, bill, customer, decisionsContract } from './decisions-contract';
import { until } from './long-listing';

withPostgres((cluster) => {
  decisionsContract('PostgreSQL', () => cluster().freshDatabase());

  describe('two servers on one database', () => {
    const MANY = 730;
    let url: string;
    let stores: readonly [Store, Store];
    let companies = 0;

    beforeAll(async () => {
      url = await cluster().freshDatabase();
      stores = [await openStore(url), await openStore(url)];
    }, 60_000);
    afterAll(() => Promise.all(stores.map((store) => store.close())));

    /** One company, seen by both. */
    const both = async (): Promise<readonly [Company, Company]> => {
      companies += 1;
      const id = `company-${companies}` as CompanyId;
      const [here, there] = [new Company(stores[0], id), new Company(stores[1], id)];
      const debtors = Array.from({ length: MANY }, (_, n) => customer(n));
      await here.read(debtors, debtors.map((_, n) => bill(n, ((n * 37) % 140) + 1, { amount: eur(100 + n) })));
      return [here, there];
    };
    const keeperOf = (company: Company): { readonly keeper: DecisionKeeper; readonly decided: () => number; readonly told: readonly unknown[] } => {
      const told: Readonly<Record<string, unknown>>[] = [];
      const keeper = new DecisionKeeper({ store: company.store, clock: { now: () => company.now }, company: company.id, templates: [], thread: null, importing: () => false, report: (event) => told.push(event) });
      return { keeper, told, decided: () => told.reduce((sum, { debtors }) => sum + Number(debtors), 0) };
    };
    const endSession = async (): Promise<void> => {
      const client = new Client({ connectionString: url });
      await client.connect();
      try {
        await client.query(`select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and application_name = '${DECIDING_SESSION}' and datname = current_database()`);
      } finally {
        await client.end();
      }
    };

    test('one of them decides about everybody, once; the other follows and shows the finished list', async () => {
      const [here, there] = await both();
      const [one, other] = [keeperOf(here), keeperOf(there)];
      await Promise.all([one.keeper.look(), other.keeper.look()]);
      expect([one.told.length + other.told.length, one.decided() + other.decided()]).toEqual([1, MANY]);
      const [shown, followed] = [await here.page(), await there.page()];
      expect([followed.progress, followed.rows.length]).toEqual([null, 200]);
      expect(followed).toEqual(shown);
      await Promise.all([other.keeper.look(), one.keeper.look()]);
      expect(one.decided() + other.decided()).toBe(MANY);
    });

    test('while the one that decides lives the other keeps out and shows how far it is; once its session is gone the other goes on where it stood', async () => {
      const [here, there] = await both();
      const other = keeperOf(there);
      const alone = await here.store.decisions.alone(here.id);
      expect(await here.decide(1)).toBe(200);
      await other.keeper.look();
      expect([other.told, (await there.page()).progress]).toEqual([[], { decided: 200, total: MANY }]);
      expect([alone?.held, await here.store.decisions.alone(here.id)]).toEqual([true, null]);
      await endSession();
      await until(() => Promise.resolve(alone?.held === false));
      await other.keeper.look();
      expect([other.decided(), (await here.page()).progress]).toEqual([MANY - 200, null]);
      await alone?.release();
    });

    test('a server whose session is cut off in the middle of its run stops before the next lot, and goes on when it holds another', async () => {
      const [here] = await both();
      const { decisions } = here.store;
      let held = (): boolean => false;
      const cut: Store = { ...here.store, decisions: { ...decisions,
        alone: async (tenant) => {
          const alone = await decisions.alone(tenant);
          held = () => alone?.held === true;
          return alone;
        },
        keep: async (...given) => {
          const kept = await decisions.keep(...given);
          await endSession();
          await until(() => Promise.resolve(!held()));
          return kept;
        } } };
      const broken = keeperOf(new Company(cut, here.id));
      await broken.keeper.look();
      expect([broken.decided(), (await here.page()).progress]).toEqual([200, { decided: 200, total: MANY }]);
      const whole = keeperOf(here);
      await whole.keeper.look();
      expect([whole.decided(), (await here.page()).progress]).toEqual([MANY - 200, null]);
    });
  });
});
