import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../demo/mailbox-page';
import { casesOf, throughThePane } from './same-answers/through-the-pane';
import type { Round } from './same-answers/through-the-pane';

const FOLDER = join(__dirname, '../fixtures/threads');
const { ledgers, cases } = casesOf(FOLDER);

let browser: Browser;
const rounds = new Map<string, Round>();
beforeAll(async () => {
  browser = await launch();
  for (const entry of ledgers) rounds.set(entry.id, await throughThePane(browser, entry, cases.filter(({ ledger }) => ledger === entry.id)));
}, 600_000);
afterAll(() => browser.close());

describe('the pane in Outlook says of each case what the core says of it', () => {
  test.each(ledgers.map(({ id, own }) => [own.name, id] as const))('in the mailbox of %s', (_, id) => {
    const { compared, complaints } = rounds.get(id) ?? { compared: [], complaints: ['not read'] };
    expect(compared.filter(({ pane, core }) => JSON.stringify(pane) !== JSON.stringify(core))).toEqual([]);
    expect(compared.length).toBe(cases.filter(({ ledger }) => ledger === id).length);
    expect(complaints).toEqual([]);
  });
});
