import { expect, test } from '@jest/globals';
import { RowPacker, RowUnpacker, handedOver } from '../../../src/server/feeds/packed-rows';
import type { PackedRows } from '../../../src/server/feeds/packed-rows';
import type { Cell, LocalDate, Row } from '../../../src/core';
import fc from '../../property';

/** As it comes out on the other side of a thread. */
const sent = (packed: PackedRows): PackedRows => structuredClone(packed, { transfer: handedOver(packed) });

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>(null, true, false, '', 'Menuiserie Lebrun', 'C-0412', 'constructor', '1', 1),
  fc.string(),
  fc.double({ noNaN: true }),
  fc.constantFrom<Cell>({ day: '2026-11-23' as LocalDate }, { day: '1904-01-01' as LocalDate }, { value: 12.5, currency: 'EUR' }, { value: 12.5, currency: 'USD' }),
);

test('rows come out of another thread as they went in, in any number of lots, whatever is forgotten in between', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }), { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (lots, most) => {
      const packer = new RowPacker(most);
      const unpacker = new RowUnpacker();
      expect(lots.map((rows) => unpacker.unpack(sent(packer.pack(rows))))).toEqual(lots);
    }),
  );
});

test('names and days go over once, and numbers that never come twice are not looked for', () => {
  const rows = Array.from({ length: 6_000 }, (_, at): Row => [`C${at % 50}`, { day: `2026-11-${10 + (at % 20)}` as LocalDate }, `FA-${at}`, at / 4]);
  const packer = new RowPacker();
  const unpacker = new RowUnpacker();
  const lots = [rows.slice(0, 3_000), rows.slice(3_000)].map((lot) => packer.pack(lot));
  expect(lots.map(({ said }) => said.length)).toEqual([50 + 20 + 3_000, 3_000]);
  expect(lots.flatMap((lot) => unpacker.unpack(lot))).toEqual(rows);
});

test('what is known by heart does not grow without end', () => {
  const packer = new RowPacker(100);
  const unpacker = new RowUnpacker();
  const lots = Array.from({ length: 9 }, (_, lot) => Array.from({ length: 40 }, (__, at): Row => [`client ${lot * 30 + at}`]));
  const packed = lots.map((rows) => packer.pack(rows));
  expect(packed.filter(({ anew }) => anew).length).toBeGreaterThan(1);
  expect(packed.map((lot) => unpacker.unpack(sent(lot)))).toEqual(lots);
});
