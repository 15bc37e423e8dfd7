import type { ArithmeticFact, Clue, CluePlace, LogFact, LogFactKind } from '../../../src/core';
import type { EntryId } from '../../../src/core';
import { address, aListed, called, daysAgo, DEBTOR, deposited, discarded, disputeClosed, disputed, drafted, eur, held, idOf, inDays, lifted, noted, promised, reference, replied, rerouted, sent, skipped, TODAY, usd, voided } from '../builders';

const entry = 'entry-1' as EntryId;
const invoices = [idOf('FA-2026-0297')];

/** One fact of each kind. A kind of the log without one does not compile. */
export const FACTS: Readonly<Record<LogFactKind, LogFact>> = {
  'reminder-drafted': drafted({ invoices: [aListed(), aListed({ number: 'FA-2026-0311' })] }),
  'reminder-sent': sent({ proof: 'quoted-in-answer' }),
  'draft-discarded': discarded({ reason: 'insertion-failed' }),
  'draft-rerouted': rerouted(),
  'step-skipped': skipped(),
  'reply-inserted': replied({ reply: 'bank-details' }),
  'invoice-resent': { kind: 'invoice-resent', invoices },
  'call-made': called({ outcome: 'voicemail', note: 'rappelle jeudi' }),
  'letter-deposited': deposited(),
  'letter-presented': { kind: 'letter-presented', letter: entry, presentedOn: daysAgo(4) },
  'letter-delivered': { kind: 'letter-delivered', letter: entry, deliveredOn: daysAgo(3) },
  'letter-refused': { kind: 'letter-refused', letter: entry, refusedOn: daysAgo(2) },
  'letter-unclaimed': { kind: 'letter-unclaimed', letter: entry, returnedOn: daysAgo(1) },
  'sms-noted': { kind: 'sms-noted', invoices },
  'promise-recorded': promised({ amount: eur(1200), promisedFor: inDays(4), quotation: 'nous réglons vendredi' }),
  'dispute-opened': disputed({ amount: eur(120), quotation: 'il manque deux cartons' }),
  'dispute-closed': disputeClosed(entry, { outcome: 'upheld' }),
  'plan-agreed': { kind: 'plan-agreed', instalments: [{ due: inDays(10), amount: eur(600) }, { due: inDays(40), amount: eur(600) }], invoices },
  'instalment-missed': { kind: 'instalment-missed', plan: entry, due: daysAgo(1) },
  'hold-set': held(),
  'hold-lifted': lifted(entry),
  'insolvency-noted': { kind: 'insolvency-noted', procedure: 'recovery', openedOn: daysAgo(10), publishedOn: daysAgo(7) },
  'step-announced': { kind: 'step-announced', reference: reference('R-7K3F'), announced: 'R4', by: inDays(8) },
  'lint-overridden': { kind: 'lint-overridden', reference: reference('R-7K3F'), finding: 'ledger-too-old', reason: 'vu au téléphone' },
  'contact-changed': { kind: 'contact-changed', address: address('compta@garage-canigou.fr'), change: 'bounced' },
  'debtors-merged': { kind: 'debtors-merged', merged: DEBTOR },
  'answer-noted': { kind: 'answer-noted', receivedOn: daysAgo(2), read: false },
  note: noted(),
  'entry-voided': voided(entry),
};

