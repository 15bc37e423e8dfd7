import { beforeAll, describe, expect, test } from '@jest/globals';
import { counted, endOf, foldHistory, identify, INVOICE_FIELD, knownContacts, NO_FILTER, presentChooser, presentContacts, presentDebtor, presentPenalties, presentSearch, presentThread, presentUnknown, presentWorklistPage, recipientsFor, rememberView, returnedTo, rungOf, stageChoices, STANDARD_POLICY, summaryOf, wordProblem, words, WORKLIST_GROUPS } from '../../src/core';
import type { CaseFile, DebtorPanel, FormKind, Hold, Identification, Language, MailThread, Problem, RecipientChoice } from '../../src/core';
import { invoiceCard, invoicesCard, logCard } from '../../src/gmail/cards/account-sections';
import { chooserCard, searchCard, unknownCard } from '../../src/gmail/cards/chooser-card';
import { columnsCard, unreadableCard } from '../../src/gmail/cards/columns-card';
import { contactsCard } from '../../src/gmail/cards/contacts-card';
import { debtorCard, NO_EXTRAS } from '../../src/gmail/cards/debtor-card';
import { formCard } from '../../src/gmail/cards/form-card';
import { penaltiesCard } from '../../src/gmail/cards/penalties-card';
import { previewCard } from '../../src/gmail/cards/preview-card';
import type { PreviewedText } from '../../src/gmail/cards/preview-card';
import { brokenCard, consentCard, plainCard, problemCard } from '../../src/gmail/cards/problem-card';
import { choicesCard, firstRunCard, settingsCard } from '../../src/gmail/cards/settings-card';
import { worklistCard } from '../../src/gmail/cards/worklist-card';
import { FIRST_LIST } from '../../src/gmail/cards/card-context';
import type { CardPlan } from '../../src/gmail/cards/card-plan';
import type { CardJson } from '../../src/demo/gmail/host';
import { decode } from '../../src/gmail/sidebar-action';
import { aCaseFile, aContact, aDebtor, address, aLog, anInvoice, aProfile, aThread, at, daysAgo, idOf, MARIE, noted, TODAY } from '../core/builders';
import type { LogItem } from '../core/builders';
import { assessed, aWorklistPage, CONTACT_STATES, FILES, HOLDS, PACK, PROBLEMS } from '../core/panel/every-state';
import { CLUES } from '../core/panel/every-fact';
import { strings } from '../core/panel/reading';
import { shippedRates } from '../core/penalties/rates';
import { ACCOUNT, aContext, buttonOn, drawn, faultsOn, parametersOn, withGoogle, wordsOn } from './drawn-card';

const LANGUAGES: readonly Language[] = ['fr', 'en'];
const HOSTILE = '<b onclick="x()">R&D &amp; Fils</b> <a href="javascript:1">ici</a>';

beforeAll(() => { withGoogle(); });

const panelOf = (file: CaseFile, language: Language, more: { readonly recipient?: RecipientChoice | null; readonly thread?: MailThread | null; readonly identification?: Identification | null; readonly holds?: readonly Hold[] } = {}): DebtorPanel => {
  const assessment = assessed(file);
  const contacts = knownContacts(file.debtor, foldHistory(file.entries).contacts);
  const recipient = more.recipient === undefined ? recipientsFor(more.thread ?? null, null, file.debtor, PACK.profile, null) : more.recipient;
  return presentDebtor({
    language, me: MARIE, pack: PACK, file, assessment: more.holds === undefined || assessment.kind !== 'held' ? assessment : { ...assessment, holds: more.holds }, identification: more.identification ?? null, recipient, chosen: null, offsetMinutes: 60,
    channels: ['reply', 'new-message'], returned: returnedTo(more.thread ?? null, contacts, PACK.profile),
  }, TODAY);
};

