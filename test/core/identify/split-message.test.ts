import { describe, expect, test } from '@jest/globals';
import { printedDay } from '../../../src/core/identify/printed-day';
import { splitMessage } from '../../../src/core/identify/split-message';

const nbsp = '\u00a0';
const text = (...lines: readonly string[]): string => lines.join('\n');

describe('what the sender wrote this time, and what they quote', () => {
  test.each([
    ['Outlook, French', ['De : Marie Durand <m.durand@client.fr>', 'Envoyé : lundi 16 novembre 2026 09:12', 'À : compta@atelier-nord.fr', 'Cc : Paul <paul@client.fr>', 'Objet : Facture']],
    ['Outlook, French, with no-break spaces', [`De${nbsp}: Marie Durand <m.durand@client.fr>`, `Envoyé${nbsp}: lundi 16 novembre 2026 09:12`, `À${nbsp}: compta@atelier-nord.fr`, `Objet${nbsp}: Facture`]],
    ['Outlook, a blank line after each header line', ['De : Marie Durand <m.durand@client.fr>', '', 'Envoyé : lundi 16 novembre 2026 09:12', '', 'À : compta@atelier-nord.fr', '', 'Objet : Facture']],
    ['Outlook, bold labels', ['*De :* Marie Durand <m.durand@client.fr>', '*Envoyé :* lundi 16 novembre 2026 09:12', '*À :* compta@atelier-nord.fr', '*Objet :* Facture']],
    ['Outlook, English', ['From: Marie Durand <m.durand@client.fr>', 'Sent: Monday, November 16, 2026 9:12 AM', 'To: compta@atelier-nord.fr', 'Subject: Facture']],
    ['Outlook, the address on the next line', ['From: Marie Durand', '<m.durand@client.fr>', 'Sent: Monday, November 16, 2026 9:12 AM', 'To: compta@atelier-nord.fr']],
    ['old Outlook', ["-----Message d'origine-----", 'De : Marie Durand [mailto:m.durand@client.fr]', 'Envoyé : lundi 16 novembre 2026 09:12', 'À : compta@atelier-nord.fr']],
    ['old Outlook, English', ['-----Original Message-----', 'From: Marie Durand [mailto:m.durand@client.fr]', 'Sent: 16 November 2026 09:12', 'To: compta@atelier-nord.fr']],
    ['a phone, on one line', ['-------- Message d’origine --------', 'De : Marie Durand <m.durand@client.fr> Date : 16/11/2026 09:12 (GMT+01:00) À : compta@atelier-nord.fr Objet : Facture']],
    ['Gmail, French', ['Le lun. 16 nov. 2026 à 09:12, Marie Durand <m.durand@client.fr> a écrit :', '']],
    ['Gmail, French, on two lines', ['Le lun. 16 nov. 2026 à 09:12, Marie Durand <m.durand@client.fr>', `a écrit${nbsp}:`, '']],
    ['Gmail, English', ['On Mon, Nov 16, 2026 at 9:12 AM Marie Durand <m.durand@client.fr> wrote:', '']],
    ['Gmail, English, on two lines', ['On Mon, Nov 16, 2026 at 9:12 AM Marie Durand <', 'm.durand@client.fr> wrote:', '']],
    ['Thunderbird', ['Le 16/11/2026 à 09:12, Marie Durand <m.durand@client.fr> a écrit :']],
    ['eM Client', ["------ Message d'origine ------", 'De "Marie Durand" <m.durand@client.fr>', 'Pour "Compta" <compta@atelier-nord.fr>', 'Date 16/11/2026 09:12:33', 'Objet Re: Facture', '']],
    ['Zimbra', ['----- Mail original -----', 'De: "Marie Durand" <m.durand@client.fr>', 'À: compta@atelier-nord.fr', 'Envoyé: Lundi 16 Novembre 2026 09:12:00']],
    ['Gmail forward', ['---------- Forwarded message ---------', 'De : Marie Durand <m.durand@client.fr>', 'Date: lun. 16 nov. 2026 à 09:12', 'Subject: Facture', 'To: <compta@atelier-nord.fr>', '']],
    ['Thunderbird forward', ['-------- Message transféré --------', 'Sujet : Facture', 'Date : Mon, 16 Nov 2026 09:12:00 +0100', 'De : Marie Durand <m.durand@client.fr>', 'Pour : compta@atelier-nord.fr']],
    ['Apple Mail forward', ['> Début du message réexpédié :', '>', '> De: Marie Durand <m.durand@client.fr>', '> Objet: Facture', '> Date: 16 novembre 2026 à 09:12:00 UTC+1', '> À: compta@atelier-nord.fr', '>']],
  ])('%s', (_, header) => {
    const split = splitMessage(text('Bonjour,', 'Voir ci-dessous.', '', ...header, 'Merci de renvoyer la facture.', 'Marie'));
    expect(split.newest.trim()).toBe('Bonjour,\nVoir ci-dessous.');
    expect(split.quoted).toHaveLength(1);
    expect(split.quoted[0]?.from).toEqual({ name: 'Marie Durand', address: 'm.durand@client.fr' });
    expect(split.quoted[0]?.text.trim()).toBe('Merci de renvoyer la facture.\nMarie');
  });

  test.each([
    ['an apology behind the phone’s line', 'Oui pour vendredi', 'Envoyé depuis mon téléphone Android, veuillez excuser ma brièveté.'],
    ['an apology in English', 'Oui pour vendredi', 'Sent from my phone, please excuse any typos.'],
    ['a service in bold', 'Bonjour,\n\nNous réglons à 45 jours.', '*Service fournisseurs*\nGroupe Amande'],
    ['an office', 'Madame,\n\nLe mandat est parti le 6 novembre.', 'Bureau du budget\nCommunauté de communes du Bas-Pays'],
    ['a machine’s notice', 'Paiement effectué le 20.', 'Ceci est un message automatique, merci de ne pas y répondre.'],
    ['a machine’s notice in English', 'Payment done.', 'This is an automated message, please do not reply.'],
  ])('%s is not what was written', (_, newest, below) => {
    expect(splitMessage(`${newest}\n\n${below}\n\nLe mer. 11 nov. 2026 à 12:12, Zoé <zoe@client.fr> a écrit :\n\n> Vendredi ?`).newest.trim()).toBe(newest);
  });
  test('a sentence that speaks of a phone or of a machine is the writer’s', () => {
    for (const line of ['Ceci est un message automatique de mon comptable, je le transmets.', 'Je vous ai envoyé le chèque, excusez mon retard.', 'Le bureau est fermé.']) expect(splitMessage(`Bonjour.\n\n${line}\n`).newest).toContain(line);
  });

  test('recipients, date and the mark of a forward are read', () => {
    const split = splitMessage(text('---------- Message transféré ---------', 'De : Marie <m@client.fr>', 'Date : lun. 16 nov. 2026 à 09:12', 'Objet : X', 'À : A <a@x.fr>, B <b@y.fr>', 'Cc : c@z.fr', '', 'Bonjour'));
    expect(split.quoted[0]).toMatchObject({ forwarded: true, sent: 'lun. 16 nov. 2026 à 09:12' });
    expect(split.quoted[0]?.to.map((p) => p.address)).toEqual(['a@x.fr', 'b@y.fr', 'c@z.fr']);
  });

  test('a date in figures is read as the language of its header writes it', () => {
    const sent = (...header: readonly string[]): unknown => splitMessage(text('Oui.', ...header, '', 'Bonjour')).quoted.map((part) => printedDay(part.sent ?? '', part.dayFirst))[0];
    expect(sent('De : A <a@x.fr>', 'Date : 05/11/2026 09:12', 'À : b@y.fr')).toBe('2026-11-05');
    expect(sent('De : A <a@x.fr> Date : 05/11/2026 09:12 (GMT+01:00) À : b@y.fr')).toBe('2026-11-05');
    expect(sent('From: A <a@x.fr>', 'Date: 05/11/2026 09:12', 'To: b@y.fr')).toBeNull();
    expect(sent('Le 05/11/2026 09:12, A <a@x.fr> a écrit :')).toBe('2026-11-05');
  });

  test('answers between quoted lines belong to the sender', () => {
    const split = splitMessage(text('Le 16/11/2026 à 09:12, Marie <m@client.fr> a écrit :', '> Quelle date ?', '', 'Vendredi.', '', '> Quel montant ?', '', 'La totalité.'));
    expect(split.newest.replace(/\s+/g, ' ').trim()).toBe('Vendredi. La totalité.');
    expect(split.quoted).toHaveLength(1);
    expect(split.quoted[0]?.text.replace(/\s+/g, ' ').trim()).toBe('Quelle date ? Quel montant ?');
  });

  test('quotes inside quotes are parted, newest first', () => {
    const split = splitMessage(text('Oui.', '', 'Le 16/11/2026 à 09:12, A <a@x.fr> a écrit :', '> Et ?', '> Le 15/11/2026 à 08:00, B <b@y.fr> a écrit :', '>> Alors ?', '>> On 14 Nov 2026, at 07:00, C <c@z.fr> wrote:', '>>> First'));
    expect(split.quoted.map((q) => [q.from?.address, q.text.trim()])).toEqual([['a@x.fr', 'Et ?'], ['b@y.fr', 'Alors ?'], ['c@z.fr', 'First']]);
  });

  test('marked lines without a header are quoted, by nobody known', () => {
    const split = splitMessage(text('> Facture FA-1', 'Bien reçu'));
    expect(split.newest.trim()).toBe('Bien reçu');
    expect(split.quoted).toEqual([{ forwarded: false, from: null, to: [], sent: null, dayFirst: false, subject: null, text: 'Facture FA-1', printed: '' }]);
  });

  test.each([
    ['De : 3 heures de travail\nÀ : vérifier'],
    ['Le client a écrit : rien de neuf'],
    ['On the other hand, she wrote: nothing'],
    ['Date : 12/11/2026\nMontant : 120 €'],
    ['Merci de votre message d’origine contrôlée'],
    ['From: our database, not From: external sources'],
    ['Un message original'],
  ])('prose is no header: %s', (prose) => {
    expect(splitMessage(prose)).toEqual({ newest: prose, signature: '', disclaimer: '', quoted: [] });
  });

  test.each([
    [['Bonjour,', 'Payé hier.', '-- ', 'Marie', 'Garage du Canigou'], 'Marie\nGarage du Canigou'],
    [['Bonjour,', 'Payé hier.', 'Bien cordialement,', 'Marie', 'SIRET 123'], 'Bien cordialement,\nMarie\nSIRET 123'],
    [['Hello,', 'Paid.', 'Kind regards', 'Mary'], 'Kind regards\nMary'],
    [['Cordialement vôtre est une formule', 'que je n’emploie pas'], ''],
  ])('the signature begins at its delimiter or the closing formula (%#)', (lines, signature) => {
    expect(splitMessage(text(...lines)).signature.trim()).toBe(signature);
  });

  test('answers between marked pieces are the sender’s own, also when the printed header stands above everything', () => {
    const split = splitMessage(text('Le dim. 8 nov. 2026 à 10:00, Ana <ana@garage.fr> a écrit :', '', 'Bonjour,', '', '> Avez-vous la facture ?', 'Oui, le 3.', '', '> Quand sera-t-elle payée ?', 'Le 30 novembre.'));
    expect(split.newest.split('\n').filter((line) => line !== '')).toEqual(['Bonjour,', 'Oui, le 3.', 'Le 30 novembre.']);
    expect(split.quoted.flatMap((part) => part.text.split('\n')).filter((line) => line !== '')).toEqual(['Avez-vous la facture ?', 'Quand sera-t-elle payée ?']);
  });

  test('a quote without marks that itself quotes once stays a quote', () => {
    const split = splitMessage(text('Le dim. 8 nov. 2026 à 10:00, Ana <ana@garage.fr> a écrit :', '', 'Voici la facture.', '> Où est-elle ?'));
    expect(split.newest.trim()).toBe('');
  });

  test.each(['PS : notre adresse a changé.', 'P.S. : notre adresse a changé.', 'Nb : notre adresse a changé.'])('"%s" below the name belongs to what was written', (postscript) => {
    const split = splitMessage(text('Bonjour,', 'Le virement est parti.', 'Cordialement,', 'Luc', '', postscript, '', 'Garage du Canigou'));
    expect(split.newest).toContain(postscript);
    expect(split.signature.trim()).toBe('Garage du Canigou');
  });

  test('line ends of any kind', () => {
    for (const end of ['\r\n', '\r', '\n', '\u2028']) {
      expect(splitMessage(['Oui', 'De : A <a@x.fr>', 'Envoyé : hier', 'Non'].join(end)).quoted[0]?.text).toBe('Non');
    }
  });
});
