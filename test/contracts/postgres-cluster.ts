import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { postgresBinaries, startCluster } from './start-postgres';
import type { PostgresCluster } from './start-postgres';

export type { PostgresCluster } from './start-postgres';

/** Tests on a cluster of their own; where no PostgreSQL is installed, that is said, and fails where the whole suite must run. */
export function withPostgres(define: (cluster: () => PostgresCluster) => void): void {
  const binaries = postgresBinaries();
  if (binaries === null) {
    const reason = 'no PostgreSQL server (initdb) found';
    noteNotRun(reason);
    test('PostgreSQL is there where the whole suite must run', () => {
      expect([process.env['CI'], reason]).not.toEqual(['true', reason]);
    });
    return;
  }
  let cluster: PostgresCluster;
  beforeAll(async () => { cluster = await startCluster(binaries); }, 60_000);
  afterAll(() => cluster.stop(), 60_000);
  define(() => cluster);
}

/** Says in the run's last lines that a suite had nothing to run against. */
function noteNotRun(reason: string): void {
  mkdirSync('.cache', { recursive: true });
  appendFileSync(join('.cache', 'not-run.log'), `postgres contract: ${reason}\n`);
}
