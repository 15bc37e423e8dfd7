import { withPostgres } from '../../contracts/postgres-cluster';
import { describeKilledPublication } from './publication-killed-contract';

withPostgres((cluster) => describeKilledPublication('PostgreSQL', () => cluster().freshDatabase(), true));
