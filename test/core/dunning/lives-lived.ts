import { addDays, assess, checkAppend, reachedBy, undoOf } from '../../../src/core';
import type { Assessment, CaseFile, EntryId, Invoice, InvoiceId, LocalDate, LogEntry, LogFact, Pack, Proposal, ReminderPolicy, ReminderReference, StageId, ThreadFacts } from '../../../src/core';
import { aCaseFile, aNewEntry, anEntry, aPack, called, deposited, discarded, drafted, readOn, reference, sent, skipped, TODAY } from '../builders';
import { ledgerAfter, ledgerAtFirst, named } from './lives-ledger';
import type { Ledger } from './lives-ledger';
import { inShort, listedBy, listing, wordFor } from './lives-entries';
import { checkLater, checkOffer, checkQuiet, essence, inWord } from './lives-laws';
import type { Breach, Law } from './lives-laws';
import { highestByAge, keyOf, noMemory, placeIn } from './lives-memory';
import type { Memory, Message } from './lives-memory';
import { planInShort } from './lives-plans';
import type { Deed, Happening, Story, Visit } from './lives-stories';

export type Assess = typeof assess;

export interface Lived {
  readonly days: number;
  readonly steps: number;
  readonly breaches: readonly Breach[];
  readonly kinds: ReadonlyMap<Assessment['kind'], number>;
  /** What happened, in order: the counterexample when a law is broken. */
  readonly journal: readonly string[];
}

const LOOK_AHEAD = 40;
const READ_AGAIN = 12;

/** Lives a story day by day, the laws watched at every answer. Entries go through the log's own keeper. */
/** Later than any life: figures that never grow old. */
const READ_EVERY_DAY = addDays(TODAY, 20_000);

export function lived(story: Story, judge: Assess = assess): Lived {
  const life = new Life(story, judge);
  for (let at = 0; at <= story.horizon; at += 1) life.day(at);
  life.readAgain();
  return { days: story.horizon + 1, steps: life.steps, breaches: life.breaches, kinds: life.kinds, journal: life.journal };
}

interface Waiting {
  readonly on: LocalDate;
  readonly message: Message;
  readonly proof: 'clerk' | 'own-message';
  readonly sentOn: LocalDate;
}

class Life {
  steps = 0;
  readonly breaches: Breach[] = [];
  readonly kinds = new Map<Assessment['kind'], number>();
  readonly journal: string[] = [];
  private readonly start: LocalDate;
  private policy: ReminderPolicy;
  private pack: Pack;
  private readonly memory: Memory = noMemory();
  private readonly entries: LogEntry[] = [];
  private readonly visitOn = new Map<number, Visit>();
  private ledger: Ledger;
  private waiting: Waiting[] = [];
  /** The answers since the last new fact, without repetitions; the first of them by recheckOn. */
  private since: Assessment[] = [];
  private base: Assessment | null = null;
  private readonly snapshots: { readonly file: CaseFile; readonly pack: Pack; readonly entries: number; readonly thread: ThreadFacts | null; readonly today: LocalDate; readonly answer: string }[] = [];
  private today: LocalDate;

  constructor(
    private readonly story: Story,
    private readonly judge: Assess,
  ) {
    this.policy = story.policy;
    this.start = addDays(TODAY, story.start);
    this.today = this.start;
    this.pack = packOf(this.policy);
    this.ledger = ledgerAtFirst(story.owed, this.start);
    this.memory.told = this.ledger.invoices.flatMap(({ id, instalments, reminded }) =>
      reminded === undefined ? [] : instalments.map(({ due }, at) => ({ item: keyOf({ invoice: id, instalment: at + 1 }), due, firstDue: instalments[0]?.due ?? due, alone: instalments.length === 1, ...reminded })));
    let at = -1;
    for (const visit of story.visits) this.visitOn.set((at += visit.after), visit);
    this.bringIn();
  }

