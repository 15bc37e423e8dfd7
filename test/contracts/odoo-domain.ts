export type Row = Record<string, unknown>;
/** Rows by model and id. */
export type Tables = ReadonlyMap<string, Map<number, Row>>;

/** Where a link of a model leads; `by`: the other side's field that leads back (one2many). */
const LINKS: Readonly<Record<string, Readonly<Record<string, { readonly to: string; readonly by?: string }>>>> = {
  'account.move': { line_ids: { to: 'account.move.line', by: 'move_id' }, commercial_partner_id: { to: 'res.partner' } },
  'account.move.line': { move_id: { to: 'account.move' }, account_id: { to: 'account.account' }, full_reconcile_id: { to: 'account.full.reconcile' }, partner_id: { to: 'res.partner' } },
  'account.partial.reconcile': { debit_move_id: { to: 'account.move.line' }, credit_move_id: { to: 'account.move.line' } },
};

export const idOf = (link: unknown): unknown => (Array.isArray(link) ? link[0] : link);

/** Every value that a path leads to from a record: several through a one2many, none through an empty link. */
function valuesAt(tables: Tables, model: string, row: Row, path: readonly string[]): readonly unknown[] {
  const [field = '', ...rest] = path;
  const link = LINKS[model]?.[field];
  if (link?.by !== undefined) {
    const { by } = link;
    return [...(tables.get(link.to)?.values() ?? [])].filter((one) => idOf(one[by]) === row['id']).flatMap((one) => valuesAt(tables, link.to, one, rest));
  }
  if (rest.length === 0) return [row[field]];
  const linked = link === undefined ? undefined : tables.get(link.to)?.get(Number(idOf(row[field])));
  return linked === undefined || link === undefined ? [] : valuesAt(tables, link.to, linked, rest);
}

const atLeast = (value: unknown, than: unknown): boolean => (typeof value === 'number' && typeof than === 'number' ? value >= than : typeof value === 'string' && typeof than === 'string' && value >= than);

function compared(tables: Tables, value: unknown, operator: string, than: unknown): boolean {
  const plain = idOf(value);
  switch (operator) {
    case '=': return plain === than;
    case '!=': return plain !== than;
    case 'in': return (than as readonly unknown[]).includes(plain);
    case 'not in': return !(than as readonly unknown[]).includes(plain);
    case '>=': return atLeast(plain, than);
    case '<=': return atLeast(than, plain);
    case '>': return atLeast(plain, than) && plain !== than;
    case '<': return atLeast(than, plain) && plain !== than;
    case '=like': return typeof plain === 'string' && new RegExp(`^${String(than).replace(/%/g, '.*')}$`).test(plain);
    case 'ilike': return typeof plain === 'string' && plain.toLowerCase().includes(String(than).toLowerCase());
    case 'child_of': {
      const parents = tables.get('res.partner');
      for (let at: unknown = plain; typeof at === 'number'; at = idOf(parents?.get(at)?.['parent_id'])) if (at === than) return true;
      return false;
    }
    default: throw new Error(`the recorded Odoo does not know the operator ${operator}`);
  }
}

/** Odoo's domains: prefix notation, what stands side by side is all asked for (documentation, "Search domains"). */
export function fits(tables: Tables, model: string, row: Row, domain: readonly unknown[]): boolean {
  const next = (at: number): readonly [boolean, number] => {
    const term = domain[at];
    if (term === '|' || term === '&') {
      const [left, middle] = next(at + 1);
      const [right, end] = next(middle);
      return [term === '|' ? left || right : left && right, end];
    }
    const [path, operator, value] = term as readonly [string, string, unknown];
    return [valuesAt(tables, model, row, path.split('.')).some((each) => compared(tables, each, operator, value)), at + 1];
  };
  for (let at = 0; at < domain.length;) {
    const [fit, end] = next(at);
    if (!fit) return false;
    at = end;
  }
  return true;
}
