import { expect, test } from '@jest/globals';
import { NO_FILTER, passageView, presentChoices, presentChooser, presentDebtor, presentSearch, presentUnknown, presentWorklistPage, recipientsFor, rememberView, summaryOf, wordProblem, words } from '../../../src/core';
import type { ArithmeticFact, CaseFile, Clue, FoundBy, Hold, Language, LogFact, Problem } from '../../../src/core';
import { clueViews, evidenceView } from '../../../src/core/panel/evidence';
import { localTime } from '../../../src/core/panel/account';
import { holdInWords } from '../../../src/core/panel/holds';
import { arithmeticInWords } from '../../../src/core/panel/sentences';
import { aCaseFile, aCreditNote, aDebtor, aLog, anEntry, anInstalment, anInvoice, aPayment, at, called, daysAgo, disputed, eur, gbp, held, inDays, MARIE, PAUL, promised, sent, TODAY } from '../builders';
import { CLUES, FACTS, PLACES, REASONS } from './every-fact';
import { assessed, FILES, HOLDS, PACK, PROBLEMS, aWorklistPage } from './every-state';
import { faultsOf, strings } from './reading';

/**
 * Everything that the pane can say, one line each, to be read by people: a change of a word shows as a changed line of the
 * snapshot. U+00A0 is written as ⍽ and U+202F as ▫ there.
 */
const LANGUAGES: readonly Language[] = ['fr', 'en'];
const visible = (text: string): string => text.replace(/\u00a0/g, '⍽').replace(/\u202f/g, '▫');

function written(title: string, language: Language, lines: readonly string[]): void {
  expect(lines.flatMap((line) => faultsOf(line, language))).toEqual([]);
  expect(`\n${lines.map(visible).join('\n')}\n`).toMatchSnapshot(`${title} (${language})`);
}

const saying = (language: Language) => ({ language, today: TODAY, policy: PACK.policies[0] ?? raise() });
function raise(): never {
  throw new Error('no policy');
}
function card(file: CaseFile, language: Language, bare = false) {
  const recipient = bare ? null : recipientsFor(null, null, file.debtor, PACK.profile, null);
  return presentDebtor({ language, me: MARIE, pack: PACK, file, assessment: assessed(file), identification: null, recipient, chosen: null, offsetMinutes: 60 }, TODAY);
}

const FOUND: readonly FoundBy[] = [
  { kind: 'name', value: 'Garage' }, { kind: 'similar-name', value: 'Garage' }, { kind: 'code', value: 'C-0412' }, { kind: 'siren', value: '812345676' }, { kind: 'siret', value: '81234567600017' },
  { kind: 'vat', value: 'FR83404833048' }, { kind: 'address', value: 'compta@lebrun.example' }, { kind: 'domain', value: 'lebrun.example' }, { kind: 'invoice', value: 'FA-2026-0297' },
];
const entry = anEntry(FACTS.note).id;
const MORE_HOLDS: readonly Hold[] = [
  { kind: 'promise', entry, amount: null, promisedFor: inDays(1), until: inDays(3) },
  { kind: 'dispute', entry: null, numbers: ['FA-1'], amount: eur(10), openedOn: null },
  { kind: 'manual', entry, until: inDays(7), reason: '' },
  { kind: 'manual', entry, until: null, reason: 'accord avec M. Roca.' },
  { kind: 'excluded', reason: 'filiale', until: null },
  { kind: 'insolvency', procedure: 'safeguard', openedOn: daysAgo(400) },
  { kind: 'insolvency', procedure: 'liquidation', openedOn: daysAgo(2) },
  ...[206, 208, 211, 212, 213, 299].map((status): Hold => ({ kind: 'e-invoice', numbers: ['FA-1'], status, until: null })),
  { kind: 'e-invoice', numbers: ['FA-1', 'FA-2'], status: 210, until: null },
  { kind: 'e-invoice', numbers: ['FA-1', 'FA-2'], status: 213, until: null },
  { kind: 'e-invoice', numbers: ['FA-1'], status: 211, until: inDays(4) },
];
test('holds', () => {
  for (const language of LANGUAGES) written('holds', language, [...Object.values(HOLDS), ...MORE_HOLDS].map((hold) => `${hold.kind}: ${holdInWords(hold, saying(language))}`.replace(/^([a-z-]+): /, '[$1] ')));
});

