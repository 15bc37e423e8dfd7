import { randomUUID } from 'node:crypto';
import {
  DUE_GROUPS, FIRST_HASH, SHIPPED_POLICIES, STANDARD_POLICY, ShapeCount, WORKLIST_GROUPS, assess, checkAppend, codeShapes, compareDecisions, decisionOf, domainOf, endOf, fail, filtersSet, foldName, invoiceKeys, isFreeMail, isLocalDate, isNamesake, isProvider, matchLevel, MATCH_LEVELS, nameFit, ok, parseAddress, parsePolicy, resemblance, sha256Hex, shapesOfLedger, stampEntry, statementOfAccount,
  summaryOf, templateKey, textsInForce, withoutFilter,
} from '../../src/core';
import type {
  Appended, Author, CaseFile, Debtor, Decision, DebtorHints, DebtorId, DebtorSummary, EntryId, FoundBy, FoundDebtor, HintHit, Instant, Invoice, KeptAssignment, KeptText, LearnedChoice, LedgerSource, LocalDate, LogEntry, LogProblem, NewLogEntry,
  KeptTemplate, OwnText, TemplateKey, TextProblem, TextVersion, OwnPolicy, Pack, PolicyAssignment, PolicyId, PolicyProblem, PolicyToSave, RememberedChoice, RememberedChoices, Result, SourceProblem, WorklistFilter, WorklistPage, WorklistQuery,
} from '../../src/core';
import { heldBack, judgeText } from '../../src/core/writing';
import { COMPANY, aPack, aProfile } from '../core/builders';
import { aShippedPack } from '../core/reminder/shipped';
import { shippedRates } from '../core/penalties/rates';
import { MORNING } from './subject';
import type { Desk, Reading, Subject } from './subject';

/**
 * The ports in plain arrays: what the contract asks in as few words as possible, no index and no database. A store that
 * disagrees with it is wrong, or this is.
 */
/** The salesperson in charge is one of ours, or an agent with other customers. */
const theirs = ({ contacts }: Debtor): Debtor['contacts'] => contacts.filter(({ role }) => role !== 'sales');

class Memory implements Subject {
  private now: Instant = MORNING;
  private debtors: Debtor[] = [];
  private invoices: Invoice[] = [];
  private source: LedgerSource | null = null;
  private readonly log: LogEntry[] = [];
  private choices: Omit<RememberedChoice, 'debtorName'>[] = [];
  private shapes: readonly string[] = [];
  private plans: readonly OwnPolicy[] = [];
  private readonly given: KeptAssignment[] = [];
  private texts: readonly OwnText[] = [];
  private readonly textVersions: KeptTemplate[] = [];

  setNow(now: Instant): void {
    this.now = now;
  }
  close(): Promise<void> {
    return Promise.resolve();
  }

  read({ debtors, invoices, problems = [], asOf }: Reading): Promise<void> {
    const on = (asOf ?? MORNING).slice(0, 10);
    if (!isLocalDate(on)) throw new Error('not a day');
    const listed = new Set(invoices.map((i) => i.id));
    const gone = this.invoices.filter((i) => !listed.has(i.id)).map((i) => ({ ...i, missingSince: i.missingSince ?? on }));
    const named = new Set(debtors.map((d) => d.id));
    this.debtors = [...debtors, ...this.debtors.filter((d) => !named.has(d.id)).map(({ ibans: _unknownNow, ...d }) => ({ ...d, unallocatedCredits: [] }))];
    this.invoices = [...invoices, ...gone];
    const [numbers, codes, orders] = [new ShapeCount(), codeShapes(), codeShapes()];
    for (const { number, orderNumber } of invoices) {
      numbers.add(number);
      orders.add(orderNumber);
    }
    for (const { code } of debtors) codes.add(code);
    this.shapes = shapesOfLedger(numbers, codes, orders);
    this.source = { name: 'memory', kind: 'file', asOf: asOf ?? ('2026-11-23T07:12:00.000Z' as Instant), unreadableRows: problems.length };
    return Promise.resolve();
  }

