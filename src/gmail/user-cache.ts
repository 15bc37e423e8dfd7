/** Bytes of one value (Apps Script's quotas page: 100 KB). */
const LARGEST = 100_000;
/** JSON escapes nothing that is longer in UTF-8 than three bytes for one UTF-16 unit. */
const MOST_BYTES_PER_UNIT = 3;

/**
 * The user's own cache, never the script's: what one person may read is not another's. One reading when the callback
 * begins and one writing at its end, because each is a call that leaves the script.
 */
export interface UserCache {
  /** null: never put, dropped, too old, or not one of the keys that were named when it was opened. */
  read(key: string): unknown;
  /** Written by `keep()`, for at most `seconds` (Google: 6 hours), less when something beside it is kept shorter. What is too large is not kept. */
  put(key: string, value: unknown, seconds: number): void;
  drop(key: string): void;
  /** All that was named when it was opened: another source, or everything is to be read anew. */
  clear(): void;
  /** Once, at the end of the callback. */
  keep(): void;
}

export function openUserCache(ahead: readonly string[]): UserCache {
  let found: Readonly<Record<string, string>> | null = null;
  const changed = new Map<string, { readonly text: string; readonly seconds: number }>();
  const dropped = new Set<string>();
  return {
    read: (key) => {
      const put = changed.get(key);
      if (put !== undefined) return parsed(put.text);
      if (dropped.has(key) || !ahead.includes(key)) return null;
      found ??= CacheService.getUserCache().getAll([...ahead]) as Readonly<Record<string, string>>;
      const text = found[key];
      return text === undefined ? null : parsed(text);
    },
    put: (key, value, seconds) => {
      const text = JSON.stringify(value);
      // As it stands there already: writing it again would cost a call and put off its end.
      if (!dropped.has(key) && !changed.has(key) && found?.[key] === text) return;
      dropped.delete(key);
      if (text.length * MOST_BYTES_PER_UNIT <= LARGEST || Utilities.newBlob(text).getBytes().length <= LARGEST) changed.set(key, { text, seconds });
      else dropped.add(key);
    },
    drop: (key) => {
      changed.delete(key);
      dropped.add(key);
    },
    clear: () => {
      changed.clear();
      for (const key of ahead) dropped.add(key);
    },
    keep: () => {
      if (dropped.size > 0) CacheService.getUserCache().removeAll([...dropped]);
      // One writing: everything is kept for as long as what is kept shortest.
      if (changed.size > 0) CacheService.getUserCache().putAll(Object.fromEntries([...changed].map(([key, { text }]) => [key, text])), Math.min(...[...changed.values()].map(({ seconds }) => seconds)));
      changed.clear();
      dropped.clear();
    },
  };
}

/** Google may cut a value off: then it is as if it were not there. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
