import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openLedger } from '../bench/identify/ledger';
import type { OpenLedger } from '../bench/identify/ledger';
import { launch, openMailbox } from '../demo/mailbox-page';
import type { OpenMailbox } from '../demo/mailbox-page';
import { shot } from './pane-page';
import { openCaseOffice } from './same-answers/case-office';
import type { CaseOffice } from './same-answers/case-office';
import { ready, seen } from './same-answers/seen';
import { casesOf } from './same-answers/through-the-pane';

/** A number decides among the customers of an accountant; nothing decides; a customer cites another one's invoice; nobody is meant. */
const ANSWERS: [answer: 'one' | 'several' | 'contradiction' | 'none', id: string][] = [['one', 'U0008'], ['several', 'U0007'], ['contradiction', 'U0149'], ['none', 'U0059']];
const WIDTHS = [320, 450] as const;

const { ledgers, cases } = casesOf(join(__dirname, '../fixtures/threads'));
let browser: Browser;
let ledger: OpenLedger;
let office: CaseOffice;
beforeAll(async () => {
  browser = await launch();
  const of = cases.find(({ id }) => id === ANSWERS[0]?.[1])?.ledger;
  const entry = ledgers.find(({ id }) => id === of);
  if (entry === undefined) throw new Error('no such ledger');
  ledger = await openLedger(entry);
  office = await openCaseOffice(entry, cases.filter((one) => one.ledger === of), ledger);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await office.close();
  await ledger.close();
});

describe.each(['fr-FR', 'en-GB'])('in %s', (locale) => {
  let box: OpenMailbox;
  beforeAll(async () => {
    box = await openMailbox(browser, `${office.url}/?locale=${locale}`, { viewport: { width: 1280, height: 1200 }, colorScheme: 'light' });
    await ready(box.page);
    await seen(box.page, null);
  }, 60_000);
  afterAll(() => box.close());

  test.each(ANSWERS)('the answer “%s” fits a pane of 320 and of 450 pixels', async (answer, id) => {
    const { kind } = await seen(box.page, id);
    expect(kind).toBe(answer === 'contradiction' ? 'several' : answer);
    for (const width of WIDTHS) {
      const overflow = await box.page.evaluate((wide) => {
        const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Relance"]');
        const inside = frame?.contentDocument?.documentElement;
        if (frame === null || inside === undefined) throw new Error('the pane is not open');
        frame.style.cssText = `position: fixed; inset: 0 auto auto 0; z-index: 9; width: ${String(wide)}px; height: 1200px`;
        return [...inside.querySelectorAll<HTMLElement>('main, main *')].filter((each) => each.getClientRects().length > 0 && each.getBoundingClientRect().right > wide + 0.5).map((each) => each.outerHTML.slice(0, 120));
      }, width);
      await shot(box.page.locator('iframe[title="Relance"]'), `${answer}-${width}-${locale.slice(0, 2)}-light`);
      expect(overflow).toEqual([]);
    }
  }, 60_000);
});

test('among twenty-two customers the search is offered before the first, not below the last', async () => {
  const box = await openMailbox(browser, `${office.url}/`);
  const pane = box.page.frameLocator('iframe[title="Relance"]');
  await ready(box.page);
  await seen(box.page, 'U0149');
  expect(await pane.getByRole('button', { name: 'Chercher un client' }).count()).toBe(0);
  await seen(box.page, 'U0007');
  expect(await pane.getByRole('heading', { level: 1 }).innerText()).toBe('22 clients possibles');
  const search = pane.getByRole('button', { name: 'Chercher un client' });
  const [offered, first] = [await search.boundingBox(), await pane.getByRole('listitem').first().boundingBox()];
  expect((offered?.y ?? Infinity) < (first?.y ?? 0)).toBe(true);
  await search.click();
  await pane.getByRole('combobox', { name: 'Chercher un client' }).waitFor();
  await box.close();
}, 60_000);
