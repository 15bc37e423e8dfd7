import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DebtorHints, DebtorId } from '../../src/core';
import { createHttpRecords } from '../../src/outlook/http-records';
import type { HttpRecords } from '../../src/outlook/http-records';
import { COMPANY, aContact, aDebtor, address, anInvoice, at, daysAgo } from '../core/builders';
import { anApp } from './an-app';
import type { AnApp } from './an-app';

const NOW = at('2026-11-23T07:12:00.000Z');
const hints = (domain: string): DebtorHints => ({ addresses: [address(`nouveau@${domain}`)], domains: [domain], numbers: [], sirens: [], vats: [], references: [], thread: '' });
let app: AnApp;
let records: HttpRecords;

beforeEach(async () => {
  app = await anApp();
  const provider = aDebtor({ id: 'qonto' as DebtorId, code: 'Q', name: 'Qonto', contacts: [aContact({ address: address('compta@qonto.com') })] });
  const firm = aDebtor({ id: 'un' as DebtorId, code: 'U', name: 'Un', legalIds: { siren: null, siret: null, vat: null }, contacts: [aContact({ address: address('compta@paris.un.fr') })] });
  const invoices = [anInvoice({ number: 'F1', debtor: provider.id, due: daysAgo(3) }), anInvoice({ number: 'F2', debtor: firm.id, due: daysAgo(3) })];
  await app.store.importLedger(COMPANY, { source: { name: 'x.csv', kind: 'file', asOf: NOW }, debtors: [provider, firm], invoices, problems: [], rows: 2 }, NOW);
  records = createHttpRecords({ baseUrl: 'http://localhost', secret: () => null, fetch: ((url: string, init: RequestInit) => app.app.request(url, init)) as typeof fetch });
});
afterEach(() => app.store.close());

async function named(domain: string): Promise<readonly string[]> {
  const hits = await records.lookUp(hints(domain));
  if (!hits.ok) throw new Error(hits.problem.code);
  return hits.value.hits.filter(({ hint }) => hint === 'domain').flatMap(({ debtors }) => debtors.map(({ debtor }) => debtor));
}
async function domainsOf(words: string): Promise<readonly string[]> {
  const found = await records.search(words);
  const file = found.ok && found.value[0] !== undefined ? await records.caseFile(found.value[0].id) : null;
  if (file === null || !file.ok) throw new Error(`no ${words}`);
  return file.value.debtor.domains;
}
const idOf = async (words: string): Promise<string> => {
  const found = await records.search(words);
  return found.ok ? (found.value[0]?.id ?? '') : '';
};

test('a domain that the lists call everybody’s names the customer whose own it is as soon as the owner says so, and no longer when he takes it back', async () => {
  expect([await named('qonto.com'), await domainsOf('Qonto')]).toEqual([[], []]);
  const changed = await records.changeProfile({ customerDomains: ['@Qonto.com '] });
  expect(changed.ok && changed.value.domainOverrides).toEqual({ company: ['qonto.com'], freeMail: [] });
  expect([await named('qonto.com'), await domainsOf('Qonto')]).toEqual([[await idOf('Qonto')], ['qonto.com']]);
  await records.changeProfile({ customerDomains: [] });
  expect([await named('qonto.com'), await domainsOf('Qonto')]).toEqual([[], []]);
});

test('a domain that the owner calls shared names nobody, in the look-up and as the customer’s own, until he takes it back', async () => {
  const firm = await idOf('Un');
  expect([await named('un.fr'), await domainsOf('Un')]).toEqual([[firm], ['un.fr']]);
  await records.changeProfile({ sharedDomains: ['un.fr'] });
  expect([await named('un.fr'), await domainsOf('Un')]).toEqual([[], []]);
  await records.changeProfile({ name: 'Atelier Nord' });
  expect(await named('un.fr')).toEqual([]);
  await records.changeProfile({ sharedDomains: [] });
  expect([await named('un.fr'), await domainsOf('Un')]).toEqual([[firm], ['un.fr']]);
});

test.each([
  ['no domain', { customerDomains: ['orange'] }, 'orange', 'malformed'], ['a part of everybody’s', { customerDomains: ['compta.orange.fr'] }, 'compta.orange.fr', 'malformed'], ['an address', { sharedDomains: ['a@b.fr'] }, 'a@b.fr', 'malformed'],
  ['everybody’s, though one customer writes from it', { customerDomains: ['orange.fr'] }, 'orange.fr', 'everybodys'], ['our own', { customerDomains: ['atelier-nord.fr'] }, 'atelier-nord.fr', 'ours'], ['one on both lists', { customerDomains: ['qonto.com'], sharedDomains: ['qonto.com'] }, 'qonto.com', 'on-both-lists'],
  ['markup', { sharedDomains: ['<img src=x>'] }, '<img src=x>', 'malformed'],
])('%s is refused by name, and nothing is saved', async (_, change, domain, because) => {
  const answer = await records.changeProfile({ name: 'Autre nom', ...change });
  expect(answer).toEqual({ ok: false, problem: { code: 'source/domain-refused', domain, because } });
  const pack = await records.pack();
  expect(pack.ok && [pack.value.domainOverrides, pack.value.profile.name === 'Autre nom']).toEqual([{ company: [], freeMail: [] }, false]);
});
