import { SimulatedSpreadsheet, World, serial } from '../../../src/demo/gmail/host';
import type { WorldOptions, WorldThread } from '../../../src/demo/gmail/host';

export const CLAIRE = { email: 'claire@firm.test', name: 'Claire Martin', timeZone: 'Europe/Paris', locale: 'fr' } as const;
/** Monday, 23 November 2026, 10:00 in Paris. */
export const NOW = Date.UTC(2026, 10, 23, 9);
export const OPEN = '19f0000000000001';
export const THREAD = '19f0000000000000';

export const aThread = (): WorldThread => ({
  id: THREAD,
  messages: [
    { id: OPEN, from: 'Anne Roy <anne@durand.test>', to: 'claire@firm.test', cc: 'paul@firm.test', date: NOW - 86_400_000, subject: 'Facture F-7', html: '<p>Bonjour,</p><p>Nous paierons &amp; vite.</p>', attachments: [{ name: 'logo.png', contentType: 'image/png', size: 10, inline: true }, { name: 'F-7.pdf', contentType: 'application/pdf', size: 2000 }] },
    { id: '19f0000000000002', from: 'Claire Martin <claire@firm.test>', to: 'anne@durand.test', date: NOW - 3_600_000, subject: 'Re: Facture F-7', html: '<p>Merci.</p>' },
  ],
});

export const aBook = (): SimulatedSpreadsheet => new SimulatedSpreadsheet({
  id: 'book', title: 'Relance', access: { 'claire@firm.test': 'owner', 'paul@firm.test': 'writer', 'lea@firm.test': 'reader' },
  sheets: [
    { title: 'Factures', rows: [['Client', 'Échéance', 'Montant', 'Note'], ['Durand', serial('2026-10-31'), 120.5, null], ['Roy', null, { error: '#REF!' }], [null, null, null, null], ['Zola', serial('2026-11-30'), 10, true]] },
    { title: 'Balance âgée', rows: [] },
  ],
});

export const aWorld = (change: Partial<WorldOptions> = {}): World => new World({ now: NOW, user: CLAIRE, threads: [aThread()], files: [aBook()], ...change });
