import { SaxesParser } from 'saxes';

/** One element of a manifest: local names, attributes by local name. */
export interface Element {
  readonly name: string;
  /** The name space that it stands in. */
  readonly space: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** @returns the root, or what is not well-formed. */
export function parseXml(xml: string): { readonly root: Element } | { readonly broken: string } {
  const parser = new SaxesParser({ xmlns: true });
  const stack: Element[] = [];
  let root: Element | null = null;
  let broken: string | null = null;
  parser.on('error', (error) => {
    broken ??= error.message;
  });
  parser.on('doctype', () => {
    broken ??= 'a manifest has no DOCTYPE';
  });
  parser.on('opentag', (tag) => {
    const element: Element = { name: tag.local, space: tag.uri, attributes: Object.fromEntries(Object.values(tag.attributes).map((attribute) => [attribute.local, attribute.value])), children: [], text: '' };
    stack[stack.length - 1]?.children.push(element);
    root ??= element;
    stack.push(element);
  });
  parser.on('text', (text) => {
    const top = stack[stack.length - 1];
    if (top !== undefined) top.text += text;
  });
  parser.on('closetag', () => void stack.pop());
  parser.write(xml).close();
  if (broken !== null) return { broken };
  return root === null ? { broken: 'no element' } : { root };
}

export function* walk(element: Element): Generator<Element> {
  yield element;
  for (const each of element.children) yield* walk(each);
}

export const child = (element: Element, name: string): Element | undefined => element.children.find((each) => each.name === name);
export const childrenOf = (element: Element, name: string): readonly Element[] => element.children.filter((each) => each.name === name);

/** The elements of this VersionOverrides block, not of a block inside it. */
export function* own(overrides: Element): Generator<Element> {
  for (const each of overrides.children) if (each.name !== 'VersionOverrides') yield* walk(each);
}
