import { describe, expect, test } from '@jest/globals';
import { debtorPenalties, localDate, money } from '../../../src/core';
import type { CaseFile, Debtor, Invoice, LogEntry, RateTable, Reminder, ReminderPolicy } from '../../../src/core';
import { composeReminder, lintReminder } from '../../../src/core/writing';
import type { ReminderRequest } from '../../../src/core/writing';
import {
  aCreditNote, aDebtor, aListed, aLog, anInstalment, anInvoice, aPayment, aPolicy, aReminderSent, daysAgo, deposited, entryId, eur, gbp, MARIE, reference, TODAY, voided,
} from '../builders';
import { shippedRates } from '../penalties/rates';
import { aRequest, aShippedPack, itemsOf, problemOf, signedProfile, valueOf } from './shipped';

const RATES = shippedRates();
const SIGNED = aShippedPack({ profile: signedProfile });
const old = anInvoice({ number: 'FA-2026-0188', due: daysAgo(61), amount: eur(4860.25) });
const second = anInvoice({ number: 'FA-2026-0297', due: daysAgo(32) });
const third = anInvoice({ number: 'FA-2026-0301', due: daysAgo(31), amount: eur(980.4) });

interface Case {
  readonly invoices: readonly Invoice[];
  readonly others?: readonly Invoice[];
  readonly stage?: 'R4' | 'R5';
  readonly debtor?: Partial<Debtor>;
  readonly entries?: readonly LogEntry[];
  readonly rates?: RateTable | null;
  readonly request?: Partial<ReminderRequest>;
}

function asked({ invoices, others = [], stage = 'R4', debtor = {}, entries = [], rates = RATES, request = {} }: Case): ReminderRequest {
  const file: Partial<CaseFile> = { debtor: aDebtor(debtor), entries };
  const made = aRequest({ stage, invoices: [...invoices, ...others] }, { pack: SIGNED, rates, ...request }, file);
  return made;
}
const letter = (of: Case): Reminder => valueOf(composeReminder(asked(of), TODAY));
/** With every space a plain one. */
const text = (of: Case): string => letter(of).draft.text.replace(/[\u00a0\u202f]/g, ' ');

const withPlan = (change: (policy: ReminderPolicy) => ReminderPolicy): Partial<ReminderRequest> => ({ pack: aShippedPack({ profile: signedProfile, policies: [change(aPolicy())] }) });
const without = (id: string) => withPlan((policy) => ({ ...policy, stages: policy.stages.map((stage) => (stage.id === id ? { ...stage, enabled: false } : stage)) }));

const SITUATIONS: Readonly<Record<string, Case>> = {
  'one invoice': { invoices: [old] },
  'three invoices': { invoices: [old, second, third] },
  'a credit note deducted': { invoices: [old, aCreditNote({ corrects: old.number, amount: eur(-360.25) })] },
  'a part under dispute': { invoices: [{ ...old, disputed: eur(860.25) }, second] },
  'instalments': { invoices: [anInvoice({ number: 'FA-2026-0120', instalments: [anInstalment({ due: daysAgo(70), amount: eur(400) }), anInstalment({ due: daysAgo(40), amount: eur(400) })] })] },
  'a part paid late': { invoices: [anInvoice({ number: 'FA-2026-0130', due: daysAgo(60), amount: eur(2000), outstanding: eur(1500), payments: [aPayment({ on: daysAgo(30), amount: eur(500) })] })] },
  'two semesters': { invoices: [anInvoice({ number: 'FA-2026-0070', due: daysAgo(200), amount: eur(3000) })] },
  'pounds under French law': { invoices: [anInvoice({ amount: gbp(1200) })] },
  'a rate that is not known': { invoices: [old], rates: null },
  'a customer under German law': { invoices: [old], debtor: { lawCountry: 'DE' } },
  'a customer in Greece': { invoices: [old], debtor: { name: 'Ελληνική Εταιρεία Ανταλλακτικών' } },
  'a customer who writes Arabic': { invoices: [old], debtor: { name: 'شركة قطع الغيار' } },
  'a customer with a smile': { invoices: [old], debtor: { name: 'Chez Léo 🚗🔧' } },
  'a name of 200 characters': { invoices: [old], debtor: { name: 'Établissements '.repeat(20).slice(0, 200) } },
  'a sum of a million million': { invoices: [anInvoice({ amount: money(100_000_000_000_000, 'EUR') })] },
};

