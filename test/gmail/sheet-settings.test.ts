import { beforeEach, describe, expect, test } from '@jest/globals';
import { GENTLE_POLICY, STANDARD_POLICY, templateKey, wordHandChange } from '../../src/core';
import type { Author, CompanyId, DebtorId, HandChange, Instant, TemplateKey } from '../../src/core';
import { SHEET_CACHE_KEYS, createSheetRecords } from '../../src/gmail/sheet/sheet-records';
import type { SheetRecords } from '../../src/gmail/sheet/sheet-records';
import { ledgerCacheKeys } from '../../src/gmail/sheet/ledger-slice';
import { PLAN_COLUMNS, SETTING_COLUMNS, TEXT_COLUMNS } from '../../src/gmail/sheet/tab-columns';
import type { TabName } from '../../src/gmail/sheet/open-book';
import { openUserCache } from '../../src/gmail/user-cache';
import { COMPANY, MARIE, PAUL, aDebtor, aNewEntry, address, anInvoice, daysAgo, noted } from '../core/builders';
import { SHIPPED } from '../core/reminder/shipped';
import { SheetCompany } from '../contracts/sheet-subject';
import { MORNING, hints, idOfDebtor, problem, reminderDue, value } from '../contracts/subject';

const R1 = 'fr/r1-courteous' as TemplateKey;
const SHIPPED_R1 = SHIPPED.find((template) => templateKey(template) === R1);
const BODY = 'Bonjour,\n\nNotre facture {{ liste_factures }} reste ouverte : {{ total }}, à régler avant le {{ date_limite }}.\n\n{{ tableau_factures }}\n\nBien cordialement,\n\n{{ signature }}';

let company: SheetCompany;
let debtor: DebtorId;
beforeEach(async () => {
  company = new SheetCompany();
  company.setNow(MORNING);
  await company.read({ debtors: [aDebtor({ segment: 'Grands comptes' })], invoices: [anInvoice({ due: daysAgo(2) })] });
  debtor = await idOfDebtor(company.desk(MARIE), 'canigou');
});

const records = (author: Author = MARIE): SheetRecords => {
  company.desk(author);
  return company.records(author);
};
const HEADINGS = { settings: SETTING_COLUMNS, plans: PLAN_COLUMNS, texts: TEXT_COLUMNS } as const;
/** A clerk types into a cell: of the row that holds `having`, in the column of that heading. */
function type(tab: keyof typeof HEADINGS, having: string, column: string, typed: string | number | null): void {
  const sheet = company.tab(tab as TabName);
  const row = sheet.rows.findIndex((cells) => cells.includes(having));
  const headings: Readonly<Record<string, { readonly fr: string }>> = HEADINGS[tab];
  const at = (sheet.rows[0] ?? []).indexOf(headings[column]?.fr ?? '');
  if (row < 1 || at < 0) throw new Error(`no ${having} in ${tab}, or no column ${column}`);
  sheet.write(row, at, [[typed]]);
}
const saved = (subject = 'Votre facture {{ liste_factures }}', replaces: string | null = null) => value(records().saveTemplate({ key: R1, subject, body: BODY, replaces, reason: null }));
const inForce = () => value(records().pack()).templates.find((template) => templateKey(template) === R1);
const changes = (): readonly HandChange[] => value(records().handChanges(debtor));

