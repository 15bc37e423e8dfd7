import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const listed = (name: string): readonly string[] => readFileSync(join(root, 'test/fixtures/corpus', name), 'utf8').split('\n').filter((line) => line !== '');
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").replace(/\s+/g, ' ').toLowerCase();

const SOURCES = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && /\.(?:[cm]?[jt]sx?|json|html|css|md)$/.test(file.name))
  .map((file) => folded(readFileSync(join(file.parentPath, file.name), 'utf8')));

const inAWord = (text: string, at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));

/** As a word of its own: the host "wixsite.com" does not name "site.com". */
function stands(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!(inAWord(word, 0) && inAWord(text, at - 1)) && !(inAWord(word, word.length - 1) && inAWord(text, at + word.length))) return true;
  }
  return false;
}

/** Which of these stand somewhere in the code. */
const found = (words: readonly string[], sources: readonly string[]): readonly string[] => words.filter((word) => sources.some((text) => stands(folded(word), text)));

test.each([['name, address or number', 'names.txt', 1500], ['sentence', 'sentences.txt', 100]])('the rules know no %s of the samples that they are measured on', (_, file, atLeast) => {
  const words = listed(file);
  expect(words.length).toBeGreaterThan(atLeast);
  expect(SOURCES.length).toBeGreaterThan(100);
  expect(found(words, SOURCES)).toEqual([]);
}, 60_000);

test('a name of the samples would be found, however it is spaced or accented', () => {
  const [name = ''] = listed('names.txt').filter((word) => word.includes(' '));
  expect(found([name], [...SOURCES, folded(`const known = '${name.toUpperCase()}';`)])).toEqual([name]);
});
