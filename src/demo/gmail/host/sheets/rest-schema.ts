import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The field names of the Sheets API v4, read from the published types (@types/google-apps-script, generated from Google's discovery document). */
type Shape = ReadonlyMap<string, string>;

let shapes: ReadonlyMap<string, Shape> | null = null;

/** Each interface in the namespace Schema with its fields and their types. */
function schema(): ReadonlyMap<string, Shape> {
  if (shapes !== null) return shapes;
  const file = createRequire(join(__dirname, 'rest-schema.js')).resolve('@types/google-apps-script/package.json');
  const text = readFileSync(join(file, '../apis/sheets_v4.d.ts'), 'utf8');
  const found = new Map<string, Shape>();
  for (const [, name = '', body = ''] of text.matchAll(/interface (\w+) \{([^{}]*)\}/g)) {
    found.set(name, new Map([...body.matchAll(/(\w+)\?: ([^;|]+?)(?: \| undefined)?;/g)].map(([, field = '', type = '']) => [field, type.replace('Sheets.Schema.', '').trim()])));
  }
  shapes = found;
  return found;
}

/** The fields of one of Google's resources; null: there is none of that name. */
export const fieldsOf = (resource: string): readonly string[] | null => {
  const shape = schema().get(resource);
  return shape === undefined ? null : [...shape.keys()];
};

/**
 * What Google would refuse of a request's body.
 * @param resource `BatchUpdateSpreadsheetRequest`
 * @returns as the API words it; null: nothing.
 */
export function firstUnknown(value: unknown, resource: string, at = ''): string | null {
  const shape = schema().get(resource);
  if (shape === undefined) throw new Error(`the Sheets API has no ${resource}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `Invalid value at '${at}' (${resource})`;
  for (const [name, held] of Object.entries(value)) {
    const type = shape.get(name);
    const where = at === '' ? name : `${at}.${name}`;
    if (type === undefined) return `Invalid JSON payload received. Unknown name "${name}"${at === '' ? '' : ` at '${at}'`}: Cannot find field.`;
    const wrong = wrongValue(held, type, where);
    if (wrong !== null) return wrong;
  }
  return null;
}

function wrongValue(value: unknown, type: string, at: string): string | null {
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return `Invalid value at '${at}' (${type})`;
    const inner = type.slice(0, -2);
    return value.map((one, index) => wrongValue(one, inner, `${at}[${index}]`)).find((wrong) => wrong !== null) ?? null;
  }
  if (schema().has(type)) return firstUnknown(value, type, at);
  if (type === 'any' || type === 'object') return null;
  return typeof value === type ? null : `Invalid value at '${at}' (TYPE_${type.toUpperCase()}), ${JSON.stringify(value)}`;
}
