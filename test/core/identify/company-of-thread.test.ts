import { describe, expect, test } from '@jest/globals';
import { companyOfThread } from '../../../src/core';
import type { CompanyId, EmailAddress, Mailbox, MailMessage } from '../../../src/core';

const address = (text: string): EmailAddress => text as EmailAddress;
const box = (text: string): Mailbox => ({ name: null, address: address(text) });
const message = (from: string, to: readonly string[], cc: readonly string[] = []): MailMessage => ({ id: 'm', from: box(from), to: to.map(box), cc: cc.map(box), replyTo: [], sentAt: null, subject: 'Facture', text: '', attachmentNames: [] });

const NORD = { id: 'company' as CompanyId, addresses: [address('compta@atelier-nord.fr')], domains: ['atelier-nord.fr'] };
const SUD = { id: 'c-2' as CompanyId, addresses: [address('Factures@filiale-sud.fr'), address('nadia.sud@orange.fr')], domains: ['filiale-sud.fr', 'orange.fr'] };
const CUSTOMER = 'bertrand@menuiserie-lebrun.fr';
const of = (mailbox: string | null, ...messages: readonly MailMessage[]): string | null => companyOfThread({ mailbox: mailbox === null ? null : address(mailbox), messages }, [NORD, SUD]);

describe('whose thread it is, of several companies', () => {
  test('where none of them was written to, the one whose shared mailbox is in view', () => {
    expect(of('factures@filiale-sud.fr', message(CUSTOMER, ['contact@elsewhere.fr']))).toBe('c-2');
    expect(of('factures@filiale-sud.fr', message(CUSTOMER, ['compta@atelier-nord.fr']))).toBe('company');
  });
  test('the clerk who works for both, and the domain that both have, tell nothing', () => {
    const [north, south] = [NORD, SUD].map((company) => ({ ...company, addresses: [...company.addresses, address('nadia@holding.fr')], domains: [...company.domains, 'holding.fr'] }));
    const whose = (...messages: readonly MailMessage[]): string | null => companyOfThread({ mailbox: address('nadia@holding.fr'), messages }, [north as typeof NORD, south as typeof SUD]);
    expect(whose(message(CUSTOMER, ['nadia@holding.fr']))).toBeNull();
    expect(whose(message(CUSTOMER, ['nadia@holding.fr', 'factures@filiale-sud.fr']))).toBe('c-2');
    expect(whose(message(CUSTOMER, ['autre@holding.fr', 'ventes@atelier-nord.fr']))).toBe('company');
  });
  test('the only one that was written to', () => {
    expect(of('nadia@holding.fr', message(CUSTOMER, ['factures@filiale-sud.fr']))).toBe('c-2');
    expect(of(null, message(CUSTOMER, ['someone@ventes.atelier-nord.fr']))).toBe('company');
  });
  test('an address that is a company\u2019s own weighs more than a colleague of the other one in copy', () => {
    expect(of(null, message(CUSTOMER, ['compta@atelier-nord.fr'], ['pierre@filiale-sud.fr']))).toBe('company');
  });
  test('a mail between two of them says nothing: either may be the creditor', () => {
    expect(of(null, message('compta@atelier-nord.fr', ['factures@filiale-sud.fr']))).toBeNull();
  });
  test('a free-mail domain belongs to nobody, an address on it to whoever claims it', () => {
    expect(of(null, message(CUSTOMER, ['somebody@orange.fr']))).toBeNull();
    expect(of(null, message(CUSTOMER, ['Nadia.Sud@orange.fr']))).toBe('c-2');
  });
  test('a domain that only ends alike is not the company\u2019s', () => {
    expect(of(null, message(CUSTOMER, ['a@notatelier-nord.fr']))).toBeNull();
  });
  test('one company alone is not guessed either: nobody of it may take part', () => {
    expect(companyOfThread({ mailbox: null, messages: [message(CUSTOMER, ['x@elsewhere.fr'])] }, [NORD])).toBeNull();
  });
});
