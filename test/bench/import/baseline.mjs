// The same work done barely, in a process of its own: `node baseline.mjs LEDGER EDITION OUT`. One JSON line.
import { createReadStream, readdirSync, rmSync } from 'node:fs';
import { dirname, join, basename } from 'node:path';
import { parse } from 'csv-parse';
import Libsql from 'libsql';

const [, , ledger, edition, out] = process.argv;
const now = () => performance.now() / 1000;

/** The CSV parser alone. */
async function parsed() {
  const from = now();
  let rows = 0;
  for await (const _ of createReadStream(ledger).pipe(parse({ bom: true, delimiter: ';', relax_column_count: true, relax_quotes: true }))) rows += 1;
  return { seconds: now() - from, rows };
}

/** Each row of the edition again, by one prepared statement per table with all of its columns, then its indexes. */
function inserted() {
  const folder = dirname(edition);
  const file = join(folder, readdirSync(folder).find((name) => name.startsWith(basename(edition))));
  rmSync(out, { force: true });
  const [source, target] = [new Libsql(file, { readonly: true }), new Libsql(out)];
  for (const pragma of ['page_size = 8192', 'journal_mode = OFF', 'synchronous = OFF', 'cache_size = -32768', 'temp_store = FILE']) target.exec(`PRAGMA ${pragma}`);
  const schema = source.prepare("select type, name, tbl_name, sql from sqlite_master where sql is not null and type in ('table', 'index')").all();
  const tables = schema.filter((each) => each.type === 'table');
  for (const { sql } of tables) target.exec(sql);
  let seconds = 0;
  let rows = 0;
  target.exec('begin');
  for (const { name } of tables) {
    const columns = source.prepare(`select * from ${name} limit 1`).columns().length;
    const statement = target.prepare(`insert into ${name} values (${Array.from({ length: columns }, () => '?').join(', ')})`);
    let lot = [];
    const write = () => {
      const from = now();
      for (const row of lot) statement.run(row);
      seconds += now() - from;
      rows += lot.length;
      lot = [];
    };
    for (const row of source.prepare(`select * from ${name}`).raw().iterate()) {
      lot.push(row);
      if (lot.length === 10_000) write();
    }
    write();
  }
  const from = now();
  for (const { sql, type } of schema) if (type === 'index') target.exec(sql);
  target.exec('commit');
  seconds += now() - from;
  target.close();
  source.close();
  rmSync(out, { force: true });
  return { seconds, rows };
}

const [bare, parser] = [inserted(), await parsed()];
process.stdout.write(`${JSON.stringify({ parser: parser.seconds, rows: parser.rows, insert: bare.seconds, inserted: bare.rows })}\n`);
process.exit(0);
