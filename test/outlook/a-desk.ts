import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { Office, launch, openPane } from './pane-page';
import type { OpenPane } from './pane-page';

/** One browser for the tests of a file; for each of them a mailbox of its own, and the pane that the test opens. */
class Desk {
  browser!: Browser;
  office!: Office;
  pane!: OpenPane;

  async open(mail: Parameters<typeof openPane>[2], options: Parameters<typeof openPane>[3] = {}, url = this.office.url): Promise<void> {
    this.pane = await openPane(this.browser, url, mail, options);
  }

  button(name: string | RegExp): Locator {
    return this.pane.page.getByRole('button', { name });
  }

  editor(): Locator {
    return this.pane.page.getByRole('textbox', { name: 'Message' });
  }

  /** The text of the reminder, ready to be changed. */
  async preview(): Promise<void> {
    await this.button('Aperçu').click();
    await this.editor().getByText('Madame, Monsieur,', { exact: true }).waitFor();
  }

  heading(name: string | RegExp, level?: number): Locator {
    return this.pane.page.getByRole('heading', { name, ...(level === undefined ? {} : { level }) });
  }
}

export function aDesk(ledger: Parameters<typeof Office.open>[0]): Desk {
  const desk = new Desk();
  beforeAll(async () => { desk.browser = await launch(); }, 60_000);
  afterAll(() => desk.browser.close());
  beforeEach(async () => { desk.office = await Office.open(ledger); }, 30_000);
  afterEach(async () => {
    await desk.pane.close();
    await desk.office.close();
  });
  return desk;
}
