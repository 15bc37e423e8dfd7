import { lifeContract } from './life-of-a-debt';
import { policiesContract } from './policies-contract';
import { reminderLogContract } from './reminder-log-contract';
import { settingsContract } from './settings-contract';
import { openSheetSubject } from './sheet-subject';
import { textsContract } from './texts-contract';

reminderLogContract('a Google sheet', openSheetSubject);
settingsContract('a Google sheet', openSheetSubject);
policiesContract('a Google sheet', openSheetSubject);
textsContract('a Google sheet', openSheetSubject);
lifeContract('a Google sheet', openSheetSubject);
