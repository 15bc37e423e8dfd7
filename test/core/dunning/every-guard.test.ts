import { describe, expect, test } from '@jest/globals';
import { assess, checkAppend, presentDebtor } from '../../../src/core';
import type { Assessment, CaseFile, Hold, Language, LogFact, Pack } from '../../../src/core';
import { aDebtor, address, aListed, aNewEntry, anInvoice, called, daysAgo, deposited, disputed, drafted, eur, held, inDays, MARIE, promised, readOn, reference, TODAY } from '../builders';
import { fileOf, inShort, reminded, withPolicy } from './standard';
import type { Life } from './standard';

const PACK = withPolicy();
const CONSUMERS: Pack = { ...PACK, profile: { ...PACK.profile, remindsConsumers: true } };
const COMPTA = address('compta@garage-canigou.fr');
const late = (over: Parameters<typeof anInvoice>[0] = {}) => anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(1000), ...over });
const invoice = late();
const draft = (stage: string, to = [COMPTA]) => drafted({ stage, tone: stage === 'R2' ? 'firm' : 'courteous', to, reference: reference('R-9XYZ'), demanded: eur(1000), invoices: [aListed({ of: invoice, step: stage })] });
const refused = { kind: 'contact-changed', address: COMPTA, change: 'bounced' } as const;

interface Guarded {
  readonly life: Life;
  /** Absent: one with nothing switched on. */
  readonly pack?: Pack;
  readonly stage?: string;
  /** What the log's keeper says; absent: that the step is no longer due. */
  readonly refusal?: string;
  /** What lifts it, and when it is known: the day. */
  readonly lifts: Readonly<Record<Language, RegExp>>;
}
/** Both reminders, the call and the notice: a consumer's plan is at its end. */
const noticed: NonNullable<Life['log']> = [
  ...reminded('R1', daysAgo(31), invoice), ...reminded('R2', daysAgo(21), invoice), [called({ invoices: [invoice.id] }), { on: daysAgo(18) }],
  [deposited({ invoices: [aListed({ of: invoice, step: 'R4' })], depositedOn: daysAgo(2) }), { on: daysAgo(2) }],
];
const both = (fr: RegExp, en: RegExp): Readonly<Record<Language, RegExp>> => ({ fr, en });

/** Every hold there is; one without a row does not compile. */
const GUARDS: Readonly<Record<Hold['kind'], Guarded>> = {
  promise: { life: { invoices: [invoice], log: [[promised({ promisedFor: inDays(4), invoices: [] }), { on: daysAgo(1) }]] }, lifts: both(/jusqu’au mardi 01\/12/, /until Tue 1 Dec/) },
  plan: { life: { invoices: [invoice], log: [[{ kind: 'plan-agreed', instalments: [{ due: inDays(10), amount: eur(1000) }], invoices: [invoice.id] }, { on: daysAgo(1) }]] }, lifts: both(/reprend/, /resume/) },
  dispute: { life: { invoices: [invoice], log: [[disputed({ invoices: [invoice.id] }), { on: daysAgo(1) }]] }, lifts: both(/reprend quand le litige est clos/, /resume when the dispute is closed/) },
  manual: { life: { invoices: [invoice], log: [[held({ until: inDays(9) }), { on: daysAgo(1) }]] }, lifts: both(/levez la suspension/, /lift the hold/) },
  excluded: { life: { invoices: [invoice], over: { debtor: aDebtor({ exclusion: { reason: 'client stratégique', until: null } }) } }, lifts: both(/reprend quand l’exclusion est levée/, /resume when the exclusion is lifted/) },
  'struck-off': { life: { invoices: [invoice], over: { debtor: aDebtor({ exclusion: { reason: 'radiée', until: null } }) } }, lifts: both(/reprend quand le grand livre ne le dit plus/, /resume when the ledger no longer says so/) },
  insolvency: { life: { invoices: [invoice], log: [[{ kind: 'insolvency-noted', procedure: 'recovery', openedOn: daysAgo(10), publishedOn: null }, { on: daysAgo(1) }]] }, lifts: both(/se déclare au mandataire/, /declared to the administrator/) },
  consumer: { life: { invoices: [invoice], over: { debtor: aDebtor({ kind: 'consumer' }) } }, lifts: both(/reprend si vous cochez « Relancer aussi les particuliers »/, /resume if you tick “Remind private customers too”/) },
  'consumer-step': {
    life: { invoices: [invoice], log: noticed, over: { debtor: aDebtor({ kind: 'consumer' }) } }, pack: CONSUMERS, stage: 'R5',
    lifts: both(/reprend pour une facture plus récente/, /resume for a more recent invoice/),
  },
  'direct-debit': { life: { invoices: [late({ means: 'direct-debit-presented' })] }, lifts: both(/reprend en cas de retour impayé/, /resume if it is returned unpaid/) },
  retained: { life: { invoices: [late({ retained: { amount: eur(1000), releasedOn: null } })] }, lifts: both(/reprend quand le grand livre l’indique/, /resume once the ledger gives it/) },
  assigned: { life: { invoices: [late({ assignee: { name: 'Factor SA', iban: null } })] }, lifts: both(/reprend si la créance vous revient/, /resume if the claim comes back/) },
  'e-invoice': { life: { invoices: [late({ eInvoiceStatus: 207 })] }, lifts: both(/reprend/, /resume/) },
  limitation: { life: { invoices: [late({ due: daysAgo(5 * 366) })] }, lifts: both(/reprend si/, /resume if/) },
  'below-tolerance': { life: { invoices: [late({ amount: eur(3) }), anInvoice({ number: 'FA-2', due: inDays(60), amount: eur(50) })] }, lifts: both(/reprend dès que .*le 25\/01\/2027/, /resume once .*on 25 Jan/) },
  'credit-covers': { life: { invoices: [invoice], over: { debtor: aDebtor({ unallocatedCredits: [eur(1000)] }) } }, lifts: both(/Imputez-les/, /Allocate them/) },
  'unread-answer': { life: { invoices: [invoice], log: [[{ kind: 'answer-noted', receivedOn: daysAgo(3), read: false }, { on: daysAgo(3) }]] }, lifts: both(/reprend aussitôt.*reprend le 25\/11/, /resume at once.*resume on 25 Nov/) },
  'figures-too-old': { life: { invoices: [invoice], log: reminded('R1', daysAgo(11), invoice), over: { source: readOn(daysAgo(5)) } }, stage: 'R2', lifts: both(/reprend dès que le grand livre est réimporté/, /resume once the ledger is imported again/) },
  'no-address-left': { life: { invoices: [invoice], log: [...reminded('R1', daysAgo(11), invoice), [refused, { on: daysAgo(10) }]] }, refusal: 'log/address-refused', lifts: both(/reprend dès que vous ajoutez une adresse, ou dites celle-ci de nouveau bonne/, /resume once you add an address, or say/) },
};