describe('the company as the tab of settings tells it', () => {
  test('a field that the clerk fills in is used, and one that makes no sense counts as not told', () => {
    type('settings', 'profile.phone', 'value', '04 00 00 00 00');
    type('settings', 'profile.siren', 'value', 404833048);
    type('settings', 'profile.siret', 'value', 'à compléter');
    type('settings', 'profile.addresses', 'value', 'Compta <compta@atelier-nord.fr>; RELANCES@atelier-nord.fr\nrien');
    type('settings', 'profile.remindsConsumers', 'value', 'Oui');
    expect(value(records().pack()).profile).toMatchObject({ name: 'Atelier Nord', phone: '04 00 00 00 00', legalIds: { siren: '404833048', siret: null }, addresses: ['compta@atelier-nord.fr', 'relances@atelier-nord.fr'], remindsConsumers: true });
  });

  test('what is changed on a card stands in its own row, as text, and is the pack’s at once', () => {
    const rows = company.tab('settings').rows.length;
    const pack = value(records().changeProfile({ name: '=HYPERLINK("x")', phone: '+33 4 68', iban: null, addresses: [address('compta@atelier-nord.fr')], remindsConsumers: true, signature: 'relance', language: 'en' }));
    expect(pack.profile).toMatchObject({ name: '=HYPERLINK("x")', phone: '+33 4 68', iban: null, addresses: ['compta@atelier-nord.fr'], remindsConsumers: true, signature: 'relance', language: 'en', bic: 'AGRIFRPP' });
    expect(value(records(PAUL).pack())).toEqual(pack);
    expect(company.tab('settings').rows).toHaveLength(rows);
    for (const row of company.tab('settings').rows) for (const cell of row) expect(cell === null || typeof cell === 'string').toBe(true);
  });

  test('of a row that was copied the lower one holds, and a row that was deleted comes back when it is needed', () => {
    const tab = company.tab('settings');
    const phone = tab.rows.find((row) => row.includes('profile.phone')) ?? [];
    tab.write(tab.rows.length, 0, [phone]);
    tab.write(tab.rows.length - 1, 2, [['01 00 00 00 00']]);
    expect(value(records().pack()).profile.phone).toBe('01 00 00 00 00');
    tab.deleteRows(tab.rows.length);
    tab.deleteRows(tab.rows.findIndex((row) => row.includes('profile.phone')) + 1);
    expect(value(records().pack()).profile.phone).toBeNull();
    expect(value(records().changeProfile({ phone: '02' })).profile.phone).toBe('02');
  });

  test('what was remembered can be read, changed and taken out in the tab', () => {
    value(records().learn({ scope: 'address', value: 'cabinet@expert.fr', debtor }));
    const hits = () => value(records().lookUp(hints({ addresses: [address('cabinet@expert.fr')] }))).hits.map((hit) => hit.debtors.map((one) => one.debtor));
    expect(hits()).toEqual([[debtor]]);
    type('settings', 'cabinet@expert.fr', 'value', '');
    expect(hits()).toEqual([[]]);
    const tab = company.tab('settings');
    tab.deleteRows(tab.rows.findIndex((row) => row.includes('cabinet@expert.fr')) + 1);
    expect(hits()).toEqual([]);
  });

  test('a plan that nobody has is not given to the company, whatever the cell says', () => {
    value(records().assignPolicy({ scope: 'company', policy: GENTLE_POLICY.id }));
    expect(value(records().pack()).defaultPolicy).toBe('gentle');
    type('settings', 'plan.company', 'value', 'strict');
    expect(value(records().pack()).defaultPolicy).toBe(STANDARD_POLICY.id);
  });
});

describe('a text that is changed in its cell', () => {
  test('is used when nothing is wrong with it, under a version of its own that can be looked up', () => {
    const { versions: [first] } = saved();
    type('texts', R1, 'subject', 'Rappel : {{ liste_factures }}');
    const text = inForce();
    expect(text).toMatchObject({ subject: 'Rappel : {{ liste_factures }}', body: BODY });
    expect(text?.version).toMatch(new RegExp(`^${first?.version ?? 'none'}~[0-9a-f]{8}$`));
    expect(value(records().templateVersion(text?.version ?? '')).template).toEqual(text);
    expect(problem(records().templateVersion(first?.version ?? '')).code).toBe('text/unknown');
    expect(changes()).toEqual([]);
    expect(problem(records().saveTemplate({ key: R1, subject: 'x', body: BODY, replaces: first?.version ?? '', reason: null }))).toMatchObject({ code: 'text/changed-meanwhile', by: 'Modèles' });
    saved('Autre', text?.version ?? '');
    expect(inForce()?.subject).toBe('Autre');
  });

  test.each<[string, string, RegExp]>([
    ['a variable that does not exist', `${BODY}\n\n{{ client.nme }}`, /client\.nme/],
    ['a tag that is never closed', `${BODY}\n\n{% if facture %}`, /if/],
    ['nothing at all', '', /Rien n’est écrit/],
    ['a threat', `${BODY}\n\nSans règlement, nous porterons plainte à la police.`, /relecture/],
  ])('with %s is not used: the shipped one is, and the card says why', (_, body, said) => {
    saved();
    type('texts', R1, 'body', body);
    expect(inForce()).toEqual(SHIPPED_R1);
    const [change, ...more] = changes();
    expect([change?.what, change?.row, more]).toEqual(['text', 2, []]);
    const text = change === undefined ? '' : wordHandChange(change, 'fr').text;
    expect([text, text.includes('fr/r1-courteous')]).toEqual([expect.stringMatching(said), true]);
  });

  test('is kept as it was when a message was written from it, before the cell changes again', async () => {
    saved();
    type('texts', R1, 'subject', 'Rappel : {{ liste_factures }}');
    const used = inForce();
    const due = await reminderDue(company.desk(MARIE), debtor, 'R-7K3F', 'r1');
    if (due.fact.kind !== 'reminder-drafted') throw new Error('no draft');
    value(records().append({ ...due, fact: { ...due.fact, template: { key: R1, version: used?.version ?? '' } } }, null));
    type('texts', R1, 'subject', 'Encore autre chose');
    expect(inForce()?.subject).toBe('Encore autre chose');
    expect(value(records().templateVersion(used?.version ?? '')).template).toEqual(used);
    expect(value(records().templates()).own).toHaveLength(1);
  });

  test('a shipped text that a message was written from is kept too: the next release may bring another', async () => {
    const due = await reminderDue(company.desk(MARIE), debtor, 'R-7K3F', 'r1');
    if (due.fact.kind !== 'reminder-drafted') throw new Error('no draft');
    value(records().append({ ...due, fact: { ...due.fact, template: { key: R1, version: SHIPPED_R1?.version ?? '' } } }, null));
    expect(value(records().templates()).own).toEqual([]);
    const later = { place: company.place, author: MARIE, company: COMPANY as CompanyId, templates: SHIPPED.map((one) => (one === SHIPPED_R1 ? { ...one, version: 'next', subject: 'x' } : one)), rates: null, now: () => MORNING, cache: null };
    company.as(MARIE);
    expect(value(createSheetRecords(later).templateVersion(SHIPPED_R1?.version ?? '')).template.body).toBe(SHIPPED_R1?.body);
  });

  test('rows that are sorted, and line breaks of another machine, are no change', () => {
    const { versions: [first] } = saved();
    const { versions: [second] } = saved('Deux', first?.version ?? '');
    const tab = company.tab('texts');
    const [top = [], ...rows] = tab.rows;
    tab.state = { ...tab.state, rows: [top, ...[...rows].reverse().map((row) => row.map((cell) => (typeof cell === 'string' ? cell.replace(/\n/g, '\r\n') : cell)))] };
    expect([inForce()?.subject, inForce()?.version, changes()]).toEqual(['Deux', second?.version, []]);
  });
});

