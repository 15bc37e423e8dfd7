import { API_VERSION, ONLY_COMPANY, ShapeCount, codeShapes, companyView, ok, shapesOfLedger, textOf } from '../../core';
import type { Author, CompanyId, DebtorId, HandChange, Instant, JournalFinding, LearnedChoice, LedgerState, LocalDate, LogEntry, LogProblem, MovedChain, Pack, RateTable, Result, SourceProblem, Template } from '../../core';
import type { GmailRecords } from '../gmail-records';
import type { UserCache } from '../user-cache';
import type { BesideLedger } from './beside-ledger';
import { dayInZone } from './day-in-zone';
import type { JournalHead } from './journal';
import { readHead } from './journal-head';
import { companyDomain } from './ledger-hits';
import { ledgerTabs } from './ledger-tabs';
import { movableLog } from './movable-log';
import { openBook } from './open-book';
import type { BookPlace, OpenBook } from './open-book';
import { refreshReports } from './report-tabs';
import { SheetFacts, packOf } from './sheet-facts';
import type { InForce } from './sheet-facts';
import { SheetLedger } from './sheet-ledger';
import { createSheetLog } from './sheet-log';
import type { LogFacts } from './sheet-log';
import { createSheetSettings } from './sheet-settings';
import { createSheetSource } from './sheet-source';
import type { SheetSource } from './sheet-source';

export interface SheetRecordsDeps {
  readonly place: BookPlace;
  /** Whoever is signed in to Google. */
  readonly author: Author;
  readonly company?: CompanyId;
  /** As shipped; asked for when a text is written or a plan read, not for every card: they may be unpacked by a getter. */
  readonly templates: readonly Template[];
  readonly rates: RateTable | null;
  readonly now: () => Instant;
  /** Of this user, opened with `SHEET_CACHE_KEYS` among its keys; null: nothing is kept between callbacks. */
  readonly cache: UserCache | null;
}

/** The spreadsheet as ledger, log and settings, and what people changed in it by hand. */
export interface SheetRecords extends GmailRecords {
  /** Where the tabs are by now: worth keeping when one was found under another title. */
  readonly place: BookPlace;
  handChanges(debtor: DebtorId): Result<readonly HandChange[], LogProblem>;
  /** The whole Journal, every row hashed: about a second for 10 000 rows. */
  findings(): Result<readonly JournalFinding[], LogProblem>;
  /** Writes the tabs Balance âgée and À relancer anew, dated now; the place, with the tabs that had to be made again. */
  refreshReports(): Result<BookPlace, SourceProblem>;
  /** The whole log with its kept texts, as `POST /api/v1/log/import` takes it; refused where it is not what was written. */
  movableLog(): Result<readonly MovedChain[], LogProblem>;
}

const FORCE_KEY = 'sheet.settings';
const HEAD_KEY = 'sheet.head';
/** What a card needs of the settings and the Journal's end without asking the sheet for them. */
export const SHEET_CACHE_KEYS: readonly string[] = [FORCE_KEY, HEAD_KEY];
/** Seconds, as the ledger's slices: each other time is a call of its own. A colleague's change of plans or texts is seen after this; whoever writes is judged by what the sheet says then. */
const KEPT_FOR = 120;
const SHOWN_PROBLEMS = 20;

interface KeptForce {
  readonly spreadsheet: string;
  readonly force: Omit<InForce, 'choices'>;
  /** Without who and when: that is for lists, which read the tab. */
  readonly choices: readonly LearnedChoice[];
  readonly numberShapes: readonly string[];
  readonly packId: string;
}

export function createSheetRecords(deps: SheetRecordsDeps): SheetRecords {
  return new Joined(deps).records();
}

/** One reading of the spreadsheet: the room of the ledger, that of the log and that of the settings over the same rows. */
class Joined {
  readonly facts: SheetFacts;
  readonly source: SheetSource;
  private kept: KeptForce | null = null;

  constructor(private readonly deps: SheetRecordsDeps, private readonly book: OpenBook = openBook(deps.place), private readonly cache: UserCache | null = deps.cache) {
    this.facts = new SheetFacts(book, { company: this.company, author: deps.author, get templates() { return deps.templates; }, get rates() { return deps.rates; }, today: () => this.today() });
    this.source = createSheetSource({ book, company: this.company, beside: this.beside(), cache });
  }