  day(at: number): void {
    this.today = addDays(this.start, at);
    const { edited } = this.story;
    if (edited?.day === at) {
      this.policy = edited.policy;
      this.pack = packOf(edited.policy);
      this.newFacts(`the plan is edited: ${planInShort(edited.policy)}`);
    }
    for (const happening of this.story.happenings) if (happening.day === at) this.happens(happening);
    for (const one of this.waiting.filter(({ on }) => on === this.today)) this.settle(one);
    const visit = this.visitOn.get(at);
    this.answered();
    // With no spacing between mails a second letter, of another currency, may follow the first.
    for (let deed = 0; visit !== undefined && deed < 2; deed += 1) {
      const before = this.entries.length;
      this.visited(visit);
      if (this.entries.length === before) break;
      this.answered();
    }
    if (this.story.looks.includes(at)) this.lookAhead();
  }

  /** The log as it would be read from its store, cut where it stood that day: the same answer. */
  readAgain(): void {
    const every = Math.max(1, Math.floor(this.snapshots.length / READ_AGAIN));
    this.snapshots.forEach(({ file, pack, entries, thread, today, answer }, at) => {
      if (at % every !== 0) return;
      const log = JSON.parse(JSON.stringify(this.entries)) as LogEntry[];
      const again: CaseFile = { ...(JSON.parse(JSON.stringify(file)) as CaseFile), entries: log.slice(0, entries).reverse() };
      const rules = JSON.parse(JSON.stringify(pack)) as Pack;
      if (JSON.stringify(this.judge({ ...again, invoices: [...again.invoices].reverse() }, rules, thread, today)) !== answer) this.breach('replay', `the answer of ${today}, read again`, today);
    });
  }

  /* ---- answers ---- */

  private file(): CaseFile {
    return aCaseFile({ ...this.ledger, entries: [...this.entries], today: this.today, source: readOn(READ_EVERY_DAY) });
  }

  private breach(law: Law, what: string, on: LocalDate = this.today): void {
    this.breaches.push({ law, on, what });
    this.journal.push(`${on} BROKEN ${law}: ${what}`);
  }

  private thread(): ThreadFacts | null {
    const proven = this.memory.messages.filter(({ provenOn }) => provenOn !== null && provenOn <= this.today);
    return proven.length === 0 ? null : { provenSent: proven.map(({ reference: ours, provenOn }) => ({ reference: ours as ReminderReference, on: provenOn as LocalDate, proof: 'own-message' })) };
  }

  private answer(file: CaseFile = this.file(), today: LocalDate = this.today): Assessment {
    return this.judge(file, this.pack, this.thread(), today);
  }

  private answered(): Assessment {
    const file = this.file();
    const assessment = this.answer(file);
    const { policy } = this;
    this.kinds.set(assessment.kind, (this.kinds.get(assessment.kind) ?? 0) + 1);
    for (const { law, what } of checkOffer(assessment, { file, policy, memory: this.memory }, this.today)) this.breach(law, what);
    this.compare(assessment);
    this.snapshots.push({ file: { ...file, entries: [] }, pack: this.pack, entries: file.entries.length, thread: this.thread(), today: this.today, answer: JSON.stringify(assessment) });
    return assessment;
  }

  /** Beside the answers since the last new fact. */
  private compare(assessment: Assessment): void {
    const told = inWord(assessment);
    const last = this.since[this.since.length - 1];
    if (last === undefined || inWord(last) !== told) this.journal.push(`${this.today} ${told}${assessment.recheckOn === null ? '' : ` (recheck ${assessment.recheckOn})`}`);
    for (const earlier of this.since) for (const { law, what } of checkLater(earlier, assessment, this.policy)) this.breach(law, what);
    const quiet = checkQuiet(this.base ?? assessment, assessment);
    for (const { law, what } of quiet) this.breach(law, what);
    if (this.base === null || quiet.length > 0 || (this.base.recheckOn !== null && this.base.recheckOn <= this.today)) this.base = assessment;
    if (last === undefined || essence(last) !== essence(assessment)) this.since.push(assessment);
  }

