import type { Measure, UnlawfulKind } from './types';
import { phraseBook } from './phrases';
import type { PhraseBook } from './phrases';

/*
 * French first, then English. Short and cautious on purpose: each phrase has a planted fault in the tests, and must be
 * silent on the harmless sentences there. A word that a correct mail may hold stands only with the words that make it wrong.
 */

export const UNLAWFUL: PhraseBook<UnlawfulKind> = phraseBook<UnlawfulKind>([
  // CNIL, law sheet 1.15: no list of bad payers; none is kept by the central bank for unpaid invoices.
  ['blacklist', ['fichage', 'fich* ~2 banque de france', 'inscri* ~6 fichier ~3 payeurs|impayes', 'inscri* ~6 fichier', 'inscri* ~3 ficp', 'signal* ~4 banque de france', 'liste noire', 'liste ~2 mauvais payeurs', 'fichier ~2 mauvais payeurs', 'fichier ~2 impayes',
    'blacklist*', 'black list*', 'list of bad payers', 'report* ~5 credit bureau*|agency|agencies|reference', 'credit rating|score ~3 suffer*|damage*|affected|harm*']],
  ['banking-ban', ['interdi* ~1 bancaire*', 'interdi* ~4 chequier*|cheques', 'interdit bancaire', 'banking ban', 'ban* ~3 banking']],
  // Threatening criminal proceedings to be paid; an unpaid invoice is no offence.
  ['police', ['porter*|portons|deposer*|deposons|depot ~2 plainte*', 'poursuite* penale*', 'plainte penale', 'action penale', 'voie penale', 'au penal', 'poursui* ~2 penalement', 'porter*|portons ~4 devant la police', 'gendarmerie', 'commissariat de police', 'procureur', 'press* charges', 'criminal charges|complaint|proceedings', 'police report', 'report* ~3 police', 'call* the police']],
  // Before an enforceable title nothing is seized (CPCE L111-2).
  ['seizure', ['saisi* ~3 compte|comptes|salaire|salaires|biens|meubles|vehicule*|stock*|tresorerie', 'saisie* attribution*|conservatoire*|vente*|mobiliere*|bancaire*', 'bloqu* ~2 compte* bancaire*', 'blocage ~3 compte* bancaire*', 'seiz* ~4 account*|assets|goods|property|wages', 'freez* ~3 account*|assets', 'garnish* ~2 wages|account*']],
  ['publicity', ['publi* ~3 votre|vos nom|noms|coordonnees|dette*|impaye*', 'reseaux sociaux ~8 impaye*|dette*|retard', 'rendre* public* ~5 dette*|impaye*|defaut', 'reputation ~6 dette*|impaye*|souffrir*|entach*', 'avis negatif*', 'deposerons|deposerai|laisserons|laisserai|publierons|publierai|posterons|posterai ~2 avis', 'avis ~2 google|trustpilot ~1 sera|seront', 'parler* ~12 a la presse', 'alerterons|contacterons|informerons|previendrons|alerter|saisir ~1 la presse', 'name and shame', 'post|publish|leave|write ~2 review* ~5 unpaid|debt*|bill*|pay|payment', 'publish* ~4 your name|debt', 'social media ~8 debt|unpaid', 'damage your reputation', 'make ~3 debt public']],
  // Criminal code 226-1 and following, consumer code L121-6: nobody else is told.
  // The customer himself may be asked to call his bank.
  ['third-parties', [
    'inform*|prevenir*|previendr*|prevenons|prevenu|contact*|alert*|avertir*|averti|appele|appeler*|parle|parler*|ecrit|ecrir* ~2 votre|vos employeur|famille|voisin*|conjoint*|proches|clients|fournisseurs|partenaires|mere|pere|parents|mari|femme|epouse|epoux',
    'avons|ai|allons|vais|hesiterons|hesiterai ~4 inform*|preven*|contact*|alert*|averti* ~1 votre|vos banque|banquier', 'informerons|informons|informerai|previendrons|prevenons|previendrai|contacterons|contacterai|alerterons|alertons|alerterai|avertirons|avertissons|avertirai ~1 votre|vos banque|banquier',
    'votre|vos employeur|famille|voisin*|conjoint*|proches|clients|fournisseurs|partenaires|banquier|banque|parents ~1 sera|seront|serait|seraient|est|sont ~1 inform*|averti*|preven*|alerte*',
    'tell|told|inform|informed|contact|contacted|notify|notified|warn|warned ~1 your employer|family|neighbour*|neighbor*|spouse|customers|clients|suppliers', 'spoken|spoke|talked|speak ~1 your employer|family|neighbour*|neighbor*|spouse|customers|suppliers|mother|father|parents|wife|husband',
    'we|ll|will|shall ~1 tell|inform|contact|notify|warn your bank',
  ]],
  ['authorities', ['signal*|denonc*|saisir*|alert*|plainte|report* ~5 dgccrf', 'signal*|denonc* ~5 urssaf|fisc|inspection', 'amende administrative', 'report* ~4 tax authorit*', 'controle fiscal']],
  // Criminal code 433-13: no look of a court's or officer's document.
  ['official-look', ['sommation de payer', 'sommation interpellative', 'commandement de payer', 'au nom de la loi', 'republique francaise', 'acte d huissier', 'titre executoire', 'ultime sommation', 'court order', 'in the name of the law', 'writ of execution']],
  // A reminder or registered letter does not (Cass. com. 18 May 2022, 20-23.204).
  ['limitation', ['interrom* ~4 prescription', 'interruption ~3 prescription', 'suspen* ~4 prescription', 'interrupt*|stop* ~4 limitation period', 'prescription ~4 interrompue|suspendue']],
  ['threat', ['vous ~3 regretter*', 'a vos risques et perils', 'savons ou vous', 'tant pis pour vous', 'lourdes consequences', 'graves consequences', 'consequences graves', 'vous aurez affaire', 'vous le paierez cher', 'sans pitie', 'menac*', 'commissaire* de justice ~3 passer*|viendra', 'huissier* ~3 passera|viendra', 'bailiff* ~2 visit*|come|call', 'regret this', 'you will regret', 'serious consequences', 'severe consequences', 'we know where you', 'or else']],
]);

