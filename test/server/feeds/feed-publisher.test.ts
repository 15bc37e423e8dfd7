import { openStore } from '../../../src/server/store/open-store';
import { describePublishing } from './feed-publisher-contract';

describePublishing('SQLite', async () => {
  const store = await openStore('sqlite::memory:');
  return { store, close: () => store.close() };
});