  private today(): LocalDate {
    const day = new Date(this.now).toLocaleDateString('sv-SE', { timeZone: aProfile().timeZone });
    if (!isLocalDate(day)) throw new Error('not a day');
    return day;
  }
  private pack(): Pack {
    const policies = [...SHIPPED_POLICIES, ...this.plans.map(({ policy }) => policy)];
    const given = (scope: KeptAssignment['scope']): readonly KeptAssignment[] => this.holding().filter((one) => one.scope === scope);
    const defaultPolicy = given('company')[0]?.policy ?? STANDARD_POLICY.id;
    const segmentPolicies = Object.fromEntries(given('segment').flatMap((one) => (one.scope === 'segment' && one.policy !== null ? [[one.segment, one.policy]] : [])));
    const templates = textsInForce(aShippedPack().templates, this.texts);
    return aPack({ id: sha256Hex(JSON.stringify([this.shapes, policies, defaultPolicy, segmentPolicies, templates])), templates, policies, defaultPolicy, segmentPolicies, numberShapes: this.shapes });
  }
  /** The newest of each subject, the newest first. */
  private holding(): readonly KeptAssignment[] {
    const keyOf = (one: PolicyAssignment): string => JSON.stringify([one.scope, one.scope === 'debtor' ? one.debtor : one.scope === 'segment' ? one.segment : '']);
    const newest = [...this.given].reverse();
    return newest.filter((one, at) => newest.findIndex((other) => keyOf(other) === keyOf(one)) === at);
  }
  private savePolicy(author: Author, { policy, basedOn, replaces }: PolicyToSave): Result<OwnPolicy, PolicyProblem> {
    const checked = parsePolicy(policy, aShippedPack().templates);
    if (!checked.ok) return fail({ code: 'policy/refused', faults: checked.problem });
    if (basedOn !== null && !this.pack().policies.some(({ id }) => id === basedOn)) return fail({ code: 'policy/unknown', policy: basedOn });
    const before = replaces === null ? undefined : this.plans.find((plan) => plan.policy.id === checked.value.id);
    if (replaces !== null && before === undefined) return fail({ code: 'policy/unknown', policy: checked.value.id });
    const [newest] = before?.versions ?? [];
    if (newest !== undefined && newest.version !== replaces) return fail({ code: 'policy/changed-meanwhile', by: newest.by, at: newest.at });
    const id = before?.policy.id ?? (`own-${this.plans.length + 1}` as PolicyId);
    const version = `${id}.${(before?.versions.length ?? 0) + 1}`;
    const saved: OwnPolicy = { policy: { ...checked.value, id, version }, basedOn: before?.basedOn ?? basedOn, versions: [{ version, by: author.name, at: this.now }, ...(before?.versions ?? [])] };
    this.plans = before === undefined ? [...this.plans, saved] : this.plans.map((plan) => (plan === before ? saved : plan));
    return ok(saved);
  }
  private saveText(author: Author, key: TemplateKey, typed: { readonly subject: string; readonly body: string } | null, replaces: string | null, reason: string | null, compared?: string): Result<OwnText, TextProblem> {
    const shipped = aShippedPack().templates.find((template) => templateKey(template) === key);
    if (shipped === undefined) return fail({ code: 'text/unknown', text: key });
    const verdict = typed === null ? null : judgeText(shipped, typed, { pack: this.pack(), author, rates: shippedRates() }, this.today());
    if (verdict !== null && verdict.faults.length > 0) return fail({ code: 'text/refused', faults: verdict.faults });
    const codes = verdict === null ? [] : heldBack(verdict);
    if (codes.length > 0 && reason === null) return fail({ code: 'text/held-back', findings: codes });
    const before = this.texts.find((text) => text.key === key);
    const [newest] = before?.versions ?? [];
    if (replaces !== null && newest === undefined) return fail({ code: 'text/unknown', text: replaces });
    if (newest !== undefined && newest.version !== replaces) return fail({ code: 'text/changed-meanwhile', by: newest.by, at: newest.at });
    const saved: TextVersion = { version: `${key}.${(before?.versions.length ?? 0) + 1}`, by: author.name, at: this.now, kind: typed === null ? 'reset' : 'edited', basedOn: typed === null || compared === shipped.version || (before?.template ?? null) === null ? shipped.version : (newest?.basedOn ?? null), override: codes.length === 0 || reason === null ? null : { codes, reason } };
    const template = typed === null ? null : { ...shipped, ...typed, version: saved.version };
    const own: OwnText = { key, template, versions: [saved, ...(before?.versions ?? [])] };
    this.texts = [...this.texts.filter((text) => text.key !== key), own].sort((a, b) => (a.key < b.key ? -1 : 1));
    if (template !== null) this.textVersions.push({ template, saved });
    return ok(own);
  }
  private removePolicy(id: PolicyId, version: string): Result<null, PolicyProblem> {
    const [newest] = this.plans.find(({ policy }) => policy.id === id)?.versions ?? [];
    if (newest === undefined) return fail({ code: 'policy/unknown', policy: id });
    if (newest.version !== version) return fail({ code: 'policy/changed-meanwhile', by: newest.by, at: newest.at });
    const has = this.holding().filter(({ policy }) => policy === id);
    if (has.length > 0) return fail({ code: 'policy/in-use', company: has.some(({ scope }) => scope === 'company'), segments: has.flatMap((one) => (one.scope === 'segment' ? [one.segment] : [])), debtors: has.filter(({ scope }) => scope === 'debtor').length });
    this.plans = this.plans.filter(({ policy }) => policy.id !== id);
    return ok(null);
  }
  private assignPolicy(author: Author, assignment: PolicyAssignment): Result<KeptAssignment, SourceProblem | PolicyProblem> {
    const { policy } = assignment;
    if (policy !== null && !this.pack().policies.some(({ id }) => id === policy)) return fail({ code: 'policy/unknown', policy });
    if (assignment.scope === 'debtor' && !this.debtors.some(({ id }) => id === assignment.debtor)) return fail({ code: 'source/unknown-debtor' });
    const kept: KeptAssignment = { ...assignment, by: author.name, at: this.now };
    this.given.push(kept);
    return ok(kept);
  }
  private domainsOf(debtor: Debtor): readonly string[] {
    const all = [...debtor.domains, ...theirs(debtor).map((c) => domainOf(c.address))].map((d) => d.split('.').slice(-2).join('.')).filter((d) => !isFreeMail(d));
    return [...new Set(all)];
  }
  private worklistPage({ group, after, limit, ...filter }: WorklistQuery): WorklistPage {
    const decisions = this.debtors.flatMap(({ id }) => this.caseFile(id) ?? []).map((file) => decisionOf(file, this.pack(), this.today()));
    const fits = (one: Decision, by: WorklistFilter): boolean => one.group === group && one.factors.amount >= by.amountFrom && one.factors.daysLate >= by.daysFrom
      && (by.stage === null || one.stage?.id === by.stage) && (by.segment === null || one.segment === by.segment) && foldName(`${one.debtor.name} ${one.debtor.code ?? ''}`).includes(foldName(by.words));
    const rows = decisions.filter((one) => fits(one, filter)).sort(compareDecisions);
    return {
      today: this.today(), rows: rows.filter((row) => endOf(row) > after).slice(0, limit), count: rows.length, progress: null,
      groups: Object.fromEntries(WORKLIST_GROUPS.map((each) => [each, decisions.filter((one) => one.group === each).length])) as WorklistPage['groups'],
      handled: decisions.filter((one) => one.handledOn === this.today() && !(DUE_GROUPS as readonly string[]).includes(one.group)).length,
      hidden: rows.length > 0 ? [] : filtersSet(filter).map((name) => ({ filter: name, count: decisions.filter((one) => fits(one, withoutFilter(filter, name))).length })),
    };
  }