  /** What would come if nothing more happened. */
  private lookAhead(): void {
    const file = this.file();
    const before = { since: this.since, base: this.base, today: this.today, journal: this.journal.length, breaches: this.breaches.length };
    this.since = [...this.since];
    for (let ahead = 1; ahead <= LOOK_AHEAD; ahead += 1) {
      this.today = addDays(before.today, ahead);
      const assessment = this.answer(file);
      for (const { law, what } of checkOffer(assessment, { file, policy: this.policy, memory: this.memory }, this.today)) this.breach(law, what);
      this.compare(assessment);
    }
    if (this.breaches.length === before.breaches) this.journal.length = before.journal;
    Object.assign(this, { since: before.since, base: before.base, today: before.today });
  }

  private newFacts(said: string): void {
    this.journal.push(`${this.today} - ${said}`);
    this.since = [];
    this.base = null;
  }

  /* ---- the log ---- */

  /** @returns the entry, or null when the log's keeper refuses it. */
  private append(fact: LogFact, over: { readonly on?: LocalDate; readonly asked?: boolean } = {}): LogEntry | null {
    if (over.asked !== false) {
      const allowed = checkAppend(this.file(), this.pack, aNewEntry(fact), this.today);
      if (!allowed.ok) return null;
    }
    const last = this.entries[this.entries.length - 1];
    const entry = anEntry(fact, { seq: this.entries.length + 1, on: over.on ?? this.today, ...(last === undefined ? {} : { previousHash: last.hash }) });
    this.entries.push(entry);
    this.newFacts(`log: ${entry.id} ${inShort(fact)}`);
    return entry;
  }

  /**
   * @param listed the items of the message and the step of each.
   * @param unknown the invoices of a message of the time before and the step of each: it does not name their instalments.
   */
  private remember(how: Message['how'], entry: LogEntry, stage: StageId, listed: ReadonlyMap<string, StageId>, unknown: ReadonlyMap<InvoiceId, StageId> = new Map()): Message {
    const reaches: Message['reaches'][number][] = [];
    for (const invoice of this.ledger.invoices) {
      invoice.instalments.forEach(({ due }, index) => {
        const item = keyOf({ invoice: invoice.id, instalment: index + 1 });
        const step = listed.get(item);
        const ofInvoice = unknown.get(invoice.id);
        if (step !== undefined) reaches.push({ item, stage: step, byAge: false, listed: true, due, writtenOn: this.today });
        else if (ofInvoice !== undefined) reaches.push({ item, stage: ofInvoice, byAge: invoice.instalments.length > 1, listed: due < this.today, due, writtenOn: this.today });
      });
    }
    const message: Message = { how, entry: entry.id, stage, reaches, reference: 'reference' in entry.fact ? entry.fact.reference : null, sent: null, provenOn: null };
    this.memory.messages.push(message);
    return message;
  }

  private invoicesOf(ids: readonly InvoiceId[]): readonly Invoice[] {
    return this.ledger.invoices.filter(({ id }) => ids.includes(id));
  }

  /** Reminders of the time before: a pair of entries each, written on the first day. */
  private bringIn(): void {
    const { policy, imported } = this.story;
    const late = policy.stages.filter(({ channel, enabled, days }) => channel === 'mail' && enabled && days > 0);
    for (const { ago, which, steps } of [...imported].sort((a, b) => b.ago - a.ago)) {
      const on = addDays(this.start, -ago);
      const stage = late[Math.min(steps, late.length) - 1];
      if (stage === undefined) continue;
      const place = placeIn(policy, stage.id);
      const about = named({ which }, this.ledger.invoices).filter(({ instalments: [first] }) => first !== undefined && highestByAge(first.due, on, place, policy) >= 0);
      if (about.length === 0) continue;
      this.today = on;
      const stepFor = ({ instalments: [first] }: Invoice): number => highestByAge(first?.due ?? on, on, place, policy);
      const listed = about.map((invoice) => listing(invoice, policy.stages[stepFor(invoice)]?.id ?? stage.id));
      const ours = this.nextReference();
      const entry = this.append(drafted({ reference: ours, stage: stage.id, tone: stage.tones[0] ?? 'courteous', invoices: listed }), { on, asked: false });
      const told = this.append(sent({ reference: ours, sentOn: on, proof: 'imported' }), { on, asked: false });
      if (entry === null || told === null) throw new Error('an import is not asked');
      const stepOf = new Map(about.map((invoice) => [invoice.id, policy.stages[stepFor(invoice)]?.id ?? stage.id]));
      this.remember('mail', entry, stage.id, new Map(), stepOf).sent = { entry: told.id, on };
    }
    this.today = this.start;
  }

