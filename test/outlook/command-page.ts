import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Mail } from './pane-page';

const script = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
const OFFICE = `${script('fake-office.js')};${script('command-office.js')}`;

export interface Bar {
  readonly key: string;
  readonly type: string;
  readonly message: string;
  readonly actions?: readonly { readonly actionType: string; readonly actionText: string; readonly commandId: string }[];
}

/** The page that holds the ribbon's functions, as Outlook opens it: without a screen. */
export interface CommandPage {
  readonly page: Page;
  readonly complaints: string[];
  /** Presses the button and waits until the command is over. */
  press(name: 'insertReminder' | 'undoReminder'): Promise<void>;
  set(members: Readonly<Record<string, unknown>>): Promise<void>;
  show(mail: Mail | null): Promise<void>;
  bar(): Promise<readonly Bar[]>;
  forms(): Promise<readonly { readonly how: string; readonly htmlBody: string; readonly toRecipients?: readonly string[] }[]>;
  /** How often each press was completed. */
  completed(): Promise<readonly number[]>;
  associated(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface CommandOptions {
  readonly language?: string;
  /** "Outlook" is classic Windows or Mac. */
  readonly hostName?: string;
}

export async function openCommands(browser: Browser, url: string, mail: Mail | null, { language = 'fr-FR', hostName = 'OutlookWebApp' }: CommandOptions = {}): Promise<CommandPage> {
  const context = await browser.newContext({ locale: language });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => { complaints.push(error.stack ?? error.message); });
  await page.addInitScript(`window.outlookLanguage = ${JSON.stringify(language)}; window.outlookHostName = ${JSON.stringify(hostName)};`);
  await page.route('https://appsforoffice.microsoft.com/**', (route) => route.fulfill({ contentType: 'text/javascript', body: `${OFFICE};window.mail.item = ${JSON.stringify(mail)};` }));
  await page.goto(`${url}command.html`);
  return {
    page, complaints,
    press: async (name) => { await page.evaluate(`window.mail.press(${JSON.stringify(name)})`); },
    set: async (members) => { await page.evaluate(`void Object.assign(window.mail, ${JSON.stringify(members)})`); },
    show: async (next) => { await page.evaluate(`window.mail.show(${JSON.stringify(next)})`); },
    bar: () => page.evaluate('window.mail.bar') as Promise<readonly Bar[]>,
    forms: () => page.evaluate('window.mail.forms') as Promise<never>,
    completed: () => page.evaluate('window.mail.completed.map(({ times }) => times)') as Promise<readonly number[]>,
    associated: () => page.evaluate('window.mail.associated()') as Promise<readonly string[]>,
    close: () => context.close(),
  };
}
