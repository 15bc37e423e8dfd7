import { expect, test } from '@jest/globals';
import fc from '../../property';
import { splitMessage } from '../../../src/core/identify/split-message';

/** Everything a French mail is put together from: any combination must give back the text and the quoted sender. */
const PEOPLE = [['Marie Durand', 'm.durand@client-sud.example'], ['Jean-Marc LE GOFF', 'jm.legoff@legoff.example'], ['Comptabilité', 'compta@ets-brun.example'], ['Zoé d’Arcy', 'zoe.darcy@darcy.example'], ['Dupont, Jean', 'j.dupont@dupont.example'], ['Service Clients (Paris)', 'clients@grand-est.example']] as const;
const TEXTS = [
  'Bonjour,\n\nLe virement est parti hier.',
  'Bonjour Madame,\n\nNous contestons la facture FA-2026-0113 : il manque deux palettes.\n\nMerci de nous adresser un avoir.',
  'Ok.',
  'Bonjour,\n\nVoici nos règlements :\n- FA-12 : 100,00 €\n- FA-13 : 250,50 €\n\nPouvez-vous confirmer ?',
  'Madame, Monsieur,\n\nSuite à votre relance du 12 novembre, je vous informe que notre service a validé votre facture. Elle sera payée sous huit jours.\n\nJe reste à votre disposition.',
  'Bonjour Paul,\n\nDésolé pour le retard !\n\nJ’ai payé les deux premières ; la troisième attend la signature du gérant.',
];
const CLOSINGS = ['', 'Cordialement,', 'Bien cordialement', 'Cdt', 'Bien à vous,', 'Bonne journée,', 'Sincères salutations.', 'Bonne réception, cordialement', 'Belle journée à vous', 'Je vous prie d’agréer, Madame, mes salutations distinguées.'];
const SIGNATURES = [
  '', 'Lucie Martin', 'Lucie MARTIN\nComptable', '-- \nLucie Martin\nEts Martin & Cie\n01 02 03 04 05', 'Lucie Martin\nResponsable administrative et financière\nGarage Martin SARL\n12 rue de la Gare\n35000 Rennes\nTél. : 02 99 00 00 00\nwww.garage-martin.example',
  'Mme MARTIN', 'Lucie Martin | Assistante de direction | Groupe Martin', 'Le service comptabilité', 'M. et Mme Martin', 'GARAGE MARTIN\nSIRET 123 456 789 00012\nFR12123456789',
];
const PHONES = ['', 'Envoyé de mon iPhone', 'Envoyé à partir de Outlook pour Android<https://aka.ms/AAb9ysg>', 'Envoyé depuis mon téléphone Orange', 'Obtenir Outlook pour iOS<https://aka.ms/o0ukef>'];
const NOTICES = ['', 'Ce message et ses pièces jointes sont confidentiels et destinés exclusivement à leur destinataire. Toute diffusion est interdite.', 'Pensez à l’environnement avant d’imprimer cet e-mail.', 'AVIS DE CONFIDENTIALITE\nCe message est destiné uniquement à la personne nommée ci-dessus.'];
const BANNERS = ['', 'ATTENTION : message externe. Ne cliquez pas sur les liens.\n\n', '[EXT] Ce courriel provient de l’extérieur de votre organisation. Soyez prudent avec les pièces jointes.\n\n'];
const OLD = 'Bonjour,\n\nLa facture FA-2026-0113 est échue.\n\nCordialement,\nNadia Perrin';

