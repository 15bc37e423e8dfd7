import { expect, it } from '@jest/globals';
import type { Feed } from '../../src/server/feeds/feed';
import { googleSheetsFeed } from '../../src/server/feeds/google-sheets/google-sheets-feed';
import { openGoogleSheetsWorld } from './fakes/google-sheets';
import type { MakeGoogleSheets } from './fakes/google-sheets';
import { describeFeed, whole } from './feed-contract';

const made: MakeGoogleSheets = (given): Feed => {
  const feed = googleSheetsFeed({ ...given, mappingFor: () => Promise.resolve(null), limit: { calls: 1_000, seconds: 1 } });
  if (!feed.ok) throw new Error(feed.problem.code);
  return feed.value;
};

describeFeed('Google Sheets, on servers written from Google’s published description', () => openGoogleSheetsWorld(made), ['draft', 'payOnAccount', 'writeOff', 'dispute', 'notes']);

it('a row that is put in while the sheet is read gives nobody the currency of another row', async () => {
  const world = await openGoogleSheetsWorld(made);
  try {
    for (const number of ['FA-1', 'FA-2']) await world.invoice({ customer: 'Garage du Canigou', number, issued: '2026-09-01', due: '2026-10-01', total: 100_000 });
    const { rows } = world.ledger;
    const dollars = { value: 1_000, format: { type: 'CURRENCY', pattern: '[$$-409]#,##0.00' } } as const;
    rows[5] = (rows[5] ?? []).map((cell, column) => (column === 4 || column === 5 ? dollars : cell));
    world.meanwhile(() => { rows.splice(4, 0, [{ value: 'Garage du Canigou' }, { value: 'FA-0' }, ...(rows[4] ?? []).slice(2)]); });
    const said = await whole(world.feed());
    expect(['FA-1', 'FA-2'].map((number) => said.of(number).instalments[0]?.outstanding.currency)).toEqual(['EUR', 'USD']);
  } finally {
    await world.close();
  }
});
