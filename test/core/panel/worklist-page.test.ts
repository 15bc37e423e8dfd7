import { expect, test } from '@jest/globals';
import { NO_FILTER, WORKLIST_GROUPS, decisionOf, dueInWords, forecastOf, presentForecast, presentWorklistPage, reasonInWords } from '../../../src/core';
import type { Decision, Forecast, Language, WorklistFilter, WorklistGroup, WorklistPage, WorklistPagePanel } from '../../../src/core';
import { faultsOf } from './reading';
import { PACK } from './every-state';
import { TODAY, aCaseFile, aLog, aPack, anInvoice, day, daysAgo, eur, gbp, inDays, promised } from '../builders';

const N = '\u202f';
const B = '\u00a0';
const late = (over: Partial<Decision> = {}): Decision => ({ ...decisionOf(aCaseFile({ invoices: [anInvoice({ due: daysAgo(48), amount: eur(12_400) })] }), aPack(), TODAY), ...over });
const page = (over: Partial<WorklistPage> = {}): WorklistPage => ({ today: TODAY, rows: [late()], count: 1, groups: Object.fromEntries(WORKLIST_GROUPS.map((group, n) => [group, n])) as Record<WorklistGroup, number>, handled: 0, hidden: [], progress: null, ...over });
const present = (of: WorklistPage, language: Language, group: WorklistGroup = 'to-remind', filter: Partial<WorklistFilter> = {}): WorklistPagePanel => presentWorklistPage(of, { group, filter: { ...NO_FILTER, ...filter } }, PACK, language);

test('the reason of the order: the amount, the days, and what the behaviour adds', () => {
  const broken = late({ behaviour: { brokenPromises: 1, unanswered: 2, usualDaysLate: 6, hundredths: 186 } });
  expect(reasonInWords(late({ behaviour: { brokenPromises: 0, unanswered: 0, usualDaysLate: -3, hundredths: 100 } }), 'fr')).toBe(`12${N}400,00${B}€, 48 jours`);
  expect(reasonInWords(broken, 'fr')).toBe(`12${N}400,00${B}€, 48 jours, promesse manquée, 2 relances sans réponse, paie d’habitude 6 jours en retard`);
  expect(reasonInWords(broken, 'en')).toContain('48 days, broken promise, 2 reminders unanswered, usually pays 6 days late');
});

test('two currencies stand beside each other', () => {
  const both = decisionOf(aCaseFile({ invoices: [anInvoice({ due: daysAgo(1), amount: eur(10) }), anInvoice({ number: 'F2', due: daysAgo(1), amount: gbp(20) })] }), aPack(), TODAY);
  expect(reasonInWords(both, 'fr')).toMatch(/10,00.€ \+ 20,00.£, 1 jour/);
});

test('an analysis under way says how many customers it knows of how many', () => {
  const told = (decided: number, language: Language) => present(page({ progress: { decided, total: 100_000 } }), language, 'to-remind').progress;
  expect([told(0, 'fr'), told(1_200, 'fr'), told(1_200, 'en')]).toEqual([`Analyse en cours${B}: 0 clients sur 100${N}000`, `Analyse en cours${B}: 1${N}200 clients sur 100${N}000`, 'Analysis under way: 1,200 of 100,000 customers']);
  expect(present(page(), 'fr', 'to-remind').progress).toBeNull();
});

test('an empty group during the analysis is not called empty', () => {
  const empty = (progress: WorklistPage['progress']) => present(page({ rows: [], count: 0, progress }), 'fr', 'to-call').empty?.text;
  expect([empty(null), empty({ decided: 1, total: 9 })]).toEqual(['Rien ici aujourd’hui.', `Rien ici pour l’instant${B}: l’analyse n’est pas terminée.`]);
});

test('every group has a name, a count and a line for its customers', () => {
  for (const language of ['fr', 'en'] as const) {
    for (const group of [...WORKLIST_GROUPS, 'none'] as const) {
      const panel = present(page({ rows: [late({ group })], count: 80 }), language, group === 'none' ? 'held' : group);
      expect(panel.groups.map(({ count }) => count)).toEqual(WORKLIST_GROUPS.map((_, n) => n));
      for (const text of [panel.summary, ...panel.groups.map(({ label }) => label), ...panel.rows.flatMap(({ step, reason }) => [step, reason])]) {
        expect(text).not.toBe('');
        expect(faultsOf(text, language)).toEqual([]);
      }
    }
  }
});

