import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { everyText } from './every-text';
import type { WrittenText } from './every-text';
import { launch, sitDown, startTryOut } from './try-out';
import type { Clerk } from './try-out';

/** The width at which Outlook on the web shows a draft beside its list and a pane. */
const WIDTH = 600;
const THEMES = ['light', 'dark'] as const;
const RECIPIENT = 'compta@exemple.fr';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const STYLE = `body{font:14px/20px system-ui,sans-serif;margin:0 24px 24px;background:#e8e8e8;color:#222}h2{font-size:16px;margin:0;padding:12px 0}section{border-top:1px solid #999}
.row{display:flex;gap:12px;align-items:flex-start;overflow-x:auto;padding-bottom:12px}img{display:block;box-shadow:0 0 0 1px #bbb;flex:none}pre{margin:0;padding:12px;background:#fff;font:12px/16px monospace;box-shadow:0 0 0 1px #bbb;flex:none}
.bad{color:#a00;font-weight:600}nav{columns:4;font-size:12px;padding:8px 0}`;

function page(texts: readonly WrittenText[]): string {
  const section = ({ name, text, findings }: WrittenText): string =>
    `<section id="${name}"><h2>${name}${findings.length === 0 ? '' : ` <span class="bad">${findings.join(', ')}</span>`}</h2><div class="row">${THEMES.map((theme) => `<img loading="lazy" src="${name}-${theme}.png" alt="">`).join('')}<pre>${escaped(`${text.subject}\n\n${text.text}`)}</pre></div></section>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Relance: every text</title><style>${STYLE}</style></head><body><h1>Every shipped text: ${texts.length}</h1>
<nav>${texts.map(({ name }) => `<a href="#${name}">${name}</a>`).join('<br>')}</nav>${texts.map(section).join('')}</body></html>`;
}

/** Through the real office.js into the compose window, as the pane inserts a text that answers no message. A letter is printed; here it stands as a mail would. */
async function compose(clerk: Clerk, { text }: WrittenText): Promise<void> {
  await clerk.frame().evaluate(([to, subject, htmlBody]) => Office.context.mailbox.displayNewMessageForm({ toRecipients: [to], subject, htmlBody }), [RECIPIENT, text.subject, text.html] as const);
  await clerk.compose.waitFor();
}

async function draw(clerk: Clerk, written: WrittenText, folder: string): Promise<readonly string[]> {
  await compose(clerk, written);
  const { height, wide } = await clerk.compose.evaluate((window, width) => {
    Object.assign(window.style, { position: 'fixed', top: '0', left: '0', zIndex: '99', width: `${width}px`, minHeight: '0' });
    const body = window.querySelector('.body');
    Object.assign((body as HTMLElement).style, { flex: 'none', overflow: 'visible' });
    return { height: Math.ceil(window.getBoundingClientRect().height), wide: [...window.querySelectorAll('.body table')].some((table) => table.getBoundingClientRect().right > width) };
  }, WIDTH);
  await clerk.page.setViewportSize({ width: 1_300, height: Math.max(1_000, height) });
  for (const theme of THEMES) {
    await clerk.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await clerk.page.screenshot({ path: join(folder, `${written.name}-${theme}.png`), clip: { x: 0, y: 0, width: WIDTH, height }, animations: 'disabled', caret: 'hide' });
  }
  writeFileSync(join(folder, `${written.name}.txt`), `${written.text.subject}\n\n${written.text.text}`);
  await clerk.compose.getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await clerk.compose.waitFor({ state: 'detached' });
  return wide ? [written.name] : [];
}

/** Every shipped text in the simulated compose window, light and dark, its plain-text part beside it. @returns how many pictures, and the texts whose table is wider than the window. */
export async function drawTexts(folder: string, say: (line: string) => void): Promise<{ readonly pictures: number; readonly misfits: number }> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const texts = everyText();
  const browser: Browser = await launch();
  const wide: string[] = [];
  try {
    const tryOut = await startTryOut();
    const clerk = await sitDown(browser, tryOut, { context: { viewport: { width: 1_300, height: 1_000 }, reducedMotion: 'reduce' } });
    for (const written of texts) {
      const found = await draw(clerk, written, folder);
      wide.push(...found);
      say(`${written.name}${[...written.findings, ...found.map(() => 'a table is wider than the window')].map((each) => ` ! ${each}`).join('')}`);
    }
    await clerk.close();
    await tryOut.close();
  } finally {
    await browser.close();
  }
  writeFileSync(join(folder, 'index.html'), page(texts));
  return { pictures: texts.length * THEMES.length, misfits: wide.length };
}