const MORE_FACTS: readonly LogFact[] = [
  sent({ proof: 'clerk' }), sent({ proof: 'own-message' }), sent({ proof: 'imported' }),
  { kind: 'draft-discarded', reference: sent().reference, reason: 'clerk' },
  ...(['reached', 'no-answer', 'wrong-number', 'promise', 'dispute', 'call-back'] as const).map((outcome) => called({ outcome })),
  promised({ amount: null }), disputed(), held({ until: null }),
  { kind: 'dispute-closed', dispute: entry, outcome: 'rejected' }, { kind: 'dispute-closed', dispute: entry, outcome: 'settled' },
  { kind: 'contact-changed', address: 'a@b.example' as never, change: 'added' }, { kind: 'contact-changed', address: 'a@b.example' as never, change: 'added', role: 'accounting' }, { kind: 'contact-changed', address: 'a@b.example' as never, change: 'removed' },
  { kind: 'plan-agreed', instalments: [{ due: inDays(3), amount: eur(1) }], invoices: [] },
];
test('rows of the log, and what can be done from them', () => {
  for (const language of LANGUAGES)
    written('log', language, [...Object.values(FACTS), ...MORE_FACTS].flatMap((fact) => {
      const drawn = card(aCaseFile({ invoices: [anInvoice({ due: daysAgo(32) })], entries: aLog([FACTS['reminder-drafted'], { on: daysAgo(12), author: PAUL }], [fact, { at: at('2026-11-23T08:14:00Z'), on: TODAY }]) }), language).log;
      return drawn.filter((row) => row.entry !== 'entry-1' || fact.kind === 'entry-voided').map((row) => `[${row.icon}] ${row.what} | ${row.who} | ${row.when} | ${row.actions.map(({ label }) => label).join(', ') || '-'}`);
    }));
});

const MORE_CLUES: readonly Clue[] = [{ ...CLUES['invoice-number'], open: false }, { ...CLUES['contact-address'], favours: false }];
test('what the team remembered, for what a choice can be remembered, and the passage around a clue', () => {
  const debtor = aDebtor().id;
  const rows = (['domain', 'address', 'thread'] as const).flatMap((scope) => [
    { scope, value: scope === 'thread' ? 'AAQk' : scope === 'address' ? 'compta@lebrun.example' : 'lebrun.example', debtor, debtorName: 'Menuiserie Lebrun', by: MARIE.name, at: at('2026-11-22T23:30:00.000Z') },
    { scope, value: scope === 'thread' ? 'BBQk' : scope === 'address' ? 'lettre@btp.example' : 'btp.example', debtor: null, debtorName: null, by: null, at: at('2025-06-22T12:30:00.000Z') },
    { scope, value: 'parti.example', debtor, debtorName: null, by: PAUL.name, at: at('2026-11-20T08:30:00.000Z') },
  ]);
  for (const language of LANGUAGES) {
    const groups = presentChoices({ rows, counts: { thread: 1284, address: 3, domain: 3 } }, 'AAQk', language, TODAY, () => 60);
    const { label, options } = rememberView([{ scope: 'thread', value: 'AAQk' }, { scope: 'address', value: 'compta@lebrun.example' }, { scope: 'domain', value: 'lebrun.example' }], 'address', language);
    written('choices', language, [
      ...groups.flatMap((group) => [`${group.title} | ${group.more ?? '-'}`, ...group.rows.map((row) => `${row.value} | ${row.means} | ${row.who} | ${row.forget}`)]),
      `${label}: ${options.map((option) => option.label).join(', ')}`.replace(': ', ' | '),
      ...(['subject', 'quoted', 'sender'] as const).map((place) => Object.values(passageView({ place, before: '…votre facture ', hit: 'FA-2026-0297', after: ' est partie.' }, language)).join('|')),
    ]);
  }
});

