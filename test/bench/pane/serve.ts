import { spawn } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '../../../dist/demo/main.js');
const START = `
const { startTryOut } = require(process.argv[1]);
startTryOut({ port: 0, quiet: true, paneFolder: process.argv[2] }).then(({ url }) => process.send(url));
process.on('disconnect', () => process.exit(0));`;

export interface Served {
  readonly url: string;
  close(): void;
}

/** The try-out in a process of its own, as `npm start` runs it: the compiler's leavings in this one's memory would slow every answer. */
export function serve(paneFolder: string): Promise<Served> {
  const child = spawn(process.execPath, ['-e', START, PROGRAM, paneFolder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((done, failed) => {
    child.once('message', (url) => done({ url: String(url), close: () => { child.kill(); } }));
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`the try-out ended with ${code ?? 'a signal'} before it served`)));
  });
}
