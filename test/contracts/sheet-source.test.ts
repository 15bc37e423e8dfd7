import { invoiceSourceContract } from './invoice-source-contract';
import { openSheetSubject } from './sheet-subject';

invoiceSourceContract('a Google sheet', openSheetSubject, 'rows');
