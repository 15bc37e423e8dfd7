import { describe, expect, test } from '@jest/globals';
import type { LintDraft, LintFacts, LintFinding } from '../../../src/core/reminder/lint';
import { lint } from '../../../src/core/reminder/lint';
import { aPolicy, inDays } from '../builders';
import { aShippedPack } from './shipped';
import { aCase, codesOf, found, saying, withText } from './lint-drafts';
import type { Case } from './lint-drafts';

const firm = aCase({ stage: 'R2', tone: 'firm' });
const first = aCase({ stage: 'R1' });
const early = aCase({ stage: 'R0' });
const english = aCase({ stage: 'R2', tone: 'firm', language: 'en' });
const consumer = aCase({ stage: 'R2', tone: 'firm', debtor: { kind: 'consumer' } });
const consumerInEnglish = aCase({ stage: 'R2', tone: 'firm', language: 'en', debtor: { kind: 'consumer' } });
const publicBuyer = aCase({ stage: 'R2', tone: 'firm', debtor: { kind: 'public' } });
/** As a plan writes a formal notice; its template is not the matter here. */
const formal: Case = {
  ...firm,
  facts: { ...firm.facts, step: firm.facts.step === null ? null : { ...firm.facts.step, stage: 'R4', place: 'formal' } },
};
/** Of a plan that ends with its last mail: nothing else may be announced. */
const mailsOnly = aCase({ stage: 'R2', tone: 'firm', request: { pack: aShippedPack({ policies: [aPolicy({ stages: aPolicy().stages.map((stage) => (stage.channel === 'mail' ? stage : { ...stage, enabled: false })) })] }) } });

/** What is planted in which reminder, and what must be said of it. */
type Planted = readonly [sentence: string, said: string];
function says(one: Case, planted: readonly Planted[], facts: LintFacts = one.facts): void {
  test.each(planted)('%s', (sentence, said) => expect(found(saying(one, sentence), facts)).toEqual([said]));
}

describe('a sentence that no plan makes lawful is blocked', () => {
  says(firm, [
    ['À défaut, nous demanderons votre inscription au fichier des mauvais payeurs.', 'blocks unlawful: inscription au fichier des mauvais payeurs'],
    ['Cet impayé donnera lieu à un fichage auprès de nos confrères.', 'blocks unlawful: fichage'],
    ['Votre dirigeant risque une interdiction bancaire.', 'blocks unlawful: interdiction bancaire'],
    ['Nous n’hésiterons plus. Nous déposerons plainte dès lundi.', 'blocks unlawful: déposerons plainte'],
    ['Si vous ne réglez pas, nous porterons plainte pour escroquerie aggravée.'.replace(' pour escroquerie aggravée', ''), 'blocks unlawful: porterons plainte'],
    ['Nous saisirons vos comptes bancaires.', 'blocks unlawful: saisirons vos comptes'],
    ['Une saisie conservatoire sera pratiquée.', 'blocks unlawful: saisie conservatoire'],
    ['Nous publierons votre nom sur notre site.', 'blocks unlawful: publierons votre nom'],
    ['Nous informerons vos clients de cette situation.', 'blocks unlawful: informerons vos clients'],
    ['Nous préviendrons votre banquier.'.replace('préviendrons', 'avertirons'), 'blocks unlawful: avertirons votre banquier'],
    ['Nous signalerons ce retard à la DGCCRF.', 'blocks unlawful: signalerons ce retard à la DGCCRF'],
    ['La présente vaut commandement de payer.', 'blocks unlawful: commandement de payer'],
    ['Ce courrier interrompt la prescription de notre créance.', 'blocks unlawful: interrompt la prescription'],
    ['Vous allez le regretter.', 'blocks unlawful: Vous allez le regretter'],
    ['Si vous ne payez pas, nous préviendrons vos clients.', 'blocks unlawful: préviendrons vos clients'],
    ['Nous n’hésiterons pas à informer votre banque de cet impayé.', 'blocks unlawful: hésiterons pas à informer votre banque'],
    ['Nous ne manquerons pas d’avertir vos fournisseurs.', 'blocks unlawful: avertir vos fournisseurs'],
    ['Votre employeur sera averti.', 'blocks unlawful: Votre employeur sera averti'],
    ['J’en ai parlé à votre mère, qui paiera.', 'blocks unlawful: parlé à votre mère'],
    ['Un avis sur Google sera publié.', 'blocks unlawful: avis sur Google sera'],
    ['Nous allons en parler à vos confrères, ainsi qu’à la presse.', 'blocks unlawful: parler à vos confrères, ainsi qu’à la presse'],
    ['Vous serez poursuivi pénalement.', 'blocks unlawful: poursuivi pénalement'],
    ['Un commissaire de justice passera dans vos locaux.', 'blocks unlawful: commissaire de justice passera'],
  ]);
  says(english, [
    ['We will report you to the police.', 'blocks unlawful: report you to the police'],
    ['We will seize your bank accounts.', 'blocks unlawful: seize your bank accounts'],
    ['We will inform your customers.', 'blocks unlawful: inform your customers'],
    ['Pay at once, or you will regret this.', 'blocks unlawful: you will regret'],
    ['We will not hesitate to inform your customers.', 'blocks unlawful: inform your customers'],
    ['We have spoken to your neighbour about it.', 'blocks unlawful: spoken to your neighbour'],
    ['Your credit rating will suffer.', 'blocks unlawful: credit rating will suffer'],
    ['Bailiffs will visit your premises.', 'blocks unlawful: Bailiffs will visit'],
  ]);
});

