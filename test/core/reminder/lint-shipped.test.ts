import { describe, expect, test } from '@jest/globals';
import { composeReminder, composeReply, lintReminder } from '../../../src/core/writing';
import type { DebtorKind, Invoice, Language, ReplyKind } from '../../../src/core';
import { lint, lintFactsOf } from '../../../src/core/reminder/lint';
import { money, shapesOf } from '../../../src/core';
import { shippedRates } from '../penalties/rates';
import { aCreditNote, aDebtor, aListed, aLog, deposited, aDepositInvoice, anInstalment, anInvoice, aPayment, aProfile, chf, daysAgo, eur, gbp, inDays, MARIE, TODAY } from '../builders';
import { draftFor, factsFor, found, SIGNED } from './lint-drafts';
import { aReplyRequest, aRequest, aShippedPack, SHIPPED, valueOf } from './shipped';

const KINDS: readonly DebtorKind[] = ['business', 'consumer', 'public'];
const RATES = shippedRates();
/** A hand-over follows a notice. */
const noticeOf = (invoices: readonly Invoice[]) => aLog(deposited({ depositedOn: daysAgo(15), invoices: invoices.map((invoice) => aListed({ of: invoice, step: 'R4' })) }));
const LANGUAGES: readonly Language[] = ['fr', 'en'];

const old = anInvoice({ document: 'doc-297' });
const second = anInvoice({ number: 'FA-2026-0311', due: daysAgo(21), amount: eur(3116.4), outstanding: eur(2000), payments: [aPayment({ amount: eur(1116.4) })] });
const recent = anInvoice({ number: 'FA-2026-0330', due: daysAgo(4), amount: eur(500) });
const inParts = anInvoice({ number: 'FA-2026-0335', instalments: [anInstalment({ due: daysAgo(40), amount: eur(400) }), anInstalment({ due: daysAgo(10), amount: eur(400) })] });
const contested = anInvoice({ number: 'FA-2026-0336', due: daysAgo(15), amount: eur(900), disputed: eur(250) });
const many = Array.from({ length: 400 }, (_, at): Invoice => anInvoice({ number: `FA-2025-${String(at + 1).padStart(4, '0')}`, due: daysAgo(20 + (at % 90)), amount: eur(100 + at), document: `doc-${at}` }));
const odd = anInvoice({ number: 'XXX 12/TODO', due: daysAgo(20), amount: eur(12) });
const previous = { on: daysAgo(11), invoices: [old.id] };

/** Ledgers as they come: what each shows in the text. */
const LEDGERS: Readonly<Record<string, readonly Invoice[]>> = {
  'one invoice': [old],
  'several, one paid in part': [old, second, recent],
  'in instalments': [inParts],
  'partly contested': [contested, old],
  'a credit note': [old, aCreditNote({ corrects: old.number })],
  'an unused credit note': [old, aCreditNote()],
  'a deposit': [old, aDepositInvoice({ due: daysAgo(12) })],
  'hundreds, the table cut': many,
  'dozens, the table cut': many.slice(0, 45),
  'a number like a mark to fill in': [odd],
  'a number of two hundred digits': [anInvoice({ number: `FA-3${'9'.repeat(200)}` })],
  'a number that is a script': [anInvoice({ number: 'FA-<img src=x onerror="x()">' })],
  'a number that turns round': [anInvoice({ number: 'FA-2\u200f002' })],
  'pounds': [anInvoice({ amount: gbp(1200) })],
  'francs': [anInvoice({ amount: chf(1200.5) })],
  'a huge sum': [anInvoice({ amount: money(1_234_567_890_123, 'EUR') })],
};
const NAMES = ['Garage du Canigou', 'URGENT PAIEMENT SARL', 'Huissiers & Associés', 'XXX TODO', 'Syndicat mixte du tribunal', 'Le Voleur de Lune', 'Ελληνική Εταιρεία', '株式会社', '{{client.nom}}', '!!!'];

const reminders = SHIPPED.filter((template) => template.stage !== null && template.tone !== null);

