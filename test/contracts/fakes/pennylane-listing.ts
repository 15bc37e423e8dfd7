import { json } from './stumbling-server';
import type { Answered } from './stumbling-server';

/*
 * How Pennylane's company API v2 lists things. Sources:
 *  [P1] pennylane-sdk `specs/firm_v1.json` (the vendor's OpenAPI; the lists of the company API have the same parameters):
 *       GET .../customer_invoices parameters cursor, limit, filter, sort; responses 400.
 *  [P2] pennylane-mock `contracts/pennylane.openapi.yaml`: the company API v2 from the vendor's reference pages.
 *  [P3] pennylane.readme.io/docs (pages named at their lines).
 */

export type Listed = Readonly<Record<string, unknown>> & { readonly id: number };

/** [P2] ErreurPennylane; [P1] 400 `{error, status}`. */
export const refusal = (status: number, error: string): Answered => json(status, { error, status });

type Operator = 'eq' | 'not_eq' | 'lt' | 'lteq' | 'gt' | 'gteq' | 'in' | 'not_in' | 'start_with';
const ORDERED: readonly Operator[] = ['lt', 'lteq', 'gt', 'gteq', 'eq', 'not_eq', 'in', 'not_in'];

export interface ListRules {
  /** Which fields can be filtered on, by which operators; how an item's value is found. */
  readonly filters: Readonly<Record<string, { readonly operators: readonly Operator[]; readonly of: (item: Listed) => string | number | boolean | null }>>;
  readonly sorts: readonly string[];
}

/** [P1] filter of customer_invoices: "`id`, `date`, `customer_id` ...: `lt` ... `not_in`; `invoice_number`: `eq`, `not_eq`, `in`, `not_in`; `draft`, `credit_note`: `eq` (boolean); `external_reference`: `eq`"; sort: `id`, `date`. */
export const INVOICE_RULES: ListRules = {
  filters: {
    id: { operators: ORDERED, of: (item) => item.id },
    date: { operators: ORDERED, of: (item) => item['date'] as string | null },
    customer_id: { operators: ORDERED, of: (item) => (item['customer'] as { readonly id: number } | null)?.id ?? null },
    invoice_number: { operators: ['eq', 'not_eq', 'in', 'not_in'], of: (item) => item['invoice_number'] as string },
    draft: { operators: ['eq'], of: (item) => item['draft'] as boolean },
    credit_note: { operators: ['eq'], of: (item) => item['status'] === 'credit_note' },
    external_reference: { operators: ['eq'], of: (item) => item['external_reference'] as string },
  },
  sorts: ['id', 'date'],
};

/** [P1] filter of customers: `id`, `customer_type`, `name`, `external_reference`, `reg_no`; sort: `id`. */
export const CUSTOMER_RULES: ListRules = {
  filters: {
    id: { operators: ORDERED, of: (item) => item.id },
    customer_type: { operators: ['eq', 'not_eq'], of: (item) => item['customer_type'] as string },
    name: { operators: ['start_with', 'eq'], of: (item) => item['name'] as string },
    external_reference: { operators: ['eq', 'not_eq', 'in', 'not_in'], of: (item) => item['external_reference'] as string },
    reg_no: { operators: ['eq', 'not_eq', 'in', 'not_in'], of: (item) => (item['reg_no'] as string | undefined) ?? null },
  },
  sorts: ['id'],
};

/** Lists under one invoice: [P2] parameters cursor, limit (and sort); no filter. */
export const PART_RULES: ListRules = { filters: {}, sorts: ['id'] };

/** [P1] limit: "Defaults to 20. Must be between 1 and 100" (1000 for changelogs); [P2] "Une valeur hors bornes rend 400, elle n'est PAS rabotée". */
export function limitOf(query: URLSearchParams, most: number): number | null {
  const text = query.get('limit');
  if (text === null) return 20;
  const limit = Number(text);
  return /^\d{1,6}$/.test(text) && limit >= 1 && limit <= most ? limit : null;
}

/** [P1] "The cursor is an opaque string"; [P3] use-cursor-based-pagination shows base64 of JSON. */
export const cursorOf = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');
export function placeOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** [P1] envelope: has_more, next_cursor ("A `null` next_cursor indicates no further results"), items. */
export const page = (items: readonly unknown[], next: unknown): Answered => json(200, { has_more: next !== null, next_cursor: next === null ? null : cursorOf(next), items });

/**
 * One page. The cursor holds the place and nothing else: [P3] use-cursor-based-pagination, [P2] filter: "Le curseur N'ENCODE
 * PAS les filtres : il faut les REJOUER sur chaque page, sinon les pages 2+ rendent des résultats non filtrés".
 */
export function list(all: readonly Listed[], query: URLSearchParams, rules: ListRules): Answered {
  const limit = limitOf(query, 100);
  if (limit === null) return refusal(400, 'limit must be between 1 and 100');
  const sort = query.get('sort') ?? '-id';
  const field = sort.replace(/^-/, '');
  if (!rules.sorts.includes(field)) return refusal(400, `sort: ${field} is not available`);
  const kept = filtered(all, query.get('filter'), rules);
  if (kept === null) return refusal(400, 'filter is invalid');
  const key = (item: Listed): readonly [string | number, number] => [(item[field] as string | number | null) ?? '', item.id];
  const way = sort.startsWith('-') ? -1 : 1;
  const ordered = [...kept].sort((a, b) => way * compare(key(a), key(b)));
  const cursor = query.get('cursor');
  const after = cursor === null ? null : placeOf(cursor);
  if (after !== null && !(Array.isArray(after) && after.length === 2)) return refusal(400, 'cursor is invalid');
  const rest = after === null ? ordered : ordered.filter((item) => way * compare(key(item), after as unknown as readonly [string | number, number]) > 0);
  const items = rest.slice(0, limit);
  return page(items, rest.length > limit ? key(items.at(-1) as Listed) : null);
}

function compare(a: readonly [string | number, number], b: readonly [string | number, number]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] - b[1];
}

/** [P1] "a JSON array of {field, operator, value}", all of them apply. null: 400. */
function filtered(all: readonly Listed[], text: string | null, rules: ListRules): readonly Listed[] | null {
  if (text === null) return all;
  let conditions: unknown;
  try {
    conditions = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!Array.isArray(conditions)) return null;
  let kept = all;
  for (const { field, operator, value } of conditions as readonly { field: string; operator: Operator; value: unknown }[]) {
    const rule = rules.filters[field];
    if (rule === undefined || !rule.operators.includes(operator)) return null;
    kept = kept.filter((item) => holds(rule.of(item), operator, value));
  }
  return kept;
}

function holds(found: string | number | boolean | null, operator: Operator, value: unknown): boolean {
  const among = (Array.isArray(value) ? value : [value]).map(String);
  if (found === null) return operator === 'not_eq' || operator === 'not_in';
  const one = among[0] ?? '';
  const order = typeof found === 'number' ? found - Number(one) : String(found) < one ? -1 : Number(String(found) !== one);
  switch (operator) {
    case 'eq': return String(found) === one;
    case 'not_eq': return String(found) !== one;
    case 'in': return among.includes(String(found));
    case 'not_in': return !among.includes(String(found));
    case 'start_with': return String(found).startsWith(one);
    case 'lt': return order < 0;
    case 'lteq': return order <= 0;
    case 'gt': return order > 0;
    case 'gteq': return order >= 0;
  }
}
