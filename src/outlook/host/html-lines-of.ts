import { HtmlLines } from '../../core';
import type { MailLine } from '../../core';

/** Longest HTML that is read of one message, UTF-16 units; the newest words stand first. */
const LONGEST_HTML = 1_000_000;

/** The lines of an HTML body, by the browser's own parser: the document is inert, nothing in it is loaded or run. */
export function linesOfHtml(html: string): readonly MailLine[] {
  const lines = new HtmlLines();
  const { body } = new DOMParser().parseFromString(html.slice(0, LONGEST_HTML), 'text/html');
  let node: Node | null = body;
  while (node !== null && !lines.full) {
    if (node instanceof Element) lines.start(node.localName, (name) => (node as Element).getAttribute(name));
    else if (node instanceof Text) lines.text(node.data);
    let next: Node | null = node.firstChild;
    while (next === null && node !== null) {
      if (node instanceof Element) lines.close(node.localName);
      if (node === body) break;
      next = node.nextSibling;
      if (next === null) node = node.parentNode;
    }
    node = next;
  }
  return lines.done();
}
