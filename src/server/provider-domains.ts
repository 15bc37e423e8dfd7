import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The long list of free-mail domains (assets/domains/SOURCES.md). Too large for core: it works where a ledger is read
 * and becomes the absence of a column.
 */
export function providerDomains(assets: string): ReadonlySet<string> {
  const file = join(assets, 'domains', 'free-mail.json');
  if (!existsSync(file)) return new Set();
  const list: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(list)) throw new Error('free-mail.json must hold a list');
  return new Set(list.filter((d): d is string => typeof d === 'string').map((d) => d.toLowerCase()));
}
