import { recordedWorld } from './dolibarr-recorded-world';
import { describeFeed } from './feed-contract';

describeFeed('Dolibarr 19.0.2, recorded answers', async () => (await recordedWorld('19.0.2')).books, ['payOnAccount', 'dispute']);