const marked = (text: string, mark = '> '): string => text.split('\n').map((line) => mark + line).join('\n');
type Client = (name: string, address: string) => string;
const outlook = (colon: string): Client => (n, a) => `De${colon} ${n} <${a}>\nEnvoyé${colon} lundi 16 novembre 2026 09:12\nÀ${colon} Nadia <nadia@nord.example>; Léa\n <lea@nord.example>\nCc${colon} paul@nord.example\nObjet${colon} RE: Relance\n\n${OLD}`;
const gmail = (n: string, a: string): string => `Le lun. 16 nov. 2026 à 09:12, ${n} <${a}> a écrit\u00a0:`;
const CLIENTS: readonly (readonly [string, Client])[] = [
  ['Outlook', outlook(' :')], ['Outlook, no-break spaces', outlook('\u00a0:')], ['Outlook on the web', (n, a) => `________________________________\n${outlook(' :')(n, a)}`], ['old Outlook', (n, a) => `-----Message d'origine-----\n${outlook(' :')(n, a)}`],
  ['new Outlook and Mac', (n, a) => `De : ${n} <${a}>\nDate : lundi, 16 novembre 2026 à 09:12\nÀ : nadia@nord.example\nObjet : Relance\n${OLD}`],
  ['Outlook for Mac', (n, a) => `Le 16/11/2026 09:12, « ${n} » <${a}> a écrit :\n\n${marked(OLD, '    ')}`],
  ['Gmail', (n, a) => `${gmail(n, a)}\n\n${marked(OLD)}`], ['Gmail, address wrapped', (n, a) => `${gmail(n, a).replace(' <', ' <\n')}\n\n${marked(OLD)}`], ['Gmail, verb wrapped', (n, a) => `${gmail(n, a).replace(' a écrit', '\na écrit')}\n\n${marked(OLD)}`],
  ['Apple Mail', (n, a) => marked(`${gmail(n, a)}\n\n${OLD}`)], ['a web mail without marks', (n, a) => `${gmail(n, a)}\n\n${OLD}`], ['Thunderbird', (n, a) => `Le 16/11/2026 à 09:12, ${n} <${a}> a écrit :\n${marked(OLD)}`],
  ['Roundcube', (n, a) => `Le 2026-11-16 09:12, ${n} <${a}> a écrit :\n\n${marked(OLD)}`], ['Yahoo', (n, a) => `    Le lundi 16 novembre 2026 à 09:12:33 UTC+1, ${n} <${a}> a écrit :  \n \n ${OLD}`],
  ['Zimbra', (n, a) => `----- Mail original -----\nDe: "${n}" <${a}>\nÀ: "compta" <c@nord.example>\nEnvoyé: Lundi 16 Novembre 2026 09:12:45\nObjet: Relance\n\n${OLD}`],
  ['Orange, La Poste', (n, a) => marked(`Message du 16/11/26 09:12\nDe : "${n}" <${a}>\nA : "compta" <c@nord.example>\nCopie à : \nObjet : Relance\n\n${OLD}`)], ['Orange, new', (n, a) => `envoyé : 16 novembre 2026 à 09:12\nde : ${n} <${a}>\nà : c@nord.example\nobjet : Relance\n\n${OLD}`],
  ['SFR', (n, a) => `========================================\nMessage du : 16/11/2026 09:12\nDe : "${n}" <${a}>\nA : c@nord.example\nCopie à :\nSujet : Relance\n\n${OLD}`], ['Samsung', (n, a) => `-------- Message d'origine --------\nDe : ${n} <${a}> \nDate : 16/11/2026  09:12  (GMT+01:00) \nÀ : c@nord.example \nObjet : Relance \n\n${OLD}`],
  ['Gmail, forwarded', (n, a) => `---------- Forwarded message ---------\nDe : ${n} <${a}>\nDate: lun. 16 nov. 2026 à 09:12\nSubject: Relance\nTo: <c@nord.example>\n\n\n${OLD}`], ['Thunderbird, forwarded', (n, a) => `-------- Message transféré --------\nSujet : \tRelance\nDate : \tMon, 16 Nov 2026 09:12:00 +0100\nDe : \t${n} <${a}>\nPour : \tc@nord.example\n\n\n\n${OLD}`],
  ['Apple Mail, forwarded', (n, a) => `Début du message transféré :\n\nDe: ${n} <${a}>\nObjet: Relance\nDate: 16 novembre 2026 à 09:12:33 UTC+1\nÀ: c@nord.example\n\n${OLD}`], ['HubSpot, forwarded', (n, a) => `---------- Message transféré ---------\nDe : ${n} <${a}>\nDate : lundi 16 novembre 2026, 09:12:44 +0100\nObjet : Relance\nÀ : c@nord.example\n\n${OLD}`],
];

const some = (parts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...parts);
const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

test.each(CLIENTS)('%s: the text comes back without banner, closing, signature, notice and quotation, and the quoted sender is found', (_, client) => {
  fc.assert(
    fc.property(some(BANNERS), some(TEXTS), some(CLOSINGS), some(SIGNATURES), some(PHONES), some(NOTICES), fc.constantFrom(...PEOPLE), (banner, text, closing, signature, phone, notice, [name, address]) => {
      const below = [closing, signature, phone, notice].filter((part) => part !== '').map((part) => `\n\n${part}`).join('');
      const split = splitMessage(`${banner}${text}${below}\n\n${client(name, address)}\n`);
      expect(words(split.newest)).toBe(words(text));
      expect(split.quoted[0]?.from?.address).toBe(address);
      expect(split.quoted[0]?.from?.name).toBe(name);
      expect(words(split.quoted.map((part) => part.text).join(' '))).toContain('La facture FA-2026-0113 est échue.');
    }),
    { numRuns: 150 },
  );
});
