import { googleSheetsFeed } from '../../src/server/feeds/google-sheets/google-sheets-feed';
import { openGoogleSheetsWorld } from './fakes/google-sheets';
import { describeFeed } from './feed-contract';

describeFeed('Google Sheets, on servers written from Google’s published description', () => openGoogleSheetsWorld((given) => {
  const made = googleSheetsFeed({ ...given, mappingFor: () => Promise.resolve(null), limit: { calls: 1_000, seconds: 1 } });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value;
}), ['draft', 'payOnAccount', 'writeOff', 'dispute', 'notes']);
