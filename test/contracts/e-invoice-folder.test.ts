import { eInvoiceFolderWorld } from './e-invoice-folder-world';
import { describeFeed } from './feed-contract';

describeFeed('a folder of e-invoices (real files: Factur-X in PDF, CII, UBL)', () => Promise.resolve(eInvoiceFolderWorld()), ['payOnAccount', 'writeOff', 'dispute', 'notes', 'credential', 'network']);
