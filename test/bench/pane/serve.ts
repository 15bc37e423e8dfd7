import { spawn } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '../../../dist/demo/main.js');
/** The program comes last: named first it would take itself for started and serve a second try-out. */
const START = `
const { startTryOut } = require(process.argv[2]);
startTryOut({ port: 0, quiet: true, ...JSON.parse(process.argv[1]) }).then(({ url }) => process.send({ url }));
process.on('message', () => {
  global.gc();
  global.gc();
  process.send({ memory: process.memoryUsage() });
});
process.on('disconnect', () => process.exit(0));`;

export interface Served {
  readonly url: string;
  /** Of the process, in bytes, after its garbage was collected. */
  memory(): Promise<NodeJS.MemoryUsage>;
  close(): void;
}

interface Said {
  readonly url?: string;
  readonly memory?: NodeJS.MemoryUsage;
}

/** The try-out in a process of its own, as `npm start` runs it: the compiler's leavings in this one's memory would slow every answer. */
export function serve(paneFolder: string, sampleFolder?: string): Promise<Served> {
  const options = JSON.stringify({ paneFolder, ...(sampleFolder === undefined ? {} : { sampleFolder }) });
  const child = spawn(process.execPath, ['--expose-gc', '-e', START, options, PROGRAM], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const memory = (): Promise<NodeJS.MemoryUsage> => new Promise((done, failed) => {
    child.once('message', (said) => {
      const { memory: used } = said as Said;
      if (used === undefined) failed(new Error('the try-out tells no memory'));
      else done(used);
    });
    child.send('memory');
  });
  return new Promise((done, failed) => {
    child.once('message', (said) => done({ url: (said as Said).url ?? '', memory, close: () => { child.kill(); } }));
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`the try-out ended with ${code ?? 'a signal'} before it served`)));
  });
}