  private caseFile(id: DebtorId): CaseFile | null {
    const debtor = this.debtors.find((d) => d.id === id);
    if (debtor === undefined || this.source === null) return null;
    const domains = this.domainsOf(debtor).filter((d) => !this.debtors.some((o) => o !== debtor && this.domainsOf(o).includes(d)));
    const { ibans: _told, ...rest } = debtor;
    return {
      company: COMPANY, debtor: { ...rest, domains, policy: this.holding().find((one) => one.scope === 'debtor' && one.debtor === id)?.policy ?? rest.policy, ...this.accounts(debtor) }, invoices: this.invoices.filter((i) => i.debtor === id), entries: this.log.filter((e) => e.debtor === id), source: this.source,
      loadedAt: this.now, today: this.today(), pack: this.pack().id,
    };
  }
  /** Those from which he alone pays. */
  private accounts(debtor: Debtor): Pick<Debtor, 'ibans'> {
    const ibans = (debtor.ibans ?? []).filter((iban) => !this.debtors.some((other) => other.id !== debtor.id && other.ibans?.includes(iban) === true)).sort();
    return ibans.length === 0 ? {} : { ibans };
  }

  private summary(debtor: Debtor): DebtorSummary {
    const invoices = this.invoices.filter((i) => i.debtor === debtor.id);
    return summaryOf(debtor, statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: [] }, this.today()));
  }
  private withLedger<T>(answer: () => T): Promise<Result<T, SourceProblem>> {
    return Promise.resolve(this.source === null ? fail({ code: 'source/no-ledger' }) : ok(answer()));
  }

  private hit(hint: HintHit['hint'], value: string, via: HintHit['debtors'][number]['via'], debtors: readonly Debtor[], extra: (d: Debtor) => Partial<HintHit['debtors'][number]> = () => ({})): readonly HintHit[] {
    if (debtors.length === 0) return [];
    return [{ hint, value, count: debtors.length, debtors: debtors.slice(0, 20).map((d) => ({ debtor: d.id, via, number: null, open: null, contactRole: null, ...extra(d) })) }];
  }
  private learned(hint: 'thread' | 'address' | 'domain', value: string): readonly HintHit[] {
    const choice = this.choices.find((c) => c.scope === hint && c.value === value);
    if (choice === undefined) return [];
    if (choice.debtor === null) return [{ hint, value, debtors: [], count: 0 }];
    return this.hit(hint, value, 'learned', this.debtors.filter((d) => d.id === choice.debtor));
  }
  private numbers(number: string): readonly HintHit[] {
    for (const level of MATCH_LEVELS) {
      const found = this.invoices.filter((i) => matchLevel(number, i.number) === level);
      const of = (d: Debtor): Invoice | undefined => found.find((i) => i.debtor === d.id && i.missingSince === null) ?? found.find((i) => i.debtor === d.id);
      const isOpen = (i: Invoice | undefined): boolean => i !== undefined && i.missingSince === null && i.instalments.some((p) => p.outstanding.minor !== 0);
      const hits = this.hit('number', number, 'invoice', this.debtors.filter((d) => of(d) !== undefined), (d) => ({ number: of(d)?.number ?? null, open: isOpen(of(d)) }));
      if (hits.length > 0) return hits;
    }
    return [];
  }
  private hits(h: DebtorHints): readonly HintHit[] {
    const bySiren = (siren: string): readonly Debtor[] => this.debtors.filter(({ legalIds: l }) => l.siren === siren || l.siret?.startsWith(siren) === true || l.vat?.slice(4) === siren);
    const people = h.domains.flatMap((d) => this.hit('domain', d, 'company-domain', this.debtors.filter((o) => this.domainsOf(o).includes(d.split('.').slice(-2).join('.')))));
    const whom = new Set([...people, ...h.addresses.flatMap((a) => this.hit('address', a, 'contact', this.debtors.filter((d) => theirs(d).some((c) => c.address === a))))].flatMap((p) => p.debtors.map((d) => d.debtor)));
    const ordered = (d: Debtor, n: string): string | undefined => this.invoices.find((i) => i.debtor === d.id && i.orderNumber !== null && matchLevel(n, i.orderNumber) === 'as-written')?.orderNumber ?? undefined;
    const cited = [
      ...h.numbers.flatMap((n) => this.numbers(n)),
      ...h.numbers.flatMap((n) => this.hit('number', n, 'customer-code', this.debtors.filter((d) => d.code !== null && invoiceKeys(d.code).folded === invoiceKeys(n).folded), (d) => ({ number: d.code }))),
      ...(whom.size < 2 ? [] : h.numbers.filter((n) => this.numbers(n).length === 0).flatMap((n) => this.hit('number', n, 'order-number', this.debtors.filter((d) => whom.has(d.id) && ordered(d, n) !== undefined), (d) => ({ number: ordered(d, n) ?? null })))),
      ...h.sirens.flatMap((s) => this.hit('siren', s, 'legal-id', bySiren(s))),
      ...h.vats.flatMap((v) => this.hit('vat', v, 'legal-id', this.debtors.filter((d) => d.legalIds.vat === v))),
      ...h.references.flatMap((r) => this.hit('reference', r, 'reminder', this.debtors.filter((d) => this.log.some((e) => e.debtor === d.id && e.fact.kind === 'reminder-drafted' && e.fact.reference === r)))),
    ];
    const known = (address: string): boolean => this.debtors.some((d) => theirs(d).some((c) => c.address === address));
    const namesakes = [
      ...h.domains.filter((d) => !people.some((p) => p.value === d) && !isFreeMail(d)).flatMap((s) => this.hit('domain', s, 'namesake', this.debtors.filter((d) => isNamesake(s.split('.').slice(-2)[0] ?? '', d.name)))),
      ...h.addresses.filter((a) => isFreeMail(domainOf(a)) && !known(a)).flatMap((a) => this.hit('address', a, 'namesake', this.debtors.filter((d) => isNamesake(a.split(/[+@]/)[0] ?? '', d.name)))),
    ];
    const addressed = h.addresses.flatMap((a) => this.hit('address', a, 'contact', this.debtors.filter((d) => theirs(d).some((c) => c.address === a))));
    const named = new Set([...people, ...addressed, ...cited, ...namesakes].flatMap((c) => c.debtors.map((d) => d.debtor)));
    const resembled = (domain: string, d: Debtor): string | undefined => [...this.domainsOf(d)].sort().find((own) => resemblance(domain, own) !== null);
    const strange = h.domains.filter((d) => !people.some((p) => p.value === d) && !isFreeMail(d));
    return [
      ...this.learned('thread', h.thread),
      ...h.addresses.flatMap((a) => [
        ...this.learned('address', a),
        ...this.hit('address', a, 'contact', this.debtors.filter((d) => theirs(d).some((c) => c.address === a)), (d) => ({ contactRole: d.contacts.find((c) => c.address === a)?.role ?? null })),
      ]),
      ...h.domains.flatMap((d) => this.learned('domain', d)),
      ...people,
      ...cited,
      ...namesakes,
      ...strange.flatMap((s) => this.hit('domain', s, 'look-alike', this.debtors.filter((d) => named.has(d.id) && resembled(s, d) !== undefined), (d) => ({ number: resembled(s, d) ?? null }))),
    ];
  }

  /** By what a debtor fits the words, and how well; null: he does not. */
  private fit(debtor: Debtor, words: string): { readonly by: FoundBy; readonly score: number } | null {
    const typed = words.trim();
    if (typed === '') return null;
    const of = (kind: FoundBy['kind'], value: string, score: number) => ({ by: { kind, value }, score });
    for (const form of [typed, typed.replace(/^(facture|siren|tva)( n°)? /i, '')]) {
      const small = form.toLowerCase();
      const bare = form.replace(/[\s.-]/g, '').toUpperCase();
      const { siren, siret, vat } = debtor.legalIds;
      const anySiren = siren ?? siret?.slice(0, 9) ?? vat?.slice(4) ?? null;
      if (debtor.code !== null && debtor.code.toLowerCase() === small) return of('code', debtor.code, 3);
      if (anySiren === bare || (bare.length === 14 && anySiren === bare.slice(0, 9) && siret !== bare)) return of('siren', anySiren ?? '', 3);
      if (siret === bare) return of('siret', siret, 3);
      if (vat === bare) return of('vat', vat, 3);
      const contact = debtor.contacts.find((c) => c.address === small || (small.indexOf('@') > 0 && c.address.startsWith(small)));
      if (contact !== undefined) return of('address', contact.address, 3);
      const domain = this.domainsOf(debtor).find((d) => `@${d}`.endsWith(small) || small.endsWith(`@${d}`) || small.endsWith(`.${d}`));
      if (domain !== undefined && small.includes('.')) return of('domain', domain, 3);
      const invoice = this.invoices.find((i) => i.debtor === debtor.id && matchLevel(form, i.number) !== null);
      if (invoice !== undefined) return of('invoice', invoice.number, 3);
    }
    const code = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (/\d/.test(typed) && code.length > 1 && debtor.code?.toLowerCase().replace(/[^a-z0-9]/g, '').startsWith(code) === true) return of('code', debtor.code, 2);
    const name = nameFit(debtor.name, typed, debtor.town);
    if (name.score >= 0.45) return of(name.asTyped ? 'name' : 'similar-name', debtor.name, name.score);
    const begun = this.invoices.find((i) => i.debtor === debtor.id && /\d/.test(code) && code.length > 3 && i.number.toLowerCase().replace(/[^a-z0-9]/g, '').startsWith(code));
    return begun === undefined ? null : of('invoice', begun.number, 0.1);
  }
  private found(words: string): readonly FoundDebtor[] {
    const all = this.debtors.flatMap((debtor) => {
      const fit = this.fit(debtor, words);
      return fit === null ? [] : [{ ...this.summary(debtor), ...fit }];
    });
    const best = Math.max(0, ...all.map(({ score }) => score));
    const exact = best === 3 && /[\d@]/.test(words);
    const least = exact ? 3 : best >= 0.8 ? 0.7 : best >= 0.45 ? 0.45 : 0;
    return all.filter(({ score }) => score >= least).sort((a, b) => b.score - a.score || (foldName(a.name) < foldName(b.name) ? -1 : 1)).slice(0, 20).map(({ score: _, ...debtor }) => debtor);
  }

  private refused({ scope, value }: LearnedChoice): SourceProblem | null {
    if (scope === 'thread') return null;
    const { addresses, domains } = this.pack().profile;
    const domain = scope === 'address' ? domainOf(value) : value;
    if (scope === 'address' ? parseAddress(value) !== value : !/^[^\s@]+\.[^\s@]+$/.test(value)) return { code: 'source/choice-refused', scope, because: 'malformed' };
    if (addresses.some((a) => a === value) || domains.some((d) => domain === d || domain.endsWith(`.${d}`))) return { code: 'source/choice-refused', scope, because: 'ours' };
    return isProvider(domain) || (scope === 'domain' && isFreeMail(domain)) ? { code: 'source/choice-refused', scope, because: 'everybodys' } : null;
  }
  private remembered(): RememberedChoices {
    const count = (scope: LearnedChoice['scope']): number => this.choices.filter((c) => c.scope === scope).length;
    const rows = (['domain', 'address', 'thread'] as const).flatMap((scope) => this.choices.filter((c) => c.scope === scope).sort((a, b) => (a.at === b.at ? (a.value < b.value ? -1 : 1) : a.at < b.at ? 1 : -1)).slice(0, 100));
    return { rows: rows.map((c) => ({ ...c, debtorName: this.debtors.find((d) => d.id === c.debtor)?.name ?? null })), counts: { thread: count('thread'), address: count('address'), domain: count('domain') } };
  }

  private readonly kept = new Map<EntryId, KeptText>();

  private append(author: Author, entry: NewLogEntry, text: KeptText | null): Result<Appended, LogProblem> {
    if (text !== null && sha256Hex(`${text.subject}\n\n${text.text}`) !== entry.contentHash) return fail({ code: 'log/invalid-entry', field: 'entry.contentHash', detail: 'not the hash of the text' });
    const before = this.caseFile(entry.debtor);
    if (before === null) return fail({ code: 'source/unknown-debtor' });
    const twin = this.log.find((e) => e.requestId === entry.requestId);
    const pack = this.pack();
    if (twin !== undefined) {
      if (twin.debtor !== entry.debtor || JSON.stringify(twin.fact) !== JSON.stringify(entry.fact) || twin.contentHash !== entry.contentHash) return fail({ code: 'log/request-id-reused' });
      return ok({ outcome: 'already-there', entry: twin, assessment: assess(before, pack, null, this.today()) });
    }
    const allowed = checkAppend(before, pack, entry, this.today());
    if (!allowed.ok) return allowed;
    const last = before.entries[before.entries.length - 1];
    const stamped = stampEntry(entry, { id: randomUUID() as string as EntryId, seq: before.entries.length + 1, author, at: this.now, on: this.today(), previousHash: last?.hash ?? FIRST_HASH, salt: 'ab'.repeat(16) });
    this.log.push(stamped);
    if (text !== null) this.kept.set(stamped.id, text);
    return ok({ outcome: 'appended', entry: stamped, assessment: assess({ ...before, entries: [...before.entries, stamped] }, pack, null, this.today()) });
  }

  desk(author: Author): Desk {
    return {
      source: {
        lookUp: (h) => this.withLedger(() => {
          const hits = this.hits(h);
          const ids = new Set(hits.flatMap((hit) => hit.debtors.map((d) => d.debtor)));
          return { hits, debtors: this.debtors.filter((d) => ids.has(d.id)).map((d) => ({ ...this.summary(d), ...this.accounts(d) })) };
        }),
        caseFile: (id) => {
          const file = this.caseFile(id);
          if (file !== null) return Promise.resolve(ok(file));
          return Promise.resolve(fail(this.source === null ? { code: 'source/no-ledger' } : { code: 'source/unknown-debtor' }));
        },
        search: (words) => this.withLedger(() => this.found(words)),
        worklistPage: (query) => this.withLedger(() => this.worklistPage(query)),
      },
      log: {
        entriesOf: (id) => Promise.resolve(this.debtors.some((d) => d.id === id) ? ok(this.log.filter((e) => e.debtor === id)) : fail({ code: 'source/unknown-debtor' })),
        append: (entry, text) => Promise.resolve(this.append(author, entry, text)),
        keptText: (id, entry) => Promise.resolve(!this.debtors.some((d) => d.id === id) ? fail({ code: 'source/unknown-debtor' }) : ok(this.log.some((e) => e.id === entry && e.debtor === id) ? (this.kept.get(entry) ?? null) : null)),
      },
      settings: {
        pack: () => Promise.resolve(ok(this.pack())),
        rates: () => Promise.resolve(ok(shippedRates())),
        learn: (given) => {
          const choice = given.scope === 'thread' ? given : { ...given, value: given.value.trim().toLowerCase() };
          const refused = this.refused(choice);
          if (refused !== null) return Promise.resolve(fail(refused));
          if (choice.debtor !== null && !this.debtors.some((d) => d.id === choice.debtor)) return Promise.resolve(fail({ code: 'source/unknown-debtor' }));
          this.choices = [...this.choices.filter((c) => c.scope !== choice.scope || c.value !== choice.value), { ...choice, by: author.name, at: this.now }];
          return Promise.resolve(ok(choice));
        },
        choices: () => Promise.resolve(ok(this.remembered())),
        policies: () => Promise.resolve(ok({
          shipped: SHIPPED_POLICIES, own: this.plans, defaultPolicy: this.pack().defaultPolicy, assignments: this.holding(),
          segments: [...new Set(this.debtors.flatMap(({ segment }) => (segment === null ? [] : [segment])))].sort(),
        })),
        savePolicy: (policy) => Promise.resolve(this.savePolicy(author, policy)),
        removePolicy: (policy, version) => Promise.resolve(this.removePolicy(policy, version)),
        assignPolicy: (assignment) => Promise.resolve(this.assignPolicy(author, assignment)),
        templates: () => Promise.resolve(ok({ shipped: aShippedPack().templates, own: this.texts })),
        saveTemplate: ({ key, subject, body, replaces, reason, basedOn }) => Promise.resolve(this.saveText(author, key, { subject: subject.trim(), body: body.replace(/\r\n?/g, '\n').trim() }, replaces, reason, basedOn)),
        resetTemplate: ({ key, replaces }) => Promise.resolve(this.saveText(author, key, null, replaces, null)),
        templateVersion: (version) => {
          const found = [...this.textVersions, ...aShippedPack().templates.map((template) => ({ template, saved: null }))].find(({ template }) => template.version === version);
          return Promise.resolve(found === undefined ? fail({ code: 'text/unknown', text: version }) : ok(found));
        },
        forget: (choice) => {
          this.choices = this.choices.filter((c) => c.scope !== choice.scope || c.value !== choice.value);
          return Promise.resolve(ok(null));
        },
      },
    };
  }
}

export const openMemory = (): Promise<Subject> => Promise.resolve(new Memory());
