import type { CDPSession, FrameLocator, Page } from 'playwright-core';
import type { SoakThread } from './sample';

interface Watching {
  soakDrawn(heading: string): Promise<number>;
  soakLeak?: unknown[];
}

/** Runs in the pane before anything of it: tells the moment at which the card of a customer is drawn. Whoever looks in from outside would make it lay out early. */
export function watchCard(): void {
  if (!location.pathname.startsWith('/pane/')) return;
  (window as unknown as Watching).soakDrawn = (heading) => new Promise((done) => {
    const look = (): void => {
      if (document.querySelector('h1')?.textContent !== heading || document.querySelector('section[aria-labelledby="next-step-title"] h2') === null) return;
      watch.disconnect();
      requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, characterData: true });
    look();
  });
}

/** The planted leak: the pane keeps what it showed, as a kept list of cards would. */
export function plantLeak(): void {
  if (!location.pathname.startsWith('/pane/')) return;
  const kept: unknown[] = [];
  (window as unknown as Watching).soakLeak = kept;
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver(() => kept.push(Array.from({ length: 4_000 }, () => Math.random()))).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** What the page holds after its garbage was collected. */
export interface Held {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

const WAIT_MS = 60_000;
const CONFIRM = 'Cette relance est-elle partie ?';

/** A clerk who never reloads the pane. */
export class TirelessClerk {
  private readonly pane: FrameLocator;
  private constructor(readonly page: Page, private readonly devtools: CDPSession) {
    this.pane = page.frameLocator('iframe[title="Relance"]');
    page.setDefaultTimeout(WAIT_MS);
  }

  static async sitDown(page: Page): Promise<TirelessClerk> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    await devtools.send('HeapProfiler.enable');
    const clerk = new TirelessClerk(page, devtools);
    await clerk.pane.getByRole('heading', { level: 1 }).waitFor();
    return clerk;
  }

  /** Milliseconds from the choice of another thread in the mailbox to the frame in which its customer's card stands. */
  open({ id, heading }: SoakThread): Promise<number> {
    return this.page.evaluate(async (wanted) => {
      const pane = document.querySelector<HTMLIFrameElement>('iframe[title="Relance"]')?.contentWindow as unknown as Watching | null | undefined;
      if (pane === null || pane === undefined || window.office === undefined) throw new Error('the pane is closed');
      const drawn = pane.soakDrawn(wanted.heading);
      const late = new Promise<never>((_done, failed) => { setTimeout(() => failed(new Error(`the card of ${wanted.heading} was not drawn`)), wanted.wait); });
      const from = performance.timeOrigin + performance.now();
      window.office.selectThread(wanted.id);
      return (await Promise.race([drawn, late])) - from;
    }, { id, heading, wait: WAIT_MS });
  }

  async offersReminder(): Promise<boolean> {
    return (await this.pane.getByRole('button', { name: 'Insérer la relance', exact: true }).count()) > 0;
  }

  /** Inserts, then sends with the mailbox's own button and confirms what no thread proves; or throws the draft away and says so. */
  async insert(sends: boolean): Promise<void> {
    const card = this.pane.locator('section[aria-labelledby="next-step-title"]');
    const compose = this.page.getByRole('region', { name: 'Message en cours' });
    await this.pane.getByRole('button', { name: 'Insérer la relance', exact: true }).click();
    await compose.waitFor();
    await card.getByRole('heading', { level: 2, name: CONFIRM }).waitFor();
    const before = await this.openItem();
    await compose.getByRole('button', { name: sends ? 'Envoyer' : 'Supprimer le brouillon' }).click();
    await compose.waitFor({ state: 'detached' });
    // Our own mail is not answered: that reminder is a new message, and no proof of it comes into this thread.
    if (!sends) await this.pane.getByRole('button', { name: 'Non, supprimée' }).click();
    else if ((await this.openItem()) === before) await this.pane.getByRole('button', { name: 'Oui, envoyée' }).click();
    try {
      await card.getByRole('heading', { level: 2, name: CONFIRM }).waitFor({ state: 'detached' });
    } catch (error) {
      throw new Error(`the draft that was ${sends ? 'sent' : 'thrown away'} is still to be confirmed: ${(await this.pane.locator('body').innerText()).slice(0, 1_500)}`, { cause: error });
    }
  }

  private openItem(): Promise<string | null> {
    return this.page.evaluate(() => window.office?.openItem() ?? null);
  }

  async changeDate(iso: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Changer la date' }).click();
    await this.page.getByLabel('Aujourd’hui, dans la boîte d’essai').fill(iso);
    await this.page.getByRole('button', { name: 'Valider' }).click();
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  async held(): Promise<Held> {
    // What hangs on a timer of the pane (a toast) is not kept for good.
    await this.page.waitForTimeout(6_000);
    for (let again = 0; again < 3; again += 1) await this.devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.devtools.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
  }

  /** The mailbox's own share: what is left when the pane is closed. */
  async closePane(): Promise<void> {
    await this.page.getByRole('button', { name: 'Fermer le volet' }).click();
  }
}
