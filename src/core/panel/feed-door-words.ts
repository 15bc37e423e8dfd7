import type { Language } from '../ledger/types';
import { fr } from './plain';

/** The way to the connected ledgers, from the settings and from the first run; the pages behind it bring their own words. */
export interface FeedDoorWords {
  readonly title: string;
  readonly connect: string;
  readonly hint: string;
}
const FR: FeedDoorWords = { title: 'Mes grands livres', connect: 'Connecter un logiciel', hint: fr`Connectez le logiciel où vous tenez vos factures : plus besoin d'exporter un fichier.` };
const EN: FeedDoorWords = { title: 'Ledgers', connect: 'Connect a system', hint: 'Connect the system in which you keep your invoices: no file to export any more.' };

export const feedDoorWords = (language: Language): FeedDoorWords => (language === 'fr' ? FR : EN);