export const MEASURES: PhraseBook<Measure> = phraseBook<Measure>([
  ['hand-over', [
    'transmett*|transmis*|confi*|remettr*|remis|remise|passer* ~3 dossier|creance*|facture* ~6 contentieux|recouvrement|avocat*|huissier*|commissaire*|affacturage',
    'dossier|creance* ~4 transmis*|confie*|remis*|passer*|transfere*|part|partir*|bascule* ~6 contentieux|recouvrement|avocat*|huissier*|commissaire*',
    'our lawyer*|solicitor*|attorney* will',
    'mandat* ~3 avocat*|huissier*|commissaire*', 'confi* ~4 avocat*|huissier*|commissaire*', 'saisir*|saisissons|saisie ~4 avocat*|huissier*|commissaire*',
    'societe|cabinet|agence|organisme|prestataire de recouvrement', 'recouvrement force', 'recouvrement contentieux', 'recouvrement judiciaire', 'voie contentieuse', 'phase contentieuse', 'procedure contentieuse', 'procedure de recouvrement',
    'service contentieux ~4 dossier|saisi', 'debt collect*', 'collection agenc*|agency', 'refer* ~5 debt recovery', 'refer* ~6 collection*|solicitor*|lawyer*|bailiff*', 'instruct* ~4 solicitor*|lawyer*|attorney*|bailiff*', 'hand* ~6 over ~4 collect*|solicitor*|lawyer*|bailiff*',
  ]],
  ['court', [
    'saisir*|saisissons|saisine ~4 tribunal*|justice|juge*|juridiction*', 'devant ~3 tribunal*|juge|juridiction*|justice', 'action en justice', 'action* judiciaire*', 'poursuite* judiciaire*', 'poursui* ~2 en justice', 'irons|ira|irai|aller|allons ~2 en justice', 'engag* ~2 poursuite*', 'avant ~1 poursuites', 'voie* judiciaire*|justice', 'voie de justice',
    'procedure* judiciaire*', 'injonction de payer', 'assign* ~3 tribunal*|justice|paiement|refere', 'en refere', 'legal action', 'legal proceedings', 'take you to court', 'see you in court', 'court action|proceedings|claim', 'sue you', 'small claims', 'county court',
  ]],
  ['suspension', [
    'suspendr*|suspendons|suspension|interrompr*|interruption|bloquer*|bloquons|blocage|cesser*|cesserons|arret ~3 livraison*|commande*|prestation*|fourniture*|abonnement*|acces|service*|maintenance|ligne',
    'couper*|coupure ~3 acces|ligne|service*', 'livraison*|commande*|prestation*|acces|service*|ligne|abonnement ~2 seront|sera|serait|seraient ~1 suspendu*|bloque*|interrompu*|coupe*', 'livraison*|commande*|prestation*|acces|service*|abonnement ~2 sont|est ~1 suspendu*|bloque*|interrompu*|coupe* ~1 tant|jusqu', 'votre site ~2 sera|est ~1 suspendu|bloque|coupe|ferme',
    'suspend* ~3 deliver*|service*|account|access|orders|supply', 'stop* ~2 deliver*|supply*', 'cut* off ~3 service|access|supply', 'account on stop', 'withhold ~3 deliver*|goods|orders',
  ]],
  ['formal-notice', ['mise en demeure', 'mettr* ~2 en demeure', 'lettre recommandee', 'recommande avec', 'lrar', 'formal notice', 'letter before action', 'final demand']],
]);

