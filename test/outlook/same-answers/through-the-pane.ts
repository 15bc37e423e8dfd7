import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { linesOf } from '../../bench/identify/cases';
import type { LedgerEntry, ThreadCase } from '../../bench/identify/cases';
import { openLedger } from '../../bench/identify/ledger';
import type { OpenLedger } from '../../bench/identify/ledger';
import { openMailbox } from '../../demo/mailbox-page';
import { answerOf, decided, inOutlook } from './answer';
import type { Answer } from './answer';
import { openCaseOffice } from './case-office';
import { openMessage, seen } from './seen';
import { idOf } from './case-mail';

/** One case: what the pane says of it, and what the core says of the same message in Node. */
export interface Compared {
  readonly id: string;
  readonly pane: Answer;
  readonly core: Answer;
}

/** What the pages complained of while the cases of one ledger were read. */
export interface Round {
  readonly compared: readonly Compared[];
  readonly complaints: readonly string[];
}

export const casesOf = (folder: string): { readonly ledgers: readonly LedgerEntry[]; readonly cases: readonly ThreadCase[] } => ({
  ledgers: JSON.parse(readFileSync(join(folder, 'ledgers.json'), 'utf8')) as readonly LedgerEntry[],
  cases: linesOf<ThreadCase>(readFileSync(join(folder, 'cases.jsonl'), 'utf8')),
});

/** The cases of one ledger, one after another in one pinned pane. */
export async function throughThePane(browser: Browser, entry: LedgerEntry, cases: readonly ThreadCase[]): Promise<Round> {
  const ledger = await openLedger(entry);
  const office = await openCaseOffice(entry, cases, ledger);
  const box = await openMailbox(browser, `${office.url}/`);
  try {
    await box.page.frameLocator('iframe[title="Relance"]').getByRole('heading', { level: 1 }).waitFor();
    const compared: Compared[] = [];
    for (const one of cases) compared.push({ id: one.id, pane: await read(one), core: await inNode(one, ledger) });
    return { compared, complaints: box.complaints };
  } finally {
    await box.close();
    await office.close();
    await ledger.close();
  }

  async function read(one: ThreadCase): Promise<Answer> {
    const already = (await box.page.evaluate(() => window.office?.openItem() ?? null)) === idOf(one.id, one.openMessage);
    const answer = await seen(box.page, one.id, !already);
    await openMessage(box, idOf(one.id, one.openMessage));
    return answer;
  }
}

const inNode = async (one: ThreadCase, ledger: OpenLedger): Promise<Answer> => answerOf(await decided(inOutlook(one), ledger));
