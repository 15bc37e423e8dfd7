import { WORKLIST_GROUPS, assess, decisionOf, localDate, unknownDebtor } from '../../../src/core';
import type { Assessment, AssessmentKind, CaseFile, Contact, ContactRole, Debtor, Hold, Invoice, LogFact, MailThread, Problem, ProblemCode, Semester } from '../../../src/core';
import { aCaseFile, aContact, aDebtor, address, aLog, aMailbox, aMessage, anInvoice, aPack, aReminderSent, called, daysAgo, deposited, drafted, eur, idOf, inDays, promised, reference, TODAY, at, aListed, aThread } from '../builders';
import type { LogItem } from '../builders';
import type { EntryId, WorklistPage } from '../../../src/core';
import { STANDARD_POLICY } from '../../../src/core';

/** The shipped plan, not the builders' test plan. */
export const PACK = aPack({ policies: [STANDARD_POLICY], defaultPolicy: STANDARD_POLICY.id });

const number = 'FA-2026-0297';
const late = (days: number): Invoice => anInvoice({ number, id: idOf(number), due: daysAgo(days) });
const file = (over: Partial<CaseFile>): CaseFile => aCaseFile(over);

const r1 = (on: number) => aReminderSent({ on: daysAgo(on), stage: 'R1', reference: reference('R-7K3F'), invoices: [aListed({ of: late(60), step: 'R1' })] });
const r2 = (on: number) => aReminderSent({ on: daysAgo(on), stage: 'R2', tone: 'firm', reference: reference('R-8M4G'), invoices: [aListed({ of: late(60), step: 'R2' })] });

/** A case file whose answer is of each kind. A kind without one does not compile. */
export const FILES: Readonly<Record<Exclude<AssessmentKind, 'unknown-debtor'>, CaseFile>> = {
  settled: file({ invoices: [] }),
  'not-due': file({ invoices: [anInvoice({ due: inDays(40) })] }),
  held: file({ invoices: [late(20)], entries: aLog(promised({ promisedFor: inDays(4), amount: eur(1200) })) }),
  'draft-pending': file({ invoices: [late(3)], entries: aLog([drafted({ invoices: [aListed({ of: late(3), step: 'R1' })] }), { at: at('2026-11-23T08:14:00Z'), on: TODAY }]) }),
  'draft-unconfirmed': file({ invoices: [late(9)], entries: aLog([drafted({ invoices: [aListed({ of: late(9), step: 'R1' })] }), { at: at('2026-11-17T08:14:00Z'), on: daysAgo(6) }]) }),
  'too-soon': file({ invoices: [late(12)], entries: aLog(...r1(7)) }),
  remind: file({ invoices: [late(32)], entries: aLog(...r1(11)) }),
  call: file({ invoices: [late(40)], entries: aLog(...r1(25), ...r2(14)) }),
  letter: file({ invoices: [late(60)], entries: aLog(...r1(40), ...r2(29), [called({ invoices: [idOf(number)] }), { at: at('2026-11-01T09:00:00Z'), on: daysAgo(22) }]) }),
  exhausted: file({
    invoices: [late(120)],
    entries: aLog(
      ...r1(100),
      ...r2(89),
      [called({ invoices: [idOf(number)] }), { at: at('2026-09-04T09:00:00Z'), on: daysAgo(80) }],
      [deposited({ stage: 'R4', depositedOn: daysAgo(70), invoices: [aListed({ of: late(120), step: 'R4' })] }), { at: at('2026-09-14T09:00:00Z'), on: daysAgo(70) }],
      [deposited({ stage: 'R5', depositedOn: daysAgo(50), invoices: [aListed({ of: late(120), step: 'R5' })] }), { at: at('2026-10-04T09:00:00Z'), on: daysAgo(50) }],
    ),
  }),
};

export const assessed = (of: CaseFile): Assessment => assess(of, PACK, null, TODAY);
export const NOBODY: Assessment = unknownDebtor(TODAY);

