import type { Language } from '../ledger/types';
import type { LawPack } from '../penalties/types';
import type { PenaltyCase } from './penalties-case';
import { rateInWords } from './penalties-words';
import { fr } from './plain';

/** "Taux contractuel : 10,00 % l'an, d'après votre fichier clients.", or why it is not the one that counts. */
export function contractInWords({ rate, applied }: NonNullable<PenaltyCase['stipulated']>, { articles }: LawPack, language: Language): string {
  const told = rateInWords(rate, language);
  if (language === 'fr') return applied ? fr`Taux contractuel : ${told} l'an, d'après votre fichier clients.` : fr`Taux contractuel non appliqué (${told} dans votre fichier clients) : pour ce client, la loi fixe le taux (${articles.interest}).`;
  return applied ? `Contract rate: ${told} a year, from your customer file.` : `Contract rate not applied (${told} in your customer file): for this customer the law sets the rate (${articles.interest}).`;
}
