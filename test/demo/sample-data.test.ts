import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assess, checkAppend, factsOf, findReferences, hintsOf, identify, localDate, PUBLIC_BUYER_POLICY, shapesOf, STANDARD_POLICY, verifyChain } from '../../src/core';
import type { Assessment, CaseFile, CompanyId, EmailAddress, Identification, Instant, Mailbox, MailThread, Pack, ReminderReference } from '../../src/core';
import { SIMULATED_TODAY } from '../../src/demo/ledger/company';
import { parisDay, parisMoment } from '../../src/demo/paris-time';
import { seedHistory } from '../../src/demo/sample-history';
import { parseSampleMail } from '../../src/demo/sample-mail';
import type { SampleMail, SamplePerson, SampleThread } from '../../src/demo/sample-mail';
import { sampleSettings } from '../../src/demo/server/sample-company';
import { contentOf, proposeForFile, takeFile } from '../../src/server/feeds/ledger-file';
import { openStore } from '../../src/server/store/open-store';
import type { Account } from '../../src/server/store/read-accounts';
import type { Store } from '../../src/server/store/store';
import { lookUpIn } from '../core/identify/in-memory-look-up';

/**
 * The sample customers, log and mail as the try-out loads them: read by the feed, kept in a store, assessed on the
 * simulated Monday. What each scene is there to show must be what the program answers.
 */
const FOLDER = join(__dirname, '../../assets/demo');
const COMPANY = 'company' as CompanyId;
const TODAY = localDate(SIMULATED_TODAY);
const AS_OF = '2026-11-23T07:12:00.000Z' as Instant;
const temporary = mkdtempSync(join(tmpdir(), 'relance-sample-'));
let store: Store;
let pack: Pack;
let mail: SampleMail;
let accounts: ReadonlyMap<string, Account>;

beforeAll(async () => {
  store = await openStore(`sqlite:${join(temporary, 'sample.db')}`);
  const settings = sampleSettings(COMPANY);
  await store.saveSettings(COMPANY, settings);
  const taken = await takeFile('ledger.xlsx', readFileSync(join(FOLDER, 'ledger.xlsx')), AS_OF, join(FOLDER, 'invoices'));
  if (!taken.ok) throw new Error(taken.problem.code);
  const { content } = contentOf(taken.value, proposeForFile(taken.value).mapping, COMPANY);
  await store.importLedger(COMPANY, content, AS_OF);
  await seedHistory(store, COMPANY, COMPANY, STANDARD_POLICY.version, readFileSync(join(FOLDER, 'history.json'), 'utf8'));
  const found = new Map<string, Account>();
  for (const { code } of content.debtors) {
    for (const { debtor } of await store.search(COMPANY, code ?? '')) {
      const account = await store.account(COMPANY, debtor);
      if (account !== null && account.debtor.code === code) found.set(account.debtor.code ?? '', account);
    }
  }
  accounts = found;
  pack = {
    id: 'sample', profile: settings.profile, policies: [STANDARD_POLICY, PUBLIC_BUYER_POLICY], defaultPolicy: STANDARD_POLICY.id, templates: [], domainOverrides: settings.overrides,
    numberShapes: shapesOf(content.invoices.map(({ number }) => number)),
  };
  mail = parseSampleMail(readFileSync(join(FOLDER, 'mail.json'), 'utf8'));
});

afterAll(async () => {
  await store.close();
  rmSync(temporary, { recursive: true });
});

const caseFile = (code: string): CaseFile => {
  const account = accounts.get(code);
  if (account === undefined) throw new Error(`no customer ${code}`);
  return { company: COMPANY, debtor: account.debtor, invoices: account.invoices, entries: account.entries, source: { name: 'ledger.xlsx', kind: 'file', asOf: AS_OF, unreadableRows: 3 }, loadedAt: AS_OF, today: TODAY, pack: 'sample' };
};

