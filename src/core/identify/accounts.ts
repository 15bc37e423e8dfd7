import { plainText } from './fold-text';
import { isIban, readIdentifiers } from './spans';

/** Longest text of a cell that is read. */
const LONGEST = 400;
/** A French bank details line (RIB): bank, branch, account, key. */
const RIB = /\b(\d{5})[ -]?(\d{5})[ -]?([0-9A-Z]{11})[ -]?(\d{2})\b/g;
/** The values that letters of an account have in the RIB's key: A and J are 1, B, K and S 2, and so on (CFONB). */
const valueOf = (letter: string): string => (letter < 'A' ? letter : letter < 'J' ? String(letter.charCodeAt(0) - 64) : letter < 'S' ? String(letter.charCodeAt(0) - 73) : String(letter.charCodeAt(0) - 81));

/** The bank accounts in a text, as IBAN without spaces, each once; check digits are right. A French RIB is told as the IBAN that holds it. */
export function accountsIn(text: string): readonly string[] {
  const plain = plainText(text.slice(0, LONGEST));
  const { ibans } = readIdentifiers(plain);
  return [...new Set(ibans.length > 0 ? ibans : ribsIn(plain))];
}

function ribsIn(text: string): readonly string[] {
  return [...text.toUpperCase().matchAll(RIB)].flatMap(([, bank = '', branch = '', account = '', key = '']) => {
    const rest = 97 - ((89 * Number(bank) + 15 * Number(branch) + 3 * Number([...account].map(valueOf).join(''))) % 97);
    const iban = rest === Number(key) ? ibanOf('FR', bank + branch + account + key) : null;
    return iban === null ? [] : [iban];
  });
}

/** ISO 13616: the two check digits for which the whole leaves 1 by 97. */
function ibanOf(country: string, account: string): string | null {
  for (let check = 2; check < 99; check += 1) {
    const iban = `${country}${String(check).padStart(2, '0')}${account}`;
    if (isIban(iban)) return iban;
  }
  return null;
}
