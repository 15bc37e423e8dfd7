/** What a row holds under the names of the database. */
export type Columns = Readonly<Record<string, string | number | null>>;

const CRITERION = /^\(t\.([a-z_]+):(<=|>=|!=|<|>|=|in|is|like):([^()]*)\)/;

/**
 * `sqlfilters` as Dolibarr reads them: criteria in brackets, joined by "and" or "or". A value in quotes is compared as
 * text; up to version 19 what stands behind its first colon is lost.
 * @returns null: "Bad syntax of the search string".
 */
export function sqlFilter(text: string): ((row: Columns) => boolean) | null {
  let rest = text.trim();
  const skip = (): void => { rest = rest.trimStart(); };
  const one = (): ((row: Columns) => boolean) | null => {
    skip();
    const found = CRITERION.exec(rest);
    if (found !== null) {
      rest = rest.slice(found[0].length);
      return criterion(found[1] as string, found[2] as string, found[3] as string);
    }
    if (!rest.startsWith('(')) return null;
    rest = rest.slice(1);
    const inner = joined();
    skip();
    if (inner === null || !rest.startsWith(')')) return null;
    rest = rest.slice(1);
    return inner;
  };
  const joined = (): ((row: Columns) => boolean) | null => {
    const all = [one()];
    const words: string[] = [];
    for (skip(); /^(?:and|or)\b/i.test(rest); skip()) {
      const word = /^[a-z]+/i.exec(rest)?.[0] as string;
      words.push(word.toLowerCase());
      rest = rest.slice(word.length);
      all.push(one());
    }
    // Both in one row of brackets: their order would matter, and nobody here asks so.
    if (all.some((each) => each === null) || new Set(words).size > 1) return null;
    const each = all as ((row: Columns) => boolean)[];
    return (row) => (words[0] === 'or' ? each.some((fits) => fits(row)) : each.every((fits) => fits(row)));
  };
  const whole = joined();
  skip();
  return rest === '' ? whole : null;
}

function criterion(field: string, operator: string, written: string): ((row: Columns) => boolean) | null {
  const of = (row: Columns): string | number | null => {
    const value = row[field];
    if (value === undefined) throw new Error(`Unknown column 't.${field}' in 'where clause'`);
    return value;
  };
  if (operator === 'is') return written.toLowerCase() === 'null' ? (row) => of(row) === null : null;
  if (operator === 'in') {
    const among = new Set(written.split(','));
    return (row) => among.has(String(of(row)));
  }
  if (operator === 'like') {
    const word = /^'%([0-9A-Za-z]*)%'$/.exec(written)?.[1];
    return word === undefined ? null : (row) => String(of(row) ?? '').toLowerCase().includes(word.toLowerCase());
  }
  const quoted = /^'([^':]*)/.exec(written)?.[1];
  const bound = quoted ?? Number.parseFloat(written);
  return (row) => {
    const value = of(row);
    if (value === null) return false;
    const order = quoted === undefined ? Number(value) - (bound as number) : String(value) < quoted ? -1 : String(value) > quoted ? 1 : 0;
    return operator === '<' ? order < 0 : operator === '>' ? order > 0 : operator === '<=' ? order <= 0 : operator === '>=' ? order >= 0 : operator === '=' ? order === 0 : order !== 0;
  };
}
