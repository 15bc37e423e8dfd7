import { afterAll } from '@jest/globals';
import { GmailServerBench } from './gmail-http-subject';
import { invoiceSourceContract } from './invoice-source-contract';
import { lifeContract } from './life-of-a-debt';
import { policiesContract } from './policies-contract';
import { reminderLogContract } from './reminder-log-contract';
import { settingsContract } from './settings-contract';
import { textsContract } from './texts-contract';

const bench = new GmailServerBench();
afterAll(() => bench.stop());

invoiceSourceContract('the server, from the sidebar', bench.open);
reminderLogContract('the server, from the sidebar', bench.open);
settingsContract('the server, from the sidebar', bench.open);
policiesContract('the server, from the sidebar', bench.open);
textsContract('the server, from the sidebar', bench.open);
lifeContract('the server, from the sidebar', bench.open);