describe('a plan that is changed in its cell', () => {
  test('is not followed: the version before is, and the card says so', () => {
    const own = value(records().savePolicy({ policy: { ...STANDARD_POLICY, name: { fr: 'Maison', en: 'House' } }, basedOn: STANDARD_POLICY.id, replaces: null }));
    const second = value(records().savePolicy({ policy: { ...own.policy, graceDays: 3 }, basedOn: null, replaces: own.policy.version }));
    const tab = company.tab('plans');
    const row = tab.rows.findIndex((cells) => cells.includes(second.policy.version));
    const content = (tab.rows[row] ?? []).findIndex((cell) => typeof cell === 'string' && cell.startsWith('{'));
    tab.write(row, content, [[String(tab.cell(row, content)).replace('"graceDays":3', '"graceDays":30')]]);
    expect(value(records().policies()).own.map(({ policy }) => policy)).toEqual([own.policy]);
    expect(changes()).toEqual([{ what: 'plan', row: row + 1 }]);
    expect(wordHandChange({ what: 'plan', row: row + 1 }, 'en').text).toMatch(/row 3/);
  });
});

describe('what leaves the script', () => {
  const opened = () => {
    const world = company.as(MARIE);
    const cache = openUserCache([...SHEET_CACHE_KEYS, ...ledgerCacheKeys({ debtor })]);
    const of = createSheetRecords({
      place: company.place, author: MARIE, company: COMPANY, get templates() { unpacked += 1; return SHIPPED; }, rates: null, now: () => new Date(world.now()).toISOString() as Instant, cache,
    });
    return { world, cache, of };
  };
  let unpacked = 0;
  const counted = (): { count: (kind: 'sheets' | 'properties' | 'cache') => void; readonly seen: string[] } => {
    const seen: string[] = [];
    return { seen, count: (kind) => { for (let n = 0; n < 20; n += 1) company.world.beforeNext(kind, () => { seen.push(kind); }); } };
  };

  test('a second card within two minutes reads the Journal alone, no property, and unpacks no text', () => {
    const { seen, count } = counted();
    for (const kind of ['sheets', 'properties', 'cache'] as const) count(kind);
    const first = opened();
    value(first.of.session());
    value(first.of.caseFile(debtor));
    value(first.of.handChanges(debtor));
    first.cache.keep();
    expect(seen.splice(0)).toEqual(['cache', 'sheets', 'properties', 'cache']);
    unpacked = 0;
    const second = opened();
    const session = value(second.of.session());
    const file = value(second.of.caseFile(debtor));
    value(second.of.handChanges(debtor));
    second.cache.keep();
    expect([seen.splice(0), unpacked]).toEqual([['cache', 'sheets'], 0]);
    expect(file.pack).toBe(session.packId);
    expect(value(second.of.pack()).templates).toEqual(SHIPPED);
  });

  test('what a card changed is seen by the next one', () => {
    const first = opened();
    value(first.of.caseFile(debtor));
    value(first.of.append(aNewEntry(noted('a'), { debtor, requestId: 'r1' as never }), null));
    value(first.of.assignPolicy({ scope: 'debtor', debtor, policy: GENTLE_POLICY.id }));
    first.cache.keep();
    const second = opened();
    const file = value(second.of.caseFile(debtor));
    expect([file.entries.length, file.debtor.policy]).toEqual([1, 'gentle']);
  });

  test('a cut tail is seen by whoever saw it whole a moment ago, without asking for more', () => {
    const first = opened();
    value(first.of.append(aNewEntry(noted('a'), { debtor, requestId: 'r1' as never }), null));
    first.cache.keep();
    company.tab('journal').deleteRows(2);
    const second = opened();
    value(second.of.caseFile(debtor));
    expect(value(second.of.handChanges(debtor))).toEqual([{ what: 'cut', row: null, count: 1 }]);
  });
});
