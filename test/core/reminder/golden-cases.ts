/** One fixed case per shipped template; what each gives, word for word, stands in test/fixtures/reminder. */
import { composeReminder, composeReply } from '../../../src/core/writing';
import type { Debtor, DebtorKind, EmailAddress, LocalDate, ReminderDraft } from '../../../src/core';
import { aContact, aCreditNote, aDebtor, aListed, aLog, anInvoice, aReminderSent, called, daysAgo, deposited, entryId, eur, inDays, promised, reference, TODAY } from '../builders';
import { shippedRates } from '../penalties/rates';
import { aReplyRequest, aRequest, aShippedPack, recipient, signedProfile, valueOf } from './shipped';
import type { Situation } from './shipped';

const old = anInvoice({ document: 'doc-297' });
const second = anInvoice({ number: 'FA-2026-0311', due: daysAgo(21), amount: eur(3116.4), document: 'doc-311' });
const recent = anInvoice({ number: 'FA-2026-0330', due: daysAgo(4), amount: eur(500) });
const upcoming = anInvoice({ number: 'FA-2026-0352', due: inDays(4), amount: eur(860), document: 'doc-352' });
const credit = aCreditNote();
const signed = aShippedPack({ profile: signedProfile });
const english = aDebtor({ name: 'Northgate Ltd', language: 'en' });
const both: { readonly on: LocalDate; readonly invoices: typeof old.id[] } = { on: daysAgo(11), invoices: [old.id, second.id] };

/** Ordered by the customer under numbers of its own. */
const ordered = [{ ...old, orderNumber: '4500018273' }, { ...second, orderNumber: '4500018274' }];
const CUSTOMERS: Readonly<Record<'public' | 'consumer', Partial<Debtor>>> = { public: { kind: 'public', name: 'Commune de Prades' }, consumer: { kind: 'consumer', name: 'Mme Claire Vidal', contacts: [aContact({ address: recipient().to[0] as EmailAddress, name: null })] } };
const toOthers = (stage: 'R0' | 'R1' | 'R2', tone: 'courteous' | 'firm', kind: 'public' | 'consumer', language: 'fr' | 'en'): ReminderDraft => {
  const invoices = stage === 'R0' ? [{ ...upcoming, orderNumber: '4500018275' }] : stage === 'R1' ? ordered.slice(0, 1) : ordered;
  return valueOf(composeReminder(aRequest({ stage, invoices, ...(stage === 'R2' ? { previous: both } : {}) }, { tone }, { debtor: aDebtor({ ...CUSTOMERS[kind], language }) }), TODAY)).draft;
};

const reminder = (situation: Situation, tone: 'courteous' | 'firm', language: 'fr' | 'en', relanceSigns = false): ReminderDraft =>
  valueOf(composeReminder(aRequest(situation, { tone, ...(relanceSigns ? { pack: signed } : {}) }, language === 'en' ? { debtor: english } : {}), TODAY)).draft;

const older = anInvoice({ number: 'FA-2026-0188', due: daysAgo(61), amount: eur(4860.25) });
export const LETTER_LOG = aLog(
  ...aReminderSent({ reference: reference('R-2AAA'), stage: 'R1', invoices: [aListed({ of: older }), aListed({ of: old })], on: daysAgo(31) }),
  ...aReminderSent({ reference: reference('R-2BBB'), stage: 'R2', invoices: [aListed({ of: older, step: 'R2' }), aListed({ of: old, step: 'R2' })], on: daysAgo(20) }),
);
export const NOTICE_LOG = aLog(
  ...aReminderSent({ reference: reference('R-2BBB'), stage: 'R2', invoices: [aListed({ of: older, step: 'R2' })], on: daysAgo(40) }),
  [deposited({ invoices: [aListed({ of: older, step: 'R4' })], depositedOn: daysAgo(20), reference: reference('R-2CCC'), announced: { deadline: null, days: 8, next: 'R5' } }), { on: daysAgo(20) }],
  [{ kind: 'letter-presented', letter: entryId('entry-3'), presentedOn: daysAgo(18) }, { on: daysAgo(17) }],
);

const letter = (stage: 'R4' | 'R5', kind: DebtorKind, language: 'fr' | 'en'): ReminderDraft =>
  valueOf(
    composeReminder(
      aRequest(
        { stage, invoices: stage === 'R4' ? [older, old] : [older], ...(stage === 'R4' ? { informational: [recent] } : {}) },
        { rates: shippedRates(), pack: signed },
        { debtor: aDebtor({ kind, language, postal: { lines: ['12 rue des Lilas', 'Bâtiment B'], postcode: '66500', town: 'Prades', country: null }, ...(kind !== 'business' ? CUSTOMERS[kind] : language === 'en' ? { name: 'Northgate Ltd' } : {}) }), entries: stage === 'R4' ? LETTER_LOG : NOTICE_LOG },
      ),
      TODAY,
    ),
  ).draft;

const CALL_LOG = aLog([called({ invoices: [old.id], outcome: 'promise' }), { on: daysAgo(1) }], [promised({ promisedFor: inDays(4), amount: eur(1200), invoices: [old.id] }), { on: daysAgo(1) }]);
const REPLIES = ['statement', 'invoice-copy', 'bank-details', 'promise-noted', 'dispute-noted', 'thank-you', 'call-noted', 'notice-copy'] as const;
const reply = (kind: (typeof REPLIES)[number], language: 'fr' | 'en'): ReminderDraft =>
  valueOf(
    composeReply(
      aReplyRequest(
        [old, second, recent, upcoming, credit],
        { reply: kind, invoices: kind === 'statement' ? [] : [old.id], promise: { promisedFor: inDays(4), amount: eur(1200) }, language },
        { entries: kind === 'call-noted' ? CALL_LOG : aLog([deposited({ invoices: [aListed({ of: old, step: 'R4' })], depositedOn: daysAgo(3) }), { on: daysAgo(3) }]) },
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
  'fr-r4-formal-business': () => letter('R4', 'business', 'fr'),
  'en-r4-formal-business': () => letter('R4', 'business', 'en'),
  'fr-r4-formal-public': () => letter('R4', 'public', 'fr'),
  'en-r4-formal-public': () => letter('R4', 'public', 'en'),
  'fr-r4-formal-consumer': () => letter('R4', 'consumer', 'fr'),
  'en-r4-formal-consumer': () => letter('R4', 'consumer', 'en'),
  'fr-r5-formal-business': () => letter('R5', 'business', 'fr'),
  'en-r5-formal-business': () => letter('R5', 'business', 'en'),
  ...Object.fromEntries((['public', 'consumer'] as const).flatMap((kind) => (['fr', 'en'] as const).flatMap((language) => ([['R0', 'courteous'], ['R1', 'courteous'], ['R2', 'courteous'], ['R2', 'firm']] as const)
    .map(([stage, tone]) => [`${language}-${stage.toLowerCase()}-${tone}-${kind}`, () => toOthers(stage, tone, kind, language)] as const)))),
  ...Object.fromEntries(REPLIES.flatMap((kind) => (['fr', 'en'] as const).map((language) => [`${language}-${kind}`, () => reply(kind, language)] as const))),
};

export function writtenFor(name: string): ReminderDraft {
  const made = CASES[name];
  if (made === undefined) throw new Error(`no case ${name}`);
  return made();
}