test('a promise of the day names the day', () => {
  const one = decisionOf(aCaseFile({ invoices: [anInvoice({ due: daysAgo(20) })], entries: aLog([promised({ promisedFor: TODAY, invoices: [] }), { on: daysAgo(3) }]) }), aPack(), TODAY);
  expect(present(page({ rows: [one] }), 'fr', 'promise-today').rows[0]?.step).toBe(`Paiement promis pour le${B}23/11`);
});

test('while the analysis runs the tab counts what is known so far, and the list says so', () => {
  const running = page({ groups: { ...page().groups, 'to-remind': 30, 'to-call': 5, letter: 2 }, progress: { decided: 1_200, total: 100_000 } });
  expect([dueInWords(running, 'fr'), dueInWords({ ...running, progress: null }, 'fr')]).toEqual([{ count: '37+', said: `Analyse en cours${B}: 1${N}200 clients sur 100${N}000` }, { count: '37', said: null }]);
  expect([present(running, 'fr').summary, present(running, 'en').summary, present(running, 'fr').handled]).toEqual(['1 client pour l’instant', '1 customer so far', null]);
});

test('the progress of the day: what was done, of that and what is left to do', () => {
  const groups = { ...page().groups, 'to-remind': 20, 'to-call': 4, letter: 1, held: 9 };
  const told = (handled: number, language: Language) => present(page({ groups, handled }), language).handled;
  expect([told(12, 'fr'), told(12, 'en'), told(1, 'fr')?.text]).toEqual([{ text: '12 sur 37 faites', done: 12, total: 37 }, { text: '12 of 37 done', done: 12, total: 37 }, '1 sur 26 faite']);
  expect(present(page({ groups: { ...groups, 'to-remind': 0, 'to-call': 0, letter: 0 }, handled: 0 }), 'fr').handled).toBeNull();
});

test('each filter that is set is a chip that says what it takes away, and the count is told of the whole group', () => {
  const filter = { words: 'garage', stage: 'R2', segment: 'Or', amountFrom: 123_450, daysFrom: 30 };
  const shown = present(page({ count: 1, groups: { ...page().groups, 'to-remind': 1_284 } }), 'fr', 'to-remind', filter);
  expect(shown.chips.map(({ filter: name, label }) => [name, label])).toEqual([['words', 'garage'], ['stage', 'Relance ferme'], ['segment', 'Or'], ['amount', `Montant${B}: 1${N}234,50 et plus`], ['days', '30 jours de retard et plus']]);
  expect(shown.chips[0]?.remove).toBe(`Retirer le filtre «${B}garage${B}»`);
  expect([shown.summary, present(page(), 'fr').chips]).toEqual([`1 client sur 1${N}284`, []]);
  expect(shown.announcement).toContain('Relance ferme');
  expect(present(page(), 'en', 'to-remind', filter).chips.map(({ label }) => label)).toEqual(['garage', 'Firm reminder', 'Or', 'Amount: 1,234.50 and more', '30 days late and more']);
});

test('an empty list says which filter hides how many, and leads out of it', () => {
  const groups = { ...page().groups, 'to-remind': 37 };
  const both = present(page({ rows: [], count: 0, groups, hidden: [{ filter: 'words', count: 3 }, { filter: 'days', count: 0 }] }), 'fr', 'to-remind', { words: 'garage', daysFrom: 30 }).empty;
  expect(both).toEqual({ text: 'Aucun client ne passe tous ces filtres.', ways: [{ filter: 'words', label: `Sans «${B}garage${B}»${B}: 3 clients` }, { filter: 'all', label: `Sans filtre${B}: 37 clients` }] });
  const one = present(page({ rows: [], count: 0, groups, hidden: [{ filter: 'words', count: 37 }] }), 'en', 'to-remind', { words: 'garage' }).empty;
  expect(one).toEqual({ text: 'No customer passes the filter “garage”.', ways: [{ filter: 'all', label: 'Without filters: 37 customers' }] });
  // Nothing is hidden where nothing is.
  expect(present(page({ rows: [], count: 0, groups: { ...groups, 'to-remind': 0 } }), 'fr', 'to-remind', { words: 'garage' }).empty).toEqual({ text: 'Rien ici aujourd’hui.', ways: [] });
});

