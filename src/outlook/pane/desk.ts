import { NOBODY, NO_CHOICES, NO_FILTER, choiceScopes, composeContext, copiesForDraft, documentsToAttach, draftInProgress, draftWarnings, dueInWords, firstScope, foldHistory, policyOf, presentSubject, presentWorklistPage, rememberView, rungOf, subjectWith, words } from '../../core';
import type { Author, Channel, ChoiceScope, ChoiceView, Choices, ChosenForDraft, ComposeContext, DraftRead, HostMeans, Language, LearnedChoice, LocalDate, LogEntry, MailThread, PanelView, Problem, ProblemClock, Pack, Subject, WorklistAsked, WorklistPage, WorklistPagePanel, Writing } from '../../core';
import type { HttpRecords } from '../http-records';
import type { CompaniesHere } from './company-door';
import type { OfficeMailHost } from '../office-mail-host';
import { KeptForms } from './kept-forms';
import { KnownRates } from './known-rates';
import { Problems } from './problems';
import type { ProblemSource } from './problems';
import type { PlainPage, Snapshot } from './snapshot';
import { Store } from './store';

/** How the pane works: it wires mailbox, records and core, and holds no rule and no wording. */
export interface SessionOptions {
  readonly host: OfficeMailHost;
  readonly records: HttpRecords;
  readonly language: Language;
  readonly rememberLanguage: (language: Language) => void;
  readonly reload: () => void;
  readonly newId: () => string;
  readonly saveFile: (name: string, bytes: Uint8Array, type?: string) => void;
  readonly companies: CompaniesHere;
}

const SKELETON_MS = 150;
const LONG_MS = 3_000;
const GIVE_UP_MS = 10_000;
const TOAST_MS = 5_000;

/** What lies on the clerk's desk, and how it is shown. */
export class Desk {
  readonly store: Store<Snapshot>;
  /** Another company is on screen: nothing is read or drawn here until this one is shown again. */
  resting = false;
  pack: Pack | null = null;
  me: Author | null = null;
  today = '1970-01-01' as LocalDate;
  /** Of the open message. */
  message: Subject = NOBODY;
  messageKey: string | null = null;
  /** Why the open item shows no thread. */
  page: 'no-message' | null = null;
  chosen: ChosenForDraft | null = null;
  /** Documents that the mailbox or the server did not give for the open message: no text speaks of them. */
  unattachable: ReadonlySet<string> = new Set();
  /** What is to be said of the text of a message in the making; null: it was not read yet. */
  draftRead: { readonly of: MailThread; readonly language: Language; readonly read: DraftRead } | null = null;
  /** A debtor reached without a thread. */
  other: Subject | null = null;
  choices: Choices = NO_CHOICES;
  worklist: WorklistPage | null = null;
  /** What `worklist` shows; kept while the pane lives. */
  listed: WorklistAsked = { group: 'to-remind', filter: NO_FILTER };
  /** Answers of an earlier run are dropped. */
  turn = 0;
  readonly kept = new KeptForms();
  readonly problems: Problems;
  readonly rates: KnownRates;
  private toasts = 0;
  private prepared: Partial<Snapshot> = {};
  private undo: (() => void) | null = null;

  constructor(readonly options: SessionOptions, again: (source: ProblemSource) => void) {
    this.problems = new Problems(again);
    this.rates = new KnownRates(options.records);
    this.store = new Store<Snapshot>({
      phase: options.host.inOutlook ? 'starting' : 'not-in-outlook', language: options.language, tab: 'message', step: null, waiting: 'quiet', view: null, fromWorklist: false, worklist: null, worklistAt: 0, worklistWaiting: false,
      due: null, busy: false, unsaved: [], bar: null, broken: null, toast: null, told: null, announcement: '', focus: null, ledger: null, sample: false, pasteHint: false, companies: null, arrived: null,
    });
  }

  subject(): Subject {
    return this.other ?? this.message;
  }

  replace(subject: Subject): void {
    if (this.other === null) this.message = subject;
    else this.other = subject;
  }

  /** The ways of inserting that this Outlook has for the debtor on the card. */
  channels(subject: Subject): readonly Channel[] {
    return this.options.host.channels(subject.thread?.mode ?? null);
  }

  context(subject: Subject): ComposeContext | null {
    if (this.pack === null || this.me === null) return null;
    return composeContext(subject, this.pack, this.me, this.choices, this.means(subject), this.unattachable);
  }

  private means(subject: Subject): HostMeans {
    return { channels: this.channels(subject), attaches: (channel) => this.options.host.attaches(channel) };
  }

  /** Of the message that is being written; null: none is. */
  writing({ thread, file, assessment }: Subject): Writing | null {
    if (thread?.mode !== 'compose' || this.pack === null) return null;
    if (file === null) return { warnings: [], toAttach: [], copies: [] };
    const history = foldHistory(file.entries);
    const inIt = draftInProgress(thread, history.drafts);
    const attaches = this.options.host.attaches('compose');
    // The reminder that stands in it, or the one that could.
    const stage = inIt?.stage ?? (assessment?.kind === 'remind' ? assessment.proposal.stage.id : null);
    const rung = stage === null ? null : rungOf(policyOf(this.pack, file.debtor), stage);
    const copies = this.options.host.channels('compose').includes('compose') ? copiesForDraft(thread, file.debtor, this.pack.profile, { history, rung, without: [] }) : [];
    const there = thread.messages[thread.open]?.attachmentNames ?? [];
    return { warnings: draftWarnings(thread, file.debtor, this.pack.profile, history.contacts), copies, toAttach: inIt === null || !attaches ? [] : documentsToAttach(inIt, file.invoices, there), ...(this.draftRead?.of === thread && this.draftRead.language === this.language() ? { read: this.draftRead.read } : {}) };
  }

