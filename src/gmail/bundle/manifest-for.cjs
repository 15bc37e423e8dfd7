/** What stands in the manifest for the address of the company's server. */
const NOWHERE = 'https://relance.example';

/**
 * The manifest for an installation. `server` (`https://relance.company.fr`): the address of the company's server, which alone the add-on may
 * then fetch from, and where its help is read. Without one (undefined, empty) the add-on works with a spreadsheet: nothing is
 * fetched, and no link leads nowhere.
 */
module.exports = function manifestFor(text, server) {
  if (server !== undefined && server !== '') {
    if (!/^https:\/\/[a-z0-9.-]+(:\d+)?$/i.test(server)) throw new Error(`RELANCE_SERVER must be https://, a name and nothing behind it: ${server}`);
    return text.split(NOWHERE).join(server);
  }
  const manifest = JSON.parse(text);
  const { common } = manifest.addOns;
  common.universalActions = common.universalActions.filter(({ openLink }) => openLink === undefined || !openLink.startsWith(NOWHERE));
  common.openLinkUrlPrefixes = common.openLinkUrlPrefixes.filter((prefix) => !prefix.startsWith(NOWHERE));
  return `${JSON.stringify(manifest, null, 2)}\n`;
};
