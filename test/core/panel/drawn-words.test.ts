import { describe, expect, test } from '@jest/globals';
import { foldHistory, instant, presentChooser, presentDebtor, presentUnknown, recipientsFor, statementOfAccount, STANDARD_POLICY, summaryOf, wordProblem, words } from '../../../src/core';
import type { Assessment, CaseFile, Clue, DebtorInput, DebtorPanel, Hold, Identification, Language, ReminderPolicy } from '../../../src/core';
import { evidenceView } from '../../../src/core/panel/evidence';
import { afterwardsInWords, holdInWords } from '../../../src/core/panel/holds';
import { arithmeticInWords, waitingInWords } from '../../../src/core/panel/sentences';
import type { Saying } from '../../../src/core/panel/sentences';
import { aCaseFile, aDebtor, aListed, aLog, anInvoice, aPaidInvoice, aPayment, aReminderSent, at, daysAgo, eur, idOf, inDays, MARIE, promised, reference, TODAY, usd } from '../builders';
import { CLUES, PLACES, REASONS } from './every-fact';
import { assessed, FILES, HOLDS, PACK, PROBLEMS } from './every-state';
import { faultsOf, strings } from './reading';

/** The sentences of the interface's word table (visual design, section 5), letter by letter. */

const F = '\u00a0';
const N = '\u202f';
const LANGUAGES: readonly Language[] = ['fr', 'en'];
const saying = (language: Language, policy: ReminderPolicy = STANDARD_POLICY): Saying => ({ language, today: TODAY, policy });

function card(file: CaseFile, language: Language, over: Partial<DebtorInput> = {}): DebtorPanel {
  const recipient = recipientsFor(null, null, file.debtor, PACK.profile, null);
  return presentDebtor({ language, me: MARIE, pack: PACK, file, assessment: assessed(file), identification: null, recipient, chosen: null, offsetMinutes: 60, ...over }, TODAY);
}

/** The customer of the drawings: two overdue invoices, one not due, R1 sent eleven days ago for both. */
const OLD = anInvoice({ number: 'FA-2026-0297', due: daysAgo(32), amount: eur(1836.4), document: 'a' });
const SECOND = anInvoice({ number: 'FA-2026-0311', due: daysAgo(21), amount: eur(2480), document: 'b' });
const LATER = anInvoice({ number: 'FA-2026-0342', due: inDays(17), amount: eur(3106.8) });
const LEBRUN = aCaseFile({
  debtor: aDebtor({ name: 'Menuiserie Lebrun' }),
  invoices: [OLD, SECOND, LATER],
  entries: aLog(...aReminderSent({ on: daysAgo(11), stage: 'R1', reference: reference('R-7K3F'), invoices: [aListed({ of: OLD, step: 'R1' }), aListed({ of: SECOND, step: 'R1' })] })),
  source: { name: 'Sage 100', kind: 'accounting-system', asOf: at('2026-11-23T07:12:00.000Z'), unreadableRows: 3 },
});

