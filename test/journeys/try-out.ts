import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Frame, FrameLocator, Locator, Page, Route } from 'playwright-core';
import type { LogEntry, LogFact } from '../../src/core';
import type { TryOut, TryOutOptions } from '../../src/demo/main';
import type { OfficeControl } from '../../src/demo/outlook/mailbox';
import { launch, openMailbox, startBuilt } from '../demo/mailbox-page';
import type { OpenMailbox } from '../demo/mailbox-page';

export { launch };

/** Patience for one state: the machine of the tests is shared. */
const STATE_MS = 20_000;
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** No-break spaces as plain ones: for sentences whose typography another test holds. */
export const plainSpaces = (text: string): string => text.replace(/\s+/g, ' ').trim();

export interface ServerFault {
  /** Later calls to these paths work again. */
  end(): Promise<void>;
  /** How many calls it has hit. */
  readonly hits: () => number;
}

/** One clerk before one browser window: what is seen is read from the page, what is done is done with its buttons. */
export class Clerk {
  readonly page: Page;
  readonly pane: FrameLocator;

  constructor(private readonly box: OpenMailbox, readonly url: string) {
    this.page = box.page;
    this.page.setDefaultTimeout(STATE_MS);
    this.pane = this.page.frameLocator('iframe[title="Relance"]');
  }

  get complaints(): readonly string[] {
    return this.box.complaints;
  }
  office<T>(ask: (office: OfficeControl) => T): Promise<T> {
    return this.box.office(ask);
  }
  close(): Promise<void> {
    return this.box.close();
  }

  /* ---- the mailbox ---- */

  get list(): Locator {
    return this.page.getByRole('region', { name: 'Messages' });
  }
  row(subject: string): Locator {
    return this.list.getByRole('button').filter({ has: this.page.getByText(subject, { exact: true }) }).first();
  }
  async openFolder(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Dossiers' }).getByRole('button', { name: new RegExp(`^${name}`) }).click();
  }
  /** Clicks on a thread and waits until the pane speaks of this customer. */
  async openThread(subject: string, heading: string | RegExp): Promise<void> {
    await this.row(subject).click();
    await this.heading(heading).waitFor();
  }
  get compose(): Locator {
    return this.page.getByRole('region', { name: 'Message en cours' });
  }
  get composed(): Locator {
    return this.compose.getByRole('textbox', { name: 'Corps du message' });
  }
  async send(): Promise<void> {
    await this.compose.getByRole('button', { name: 'Envoyer' }).click();
    await this.compose.waitFor({ state: 'detached' });
  }
  async changeDate(iso: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Changer la date' }).click();
    await this.page.getByLabel('Aujourd’hui, dans la boîte d’essai').fill(iso);
    await this.page.getByRole('button', { name: 'Valider' }).click();
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  /* ---- the pane ---- */

  heading(name: string | RegExp): Locator {
    return this.pane.getByRole('heading', { level: 1, name });
  }
  /** The raised card, whatever its title. */
  get card(): Locator {
    return this.pane.locator('section[aria-labelledby="next-step-title"]');
  }
  /** Waits until the card bears this title. */
  async step(title: string | RegExp): Promise<void> {
    await this.card.getByRole('heading', { level: 2, name: title }).waitFor();
  }
  async cardText(): Promise<string> {
    return plainSpaces(await this.card.innerText());
  }
  /** Waits until the card says this. */
  async says(words: string | RegExp): Promise<void> {
    await this.card.getByText(words).first().waitFor();
  }
  /** Menus come with a file of their own, after the first card. */
  async menusReady(): Promise<void> {
    await this.pane.locator('[aria-haspopup="menu"]').first().waitFor();
  }
  get journal(): Locator {
    return this.pane.getByRole('region', { name: /^(Journal|Log)$/ });
  }
  button(name: string | RegExp): Locator {
    return this.pane.getByRole('button', { name, exact: typeof name === 'string' });
  }
  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }
  /** An entry of a menu of the pane. */
  async pick(menu: string | RegExp, entry: string | RegExp): Promise<void> {
    await this.button(menu).click();
    await this.pane.getByRole('menuitem', { name: entry }).or(this.pane.getByRole('menuitemradio', { name: entry })).click();
  }
  get alert(): Locator {
    return this.pane.getByRole('alert');
  }
  /** The bar with this title. */
  async alerted(title: string | RegExp): Promise<void> {
    await this.alert.filter({ hasText: title }).first().waitFor();
  }
  get toast(): Locator {
    return this.pane.locator('.toast');
  }
  frame(): Frame {
    return this.box.pane();
  }