const rows = Object.entries(GUARDS) as [Hold['kind'], Guarded][];
const fileWith = ({ life }: Guarded): CaseFile => ({ ...fileOf(life), source: life.over?.source ?? readOn(TODAY) });
const plainly = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
function card(file: CaseFile, language: Language, pack = PACK): string {
  const assessment: Assessment = assess(file, pack, null, TODAY);
  const { nextStep } = presentDebtor({ language, me: MARIE, pack, file, assessment, identification: null, recipient: null, chosen: null, offsetMinutes: 60 }, TODAY);
  return plainly(`${nextStep.title}. ${nextStep.reason}`);
}
const asked = (fact: LogFact, file: CaseFile, pack = PACK): string => {
  const answer = checkAppend(file, pack, aNewEntry(fact), TODAY);
  return answer.ok ? 'taken' : answer.problem.code;
};

describe.each(rows)('%s', (kind, guard) => {
  test('holds the reminder', () => {
    const assessment = assess(fileWith(guard), guard.pack ?? PACK, null, TODAY);
    expect(assessment.kind === 'held' ? assessment.holds.map((hold) => hold.kind) : inShort(assessment)).toContain(kind);
  });
  test('is looked at again where the reminder is inserted', () => {
    expect(asked(draft(guard.stage ?? 'R1'), fileWith(guard), guard.pack)).toBe(guard.refusal ?? 'log/no-longer-due');
    // The same text passes where nothing stands against it.
    expect(asked(draft('R1'), fileOf({ invoices: [invoice] }))).toBe('taken');
  });
  test.each(['fr', 'en'] as const)('says what lifts it, in %s', (language) => {
    expect(card(fileWith(guard), language, guard.pack)).toMatch(guard.lifts[language]);
  });
});

test('paid or credited meanwhile, there is nothing to hold: nothing is due, and the reminder is refused', () => {
  for (const life of [{ invoices: [late({ outstanding: eur(0) })] }, { invoices: [invoice, anInvoice({ number: 'AV-1', kind: 'credit-note', amount: eur(-1000), due: daysAgo(3), corrects: 'FA-1' })] }]) {
    expect(inShort(assess(fileOf(life), PACK, null, TODAY))).toBe('settled');
    expect(asked(draft('R1'), fileOf(life))).toBe('log/no-longer-due');
  }
});
