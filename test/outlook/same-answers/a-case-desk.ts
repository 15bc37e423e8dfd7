import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { LedgerEntry, ThreadCase } from '../../bench/identify/cases';
import { openLedger } from '../../bench/identify/ledger';
import type { OpenLedger } from '../../bench/identify/ledger';
import { launch } from '../../demo/mailbox-page';
import { openCaseOffice } from './case-office';
import type { CaseOffice } from './case-office';

/** A browser and a mailbox with these mails and this ledger, for the tests of a file. */
class CaseDesk {
  browser!: Browser;
  ledger!: OpenLedger;
  office!: CaseOffice;
}

export function aCaseDesk(entry: LedgerEntry, cases: readonly ThreadCase[]): CaseDesk {
  const desk = new CaseDesk();
  beforeAll(async () => {
    desk.browser = await launch();
    desk.ledger = await openLedger(entry);
    desk.office = await openCaseOffice(entry, cases, desk.ledger);
  }, 60_000);
  afterAll(async () => {
    await desk.browser.close();
    await desk.office.close();
    await desk.ledger.close();
  });
  return desk;
}
