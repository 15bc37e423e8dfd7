import { Client } from 'pg';
import { RELANCE, numberOf } from './ledger-locks';
import { BUSY_LIMIT_MS } from './store-failure';

/** The right to decide about a ledger while others follow. */
export interface Alone {
  /** false: the session that holds it is gone, and another server may decide by now. */
  readonly held: boolean;
  release(): Promise<void>;
}

/** One server at a time decides about a tenant's ledger. */
export interface DecidingAlone {
  /** null: another one decides. */
  take(tenant: string): Promise<Alone | null>;
  close(): Promise<void>;
}

/** SQLite has one server per folder (one-server.ts). */
export const ALONE_ANYWAY: DecidingAlone = { take: () => Promise.resolve({ held: true, release: () => Promise.resolve() }), close: () => Promise.resolve() };

/** What an administrator sees that the session is for. */
export const DECIDING_SESSION = 'relance decides';

/** A server that is gone without a word (power, network) keeps the others out for 50 s: idle + interval x count. */
const KEEPALIVES = 'set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3';

/**
 * PostgreSQL's advisory lock of a session of its own: it ends with the session, however that ends
 * (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS). The pool's sessions change hands, and a lock
 * held by one of them could outlast the run.
 */
export function decidingAloneOn(url: string): DecidingAlone {
  const taken = new Map<string, object>();
  let session: Promise<Client> | null = null;

  const open = (): Promise<Client> => {
    const client = new Client({ connectionString: url, application_name: DECIDING_SESSION, connectionTimeoutMillis: BUSY_LIMIT_MS });
    const opened = client.connect().then(() => client.query(KEEPALIVES)).then(() => client);
    const gone = (): void => {
      if (session !== opened) return;
      session = null;
      taken.clear();
    };
    client.on('error', gone);
    client.on('end', gone);
    opened.catch(gone);
    return opened;
  };

  return {
    take: async (tenant) => {
      // The same session would be given it twice.
      if (taken.has(tenant)) return null;
      const mark = {};
      taken.set(tenant, mark);
      const held = (): boolean => taken.get(tenant) === mark;
      const put = (): void => { if (held()) taken.delete(tenant); };
      try {
        session ??= open();
        const client = await session;
        const { rows } = await client.query<{ readonly got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [RELANCE, numberOf('decide', tenant)]);
        if (rows[0]?.got !== true) {
          put();
          return null;
        }
        return {
          get held() { return held(); },
          release: async () => {
            if (!held()) return;
            try {
              await client.query('select pg_advisory_unlock($1, $2)', [RELANCE, numberOf('decide', tenant)]);
            } finally {
              put();
            }
          },
        };
      } catch (error) {
        put();
        throw error;
      }
    },
    close: async () => {
      const open = session;
      session = null;
      taken.clear();
      await (await open?.catch(() => null))?.end();
    },
  };
}
