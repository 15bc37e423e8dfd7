import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hintsOf, identify, isFreeMail, isSiren, parseAddress, parseVat } from '../../../src/core';
import type { Pack } from '../../../src/core';
import { createHttpRecords } from '../../../src/outlook/http-records';
import { linesOf, threadOf } from '../../bench/identify/cases';
import type { LedgerEntry, ThreadCase } from '../../bench/identify/cases';
import { openLedger } from '../../bench/identify/ledger';
import { mailFrom, threadOf as threadOfMails } from './story';

/** What a client sends when it asks whom a thread is about: the bytes of the request, as the pane's own records write them. */
async function sent(pack: Pack, thread: Parameters<typeof hintsOf>[0]): Promise<Readonly<Record<string, unknown>>> {
  const bodies: string[] = [];
  const records = createHttpRecords({
    baseUrl: 'https://relance.test', secret: () => null, waitsMs: [],
    fetch: (_, init) => {
      bodies.push(String(init?.body));
      return Promise.resolve(new Response(JSON.stringify({ apiVersion: 1, value: { hits: [], debtors: [] } }), { headers: { 'content-type': 'application/json' } }));
    },
  });
  await records.lookUpWithFile(hintsOf(thread, pack));
  expect(bodies).toHaveLength(1);
  return JSON.parse(bodies[0] ?? '') as Readonly<Record<string, unknown>>;
}

const folder = join('test', 'fixtures', 'threads');
const ledgers = JSON.parse(readFileSync(join(folder, 'ledgers.json'), 'utf8')) as readonly LedgerEntry[];
const cases = linesOf<ThreadCase>(readFileSync(join(folder, 'cases.jsonl'), 'utf8'));

const list = (body: Readonly<Record<string, unknown>>, key: string): readonly string[] => body[key] as readonly string[];
/** `INV/2026/05` and `INV-2026-5` have one form: runs of letters and digits. */
const runs = (text: string): string => text.replace(/\d/g, '9').replace(/\p{L}/gu, 'A').replace(/[^A9]+/g, ' ').trim();

/** A written number fits a shape when it has its letters (or none) and of each run of digits no more than the shape has, or all of them in one. */
function fits(number: string, shape: string): boolean {
  const [have, want] = [runs(number).replace(/(A)(?=9)|(9)(?=A)/g, '$1$2 ').split(' '), runs(shape).replace(/(A)(?=9)|(9)(?=A)/g, '$1$2 ').split(' ')];
  const bare = want[0]?.startsWith('A') === true && have[0]?.startsWith('9') === true ? want.slice(1) : want;
  if (have.length === bare.length && have.every((run, i) => run.charAt(0) === bare[i]?.charAt(0) && run.length <= (bare[i]?.length ?? 0))) return true;
  return have.join('').length === bare.join('').length && have.join('') === bare.join('');
}

test('of a hundred and more threads nothing crosses the wire but addresses, domains, tokens of the ledger’s shapes, identifiers, references and the key', async () => {
  expect(cases.length).toBeGreaterThanOrEqual(100);
  let numbers = 0;
  for (const entry of ledgers) {
    const ledger = await openLedger(entry);
    const { pack } = ledger;
    expect(pack.numberShapes.length).toBeLessThanOrEqual(64);
    for (const one of cases.filter((c) => c.ledger === entry.id)) {
      const body = await sent(pack, threadOf(one));
      expect(Object.keys(body).sort()).toEqual(['addresses', 'domains', 'numbers', 'references', 'sirens', 'thread', 'vats']);
      const own = (address: string): boolean => entry.own.addresses.includes(address) || entry.own.domains.some((d) => address.endsWith(`@${d}`) || address.endsWith(`.${d}`));
      for (const address of list(body, 'addresses')) expect([one.id, parseAddress(address), own(address)]).toEqual([one.id, address, false]);
      for (const domain of list(body, 'domains')) expect([one.id, domain, list(body, 'addresses').some((a) => a.endsWith(`@${domain}`)) && (!isFreeMail(domain) || pack.domainOverrides.company.includes(domain))]).toEqual([one.id, domain, true]);
      for (const number of list(body, 'numbers')) {
        expect([one.id, number, pack.numberShapes.some((shape) => fits(number, shape))]).toEqual([one.id, number, true]);
        expect(number).toMatch(/^[\p{Lu}\d]+(?:-[\p{Lu}\d]+)*$/u);
        numbers += 1;
      }
      for (const siren of list(body, 'sirens')) expect([one.id, isSiren(siren), siren === entry.own.siren]).toEqual([one.id, true, false]);
      for (const vat of list(body, 'vats')) expect([one.id, parseVat(vat)?.number, vat === entry.own.vat]).toEqual([one.id, vat, false]);
      for (const reference of list(body, 'references')) expect(reference).toMatch(/^R-[0-9A-Z]{4,8}$/);
      expect(body['thread']).toBe(one.id);
    }
    await ledger.close();
  }
  expect(numbers).toBeGreaterThan(100);
});

