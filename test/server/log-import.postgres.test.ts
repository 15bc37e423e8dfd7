import { withPostgres } from '../contracts/postgres-cluster';
import { logImportContract } from './log-import-contract';

withPostgres((cluster) => logImportContract('PostgreSQL', () => cluster().freshDatabase()));
