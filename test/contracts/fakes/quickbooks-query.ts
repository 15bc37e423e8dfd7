/*
 * The query language of QuickBooks Online. [Q1] developer.intuit.com, "Query operations and syntax":
 * `SELECT * | count(*) FROM IntuitEntity [WHERE ...] [ORDERBY ...] [STARTPOSITION Number] [MAXRESULTS Number]`. [Q2] quickbooks-ruby
 * `spec/fixtures/query_validation_error.xml`: Fault 4001 of a STARTPOSITION of 0. [Q4] `src/XSD/Finance.xsd`, "Filterable".
 */

export type Entity = 'Invoice' | 'CreditMemo' | 'Payment' | 'Customer' | 'CompanyInfo';
export type Kept = Readonly<Record<string, unknown>> & { readonly Id: string };

export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly detail: string;
}
export type Found = { readonly entity: Entity; readonly count: number } | { readonly entity: Entity; readonly start: number; readonly rows: readonly Kept[] };

const ENTITIES: readonly Entity[] = ['Invoice', 'CreditMemo', 'Payment', 'Customer', 'CompanyInfo'];
const OF_ANY = ['Id', 'MetaData.CreateTime', 'MetaData.LastUpdatedTime'];
const OF_A_TRANSACTION = [...OF_ANY, 'DocNumber', 'TxnDate', 'CustomerRef', 'TotalAmt'];
/** Anything else: "property is not queryable". UnappliedAmt and RemainingCredit are marked "Non QB-writable" and not filterable in [Q4]. */
const QUERYABLE: Readonly<Record<Entity, readonly string[]>> = {
  Invoice: [...OF_A_TRANSACTION, 'DueDate', 'Balance'], CreditMemo: [...OF_A_TRANSACTION, 'Balance'], Payment: OF_A_TRANSACTION,
  Customer: [...OF_ANY, 'DisplayName', 'CompanyName', 'Active', 'Balance', 'PrimaryEmailAddr'], CompanyInfo: OF_ANY,
};
/** [Q1] MAXRESULTS: "the maximum number of entities that can be returned in a response is 1000"; 100 where it is not said. */
const MOST = 1_000;

const TOKEN = /\s*(?:('(?:[^'\\]|\\.)*')|(<=|>=|[=<>(),])|([A-Za-z_*][\w.*]*(?:\(\*\))?|-?\d+(?:\.\d+)?))/y;

function tokensOf(query: string): readonly string[] | null {
  const tokens: string[] = [];
  const text = query.trim();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
    const match = TOKEN.exec(text);
    if (match === null) return null;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens;
}

const parsing = (detail: string): Refused => ({ code: '4000', message: 'Error parsing query', detail: `QueryParserError: ${detail}` });
const invalid = (detail: string): Refused => ({ code: '4001', message: 'Invalid query', detail: `QueryValidationError: ${detail}` });

