import { describe, expect, test } from '@jest/globals';
import { splitMessage } from '../../../src/core/identify/split-message';

const lines = (...all: readonly string[]): string => all.join('\n');

describe('what the writer says is not taken for a notice, a phone’s line, a header or a signature', () => {
  test.each([
    ['sent by cheque', ['Bonjour,', 'Envoyé par chèque ce jour.', 'Bien reçu le duplicata']],
    ['sent by mail', ['Bonjour,', 'Envoyé par mail hier à votre collègue', 'et transmis par téléphone ce matin.']],
    ['sent from an account', ['Envoyé depuis mon compte bancaire ce matin', 'sous la référence 12.']],
    ['about this message', ['Ce message pour vous informer que le destinataire de la facture a changé.', 'Merci de la refaire.']],
    ['an engagement', ['Cet e-mail vaut engagement de payer le 30.', 'Je reste joignable.']],
    ['paper', ['Pensez à nous envoyer la facture papier.', 'Merci.']],
    ['roughly', ['Bonjour,', 'Pensez à compter environ 10 jours.', 'À bientôt.']],
    ['a missing mention', ['Mention légale manquante sur votre facture : le numéro de TVA.', 'Merci de corriger.']],
    ['attention', ['Attention, la pièce jointe concerne le chantier extérieur, pas la facture.', 'Renvoyez-la.']],
    ['a form', ['La facture doit mentionner :', 'De : votre raison sociale', 'À : Groupe Orion, service achats', 'Objet : le numéro de commande', 'Merci de la corriger.']],
    ['a list of what was done', ['Pour mémoire :', '- mail transmis hier', '- message d’origine perdu', 'Voilà.']],
    ['apologies', ['Bonjour,', 'Veuillez accepter nos excuses pour ce retard.', 'Le virement part ce soir.']],
    ['a refusal', ['Bonjour,', 'Nous avons étudié votre demande.', '', 'La direction refuse ce paiement']],
    ['an address after a colon', ['Bonjour,', 'Notre adresse de facturation :', '', 'Ateliers Marceau', '12 rue des Lilas', '75011 Paris']],
    ['somebody wrote to me', ['Le 12/11/2026 à 09:12, votre collègue m’a écrit :', 'payez au 30.', 'Qui a raison ?']],
    ['a one-word answer', ['Bonjour,', '', 'Payé']],
    ['an IBAN', ['Bonjour,', 'Voici notre compte.', '', 'IBAN FR76 3000 6000 0112 3456 7890 189', 'BIC AGRIFRPP']],
  ])('%s', (_, text) => {
    const split = splitMessage(lines(...text));
    expect(split.newest.trim()).toBe(lines(...text));
    expect(split.quoted).toEqual([]);
  });
});

describe('what nobody wrote for this mail is apart', () => {
  test.each([
    ['confidentiality', ['Payé.', '', 'Ce message est confidentiel.'], 'Ce message est confidentiel.'],
    ['trees', ['Payé.', '', 'Pensez à l’environnement : n’imprimez ce courriel que si nécessaire.'], 'Pensez à l’environnement : n’imprimez ce courriel que si nécessaire.'],
    ['a banner above the text', ['[EXTERNE] Ne cliquez sur aucun lien.', '', 'Payé.'], '[EXTERNE] Ne cliquez sur aucun lien.'],
    ['a banner of Outlook', ['Vous ne recevez pas souvent de courriers de la part de a@x.fr. Découvrez pourquoi cela est important', 'Payé.'], 'Vous ne recevez pas souvent de courriers de la part de a@x.fr. Découvrez pourquoi cela est important'],
    ['stars around it', ['Payé.', '*****', 'This e-mail is intended for the addressee; if you are not the recipient delete it.', '*****'], '*****\nThis e-mail is intended for the addressee; if you are not the recipient delete it.\n*****'],
  ])('%s', (_, text, notice) => {
    const split = splitMessage(lines(...text));
    expect(split.newest.trim()).toBe('Payé.');
    expect(split.disclaimer.trim()).toBe(notice);
  });
});

describe('a signature', () => {
  test.each([
    ['of a phone', ['Payé hier.', 'Envoyé de mon iPhone']],
    ['of a phone, as a sentence', ['Payé hier.', 'Envoyé depuis mon smartphone Samsung Galaxy.']],
    ['of Windows', ['Payé hier.', 'Provenance : Courrier pour Windows']],
    ['of Outlook', ['Payé hier.', 'Télécharger Outlook pour iOS<https://aka.ms/o0ukef>']],
    ['below a formula of letters', ['Payé hier.', 'Je vous prie d’agréer, Madame, l’expression de mes salutations distinguées.', 'Le gérant']],
    ['that begins with a name', ['Payé hier.', '', 'Lucie Maréchal', 'Comptable', 'Tél. 01 02 03 04 05']],
    ['of a service', ['Payé hier.', '', 'Le service comptabilité fournisseurs']],
    ['of one name', ['Bonjour,', 'Payé hier.', '', 'Lucie']],
  ])('%s is none of the text', (_, text) => {
    const split = splitMessage(lines(...text));
    expect(split.newest.trim().endsWith('Payé hier.')).toBe(true);
    expect(split.signature.trim()).toBe(text.slice(text.indexOf('Payé hier.') + 1).join('\n').trim());
  });

  test('above quoted lines leaves the answers below them to the writer', () => {
    const split = splitMessage(lines('Mes réponses ci-dessous.', 'Cordialement,', 'Lucie', '', '> Quand ?', 'Le 30.', '> Comment ?', 'Par virement.'));
    expect(split.newest.replace(/\s+/g, ' ').trim()).toBe('Mes réponses ci-dessous. Le 30. Par virement.');
    expect(split.signature.replace(/\s+/g, ' ').trim()).toBe('Cordialement, Lucie');
  });
});
