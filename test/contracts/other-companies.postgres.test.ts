import { otherCompaniesContract } from './other-companies-contract';
import { withPostgres } from './postgres-cluster';

withPostgres((cluster) => otherCompaniesContract('PostgreSQL', () => cluster().freshDatabase()));
