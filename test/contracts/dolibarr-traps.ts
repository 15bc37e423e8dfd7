import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DolibarrBookkeeper } from './dolibarr-bookkeeper';
import { open as openOf, Said, whole } from './feed-contract';
import type { WorldInvoice } from './feed-subject';

export const never = (): AbortSignal => new AbortController().signal;

/** @param cursor where the changes begin. */
export async function changesSince(books: DolibarrBookkeeper, cursor: string): Promise<Said> {
  const said = new Said();
  for await (const page of books.feed().changes(cursor, never())) {
    if (!page.ok) throw new Error(page.problem.code);
    said.take(page.value);
  }
  return said;
}

/** What Dolibarr does otherwise than one thinks, on a recorded one and on a real one. */
export function describeTraps(name: string, start: () => Promise<DolibarrBookkeeper>): void {
  describe(name, () => {
    let books: DolibarrBookkeeper;
    const GARAGE = 'Garage du Canigou';
    const bill = (total: number, more: Partial<WorldInvoice> = {}): WorldInvoice => ({ customer: GARAGE, number: '', issued: '2026-09-01', due: '2026-10-01', total, ...more });
    beforeAll(async () => { books = await start(); });
    afterAll(() => books.close());

    it('a credit that waits is the customer’s, and is used up once it stands on an invoice, though nothing marks the credit note', async () => {
      const invoice = await books.invoice(bill(50_000));
      const note = await books.bill(bill(12_000), { type: 2, fk_facture_source: books.rowOf(invoice) }, -12_000);
      await books.convert(note);
      const before = await whole(books.feed());
      expect(openOf(before.of(note))).toBe(-12_000);
      expect(before.of(note).corrects).toBe(invoice);
      await books.tick();
      await books.tick();
      const later = await changesSince(books, before.cursor as string);
      await books.tick();
      await books.use(note, invoice);
      await books.tick();
      const after = await changesSince(books, later.cursor as string);
      expect(openOf(after.of(note))).toBe(0);
      expect(openOf(after.of(invoice))).toBe(38_000);
      expect(after.of(invoice).payments.map(({ kind, amount, reference }) => ({ kind, minor: amount.minor, reference }))).toEqual([{ kind: 'credit', minor: 12_000, reference: note }]);
    });

    it('a deposit is one', async () => {
      const deposit = await books.bill(bill(30_000), { type: 3 }, 30_000);
      expect((await whole(books.feed())).of(deposit)).toMatchObject({ kind: 'deposit', instalments: [{ outstanding: { minor: 30_000 } }] });
    });

    it('a bill written off keeps no payment, and its number stays known', async () => {
      const invoice = await books.invoice(bill(8_400));
      await books.writeOff(invoice);
      expect((await whole(books.feed())).of(invoice)).toMatchObject({ payments: [], instalments: [{ outstanding: { minor: 0 }, amount: { minor: 8_400 } }] });
    });

    it('the persons of a customer are found in their own table, each with what he is there for', async () => {
      await books.invoice(bill(1_000));
      await books.person(GARAGE, { lastname: 'Martin', firstname: 'Léa', email: 'lea.martin@garage-canigou.fr', poste: 'Responsable comptable' });
      await books.person(GARAGE, { lastname: 'Roca', firstname: 'Jordi', email: 'jordi.roca@garage-canigou.fr', poste: 'Gérant' });
      await books.person(GARAGE, { lastname: 'Sans adresse', firstname: '' });
      const { contacts } = (await whole(books.feed())).debtor(GARAGE);
      expect(contacts).toEqual([
        { name: null, address: 'compta@garage-canigou.fr', role: 'accounting' },
        { name: 'Léa Martin', address: 'lea.martin@garage-canigou.fr', role: 'accounting' },
        { name: 'Jordi Roca', address: 'jordi.roca@garage-canigou.fr', role: 'management' },
      ]);
    });

    it('a new person of a customer who owes nothing is seen by changes', async () => {
      const customer = 'Boulangerie Peyron';
      const invoice = await books.invoice(bill(2_000, { customer }));
      await books.pay(invoice, 2_000, '2026-10-10');
      const before = await whole(books.feed());
      await books.tick();
      await books.tick();
      const { cursor } = await changesSince(books, before.cursor as string);
      await books.tick();
      await books.person(customer, { lastname: 'Peyron', firstname: 'Anna', email: 'anna.peyron@boulangerie-peyron.fr' });
      const after = await changesSince(books, cursor as string);
      expect(after.debtor(customer).contacts.map(({ address }) => address)).toContain('anna.peyron@boulangerie-peyron.fr');
    });

    it.each(['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26', '2026-06-30', '2026-07-01', '2025-12-31', '2026-01-01'])('a day is that day, whatever the clocks do: %s', async (day) => {
      const invoice = await books.invoice(bill(100, { issued: day, due: day }));
      await books.pay(invoice, 40, day);
      const { issued, instalments, payments } = (await whole(books.feed())).of(invoice);
      expect([issued, instalments[0]?.due, payments[0]?.on]).toEqual([day, day, day]);
    });
  });
}
