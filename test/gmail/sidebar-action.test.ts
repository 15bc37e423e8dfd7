import { describe, expect, test } from '@jest/globals';
import fc from '../property';
import { NO_CHOICES } from '../../src/core';
import type { DebtorId, EmailAddress, EntryId, FormKind, InvoiceId, LocalDate, ReminderReference, RequestId } from '../../src/core';
import { decode, encode, NOWHERE } from '../../src/gmail/sidebar-action';
import type { SidebarAction, Standing, Step } from '../../src/gmail/sidebar-action';

const debtor = 'C-0412' as DebtorId;
const entry = 'entry-1' as EntryId;
const address = 'compta@garage-canigou.fr' as EmailAddress;
const FORMS: Readonly<Record<FormKind, true>> = { promise: true, dispute: true, hold: true, call: true, note: true, skip: true, 'close-dispute': true, pass: true, contact: true, letter: true, 'letter-fate': true };
const LIST = { group: 'to-call', words: 'garage & fils', stage: 'R2', daysFrom: 30, after: `0000012${debtor}` } as const;

/** One of each kind. A new kind does not compile without one. */
const STEPS: Readonly<Record<Step['kind'], Step>> = {
  'insert-reminder': { kind: 'insert-reminder' }, preview: { kind: 'preview' }, 'choose-picked': { kind: 'choose-picked' }, 'change-debtor': { kind: 'change-debtor' }, 'confirm-debtor': { kind: 'confirm-debtor' },
  'not-a-customer': { kind: 'not-a-customer' }, search: { kind: 'search' }, refresh: { kind: 'refresh' }, picked: { kind: 'picked' }, 'show-contacts': { kind: 'show-contacts' }, 'show-penalties': { kind: 'show-penalties' },
  'show-unreadable-rows': { kind: 'show-unreadable-rows' }, 'show-message': { kind: 'show-message' }, 'open-settings': { kind: 'open-settings' }, 'save-profile': { kind: 'save-profile' }, 'set-language': { kind: 'set-language' },
  'create-book': { kind: 'create-book' }, 'connect-book': { kind: 'connect-book' }, 'connect-server': { kind: 'connect-server' }, 'move-to-server': { kind: 'move-to-server' }, 'write-reports': { kind: 'write-reports' },
  'open-choices': { kind: 'open-choices' }, back: { kind: 'back' },
  'insert-reply': { kind: 'insert-reply', reply: 'thank-you' }, 'preview-reply': { kind: 'preview-reply', reply: 'statement' },
  'confirm-sent': { kind: 'confirm-sent', reference: 'R-7K3F' as ReminderReference }, 'discard-draft': { kind: 'discard-draft', reference: 'R-7K3F' as ReminderReference },
  'open-form': { kind: 'open-form', form: 'skip', about: 'R2' }, 'save-form': { kind: 'save-form', form: 'promise', about: null },
  'lift-hold': { kind: 'lift-hold', entry }, 'void-entry': { kind: 'void-entry', entry },
  'choose-debtor': { kind: 'choose-debtor', chosen: debtor }, 'open-debtor': { kind: 'open-debtor', chosen: debtor }, 'new-message': { kind: 'new-message', chosen: debtor }, 'pass-until': { kind: 'pass-until', chosen: debtor },
  'keep-copy': { kind: 'keep-copy', address, keep: false }, 'note-bounced': { kind: 'note-bounced', address }, 'remove-contact': { kind: 'remove-contact', address }, 'restore-contact': { kind: 'restore-contact', address, role: null },
  'answer-read': { kind: 'answer-read', receivedOn: '2026-11-20' as LocalDate }, 'show-invoice': { kind: 'show-invoice', invoice: 'atelier-nord:FA-1' as InvoiceId },
  'show-invoices': { kind: 'show-invoices', at: 15 }, 'show-log': { kind: 'show-log', at: 0 }, 'open-list': { kind: 'open-list', ...LIST }, 'filter-list': { kind: 'filter-list', ...LIST, stage: null, words: '', after: '' },
  'move-on': { kind: 'move-on', cursor: 'log.200.431', server: 'https://relance.atelier.fr' }, 'use-columns': { kind: 'use-columns', spreadsheet: '1aB_c-d0123456789' }, 'forget-choice': { kind: 'forget-choice', scope: 'address', value: address },
};
const STANDINGS: readonly Standing[] = [
  NOWHERE,
  { debtor, from: 'list', choices: { tone: 'firm', language: 'en', channel: 'new-message', withoutCopies: [address, 'b@c.fr' as EmailAddress] }, request: 'r-1' as RequestId },
  { debtor, from: 'draft', choices: NO_CHOICES, request: null },
];

