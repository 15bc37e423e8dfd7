import { readFileSync } from 'node:fs';

/*
 * What Google says of the objects of its API: @googleapis/sheets `build/v4.d.ts`, which Google generates from the API's
 * discovery document. It is read here, so that the fake knows no field that Google does not publish.
 */

interface Field {
  /** The schema of the value, or of the elements of a list; null: a plain value. */
  readonly schema: string | null;
  readonly list: boolean;
}
type Schema = ReadonlyMap<string, Field>;

function read(): ReadonlyMap<string, Schema> {
  const text = readFileSync(require.resolve('@googleapis/sheets/build/v4.d.ts'), 'utf8');
  return new Map([...text.matchAll(/^ {4}export interface Schema\$(\w+) \{\n([\s\S]*?)^ {4}\}/gm)].map(([, name = '', body = '']) => [
    name,
    new Map([...body.matchAll(/^ {8}(\w+)\?: (?:Schema\$(\w+))?([^;]*);$/gm)].map(([, field = '', schema, rest = '']) => [field, { schema: schema ?? null, list: rest.includes('[]') }])),
  ]));
}

const SCHEMAS = read();

function schemaOf(name: string): Schema {
  const schema = SCHEMAS.get(name);
  if (schema === undefined) throw new Error(`Google publishes no ${name}`);
  return schema;
}

/** Paths of an answer that Google's description of `name` does not know. */
export function unpublished(value: unknown, name: string, at = '$'): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${at}: no object`];
  const schema = schemaOf(name);
  return Object.entries(value).flatMap(([key, said]) => {
    const field = schema.get(key);
    if (field === undefined || field.list !== Array.isArray(said)) return [`${at}.${key}`];
    const { schema: inner } = field;
    if (inner === null) return [];
    return field.list ? (said as readonly unknown[]).flatMap((one, n) => unpublished(one, inner, `${at}.${key}[${String(n)}]`)) : unpublished(said, inner, `${at}.${key}`);
  });
}

/** What a field mask asks for; null: all that lies below. */
export type Mask = ReadonlyMap<string, Mask | null>;

/**
 * A field mask, from Google's text (developers.google.com/workspace/sheets/api/guides/field-masks): "multiple different fields
 * are comma-separated and subfields are dot-separated. Field names can be specified in camelCase or separated_by_underscores.
 * For convenience, multiple subfields from the same type can be listed within parentheses." `*` is everything, `/` is the older
 * dot. A path that Google does not know is returned as text.
 */
export function readMask(text: string, name: string): Mask | string {
  const reading = new MaskReading(text);
  const mask = reading.list(name);
  return reading.unknown ?? (reading.left === '' ? mask : reading.left);
}

class MaskReading {
  private at = 0;
  /** The first path that Google does not know. */
  unknown: string | null = null;

  constructor(private readonly text: string) {}

  get left(): string {
    return this.text.slice(this.at);
  }

  list(schema: string | null): Mask {
    let mask: Mask = new Map();
    do mask = both(mask, this.item(schema)); while (this.takes(','));
    return mask;
  }

  private item(schema: string | null): Mask {
    const name = /^(?:\w+|\*)/.exec(this.left)?.[0] ?? '';
    this.at += name.length;
    const field = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const known = schema === null ? undefined : schemaOf(schema).get(field);
    if (known === undefined && !(name === '*' && schema !== null)) {
      this.unknown ??= name === '' ? this.left : name;
      return new Map();
    }
    const below = known?.schema ?? null;
    if (this.takes('.') || this.takes('/')) return new Map([[field, this.item(below)]]);
    if (!this.takes('(')) return new Map([[field, null]]);
    const inner = this.list(below);
    if (!this.takes(')')) this.unknown ??= field;
    return new Map([[field, inner]]);
  }

  private takes(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }
}

/** All of a field includes any part of it. */
const both = (one: Mask, other: Mask): Mask => new Map([...one, ...[...other].map(([field, more]) => {
  const before = one.get(field);
  return [field, before === undefined || more === null ? more : before === null ? null : both(before, more)] as const;
})]);

/** Only what the mask asks for; objects of which nothing was asked are left out, elements of a list stay. */
export function masked(value: unknown, mask: Mask | null): unknown {
  if (mask === null || mask.has('*') || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => masked(one, mask));
  return Object.fromEntries(Object.entries(value).flatMap(([key, said]) => (mask.has(key) ? [[key, masked(said, mask.get(key) ?? null)]] : [])));
}