describe('a measure that the plan does not hold is blocked', () => {
  says(firm, [
    ['À défaut, nous saisirons le tribunal de commerce.', 'blocks measure-not-enabled: saisirons le tribunal'],
    ['Nous déposerons une requête en injonction de payer.', 'blocks measure-not-enabled: injonction de payer'],
    ['Des poursuites judiciaires seront engagées.', 'blocks measure-not-enabled: poursuites judiciaires'],
    ['Nous suspendrons vos livraisons dès demain.', 'blocks measure-not-enabled: suspendrons vos livraisons'],
    ['Nous irons en justice.', 'blocks measure-not-enabled: irons en justice'],
    ['Plus aucune commande ne sera expédiée.', 'blocks measure-not-enabled: aucune commande ne sera expédiée'],
    ['Vos livraisons sont bloquées tant que la facture reste ouverte.', 'blocks measure-not-enabled: livraisons sont bloquées tant'],
    ['L’accès à votre service sera coupé.'.replace('à votre service ', ''), 'blocks measure-not-enabled: accès sera coupé'],
  ]);
  says(mailsOnly, [
    ['À défaut, votre dossier sera transmis à une société de recouvrement.', 'blocks measure-not-enabled: dossier sera transmis à une société de recouvrement'],
    ['Une mise en demeure vous sera adressée.', 'blocks measure-not-enabled: mise en demeure'],
  ], mailsOnly.facts);
  says(english, [['Failing that, we will take legal action.', 'blocks measure-not-enabled: legal action']]);
  test('one that the plan holds is not', () => {
    expect(found(saying(firm, 'À défaut, une mise en demeure vous sera adressée.'), firm.facts)).toEqual([]);
    expect(found(saying(firm, 'À défaut, nous confierons votre dossier à notre service contentieux.'), firm.facts)).toEqual([]);
  });
  says(first, [['À défaut, une mise en demeure vous sera adressée.', 'warns measure-early: mise en demeure']]);
  test('one that was announced before, and whose day is over, is an empty repeat', () => {
    const facts: LintFacts = { ...firm.facts, announced: [{ measure: 'formal-notice', by: inDays(-4) }] };
    expect(found(saying(firm, 'À défaut, une mise en demeure vous sera adressée.'), facts)).toEqual(['warns measure-repeated: mise en demeure']);
  });
  says(firm, [['Par la présente, nous vous mettons formellement en demeure de payer.', 'blocks notice-early: vous mettons formellement en demeure']]);
  test('a formal notice says so, and is not weakened', () => {
    const plain = withText(formal, (text) => text.replace(/Si votre règlement nous est parvenu[^\n]*/, ''));
    expect(found({ ...plain, text: plain.text.replace('Nous vous demandons', 'Par la présente, nous vous mettons en demeure. Nous vous demandons') }, formal.facts)).toEqual([]);
    expect(found(formal.draft, formal.facts)).toEqual(['warns notice-weakened: ne pas tenir compte']);
  });
});

