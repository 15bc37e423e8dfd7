import { describe, expect, test } from '@jest/globals';
import { NO_FILTER, identify, presentChooser, presentDebtor, presentUnknown, presentWorklistPage, recipientsFor, summaryOf, wordProblem, words } from '../../../src/core';
import type { Assessment, CaseFile, DebtorPanel, Hold, Identification, Language, Problem } from '../../../src/core';
import { holdInWords } from '../../../src/core/panel/holds';
import { STANDARD_POLICY } from '../../../src/core';
import { aCaseFile, aDebtor, anInvoice, aProfile, aThread, daysAgo, eur, MARIE, PAUL, TODAY } from '../builders';
import { assessed, FILES, HOLDS, PACK, PROBLEMS, aWorklistPage } from './every-state';
import { faultsOf, labels, strings } from './reading';

const LANGUAGES: readonly Language[] = ['fr', 'en'];

function card(file: CaseFile, language: Language, assessment: Assessment = assessed(file), me = MARIE): DebtorPanel {
  const recipient = recipientsFor(null, null, file.debtor, PACK.profile, null);
  return presentDebtor({ language, me, pack: PACK, file, assessment, identification: null, recipient, chosen: null, offsetMinutes: 60 }, TODAY);
}

describe('every state has its screen', () => {
  test.each(Object.entries(FILES))('%s', (kind, file) => {
    const assessment = assessed(file);
    expect(assessment.kind).toBe(kind);
    for (const language of LANGUAGES) {
      const panel = card(file, language, assessment);
      expect(strings(panel).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
      expect(panel.nextStep.title).not.toBe('');
      expect(panel.nextStep.reason).not.toBe('');
      expect(panel.announcement).toContain(panel.debtor.name);
      expect(labels(panel).filter((label) => label.length > 24)).toEqual([]);
    }
  });

  test.each(Object.entries(HOLDS))('held by %s says why and what lifts it', (_kind, hold) => {
    const base = assessed(FILES.held);
    if (base.kind !== 'held') throw new Error('not held');
    for (const language of LANGUAGES) {
      const panel = card(FILES.held, language, { ...base, holds: [hold as Hold] });
      expect(strings(panel.nextStep).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
      // Two holds are lifted by one thing, and the card offers it.
      expect(panel.nextStep.primary?.action.kind).toBe({ 'figures-too-old': 'refresh', 'no-address-left': 'add-contact' }[_kind]);
    }
  });

  test.each(Object.entries(PROBLEMS))('%s says what happened and what to do', (_code, problem) => {
    for (const language of LANGUAGES) {
      const message = wordProblem(problem as Problem, language, TODAY);
      expect(message.title).not.toBe('');
      expect(message.body).not.toBe('');
      expect(labels(message).filter((label) => label.length > 24)).toEqual([]);
      expect(strings(message).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
    }
  });

  test('the tables of both languages hold the same words, all of them written', () => {
    const keys = (language: Language): readonly string[] => strings(words(language)).map(([path]) => path).sort();
    expect(keys('fr')).toEqual(keys('en'));
    for (const language of LANGUAGES) expect(strings(words(language)).flatMap(([, text]) => (text === '' ? ['empty'] : faultsOf(text, language)))).toEqual([]);
  });
});

const F = '\u00a0';
const N = '\u202f';

describe('the words of the drawings', () => {
  test('a firm reminder is possible: the arithmetic in a sentence', () => {
    expect(card(FILES.remind, 'fr').nextStep).toMatchObject({
      pill: { kind: 'due', label: 'À relancer' },
      title: 'Relance ferme',
      reason: `32 jours de retard. Relance courtoise envoyée il y a 11 jours${F}: relance ferme possible aujourd’hui.`,
      ladder: { position: 'étape 3 sur 6' },
      primary: { label: 'Insérer la relance' },
    });
    expect(card(FILES.remind, 'en').nextStep.reason).toBe(`32 days late. Courteous reminder sent 11 days ago: firm reminder possible today.`);
  });

  test('too soon: from which day, and how many to go', () => {
    const { title, reason } = card(FILES['too-soon'], 'fr').nextStep;
    expect(title).toBe(`Relance ferme dès jeudi${F}26/11`);
    expect(reason).toContain(`Votre plan demande 10 jours entre les deux${F}: encore 3 jours.`);
    expect(card(FILES['too-soon'], 'en').nextStep.title).toBe(`Firm reminder from Thu${F}26${F}Nov`);
  });

  test('a promise: until when nothing is asked', () => {
    const saying = { language: 'fr' as const, today: TODAY, policy: STANDARD_POLICY };
    expect(holdInWords(HOLDS.promise, saying)).toBe(`4${N}316,40${F}€ promis pour le\u00a027/11. Aucune relance jusqu’au mardi${F}01/12 (promesse + 2 jours ouvrés).`);
    expect(holdInWords(HOLDS.promise, { ...saying, language: 'en' })).toBe(`€4,316.40 promised for 27${F}Nov. No reminder until Tue${F}1${F}Dec (promise + 2 business days).`);
  });

  test('a draft: did it go out? Mine and a colleague’s', () => {
    const mine = card(FILES['draft-pending'], 'fr').nextStep;
    expect(mine).toMatchObject({ title: `Cette relance est-elle partie${N}?`, primary: { label: 'Oui, envoyée' }, secondary: [{ label: 'Non, supprimée' }] });
    expect(mine.reason).toContain(`insérée aujourd’hui à 09:14 par vous`);
    expect(mine.reason).toContain(`L’étape vous est réservée${N};`);
    expect(card(FILES['draft-pending'], 'fr', undefined, PAUL).nextStep.reason).toContain('par Marie Lefèvre');
  });

  test('the balance: overdue, total, buckets oldest first, and the whole in one sentence', () => {
    const file = aCaseFile({ invoices: [anInvoice({ number: 'A', due: daysAgo(32), amount: eur(1836.4) }), anInvoice({ number: 'B', due: daysAgo(21), amount: eur(2480) })] });
    const [balance] = card(file, 'fr').balances;
    expect(balance).toMatchObject({ overdueLabel: 'Échu', overdue: `4${N}316,40${F}€`, openLabel: 'Total ouvert' });
    expect(balance?.segments.map((segment) => segment.label)).toEqual(['31–60 j', '1–30 j']);
    expect(balance?.segments.reduce((total, segment) => total + segment.share, 0)).toBeCloseTo(1);
  });

  test('one day is one day', () => {
    const reason = card(aCaseFile({ invoices: [anInvoice({ due: daysAgo(1) })] }), 'fr').nextStep.reason;
    expect(reason).toContain('1 jour de retard.');
  });
});

describe('who is not known is asked', () => {
  const several: Extract<Identification, { kind: 'several' }> = {
    kind: 'several',
    why: 'contradiction',
    count: 2,
    invoices: [],
    candidates: ['Garage Peyron', 'Boulangerie Mas'].map((name, at) => ({
      debtor: summaryOf(aDebtor({ name, code: `C-${at}` }), { asOf: TODAY, items: [], perCurrency: [], missing: [] }),
      clues: [
        { kind: 'invoice-number', value: 'FA-2026-0266', place: 'subject', favours: true, open: true, count: null },
        { kind: 'not-a-contact', value: '', place: 'sender', favours: false, open: null, count: null },
      ],
      score: 0.5,
    })),
  };

  test('two possible customers: both with their evidence, nothing preselected', () => {
    const panel = presentChooser(several, 'fr');
    expect(panel.title).toBe('Deux clients possibles');
    expect(panel.candidates.map((candidate) => candidate.choose.label)).toEqual(['Choisir Garage Peyron', 'Choisir Boulangerie Mas']);
    expect(panel.candidates[0]?.clues.map((clue) => clue.text)).toEqual(['Facture FA-2026-0266 (objet)', `Contre${F}: expéditeur inconnu de cette fiche`]);
    expect(panel.remember.value).toBe('thread');
    for (const language of LANGUAGES) expect(strings(presentChooser(several, language)).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
  });

  describe('of many that share an address', () => {
    const common = [
      { kind: 'contact-address', value: 'a.dorval@cabinet-dorval.fr', place: 'sender', favours: true, open: null, count: null },
      { kind: 'shared-address', value: 'a.dorval@cabinet-dorval.fr', place: 'sender', favours: false, open: null, count: 20 },
      { kind: 'cites-nothing', value: '', place: 'message', favours: false, open: null, count: null },
    ] as const;
    const own = { kind: 'name', value: 'Garage 3', place: 'signature', favours: true, open: null, count: null } as const;
    const many = (count: number): typeof several => ({
      ...several, why: 'shared', count,
      candidates: Array.from({ length: count }, (_, at) => ({ debtor: summaryOf(aDebtor({ name: `Garage ${at}`, code: `C-${at}` }), { asOf: TODAY, items: [], perCurrency: [], missing: [] }), clues: at === 3 ? [common[0], own, common[1]] : [...common], score: 0.5 })),
    });

    test('what all have is said once above them, in words that hold for all; a card keeps what differs, at its place', () => {
      const panel = presentChooser(many(20), 'fr');
      expect(panel.common).toMatchObject({ label: 'Indices communs à tous ces clients', of: panel.candidates[0]?.debtor.id, clues: [{ text: `Adresse a.dorval@cabinet-dorval.fr${F}: contact de chacun (expéditeur)`, at: 0 }, { text: `Contre${F}: adresse commune à 20 clients`, at: 1 }] });
      expect(panel.candidates[3]?.clues).toMatchObject([{ text: 'Nom Garage 3 (signature)', at: 1 }]);
      expect(panel.candidates[4]?.clues).toMatchObject([{ at: 2 }]);
      expect(presentChooser(many(20), 'en').common?.clues.map(({ text }) => text)).toEqual(['Address a.dorval@cabinet-dorval.fr: contact of each of them (sender)', 'Against: address shared by 20 customers']);
      for (const language of LANGUAGES) expect(strings(presentChooser(many(20), language)).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
    });

    test('no clue is lost and none is said twice, however many there are', () => {
      for (const count of [1, 2, 3, 20]) {
        const panel = presentChooser(many(count), 'fr');
        expect(panel.common === null).toBe(count < 3);
        panel.candidates.forEach(({ clues }, at) => {
          const all = [...clues.map((clue) => clue.at), ...(panel.common === null ? [] : many(count).candidates[at]?.clues.flatMap((clue, place) => (common.slice(0, count > 3 ? 2 : 3).some((each) => each.kind === clue.kind) ? [place] : [])) ?? [])];
          expect(all.sort()).toEqual(many(count).candidates[at]?.clues.map((_, place) => place));
        });
      }
    });
  });

  test('nobody found: said, with search', () => {
    expect(presentUnknown('nothing-found', 'fr')).toMatchObject({ title: `Qui écrit${N}?`, explanation: 'Rien dans ce fil ne désigne un client du grand livre.' });
    for (const language of LANGUAGES) for (const why of ['own-mail', 'nothing-found', 'marked-not-a-customer'] as const) expect(strings(presentUnknown(why, language)).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
  });

  test('an identification without hits shows nobody', () => {
    expect(identify(aThread(), { hits: [], debtors: [] }, PACK).kind).toBe('none');
  });
});

test('the worklist has a line for every state', () => {
  for (const language of LANGUAGES) {
    const panel = presentWorklistPage(aWorklistPage(Object.values(FILES), 80), { group: 'to-remind', filter: NO_FILTER }, PACK, language);
    expect(panel.rows).toHaveLength(Object.values(FILES).length);
    expect(strings(panel).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
  }
  expect(presentWorklistPage(aWorklistPage([], 0), { group: 'to-remind', filter: NO_FILTER }, PACK, 'fr').empty?.text).toBe('Rien ici aujourd’hui.');
});

test('figures too old for a firm reminder: the first thing to do is to read them again', () => {
  const file: CaseFile = { ...FILES.remind, source: { ...FILES.remind.source, asOf: '2026-11-16T08:12:00.000Z' as CaseFile['source']['asOf'] } };
  const { primary, secondary, reason } = card(file, 'fr').nextStep;
  expect(primary?.action.kind).toBe('refresh');
  // Nothing is inserted on them: the log's keeper would refuse it.
  expect(secondary.map((action) => action.action.kind)).not.toContain('insert-reminder');
  expect(reason).toContain(`Chiffres du lundi${F}16/11. Votre plan en accepte 2 (jours ouvrés) avant une relance ferme${F}: un règlement a pu arriver.`);
});

test('a debtor without any address: the reminder cannot be inserted, the reason is said, and an address can be added', () => {
  const file: CaseFile = { ...FILES.remind, debtor: aDebtor({ contacts: [] }) };
  const { primary, secondary } = presentDebtor({ language: 'fr', me: MARIE, pack: { ...PACK, profile: aProfile() }, file, assessment: assessed(file), identification: null, recipient: null, chosen: null, offsetMinutes: 60 }, TODAY).nextStep;
  expect(primary).toMatchObject({ action: { kind: 'add-contact' }, disabledBecause: null });
  expect(secondary.map(({ action }) => action.kind)).toEqual(['preview']);
  expect(secondary[0]?.disabledBecause).toContain('Aucune adresse');
});
