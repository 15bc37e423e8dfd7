import { openStore } from '../../../src/server/store/open-store';
import { withPostgres } from '../../contracts/postgres-cluster';
import { describePublishing } from './feed-publisher-contract';

withPostgres((cluster) => describePublishing('PostgreSQL', async () => {
  const store = await openStore(await cluster().freshDatabase());
  return { store, close: () => store.close() };
}));