/** What is withheld is said with a negation: "plus aucune commande ne sera expédiée". */
export const WITHHELD: PhraseBook<Measure> = phraseBook<Measure>([
  ['suspension', [
    'aucune|aucun ~1 commande*|livraison*|prestation*|expedition*|envoi ~1 ne ~1 sera ~1 expedie*|livre*|honore*|effectue*|traite*|assure*|prepare*|fait|faite', 'ne ~1 livrerons|expedierons|honorerons|traiterons|livrons|expedions ~1 plus', 'no ~2 order*|deliver*|goods ~1 will be ~1 shipped|delivered|made|processed|sent',
    'no longer ship|deliver|supply', 'retirons|retirerons ~3 droit ~2 commande*',
  ]],
]);

/** Of private contracts (C. civ. 1231-5); what a public buyer owes for a delay is interest by law (CCP R2192-31; law sheet 1.14). */
export const PENALTY_CLAUSE: PhraseBook<'penalty-clause'> = phraseBook([['penalty-clause', ['clause* penale*', 'clause de penalite*', 'penalites contractuelles', 'penalty clause*', 'contractual penalt*', 'liquidated damages']]]);

/** Beside the measures: what is said of an officer, or of a court's order, without saying who is given the file. */
export const OFFICERS: PhraseBook<'hand-over' | 'court'> = phraseBook<'hand-over' | 'court'>([
  ['hand-over', ['huissier*', 'commissaire* de justice', 'bailiff*', 'enforcement officer*', 'execution forcee', 'recouvrement force']],
  ['court', ['injonction de payer', 'refere provision', 'order for payment', 'payment order']],
]);

/** The letter itself, not its announcement. */
export const NOTICE_GIVEN: PhraseBook<'notice'> = phraseBook([['notice', [
  'vous mettons ~2 en demeure', 'vous met ~2 en demeure', 'etes mis en demeure', 'vaut ~1 mise en demeure', 'tient lieu de mise en demeure', 'mise en demeure de payer', 'presente mise en demeure', 'vaut sommation',
  'hereby give ~2 formal notice', 'this is ~2 formal notice', 'give you formal notice', 'serves as formal notice',
]]]);

export type ChargeKind = 'reminder-fee' | 'recovery-cost' | 'late-fee';
/** CPCE L111-8: before a title, costs stay with the creditor; the fixed indemnity between professionals apart. */
export const FEES: PhraseBook<ChargeKind> = phraseBook<ChargeKind>([
  ['reminder-fee', ['frais ~1 relance*', 'frais ~1 rappel*', 'frais de mise en demeure', 'frais d envoi ~4 recommande*', 'penalite de relance', 'relance facturee', 'frais de dossier|gestion|traitement ~6 seront|sera ~1 factur*|ajout*|appliqu*|reclam*|imput*', 'frais de dossier|gestion|traitement ~6 s ajout*', 'frais administratifs ~6 seront ~1 factur*|ajout*|appliqu*|reclam*|imput*', 'facturons|facturerons|facturerai ~4 par relance|rappel', 'relance*|rappel* ~3 coutera*|facturee|facturees', 'frais ~1 impaye*', 'reminder fee*|charge*', 'administration fee*|charge*', 'admin fee*|charge*', 'dunning fee*|charge*']],
  ['recovery-cost', ['frais de recouvrement', 'frais de contentieux', 'frais d huissier', 'frais de justice', 'frais de poursuite*', 'frais d avocat*', 'frais de procedure*', 'honoraires ~3 avocat*|recouvrement|huissier*', 'collection fee*|cost*|charge*', 'recovery cost*|fee*|charge*', 'legal cost*|fee*', 'bailiff* fee*']],
  ['late-fee', ['frais de retard', 'penalite forfaitaire', 'majoration de ~6 sera ~1 appliquee|ajoutee|facturee|exigee|reclamee', 'late fee*', 'late payment fee*', 'late charge*']],
]);

