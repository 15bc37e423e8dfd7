import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitMessage, type SplitMessage } from '../../../src/core/identify/split-message';

/** Lines of the kinds that decide where a mail is cut, among lines that do not. */
const LINES = [
  'Bonjour,', 'La facture FA-12 est réglée.', '', '  ', 'oui', 'Cordialement,', 'Marie Durand', '-- ', '--', '____________', '________________________________', '====', 'Envoyé de mon iPhone', 'Tél. 01 02 03 04 05',
  'De : Marie <m@x.fr>', 'Envoyé : hier', 'À : compta@y.fr', 'Objet : x', 'De : a <a@x.fr> Envoyé : b À : c Objet : d', "-----Message d'origine-----", "-------- Message d'origine --------De : Hugo <h@x.fr> Date : 1 À : b",
  'Début du message transféré :', '---------- Forwarded message ---------', 'Le 16/11/2026 à 09:12, Marie <m@x.fr> a écrit :', 'Le lun. 16 nov. 2026 à 09:12, Marie <', 'm@x.fr> a écrit :', 'Le 16/11/2026 à 09:12, m@x.fr a écrit : Bonjour,',
  'Message du 16/11/26 09:12', "Pensez à l'environnement avant d'imprimer", 'Ce message est confidentiel.', '*****', 'CAUTION: external email. Do not click links.', '##- Merci de répondre au-dessus de cette ligne -##', 'ligne coupée assez longue pour que la suite soit passée à la ligne et', 'suivante',
];
const line = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...LINES) }, { weight: 1, arbitrary: fc.string({ maxLength: 40 }) });
const mail = fc
  .array(fc.tuple(fc.constantFrom('', '', '', '> ', '>> ', '>'), line), { maxLength: 40 })
  .map((lines) => lines.map(([marks, text]) => marks + text).join('\n'));

const partsOf = ({ newest, signature, disclaimer, quoted }: SplitMessage): readonly string[] => [newest, signature, disclaimer, ...quoted.flatMap((part) => [part.printed, part.text])];
/** How often each word and number stands in a text. */
function wordsOf(text: string): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const [word] of text.normalize('NFC').matchAll(/[\p{L}\p{M}\p{N}]+/gu)) count.set(word, (count.get(word) ?? 0) + 1);
  return count;
}

function expectNothingLost(text: string): void {
  expect(new Map([...wordsOf(partsOf(splitMessage(text)).join('\n'))].sort())).toEqual(new Map([...wordsOf(text)].sort()));
}

describe('any text at all', () => {
  test('parting a mail loses no word of it and doubles none', () => {
    fc.assert(fc.property(mail, expectNothingLost), { numRuns: 1500 });
  });

  test('nor do the labelled mails lose a word', () => {
    const folder = join(__dirname, '../../fixtures/mail');
    const mails = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.name.endsWith('.txt'));
    for (const file of mails) expectNothingLost(readFileSync(join(file.parentPath, file.name), 'utf8'));
    expect(mails.length).toBeGreaterThan(200);
  });

  test('half characters, control characters and endless lines are text like any other', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units))), (text) => {
      expect(() => splitMessage(text)).not.toThrow();
    }), { numRuns: 500 });
  });
});
