import { describe, expect, it } from '@jest/globals';
import { DolibarrBookkeeper } from './dolibarr-bookkeeper';
import { describeTraps } from './dolibarr-traps';
import { TroubledDolibarr } from './dolibarr-troubled';
import { describeFeed } from './feed-contract';

/** "http://127.0.0.1:33780/ the-key": where a Dolibarr runs whose books may be written in, and a key of its administrator. */
const [address, key] = (process.env['RELANCE_DOLIBARR'] ?? '').split(' ');

if (address === undefined || address === '' || key === undefined) {
  describe('Dolibarr, a real server', () => {
    it('is proved where RELANCE_DOLIBARR names one; the recorded one is proved always', () => expect(process.env['RELANCE_DOLIBARR'] ?? '').toBe(''));
  });
} else {
  const open = async (): Promise<DolibarrBookkeeper> => {
    const between = await TroubledDolibarr.start(async ({ method, url, key: shown, body }) => {
      const answer = await fetch(new URL(url.replace(/^\//, ''), address), { method, headers: { DOLAPIKEY: shown, ...(body.length === 0 ? {} : { 'content-type': 'application/json' }) }, ...(body.length === 0 ? {} : { body: new Uint8Array(body) }) });
      return { status: answer.status, contentType: answer.headers.get('content-type') ?? '', body: Buffer.from(await answer.arrayBuffer()) };
    });
    return DolibarrBookkeeper.open(new URL('api/index.php/', address).href, key, between);
  };
  describeFeed('Dolibarr, a real server', open, ['payOnAccount', 'dispute']);
  describeTraps('Dolibarr, a real server: its traps', open);
}
