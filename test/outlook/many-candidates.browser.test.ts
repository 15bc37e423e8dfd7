import { expect, test } from '@jest/globals';
import { aContact, aDebtor, address, anInvoice, daysAgo, eur } from '../core/builders';
import type { Debtor, DebtorId } from '../../src/core';
import { aDesk } from './a-desk';
import { axe, aMail, shot } from './pane-page';
import { untilTrue } from '../demo/until-true';

const ADDRESS = 'a.dorval@cabinet-dorval.fr';
const debtors: readonly Debtor[] = Array.from({ length: 20 }, (_, at) =>
  aDebtor({ id: `C-${at}` as DebtorId, code: `C-${at}`, name: `Boulangerie ${at + 1}`, domains: [], legalIds: { siren: null, siret: null, vat: null }, contacts: [aContact({ address: address(ADDRESS) })] }));
const desk = aDesk({ debtors, invoices: debtors.map(({ id }, at) => anInvoice({ debtor: id, number: `FA-2026-04${10 + at}`, amount: eur(100 + at), due: daysAgo(30) })) });

test.each(['fr', 'en'] as const)('of twenty customers with one address, what they have in common is said once above them (%s)', async (language) => {
  const french = language === 'fr';
  await desk.open(aMail({ conversation: `thread-many-${language}`, subject: 'Point', from: ADDRESS, text: 'Bonjour, où en sommes-nous ?' }), { language: french ? 'fr-FR' : 'en-US' });
  await desk.button(`${french ? 'Choisir' : 'Choose'} Boulangerie 20`).waitFor();
  const common = desk.pane.page.getByRole('list', { name: french ? 'Indices communs à tous ces clients' : 'Clues common to all these customers' });
  expect(await common.getByText(french ? /contact de chacun/ : /contact of each of them/).count()).toBe(1);
  expect(await desk.pane.page.locator('li.cand').getByText(ADDRESS).count()).toBe(0);
  await shot(desk.pane.page, `many-candidates-320-light-${language}`);
  expect(await axe(desk.pane.page)).toEqual([]);
  await common.getByRole('button').first().click();
  await untilTrue(desk.pane.page, "document.querySelector('.psg q mark, .psg p') !== null");
  await desk.button(`${french ? 'Choisir' : 'Choose'} Boulangerie 7`).click();
  await desk.heading('Boulangerie 7').waitFor();
  expect(desk.pane.complaints).toEqual([]);
}, 40_000);
