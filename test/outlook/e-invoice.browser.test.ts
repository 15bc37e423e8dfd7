import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FrameLocator } from 'playwright-core';
import type { LedgerEntry, ThreadCase } from '../bench/identify/cases';
import { aFacturX, aUblInvoice } from '../core/identify/an-e-invoice';
import { untilTrue } from '../demo/until-true';
import { openMailbox } from '../demo/mailbox-page';
import type { OpenMailbox } from '../demo/mailbox-page';
import { aCaseDesk } from './same-answers/a-case-desk';
import { ready, seen } from './same-answers/seen';

const US = { name: 'Ateliers Vernaz', siren: '404833048', vat: 'FR83404833048' };
const ENTRY: LedgerEntry = {
  id: 'e-invoices', own: { name: US.name, domains: ['vernaz.example'], addresses: ['compta@vernaz.example'], siren: US.siren, vat: US.vat, iban: null },
  customers: [
    { id: 'C1', code: 'C1', name: 'Garage Brunet', emails: ['compta@brunet.example'], siren: '732829320', vat: null },
    { id: 'C2', code: 'C2', name: 'Menuiserie Astruc', emails: ['compta@astruc.example'], siren: '443061841', vat: null },
  ],
  invoices: [
    { number: 'FA-2026-0297', debtorId: 'C1', issueDate: '2026-09-01', dueDate: '2026-10-01', amount: 1200, open: 1200 }, { number: 'FA-2026-0301', debtorId: 'C2', issueDate: '2026-09-03', dueDate: '2026-10-03', amount: 800, open: 800 },
  ],
};

const mail = (id: string, from: string, files: readonly { readonly name: string; readonly text: string }[], body = 'Bonjour,\n\nMerci de me rappeler.'): ThreadCase => ({
  id, ledger: ENTRY.id, openMessage: 'm', thread: [{ id: 'm', from: { address: from, name: null }, to: [{ address: 'compta@vernaz.example', name: null }], cc: [], date: '2026-11-20T09:00:00', subject: 'Votre dossier', body, attachments: files, headers: {} }],
});
const OURS = { name: 'fx-2026.xml', text: aFacturX({ number: 'FA-2026-0297', seller: US, buyer: { name: 'Garage Brunet', siren: '732829320' } }) };
const CASES = [
  // The mailbox opens with the first.
  mail('known', 'compta@astruc.example', [OURS]),
  mail('ours', 'no-reply@plateforme.example', [OURS]),
  mail('supplier', 'compta@vasseur.example', [{ name: 'F77.xml', text: aUblInvoice({ number: 'F77', seller: { name: 'Vasseur', siren: '552100554' }, buyer: US }) }]),
  mail('nothing', 'x@ailleurs.example', [{ name: 'sitemap.xml', text: '<!DOCTYPE a><a/>' }]),
];

const desk = aCaseDesk(ENTRY, CASES);
let box: OpenMailbox;
let pane: FrameLocator;
/** What the pane sent to its server. */
const sent: string[] = [];
beforeEach(async () => {
  sent.length = 0;
  box = await openMailbox(desk.browser, `${desk.office.url}/`, {}, (page) => Promise.resolve(page.on('request', (request) => { sent.push(request.postData() ?? ''); })));
  pane = box.page.frameLocator('iframe[title="Relance"]');
  await ready(box.page);
  await seen(box.page, null);
}, 60_000);
afterEach(() => box.close());

const ATTACHMENT_CONTENT = 150;
const files = async (): Promise<readonly string[]> => (await box.office((control) => control.recorded())).filter(({ dispatchId }) => dispatchId === ATTACHMENT_CONTENT).map(({ answer }) => answer);
const asked = async (): Promise<number> => (await files()).length;
/** So many files were asked for, and each was answered. */
const answered = (count: number): Promise<unknown> => untilTrue(box.page, `(() => { const files = window.office.recorded().filter((call) => call.dispatchId === ${ATTACHMENT_CONTENT} && call.answer !== 'open'); return files.length === ${count}; })()`);

test('an invoice of ours that came back as XML names its customer once the card stands, and the clue tells the file', async () => {
  await seen(box.page, 'ours');
  await pane.getByRole('heading', { name: 'Garage Brunet', level: 1 }).waitFor();
  await pane.locator('button.ev').click();
  await pane.getByText('Facture FA-2026-0297 (pièce jointe fx-2026.xml)').waitFor();
  await pane.getByText(/SIREN 732.829.320 \(pièce jointe fx-2026\.xml\)/).waitFor();
  expect(await asked()).toBe(1);
  expect(box.complaints).toEqual([]);
  // What the invoice holds beside numbers and identifiers stays here.
  const wire = sent.join('\n');
  expect(wire).toContain('732829320');
  expect(wire).not.toMatch(/Garage Brunet|CrossIndustry|fx-2026|404833048/);
});

test('a supplier’s invoice is said to be one', async () => {
  await seen(box.page, 'supplier');
  await pane.locator('p.why', { hasText: 'vous adresse une facture à payer' }).waitFor();
  expect(await asked()).toBe(1);
});

test('a file is not asked for where the mail itself says who it is', async () => {
  expect((await seen(box.page, 'known')).kind).toBe('one');
  // The next mail is asked about after it.
  await seen(box.page, 'ours');
  await pane.getByRole('heading', { name: 'Garage Brunet', level: 1 }).waitFor();
  expect(await asked()).toBe(1);
});

test('a file that is no invoice, or that Outlook refuses, leaves the answer as it was', async () => {
  const before = await seen(box.page, 'nothing');
  expect(before.kind).toBe('none');
  await answered(1);
  await box.office((control) => control.failNext(150, 9003));
  expect((await seen(box.page, 'supplier')).kind).toBe('none');
  await answered(2);
  expect(await pane.getByText(/facture à payer/).count()).toBe(0);
});