test('clues, each where it is usual, and one at every place', () => {
  for (const language of LANGUAGES) {
    const places = (Object.keys(PLACES) as (keyof typeof PLACES)[]).map((place) => ({ ...CLUES['invoice-number'], place }));
    written('clues', language, clueViews([...Object.values(CLUES), ...MORE_CLUES, ...places], language).map(({ text }) => text));
    const debtor = summaryOf(aDebtor(), { asOf: TODAY, items: [], perCurrency: [], missing: [] });
    written('evidence in one line', language, Object.values(CLUES).filter(({ favours }) => favours).map((clue) => evidenceView({ debtor, clues: [clue, clue], score: 1 }, language)?.summary ?? ''));
  }
});

const MORE_REASONS: readonly ArithmeticFact[] = [
  { kind: 'days-late', number: 'FA-1', days: 1, due: daysAgo(1) }, { kind: 'due-in', number: 'FA-1', days: 0, due: TODAY }, { kind: 'due-in', number: 'FA-1', days: 1, due: inDays(1) },
  ...(['age', 'business-day', 'mail-spacing'] as const).map((because) => ({ kind: 'possible-from' as const, stage: 'R2', from: inDays(1), daysToGo: 1, because, gapDays: because === 'mail-spacing' ? 5 : null })),
  { kind: 'possible-from', stage: 'R2', from: TODAY, daysToGo: 0, because: 'age', gapDays: null },
  { kind: 'other-invoices', listed: 1, informational: 0 }, { kind: 'other-invoices', listed: 0, informational: 2 }, { kind: 'gap-counted', stage: 'R2', days: 1 },
  ...(['called', 'deposited', 'skipped'] as const).map((how) => ({ kind: 'last-step' as const, stage: 'R4', on: daysAgo(1), daysAgo: 1, how })),
];
test('steps of the reasoning', () => {
  for (const language of LANGUAGES) written('reasons', language, [...Object.values(REASONS), ...MORE_REASONS].map((fact) => arithmeticInWords([fact], saying(language))));
});

const MORE_PROBLEMS: readonly Problem[] = [
  { code: 'source/server-error', status: 503, reference: null },
  { code: 'mail/host-refused', call: 'x', hostCode: null },
  { code: 'template/syntax', template: 'r2', line: null, detail: 'tag not closed' },
  ...(['already-voided', 'is-an-undo'] as const).map((because) => ({ code: 'log/cannot-be-undone' as const, entry: 'x', because })),
  ...(['missing', 'no-rights', 'changing', 'other'] as const).map((because) => ({ code: 'ledger/file-unreadable' as const, file: 'clients.xlsx', because })),
  ...(['no-number', 'no-customer', 'no-amount', 'amount', 'no-due-date', 'bare-date', 'currency', 'duplicate', 'identifier', 'too-many-columns'] as const).map((why) => ({ code: 'ledger/row-unreadable' as const, file: 'clients.csv', sheet: null, row: 1284, column: 'Solde', value: '', why })),
  { code: 'ledger/no-usable-column', file: 'clients.csv', headers: [] },
  { code: 'ledger/column-missing', file: 'clients.csv', field: 'no such field' },
];
test('problems', () => {
  for (const language of LANGUAGES)
    written('problems', language, [...Object.values(PROBLEMS), ...MORE_PROBLEMS].map((problem) => {
      const { intent, title, body, action } = wordProblem(problem, language, TODAY);
      return `[${intent}] ${title} | ${body} | ${action?.label ?? '-'}`;
    }));
});