describe('a formal notice, word for word', () => {
  test.each(Object.keys(SITUATIONS))('%s', (name) => {
    const of = SITUATIONS[name] as Case;
    const { draft } = letter(of);
    expect(`${draft.subject}\n\n${draft.text}`).toMatchSnapshot();
  });
  test('to a public buyer, one invoice', () => {
    expect(text({ invoices: [old], debtor: { kind: 'public', name: 'Commune de Prades' } })).toMatchSnapshot();
  });
  test('to a public buyer when no rate is known', () => {
    expect(text({ invoices: [old], rates: null, debtor: { kind: 'public', name: 'Commune de Prades' } })).toMatchSnapshot();
  });
});

describe('the sums of a notice', () => {
  test('are those of the penalty statement: principal, interest to the day, one charge per invoice', () => {
    const { letter: said, demanded } = letter({ invoices: [old, second] });
    const own = debtorPenalties(aDebtor(), itemsOf([old, second]), [old, second], { view: 'ledger', noticeOn: null, contract: null, insolvency: null, interestStops: null }, RATES, TODAY);
    if (!own.ok) throw new Error(own.problem.code);
    expect(said?.claim).toEqual({ asOf: TODAY, principal: demanded, interest: own.value.account.interestOutstanding[0], charge: eur(80), rates: RATES.version, law: 'fr-business 2026-11' });
    // 4 860,25 x 12,40 % x 61 / 365 and 1 200 x 12,40 % x 32 / 365, each to the cent.
    expect(said?.claim?.interest).toEqual(eur(100.72 + 13.05));
  });
  test('the fixed charge stands once for an invoice in instalments', () => {
    expect(letter(SITUATIONS['instalments'] as Case).letter?.claim?.charge).toEqual(eur(40));
  });
  test('a rate that is not known leaves the principal, and what the law adds is said without a sum', () => {
    const { draft, letter: said } = letter({ invoices: [old], rates: null });
    expect(said).toMatchObject({ claim: null, sums: [], rateUnknown: '2026-S2' });
    expect(draft.text).toContain('S’y ajoutent de plein droit les pénalités de retard (article L441-10 du code de commerce)');
    expect(draft.text).not.toMatch(/%|40,00/);
  });
  test('a semester without a rate is like no rates at all', () => {
    const later = { ...RATES, series: { ...RATES.series, 'ecb-refi': {} } };
    expect(text({ invoices: [old], rates: later })).toBe(text({ invoices: [old], rates: null }));
    expect(letter({ invoices: [anInvoice({ due: localDate('2026-06-20') })], rates: withoutThe('2026-S1') }).letter?.rateUnknown).toBe('2026-S1');
  });
  test('another country’s law is not claimed by ours', () => {
    for (const lawCountry of ['DE', 'CH', 'US']) expect(letter({ invoices: [old], debtor: { lawCountry }, rates: null }).letter?.rateUnknown).toBeNull();
    for (const lawCountry of ['DE', 'CH', 'US']) expect(text({ invoices: [old], debtor: { lawCountry } })).not.toMatch(/L441|D441|pénalit|indemnité|%/);
  });
  test('figures that contradict each other make no notice', () => {
    const wrong = anInvoice({ amount: money(100_000_000_000_100, 'EUR') });
    expect(problemOf(composeReminder(asked({ invoices: [wrong] }), TODAY))).toEqual({ code: 'letter/claim-unusable', number: 'FA-2026-0297' });
  });
  test('a reminder knows nothing of penalties, whatever rates there are', () => {
    const reminder = valueOf(composeReminder(aRequest({ stage: 'R2', invoices: [old] }, { rates: RATES }), TODAY));
    expect(reminder.letter).toBeNull();
  });
});

const withoutThe = (semester: string): RateTable => ({ ...RATES, series: { ...RATES.series, 'ecb-refi': Object.fromEntries(Object.entries(RATES.series['ecb-refi']).filter(([known]) => known !== semester)) } });