export type LegalKind = 'penalties' | 'indemnity' | 'l441' | 'r2192';
/** What the law gives between professionals (C. com. L441-10 II, D441-5), and consumers never owe. */
export const CHARGES: PhraseBook<LegalKind> = phraseBook<LegalKind>([
  ['penalties', ['penalite* de retard', 'penalite* ~3 plein droit', 'interet* de retard', 'interet* moratoire*', 'interet* ~2 taux ~4 bce|refinancement', 'majoration* de retard', 'interet* ~3 ajout*|factur*|reclam*', 'penalites ~4 appliqu*|courir|courent|ajout*|exigible*|exigees|facturees|reclamees', 'interets ~4 appliqu*|courir|courent|courront|exigible*|exiges', 'interest ~5 charged|added|accrue*', 'charge ~2 interest', 'late payment penalt*|interest', 'late payment interest', 'interest on late', 'statutory interest', 'default interest', 'taux ~3 bce|refinancement ~1 major*|augment*']],
  ['indemnity', ['indemnite forfaitaire', 'indemnite de recouvrement', 'indemnite ~3 40', 'fixed indemnity', 'fixed compensation', 'fixed sum ~3 recovery', 'somme|montant forfaitaire ~1 40', 'forfait ~2 40', 'fixed charge', 'flat fee']],
  ['l441', ['l441 10', 'l 441 10', 'l441 6', 'l 441 6', 'd441 5', 'd 441 5']],
  // Of public buyers (public procurement code).
  ['r2192', ['r2192 31', 'r 2192 31', 'd2192 35', 'd 2192 35', 'l2192 13', 'l 2192 13']],
]);

/** The law's own interest, which a consumer owes from the formal notice on. */
export const LEGAL_INTEREST: PhraseBook<'legal'> = phraseBook([['legal', [
  'interet* ~2 taux legal', 'interet* legal|legaux', 'taux ~2 interet* legal', 'interest ~3 legal|statutory rate', 'legal|statutory interest',
]]]);

/** The formula without which a charge is only asserted. */
export const GROUNDS: PhraseBook<'ground'> = phraseBook([['ground', [
  'entre professionnels', 'plein droit', 'l441', 'l 441', 'd441', 'd 441', 'r2192', 'd2192', 'l2192', 'article*', 'code de|du commerce|commande', 'conditions generales', 'cgv', 'contrat*', 'contractuel*', 'between businesses', 'between professionals', 'operation of law', 'by law', 'statutory', 'terms and conditions', 'our terms', 'contract*', 'commercial code',
]]]);

