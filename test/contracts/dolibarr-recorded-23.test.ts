import { recordedWorld } from './dolibarr-recorded-world';
import { describeFeed } from './feed-contract';

describeFeed('Dolibarr 23.0.0-beta, recorded answers', async () => (await recordedWorld('23.0.0-beta')).books, ['payOnAccount', 'dispute']);
