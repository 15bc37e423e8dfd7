import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findReferences } from '../../../src/core';
import { STANDARD_POLICY } from '../../../src/core/dunning/standard-policy';
import { FILTER_NAMES } from '../../../src/core/reminder/engine';
import { namesIn, REMINDER_VARIABLES, REPLY_VARIABLES } from '../../../src/core/reminder/variables';
import { CASES, writtenFor } from './golden-cases';
import { SHIPPED, TEMPLATE_FILES, templateText } from './shipped';

const golden = (file: string): string => readFileSync(join(__dirname, '../../fixtures/reminder', file), 'utf8');
const letters = Object.keys(CASES).filter((name) => /-r[45]-/.test(name));
const reminders = Object.keys(CASES).filter((name) => /-r[012]-/.test(name));

describe('what the shipped templates write, word for word', () => {
  test.each(Object.keys(CASES))('%s', (name) => {
    const draft = writtenFor(name);
    expect(`${draft.subject}\n\n${draft.text}`).toBe(golden(`${name}.txt`));
    expect(`${draft.html}\n`).toBe(golden(`${name}.html`));
  });

  test('every template file has its case', () => {
    const sorted = (names: readonly string[]): readonly string[] => [...names].sort((a, b) => (a < b ? -1 : 1));
    expect(sorted(TEMPLATE_FILES.map((file) => file.replace('/', '-').replace(/\.md$/, '')))).toEqual(sorted(Object.keys(CASES)));
  });
});

test('every mail stage up to R2 of the shipped plan has a template for each of its tones, in both languages, and one of its own for public buyers and consumers', () => {
  const mails = STANDARD_POLICY.stages.filter((stage) => stage.channel === 'mail');
  expect(mails.map((stage) => stage.id)).toEqual(['R0', 'R1', 'R2']);
  for (const stage of mails) {
    for (const tone of stage.tones) {
      for (const language of ['fr', 'en']) {
        const texts = SHIPPED.filter((template) => template.name === stage.template && template.stage === stage.id && template.language === language && template.tone === tone);
        expect(texts.map(({ audience }) => audience ?? 'everybody').sort()).toEqual(['consumer', 'everybody', 'public']);
      }
    }
  }
});

test('every letter of the shipped plan has a template for companies in both languages, the notice one for public buyers and one for consumers, who have no hand-over', () => {
  const written = (stage: string, language: string): readonly (string | undefined)[] => SHIPPED.filter((template) => template.stage === stage && template.language === language && template.tone === 'formal').map(({ audience }) => audience);
  for (const language of ['fr', 'en']) {
    expect(written('R4', language)).toEqual(['business', 'consumer', 'public']);
    expect(written('R5', language)).toEqual(['business']);
  }
});

test('the guide for authors names every variable and filter, and no other', () => {
  const guide = templateText('README.md');
  const documented = Array.from(guide.slice(guide.indexOf('## Variables')).matchAll(/^\| (.*?) \|/gm), ([, cell = '']) => Array.from(cell.matchAll(/`([a-z][a-z_.[\]]*)`/g), ([, name]) => name)).flat();
  const known = new Set([...namesIn(REMINDER_VARIABLES), ...namesIn(REPLY_VARIABLES)]);
  const heads = ['name', 'stage', 'reply', 'language', 'tone', 'for', 'subject', 'factures', 'avoirs', 'business', 'public', 'consumer', 'penalites', 'relances', 'mise_en_demeure', 'relance_precedente'];
  const missing = Array.from(known).filter((name) => !documented.includes(name) && !heads.includes(name));
  expect(missing).toEqual([]);
  expect(documented.filter((name) => name !== undefined && !known.has(name) && !heads.includes(name))).toEqual([]);
  for (const filter of FILTER_NAMES) expect(guide).toContain(filter);
});

