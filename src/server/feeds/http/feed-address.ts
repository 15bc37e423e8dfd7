import { isIP } from 'node:net';
import { fail, ok } from '../../../core';
import type { FeedProblem, Result } from '../../../core';

/** RFC 1918, loopback, link-local, unique local (RFC 4193), and names that only a local network knows. */
function isOwnNetwork(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) === 4) return /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(bare);
  if (isIP(bare) === 6) return /^(?:::1$|f[cd]|fe80)/i.test(bare);
  return bare === 'localhost' || !bare.includes('.') || /\.(?:local|localhost|lan|home|internal|intranet)$/i.test(bare);
}

/**
 * The address of a system as an admin pastes it: with or without scheme, with the path of whatever page was open. A key goes
 * out over https only, but for the own network.
 */
export function feedAddress(text: string, feed: string): Result<URL, FeedProblem> {
  const given = text.trim();
  const refused = (because: Extract<FeedProblem, { code: 'feed/address-refused' }>['because']): Result<URL, FeedProblem> => fail({ code: 'feed/address-refused', feed, because, host: given.slice(0, 100) });
  if (given === '') return fail({ code: 'feed/setting-refused', feed, field: 'address', because: 'missing' });
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  if (given.length > 300 || /\s/.test(given) || !URL.canParse(whole)) return refused('malformed');
  const url = new URL(whole);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return refused('malformed');
  if (url.protocol === 'http:' && !isOwnNetwork(url.hostname)) return fail({ code: 'feed/address-refused', feed, because: 'not-https', host: url.host });
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return ok(url);
}
