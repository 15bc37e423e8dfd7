import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = join(__dirname, '../../dist/outlook');

test('what the page loads at first is at most 150 kB, office.js aside', () => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/<script[^>]*\ssrc="?([^\s">]+)/g)].map(([, source]) => source ?? '').filter((source) => !source.startsWith('https:'));
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.reduce((total, script) => total + gzipSync(readFileSync(join(folder, script)), { level: 9 }).length, 0);
  expect(bytes).toBeLessThanOrEqual(150_000);
});
