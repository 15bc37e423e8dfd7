import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from '../property';
import { addDays, invoiceId } from '../../src/core';
import type { DebtorId, FoundBy, Invoice } from '../../src/core';
import { COMPANY, TODAY, aContact, aCreditNote, aDebtor, aPaidInvoice, aPayment, address, anInstalment, anInvoice, at, day, daysAgo, aNewEntry, eur, gbp, inDays, reference } from '../core/builders';
import { ALL_TO_REMIND, MORNING, found, hints, idOfDebtor, listed, namesHit, problem, reminderDue, value, opened } from './subject';
import type { Desk, OpenSubject, Subject } from './subject';

const GARAGE = aDebtor();
const id = (text: string): DebtorId => text as DebtorId;
const BAKERY = aDebtor({
  id: id('C-0500'), code: 'C-0500', name: 'Boulangerie Éts Peyron & Fils', legalIds: { siren: '404833048', siret: null, vat: 'FR83404833048' }, town: 'Lyon',
  contacts: [aContact({ name: null, address: address('peyron.boulanger@gmail.com'), role: 'payer' })], domains: [],
});
const other = (n: number, over: Parameters<typeof aDebtor>[0] = {}) => aDebtor({ id: id(`X-${n}`), code: `X-${n}`, name: `Client ${n}`, legalIds: { siren: null, siret: null, vat: null }, contacts: [], domains: [], ...over });

/**
 * @param kept rows: what is asked is what stands in the cells of a living sheet now. It has no columns for some facts, and no
 * memory of an earlier reading: a row that was taken out is gone.
 */
