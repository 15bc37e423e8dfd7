import { ServiceError } from '../service-error';

/** Source: "Quotas for Google Services": 9 KB a value, 500 KB a store. */
const VALUE = 9 * 1024;
const STORE = 500 * 1024;

/** One store of PropertiesService. */
export class PropertyStore {
  private readonly held = new Map<string, string>();

  get(key: string): string | null {
    return this.held.get(key) ?? null;
  }

  all(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.held);
  }

  set(key: string, value: string): void {
    if (key === '') throw new ServiceError('Invalid argument: key');
    if (Buffer.byteLength(value) > VALUE) throw new ServiceError('Argument too large: value');
    const others = [...this.held].filter(([name]) => name !== key).reduce((sum, [name, text]) => sum + Buffer.byteLength(name) + Buffer.byteLength(text), 0);
    if (others + Buffer.byteLength(key) + Buffer.byteLength(value) > STORE) throw new ServiceError('You have exceeded the property storage quota. Please remove some properties and try again.');
    this.held.set(key, value);
  }

  remove(key: string): void {
    this.held.delete(key);
  }

  clear(): void {
    this.held.clear();
  }
}
