import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';
import { createApp } from '../../src/server/app';
import { FileLedger } from '../../src/server/feeds/file-ledger';
import { withoutFeed } from '../../src/server/ledger-service';
import { servePane } from '../../src/server/pane-pages';
import { createRecords } from '../../src/server/records';
import { loadRates } from '../../src/server/rates';
import { openStore } from '../../src/server/store/open-store';
import { loadTemplates } from '../../src/server/templates';
import type { Author, Debtor, DebtorId, Instant, Invoice, LearnedChoice, LogFact, RequestId, TextToSave } from '../../src/core';
import { COMPANY, MARIE, PAUL, STANDARD, aListed, aNewEntry, aProfile, address, at, daysAgo, drafted, sent } from '../core/builders';

const root = join(__dirname, '../..');
const FAKE_OFFICE = readFileSync(join(__dirname, 'fake-office.js'), 'utf8');
const SECRET = 'secret-of-this-start';
const { rates: SHIPPED_RATES } = loadRates(join(root, 'assets/rates'));
const TEMPLATES = loadTemplates(join(root, 'assets/templates'));

export interface Mail {
  readonly id: string;
  readonly conversation: string | null;
  readonly subject: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly sent: string;
  readonly text: string;
  readonly html?: string;
  /** It is being written, not read; then `conversation` may be null, and `text` is the body as it stands. */
  readonly compose?: boolean;
  readonly type?: 'html' | 'text';
  readonly cc?: readonly string[];
  readonly files?: readonly string[];
}
/** The open draft as the mailbox holds it. */
export interface Draft {
  readonly body: string;
  readonly subject: string;
  readonly files: readonly string[];
}
export const aMail = (over: Partial<Mail> = {}): Mail => ({
  id: 'mail-1', conversation: 'thread-1', subject: 'Facture FA-2026-0297', from: 'compta@garage-canigou.fr', to: ['marie@atelier-nord.fr'], sent: '2026-11-20T09:00:00.000Z', text: 'Bonjour,\nnous revenons vers vous.\n', ...over,
});

/** A new message to the garage, with the clerk's signature in it. */
export const aDraft = (over: Partial<Mail> = {}): Mail => aMail({ id: 'draft-1', conversation: null, subject: '', from: 'marie@atelier-nord.fr', to: ['compta@garage-canigou.fr'], text: '<div>-- <br>Marie Lefèvre</div>', compose: true, ...over });

/** A real server with the built pane, over a store in memory. */
export class Office {
  now: Instant = at('2026-11-23T08:12:00.000Z');
  down = false;
  /** How long an answer takes; those under way are let go when it becomes less. */
  slowMs = 0;
  private constructor(readonly url: string, private readonly stop: () => Promise<void>, private readonly records: (author: Author) => ReturnType<typeof createRecords>) {}