export function invoiceSourceContract(name: string, open: OpenSubject, kept: 'readings' | 'rows' = 'readings'): void {
  const ofReadings = (title: string, holds: () => Promise<void>): void => {
    if (kept === 'readings') test(title, holds);
  };
  /** Columns have an order of their own. */
  const inOrder = (texts: readonly string[]): readonly string[] => (kept === 'readings' ? texts : [...texts].sort());
  describe(`the ledger as ${name} answers it`, () => {
    let subject: Subject;
    let desk: Desk;
    beforeEach(async () => {
      ({ subject, desk } = await opened(open));
    });
    afterEach(() => subject.close());
    const lookUp = async (over: Parameters<typeof hints>[0]) => value(await desk.source.lookUp(hints(over)));

    ofReadings('before any ledger was read every question says so', async () => {
      expect(problem(await desk.source.lookUp(hints({ numbers: ['FA-1'] }))).code).toBe('source/no-ledger');
      expect(problem(await desk.source.caseFile(GARAGE.id)).code).toBe('source/no-ledger');
      expect(problem(await desk.source.search('garage')).code).toBe('source/no-ledger');
      expect(problem(await desk.source.worklistPage(ALL_TO_REMIND)).code).toBe('source/no-ledger');
    });

    describe('with two customers', () => {
      beforeEach(() => subject.read({
        debtors: [GARAGE, BAKERY],
        invoices: [
          anInvoice(), aPaidInvoice(), anInvoice({ number: 'VT00778', debtor: BAKERY.id, due: daysAgo(5), amount: eur(99.9) }), anInvoice({ number: '2026/05/0720', debtor: BAKERY.id, due: inDays(10), amount: gbp(40) }),
        ],
      }));

      test("a contact's address hits its debtor, with the contact's role", async () => {
        const hits = await lookUp({ addresses: [address('compta@garage-canigou.fr')] });
        expect(namesHit(hits, 'address', 'compta@garage-canigou.fr')).toEqual(['Garage du Canigou']);
        expect(hits.hits[0]).toMatchObject({ count: 1, debtors: [{ via: 'contact', contactRole: 'accounting' }] });
      });

      test('each contact keeps its role, and the salesperson in charge points to nobody, nor does their domain', async () => {
        const contacts = (['payer', 'accounting', 'generic', 'management', 'unknown'] as const).map((role) => aContact({ role, name: null, address: address(`${role}@maison-roca.fr`) }));
        await subject.read({ debtors: [other(1, { contacts: [...contacts, aContact({ role: 'sales', address: address('paul@agence-vidal.fr') })], domains: [] })], invoices: [anInvoice({ debtor: id('X-1') })] });
        const debtor = await idOfDebtor(desk, 'Client 1');
        expect(inOrder(value(await desk.source.caseFile(debtor)).debtor.contacts.map(({ address: who, role }) => `${role} ${who}`))).toEqual(inOrder([...contacts.map(({ role, address: who }) => `${role} ${who}`), 'sales paul@agence-vidal.fr']));
        expect((await lookUp({ addresses: [address('paul@agence-vidal.fr'), address('generic@maison-roca.fr')], domains: ['agence-vidal.fr', 'maison-roca.fr'] })).hits.map((hit) => hit.value)).toEqual(['generic@maison-roca.fr', 'maison-roca.fr']);
      });

      test('an unknown address hits nobody', async () => {
        expect(await lookUp({ addresses: [address('nobody@garage-canigou.fr')] })).toEqual({ hits: [], debtors: [] });
      });

      test('the company domain hits, also written with a host in front', async () => {
        const hits = await lookUp({ domains: ['garage-canigou.fr', 'mail.garage-canigou.fr'] });
        expect(namesHit(hits, 'domain', 'garage-canigou.fr')).toEqual(['Garage du Canigou']);
        expect(namesHit(hits, 'domain', 'mail.garage-canigou.fr')).toEqual(['Garage du Canigou']);
        expect(hits.hits[0]?.debtors[0]?.via).toBe('company-domain');
      });

      test('a domain that could be taken for that of a debtor who is cited is told, with the domain that it resembles', async () => {
        const hits = await lookUp({ domains: ['garage-canigou.com', 'garagecanigou.fr', 'garage-cannigou.fr', 'autre-garage.fr'], numbers: ['FA-2026-0297', 'VT00778'] });
        const alike = hits.hits.filter((h) => h.debtors[0]?.via === 'look-alike');
        expect(alike.map((h) => h.value)).toEqual(['garage-canigou.com', 'garagecanigou.fr', 'garage-cannigou.fr']);
        expect(alike.flatMap((h) => h.debtors.map((d) => [d.via, d.number]))).toEqual([['look-alike', 'garage-canigou.fr'], ['look-alike', 'garage-canigou.fr'], ['look-alike', 'garage-canigou.fr']]);
        expect((await lookUp({ domains: ['garage-cannigou.fr'], addresses: [address('compta@garage-canigou.fr')] })).hits.flatMap((h) => h.debtors.map((d) => d.via))).toEqual(['contact', 'look-alike']);
        expect((await lookUp({ domains: ['garage-cannigou.fr'], numbers: ['VT00778'] })).hits.map((h) => h.hint)).toEqual(['number']);
        expect((await lookUp({ domains: ['garage-canigou.fr', 'mail.garage-canigou.fr'], numbers: ['FA-2026-0297'] })).hits.flatMap((h) => h.debtors.map((d) => d.via))).toEqual(['company-domain', 'company-domain', 'invoice']);
      });

      test('a strange domain or a private address that is a customer’s whole name is told; a part of a name is not', async () => {
        const hits = await lookUp({ domains: ['boulangerie-peyron-fils.fr', 'boulangeriepeyronfils.com', 'peyron.fr', 'boulangerie-peyron.fr'], addresses: [address('boulangerie.peyron.fils@orange.fr'), address('peyron.boulanger@gmail.com'), address('peyron@orange.fr')] });
        expect(hits.hits.filter((h) => h.debtors[0]?.via === 'namesake').map((h) => [h.hint, h.value, h.count])).toEqual([
          ['domain', 'boulangerie-peyron-fils.fr', 1], ['domain', 'boulangeriepeyronfils.com', 1], ['address', 'boulangerie.peyron.fils@orange.fr', 1],
        ]);
      });

      test('a free-mail domain never stands for a company, the free-mail address does', async () => {
        const hits = await lookUp({ domains: ['gmail.com'], addresses: [address('peyron.boulanger@gmail.com')] });
        expect(hits.hits.map((h) => h.hint)).toEqual(['address']);
      });

      test.each([
        ['as the ledger writes it', 'VT00778', 'VT00778', true],
        ['with other separators', 'VT-00778', 'VT00778', true],
        ['in small letters without its zeros', 'vt778', 'VT00778', true],
        ['without its prefix', '778', 'VT00778', true],
        ['segments without zeros', '2026-5-720', '2026/05/0720', true],
      ])('an invoice number is found %s', async (_, written, number, isOpen) => {
        const hits = await lookUp({ numbers: [written] });
        expect(namesHit(hits, 'number', written)).toEqual(['Boulangerie Éts Peyron & Fils']);
        expect(hits.hits[0]?.debtors[0]).toMatchObject({ via: 'invoice', number, open: isOpen });
      });

      test.each(['BC-778', '2026-50-720', '0720', 'FA-2026-029'])('%s is no invoice of ours', async (written) => {
        expect((await lookUp({ numbers: [written] })).hits).toEqual([]);
      });

      test.each(['C-0412', 'c 0412', 'C0412'])('%s is a customer code', async (written) => {
        const hits = await lookUp({ numbers: [written] });
        expect(namesHit(hits, 'number', written)).toEqual(['Garage du Canigou']);
        expect(hits.hits[0]).toMatchObject({ count: 1, debtors: [{ via: 'customer-code', number: 'C-0412' }] });
      });

      test('an order tells apart those whom the people of a thread stand for, and nobody else', async () => {
        const cabinet = { contacts: [aContact({ address: address('cabinet@expert.fr') })] };
        await subject.read({
          debtors: [GARAGE, other(1, cabinet), other(2, cabinet)],
          invoices: [anInvoice({ debtor: id('X-2'), number: 'FA-2026-0500', orderNumber: 'BC-41331' }), anInvoice({ debtor: GARAGE.id, number: 'FA-2026-0501', orderNumber: 'BC-41332' })],
        });
        const ask = async (...addresses: string[]) => (await lookUp({ addresses: addresses.map(address), numbers: ['BC-41331', 'BC-41332'] })).hits.filter((h) => h.hint === 'number');
        expect(await ask('cabinet@expert.fr')).toMatchObject([{ value: 'BC-41331', count: 1, debtors: [{ via: 'order-number', number: 'BC-41331' }] }]);
        expect(await ask('compta@garage-canigou.fr')).toEqual([]);
        expect(await ask()).toEqual([]);
      });

      test('a paid invoice still says whose it was', async () => {
        expect((await lookUp({ numbers: ['FA-2026-0101'] })).hits[0]?.debtors[0]).toMatchObject({ via: 'invoice', open: false });
      });

      test('SIREN is found where the ledger holds only a SIRET or a VAT number', async () => {
        expect(namesHit(await lookUp({ sirens: ['812345676'] }), 'siren', '812345676')).toEqual(['Garage du Canigou']);
        expect(namesHit(await lookUp({ vats: ['FR83404833048'] }), 'vat', 'FR83404833048')).toEqual(['Boulangerie Éts Peyron & Fils']);
      });

      test('several hints are answered together, with one summary per debtor', async () => {
        const hits = await lookUp({ addresses: [address('compta@garage-canigou.fr')], numbers: ['FA-2026-0297', 'VT00778'], sirens: ['812345676'], thread: 'thread-1' });
        expect(hits.hits.map((h) => h.hint).sort()).toEqual(['address', 'number', 'number', 'siren']);
        expect(hits.debtors.map((d) => d.name).sort()).toEqual(['Boulangerie Éts Peyron & Fils', 'Garage du Canigou']);
      });

      test('a summary sums per currency and tells the oldest delay', async () => {
        const bakery = await found(desk, 'peyron');
        expect(bakery).toMatchObject({ name: 'Boulangerie Éts Peyron & Fils', town: 'Lyon', overdue: [eur(99.9)], open: [eur(99.9), gbp(40)], oldestDaysOverdue: 5 });
      });

      test.each(['Garage du Canigou', 'garage', 'CANIGOU gar', 'canigu', 'C-0412', 'c-0412', '812345676', '812 345 676', 'FA-2026-0297', 'compta@garage-canigou.fr'])('search finds the garage by %s', async (words) => {
        expect((await found(desk, words)).name).toBe('Garage du Canigou');
      });

      test.each(['', '   ', 'zzzz', "'; drop table debtors; --", '%', '_', '"', '\\'])('search finds nobody by %j', async (words) => {
        expect(value(await desk.source.search(words))).toEqual([]);
      });

      test.each<[string, string, FoundBy]>([
        ['a code that is being typed', 'c-041', { kind: 'code', value: 'C-0412' }],
        ['a code without its dash', 'c0412', { kind: 'code', value: 'C-0412' }],
        ['a code', 'C-0412', { kind: 'code', value: 'C-0412' }],
        ['a SIREN in groups', '812 345 676', { kind: 'siren', value: '812345676' }],
        ['a SIREN behind its name', 'SIREN 812345676', { kind: 'siren', value: '812345676' }],
        ['the SIRET of an establishment', '812 345 676 00017', { kind: 'siret', value: '81234567600017' }],
        ['a SIRET of another establishment', '81234567600025', { kind: 'siren', value: '812345676' }],
        ['an invoice', 'FA-2026-0297', { kind: 'invoice', value: 'FA-2026-0297' }],
        ['an invoice with spaces and its word', 'facture n° fa 2026 297', { kind: 'invoice', value: 'FA-2026-0297' }],
        ['an invoice that is being typed', 'fa-2026-02', { kind: 'invoice', value: 'FA-2026-0297' }],
        ['an address', 'Compta@Garage-Canigou.fr', { kind: 'address', value: 'compta@garage-canigou.fr' }],
        ['an address that is being typed', 'compta@gar', { kind: 'address', value: 'compta@garage-canigou.fr' }],
        ['somebody else at the domain', 'paul@garage-canigou.fr', { kind: 'domain', value: 'garage-canigou.fr' }],
        ['the domain', 'garage-canigou.fr', { kind: 'domain', value: 'garage-canigou.fr' }],
        ['the domain behind an at', '@garage-canigou.fr', { kind: 'domain', value: 'garage-canigou.fr' }],
        ['the name', 'canigou garage', { kind: 'name', value: 'Garage du Canigou' }],
        ['the name with a slip', 'Garaje Canigou', { kind: 'similar-name', value: 'Garage du Canigou' }],
      ])('search says what fits: %s', async (_, words, by) => {
        expect(await found(desk, words)).toMatchObject({ name: 'Garage du Canigou', by });
      });

      test('accents and case do not matter', async () => {
        expect((await found(desk, 'ets péyron')).name).toBe('Boulangerie Éts Peyron & Fils');
      });

      test('whatever is typed, search answers', async () => {
        await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }).map((s) => s.split('\u0000').join('')), async (words) => {
          expect((await desk.source.search(words)).ok).toBe(true);
        }), { numRuns: 25 });
      });

      test('nobody has this id', async () => {
        expect(problem(await desk.source.caseFile(id("x' or '1'='1"))).code).toBe('source/unknown-debtor');
        expect(problem(await desk.source.caseFile(id('../pack'))).code).toBe('source/unknown-debtor');
      });

      test('a remembered choice hits by thread, address and domain', async () => {
        const debtor = await idOfDebtor(desk, 'peyron');
        value(await desk.settings.learn({ scope: 'thread', value: 'thread-9', debtor }));
        value(await desk.settings.learn({ scope: 'address', value: 'cabinet@expert.fr', debtor }));
        const hits = await lookUp({ thread: 'thread-9', addresses: [address('cabinet@expert.fr')], domains: ['expert.fr'] });
        expect(hits.hits.map((h) => [h.hint, h.debtors[0]?.via])).toEqual([['thread', 'learned'], ['address', 'learned']]);
      });

      test('"not a customer" is a hit without a debtor', async () => {
        value(await desk.settings.learn({ scope: 'thread', value: 'thread-9', debtor: null }));
        expect((await lookUp({ thread: 'thread-9' })).hits).toEqual([{ hint: 'thread', value: 'thread-9', debtors: [], count: 0 }]);
      });

      test('the reference of a reminder hits its debtor', async () => {
        const debtor = await idOfDebtor(desk, 'canigou');
        value(await desk.log.append(await reminderDue(desk, debtor, 'R-9X2Q', 'request-1'), null));
        expect(namesHit(await lookUp({ references: [reference('R-9X2Q'), reference('R-0000')] }), 'reference', 'R-9X2Q')).toEqual(['Garage du Canigou']);
      });
    });

    describe('among names that resemble one another', () => {
      const NAMES: readonly (readonly [name: string, town: string])[] = [
        ['Menuiserie DUPONT SARL', 'Lille'], ['Menuiserie Dumont', 'Lyon'], ['SAS Dupontel Menuiseries', 'Brest'], ['Éts. Léon Müller & Fils', 'Metz'], ['Société Générale d’Électricité', 'Paris'],
        ['Hôtel du Parc', 'Vichy'], ['Parc Auto', 'Nantes'], ['Boulangerie Saint-Honoré', 'Paris'], ['Boulangerie Saint-Honoré', 'Lyon'], ['Transports Lebœuf', 'Tours'], ['Garage Peyron', 'Elne'],
        ['2M Bâtiment', 'Nice'], ['Lot 12', 'Dax'], ['Lot 13', 'Dax'], ['Kebab Istanbul', 'Lille'], ['SCI Les Tilleuls', 'Pau'], ['A.B.C. Plomberie', 'Sète'], ['Chauffage Plomberie Sarda', 'Sète'],
      ];
      beforeEach(() => subject.read({ debtors: NAMES.map(([name, town], n) => other(n, { name, town })), invoices: [] }));
      test.each([
        ['Dupond menuiserie', 'Menuiserie DUPONT SARL'], ['menuiserie dupont', 'Menuiserie DUPONT SARL'], ['dupont', 'Menuiserie DUPONT SARL'], ['dupnot', 'Menuiserie DUPONT SARL'], ['Dupnot menuisreie', 'Menuiserie DUPONT SARL'],
        ['dupontel', 'SAS Dupontel Menuiseries'], ['menuisier dumont', 'Menuiserie Dumont'], ['menuiserie lyon', 'Menuiserie Dumont'], ['muller leon', 'Éts. Léon Müller & Fils'], ['MULER', 'Éts. Léon Müller & Fils'],
        ['societe generale electricite', 'Société Générale d’Électricité'], ['élect', 'Société Générale d’Électricité'], ['hotelduparc', 'Hôtel du Parc'], ['hotel parc', 'Hôtel du Parc'], ['parc', 'Parc Auto'],
        ['leboeuf', 'Transports Lebœuf'], ['lebeuf transport', 'Transports Lebœuf'], ['pey ron', 'Garage Peyron'], ['peiron', 'Garage Peyron'], ['2m batiment', '2M Bâtiment'], ['lot 13', 'Lot 13'],
        ['kebap', 'Kebab Istanbul'], ['tileuls', 'SCI Les Tilleuls'], ['les tilleuls', 'SCI Les Tilleuls'], ['abc plomberie', 'A.B.C. Plomberie'], ['plomberie sarda', 'Chauffage Plomberie Sarda'], ['st honore boulangerie', 'Boulangerie Saint-Honoré'],
      ])('%s finds %s first', async (words, name) => {
        expect((await found(desk, words)).name).toBe(name);
      });
      test('of two customers with one name, the town that was typed tells', async () => {
        expect(await found(desk, 'boulangerie saint honore lyon')).toMatchObject({ town: 'Lyon' });
        expect(await found(desk, 'boulangerie saint honore paris')).toMatchObject({ town: 'Paris' });
      });
      test('a name that was typed in full is not drowned in those that share a word with it', async () => {
        expect(value(await desk.source.search('garage peyron')).map((d) => d.name)).toEqual(['Garage Peyron']);
        expect(value(await desk.source.search('menuiserie dupond')).map((d) => d.name)).toEqual(['Menuiserie DUPONT SARL', 'Menuiserie Dumont', 'SAS Dupontel Menuiseries']);
      });
    });

    test('an address or domain shared by more than twenty debtors shows twenty and counts all', async () => {
      const debtors = Array.from({ length: 23 }, (_, n) => other(n, { contacts: [aContact({ address: address('cabinet@expert-conseil.fr') })] }));
      await subject.read({ debtors, invoices: [] });
      const hits = await lookUp({ addresses: [address('cabinet@expert-conseil.fr')], domains: ['expert-conseil.fr'] });
      expect(hits.hits.map((h) => [h.hint, h.debtors.length, h.count])).toEqual([['address', 20, 23], ['domain', 20, 23]]);
      const file = value(await desk.source.caseFile(await idOfDebtor(desk, 'X-7')));
      expect(file.debtor.domains).toEqual([]);
    });

    ofReadings('a case file holds all that the ledger says', async () => {
      const full: Invoice = anInvoice({
        number: 'FA-2026-0300', receivedOn: day('2026-10-01'), instalments: [anInstalment({ due: daysAgo(40), amount: eur(600), outstanding: eur(0) }), anInstalment({ due: daysAgo(10), dueBasis: 'computed', amount: eur(600) })],
        payments: [aPayment({ on: daysAgo(39), amount: eur(500), reference: 'VIR 12' }), aPayment({ on: daysAgo(38), amount: eur(100), kind: 'credit' })], means: 'bill-in-hand',
        retained: { amount: eur(60), releasedOn: inDays(300) }, assignee: { name: 'Factor SA', iban: 'FR7630006000011234567890189' }, disputed: eur(50.5), eInvoiceStatus: 207, eInvoiceStatusOn: daysAgo(2), reminded: { level: 2, on: daysAgo(20) }, orderNumber: 'BC 7 "x"', document: 'doc-1',
      });
      const credit = aCreditNote({ corrects: 'FA-2026-0300' });
      const debtor = { ...GARAGE, unallocatedCredits: [eur(10), gbp(3)], exclusion: { reason: 'contentieux', until: inDays(3) }, segment: 'garages', group: 'Canigou' };
      await subject.read({ debtors: [debtor], invoices: [full, credit], problems: [{ code: 'ledger/row-unreadable', file: 'clients.xlsx', sheet: null, row: 12, column: 'Échéance', value: '31/02', why: 'date' }], asOf: at('2026-11-23T06:00:00.000Z') });
      const file = value(await desk.source.caseFile(await idOfDebtor(desk, 'canigou')));
      const own = { debtor: file.debtor.id };
      expect(file.debtor).toEqual({ ...debtor, id: file.debtor.id });
      expect([...file.invoices].sort((a, b) => (a.number < b.number ? -1 : 1))).toEqual([{ ...credit, ...own }, { ...full, ...own }]);
      expect(file).toMatchObject({ company: COMPANY, entries: [], today: TODAY, loadedAt: MORNING, source: { kind: 'file', asOf: '2026-11-23T06:00:00.000Z', unreadableRows: 1 } });
    });

    test.each([
      ['2026-11-23T22:59:59.999Z', '2026-11-23'],
      ['2026-11-23T23:00:00.000Z', '2026-11-24'],
      ['2026-07-01T21:59:59.999Z', '2026-07-01'],
      ['2026-07-01T22:00:00.000Z', '2026-07-02'],
    ])('at %s the company in Paris writes %s', async (now, today) => {
      await subject.read({ debtors: [GARAGE], invoices: [anInvoice()] });
      subject.setNow(at(now));
      expect(value(await desk.source.caseFile(await idOfDebtor(desk, 'canigou'))).today).toBe(today);
    });

    test.each([[-1, 0], [0, 0], [1, 1]])('an invoice due %i day(s) ago: %i debtor(s) late in the worklist', async (days, count) => {
      await subject.read({ debtors: [GARAGE], invoices: [anInvoice({ due: daysAgo(days) })] });
      expect((await listed(desk)).filter(({ debtor }) => debtor.overdue.length > 0)).toHaveLength(count);
    });

    test('the worklist shows the greatest risk first, page by page, counts all, and leaves out who owes nothing', async () => {
      const debtors = Array.from({ length: 8 }, (_, n) => other(n));
      const due = (n: number): number => [3, 90, 1, 45, 45, 200, -4, 10][n] ?? 0;
      await subject.read({
        debtors,
        invoices: [
          ...debtors.map((d, n) => anInvoice({ number: `F${n}`, debtor: d.id, due: daysAgo(due(n)) })).filter((_, n) => n !== 7),
          aPaidInvoice({ number: 'F7', debtor: id('X-7'), due: daysAgo(10) }),
        ],
      });
      const first = value(await desk.source.worklistPage({ ...ALL_TO_REMIND, limit: 3 }));
      expect([first.rows.map(({ factors }) => factors.daysLate), first.count, first.groups['to-remind'], first.progress]).toEqual([[200, 90, 45], 7, 7, null]);
      expect((await listed(desk, ['to-remind'], 3)).map(({ factors }) => factors.daysLate)).toEqual([200, 90, 45, 45, 3, 1, 0]);
    });

    test('a credit that covers the whole invoice leaves nothing overdue', async () => {
      await subject.read({ debtors: [GARAGE], invoices: [anInvoice(), aCreditNote({ amount: eur(-1200), corrects: 'FA-2026-0297' })] });
      expect(await listed(desk)).toEqual([]);
    });

    describe('the accounts from which customers pay', () => {
      const FIRST = 'FR1420041010050500013M02606';
      const SECOND = 'DE89370400440532013000';
      const SHARED = 'BE71096123456769';
      const banked = (n: number, ...ibans: readonly string[]) => ({ ...other(n), ...(ibans.length === 0 ? {} : { ibans }) });
      const bills = (...of: readonly number[]) => of.map((n) => anInvoice({ number: `VT${n}`, debtor: id(`X-${n}`) }));
      const ibansOf = async (...of: readonly number[]) => {
        const { debtors } = await lookUp({ numbers: of.map((n) => `VT${n}`) });
        return of.map((n) => debtors.find(({ name }) => name === `Client ${n}`)?.ibans ?? null);
      };

      test('come with the customers whom a look-up hits, and with their case file; nobody is found by one', async () => {
        await subject.read({ debtors: [banked(1, FIRST, SECOND), banked(2)], invoices: bills(1, 2) });
        expect(await ibansOf(1, 2)).toEqual([[SECOND, FIRST], null]);
        expect(value(await desk.source.caseFile(await idOfDebtor(desk, 'Client 1'))).debtor.ibans).toEqual([SECOND, FIRST]);
        expect(value(await desk.source.caseFile(await idOfDebtor(desk, 'Client 2'))).debtor.ibans).toBeUndefined();
        expect(value(await desk.source.search(FIRST))).toEqual([]);
        expect(JSON.stringify(value(await desk.source.search('Client')))).not.toContain(FIRST);
        expect(JSON.stringify(await listed(desk))).not.toContain(FIRST);
      });

      test('one from which two pay is neither’s alone', async () => {
        await subject.read({ debtors: [banked(1, FIRST, SHARED), banked(2, SHARED), banked(3, SECOND)], invoices: bills(1, 2, 3) });
        expect(await ibansOf(1, 2, 3)).toEqual([[FIRST], null, [SECOND]]);
      });

      test('follow the newest ledger: changed, taken away, and unknown of a customer whom it no longer names', async () => {
        await subject.read({ debtors: [banked(1, FIRST), banked(2, SECOND), banked(3, SHARED)], invoices: bills(1, 2, 3) });
        await subject.read({ debtors: [banked(1, SHARED), banked(2), banked(4, SECOND)], invoices: bills(1, 2, 4), asOf: at('2026-11-24T06:00:00.000Z') });
        expect(await ibansOf(1, 2, 3, 4)).toEqual([[SHARED], null, null, [SECOND]]);
      });
    });

    test('the rate that a contract stipulates comes with the case file, and follows the newest ledger', async () => {
      const rates = async () => [await idOfDebtor(desk, 'Client 1'), await idOfDebtor(desk, 'Client 2')].map(async (debtor) => value(await desk.source.caseFile(debtor)).debtor.contractRate ?? null);
      const invoices = [1, 2].map((n) => anInvoice({ number: `VT${n}`, debtor: id(`X-${n}`) }));
      await subject.read({ debtors: [other(1, { contractRate: 105_000, ibans: ['DE89370400440532013000'] }), other(2)], invoices });
      expect(await Promise.all(await rates())).toEqual([105_000, null]);
      await subject.read({ debtors: [other(1), other(2, { contractRate: 80_000 })], invoices, asOf: at('2026-11-24T06:00:00.000Z') });
      expect(await Promise.all(await rates())).toEqual([null, 80_000]);
    });

    test('the postal address comes with the case file, and follows the newest ledger', async () => {
      const lilas = { lines: ['Bâtiment B', '12 rue des Lilas'], postcode: '69003', town: 'Lyon', country: null };
      const athens = { lines: ['<b>Οδός Ερμού 1</b>', kept === 'rows' ? '1+1' : '=1+1', 'شارع 🚗'], postcode: null, town: 'Αθήνα', country: 'Grèce' };
      const addresses = async () => [await idOfDebtor(desk, 'Client 1'), await idOfDebtor(desk, 'Client 2')].map(async (debtor) => value(await desk.source.caseFile(debtor)).debtor.postal ?? null);
      const invoices = [1, 2].map((n) => anInvoice({ number: `VT${n}`, debtor: id(`X-${n}`) }));
      await subject.read({ debtors: [other(1, { postal: lilas }), other(2)], invoices });
      expect(await Promise.all(await addresses())).toEqual([lilas, null]);
      await subject.read({ debtors: [other(1, { contractRate: 100_000 }), other(2, { postal: athens })], invoices, asOf: at('2026-11-24T06:00:00.000Z') });
      expect(await Promise.all(await addresses())).toEqual([null, athens]);
    });

    describe('when a newer ledger is read', () => {
      const twoInvoices = { debtors: [GARAGE, BAKERY], invoices: [anInvoice(), anInvoice({ number: 'FA-2026-0298' }), anInvoice({ number: 'VT1', debtor: BAKERY.id })] };

      ofReadings('an invoice that it no longer lists is no longer open, reason unknown, never paid', async () => {
        await subject.read(twoInvoices);
        await subject.read({ debtors: [GARAGE, BAKERY], invoices: twoInvoices.invoices.slice(1), asOf: at('2026-11-24T06:00:00.000Z') });
        const file = value(await desk.source.caseFile(await idOfDebtor(desk, 'canigou')));
        const gone = file.invoices.find((i) => i.number === 'FA-2026-0297');
        expect(gone).toMatchObject({ missingSince: '2026-11-24', payments: [], instalments: [{ outstanding: eur(1200) }] });
        expect((await found(desk, 'canigou')).open).toEqual([eur(1200)]);
        expect((await lookUp({ numbers: ['FA-2026-0297'] })).hits[0]?.debtors[0]?.open).toBe(false);
      });

      ofReadings('the day since when it is missing stays, and an invoice that comes back is open again', async () => {
        await subject.read(twoInvoices);
        await subject.read({ ...twoInvoices, invoices: twoInvoices.invoices.slice(1), asOf: at('2026-11-24T06:00:00.000Z') });
        await subject.read({ ...twoInvoices, invoices: [anInvoice({ number: 'FA-2026-0298', amount: eur(1) }), anInvoice({ number: 'VT1', debtor: BAKERY.id })], asOf: at('2026-11-25T06:00:00.000Z') });
        const debtor = await idOfDebtor(desk, 'canigou');
        expect(value(await desk.source.caseFile(debtor)).invoices.find((i) => i.number === 'FA-2026-0297')).toMatchObject({ missingSince: '2026-11-24', instalments: [{ outstanding: eur(1200) }] });
        await subject.read({ ...twoInvoices, asOf: at('2026-11-26T06:00:00.000Z') });
        const file = value(await desk.source.caseFile(debtor));
        expect(file.invoices.map((i) => [i.number, i.missingSince, i.instalments.length]).sort()).toEqual([['FA-2026-0297', null, 1], ['FA-2026-0298', null, 1]]);
      });

      ofReadings('a customer that it no longer names keeps id and log and owes nothing that is known', async () => {
        await subject.read(twoInvoices);
        const debtor = await idOfDebtor(desk, 'canigou');
        value(await desk.log.append(aNewEntry({ kind: 'note', text: 'appeler' }, { debtor }), null));
        await subject.read({ debtors: [BAKERY], invoices: twoInvoices.invoices.slice(2) });
        const file = value(await desk.source.caseFile(debtor));
        expect([file.entries.length, file.invoices.map((i) => i.missingSince !== null)]).toEqual([1, [true, true]]);
        expect((await listed(desk)).map((r) => r.debtor.name)).toEqual(['Boulangerie Éts Peyron & Fils']);
        await subject.read(twoInvoices);
        expect(await idOfDebtor(desk, 'canigou')).toBe(debtor);
        expect(value(await desk.source.caseFile(debtor)).invoices.every((i) => i.missingSince === null)).toBe(true);
      });

      test('a customer keeps its id when its name changes and its code stays', async () => {
        await subject.read(twoInvoices);
        const debtor = await idOfDebtor(desk, 'canigou');
        await subject.read({ ...twoInvoices, debtors: [{ ...GARAGE, name: 'Canigou Automobiles' }, BAKERY] });
        expect(await idOfDebtor(desk, 'canigou automobiles')).toBe(debtor);
      });

      test('an invoice that moved to another customer is hit there only', async () => {
        await subject.read(twoInvoices);
        const moved = [anInvoice({ debtor: BAKERY.id }), anInvoice({ number: 'FA-2026-0298' }), anInvoice({ number: 'VT1', debtor: BAKERY.id })];
        await subject.read({ ...twoInvoices, invoices: moved });
        expect(namesHit(await lookUp({ numbers: ['FA-2026-0297'] }), 'number', 'FA-2026-0297')).toEqual(['Boulangerie Éts Peyron & Fils']);
        const [garage, bakery] = [value(await desk.source.caseFile(await idOfDebtor(desk, 'canigou'))), value(await desk.source.caseFile(await idOfDebtor(desk, 'peyron')))];
        expect([garage.invoices.length, bakery.invoices.map((i) => i.instalments.length)]).toEqual([1, [1, 1]]);
        await subject.read(twoInvoices);
        expect(value(await desk.source.caseFile(garage.debtor.id)).invoices.map((i) => i.instalments.length)).toEqual([1, 1]);
      });
    });

    ofReadings('hostile text comes back as the text it is', async () => {
      const nasty = `<script>alert(1)</script> '"; drop table invoices; -- \u202e%_\\ 😀 ${'x'.repeat(10_000)}`;
      const number = `FA-${'9'.repeat(10_000)}`;
      const debtor = { ...GARAGE, name: nasty, code: 'C-0412', town: nasty };
      await subject.read({ debtors: [debtor], invoices: [anInvoice({ number, orderNumber: nasty })] });
      const file = value(await desk.source.caseFile(await idOfDebtor(desk, 'C-0412')));
      expect([file.debtor.name, file.debtor.town]).toEqual([nasty, nasty]);
      expect(file.invoices[0]).toMatchObject({ id: invoiceId(COMPANY, number, 'invoice'), number, orderNumber: nasty });
    });

    test('a day later everything is one day later', async () => {
      await subject.read({ debtors: [GARAGE], invoices: [anInvoice({ due: TODAY })] });
      expect((await found(desk, 'canigou')).oldestDaysOverdue).toBe(0);
      subject.setNow(at(`${addDays(TODAY, 1)}T08:00:00.000Z`));
      expect((await found(desk, 'canigou')).oldestDaysOverdue).toBe(1);
    });
  });
}
