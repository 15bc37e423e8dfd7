import { createHash } from 'node:crypto';
import { assess, checkAppend, domainOf, fail, isFreeMail, isProvider, ok, parseAddress, statementOfAccount, summaryOf, verifyChain } from '../core';
import type {
  Appended, Assessment, Author, CaseFile, ChainCheck, Clock, CompanyId, CompanyProfile, DebtorHints, DebtorId, DebtorSummary, DryRunPage, Forecast, FoundDebtor, HintHits, InvoiceSource, KeptText, LearnedChoice, LedgerSource,
  LocalDate, LogEntry, LogImported, LogProblem, MovedChain, MoveProblem, NewLogEntry, Pack, PolicyId, PolicyPreview, PolicyProblem, RateTable, ReminderLog, ReminderPolicy, Result, Settings, SourceProblem, Template,
} from '../core';
import { dayIn } from './company-day';
import { decidedOf, decidingWith } from './decide';
import type { Deciding } from './decide';
import { PackKeeper, blankProfile } from './pack-keeper';
import { policyRecords } from './policy-records';
import { readForecast, readWorklist } from './read-worklist';
import { shippedTextKeeper, textRecords } from './text-records';
import { registrable } from './store/company-domains';
import type { Account } from './store/read-accounts';
import type { DomainOverrides, Store } from './store/store';

export interface RecordsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly company: CompanyId;
  readonly templates: readonly Template[];
  readonly rates: RateTable | null;
}

export interface ChainReport extends ChainCheck {
  readonly debtor: DebtorId;
  readonly entries: number;
  /** Entries that bear an earlier moment than the one before them: the server's clock was set back. Their order is certain. */
  readonly clockSetBackAt: readonly number[];
}

export interface ProfileChange extends Partial<Pick<CompanyProfile, 'name' | 'iban' | 'bic' | 'phone' | 'legalMentions' | 'addresses' | 'domains' | 'signature' | 'remindsConsumers' | 'usualTerm' | 'language'>> {
  /** Domains that a list calls everybody's and that are one customer's own; those that name nobody alone, whatever a list says. */
  readonly customerDomains?: readonly string[];
  readonly sharedDomains?: readonly string[];
}

/** The ports over a store, for one company in the name of one signed-in person; routes only translate to and from HTTP. */
export interface Records extends InvoiceSource<'async'>, ReminderLog<'async'>, Settings<'async'> {
  today(): Promise<LocalDate>;
  /** How many reminders and calls come on each business day if nobody pays. */
  forecast(): Promise<Result<Forecast, SourceProblem>>;
  verify(debtor: DebtorId): Promise<Result<ChainReport, LogProblem>>;
  /** A sheet's log moves here, with its chains as they are. */
  importLog(chains: readonly MovedChain[]): Promise<Result<LogImported, LogProblem | MoveProblem>>;
  previewPolicy(policy: ReminderPolicy, instead: PolicyId): Promise<Result<PolicyPreview, SourceProblem | PolicyProblem>>;
  dryRun(offset: number): Promise<Result<DryRunPage, SourceProblem>>;
  changeProfile(change: ProfileChange): Promise<Result<Pack, SourceProblem>>;
}

const NO_LEDGER = { code: 'source/no-ledger' } as const;
const UNKNOWN = { code: 'source/unknown-debtor' } as const;
/** Of each scope: a list that people read. */
const MOST_CHOICES = 100;
const DOMAIN = /^[\p{L}\p{N}][\p{L}\p{N}.-]{0,250}\.[\p{L}\p{N}-]{2,63}$/u;

export const createRecords = (deps: RecordsDeps & { readonly author: Author }): Records => recordsOf(deps).as(deps.author);

/** The records of one company: what is kept of them is the same whoever asks. */
export function recordsOf(deps: RecordsDeps): { as(author: Author): Records } {
  const shared: Shared = { packs: new PackKeeper(deps.store, deps.company, deps.templates), keepShipped: shippedTextKeeper(deps.store, deps.company, deps.templates) };
  return { as: (author) => recordsAs(author, deps, shared) };
}

interface Shared {
  readonly packs: PackKeeper;
  readonly keepShipped: ReturnType<typeof shippedTextKeeper>;
}

