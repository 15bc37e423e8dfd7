import { describe, expect, test } from '@jest/globals';
import type { Invoice, ReplyKind } from '../../../src/core';
import { composeReply } from '../../../src/core/writing';
import type { ReplyRequest } from '../../../src/core/writing';
import { aCreditNote, aDebtor, aPaidInvoice, anInvoice, aProfile, daysAgo, eur, gbp, inDays, TODAY, usd } from '../builders';
import { aReplyRequest, aShippedPack, problemOf, recipient, valueOf } from './shipped';

const old = anInvoice({ document: 'doc-297' });
const second = anInvoice({ number: 'FA-2026-0311', due: daysAgo(21), amount: eur(3116.4) });

const write = (reply: ReplyKind, invoices: readonly Invoice[], over: Partial<ReplyRequest> = {}) => valueOf(composeReply(aReplyRequest(invoices, { reply, ...over }), TODAY));
const textOf = (...args: Parameters<typeof write>): string => write(...args).draft.text;

describe('statement of account', () => {
  test('lists every open item, credits deducted, and what is overdue', () => {
    const text = textOf('statement', [old, second, anInvoice({ number: 'FA-9', due: inDays(10), amount: eur(50) }), aCreditNote()]);
    expect(text).toMatch(/^Avoir AV-2026-0012 .* −200,00\u00a0€$/m);
    expect(text).toMatch(/^Total +4\u202f166,40\u00a0€$/m);
    expect(text).toMatch(/^dont échu +4\u202f316,40\u00a0€$/m);
    expect(text).toMatch(/^FA-9 .* à échoir +50,00\u00a0€$/m);
  });
  test('a payment not yet allocated is a line, so that the lines add up', () => {
    const invoices = [old];
    const request = aReplyRequest(invoices, {}, { debtor: aDebtor({ unallocatedCredits: [eur(300)] }) });
    const { text } = valueOf(composeReply(request, TODAY)).draft;
    expect(text).toMatch(/^Versement à affecter +−300,00\u00a0€$/m);
    expect(text).toMatch(/^Total +900,00\u00a0€$/m);
  });
  test('two currencies are two tables and never one sum', () => {
    const text = textOf('statement', [old, anInvoice({ number: 'UK-1', amount: gbp(80) })]);
    expect(text).toMatch(/^Total +1\u202f200,00\u00a0€$/m);
    expect(text).toMatch(/^Total +80,00\u00a0£$/m);
  });
  test('of an account without open items says so', () => {
    expect(textOf('statement', [])).toContain('aucune facture n’est ouverte sur votre compte');
    expect(textOf('statement', [], { language: 'en' })).toContain('no invoice is open on your account');
  });
  test('a disputed invoice is marked', () => {
    expect(textOf('statement', [anInvoice({ disputed: eur(100) })])).toContain('32 jours de retard, litige en cours');
  });
});

describe('copy of an invoice', () => {
  test('attaches what there is and says so', () => {
    const { draft, invoices } = write('invoice-copy', [old, second], { invoices: [old.id] });
    expect(draft.attachments).toEqual([{ name: 'FA-2026-0297.pdf', document: 'doc-297' }]);
    expect(draft.text).toContain('vous trouverez en pièce jointe la copie de la facture FA-2026-0297.');
    expect(invoices).toEqual([old.id]);
  });
  test('names apart those whose copy is missing', () => {
    expect(textOf('invoice-copy', [old, second], { invoices: [old.id, second.id] })).toContain('la copie de la facture FA-2026-0297. Nous faisons le nécessaire pour vous transmettre également la copie de FA-2026-0311.');
  });
  test('without any document speaks of no attachment', () => {
    for (const over of [{ invoices: [second.id] }, { invoices: [old.id], attach: false }]) {
      const { draft } = write('invoice-copy', [old, second], over);
      expect(draft.attachments).toEqual([]);
      expect(draft.text).not.toMatch(/joint/);
      expect(draft.text).toContain('Nous faisons le nécessaire pour vous transmettre la copie de la facture');
    }
  });
  test('a paid invoice can be copied too', () => {
    const paid = aPaidInvoice({ document: 'doc-101' });
    expect(write('invoice-copy', [paid], { invoices: [paid.id] }).draft.attachments).toEqual([{ name: 'FA-2026-0101.pdf', document: 'doc-101' }]);
  });
  test('when it is not known which, asks', () => {
    expect(textOf('invoice-copy', [old])).toContain('Pourriez-vous nous indiquer le numéro de la facture');
  });
});

