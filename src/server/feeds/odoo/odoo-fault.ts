import type { FeedProblem } from '../../../core';

/** The two keys of Odoo's own account of an error (JSON-2: the answer itself; JSON-RPC: `error.data`). Its trace is not looked at. */
interface Fault {
  readonly name: string;
  readonly message: string;
}

function faultIn(value: unknown): Fault | null {
  if (typeof value !== 'object' || value === null || !('name' in value) || typeof value.name !== 'string') return null;
  return { name: value.name, message: 'message' in value && typeof value.message === 'string' ? value.message : '' };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * What Odoo means by an exception of that name (odoo/exceptions.py; names as measured on 19.0). null: it may be over the
 * next time (a lost race in the database), or it is not one that we know.
 * @param asked the model that was asked: `account.move`
 */
function meaningOf({ name, message }: Fault, feed: string, asked: string): FeedProblem | null {
  const kind = name.slice(name.lastIndexOf('.') + 1);
  if (kind === 'AccessDenied' || kind === 'Unauthorized' || kind === 'SessionExpiredException') return { code: 'feed/credential-refused', feed };
  if (kind === 'AccessError' || kind === 'Forbidden') return { code: 'feed/no-rights', feed, what: asked };
  if (kind === 'OperationalError' && /database .* does not exist/.test(message)) return { code: 'feed/not-found', feed, what: 'database' };
  if (kind === 'NotFound') return { code: 'feed/not-found', feed, what: 'address' };
  // A field, a method or an argument that this Odoo does not know: asking again would not help.
  if (/^(?:ValueError|TypeError|KeyError|AttributeError|UserError|ValidationError|UnprocessableEntity|BadRequest|MissingError)$/.test(kind)) return { code: 'feed/unreadable-answer', feed, at: asked };
  return null;
}

/** JSON-2: what an answer of 400 and above says. `what` of a missing right and `at` are set by who knows what was asked. */
export function faultOfStatus(feed: string): (status: number, body: Uint8Array) => FeedProblem | null {
  return (status, body) => {
    if (status === 404 && /No database is selected/.test(Buffer.from(body.subarray(0, 2_000)).toString('utf8'))) return { code: 'feed/not-found', feed, what: 'database' };
    const fault = body.length === 0 ? null : faultIn(parsed(body));
    return fault === null ? null : meaningOf(fault, feed, '$');
  };
}

/** JSON-RPC: errors come with status 200 (JSON-RPC 2.0, 5.1). null: there is none in it. */
export function faultOfRpc(answer: unknown, feed: string, asked: string): FeedProblem | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  const { error } = answer;
  const fault = typeof error === 'object' && error !== null && 'data' in error ? faultIn(error.data) : null;
  return (fault === null ? null : meaningOf(fault, feed, asked)) ?? { code: 'feed/server-error', feed, status: 200 };
}
