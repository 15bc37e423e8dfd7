import { withPostgres } from './postgres-cluster';
import { feedNotesContract } from './feed-notes-contract';

withPostgres((cluster) => feedNotesContract('PostgreSQL', () => cluster().freshDatabase()));