describe('what a button carries', () => {
  test.each(Object.values(STEPS).map((step) => [step.kind, step] as const))('%s comes back as it went out', (_kind, step) => {
    for (const on of STANDINGS) {
      const action = { ...step, on } as SidebarAction;
      const written = encode(action);
      expect(Object.values(written).every((value) => typeof value === 'string')).toBe(true);
      expect(decode(JSON.parse(JSON.stringify(written)) as Record<string, string>)).toEqual({ ok: true, value: action });
    }
  });
  test.each(Object.keys(FORMS) as FormKind[])('the form of a %s is known', (form) => {
    const action: SidebarAction = { kind: 'open-form', form, about: null, on: NOWHERE };
    expect(decode(encode(action))).toEqual({ ok: true, value: action });
  });
});

describe('what came back changed is refused by the name of its field', () => {
  const good = encode({ kind: 'keep-copy', address, keep: true, on: STANDINGS[1] ?? NOWHERE });
  test.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['do', { do: 'delete-everything' }],
    ['do', { do: 'constructor' }],
    ['do', { do: undefined }],
    ['do', { do: ['keep-copy'] }],
    ['address', { address: 'not an address' }],
    ['address', { address: 'Marie <compta@garage-canigou.fr>' }],
    ['address', { address: undefined }],
    ['keep', { keep: 'true' }],
    ['debtor', { debtor: '' }],
    ['debtor', { debtor: 'x'.repeat(301) }],
    ['debtor', { debtor: 'C-1\u0000' }],
    ['debtor', { debtor: 12 }],
    ['from', { from: 'elsewhere' }],
    ['tone', { tone: 'threatening' }],
    ['language', { language: 'de' }],
    ['channel', { channel: 'fax' }],
    ['request', { request: '\n' }],
    ['without', { without: 'a@b.fr nobody' }],
    ['without', { without: Array.from({ length: 51 }, (_, n) => `a${n}@b.fr`).join(' ') }],
  ])('%s: %j', (field, change) => {
    const parameters = Object.fromEntries(Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined));
    expect(decode(parameters)).toEqual({ ok: false, problem: { code: 'sidebar/action-refused', field } });
  });
  test.each([
    ['open-list', { at: '-1', daysFrom: '1e9' }, 'daysFrom'],
    ['open-list', { group: 'everybody' }, 'group'],
    ['show-log', { at: '1234567' }, 'at'],
    ['show-log', { at: '-1' }, 'at'],
    ['answer-read', { receivedOn: '2026-02-30' }, 'receivedOn'],
    ['confirm-sent', { reference: 'R-7K3F; DROP' }, 'reference'],
    ['use-columns', { spreadsheet: 'https://evil.test/x' }, 'spreadsheet'],
    ['restore-contact', { role: 'boss' }, 'role'],
  ])('%s with %j', (kind, change, field) => {
    expect(decode({ ...encode({ ...STEPS[kind as Step['kind']], on: NOWHERE } as SidebarAction), ...change })).toEqual({ ok: false, problem: { code: 'sidebar/action-refused', field } });
  });
  test('nothing at all, and anything', () => {
    for (const none of [null, undefined, {}]) expect(decode(none)).toMatchObject({ ok: false });
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('do', 'debtor', 'without', 'at', 'address', '__proto__', 'form', 'about'), fc.oneof(fc.string(), fc.constantFrom(...Object.keys(STEPS), 'toString', 'hasOwnProperty'))), (parameters) => {
      const read = decode(parameters);
      // What is taken is written again as the same: nothing else came in with it.
      return read.ok ? JSON.stringify(decode(encode(read.value))) === JSON.stringify(read) : read.problem.field !== '';
    }), { numRuns: 2_000 });
  });
});