  private references = 0;
  private nextReference(): ReminderReference {
    this.references += 1;
    return reference(`R-${String(20_000 + this.references)}A`);
  }

  /* ---- the clerk ---- */

  private visited({ does, days }: Visit): void {
    // What the thread proves is written down before anything else is.
    for (const one of this.waiting.filter(({ message }) => message.provenOn !== null)) this.settle(one);
    const assessment = this.answer();
    if ((assessment.kind === 'draft-unconfirmed' || assessment.kind === 'draft-pending') && does !== 'never') this.confirm(assessment.draft.entry, does);
    else if ('proposal' in assessment) this.act(assessment.proposal, assessment, does, days);
    else if (assessment.kind === 'too-soon' && does === 'skip') this.skip(assessment.next.id, this.owed(assessment), null);
  }

  private confirm(draft: EntryId, does: Deed): void {
    const message = this.memory.messages.find(({ entry }) => entry === draft);
    if (message === undefined || message.reference === null || this.waiting.some((one) => one.message === message)) return;
    if (does === 'discard' || does === 'look') this.append(discarded({ reference: message.reference }));
    else this.say(message, 'clerk', this.today);
  }

  private act(proposal: Proposal, assessment: Assessment, does: Deed, days: number): void {
    const { stage } = proposal;
    if (does === 'look') return;
    if (does === 'skip') return this.skip(stage.id, unique(proposal.demanded.filter(({ step }) => step === stage.id).map(({ item }) => item.invoice)), proposal);
    if (stage.channel === 'call') return this.call(stage.id, this.owed(assessment), does === 'discard' ? 'no-answer' : 'reached', proposal);
    const listed = listedBy(proposal);
    const byPost = stage.channel !== 'mail' && does !== 'late';
    const ours = this.nextReference();
    const fact = byPost
      ? deposited({ stage: stage.id, depositedOn: this.today, invoices: listed })
      : drafted({ reference: ours, stage: stage.id, tone: stage.tones[0] ?? 'courteous', invoices: listed, demanded: proposal.sum });
    const entry = this.append(fact);
    if (entry === null) return this.breach('refused', `${stage.id}, offered that day`);
    this.steps += 1;
    const steps = new Map<string, StageId>(proposal.demanded.map(({ item, step }) => [keyOf(item), step]));
    // A letter written in the mailbox leaves as a mail.
    const message = this.remember(byPost ? 'letter' : 'mail', entry, stage.id, steps);
    if (byPost) message.sent = { entry: entry.id, on: this.today };
    else if (does === 'send') this.say(message, 'clerk', this.today);
    else if (does === 'discard') this.append(discarded({ reference: ours }));
    else if (does === 'late') this.waiting.push({ on: addDays(this.today, days), message, proof: 'clerk', sentOn: addDays(this.today, days) });
    else if (does === 'proven') {
      message.provenOn = this.today;
      this.waiting.push({ on: addDays(this.today, days + 1), message, proof: 'own-message', sentOn: this.today });
    }
  }

  private settle({ message, proof, sentOn }: Waiting): void {
    this.waiting = this.waiting.filter((one) => one.message !== message);
    if (message.provenOn !== null) this.newFacts('the thread is no longer open');
    message.provenOn = null;
    this.say(message, proof, sentOn);
  }

  private say(message: Message, proof: 'clerk' | 'own-message', sentOn: LocalDate): void {
    if (message.reference === null) return;
    const entry = this.append(sent({ reference: message.reference, sentOn, proof }));
    if (entry !== null) message.sent = { entry: entry.id, on: sentOn };
  }

