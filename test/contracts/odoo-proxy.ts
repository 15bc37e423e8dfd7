import { json, StumblingServer } from './fakes/stumbling-server';
import type { Answered, Asked } from './fakes/stumbling-server';

const RPC_HEADERS = { 'content-type': 'application/json; charset=utf-8' };
const exception = (name: string, message: string, status: number): Answered => json(status, { name, message, arguments: [message, status], context: {}, debug: 'Traceback (most recent call last):\n' });

/** Odoo's own words when it refuses, as an Odoo 19.0 said them; trouble of the network in between is its proxy's. */
export const odooBehind = (answer: (asked: Asked) => Answered | Promise<Answered>): StumblingServer => new StumblingServer({
  answer,
  refuse: (what) => (what === 'credential' ? exception('werkzeug.exceptions.Unauthorized', 'Invalid apikey', 401) : exception('odoo.exceptions.AccessError', "You are not allowed to access 'Journal Entry' (account.move) records.", 403)),
  tooMany: (seconds) => ({ status: 429, headers: { 'content-type': 'text/html', 'retry-after': String(seconds) }, body: '<html><title>429 Too Many Requests</title></html>' }),
  failing: (status) => ({ status, headers: { 'content-type': 'text/html' }, body: `<html><title>${String(status)}</title><hr><center>nginx</center></html>` }),
});

/**
 * A real Odoo, as it answers.
 * @param as what it says its version is: an Odoo 18 has no JSON-2, and JSON-RPC is the same in both. null: its own.
 */
export function realOdoo(base: URL, as: string | null): StumblingServer {
  return odooBehind(async ({ method, url, headers, body }) => {
    if (as !== null && url.pathname.startsWith('/json/2/')) return { status: 404, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>404 Not Found</title>' };
    const passed = Object.fromEntries(Object.entries(headers).filter((one): one is [string, string] => typeof one[1] === 'string' && !/^(?:host|connection|content-length|accept-encoding)$/.test(one[0])));
    const answer = await fetch(new URL(url.pathname.slice(1) + url.search, base), { method, headers: passed, redirect: 'manual', ...(body === '' ? {} : { body }) });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const date = answer.headers.get('date');
    if (as !== null && url.pathname.endsWith('/version_info')) return { status: 200, headers: RPC_HEADERS, body: Buffer.from(bytes).toString('utf8').replaceAll('19.0', as) };
    return { status: answer.status, headers: { 'content-type': answer.headers.get('content-type') ?? 'text/html', ...(date === null ? {} : { date }) }, body: bytes };
  });
}
