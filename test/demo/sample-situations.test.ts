import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_FILTER, STANDARD_POLICY, WORKLIST_GROUPS, assess, checkAppend, factsOf, foldHistory, hintsOf, identify, verifyChain } from '../../src/core';
import type { Assessment, CompanyId, DebtorId, EmailAddress, Identification, Instant, LogEntry, MailThread, Pack } from '../../src/core';
import { DEMO_PROFILE, FREE_MAIL, NADIA, SIMULATED_TODAY } from '../../src/demo/ledger/company';
import { CUSTOMERS } from '../../src/demo/ledger/customers';
import { parisMoment } from '../../src/demo/paris-time';
import { seedHistory } from '../../src/demo/sample-history';
import { parseSampleMail } from '../../src/demo/sample-mail';
import type { SampleThread } from '../../src/demo/sample-mail';
import { contentOf, proposeForFile, takeFile } from '../../src/server/feeds/ledger-file';
import { createRecords } from '../../src/server/records';
import type { Records } from '../../src/server/records';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';

const FOLDER = join(__dirname, '../../assets/demo');
const COMPANY = 'company' as CompanyId;
const NOW = new Date(parisMoment(`${SIMULATED_TODAY}T09:12`)).toISOString() as Instant;
const read = (name: string): Buffer => readFileSync(join(FOLDER, name));
const mail = parseSampleMail(read('mail.json').toString('utf8'));

let store: Store;
let records: Records;
let pack: Pack;
let seeded = 0;
beforeAll(async () => {
  store = await openStore('sqlite::memory:');
  await store.saveSettings(COMPANY, { profile: { ...DEMO_PROFILE, id: COMPANY }, overrides: { company: [], freeMail: [FREE_MAIL] } });
  const taken = await takeFile('ledger.xlsx', read('ledger.xlsx'), '2026-11-23T07:12:00.000Z' as Instant, join(FOLDER, 'invoices'));
  if (!taken.ok) throw new Error(taken.problem.code);
  await store.importLedger(COMPANY, contentOf(taken.value, proposeForFile(taken.value).mapping, COMPANY).content, NOW);
  seeded = await seedHistory(store, COMPANY, COMPANY, STANDARD_POLICY.version, read('history.json').toString('utf8'));
  records = createRecords({ store, clock: { now: () => NOW }, company: COMPANY, author: NADIA, templates: [], rates: null });
  const inForce = await records.pack();
  if (!inForce.ok) throw new Error(inForce.problem.code);
  pack = inForce.value;
});
afterAll(() => store.close());