  private skip(stage: string, invoices: readonly InvoiceId[], proposal: Proposal | null): void {
    if (invoices.length === 0) return;
    const entry = this.append(skipped({ stage, invoices, reached: reachedBy({ stage, invoices, how: 'skipped' }, this.answer(), this.policy) }));
    if (entry === null) return proposal === null ? undefined : this.breach('refused', `skipping ${stage}, offered that day`);
    this.steps += 1;
    const items = new Map<string, StageId>();
    if (proposal === null) {
      // A word about whole invoices before the day: of one that is due at once it is taken as it stands, of an instalment by its age.
      this.eachOverdue(invoices, (item, alone, byAge) => items.set(item, alone ? stage : byAge(stage)));
    }
    for (const { item, step } of proposal?.demanded ?? []) if (step === stage) items.set(keyOf(item), stage);
    this.remember('skip', entry, stage, items).sent = { entry: entry.id, on: this.today };
  }

  private call(stage: string | null, invoices: readonly InvoiceId[], outcome: 'reached' | 'no-answer' | 'voicemail', proposal: Proposal | null): void {
    const reached = stage === null ? {} : { reached: reachedBy({ stage, invoices, how: 'called' }, this.answer(), this.policy) };
    const entry = this.append(called({ stage, outcome, invoices, ...reached }));
    if (entry === null) return this.breach('refused', `the call ${stage ?? ''}`);
    if (stage === null || outcome === 'no-answer') return;
    this.steps += 1;
    const items = new Map<string, StageId>();
    this.eachOverdue(invoices, (item, _, byAge) => items.set(item, byAge(stage)));
    for (const { item, step } of proposal?.demanded ?? []) items.set(keyOf(item), step);
    this.remember('call', entry, stage, items).sent = { entry: entry.id, on: this.today };
  }

  /** `byAge`: the step, up to another, that the item's own age allows today; none: an empty name, which is no step of any plan. */
  private eachOverdue(invoices: readonly InvoiceId[], take: (item: string, alone: boolean, byAge: (stage: StageId) => StageId) => void): void {
    for (const { id, instalments } of this.invoicesOf(invoices)) {
      instalments.forEach(({ due, outstanding }, index) => {
        if (due >= this.today || outstanding.minor <= 0) return;
        take(keyOf({ invoice: id, instalment: index + 1 }), instalments.length === 1, (stage) => this.policy.stages[highestByAge(due, this.today, placeIn(this.policy, stage), this.policy)]?.id ?? '');
      });
    }
  }

  /** What the pane names in a call: everything overdue, else everything open. */
  private owed(assessment: Assessment): readonly InvoiceId[] {
    if (assessment.kind === 'unknown-debtor') return [];
    const open = assessment.statement.items.filter(({ outstanding }) => outstanding.minor > 0);
    const overdue = open.filter(({ daysOverdue }) => daysOverdue > 0);
    return unique((overdue.length > 0 ? overdue : open).map(({ invoice }) => invoice));
  }

  /* ---- the world ---- */

  private happens(happening: Happening): void {
    const after = ledgerAfter(this.ledger, happening, this.today);
    if (after !== null) {
      this.ledger = after;
      const about = named(happening, after.invoices).map(({ number }) => number).join(' ');
      return this.newFacts(`ledger: ${happening.what} ${about} ${happening.share}, ${happening.ahead}`);
    }
    this.isSaid(happening);
  }

  private isSaid(happening: Happening): void {
    const { what, share, ahead } = happening;
    if (what === 'undone') return this.undo(ahead % 4);
    const about = named(happening, this.ledger.invoices).map(({ id }) => id);
    if (what === 'call') return this.call(null, about, share === 1 ? 'reached' : 'voicemail', null);
    const word = wordFor(happening, this.ledger, this.entries.filter(({ id }) => !this.memory.voided.has(id)), this.today);
    if (word !== null) this.append(word);
  }

  /** Takes back the last entry but so many that can be taken back. */
  private undo(but: number): void {
    let left = but;
    for (const entry of [...this.entries].reverse()) {
      const fact = undoOf(entry, this.entries);
      if (!fact.ok) continue;
      if (left > 0) {
        left -= 1;
        continue;
      }
      if (this.append(fact.value) === null) this.breach('refused', `taking back ${entry.id}`);
      else this.memory.voided.add(entry.id);
      return;
    }
  }
}

const packOf = (policy: ReminderPolicy): Pack => aPack({ policies: [policy], defaultPolicy: policy.id });
const unique = <T>(list: readonly T[]): readonly T[] => [...new Set(list)];
