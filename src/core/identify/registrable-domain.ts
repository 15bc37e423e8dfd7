/** Under these a country sells names: `x.co.uk`, `x.com.tr`, `x.asso.fr`. */
const SECOND_LEVEL: ReadonlySet<string> = new Set('co com org net edu gov gouv gob gub go gen govt mil ac asso nom tm prd press medecin notaires avocat or ne ltd plc me sch nhs id ind firm info web muni adv eng emp srl'.split(' '));
/** Everybody may have a name under these. */
const SHARED: ReadonlySet<string> = new Set('github.io gitlab.io blogspot.com wordpress.com wixsite.com webflow.io netlify.app vercel.app herokuapp.com azurewebsites.net web.app firebaseapp.com pages.dev business.site godaddysites.com onmicrosoft.com'.split(' '));

/** Nearly every domain of a ledger: one dot, and before it no word under which a country sells names. */
const PLAIN = /^[a-z0-9-]{4,60}\.(?:com|fr|[a-z]{4,20})$/;

/**
 * The domain that somebody registered, by a rule of thumb where there is no room for the list of public suffixes: the last two
 * labels, three under a country's second level (`dupont.co.uk`) or under a host of strangers (`dupont.github.io`). Where the rule
 * errs, a domain counts as a longer or shorter one than it is; whose it is is then asked, not guessed. null: no domain.
 */
export function registrableByRule(domain: string): string | null {
  if (PLAIN.test(domain) && !SHARED.has(domain)) return domain;
  const labels = domain.trim().toLowerCase().split('.');
  if (labels.length < 2 || labels.some((label) => label === '') || domain.length > 255) return null;
  const last = labels[labels.length - 1] as string;
  if (!/[^\d]/.test(last)) return null;
  const second = labels[labels.length - 2] as string;
  const deep = (last.length === 2 && SECOND_LEVEL.has(second)) || SHARED.has(`${second}.${last}`);
  if (deep && labels.length < 3) return null;
  return labels.slice(deep ? -3 : -2).join('.');
}
