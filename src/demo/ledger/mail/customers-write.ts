import { referenceFor } from '../history';
import type { SampleThread } from '../../sample-mail';
import { COLLEAGUE, KARIM_SIGNATURE, OUR_SIGNATURE, TEAM, US, belowLine, belowLineEnglish, paragraphs, person, quoted, signature, thread } from './writing';

const SOPHIE = person('Sophie Marchand', 'compta@lebrun.example');
const HOTEL = person('Hôtel du Parc', 'compta@hotelduparc.example');
const EMILY = person('Northgate Ltd', 'accounts@northgate.example');
const CLINIC = person('Clinique Sainte-Anne', 'fournisseurs@clinique-sainte-anne.example');
const ROCA = person('Jordi Roca', 'compta@charpentes-roca.example');
const SALVAT = person('Denis Salvat', 'compta@imprimerie-salvat.example');
const CASTELNOU = person('Paul Jonquères', 'compta@domaine-castelnou.example');
const CAZES = person('Élodie Cazes', 'compta@cave-baixas.example');
const BATLLE = person('Thierry Batlle', 'contact@menuiserie-batlle.example');

/** Customers whom the ledger knows by the address that writes. */
export const CUSTOMERS_WRITE: readonly SampleThread[] = [
  thread({ id: 'parc', subject: 'Re : Relevé de novembre' },
    { from: US, to: [HOTEL], date: '2026-11-19T09:32', html: `${paragraphs(`Bonjour Madame Bosc,

      Malgré notre message du 9 novembre, la facture FA-2026-0315 (6 870,50 €), échue le 7 novembre, reste ouverte dans nos livres. Pouvez-vous nous dire quand nous recevrons votre règlement ?

      Réf. ${referenceFor('C-0301', 'R2')}`)}${OUR_SIGNATURE}` },
    (older) => ({ from: HOTEL, to: [US], date: '2026-11-23T08:15', html: `${paragraphs(`Bonjour,

      Nous réglons vendredi prochain par virement, le solde du relevé soit 6 870,50 €.

      Cordialement,`)}${signature('Hélène Bosc\nHôtel du Parc, Vernet-les-Bains\n04 65 71 44 90')}${belowLine(older, 'Relevé de novembre')}` })),

  thread({ id: 'lebrun', subject: 'Re : Facture FA-2026-0297' },
    { from: US, to: [SOPHIE], date: '2026-11-12T10:32', attachments: [{ name: 'FA-2026-0297.pdf', size: 2_180 }], html: `${paragraphs(`Bonjour Madame Marchand,

      Sauf erreur ou omission de notre part, le règlement de la facture FA-2026-0297 (1\u202f836,40\u00a0€), attendu le 22 octobre 2026, ne nous est pas encore parvenu. Il s’agit sans doute d’un simple décalage\u00a0: pourriez-vous nous indiquer la date prévue du virement\u202f?

      Bien cordialement,

      Réf. ${referenceFor('C-0412', 'R1')}`)}${OUR_SIGNATURE}` },
    (older) => ({ from: SOPHIE, to: [US], date: '2026-11-20T16:52', html: `${paragraphs(`Bonjour Nadia,

      Je regarde avec mon associé pour FA-2026-0297 et je reviens vers vous. Pouvez-vous me redire ce qui reste ouvert chez nous ?

      Merci,`)}${signature('Sophie Marchand, comptabilité\nMenuiserie Lebrun · 04 65 71 12 40\nSIREN 812 345 676')}${belowLine(older, 'Facture FA-2026-0297')}` })),

  thread({ id: 'northgate', subject: 'Invoice FA-2026-0288' },
    { from: EMILY, to: [US], cc: [person('Tom Reed', 'purchasing@northgate.example')], date: '2026-11-20T15:20', html: `${paragraphs(`Hello Nadia,

      Could you resend the invoice with our order number PO-88213 on it? Our system will not release a payment of £1,940.00 without it.

      Many thanks,`)}${signature('Emily Carter\nAccounts Payable, Northgate Ltd\nVAT GB 981 2043 32 · +44 117 496 0142')}` }),

  thread({ id: 'clinique', subject: 'Litige sur FA-2026-0279' },
    { from: US, to: [CLINIC], date: '2026-11-12T11:06', html: `${paragraphs(`Bonjour Monsieur Ferrer,

      La facture FA-2026-0279 (3 954,00 €) est arrivée à échéance le 8 novembre 2026. Avez-vous pu la mettre en paiement ?

      Réf. ${referenceFor('C-0355', 'R1')}`)}${OUR_SIGNATURE}` },
    (older) => ({ from: CLINIC, to: [US], cc: [COLLEAGUE], date: '2026-11-20T11:10', attachments: [{ name: 'Devis signé 2026-118.pdf', size: 184_320 }], html: `${paragraphs(`Bonjour,

      Le prix facturé ne correspond pas au devis que nous avons signé : 24 poignées à 58,00 € au lieu de 49,50 €. Nous contestons donc FA-2026-0279 tant que l'avoir n'est pas établi. Le devis est joint.

      Cordialement,`)}${signature('Bruno Ferrer\nService fournisseurs\nClinique Sainte-Anne')}${belowLine(older, 'Facture FA-2026-0279')}` })),

  thread({ id: 'peyron', subject: 'Virement effectué' },
    { from: person('Garage Peyron', 'compta@garage-peyron.example'), to: [US], date: '2026-11-18T17:45', html: `${paragraphs(`Bonjour,

      Le virement est parti hier, réf. 88014 : 2 150,00 € pour FA-2026-0301. Pour l'autre il faut que je voie avec mon comptable.

      P. Peyron`)}${signature('Garage Peyron · Elne\nEnvoyé de mon téléphone')}` }),

  thread({ id: 'ribere', subject: 'RE: Votre facture d’octobre' },
    { from: US, to: [person('Claire Ribère', 'compta@pepinieres-ribere.example')], date: '2026-11-16T14:02', html: `${paragraphs('Bonjour Madame Ribère,\n\nVoici de nouveau FA-2026-0320 (1 815,60 €), échue le 13 novembre.')}${OUR_SIGNATURE}` },
    (older) => ({ from: person('Claire Ribère', 'compta@pepinieres-ribere.example'), to: [US], date: '2026-11-20T09:40', html: `${paragraphs(`Bonjour Nadia,

      C'est réglé depuis hier, vous devriez le voir sur votre compte. Désolée du retard, la facture était restée au dépôt.

      Bonne journée`)}${signature('Claire Ribère\nPépinières Ribère, Bages')}${quoted(older)}` })),

  thread({ id: 'roca', subject: 'Re: Facture FA-2026-0317' },
    { from: US, to: [ROCA], date: '2026-11-12T14:34', html: `${paragraphs(`Bonjour Monsieur Roca,

      La facture FA-2026-0317 (2 288,10 €) était payable le 10 novembre. Pouvez-vous nous indiquer la date de votre règlement ?

      Réf. ${referenceFor('C-0622', 'R1')}`)}${OUR_SIGNATURE}` },
    (older) => ({ from: ROCA, to: [US], date: '2026-11-13T15:58', html: `${paragraphs('Bonjour, je fais le virement mercredi.\n\nJordi')}${quoted(older)}` })),

  thread({ id: 'salvat', subject: 'RE: Facture FA-2026-0312' },
    { from: US, to: [SALVAT], date: '2026-11-18T09:14', html: `${paragraphs(`Bonjour Monsieur Salvat,

      Le règlement de FA-2026-0312 (1 248,00 €), attendu le 4 novembre, ne nous est pas encore parvenu.

      Réf. ${referenceFor('C-0219', 'R1')}`)}${OUR_SIGNATURE}` },
    (older) => ({ from: SALVAT, to: [US], date: '2026-11-18T18:22', html: `${paragraphs('Bonsoir, bien reçu votre message, je m’en occupe dès que possible.\n\nDenis Salvat')}${belowLine(older, 'Facture FA-2026-0312')}` })),

  thread({ id: 'castelnou', subject: 'Échéance du 27' },
    { from: CASTELNOU, to: [COLLEAGUE], cc: [US], date: '2026-11-19T15:30', html: `${paragraphs(`Bonjour Karim,

      Suite à notre conversation : virement programmé au 27 pour 5 420,00 € (FA-2026-0303). La fin des vendanges a retardé nos encaissements.

      Bien à vous,`)}${signature('Paul Jonquères\nDomaine Castelnou')}` }),

  thread({ id: 'baixas', subject: 'Facture FA-2026-0316' },
    { from: CAZES, to: [COLLEAGUE, US], date: '2026-11-20T10:05', html: `${paragraphs(`Bonjour,

      Notre responsable est absent jusqu'à mardi, je n'ai pas la signature pour FA-2026-0316. Relancez-moi en début de semaine s'il vous plaît.

      Merci de votre patience,`)}${signature('Élodie Cazes\nCave de Baixas · 04 65 71 22 04')}` }),

  thread({ id: 'batlle', subject: 'Demande de duplicata' },
    { from: BATLLE, to: [US], date: '2026-11-17T12:12', html: `${paragraphs('Bonjour,\n\nPouvez-vous me renvoyer la FA-2026-0313 ? Je ne la retrouve pas.\n\nCdt, T. Batlle')}` }),

  thread({ id: 'thuir', subject: 'Facture n° FA-2026-0333 – dépôt Chorus' },
    { from: person('Service comptable', 'facturation@ville-thuir.example'), to: [US], date: '2026-11-18T09:50', html: `${paragraphs(`Madame,

      Nous accusons réception de votre facture FA-2026-0333 d'un montant de 2 264,40 €, bon de commande BC 2026-417. Elle sera mandatée dans le délai réglementaire de 30 jours.

      Veuillez agréer, Madame, l'expression de nos salutations distinguées.`)}${signature('Service comptable\nMairie de Thuir')}` }),

  thread({ id: 'ambulances', subject: 'Relevé de compte', sharedMailbox: TEAM, unread: false },
    { from: person('Sylvie Comes', 'gestion@ambulances-roussillon.example'), to: [TEAM], date: '2026-11-19T08:31', html: `${paragraphs(`Bonjour,

      Pouvez-vous m'adresser un relevé de notre compte ? Il me semble que FA-2026-0307 n'a pas été réglée mais je n'ai plus accès à l'ancien logiciel.

      Cordialement,`)}${signature('Sylvie Comes\nAmbulances du Roussillon · 04 65 71 70 70')}` }),

  thread({ id: 'mas-absence', subject: 'Absence' },
    { from: person('Boulangerie Mas', 'contact@boulangerie-mas.example'), to: [US], date: '2026-11-18T10:02', html: paragraphs('Bonjour, je suis absente jusqu’au 30 novembre. Pour toute urgence, appelez le magasin au 04 65 71 31 07.\n\nLucie Mas (réponse automatique)') }),

  thread({ id: 'lebrun-archive', folder: 'archive', subject: 'RE: FA-2026-0281' },
    { from: SOPHIE, to: [US], date: '2026-10-20T11:15', html: `${paragraphs('Bonjour Nadia,\n\nNous réglons FA-2026-0281 vendredi, soit 1 200,00 €.')}${signature('Sophie Marchand, comptabilité\nMenuiserie Lebrun')}` }),

  thread({ id: 'northgate-archive', folder: 'archive', subject: 'Re: FA-2026-0288' },
    { from: US, to: [EMILY], date: '2026-11-05T10:24', html: `${paragraphs(`Dear Ms Carter,

      Invoice FA-2026-0288 (£1,940.00) fell due on 15 October 2026. Could you tell us when we may expect your payment?

      Ref. ${referenceFor('C-0460', 'R1')}`)}${OUR_SIGNATURE}` },
    (older) => ({ from: EMILY, to: [US], date: '2026-11-06T11:40', html: `${paragraphs('Hello Nadia,\n\nI have passed this on to purchasing.\n\nEmily')}${belowLineEnglish(older, 'FA-2026-0288')}` })),

  thread({ id: 'baixas-sent', folder: 'sent', subject: 'Facture FA-2026-0316' },
    { from: COLLEAGUE, to: [CAZES], cc: [US], date: '2026-11-10T09:29', html: `${paragraphs(`Bonjour Madame Cazes,

      La facture FA-2026-0316 (4 512,00 €) est arrivée à échéance le 8 novembre 2026.

      Réf. ${referenceFor('C-0266', 'R1')}`)}${KARIM_SIGNATURE}` }),
];