export type WordKind = 'private-matter' | 'insult' | 'harsh' | 'outdated-word' | 'last-warning' | 'familiar' | 'notice-weakened';
export const WORDING: PhraseBook<WordKind> = phraseBook<WordKind>([
  // Law sheet 1.15: nothing on health, family, opinions. Only with the person: customers are health insurers and unions too.
  ['private-matter', [
    'votre|sa|son|vos|ses|leur maladie|cancer|depression|divorce|grossesse|handicap|hospitalisation|deces|religion|orientation|alcoolisme|addiction', 'arret ~1 maladie', 'conge* ~1 maternite|parental', 'est|etes|etait|etiez ~1 malade|hospitalise*|enceinte|depressi*|divorce|divorcee|handicape*|alcoolique',
    'burn out', 'burnout', 'votre|son|sa|vos appartenance|activite* syndicale*', 'delegue* syndical*', 'syndique*', 'opinion* politique*|religieuse*', 'votre situation familiale|medicale', 'problemes de sante', 'probleme de sante', 'etat de sante',
    'your|his|her illness|divorce|cancer|pregnancy|disability|religion|depression', 'sick leave', 'maternity leave', 'health problem*|issue*', 'trade union membership', 'is|are pregnant|ill|hospitalised',
  ]],
  ['insult', [
    'escroc*', 'voleur*', 'voyou*', 'malhonnete*', 'menteur*|menteuse*', 'mauvais payeur*', 'arnaqu*', 'imbecile*', 'idiot*', 'debile*', 'merde', 'foutre', 'foutez', 'foutage', 'salaud*', 'minable*', 'pitoyable*', 'incompetent*', 'parasite*', 'honte a vous', 'vous devriez avoir honte', 'avez honte', 'moquez ~2 de nous', 'moquez du monde',
    'crook*', 'thief', 'thieves', 'liar*', 'dishonest', 'deadbeat*', 'pathetic', 'shame on you', 'disgraceful', 'shameful', 'scammer*',
  ]],
  ['harsh', ['lassant*', 'exasper*', 'bord ~2 faillite', 'inadmissible*', 'inacceptable*', 'intolerable*', 'scandaleu*', 'honteu*', 'lamentable*', 'ridicule*', 'mauvaise foi', 'notre patience', 'perdons patience', 'ras le bol', 'mauvaise volonte', 'exigeons', 'unacceptable', 'intolerable', 'outrageous', 'ridiculous', 'bad faith', 'our patience', 'we demand']],
  // Since 1 July 2022 they are commissaires de justice.
  ['outdated-word', ['huissier*']],
  ['last-warning', ['dernier* ~1 avertissement*', 'dernier* rappel', 'derniere* relance', 'ultime relance|rappel|avertissement', 'dernier* avis', 'final warning', 'last warning', 'final notice', 'final reminder', 'last reminder', 'last chance', 'derniere chance']],
  ['familiar', ['tu', 't as', 't es', 't avais', 'salut', 'coucou', 'bisous', 'hey']],
  ['notice-weakened', ['ne pas tenir compte', 'sans objet', 'si vous le souhaitez', 'a votre convenance', 'disregard this', 'ignore this', 'if you wish', 'at your convenience']],
]);

/** What the writer gives away, or binds the company to: it is not the clerk's alone to say (law sheet 1.13: no penalty is waived in silence). */
export const CONCESSIONS: PhraseBook<'concession'> = phraseBook([['concession', [
  'accordons|accorderai|accorderons|consentons|offrons|offrirons ~3 remise|rabais|ristourne|reduction|escompte|geste', 'vous accorde|offre|consens ~3 remise|rabais|ristourne|reduction|escompte|geste', 'accordons|accorderai|accorderons ~5 mois|annee*', 'vous accorde ~5 mois|annee*',
  'renoncons|renoncerai|renoncerons ~4 penalite*|interet*|indemnite*|creance*|poursuite*|solde', 'je ~1 renonce ~4 penalite*|interet*|indemnite*|creance*|poursuite*|solde', 'fais|faisons|ferai|ferons ~2 cadeau|grace',
  'abandonnons|abandonnerons|abandonnerai|effacons|effacerons|effacerai|annulons|annulerons|annulerai ~3 penalite*|interet*|indemnite*|creance*|dette*|solde', 'engage|engageons|engagent ~1 ne ~1 jamais|pas|plus', 'promettons', 'vous promets',
  'waive|waiving ~3 interest|penalt*|charge*|indemnity|compensation|fee*|debt|balance', 'give|grant|offer you ~3 discount|extension|months', 'write off ~3 debt|balance|invoice*', 'promise ~2 not ~1 to',
]]]);

/** A payment is said to have come. */
export const THANKS: PhraseBook<'thanks'> = phraseBook([['thanks', [
  'avons ~1 bien recu ~3 reglement|paiement|virement|versement|cheque', 'avons recu ~2 reglement|paiement|virement|versement|cheque', 'ai ~1 bien recu ~3 reglement|paiement|virement|versement|cheque', 'reglement|paiement|virement ~2 est ~1 bien parvenu|arrive|recu', 'reglement|paiement|virement ~2 a ~1 bien ete ~1 recu|credite|enregistre',
  'merci ~1 pour|de votre reglement|paiement|virement ~1 du|recu|rapide', 'remercions ~2 pour|de votre reglement|paiement|virement ~1 du|recu|rapide', 'merci pour votre reglement|paiement|virement', 'remercions pour votre reglement|paiement|virement',
  'thank you for your ~1 payment', 'thanks for your ~1 payment', 'have received your ~1 payment', 'received your payment', 'your payment has been received',
]]]);

