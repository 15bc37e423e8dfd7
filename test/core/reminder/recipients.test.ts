import { describe, expect, test } from '@jest/globals';
import { recipientsFor } from '../../../src/core';
import type { Candidate, Channel, ContactRole, Debtor, Identification, MailMessage } from '../../../src/core';
import { aContact, aDebtor, address, aMailbox, aMessage, aProfile, aThread, DEBTOR, eur } from '../builders';

const profile = aProfile();
const debtor = aDebtor();
const candidate: Candidate = {
  debtor: { id: DEBTOR, code: null, name: debtor.name, legalIds: debtor.legalIds, town: null, overdue: [eur(1)], open: [eur(1)], oldestDaysOverdue: 1 },
  clues: [], score: 1,
};
const one: Identification = { kind: 'one', candidate, others: [], invoices: [] };
const several: Identification = { kind: 'several', candidates: [candidate], count: 2, why: 'shared', invoices: [] };

const choose = (message: Partial<MailMessage> | null, { channel = null, identification = one, of = debtor }: { channel?: Channel | null; identification?: Identification | null; of?: Debtor } = {}) =>
  recipientsFor(message === null ? null : aThread({ messages: [aMessage(message)] }), identification, of, profile, channel);

describe('an answer goes to the sender', () => {
  test('who is a contact of the debtor', () => {
    expect(choose({})).toEqual({ channel: 'reply', to: ['compta@garage-canigou.fr'], cc: [], why: 'sender-is-contact' });
  });
  test('who writes from the debtor’s own domain', () => {
    expect(choose({ from: aMailbox('sophie@garage-canigou.fr') }, { identification: several })).toMatchObject({ channel: 'reply', to: ['sophie@garage-canigou.fr'], why: 'sender-of-debtor' });
  });
  test('with a free-mail address, when the thread was identified as this debtor’s', () => {
    expect(choose({ from: aMailbox('garage66@orange.fr') })).toMatchObject({ channel: 'reply', to: ['garage66@orange.fr'], why: 'sender-of-debtor' });
  });
  test('but not to a stranger when it was not', () => {
    const expected = { channel: 'new-message', to: ['compta@garage-canigou.fr'], why: 'ledger-contact' };
    expect(choose({ from: aMailbox('garage66@orange.fr') }, { identification: several })).toMatchObject(expected);
    expect(choose({ from: aMailbox('garage66@orange.fr') }, { identification: null })).toMatchObject(expected);
    expect(choose({ from: aMailbox('garage66@orange.fr') }, { of: aDebtor({ id: 'other' as typeof DEBTOR }) })).toMatchObject(expected);
  });
  test('a Reply-To of the debtor counts as the sender, one that leads to strangers is not followed', () => {
    expect(choose({ replyTo: [aMailbox('facturation@garage-canigou.fr')] })).toMatchObject({ channel: 'reply', to: ['facturation@garage-canigou.fr'] });
    expect(choose({ replyTo: [aMailbox('compta@garage-canigou.evil')] })).toMatchObject({ channel: 'new-message', to: ['compta@garage-canigou.fr'] });
  });
  test('a look-alike domain is not the debtor’s', () => {
    for (const mail of ['x@evil-garage-canigou.fr', 'x@garage-canigou.fr.evil.com']) expect(choose({ from: aMailbox(mail) }, { identification: null })).toMatchObject({ channel: 'new-message' });
    expect(choose({ from: aMailbox('x@paris.garage-canigou.fr') }, { identification: null })).toMatchObject({ channel: 'reply' });
  });
});

describe('our own message is never answered', () => {
  const ours = { from: aMailbox('marie.lefevre@atelier-nord.fr'), to: [aMailbox('sophie@garage-canigou.fr'), aMailbox('paul@cabinet-compta.fr')], cc: [aMailbox('compta@garage-canigou.fr'), aMailbox('recouvrement@atelier-nord.fr')] };
  test('a new message goes to those of its recipients that belong to the debtor', () => {
    expect(choose(ours, { identification: null })).toEqual({ channel: 'new-message', to: ['sophie@garage-canigou.fr', 'compta@garage-canigou.fr'], cc: [], why: 'sender-of-debtor' });
  });
  test('to all on demand: the others are copied, never ourselves', () => {
    expect(choose(ours, { channel: 'reply-all' })).toMatchObject({ channel: 'new-message', cc: ['paul@cabinet-compta.fr'] });
  });
  test('the shared mailbox is ours too, and a forward between colleagues ends at the ledger’s contact', () => {
    expect(choose({ from: aMailbox('recouvrement@atelier-nord.fr'), to: [aMailbox('marie.lefevre@atelier-nord.fr')] })).toEqual({ channel: 'new-message', to: ['compta@garage-canigou.fr'], cc: [], why: 'ledger-contact' });
  });
});

