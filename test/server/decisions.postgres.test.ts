import { withPostgres } from '../contracts/postgres-cluster';
import { decisionsContract } from './decisions-contract';

withPostgres((cluster) => { decisionsContract('PostgreSQL', () => cluster().freshDatabase()); });
