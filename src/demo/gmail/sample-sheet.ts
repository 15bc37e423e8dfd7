import { randomBytes, randomUUID } from 'node:crypto';
import { FIRST_HASH, ONLY_COMPANY, STANDARD_POLICY, localDate, stampEntry } from '../../core';
import type { CaseFile, EntryId, Instant, LogEntry, Pack, Result } from '../../core';
import { appendToJournal } from '../../gmail/sheet/append-to-journal';
import { createBook } from '../../gmail/sheet/create-book';
import { Journal, NO_ROWS } from '../../gmail/sheet/journal';
import { writeHead } from '../../gmail/sheet/journal-head';
import { journalRow } from '../../gmail/sheet/journal-row';
import { openBook } from '../../gmail/sheet/open-book';
import type { BookPlace } from '../../gmail/sheet/open-book';
import { createSheetRecords } from '../../gmail/sheet/sheet-records';
import { DEMO_PROFILE, FREE_MAIL, NADIA } from '../ledger/company';
import { HEADERS, sampleRows } from '../ledger/rows';
import type { SheetCell } from '../ledger/workbook';
import { parisDay, parisLocal } from '../paris-time';
import { newEntry } from '../sample-history';
import type { SampleEntry } from '../sample-history';
import { googleServices, serial } from './host';
import type { Cell, SimulatedSpreadsheet, World } from './host';


/**
 * The sample company's spreadsheet: made by the sidebar's own code, the ledger pasted into its tab of invoices as an
 * accountant would, the history in its Journal. @returns where the sidebar finds it
 * @throws Error when something of it is refused: sample data are part of the program.
 */
export function makeSampleSheet(world: World, history: string): BookPlace {
  const services = googleServices(world);
  // The sidebar's code knows Google by its globals.
  Object.assign(globalThis, services);
  try {
    const { name, legalIds, addresses, domains, iban, bic, phone, legalMentions } = DEMO_PROFILE;
    const { place } = taken(createBook({
      language: 'fr', today: localDate(parisDay(world.now())),
      settings: {
        'profile.name': name, 'profile.siren': legalIds.siren ?? '', 'profile.vat': legalIds.vat ?? '', 'profile.language': 'fr', 'profile.addresses': addresses.join(', '), 'profile.domains': domains.join(', '), 'profile.iban': iban ?? '',
        'profile.bic': bic ?? '', 'profile.phone': phone ?? '', 'profile.legalMentions': legalMentions ?? '', 'domains.freeMail': FREE_MAIL,
      },
    }, DEMO_PROFILE.timeZone));
    paste(world.files.get(place.spreadsheet), place);
    writeHistory(world, place, JSON.parse(history) as readonly SampleEntry[]);
    return place;
  } finally {
    for (const service of Object.keys(services)) Reflect.deleteProperty(globalThis, service);
  }
}

function paste(file: SimulatedSpreadsheet | undefined, place: BookPlace): void {
  const tab = file?.byId(place.tabs.invoices?.sheetId ?? -1);
  if (tab === undefined || tab === null) throw new Error('the new spreadsheet has no tab of invoices');
  tab.deleteRows(1, tab.rows.length);
  tab.write(0, 0, [HEADERS, ...sampleRows().map((row) => row.map(cellOf))]);
}

const cellOf = (cell: SheetCell): Cell => (cell === null || typeof cell === 'string' ? cell : 'day' in cell ? serial(cell.day) : cell.amount);

/** As it was written over the months; the guard is not asked, for it judges what a clerk does today. */
function writeHistory(world: World, place: BookPlace, entries: readonly SampleEntry[]): void {
  const { pack, files } = readLedger(world, place, new Set(entries.map(({ customer }) => customer)));
  const logs = new Map<string, readonly LogEntry[]>();
  const journal = taken(Journal.read(taken(openBook(place).rows('journal')).journal ?? [], 'Journal'));
  let head = NO_ROWS;
  for (const sample of entries) {
    const file = files.get(sample.customer);
    if (file === undefined) throw new Error(`sample history: no customer ${sample.customer} in the sheet`);
    const before = logs.get(sample.customer) ?? [];
    const last = before[before.length - 1];
    const at = Date.parse(sample.at);
    const entry = stampEntry(newEntry(sample, ONLY_COMPANY, file.debtor.id, STANDARD_POLICY.version), {
      id: randomUUID() as EntryId, seq: before.length + 1, author: sample.author, at: sample.at as Instant, on: localDate(parisDay(at)), previousHash: last?.hash ?? FIRST_HASH, salt: randomBytes(32).toString('hex'),
    });
    const row = taken(journalRow(entry, { file: { ...file, entries: before }, pack, time: parisLocal(at).slice(11, 16), text: null }, journal.layout, head));
    taken(appendToJournal(place, row.cells, []));
    head = row.head;
    logs.set(sample.customer, [...before, entry]);
  }
  writeHead(place.spreadsheet, head);
}

/** @param codes the customers' codes in the ledger */
function readLedger(world: World, place: BookPlace, codes: ReadonlySet<string>): { readonly pack: Pack; readonly files: ReadonlyMap<string, CaseFile> } {
  const records = createSheetRecords({ place, author: { id: NADIA.id, name: NADIA.name }, company: ONLY_COMPANY, templates: [], rates: null, now: () => new Date(world.now()).toISOString() as Instant, cache: null });
  const files = [...codes].flatMap((code) => {
    const found = taken(records.search(code)).map(({ id }) => taken(records.caseFile(id))).find(({ debtor }) => debtor.code === code);
    return found === undefined ? [] : [[code, found] as const];
  });
  return { pack: taken(records.pack()), files: new Map(files) };
}

function taken<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(`sample sheet: ${JSON.stringify(result.problem)}`);
  return result.value;
}
