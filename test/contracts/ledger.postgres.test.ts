import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { invoiceSourceContract } from './invoice-source-contract';
import { noteNotRun, postgresBinaries, startCluster } from './postgres-cluster';
import type { PostgresCluster } from './postgres-cluster';
import { reminderLogContract } from './reminder-log-contract';
import { openRecordsSubject } from './server-subject';
import { settingsContract } from './settings-contract';

const binaries = postgresBinaries();

if (binaries === null) {
  const reason = 'no PostgreSQL server (initdb) found';
  noteNotRun(reason);
  test('PostgreSQL is there where the whole suite must run', () => {
    expect([process.env['CI'], reason]).not.toEqual(['true', reason]);
  });
} else {
  let cluster: PostgresCluster | null = null;
  beforeAll(async () => {
    cluster = await startCluster(binaries);
  }, 60_000);
  afterAll(async () => {
    await cluster?.stop();
  }, 30_000);
  const open = async () => {
    if (cluster === null) throw new Error('the cluster did not start');
    return openRecordsSubject(await cluster.freshDatabase());
  };
  invoiceSourceContract('PostgreSQL', open);
  reminderLogContract('PostgreSQL', open);
  settingsContract('PostgreSQL', open);
}
