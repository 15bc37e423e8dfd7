import { expect, test } from '@jest/globals';
import { WORKLIST_GROUPS, decisionOf, presentForecast, presentWorklistPage, reasonInWords } from '../../../src/core';
import type { Decision, Forecast, Language, WorklistGroup, WorklistPage } from '../../../src/core';
import { faultsOf } from './reading';
import { TODAY, aCaseFile, aLog, aPack, anInvoice, daysAgo, eur, gbp, inDays, promised } from '../builders';

const N = '\u202f';
const B = '\u00a0';
const late = (over: Partial<Decision> = {}): Decision => ({ ...decisionOf(aCaseFile({ invoices: [anInvoice({ due: daysAgo(48), amount: eur(12_400) })] }), aPack(), TODAY), ...over });
const page = (over: Partial<WorklistPage> = {}): WorklistPage => ({ today: TODAY, rows: [late()], count: 1, groups: Object.fromEntries(WORKLIST_GROUPS.map((group, n) => [group, n])) as Record<WorklistGroup, number>, progress: null, ...over });

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

test('an analysis under way is told, and is never done before the last customer', () => {
  const told = (decided: number, language: Language) => presentWorklistPage(page({ progress: { decided, total: 1_000 } }), 'to-remind', language).progress;
  expect([told(0, 'fr'), told(374, 'fr'), told(999, 'fr'), told(374, 'en')]).toEqual([`Analyse en cours${B}: 0${B}%`, `Analyse en cours${B}: 37${B}%`, `Analyse en cours${B}: 99${B}%`, 'Analysis under way: 37%']);
  expect(presentWorklistPage(page(), 'to-remind', 'fr').progress).toBeNull();
});

test('an empty group during the analysis is not called empty', () => {
  const empty = (progress: WorklistPage['progress']) => presentWorklistPage(page({ rows: [], count: 0, progress }), 'to-call', 'fr').empty;
  expect([empty(null), empty({ decided: 1, total: 9 })]).toEqual(['Rien ici aujourd’hui.', `Rien ici pour l’instant${B}: l’analyse n’est pas terminée.`]);
});

test('every group has a name, a count and a line for its customers', () => {
  for (const language of ['fr', 'en'] as const) {
    for (const group of [...WORKLIST_GROUPS, 'none'] as const) {
      const panel = presentWorklistPage(page({ rows: [late({ group })], count: 80 }), group === 'none' ? 'held' : group, language);
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
  expect(presentWorklistPage(page({ rows: [one] }), 'promise-today', 'fr').rows[0]?.step).toBe(`Paiement promis pour le${B}23/11`);
});

test('the forecast says what it supposes, and names the days on which something comes', () => {
  const forecast: Forecast = { today: TODAY, progress: null, days: [{ day: TODAY, mails: 1, calls: 0, letters: 0 }, { day: inDays(1), mails: 0, calls: 0, letters: 0 }, { day: inDays(7), mails: 37, calls: 2, letters: 1 }] };
  const { caption, days } = presentForecast(forecast, 'fr');
  expect(caption).toContain('si personne ne paie');
  expect(days.map(({ text }) => text)).toEqual([`lundi${B}23/11${B}: 1 relance`, `lundi${B}30/11${B}: 37 relances, 2 appels, 1 courrier`]);
  expect(presentForecast(forecast, 'en').days[1]?.text).toBe(`Mon${B}30${B}Nov: 37 reminders, 2 calls, 1 letter`);
});

test('what follows is offered while there is more than is shown, and a new message only where one is due', () => {
  const held = late({ group: 'held', kind: 'held' });
  const panel = presentWorklistPage(page({ rows: [late(), held], count: 3 }), 'to-remind', 'fr');
  expect([panel.more, panel.title, panel.announcement]).toEqual(['Afficher la suite', 'À relancer aujourd’hui', 'À relancer aujourd’hui. 3 clients · 2 en tête de liste']);
  expect(panel.rows.map(({ newMessage }) => newMessage !== null)).toEqual([true, false]);
  expect(presentWorklistPage(page({ rows: [late()], count: 1 }), 'to-remind', 'fr').more).toBeNull();
});
