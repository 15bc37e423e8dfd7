/** One fixed case per shipped template; what each gives, word for word, stands in test/fixtures/reminder. */
import { composeReminder, composeReply } from '../../../src/core/writing';
import type { LocalDate, ReminderDraft } from '../../../src/core';
import { aCreditNote, aDebtor, anInvoice, daysAgo, eur, inDays, TODAY } from '../builders';
import { aReplyRequest, aRequest, aShippedPack, signedProfile, valueOf } from './shipped';
import type { Situation } from './shipped';

const old = anInvoice({ document: 'doc-297' });
const second = anInvoice({ number: 'FA-2026-0311', due: daysAgo(21), amount: eur(3116.4), document: 'doc-311' });
const recent = anInvoice({ number: 'FA-2026-0330', due: daysAgo(4), amount: eur(500) });
const upcoming = anInvoice({ number: 'FA-2026-0352', due: inDays(4), amount: eur(860), document: 'doc-352' });
const credit = aCreditNote();
const signed = aShippedPack({ profile: signedProfile });
const english = aDebtor({ name: 'Northgate Ltd', language: 'en' });
const both: { readonly on: LocalDate; readonly invoices: typeof old.id[] } = { on: daysAgo(11), invoices: [old.id, second.id] };

const reminder = (situation: Situation, tone: 'courteous' | 'firm', language: 'fr' | 'en', relanceSigns = false): ReminderDraft =>
  valueOf(composeReminder(aRequest(situation, { tone, ...(relanceSigns ? { pack: signed } : {}) }, language === 'en' ? { debtor: english } : {}), TODAY)).draft;

const REPLIES = ['statement', 'invoice-copy', 'bank-details', 'promise-noted', 'dispute-noted', 'thank-you'] as const;
const reply = (kind: (typeof REPLIES)[number], language: 'fr' | 'en'): ReminderDraft =>
  valueOf(
    composeReply(
      aReplyRequest(
        [old, second, recent, upcoming, credit],
        { reply: kind, invoices: kind === 'statement' ? [] : [old.id], promise: { promisedFor: inDays(4), amount: eur(1200) }, language },
      ),
      TODAY,
    ),
  ).draft;

export const CASES: Readonly<Record<string, () => ReminderDraft>> = {
  'fr-r0-courteous': () => reminder({ stage: 'R0', invoices: [upcoming] }, 'courteous', 'fr'),
  'en-r0-courteous': () => reminder({ stage: 'R0', invoices: [upcoming] }, 'courteous', 'en'),
  'fr-r1-courteous': () => reminder({ stage: 'R1', invoices: [old] }, 'courteous', 'fr'),
  'en-r1-courteous': () => reminder({ stage: 'R1', invoices: [old] }, 'courteous', 'en'),
  'fr-r2-firm': () => reminder({ stage: 'R2', invoices: [old, second], previous: both }, 'firm', 'fr', true),
  'en-r2-firm': () => reminder({ stage: 'R2', invoices: [old, second], previous: both }, 'firm', 'en', true),
  'fr-r2-courteous': () => reminder({ stage: 'R2', invoices: [old, second, recent], previous: both }, 'courteous', 'fr'),
  'en-r2-courteous': () => reminder({ stage: 'R2', invoices: [old, second, recent], previous: both }, 'courteous', 'en'),
  ...Object.fromEntries(REPLIES.flatMap((kind) => (['fr', 'en'] as const).map((language) => [`${language}-${kind}`, () => reply(kind, language)] as const))),
};

export function writtenFor(name: string): ReminderDraft {
  const made = CASES[name];
  if (made === undefined) throw new Error(`no case ${name}`);
  return made();
}
