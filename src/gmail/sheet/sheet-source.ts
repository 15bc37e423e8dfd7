import { fail, ok, statementOfAccount, summaryOf } from '../../core';
import type { CaseFile, CompanyId, DebtorHints, DebtorId, DebtorSummary, FoundDebtor, HintHits, InvoiceSource, LedgerSource, LocalDate, Pack, Result, SourceProblem } from '../../core';
import type { UserCache } from '../user-cache';
import type { BesideLedger } from './beside-ledger';
import { dayInZone } from './day-in-zone';
import { candidatesFor } from './ledger-candidates';
import { hitsOf } from './ledger-hits';
import type { Person } from './ledger-people';
import { searchLedger } from './ledger-search';
import { LedgerSlices } from './ledger-slice';
import type { LedgerSlice } from './ledger-slice';
import { worklistPageOf } from './ledger-worklist';
import type { OpenBook } from './open-book';
import { ownAccounts } from './own-account';
import type { Everybody } from './report-rows';
import type { OwnAccount } from './own-account';
import { SheetLedger } from './sheet-ledger';

export interface SheetSourceDeps {
  readonly book: OpenBook;
  readonly company: CompanyId;
  readonly beside: BesideLedger;
  /** Of the user; null: everything is read anew. */
  readonly cache: UserCache | null;
}

/** The receivables ledger in a spreadsheet, for one callback. */
export interface SheetSource extends InvoiceSource<'sync'> {
  /** `lookUp`, with the case file when one debtor is all that the hints hit. */
  lookUpWithFile(hints: DebtorHints): Result<HintHits & { readonly file?: CaseFile | null }, SourceProblem>;
  /** The whole ledger with its log, for the worklist and the report tabs. */
  everybody(): Result<Everybody, SourceProblem>;
}

export function createSheetSource(deps: SheetSourceDeps): SheetSource {
  return new ReadSheet(deps);
}

class ReadSheet implements SheetSource {
  private opened: SheetLedger | null = null;
  private readonly slices: LedgerSlices;

  constructor(private readonly deps: SheetSourceDeps) {
    this.slices = new LedgerSlices(deps.cache, deps.book);
  }

  lookUp(hints: DebtorHints): Result<HintHits, SourceProblem> {
    const pack = this.deps.beside.pack();
    if (!pack.ok) return pack;
    const answer = this.answer(hints, pack.value);
    return answer.ok ? ok(answer.value.hits) : answer;
  }

  lookUpWithFile(hints: DebtorHints): Result<HintHits & { readonly file?: CaseFile | null }, SourceProblem> {
    const pack = this.deps.beside.pack();
    if (!pack.ok) return pack;
    const answer = this.answer(hints, pack.value);
    if (!answer.ok) return answer;
    const { hits, slice, isNew } = answer.value;
    const [only, more] = hits.debtors;
    if (only === undefined || more !== undefined) return ok({ ...hits, file: null });
    const account = slice.accounts.find(({ debtor }) => debtor.id === only.id);
    if (account === undefined) return ok({ ...hits, file: null });
    // Kept once, when it was read: putting it again is a call that every look at the thread would pay.
    if (isNew) this.slices.keepDebtor(only.id, pack.value.id, { ...slice, accounts: [account] });
    const file = this.fileOf(account, slice, pack.value);
    return file.ok ? ok({ ...hits, file: file.value }) : file;
  }

  caseFile(debtor: DebtorId): Result<CaseFile, SourceProblem> {
    const pack = this.deps.beside.pack();
    if (!pack.ok) return pack;
    const slice = this.sliceOf(debtor, pack.value);
    if (!slice.ok) return slice;
    const account = slice.value.accounts.find((each) => each.debtor.id === debtor);
    return account === undefined ? fail({ code: 'source/unknown-debtor' }) : this.fileOf(account, slice.value, pack.value);
  }

  search(words: string): Result<readonly FoundDebtor[], SourceProblem> {
    const [pack, ledger] = [this.deps.beside.pack(), this.ledger()];
    if (!ledger.ok) return ledger;
    if (!pack.ok) return pack;
    const today = this.today();
    return ok(searchLedger(words, ledger.value.all().accounts, pack.value).map(({ account, by }) => ({ ...this.summary(account, today), by })));
  }

  worklistPage(query: Parameters<InvoiceSource<'sync'>['worklistPage']>[0]): ReturnType<InvoiceSource<'sync'>['worklistPage']> {
    const all = this.everybody();
    return all.ok ? ok(worklistPageOf(all.value.files, all.value.pack, all.value.today, query)) : all;
  }

  everybody(): Result<Everybody, SourceProblem> {
    const [pack, ledger] = [this.deps.beside.pack(), this.ledger()];
    if (!ledger.ok) return ledger;
    if (!pack.ok) return pack;
    const { accounts, unreadable } = ledger.value.all();
    const slice: LedgerSlice = { readAt: this.deps.beside.now(), unreadableRows: unreadable.length, accounts };
    const files: CaseFile[] = [];
    for (const account of accounts) {
      const file = this.fileOf(account, slice, pack.value);
      if (!file.ok) return file;
      files.push(file.value);
    }
    return ok({ files, pack: pack.value, today: this.today() });
  }

  private ledger(): Result<SheetLedger, SourceProblem> {
    if (this.opened !== null) return ok(this.opened);
    const opened = SheetLedger.open(this.deps.book, this.deps.company);
    if (opened.ok) this.opened = opened.value;
    return opened;
  }

