import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { choiceScopes, firstScope, passageOf } from '../../../src/core';
import type { Clue, MailThread } from '../../../src/core';
import { aPack, aProfile } from '../builders';

const PACK = aPack({ profile: aProfile(), numberShapes: ['AA-9999-9999'] });
const clue = (kind: Clue['kind'], value: string, place: Clue['place']): Clue => ({ kind, value, place, favours: true, open: null, count: null });

function thread(over: Partial<MailThread['messages'][number]> & { readonly address?: string } = {}, of: Partial<MailThread> = {}): MailThread {
  const { address = 'compta@lebrun.example', ...message } = over;
  return {
    key: 'conversation-1', mode: 'read', open: 0, mailbox: null, wholeThread: false, ...of,
    messages: [{
      id: 'm1', from: { name: 'Sophie Marchand', address: address as never }, to: [{ name: 'Marie', address: 'marie@atelier-nord.fr' as never }], cc: [], replyTo: [], sentAt: null, subject: 'Re : votre relance',
      text: 'Bonjour,', attachmentNames: [], ...message,
    }],
  };
}

const said = (of: MailThread, about: Clue): string => {
  const found = passageOf(of, PACK, about);
  return found === null ? 'nowhere' : `${found.place}: ${found.before}[${found.hit}]${found.after}`;
};

describe('a clue is shown with the words around it', () => {
  test.each<[string, Partial<MailThread['messages'][number]>, Clue, string]>([
    ['a number in the subject', { subject: 'Re : facture FA-2026-0113, rappel' }, clue('invoice-number', 'FA-2026-0113', 'subject'), 'subject: Re : facture [FA-2026-0113], rappel'],
    ['a number that people write in their way', { text: 'Nous avons réglé la\nfacture fa 2026/113 hier.' }, clue('invoice-number', 'FA-2026-0113', 'message'), 'message: Nous avons réglé la facture [fa 2026/113] hier.'],
    ['a number without its letters', { text: 'Le n° 2026-0113 est payé.' }, clue('invoice-number', 'FA-2026-0113', 'message'), 'message: Le n° [2026-0113] est payé.'],
    ['not the longer number before it', { text: 'FA-2026-01130 puis FA-2026-0113.' }, clue('invoice-number', 'FA-2026-0113', 'message'), 'message: FA-2026-01130 puis [FA-2026-0113].'],
    ['a number in the name of a file', { attachmentNames: ['FA-2026-0113.pdf'] }, clue('invoice-number', 'FA-2026-0113', 'attachment'), 'attachment: [FA-2026-0113].pdf'],
    ['a SIREN in groups', { text: 'SIREN 812 345 676, merci' }, clue('siren', '812345676', 'message'), 'message: SIREN [812 345 676], merci'],
    ['a name with accents', { text: 'Pour l’Hôtel-du-Parc, bien à vous' }, clue('name', 'Hôtel du Parc', 'message'), 'message: Pour l’[Hôtel-du-Parc], bien à vous'],
    ['after letters that fold into two', { text: 'Cœur de bœuf : FA-2026-0113 !' }, clue('invoice-number', 'FA-2026-0113', 'message'), 'message: Cœur de bœuf : [FA-2026-0113] !'],
    ['an amount with its spaces', { text: 'Virement de 4 316,40 € fait.' }, clue('amount', '431640 EUR', 'message'), 'message: Virement de [4 316,40] € fait.'],
    ['an amount without cents', { text: 'Virement de 1200 € fait.' }, clue('amount', '120000 EUR', 'message'), 'message: Virement de [1200] € fait.'],
    ['the sender', {}, clue('contact-address', 'compta@lebrun.example', 'sender'), 'sender: Sophie Marchand <[compta@lebrun.example]>'],
    ['the sender’s domain', {}, clue('company-domain', 'lebrun.example', 'sender'), 'sender: Sophie Marchand <compta@[lebrun.example]>'],
    ['another customer’s invoice', { text: 'voir FA-2026-0266' }, clue('other-debtors-invoice', 'FA-2026-0266', 'message'), 'message: voir [FA-2026-0266]'],
    ['what is not there', { text: 'rien' }, clue('invoice-number', 'FA-2026-0113', 'message'), 'nowhere'],
    ['what cannot be anywhere', {}, clue('cites-nothing', '', 'message'), 'nowhere'],
    ['a value that is no number', { text: '()[]' }, clue('invoice-number', '()[]', 'message'), 'nowhere'],
  ])('%s', (_, message, about, expected) => {
    expect(said(thread(message), about)).toBe(expected);
  });

  test('at most 200 characters of a long mail, the clue among them', () => {
    const found = passageOf(thread({ text: `${'Bonjour à tous. '.repeat(300)}FA-2026-0113 ${'et cordialement. '.repeat(300)}` }), PACK, clue('invoice-number', 'FA-2026-0113', 'message'));
    if (found === null) throw new Error('not found');
    expect(found.hit).toBe('FA-2026-0113');
    expect(found.before.length + found.hit.length + found.after.length).toBeLessThanOrEqual(200);
    expect([found.before.startsWith('…'), found.after.endsWith('…')]).toEqual([true, true]);
  });

  test('whatever the mail and the clue hold: never more than 200 characters, and the words are the mail’s own', () => {
    const kinds = ['invoice-number', 'siren', 'vat', 'name', 'amount', 'contact-address', 'learned', 'reference', 'customer-code'] as const;
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 400 }));
    fc.assert(fc.property(text, text, fc.constantFrom(...kinds), (mail, value, kind) => {
      for (const about of [value, mail.slice(3, 20)]) {
        const found = passageOf(thread({ text: mail, subject: mail }), PACK, clue(kind, about, 'message'));
        if (found !== null) expect((found.before + found.hit + found.after).length).toBeLessThanOrEqual(200);
      }
    }), { numRuns: 300 });
  });

  test('a mail made to be slow is read in linear time', () => {
    for (const mail of ['0'.repeat(200_000), 'FA-'.repeat(60_000), '2 0 2 6 '.repeat(25_000), 'é'.repeat(200_000)]) {
      const from = process.cpuUsage().user;
      passageOf(thread({ text: mail }), PACK, clue('invoice-number', 'FA-2026-0113', 'message'));
      passageOf(thread({ text: mail }), PACK, clue('siren', '202620262', 'message'));
      expect((process.cpuUsage().user - from) / 1000).toBeLessThan(3_000);
    }
  });
});

