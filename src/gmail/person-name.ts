const PART = /^\p{L}{2,30}$/u;

/**
 * How somebody is called who has not said it: Google gives the address of the account and no name without a further
 * permission. `nadia.perrin@company.fr` is Nadia Perrin; where it cannot be told (`compta@company.fr`) it stays the address.
 */
export function personName(address: string): string {
  const parts = (address.split('@')[0] ?? '').split('.');
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => PART.test(part))) return address;
  return parts.map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1).toLowerCase()}`).join(' ');
}
