import { invoiceSourceContract } from './invoice-source-contract';
import { lifeContract } from './life-of-a-debt';
import { policiesContract } from './policies-contract';
import { reminderLogContract } from './reminder-log-contract';
import { openHttpSubject } from './server-subject';
import { settingsContract } from './settings-contract';
import { textsContract } from './texts-contract';

invoiceSourceContract("the server's HTTP", openHttpSubject);
reminderLogContract("the server's HTTP", openHttpSubject);
settingsContract("the server's HTTP", openHttpSubject);
policiesContract("the server's HTTP", openHttpSubject);
textsContract("the server's HTTP", openHttpSubject);
lifeContract("the server's HTTP", openHttpSubject);
