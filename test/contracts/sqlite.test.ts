import { invoiceSourceContract } from './invoice-source-contract';
import { lifeContract } from './life-of-a-debt';
import { policiesContract } from './policies-contract';
import { reminderLogContract } from './reminder-log-contract';
import { openSqliteSubject } from './server-subject';
import { settingsContract } from './settings-contract';
import { textsContract } from './texts-contract';

invoiceSourceContract("SQLite", openSqliteSubject);
reminderLogContract("SQLite", openSqliteSubject);
settingsContract("SQLite", openSqliteSubject);
policiesContract("SQLite", openSqliteSubject);
textsContract("SQLite", openSqliteSubject);
lifeContract('SQLite', openSqliteSubject);
