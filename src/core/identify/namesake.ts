import { foldName, nameTokens } from './names';

/** A shorter name is many people's: `martin@`, `le-central.fr`. */
const SHORTEST = 8;

/** Whose mailbox it is in the firm, not whose firm. */
const SERVICES = new Set('achats achat compta comptabilite contact facturation factures direction secretariat admin administration info infos accueil commercial service services gestion finances bureau pro office mail'.split(' '));

/**
 * Whether a label (the name in a domain, the part before the @) is a company's whole name: two telling words or more,
 * with or without articles and legal form, the trade in front ("Garage") or a service beside it. `pujol-freres`,
 * `sarlpujolfreres`, `compta.pujol.freres` for "SARL Pujol Frères".
 */
export function isNamesake(label: string, name: string): boolean {
  const tokens = nameTokens(name);
  const joined = tokens.join('');
  if (tokens.length < 2 || joined.length < SHORTEST || label.length > 80) return false;
  const words = label.toLowerCase().replace(/\d+$/, '').replace(/[-._]+/g, ' ').trim();
  const telling = nameTokens(words).filter((word) => !SERVICES.has(word)).join('');
  const bare = words.replace(/ /g, '');
  const withoutTrade = tokens.slice(1).join('');
  return telling === joined || bare === joined || bare === foldName(name).replace(/ /g, '') || (tokens.length > 2 && withoutTrade.length >= SHORTEST && telling === withoutTrade);
}