describe('(a) a reminder is due', () => {
  test('evidence, balance, age of the figures, step, reason, actions: in French', () => {
    const panel = card(LEBRUN, 'fr');
    expect(panel.debtor).toMatchObject({ name: 'Menuiserie Lebrun', initials: 'ML', meta: `C-0412 · SIREN 812${N}345${N}676 · Perpignan` });
    expect(panel.balances[0]).toMatchObject({ overdueLabel: 'Échu', overdue: `4${N}316,40${F}€`, openLabel: 'Total ouvert', open: `7${N}423,20${F}€` });
    expect(panel.balances[0]?.segments.map(({ label, amount }) => `${label} ${amount}`)).toEqual([`31–60 j 1${N}836,40${F}€`, `1–30 j 2${N}480,00${F}€`, `Non échu 3${N}106,80${F}€`]);
    expect(panel.dataAge).toEqual({ text: 'Grand livre du 23/11 à 08:12 · Sage 100', unreadable: '3 lignes illisibles', stale: false });
    expect(panel.nextStep).toMatchObject({
      pill: { kind: 'due', label: 'À relancer' },
      title: 'Relance ferme',
      ladder: { position: 'étape 3 sur 6' },
      reason: `32 jours de retard. Relance courtoise envoyée il y a 11 jours${F}: relance ferme possible aujourd’hui.`,
      attachments: { label: 'À joindre', text: '2 factures (PDF)' },
      primary: { label: 'Insérer la relance', disabledBecause: null },
      secondary: [{ label: 'Aperçu', disabledBecause: null }],
    });
    expect(panel.nextStep.ladder?.marks.map(({ day }) => day)).toEqual(['J−5', 'J+1', 'J+11', 'J+14', 'J+30', 'J+45']);
    expect(panel.invoices.map(({ number, due, late }) => `${number} ${due} ${late}`)).toEqual([`FA-2026-0297 22/10 32${F}j`, `FA-2026-0311 02/11 21${F}j`, 'FA-2026-0342 10/12 à échoir']);
    expect(panel.announcement).toBe(`Menuiserie Lebrun, 4${N}316,40${F}€ échus, relance ferme possible.`);
  });

  test('the same in English', () => {
    const panel = card(LEBRUN, 'en');
    expect(panel.balances[0]).toMatchObject({ overdueLabel: 'Overdue', overdue: '€4,316.40', openLabel: 'Total open', open: '€7,423.20' });
    expect(panel.balances[0]?.segments.map(({ label, amount }) => `${label} ${amount}`)).toEqual(['31–60 d €1,836.40', '1–30 d €2,480.00', 'Not due €3,106.80']);
    expect(panel.dataAge.text).toBe(`Ledger of 23${F}Nov, 08:12 · Sage 100`);
    expect(panel.nextStep).toMatchObject({
      pill: { label: 'To remind' },
      title: 'Firm reminder',
      ladder: { position: 'step 3 of 6' },
      reason: `32 days late. Courteous reminder sent 11 days ago: firm reminder possible today.`,
      attachments: { label: 'To attach', text: '2 invoices (PDF)' },
      primary: { label: 'Insert reminder' },
      secondary: [{ label: 'Preview' }],
    });
    expect(panel.nextStep.ladder?.marks.map(({ day }) => day)).toEqual(['D−5', 'D+1', 'D+11', 'D+14', 'D+30', 'D+45']);
    expect(panel.announcement).toBe('Menuiserie Lebrun, €4,316.40 overdue, firm reminder possible.');
  });

  test('where no copy goes along, the reason says how many invoices are asked for', () => {
    const bare = { ...LEBRUN, invoices: LEBRUN.invoices.map((invoice) => ({ ...invoice, document: null })) };
    expect(card(bare, 'fr').nextStep).toMatchObject({ attachments: null, reason: expect.stringContaining('La relance demande aussi 1 autre facture.') });
  });

  const clues: readonly Clue[] = [CLUES['contact-address'], CLUES['invoice-number'], CLUES.siren];
  const candidate = (of: readonly Clue[]) => ({ debtor: summaryOf(LEBRUN.debtor, { asOf: TODAY, items: [], perCurrency: [], missing: [] }), clues: of, score: 1 });

  test('the evidence in one line, and how many clues', () => {
    expect(evidenceView(candidate(clues), 'fr')).toMatchObject({ summary: 'Contact connu · facture FA-2026-0297 dans l’objet', count: '3 indices' });
    expect(evidenceView(candidate(clues), 'en')).toMatchObject({ summary: 'Known contact · invoice FA-2026-0297 in the subject', count: '3 clues' });
    expect(evidenceView(candidate([CLUES['contact-address']]), 'fr')).toMatchObject({ summary: 'Contact connu', count: '1 indice' });
  });

  test('a clue against is counted apart and says so', () => {
    const view = evidenceView(candidate([CLUES['contact-address'], CLUES['cites-nothing']]), 'fr');
    expect(view?.count).toBe('1 indice, 1 contre');
    expect(view?.clues[1]).toEqual({ favours: false, inThread: false, text: `Contre${F}: aucune de ses factures n’est citée` });
  });

  test('every kind of clue at every place has words', () => {
    for (const language of LANGUAGES)
      for (const clue of Object.values(CLUES))
        for (const place of Object.keys(PLACES) as (keyof typeof PLACES)[]) {
          const view = evidenceView(candidate([{ ...clue, place, favours: true }, { ...clue, place, favours: false }]), language);
          expect(strings(view).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
        }
  });
});

describe('(b) several customers, (c) none', () => {
  const possible = (name: string, clues: readonly Clue[]) => ({ debtor: summaryOf(aDebtor({ name, code: name }), { asOf: TODAY, items: [], perCurrency: [], missing: [] }), clues, score: 0.5 });
  const several: Extract<Identification, { kind: 'several' }> = {
    kind: 'several', why: 'contradiction', count: 2, invoices: [],
    candidates: [possible('Garage Peyron', [CLUES['contact-address'], CLUES['cites-nothing']]), possible('Boulangerie Mas', [CLUES['invoice-number'], CLUES['not-a-contact']])],
  };

  test('the sender belongs to one, the invoice to the other', () => {
    expect(presentChooser(several, 'fr')).toMatchObject({
      pill: { label: 'À vous de choisir' },
      title: 'Deux clients possibles',
      explanation: `L’expéditeur est un contact de Garage Peyron${N}; la facture FA-2026-0297 est à Boulangerie Mas.`,
      candidates: [{ choose: { label: 'Choisir Garage Peyron' } }, { choose: { label: 'Choisir Boulangerie Mas' } }],
      remember: { label: 'Retenir mon choix', value: 'thread', options: [{ label: 'Pour ce fil seulement' }, { label: 'Pour cette adresse' }, { label: 'Pour ce domaine' }] },
    });
    expect(presentChooser(several, 'en')).toMatchObject({
      title: 'Two possible customers',
      explanation: 'The sender is a contact of Garage Peyron; invoice FA-2026-0297 belongs to Boulangerie Mas.',
      candidates: [{ choose: { label: 'Choose Garage Peyron' } }, { choose: { label: 'Choose Boulangerie Mas' } }],
      remember: { label: 'Remember my choice', options: [{ label: 'This thread only' }, { label: 'This address' }, { label: 'This domain' }] },
    });
  });

  test('each invoice belongs to another customer; the clerk chose one for the sender, and he cites the other', () => {
    const [one, other] = several.candidates;
    if (one === undefined || other === undefined) throw new Error('two');
    const cites = { ...several, candidates: [{ ...one, clues: [CLUES['contact-address'], { ...CLUES['invoice-number'], value: 'FA-1' }] }, other] };
    expect(presentChooser(cites, 'fr').explanation).toBe(`Ce fil cite les factures de deux clients${F}: FA-1 est à Garage Peyron, FA-2026-0297 à Boulangerie Mas.`);
    expect(presentChooser(cites, 'en').explanation).toBe('This thread cites the invoices of two customers: FA-1 belongs to Garage Peyron, FA-2026-0297 to Boulangerie Mas.');
    const chosen = (kind: 'learned' | 'company-domain') => ({ ...several, candidates: [{ ...one, clues: [{ ...CLUES[kind], place: 'sender' as const }] }, other] });
    expect(presentChooser(chosen('learned'), 'fr').explanation).toBe(`Vous avez retenu Garage Peyron pour cet expéditeur${N}; la facture FA-2026-0297 est à Boulangerie Mas.`);
    expect(presentChooser(chosen('company-domain'), 'fr').explanation).toBe(`L’expéditeur écrit depuis le domaine de Garage Peyron${N}; la facture FA-2026-0297 est à Boulangerie Mas.`);
  });

  test('that sentence is said only when it is so', () => {
    const [one, other] = several.candidates;
    if (one === undefined || other === undefined) throw new Error('two');
    const both = { ...several, candidates: [{ ...one, clues: [CLUES['contact-address'], CLUES['invoice-number']] }, other] };
    for (const not of [both, { ...several, count: 3 }, { ...several, why: 'weak' as const }]) expect(presentChooser(not, 'fr').explanation).not.toContain('L’expéditeur est un contact');
  });

  test('more than are shown are counted', () => {
    expect(presentChooser({ ...several, count: 16 }, 'fr')).toMatchObject({ title: '16 clients possibles', more: `et 14 autres${F}: cherchez par nom ou n°${F}de facture` });
    expect(presentChooser({ ...several, count: 3 }, 'fr').more).toBe(`et 1 autre${F}: cherchez par nom ou n°${F}de facture`);
  });

  test('nobody is recognised', () => {
    expect(presentUnknown('nothing-found', 'fr')).toMatchObject({ pill: { label: 'Client non reconnu' }, title: `Qui écrit${N}?`, explanation: 'Rien dans ce fil ne désigne un client du grand livre.', notACustomer: { label: 'Ce n’est pas un client' } });
    expect(presentUnknown('nothing-found', 'en')).toMatchObject({ pill: { label: 'Unknown customer' }, title: 'Who is writing?', explanation: 'Nothing in this thread points to a customer in the ledger.', notACustomer: { label: 'Not a customer' } });
    expect(presentUnknown('own-mail', 'fr').announcement).toBe('Message interne. Ce message vient de chez vous et ne cite aucun client.');
  });
});

describe('(d) not yet, and why', () => {
  test('too soon: the title has the day, the reason the step done and what the plan asks for', () => {
    expect(card(FILES['too-soon'], 'fr').nextStep).toMatchObject({
      pill: { kind: 'waiting', label: 'Trop tôt' },
      title: `Relance ferme dès jeudi${F}26/11`,
      reason: `Relance courtoise envoyée il y a 7 jours (le\u00a016/11). Votre plan demande 10 jours entre les deux${F}: encore 3 jours.`,
      primary: null,
    });
    expect(card(FILES['too-soon'], 'en').nextStep).toMatchObject({
      pill: { label: 'Too soon' },
      title: `Firm reminder from Thu${F}26${F}Nov`,
      reason: `Courteous reminder sent 7 days ago (16${F}Nov). Your plan asks for 10 days in between: 3 to go.`,
    });
  });

  test('a promise: what was promised is the title, until when nothing is asked the reason, with the words that were kept', () => {
    const invoice = anInvoice({ number: 'FA-2026-0297', due: daysAgo(32), amount: eur(4316.4) });
    const file = aCaseFile({
      invoices: [invoice],
      entries: aLog(
        ...aReminderSent({ on: daysAgo(11), stage: 'R1', invoices: [aListed({ of: invoice, step: 'R1' })] }),
        [promised({ amount: eur(4316.4), promisedFor: inDays(4), quotation: 'le virement partira vendredi prochain' }), { on: daysAgo(3) }],
      ),
    });
    const { pill, title, reason, primary, secondary } = card(file, 'fr').nextStep;
    expect(pill).toEqual({ kind: 'held', label: 'En suspens' });
    expect(title).toBe(`4${N}316,40${F}€ promis pour le\u00a027/11`);
    expect(reason).toBe(
      `«${F}le virement partira vendredi prochain${F}» (noté le\u00a020/11). Aucune relance jusqu’au mardi${F}01/12 (promesse + 2 jours ouvrés). Sans règlement, relance ferme au plus tôt le\u00a002/12. 32 jours de retard. Relance courtoise envoyée il y a 11 jours.`,
    );
    expect(primary).toBeNull();
    expect(secondary.map(({ label }) => label)).toEqual(['Relire ce client', 'Corriger']);
    const english = card(file, 'en').nextStep;
    expect(english.title).toBe(`€4,316.40 promised for 27${F}Nov`);
    expect(english.reason).toContain(`No reminder until Tue${F}1${F}Dec (promise + 2 business days).`);
  });

  test.each([
    ['the promise itself ends it', 40, 30, '02/12'],
    ['the step before is not old enough', 40, 1, '02/12'],
    ['the invoice is not old enough', 0, 30, '04/12'],
  ])('what follows a promise not kept: %s', (_why, late, since, day) => {
    const base = assessed(FILES.held);
    if (base.kind !== 'held') throw new Error('not held');
    const held: Extract<Assessment, { kind: 'held' }> = {
      ...base,
      holds: [HOLDS.promise],
      ladder: base.ladder.map((mark) => ({ ...mark, state: mark.stage === 'R2' ? 'held' : 'later' })),
      arithmetic: [{ kind: 'days-late', number: 'FA-1', days: late, due: daysAgo(late) }, { kind: 'last-step', stage: 'R1', on: daysAgo(since), daysAgo: since, how: 'sent' }],
    };
    expect(afterwardsInWords(held, STANDARD_POLICY, saying('fr'))).toBe(`Sans règlement, relance ferme au plus tôt le\u00a0${day}.`);
    expect(afterwardsInWords({ ...held, holds: [HOLDS.promise, HOLDS.manual] }, STANDARD_POLICY, saying('fr'))).toBe('');
  });

  test('insolvency: nothing may be asked any more', () => {
    expect(holdInWords(HOLDS.insolvency, saying('fr'))).toContain(`Redressement judiciaire. Demander le paiement n’est plus permis${N}; la créance se déclare au mandataire.`);
    expect(holdInWords(HOLDS.insolvency, saying('en'))).toContain('Insolvency proceedings. Asking for payment is no longer allowed; the claim is declared to the administrator');
    const base = assessed(FILES.held);
    if (base.kind !== 'held') throw new Error('not held');
    const blocked = card(FILES.held, 'fr', { assessment: { ...base, holds: [HOLDS.insolvency] } });
    expect(blocked.nextStep).toMatchObject({ pill: { kind: 'blocked', label: 'Relances bloquées' }, title: 'Redressement judiciaire', primary: null });
  });

  test.each(Object.entries(HOLDS))('%s: the first hold is the title, a second one a sentence', (_kind, hold) => {
    const base = assessed(FILES.held);
    if (base.kind !== 'held') throw new Error('not held');
    for (const language of LANGUAGES) {
      const panel = card(FILES.held, language, { assessment: { ...base, holds: [hold as Hold, HOLDS.manual] } });
      expect(panel.nextStep.title).not.toBe('');
      expect(panel.nextStep.title).not.toMatch(/[.]$/);
      expect(panel.nextStep.reason).toContain(holdInWords(HOLDS.manual, saying(language)));
      expect(strings(panel.nextStep).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
    }
  });
});

describe('(e) a draft, (f) nothing due', () => {
  test('a draft of a feminine and of a masculine step', () => {
    const draft = card(FILES['draft-pending'], 'fr').nextStep;
    expect(draft).toMatchObject({ pill: { kind: 'draft', label: 'Brouillon en attente' }, title: `Cette relance est-elle partie${N}?`, primary: { label: 'Oui, envoyée' }, secondary: [{ label: 'Non, supprimée' }], sentOn: { label: 'Date d’envoi', value: TODAY } });
    expect(draft.reason).toBe(`Relance courtoise insérée aujourd’hui à 09:14 par vous, pour 1${N}200,00${F}€. L’étape vous est réservée${N}; elle ne comptera comme envoyée qu’après votre réponse.`);
    const base = assessed(FILES['draft-pending']);
    if (base.kind !== 'draft-pending') throw new Error('no draft');
    expect(card(FILES['draft-pending'], 'fr', { assessment: { ...base, draft: { ...base.draft, stage: 'R0' } } }).nextStep.reason).toContain('Rappel d’échéance inséré aujourd’hui');
    expect(card(FILES['draft-pending'], 'en').nextStep).toMatchObject({ title: 'Did this reminder go out?', primary: { label: 'Yes, sent' }, secondary: [{ label: 'No, discarded' }], reason: expect.stringContaining('The step is reserved for you; it counts as sent only once you say so.') });
  });

  test('all that was due is paid: the last payment is named', () => {
    const file = aCaseFile({ invoices: [aPaidInvoice({ number: 'FA-2026-0301', amount: eur(2150), payments: [aPayment({ on: daysAgo(4), amount: eur(2150) })] })] });
    expect(card(file, 'fr').nextStep).toMatchObject({
      pill: { kind: 'settled', label: 'Rien à relancer' },
      title: 'Tout ce qui est échu est réglé',
      reason: `Dernier règlement${F}: 2${N}150,00${F}€ le\u00a019/11, pour FA-2026-0301.`,
      primary: null,
      secondary: [{ label: 'Insérer un remerciement' }],
    });
    expect(card(file, 'en').nextStep).toMatchObject({ title: 'Everything due is paid', secondary: [{ label: 'Insert a thank-you' }] });
  });

  test('an invoice that a newer ledger no longer lists is never called paid, and nobody is thanked for it', () => {
    const file = aCaseFile({ invoices: [anInvoice({ number: 'FA-9', due: daysAgo(20), missingSince: daysAgo(2) })] });
    const { nextStep, invoicesNote } = card(file, 'fr');
    expect(nextStep.title).toBe('Aucune facture ouverte');
    expect(nextStep.reason).toBe(`FA-9${F}: plus ouverte dans le grand livre depuis le\u00a021/11, motif inconnu.`);
    expect(nextStep.secondary).toEqual([]);
    expect(invoicesNote).toBe(nextStep.reason);
    for (const missing of [daysAgo(2), daysAgo(200)]) expect(JSON.stringify(card(aCaseFile({ invoices: [anInvoice({ due: daysAgo(20), missingSince: missing })] }), 'fr').nextStep)).not.toMatch(/réglé|payé|remerci/);
  });

  test('what a credit note covers was never paid: it is said, and nobody is thanked', () => {
    const invoice = anInvoice({ number: 'FA-10', due: daysAgo(20), amount: eur(100) });
    const credit = anInvoice({ number: 'AV-1', kind: 'credit-note', due: daysAgo(2), amount: eur(-100), corrects: 'FA-10' });
    expect(card(aCaseFile({ invoices: [invoice, credit] }), 'fr').nextStep).toMatchObject({ pill: { kind: 'settled' }, title: 'Aucune facture ouverte', reason: 'Un avoir couvre ce qui restait dû.', secondary: [] });
  });

  test('an account without any invoice', () => {
    expect(card(FILES.settled, 'fr').nextStep).toMatchObject({ title: 'Aucune facture ouverte', reason: 'Aucune facture ouverte dans le grand livre.' });
  });
});

describe('(h) the server is away, (i) the figures are old', () => {
  const clock = { offsetMinutes: 60, figuresOf: instant('2026-11-23T07:12:00.000Z') };
  const down = { code: 'source/unreachable', since: instant('2026-11-23T08:12:00.000Z') } as const;

  test('since when, and of when the figures are', () => {
    expect(wordProblem(down, 'fr', TODAY, clock)).toMatchObject({ title: 'Serveur injoignable depuis 09:12', body: 'Les chiffres affichés restent ceux de 08:12. Ce que vous avez écrit est gardé ici.', action: { label: 'Réessayer' } });
    expect(wordProblem(down, 'en', TODAY, clock)).toMatchObject({ title: 'Server unreachable since 09:12', body: 'Figures shown are those of 08:12. What you wrote is kept here.', action: { label: 'Try again' } });
    expect(wordProblem(down, 'fr', TODAY)).toMatchObject({ title: 'Serveur injoignable' });
    // The server said after that moment which day it is: the two clocks disagree.
    expect(wordProblem({ code: 'source/unreachable', since: instant('2026-11-22T08:12:00.000Z') }, 'fr', TODAY, clock).title).toBe('Serveur injoignable');
    expect(wordProblem(down, 'fr', TODAY, { ...clock, figuresOf: instant('2026-11-20T17:40:00.000Z') }).body).toContain('ceux du\u00a020/11 à 18:40');
  });

  test('inserting waits for the server; the text can be copied', () => {
    const { primary, secondary } = card(FILES.remind, 'fr', { unreachable: true }).nextStep;
    expect(primary).toMatchObject({ label: 'Insérer la relance', disabledBecause: `L’insertion attend le serveur${F}: sans lui, un collègue pourrait prendre la même étape.` });
    expect(secondary.map(({ action, disabledBecause }) => [action.kind, disabledBecause])).toEqual([['copy-text', null], ['preview', null]]);
    expect(card(FILES.remind, 'en', { unreachable: true }).nextStep.primary?.disabledBecause).toBe('Inserting waits for the server: without it a colleague could take the same step.');
  });

  const aged = (asOf: string): CaseFile => ({ ...FILES.remind, source: { ...FILES.remind.source, asOf: at(asOf) } });
  test('the first thing to do is to read the customer again', () => {
    const { nextStep, dataAge } = card(aged('2026-11-16T17:40:00.000Z'), 'fr');
    expect(dataAge).toMatchObject({ text: 'Grand livre du 16/11 à 18:40 · clients.xlsx', stale: true });
    expect(nextStep.pill).toEqual({ kind: 'waiting', label: 'À vérifier d’abord' });
    expect(nextStep.reason).toMatch(`Chiffres du lundi${F}16/11. Votre plan en accepte 2 (jours ouvrés) avant une relance ferme${F}: un règlement a pu arriver.`);
    expect(nextStep.primary?.label).toBe('Relire ce client');
    expect(nextStep.ladder?.marks.map(({ state }) => state)).toContain('held');
    expect(card(aged('2026-11-16T17:40:00.000Z'), 'en').nextStep).toMatchObject({ primary: { label: 'Refresh this customer' }, reason: expect.stringContaining(`Figures of Mon${F}16${F}Nov. Your plan allows 2 business days before a firm reminder: a payment may have come in.`) });
  });

  test.each([
    ['three business days ago', '2026-11-18T08:00:00.000Z', true],
    ['two business days ago', '2026-11-19T08:00:00.000Z', false],
    ['one business day ago', '2026-11-20T08:00:00.000Z', false],
  ])('figures read %s', (_when, asOf, stale) => {
    expect(card(aged(asOf), 'fr').dataAge.stale).toBe(stale);
    expect(card(aged(asOf), 'fr').nextStep.primary?.action.kind).toBe(stale ? 'refresh' : 'insert-reminder');
  });
});

describe('numbers agree with what they count', () => {
  const policy = (over: Partial<ReminderPolicy>): ReminderPolicy => ({ ...STANDARD_POLICY, ...over });
  test.each([
    [0, ''],
    [1, ' (promesse + 1 jour ouvré)'],
    [2, ' (promesse + 2 jours ouvrés)'],
  ])('a promise left alone for %i business days', (promiseGrace, words) => {
    expect(holdInWords(HOLDS.promise, saying('fr', policy({ promiseGrace })))).toBe(`4${N}316,40${F}€ promis pour le\u00a027/11. Aucune relance jusqu’au mardi${F}01/12${words}.`);
  });

  test.each([
    [0, 'aujourd’hui'],
    [1, 'hier'],
    [2, 'il y a 2 jours'],
  ])('a step done %i days ago', (daysAgoDone, words) => {
    expect(arithmeticInWords([{ kind: 'last-step', stage: 'R3', on: daysAgo(daysAgoDone), daysAgo: daysAgoDone, how: 'called' }], saying('fr'))).toBe(`Appel fait ${words}.`);
  });

  test.each([
    [1, 'Votre plan laisse 1 jour ouvré entre deux messages au même client'],
    [5, 'Votre plan laisse 5 jours ouvrés entre deux messages au même client'],
  ])('a spacing of %i business days', (gapDays, words) => {
    expect(waitingInWords([{ kind: 'possible-from', stage: 'R2', from: inDays(1), daysToGo: 1, because: 'mail-spacing', gapDays }], saying('fr'))).toBe(`${words}${F}: encore 1 jour.`);
  });

  test.each([
    [daysAgo(1), `1${F}j`, '1 jour de retard.'],
    [TODAY, 'aujourd’hui', 'FA-2026-0297 est à payer aujourd’hui.'],
    [inDays(1), 'à échoir', 'FA-2026-0297 échoit le\u00a024/11, dans 1 jour.'],
  ])('an invoice due on %s', (due, late, reason) => {
    const panel = card(aCaseFile({ invoices: [anInvoice({ due })] }), 'fr');
    expect(panel.invoices[0]?.late).toBe(late);
    expect(panel.nextStep.reason).toContain(reason);
  });

  test('French counts below two in the singular; nothing overdue is not read out', () => {
    expect(card(aCaseFile({ invoices: [anInvoice({ due: daysAgo(3), amount: eur(1.5) })] }), 'fr').announcement).toContain(`1,50${F}€ échu,`);
    expect(card(aCaseFile({ invoices: [anInvoice({ due: daysAgo(3), amount: eur(2) })] }), 'fr').announcement).toContain(`2,00${F}€ échus,`);
    expect(card(FILES['not-due'], 'fr').announcement).toBe('Garage du Canigou, pas encore dû.');
  });

  test('two currencies: two balances, both read out', () => {
    const panel = card(aCaseFile({ invoices: [anInvoice({ number: 'A', due: daysAgo(40), amount: usd(350) }), anInvoice({ number: 'B', due: daysAgo(3), amount: eur(100) })] }), 'fr');
    expect(panel.balances.map(({ currency }) => currency)).toEqual(['USD', 'EUR']);
    expect(panel.announcement).toContain(' et ');
    expect(strings(panel).flatMap(([, text]) => faultsOf(text, 'fr'))).toEqual([]);
  });

  test('every step of the reasoning, alone and behind a step done, has words', () => {
    for (const language of LANGUAGES)
      for (const fact of Object.values(REASONS)) {
        for (const text of [arithmeticInWords([fact], saying(language)), arithmeticInWords([REASONS['last-step'], fact], saying(language)), waitingInWords([REASONS['days-late'], REASONS['last-step'], fact], saying(language))]) {
          expect(text).toMatch(/\.$/);
          expect(faultsOf(text, language)).toEqual([]);
        }
      }
  });

  test('an account of more rows than are drawn says how many are left out', () => {
    const invoices = Array.from({ length: 203 }, (_, place) => anInvoice({ number: `F-${place}`, id: idOf(`F-${place}`), due: daysAgo(3) }));
    const panel = card(aCaseFile({ invoices }), 'fr');
    expect(panel.invoices).toHaveLength(200);
    expect(panel.invoicesNote).toBe(`et 3 autres${F}: le relevé de compte les liste toutes.`);
  });
});

describe('what can be done is offered, what cannot says why', () => {
  test('other replies, whatever the state', () => {
    for (const file of Object.values(FILES)) expect(card(file, 'fr').replies.map(({ label }) => label).slice(0, 6)).toEqual(['Relevé de compte', 'Copie de facture', 'Coordonnées bancaires', 'Promesse bien notée', 'Litige pris en compte', 'Remerciement']);
  });

  test('bank details wait for an IBAN; a promise or a dispute that nobody noted cannot be confirmed', () => {
    const why = Object.fromEntries(card(FILES.remind, 'fr', { pack: { ...PACK, profile: { ...PACK.profile, iban: null } } }).replies.map(({ action, disabledBecause }) => [action.kind === 'insert-reply' ? action.reply : '', disabledBecause]));
    expect(why).toEqual({ statement: null, 'invoice-copy': null, 'bank-details': 'Ajoutez votre IBAN dans les réglages.', 'promise-noted': 'Notez d’abord la promesse.', 'dispute-noted': 'Notez d’abord le litige.', 'thank-you': null });
    expect(card(FILES.held, 'fr').replies.find(({ action }) => action.kind === 'insert-reply' && action.reply === 'promise-noted')?.disabledBecause).toBeNull();
  });

  test('a call shows the number; a letter is read first, and its posting noted', () => {
    expect(card(FILES.call, 'fr').nextStep).toMatchObject({ pill: { kind: 'call', label: 'À appeler' }, primary: { label: 'Noter l’appel', action: { kind: 'record-call' } }, reason: expect.stringContaining(`Téléphone${F}: 04 68 00 00 00.`) });
    expect(card({ ...FILES.call, debtor: aDebtor({ phone: null }) }, 'fr').nextStep.reason).toContain('Aucun téléphone dans le grand livre.');
    expect(card(FILES.letter, 'fr').nextStep).toMatchObject({ pill: { kind: 'letter', label: 'Courrier' }, primary: { label: 'Relire le courrier', action: { kind: 'preview' } }, secondary: [{ label: 'Lettre déposée', action: { kind: 'record-letter' } }, { action: { kind: 'skip-step' } }], reason: expect.stringContaining('puis notez son dépôt') });
  });

  test('the words of the problems table and of the buttons', () => {
    expect(words('fr').loading).toBe('Lecture du message…');
    expect(words('fr').stillLoading).toBe('Toujours en lecture…');
    expect(words('fr').skipLink).toBe('Aller à la prochaine étape');
    expect(words('fr').bugText.replace('{ref}', '7F3A')).toBe(`Quelque chose s’est cassé ici (réf. 7F3A). Le reste du volet fonctionne.`);
    expect(words('en').bugText.replace('{ref}', '7F3A')).toBe('Something broke here (ref. 7F3A). The rest of the pane works.');
    expect(words('fr').dateQuestion.replace('{value}', '03/11/2026')).toBe(`«${F}03/11/2026${F}», c’est quel jour${N}?`);
    expect(words('fr').ledgerUse).toBe('Utiliser ce grand livre');
    for (const language of LANGUAGES) {
      const { insert, preview, refresh, retry, reload, copy, ledgerUse, ledgerUpload, ledgerAccept, ledgerRefuse, ledgerReadAgain, formPromise, formDispute, formHold, formNote, formCall, formClose, formAnyway, formSkip, notThisDebtor, showInMessage, changeDebtor, confirmDebtor, resetText, insertText, firstRunStart } = words(language);
      const buttons = [insert, preview, refresh, retry, reload, copy, ledgerUse, ledgerUpload, ledgerAccept, ledgerRefuse, ledgerReadAgain, formPromise.save, formDispute.save, formHold.save, formNote.save, formCall.save, formClose.save, formAnyway.save, formSkip.save, notThisDebtor, showInMessage, changeDebtor, confirmDebtor, resetText, insertText, firstRunStart];
      expect(buttons.filter((label) => label.length > 24)).toEqual([]);
    }
  });

  test('a colleague was faster: who and when', () => {
    const taken = PROBLEMS['log/step-taken'];
    expect(wordProblem(taken, 'fr', TODAY, { offsetMinutes: 60, figuresOf: null }).body).toBe('Karim Aït a pris cette étape aujourd’hui à 09:14. Rien n’a été inséré.');
    expect(wordProblem(taken, 'fr', inDays(1), { offsetMinutes: 60, figuresOf: null }).body).toContain('le\u00a023/11 à 09:14');
  });

  test('an entry that the log refuses: what to correct, in the clerk’s words', () => {
    const refused = (field: string, detail: string) => wordProblem({ code: 'log/invalid-entry', field, detail }, 'fr', TODAY).body;
    expect(refused('entry.fact.promisedFor', 'in the past')).toBe(`À corriger${F}: date promise, déjà passée.`);
    expect(refused('entry.fact.amount', 'something new')).toBe(`À corriger${F}: montant.`);
    expect(refused('entry.company', 'another company')).toBe(`À corriger${F}: entry.company.`);
  });

  test('a row that cannot be read: file, row, column, value and what to do', () => {
    expect(wordProblem(PROBLEMS['ledger/row-unreadable'], 'fr', TODAY)).toMatchObject({ title: `Ligne 12, Échéance${F}: date illisible`, body: `clients.xlsx, Feuil1 «${F}à réception${F}»${F}: écrivez-la jj/mm/aaaa.` });
    expect(wordProblem({ ...PROBLEMS['ledger/awaits-confirmation'], rowsBefore: 1284 } as never, 'fr', TODAY).body).toContain(`60 lignes au lieu de 1${N}284`);
  });
});

test('the statement that the card draws is the ledger’s own', () => {
  const own = statementOfAccount({ invoices: LEBRUN.invoices, unallocatedCredits: LEBRUN.debtor.unallocatedCredits, disputes: foldHistory(LEBRUN.entries).disputes }, TODAY);
  expect(card(LEBRUN, 'fr').invoices.map(({ number }) => number)).toEqual(own.items.map(({ number }) => number));
});