  /* ---- what the log holds, asked as the pane asks ---- */

  async entries(debtor: string): Promise<readonly LogEntry[]> {
    const answer = await this.frame().evaluate(async (id) => {
      const response = await fetch(`/api/v1/debtors/${id}/entries`, { headers: { accept: 'application/json' } });
      return (await response.json()) as { value: unknown };
    }, debtor);
    return answer.value as readonly LogEntry[];
  }
  /** The facts noted since the clerk sat down. */
  async noted(debtor: string, before: number): Promise<readonly LogFact[]> {
    const entries = await this.entries(debtor);
    return [...entries].sort((a, b) => a.seq - b.seq).slice(before).map(({ fact }) => fact);
  }

  /* ---- trouble between pane and server ---- */

  private async fault(path: RegExp, does: (route: Route) => Promise<void>): Promise<ServerFault> {
    let hits = 0;
    const matches = (url: URL): boolean => path.test(url.pathname);
    const handler = async (route: Route): Promise<void> => {
      hits += 1;
      await does(route);
    };
    await this.page.route(matches, handler);
    return { end: () => this.page.unroute(matches, handler), hits: () => hits };
  }
  unreachable(path = /^\/api\//): Promise<ServerFault> {
    return this.fault(path, (route) => route.abort('connectionrefused'));
  }
  answering(status: number, body: string, contentType = 'text/html', path = /^\/api\//): Promise<ServerFault> {
    return this.fault(path, (route) => route.fulfill({ status, contentType, body }));
  }
  /** The call reaches the server, its answer is lost on the way. */
  losingAnswers(path: RegExp): Promise<ServerFault> {
    return this.fault(path, async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
  }
  /** Calls wait until the fault ends, then go through. */
  async stalling(path = /^\/api\//): Promise<ServerFault> {
    let release: () => void = () => undefined;
    const released = new Promise<void>((done) => {
      release = done;
    });
    const fault = await this.fault(path, async (route) => {
      await released;
      // A call that the pane has given up is gone by then.
      await route.continue().catch(() => undefined);
    });
    return {
      hits: fault.hits,
      end: async () => {
        release();
        await fault.end();
      },
    };
  }

  /* ---- axe ---- */

  async violations(where: Page | Frame = this.frame()): Promise<readonly string[]> {
    if (!(await where.evaluate(() => 'axe' in window))) await where.evaluate(AXE);
    // A button that has just become ready fades in: half-way colours are not what is judged.
    await where.evaluate(() => Promise.allSettled(document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished)).then(() => undefined));
    // Fluent's focus keeper (tabster) puts stops around an open menu that send the focus on at once: never met, never read.
    const results = await where.evaluate(() => (window as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResults> } }).axe.run({ exclude: [['[data-tabster-dummy]']] }, { iframes: false, resultTypes: ['violations'] }));
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message).join(' ')}`).join(' | ')}`);
  }
}

export interface OpenOptions {
  readonly context?: BrowserContextOptions;
  /** The first screen is another one than a thread with a heading. */
  readonly path?: string;
  /** Set up before the first request. */
  readonly before?: (page: Page) => Promise<unknown>;
}

export const startTryOut = (options: TryOutOptions = {}): Promise<TryOut> => startBuilt(options);

/** Opens the mailbox; the pane is drawn. */
export async function sitDown(browser: Browser, tryOut: TryOut, { context = {}, path = '', before }: OpenOptions = {}): Promise<Clerk> {
  const clerk = new Clerk(await openMailbox(browser, `${tryOut.url}${path}`, context, before), tryOut.url);
  await clerk.pane.getByRole('heading', { level: 1 }).waitFor();
  return clerk;
}

/** A file of tests: one browser for all, a fresh company and a fresh window for each. */
export interface Day {
  readonly browser: () => Browser;
  readonly tryOut: () => TryOut;
  readonly clerk: () => Clerk;
}
