import type { Debtor, DebtorId, Invoice } from '../../src/core';
import { aContact, aDebtor, address, anInvoice, daysAgo, eur, inDays } from '../core/builders';

const id = (text: string): DebtorId => text as DebtorId;

/** One garage with three invoices; two customers of one accountant; a customer whose mail is a free one. */
export const GARAGE = aDebtor();
const PEYRON: Debtor = aDebtor({
  id: id('C-0178'), code: 'C-0178', name: 'Garage Peyron', domains: ['garage-peyron.fr'], legalIds: { siren: null, siret: null, vat: null }, town: 'Céret',
  contacts: [aContact({ address: address('a.dorval@cabinet-dorval.fr') })],
});
const MAS: Debtor = aDebtor({
  id: id('C-0233'), code: 'C-0233', name: 'Boulangerie Mas', domains: ['boulangerie-mas.fr'], legalIds: { siren: null, siret: null, vat: null }, town: 'Thuir',
  contacts: [aContact({ address: address('contact@boulangerie-mas.fr') })],
});

export const LEDGER: { readonly debtors: readonly Debtor[]; readonly invoices: readonly Invoice[] } = {
  debtors: [GARAGE, PEYRON, MAS],
  invoices: [
    anInvoice({ amount: eur(1836.4), due: daysAgo(32) }),
    anInvoice({ number: 'FA-2026-0311', amount: eur(2480), due: daysAgo(21) }),
    anInvoice({ number: 'FA-2026-0342', amount: eur(3106.8), due: inDays(17) }),
    anInvoice({ number: 'FA-2026-0201', debtor: PEYRON.id, amount: eur(3210), due: daysAgo(40) }),
    anInvoice({ number: 'FA-2026-0266', debtor: MAS.id, amount: eur(648.9), due: daysAgo(12) }),
  ],
};
