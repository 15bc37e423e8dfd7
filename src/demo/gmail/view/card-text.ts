/**
 * The simple HTML that card texts may hold. Whatever is no such tag is text: a bracket from a mail is seen as the bracket
 * that it is, and a tag that Google does not know or that nobody closed stands out instead of being hidden.
 * Tags: https://developers.google.com/workspace/add-ons/concepts/widgets#text_formatting
 */
const TAG = /<(\/?)(b|i|u|s|strong|em|font|a|br)((?:\s+[a-z]+="[^"<>]*")*)\s*\/?>/gi;
const ATTRIBUTE = /([a-z]+)="([^"]*)"/gi;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", '#39': "'", nbsp: '\u00a0' };
const HARMLESS_LINK = /^(https:\/\/|mailto:|tel:)/i;
const COLOUR = /^#[0-9a-f]{6}$/i;

interface Open {
  readonly tag: string;
  readonly node: HTMLElement;
}

export function cardText(html: string): DocumentFragment {
  const root = document.createDocumentFragment();
  const open: Open[] = [];
  const into = (): Node => open[open.length - 1]?.node ?? root;
  const say = (text: string): void => { if (text !== '') into().appendChild(document.createTextNode(decoded(text))); };
  let at = 0;
  for (const found of html.matchAll(TAG)) {
    const [whole, slash = '', name = '', attributes = ''] = found;
    const tag = name.toLowerCase();
    say(html.slice(at, found.index));
    at = found.index + whole.length;
    if (tag === 'br') into().appendChild(document.createElement('br'));
    else if (slash === '') {
      const node = opened(tag, new Map([...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key.toLowerCase(), decoded(value)])));
      into().appendChild(node);
      open.push({ tag, node });
    } else if (open[open.length - 1]?.tag === tag) open.pop();
    else into().appendChild(document.createTextNode(whole));
  }
  say(html.slice(at));
  return root;
}

function opened(tag: string, attributes: ReadonlyMap<string, string>): HTMLElement {
  if (tag === 'font') {
    const node = document.createElement('span');
    const colour = attributes.get('color') ?? '';
    if (COLOUR.test(colour)) {
      node.className = 'tinted';
      node.style.setProperty('--tint', colour);
    }
    return node;
  }
  const node = document.createElement(tag === 'strong' ? 'b' : tag === 'em' ? 'i' : tag);
  const href = attributes.get('href') ?? '';
  if (tag === 'a' && HARMLESS_LINK.test(href)) {
    node.setAttribute('href', href);
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  }
  return node;
}

const decoded = (text: string): string => text.replace(/&(#39|[a-z]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** The words alone, for labels that only a screen reader says. */
export const wordsOf = (html: string): string => cardText(html).textContent ?? '';
