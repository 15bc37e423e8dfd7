import type { ManifestFiles, Report } from './fault';
import { childrenOf } from './xml';
import type { Element } from './xml';

/** Languages beside the default one that every text is written in. */
const LOCALES = ['en-US', 'en-GB'];

/** The text and its translations: there in every language, and none too long. */
export function checkTexts(element: Element, where: string, limit: number, report: Report): void {
  within(where, element.attributes['DefaultValue'] ?? '', limit, report);
  const overrides = childrenOf(element, 'Override');
  for (const { attributes } of overrides) within(`${where} (${attributes['Locale'] ?? ''})`, attributes['Value'] ?? '', limit, report);
  for (const locale of LOCALES) {
    const given = overrides.filter(({ attributes }) => attributes['Locale'] === locale);
    if (given.length === 0 || given[0]?.attributes['Value'] === '') report('locale', `${where}: no text for ${locale}`);
    if (given.length > 1) report('locale', `${where}: several texts for ${locale}`);
  }
}

export function within(where: string, value: string, limit: number, report: Report): void {
  if (value.length > limit) report('length', `${where}: ${value.length} characters, at most ${limit}`);
}

export function measure(url: string, size: number, where: string, files: ManifestFiles, report: Report): void {
  const found = files.iconSize(url);
  if (found === null) report('icon-size', `${where}: no PNG behind ${url}`);
  else if (found.width !== size || found.height !== size) report('icon-size', `${where}: ${url} is ${found.width} x ${found.height}, not ${size}`);
}