describe('the tone', () => {
  const everyText = Object.keys(CASES).map((name) => [name, `${writtenFor(name).subject}\n${writtenFor(name).text}`] as const);

  test.each(everyText)('%s neither counts reminders, nor threatens, nor shouts', (_, text) => {
    expect(text).not.toMatch(/relance|rappel n|reminder no|second reminder|dernier avertissement|final notice|huissier|tribunal|avocat|lawyer|court\b|urgent|immédiat|contentieux|!/i);
    const shouted = text.match(/\p{Lu}{4,}/gu) ?? [];
    // A notice bears its title in capitals (law sheet 6).
    const title = ['MISE', 'DEMEURE', 'PAYER', 'FORMAL', 'NOTICE'];
    expect(shouted.filter((word) => !['IBAN', 'AGRIFRPP', ...title].includes(word))).toEqual([]);
    expect(shouted.some((word) => title.includes(word))).toBe(/^(MISE EN DEMEURE DE PAYER|FORMAL NOTICE TO PAY) /.test(text));
  });

  test.each(reminders)('%s names the invoice in its subject and shows the reference', (name) => {
    const draft = writtenFor(name);
    expect(draft.subject).toMatch(/FA-2026-0\d{3}/);
    expect(findReferences(draft.text)).toEqual(['R-7K3F']);
    expect(draft.text).toMatch(/Si votre règlement nous est parvenu entre-temps|If your payment has reached us in the meantime/);
  });

  test.each(reminders)('%s states neither a rate nor the sum of the indemnity', (name) => {
    expect(writtenFor(name).text).not.toMatch(/%|(?<![\d,.])40(,00)?[\s\u00a0]€|€40\b/);
  });

  test('only the second reminder recalls the law, with both articles', () => {
    for (const name of reminders) {
      const recalls = /-r2-(?:firm|courteous)$/.test(name);
      expect(writtenFor(name).text.includes('L441-10')).toBe(recalls);
      expect(writtenFor(name).text.includes('D441-5')).toBe(recalls);
    }
  });

  test.each(letters)('%s names its invoice in the subject, shows the reference and never says that it may be disregarded', (name) => {
    const draft = writtenFor(name);
    expect(draft.subject).toMatch(/FA-2026-0\d{3}/);
    expect(findReferences(draft.text)).toEqual(['R-7K3F']);
    expect(draft.text).not.toMatch(/tenir compte|sans objet|disregard|s[’']il vous plaît|si vous le souhaitez/i);
    expect(draft.text).toMatch(/salutations distinguées|Yours faithfully/);
    expect(draft.text).toContain('Marie Lefèvre\nAtelier Nord');
  });

  test('a notice to a public buyer cites the public procurement code, announces nothing and does not raise its voice', () => {
    for (const language of ['fr', 'en']) {
      const { subject, text } = writtenFor(`${language}-r4-formal-public`);
      expect(text).toContain('R2192-31');
      expect(text).toContain('D2192-35');
      expect(`${subject} ${text}`).not.toMatch(/L441|D441|recouvrement des|dossier|refer your|MISE|FORMAL|pénalité|penalt/);
    }
  });

  test('a notice to a consumer asks for the debt and legal interest alone, offers an arrangement and announces nothing', () => {
    for (const language of ['fr', 'en']) {
      const { subject, text } = writtenFor(`${language}-r4-formal-consumer`);
      expect(text).toMatch(/1231-6 (et|and) 1344-1/);
      expect(text).toMatch(/actuellement de 2,75\s% l’an|at present 2\.75% a year/);
      expect(text).toMatch(/règlement en plusieurs fois|payment in several parts/);
      expect(`${subject} ${text}`).not.toMatch(/L441|D441|R2192|40,00|€40\.00|recouvrement|indemnité|pénalité|penalt|indemnity|dossier|your file|tribunal|court|MISE|FORMAL|frais|costs|professionnel|business/);
    }
  });

  test('an answer that is not a step carries no reference', () => {
    for (const name of Object.keys(CASES)) if (!reminders.includes(name) && !letters.includes(name)) expect(findReferences(writtenFor(name).text)).toEqual([]);
  });
});

describe('French typography', () => {
  const french = Object.keys(CASES).filter((name) => name.startsWith('fr-'));
  test.each(french)('%s has the right space before every high sign, and no straight apostrophe', (name) => {
    const { subject, text } = writtenFor(name);
    for (const line of [subject, ...text.split('\n')]) {
      expect(line).not.toMatch(/[^\u202f\s][;!?](\s|$)/);
      expect(line).not.toMatch(/[^\u00a0][:€%](\s|$)/);
      expect(line).not.toMatch(/'|\d \d{3},/);
    }
  });

  test('thousands are parted by a narrow no-break space', () => {
    expect(writtenFor('fr-r2-firm').text).toContain('4\u202f316,40\u00a0€');
  });
});
