import { expect, test } from '@jest/globals';
import { STANDARD_POLICY, ok } from '../../src/core';
import { factOf } from '../../src/core';
import { TODAY, anInvoice, day, eur } from '../core/builders';
import { assessed, fileOf, inShort, phoned, reminded } from '../core/dunning/standard';
import type { Life } from '../core/dunning/standard';

const old = anInvoice({ number: 'FA-2026-0188', due: day('2026-10-26'), amount: eur(900) });
const young = anInvoice({ number: 'FA-2026-0297', due: day('2026-11-17'), amount: eur(1200) });

test('a notice that is passed over before its day is that of the invoice whose turn it is, not of everything overdue', () => {
  const life: Life = { invoices: [old, young], log: [...reminded('R1', day('2026-10-27'), old), ...reminded('R2', day('2026-11-09'), old), ...phoned(day('2026-11-18'), old), ...reminded('R1', day('2026-11-18'), young)] };
  const assessment = assessed(life);
  // The notice of the old one: J+30 and seven days after the call are Wednesday; the young one has its second reminder at J+11, Saturday 28.
  expect(inShort(assessment)).toBe('too-soon R4 2026-11-25');
  expect(factOf('skip', { reason: 'vu avec la direction' }, { file: fileOf(life), assessment, policy: STANDARD_POLICY, about: 'R4', language: 'fr', today: TODAY }))
    .toEqual(ok({ kind: 'step-skipped', stage: 'R4', invoices: [old.id], reason: 'vu avec la direction', reached: [{ invoice: old.id, instalments: [{ due: '2026-10-26', step: 'R4' }] }] }));
});