const entry = 'e-1' as EntryId;
/** One hold of each kind. */
export const HOLDS: Readonly<Record<Hold['kind'], Hold>> = {
  promise: { kind: 'promise', entry, amount: eur(4316.4), promisedFor: inDays(4), until: inDays(8) },
  dispute: { kind: 'dispute', entry, numbers: [number, 'FA-2', 'FA-3', 'FA-4', 'FA-5'], amount: eur(120), openedOn: daysAgo(3) },
  manual: { kind: 'manual', entry, until: null, reason: 'vu avec la direction' },
  excluded: { kind: 'excluded', reason: 'client stratégique', until: inDays(10) },
  insolvency: { kind: 'insolvency', procedure: 'recovery', openedOn: daysAgo(10) },
  plan: { kind: 'plan', entry, until: inDays(30) },
  'direct-debit': { kind: 'direct-debit', numbers: [number] },
  assigned: { kind: 'assigned', numbers: [number], factor: 'Factor SA' },
  'e-invoice': { kind: 'e-invoice', numbers: [number], status: 207, until: null },
  consumer: { kind: 'consumer' },
  'consumer-step': { kind: 'consumer-step', stage: 'R5', law: null },
  'credit-covers': { kind: 'credit-covers', credits: eur(500), overdue: eur(400) },
  retained: { kind: 'retained', numbers: [number], amount: eur(60), until: inDays(200) },
  limitation: { kind: 'limitation', numbers: [number], since: daysAgo(12), years: 5 },
  'struck-off': { kind: 'struck-off' },
  'unread-answer': { kind: 'unread-answer', receivedOn: daysAgo(3), until: inDays(1) },
  'figures-too-old': { kind: 'figures-too-old', of: daysAgo(7), allowed: 2 },
  'no-address-left': { kind: 'no-address-left', address: address('compta@garage-canigou.fr'), on: daysAgo(11) },
  'below-tolerance': { kind: 'below-tolerance', amount: eur(0.5), tolerance: eur(5), until: inDays(5) },
};

const contact = (role: ContactRole, local: string, name: string | null = null): Contact => aContact({ role, name, address: address(`${local}@garage-canigou.fr`) });
const COMPTA = contact('accounting', 'compta', 'Sophie Marchand');
const GENERAL = contact('generic', 'contact');
const aboutAddress = (who: string, change: 'added' | 'removed' | 'bounced', ago: number, role?: ContactRole): LogItem => {
  const fact: LogFact = { kind: 'contact-changed', address: address(who), change, ...(role === undefined ? {} : { role }) };
  return [fact, { on: daysAgo(ago), at: at('2026-11-12T09:00:00Z') }];
};
const firm = (debtor: Partial<Debtor>, ...more: readonly LogItem[]): CaseFile => file({ debtor: aDebtor(debtor), invoices: [late(32)], entries: aLog(...r1(11), ...more) });
const returned = (text: string): MailThread => aThread({ messages: [aMessage({ from: aMailbox('mailer-daemon@outlook.example'), subject: 'Non remis : Facture FA-2026-0297', text })] });

