import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { linesOf, threadOf } from '../../bench/identify/cases';
import type { LedgerEntry, ThreadCase } from '../../bench/identify/cases';
import { openLedger } from '../../bench/identify/ledger';
import type { Prediction } from '../../bench/identify/score';
import { openMailbox } from '../../demo/mailbox-page';
import { answerOf, customersOf, decided, inOutlook, predictionOf } from './answer';
import type { Answer } from './answer';
import { idOf } from './case-mail';
import { openCaseOffice } from './case-office';
import { ready, seen } from './seen';
import { inHtml, labelOf } from './written-html';

/** One case: what the pane says of it, and what the core says in Node of the same message and of the whole thread. */
export interface Compared {
  readonly id: string;
  readonly pane: Answer;
  readonly core: Answer;
  readonly whole: Answer;
  /** The pane's answer as the labels have it. */
  readonly prediction: Prediction;
}

/** What the cases of one ledger came to, and what the pages complained of meanwhile. */
export interface Round {
  readonly compared: readonly Compared[];
  readonly complaints: readonly string[];
}

export interface Cases {
  readonly ledgers: readonly LedgerEntry[];
  readonly cases: readonly ThreadCase[];
}

/** What Outlook's view of a thread lacks: cases of which the core says something else when it sees all of it. */
export const needingMore = (compared: readonly Compared[]): readonly Compared[] => compared.filter(({ core, whole }) => !same(core, whole));

/** The pane and the core do not say the same. */
export const different = (compared: readonly Compared[]): readonly Compared[] => compared.filter(({ pane, core }) => !same(pane, core));

const same = (a: Answer, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b);

/** ledgers.json and cases.jsonl of a folder; a mail that quotes comes once as plain text and once in HTML. */
export function casesOf(folder: string): Cases {
  const given = linesOf<ThreadCase>(readFileSync(join(folder, 'cases.jsonl'), 'utf8'));
  return { ledgers: JSON.parse(readFileSync(join(folder, 'ledgers.json'), 'utf8')) as readonly LedgerEntry[], cases: given.flatMap((one) => [one, inHtml(one) ?? []].flat()) };
}

/** The cases of one ledger, one after another in one pinned pane. */
export async function throughThePane(browser: Browser, entry: LedgerEntry, cases: readonly ThreadCase[]): Promise<Round> {
  const ledger = await openLedger(entry);
  const office = await openCaseOffice(entry, cases, ledger);
  const box = await openMailbox(browser, `${office.url}/`);
  try {
    await ready(box.page);
    await seen(box.page, null);
    const customers = customersOf(entry);
    const compared: Compared[] = [];
    for (const one of cases) {
      const pane = await seen(box.page, one.id, newerIn(one));
      const open = await box.office((asked) => asked.openItem());
      if (open !== idOf(one.id, one.openMessage)) throw new Error(`${one.id}: ${String(open)} is open`);
      const [core, whole] = [answerOf(await decided(inOutlook(one), ledger)), answerOf(await decided(threadOf(one), ledger))];
      compared.push({ id: one.id, pane, core, whole, prediction: predictionOf(labelOf(one.id), pane, customers) });
    }
    return { compared, complaints: box.complaints };
  } finally {
    await box.close();
    await office.close();
    await ledger.close();
  }
}

/** How many messages of the thread came after the open one; of two of the same minute the later line is the newer. */
function newerIn({ thread, openMessage }: ThreadCase): number {
  const order = [...thread].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return order.length - 1 - order.findIndex(({ id }) => id === openMessage);
}
