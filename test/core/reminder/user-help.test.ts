import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { companyWords, feedDoorWords, feedSystem, feedWords, STANDARD_POLICY } from '../../../src/core';
import { FRENCH } from '../../../src/core/panel/words-fr';
import { ENGLISH } from '../../../src/core/panel/words-en';
import { AUTHORISED } from '../../../src/server/routes/feed-routes';

const FOLDER = join(__dirname, '../../../assets/help');
const pages = (language: string): string[] => readdirSync(join(FOLDER, language)).sort();
const page = (language: string, file: string): string => readFileSync(join(FOLDER, language, file), 'utf8');
const prose = (text: string): string => text.replace(/`[^`]*`/g, '');

test('both languages have the same pages with the same number of sections', () => {
  expect(pages('en')).toEqual(pages('fr'));
  for (const file of pages('fr')) expect([file, (page('en', file).match(/^#/gm) ?? []).length]).toEqual([file, (page('fr', file).match(/^#/gm) ?? []).length]);
});

test('the index leads to every page, and every link to a page', () => {
  for (const language of ['fr', 'en']) {
    const linked = Array.from(page(language, 'index.md').matchAll(/\]\(([^)]+)\)/g), ([, target = '']) => target);
    expect(linked.sort()).toEqual(pages(language).filter((file) => file !== 'index.md'));
    for (const target of linked) expect(existsSync(join(FOLDER, language, target))).toBe(true);
  }
});

test.each(pages('fr'))('French %s has the right space before every high sign, and no straight apostrophe', (file) => {
  for (const line of prose(page('fr', file)).split('\n')) {
    expect(line).not.toMatch(/[^\u202f\s][;!?](\s|$)|[^\u00a0-][:»](\s|$)|«[^\u00a0]|'/);
  }
});

describe('the help says what the screen says', () => {
  const everyText = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyText) : []);
  test.each([
    ['fr', FRENCH, ['Insérer la relance', 'Aperçu', 'Revenir au modèle', 'Répondre à tous', 'Insérer une réponse', 'Noter', 'Choisir un fichier', 'Grand livre', 'Notre société', 'Signature des messages', 'Pour ce fil seulement', 'Pour cette adresse', 'Pour ce domaine', 'C’est bien ce client', 'Ce n’est pas ce client', 'Relevé de compte', 'Copie de facture', 'Coordonnées bancaires', 'Promesse bien notée', 'Litige pris en compte', 'Remerciement']],
    ['en', ENGLISH, ['Insert reminder', 'Preview', 'Back to the template', 'Reply all', 'Insert a reply', 'Record', 'Choose a file', 'Ledger', 'Our company', 'Signature of messages', 'This thread only', 'This address', 'This domain', 'This is the customer', 'Not this customer', 'Statement of account', 'Copy of invoice', 'Bank details', 'Promise noted', 'Dispute noted', 'Thank-you']],
  ])('%s', (language, words, labels) => {
    const help = pages(language).map((file) => page(language, file)).join('\n');
    for (const label of labels) {
      expect(help).toContain(label);
      expect(everyText(words)).toContain(label);
    }
  });

  test.each(['fr', 'en'] as const)('the page on connecting a system, in %s', (language) => {
    const help = page(language, 'connect.md').replace(/'/g, '’');
    const { test: tried, save, saveAndAuthorise, authorise, preview, leftOut, unreadable, states } = feedWords(language);
    const { title, connect } = feedDoorWords(language);
    for (const label of [title, connect, tried, save, saveAndAuthorise, authorise, preview, leftOut, unreadable, ...Object.values(states)]) expect(help).toContain(label);
  });

  test.each(['fr', 'en'] as const)('the page on several companies, in %s', (language) => {
    const help = page(language, 'companies.md').replace(/'/g, '’');
    const { title, add } = companyWords(language);
    for (const label of [title, add]) expect(help).toContain(label);
  });

  test.each(['fr', 'en'] as const)('where a vendor’s consent leads back to is what the server answers, in %s', (language) => {
    expect(page(language, 'connect.md')).toContain(`\`${AUTHORISED}\``);
    expect(feedSystem('quickbooks', language).steps.join(' ')).toMatch(new RegExp(`[^\\w/]${AUTHORISED}\\.`));
  });

  test('the days of the shipped plan', () => {
    const rows = Array.from(page('fr', 'next-step.md').matchAll(/^\| [^|]+ \| (\d+)\u00a0jours? (avant|après)/gm), ([, days, side]) => (side === 'avant' ? -Number(days) : Number(days)));
    expect(rows).toEqual(STANDARD_POLICY.stages.map((stage) => stage.days));
  });
});
