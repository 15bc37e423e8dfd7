import { writeSync } from 'node:fs';

/** Whoever reads the other end has seen enough (`| head`). */
export class NobodyReads extends Error {}

const FULL = 64 * 1024;
const WAIT_MS = 5;

/** Lines to standard output, in the order and at the pace in which the other end takes them: nothing piles up in memory. */
export class LineWriter {
  private waiting: string[] = [];
  private length = 0;

  constructor(private readonly descriptor = 1) {}

  /** @throws NobodyReads */
  readonly line = (text: string): void => {
    this.waiting.push(text, '\n');
    this.length += text.length + 1;
    if (this.length >= FULL) this.flush();
  };

  flush(): void {
    const bytes = Buffer.from(this.waiting.join(''));
    this.waiting = [];
    this.length = 0;
    for (let at = 0; at < bytes.length; ) at += this.write(bytes.subarray(at));
  }

  private write(bytes: Uint8Array): number {
    try {
      return writeSync(this.descriptor, bytes);
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (code === 'EPIPE') throw new NobodyReads();
      if (code !== 'EAGAIN') throw error;
      // A pipe that is full: its reader is slower than we are.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
      return 0;
    }
  }
}
