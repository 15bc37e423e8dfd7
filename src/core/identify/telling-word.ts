import { nameTokens, type WordIndex } from './names';

/** A shorter word is everybody's. */
const SHORTEST = 5;

/** Trades, places in a trade, and what firms call themselves: they tell no company from another. */
const COMMON = new Set(
  ('garage menuiserie boulangerie patisserie boucherie epicerie primeurs plomberie electricite chauffage climatisation maconnerie peinture couverture toiture charpente charpentes platrerie carrelage serrurerie metallerie ' +
    'chaudronnerie mecanique carrosserie transports transport transit location locations batiment batiments construction constructions travaux terrassement genie civil immobilier immobiliere promotion syndic copropriete residence ' +
    'agence hotel hotels hotellerie hoteliere restaurant restaurants restauration brasserie bistrot traiteur cafes pharmacie clinique hopital centre ecole college lycee mairie commune communaute syndicat association ' +
    'federation comite office cabinet avocat avocats notaire etude groupe group holding industrie industries industrie industriel services service distribution distributeur logistique materiaux negoce commerce commercial ' +
    'entreprise entreprises atelier ateliers maison maisons domaine chateau ferme laboratoire laboratoires imprimerie informatique numerique digital conseil conseils consulting formation france francais francaise europe ' +
    'european international internationale world nord ouest freres soeurs filles associes general generale generales national nationale nouvelle nouveau grand grande petit petite petits saint sainte compagnie company cooperative ' +
    'agricole agriculture elevage viticole vignobles caves jardin jardins paysage paysages espaces verts fleurs nettoyage proprete securite energie energies solaire technique techniques technologie technologies solutions systeme ' +
    'systemes systems design studio media medias communication automobile automobiles autos pneus metal metaux acier plastique plastiques emballage emballages textile textiles mobilier equipement equipements outillage location ' +
    'courtage assurance assurances banque finance finances gestion patrimoine sante medical optique beaute coiffure sport sports loisirs camping tourisme voyages musique theatre musee departement region conseil regional ' +
    // The surnames that most people of the country bear (Insee).
    'martin bernard thomas petit robert richard durand dubois moreau laurent simon michel lefebvre leroy roux david bertrand morel fournier girard bonnet dupont lambert fontaine rousseau vincent muller lefevre faure andre ' +
    'mercier blanc guerin boyer garnier chevalier francois legrand gauthier garcia perrin robin clement morin nicolas henry roussel mathieu gautier masson marchand duval denis dumont marie lemaire noel meyer dufour meunier ' +
    'brun blanchard giraud joly riviere lucas brunet gaillard barbier arnaud martinez gerard roche renard schmitt leroux colin vidal caron picard roger fabre aubert lemoine renaud dumas lacroix olivier philippe bourgeois ' +
    'pierre benoit leclerc payet rolland leclercq guillaume lecomte lopez jean dupuy guillot hubert berger carpentier sanchez dupuis moulin louis deschamps huet vasseur perez boucher fleury royer klein jacquet paris poirier ' +
    'marty aubry guyot carre charles renault charpentier menard maillard baron bertin bailly schneider fernandez collet leger bouvier julien prevost millet perrot daniel cousin germain breton besson langlois remy leclerc pelletier ' +
    'municipal municipale public publics publique regie lotissement facture factures relance paiement reglement virement client clients fournisseur fournisseurs service compta comptabilite direction').split(' '),
);

/**
 * A word of a company's name that hardly another company has, as it stands in a text with a capital; null: none does. It
 * confirms what a number of the ledger already says, and nothing else.
 */
export function tellingWord(text: WordIndex, name: string, town: string | null): string | null {
  const towns = new Set(nameTokens(town ?? ''));
  for (const token of nameTokens(name)) {
    if (token.length < SHORTEST || COMMON.has(token) || towns.has(token) || /\d/.test(token)) continue;
    if ((text.at.get(token) ?? []).some((place) => text.capital[place] === true)) return token.toUpperCase();
  }
  return null;
}