describe('what a notice announces', () => {
  test('is the next step that the plan has switched on', () => {
    expect(text({ invoices: [old] })).toContain('À défaut de paiement complet dans ce délai, nous transmettrons votre dossier au recouvrement, sans autre avis.');
    expect(letter({ invoices: [old] }).announced).toEqual({ deadline: null, days: 8, next: 'R5' });
  });
  test('is nothing when that step is switched off', () => {
    const said = letter({ invoices: [old], request: without('R5') });
    expect(said.draft.text).not.toMatch(/À défaut|recouvrement, sans|transmettr/);
    expect(said.announced).toEqual({ deadline: null, days: 8, next: null });
  });
  test('is the same in English', () => {
    expect(letter({ invoices: [old], debtor: { language: 'en' } }).announced).toEqual({ deadline: null, days: 8, next: 'R5' });
  });
  test('of a courteous reminder the day that it gives, and no step that it does not name', () => {
    const reminder = valueOf(composeReminder(aRequest({ stage: 'R2', invoices: [old] }, { tone: 'courteous' }), TODAY));
    expect(reminder.announced).toEqual({ deadline: reminder.deadline, days: null, next: null });
  });
  test('gives the days of the plan, eight where it names none', () => {
    const request = withPlan((policy) => ({ ...policy, noticeDays: 15 }));
    expect(text({ invoices: [old], request })).toContain('dans un délai de 15 jours à compter de la première présentation de cette lettre');
    expect(text({ invoices: [old], request, debtor: { language: 'en' } })).toContain('within 15 days of the first presentation');
    expect(letter({ invoices: [old], request }).announced.days).toBe(15);
    expect(text({ invoices: [old] })).toContain('dans un délai de 8 jours');
  });
});

describe('"malgré nos messages"', () => {
  const listed = (step: string, ...of: readonly Invoice[]) => of.map((invoice) => aListed({ of: invoice, step }));
  test('names each message that demanded all of these invoices and really left', () => {
    const entries = aLog(
      ...aReminderSent({ reference: reference('R-2AAA'), stage: 'R1', invoices: listed('R1', old), on: daysAgo(50) }),
      ...aReminderSent({ reference: reference('R-2BBB'), stage: 'R2', invoices: listed('R2', old, second), on: daysAgo(20) }),
    );
    expect(text({ invoices: [old], entries })).toContain('Malgré nos messages des 4 octobre 2026 et 3 novembre 2026, ');
    expect(text({ invoices: [old, second], entries })).toContain('Malgré notre message du 3 novembre 2026, ');
    expect(text({ invoices: [old, second, third], entries })).toContain('À ce jour, ');
  });
  test('names none that was sent before an instalment fell due', () => {
    const entries = aLog(...aReminderSent({ reference: reference('R-2AAA'), stage: 'R1', invoices: listed('R1', second), on: daysAgo(32) }));
    expect(text({ invoices: [second], entries })).toContain('À ce jour, ');
  });
});

describe('a hand-over', () => {
  const notice = deposited({ depositedOn: daysAgo(20), invoices: [aListed({ of: old, step: 'R4' })], announced: { deadline: null, days: 8, next: 'R5' } });
  test('is impossible without a notice in the log, or with one that was undone', () => {
    expect(problemOf(composeReminder(asked({ stage: 'R5', invoices: [old] }), TODAY))).toEqual({ code: 'letter/no-notice', stage: 'R5' });
    expect(problemOf(composeReminder(asked({ stage: 'R5', invoices: [old], entries: aLog(notice, voided(entryId('entry-1'))) }), TODAY))).toEqual({ code: 'letter/no-notice', stage: 'R5' });
    expect(problemOf(composeReminder(asked({ stage: 'R5', invoices: [second], entries: aLog(notice) }), TODAY))).toEqual({ code: 'letter/no-notice', stage: 'R5' });
  });
  test('names the notice by its dates', () => {
    expect(text({ stage: 'R5', invoices: [old], entries: aLog(notice) })).toContain('Notre mise en demeure du 3 novembre 2026 est restée sans effet. Comme annoncé, nous transmettons ce jour votre dossier au recouvrement.');
    const presented = aLog(notice, { kind: 'letter-presented', letter: entryId('entry-1'), presentedOn: daysAgo(18) });
    expect(text({ stage: 'R5', invoices: [old], entries: presented })).toContain('Notre mise en demeure du 3 novembre 2026, présentée le 5 novembre 2026, est restée sans effet.');
    const delivered = aLog(notice, { kind: 'letter-delivered', letter: entryId('entry-1'), deliveredOn: daysAgo(17) });
    expect(text({ stage: 'R5', invoices: [old], entries: delivered })).toContain('reçue le 6 novembre 2026');
  });
  test('says "comme annoncé" only of what the notice announced', () => {
    const silent = deposited({ depositedOn: daysAgo(20), invoices: [aListed({ of: old, step: 'R4' })] });
    expect(text({ stage: 'R5', invoices: [old], entries: aLog(silent) })).toContain('est restée sans effet. Nous transmettons ce jour');
  });
  test('hands over only what the notice demanded', () => {
    expect(text({ stage: 'R5', invoices: [old, second], entries: aLog(notice) })).toContain('relative à la facture FA-2026-0188, est restée sans effet. Comme annoncé, nous transmettons ce jour votre dossier au recouvrement, pour cette facture seulement.');
  });
});