describe('bank details', () => {
  test('give account holder, IBAN and BIC', () => {
    expect(textOf('bank-details', [old], { invoices: [old.id] })).toContain('• Titulaire\u00a0: Atelier Nord\n• IBAN\u00a0: FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189\n• BIC\u00a0: AGRIFRPP');
  });
  test('are not said to fit a currency that is not the account’s', () => {
    const pounds = anInvoice({ number: 'UK-1', amount: gbp(80) });
    const dollars = anInvoice({ number: 'US-1', amount: usd(80) });
    const told = (invoices: readonly Invoice[], cited: readonly Invoice[], language: 'fr' | 'en' = 'fr') => textOf('bank-details', invoices, { invoices: cited.map(({ id }) => id), language });
    expect(told([old, pounds], [pounds])).toContain('IBAN');
    expect(told([old, pounds], [pounds])).toContain('Pour un règlement en livres sterling (GBP), merci de nous consulter d’abord\u00a0: ce compte peut ne pas convenir.');
    expect(told([old, pounds], [pounds], 'en')).toContain('For a payment in pounds sterling (GBP), please ask us first: this account may not be the right one.');
    expect(told([old, pounds], [old])).not.toContain('nous consulter');
    // About the account as a whole: what is open decides.
    expect(told([old, pounds, dollars], [])).toContain('Pour un règlement en livres sterling (GBP) ou en dollars américains (USD), merci de nous consulter');
    expect(told([old, pounds, dollars], [], 'en')).toContain('For a payment in pounds sterling (GBP) or US dollars (USD), please');
    expect(told([old], [])).not.toContain('nous consulter');
    expect(told([old, aPaidInvoice({ number: 'US-1', amount: usd(80) })], [])).not.toContain('nous consulter');
  });
  test('that are not in the profile cannot be sent', () => {
    const pack = aShippedPack({ profile: aProfile({ iban: null }) });
    expect(problemOf(composeReply(aReplyRequest([old], { reply: 'bank-details', pack }), TODAY))).toMatchObject({ code: 'template/unknown-variable', variable: 'banque.iban' });
  });
});

describe('promise, dispute, thanks', () => {
  test('the promise with its day and amount', () => {
    expect(textOf('promise-noted', [old], { promise: { promisedFor: inDays(4), amount: eur(1200) }, invoices: [old.id] })).toContain(
      'votre promesse de règlement de 1\u202f200,00\u00a0€ pour le 27\u00a0novembre\u00a02026, au titre de la facture FA-2026-0297.',
    );
  });
  test('the promise without an amount', () => {
    expect(textOf('promise-noted', [old], { promise: { promisedFor: inDays(4), amount: null } })).toContain('votre promesse de règlement pour le 27\u00a0novembre\u00a02026.');
  });
  test('no promise, no such answer', () => {
    expect(problemOf(composeReply(aReplyRequest([old], { reply: 'promise-noted' }), TODAY))).toMatchObject({ code: 'template/unknown-variable', variable: 'promesse.date' });
  });
  test('a dispute names its invoices and asks for nothing', () => {
    const text = textOf('dispute-noted', [old, second], { invoices: [old.id, second.id] });
    expect(text).toContain('votre contestation concernant les factures FA-2026-0297 et FA-2026-0311');
    expect(text).not.toMatch(/€|virement|échéance/);
  });
  test('thanks attach nothing', () => {
    expect(write('thank-you', [old], { invoices: [old.id] }).draft.attachments).toEqual([]);
  });
});

test('an answer keeps the subject of its thread', () => {
  expect(write('thank-you', [], { recipient: recipient({ channel: 'reply' }), replyingTo: 'Virement effectué' }).draft.subject).toBe('RE: Virement effectué');
});

test('a language without the template says so', () => {
  const pack = aShippedPack({ templates: [] });
  expect(problemOf(composeReply(aReplyRequest([], { reply: 'thank-you', pack, language: 'en' }), TODAY))).toEqual({ code: 'template/missing', stage: null, reply: 'thank-you', language: 'en', tone: null });
});
