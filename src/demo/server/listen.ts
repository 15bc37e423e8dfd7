import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';

const TRIES = 20;

/** The wanted port, or the next free one after it; 0: any. Only this machine can reach it. */
export async function listenNear(server: Server, wanted: number): Promise<number> {
  for (let port = wanted; ; port += 1) {
    const taken = await listen(server, port);
    if (!taken) return (server.address() as AddressInfo).port;
    if (wanted === 0 || port - wanted >= TRIES || port >= 65_535) throw new Error(`ports ${wanted} to ${port} are all taken: choose another one with --port`);
  }
}

/** @returns true when someone else has the port. */
function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(true);
      else reject(error);
    };
    const listening = (): void => {
      server.off('error', failed);
      resolve(false);
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen(port, '127.0.0.1');
  });
}