/** Who is written to, and who is not: what the card says of contacts. `without`: copies that the clerk took out. */
export interface ContactState {
  readonly file: CaseFile;
  readonly thread: MailThread | null;
  readonly without: readonly string[];
}
const state = (of: CaseFile, thread: MailThread | null = null, without: readonly string[] = []): ContactState => ({ file: of, thread, without });
export const CONTACT_STATES: Readonly<Record<string, ContactState>> = {
  'a copy to accounting': state(firm({ contacts: [contact('payer', 'reglements'), COMPTA, GENERAL] })),
  'a copy that was taken out': state(firm({ contacts: [contact('payer', 'reglements'), COMPTA] }), null, ['compta@garage-canigou.fr']),
  'a copy to the general address': state(firm({ contacts: [COMPTA, GENERAL] })),
  'a copy to the payer, in a reply': state(firm({ contacts: [contact('unknown', 'sophie'), contact('payer', 'reglements')] }), aThread({ messages: [aMessage({ from: aMailbox('sophie@garage-canigou.fr') })] })),
  'a refused address': state(firm({ contacts: [COMPTA, GENERAL] }, aboutAddress('compta@garage-canigou.fr', 'bounced', 11))),
  'an address that was taken out': state(firm({ contacts: [COMPTA] }, aboutAddress('compta@garage-canigou.fr', 'removed', 11), aboutAddress('jean@neuf.example', 'added', 3, 'payer'))),
  'a salesperson who writes': state(firm({ contacts: [contact('sales', 'agent'), contact('unknown', 'marie')] }), aThread({ messages: [aMessage({ from: aMailbox('agent@garage-canigou.fr') })] })),
  'management alone': state(firm({ contacts: [contact('management', 'direction')] })),
  'every address refused': state(firm({ contacts: [COMPTA] }, aboutAddress('compta@garage-canigou.fr', 'bounced', 11))),
  'no address at all': state(firm({ contacts: [] })),
  'a mail that came back': state(firm({ contacts: [COMPTA, GENERAL] }), returned('compta@garage-canigou.fr : adresse inconnue')),
  'a mail that came back and names two': state(firm({ contacts: [COMPTA, GENERAL] }), returned('À : compta@garage-canigou.fr, contact@garage-canigou.fr')),
  'a letter, and a salesperson': state({ ...FILES.letter, debtor: aDebtor({ contacts: [COMPTA, contact('management', 'direction', 'Mme Roca'), contact('sales', 'p.vidal', 'Paul Vidal')] }) }),
  'a call, and a salesperson without a name': state({ ...FILES.call, debtor: aDebtor({ contacts: [COMPTA, contact('sales', 'p.vidal')] }) }),
  'a public buyer': state(firm({ kind: 'public', contacts: [COMPTA, GENERAL, contact('sales', 'p.vidal')] })),
};