describe.each(reminders.map((template) => [`${template.language} ${template.stage} ${template.tone}`, template] as const))('the shipped %s', (_, template) => {
  test.each(Object.keys(LEDGERS))('passes: %s', (ledger) => {
    const invoices = (LEDGERS[ledger] ?? []).map((invoice): Invoice => (template.stage === 'R0' ? { ...invoice, instalments: invoice.instalments.map((one) => ({ ...one, due: inDays(4) })) } : invoice));
    const { audience } = template;
    for (const kind of audience === undefined ? KINDS : [audience]) {
      for (const pack of [aShippedPack(), SIGNED]) {
        const made = aRequest(
          { stage: template.stage ?? '', invoices, ...(template.stage === 'R2' ? { previous } : {}) },
          { tone: template.tone, language: template.language, pack, rates: RATES },
          { debtor: aDebtor({ kind, language: template.language }), entries: template.stage === 'R5' ? noticeOf(invoices) : [] },
        );
        const written = composeReminder(made, TODAY);
        if (!written.ok) throw new Error(JSON.stringify(written.problem));
        const context = { caseFile: made.caseFile, pack: { ...pack, numberShapes: shapesOf(invoices.map(({ number }) => number)) }, author: MARIE, language: template.language, holds: [] };
        // Every sum and day is the ledger's, or the statement's that goes with a letter: nothing is believed because the template said so.
        const { draft, findings } = lintReminder(written.value, true, context);
        expect([kind, findings.map((finding) => [finding.code, draft.text.slice(finding.passage?.from, finding.passage?.to)])]).toEqual([kind, []]);
      }
    }
  });

  test.each(NAMES)('passes when the customer is called %s', (name) => {
    const made = aRequest({ stage: template.stage ?? '', invoices: [template.stage === 'R0' ? anInvoice({ due: inDays(4) }) : old], ...(template.stage === 'R2' ? { previous } : {}) }, { tone: template.tone, language: template.language, rates: RATES }, { debtor: aDebtor({ name, language: template.language, kind: template.audience ?? 'business' }), entries: noticeOf([old]) });
    const reminder = valueOf(composeReminder(made, TODAY));
    expect(found(draftFor(reminder), factsFor(made, reminder)).filter((line) => line.startsWith('blocks'))).toEqual([]);
  });

  test('passes when the customer is called what fills six lines', () => {
    const debtor = aDebtor({ kind: template.audience ?? 'business', language: template.language, name: 'Établissements '.repeat(20).slice(0, 200) });
    const made = aRequest({ stage: template.stage ?? '', invoices: [template.stage === 'R0' ? anInvoice({ due: inDays(4) }) : old] }, { tone: template.tone, language: template.language, rates: RATES }, { debtor, entries: template.stage === 'R5' ? noticeOf([old]) : [] });
    const reminder = valueOf(composeReminder(made, TODAY));
    expect(found(draftFor(reminder), factsFor(made, reminder))).toEqual([]);
  });

  test('blocks nothing in the other language of the debtor either, which is only told', () => {
    const other: Language = template.language === 'fr' ? 'en' : 'fr';
    const made = aRequest({ stage: template.stage ?? '', invoices: [template.stage === 'R0' ? anInvoice({ due: inDays(4) }) : old] }, { tone: template.tone, language: template.language, rates: RATES }, { debtor: aDebtor({ kind: template.audience ?? 'business' }), entries: noticeOf([old]) });
    const reminder = valueOf(composeReminder(made, TODAY));
    expect(found(draftFor(reminder), { ...factsFor(made, reminder), language: other })).toEqual(['warns language-other']);
  });
});

test('the shipped answers pass too', () => {
  const replies: readonly ReplyKind[] = ['statement', 'invoice-copy', 'bank-details', 'promise-noted', 'dispute-noted', 'thank-you'];
  const invoices = [old, second, recent, aCreditNote()];
  for (const reply of replies) {
    for (const language of LANGUAGES) {
      const request = aReplyRequest(invoices, { reply, language, invoices: reply === 'statement' ? [] : [old.id], promise: { promisedFor: inDays(4), amount: eur(1200) } }, { debtor: aDebtor({ language }) });
      const { draft } = valueOf(composeReply(request, TODAY));
      const facts = lintFactsOf({ caseFile: request.caseFile, pack: request.pack, author: MARIE, language, holds: [] }, null, null);
      const findings = lint({ subject: draft.subject, text: draft.text, ownSubject: true, attachments: draft.attachments.map(({ name }) => name), strangers: [] }, facts);
      expect([reply, language, findings]).toEqual([reply, language, []]);
    }
  }
});

test('a factor’s account is the right one', () => {
  const sold = anInvoice({ assignee: { name: 'Factor SA', iban: 'DE89370400440532013000' } });
  const made = aRequest({ stage: 'R1', invoices: [sold] }, { pack: aShippedPack({ profile: aProfile({ iban: 'FR7630006000011234567890189' }) }) });
  const reminder = valueOf(composeReminder(made, TODAY));
  expect(found(draftFor(reminder), factsFor(made, reminder))).toEqual([]);
});
