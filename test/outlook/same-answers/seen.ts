import type { Page } from 'playwright-core';
import { untilTrue } from '../../demo/until-true';
import type { Answer } from './answer';

/** Patience for one message: the machine of the tests is shared. */
const PATIENCE_MS = 30_000;

interface Asked {
  /** null: nothing is open any more. */
  readonly thread: string | null;
  /** How many messages of the thread are newer than the one that is meant. */
  readonly newer: number;
  readonly patience: number;
}

/**
 * The first card stands and Outlook tells the pane of the next message. A change that comes earlier is found out about too, but
 * by beginning the page anew.
 */
export async function ready(page: Page): Promise<void> {
  await page.frameLocator('iframe[title="Relance"]').getByRole('heading', { level: 1 }).waitFor();
  await untilTrue(page, "window.office.recorded().some(({ action, answer }) => action === 'olkItemSelectedChanged' && answer !== 'open')");
}

/**
 * Opens a message as clicks on its row, and in its thread, do and waits, beside the pane, until it has taken notice and drawn
 * its answer. One journey to the page for each case: the pane's own document tells when it is busy, no clock does.
 */
export async function seen(page: Page, thread: string | null, newer = 0): Promise<Answer> {
  return page.evaluate(async ({ thread: wanted, newer: above, patience }: Asked): Promise<Answer> => {
    const pane = document.querySelector<HTMLIFrameElement>('iframe[title="Relance"]')?.contentDocument ?? null;
    if (pane === null) throw new Error('the pane is not open');
    const isBusy = (): boolean => pane.querySelector('main')?.getAttribute('aria-busy') === 'true';
    const drawn = (): boolean => !isBusy() && pane.querySelector('main h1') !== null;
    await new Promise<void>((done, failed) => {
      let noticed = false;
      let opened = false;
      /** Only while the pane is at rest: what it still reads of the message before would be taken for its notice of this one. */
      const open = (): void => {
        opened = true;
        window.office?.selectThread(wanted);
        if (above > 0) [...document.querySelectorAll<HTMLButtonElement>('article.message button.pick')][above]?.click();
      };
      const look = (changes: readonly MutationRecord[]): void => {
        if (!opened) {
          if (drawn()) open();
          return;
        }
        noticed ||= isBusy() || changes.some(({ oldValue }) => oldValue === 'true');
        if (!noticed || !drawn()) return;
        watch.disconnect();
        clearTimeout(timer);
        done();
      };
      const watch = new MutationObserver(look);
      const timer = setTimeout(() => failed(new Error(`${String(wanted)}: ${noticed ? 'no answer was drawn' : opened ? 'the pane took no notice' : 'the pane never came to rest'}`)), patience);
      watch.observe(pane, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'], attributeOldValue: true });
      look([]);
    });
    const main = pane.querySelector('main');
    if (main === null) throw new Error('nothing is drawn');
    const text = (of: ParentNode, selector: string): string => of.querySelector(selector)?.textContent ?? '';
    const clues = (of: ParentNode): readonly string[] => [...of.querySelectorAll('li.cl > span.any')].map((each) => each.textContent ?? '');
    const bar = main.querySelector(':scope > .mb');
    if (bar !== null) throw new Error(`${String(wanted)}: the pane complains: ${bar.textContent ?? ''}`);
    const title = text(main, 'h1');
    const candidates = [...main.querySelectorAll('li.cand')];
    if (candidates.length > 0) {
      const more = [...main.querySelectorAll('section.s > p.c2.sec')].map((each) => each.textContent ?? '').join(' ');
      return {
        kind: 'several', said: [title, text(main, 'p.why'), more].join(' | '),
        named: candidates.map((each) => ({ name: text(each, 'h2'), meta: text(each, '.who p.c2'), clues: clues(each) })),
      };
    }
    if (main.querySelector('.who') === null) return { kind: 'none', said: `${title} | ${text(main, 'p.why')}`, named: [] };
    const evidence = main.querySelector('button.ev');
    return {
      kind: 'one', said: evidence === null ? '' : `${text(evidence, '.el')} | ${text(evidence, '.lnk')}`,
      named: [{ name: title, meta: text(main, '.who p.c2'), clues: clues(main.querySelector('.who')?.parentElement ?? main) }],
    };
  }, { thread, newer, patience: PATIENCE_MS } satisfies Asked);
}
