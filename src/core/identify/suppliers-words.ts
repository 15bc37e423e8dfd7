import { plainText } from './fold-text';
import type { Reading } from './read-thread';

/** "Veuillez trouver ci-joint notre facture", "please find attached the invoice": who sends an invoice wants to be paid for it. */
const SENDS =
  /(?:veuillez trouver|vous trouverez|trouvez|ci-?joint(?:e|s|es)?|voici|en piece jointe|en pj|vous (?:envoie|adresse|transmets|adressons|transmettons|envoyons)|please find|attached(?: is)?|here is)(?: (?:ci-?joint(?:e|s|es)?|en annexe|en piece jointe|la|ma|mes|notre|nos|votre|vos|une|les?|our|my|the|your|an|attached|copy|of|is)){0,5} (?:factures?|invoices?)\b/;
const OFFERS = /\b(?:votre|your) (?:derniere |nouvelle |new )?(?:facture|invoice)\b[^.]{0,80}? (?:est|is|sera) (?:desormais |maintenant |now )?(?:disponible|consultable|available|ready|prelevee)/;
/** What is said to one who has to pay, or has paid. */
const ASKS =
  /\bmerci (?:pour|de) (?:le|la|votre|ce) (?:reglement|paiement)\b|\b(?:bien recu|received) (?:votre|your) (?:reglement|paiement|virement|payment)|\bn'est (?:toujours )?pas (?:encore )?(?:reglee|payee)\b|\btoujours pas (?:ete )?(?:regle|paye)|\bfaire le necessaire\b|\bdans l'attente de votre (?:reglement|paiement)|\ba (?:nous |me )?regler\b|\b(?:me|nous) (?:regler|payer)\b|\bpayables?\b|\breste(?:nt)? (?:a ce jour )?impaye|\bproceder au (?:reglement|paiement)|\beffectuer le (?:virement|reglement|paiement)|\bsera prelevee?|\bpour (?:reglement|paiement)\b|\bfor payment\b|\bplease (?:pay|remit|settle)\b|\bnotre (?:iban|rib|compte bancaire)\b|\bour bank\b/;
/** The newest words are looked at, not a book. */
const LONGEST = 20_000;
/** Of what we wrote before. */
const MOST_OF_OURS = 4;

/** What the correspondent's own words say of who owes whom. */
export interface SuppliersWords {
  /** He sends an invoice. */
  readonly sends: boolean;
  /** He asks for money. */
  readonly asks: boolean;
  /** Paying, owing or invoicing is spoken of at all, by whomever. */
  readonly ofMoney: boolean;
  /** A colleague may speak of an invoice that we owe, or passes something on of which only the subject is left. */
  readonly owed: boolean;
  /** In what is quoted of ours, or earlier in the thread, we speak as who has to pay. */
  readonly weBuy: boolean;
  /** He tells of money between us and somebody else, as banks, insurers and factors do. */
  readonly relays: boolean;
  /** He says that he has paid: then "my invoice" is the one that he received. */
  readonly hasPaid: boolean;
  /** A copy of some paper is asked for. */
  readonly ofPaper: boolean;
  /** The status of an invoice that was sent out: refused, on its way to payment. */
  readonly status: boolean;
}

const OF_MONEY =
  /factur|invoice|\bfact\b|\bfac\b|\bfct\b|regl[eo]|reglement|paie|paye|pay(?:ment|ing|able)?\b|\bpaid\b|virement|virons?\b|\bvire[sz]?\b|\bcheques?\b|\bavoirs?\b|\bsoldes?\b|relanc|echeanc|impaye|duplicata|releve|\bdue\b|\brib\b|comptab|prelev|credite|remittance|statement|\bmotif|litige|contest|\brappels?\b|reminder/;

