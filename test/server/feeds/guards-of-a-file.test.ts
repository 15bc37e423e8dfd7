import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { assess, checkAppend, localDate, presentDebtor, STANDARD_POLICY } from '../../../src/core';
import type { CaseFile, DebtorPanel, Instant, LocalDate } from '../../../src/core';
import { FileLedger } from '../../../src/server/feeds/file-ledger';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { aCaseFile, aListed, aNewEntry, anEntry, aPack, aProfile, COMPANY, drafted, MARIE, reference, sent, TODAY } from '../../core/builders';

/** From the bytes of a file to the card, and to whoever keeps the log: what a ledger says against a reminder comes true. */
let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
});
afterEach(() => store.close());

const PACK = aPack({ policies: [STANDARD_POLICY], defaultPolicy: STANDARD_POLICY.id });
const HEAD = 'Code client;Client;Situation juridique;Numéro;Date;Échéance;Montant TTC;Reste dû;Retenue de garantie;Date de libération;Statut facture électronique;Date du statut';

/** `FA-1;…`: the cells from the number on. */
async function fileOf(standing: string, ...rows: readonly string[]): Promise<CaseFile> {
  const ledger = new FileLedger({ store, tenant: COMPANY, company: COMPANY, clock: { now: () => '2026-11-23T08:00:00.000Z' as Instant }, path: null, documentsFolder: null, report: () => undefined });
  const seen = await ledger.upload('clients.csv', Buffer.from([HEAD, ...rows.map((row) => `C1;Garage du Canigou;${standing};${row}`)].join('\n')));
  if (!seen.ok) throw new Error(seen.problem.code);
  expect((await ledger.use(seen.value.uploadId))?.ok).toBe(true);
  const [found] = await store.search(COMPANY, 'canigou');
  if (found === undefined) throw new Error('nobody is called so');
  const account = (await store.accounts(COMPANY, [found.debtor])).get(found.debtor);
  if (account === undefined) throw new Error('no account');
  return aCaseFile({ debtor: account.debtor, invoices: account.invoices, entries: account.entries });
}

function card(file: CaseFile, today: LocalDate = TODAY): string {
  const assessment = assess(file, PACK, null, today);
  const panel: DebtorPanel = presentDebtor({ language: 'fr', me: MARIE, pack: PACK, file, assessment, identification: null, recipient: null, chosen: null, offsetMinutes: 60 }, today);
  return `${assessment.kind}: ${panel.nextStep.title}. ${panel.nextStep.reason}`.replace(/[\u00a0\u202f]/g, ' ');
}

/** What whoever keeps the log says to a text that asks for this sum of the first invoice. */
function asked(file: CaseFile, minor: number): string {
  const [of] = file.invoices;
  const entry = aNewEntry(drafted({ reference: reference('R-9Q2Z'), invoices: [aListed({ ...(of === undefined ? {} : { of }), outstanding: { minor, currency: 'EUR' } })], demanded: { minor, currency: 'EUR' } }), { debtor: file.debtor.id, contentHash: 'a'.repeat(64) });
  const checked = checkAppend(file, PACK, entry, TODAY);
  return checked.ok ? 'taken' : checked.problem.code;
}

describe('the status of an e-invoice', () => {
  test.each([
    ['En litige', 'held: Facture électronique en attente. FA-1 : statut « En litige » (207). Voyez avec le client ce qu’il conteste.'],
    ['208', 'held: Facture électronique en attente. FA-1 : statut « Suspendue » (208).'],
    ['210 - Refusée', 'held: Facture électronique en attente. FA-1 : statut « Refusée » (210).'],
    ['Rejetée', 'held: Facture électronique en attente. FA-1 : statut « Rejetée » (213).'],
    ['à voir', 'held: Facture électronique en attente. FA-1 : le grand livre donne un statut que Relance ne sait pas lire.'],
    ['Approuvée', 'remind: Relance courtoise'],
    ['', 'remind: Relance courtoise'],
  ])('"%s" in the file', async (status, said) => {
    const file = await fileOf('', `FA-1;15/09/2026;15/10/2026;1 200,00;1 200,00;;;${status};`);
    expect(card(file).slice(0, said.length)).toBe(said);
    expect(asked(file, 120_000)).toBe(said.startsWith('held') ? 'log/no-longer-due' : 'taken');
  });
  test('a payment on its way holds five business days from its day', async () => {
    const file = await fileOf('', 'FA-1;15/09/2026;15/10/2026;1 200,00;1 200,00;;;Paiement transmis;19/11/2026');
    expect(card(file)).toContain('Sans règlement, la relance reprend le 27/11');
    expect([localDate('2026-11-26'), localDate('2026-11-27')].map((today) => assess(file, PACK, null, today).kind)).toEqual(['held', 'remind']);
  });
});

test('a retained sum is not asked for, and the card says until when', async () => {
  const file = await fileOf('', 'FA-1;15/09/2026;15/10/2026;12 000,00;12 000,00;600,00;30/09/2027;;');
  expect(card(file)).toContain('FA-1 : 600,00 € en retenue de garantie jusqu’au 30/09/2027, non demandés.');
  expect([asked(file, 1_140_000), asked(file, 1_200_000)]).toEqual(['taken', 'log/no-longer-due']);
  const paid = await fileOf('', 'FA-1;15/09/2026;15/10/2026;12 000,00;600,00;5 %;30/09/2027;;');
  expect(card(paid)).toContain('held: Retenue de garantie jusqu’au 30/09/2027. FA-1 : 600,00 € en retenue, rien n’est demandé avant sa libération. Sans règlement, la relance reprend au plus tôt le 01/10/2027.');
});

test('a company that was struck off goes to a person', async () => {
  const file = await fileOf('Radiée', 'FA-1;15/09/2026;15/10/2026;1 200,00;1 200,00;;;;');
  expect(card(file)).toContain('held: Entreprise radiée. Le grand livre dit ce client radié du registre');
  expect(asked(file, 120_000)).toBe('log/no-longer-due');
});

test('a claim of five years ago goes to a lawyer', async () => {
  const file = await fileOf('', 'FA-1;15/09/2021;15/10/2021;1 200,00;1 200,00;;;;');
  expect(card(file)).toContain('held: Prescription probable. FA-1 : le délai de 5 ans (C. com., art. L110-4) semble écoulé depuis le 16/10. Faites relire par un juriste');
  expect(asked(file, 120_000)).toBe('log/no-longer-due');
});

test('a reminder that came back is told with its address', async () => {
  const file = await fileOf('', 'FA-1;15/09/2026;15/10/2026;1 200,00;1 200,00;;;;');
  const [of] = file.invoices;
  const draft = drafted({ reference: reference('R-9Q2Z'), invoices: [aListed(of === undefined ? {} : { of })] });
  const on = localDate('2026-11-10');
  const entries = [anEntry(draft, { seq: 1, on }), anEntry(sent({ reference: draft.reference, sentOn: on }), { seq: 2, on }), anEntry({ kind: 'contact-changed', address: draft.to[0] as never, change: 'bounced' }, { seq: 3, on })];
  expect(card({ ...file, entries })).toContain('Le dernier message n’est pas arrivé à compta@garage-canigou.fr : choisissez un autre contact.');
});
