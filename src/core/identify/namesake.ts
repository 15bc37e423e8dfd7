import { foldName, nameTokens } from './names';

/** A shorter name is many people's: `martin@`, `le-central.fr`. */
const SHORTEST = 8;

/**
 * Whether a label (the name in a domain, the part before the @) is a company's whole name: two telling words or more,
 * with or without articles and legal form. `pujol-freres`, `sarlpujolfreres`, `pujol.freres` for "SARL Pujol Frères".
 */
export function isNamesake(label: string, name: string): boolean {
  const tokens = nameTokens(name);
  const joined = tokens.join('');
  if (tokens.length < 2 || joined.length < SHORTEST || label.length > 80) return false;
  const words = label.toLowerCase().replace(/\d+$/, '').replace(/[-._]+/g, ' ').trim();
  const bare = words.replace(/ /g, '');
  return nameTokens(words).join('') === joined || bare === joined || bare === foldName(name).replace(/ /g, '');
}
