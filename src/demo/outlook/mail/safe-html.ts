/** Mail is untrusted: what is drawn is rebuilt element by element from a short list, never assigned as text. */

const KEPT = new Set(['A', 'B', 'BLOCKQUOTE', 'BR', 'CAPTION', 'CODE', 'DIV', 'EM', 'H1', 'H2', 'H3', 'H4', 'HR', 'I', 'LI', 'OL', 'P', 'PRE', 'S', 'SPAN', 'STRONG', 'SUB', 'SUP', 'TABLE', 'TBODY', 'TD', 'TFOOT', 'TH', 'THEAD', 'TR', 'U', 'UL']);
/** Dropped with all they hold; any other unknown element is dropped and its content kept. */
const GONE = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'MATH', 'NOSCRIPT', 'TITLE', 'HEAD', 'META', 'LINK', 'BASE', 'FORM', 'INPUT', 'BUTTON', 'SELECT', 'TEXTAREA', 'VIDEO', 'AUDIO', 'CANVAS', 'IMG']);
/** No colours: the text must stay readable on light and on dark ground. */
const STYLES = new Set(['border', 'border-top', 'border-bottom', 'border-left', 'border-right', 'border-collapse', 'font-style', 'font-weight', 'margin', 'margin-top', 'margin-bottom', 'padding', 'text-align', 'text-decoration', 'vertical-align', 'white-space', 'width']);
const TABLE_ATTRIBUTES: readonly (readonly [string, RegExp])[] = [['align', /^(left|center|right)$/i], ['cellpadding', /^\d{1,2}$/], ['cellspacing', /^\d{1,2}$/]];
const HARMLESS_VALUE = /^[\w\s.,%#-]{1,80}$/;
const HARMLESS_LINK = /^(https?:|mailto:|tel:)/i;
/** Marks of a quoted message, which the mail programs find again by id. */
const KEPT_IDS = new Set(['appendonsend', 'divRplyFwdMsg', 'Signature']);

/**
 * Read into a document without scripts. Handlers written as attributes are renamed first only because the page's policy
 * reports each of them on the console; the rebuilding drops them anyway.
 */
const parse = (html: string): Document =>
  new DOMParser().parseFromString(html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s/"'])on\w+\s*=/gi, '$1data-dropped=')), 'text/html');

export function safeNodes(html: string): DocumentFragment {
  const source = parse(html);
  const into = document.createDocumentFragment();
  copyChildren(source.body, into);
  return into;
}

function copyChildren(from: Node, into: Node): void {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) into.appendChild(document.createTextNode(child.nodeValue ?? ''));
    else if (child instanceof Element || child.nodeType === Node.ELEMENT_NODE) copyElement(child as Element, into);
  }
}

function copyElement(from: Element, into: Node): void {
  const tag = from.tagName.toUpperCase();
  if (GONE.has(tag)) return;
  if (!KEPT.has(tag)) return copyChildren(from, into);
  const copy = document.createElement(tag);
  for (const name of ['colspan', 'rowspan', 'dir', 'lang', 'title', 'scope']) {
    const value = from.getAttribute(name);
    if (value !== null && value.length < 200) copy.setAttribute(name, value);
  }
  // As Exchange keeps them: amounts stand to the right, cells keep their distance.
  for (const [name, value] of TABLE_ATTRIBUTES) {
    const given = /^(TABLE|T[DHR])$/.test(tag) ? from.getAttribute(name) : null;
    if (given !== null && value.test(given)) copy.setAttribute(name, given);
  }
  if (KEPT_IDS.has(from.id)) copy.id = from.id;
  const style = keptStyle(from.getAttribute('style') ?? '');
  if (style !== '') copy.setAttribute('style', style);
  const href = tag === 'A' ? from.getAttribute('href') : null;
  if (href !== null && HARMLESS_LINK.test(href.trim())) {
    copy.setAttribute('href', href.trim());
    copy.setAttribute('target', '_blank');
    copy.setAttribute('rel', 'noopener noreferrer nofollow');
  }
  copyChildren(from, copy);
  into.appendChild(copy);
}

function keptStyle(style: string): string {
  return style.split(';').flatMap((declaration) => {
    const colon = declaration.indexOf(':');
    const [name, value] = [declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim()];
    return colon > 0 && STYLES.has(name) && HARMLESS_VALUE.test(value) ? [`${name}:${value}`] : [];
  }).join(';');
}

const BLOCKS = new Set(['ADDRESS', 'ARTICLE', 'BLOCKQUOTE', 'DIV', 'H1', 'H2', 'H3', 'H4', 'LI', 'OL', 'P', 'PRE', 'SECTION', 'TABLE', 'TR', 'UL']);

/** Plain text as Outlook gives it: lines ended by CR LF, cells by a tab, a rule as 32 underscores. */
export function textOfHtml(html: string): string {
  const source = parse(html);
  const out: string[] = [];
  const newLine = (): void => { if (out.length > 0 && out[out.length - 1] !== '\n') out.push('\n'); };
  const walk = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        const text = (child.nodeValue ?? '').replace(/[ \t\r\n\f]+/g, ' ');
        const atStart = out.length === 0 || out[out.length - 1] === '\n';
        if (!(atStart && text === ' ')) out.push(atStart ? text.replace(/^ /, '') : text);
        continue;
      }
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      const tag = (child as Element).tagName.toUpperCase();
      if (tag === 'SCRIPT' || tag === 'STYLE' || tag === 'HEAD' || tag === 'TEMPLATE') continue;
      if (tag === 'BR') out.push('\n');
      else if (tag === 'HR') { newLine(); out.push('_'.repeat(32), '\n'); }
      else if (BLOCKS.has(tag)) {
        newLine();
        walk(child);
        newLine();
        if (tag === 'P') out.push('\n');
      } else {
        walk(child);
        if (tag === 'TD' || tag === 'TH') out.push('\t');
      }
    }
  };
  walk(source.body);
  return out.join('').replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim().replace(/\n/g, '\r\n');
}
