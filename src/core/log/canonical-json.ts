/**
 * One text per value, so that a hash made in one host is found again in another: keys sorted by UTF-16 code unit,
 * no white space, whole numbers only (RFC 8785 needs no float rules then). What JSON would drop or bend in silence
 * (undefined, fractions, NaN, dates, maps) throws: a field that vanishes on the wire must not be part of a hash.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a whole number: ${value}`);
    return String(value === 0 ? 0 : value);
  }
  // Array.from, not map: map passes over the gaps of a sparse list.
  if (Array.isArray(value)) return `[${Array.from(value as readonly unknown[], canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`cannot be written: ${typeof value}`);
  // Not compared with Object.prototype itself: a value may come from another realm (jest, Apps Script, a frame).
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new TypeError('cannot be written: an object with a class');
  const fields = value as Readonly<Record<string, unknown>>;
  const written = Object.keys(fields)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(fields[key])}`);
  return `{${written.join(',')}}`;
}
