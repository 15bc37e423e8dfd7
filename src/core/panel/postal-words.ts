import { assertNever } from '../result';
import type { Debtor, Language } from '../ledger/types';
import { addresseeOf } from '../reminder/postal-lines';
import type { PostalPart } from '../reminder/postal-lines';
import type { NoticeView } from './types';
import type { Problem } from '../problems';
import type { LedgerField } from '../formats/wire';
import { formatCount, fr, plain, typeset } from './plain';

/** What the columns of the postal address are called where the clerk says which is which. */
export const POSTAL_FIELDS: Readonly<Record<Language, Readonly<Record<Extract<LedgerField, 'street' | 'street-more' | 'street-last' | 'postcode' | 'postal-town' | 'country'>, string>>>> = {
  fr: { street: 'Adresse postale', 'street-more': typeset("Complément d'adresse"), 'street-last': 'Adresse postale (suite)', postcode: 'Code postal', 'postal-town': typeset("Ville de l'adresse"), country: 'Pays' },
  en: { street: 'Postal address', 'street-more': 'Address, second line', 'street-last': 'Address, third line', postcode: 'Postcode', 'postal-town': 'Town of the address', country: 'Country' },
};

/** Rows of one customer that tell several addresses: which one is used, and where the others stand. */
export function addressesDifferInWords({ row, others, count, customer }: Extract<Problem, { code: 'ledger/addresses-differ' }>, where: string, language: Language): { readonly title: string; readonly body: string } {
  const name = plain(customer, 60);
  const more = count - 1 - others.length;
  const listed = (and: string): string => (others.length < 2 || more > 0 ? others.join(', ') : `${others.slice(0, -1).join(', ')} ${and} ${others[others.length - 1] ?? ''}`);
  if (language === 'fr') {
    const rest = more > 0 ? fr` et ${formatCount(more, 'fr')} autres` : '';
    return {
      title: fr`${name} : ${formatCount(count, 'fr')} adresses postales`,
      body: fr`${where}. Celle de la facture la plus récente est retenue (ligne ${row}), non ${others.length + more > 1 ? 'celles des lignes' : 'celle de la ligne'} ${listed('et')}${rest}.`,
    };
  }
  return {
    title: `${name}: ${formatCount(count, 'en')} postal addresses`,
    body: `${where}. That of the newest invoice is used (row ${row}), not ${others.length + more > 1 ? 'those of rows' : 'that of row'} ${listed('and')}${more > 0 ? ` and ${formatCount(more, 'en')} more` : ''}.`,
  };
}

const PARTS: Readonly<Record<Language, Readonly<Record<PostalPart, string>>>> = {
  fr: { street: 'la rue', postcode: 'le code postal', town: 'la ville' },
  en: { street: 'the street', postcode: 'the postcode', town: 'the town' },
};

/** Above the letter's buttons: what of its address is left for the clerk's hand. It holds nothing up. */
export function addressNotices(debtor: Debtor, language: Language): readonly NoticeView[] {
  const { gap } = addresseeOf(debtor);
  if (gap === null) return [];
  const french = language === 'fr';
  const caution = (text: string): readonly NoticeView[] => [{ intent: 'warning', text }];
  switch (gap.kind) {
    case 'absent':
      return caution(french ? fr`Votre fichier clients ne donne pas l'adresse postale : elle est à compléter à la main sur le courrier.` : 'Your customer file gives no postal address: complete it by hand on the letter.');
    case 'incomplete': {
      const parts = gap.parts.map((part) => PARTS[language][part]);
      const listed = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${french ? 'et' : 'and'} ${parts[parts.length - 1] ?? ''}`;
      return caution(french ? fr`Adresse postale incomplète dans votre fichier clients : à compléter à la main sur le courrier (${listed}).` : `Postal address incomplete in your customer file: complete it by hand on the letter (${listed}).`);
    }
    case 'too-long':
      return caution(french ? fr`L'adresse postale ne tient pas sur six lignes de 38 caractères : à compléter à la main sur le courrier.` : 'The postal address does not fit six lines of 38 characters: complete it by hand on the letter.');
    default:
      return assertNever(gap);
  }
}
