import type { Language } from '../core';
import type { BookPlace } from './sheet/open-book';
import type { UserCache } from './user-cache';

/** Where this user's ledger and log are. */
export type KeptPlace = { readonly kind: 'sheet'; readonly book: BookPlace } | { readonly kind: 'server'; readonly address: string };

/** What the sidebar remembers of a user, under its own version. */
export interface Kept {
  readonly version: 1;
  /** null: the first run. */
  readonly place: KeptPlace | null;
  /** Of the interface; null: Gmail's own. */
  readonly language: Language | null;
  /** Of the person, in the log of a sheet and in texts; absent: as the address says it. A server has its own. */
  readonly name?: string;
}

const NOTHING: Kept = { version: 1, place: null, language: null };
const PROPERTY = 'relance';
export const KEPT_KEY = 'kept';
/** Seconds. A colleague's change reaches the properties of nobody else, so it may be long. */
const KEPT_FOR = 6 * 60 * 60;

/** From the cache, else from the user's properties. */
export function readKept(cache: UserCache): Kept {
  const cached = keptOf(cache.read(KEPT_KEY));
  if (cached !== null) return cached;
  const text = PropertiesService.getUserProperties().getProperty(PROPERTY);
  const kept = (text === null ? null : keptOf(JSON.parse(text) as unknown)) ?? NOTHING;
  cache.put(KEPT_KEY, kept, KEPT_FOR);
  return kept;
}

/** @throws when Google refuses the value: more than 9 KB, or its daily quota. */
export function keep(kept: Kept, cache: UserCache): void {
  PropertiesService.getUserProperties().setProperty(PROPERTY, JSON.stringify(kept));
  cache.put(KEPT_KEY, kept, KEPT_FOR);
}

/** Written by another version of the add-on: as if nothing was kept, and the first-run card asks again. */
const keptOf = (value: unknown): Kept | null => (typeof value === 'object' && value !== null && (value as { readonly version?: unknown }).version === 1 ? (value as Kept) : null);