test('a firm that writes from a free-mail address: the address is its own, the provider is everybody’s', () => {
  const small = aProfile({ addresses: [address('atelier.nord@orange.fr')], domains: ['orange.fr'] });
  const thread = (from: string) => aThread({ messages: [aMessage({ from: aMailbox(from), to: [] })], mailbox: null });
  expect(recipientsFor(thread('garage66@orange.fr'), one, debtor, small, null)).toMatchObject({ channel: 'reply', to: ['garage66@orange.fr'] });
  expect(recipientsFor(thread('atelier.nord@orange.fr'), one, debtor, small, null)).toMatchObject({ channel: 'new-message', to: ['compta@garage-canigou.fr'] });
});

test('the mailbox in view is ours even when the profile forgot it', () => {
  const thread = aThread({ messages: [aMessage({ from: aMailbox('ar@partner.example'), to: [aMailbox('sophie@garage-canigou.fr')] })], mailbox: address('ar@partner.example') });
  expect(recipientsFor(thread, null, debtor, profile, null)).toMatchObject({ channel: 'new-message', to: ['sophie@garage-canigou.fr'] });
});

describe('to all', () => {
  test('copies everyone of the message but ourselves, each once', () => {
    const message = { to: [aMailbox('marie.lefevre@atelier-nord.fr'), aMailbox('sophie@garage-canigou.fr')], cc: [aMailbox('sophie@garage-canigou.fr'), aMailbox('paul@cabinet-compta.fr'), aMailbox('recouvrement@atelier-nord.fr'), aMailbox('compta@garage-canigou.fr')] };
    expect(choose(message, { channel: 'reply-all' })).toEqual({ channel: 'reply-all', to: ['compta@garage-canigou.fr'], cc: ['sophie@garage-canigou.fr', 'paul@cabinet-compta.fr'], why: 'sender-is-contact' });
    expect(choose(message)?.cc).toEqual([]);
  });
});

describe('a new message goes to the ledger’s contact', () => {
  const contact = (role: ContactRole) => aContact({ role, address: address(`${role}@garage-canigou.fr`) });
  const withRoles = (...roles: ContactRole[]) => aDebtor({ contacts: roles.map(contact) });
  test.each<[ContactRole[], string | null]>([
    [['generic', 'accounting', 'payer'], 'payer'],
    [['generic', 'accounting', 'sales'], 'accounting'],
    [['sales', 'generic'], 'generic'],
    [['sales', 'unknown'], 'unknown'],
    [['sales', 'management'], 'management'],
    [['sales'], null],
    [[], null],
  ])('%j -> %s', (roles, role) => {
    const choice = choose(null, { of: withRoles(...roles) });
    expect(choice === null ? null : choice.to).toEqual(role === null ? null : [`${role}@garage-canigou.fr`]);
    if (choice !== null) expect(choice).toMatchObject({ channel: 'new-message', cc: [], why: 'ledger-contact' });
  });
  test('on demand, though the sender would fit', () => {
    expect(choose({ from: aMailbox('sophie@garage-canigou.fr') }, { channel: 'new-message' })).toMatchObject({ channel: 'new-message', to: ['compta@garage-canigou.fr'] });
  });
  test('never to one of our own addresses that stands in the ledger', () => {
    expect(choose(null, { of: aDebtor({ contacts: [aContact({ address: address('paul@atelier-nord.fr') })] }) })).toBeNull();
  });
  test('nobody fits: the clerk must say', () => {
    expect(choose({ from: aMailbox('x@orange.fr') }, { identification: null, of: aDebtor({ contacts: [] }) })).toBeNull();
  });
});