function recordsAs(author: Author, { store, clock, company, templates, rates }: RecordsDeps, { packs, keepShipped }: Shared): Records {
  const context = async (): Promise<{ readonly pack: Pack; readonly source: LedgerSource | null; readonly today: LocalDate }> => {
    const { pack, source } = await packs.inForce();
    return { pack, source, today: dayIn(pack.profile.timeZone, clock.now()) };
  };
  const deciding = async (): Promise<Deciding | null> => {
    const { pack, source, ledger } = await packs.inForce();
    return decidingWith({ pack, source, ledger, company, now: clock.now() });
  };
  const caseOf = (account: Account, pack: Pack, source: LedgerSource, today: LocalDate): CaseFile => ({
    company, debtor: account.debtor, invoices: account.invoices, entries: account.entries, source, loadedAt: clock.now(), today, pack: pack.id,
  });
  const summary = ({ debtor, invoices }: Account, today: LocalDate): DebtorSummary =>
    summaryOf(debtor, statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: [] }, today));

  /** What is ours or everybody's names no debtor, whoever asks for it. */
  const whyRefused = async ({ scope, value }: LearnedChoice): Promise<SourceProblem | null> => {
    if (scope === 'thread') return null;
    const refused = (because: 'ours' | 'everybodys' | 'malformed'): SourceProblem => ({ code: 'source/choice-refused', scope, because });
    if (scope === 'address' ? parseAddress(value) !== value : !DOMAIN.test(value)) return refused('malformed');
    const { pack } = await packs.inForce();
    const domain = scope === 'address' ? domainOf(value) : value;
    const ours = pack.profile.domains.some((own) => !isFreeMail(own) && (domain === own.toLowerCase() || domain.endsWith(`.${own.toLowerCase()}`)));
    if (ours || (pack.profile.addresses as readonly string[]).includes(value)) return refused('ours');
    if (scope === 'domain') return (await store.companyDomain(company, value)) === null ? refused('everybodys') : null;
    return isProvider(domain) && !pack.domainOverrides.company.includes(domain) ? refused('everybodys') : null;
  };

  return {
    today: async () => (await context()).today,

    lookUp: async (hints: DebtorHints): Promise<Result<HintHits, SourceProblem>> => {
      const { source, today } = await context();
      if (source === null) return fail(NO_LEDGER);
      const hits = await store.lookUp(company, hints);
      const ids = [...new Set(hits.flatMap((h) => h.debtors.map((d) => d.debtor)))];
      const accounts = await store.openAccounts(company, ids);
      // A remembered choice may name a debtor that is gone; without its summary nothing could be shown.
      const known = hits.map((h) => ({ ...h, debtors: h.debtors.filter((d) => accounts.has(d.debtor)) })).filter((h) => h.debtors.length > 0 || h.count === 0);
      return ok({ hits: known, debtors: [...accounts.values()].map((a) => ({ ...summary(a, today), ...(a.debtor.ibans === undefined ? {} : { ibans: a.debtor.ibans }) })) });
    },

    caseFile: async (debtor): Promise<Result<CaseFile, SourceProblem>> => {
      const { pack, source, today } = await context();
      if (source === null) return fail(NO_LEDGER);
      const account = await store.account(company, debtor);
      return account === null ? fail(UNKNOWN) : ok(caseOf(account, pack, source, today));
    },

    search: async (words): Promise<Result<readonly FoundDebtor[], SourceProblem>> => {
      const { source, today } = await context();
      if (source === null) return fail(NO_LEDGER);
      const found = await store.search(company, words);
      const accounts = await store.openAccounts(company, found.map(({ debtor }) => debtor));
      return ok(found.flatMap(({ debtor, by }) => {
        const account = accounts.get(debtor);
        return account === undefined ? [] : [{ ...summary(account, today), by }];
      }));
    },

    worklistPage: async (query) => {
      const of = await deciding();
      return of === null ? fail(NO_LEDGER) : ok(await readWorklist(store, of, query));
    },
    forecast: async () => {
      const of = await deciding();
      return of === null ? fail(NO_LEDGER) : ok(await readForecast(store, of));
    },

    entriesOf: async (debtor): Promise<Result<readonly LogEntry[], LogProblem>> => {
      const entries = await store.entries(company, debtor);
      return entries === null ? fail(UNKNOWN) : ok(entries);
    },

    keptText: async (debtor, entry): Promise<Result<KeptText | null, LogProblem>> => {
      const entries = await store.entries(company, debtor);
      if (entries === null) return fail(UNKNOWN);
      return ok(entries.some(({ id }) => id === entry) ? await store.keptText(company, entry) : null);
    },

    append: async (entry: NewLogEntry, text: KeptText | null): Promise<Result<Appended, LogProblem>> => {
      if (entry.company !== company) return fail({ code: 'log/invalid-entry', field: 'entry.company', detail: 'another company' });
      const wrongText = textProblem(entry, text);
      if (wrongText !== null) return fail(wrongText);
      const of = await deciding();
      if (of === null) return fail(NO_LEDGER);
      const { pack, source, today, now: at, under } = of;
      const appended = await store.append(company, entry, text, { author, at, on: dayIn(pack.profile.timeZone, at), check: (account) => checkAppend(caseOf(account, pack, source, today), pack, entry, today, text?.text ?? null),
        decide: (after) => ({ under, decision: decidedOf(after, of).decision }) });
      if (!appended.ok) return appended;
      await keepShipped(entry.fact, at);
      const { outcome, entry: written, account } = appended.value;
      const assessment: Assessment = assess(caseOf(account, pack, source, today), pack, null, today);
      return ok({ outcome, entry: written, assessment });
    },

    verify: async (debtor): Promise<Result<ChainReport, LogProblem>> => {
      const entries = await store.entries(company, debtor);
      if (entries === null) return fail(UNKNOWN);
      const check = verifyChain(entries, await store.logHead(company, debtor));
      const clockSetBackAt = entries.filter(({ at }, index) => index > 0 && at < (entries[index - 1]?.at ?? at)).map(({ seq }) => seq);
      return ok({ debtor, entries: entries.length, ...check, clockSetBackAt });
    },

    importLog: async (chains) => {
      for (const { entries, texts } of chains) {
        const byId = new Map(entries.map((entry) => [entry.id, entry]));
        for (const { entry: id, text } of texts) {
          const entry = byId.get(id);
          const wrong = entry === undefined ? ({ code: 'log/invalid-entry', field: 'texts.entry', detail: 'no such entry' } as const) : textProblem(entry, text);
          if (wrong !== null) return fail(wrong);
        }
        if (entries.some((entry) => entry.company !== company)) return fail({ code: 'log/invalid-entry', field: 'entry.company', detail: 'another company' });
      }
      return store.importLog(company, chains);
    },

    pack: async () => ok((await packs.inForce()).pack),

    rates: () => Promise.resolve(ok(rates)),

    learn: async (given: LearnedChoice): Promise<Result<LearnedChoice, SourceProblem>> => {
      const choice = given.scope === 'thread' ? given : { ...given, value: given.value.trim().toLowerCase() };
      const refused = await whyRefused(choice);
      if (refused !== null) return fail(refused);
      if (choice.debtor !== null && !(await store.openAccounts(company, [choice.debtor])).has(choice.debtor)) return fail(UNKNOWN);
      await store.learn(company, choice, author, clock.now());
      return ok(choice);
    },
    choices: async () => {
      const { rows, counts } = await store.choices(company, MOST_CHOICES);
      const accounts = await store.openAccounts(company, [...new Set(rows.flatMap(({ debtor }) => (debtor === null ? [] : [debtor])))]);
      return ok({ rows: rows.map((row) => ({ ...row, debtorName: row.debtor === null ? null : (accounts.get(row.debtor)?.debtor.name ?? null) })), counts });
    },
    forget: async (choice) => {
      await store.forget(company, choice);
      return ok(null);
    },

    ...textRecords({ store, company, author, templates, rates, now: () => clock.now(), context }),

    ...policyRecords({ store, company, author, templates, now: () => clock.now(), deciding, context, caseOf }),

    changeProfile: async ({ customerDomains, sharedDomains, ...change }) => {
      const before = await store.settings(company);
      const profile = { ...(before?.profile ?? blankProfile(company)), ...change };
      const overrides = { company: customerDomains ?? before?.overrides.company ?? [], freeMail: sharedDomains ?? before?.overrides.freeMail ?? [] };
      const refused = refusedDomain(overrides, profile.domains);
      if (refused !== null) return fail(refused);
      await store.saveSettings(company, { profile, overrides });
      return ok((await packs.inForce()).pack);
    },
  };
}