const SECRETS: readonly (readonly [string, string])[] = [
  ['a telephone number', '05 61 10 41 85'], ['a telephone number', '+33 6 10 41 85 22'], ['a telephone number', '0561104185'], ['an account', 'FR76 3000 4000 0310 4185 0000 143'], ['an account', 'FR14 2004 1010 0505 0001 3M02 606'], ['an account', 'DE89370400440532013000'], ['an account', 'fr14-2004-1010-0505-0001-3m02-606'], ['a card', '4242 4242 4242 4242'],
  ['a date', '10/41/85'], ['a date', '16-11-2026'], ['a date', '2026-11-16'], ['an amount', '104 185,00 €'], ['an amount', '104185 EUR'], ['an amount', '1 041,85'], ['an amount', '€104,185.00'],
];

test.each(SECRETS)('%s never crosses it, whatever shapes the ledger has and whatever word stands before it: %s', async (_, secret) => {
  const ledger = await openLedger(ledgers[0] ?? raise());
  const { pack } = ledger;
  await ledger.close();
  const shapes = ['9', '99', '999', '9999', '99999', '999999', '9999999', '99999999', '999999999', '9999999999', '99-99-9999', '9999-99-99', 'AA99999999', 'AA-9999-9999', '9999 9999 9999 9999', 'AA99999999999999999999', 'AA9999999999999999999A99999', 'AA99 9999 9999 9999 9999 9A99 999'];
  for (const text of [`facture ${secret}`, `Facture n° ${secret}.`, `fact. ${secret}`, `${secret}`, `Règlement : ${secret}\nfacture`]) {
    const body = await sent({ ...pack, numberShapes: shapes }, threadOfMails(mailFrom('x@sfr.fr', { subject: text, text })));
    expect([text, list(body, 'numbers')]).toEqual([text, []]);
  }
});

test('the account of a customer, by which he is told from another, is compared here and crosses it no more than any other', async () => {
  const given = ledgers[0] ?? raise();
  const iban = 'FR1420041010050500013M02606';
  const [a, b] = [given.customers[0] ?? raise(), given.customers[1] ?? raise()];
  const shared = 'cabinet@expert-partage.fr';
  const ledger = await openLedger({ ...given, customers: [{ ...a, emails: [shared], ibans: [iban] }, { ...b, emails: [shared] }], invoices: given.invoices.filter(({ debtorId }) => debtorId === a.id || debtorId === b.id) });
  const thread = threadOfMails(mailFrom(shared, { subject: `Virement ${iban}`, text: `Compte débité : ${iban.replace(/(.{4})/g, '$1 ')}`, attachmentNames: [`${iban}.pdf`] }));
  const hits = await ledger.lookUp(hintsOf(thread, ledger.pack));
  const found = identify(thread, hits, ledger.pack);
  expect([found.kind, found.kind === 'one' ? found.candidate.debtor.name : null]).toEqual(['one', a.name]);
  const body = JSON.stringify(await sent(ledger.pack, thread)).replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  await ledger.close();
  for (const part of [iban, iban.slice(4), iban.slice(4, 14)]) expect(body).not.toContain(part);
});

test('no word of a mail crosses it', async () => {
  const ledger = await openLedger(ledgers[0] ?? raise());
  const text = 'Confidentiel : notre directrice Madame Delavigne licencie. Mot de passe Tournesol42. Dossier médical 2026-A-17. Facture FA-2026-0107.';
  const body = JSON.stringify(await sent(ledger.pack, threadOfMails(mailFrom('x@sfr.fr', { subject: text, text }))));
  await ledger.close();
  expect(body).toContain('FA-2026-0107');
  for (const word of text.match(/\p{L}{4,}/gu) ?? []) expect([word, body.toLowerCase().includes(word.toLowerCase())]).toEqual([word, false]);
});

function raise(): never {
  throw new Error('no ledger');
}
