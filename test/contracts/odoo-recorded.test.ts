import { describeFeed } from './feed-contract';
import { RecordedBooks } from './odoo-recorded-books';

describeFeed('Odoo, recorded answers of 19.0, by JSON-2', () => RecordedBooks.open('19.0'));
describeFeed('Odoo, recorded answers of 19.0, by JSON-RPC as in versions 17 and 18', () => RecordedBooks.open('18.0'));
