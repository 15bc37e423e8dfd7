import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { figuresOf, LABELLED } from '../../bench/quotes';

describe('the labelled mails', () => {
  const quiet = (): void => undefined;

  test.each(['', 'french', 'crisp-reply', 'crisp-forward', 'zapier'])('what was written this time and whom it quotes is right in at least 95 of 100 (%s)', (folder) => {
    const missed: string[] = [];
    const figures = figuresOf(join(LABELLED, folder), { broken: false, say: (fact) => fact.startsWith('MISS') && missed.push(fact) });
    if (figures.some((figure) => !figure.ok)) throw new Error(missed.join('\n'));
    expect(figures).toHaveLength(3);
  });

  test('a splitter that parts nothing is found out', () => {
    expect(figuresOf(LABELLED, { broken: true, say: quiet }).some((figure) => !figure.ok)).toBe(true);
  });
});
