import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '../../../../src/core';
import { ONLY_COMPANY } from '../../../../src/core';
import { noLongerThere, withPrints } from '../../../../src/server/feeds/odoo/odoo-cursor';
import { odooFeed } from '../../../../src/server/feeds/odoo/odoo-feed';
import { readMove } from '../../../../src/server/feeds/odoo/read-move';
import type { MoveRows } from '../../../../src/server/feeds/odoo/read-move';
import { RECORDED, RecordedOdoo } from '../../../contracts/odoo-recorded';
import { odooBehind } from '../../../contracts/odoo-proxy';
import fc from '../../../property';

const context = { company: ONLY_COMPANY, name: 'Odoo', now: () => '2026-11-23T08:00:00.000Z' as Instant };
const [move] = RECORDED['account.move'];
const [line] = RECORDED['account.move.line'];
const rowsOf = (more: Partial<MoveRows> = {}): MoveRows => ({ move: { ...move }, lines: [{ ...line }], partials: [], counterparts: new Map(), payments: [], numbers: new Map(), moneyJournals: new Set(), ...more });

describe('an invoice of Odoo', () => {
  it('falls due on as many days as it has receivable lines, the earliest first', () => {
    const read = readMove(rowsOf({ lines: [{ ...line, date_maturity: '2026-12-01', amount_currency: 800, amount_residual_currency: 800 }, { ...line, date_maturity: '2026-10-01', amount_currency: 400, amount_residual_currency: 0.1 + 0.2 }] }), context);
    expect(read.ok && read.value.invoice.instalments.map(({ due, outstanding }) => [due, outstanding.minor])).toEqual([['2026-10-01', 30], ['2026-12-01', 80_000]]);
  });

  it('whose amount is no whole number of cents is named, and is not rounded', () => {
    expect(readMove(rowsOf({ lines: [{ ...line, amount_residual_currency: 12.345 }] }), context)).toMatchObject({ ok: false, problem: { code: 'feed/record-unreadable', record: 'INV/2026/00001', field: 'amount_residual_currency' } });
  });

  it('in yen is named', () => {
    expect(readMove(rowsOf({ move: { ...move, currency_id: [25, 'JPY'] } }), context)).toMatchObject({ ok: false, problem: { field: 'currency_id', why: 'currency' } });
  });

  it('is not owed any more once a payment was registered that no entry holds yet', () => {
    const paid = { id: 9, date: '2026-11-02', amount: 1200, currency_id: [126, 'EUR'], name: 'PBNK1/2026/00009', state: 'in_process' };
    const read = readMove(rowsOf({ move: { ...move, payment_state: 'in_payment' }, payments: [paid] }), context);
    expect(read).toMatchObject({ ok: true, value: { invoice: { instalments: [{ outstanding: { minor: 0 } }], payments: [{ on: '2026-11-02', amount: { minor: 120_000 }, kind: 'payment' }] } } });
  });

  it('that somebody took out of the follow-up is held back as disputed', () => {
    expect(readMove(rowsOf({ lines: [{ ...line, no_followup: true }] }), context)).toMatchObject({ ok: true, value: { invoice: { disputed: { minor: 120_000, currency: 'EUR' } } } });
  });

  it('is read or named, whatever its fields hold', () => {
    const field = fc.constantFrom(...Object.keys(move ?? {}));
    fc.assert(fc.property(field, fc.jsonValue(), fc.constantFrom(...Object.keys(line ?? {})), fc.jsonValue(), (ofMove, a, ofLine, b) => {
      const read = readMove(rowsOf({ move: { ...move, [ofMove]: a }, lines: [{ ...line, [ofLine]: b }] }), context);
      if (read.ok) for (const { outstanding } of read.value.invoice.instalments) expect(Number.isSafeInteger(outstanding.minor)).toBe(true);
      else expect(read.problem.code).toBe('feed/record-unreadable');
    }));
  });
});

describe('what is no longer there', () => {
  it('is found by a few characters for a thousand ids, and nothing that is there is called gone', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 200 }), fc.nat(), (ids, which) => {
      const before = [...ids].sort((a, b) => a - b);
      const lost = before[which % before.length] as number;
      const now = before.filter((id) => id !== lost);
      const gone = new Set(noLongerThere(withPrints({}, before), now));
      expect(gone.has(lost)).toBe(true);
      expect(now.filter((id) => gone.has(id))).toEqual([]);
      expect([...noLongerThere(withPrints({}, before), before)]).toEqual([]);
    }));
  });
});

describe('connecting to Odoo', () => {
  const odoo = new RecordedOdoo();
  const server = odooBehind((asked) => odoo.answer(asked));
  let address = '';
  beforeAll(async () => { address = (await server.open()).href; });
  afterAll(() => server.close());
  const check = (values: Readonly<Record<string, string>>): Promise<unknown> => {
    const feed = odooFeed({ values: { address, key: 'recorded-key', ...values }, context });
    return feed.ok ? feed.value.check(new AbortController().signal) : Promise.resolve(feed);
  };

  it('takes the page that the admin sees for its address', async () => {
    expect(await check({ address: `${address}odoo/accounting` })).toMatchObject({ ok: true, value: { system: 'Odoo 19.0', company: 'Relance Essais SAS' } });
  });

  it('names a database that is not there, a company that is not, and asks which where there are two', async () => {
    expect(await check({ database: 'nope' })).toMatchObject({ problem: { code: 'feed/not-found', what: 'database' } });
    expect(await check({ company: 'Nobody' })).toMatchObject({ problem: { code: 'feed/not-found', what: 'company' } });
    odoo.add('res.company', () => true, { name: 'Seconde SARL' });
    expect(await check({})).toMatchObject({ problem: { code: 'feed/setting-refused', field: 'company', because: 'missing' } });
    expect(await check({ company: 'seconde sarl' })).toMatchObject({ ok: true });
  });

  it('refuses a version before 17, and asks for the login that JSON-RPC needs', async () => {
    for (const [serie, problem] of [['16.0', { code: 'feed/version-not-read', found: 'Odoo 16.0' }], ['18.0', { code: 'feed/setting-refused', field: 'database' }]] as const) {
      const old = new RecordedOdoo(serie);
      const door = odooBehind((asked) => old.answer(asked));
      const at = await door.open();
      expect(await check({ address: at.href })).toMatchObject({ problem });
      await door.close();
    }
  });
});
