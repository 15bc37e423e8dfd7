import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { composeReminder, lintOpenDraft, lintReminder } from '../../../src/core/writing';
import { assess } from '../../../src/core';
import type { CaseFile, MailThread } from '../../../src/core';
import { lint } from '../../../src/core/reminder/lint';
import type { LintFacts } from '../../../src/core/reminder/lint';
import { aCaseFile, aDebtor, aListed, aLog, aMessage, anInvoice, aThread, daysAgo, drafted, eur, inDays, MARIE, promised, TODAY } from '../builders';
import { aRequest, aShippedPack, valueOf } from './shipped';

const pack = aShippedPack();
const invoice = anInvoice({ document: 'doc-297' });
const written = valueOf(composeReminder(aRequest({ stage: 'R1', invoices: [invoice] }, { attach: false }), TODAY)).draft;
const log = aLog([drafted({ invoices: [aListed({ of: invoice })] }), { on: TODAY }]);
const file = (over: Partial<CaseFile> = {}): CaseFile => aCaseFile({ invoices: [invoice], entries: log, ...over });
const draft = (text: string, over: Partial<MailThread> = {}, subject = written.subject): MailThread => aThread({ mode: 'compose', messages: [aMessage({ from: null, text, subject })], ...over });
const codes = (thread: MailThread, of: CaseFile = file()): readonly string[] =>
  lintOpenDraft(thread, assess(of, pack, null, of.today), { caseFile: of, pack, author: MARIE, language: of.debtor.language })?.findings.map(({ code, severity }) => `${severity} ${code}`) ?? ['not read'];

describe('a reminder in the preview', () => {
  const request = aRequest({ stage: 'R2', invoices: [invoice], previous: { on: daysAgo(11), invoices: [invoice.id] } }, { attach: false });
  const reminder = valueOf(composeReminder(request, TODAY));
  /** A template that reckons: its own sums are no mistake, those that are typed are. */
  const reckoned = { ...reminder, draft: { ...reminder.draft, text: reminder.draft.text.replace('La somme due', 'Avec 12,34 € de pénalités le total est de 1 212,34 €. La somme due') } };
  const typed = { ...reckoned, draft: { ...reckoned.draft, text: reckoned.draft.text.replace('1 212,34', '1 312,34') } };
  const context = { caseFile: request.caseFile, pack, author: MARIE, language: 'fr', holds: [] } as const;
  const told = (of: typeof reminder, composed: typeof reminder | null): readonly string[] => lintReminder(of, true, context, composed).findings.map(({ code }) => code);

  test('what the template reckoned is no mistake; what was typed over it is', () => {
    expect(told(reminder, null)).toEqual([]);
    expect(told(reckoned, reckoned)).toEqual([]);
    expect(told(reckoned, reminder)).not.toEqual([]);
    expect(told(typed, reckoned)).toEqual(['amount-unknown']);
  });

  test('a text that nobody touched is held back by no figure; its words are judged all the same', () => {
    const odd = (text: string): typeof reminder => ({ ...reminder, draft: { ...reminder.draft, text } });
    const stranger = odd(reminder.draft.text.replace('notre facture FA-2026-0297', 'notre facture FA-2026-0999'));
    const threat = odd(reminder.draft.text.replace('Cordialement', 'Nous porterons plainte.\n\nCordialement'));
    const severities = (of: typeof reminder, composed: typeof reminder): readonly string[] => lintReminder(of, true, context, composed).findings.map(({ code, severity }) => `${severity} ${code}`);
    expect(severities(stranger, reminder)).toEqual(['blocks invoice-unknown']);
    expect(severities(stranger, stranger)).toEqual(['warns invoice-unknown']);
    expect(severities(threat, threat)).toEqual(['blocks unlawful']);
  });
});

