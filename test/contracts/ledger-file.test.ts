import { describeFeed } from './feed-contract';
import { ledgerFileWorld } from './ledger-file-world';

describeFeed('a ledger file beside other ledgers (a real file)', () => Promise.resolve(ledgerFileWorld()), ['draft', 'payOnAccount', 'writeOff', 'dispute', 'notes', 'credential', 'network', 'changes']);