/** Who paid, who owes, whom a guarantee covers: said of a third party. */
const RELAYS =
  /\bdonneur d'ordre|\bordonnateur\b|\b(?:emetteur|tireur|debit(?:eur|rice)|acheteur|cedant|payeur|remettant|originator|ordering party|debtor|ordenante|ordinante|auftraggeber) ?:|\bvir(?:ement)?s? (?:sepa )?recus?\b|\bavis d(?:e credit|'opere)|\bcredit en compte|\bcompte (?:a|vient d'|a ete) ?(?:etre )?credite|\bvous a verse\b|\bremises? de cheques?\b|\bprelevements? (?:impayes?|rejetes?|retournes?)|\bcreances? cedees?|\bvotre acheteur\b|\b(?:incoming|received) (?:transfer|payment)|\bcredited to your account/;
/** Said of the invoice itself, and not of us: "vous avez réglé notre facture" is what a supplier writes. */
const HAS_PAID =
  /\b(?:j'ai|on a|nous avons|i have|we have|i've|we've) (?:(?:deja|bien|already|tout) ){0,2}(?:paye|regle|vire|solde|paid|settled) (?:la|ma|mes|notre|nos|votre|vos|cette|ces|the|my|our|your) (?:\w+ )?(?:factures?|invoices?)\b|\b(?:factures?|invoices?) ?[^.;:!?,]{0,60} (?:est|sont|a ete|ont ete|is|was) (?:(?:deja|already) (?:ete |been )?(?:payee?|reglee?|soldee?|paid|settled)s?\b|(?:payee?|reglee?|soldee?)s? depuis\b)/;
/** Who still wants something may want to be paid. */
const WANTS = /\?|\bveuillez\b|\bmerci (?:de|pour)\b|\breste\b|\bimpaye|\battente\b|\battend\b|\bplease\b|\bpas (?:encore )?(?:regle|paye)/;
const OF_PAPER = /\bdocuments?\b|\bcopies?\b|\bexemplaires?\b|\bjustificatifs?\b|\bpieces?\b/;
const STATUS = /\bfactures? (?:(?:est|a ete|electronique) ){0,2}(?:refusee?|rejetee?)s?\b|\bstatut\b[^.]{0,12}\b2(?:0[4-8]|1[013])\b|\bstatut\b[^.]{0,12}\b(?:refusee?|rejetee?|approuvee?|mandatee?|mise en paiement)\b|\binvoice (?:was |has been |is )?(?:rejected|refused)\b/;
const INCOMING = /fournisseur|supplier|\bvous avez\b|\bvotre refus|\bnouvelle facture|\brecue\b|\breceived\b|\bvendeur\b/;
const WE_BUY =
  /\bnotre (?:bon de )?(?:commande|virement|reglement|paiement)\b|\bnous (?:vous )?(?:avons (?:deja |bien )?(?:regle|paye|vire|recu votre facture)|contestons|reglerons|paierons|allons (?:regler|payer))|\bvotre (?:iban|rib)\b|fournisseu|\bour (?:order|purchase|payment)\b|\bwe (?:have paid|dispute)\b/;
/** What colleagues say to one another of invoices that we have to pay. */
const OWED =
  /fournisseu|supplier|vendor|prestataire|sous-?trait|\bachats?\b|\bbons? a payer\b|\bbap\b|\ba (?:mettre en paiement|payer|regler|virer)\b|\b(?:peux|peut|pouvez|pourrais|pourriez|dois|doit|devez)[- ](?:(?:tu|vous|on) )?(?:(?:me|nous|la|le|les|lui|leur) )?(?:payer|regler|virer)\b|\bleur facture|\bnotre facture d['e]|\bnotes? de frais\b|\b(?:please|to|must) (?:be )?(?:pay|paid|settle)\b/;
const RECEIVED = /(?:^|[.,;!?:] ?)(?:bien )?recue? |\b(?:j'ai|on a|avons|ai) (?:bien )?recu (?:la|une|cette|sa|des|les) |\bimput/;
/** What they say of one that is owed to us. */
const OURS =
  /relanc|impaye|\bclients?\b|\bavoirs?\b|remise|geste|promis|promesse|litige|contest|retard|echeanc|encaiss|virement recu|duplicata|renvo|recouvr|contentieux|mise en demeure|douteux|annul|refactur|\b(?:cheques?|virements?) (?:recu|arrive|impaye|rejete)|\blettr(?:er|age)|\bechue?s?\b|\bou en (?:est|sont)\b|\b(?:il|elle|ils|elles|on nous|nous) (?:a|ont|dit|disent|paie|paient|regle|reglent|doit|doivent)\b|reminder|overdue|customer|credit note|dispute/;
const PASSED_ON = /^(?:tr|fw|fwd|wg|i|rv) ?:/;

/** In their own new words; of a mail that a colleague passed on, in what he passed on. */
export function suppliersWords({ passages, ours, amongUs }: Reading): SuppliersWords {
  const now = passages.filter((p) => !p.isFileName && (p.place === 'subject' || p.place === 'message' || p.place === 'signature' || (ours && p.place === 'quoted')));
  const folded = (of: typeof now): readonly string[] => of.map((p) => plainText(p.text.slice(0, LONGEST)).toLowerCase().replace(/\s+/g, ' '));
  const texts = folded(now.filter((p) => p.writer === 'them'));
  const inside = folded([...now.filter((p) => p.writer === 'colleague'), ...passages.filter((p) => amongUs && p.writer === 'us' && (p.place === 'thread' || p.place === 'quoted'))]);
  const quotedOfUs = folded(passages.filter((p) => p.writer === 'us' && (p.place === 'quoted' || p.place === 'thread')).slice(0, MOST_OF_OURS));
  const says = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  return { weBuy: quotedOfUs.some((text) => WE_BUY.test(text)), hasPaid: says(HAS_PAID) && !says(WANTS), ofPaper: says(OF_PAPER), status: says(STATUS) && !says(INCOMING), relays: texts.some((text) => RELAYS.test(text)), owed: inside.some((text) => OWED.test(text) || RECEIVED.test(text) || PASSED_ON.test(text)) || !inside.some((text) => OURS.test(text)), sends: texts.some((text) => SENDS.test(text) || OFFERS.test(text)), asks: texts.some((text) => ASKS.test(text)), ofMoney: folded(now).some((text) => OF_MONEY.test(text)) };
}
