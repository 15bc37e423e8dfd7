import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_HASH } from '../../src/core';
import type { Debtor, DebtorId, EntryId, Invoice, LogEntry, RequestId, Row } from '../../src/core';
import { GmailHost, messageEvent } from '../../src/demo/gmail/host';
import type { CallCount, CardAnswer, WorldMessage } from '../../src/demo/gmail/host';
import { MOST_MESSAGES } from '../../src/gmail/apps-script-mail-host';
import { NO_ROWS } from '../../src/gmail/sheet/journal';
import { headText } from '../../src/gmail/sheet/journal-head';
import { journalRow } from '../../src/gmail/sheet/journal-row';
import { JOURNAL_COLUMNS, layoutOfTab } from '../../src/gmail/sheet/tab-columns';
import { SheetCompany } from '../contracts/sheet-subject';
import { aCaseFile, aContact, aDebtor, aListed, aPack, address, anEntry, anInvoice, COMPANY, daysAgo, drafted, eur, MARIE, reference, sent } from '../core/builders';
import { atMost } from './figure';
import type { Bench, Figure } from './figure';

const PACK = aPack({});
const ROOT = join(__dirname, '../..');
const CODE = join(ROOT, 'dist/appsscript/Code.js');
/** Rows of the ledger, and entries in the Journal: some years of a company that writes twenty reminders a day are 10 000. */
const SIZES = [[10_000, 0], [10_000, 10_000], [50_000, 0]] as const;
const INVOICES_EACH = 10;
const MESSAGES = 40;
const COLD_RUNS = 7;
const WARM_RUNS = 7;
const THREAD = '19f0000000000001';
const DAY = 86_400_000;
const median = (samples: readonly number[]): number => [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0;
/** A customer in the middle of the sheet. */
const ABOUT = 437;

const numberOf = (customer: number, invoice: number): string => `FA-2026-${String(customer * INVOICES_EACH + invoice).padStart(6, '0')}`;
const mailOf = (customer: number): string => `compta@client-${String(customer)}.fr`;

/** So many rows, ten invoices to a customer, a third of them overdue. */
function ledger(rows: number): { readonly debtors: readonly Debtor[]; readonly invoices: readonly Invoice[] } {
  const debtors: Debtor[] = [];
  const invoices: Invoice[] = [];
  for (let customer = 0; customer < rows / INVOICES_EACH; customer += 1) {
    const id = `C${String(customer).padStart(5, '0')}` as DebtorId;
    debtors.push(aDebtor({ id, code: id, name: `Client ${String(customer)} SARL`, legalIds: { siren: null, siret: null, vat: null }, contacts: [aContact({ address: address(mailOf(customer)) })], domains: [`client-${String(customer)}.fr`] }));
    for (let invoice = 0; invoice < INVOICES_EACH; invoice += 1) {
      invoices.push(anInvoice({ debtor: id, number: numberOf(customer, invoice), due: daysAgo(invoice * 9 - 60), amount: eur(100 + customer) }));
    }
  }
  return { debtors, invoices };
}

const HTML = `<div dir="ltr">${'<p>Bonjour, suite &agrave; votre relance, nous v&eacute;rifions avec notre service et revenons vers vous.</p>'.repeat(12)}</div><div class="gmail_quote">Le lun. 16 nov. 2026 a &eacute;crit :<blockquote class="gmail_quote">${'<p>Texte cit&eacute;, encore une fois.</p>'.repeat(60)}</blockquote></div>`;

function thread(now: number, me: string): readonly WorldMessage[] {
  return Array.from({ length: MESSAGES }, (_, at): WorldMessage => {
    const ours = at % 2 === 1;
    return {
      id: `19f00000000010${at.toString(16).padStart(2, '0')}`, from: ours ? `Marie Lefèvre <${me}>` : `Service comptable <${mailOf(ABOUT)}>`, to: ours ? mailOf(ABOUT) : me, date: now - (MESSAGES - at) * DAY,
      subject: `Re: Facture ${numberOf(ABOUT, 3)}`, html: `<p>Message ${String(at)}, facture ${numberOf(ABOUT, at % INVOICES_EACH)}</p>${HTML}`,
    };
  });
}

interface Measured {
  readonly scriptMs: readonly number[];
  readonly loadMs: readonly number[];
  readonly coldCalls: CallCount;
  readonly warmCalls: CallCount;
  readonly warmMs: readonly number[];
  readonly card: CardAnswer;
}

/** Reminders, with what became of them, to every customer in turn: rows as `append` writes them, hashed and tied. */
function fillJournal(company: SheetCompany, debtors: readonly Debtor[], invoices: readonly Invoice[], count: number): void {
  const tab = company.tab('journal');
  const layout = layoutOfTab(tab.rows as readonly Row[], JOURNAL_COLUMNS);
  if (layout === null) throw new Error('no Journal');
  const chains = new Map<string, LogEntry[]>();
  const rows: (readonly string[])[] = [];
  let head = NO_ROWS;
  for (let at = 0; at < count; at += 1) {
    const round = Math.floor(at / 2);
    const debtor = debtors[round % debtors.length] as Debtor;
    const chain = chains.get(debtor.id) ?? [];
    const told = reference(`R-${round.toString(36).toUpperCase().padStart(4, '0')}`);
    const listed = invoices.slice((round % debtors.length) * INVOICES_EACH, (round % debtors.length) * INVOICES_EACH + 4).map((invoice) => aListed({ of: invoice, step: 'R1' }));
    const on = daysAgo(400 - Math.floor((at * 390) / count));
    const fact = at % 2 === 0 ? drafted({ stage: 'R1', reference: told, invoices: listed }) : sent({ reference: told, sentOn: on });
    const entry = anEntry(fact, { id: `e-${String(at)}` as EntryId, requestId: `q-${String(at)}` as RequestId, company: COMPANY, debtor: debtor.id, on, seq: chain.length + 1, previousHash: chain[chain.length - 1]?.hash ?? FIRST_HASH });
    const row = journalRow(entry, { file: aCaseFile({ debtor, invoices: [], entries: chain }), pack: PACK, time: '09:14', text: null }, layout, head);
    if (!row.ok) throw new Error(row.problem.code);
    rows.push(row.value.cells);
    head = row.value.head;
    chains.set(debtor.id, [...chain, entry]);
  }
  tab.write(layout.headerRow + 1, 0, rows);
  if (count > 0) company.world.scriptProperties.set(`journal.${company.place.spreadsheet}`, headText(head));
}

async function measured(rows: number, entries: number, code: string): Promise<Measured> {
  const company = new SheetCompany();
  const { debtors, invoices } = ledger(rows);
  await company.read({ debtors, invoices });
  fillJournal(company, debtors, invoices, entries);
  const { world } = company;
  for (const message of thread(world.now(), world.user.email)) world.mailbox.receive(THREAD, message);
  company.as(MARIE);
  world.userProperties.set('relance', JSON.stringify({ version: 1, place: { kind: 'sheet', book: company.place }, language: null }));
  // Compiled anew for every callback, as at Google's: nothing is left of the one before.
  const host = new GmailHost(world, code, { keepCompiled: false });
  const open = `19f00000000010${(MESSAGES - 2).toString(16).padStart(2, '0')}`;
  const run = (): CardAnswer => host.call('onOpenMessage', messageEvent(world, open));
  const [scriptMs, loadMs, warmMs]: [number[], number[], number[]] = [[], [], []];
  let coldCalls = host.calls;
  let card = run();
  for (let at = 0; at < COLD_RUNS; at += 1) {
    host.failNext('cache-evicted');
    card = run();
    scriptMs.push(host.spent.scriptMs);
    loadMs.push(host.spent.loadMs);
    coldCalls = host.calls;
  }
  for (let at = 0; at < WARM_RUNS; at += 1) {
    card = run();
    warmMs.push(host.spent.scriptMs);
  }
  return { scriptMs, loadMs, coldCalls, warmCalls: host.calls, warmMs, card };
}

/** The customer's card, and that it says how much of the thread was read. */
function wrongWith(card: CardAnswer): string | null {
  const text = JSON.stringify(card);
  if (!text.includes(`Client ${String(ABOUT)} SARL`)) return 'the card is not the customer’s';
  return text.includes(`${String(MOST_MESSAGES)} messages`) ? null : 'the card does not say that only the newest messages were read';
}

export const bench: Bench = {
  async run({ broken, say }) {
    if (!existsSync(CODE)) spawnSync(join(ROOT, 'node_modules/.bin/webpack'), ['--config-name', 'gmail'], { cwd: ROOT, stdio: 'inherit' });
    const code = readFileSync(CODE, 'utf8');
    // Planted: everything is done once more than needed.
    const judged = broken ? code.replace(/function onOpenMessage\(event\) \{ return ([^}]+) \}/, 'function onOpenMessage(event) { CacheService.getUserCache().removeAll(["kept"]); for (var i = 0; i < 8; i += 1) PropertiesService.getUserProperties().getProperty("relance"); return $1 }') : code;
    const figures: Figure[] = [atMost('bundle, minified', statSync(CODE).size / 1000, 'kB', 400)];
    for (const [rows, entries] of SIZES) {
      const { scriptMs, loadMs, warmMs, coldCalls, warmCalls, card } = await measured(rows, entries, judged);
      const of = entries === 0 ? `${String(rows)} rows` : `${String(rows)} rows and ${String(entries)} log entries`;
      const wrong = wrongWith(card);
      if (wrong !== null) say(`${of}: ${wrong}`);
      say(`${of}: a thread of ${String(MESSAGES)} messages, ${String(MOST_MESSAGES)} of them read; a new realm for every callback; ${String(entries)} log entries`);
      say(`${of}: cold ${scriptMs.map((ms) => ms.toFixed(0)).join(', ')} ms; warm ${warmMs.map((ms) => ms.toFixed(0)).join(', ')} ms; load ${loadMs.map((ms) => ms.toFixed(1)).join(', ')} ms`);
      say(`${of}: cold ${coldCalls.names.join(', ')}`);
      say(`${of}: warm ${warmCalls.names.join(', ')}`);
      figures.push(
        atMost(`contextual callback, cold, ${of}, median of ${String(COLD_RUNS)}`, median(scriptMs), 'ms of script', rows === 10_000 ? 150 : 1000),
        atMost(`contextual callback, warm, ${of}, median of ${String(WARM_RUNS)}`, median(warmMs), 'ms of script', rows === 10_000 ? 150 : 1000),
        atMost(`calls that leave the script, cold, ${of}`, coldCalls.total, 'calls', 8),
        atMost(`calls that leave the script, warm, ${of}`, warmCalls.total, 'calls', 4),
        atMost(`wrong cards, ${of}`, wrong === null ? 0 : 1, 'cards', 0),
      );
      if (rows === SIZES[0][0] && entries === 0) figures.push(atMost(`load of Code.js, median of ${String(COLD_RUNS)}`, median(loadMs), 'ms', 15));
    }
    return figures;
  },
};