describe('what may be charged', () => {
  says(firm, [
    ['Des frais de mise en demeure vous seront facturés.', 'blocks reminder-fee: frais de mise en demeure'],
    ['Un huissier vous remettra ce courrier.', 'warns outdated-word: huissier'],
    ['Les frais de recouvrement seront à votre charge.', 'blocks reminder-fee: frais de recouvrement'],
    ['Les frais d’huissier vous seront imputés.', 'blocks reminder-fee: frais d’huissier'],
    ['Tout retard supplémentaire donnera lieu à des frais de retard.', 'warns late-fee: frais de retard'],
    ['L’indemnité forfaitaire est de 50 € par facture.', 'blocks indemnity-wrong: 50 €'],
    ['Des frais de dossier vous seront facturés.', 'blocks reminder-fee: frais de dossier vous seront facturés'],
    ['Chaque relance supplémentaire vous coûtera.', 'blocks reminder-fee: relance supplémentaire vous coûtera'],
    ['Une majoration de 10 % sera appliquée.', 'warns late-fee: majoration de 10 % sera appliquée'],
  ]);
  says(firm, [
    ['Je vous accorde une remise si vous payez cette semaine.', 'warns concession: vous accorde une remise'],
    ['Nous renonçons aux pénalités.', 'warns concession: renonçons aux pénalités'],
    ['Notre directrice s’engage à ne jamais rien réclamer.', 'warns concession: engage à ne jamais'],
    ['Je vous accorde six mois.', 'warns concession: vous accorde six mois'],
  ]);
  says(english, [['We will waive all interest if you pay this week.', 'warns concession: waive all interest']]);
  test('a fee’s sum is told with it', () => expect(found(saying(firm, 'Des frais de relance de 15 € vous seront facturés.'), firm.facts)).toEqual(['blocks reminder-fee: frais de relance', 'warns amount-unknown: 15 €']));
  says(consumer, [
    ['Des pénalités de retard s’ajouteront à cette somme.', 'blocks consumer-charge: pénalités de retard s’ajouteront'],
    ['Une indemnité forfaitaire vous est due.', 'blocks consumer-charge: indemnité forfaitaire'],
    ['Des frais de retard s’ajouteront.', 'blocks late-fee: frais de retard'],
    ['Une somme forfaitaire de 40 € s’ajoute à chaque facture.', 'blocks consumer-charge: somme forfaitaire de 40'],
    ['Un forfait de 40 € s’ajoute à chaque facture.', 'blocks consumer-charge: forfait de 40'],
    ['Le taux de la BCE majoré de dix points s’applique.', 'blocks consumer-charge: taux de la BCE majoré'],
    ['Voir l’article R2192-31.', 'blocks consumer-charge: R2192-31'],
    ['Voir l’article D.441-5.', 'blocks consumer-charge: D.441-5'],
  ]);
  // Interest runs from the notice on (C. civ. 1231-6); there it may be told (lint-shipped).
  says(consumer, [
    ['Cette somme porte intérêt au taux légal.', 'blocks interest-before-notice: intérêt au taux légal'],
    ['Les intérêts légaux courent depuis l’échéance.', 'blocks interest-before-notice: intérêts légaux'],
  ]);
  says(consumerInEnglish, [['It bears interest at the French legal rate.', 'blocks interest-before-notice: interest at the French legal rate']]);
  says(consumerInEnglish, [
    ['Late payment interest will be added.', 'blocks consumer-charge: Late payment interest'],
    ['A fixed charge will be added.', 'blocks consumer-charge: fixed charge'],
    ['Interest at 8% will be charged.', 'blocks consumer-charge: Interest at 8% will be charged'],
  ]);
  test('of a consumer the sum of the fixed charge is not even known', () => {
    expect(found(saying(consumer, 'Il s’y ajoute 40 €.'), consumer.facts)).toEqual(['warns amount-unknown: 40 €']);
  });
  says(firm, [['L’article R2192-31 du code de la commande publique prévoit des intérêts moratoires.', 'warns other-law: R2192-31']]);
  says(publicBuyer, [['L’article L441-10 du code de commerce prévoit des intérêts moratoires.', 'warns other-law: L441-10']]);
  says(first, [['Tout retard entraîne de plein droit des pénalités de retard.', 'warns charge-early: pénalités de retard']]);
  says(early, [['Tout retard entraîne de plein droit des pénalités de retard.', 'warns charge-early: pénalités de retard']]);
  test('between professionals it stands with its ground', () => {
    const bare = withText(firm, (text) => text.replace(/Nous vous rappelons qu’entre professionnels[^\n]*/, 'Des pénalités de retard s’ajouteront à cette somme.'));
    expect(found(bare, firm.facts)).toEqual(['warns charge-without-ground: pénalités de retard s’ajouteront']);
  });
  says(english, [['A reminder fee will be added.', 'blocks reminder-fee: reminder fee']]);
});

