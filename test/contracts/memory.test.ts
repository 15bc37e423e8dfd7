import { invoiceSourceContract } from './invoice-source-contract';
import { openMemory } from './memory-records';
import { reminderLogContract } from './reminder-log-contract';
import { settingsContract } from './settings-contract';

invoiceSourceContract('memory', openMemory);
reminderLogContract('memory', openMemory);
settingsContract('memory', openMemory);
