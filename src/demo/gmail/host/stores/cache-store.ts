import { ServiceError } from '../service-error';

/** Source: reference of Cache: 250 characters a key, 100 KB a value, 600 seconds unless told, 21600 at most, 1000 items of which 900 stay. */
const KEY = 250;
const VALUE = 100 * 1024;
const SECONDS = { usual: 600, longest: 21_600 } as const;
const ITEMS = { most: 1000, kept: 900 } as const;

interface Item {
  readonly value: string;
  /** Milliseconds. */
  readonly until: number;
}

/** One cache of CacheService, by the world's clock. */
export class CacheStore {
  private readonly held = new Map<string, Item>();

  constructor(private readonly now: () => number) {}

  get(key: string): string | null {
    if (key.length > KEY) throw new ServiceError('Argument too large: key');
    const item = this.held.get(key);
    if (item === undefined) return null;
    if (item.until > this.now()) return item.value;
    this.held.delete(key);
    return null;
  }

  put(key: string, value: string, seconds: number = SECONDS.usual): void {
    if (key === '' ) throw new ServiceError('Invalid argument: key');
    if (key.length > KEY) throw new ServiceError('Argument too large: key');
    if (Buffer.byteLength(value) > VALUE) throw new ServiceError('Argument too large: value');
    if (seconds < 1 || seconds > SECONDS.longest) throw new ServiceError('Invalid argument: expirationInSeconds');
    this.held.set(key, { value, until: this.now() + seconds * 1000 });
    if (this.held.size <= ITEMS.most) return;
    const kept = [...this.held].sort(([, a], [, b]) => b.until - a.until).slice(0, ITEMS.kept);
    this.held.clear();
    for (const [name, item] of kept) this.held.set(name, item);
  }

  remove(key: string): void {
    this.held.delete(key);
  }

  /** Google gives no promise that an item stays. */
  evict(): void {
    this.held.clear();
  }

  keys(): readonly string[] {
    return [...this.held.keys()];
  }
}
