import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import ts from 'typescript';
import type { MailLine } from '../../src/core';
import { linesOfHtml } from '../../src/gmail/html-lines-of';
import { LEDGER } from './cases';
import { Office, aMail, launch, openPane } from './pane-page';

let browser: Browser;
beforeAll(async () => { browser = await launch(); }, 60_000);
afterAll(() => browser.close());

const root = join(__dirname, '../..');
const mails = join(root, 'test/fixtures/mail/html');
const HTML = readdirSync(mails).filter((name) => name.endsWith('.html')).map((name): readonly [string, string] => [name, readFileSync(join(mails, name), 'utf8')]);
const DEMO = (JSON.parse(readFileSync(join(root, 'assets/demo/mail.json'), 'utf8')) as { readonly threads: readonly { readonly messages: readonly { readonly html: string }[] }[] }).threads
  .flatMap((thread) => thread.messages.map(({ html }, i): readonly [string, string] => [`try-out, message ${String(i)}`, html]));

/** The three files as one script: a browser without the pane around them. */
function script(): string {
  const source = ['src/core/identify/mail-line.ts', 'src/core/identify/html-lines.ts', 'src/outlook/host/html-lines-of.ts'].map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  const plain = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } }).outputText;
  return `(() => {${plain.replace(/^import .*$/gm, '').replace(/^export /gm, '')}; window.linesOfHtml = linesOfHtml; })();`;
}

describe('the browser’s own parser and the one of hosts without a browser', () => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.newPage();
    await page.addScriptTag({ content: script() });
  }, 60_000);

  const asked: string[] = [];
  const inBrowser = (html: string): Promise<readonly MailLine[]> => page.evaluate((given) => (window as unknown as { linesOfHtml(html: string): readonly MailLine[] }).linesOfHtml(given), html);
  const same = (lines: readonly MailLine[]): unknown => lines.map(({ text, marked, begins }) => [text, marked, begins ?? null]);

  test.each([...HTML, ...DEMO])('read the same lines from %s', async (_, html) => {
    expect(same(await inBrowser(html))).toEqual(same(linesOfHtml(html)));
  }, 20_000);

  test('read the same lines from marks left open', async () => {
    for (const html of ['<p>un<p>deux<div>trois', '<ul><li>un<li>deux</ul>trois', '<blockquote type=cite>un<p>deux</blockquote>trois', '<b>un<br>deux', '<table><tr><td>un<td>deux<tr><td>trois</table>'])
      expect(same(await inBrowser(html))).toEqual(same(linesOfHtml(html)));
  }, 20_000);

  test('nothing of the mail is loaded or run', async () => {
    page.on('request', (request) => asked.push(request.url()));
    const ran = await inBrowser('<p>oui</p><img src="https://pixel.example/1.png" onerror="window.ran = 1"><script>window.ran = 1</script><link rel=stylesheet href="https://pixel.example/x.css"><iframe src="https://pixel.example/f"></iframe>');
    expect(ran.map(({ text }) => text).filter((text) => text !== '')).toEqual(['oui']);
    await page.waitForTimeout(300);
    expect(asked).toEqual([]);
    expect(await page.evaluate('window.ran')).toBeUndefined();
  }, 20_000);
});

describe('the pane', () => {
  test('brings no parser of its own', () => {
    const dist = join(root, 'dist/outlook');
    const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    for (const name of scripts) expect(readFileSync(join(dist, name), 'utf8')).not.toMatch(/onopentagname|openImpliesClose/);
  });

  const QUOTING = aMail({
    subject: 'question', text: 'Bonjour, où en est-on ?\nDzień dobry\nfacture FA-2026-0297\n',
    html: '<div>Bonjour, où en est-on ?</div><blockquote type="cite"><div>Dzień dobry</div><div>facture FA-2026-0297</div></blockquote>',
  });
  const told = async (mail: Parameters<typeof openPane>[2], faults: Readonly<Record<string, unknown>>): Promise<string> => {
    const office = await Office.open(LEDGER);
    const pane = await openPane(browser, office.url, null);
    try {
      await pane.page.evaluate(([shown, wrong]) => {
        const { mail: host } = window as unknown as { mail: { faults: unknown; show(item: unknown): void } };
        host.faults = wrong;
        host.show(shown);
      }, [mail, faults] as const);
      await pane.page.getByRole('heading', { name: 'Garage du Canigou' }).waitFor();
      const line = pane.page.getByText(/FA-2026-0297 \((?:message|message cité)\)/).first();
      await line.waitFor({ state: 'attached' });
      return (await line.textContent()) ?? '';
    } finally {
      await pane.close();
      await office.close();
    }
  };

  test('says that a number stands in what the mail quotes, which only its HTML shows', async () => {
    expect(await told(QUOTING, {})).toContain('cité');
  }, 60_000);

  test.each([['never comes', 'silent'], ['is refused', 9020]])('decides by the text where the HTML %s', async (_, fault) => {
    expect(await told(QUOTING, { 'body.getAsync html': fault })).not.toContain('cité');
  }, 60_000);
});
