import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Author, Instant } from '../../src/core';
import type { Reading } from './subject';

/** What the process with the server is told; `company`: one store, in the order in which they were opened. */
export type Order =
  | { readonly kind: 'open'; readonly company: number }
  | { readonly kind: 'now'; readonly company: number; readonly now: Instant }
  | { readonly kind: 'read'; readonly company: number; readonly reading: Reading }
  | { readonly kind: 'close'; readonly company: number };

/** A token of a test: the person herself. What makes a real one good is proved in test/server/google-identity.test.ts. */
export const tokenOf = (author: Author): string => Buffer.from(JSON.stringify(author)).toString('base64url');

/**
 * The real server in a process of its own: whoever sleeps until an answer comes cannot answer himself. One process serves all
 * tests of a file; each has a company of its own.
 */
export class ServerApart {
  private child: ChildProcess | null = null;
  private companies = 0;
  private asked = 0;

  /** @returns the number of the company and the server's address. */
  async open(): Promise<{ readonly company: number; readonly address: string }> {
    this.companies += 1;
    const port = await this.order({ kind: 'open', company: this.companies });
    return { company: this.companies, address: `http://127.0.0.1:${String(port)}` };
  }

  order(order: Order): Promise<unknown> {
    this.child ??= fork(join(__dirname, 'server-apart-process.ts'), { execArgv: ['-r', join(__dirname, '../bench/typescript.cjs')], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const { child } = this;
    this.asked += 1;
    const number = this.asked;
    return new Promise((resolve, reject) => {
      const answered = (message: { readonly number: number; readonly value?: unknown; readonly failed?: string }): void => {
        if (message.number !== number) return;
        child.off('message', answered);
        child.off('exit', ended);
        if (message.failed === undefined) resolve(message.value);
        else reject(new Error(message.failed));
      };
      const ended = (): void => reject(new Error('the process with the server ended'));
      child.on('message', answered);
      child.once('exit', ended);
      child.send({ number, order });
    });
  }

  stop(): void {
    this.child?.kill();
    this.child = null;
  }
}
