import { describe, expect, it } from '@jest/globals';
import { feedAddress } from '../../../src/server/feeds/http/feed-address';

describe('the address of a system, as an admin pastes it', () => {
  it.each([
    ['https://erp.exemple.fr', 'https://erp.exemple.fr/'],
    ['erp.exemple.fr', 'https://erp.exemple.fr/'],
    ['  https://erp.exemple.fr/dolibarr/htdocs/index.php?mainmenu=home#top ', 'https://erp.exemple.fr/dolibarr/htdocs/index.php/'],
    ['http://localhost:8069', 'http://localhost:8069/'],
    ['http://192.168.1.20/dolibarr', 'http://192.168.1.20/dolibarr/'],
    ['http://172.31.0.4', 'http://172.31.0.4/'],
    ['http://[::1]:8069/', 'http://[::1]:8069/'],
    ['http://serveur/', 'http://serveur/'],
    ['http://compta.local', 'http://compta.local/'],
  ])('%s', (given, expected) => {
    expect(feedAddress(given, 'ERP')).toMatchObject({ ok: true, value: expect.objectContaining({ href: expected }) });
  });

  it.each([
    ['http://erp.exemple.fr', 'not-https'], ['http://172.32.0.4', 'not-https'], ['http://8.8.8.8', 'not-https'], ['http://[2001:db8::1]/', 'not-https'], ['http://localhost.evil.fr', 'not-https'], ['http://10.evil.fr', 'not-https'],
    ['ftp://erp.exemple.fr', 'malformed'], ['file:///etc/passwd', 'malformed'], ['javascript:alert(1)', 'malformed'], ['https://key:secret@erp.exemple.fr', 'malformed'], ['https://', 'malformed'], ['mon erp', 'malformed'],
  ])('%s is refused: %s', (given, because) => {
    expect(feedAddress(given, 'ERP')).toMatchObject({ ok: false, problem: { code: 'feed/address-refused', because } });
  });

  it('nothing is no address', () => {
    expect(feedAddress(' ', 'ERP')).toEqual({ ok: false, problem: { code: 'feed/setting-refused', feed: 'ERP', field: 'address', because: 'missing' } });
  });
});