const ODD_FILES: Readonly<Record<string, CaseFile>> = {
  'a due-date reminder': aCaseFile({ invoices: [anInvoice({ due: inDays(4), document: 'x' })] }),
  'part paid, by instalments, with credits': aCaseFile({
    debtor: aDebtor({ unallocatedCredits: [eur(120)] }),
    invoices: [
      anInvoice({ number: 'FA-1', orderNumber: 'C-77', payments: [aPayment({ amount: eur(200) }), aPayment({ amount: eur(5), kind: 'write-off' })], amount: eur(1200), outstanding: eur(995), due: daysAgo(95) }),
      anInvoice({ number: 'FA-2', amount: eur(1200), outstanding: eur(1000), due: daysAgo(70) }),
      anInvoice({ number: 'FA-3', instalments: [anInstalment({ due: daysAgo(5), amount: eur(300), outstanding: eur(300) }), anInstalment({ due: inDays(25), amount: eur(300), outstanding: eur(300) })] }),
      aCreditNote({ corrects: 'FA-2' }),
      anInvoice({ number: 'FA-4', due: daysAgo(2), amount: gbp(80), disputed: gbp(30) }),
      anInvoice({ number: 'FA-5', due: TODAY, amount: eur(10), kind: 'deposit' }),
    ],
    source: { name: 'clients.xlsx', kind: 'file', asOf: at('2026-11-22T23:30:00.000Z'), unreadableRows: 1 },
  }),
  'figures too old': { ...FILES.remind, source: { name: 'export', kind: 'file', asOf: at('2026-11-16T17:40:00.000Z'), unreadableRows: 2 } },
  'the case to hand over': { ...FILES.exhausted, entries: FILES.exhausted.entries.slice(0, -1) },
};
test('cards', () => {
  for (const language of LANGUAGES)
    for (const [kind, file] of [...Object.entries(FILES), ...Object.entries(ODD_FILES)]) {
      const { debtor, balances, dataAge, nextStep, invoices, invoicesNote, outcomes, replies, announcement } = card(file, language);
      const step = [nextStep.primary, ...nextStep.secondary].flatMap((action) => (action === null ? [] : [action.label]));
      written(`card: ${kind}`, language, [
        `${debtor.initials} | ${debtor.name} | ${debtor.meta}`,
        ...balances.map(({ sentence, credits }) => `${sentence} | ${credits ?? '-'}`),
        `${dataAge.text} | ${dataAge.unreadable ?? '-'}`,
        `[${nextStep.pill.kind}] ${nextStep.pill.label} | ${nextStep.title}`,
        nextStep.ladder?.sentence ?? '-',
        nextStep.reason,
        `${nextStep.recipient === null ? '-' : `${nextStep.recipient.label} ${nextStep.recipient.to.join(', ')} (${nextStep.recipient.why})`} | ${strings(nextStep.attachments).map(([, text]) => text).join(' ') || '-'} | ${nextStep.tone?.options.map(({ label }) => label).join(', ') ?? '-'}`,
        step.join(', ') || '-',
        ...invoices.map(({ number, issued, due, late, amount, remarks, events }) => `${number} | ${issued ?? '-'} | ${due} | ${late} | ${amount} | ${remarks.join(', ') || '-'} | ${events.join('; ').replace(/; /g, ' / ') || '-'}`),
        invoicesNote ?? '-',
        outcomes.map(({ label }) => label).join(', '),
        replies.map(({ label, disabledBecause }) => `${label}${disabledBecause === null ? '' : ` (${disabledBecause})`}`).join(', '),
        announcement,
      ]);
    }
});

test('without any address every text says why it cannot be inserted; a letter needs none', () => {
  for (const language of LANGUAGES)
    for (const file of [FILES.remind, FILES.letter, aCaseFile({ invoices: [anInvoice({ due: daysAgo(9), payments: [aPayment()], outstanding: eur(0) })] })]) {
      const { nextStep, replies } = card(file, language, true);
      const inserting = [nextStep.primary, ...nextStep.secondary, ...replies].filter((action) => action !== null && ['insert-reminder', 'insert-reply', ...(nextStep.pill.kind === 'letter' ? [] : ['preview'])].includes(action.action.kind));
      expect(inserting.length).toBeGreaterThan(nextStep.pill.kind === 'letter' ? 5 : 6);
      for (const action of inserting) expect(action?.disabledBecause).toMatch(language === 'fr' ? /^Aucune adresse/ : /^No address/);
    }
});