  records(): SheetRecords {
    const { deps } = this;
    const { author, now } = deps;
    const log = createSheetLog({
      author, company: this.company, now, facts: this.logFacts(), fresh: () => this.anew().logFacts(),
      seenHead: () => this.seenHead(), sawHead: (head) => this.sawHead(head),
      changed: (tab) => this.changed(tab),
    });
    const settings = createSheetSettings({
      author, get templates() { return deps.templates; }, get rates() { return deps.rates; }, now, today: () => this.today(), facts: this.facts, fresh: () => this.anew().facts, pack: () => this.pack(), companyDomain,
      namesOf: (debtors) => this.namesOf(debtors), segments: () => this.segments(), changed: (tab) => this.changed(tab),
    });
    const { book, source } = this;
    return {
      get place() { return book.place; },
      lookUp: (hints) => source.lookUp(hints),
      lookUpWithFile: (hints) => source.lookUpWithFile(hints),
      caseFile: (debtor) => source.caseFile(debtor),
      search: (words) => source.search(words),
      worklistPage: (query) => source.worklistPage(query),
      refreshReports: () => {
        const all = source.everybody();
        return all.ok ? refreshReports(book.place, all.value, now(), all.value.pack.profile.language) : all;
      },
      ...log,
      handChanges: (debtor) => {
        const [found, force] = [log.findingsOf(debtor), this.force()];
        if (!found.ok) return found;
        if (!force.ok) return force;
        const { refusedTexts, refusedPlans } = force.value.force;
        return ok([...found.value, ...refusedTexts, ...refusedPlans.map((row) => ({ what: 'plan' as const, row }))]);
      },
      ...settings,
      movableLog: () => movableLog(book.place, (debtors) => this.namesOf(debtors)),
      session: () => {
        const pack = this.pack();
        if (!pack.ok) return pack;
        const ledger = (): LedgerState => this.ledgerState();
        // Every card asks who and when; how the rows were read, the settings alone.
        return ok({ company: this.company, companies: [companyView(pack.value.profile, true)], user: author, packId: pack.value.id, today: this.today(), served: [API_VERSION], get ledger() { return ledger(); } });
      },
    };
  }

  private get company(): CompanyId {
    return this.deps.company ?? ONLY_COMPANY;
  }

  private today(): LocalDate {
    return dayInZone(this.book.place.timeZone, this.deps.now());
  }

  /** The same spreadsheet read again, past every cache; everything in one call. */
  private anew(): Joined {
    const fresh = new Joined(this.deps, openBook(this.book.place), null);
    fresh.readAll();
    return fresh;
  }

  private readAll(): void {
    // What comes of it is asked for by each room, problems included.
    this.book.rows('invoices', 'customers', 'journal', 'settings', 'plans', 'texts');
  }

  private logFacts(): LogFacts {
    const { facts } = this;
    return { book: this.book, journal: () => facts.journal(), forget: () => facts.forget('journal'), pack: () => this.pack(), caseFile: (debtor) => this.source.caseFile(debtor), textsToKeep: (entry) => facts.textsToKeep(entry) };
  }

  private beside(): BesideLedger {
    const kept = <T>(read: (kept: KeptForce) => T): Result<T, SourceProblem> => {
      const force = this.force();
      return force.ok ? ok(read(force.value)) : force;
    };
    return {
      now: () => this.deps.now(),
      pack: () => this.pack(),
      entriesOf: (debtor): Result<readonly LogEntry[], SourceProblem> => {
        const journal = this.facts.journal();
        return journal.ok ? ok(journal.value.entriesOf(debtor)) : journal;
      },
      debtorsOf: (reference) => {
        const journal = this.facts.journal();
        return journal.ok ? ok(journal.value.debtorsOf(reference)) : journal;
      },
      chosen: (scope, value) => kept(({ choices }) => choices.find((choice) => choice.scope === scope && choice.value === value)?.debtor),
      policyOf: (debtor) => kept(({ force }) => force.assignments.find((one) => one.scope === 'debtor' && one.debtor === debtor)?.policy ?? null),
    };
  }

  private pack(): Result<Pack, SourceProblem> {
    const force = this.force();
    if (!force.ok) return force;
    const { numberShapes, packId } = force.value;
    return ok(packOf(force.value.force, this.deps, numberShapes, packId));
  }