describe('5 000 invoices in one letter', () => {
  const many = Array.from({ length: 5000 }, (_, at): Invoice => anInvoice({ number: `FA-2025-${String(at + 1).padStart(4, '0')}`, due: daysAgo(40 + (at % 90)), amount: eur(100 + (at % 37)) }));
  const whole = letter({ invoices: many });
  test('the text gives the first rows and the sum of the others, in every column of sums', () => {
    expect(whole.draft.text).toMatch(/et 49\d\d autres factures .*€ .*€ .*€/);
    expect(whole.draft.text.match(/Le décompte complet, facture par facture, est joint à cette lettre\./g)).toHaveLength(2);
    expect(whole.draft.html.length).toBeLessThan(32_000);
  });
  test('and the whole statement goes with it', () => {
    expect(whole.letter?.annex?.match(/FA-2025-\d{4}/g)).toHaveLength(10_000);
    expect(whole.listed).toHaveLength(5000);
    expect(letter({ invoices: [old] }).letter?.annex).toBeNull();
  });
});

describe('the check of a letter', () => {
  const found = (change: (written: string) => string, of: Case = { invoices: [old, second] }): readonly string[] => {
    const request = asked(of);
    const reminder = valueOf(composeReminder(request, TODAY));
    const changed = { ...reminder, draft: { ...reminder.draft, text: change(reminder.draft.text) } };
    return lintReminder(changed, true, { caseFile: request.caseFile, pack: request.pack, author: MARIE, language: 'fr', holds: [] }).findings.map(({ severity, code }) => `${severity} ${code}`);
  };
  test('has nothing to say of what was reckoned', () => {
    expect(found((written) => written)).toEqual([]);
  });
  test.each([
    ['the total', '6\u202f254,02', '6\u202f354,02'],
    ['the interest', '113,77', '123,77'],
    ['the interest of one row', '13,05', '31,05'],
    ['the charges', '80,00', '85,00'],
    ['the principal', '6\u202f060,25\u00a0€.', '6\u202f600,25\u00a0€.'],
  ])('refuses a change of %s', (_, was, is) => {
    expect(found((written) => { expect(written).toContain(was); return written.replace(was, is); }).filter((line) => line.startsWith('blocks'))).toHaveLength(1);
  });
  test('refuses a measure that the plan does not have', () => {
    expect(found((written) => written, { invoices: [old], request: without('R5') })).toEqual([]);
    expect(found((written) => `${written}\nÀ défaut, nous transmettrons votre dossier au recouvrement.\n`, { invoices: [old], request: without('R5') })).toEqual(['blocks measure-not-enabled']);
    expect(found((written) => `${written}\nNous saisirons le tribunal de commerce.\n`)).toEqual(['blocks measure-not-enabled']);
  });
  test('refuses words that weaken it', () => {
    expect(found((written) => `${written}\nSi vous avez payé, veuillez ne pas tenir compte de cette lettre.\n`)).toEqual(['warns notice-weakened']);
  });
});

test('a notice reckons with the rate of the contract, and its statement says where the rate is from; a public buyer’s keeps the law’s', () => {
  // 4 860.25 x 10 % x 61 / 365 = 81.23.
  const business = text({ invoices: [old], debtor: { contractRate: 100_000 } });
  expect(business).toMatch(/• pénalités de retard \(article L441-10 du code de commerce\) arrêtées au 23 novembre 2026 : 81,23 €, au taux contractuel de 10,00 % l’an ;/);
  expect(text({ invoices: [old] })).not.toMatch(/contractuel|contrat/);
  expect(business).toMatch(/10,00 % \(contrat\)/);
  const english = text({ invoices: [old], debtor: { contractRate: 100_000, language: 'en' } });
  expect(english).toContain('10.00% (contract)');
  expect(english).toContain('• late-payment penalties (article L441-10 of the French Commercial Code) to 23 November 2026: €81.23, at the contract rate of 10.00% a year;');
  expect(text({ invoices: [old], debtor: { contractRate: 100_000, kind: 'public' } })).toMatch(/au taux de 10,40 % l’an(?![^]*contrat\))/);
});
