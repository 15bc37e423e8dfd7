import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { withLedger } from './own-ledger';
import { everyState } from './states';
import { launch, sitDown, startTryOut } from './try-out';
import type { Language } from './states';

jest.setTimeout(180_000);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterAll(() => browser.close());

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

const LOOKS: readonly { readonly language: Language; readonly colorScheme: 'light' | 'dark' }[] = [
  { language: 'fr', colorScheme: 'light' }, { language: 'fr', colorScheme: 'dark' }, { language: 'en', colorScheme: 'light' }, { language: 'en', colorScheme: 'dark' },
];

describe.each(LOOKS)('in $language, $colorScheme', ({ language, colorScheme }) => {
  test('axe finds nothing in any state of the pane', async () => {
    const tryOut = await startTryOut();
    const clerk = await sitDown(browser, tryOut, { path: `/?locale=${LOCALES[language]}`, context: { colorScheme, reducedMotion: 'reduce' } });
    const found: Record<string, readonly string[]> = {};
    let states = 0;
    await everyState(clerk, language, async (state) => {
      states += 1;
      const violations = await clerk.violations();
      if (violations.length > 0) found[state] = violations;
    });
    const mailbox = await clerk.violations(clerk.page);
    await clerk.close();
    await tryOut.close();
    expect(found).toEqual({});
    expect(mailbox).toEqual([]);
    expect(states).toBeGreaterThan(20);
  });
});

test.each(['light', 'dark'] as const)('axe finds nothing in the %s first run and its columns', async (colorScheme) => {
  const company = await withLedger(browser, null, { colorScheme, reducedMotion: 'reduce' });
  const { clerk } = company;
  await clerk.heading('Connectez votre grand livre').waitFor();
  const empty = await clerk.violations();
  const text = ['Client;N° facture;Échéance;Restant dû', 'Un;FA-1;01/10/2026;100,00', 'Deux;FA-2;02/10/2026;n’importe quoi'].join('\r\n');
  await clerk.pane.locator('input[type=file]').setInputFiles({ name: 'factures.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await clerk.pane.getByRole('heading', { name: 'factures.csv' }).waitFor();
  const columns = await clerk.violations();
  await company.close();
  expect([empty, columns]).toEqual([[], []]);
});