/** What a card has no place for: pictures, other channels' names, what is read aloud in the pane, ids, and the issue date, which stands among an invoice's events. */
const NOT_DRAWN = /\.(initials|announcement|ladder\.(marks|sentence)|sentence|channels|address|issued|common\.of|group|filter|rows\[\d+\]\.debtor\.meta)\b|\.balances\[\d+\]\.currency|\.choose\.|\.search$|\.document\.|\.events\[/;
/** The plan is seen to where it is kept. */
const NOT_OFFERED = (text: string): boolean => LANGUAGES.some((language) => text === words(language).changePlan);

function saidAsInPane(view: unknown, card: CardJson): readonly string[] {
  const all = wordsOn(card).join('\n');
  return strings(view).filter(([path, text]) => !NOT_DRAWN.test(path) && !NOT_OFFERED(text) && text !== '' && !all.includes(text)).map(([path, text]) => `${path}: ${text}`);
}

function well(plan: CardPlan): CardJson {
  const card = drawn(plan);
  expect(faultsOn(card)).toEqual([]);
  expect(wordsOn(card).filter((line) => line.includes(ACCOUNT))).toHaveLength(1);
  // Whatever a button of ours carries is taken when it comes back, and holds no sum.
  for (const parameters of parametersOn(card)) {
    expect(decode(parameters)).toMatchObject({ ok: true });
    expect(JSON.stringify(parameters)).not.toMatch(/\d,\d\d|€|minor/);
  }
  return card;
}

describe.each(LANGUAGES)('a debtor (%s)', (language) => {
  test.each(Object.entries(FILES))('%s: the card says what the pane says', (_kind, file) => {
    const view = panelOf(file, language);
    for (const context of [aContext(language), aContext(language, { from: 'list' }, { thread: false }), aContext(language, { from: 'draft' })]) expect(saidAsInPane(view, well(debtorCard(view, context)))).toEqual([]);
  });

  test.each(Object.entries(HOLDS))('held by %s', (_kind, hold) => {
    const view = panelOf(FILES.held, language, { holds: [hold] });
    expect(saidAsInPane(view, well(debtorCard(view, aContext(language))))).toEqual([]);
  });

  test.each(Object.entries(CONTACT_STATES))('recipients: %s', (_name, state) => {
    const assessment = assessed(state.file);
    const rung = assessment.kind === 'remind' ? rungOf(STANDARD_POLICY, assessment.proposal.stage.id) : null;
    const recipient = recipientsFor(state.thread, null, state.file.debtor, PACK.profile, null, { history: foldHistory(state.file.entries), rung, without: state.without.map(address) });
    const view = panelOf(state.file, language, { recipient, thread: state.thread });
    const card = well(debtorCard(view, aContext(language)));
    expect(saidAsInPane(view, card)).toEqual([]);
    for (const { address: copied } of view.nextStep.recipient?.copies ?? []) expect(wordsOn(card).join('\n')).toContain(copied);
    const contacts = presentContacts(state.file, PACK, language);
    expect(saidAsInPane(contacts, well(contactsCard(contacts, view.debtor.name, aContext(language))))).toEqual([]);
  });

  test('the evidence with every clue, and how far the answer is remembered', () => {
    const { debtor } = FILES.remind;
    const assessment = assessed(FILES.remind);
    if (assessment.kind === 'unknown-debtor') throw new Error('nobody');
    const identification: Identification = { kind: 'one', candidate: { debtor: summaryOf(debtor, assessment.statement), clues: Object.values(CLUES), score: 9 }, invoices: [] } as never;
    const view = panelOf(FILES.remind, language, { identification });
    expect(view.evidence?.clues.length).toBe(Object.keys(CLUES).length);
    const remember = rememberView([{ scope: 'thread', value: 't' }, { scope: 'address', value: 'a@b.fr' }], 'thread', language);
    const card = well(debtorCard(view, aContext(language), { ...NO_EXTRAS, remember }));
    expect(saidAsInPane({ evidence: view.evidence, remember }, card)).toEqual([]);
  });

  test.each((Object.entries(PROBLEMS) as readonly (readonly [string, Problem])[]).map((entry) => entry))('%s: what happened, what to do, and a way on', (_code, problem) => {
    const { title, body } = wordProblem(problem, language, TODAY);
    const card = well(problemCard(problem, aContext(language), { today: TODAY, clock: null, retry: { kind: 'confirm-debtor' } }));
    expect(wordsOn(card)).toEqual(expect.arrayContaining([title, body]));
    expect(parametersOn({ sections: card['sections'] } as CardJson).length).toBeGreaterThan(0);
  });

  test.each<readonly [FormKind]>([['promise'], ['dispute'], ['hold'], ['call'], ['note'], ['skip'], ['close-dispute'], ['pass'], ['contact'], ['letter'], ['letter-fate']])('the form of a %s, empty and refused', (form) => {
    const invoices = [{ id: 'atelier-nord:FA-1', label: `FA-1 · ${HOSTILE}` }];
    const empty = well(formCard({ form, about: null, values: {}, errors: {}, invoices, debtor: 'Garage' }, aContext(language)));
    expect(wordsOn(empty)).toContain('Garage');
    const names = ['date', 'amount', 'quotation', 'invoices', 'reason', 'until', 'text', 'outcome', 'note', 'address', 'role', 'provider', 'number', 'fate'];
    const errors = Object.fromEntries(names.map((name) => [name, words(language).required]));
    const values = { date: '2026-11-27', until: '2026-11-27', amount: HOSTILE, reason: HOSTILE, [`${INVOICE_FIELD}atelier-nord:FA-1`]: 'yes' };
    const refused = well(formCard({ form, about: null, values, errors, invoices, debtor: HOSTILE }, aContext(language)));
    expect(wordsOn(refused).filter((line) => line === words(language).required).length).toBeGreaterThan(0);
  });

  test('several customers: nothing is picked, and the button waits for the clerk’s pick', () => {
    const assessment = assessed(FILES.remind);
    if (assessment.kind === 'unknown-debtor') throw new Error('nobody');
    const candidates = [1, 2, 3, 4, 5, 6].map((n) => ({ debtor: { ...summaryOf(FILES.remind.debtor, assessment.statement), id: `C-${n}` as never, name: `Garage ${n}` }, clues: Object.values(CLUES), score: n }));
    const view = presentChooser({ kind: 'several', why: 'weak', count: 30, invoices: [], candidates } as never, language);
    const card = well(chooserCard(view, aContext(language)));
    expect(saidAsInPane(view, card)).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('"selected":true,"text":"Garage');
    const radio = JSON.stringify(card['sections']).match(/"type":"RADIO_BUTTON"/g);
    expect(radio).toHaveLength(1);
    expect(JSON.stringify(card['fixedFooter'])).toContain('"requiredWidgets":["chosen"]');
    for (const why of ['own-mail', 'nothing-found', 'look-alike', 'supplier', 'marked-not-a-customer'] as const) {
      const unknown = presentUnknown(why, language);
      const own = well(unknownCard(unknown, aContext(language), view.remember));
      expect(saidAsInPane(unknown, own)).toEqual([]);
      expect(wordsOn(own)).toContain(unknown.search);
    }
  });

  test('a search: its rows, nobody, and a ledger that does not answer', () => {
    const assessment = assessed(FILES.remind);
    if (assessment.kind === 'unknown-debtor') throw new Error('nobody');
    const rows = presentSearch((['name', 'similar-name', 'siret', 'invoice'] as const).map((kind) => ({ ...summaryOf(FILES.remind.debtor, assessment.statement), by: { kind, value: 'FA-1' } })), language);
    const found = well(searchCard({ typed: 'gar', found: { ok: true, value: rows }, remember: null }, aContext(language)));
    expect(saidAsInPane(rows, found)).toEqual([]);
    expect(wordsOn(well(searchCard({ typed: HOSTILE, found: { ok: true, value: [] }, remember: null }, aContext(language))))).toContain(words(language).searchEmpty);
    const down = wordProblem({ code: 'source/unreachable', since: null }, language, TODAY);
    expect(wordsOn(well(searchCard({ typed: 'gar', found: { ok: false, problem: down }, remember: null }, aContext(language)))).join()).toContain(down.title);
    expect(parametersOn(drawn(searchCard({ typed: 'gar', found: { ok: true, value: rows }, remember: null }, aContext(language)))).map((each) => each['do'])).toContain('choose-debtor');
    expect(parametersOn(drawn(searchCard({ typed: 'gar', found: { ok: true, value: rows }, remember: null }, aContext(language, { from: 'list' })))).map((each) => each['do'])).toContain('open-debtor');
  });

  test('the list: groups with their counts, the order’s reasons, filters, the next page', () => {
    for (const group of WORKLIST_GROUPS) {
      const page = aWorklistPage(Object.values(FILES), 80);
      const filter = { ...NO_FILTER, words: HOSTILE, stage: 'R2', daysFrom: 30 };
      for (const of of [NO_FILTER, filter]) {
        const panel = presentWorklistPage(page, { group, filter: of }, PACK, language);
        const list = { ...FIRST_LIST, group, words: of.words, stage: of.stage, daysFrom: of.daysFrom };
        const last = page.rows[page.rows.length - 1];
        const card = well(worklistCard(panel, aContext(language, { from: 'list', debtor: null }, { thread: false }), { list, next: last === undefined ? null : endOf(last), stages: stageChoices(PACK, language), told: null, notices: [] }));
        const { groups: _groups, ...said } = panel;
        expect(saidAsInPane({ ...said, rows: panel.rows.map(({ open: _open, ...row }) => row) }, card)).toEqual([]);
      }
    }
    const nobody = presentWorklistPage({ ...aWorklistPage([], 0), groups: { ...aWorklistPage([]).groups, 'to-remind': 3 }, hidden: [{ filter: 'words', count: 2 }] }, { group: 'to-remind', filter: { ...NO_FILTER, words: 'x', daysFrom: 3 } }, PACK, language);
    expect(saidAsInPane(nobody.empty, well(worklistCard(nobody, aContext(language), { list: FIRST_LIST, next: null, stages: [], told: null, notices: [] })))).toEqual([]);
  });

  test('the text before it goes: what is found in it, and the reason that a blocked one asks for', () => {
    const findings = [1, 2, 3, 4].map((n) => ({ intent: n === 1 ? 'error' : 'warning', code: 'amount-wrong', what: `Montant ${n}`, why: HOSTILE, quote: n === 2 ? null : `$& ${HOSTILE}` }) as const);
    const text: PreviewedText = { title: 'Relance ferme', reply: null, to: ['a@b.fr'], cc: ['c@d.fr'], subject: HOSTILE, text: `Bonjour,\n\n${HOSTILE}\n\n${'Longue phrase. '.repeat(2000)}`, attachments: ['FA-1.pdf'], channel: 'reply', findings, blocked: true };
    const blocked = well(previewCard(text, aContext(language)));
    expect(JSON.stringify(blocked['fixedFooter'])).toContain('"requiredWidgets":["reason"]');
    expect(buttonOn(blocked, words(language).formAnyway.save)).toMatchObject({ onClick: { $compose: 'REPLY_AS_DRAFT', action: { function: 'draftReminder' } } });
    for (const { what, quote } of findings) expect(wordsOn(blocked).join('\n')).toEqual(expect.stringContaining(what) && expect.stringContaining(quote ?? what));
    const clean = well(previewCard({ ...text, findings: [], blocked: false, reply: 'statement', channel: 'new-message' }, aContext(language)));
    expect(buttonOn(clean, words(language).insertText)).toMatchObject({ onClick: { $compose: 'STANDALONE_DRAFT', action: { function: 'draftStandalone' } } });
    const beside = well(previewCard({ ...text, blocked: false }, aContext(language, { from: 'draft' })));
    expect(buttonOn(beside, words(language).insert)).toMatchObject({ onClick: { action: { function: 'insertAtCursor' } } });
    const letter = well(previewCard({ ...text, blocked: false, letter: { byMail: false, annex: false, rateUnknown: null, toConsumer: true } }, aContext(language)));
    expect(JSON.stringify(letter)).not.toContain('$compose');
  });

  test('settings, first run, remembered choices, consent, a bug, a plain sentence', () => {
    for (const keptIn of [{ kind: 'sheet', title: HOSTILE, url: 'https://docs.google.com/spreadsheets/d/x' }, { kind: 'server', address: 'https://relance.firm.test' }, { kind: 'nowhere' }] as const)
      well(settingsCard({ keptIn, profile: aProfile({ name: HOSTILE, legalMentions: HOSTILE }), values: {}, errors: { iban: 'x', 'sheet-address': HOSTILE }, person: 'Nadia Perrin', canMove: true }, aContext(language), { text: 'Enregistré', intent: 'info', undo: null }));
    well(firstRunCard({ values: {}, errors: {} }, aContext(language, { debtor: null })));
    const rows = ['a@b.fr', HOSTILE].map((value) => ({ choice: { scope: 'address', value } as never, value, means: HOSTILE, who: 'Par moi', forget: `Oublier ${value}` }));
    well(choicesCard([{ scope: 'address', title: 'Adresses', rows, more: 'Les 2 derniers sur 9.' }], aContext(language)));
    well(choicesCard([], aContext(language)));
    expect(JSON.stringify(well(consentCard('https://accounts.google.com/o/oauth2/auth?x=1', aContext(language))))).toContain('"$authorization":"https://accounts.google.com/o/oauth2/auth?x=1"');
    expect(wordsOn(well(brokenCard('7K3F2', aContext(language), null))).join()).toContain('7K3F2');
    well(plainCard(HOSTILE, HOSTILE, aContext(language)));
  });
});

describe.each(LANGUAGES)('pages over the card (%s)', (language) => {
  const openFile = aCaseFile({ invoices: Array.from({ length: 60 }, (_, n) => anInvoice({ number: `FA-${n} ${HOSTILE}`, id: idOf(`FA-${n}`), due: daysAgo(n + 1) })) });
  const statement = (file: CaseFile) => { const assessment = assessed(file); if (assessment.kind === 'unknown-debtor') throw new Error('nobody'); return assessment.statement; };

  test('penalties: sums, the first lines and how many there are, notices, nothing late, no rates', () => {
    for (const [file, rates] of [[openFile, shippedRates()], [openFile, null], [FILES.settled, shippedRates()], [FILES['not-due'], shippedRates()]] as const) {
      const view = presentPenalties({ file, statement: statement(file), rates, view: 'ledger', asOf: TODAY, language });
      const card = well(penaltiesCard(view, aContext(language)));
      const { lines, endOn: _endOn, ...said } = view;
      expect(saidAsInPane(view.problem === null && view.empty === null ? said : { notices: said.notices, problem: said.problem === null ? null : { title: said.problem.title, body: said.problem.body }, empty: said.empty, customer: said.customer }, card)).toEqual([]);
      if (lines.length > 40) expect(wordsOn(card)).toContain(counted(40, words(language).ledgerFirstOf, language, lines.length));
    }
  });

  test('the columns of a sheet: each field once, headers as they are, the date that is asked for, the rows to look at', () => {
    const problems = Array.from({ length: 30 }, () => PROBLEMS['ledger/row-unreadable']);
    const preview = {
      fileName: HOSTILE, sheets: ['Feuille 1'], headers: ['Client', HOSTILE, '', ...Array.from({ length: 90 }, (_, n) => `Colonne ${n}`)], firstRows: [], recognised: 'partly' as const,
      mapping: { columns: { 'debtor-name': 0, due: 1 }, headerRow: 0, sheet: null, dateOrder: null, decimal: null, defaultCurrency: 'EUR' as const },
      dateExample: { column: HOSTILE, value: '03/11/2026', dayFirst: '2026-11-03', monthFirst: '2026-03-11' }, summary: { debtors: 3, invoices: 4, open: [], oldestDue: null }, problems, problemCount: 120,
    };
    const card = well(columnsCard(preview, '1aB_c-d0123456789', aContext(language, { debtor: null }), TODAY));
    expect(Object.values(words(language).fields).filter((label) => !wordsOn(card).includes(label))).toEqual([]);
    expect(parametersOn(card)).toContainEqual(expect.objectContaining({ do: 'use-columns', spreadsheet: '1aB_c-d0123456789' }));
    well(columnsCard({ ...preview, dateExample: null, problems: [], problemCount: 0, summary: { ...preview.summary, invoices: 0 } }, '1aB_c-d0123456789', aContext(language), TODAY));
    const rows = wordsOn(well(unreadableCard(problems, 120, aContext(language), TODAY)));
    expect(rows).toContain(counted(30, words(language).ledgerFirstOf, language, 120));
    well(unreadableCard([], 0, aContext(language), TODAY));
  });
});

describe('what a press does', () => {
  const view = panelOf(FILES.remind, 'fr');
  test('with a message open the step is a reply draft, and its preview stands beside it', () => {
    const replies = { ...view, nextStep: { ...view.nextStep, recipient: view.nextStep.recipient === null ? null : { ...view.nextStep.recipient, channels: { ...view.nextStep.recipient.channels, value: 'reply' as const } } } };
    const card = drawn(debtorCard(replies, aContext()));
    expect(card['fixedFooter']).toMatchObject({ primaryButton: { text: 'Insérer la relance', type: 'FILLED', onClick: { $compose: 'REPLY_AS_DRAFT', action: { function: 'draftReminder' } } }, secondaryButton: { text: 'Aperçu', type: 'OUTLINED', onClick: { action: { function: 'act' } } } });
    expect(buttonOn(card, 'Nouveau message')).toMatchObject({ onClick: { $compose: 'STANDALONE_DRAFT', action: { function: 'draftStandalone' } } });
    expect(buttonOn(card, 'Relevé de compte')).toMatchObject({ onClick: { $compose: 'REPLY_AS_DRAFT', action: { function: 'draftReply' } } });
  });
  test('from the list it is a new draft, beside a draft it goes in at the cursor', () => {
    expect(drawn(debtorCard(view, aContext('fr', { from: 'list' })))['fixedFooter']).toMatchObject({ primaryButton: { onClick: { $compose: 'STANDALONE_DRAFT', action: { function: 'draftStandalone' } } } });
    expect(drawn(debtorCard(view, aContext('fr', { from: 'draft' })))['fixedFooter']).toMatchObject({ primaryButton: { onClick: { action: { function: 'insertAtCursor' } } } });
  });
  test('what blocks the text is read first: the step leads to its preview', () => {
    const card = drawn(debtorCard(view, aContext(), { ...NO_EXTRAS, readFirst: true }));
    expect(card['fixedFooter']).toMatchObject({ primaryButton: { text: 'Aperçu', onClick: { action: { function: 'act' } } } });
    expect(JSON.stringify(card)).not.toContain('draftReminder');
  });
  test('a reply that cannot be written yet cannot be pressed, and says why', () => {
    const card = drawn(debtorCard(view, aContext()));
    expect(buttonOn(card, 'Promesse bien notée')).toMatchObject({ disabled: true });
    expect(wordsOn(card)).toContain('Promesse bien notée\u00a0: Notez d’abord la promesse.\nLitige pris en compte\u00a0: Notez d’abord le litige.');
  });
  test('after something was noted it can be undone', () => {
    const card = drawn(debtorCard(view, aContext(), { ...NO_EXTRAS, told: { text: 'Noté', intent: 'info', undo: 'e-9' as never } }));
    expect(parametersOn(card)).toContainEqual(expect.objectContaining({ do: 'void-entry', entry: 'e-9' }));
  });
  test('invoices show two and the log one until they are unfolded', () => {
    const sections = drawn(debtorCard(panelOf(aCaseFile({ invoices: [1, 2, 3].map((n) => anInvoice({ number: `FA-${n}`, id: idOf(`FA-${n}`), due: daysAgo(n) })), entries: aLog(noted(), noted(), noted()) }), 'fr'), aContext()))['sections'] as readonly CardJson[];
    expect(sections.find(({ header }) => header === 'Factures ouvertes')).toMatchObject({ collapsible: true, uncollapsibleWidgetsCount: 2 });
    expect(sections.find(({ header }) => header === 'Journal')).toMatchObject({ collapsible: true, uncollapsibleWidgetsCount: 1 });
  });
});

describe('too much for one card', () => {
  const many = aCaseFile({
    debtor: aDebtor({ name: `${'Très long nom '.repeat(800)}`, contacts: [aContact({ name: HOSTILE.repeat(500) })] }),
    invoices: Array.from({ length: 500 }, (_, n) => anInvoice({ number: `FA-${n}`, id: idOf(`FA-${n}`), due: daysAgo(n + 1) })),
    entries: aLog(...Array.from({ length: 300 }, (_, n): LogItem => [noted(`${n} ${HOSTILE.repeat(40)}`), { at: at('2026-11-12T09:00:00Z'), on: daysAgo(11) }])),
  });
  test('500 invoices and 300 entries: the first stand on the card, every other one on a page', () => {
    const view = panelOf(many, 'fr');
    const first = well(debtorCard(view, aContext()));
    const seen = new Set(wordsOn(first).flatMap((line) => /^(FA-\d+) ·/.exec(line)?.[1] ?? []));
    for (let next: number | null = 15; next !== null;) {
      const card = well(invoicesCard(view, next, aContext()));
      for (const line of wordsOn(card)) { const number = /^(FA-\d+) ·/.exec(line)?.[1]; if (number !== undefined) seen.add(number); }
      const more = parametersOn(card).find((each) => each['do'] === 'show-invoices');
      next = more === undefined ? null : Number(more['at']);
    }
    // The view itself lists the first 200, and says how many more there are.
    expect(seen.size).toBe(view.invoices.length);
    expect(seen.size).toBe(200);
    expect(wordsOn(first)).toContain(view.invoicesNote);
    let rows = 0;
    for (let next: number | null = 0; next !== null;) {
      const card = well(logCard(view, next, aContext()));
      rows += (JSON.stringify(card).match(/"startIcon"/g) ?? []).length;
      const more = parametersOn(card).find((each) => each['do'] === 'show-log');
      next = more === undefined ? null : Number(more['at']);
    }
    expect(rows).toBe(300);
    expect(wordsOn(well(invoicesCard(view, 9_999, aContext()))).join()).toContain('FA-');
    const [row] = view.invoices;
    if (row === undefined) throw new Error('no invoice');
    expect(saidAsInPane(row.events, well(invoiceCard(row, view, aContext())))).toEqual([]);
  });
  test('hostile names are text, in every place', () => {
    const file = aCaseFile({ debtor: aDebtor({ name: HOSTILE, town: HOSTILE, code: HOSTILE }), invoices: [anInvoice({ number: HOSTILE, due: daysAgo(20) })], entries: aLog(noted(HOSTILE)) });
    for (const language of LANGUAGES) expect(saidAsInPane(panelOf(file, language), well(debtorCard(panelOf(file, language), aContext(language))))).toEqual([]);
  });
});

test('nobody known: the thread is asked about, never guessed', () => {
  const view = presentThread({ language: 'fr', me: MARIE, pack: PACK, file: null, assessment: null, identification: identify(aThread(), { hits: [], debtors: [] }, PACK), recipient: null, chosen: null, offsetMinutes: 60 }, TODAY);
  if (view.kind !== 'unknown') throw new Error(view.kind);
  expect(wordsOn(well(unknownCard(view, aContext())))).toEqual(expect.arrayContaining([view.title, view.explanation]));
});
