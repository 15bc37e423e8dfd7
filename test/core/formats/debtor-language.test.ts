import { describe, expect, test } from '@jest/globals';
import { completeMapping, proposeMapping, readLedgerRows } from '../../../src/core';
import type { CompanyId, Language, Row } from '../../../src/core';

/** The language that a row's letters are written in: there are two, whatever the ledger names. */
function languageOf(said: string, vat = ''): Language | undefined {
  const rows: readonly Row[] = [
    ['Code client', 'Client', 'Langue', 'TVA intracommunautaire', 'N° facture', 'Échéance', 'Restant dû'],
    ['C-1', 'Müller GmbH', said, vat, 'FA-1', '22/10/2026', '12,00'],
  ];
  const { mapping } = proposeMapping(rows, null);
  return readLedgerRows(rows, completeMapping(rows, mapping).mapping, 'vernet' as CompanyId, 'clients.xlsx').debtors[0]?.language;
}

describe('a customer’s letters are written', () => {
  test.each(['fr', 'FR', 'fr-FR', 'fr_BE', 'FRA', 'fre', 'Français', 'francais', 'French', 'Französisch'])('in French for “%s”', (said) => {
    expect(languageOf(said)).toBe('fr');
    expect(languageOf(said, 'DE811569869')).toBe('fr');
  });
  test.each(['en', 'EN', 'en-GB', 'eng', 'Anglais', 'English', 'gb', 'UK', 'us'])('in English for “%s”', (said) => {
    expect(languageOf(said)).toBe('en');
  });
  test.each(['de', 'DE', 'de-AT', 'deu', 'ger', 'Deutsch', 'Allemand', 'German', 'es', 'spa', 'Español', 'espagnol', 'it', 'ita', 'Italien', 'Italiano', 'nl', 'nld', 'Néerlandais', 'Dutch', 'pt-BR', 'Portugais', 'pl', 'Polski', 'zh', 'Chinese', 'Japonais'])(
    'in English for “%s”, which is no language of ours: French would be read by fewer',
    (said) => {
      expect(languageOf(said)).toBe('en');
      // The ledger's word outweighs the country.
      expect(languageOf(said, 'FR83404833048')).toBe('en');
    },
  );
  test.each(['', ' ', '-', '?', '1', '0', 'n/a', 'Standard', 'défaut', 'oui', 'x'])('in French where nothing is said (“%s”) and nothing points abroad', (said) => {
    expect(languageOf(said)).toBe('fr');
    expect(languageOf(said, 'FR83404833048')).toBe('fr');
  });
  test('where nothing is said, the country of the VAT number decides: French where French is an official language', () => {
    expect(['BE0403170701', 'LU26375245', 'CHE-116.281.710'].map((vat) => languageOf('', vat))).toEqual(['fr', 'fr', 'fr']);
    expect(['DE811569869', 'ESA28015865', 'IT00743110157', 'NL004495445B01', 'IE6388047V'].map((vat) => languageOf('', vat))).toEqual(['en', 'en', 'en', 'en', 'en']);
  });
});
