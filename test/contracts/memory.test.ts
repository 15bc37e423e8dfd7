import { invoiceSourceContract } from './invoice-source-contract';
import { lifeContract } from './life-of-a-debt';
import { openMemory } from './memory-records';
import { policiesContract } from './policies-contract';
import { reminderLogContract } from './reminder-log-contract';
import { settingsContract } from './settings-contract';
import { textsContract } from './texts-contract';

invoiceSourceContract('memory', openMemory);
reminderLogContract('memory', openMemory);
settingsContract('memory', openMemory);
policiesContract('memory', openMemory);
textsContract('memory', openMemory);
lifeContract('core alone', openMemory);