interface Condition {
  readonly property: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Runs a query on what is kept. */
export function select(query: string, rowsOf: (entity: Entity) => readonly Kept[]): Found | Refused {
  const tokens = tokensOf(query);
  if (tokens === null) return parsing('Encountered an unexpected character');
  let at = 0;
  const word = (): string => (tokens[at] ?? '').toLowerCase();
  const take = (): string => { at += 1; return tokens[at - 1] ?? ''; };
  const keyword = (text: string): boolean => { const found = word() === text; if (found) at += 1; return found; };
  if (!keyword('select')) return parsing(`Encountered "${word()}"`);
  const wanted = take().toLowerCase();
  if (wanted !== '*' && wanted !== 'count(*)') return parsing('only * and count(*) are read by this fake');
  if (!keyword('from')) return parsing(`Encountered "${word()}"`);
  const name = take();
  const entity = ENTITIES.find((each) => each.toLowerCase() === name.toLowerCase());
  if (entity === undefined) return parsing(`Invalid context declaration: ${name}`);
  const conditions: Condition[] = [];
  if (keyword('where')) {
    do {
      const property = take();
      if (!QUERYABLE[entity].includes(property)) return invalid(`property '${property}' is not queryable`);
      const operator = take().toLowerCase();
      if (!['=', '<', '>', '<=', '>=', 'in', 'like'].includes(operator)) return parsing(`Encountered "${operator}"`);
      const values: string[] = [];
      if (operator === 'in') {
        if (take() !== '(') return parsing('Encountered no list');
        do values.push(bare(take())); while (keyword(','));
        if (take() !== ')') return parsing('Encountered no end of the list');
      } else values.push(bare(take()));
      conditions.push({ property, operator, values });
    } while (keyword('and'));
    // [Q1] "Query operations don't support: ... OR".
    if (word() === 'or') return parsing('Encountered "OR"');
  }
  let order: { readonly property: string; readonly way: number } | null = null;
  if (keyword('orderby') || (keyword('order') && keyword('by'))) {
    const property = take();
    if (!QUERYABLE[entity].includes(property)) return invalid(`property '${property}' is not sortable`);
    order = { property, way: keyword('desc') ? -1 : 1 };
    keyword('asc');
  }
  const start = keyword('startposition') ? Number(take()) : 1;
  const most = keyword('maxresults') ? Number(take()) : 100;
  if (at < tokens.length) return parsing(`Encountered "${word()}"`);
  if (!(start >= 1)) return invalid(`value ${String(start)} is too small. Min allowed value is 1`);
  if (!(most >= 1)) return invalid(`value ${String(most)} is too small. Min allowed value is 1`);
  if (most > MOST) return invalid(`value ${String(most)} is too large. Max allowed value is ${String(MOST)}`);
  // Inactive list entries are left out unless they are asked for: customers that were made inactive are not in `select * from Customer`.
  const asksForActive = conditions.some(({ property }) => property === 'Active');
  const kept = rowsOf(entity).filter((row) => (asksForActive || row['Active'] !== false) && conditions.every((condition) => holds(row, condition)));
  if (wanted === 'count(*)') return { entity, count: kept.length };
  const by = order ?? { property: 'Id', way: 1 };
  const rows = [...kept].sort((a, b) => by.way * compared(String(valueOf(a, by.property)), String(valueOf(b, by.property))));
  return { entity, start, rows: rows.slice(start - 1, start - 1 + most) };
}

const bare = (token: string): string => (token.startsWith("'") ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token);

/** A reference is compared by its value, an address of mail by its text. */
function valueOf(row: Kept, property: string): string | number | boolean | null {
  let value: unknown = row;
  for (const part of property.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[part];
  if (typeof value === 'object' && value !== null) value = (value as { readonly value?: unknown; readonly Address?: unknown }).value ?? (value as { readonly Address?: unknown }).Address;
  return (value as string | number | boolean | undefined) ?? null;
}

/** Numbers by size, moments by time whatever their offset, the rest as text. */
function compared(a: string, b: string): number {
  if (/^-?\d+(?:\.\d+)?$/.test(a) && /^-?\d+(?:\.\d+)?$/.test(b)) return Number(a) - Number(b);
  if (/^\d{4}-\d\d-\d\dT/.test(a) && !Number.isNaN(Date.parse(b))) return Date.parse(a) - Date.parse(b);
  return a < b ? -1 : Number(a > b);
}

function holds(row: Kept, { property, operator, values }: Condition): boolean {
  const found = valueOf(row, property);
  if (found === null) return false;
  const [first = ''] = values;
  const order = compared(String(found), first);
  switch (operator) {
    case '=': return order === 0;
    case '<': return order < 0;
    case '>': return order > 0;
    case '<=': return order <= 0;
    case '>=': return order >= 0;
    case 'in': return values.some((value) => compared(String(found), value) === 0);
    default: return new RegExp(`^${first.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%/g, '.*')}$`, 'i').test(String(found));
  }
}
