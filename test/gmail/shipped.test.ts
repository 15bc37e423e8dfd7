import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { shippedRates, shippedTemplates } from '../../src/gmail/shipped';
import { loadRates } from '../../src/server/rates';
import { loadTemplates } from '../../src/server/templates';

const ASSETS = join(__dirname, '../../assets');

test('the sidebar ships the texts that the server ships, in both languages', () => {
  expect(shippedTemplates()).toEqual(loadTemplates(join(ASSETS, 'templates')).templates);
  expect(new Set(shippedTemplates().map(({ language }) => language))).toEqual(new Set(['fr', 'en']));
});

test('the sidebar ships the rates that the server ships', () => {
  expect(shippedRates()).toEqual(loadRates(join(ASSETS, 'rates')).rates);
});