/** One step of the reasoning of each kind. */
export const REASONS: Readonly<Record<ArithmeticFact['kind'], ArithmeticFact>> = {
  'days-late': { kind: 'days-late', number: 'FA-2026-0297', days: 32, due: daysAgo(32) },
  'due-in': { kind: 'due-in', number: 'FA-2026-0297', days: 5, due: inDays(5) },
  'no-step-yet': { kind: 'no-step-yet' },
  'last-step': { kind: 'last-step', stage: 'R1', on: daysAgo(11), daysAgo: 11, how: 'sent' },
  'possible-since': { kind: 'possible-since', stage: 'R2', since: daysAgo(1) },
  'possible-from': { kind: 'possible-from', stage: 'R2', from: inDays(3), daysToGo: 3, because: 'gap', gapDays: 10 },
  'not-announced': { kind: 'not-announced', numbers: ['FA-2026-0297'], last: daysAgo(2) },
  'step-passed-over': { kind: 'step-passed-over', stage: 'R3', amount: eur(40), threshold: eur(5000) },
  'caught-up': { kind: 'caught-up', stage: 'R2', days: 24 },
  'first-delay': { kind: 'first-delay', paidInvoices: 3 },
  'gap-counted': { kind: 'gap-counted', stage: 'R2', days: 10 },
  'other-invoices': { kind: 'other-invoices', listed: 2, informational: 1 },
  'disputed-left-out': { kind: 'disputed-left-out', numbers: ['FA-1', 'FA-2'], amount: eur(120) },
  'credit-deducted': { kind: 'credit-deducted', number: 'AV-12', amount: eur(200) },
  'other-currency': { kind: 'other-currency', totals: [usd(350)] },
  'not-arrived': { kind: 'not-arrived', address: address('compta@garage-canigou.fr') },
  'retained-left-out': { kind: 'retained-left-out', numbers: ['FA-2026-0297'], amount: eur(60), until: inDays(200) },
  'retained-above-cap': { kind: 'retained-above-cap', numbers: ['FA-2026-0297'] },
  'limitation-near': { kind: 'limitation-near', numbers: ['FA-2026-0297'], on: inDays(90), years: 5 },
  'figures-old': { kind: 'figures-old', of: daysAgo(7), allowed: 2 },
  'answer-unsettled': { kind: 'answer-unsettled', receivedOn: daysAgo(5) },
  'below-tolerance': { kind: 'below-tolerance', amount: eur(0.5), tolerance: eur(1) },
  'credit-covers': { kind: 'credit-covers', credits: eur(500), overdue: eur(400) },
};

const clue = (kind: Clue['kind'], value: string, favours: boolean, place: CluePlace = 'sender'): Clue => ({ kind, value, place, favours, open: kind === 'invoice-number' ? true : null, count: kind.startsWith('shared') ? 3 : null });

/** One clue of each kind. */
export const CLUES: Readonly<Record<Clue['kind'], Clue>> = {
  'contact-address': clue('contact-address', 'compta@lebrun.example', true),
  learned: clue('learned', 'compta@lebrun.example', true),
  'company-domain': clue('company-domain', 'lebrun.example', true),
  'invoice-number': clue('invoice-number', 'FA-2026-0297', true, 'subject'),
  siren: clue('siren', '812345676', true, 'signature'),
  vat: clue('vat', 'FR19812345676', true, 'signature'),
  reference: clue('reference', 'R-7K3F', true, 'quoted'),
  name: clue('name', 'Menuiserie Lebrun', true, 'signature'),
  'not-a-contact': clue('not-a-contact', '', false),
  'cites-nothing': clue('cites-nothing', '', false),
  'shared-address': clue('shared-address', 'a.dorval@cabinet-dorval.example', false),
  'shared-domain': clue('shared-domain', 'cabinet-dorval.example', false),
  'customer-code': clue('customer-code', 'C-0412', true, 'message'),
  'order-number': clue('order-number', 'BC-41331', true, 'message'),
  amount: clue('amount', '123456 EUR', true, 'message'),
  iban: clue('iban', 'FR1420041010050500013M02606', true, 'message'),
  'look-alike-domain': clue('look-alike-domain', 'lebrun-sa.example', false),
  'other-debtors-invoice': clue('other-debtors-invoice', 'FA-2026-0266', false, 'subject'),
};

/** Every place where a clue can stand. */
export const PLACES: Readonly<Record<CluePlace, true>> = {
  sender: true, recipient: true, copy: true, 'reply-to': true, subject: true, message: true, quoted: true, 'quoted-sender': true, attachment: true, signature: true, thread: true,
};

export { TODAY };