/** The pane's answer for a customer; with a thread open it knows what the thread proves. */
const stateOf = (code: string, thread: string | null = null): Assessment => assess(caseFile(code), pack, thread === null ? null : factsOf(opened(threadOf(thread)), pack.profile, given()), TODAY);
function said(assessment: Assessment): string {
  switch (assessment.kind) {
    case 'remind':
    case 'call':
    case 'letter': return `${assessment.kind} ${assessment.proposal.stage.id} since ${assessment.proposal.possibleSince}`;
    case 'too-soon': return `too-soon ${assessment.next.id} from ${assessment.from}`;
    case 'held': return `held ${assessment.holds.map(({ kind }) => kind).join(' ')}`;
    case 'draft-pending':
    case 'draft-unconfirmed': return `${assessment.kind} by ${assessment.draft.author.name}`;
    default: return assessment.kind;
  }
}

/** As the mail client gives it: only the open message with what it quotes, as text. */
function opened({ id, subject, messages, sharedMailbox }: SampleThread): MailThread {
  const last = messages[messages.length - 1];
  if (last === undefined) throw new Error(`${id} is empty`);
  return {
    key: id, mode: 'read', open: 0, mailbox: (sharedMailbox ?? mail.user).address as EmailAddress, wholeThread: false,
    messages: [{
      id: last.id, from: boxOf(last.from), to: last.to.map(boxOf), cc: last.cc.map(boxOf), replyTo: (last.replyTo ?? []).map(boxOf), sentAt: new Date(parisMoment(last.date)).toISOString() as Instant, subject, text: textOf(last.html),
      attachmentNames: last.attachments.map(({ name }) => name),
    }],
  };
}
const boxOf = ({ name, address }: SamplePerson): Mailbox => ({ name, address: address as EmailAddress });
const textOf = (html: string): string => html.replace(/<hr[^>]*>/g, `\n${'_'.repeat(32)}\n`).replace(/<\/p>/g, '\n\n').replace(/<br>|<\/(?:div|blockquote|li|h2|tr)>/g, '\n').replace(/<[^>]+>/g, '').replace(/&nbsp;/g, '\u00a0').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&').trim();

const threadOf = (id: string): SampleThread => {
  const found = mail.threads.find((thread) => thread.id === id);
  if (found === undefined) throw new Error(`no thread ${id}`);
  return found;
};
const debtors = (): readonly Account[] => [...accounts.values()];
/** The references that the log gave out. */
const given = (): ReadonlySet<ReminderReference> => new Set(debtors().flatMap(({ entries }) => entries.flatMap(({ fact }) => (fact.kind === 'reminder-drafted' ? [fact.reference] : []))));
function identified(id: string): Identification {
  const thread = opened(threadOf(id));
  const reminders = debtors().flatMap(({ debtor, entries }) => entries.flatMap(({ fact }) => (fact.kind === 'reminder-drafted' ? [{ reference: fact.reference, debtor: debtor.id }] : [])));
  return identify(thread, lookUpIn({ debtors: debtors().map(({ debtor }) => debtor), invoices: debtors().flatMap(({ invoices }) => invoices), reminders })(hintsOf(thread, pack)), pack);
}
function inShort(id: string): string {
  const answer = identified(id);
  const codes = (list: readonly { readonly debtor: { readonly code: string | null } }[]): string => list.map(({ debtor }) => debtor.code).sort().join(' ');
  return answer.kind === 'one' ? codes([answer.candidate]) : answer.kind === 'several' ? `several ${answer.why}: ${codes(answer.candidates)}` : `none: ${answer.why}`;
}

