import { expect, test } from '@jest/globals';
import { templateKey } from '../../src/core';
import { SHIPPED } from '../core/reminder/shipped';
import { everyText } from './every-text';

const texts = everyText();
const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort();
const of = (...parts: readonly string[]): readonly string[] => sorted(texts.filter(({ name }) => parts.every((part) => `${name}-`.includes(`-${part}-`))).map(({ template }) => templateKey(template)));

test('every shipped text is among the pictures, and each name is there once', () => {
  expect(sorted(texts.map(({ template }) => templateKey(template)))).toEqual(sorted(SHIPPED.map(templateKey)));
  expect(new Set(texts.map(({ name }) => name)).size).toBe(texts.length);
});

test('every mail is there about one invoice and about several, formal and friendly; every reminder and letter with a credit, without an account or a rate, and abroad', () => {
  const all = sorted(SHIPPED.map(templateKey));
  const steps = sorted(SHIPPED.filter(({ reply }) => reply === null).map(templateKey));
  const greeted = sorted(SHIPPED.filter(({ tone }) => tone !== 'formal').map(templateKey));
  expect(of('one', 'formal')).toEqual(all);
  expect(of('several', 'formal')).toEqual(all);
  for (const sample of ['credit-note', 'bare', 'abroad']) expect(of(sample).filter((key) => steps.includes(key))).toEqual(steps);
  // A letter greets in one way only.
  expect(of('friendly')).toEqual(greeted);
  // What a shipped text says to nobody in particular is not held back, nor remarked on.
  expect(texts.filter(({ findings }) => findings.length > 0).map(({ name, findings }) => `${name}: ${findings.join(', ')}`)).toEqual([]);
});

/** Body lines that are sentences, not rows of a table. */
const sentences = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '' && !/ {3}/.test(line));
const breaking = (rule: (text: string, written: (typeof texts)[number]) => boolean): readonly string[] => texts.filter((written) => rule(written.text.text, written)).map(({ name }) => name);

test('a reminder or a letter that asks for less than the invoice says why: the credit note, the part under dispute, the money not yet allocated', () => {
  expect(breaking((text, { sample, template }) => sample === 'credit-note' && template.reply === null && !(text.includes('AV-2026-0012') && /100,00|100\.00/.test(text) && /[ €]50[,.]00/.test(text)))).toEqual([]);
});

test('a statement of account names the credit note that it took off', () => {
  expect(breaking((text, { sample, template }) => sample === 'credit-note' && template.reply === 'statement' && !text.includes('AV-2026-0012'))).toEqual([]);
});

test('no text gives the account for a sum in a foreign currency without a word about it', () => {
  expect(breaking((text, { sample }) => sample === 'abroad' && text.includes('FR76') && !text.includes('GBP'))).toEqual([]);
});

test('in a sentence one is written as a word', () => {
  expect(breaking((text) => sentences(text).some((line) => /(^|[ \u00a0])1[ \u00a0](autre|échéance|facture|other|instalment|invoice)/.test(line)))).toEqual([]);
});

test('a text speaks of its points only where it made some, and of other documents only where it sent some', () => {
  expect(breaking((text) => /l’un de ces points|anything here differs/.test(text) && !/Comme convenu|contestation|As agreed|dispute/.test(text))).toEqual([]);
  expect(breaking((text) => /manquerait encore|any other document/.test(text) && !/FA-2026/.test(text))).toEqual([]);
});

test('every statement of penalties says how they were reckoned, and every telephone number stays on one line', () => {
  expect(breaking((text) => /Décompte des|Statement of late-payment/.test(text) && !/Intérêts simples|Simple interest/.test(text))).toEqual([]);
  expect(breaking((text, { text: { html } }) => /\(03 20/.test(html))).toEqual([]);
});

test('in a table no day, amount or word is broken, and a label breaks before its instalment alone', () => {
  const broken = ({ text: { html } }: (typeof texts)[number]): readonly string[] =>
    Array.from(html.matchAll(/<t[dh]([^>]*)>(.*?)<\/t[dh]>/g)).flatMap(([, attributes = '', content = '']) => (content.includes('&nbsp;') || attributes.includes('nowrap') || content.length > 60 ? [] : [content]));
  expect([...new Set(texts.flatMap(broken))]).toEqual([]);
  expect(texts.some(({ text: { html } }) => html.includes('FA-2026-0318,<br>échéance 1 sur 2'))).toBe(true);
});
