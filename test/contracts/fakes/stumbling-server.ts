import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Trouble } from '../feed-subject';

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** One vendor's way to answer, and to refuse. */
export interface Vendor {
  /** A promise of one that is fetched from a real server behind it. */
  answer(asked: Asked): Answered | Promise<Answered>;
  /** Its own words: no such key, a key without the right, too many calls, out of order. */
  refuse(what: 'credential' | 'rights'): Answered;
  tooMany(seconds: number): Answered;
  failing(status: number): Answered;
  /** Requests that the ordered trouble does not meet (a token that is renewed while the ledger stumbles). Absent: it meets all. */
  spared?(asked: Asked): boolean;
}

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answered => ({ status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(body) });

/** A vendor's server on 127.0.0.1, which stumbles when it is told to. */
export class StumblingServer {
  private readonly server: Server;
  private readonly waiting = new Set<NodeJS.Timeout>();
  private trouble: Trouble | null = null;
  private left = 0;
  private asked = 0;

  constructor(private readonly vendor: Vendor) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  async open(): Promise<URL> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/`);
  }

  order(trouble: Trouble): void {
    this.left = 'calls' in trouble ? trouble.calls : Infinity;
    this.trouble = this.left > 0 ? trouble : null;
  }

  /** Requests since the last call of this. */
  calls(): number {
    const { asked } = this;
    this.asked = 0;
    return asked;
  }

  async close(): Promise<void> {
    for (const timer of this.waiting) clearTimeout(timer);
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const asked: Asked = { method: request.method ?? 'GET', url: new URL(request.url ?? '/', 'http://fake'), headers: request.headers, body: Buffer.concat(parts).toString('utf8') };
    this.asked += 1;
    const trouble = this.vendor.spared?.(asked) === true ? null : this.trouble;
    if (trouble !== null && 'calls' in trouble) {
      this.left -= 1;
      if (this.left <= 0) this.trouble = null;
    }
    await this.meet(trouble, asked, request, response);
  }

  private async meet(trouble: Trouble | null, asked: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
    switch (trouble?.kind) {
      case undefined: return send(response, await this.vendor.answer(asked));
      case 'hangs-up': return void request.socket.destroy();
      case 'not-json': return send(response, { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Proxy</title><p>Please sign in.' });
      case 'half-written': return halfOf(response, await this.vendor.answer(asked));
      case 'slow': {
        const gone = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => { this.waiting.delete(timer); resolve(false); }, trouble.ms);
          this.waiting.add(timer);
          response.on('close', () => { clearTimeout(timer); this.waiting.delete(timer); resolve(true); });
        });
        return gone ? undefined : send(response, await this.vendor.answer(asked));
      }
      case 'too-many': return send(response, this.vendor.tooMany(trouble.retryAfter));
      case 'fails': return send(response, this.vendor.failing(trouble.status));
      case 'no-rights': return send(response, this.vendor.refuse('rights'));
      case 'wrong-credential': case 'expired': return send(response, this.vendor.refuse('credential'));
    }
  }
}

function send(response: ServerResponse, { status, headers, body }: Answered): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** The whole length is promised, and the line is cut in the middle. */
function halfOf(response: ServerResponse, { status, headers, body }: Answered): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}
