import { invoiceSourceContract } from './invoice-source-contract';
import { lifeContract } from './life-of-a-debt';
import { policiesContract } from './policies-contract';
import { withPostgres } from './postgres-cluster';
import { reminderLogContract } from './reminder-log-contract';
import { openRecordsSubject } from './server-subject';
import { settingsContract } from './settings-contract';
import { textsContract } from './texts-contract';

withPostgres((cluster) => {
  const open = async () => openRecordsSubject(await cluster().freshDatabase());
  invoiceSourceContract('PostgreSQL', open);
  reminderLogContract('PostgreSQL', open);
  settingsContract('PostgreSQL', open);
  policiesContract('PostgreSQL', open);
  textsContract('PostgreSQL', open);
  lifeContract('PostgreSQL', open);
});
