import { expect, test } from '@jest/globals';
import { answerToHeed } from '../../../src/core';
import { aMailbox, aProfile } from '../builders';
import { mailFrom, threadOf } from '../identify/story';

const heed = (text: string, from = 'compta@garage-canigou.fr', mode: 'read' | 'compose' = 'read'): unknown => answerToHeed({ ...threadOf(mailFrom(from, { text })), mode }, aProfile());

test.each([
  ['Bonjour, cette facture a déjà été réglée le 12.', 'payment'], ['Virement effectué ce matin.', 'payment'], ['Nous avons payé la semaine dernière.', 'payment'], ['This invoice has been paid.', 'payment'], ['Die Rechnung ist bereits bezahlt.', 'payment'],
  ['Nous contestons cette facture.', 'dispute'], ['La société est en redressement judiciaire depuis mardi.', 'insolvency'], ['Réponse automatique : je suis absente jusqu’au 30.', 'absence'],
  ['Bonjour, quand faut-il payer cette facture ?', null], ['Pouvez-vous m’envoyer votre RIB pour le règlement ?', null], ['Merci de votre patience.', null],
])('%s', (text, says) => {
  expect(heed(text)).toBe(says);
});

test('our own words and a mail that is being written say nothing of theirs', () => {
  expect(heed('Vous avez déjà payé ?', aMailbox('marie@atelier-nord.fr').address)).toBeNull();
  expect(heed('Vous avez déjà payé ?', 'compta@garage-canigou.fr', 'compose')).toBeNull();
});