test('every way out of an empty list reads well in both languages', () => {
  const filter = { words: 'l\'atelier', stage: 'R9', segment: 'Or', amountFrom: 100, daysFrom: 1 };
  for (const language of ['fr', 'en'] as const) {
    const { chips, empty } = present(page({ rows: [], count: 0, hidden: (['words', 'stage', 'segment', 'amount', 'days'] as const).map((name) => ({ filter: name, count: 1 })), groups: { ...page().groups, 'to-remind': 2 } }), language, 'to-remind', filter);
    expect(empty?.ways).toHaveLength(6);
    for (const text of [empty?.text ?? '', ...(empty?.ways ?? []).slice(1).map(({ label }) => label), ...chips.slice(1).flatMap(({ label, remove }) => [label, remove])]) expect(faultsOf(text, language)).toEqual([]);
  }
});

test('who can be put off until a day: whoever is due, not who is held already', () => {
  const offered = (group: Decision['group']): boolean => present(page({ rows: [late({ group })] }), 'fr').rows[0]?.passOver !== null;
  expect(WORKLIST_GROUPS.filter(offered)).toEqual(['to-remind', 'to-call', 'letter', 'too-soon']);
});

test('the forecast says what it supposes, names each day, and why nothing comes on the others', () => {
  const forecast: Forecast = { today: TODAY, progress: null, days: [{ day: TODAY, mails: 1, calls: 0, letters: 0 }, { day: inDays(1), mails: 0, calls: 0, letters: 0 }, { day: inDays(7), mails: 37, calls: 2, letters: 1 }] };
  const { caption, total, rows } = presentForecast(forecast, 'fr');
  expect(caption).toContain('Si personne ne paie');
  expect(total).toBe(`En tout${B}: 38 relances, 2 appels, 1 courrier`);
  expect(rows).toEqual([
    { kind: 'open', day: TODAY, text: `lundi${B}23/11${B}: 1 relance`, steps: 1, share: 3 }, { kind: 'open', day: inDays(1), text: `mardi${B}24/11${B}: rien`, steps: 0, share: 0 },
    { kind: 'closed', day: inDays(5), text: `samedi${B}28/11 et dimanche${B}29/11${B}: week-end` }, { kind: 'open', day: inDays(7), text: `lundi${B}30/11${B}: 37 relances, 2 appels, 1 courrier`, steps: 40, share: 100 },
  ]);
  expect(presentForecast(forecast, 'en').rows[3]?.text).toBe(`Mon${B}30${B}Nov: 37 reminders, 2 calls, 1 letter`);
});

test('a public holiday is told from the weekend beside it', () => {
  const days = forecastOf([], day('2026-12-22')).slice(0, 4);
  const { rows } = presentForecast({ today: day('2026-12-22'), progress: { decided: 2, total: 9 }, days }, 'fr');
  expect(rows.filter(({ kind }) => kind === 'closed').map(({ text }) => text)).toEqual([`vendredi${B}25/12${B}: jour férié`, `samedi${B}26/12 et dimanche${B}27/12${B}: week-end`]);
  expect(presentForecast({ today: day('2026-12-22'), progress: { decided: 2, total: 9 }, days }, 'fr').caption).toContain('Analyse en cours');
});

test('what follows is offered while there is more than is shown, and a new message only where one is due', () => {
  const held = late({ group: 'held', kind: 'held' });
  const panel = present(page({ rows: [late(), held], count: 3 }), 'fr', 'to-remind');
  expect([panel.more, panel.title, panel.announcement]).toEqual(['Afficher la suite', 'À relancer aujourd’hui', 'À relancer aujourd’hui. 3 clients · 2 en tête de liste']);
  expect(panel.rows.map(({ newMessage }) => newMessage !== null)).toEqual([true, false]);
  expect(present(page({ rows: [late()], count: 1 }), 'fr', 'to-remind').more).toBeNull();
});