/** One problem of each code. A new code without one does not compile. */
export const PROBLEMS: Readonly<Record<ProblemCode, Problem>> = {
  'source/unreachable': { code: 'source/unreachable', since: null },
  'source/timed-out': { code: 'source/timed-out', afterMs: 8000 },
  'source/server-error': { code: 'source/server-error', status: 500, reference: '7F3A' },
  'source/unreadable-answer': { code: 'source/unreadable-answer' },
  'source/not-signed-in': { code: 'source/not-signed-in' },
  'source/sign-in-refused': { code: 'source/sign-in-refused', because: 'expired' },
  'source/account-refused': { code: 'source/account-refused', because: 'domain', domain: 'exemple.fr' },
  'source/address-not-allowed': { code: 'source/address-not-allowed' },
  'source/sign-in-keys-unreachable': { code: 'source/sign-in-keys-unreachable' },
  'source/forbidden': { code: 'source/forbidden' },
  'source/unknown-debtor': { code: 'source/unknown-debtor' },
  'source/no-ledger': { code: 'source/no-ledger' },
  'source/domain-refused': { code: 'source/domain-refused', domain: 'exemple', because: 'malformed' },
  'source/choice-refused': { code: 'source/choice-refused', scope: 'domain', because: 'everybodys' },
  'source/version-not-served': { code: 'source/version-not-served', asked: 1, served: [2, 3] },
  'google/no-consent': { code: 'google/no-consent' },
  'google/token-expired': { code: 'google/token-expired' },
  'google/quota': { code: 'google/quota' },
  'google/busy': { code: 'google/busy' },
  'google/out-of-time': { code: 'google/out-of-time' },
  'google/not-answering': { code: 'google/not-answering' },
  'google/draft-refused': { code: 'google/draft-refused' },
  'google/text-too-long': { code: 'google/text-too-long', limit: 204_800, length: 300_000 },
  'sidebar/action-refused': { code: 'sidebar/action-refused', field: 'debtor' },
  'sheet/gone': { code: 'sheet/gone' },
  'sheet/no-rights': { code: 'sheet/no-rights', to: 'read' },
  'sheet/no-consent': { code: 'sheet/no-consent' },
  'sheet/quota': { code: 'sheet/quota' },
  'sheet/not-answering': { code: 'sheet/not-answering', status: 503 },
  'sheet/service-off': { code: 'sheet/service-off' },
  'sheet/office-file': { code: 'sheet/office-file' },
  'sheet/tab-gone': { code: 'sheet/tab-gone', tab: 'Factures' },
  'sheet/columns-gone': { code: 'sheet/columns-gone', tab: 'Journal', columns: ['Empreinte', 'Contenu'] },
  'sheet/not-an-address': { code: 'sheet/not-an-address', because: 'other-document' },
  'sheet/tabs-to-add': { code: 'sheet/tabs-to-add', tabs: ['Journal', 'Réglages'] },
  'policy/refused': { code: 'policy/refused', faults: [{ stage: 'R2', field: 'days', why: 'not-rising' }] },
  'policy/changed-meanwhile': { code: 'policy/changed-meanwhile', by: 'Karim Aït', at: at('2026-11-23T08:14:00Z') },
  'policy/in-use': { code: 'policy/in-use', company: true, segments: ['Grands comptes'], debtors: 12 },
  'policy/unknown': { code: 'policy/unknown', policy: 'own-3' },
  'text/refused': { code: 'text/refused', faults: [{ in: 'body', line: 3, why: 'unknown-variable', name: 'client.nme' }] },
  'text/held-back': { code: 'text/held-back', findings: ['unlawful'] },
  'text/changed-meanwhile': { code: 'text/changed-meanwhile', by: 'Karim Aït', at: at('2026-11-23T08:14:00Z') },
  'text/unknown': { code: 'text/unknown', text: 'fr/r9-firm' },
  'store/disk-full': { code: 'store/disk-full' },
  'store/busy': { code: 'store/busy', afterMs: 5000 },
  'store/damaged': { code: 'store/damaged', backup: { at: at('2026-11-22T21:05:00Z'), entries: 1204 } },
  'store/not-answering': { code: 'store/not-answering' },
  'store/clock-behind': { code: 'store/clock-behind', lastEntryAt: at('2026-11-23T09:14:00Z'), now: at('2026-11-23T08:14:00Z') },
  'log/step-taken': { code: 'log/step-taken', stage: 'R2', by: 'Karim Aït', at: at('2026-11-23T08:14:00Z'), entry },
  'log/no-longer-due': { code: 'log/no-longer-due' },
  'log/address-refused': { code: 'log/address-refused', address: 'compta@garage-canigou.fr' },
  'log/nothing-to-confirm': { code: 'log/nothing-to-confirm', reference: 'R-7K3F' },
  'log/entry-unknown': { code: 'log/entry-unknown', entry: 'x' },
  'log/cannot-be-undone': { code: 'log/cannot-be-undone', entry: 'x', because: 'not-the-last-step' },
  'log/invalid-entry': { code: 'log/invalid-entry', field: 'fact.promisedFor', detail: 'in the past' },
  'log/request-id-reused': { code: 'log/request-id-reused' },
  'log/changed-by-hand': { code: 'log/changed-by-hand', row: 12 },
  'log/read-only': { code: 'log/read-only' },
  'mail/no-item': { code: 'mail/no-item' },
  'mail/item-changed': { code: 'mail/item-changed' },
  'mail/no-answer': { code: 'mail/no-answer', call: 'displayReplyFormAsync', afterMs: 15000 },
  'mail/host-refused': { code: 'mail/host-refused', call: 'displayReplyFormAsync', hostCode: 9020 },
  'mail/unsupported': { code: 'mail/unsupported', call: 'compose' },
  'mail/too-long': { code: 'mail/too-long', limit: 32768, length: 40000 },
  'mail/no-recipient': { code: 'mail/no-recipient' },
  'mail/clipboard-closed': { code: 'mail/clipboard-closed' },
  'mail/attachments-refused': { code: 'mail/attachments-refused', hostCode: 9007 },
  'mail/subject-not-set': { code: 'mail/subject-not-set' },
  'mail/not-in-outlook': { code: 'mail/not-in-outlook' },
  'ledger/not-a-workbook': { code: 'ledger/not-a-workbook', file: 'photo.png' },
  'ledger/empty': { code: 'ledger/empty', file: 'vide.csv' },
  'ledger/file-unreadable': { code: 'ledger/file-unreadable', file: 'clients.xlsx', because: 'locked' },
  'ledger/quote-not-closed': { code: 'ledger/quote-not-closed', file: 'clients.csv', row: 12 },
  'ledger/no-usable-column': { code: 'ledger/no-usable-column', file: 'clients.csv', headers: ['foo', 'bar'] },
  'ledger/column-missing': { code: 'ledger/column-missing', file: 'clients.csv', field: 'due' },
  'ledger/account-statement': { code: 'ledger/account-statement', file: 'grand-livre.csv', column: 'Solde' },
  'ledger/date-order-undecided': { code: 'ledger/date-order-undecided', file: 'clients.csv', column: 'Échéance', example: '03/11/2026' },
  'ledger/date-orders-mixed': { code: 'ledger/date-orders-mixed', file: 'Factures', column: 'Échéance', dayFirst: '31/10/2026', monthFirst: '10/31/2026' },
  'ledger/column-twice': { code: 'ledger/column-twice', file: 'Factures', header: 'Montant', columns: ['D', 'G'] },
  'ledger/encrypted': { code: 'ledger/encrypted', file: 'clients.xlsx' },
  'ledger/too-large': { code: 'ledger/too-large', file: 'clients.csv', limit: 268435456 },
  'ledger/row-unreadable': { code: 'ledger/row-unreadable', file: 'clients.xlsx', sheet: 'Feuil1', row: 12, column: 'Échéance', value: 'à réception', why: 'date' },
  'ledger/other-format': { code: 'ledger/other-format', file: 'clients.xls', format: 'xls' },
  'ledger/rows-skipped': { code: 'ledger/rows-skipped', file: 'clients.xlsx', sheet: 'Feuil1', row: 14, rows: 3, value: 'Total client DUPONT', why: 'total' },
  'ledger/total-differs': { code: 'ledger/total-differs', file: 'clients.xlsx', sheet: 'Feuil1', row: 14, value: 'Total client DUPONT', printed: { minor: 120000, currency: 'EUR' }, read: { minor: 100000, currency: 'EUR' } },
  'ledger/rows-identical': { code: 'ledger/rows-identical', file: 'clients.xlsx', sheet: 'Feuil1', row: 12, first: 8, rows: 1 },
  'ledger/addresses-differ': { code: 'ledger/addresses-differ', file: 'clients.xlsx', sheet: 'Feuil1', row: 40, customer: 'Garage du Canigou', others: [12], count: 2 },
  'ledger/lines-summed': { code: 'ledger/lines-summed', file: 'clients.xlsx', sheet: 'Feuil1', row: 8, number, invoices: 12 },
  'ledger/second-table': { code: 'ledger/second-table', file: 'clients.xlsx', sheet: 'Feuil1', row: 40, rows: 7, value: 'Règlements reçus' },
  'ledger/sheet-remark': { code: 'ledger/sheet-remark', file: 'clients.xlsx', sheet: 'Feuil1', what: 'hidden-rows', count: 4 },
  'ledger/fec-unbalanced': { code: 'ledger/fec-unbalanced', file: '404833048FEC20251231.txt', row: 18, journal: 'VE', entry: '2025-0042', difference: { minor: 12_000, currency: 'EUR' } },
  'ledger/fec-remark': { code: 'ledger/fec-remark', file: '404833048FEC20251231.txt', what: 'partly-lettered', count: 3, row: 240, value: 'AB, Garage du Canigou', amount: null },
  'ledger/lost': { code: 'ledger/lost', file: 'clients.xlsx' },
  'ledger/others-connected': { code: 'ledger/others-connected', file: 'clients.xlsx' },
  'ledger/import-cancelled': { code: 'ledger/import-cancelled', file: 'clients.xlsx' },
  'ledger/import-running': { code: 'ledger/import-running', file: 'clients.xlsx', by: 'Nadia Benali' },
  'ledger/document-missing': { code: 'ledger/document-missing', file: 'clients.xlsx', number },
  'ledger/awaits-confirmation': { code: 'ledger/awaits-confirmation', file: 'clients.xlsx', rowsBefore: 120, rowsNow: 60, at: TODAY },
  'move/chain-broken': { code: 'move/chain-broken', debtor: 'c-c-0412', name: 'Garage du Canigou', seq: 3, why: 'hash' },
  'move/log-not-empty': { code: 'move/log-not-empty', debtor: 'c-c-0412', name: 'Garage du Canigou', entries: 4 },
  'move/customer-unknown': { code: 'move/customer-unknown', debtor: 'c-c-0412', name: 'Garage du Canigou' },
  'feed/credential-refused': { code: 'feed/credential-refused', feed: 'Odoo' },
  'feed/consent-over': { code: 'feed/consent-over', feed: 'QuickBooks' },
  'feed/no-rights': { code: 'feed/no-rights', feed: 'Odoo', what: 'account.move' },
  'feed/not-found': { code: 'feed/not-found', feed: 'Odoo', what: 'database' },
  'feed/address-refused': { code: 'feed/address-refused', feed: 'Dolibarr', because: 'redirects', host: 'www.exemple.fr' },
  'feed/setting-refused': { code: 'feed/setting-refused', feed: 'Dolibarr', field: 'adresse', because: 'missing' },
  'feed/version-not-read': { code: 'feed/version-not-read', feed: 'Dolibarr', found: '14.0.3', needs: '18.0' },
  'feed/too-many-requests': { code: 'feed/too-many-requests', feed: 'Pennylane', retryAfter: 5 },
  'feed/unreachable': { code: 'feed/unreachable', feed: 'Odoo', because: 'no-such-host' },
  'feed/timed-out': { code: 'feed/timed-out', feed: 'Odoo', afterMs: 30_000 },
  'feed/server-error': { code: 'feed/server-error', feed: 'Odoo', status: 500 },
  'feed/unreadable-answer': { code: 'feed/unreadable-answer', feed: 'Pennylane', at: 'items[3].customer.id' },
  'feed/paused': { code: 'feed/paused', feed: 'Odoo', seconds: 60 },
  'feed/too-old': { code: 'feed/too-old', feed: 'Pennylane' },
  'feed/secret-unreadable': { code: 'feed/secret-unreadable', feed: 'Odoo' },
  'feed/pull-running': { code: 'feed/pull-running', feed: 'Odoo' },
  'feed/cancelled': { code: 'feed/cancelled', feed: 'Odoo' },
  'feed/unknown': { code: 'feed/unknown', feed: 'f-2' },
  'company/unknown': { code: 'company/unknown', company: 'c-2' },
  'company/name-refused': { code: 'company/name-refused', because: 'taken' },
  'company/kept': { code: 'company/kept', company: 'Filiale Sud', because: 'log' },
  'feed/record-unreadable': { code: 'feed/record-unreadable', feed: 'Odoo', record: 'FAC/2026/0113', field: 'invoice_date_due', why: 'no-due-date' },
  'template/missing': { code: 'template/missing', stage: 'R4', reply: null, language: 'fr', tone: 'formal' },
  'letter/no-notice': { code: 'letter/no-notice', stage: 'R5' },
  'letter/claim-unusable': { code: 'letter/claim-unusable', number: 'FA-2026-0297' },
  'template/syntax': { code: 'template/syntax', template: 'r2', line: 3, detail: 'tag not closed' },
  'template/unknown-variable': { code: 'template/unknown-variable', template: 'r2', variable: 'client.nomm' },
  'template/too-long': { code: 'template/too-long', template: 'r2', limit: 20000 },
  'penalties/rate-unknown': { code: 'penalties/rate-unknown', number, semester: '2027-S1' as Semester, series: 'ecb-refi', known: { to: localDate('2026-12-31'), days: 38, interest: eur(12.34) } },
  'penalties/invalid-claim': { code: 'penalties/invalid-claim', number, field: 'amount', because: 'negative' },
  'penalties/no-contract-rate': { code: 'penalties/no-contract-rate', number, pack: 'fr-public' },
  'penalties/charge-in-another-currency': { code: 'penalties/charge-in-another-currency', number, pack: 'uk' },
  'penalties/no-law': { code: 'penalties/no-law', country: 'CH' },
};

/** A page of the worklist that shows these debtors, whatever their group. */
export const aWorklistPage = (files: readonly CaseFile[], count = files.length, over: Partial<WorklistPage> = {}): WorklistPage => ({
  today: TODAY, rows: files.map((of) => decisionOf(of, PACK, TODAY)), count, groups: Object.fromEntries(WORKLIST_GROUPS.map((group, n) => [group, n])) as WorklistPage['groups'], handled: 0, hidden: [], progress: null, ...over,
});
