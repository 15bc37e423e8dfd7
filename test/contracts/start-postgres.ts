import { spawnSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';

export interface PostgresCluster {
  /** A store URL for a fresh, empty database. */
  freshDatabase(): Promise<string>;
  /** Every process of the cluster ends at once, as when the machine loses its power: nothing is written down. */
  cut(): Promise<void>;
  /** After `cut`; recovery included. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The folder that holds initdb and postgres; null: none on this machine. */
export function postgresBinaries(): string | null {
  const versions = '/usr/lib/postgresql';
  const installed = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)).map((v) => join(versions, v, 'bin')) : [];
  const candidates = [process.env['RELANCE_POSTGRES'] ?? '', ...installed, ...(process.env['PATH'] ?? '').split(delimiter)].filter((folder) => folder !== '');
  return candidates.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null;
}

const SUPERUSER = 'relance';

/**
 * A cluster of our own: temporary folder, unix socket only, no network, thrown away afterwards. initdb refuses root:
 * then both programs run as `postgres`.
 * @param fsync on: a commit waits for the disk, as it does in production.
 */
export async function startCluster(binaries: string, fsync: 'on' | 'off' = 'off'): Promise<PostgresCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'relance-pg-'));
  const asUser = process.getuid?.() === 0 ? userIds('postgres') : null;
  const owner = asUser === null ? {} : { uid: asUser.uid, gid: asUser.gid };
  if (asUser !== null) chownSync(folder, asUser.uid, asUser.gid);
  const data = join(folder, 'data');
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', HOME: folder };
  const made = spawnSync(join(binaries, 'initdb'), ['-D', data, '-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'], { ...owner, cwd: folder, env, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb left with ${made.status}: ${made.stderr}`);
  let said = '';
  const run = (): ChildProcess => {
    const started = spawn(join(binaries, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', `fsync=${fsync}`, '-c', 'max_connections=60', '-c', 'log_min_messages=fatal'], { ...owner, cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
    started.stderr?.on('data', (chunk: Buffer) => { said = (said + chunk.toString('utf8')).slice(-2000); });
    return started;
  };
  let server = run();
  const url = (database: string): string => `postgres://${SUPERUSER}@/${database}?host=${encodeURIComponent(folder)}`;
  const ask = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: url('postgres') });
    // The server's own goodbye when it is stopped must not become an unhandled error.
    client.on('error', () => { said += ' (connection lost)'; });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await untilReady(ask, server, () => said);
  let databases = 0;
  return {
    freshDatabase: async () => {
      databases += 1;
      await ask(`create database relance_${databases}`);
      return url(`relance_${databases}`);
    },
    cut: () => {
      const end = gone(server);
      server.kill('SIGQUIT');
      return end;
    },
    start: async () => {
      await gone(server);
      server = run();
      await untilReady(ask, server, () => said);
    },
    stop: async () => {
      await stopped(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function userIds(name: string): { readonly uid: number; readonly gid: number } {
  const ask = (flag: string): number => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim());
  const [uid, gid] = [ask('-u'), ask('-g')];
  if (!Number.isInteger(uid) || uid === 0) throw new Error(`PostgreSQL refuses root and there is no user ${name}`);
  return { uid, gid };
}

async function untilReady(ask: (sql: string) => Promise<void>, server: ChildProcess, said: () => string): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}: ${said()}`);
    try {
      await ask('select 1');
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 60); });
    }
  }
}

const ended = (server: ChildProcess): boolean => server.exitCode !== null || server.signalCode !== null;
const gone = (server: ChildProcess): Promise<void> => new Promise((resolve) => { if (ended(server)) resolve(); else server.once('exit', () => resolve()); });

/** Fast shutdown: no waiting for clients. */
async function stopped(server: ChildProcess): Promise<void> {
  const end = gone(server);
  if (!ended(server)) server.kill('SIGINT');
  await end;
}
