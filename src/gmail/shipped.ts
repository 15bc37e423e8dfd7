import type { RateTable, Template } from '../core';
import { readRates, readTemplates } from './bundle/assets.cjs';

let templates: readonly Template[] | null = null;
let rates: RateTable | null | undefined;

/** The shipped texts of both languages, whole and checked when the bundle was built; read once per callback. */
export function shippedTemplates(): readonly Template[] {
  templates ??= readTemplates();
  return templates;
}

/** The shipped reference rates; null: none is known. */
export function shippedRates(): RateTable | null {
  if (rates === undefined) rates = readRates();
  return rates;
}