  /** From the cache, else from the tabs; those of the ledger come in the same call, for a card that found nothing kept needs them too. */
  private force(): Result<KeptForce, SourceProblem> {
    this.kept ??= this.cachedForce();
    if (this.kept !== null) return ok(this.kept);
    this.readAll();
    const [force, shapes] = [this.facts.inForce(), this.numberShapes()];
    if (!shapes.ok) return shapes;
    if (!force.ok) return force;
    const { settings: _settings, plans: _plans, texts: _texts, choices, ...plain } = force.value;
    this.kept = { spreadsheet: this.book.place.spreadsheet, force: plain, choices: choices.map(({ scope, value, debtor }) => ({ scope, value, debtor })), numberShapes: shapes.value, packId: packOf(plain, this.deps, shapes.value).id };
    this.cache?.put(FORCE_KEY, this.kept, KEPT_FOR);
    if (this.cache !== null && this.seenHead() === null) this.sawHead(readHead(this.book.place.spreadsheet));
    return ok(this.kept);
  }

  private cachedForce(): KeptForce | null {
    const kept = this.cache?.read(FORCE_KEY) as KeptForce | null | undefined;
    return kept?.spreadsheet === this.book.place.spreadsheet ? kept : null;
  }

  private seenHead(): JournalHead | null {
    const kept = this.cache?.read(HEAD_KEY) as { readonly spreadsheet?: unknown; readonly head?: JournalHead } | null | undefined;
    return kept?.spreadsheet === this.book.place.spreadsheet ? (kept.head ?? null) : null;
  }

  private sawHead(head: JournalHead): void {
    this.cache?.put(HEAD_KEY, { spreadsheet: this.book.place.spreadsheet, head }, KEPT_FOR);
  }

  private changed(tab: 'journal' | 'settings' | 'plans' | 'texts'): void {
    this.facts.forget(tab);
    if (tab === 'journal') return;
    this.kept = null;
    this.cache?.drop(FORCE_KEY);
  }

  /** Of invoices, customer codes and orders, as the tabs write them. */
  private numberShapes(): Result<readonly string[], SourceProblem> {
    const tabs = ledgerTabs(this.book);
    if (!tabs.ok) return tabs;
    const { invoices, customers } = tabs.value;
    const [numbers, codes, orders] = [new ShapeCount(), codeShapes(), codeShapes()];
    for (const tab of [invoices, customers]) {
      if (tab === null) continue;
      const { headerRow, columns } = tab.mapping;
      const [number, code, order] = [columns['invoice-number'], columns['debtor-code'], columns['order-number']];
      for (let at = headerRow + 1; at < tab.rows.length; at += 1) {
        const row = tab.rows[at] ?? [];
        if (number !== undefined && tab === invoices) numbers.add(told(textOf(row[number])));
        if (order !== undefined && tab === invoices) orders.add(told(textOf(row[order])));
        if (code !== undefined && (customers === null || tab === customers)) codes.add(told(textOf(row[code])));
      }
    }
    return ok(shapesOfLedger(numbers, codes, orders));
  }

  private namesOf(debtors: readonly DebtorId[]): Result<ReadonlyMap<DebtorId, string>, SourceProblem> {
    if (debtors.length === 0) return ok(new Map());
    const ledger = SheetLedger.open(this.book, this.company);
    if (!ledger.ok) return ledger;
    const wanted = new Set(debtors);
    return ok(new Map(ledger.value.all().accounts.filter(({ debtor }) => wanted.has(debtor.id)).map(({ debtor }) => [debtor.id, debtor.name])));
  }

  private segments(): Result<readonly string[], SourceProblem> {
    const ledger = SheetLedger.open(this.book, this.company);
    if (!ledger.ok) return ledger;
    return ok([...new Set(ledger.value.all().accounts.flatMap(({ debtor }) => debtor.segment ?? []))].sort());
  }

  private ledgerState(): LedgerState {
    const now = this.deps.now();
    const state: LedgerState = { connected: true, name: this.book.place.tabs.invoices?.title ?? null, readAt: now, asOf: now, rows: 0, unreadable: [], awaiting: null, waitingUpload: null, problem: null };
    const ledger = SheetLedger.open(this.book, this.company);
    if (!ledger.ok) return { ...state, problem: ledger.problem };
    const { unreadable, remarks } = ledger.value.all();
    const { title, rows, mapping } = ledger.value.tabs.invoices;
    return {
      ...state, name: title, rows: Math.max(0, rows.length - mapping.headerRow - 1), unreadable: unreadable.slice(0, SHOWN_PROBLEMS), unreadableCount: unreadable.length,
      remarks: remarks.slice(0, SHOWN_PROBLEMS), remarkCount: remarks.length,
    };
  }
}

const told = (text: string): string | null => (text === '' ? null : text);