describe('for what a choice of customer can be remembered', () => {
  const scopes = (of: MailThread): readonly string[] => choiceScopes(of, PACK).map(({ scope, value }) => `${scope} ${value}`);
  test.each<[string, MailThread, readonly string[]]>([
    ['a company', thread(), ['thread conversation-1', 'address compta@lebrun.example', 'domain lebrun.example']],
    ['a free-mail address', thread({ address: 'j.dupont@orange.fr' }), ['thread conversation-1', 'address j.dupont@orange.fr']],
    ['a platform', thread({ address: 'dse@docusign.net' }), ['thread conversation-1']],
    ['a machine', thread({ address: 'no-reply@lebrun.example' }), ['thread conversation-1']],
    ['one of us', thread({ address: 'paul@atelier-nord.fr' }), ['thread conversation-1']],
    ['a sub-domain of ours', thread({ address: 'paul@paris.atelier-nord.fr' }), ['thread conversation-1']],
    ['a message of ours to a customer', thread({ address: 'paul@atelier-nord.fr', to: [{ name: null, address: 'compta@lebrun.example' as never }] }), ['thread conversation-1', 'address compta@lebrun.example', 'domain lebrun.example']],
    ['a message without a conversation', thread({}, { unsaved: true }), ['address compta@lebrun.example', 'domain lebrun.example']],
  ])('%s', (_, of, expected) => {
    expect(scopes(of)).toEqual(expected);
  });

  test('the owner’s word on a domain wins over the lists, both ways', () => {
    const pack = aPack({ profile: aProfile(), domainOverrides: { company: ['orange.fr'], freeMail: ['lebrun.example'] } });
    expect(choiceScopes(thread({ address: 'x@orange.fr' }), pack).map(({ scope }) => scope)).toEqual(['thread', 'address', 'domain']);
    expect(choiceScopes(thread(), pack).map(({ scope }) => scope)).toEqual(['thread', 'address']);
  });

  test('the address is offered first, the thread where the address serves several or the clues contradict one another', () => {
    const all = choiceScopes(thread(), PACK);
    const several = (why: 'contradiction' | 'shared' | 'weak') => ({ kind: 'several', why, candidates: [], count: 2, invoices: [] }) as const;
    expect([null, { kind: 'none', why: 'nothing-found' } as const, several('weak'), several('shared'), several('contradiction')].map((of) => firstScope(of, all))).toEqual(['address', 'address', 'address', 'thread', 'thread']);
    expect(firstScope(null, all.slice(0, 1))).toBe('thread');
  });
});
