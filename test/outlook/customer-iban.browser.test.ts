import { expect, test } from '@jest/globals';
import type { LedgerEntry, ThreadCase } from '../bench/identify/cases';
import { openMailbox } from '../demo/mailbox-page';
import { aCaseDesk } from './same-answers/a-case-desk';
import { ready, seen } from './same-answers/seen';

const IBAN = 'FR1420041010050500013M02606';
const OTHERS = 'DE89370400440532013000';
const ACCOUNTANT = 'dossiers@cabinet-astier.example';
const customer = (id: string, name: string, ibans: readonly string[]): LedgerEntry['customers'][number] => ({ id, code: id, name, emails: [ACCOUNTANT], siren: null, vat: null, ibans });
const ENTRY: LedgerEntry = {
  id: 'accounts', own: { name: 'Ateliers Vernaz', domains: ['vernaz.example'], addresses: ['compta@vernaz.example'], siren: null, vat: null, iban: null },
  customers: [customer('C1', 'Garage Brunet', [IBAN]), customer('C2', 'Menuiserie Astruc', [OTHERS])],
  invoices: ['C1', 'C2'].map((debtorId, n) => ({ number: `FA-2026-029${n}`, debtorId, issueDate: '2026-09-01', dueDate: '2026-10-01', amount: 1200, open: 1200 })),
};
const mail = (id: string, body: string): ThreadCase => ({
  id, ledger: ENTRY.id, openMessage: 'm', thread: [{ id: 'm', from: { address: ACCOUNTANT, name: null }, to: [{ address: 'compta@vernaz.example', name: null }], cc: [], date: '2026-11-20T09:00:00', subject: 'Virement', body, attachments: [], headers: {} }],
});
const CASES = [mail('none', 'Bonjour,\n\nLe virement est parti.'), mail('told', 'Bonjour,\n\nLe virement est parti du compte FR14 2004 1010 0505 0001 3M02 606.'), mail('both', `Comptes ${IBAN} et ${OTHERS}.`)];

const desk = aCaseDesk(ENTRY, CASES);

test('of an accountant’s customers the one is named from whose account the mail speaks; no account leaves the pane', async () => {
  const sent: string[] = [];
  const box = await openMailbox(desk.browser, `${desk.office.url}/`, {}, (page) => Promise.resolve(page.on('request', (request) => { if (request.url().includes('/api/')) sent.push(`${request.url()} ${request.postData() ?? ''}`); })));
  try {
    const pane = box.page.frameLocator('iframe[title="Relance"]');
    await ready(box.page);
    await seen(box.page, null);
    expect((await seen(box.page, 'none')).kind).toBe('several');
    const told = await seen(box.page, 'told');
    expect([told.kind, told.named[0]?.name]).toEqual(['one', 'Garage Brunet']);
    await pane.locator('button.ev').click();
    await pane.getByText('IBAN du client, fin 2606 (message)').waitFor();
    expect((await seen(box.page, 'both')).kind).toBe('several');
    expect(sent.length).toBeGreaterThan(3);
    const wire = sent.join('\n').replace(/[^A-Za-z0-9]/g, '').toUpperCase();
    for (const account of [IBAN, OTHERS]) expect([account, wire.includes(account.slice(4, 14))]).toEqual([account, false]);
    expect(box.complaints).toEqual([]);
  } finally {
    await box.close();
  }
}, 60_000);
