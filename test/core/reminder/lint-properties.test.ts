import { expect, test } from '@jest/globals';
import fc from '../../property';
import { lint } from '../../../src/core/reminder/lint';
import type { LintDraft } from '../../../src/core/reminder/lint';
import { evenText } from '../../../src/core/reminder/lint/even-text';
import { aCase, saying } from './lint-drafts';

const firm = aCase({ stage: 'R2', tone: 'firm' });
const PIECES = [
  'Bonjour', ' ', '\n', '\n\n', '. ', ', ', '!', '1 200,00 €', '1', '22/10/2026', '30 novembre 2026', 'FA-2026-0297', 'FA-2026-', '{{', '}}', '[', ']', 'XXX', 'frais de', 'relance', 'n° 2', 'mise en demeure', 'ne', 'pas',
  'saisirons', 'vos', 'comptes', 'URGENT', '€', '$', 'IBAN', 'FR76 3000 6000', '0112', '3456', '@', 'www.', 'http://', 'avant le', 'échéance du', '\u202f', '\u00a0', '’', '\u200b', 'œ', '🙂', 'é'.normalize('NFD'), '\ud800', 'penalites', '-', '/', '(', ')',
];
const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.array(fc.constantFrom(...PIECES), { maxLength: 300 }).map((parts) => parts.join(' ')), fc.array(fc.constantFrom(...PIECES), { maxLength: 300 }).map((parts) => parts.join('')));
const asDraft = (text: string, subject = ''): LintDraft => ({ subject, text, ownSubject: true, attachments: [], strangers: [] });

test('any text is read, and every passage lies in it', () => {
  fc.assert(
    fc.property(texts, texts, (text, subject) => {
      const draft = asDraft(text, subject);
      const findings = lint(draft, firm.facts);
      expect(findings.length).toBeLessThan(200);
      for (const { passage } of findings) {
        if (passage === null) continue;
        const whole = passage.in === 'subject' ? subject : text;
        expect(passage.from).toBeGreaterThanOrEqual(0);
        expect(passage.to).toBeGreaterThan(passage.from);
        expect(passage.to).toBeLessThanOrEqual(whole.length);
      }
      expect(lint(draft, firm.facts)).toEqual(findings);
    }),
    { numRuns: 500 },
  );
});

test('evening a text moves no place in it', () => {
  fc.assert(fc.property(texts, (text) => expect(evenText(text)).toHaveLength(text.length)));
});

test('what blocks is blocked wherever it stands, whatever stands around it', () => {
  const threats = ['Nous porterons plainte.', 'Des frais de relance vous seront facturés.', 'Nous saisirons vos comptes bancaires.', 'Votre interlocuteur est {{contact.nom}}.'];
  const calm = fc.array(fc.constantFrom('Nous restons à votre disposition.', 'Merci de votre retour.', 'La facture est ouverte.', 'Bonne journée.'), { maxLength: 12 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.constantFrom(...threats), calm, calm, (threat, before, after) => {
      expect(lint(saying(firm, `${before}\n${threat} ${after}`), firm.facts).some(({ severity }) => severity === 'blocks')).toBe(true);
    }),
  );
});

/** Each would keep a rule that looks twice busy for minutes: then the test runs out of its time, which is generous. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['a word', 'a'], ['spaces', ' '], ['line ends', '\n'], ['digits', '1'], ['groups of digits', '123 '], ['euros', '1 € '], ['dates', '12/'], ['days', '30 novembre '], ['numbers', 'FA-2026-'], ['known numbers', 'FA-2026-0297 '],
  ['braces', '{{'], ['brackets', '['], ['marks', '! '], ['high marks', '!?'], ['at', '@'], ['addresses', 'a@b.fr '], ['capitals', 'URGENT '], ['threats', 'saisir vos '], ['negations', 'ne pas '], ['IBAN', 'IBAN FR76 3000 6000 0112 3456 7890 189 '],
  ['half an IBAN', 'FR76 3000 '], ['accents', 'é'], ['combining', '\u0301'], ['hidden', '\u200b'], ['fees', 'frais de '], ['before', 'avant le 30 novembre '], ['relance', 'relance '], ['x', 'X'], ['rows', 'FA-2026-0297   22/10/2026   12,00 €\n'], ['quotes', '> '],
];
test.each(HOSTILE)('200 kB of %s are read', (_, piece) => {
  const text = piece.repeat(Math.ceil(200_000 / piece.length)).slice(0, 200_000);
  for (const { passage } of lint(asDraft(text, text), firm.facts)) expect(passage?.to ?? 0).toBeLessThanOrEqual(text.length);
}, 30_000);
