import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { foldName, isFreeMail, isProvider, nameTokens, parseAddress, trigramsOf } from '../../../src/core';

describe('domains that name no customer', () => {
  test.each('orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr aliceadsl.fr club-internet.fr noos.fr voila.fr cegetel.net libertysurf.fr gmail.com outlook.fr icloud.com'.split(' '))('%s is free-mail', (domain) => {
    expect(isFreeMail(domain)).toBe(true);
    expect(isFreeMail(domain.toUpperCase())).toBe(true);
    expect(isFreeMail(`mail.${domain}`)).toBe(true);
  });
  test.each(['orange.com', 'laposte.fr', 'garage-canigou.fr', 'notorange.fr', 'fr', ''])('%s is a company', (domain) => {
    expect(isFreeMail(domain)).toBe(false);
  });
  test('platforms write in the name of others', () => {
    expect(isProvider('chorus-pro.gouv.fr')).toBe(true);
    expect(isProvider('eumail.docusign.net')).toBe(true);
    expect(isProvider('garage-canigou.fr')).toBe(false);
  });
  test('the curated list stays small enough for the first chunk', () => {
    expect(readFileSync(join(__dirname, '../../../src/core/identify/free-mail.ts')).length).toBeLessThanOrEqual(15_000);
  });
});

describe('names of companies', () => {
  test.each([
    ['SARL Éts Peyron & Fils', 'peyron fils'],
    ['S.A.R.L. PEYRON', 'peyron'],
    ['Garage du Canigou', 'garage du canigou'],
    ['Œuvre Saint-Étienne SAS', 'oeuvre saint etienne'],
    ['SA', 'sa'],
    ['', ''],
  ])('%s folds to %s', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });
  test('articles tell no company from another', () => {
    expect(nameTokens('Garage du Canigou SAS')).toEqual(['garage', 'canigou']);
    expect(nameTokens('La Poste')).toEqual(['poste']);
    expect(nameTokens('')).toEqual([]);
  });
  test('trigrams forgive a slip', () => {
    expect(trigramsOf('Peyron')).toEqual(['pey', 'eyr', 'yro', 'ron']);
    expect(trigramsOf('SARL')).toEqual(['sar', 'arl']);
  });
});

describe('addresses', () => {
  test.each([
    ['Compta@Garage-Canigou.FR', 'compta@garage-canigou.fr'],
    [' "Service, compta" <compta@x.fr> ', 'compta@x.fr'],
    ['Zoé [mailto:zoe@x.fr]', 'zoe@x.fr'],
    ["'p.o'brien@example.com'", "p.o'brien@example.com"],
    ['test@gmail.com< mailto:test@gmail.com>', 'test@gmail.com'],
    ['prénom@société.fr', 'prénom@société.fr'],
  ])('%s', (text, address) => {
    expect(parseAddress(text)).toBe(address);
  });
  test.each(['', '@', 'x@', 'x@y', 'Marie Durand', '/O=EXCHANGELABS/CN=MARIE', 'a b@'])('%p holds none', (text) => {
    expect(parseAddress(text)).toBeNull();
  });
});