/** What a mail host hands over of the message that a click on the thread opens: the newest one. */
function opened({ messages, subject, conversationId, sharedMailbox }: SampleThread): MailThread {
  const message = messages[messages.length - 1];
  if (message === undefined) throw new Error('an empty thread');
  const box = ({ name, address }: { readonly name: string; readonly address: string }) => ({ name, address: address.toLowerCase() as EmailAddress });
  const text = message.html.replace(/<br>|<\/(p|div|tr|li|h2|blockquote)>|<hr[^>]*>/g, '\n').replace(/<[^>]+>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
  return {
    key: conversationId, mode: 'read', open: 0, mailbox: (sharedMailbox?.address ?? mail.user.address) as EmailAddress, wholeThread: false,
    messages: [{
      id: message.id, from: box(message.from), replyTo: (message.replyTo ?? []).map(box), to: message.to.map(box), cc: message.cc.map(box), subject, text, sentAt: new Date(parisMoment(message.date)).toISOString() as Instant,
      attachmentNames: message.attachments.map(({ name }) => name),
    }],
  };
}

interface Seen {
  readonly identification: Identification;
  readonly code: string | null;
  readonly assessment: Assessment | null;
  readonly stage: string | null;
}

async function see(id: string): Promise<Seen> {
  const sample = mail.threads.find((thread) => thread.id === id);
  if (sample === undefined) throw new Error(`no thread ${id}`);
  const thread = opened(sample);
  const hits = await records.lookUp(hintsOf(thread, pack));
  if (!hits.ok) throw new Error(hits.problem.code);
  const identification = identify(thread, hits.value, pack);
  if (identification.kind !== 'one') return { identification, code: null, assessment: null, stage: null };
  return { identification, code: identification.candidate.debtor.code, ...(await situation(identification.candidate.debtor.id, thread)) };
}

async function situation(debtor: DebtorId, thread: MailThread): Promise<{ readonly assessment: Assessment; readonly stage: string | null }> {
  const file = await records.caseFile(debtor);
  if (!file.ok) throw new Error(file.problem.code);
  const assessment = assess(file.value, pack, factsOf(thread, pack.profile, foldHistory(file.value.entries).references), file.value.today);
  return { assessment, stage: 'proposal' in assessment ? assessment.proposal.stage.id : assessment.kind === 'too-soon' ? assessment.next.id : null };
}

describe('each sample thread shows the situation that it stands for', () => {
  test.each([
    ['a known sender, a firm reminder possible', 'lebrun', 'C-0412', 'remind', 'R2'],
    ['a free-mail sender who names an invoice', 'vidal', 'C-0645', 'remind', 'R1'],
    ['a colleague who passes a customer’s mail on', 'lebrasseur', 'C-0519', 'letter', 'R4'],
    ['an accountant who names the invoice of one client', 'dorval-mas', 'C-0233', 'remind', 'R2'],
    ['a promise made today, to be noted', 'parc', 'C-0301', 'call', 'R3'],
    ['a promise that is open', 'castelnou', 'C-0410', 'held', null],
    ['a promise that was not kept', 'roca', 'C-0622', 'remind', 'R2'],
    ['a dispute opened', 'clinique', 'C-0355', 'held', null],
    ['paid yesterday', 'ribere', 'C-0571', 'settled', null],
    ['not due yet', 'thuir', 'C-0128', 'not-due', null],
    ['too soon', 'salvat', 'C-0219', 'too-soon', 'R2'],
    ['a draft of a colleague pending', 'baixas', 'C-0266', 'draft-pending', null],
    ['a draft that nobody confirmed', 'batlle', 'C-0334', 'draft-unconfirmed', null],
    ['our own sent mail', 'rivesaltes-sent', 'C-0155', 'remind', 'R1'],
    ['a customer who writes in English and owes in two currencies', 'northgate', 'C-0460', 'remind', 'R2'],
    ['a mail in the shared mailbox', 'ambulances', 'C-0388', 'remind', 'R2'],
    ['one invoice paid, another late', 'peyron', 'C-0178', 'remind', 'R2'],
    ['an automatic answer', 'mas-absence', 'C-0233', 'remind', 'R2'],
  ])('%s', async (_, id, code, kind, stage) => {
    const seen = await see(id);
    expect([seen.identification.kind, seen.code, seen.assessment?.kind, seen.stage]).toEqual(['one', code, kind, stage]);
  });

  test.each([
    ['an accountant of several customers who names the invoices of two', 'dorval', 'contradiction', ['C-0178', 'C-0233']],
    ['two debtors in one thread', 'chantier', 'contradiction', ['C-0540', 'C-0622']],
  ])('%s', async (_, id, why, codes) => {
    const { identification } = await see(id);
    expect(identification.kind === 'several' ? [identification.why, identification.candidates.map(({ debtor }) => debtor.code).sort()] : identification).toEqual([why, codes]);
  });

  test.each([['a stranger on free-mail', 'j-lebrun'], ['a newsletter', 'lettre'], ['a colleague about nothing in particular', 'reunion'], ['an advertisement', 'trash']])('%s names nobody', async (_, id) => {
    expect((await see(id)).identification.kind).toBe('none');
  });

  test('the firm reminder to Menuiserie Lebrun asks for the sum of the drawings', async () => {
    const { assessment } = await see('lebrun');
    expect(assessment?.kind === 'remind' ? [assessment.proposal.sum.minor, assessment.proposal.possibleSince, assessment.proposal.demanded.map(({ item }) => item.number)] : assessment).toEqual([431_640, '2026-11-23', ['FA-2026-0297', 'FA-2026-0311']]);
  });

  test('Karim’s draft for Cave de Baixas is reserved in his name', async () => {
    const { assessment } = await see('baixas');
    expect(assessment?.kind === 'draft-pending' ? assessment.draft.author.name : assessment).toBe('Karim Aït');
  });
});

describe('the sample history', () => {
  test('is a chain that holds for every customer, and a second start adds nothing', async () => {
    const all = async (): Promise<readonly LogEntry[]> => (await Promise.all(CUSTOMERS.map(async ({ code }) => store.entries(COMPANY, `c-${code.toLowerCase()}`)))).flatMap((entries) => entries ?? []);
    const before = await all();
    expect(before.length).toBe(seeded);
    for (const { code } of CUSTOMERS) {
      const entries = (await store.entries(COMPANY, `c-${code.toLowerCase()}`)) ?? [];
      if (entries.length > 0) expect([code, verifyChain(entries).intact, [...entries].sort((a, b) => a.seq - b.seq).every((entry, at, list) => at === 0 || entry.at >= (list[at - 1] as LogEntry).at)]).toEqual([code, true, true]);
    }
    await seedHistory(store, COMPANY, COMPANY, STANDARD_POLICY.version, read('history.json').toString('utf8'));
    expect((await all()).length).toBe(before.length);
  });

  test('holds nothing that the guard of the log would have refused on its day', async () => {
    const all: unknown[] = [];
    for (const { code } of CUSTOMERS) {
      const file = await records.caseFile(`c-${code.toLowerCase()}` as DebtorId);
      if (!file.ok) throw new Error(`${code}: ${file.problem.code}`);
      const entries = [...file.value.entries].sort((a, b) => a.seq - b.seq);
      const refused = entries.flatMap((entry, at) => {
        const allowed = checkAppend({ ...file.value, entries: entries.slice(0, at) }, pack, entry, entry.on);
        return allowed.ok ? [] : [[code, entry.on, entry.fact.kind, allowed.problem.code]];
      });
      all.push(...refused);
    }
    expect(all).toEqual([]);
  });

  test('gives every reminder a reference of its own', () => {
    const drafted = (JSON.parse(read('history.json').toString('utf8')) as readonly { readonly fact: { readonly kind: string; readonly reference: string } }[]).filter(({ fact }) => fact.kind === 'reminder-drafted').map(({ fact }) => fact.reference);
    expect(new Set(drafted).size).toBe(drafted.length);
  });

  test('leaves work of every sort for today', async () => {
    const pages = await Promise.all(WORKLIST_GROUPS.map((group) => records.worklistPage({ ...NO_FILTER, group, after: '', limit: 50 })));
    const kinds = pages.flatMap((page) => (page.ok ? page.value.rows.map(({ kind }) => kind) : []));
    expect(kinds.length).toBeGreaterThanOrEqual(20);
    for (const kind of ['remind', 'call', 'letter', 'held', 'too-soon', 'draft-pending', 'draft-unconfirmed']) expect(kinds).toContain(kind);
  });
});

test('every address of the sample mail ends in .example', () => {
  const addresses = [...read('mail.json').toString('utf8').matchAll(/[\w.+-]+@([\w.-]+\w)/g)].map(([, domain]) => domain ?? '');
  expect(addresses.length).toBeGreaterThan(50);
  expect(addresses.filter((domain) => !domain.endsWith('.example'))).toEqual([]);
});