test('lists: worklist, search, chooser, unknown', () => {
  const summaries = Object.values(FILES).flatMap((file) => {
    const assessment = assessed(file);
    return assessment.kind === 'unknown-debtor' ? [] : [{ debtor: summaryOf(file.debtor, assessment.statement), assessment }];
  });
  for (const language of LANGUAGES) {
    const worklist = (files: readonly CaseFile[], count = files.length) => presentWorklistPage(aWorklistPage(files, count), { group: 'to-remind', filter: NO_FILTER }, PACK, language);
    written('worklist', language, [
      ...[worklist([]), worklist(Object.values(FILES).slice(0, 1)), worklist(Object.values(FILES), 80)].flatMap(({ title, day, summary, empty, announcement }) => [`${title} | ${day} | ${summary} | ${empty?.text ?? '-'}`, announcement]),
      ...worklist(Object.values(FILES)).rows.map(({ debtor, step, reason, icon, open, newMessage }) => `[${icon}] ${debtor.name} | ${step} | ${reason || '-'} | ${open.label} | ${newMessage?.label ?? '-'}`),
    ]);
    written('search', language, presentSearch(summaries.map(({ debtor }, n) => ({ ...debtor, by: FOUND[n % FOUND.length] ?? raise() })), language).map(({ debtor, overdue, overdueLabel, why }) => `${debtor.name} | ${debtor.meta} | ${overdue || '-'} | ${overdueLabel} | ${why || '-'}`));
    written('chooser and unknown', language, [
      ...(['contradiction', 'shared', 'weak'] as const).flatMap((why) => [1, 2, 11].map((count) => {
        const { title, explanation, candidates, more, announcement } = presentChooser({ kind: 'several', why, count, invoices: [], candidates: summaries.slice(0, 1).map(({ debtor }) => ({ debtor, clues: [], score: 0 })) }, language);
        return `${title} | ${explanation} | ${candidates.map(({ overdue, overdueLabel, choose }) => `${overdue || '-'} ${overdueLabel} ${choose.label}`).join(', ')} | ${more ?? '-'} | ${announcement}`;
      })),
      ...(['own-mail', 'nothing-found', 'marked-not-a-customer'] as const).map((why) => {
        const { pill, title, explanation, search, notACustomer } = presentUnknown(why, language);
        return `${pill.label} | ${title} | ${explanation} | ${search} | ${notACustomer?.label ?? '-'}`;
      }),
    ]);
  }
});

test('the fixed words', () => {
  for (const language of LANGUAGES) {
    const flat = (value: unknown, path: string): readonly string[] => (typeof value === 'string' ? [`${path} = ${value.length === 1 ? `(${value})` : value}`] : Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, each]) => flat(each, path === '' ? key : `${path} ${key}`)));
    written('words', language, flat(words(language), ''));
  }
});

test.each([
  ['2026-11-22T23:30:00.000Z', 60, '2026-11-23', '00:30'],
  ['2026-11-22T22:59:00.000Z', 60, '2026-11-22', '23:59'],
  ['2026-11-22T23:00:00.000Z', 60, '2026-11-23', '00:00'],
  ['2026-11-23T00:30:00.000Z', -60, '2026-11-22', '23:30'],
  ['2026-12-31T23:00:00.000Z', 120, '2027-01-01', '01:00'],
])('%s, %i minutes from UTC, is %s %s on the clerk’s clock', (moment, offset, day, time) => {
  expect(localTime(at(moment), offset)).toEqual({ day, time });
});
