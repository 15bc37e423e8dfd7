import { DolibarrBookkeeper } from './dolibarr-bookkeeper';
import { RecordedDolibarr } from './dolibarr-recorded';
import { TroubledDolibarr } from './dolibarr-troubled';
import { describeFeed } from './feed-contract';

for (const version of ['19.0.2', '23.0.0-beta'] as const) {
  describeFeed(`Dolibarr ${version}, recorded answers`, async () => {
    const dolibarr = new RecordedDolibarr(version);
    const between = await TroubledDolibarr.start((asked) => Promise.resolve(dolibarr.answer(asked)));
    return DolibarrBookkeeper.open(new URL('api/index.php/', between.address).href, dolibarr.key, between, dolibarr);
  }, ['payOnAccount', 'dispute']);
}