  private today(): LocalDate {
    return dayInZone(this.deps.book.place.timeZone, this.deps.beside.now());
  }

  /** Hits are made anew from whoever was read: choices and references may have come since. */
  private answer(hints: DebtorHints, pack: Pack): Result<{ readonly hits: HintHits; readonly slice: LedgerSlice; readonly isNew: boolean }, SourceProblem> {
    const pointed = this.pointedTo(hints);
    if (!pointed.ok) return pointed;
    const kept = this.opened === null ? this.slices.ofThread(hints, pack.id) : null;
    const covers = kept !== null && pointed.value.every((id) => kept.accounts.some(({ debtor }) => debtor.id === id));
    const slice = covers ? ok(kept) : this.readFor(hints, pointed.value, pack);
    if (!slice.ok) return slice;
    const hits = hitsOf(hints, slice.value.accounts, pack, this.deps.beside);
    if (!hits.ok) return hits;
    const ids = new Set(hits.value.flatMap(({ debtors }) => debtors.map(({ debtor }) => debtor)));
    const hit = slice.value.accounts.filter(({ debtor }) => ids.has(debtor.id));
    const shown = { ...slice.value, accounts: hit };
    if (!covers) this.slices.keepThread(hints, pack.id, shown);
    const today = this.today();
    return ok({ hits: { hits: hits.value, debtors: hit.map((account) => ({ ...this.summary(account, today), ...(account.debtor.ibans === undefined ? {} : { ibans: account.debtor.ibans }) })) }, slice: shown, isNew: !covers });
  }

  /** Whom a remembered choice or a reference of ours names, whatever the rows say. */
  private pointedTo(hints: DebtorHints): Result<readonly DebtorId[], SourceProblem> {
    const { beside } = this.deps;
    const ids = new Set<DebtorId>();
    const asked = [...(hints.thread === '' ? [] : [['thread', hints.thread] as const]), ...hints.addresses.map((each) => ['address', each] as const), ...hints.domains.map((each) => ['domain', each] as const)];
    for (const [scope, value] of asked) {
      const chosen = beside.chosen(scope, value);
      if (!chosen.ok) return chosen;
      if (chosen.value !== null && chosen.value !== undefined) ids.add(chosen.value);
    }
    for (const reference of hints.references) {
      const debtors = beside.debtorsOf(reference);
      if (!debtors.ok) return debtors;
      for (const debtor of debtors.value) ids.add(debtor);
    }
    return ok([...ids]);
  }

  private readFor(hints: DebtorHints, pointed: readonly DebtorId[], pack: Pack): Result<LedgerSlice, SourceProblem> {
    const opened = this.ledger();
    if (!opened.ok) return opened;
    const ledger = opened.value;
    const holders = ledger.holders();
    const people = new Set<Person>(ledger.isWhole ? [] : candidatesFor(hints, ledger, holders, pack));
    let everybody = false;
    for (const id of pointed) {
      const person = ledger.withCodeOf(id);
      if (person === undefined) everybody = true;
      else people.add(person);
    }
    // An id that no code tells is found by reading all: once, and the answer is kept.
    const { accounts, unreadable } = everybody ? ledger.all() : ledger.some(ledger.people.all.filter((person) => people.has(person)));
    return ok({ readAt: this.deps.beside.now(), unreadableRows: unreadable.length, accounts: ownAccounts(accounts, ledger, holders, pack) });
  }

  private sliceOf(debtor: DebtorId, pack: Pack): Result<LedgerSlice, SourceProblem> {
    const kept = this.opened === null ? this.slices.ofDebtor(debtor, pack.id) : null;
    if (kept !== null) return ok(kept);
    const opened = this.ledger();
    if (!opened.ok) return opened;
    const ledger = opened.value;
    const person = ledger.isWhole ? undefined : ledger.withCodeOf(debtor);
    const { accounts, unreadable } = person === undefined ? ledger.all() : ledger.some([person]);
    const found = accounts.filter((account) => account.debtor.id === debtor);
    const slice = { readAt: this.deps.beside.now(), unreadableRows: unreadable.length, accounts: ownAccounts(found, ledger, ledger.holders(), pack) };
    if (found.length > 0) this.slices.keepDebtor(debtor, pack.id, slice);
    return ok(slice);
  }

  private fileOf({ debtor, invoices }: OwnAccount, slice: LedgerSlice, pack: Pack): Result<CaseFile, SourceProblem> {
    const { beside, company } = this.deps;
    const [entries, policy] = [beside.entriesOf(debtor.id), beside.policyOf(debtor.id)];
    if (!entries.ok) return entries;
    if (!policy.ok) return policy;
    return ok({ company, debtor: { ...debtor, policy: policy.value ?? debtor.policy }, invoices, entries: entries.value, source: this.sourceOf(slice), loadedAt: beside.now(), today: this.today(), pack: pack.id });
  }

  private sourceOf({ readAt, unreadableRows }: LedgerSlice): LedgerSource {
    return { name: this.deps.book.place.tabs.invoices?.title ?? '', kind: 'google-sheet', asOf: readAt, unreadableRows };
  }

  private summary({ debtor, invoices }: OwnAccount, today: LocalDate): DebtorSummary {
    return summaryOf(debtor, statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: [] }, today));
  }
}