describe('a message that is being written', () => {
  test('the reminder as it was inserted is remarked on by nothing, above the signature and what is quoted', () => {
    const below = '\n-- \nMarie Lefèvre\nATELIER NORD, URGENCES 24H/24 !!\n\nLe 16 novembre 2026 à 09:12, compta@garage-canigou.fr a écrit :\n> Vous allez le regretter. Relance n° 3 !!!\n> Il manque {{ total }} et 12 345,67 €.';
    expect(codes(draft(`${written.text}${below}`))).toEqual([]);
  });

  test('a received message is not read', () => expect(codes(draft(written.text, { mode: 'read' }))).toEqual(['not read']));
  test('an empty one has nothing to say', () => expect(codes(draft('\n\n-- \nMarie Lefèvre', {}, ''))).toEqual([]));

  test('a sum or an account that was changed in the mailbox is told', () => {
    expect(codes(draft(written.text.replace('1\u202f200,00', '1 800,00')))).toEqual(['blocks amount-wrong']);
    expect(codes(draft(written.text.replace('7890\u00a0189', '7890 188')))).toEqual(['blocks iban-unknown']);
  });

  test('a deadline that fell by since the text was written is told', () => {
    const late = inDays(9);
    expect(codes(draft(written.text), file({ today: late }))).toEqual(['blocks deadline-past']);
  });

  test('an attachment that was taken off is missed', () => {
    expect(codes(draft(written.text.replace('Pour toute question', 'Vous trouverez la facture ci-jointe.\n\nPour toute question')))).toEqual(['warns attachment-missing']);
  });

  test('without a reminder in it only the words are judged', () => {
    expect(codes(draft('Bonjour,\n\nVotre devis de 512,30 € est prêt.', {}, 'RE: devis n° 12 !!!'))).toEqual([]);
    expect(codes(draft('Bonjour,\n\nNous porterons plainte.\n\nCordialement', {}, 'RE: devis'))).toEqual(['blocks unlawful']);
  });

  test('what has come to hold the reminder meanwhile is told', () => {
    const held = file({ entries: aLog([drafted({ invoices: [aListed({ of: invoice })] }), { on: daysAgo(1) }], [promised({ promisedFor: inDays(5) }), { on: TODAY }]) });
    expect([assess(held, pack, null, TODAY).kind, codes(draft(written.text), held)]).toEqual(['held', ['warns hold-ignored']]);
  });

  test('a consumer’s reminder with penalties is told as such', () => {
    const consumer = file({ debtor: aDebtor({ kind: 'consumer' }) });
    expect(codes(draft(written.text.replace('Il s’agit', 'Des pénalités de retard sont dues. Il s’agit')), consumer)).toEqual(expect.arrayContaining(['blocks consumer-charge']));
  });
});

/**
 * Six hundred mails that others wrote for the benches of identification: customers, suppliers, colleagues and reminders, none
 * of them with a threat. Judged by their words alone, as a draft without a reminder is.
 */
test('ordinary mails of the trade are hardly ever remarked on', () => {
  const facts: LintFacts = {
    today: TODAY, step: null, debtor: { kind: 'business', lawCountry: 'FR' }, language: 'fr', names: [], invoices: [], numberShapes: [], orders: [], amounts: [eur(1)], dates: [], ibans: [], measures: ['formal-notice', 'hand-over'], outOfReach: [], announced: [], paidLately: false, holds: [],
  };
  const bodies = new Set(['judge-2', 'judge-3'].flatMap((set) => readFileSync(join(__dirname, '../../fixtures', set, 'cases.jsonl'), 'utf8').trim().split('\n').flatMap((line) => (JSON.parse(line) as { readonly thread: readonly { readonly body: string }[] }).thread.map(({ body }) => body))));
  expect(bodies.size).toBeGreaterThan(600);
  const told = [...bodies].flatMap((text) =>
    lint({ subject: '', text, ownSubject: false, attachments: null, strangers: [] }, facts)
      // Among colleagues one says "tu"; mails in other languages and foreign accounts are what these sets are about.
      .filter(({ code }) => !['familiar', 'language-other', 'iban-unknown'].includes(code))
      .map((finding) => `${finding.code}: ${text.slice(finding.passage?.from, finding.passage?.to)}`));
  expect(told).toEqual(['measure-not-enabled: injonction de payer', 'exclamation: !!', 'measure-not-enabled: injonction de payer']);
});

