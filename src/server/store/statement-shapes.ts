import { CompiledQuery, sql } from 'kysely';
import type { Compilable, RawBuilder } from 'kysely';
import { AS_LISTS, PREPARED } from './dialect';
import type { StoreKind } from './dialect';
import type { Db } from './read-accounts';
import type { RowOfList } from './row-lists';

const KEPT = 500;

/**
 * The text of a statement, built once per shape. Building costs more than running it on the hot path; the text depends
 * on the shape alone (table, columns, how many values), never on the values. One per open store: the two databases write
 * their placeholders differently.
 */
export class StatementShapes {
  private readonly texts = new Map<string, string>();

  constructor(readonly kind: StoreKind) {}

  /** Whether a column holds one of several values. PostgreSQL takes them as one: the text is then the same however many there are. */
  among(column: string, ids: readonly string[]): RawBuilder<boolean> {
    return this.kind === 'postgres' ? sql<boolean>`${sql.ref(column)} = any(${ids})` : sql<boolean>`${sql.ref(column)} in (${sql.join(ids)})`;
  }

  /** What `among` takes of the values, and what it adds to the name of a shape. */
  given(ids: readonly string[]): { readonly parameters: readonly unknown[]; readonly shape: string } {
    return this.kind === 'postgres' ? { parameters: [ids], shape: '' } : { parameters: ids, shape: `/${ids.length}` };
  }

  /**
   * @param named for statements that answer with many rows: names the columns of one.
   * @param again it comes again and again over one connection: PostgreSQL is to plan it once.
   */
  async rows<R>(db: Db, shape: string, parameters: readonly unknown[], build: () => Compilable<R>, { named = null, again = false }: { readonly named?: RowOfList<R> | null; readonly again?: boolean } = {}): Promise<readonly R[]> {
    const kept = again ? `${shape} again` : shape;
    let text = this.texts.get(kept);
    if (text === undefined) {
      const compiled = build().compile();
      // The values must stand in the order in which the statement asks for them.
      if (compiled.parameters.length !== parameters.length || compiled.parameters.some((value, at) => value !== parameters[at])) throw new Error(`the parameters of ${shape} are out of order`);
      text = compiled.sql + (named === null ? '' : AS_LISTS) + (again && this.kind === 'postgres' ? PREPARED : '');
      if (this.texts.size < KEPT) this.texts.set(kept, text);
    }
    const { rows } = await db.executeQuery<R>(CompiledQuery.raw(text, [...parameters]));
    return named === null ? rows : (rows as unknown as readonly (readonly unknown[])[]).map(named);
  }
}
