/** Check digits of identifiers, so that made-up companies carry numbers that pass every check. */

/** Nine digits from the first eight (Luhn, ISO/IEC 7812-1 annex B). */
export function sirenOf(eight: string): string {
  let sum = 0;
  for (let i = 0; i < 8; i += 1) {
    const digit = Number(eight.charAt(7 - i));
    sum += i % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return `${eight}${(10 - (sum % 10)) % 10}`;
}

/** FR, key of two digits, SIREN. */
export const frenchVat = (siren: string): string => `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`;

/** GB and nine digits: weights 8 to 2, total and check digits together a multiple of 97. */
export function britishVat(seven: string): string {
  const total = [...seven].reduce((sum, digit, at) => sum + Number(digit) * (8 - at), 0);
  return `GB${seven}${String(97 - (total % 97)).padStart(2, '0')}`;
}

/** BE and ten digits, the last two 97 minus the rest of the first eight by 97. */
export const belgianVat = (eight: string): string => `BE${eight}${String(97 - (Number(eight) % 97)).padStart(2, '0')}`;

/** A French IBAN with its RIB key and its check digits (ISO 13616). */
export function frenchIban(bank: string, branch: string, account: string): string {
  const key = 97 - ((89 * Number(bank) + 15 * Number(branch) + 3 * Number(account)) % 97);
  const bban = `${bank}${branch}${account}${String(key).padStart(2, '0')}`;
  const rest = [...`${bban}152700`].reduce((left, digit) => (left * 10 + Number(digit)) % 97, 0);
  return `FR${String(98 - rest).padStart(2, '0')}${bban}`;
}