describe('figures that are not the ledger’s', () => {
  const edited = (one: Case, from: string | RegExp, to: string): readonly string[] => {
    const draft = withText(one, (text) => text.replace(from, to));
    if (draft.text === one.draft.text) throw new Error(`nothing to change: ${String(from)}`);
    return found(draft, one.facts);
  };
  test('the sum asked for was changed in its sentence', () => expect(edited(firm, /4\u202f316,40\u00a0€/, '4 136,40 €')).toEqual(['blocks amount-wrong: 4 136,40 €']));
  test('the sum was changed wherever it stood', () => expect(edited(firm, /4\u202f316,40/g, '4 316,00')).toEqual(['blocks amount-wrong: 4 316,00 €']));
  test('a thousand lost its zero in the table', () => expect(edited(firm, /1\u202f200,00\u00a0€$/m, '120,00\u00a0€')).toEqual(['blocks amount-unknown: 120,00 €']));
  test('no sum at all', () => expect(edited(first, /[\s\S]*/, 'Bonjour,\n\nLes factures FA-2026-0297 et FA-2026-0311 restent à régler.\n\nCordialement,\n')).toEqual(['warns amount-missing']));
  test('dollars for euros', () => expect(edited(firm, /La somme due est de 4\u202f316,40\u00a0€/, 'La somme due est de 4 316,40 $')).toEqual(['blocks currency-other: 4 316,40 $']));
  says(firm, [
    ['Le total de nos livraisons de cette année approche 25 000 €, dont une partie reste à régler.', 'blocks amount-wrong: 25 000 €'],
    ['Nous vous avons consenti un avoir de 55 €.', 'warns amount-unknown: 55 €'],
    ['Nous vous demandons aussi la facture FA-2026-0999.', 'blocks invoice-unknown: FA-2026-0999'],
    ['Pensez également à FA-2026-0998.', 'warns invoice-unknown: FA-2026-0998'],
    ['Pensez également à FA-2026-0340.', 'warns invoice-not-demanded: FA-2026-0340'],
    ['La facture FA-2026-0297 a pour échéance le 15 septembre 2026, échue le 15 septembre 2026.'.replace(' a pour échéance le 15 septembre 2026,', ''), 'warns due-date-wrong: 15 septembre 2026'],
    ['Merci de virer la somme d’ici le 17 novembre 2026.', 'blocks deadline-past: 17 novembre 2026'],
    ['Merci de virer la somme avant le samedi 5 décembre 2026.', 'warns deadline-day-off: samedi 5 décembre 2026'],
    ['Merci de virer la somme avant le 25 décembre 2026.', 'warns deadline-day-off: 25 décembre 2026'],
    ['Merci de virer la somme avant le 25/11.', 'warns deadline-early: 25/11'],
    ['Merci de virer la somme avant le lundi 2 décembre 2026.', 'warns weekday-wrong: lundi 2 décembre 2026'],
    ['Notre nouvel IBAN : DE89 3704 0044 0532 0130 00.', 'blocks iban-unknown: DE89 3704 0044 0532 0130 00'],
  ]);
  test('one digit of the account was changed', () => expect(edited(firm, 'FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189', 'FR76 3000 6000 0112 3456 7890 188')).toEqual(['blocks iban-unknown: FR76 3000 6000 0112 3456 7890 188']));
  test('an invoice’s number was changed', () => expect(edited(first, 'FA-2026-0297   ', 'FA-2026-0279   ')).toEqual(['warns invoice-unknown: FA-2026-0279']));
  test('a due date was changed in the table', () => expect(edited(firm, '22/10/2026', '22/11/2026')).toEqual(['blocks due-date-wrong: 22/11/2026']));
  test('an invoice is named no more', () => expect(codesOf(lint({ ...withText(firm, (text) => text.split('FA-2026-0311').join('')), attachments: null }, firm.facts))).toEqual(['invoice-missing']));
  test('a firm reminder without any deadline', () => expect(edited(firm, ' au plus tard le 30\u00a0novembre\u00a02026', '')).toEqual(['warns deadline-missing']));
});