/** The text says that something is attached to it. */
export const ATTACHED: PhraseBook<'attached'> = phraseBook([['attached', [
  'ci joint*', 'ci jointe*', 'ci annexe*', 'en piece* jointe*', 'pieces jointes', 'en pj', 'en annexe', 'est jointe|joint ~2 a|au|dans|message|mail|courriel', 'sont jointes|joints', 'joint* a ce|cet|la|mon|notre', 'trouver* ~6 joint*', 'je joins', 'nous joignons', 'vous joins', 'vous joignons',
  'is attached', 'are attached', 'attached is|are|please|copy|invoice*|you', 'please find attached|enclosed', 'find attached|enclosed', 'i attach', 'we attach', 'is enclosed', 'are enclosed', 'enclosed you|please',
]]]);

/** Words near a sum that is asked for. */
export const ASKED: PhraseBook<'asked'> = phraseBook([['asked', ['somme due', 'somme* ~1 totale', 'montant ~1 du', 'montant total', 'restant du', 'reste du', 'reste* a payer|regler', 'a regler', 'a payer', 'solde debiteur', 'solde de', 'solde du', 'nous devoir', 'nous devez', 'redevable*', 'somme de', 'total', 'amount due', 'amount to be paid', 'total due', 'outstanding', 'balance', 'you owe', 'in all']]]);
/** Of money that came, or was taken off, or goes to others. */
export const CAME: PhraseBook<'came'> = phraseBook([['came', ['recu*', 'verse*', 'versement*', 'paye*', 'acompte*', 'avoir*', 'remise*', 'deduit*', 'deduction', 'virement du', 'virement de', 'regle', 'reglee', 'reglees', 'regles', 'echeancier', 'mensualite*', 'par mois', 'credit*', 'devis', 'commande', 'penalite*', 'interet*', 'indemnite*', 'paid', 'received', 'deposit*', 'discount*', 'instalment*', 'per month', 'quote', 'penalt*', 'interest', 'indemnity', 'compensation']]]);

/** A day to pay by. */
export const BY: PhraseBook<'firm' | 'loose'> = phraseBook<'firm' | 'loose'>([
  ['firm', ['au plus tard le', 'd ici le', 'd ici au', 'd ici', 'avant le', 'jusqu au', 'no later than', 'not later than', 'by', 'before', 'until', 'pour le', 'sous huitaine le']],
]);
export const PAYING: PhraseBook<'pay'> = phraseBook([['pay', ['regl*', 'virement*', 'vire*', 'virer', 'paie*', 'paye*', 'pay', 'paying', 'payment*', 'sold*', 'versement*', 'transfer*', 'settle*', 'remit*', 'acquitt*']]]);
export const PAST: PhraseBook<'past'> = phraseBook([['past', ['devait', 'devaient', 'deviez', 'aurait', 'auraient', 'auriez', 'etait', 'etaient', 'attendu*', 'convenu*', 'promis*', 'engage*', 'annonce*', 'recu*', 'commande* ~2 avant', 'livr*', 'avait', 'aviez', 'was', 'were', 'should have', 'expected', 'promised', 'agreed', 'had']]]);
export const DUE: PhraseBook<'due'> = phraseBook([['due', ['echeance du', 'echeance au', 'echeance le', 'echeance etait le', 'echeance est le', 'echeance', 'echue le', 'echues le', 'echue depuis le', 'echues depuis le', 'echu le', 'exigible* le', 'exigible* depuis le', 'impaye* depuis le', 'attendu* le', 'attendu* depuis le', 'due on', 'due since', 'due date of', 'due date', 'due by', 'unpaid since', 'overdue since', 'fell due on', 'falls due on', 'was due on']]]);
/** A time to pay within, without a day. */
export const WITHIN: PhraseBook<'within'> = phraseBook([['within', ['sous', 'dans un delai', 'dans les', 'a reception', 'huitaine', 'quinzaine', 'within', 'upon receipt', 'immediatement', 'sans delai', 'des reception', 'cette semaine', 'this week']]]);
