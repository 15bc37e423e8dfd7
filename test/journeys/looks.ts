import type { Clerk } from './try-out';

/** How a screen may look: the page's own themes, and the colours that Windows imposes in high contrast. */
export const THEMES = ['light', 'dark', 'high-contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** Widths in CSS pixels; at 200 % a pane of 320 pixels has room for 160. */
export interface Size {
  readonly name: string;
  readonly width: number;
  readonly zoom: 1 | 2;
}
export const SIZES: readonly Size[] = [
  { name: '300', width: 300, zoom: 1 }, { name: '320', width: 320, zoom: 1 }, { name: '450', width: 450, zoom: 1 }, { name: '600', width: 600, zoom: 1 }, { name: '320-at-200', width: 160, zoom: 2 },
];

const HEIGHT = 900;

/** Runs in the pane: gives its frame a size and waits for the frame in which what watches sizes has drawn; an open menu looks for its new place later. */
const SETTLED_AT = async ([width, zoom, height]: readonly [number, number, number]): Promise<void> => {
  Object.assign((window.frameElement as HTMLElement).style, { position: 'fixed', top: '0', left: '0', zIndex: '99', background: 'Canvas', width: `${width}px`, height: `${height}px`, zoom: String(zoom) });
  await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  if (document.querySelector('.fui-MenuPopover') !== null) await new Promise((done) => { setTimeout(done, 50); });
};

/** Puts the theme on while the pane stands there, as a clerk's system does in the evening. */
export async function dress(clerk: Clerk, theme: Theme): Promise<void> {
  const colorScheme = theme === 'light' ? 'light' : 'dark';
  await clerk.page.emulateMedia({ colorScheme, forcedColors: theme === 'high-contrast' ? 'active' : 'none', reducedMotion: 'reduce' });
  await clerk.pane.locator(`.rl-pane[data-theme="${colorScheme}"]`).waitFor();
}

/** Takes the pane out of the mail client and gives it this width; `tall`: as high as what it shows. */
export async function resize(clerk: Clerk, { width, zoom }: Size, tall = false): Promise<void> {
  await clerk.frame().evaluate(SETTLED_AT, [width, zoom, HEIGHT] as const);
  if (!tall) return;
  const height = Math.max(600, await clerk.frame().evaluate(() => document.documentElement.scrollHeight));
  await clerk.frame().evaluate(SETTLED_AT, [width, zoom, height] as const);
}

/** The pane beside the mail again, in the light. */
export async function putBack(clerk: Clerk): Promise<void> {
  await dress(clerk, 'light');
  await clerk.page.locator('iframe[title="Relance"]').evaluate((element) => element.removeAttribute('style'));
}

/**
 * What does not fit: sideways scrolling, text that is cut without its whole standing in a title or squeezed into a few letters a line,
 * an invoice number in two lines, controls outside the pane, outside their card or too small to hit.
 */
export function misfits(clerk: Clerk): Promise<readonly string[]> {
  return clerk.frame().evaluate(() => {
    const found: string[] = [];
    const wide = document.documentElement;
    const name = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className.toString().split(' ')[0] ?? ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    const seen = (element: Element): boolean => element.getClientRects().length > 0 && element.closest('.vh, .skip, [hidden], [data-tabster-dummy]') === null && getComputedStyle(element).visibility === 'visible';
    // Regions that are meant to scroll by themselves: the file's first rows, the letter.
    const scrolls = (element: Element): boolean => element.closest('.scrollx, .txt, textarea, select, input') !== null;
    if (wide.scrollWidth > wide.clientWidth) found.push(`the pane scrolls sideways: ${wide.scrollWidth} in ${wide.clientWidth}`);
    for (const element of document.querySelectorAll('.rl-pane *')) {
      if (!seen(element) || scrolls(element) || element.closest('svg') !== null) continue;
      const box = element.getBoundingClientRect();
      // For screen readers only.
      if (box.width <= 1) continue;
      if (box.width > 0 && (box.right > wide.clientWidth + 0.5 || box.left < -0.5)) found.push(`outside: ${name(element)} ${Math.round(box.left)}..${Math.round(box.right)}`);
      const style = getComputedStyle(element);
      const cut = element.scrollWidth > element.clientWidth + 1 || (style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
      // A menu floats over its card.
      const card = element.closest('.fui-MenuPopover') === null ? element.closest('.card')?.getBoundingClientRect() : undefined;
      if (card !== undefined && box.right > card.right + 0.5) found.push(`outside its card: ${name(element)}`);
      const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim().length > 3);
      if (words.length > 0 && box.width < 48 && box.height > 3.5 * parseFloat(style.lineHeight)) found.push(`squeezed: ${name(element)} ${Math.round(box.width)}x${Math.round(box.height)}`);
      for (const node of words) {
        for (const { 0: number, index } of (node.textContent ?? '').matchAll(/\b(?:[A-Z]{1,4}-)+(?:\d{2,}-?)+\b/g)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + number.length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(`broken: ${number}`);
        }
      }
      if (cut && element.clientWidth > 0 && style.overflowX === 'hidden' && element.closest('[title]') === null && element.querySelector('[title]') === null) found.push(`cut: ${name(element)}`);
      if (element.matches('button, a[href], input, select, textarea, summary, [role="option"]') && !element.matches('.check input') && (box.height < 23.5 || box.width < 23.5)) found.push(`small: ${name(element)} ${Math.round(box.width)}x${Math.round(box.height)}`);
    }
    return [...new Set(found)];
  });
}
