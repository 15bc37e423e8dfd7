import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { EmailAddress, ReminderDraft } from '../../src/core';
import { createOfficeMailHost } from '../../src/outlook/office-mail-host';
import type { OfficeMailHost } from '../../src/outlook/office-mail-host';
import { FakeOffice, placeOffice, removeOffice } from './typed-office';

let office: FakeOffice;
let mail: OfficeMailHost;
beforeEach(async () => {
  office = new FakeOffice();
  placeOffice(office, new Map());
  mail = await createOfficeMailHost();
});
afterEach(() => removeOffice());

/** Whom the card names is the ledger's contact; the sender of the open message (one's own reminder, a colleague, an accountant) need not be. */
const toAnother: ReminderDraft = { subject: 'Facture FA-2026-0297', html: '<p>Bonjour</p>', text: 'Bonjour', language: 'fr', contentHash: '0'.repeat(64), channel: 'new-message', to: ['direction@lebrun.example' as EmailAddress], cc: [], attachments: [] };

test('a new message beside a thread opens to the ledger’s contact, whoever wrote the open message', async () => {
  expect(await mail.insertDraft(toAnother, 'thread-1', [])).toMatchObject({ ok: true, value: { as: 'new-message' } });
  expect(office.opened).toMatchObject([{ how: 'displayNewMessageFormAsync' }]);
});

test('a reply still goes only to whom the card names', async () => {
  expect(await mail.insertDraft({ ...toAnother, channel: 'reply' }, 'thread-1', [])).toMatchObject({ ok: false, problem: { code: 'mail/item-changed' } });
  expect(office.opened).toEqual([]);
});
