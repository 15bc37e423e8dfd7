import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Trouble } from './feed-subject';

export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly key: string;
  readonly body: Buffer;
}
export interface Answered {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

const NO_TROUBLE: Trouble = { kind: 'fails', calls: 0, status: 500 };

/** A Dolibarr, real or recorded, behind a server that makes what goes wrong on the way to it. */
export class TroubledDolibarr {
  private trouble: Trouble = NO_TROUBLE;
  private left = 0;
  private count = 0;
  readonly log: string[] = [];
  private readonly waiting = new Set<NodeJS.Timeout>();

  private constructor(private readonly answer: (asked: Asked) => Promise<Answered>, readonly address: string, readonly close: () => Promise<void>) {}

  static async start(answer: (asked: Asked) => Promise<Answered>): Promise<TroubledDolibarr> {
    const server = createServer();
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const made: TroubledDolibarr = new TroubledDolibarr(answer, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, async () => {
      for (const timer of made.waiting) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      made.take(request, response).catch((error: unknown) => {
        response.destroy();
        if (!/aborted|ECONNRESET/.test(String(error))) console.error(error);
      });
    });
    return made;
  }

  order(trouble: Trouble): void {
    this.trouble = trouble;
    this.left = 'calls' in trouble ? trouble.calls : Infinity;
  }

  calls(): number {
    const { count } = this;
    this.count = 0;
    return count;
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.count += 1;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const asked: Asked = { method: request.method ?? 'GET', url: request.url ?? '/', key: String(request.headers['dolapikey'] ?? ''), body: Buffer.concat(parts) };
    this.log.push(`${asked.method} ${asked.url}`);
    const say = (status: number, body: string | Buffer, contentType = 'application/json; charset=utf-8', headers: Record<string, string> = {}): void => { response.writeHead(status, { 'content-type': contentType, ...headers }).end(body); };
    const refusal = (status: number, message: string): void => say(status, JSON.stringify({ error: { code: status, message }, debug: { source: 'api_access.class.php:159 at authenticate stage' } }));
    const { trouble } = this;
    if (this.left > 0) {
      this.left -= 1;
      switch (trouble.kind) {
        case 'wrong-credential':
        case 'expired': return refusal(401, 'Unauthorized: Error user not valid (not found with api key or bad status or bad validity dates) (conf->entity=1)');
        case 'no-rights': return refusal(403, 'Forbidden');
        case 'too-many': return say(429, 'Too many requests', 'text/plain', { 'retry-after': String(trouble.retryAfter) });
        case 'fails': return say(trouble.status, 'Bad gateway', 'text/plain');
        case 'hangs-up': response.socket?.destroy(); return;
        case 'not-json': return say(200, '<!doctype html><html><title>Maintenance</title></html>', 'text/html');
        case 'slow': await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, trouble.ms);
          this.waiting.add(timer);
          response.on('close', () => { clearTimeout(timer); resolve(); });
        });
      }
    }
    if (response.destroyed) return;
    const { status, contentType, body } = await this.answer(asked);
    if (trouble.kind !== 'half-written' || this.left === 0) return say(status, body, contentType);
    response.writeHead(status, { 'content-type': contentType, 'content-length': String(body.length) });
    response.write(body.subarray(0, Math.floor(body.length / 2)));
    setTimeout(() => { response.socket?.destroy(); }, 20);
  }
}
