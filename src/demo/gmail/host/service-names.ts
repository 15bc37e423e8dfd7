/** Which class of Google's an object of the simulator is. */
const names = new WeakMap<object, string>();

export function nameService(object: object, name: string): void {
  names.set(object, name);
}

export const serviceNameOf = (value: unknown): string | null => ((typeof value === 'object' || typeof value === 'function') && value !== null ? (names.get(value) ?? null) : null);
export const isServiceObject = (value: unknown): boolean => serviceNameOf(value) !== null;
