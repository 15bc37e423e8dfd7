import { belgianVat, britishVat, frenchVat, sirenOf } from './check-digits';

export interface Customer {
  readonly code: string;
  readonly name: string;
  /** Null outside France. */
  readonly siren: string | null;
  readonly vat: string | null;
  /** As typed into one cell. */
  readonly emails: string;
  readonly contact: string;
  readonly phone: string;
  readonly town: string;
  readonly language: 'FR' | 'EN';
  readonly kind: 'Entreprise' | 'Collectivité';
}

type French = readonly [code: string, name: string, eight: string, emails: string, contact: string, phone: string, town: string];

/** Telephone numbers of 04 65 71 are kept for fiction (ARCEP), as 0117 496 0 is (Ofcom). */
const french = ([code, name, eight, emails, contact, phone, town]: French): Customer => {
  const siren = sirenOf(eight);
  return { code, name, siren, vat: frenchVat(siren), emails, contact, phone: phone === '' ? '' : `04 65 71 ${phone}`, town, language: 'FR', kind: 'Entreprise' };
};
const town = (customer: Customer): Customer => ({ ...customer, kind: 'Collectivité' });

const ACCOUNTANT = 'a.dorval@cabinet-dorval.example';

export const CUSTOMERS: readonly Customer[] = [
  ...([
    ['C-0412', 'Menuiserie Lebrun', '81234567', 'compta@lebrun.example', 'Sophie Marchand', '12 40', 'Perpignan'],
    ['C-0178', 'Garage Peyron', '53290411', `compta@garage-peyron.example; ${ACCOUNTANT}`, 'Patrice Peyron', '20 18', 'Elne'],
    ['C-0233', 'Boulangerie Mas', '44817203', `contact@boulangerie-mas.example; ${ACCOUNTANT}`, 'Lucie Mas', '31 07', 'Céret'],
    ['C-0301', 'Hôtel du Parc', '39821467', 'compta@hotelduparc.example', 'Hélène Bosc', '44 90', 'Vernet-les-Bains'],
    ['C-0355', 'Clinique Sainte-Anne', '77561302', 'fournisseurs@clinique-sainte-anne.example', 'Bruno Ferrer', '50 00', 'Perpignan'],
    ['C-0519', 'Transports Lebrasseur', '50917734', 'daf@lebrasseur.example', 'Olivier Lebrasseur', '61 15', 'Narbonne'],
    ['C-0622', 'Charpentes Roca', '48830251', 'compta@charpentes-roca.example', 'Jordi Roca', '27 33', 'Prades'],
    ['C-0540', 'Maçonnerie Puig', '51200938', 'contact@maconnerie-puig.example', 'Marie Puig', '27 81', 'Ille-sur-Têt'],
    ['C-0702', 'Café des Halles', '82914406', 'cafedeshalles@messagerie.example', 'Rachid Benali', '09 52', 'Perpignan'],
    ['C-0219', 'Imprimerie Salvat', '40118925', 'compta@imprimerie-salvat.example', 'Denis Salvat', '16 60', 'Rivesaltes'],
    ['C-0266', 'Cave de Baixas', '33920158', 'compta@cave-baixas.example', 'Élodie Cazes', '22 04', 'Baixas'],
    ['C-0334', 'Menuiserie Batlle', '53881027', 'contact@menuiserie-batlle.example', 'Thierry Batlle', '38 26', 'Thuir'],
    ['C-0571', 'Pépinières Ribère', '79246013', 'compta@pepinieres-ribere.example', 'Claire Ribère', '47 71', 'Bages'],
    ['C-0645', 'Fleurs Vidal', '80335519', '', 'Martine Vidal', '06 48', 'Argelès-sur-Mer'],
    ['C-0388', 'Ambulances du Roussillon', '44091782', 'gestion@ambulances-roussillon.example', 'Sylvie Comes', '70 70', 'Cabestany'],
    ['C-0410', 'Domaine Castelnou', '41927306', 'compta@domaine-castelnou.example', 'Paul Jonquères', '33 12', 'Castelnou'],
    ['C-0155', 'Rivesaltes Bois', '38817420', 'atelier@rivesaltes-bois.example', 'Anaïs Torrent', '28 19', 'Rivesaltes'],
    ['C-0087', 'Lebreton Frères', '35672018', 'compta@lebreton-freres.example', 'Gilles Lebreton', '84 03', 'Béziers'],
    ['C-0091', 'Plomberie Sarda', '42019583', 'compta@plomberie-sarda.example', 'Michel Sarda', '10 11', 'Perpignan'],
    ['C-0104', 'Carrosserie Figueres', '50338126', 'contact@carrosserie-figueres.example', 'Nadège Figueres', '13 24', 'Saint-Estève'],
    ['C-0112', 'Pharmacie de la Loge', '38190245', 'pharmacie.loge@messagerie.example', 'Anne Sicart', '15 37', 'Perpignan'],
    ['C-0163', 'Électricité Coll', '52761904', 'compta@electricite-coll.example', 'David Coll', '17 42', 'Pia'],
    ['C-0190', 'Camping Les Mimosas', '47825013', 'direction@camping-mimosas.example', 'Valérie Oms', '18 55', 'Canet-en-Roussillon'],
    ['C-0204', 'Ateliers Torreilles', '81550237', 'achats@ateliers-torreilles.example', 'Fabien Rey', '19 68', 'Torreilles'],
    ['C-0248', 'Restaurant La Taverne', '75192846', 'taverne.perpignan@messagerie.example', 'Luc Amiel', '21 73', 'Perpignan'],
    ['C-0275', 'Meubles Roig', '39405718', 'compta@meubles-roig.example', 'Isabelle Roig', '23 80', 'Le Boulou'],
    ['C-0289', 'Serrurerie Pons', '51817260', 'contact@serrurerie-pons.example', 'Éric Pons', '24 91', 'Perpignan'],
    ['C-0318', 'Thermes d’Amélie', '34281907', 'compta@thermes-amelie.example', 'Christine Noguer', '25 02', 'Amélie-les-Bains'],
    ['C-0347', 'Peintures Delmas', '44570382', 'compta@peintures-delmas.example', 'Yann Delmas', '26 13', 'Perpignan'],
    ['C-0366', 'École de voile Salses', '80017452', 'bureau@voile-salses.example', 'Léa Carrère', '29 24', 'Salses-le-Château'],
    ['C-0398', 'Isolation Catalane', '81903475', 'compta@isolation-catalane.example', 'Hugo Barre', '30 35', 'Bompas'],
    ['C-0427', 'Vergers Sabaté', '42815609', 'compta@vergers-sabate.example', 'Rosa Sabaté', '32 46', 'Ille-sur-Têt'],
    ['C-0448', 'Scierie du Vallespir', '33017528', 'compta@scierie-vallespir.example', 'Alain Coste', '34 57', 'Arles-sur-Tech'],
    ['C-0483', 'Clinique vétérinaire Aspres', '53406182', 'accueil@veto-aspres.example', 'Julie Pla', '35 68', 'Thuir'],
    ['C-0497', 'Carrelages Vila', '48290617', 'compta@carrelages-vila.example', 'Marc Vila', '36 79', 'Toulouges'],
    ['C-0556', 'Constructions Marty', '50672914', 'compta@constructions-marty.example', 'Serge Marty', '37 80', 'Perpignan'],
  ] satisfies readonly French[]).map(french),
  town(french(['C-0128', 'Mairie de Thuir', '21660210', 'facturation@ville-thuir.example', 'Service comptable', '40 00', 'Thuir'])),
  town(french(['C-0134', 'Communauté Aspres', '24660043', 'finances@cc-aspres.example', 'Direction des finances', '40 52', 'Thuir'])),
  { code: 'C-0460', name: 'Northgate Ltd', siren: null, vat: britishVat('9812043'), emails: 'accounts@northgate.example', contact: 'Emily Carter', phone: '+44 117 496 0142', town: 'Bristol', language: 'EN', kind: 'Entreprise' },
  { code: 'C-0468', name: 'Houthandel Claes', siren: null, vat: belgianVat('04187320'), emails: 'accounts@houthandel-claes.example', contact: 'Pieter Claes', phone: '', town: 'Gent', language: 'EN', kind: 'Entreprise' },
];

/** Known of a few customers only, as in real ledgers. */
export const MANAGEMENT: Readonly<Record<string, string>> = { 'C-0412': 'm.lebrun@lebrun.example', 'C-0519': 'direction@lebrasseur.example', 'C-0301': 'direction@hotelduparc.example' };
/** Who sells to them: our own people, by address or by name. */
export const SALES: Readonly<Record<string, string>> = { 'C-0301': 'paul.vidal@vernet-fournitures.example', 'C-0519': 'paul.vidal@vernet-fournitures.example', 'C-0412': 'Paul Vidal' };
