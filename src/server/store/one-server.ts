import Libsql from 'libsql';
import { problemOfFailure } from './store-failure';

export interface Held {
  release(): void;
}

/**
 * One server per data folder: two would read the ledger against each other, and a backup put back under a running server
 * would leave it writing into the file that was set aside. A lock of the system, by way of SQLite: it ends with the
 * process, however that ends.
 * @returns null when another process holds it.
 */
export function holdFolder(path: string): Held | null {
  const lock = new Libsql(path);
  try {
    lock.exec('pragma busy_timeout = 0');
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (problemOfFailure(error)?.code === 'store/busy') return null;
    throw error;
  }
  return {
    release: () => {
      lock.exec('rollback');
      lock.close();
    },
  };
}