describe('the form', () => {
  const replaced = (one: Case, from: string | RegExp, to: string): LintDraft => withText(one, (text) => text.replace(from, to));
  says(firm, [
    ['Merci de régler {{ total }} par virement.', 'blocks placeholder: {{ total }}'],
    ['Votre interlocuteur est [Nom du contact].', 'blocks placeholder: [Nom du contact]'],
    ['Votre référence est XXXX.', 'blocks placeholder: XXXX'],
    ['Merci de régler avant le jj/mm/aaaa.', 'blocks placeholder: jj/mm/aaaa'],
    ['TODO vérifier avec Paul.', 'blocks placeholder: TODO'],
    ['Merci de régler !!!', 'warns exclamation: !!!'],
    ['VOUS DEVEZ RÉGLER IMMÉDIATEMENT.', 'warns shouting: VOUS DEVEZ RÉGLER IMMÉDIATEMENT'],
    ['URGENT : merci de régler.', 'warns shouting: URGENT'],
    ['C’est notre relance n° 3.', 'warns reminder-counted: relance n° 3'],
    ['C’est notre dernier avertissement.', 'warns last-warning: dernier avertissement'],
    ['Tu peux régler par virement.', 'warns familiar: Tu'],
    ['Nous savons que votre gérante est en congé maternité.', 'warns private-matter: congé maternité'],
    ['Vous êtes un mauvais payeur.', 'blocks insult: mauvais payeur'],
    ['Votre attitude est inadmissible.', 'warns harsh: inadmissible'],
    ['Merci, nous avons bien reçu votre règlement.', 'warns payment-thanked: avons bien reçu votre règlement'],
  ]);
  test('a subject', () => {
    for (const [subject, said] of [
      ['', 'warns subject-empty'], ['Facture FA-2026-0297 : relance n° 2', 'warns reminder-counted: relance n° 2'], ['2ème relance facture FA-2026-0297', 'warns reminder-counted: 2ème relance'],
      ['Dernier rappel, facture FA-2026-0297', 'warns last-warning: Dernier rappel'], ['FACTURE IMPAYÉE FA-2026-0297', 'warns shouting: FACTURE IMPAYÉE'], ['Facture [numéro]', 'blocks placeholder: [numéro]'],
    ] as const) expect([subject, found(withText(firm, (text) => text, subject), firm.facts)]).toEqual([subject, [said]]);
    expect(found({ ...firm.draft, subject: 'RE: relance n° 2 !!!', ownSubject: false }, firm.facts)).toEqual([]);
  });
  test('nobody is greeted, or somebody without a name', () => {
    expect(found(replaced(first, 'Madame, Monsieur,\n\n', ''), first.facts)).toEqual(['warns greeting-missing']);
    expect(found(replaced(first, 'Madame, Monsieur,', 'Bonjour ,'), first.facts)).toEqual(['warns greeting-empty: Bonjour ,']);
    expect(found(replaced(first, 'Madame, Monsieur,', 'Cher ,'), first.facts)).toEqual(['warns greeting-empty: Cher ,']);
    expect(found(replaced(first, 'Madame, Monsieur,', 'Marie,'), first.facts)).toEqual([]);
  });
  test('the courtesy is gone', () => expect(found(replaced(firm, 'Cordialement,', ''), firm.facts)).toEqual(['warns courtesy-missing']));
  test('what is said to be attached is not, or is another invoice', () => {
    expect(found({ ...firm.draft, attachments: [] }, firm.facts)).toEqual(['warns attachment-missing: sont jointes']);
    expect(found({ ...firm.draft, attachments: null }, firm.facts)).toEqual([]);
    expect(found({ ...firm.draft, attachments: ['FA-2026-0999.pdf'] }, firm.facts)).toEqual(['blocks attachment-other']);
    expect(found({ ...firm.draft, attachments: ['FA-2026-0340.pdf'] }, firm.facts)).toEqual(['warns attachment-other']);
    expect(found({ ...firm.draft, attachments: ['FA-2026-0297.pdf', 'CGV 2026.pdf'] }, firm.facts)).toEqual([]);
  });
  test('a stranger among the recipients', () => expect(found({ ...firm.draft, strangers: ['jean@autre.example' as never] }, firm.facts)).toEqual(['warns recipient-stranger']));
  test('thanks are right when money came', () => expect(found(saying(firm, 'Merci, nous avons bien reçu votre règlement partiel.'.replace(' partiel', '')), { ...firm.facts, paidLately: true })).toEqual([]));
  test('the wrong language', () => expect(found(english.draft, { ...english.facts, language: 'fr' })).toEqual(['warns language-other']));
  test('what is promised, disputed or insolvent is not passed over', () => {
    expect(found(firm.draft, { ...firm.facts, holds: ['promise'] })).toEqual(['warns hold-ignored']);
    expect(found(firm.draft, { ...firm.facts, holds: ['insolvency'] })).toEqual(['blocks hold-ignored']);
  });
});