  static async open(ledger: { readonly debtors: readonly Debtor[]; readonly invoices: readonly Invoice[] } | null): Promise<Office> {
    const store = await openStore('sqlite::memory:');
    await store.saveSettings(COMPANY, { profile: aProfile({ addresses: [address('marie@atelier-nord.fr')], domains: ['atelier-nord.fr'] }), overrides: { company: [], freeMail: [] } });
    let office: Office | null = null;
    const clock = { now: (): Instant => office?.now ?? at('2026-11-23T08:12:00.000Z') };
    if (ledger !== null) await store.importLedger(COMPANY, { source: { name: 'Sage 100', kind: 'file', asOf: at('2026-11-23T07:12:00.000Z') }, ...ledger, problems: [], rows: ledger.invoices.length }, clock.now());
    const quiet = { info: () => undefined, error: (fields: Readonly<Record<string, unknown>>) => { process.stderr.write(`${JSON.stringify(fields)}\n`); } };
    const { templates } = TEMPLATES;
    const feed = ledger === null ? new FileLedger({ store, tenant: COMPANY, company: COMPANY, clock, path: null, documentsFolder: null, report: () => undefined }) : withoutFeed(store, COMPANY);
    const app = createApp({ store, clock, company: COMPANY, user: MARIE, ledger: feed, templates, rates: SHIPPED_RATES, log: quiet, door: { hosts: ['localhost', '127.0.0.1'], secret: SECRET } });
    const pane = join(root, 'dist/outlook');
    if (!existsSync(join(pane, 'index.html'))) throw new Error('the pane is not built: npm run build');
    servePane(app, { folder: pane, secret: SECRET });
    const untilAwake = async (): Promise<void> => {
      for (const since = performance.now(); performance.now() - since < (office?.slowMs ?? 0);) await new Promise((done) => { setTimeout(done, 20); });
    };
    const server = createServer((request, response) => {
      const serve = getRequestListener(app.fetch);
      if (office?.down === true && request.url?.startsWith('/api/') === true) request.socket.destroy();
      else if (request.url?.startsWith('/api/') === true) void untilAwake().then(() => serve(request, response));
      else void serve(request, response);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    office = new Office(`http://localhost:${port}/`, async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await store.close();
    }, (author) => createRecords({ store, clock, company: COMPANY, author, templates, rates: SHIPPED_RATES }));
    return office;
  }

  /** Something that a colleague (or this clerk, another day) put into the log. */
  async note(debtor: DebtorId, fact: LogFact, author: Author = PAUL, now: Instant = this.now): Promise<void> {
    const before = this.now;
    this.now = now;
    const answer = await this.records(author).append(aNewEntry(fact, { debtor, requestId: `test-${Math.floor(performance.now() * 1000)}` as RequestId, policyVersion: STANDARD }), null);
    this.now = before;
    if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.problem)}`);
  }

  /** A choice that a colleague had remembered. */
  async learn(choice: LearnedChoice, author: Author = PAUL): Promise<void> {
    const answer = await this.records(author).learn(choice);
    if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.problem)}`);
  }

  /** A text that a colleague saved. */
  async saveText(text: TextToSave, author: Author = PAUL): Promise<void> {
    const answer = await this.records(author).saveTemplate(text);
    if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.problem)}`);
  }

  /** R1 went out 11 days ago. */
  async remindedBefore(debtor: DebtorId): Promise<void> {
    const file = await this.records(MARIE).caseFile(debtor);
    if (!file.ok) throw new Error(file.problem.code);
    const invoice = file.value.invoices.find(({ number }) => number === 'FA-2026-0297');
    if (invoice === undefined) throw new Error('no such invoice');
    const day = at('2026-11-12T09:00:00.000Z');
    await this.note(debtor, drafted({ invoices: [aListed({ of: invoice, step: 'R1' })] }), PAUL, day);
    await this.note(debtor, sent({ sentOn: daysAgo(11) }), PAUL, day);
  }

  async log(debtor: DebtorId): Promise<readonly LogFact[]> {
    const file = await this.records(MARIE).caseFile(debtor);
    if (!file.ok) throw new Error(file.problem.code);
    return file.value.entries.map(({ fact }) => fact);
  }
  /** The id that the store gave to the customer with this code. */
  async debtor(words: string): Promise<DebtorId> {
    const found = await this.records(MARIE).search(words);
    if (!found.ok || found.value[0] === undefined) throw new Error(`nobody found for ${words}`);
    return found.value[0].id;
  }
  close(): Promise<void> {
    return this.stop();
  }
}

export { launch } from '../demo/mailbox-page';

export interface OpenPane {
  readonly page: Page;
  readonly complaints: string[];
  show(mail: Mail | null): Promise<void>;
  /** The forms that the mailbox was asked to open. */
  forms(): Promise<readonly { readonly how: string; readonly htmlBody: string; readonly subject?: string; readonly toRecipients?: readonly string[] }[]>;
  refuse(code: number | null): Promise<void>;
  /** A call that gets an error code, or no answer at all; null: it works again. */
  fault(call: string, fault: number | 'silent' | null): Promise<void>;
  draft(): Promise<Draft>;
  close(): Promise<void>;
}

export async function openPane(browser: Browser, url: string, mail: Mail | null, options: BrowserContextOptions & { readonly language?: string; readonly outside?: boolean; readonly clipboard?: boolean; readonly platform?: string; readonly version?: string } = {}): Promise<OpenPane> {
  const { language = 'fr-FR', outside = false, clipboard = true, platform = 'OfficeOnline', version = '1.15', ...context } = options;
  const own = await browser.newContext({ viewport: { width: 320, height: 700 }, locale: language, permissions: ['clipboard-write', 'clipboard-read'], ...context });
  const page = await own.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => { complaints.push(error.stack ?? error.message); });
  await page.addInitScript(`window.outlookLanguage = ${JSON.stringify(language)}; window.outsideOutlook = ${outside}; window.outlookPlatform = ${JSON.stringify(platform)}; window.mailboxVersion = ${JSON.stringify(version)};`);
  if (!clipboard) await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
  await page.route('https://appsforoffice.microsoft.com/**', (route) => route.fulfill({ contentType: 'text/javascript', body: `${FAKE_OFFICE};window.mail.item = ${JSON.stringify(mail)};` }));
  await page.goto(url);
  return {
    page, complaints,
    show: (next) => page.evaluate(`window.mail.show(${JSON.stringify(next)})`) as Promise<void>,
    forms: () => page.evaluate('window.mail.forms') as Promise<never>,
    refuse: (code) => page.evaluate(`window.mail.refuse = ${JSON.stringify(code)}`) as Promise<void>,
    fault: (call, fault) => page.evaluate(`window.mail.faults[${JSON.stringify(call)}] = ${fault === null ? 'undefined' : JSON.stringify(fault)}`) as Promise<void>,
    draft: () => page.evaluate('window.mail.draft') as Promise<Draft>,
    close: () => own.close(),
  };
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export async function axe(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  // A button that has just become ready fades in: half-way colours are not what is judged.
  await page.evaluate('Promise.allSettled(document.getAnimations().filter((each) => each.effect.getComputedTiming().iterations !== Infinity).map((each) => each.finished)).then(() => undefined)');
  const results = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as AxeResults;
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary?.replace(/\s+/g, ' ').slice(0, 200) ?? ''}`).join(' | ')}`);
}

/** Pictures for people to look at, where PANE_SHOTS names a folder: of a whole page, or of a place in it. */
export async function shot(of: Page | Locator, name: string): Promise<void> {
  const folder = process.env['PANE_SHOTS'];
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await ('goto' in of ? of.screenshot({ path, fullPage: true }) : of.screenshot({ path }));
}
