import { describeFeed } from './feed-contract';
import { openGoogleSheetsWorld } from './google-sheets-world';

describeFeed('Google Sheets, on a server written from Google’s published description', openGoogleSheetsWorld, ['draft', 'payOnAccount', 'notes']);
