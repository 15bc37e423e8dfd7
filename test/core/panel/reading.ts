import type { Language } from '../../../src/core';

/** Ids, tags and values that a renderer needs and nobody reads. */
const UNREAD: readonly string[] = ['action', 'invoice', 'entry', 'id', 'kind', 'code', 'intent', 'icon', 'bucket', 'stage', 'state', 'value', 'currency'];

/** Every string of a view that is read, with the path to it. */
export function strings(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each, at) => strings(each, `${path}[${at}]`));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, each]) => (UNREAD.includes(key) ? [] : strings(each, `${path}.${key}`)));
  return [];
}

/** The labels of all buttons of a view. */
export function labels(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(labels);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'action' in value && 'label' in value && typeof value.label === 'string' ? [value.label] : [];
  return [...own, ...Object.values(value).flatMap(labels)];
}

/** Faults of a text that a reader would see. */
export function faultsOf(text: string, language: Language): readonly string[] {
  const faults: string[] = [];
  if (/undefined|\[object|NaN|\{\{|\bnull\b/.test(text)) faults.push(`a hole: ${text}`);
  if (/ {2}|\.\.(?!\.)|[^·]\s[.,]|\s$|^\s|· ·|\( |\(\)/.test(text)) faults.push(`spacing: ${text}`);
  if (/(^|\D)1 (jours|invoices|days|factures|clients|customers|rows|lignes)\b/.test(text)) faults.push(`one of many: ${text}`);
  if (language === 'fr') {
    if (/'/.test(text)) faults.push(`straight apostrophe: ${text}`);
    if (/[ ][;!?:€%»]|«[ ]|[^\s\u00a0\u202f(]([;!?]|:(?!\d|\/))/.test(text)) faults.push(`space before a mark: ${text}`);
    if (/\d[ ]\d{3}(,\d|\u00a0€)/.test(text)) faults.push(`breaking thousands: ${text}`);
  }
  return faults;
}