describe('each sample thread is recognised as its scene says', () => {
  test.each([
    ['a known contact answers our reminder', 'lebrun', 'C-0412'],
    ['a private address cites an invoice number', 'vidal', 'C-0645'],
    ['a private address cites nothing', 'j-lebrun', 'none: nothing-found'],
    ['a colleague passes a customer on', 'lebrasseur', 'C-0519'],
    ['the accountant of two customers cites one invoice of each', 'dorval', 'several contradiction: C-0178 C-0233'],
    ['the accountant of two customers cites the invoice of one', 'dorval-mas', 'C-0233'],
    ['the contact of one customer also cites the invoice of another', 'chantier', 'several contradiction: C-0540 C-0622'],
    ['a customer promises', 'parc', 'C-0301'],
    ['a customer whose promise is already noted', 'castelnou', 'C-0410'],
    ['a customer disputes', 'clinique', 'C-0355'],
    ['a customer has just paid', 'ribere', 'C-0571'],
    ['nothing is due yet', 'thuir', 'C-0128'],
    ['the last reminder is too young', 'salvat', 'C-0219'],
    ['a draft of a colleague waits', 'baixas', 'C-0266'],
    ['a draft of ours was never confirmed', 'batlle', 'C-0334'],
    ['an absence is answered by a machine', 'mas-absence', 'C-0233'],
    ['a newsletter', 'lettre', 'none: nothing-found'],
    ['a colleague writes about work', 'reunion', 'none: own-mail'],
    ['our own sent mail', 'rivesaltes-sent', 'C-0155'],
    ['an English customer', 'northgate', 'C-0460'],
    ['the shared mailbox', 'ambulances', 'C-0388'],
  ])('%s (%s)', (_, thread, expected) => expect(inShort(thread)).toBe(expected));

  test('there are at least fifteen in the inbox, all written before the simulated morning ends', () => {
    const inbox = mail.threads.filter(({ folder }) => folder === 'inbox');
    expect(inbox.length).toBeGreaterThanOrEqual(15);
    for (const { id, messages } of mail.threads) for (const { date } of messages) expect([id, date < `${TODAY}T09:30`]).toEqual([id, true]);
  });

  test('ids are given once', () => {
    const ids = mail.threads.flatMap(({ id, messages }) => [id, ...messages.map((message) => message.id)]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the one in the shared mailbox was written to that mailbox', () => {
    const { sharedMailbox, messages } = threadOf('ambulances');
    expect(messages[messages.length - 1]?.to).toEqual([sharedMailbox]);
  });

  test('only addresses that nobody can own are used', () => {
    const people = mail.threads.flatMap(({ messages }) => messages.flatMap(({ from, to, cc }) => [from, ...to, ...cc]));
    expect(people.filter(({ address }) => !address.endsWith('.example'))).toEqual([]);
  });
});

describe('each sample customer stands where its scene says', () => {
  test.each([
    ['Menuiserie Lebrun', 'C-0412', 'lebrun', 'remind R2 since 2026-11-23'],
    ['Hôtel du Parc', 'C-0301', 'parc', 'call R3 since 2026-11-23'],
    ['Domaine Castelnou', 'C-0410', 'castelnou', 'held promise'],
    ['Clinique Sainte-Anne', 'C-0355', 'clinique', 'held dispute'],
    ['Pépinières Ribère', 'C-0571', 'ribere', 'settled'],
    ['Mairie de Thuir', 'C-0128', 'thuir', 'not-due'],
    ['Imprimerie Salvat', 'C-0219', 'salvat', 'too-soon R2 from 2026-11-30'],
    ['Cave de Baixas', 'C-0266', 'baixas', 'draft-pending by Karim Aït'],
    ['Menuiserie Batlle', 'C-0334', 'batlle', 'draft-unconfirmed by Nadia Perrin'],
    ['Transports Lebrasseur', 'C-0519', 'lebrasseur', 'letter R4 since 2026-11-09'],
    ['Charpentes Roca', 'C-0622', 'roca', 'remind R2 since 2026-11-23'],
    ['Northgate Ltd', 'C-0460', 'northgate', 'remind R2 since 2026-11-16'],
    ['Café des Halles', 'C-0702', null, 'remind R1 since 2026-11-23'],
  ])('%s (%s)', (name, code, thread, expected) => {
    expect(caseFile(code).debtor.name).toBe(name);
    expect(said(stateOf(code, thread))).toBe(expected);
  });

  test('Menuiserie Lebrun is asked for both late invoices, not for the one that falls due in December', () => {
    const answer = stateOf('C-0412', 'lebrun');
    if (answer.kind !== 'remind') throw new Error(answer.kind);
    expect(answer.proposal.demanded.map(({ item }) => item.number)).toEqual(['FA-2026-0297', 'FA-2026-0311']);
    expect(answer.proposal.sum).toEqual({ minor: 431_640, currency: 'EUR' });
    expect(answer.arithmetic).toContainEqual(expect.objectContaining({ kind: 'last-step', stage: 'R1', daysAgo: 11 }));
  });

  test('Northgate is written to in English and in pounds', () => {
    const answer = stateOf('C-0460');
    expect(caseFile('C-0460').debtor.language).toBe('en');
    expect(answer.kind === 'remind' ? answer.proposal.sum.currency : answer.kind).toBe('GBP');
  });
});

describe('the sample log', () => {
  test('every chain is intact', () => {
    for (const { debtor, entries } of debtors()) expect([debtor.code, verifyChain(entries)]).toEqual([debtor.code, { intact: true, brokenAt: null, why: null }]);
  });

  test('nothing lies in the future, and every author belongs to the company', () => {
    const entries = debtors().flatMap((account) => account.entries);
    expect(entries.length).toBeGreaterThan(30);
    for (const { at, author } of entries) expect([at < '2026-11-23T08:00:00.000Z', ['Nadia Perrin', 'Karim Aït'].includes(author.name)]).toEqual([true, true]);
  });

  // Later payments change what was open, so only customers whose figures have not moved since can be replayed.
  test.each(['C-0412', 'C-0178', 'C-0233', 'C-0301', 'C-0355', 'C-0519', 'C-0622', 'C-0219', 'C-0266', 'C-0334', 'C-0388', 'C-0410', 'C-0460'])('each line of %s would have been accepted on its day', (code) => {
    const whole = caseFile(code);
    expect(whole.entries.length).toBeGreaterThan(0);
    whole.entries.forEach((entry, at) => {
      const before: CaseFile = { ...whole, entries: whole.entries.slice(0, at) };
      expect([entry.on, entry.fact.kind, checkAppend(before, pack, entry, localDate(parisDay(Date.parse(entry.at))))]).toEqual([entry.on, entry.fact.kind, { ok: true, value: null }]);
    });
  });

  test('a reference that stands in a mail is one that the log gave out, on the day of that mail', () => {
    const sentOn = new Map(debtors().flatMap(({ entries }) => entries.flatMap(({ fact }) => (fact.kind === 'reminder-sent' ? [[fact.reference as string, fact.sentOn as string] as const] : []))));
    let seen = 0;
    for (const { id, messages } of mail.threads) {
      for (const { html, date, from } of messages.filter(({ from: writer }) => writer.address.endsWith('@vernet-fournitures.example'))) {
        for (const reference of findReferences(textOf(html))) {
          seen += 1;
          expect([id, from.name, sentOn.get(reference)]).toEqual([id, from.name, date.slice(0, 10)]);
        }
      }
    }
    expect(seen).toBeGreaterThanOrEqual(5);
  });

  test.each([['lebrun', '2026-11-12'], ['clinique', '2026-11-12'], ['parc', '2026-11-19'], ['roca', '2026-11-12'], ['salvat', '2026-11-18']])('the answer in %s proves that our reminder of %s was received', (thread, on) => {
    const proven = factsOf(opened(threadOf(thread)), pack.profile, given()).provenSent;
    expect(proven.map((fact) => [fact.on, fact.proof])).toEqual([[on, 'quoted-in-answer']]);
  });
});
