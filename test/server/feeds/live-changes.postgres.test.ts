import { withPostgres } from '../../contracts/postgres-cluster';
import { describeLiveChanges } from './live-changes-contract';

withPostgres((cluster) => describeLiveChanges('PostgreSQL', () => cluster().freshDatabase()));
