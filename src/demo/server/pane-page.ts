const OFFICE_ON_CDN = /<script\b[^>]*\bsrc=(["']?)https:\/\/appsforoffice\.microsoft\.com\/lib\/1\/hosted\/office\.js\1(?:\s[^>]*)?>/i;
/** With or without quotes: the production build drops those that HTML does not need. */
const ONLY_FOR_CDN = /\s(integrity|crossorigin)(=("[^"]*"|'[^']*'|[^\s>]*))?/gi;
const STAND_IN = '<script src="/microsoft-ajax.js"></script>';

/**
 * The production page of the pane with office.js from this origin and the MicrosoftAjax stand-in before it, so that any
 * browser shows it without a network and without flags. Nothing else is changed.
 * @throws when the page loads no office.js: it would not be the pane.
 */
export function paneForTryOut(html: string): string {
  const found = OFFICE_ON_CDN.exec(html)?.[0];
  if (found === undefined) throw new Error('the pane does not load office.js from Microsoft');
  return html.replace(found, `${STAND_IN}${found.replace('https://appsforoffice.microsoft.com/lib/1/hosted/office.js', '/office-js/office.js').replace(ONLY_FOR_CDN, '')}`);
}