  /** What the log now holds, everywhere this debtor is shown. */
  merge(entry: LogEntry): void {
    const { pack } = this;
    if (pack === null) return;
    const grown = (subject: Subject): Subject => {
      const { file } = subject;
      if (file === null || file.debtor.id !== entry.debtor || file.entries.some(({ id }) => id === entry.id)) return subject;
      return subjectWith(subject, { ...file, entries: [...file.entries, entry] }, pack);
    };
    this.message = grown(this.message);
    if (this.other !== null) this.other = grown(this.other);
    this.set({});
  }

  /** For what a choice of customer can be remembered, the thread itself first. */
  scopes(): readonly ChoiceScope[] {
    const { thread } = this.message;
    return thread === null || this.pack === null || thread.unsaved === true ? [] : choiceScopes(thread, this.pack);
  }

  remember(): ChoiceView<LearnedChoice['scope']> {
    const scopes = this.scopes();
    return rememberView(scopes, firstScope(this.message.identification, scopes), this.language());
  }

  leaveStep(): void {
    if (this.store.get().step !== null) this.set({ step: null });
  }

  undoLast(): void {
    const { undo } = this;
    this.undo = null;
    this.set({ toast: null });
    undo?.();
  }

  language(): Language {
    return this.store.get().language;
  }

  trouble(source: ProblemSource, problem: Problem): void {
    this.problems.note(source, problem);
    this.set(source === 'start' ? { waiting: 'no' } : {});
  }

  toast(text: string, undo: (() => void) | null): void {
    const id = (this.toasts += 1);
    this.undo = undo;
    this.set({ toast: { id, text, undo: undo !== null }, announcement: text });
    setTimeout(() => this.store.get().toast?.id === id && this.set({ toast: null }), TOAST_MS);
  }

  focus(on: string): void {
    this.set({ focus: { on, turn: (this.store.get().focus?.turn ?? 0) + 1 } });
  }

  /** Becomes visible with the next change that does. */
  prepare(change: Partial<Snapshot>): void {
    this.prepared = { ...this.prepared, ...change };
  }

  set(change: Partial<Snapshot>): void {
    const before = this.store.get();
    const next = { ...before, ...this.prepared, ...change };
    this.prepared = {};
    const view = this.present(next.language, next.tab);
    const announcement = change.announcement ?? (view !== null && 'announcement' in view && (before.view === null || !('announcement' in before.view) || before.view.announcement !== view.announcement) ? view.announcement : before.announcement);
    const worklist = this.worklist === null || this.pack === null ? null : this.possible(presentWorklistPage(this.worklist, this.listed, this.pack, next.language));
    const { file } = this.subject();
    this.store.set({
      ...next, view, announcement, worklist,
      fromWorklist: this.other !== null,
      due: this.worklist === null ? null : dueInWords(this.worklist, next.language),
      unsaved: file === null ? [] : [...new Set(this.kept.of(file.debtor.id).map(({ form }) => form))],
      bar: this.problems.bar(next.language, this.today, this.clock()),
    });
  }

  present(language: Language, tab: Snapshot['tab']): PanelView | PlainPage | null {
    const { pack, me } = this;
    const table = words(language);
    if (pack === null || me === null) return null;
    if (tab === 'worklist' && this.other === null) return null;
    if (this.other === null && this.page === 'no-message') return { kind: 'plain', title: table.noMessageTitle, text: table.noMessageText };
    const subject = this.subject();
    const context = this.context(subject);
    if (context === null) return null;
    return presentSubject({
      language, context, means: this.means(subject), offsetMinutes: minutesFrom(pack.profile.timeZone, subject.file?.source.asOf ?? null), unreachable: this.problems.unreachable(),
      writing: this.writing(subject), fromWorklist: this.other !== null, scopes: this.scopes(),
    }, this.today);
  }

  /** A new message is offered where one can be opened. */
  private possible(worklist: WorklistPagePanel): WorklistPagePanel {
    if (this.options.host.channels(null).includes('new-message')) return worklist;
    return { ...worklist, rows: worklist.rows.map((row) => ({ ...row, newMessage: null })) };
  }

  offsetAt(at: string): number {
    return this.pack === null ? 0 : minutesFrom(this.pack.profile.timeZone, at);
  }

  /** For the times of day in a message: the company's clock, and the figures on the screen. */
  private clock(): ProblemClock | null {
    if (this.pack === null) return null;
    const figuresOf = this.subject().file?.source.asOf ?? null;
    return { offsetMinutes: minutesFrom(this.pack.profile.timeZone, figuresOf), figuresOf };
  }

  /** Nothing new under 150 ms, then the skeleton, then a word, then the bar; the answer may still come. */
  wait(turn: number): () => void {
    if (this.store.get().waiting !== 'quiet') this.set({ waiting: 'quiet' });
    const at = (ms: number, does: () => void): ReturnType<typeof setTimeout> => setTimeout(() => turn === this.turn && does(), ms);
    const timers = [
      at(SKELETON_MS, () => this.set({ waiting: 'skeleton' })),
      at(LONG_MS, () => this.set({ waiting: 'long' })),
      at(GIVE_UP_MS, () => this.trouble('read', { code: 'source/timed-out', afterMs: GIVE_UP_MS })),
    ];
    return () => timers.forEach(clearTimeout);
  }
}

/** The company's clock against UTC, when the figures were read. */
function minutesFrom(timeZone: string, instant: string | null): number {
  const at = instant === null ? new Date() : new Date(instant);
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? '0');
  return Math.round((Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - at.getTime()) / 60_000);
}

/** Making one costs more than drawing the card: each zone's is kept. */
const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
    clocks.set(timeZone, clock);
  }
  return clock;
}
