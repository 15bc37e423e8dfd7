import { createHash } from 'node:crypto';

/** What is wrong with the words behind `npm run manifest --`, to be told to the person who typed them. */
export type ManifestInputProblem =
  | { readonly code: 'host-missing' }
  | { readonly code: 'host-not-https'; readonly given: string }
  | { readonly code: 'host-is-local'; readonly given: string }
  | { readonly code: 'host-has-a-path'; readonly given: string }
  | { readonly code: 'host-unreadable'; readonly given: string }
  | { readonly code: 'company-missing' }
  | { readonly code: 'company-too-long'; readonly limit: number }
  | { readonly code: 'company-unreadable' }
  | { readonly code: 'option-unknown'; readonly given: string }
  | { readonly code: 'value-missing'; readonly option: string };

/** RFC 4122, appendix C: the name space of host names. */
const DNS = '6ba7b8109dad11d180b400c04fd430c8';

/** Given out before ids were made from the host: whoever tries Relance on this machine keeps the add-in that is installed. */
const KEPT: Readonly<Record<string, string>> = { 'localhost:3000': '5f0c3d0e-9b1e-4a57-8d0f-2c1c7a7e6b41' };

/** The add-in's id: UUID version 5 of the host name (RFC 4122, 4.3), the same each time. */
export function idOfHost(host: string): string {
  const kept = KEPT[host];
  if (kept !== undefined) return kept;
  const hash = createHash('sha1').update(Buffer.from(DNS, 'hex')).update(host, 'utf8').digest();
  const bytes = hash.subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const LOCAL = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;
/** Labels of letters, digits and hyphens, at least two of them: what a certificate is made out to. */
const PUBLIC = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * The host as the manifest writes it: lower case, accents as punycode, port 443 left out. "https://" before it is allowed.
 * Outlook loads add-ins over https alone, so http is refused, and this machine's own name unless `local` says it is meant.
 */
export function parseHost(given: string, local: boolean): { readonly host: string } | { readonly problem: ManifestInputProblem } {
  const bare = given.trim();
  if (bare === '') return { problem: { code: 'host-missing' } };
  if (/^http:/i.test(bare)) return { problem: { code: 'host-not-https', given } };
  const address = /^https:\/\//i.test(bare) ? bare : `https://${bare}`;
  if (!URL.canParse(address)) return { problem: { code: 'host-unreadable', given } };
  const url = new URL(address);
  if (url.username !== '' || url.password !== '' || /[\s\\]/.test(bare)) return { problem: { code: 'host-unreadable', given } };
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return { problem: { code: 'host-has-a-path', given } };
  if (LOCAL.test(url.hostname)) return local ? { host: url.host } : { problem: { code: 'host-is-local', given } };
  return PUBLIC.test(url.hostname) ? { host: url.host } : { problem: { code: 'host-unreadable', given } };
}

/** ProviderName takes 125 characters (MS-OWEMXML). */
const COMPANY_LIMIT = 125;

/** The company's name in one line; XML cannot hold control characters, whatever they are escaped to. */
export function parseCompany(given: string): { readonly company: string } | { readonly problem: ManifestInputProblem } {
  const company = given.trim();
  if (company === '') return { problem: { code: 'company-missing' } };
  if (company.length > COMPANY_LIMIT) return { problem: { code: 'company-too-long', limit: COMPANY_LIMIT } };
  return /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u.test(company) ? { problem: { code: 'company-unreadable' } } : { company };
}
