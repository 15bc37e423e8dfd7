import { CompiledQuery } from 'kysely';
import type { Compilable } from 'kysely';
import type { Db } from './read-accounts';

const KEPT = 500;

/**
 * The text of a statement, built once per shape. Building costs more than running it on the hot path; the text depends
 * on the shape alone (table, columns, how many values), never on the values. One per open store: the two databases write
 * their placeholders differently.
 */
export class StatementShapes {
  private readonly texts = new Map<string, string>();

  async rows<R>(db: Db, shape: string, parameters: readonly unknown[], build: () => Compilable<R>): Promise<readonly R[]> {
    let text = this.texts.get(shape);
    if (text === undefined) {
      const compiled = build().compile();
      // The values must stand in the order in which the statement asks for them.
      if (compiled.parameters.length !== parameters.length || compiled.parameters.some((value, at) => value !== parameters[at])) throw new Error(`the parameters of ${shape} are out of order`);
      text = compiled.sql;
      if (this.texts.size < KEPT) this.texts.set(shape, text);
    }
    return (await db.executeQuery<R>(CompiledQuery.raw(text, [...parameters]))).rows;
  }
}
