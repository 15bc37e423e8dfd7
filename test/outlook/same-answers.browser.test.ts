import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { linesOf } from '../bench/identify/cases';
import { score } from '../bench/identify/score';
import type { Label } from '../bench/identify/score';
import { launch } from '../demo/mailbox-page';
import { casesOf, different, needingMore, throughThePane } from './same-answers/through-the-pane';
import type { Round } from './same-answers/through-the-pane';
import { labelOf } from './same-answers/written-html';

const FOLDER = join(__dirname, '../fixtures/threads');
const LABELS = linesOf<Label>(readFileSync(join(FOLDER, 'labels.jsonl'), 'utf8'));
const { ledgers, cases } = casesOf(FOLDER);

let browser: Browser;
const rounds: Round[] = [];
beforeAll(async () => {
  browser = await launch();
  for (const entry of ledgers) rounds.push(await throughThePane(browser, entry, cases.filter(({ ledger }) => ledger === entry.id)));
}, 600_000);
afterAll(() => browser.close());

test('the pane in Outlook says of every labelled mail what the core says of it in Node: the customer, the candidates and their order, the clues', () => {
  const compared = rounds.flatMap((round) => round.compared);
  expect(different(compared).map(({ id, pane, core }) => ({ id, pane, core }))).toEqual([]);
  expect(compared.map(({ id }) => id).sort()).toEqual(cases.map(({ id }) => id).sort());
  expect([...new Set(compared.map(({ pane }) => pane.kind))].sort()).toEqual(['none', 'one', 'several']);
});

test('no mail is put down to a wrong customer because Outlook shows one message of the thread', () => {
  const compared = rounds.flatMap((round) => round.compared);
  expect(needingMore(compared).length).toBeGreaterThan(0);
  // A mail that was read in both forms is judged in both.
  for (const form of [compared.filter(({ id }) => labelOf(id) === id), compared.filter(({ id }) => labelOf(id) !== id)]) {
    const predictions = form.map(({ prediction }) => prediction);
    const judged = score(LABELS.filter(({ id }) => predictions.some((prediction) => prediction.id === id)), predictions);
    expect([...judged.outcomeOf].filter(([, outcome]) => outcome === 'wrongDebtor')).toEqual([]);
    expect(judged.forbidden).toBe(0);
    expect(predictions.flatMap(({ candidates }) => candidates).filter((candidate) => candidate.startsWith('not in the ledger'))).toEqual([]);
  }
});

test('nothing was asked of Outlook that it does not offer, and nothing failed', () => {
  expect(rounds.flatMap(({ complaints }) => complaints)).toEqual([]);
});
