/** A host name, and a port where the company chose another one. Google's servers reach no machine without a name. */
const ADDRESS = /^https:\/\/((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62})(:\d{1,5})?$/;

/**
 * Where the company's server is, as a clerk types it: `relance.company.fr`, `https://relance.company.fr/`. null: nothing that
 * Google could call. Never without https: the identity token goes there.
 */
export function serverAddress(typed: string): string | null {
  const text = typed.trim().toLowerCase().replace(/\/+$/, '');
  const address = text.includes('://') ? text : `https://${text}`;
  const [, , port = ':443'] = ADDRESS.exec(address) ?? [];
  return ADDRESS.test(address) && Number(port.slice(1)) > 0 && Number(port.slice(1)) <= 65_535 ? address : null;
}
