import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Debtor, DebtorId } from '../../../src/core';
import type { FeedInvoice } from '../../../src/server/feeds/feed';
import { openSourceMirror } from '../../../src/server/store/mirror/source-mirror';
import type { KeptMirror } from '../../../src/server/store/mirror/source-mirror';
import { aDebtor, anInstalment, anInvoice, eur } from '../../core/builders';

const customer = (id: string): Debtor => aDebtor({ id: id as DebtorId });
const bill = (external: string, debtor: string, open: number): FeedInvoice => ({ external, invoice: anInvoice({ number: `FA-${external}`, debtor: debtor as DebtorId, instalments: [anInstalment({ amount: eur(100), outstanding: eur(open) })] }) });

describe('what changed since the ledger was put in use', () => {
  let mirror: KeptMirror;
  beforeEach(() => {
    mirror = openSourceMirror(':memory:');
    mirror.begin();
    mirror.take({ debtors: [customer('1'), customer('2')], invoices: [bill('a', '1', 100), bill('b', '2', 100)], gone: { debtors: [], invoices: [] }, unreadable: [], leftOut: {}, cursor: 'c', done: 0, of: null });
    mirror.finish();
  });
  afterEach(() => mirror.close());
  const reread = (id: string, external: string, open: number): boolean => mirror.takeAccount(id, { debtor: customer(id), invoices: [bill(external, id, open)], unreadable: [] });

  it('a payment that comes while the ledger is being written is written the next time', () => {
    const upTo = mirror.reached;
    reread('1', 'a', 40);
    mirror.published('1', 0, upTo);
    expect(mirror.changed()).toEqual(['1']);
    mirror.published('2', 0, mirror.reached);
    expect(mirror.changed()).toEqual([]);
  });

  it('also where the same customer had changed before it began', () => {
    mirror.published('1', 0, mirror.reached);
    reread('2', 'b', 80);
    const upTo = mirror.reached;
    reread('2', 'b', 60);
    mirror.published('2', 0, upTo);
    expect(mirror.changed()).toEqual(['2']);
  });

  it('what is read again as it was is no change', () => {
    mirror.published('1', 0, mirror.reached);
    expect(reread('1', 'a', 100)).toBe(false);
    expect(mirror.changed()).toEqual([]);
  });
});
