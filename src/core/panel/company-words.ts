import type { Language } from '../ledger/types';
import type { CompanyView } from '../formats/wire';
import { fr, plain } from './plain';

/** Several companies on one server: which one is on screen, and the page where they are listed. */
export interface CompanyWords {
  readonly title: string;
  /** Of the menu that shows another one. */
  readonly choose: string;
  readonly hint: string;
  readonly unnamed: string;
  readonly add: string;
  readonly name: string;
  readonly withoutLedger: string;
  readonly onScreen: string;
  readonly open: string;
  readonly remove: string;
  readonly removeAsk: string;
  readonly removeWhat: string;
  readonly removed: string;
  readonly cancel: string;
  /** The open message is of {name}. */
  readonly arrived: string;
  readonly stay: string;
}

const FR: CompanyWords = {
  title: 'Sociétés', choose: 'Société', unnamed: 'Société sans nom', add: 'Ajouter une société', name: 'Nom de la société',
  hint: fr`Chaque société a son grand livre, ses réglages, ses textes et son journal. Le volet montre celle à qui le message ouvert est adressé, d'après ses adresses et ses domaines.`,
  withoutLedger: 'Sans grand livre', onScreen: 'Affichée', open: 'Afficher', remove: 'Retirer', removeAsk: fr`Retirer {name} ?`, removeWhat: fr`Son grand livre et ses réglages seront effacés d'ici.`, removed: 'Société retirée.', cancel: 'Annuler',
  arrived: fr`Ce message est adressé à {name}.`, stay: 'Rester avec {name}',
};
const EN: CompanyWords = {
  title: 'Companies', choose: 'Company', unnamed: 'Unnamed company', add: 'Add a company', name: 'Name of the company',
  hint: 'Each company has its own ledger, settings, texts and log. The pane shows the one to which the open message is addressed, by its addresses and domains.',
  withoutLedger: 'No ledger', onScreen: 'On screen', open: 'Show', remove: 'Remove', removeAsk: 'Remove {name}?', removeWhat: 'Its ledger and its settings are deleted here.', removed: 'Company removed.', cancel: 'Cancel',
  arrived: 'This message is addressed to {name}.', stay: 'Stay with {name}',
};

export const companyWords = (language: Language): CompanyWords => (language === 'fr' ? FR : EN);

const LONGEST = 80;

/** As it is shown; a name is typed by somebody. */
export const companyName = ({ name }: Pick<CompanyView, 'name'>, language: Language): string => (name.trim() === '' ? companyWords(language).unnamed : plain(name, LONGEST));

export const withCompany = (text: string, company: Pick<CompanyView, 'name'>, language: Language): string => text.replace('{name}', () => companyName(company, language));