/** A list of domains holds whole ones; a free mailbox is nobody's own, even where one customer writes from it. */
function refusedDomain({ company, freeMail }: DomainOverrides, own: readonly string[]): SourceProblem | null {
  const ours = new Set(own.map((one) => registrable(one.toLowerCase())));
  const whyNot = (domain: string): Extract<SourceProblem, { readonly code: 'source/domain-refused' }>['because'] | null => {
    if (registrable(domain) !== domain) return 'malformed';
    if (company.includes(domain) && freeMail.includes(domain)) return 'on-both-lists';
    if (company.includes(domain) && isFreeMail(domain)) return 'everybodys';
    return ours.has(domain) && !isFreeMail(domain) ? 'ours' : null;
  };
  for (const domain of [...company, ...freeMail]) {
    const because = whyNot(domain);
    if (because !== null) return { code: 'source/domain-refused', domain: domain.slice(0, 255), because };
  }
  return null;
}

/** The kept text must be the one that the chained hash stands for, or it proves nothing. */
function textProblem(entry: NewLogEntry, text: KeptText | null): LogProblem | null {
  if (text === null) return null;
  const hash = createHash('sha256').update(`${text.subject}\n\n${text.text}`, 'utf8').digest('hex');
  return hash === entry.contentHash ? null : { code: 'log/invalid-entry', field: 'entry.contentHash', detail: 'not the hash of the text' };
}