test('a finding tells the place, and says each thing once', () => {
  const draft = saying(firm, 'Nous porterons plainte. Nous porterons plainte. Et encore : nous porterons plainte.');
  const findings = lint(draft, firm.facts);
  expect(findings).toHaveLength(1);
  const [finding] = findings as readonly [LintFinding];
  expect(draft.text.slice(finding.passage?.from, finding.passage?.to)).toBe('porterons plainte');
});

test('an order number of the customer’s is no invoice, whatever it looks like', () => {
  const alike = withText(firm, (text) => text.replace('\n\nCordialement', '\n\nVotre numéro : FA-2026-0999.\n\nCordialement'));
  expect(found(alike, firm.facts)).toEqual(['warns invoice-unknown: FA-2026-0999']);
  expect(found(alike, { ...firm.facts, orders: ['FA-2026-0999'] })).toEqual([]);
});

test('an answer is judged by its words, not by a sum it does not ask for', () => {
  const facts: LintFacts = { ...firm.facts, step: null };
  const answer: LintDraft = { subject: '', text: 'Bonjour,\n\nVotre devis de 512,30 € est valable jusqu’au 1er janvier. Nous porterons plainte.\n\nCordialement', ownSubject: false, attachments: [], strangers: [] };
  expect(found(answer, facts)).toEqual(['blocks unlawful: porterons plainte']);
});

test('accents, capitals, broken lines and hidden characters do not hide a word', () => {
  for (const sentence of ['Nous PORTERONS\nplainte.', 'Nous porterons   plainte.', 'Nous por\u00adterons plain\u200bte.', 'Nous porterons plainte.'.normalize('NFD'), 'Nous ｐｏｒｔｅｒｏｎｓ plainte.'])
    expect(codesOf(lint(saying(firm, sentence), firm.facts))).toEqual(['unlawful']);
});

