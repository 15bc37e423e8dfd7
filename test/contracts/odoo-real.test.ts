import { describe, expect, it } from '@jest/globals';
import { describeFeed } from './feed-contract';
import { OdooBookkeeper } from './odoo-bookkeeper';
import type { RealOdoo } from './odoo-bookkeeper';
import { realOdoo } from './odoo-proxy';

/** "http://127.0.0.1:18069/ the-key odoo19 admin": an Odoo 19 whose books may be written in, a key of its administrator (scope rpc), the database and the login. */
const [address = '', key = '', database = '', login = ''] = (process.env['RELANCE_ODOO'] ?? '').split(' ');

if (address === '') {
  describe('Odoo, a real server', () => {
    it('is proved where RELANCE_ODOO names one; the recorded one is proved always', () => expect(address).toBe(''));
  });
} else {
  const odoo: RealOdoo = { base: new URL(address), key, database, login };
  describeFeed('Odoo, a real server, by JSON-2', () => OdooBookkeeper.open(odoo, realOdoo(odoo.base, null)));
  describeFeed('Odoo, a real server, by JSON-RPC as in versions 17 and 18', () => OdooBookkeeper.open(odoo, realOdoo(odoo.base, '18.0')));
}
