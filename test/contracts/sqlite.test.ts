import { invoiceSourceContract } from './invoice-source-contract';
import { lifeContract } from './life-of-a-debt';
import { reminderLogContract } from './reminder-log-contract';
import { openSqliteSubject } from './server-subject';
import { settingsContract } from './settings-contract';

invoiceSourceContract("SQLite", openSqliteSubject);
reminderLogContract("SQLite", openSqliteSubject);
settingsContract("SQLite", openSqliteSubject);
lifeContract('SQLite', openSqliteSubject);
