import { domainOf, foldHistory, isFreeMail, ok, presentDebtor, presentSearch, presentThread, presentWorklist, RULES_VERSION, undoOf, wordProblem, words } from '../../core';
import type {
  Author, Channel, DebtorId, EntryId, Language, LearnedChoice, LedgerState, LocalDate, LogEntry, LogFact, LogProblem, PanelAction, PanelView, Problem, ReminderReference, ReplyKind, RequestId, Result, Tone, Pack, Worklist,
} from '../../core';
import type { HttpRecords } from '../http-records';
import type { OfficeMailHost } from '../office-mail-host';
import { NO_CHOICES, recipientOf } from './compose';
import type { Choices, ComposeContext } from './compose';
import { disputable, factOf } from './form-facts';
import { draftOf, Insertion, previewOf, requestOfProof } from './insertion';
import type { Written } from './insertion';
import { KeptForms } from './kept-forms';
import { Problems } from './problems';
import type { ProblemSource } from './problems';
import { assessed, NOBODY, readDebtor, readThread } from './read-subject';
import type { Subject } from './read-subject';
import type { FormKind, FormValues, PlainPage, Searched, Snapshot, Step } from './snapshot';
import { Store } from './store';

export interface SessionOptions {
  readonly host: OfficeMailHost;
  readonly records: HttpRecords;
  readonly language: Language;
  readonly rememberLanguage: (language: Language) => void;
  readonly reload: () => void;
  readonly newId: () => string;
}

const SKELETON_MS = 150;
const LONG_MS = 3_000;
const GIVE_UP_MS = 10_000;
const TOAST_MS = 5_000;
const WORKLIST = 100;

/** What the pane does: it wires mailbox, records and core, and holds no rule and no wording. */
export class Session {
  readonly store: Store<Snapshot>;
  private pack: Pack | null = null;
  private me: Author | null = null;
  private today = '1970-01-01' as LocalDate;
  /** Of the open message. */
  private message: Subject = NOBODY;
  private messageKey: string | null = null;
  /** Why the open item shows no thread. */
  private page: 'no-message' | 'compose' | null = null;
  /** A debtor reached without a thread. */
  private other: Subject | null = null;
  private choices: Choices = NO_CHOICES;
  private worklist: Worklist | null = null;
  private written: Written | null = null;
  private reply: ReplyKind | null = null;
  /** Answers of an earlier run are dropped. */
  private turn = 0;
  private toasts = 0;
  private undo: (() => void) | null = null;
  private readonly proven = new Set<string>();
  private readonly kept = new KeptForms();
  private readonly problems: Problems;
  private readonly insertion: Insertion;

  constructor(private readonly options: SessionOptions) {
    this.problems = new Problems((source) => this.again(source));
    this.insertion = new Insertion(options.host, options.records, () => options.newId() as RequestId, (entry) => this.merge(entry));
    this.store = new Store<Snapshot>({
      phase: options.host.inOutlook ? 'starting' : 'not-in-outlook', language: options.language, tab: 'message', step: null, waiting: 'quiet', view: null, fromWorklist: false, worklist: null, worklistAt: 0,
      dueCount: null, busy: false, unsaved: [], bar: null, toast: null, announcement: '', focus: null, ledger: null, pasteHint: false,
    });
  }

  /* ---- start and reading ---- */

  async start(): Promise<void> {
    const { host, records } = this.options;
    if (!host.inOutlook) return;
    const stop = this.wait(++this.turn);
    const [session, pack] = await Promise.all([records.session(), records.pack()]);
    stop();
    if (!session.ok) return this.trouble('start', session.problem);
    this.me = session.value.user;
    this.today = session.value.today as LocalDate;
    if (!session.value.ledger.connected) return this.set({ phase: 'first-run', ledger: session.value.ledger, waiting: 'no' });
    if (!pack.ok) return this.trouble('start', pack.problem);
    this.pack = pack.value;
    this.problems.clear('start');
    this.set({ phase: 'ready', ledger: session.value.ledger });
    host.onItemChanged(() => void this.readOpen(false));
    await this.readOpen(false);
    await this.readWorklist();
  }

  /** After the first ledger was connected, or another pack is in force. */
  async restart(): Promise<void> {
    this.set({ phase: 'starting', step: null });
    await this.start();
  }

  async readOpen(focusHeading: boolean): Promise<void> {
    const { host, records } = this.options;
    if (this.pack === null) return;
    const turn = ++this.turn;
    const key = host.itemKey();
    if (key !== this.messageKey) this.leaveStep();
    const stop = this.wait(turn);
    const read = await readThread(host, records, this.pack);
    if (turn !== this.turn) return;
    stop();
    this.page = null;
    if (read.ok) {
      this.problems.clear('read');
      if (key !== this.messageKey) this.choices = NO_CHOICES;
      this.message = read.value;
      this.messageKey = key;
      if (read.value.thread?.mode === 'compose') this.page = 'compose';
      if (read.value.file !== null) this.today = read.value.file.today;
    } else {
      // Figures of the same message stay; another message never stands under the old name.
      if (key !== this.messageKey) this.message = NOBODY;
      this.messageKey = key;
      if (read.problem.code === 'mail/no-item') this.page = 'no-message';
      else if (read.problem.code === 'source/no-ledger') return this.set({ phase: 'first-run', waiting: 'no' });
      else this.problems.note('read', read.problem);
      if (read.problem.code === 'mail/no-item') this.problems.clear('read');
    }
    this.set({ waiting: 'no' });
    if (focusHeading) this.focus('heading');
    await this.noteProofs();
  }

  /** Nothing new under 150 ms, then the skeleton, then a word, then the bar; the answer may still come. */
  private wait(turn: number): () => void {
    this.set({ waiting: 'quiet' });
    const at = (ms: number, does: () => void): ReturnType<typeof setTimeout> => setTimeout(() => turn === this.turn && does(), ms);
    const timers = [
      at(SKELETON_MS, () => this.set({ waiting: 'skeleton' })),
      at(LONG_MS, () => this.set({ waiting: 'long' })),
      at(GIVE_UP_MS, () => this.trouble('read', { code: 'source/timed-out', afterMs: GIVE_UP_MS })),
    ];
    return () => timers.forEach(clearTimeout);
  }

  private async readWorklist(): Promise<void> {
    const answer = await this.options.records.worklist(WORKLIST);
    if (!answer.ok) return this.trouble('worklist', answer.problem);
    this.problems.clear('worklist');
    this.worklist = answer.value;
    this.set({});
  }

  private again(source: ProblemSource): void {
    if (source === 'start') void this.start();
    else if (source === 'worklist') void this.readWorklist();
    else void (this.other === null ? this.readOpen(false) : this.refresh(false));
  }

  retry(): void {
    const source = this.problems.worst();
    const bar = this.store.get().bar;
    if (bar?.message.code === 'source/not-signed-in') return this.options.reload();
    if (source === 'insert') void this.insert(null);
    else if (source === 'record' || source === 'learn' || source === 'settings') this.dismiss();
    else if (source !== null) this.again(source);
  }

  /** Takes the bar away; what was typed stays. */
  dismiss(): void {
    const source = this.problems.worst();
    if (source !== null) this.problems.clear(source);
    this.set({ pasteHint: false });
  }

  /* ---- the debtor on the card ---- */

  private subject(): Subject {
    return this.other ?? this.message;
  }
  private replace(subject: Subject): void {
    if (this.other === null) this.message = subject;
    else this.other = subject;
  }
  private context(subject: Subject, channel: Channel | null = this.choices.channel): ComposeContext | null {
    if (this.pack === null || this.me === null) return null;
    return { subject, pack: this.pack, me: this.me, choices: { ...this.choices, channel }, attach: this.options.host.canAttach };
  }

  /** What the log now holds, everywhere this debtor is shown. */
  private merge(entry: LogEntry): void {
    const { pack } = this;
    if (pack === null) return;
    const grown = (subject: Subject): Subject => {
      const { file } = subject;
      if (file === null || file.debtor.id !== entry.debtor || file.entries.some(({ id }) => id === entry.id)) return subject;
      return assessed(subject, { ...file, entries: [...file.entries, entry] }, pack);
    };
    this.message = grown(this.message);
    if (this.other !== null) this.other = grown(this.other);
    this.set({});
  }

  /** Reads this debtor again; `ledger`: the watched file before it. */
  async refresh(ledger: boolean): Promise<void> {
    const { records } = this.options;
    const before = this.subject();
    if (before.file === null || this.pack === null) return this.readOpen(false);
    const turn = ++this.turn;
    this.set({ busy: true, waiting: 'no' });
    if (ledger) {
      const state = await records.refreshLedger();
      if (state.ok) this.set({ ledger: state.value });
      else this.problems.note('read', state.problem);
      const pack = await records.pack();
      if (pack.ok) this.pack = pack.value;
    }
    const read = await readDebtor(records, this.pack, before, before.file.debtor.id);
    if (turn === this.turn) {
      if (read.ok) {
        this.problems.clear('read');
        this.replace(read.value);
        if (read.value.file !== null) this.today = read.value.file.today;
      } else this.problems.note('read', read.problem);
    }
    this.set({ busy: false });
  }

  async openDebtor(debtor: DebtorId, newMessage: boolean): Promise<void> {
    if (this.pack === null) return;
    const turn = ++this.turn;
    this.leaveStep();
    const stop = this.wait(turn);
    const read = await readDebtor(this.options.records, this.pack, NOBODY, debtor);
    if (turn !== this.turn) return;
    stop();
    if (!read.ok) {
      this.set({ waiting: 'no' });
      return this.trouble('worklist', read.problem);
    }
    this.other = read.value;
    this.choices = { ...NO_CHOICES, channel: newMessage ? 'new-message' : null };
    this.set({ waiting: 'no', tab: 'worklist' });
    this.focus('heading');
    if (newMessage) await this.insert(null);
  }

  closeDebtor(): void {
    this.turn += 1;
    this.other = null;
    this.choices = NO_CHOICES;
    this.leaveStep();
    this.set({ waiting: 'no' });
    this.focus('list');
    void this.readWorklist();
  }

  /** The clerk says who it is; the thread always follows, an address or a domain when asked. */
  async choose(debtor: DebtorId | null, scope: LearnedChoice['scope']): Promise<void> {
    const { thread } = this.message;
    if (this.other !== null || thread === null) return debtor === null ? undefined : this.openDebtor(debtor, false);
    const sender = thread.messages[thread.open]?.from?.address ?? null;
    const values: LearnedChoice[] = [{ scope: 'thread', value: thread.key, debtor }];
    if (scope === 'address' && sender !== null) values.push({ scope, value: sender, debtor });
    if (scope === 'domain' && sender !== null) values.push({ scope, value: domainOf(sender), debtor });
    this.set({ busy: true });
    for (const choice of values) {
      const learnt = await this.options.records.learn(choice);
      if (!learnt.ok) {
        this.set({ busy: false });
        return this.trouble('learn', learnt.problem);
      }
    }
    this.problems.clear('learn');
    this.leaveStep();
    this.set({ busy: false });
    this.toast(words(this.language()).toastRemembered, () => {
      void (async () => {
        for (const { scope: of, value } of values) await this.options.records.forget({ scope: of, value });
        await this.readOpen(true);
      })();
    });
    await this.readOpen(true);
  }

  /** The scopes that make sense for the sender: never our own address, never a domain that everybody has. */
  private scopes(): readonly LearnedChoice['scope'][] {
    const { thread } = this.message;
    const sender = thread?.messages[thread.open]?.from?.address ?? null;
    const profile = this.pack?.profile;
    if (sender === null || profile === undefined || profile.addresses.includes(sender) || profile.domains.includes(domainOf(sender))) return ['thread'];
    return isFreeMail(domainOf(sender)) ? ['thread', 'address'] : ['thread', 'address', 'domain'];
  }

  async search(typed: string): Promise<Searched> {
    const answer = await this.options.records.search(typed);
    if (answer.ok) return { kind: 'found', rows: presentSearch(answer.value, this.language()) };
    return { kind: 'failed', message: wordProblem(answer.problem, this.language(), this.today) };
  }

  setChoice(choice: { readonly tone?: Tone; readonly language?: Language; readonly channel?: Channel }): void {
    this.choices = { ...this.choices, ...choice };
    this.set({});
    if (this.store.get().step?.kind === 'preview') void this.preview(this.reply);
  }

  /* ---- recording ---- */

  private async record(fact: LogFact, request: RequestId = this.options.newId() as RequestId): Promise<Result<LogEntry, LogProblem>> {
    const { file } = this.subject();
    if (file === null || this.pack === null) throw new Error('nothing to record about');
    this.set({ busy: true });
    const policyVersion = this.subject().assessment?.kind === 'unknown-debtor' ? null : ((this.subject().assessment as { policyVersion?: string } | null)?.policyVersion ?? null);
    const answer = await this.options.records.append({ requestId: request, company: file.company, debtor: file.debtor.id, fact, contentHash: null, policyVersion, rulesVersion: RULES_VERSION }, null);
    this.set({ busy: false });
    if (!answer.ok) return answer;
    this.problems.clear('record');
    this.merge(answer.value.entry);
    return ok(answer.value.entry);
  }

  private async recordAndTell(fact: LogFact, told: string, request?: RequestId): Promise<boolean> {
    const recorded = await this.record(fact, request);
    if (!recorded.ok) {
      this.trouble('record', recorded.problem);
      if (recorded.problem.code.startsWith('log/')) await this.refresh(false);
      return false;
    }
    this.toast(told, fact.kind === 'entry-voided' ? null : () => void this.voidEntry(recorded.value.id));
    return true;
  }

  private async voidEntry(id: EntryId): Promise<void> {
    const entries = this.subject().file?.entries ?? [];
    const entry = entries.find((each) => each.id === id);
    if (entry === undefined) return;
    const undoing = undoOf(entry, entries);
    if (!undoing.ok) return this.trouble('record', undoing.problem);
    await this.recordAndTell(undoing.value, words(this.language()).toastUndone);
  }

  /** What the thread proves sent is noted once, without asking. */
  private async noteProofs(): Promise<void> {
    const { file, facts } = this.message;
    if (file === null || facts === null || this.pack === null || this.other !== null) return;
    const open = foldHistory(file.entries).drafts;
    for (const { reference, on, proof } of facts.provenSent) {
      const draft = open.find((each) => each.reference === reference);
      if (draft === undefined || this.proven.has(reference)) continue;
      this.proven.add(reference);
      const sentOn = on < draft.draftedOn ? draft.draftedOn : on;
      const noted = await this.record({ kind: 'reminder-sent', reference, sentOn, proof }, requestOfProof(this.pack, reference));
      if (!noted.ok) this.proven.delete(reference);
      if (!noted.ok && !noted.problem.code.startsWith('log/')) this.trouble('record', noted.problem);
    }
  }

  /* ---- forms ---- */

  private openForm(form: FormKind, about: string | null, start: FormValues = {}): void {
    const { file, assessment } = this.subject();
    if (file === null || assessment === null) return;
    const values = { ...start, ...this.kept.values(file.debtor.id, form, about) };
    this.set({ step: { kind: 'form', form, values, errors: {}, about, invoices: form === 'dispute' ? disputable(assessment, this.language()) : [], today: file.today }, pasteHint: false });
    this.focus('step');
  }

  reopenForm(form: FormKind): void {
    const { file } = this.subject();
    if (file === null) return;
    this.openForm(form, this.kept.of(file.debtor.id).find((each) => each.form === form)?.about ?? null);
  }

  dropForm(form: FormKind): void {
    const { file } = this.subject();
    if (file === null) return;
    for (const each of this.kept.of(file.debtor.id)) if (each.form === form) this.kept.drop(file.debtor.id, form, each.about);
    this.set({});
  }

  typed(values: FormValues): void {
    const { step } = this.store.get();
    const { file } = this.subject();
    if (step?.kind !== 'form' || file === null) return;
    this.kept.keep(file.debtor.id, step.form, step.about, values);
    this.set({ step: { ...step, values, errors: {} } });
  }

  async submit(): Promise<void> {
    const { step, busy } = this.store.get();
    const { file, assessment } = this.subject();
    if (step?.kind !== 'form' || file === null || assessment === null || busy) return;
    const { form, values, about } = step;
    const table = words(this.language());
    if (form === 'insert-anyway') {
      const reason = (values['reason'] ?? '').trim();
      if (reason === '') return this.set({ step: { ...step, errors: { reason: table.required } } });
      this.kept.drop(file.debtor.id, form, about);
      this.leaveStep();
      return this.insert(reason);
    }
    const fact = factOf(form, values, { file, assessment, about, language: this.language(), today: file.today });
    if (!fact.ok) return this.set({ step: { ...step, errors: fact.problem } });
    const request = this.kept.requestFor(file.debtor.id, form, about, fact.value, () => this.options.newId() as RequestId);
    if (!(await this.recordAndTell(fact.value, table.toastNoted, request))) return;
    this.kept.drop(file.debtor.id, form, about);
    if (this.subject().file?.debtor.id !== file.debtor.id) return this.set({});
    this.leaveStep();
    if (form === 'call' && (values['outcome'] === 'promise' || values['outcome'] === 'dispute')) this.openForm(values['outcome'], null);
    else this.focus('next-step');
  }

  /* ---- texts ---- */

  private async write(reply: ReplyKind | null): Promise<Written | null> {
    const context = this.context(this.subject());
    if (context === null) return null;
    const writing = await this.insertion.write(context, reply);
    if (writing.kind === 'failed') this.trouble('insert', writing.problem);
    return writing.kind === 'written' ? writing.written : null;
  }

  async preview(reply: ReplyKind | null): Promise<void> {
    const turn = this.turn;
    const written = await this.write(reply);
    if (written === null || turn !== this.turn) return;
    const again = this.store.get().step?.kind === 'preview';
    this.written = written;
    this.reply = reply;
    const view = this.store.get().view;
    const title = reply === null && view?.kind === 'debtor' ? view.nextStep.title : reply === null ? '' : words(this.language()).replies[reply];
    this.set({ step: { kind: 'preview', draft: previewOf(written, title) }, pasteHint: false });
    if (!again) this.focus('step');
  }

  edit(subject: string, html: string): void {
    if (this.written !== null) this.insertion.keep(this.written, subject, html);
  }

  async resetText(): Promise<void> {
    if (this.written !== null) this.insertion.forget(this.written.key);
    await this.preview(this.reply);
  }

  /** `anyway`: the clerk's reason for a reminder on old figures. */
  async insert(anyway: string | null, reply: ReplyKind | null = null): Promise<void> {
    const { view, step, busy } = this.store.get();
    const subject = this.subject();
    const context = this.context(subject);
    if (context === null || subject.file === null || busy) return;
    const ofPreview = step?.kind === 'preview';
    const what = ofPreview ? this.reply : reply;
    if (what === null && anyway === null && view?.kind === 'debtor' && view.nextStep.primary?.action.kind === 'refresh') return this.openForm('insert-anyway', null);
    this.set({ busy: true, pasteHint: false });
    const written = await this.write(what);
    if (written === null) return this.set({ busy: false });
    if (written.outdated && !(ofPreview && step.draft.outdated)) {
      this.set({ busy: false });
      return this.preview(what);
    }
    const state = await this.insertion.carryOut(context, written);
    this.set({ busy: false });
    if (state.kind === 'failed') return this.insertionFailed(state.problem, state.stillReserved !== null);
    if (state.kind !== 'done') return;
    this.problems.clear('insert');
    if (state.notNoted !== null) this.problems.note('record', state.notNoted);
    const table = words(this.language());
    const same = this.subject().file?.debtor.id === subject.file.debtor.id;
    if (same) this.leaveStep();
    if (state.inserted.as === 'copied') this.set({ pasteHint: true });
    const told = state.inserted.as === 'copied' ? `${table.copied}. ${table.pasteHint}` : what === null ? table.toastInserted : table.toastNoted;
    this.toast(told, null);
    if (same) this.focus('next-step');
    if (anyway !== null && written.final.kind === 'reminder') await this.record({ kind: 'lint-overridden', reference: written.final.reminder.reference, finding: 'ledger-too-old', reason: anyway });
  }

  private async insertionFailed(problem: Problem, stillReserved: boolean): Promise<void> {
    this.trouble('insert', problem);
    if (stillReserved || problem.code.startsWith('log/')) {
      this.leaveStep();
      await this.refresh(false);
    }
  }

  /** The text on the clipboard, without taking the step: for when the mailbox or the server does not answer. */
  async copyText(): Promise<void> {
    const written = await this.write(this.store.get().step?.kind === 'preview' ? this.reply : null);
    if (written === null) return;
    const copied = await this.options.host.insertDraft({ ...draftOf(written.final), channel: 'copied' }, null);
    if (!copied.ok) return this.trouble('insert', copied.problem);
    this.set({ pasteHint: true });
    this.toast(words(this.language()).copied, null);
  }

  /* ---- what the clerk presses ---- */

  act(action: PanelAction, sentOn: string | null = null): void {
    void this.carryOut(action, sentOn);
  }

  private async carryOut(action: PanelAction, sentOn: string | null): Promise<void> {
    const table = words(this.language());
    switch (action.kind) {
      case 'insert-reminder': return this.insert(null);
      case 'preview': return this.preview(null);
      case 'insert-reply': return this.preview(action.reply);
      case 'confirm-sent': return this.settle({ kind: 'reminder-sent', reference: action.reference, sentOn: (sentOn ?? this.today) as LocalDate, proof: 'clerk' }, table.toastSent);
      case 'discard-draft': return this.settle({ kind: 'draft-discarded', reference: action.reference as ReminderReference, reason: 'clerk' }, table.toastDiscarded);
      case 'record-promise': return this.openForm('promise', null);
      case 'open-dispute': return this.openForm('dispute', null);
      case 'close-dispute': return this.openForm('close-dispute', action.entry);
      case 'set-hold': return this.openForm('hold', null);
      case 'lift-hold': return this.settle({ kind: 'hold-lifted', hold: action.entry }, table.toastNoted);
      case 'add-note': return this.openForm('note', null);
      case 'record-call': return this.openForm('call', null, action.outcome === null ? {} : { outcome: action.outcome });
      case 'skip-step': return this.openForm('skip', action.stage);
      case 'void-entry': return this.voidEntry(action.entry);
      case 'choose-debtor': return this.choose(action.debtor, 'thread');
      case 'change-debtor': return this.openStep({ kind: 'search' });
      case 'not-a-customer': return this.choose(null, 'thread');
      case 'open-debtor': return this.openDebtor(action.debtor, false);
      case 'new-message': return this.openDebtor(action.debtor, true);
      case 'refresh': return this.refresh(true);
      case 'retry': return this.retry();
      case 'copy-text': return this.copyText();
      case 'show-unreadable-rows': return this.openStep({ kind: 'settings' });
    }
  }

  private async settle(fact: LogFact, told: string): Promise<void> {
    if (this.store.get().busy) return;
    if (await this.recordAndTell(fact, told)) this.focus('next-step');
  }

  setTab(tab: Snapshot['tab']): void {
    this.leaveStep();
    if (tab === 'message' && this.other !== null) this.turn += 1;
    if (tab === 'message') {
      this.other = null;
      this.choices = NO_CHOICES;
    }
    this.set({ tab, waiting: tab === 'message' ? this.store.get().waiting : 'no' });
    if (tab === 'worklist') void this.readWorklist();
    else if (this.messageKey !== this.options.host.itemKey()) void this.readOpen(false);
    else this.set({ waiting: 'no' });
  }

  moveInWorklist(at: number): void {
    this.set({ worklistAt: at });
  }

  openStep(step: Step): void {
    this.set({ step });
    this.focus('step');
  }
  /** Back; what was typed is kept. */
  closeStep(): void {
    const { step } = this.store.get();
    this.leaveStep();
    this.focus(step?.kind === 'preview' ? 'preview' : this.subject().file === null ? 'heading' : 'next-step');
  }
  private leaveStep(): void {
    this.written = null;
    if (this.store.get().step !== null) this.set({ step: null });
  }

  setLanguage(language: Language): void {
    this.options.rememberLanguage(language);
    this.set({ language });
  }
  ledgerChanged(ledger: LedgerState): void {
    this.set({ ledger });
  }
  packChanged(pack: Pack): void {
    this.pack = pack;
    this.set({});
  }
  currentPack(): Pack | null {
    return this.pack;
  }
  get records(): HttpRecords {
    return this.options.records;
  }
  day(): LocalDate {
    return this.today;
  }

  undoLast(): void {
    const { undo } = this;
    this.undo = null;
    this.set({ toast: null });
    undo?.();
  }

  /* ---- what is shown ---- */

  private language(): Language {
    return this.store.get().language;
  }
  private trouble(source: ProblemSource, problem: Problem): void {
    this.problems.note(source, problem);
    this.set(source === 'start' ? { waiting: 'no' } : {});
  }
  private toast(text: string, undo: (() => void) | null): void {
    const id = (this.toasts += 1);
    this.undo = undo;
    this.set({ toast: { id, text, undo: undo !== null }, announcement: text });
    setTimeout(() => this.store.get().toast?.id === id && this.set({ toast: null }), TOAST_MS);
  }
  private focus(on: string): void {
    this.set({ focus: { on, turn: (this.store.get().focus?.turn ?? 0) + 1 } });
  }

  private set(change: Partial<Snapshot>): void {
    const before = this.store.get();
    const next = { ...before, ...change };
    const view = this.present(next.language, next.tab);
    const announcement = change.announcement ?? (view !== null && 'announcement' in view && (before.view === null || !('announcement' in before.view) || before.view.announcement !== view.announcement) ? view.announcement : before.announcement);
    const worklist = this.worklist === null || this.pack === null ? null : presentWorklist(this.worklist, this.pack, next.language, this.today);
    const { file } = this.subject();
    this.store.set({
      ...next, view, announcement, worklist,
      fromWorklist: this.other !== null,
      dueCount: this.worklist === null ? null : this.worklist.rows.filter(({ assessment }) => assessment.kind === 'remind' || assessment.kind === 'call' || assessment.kind === 'letter').length,
      unsaved: file === null ? [] : [...new Set(this.kept.of(file.debtor.id).map(({ form }) => form))],
      bar: this.problems.bar(next.language, this.today),
    });
  }

  private present(language: Language, tab: Snapshot['tab']): PanelView | PlainPage | null {
    const { pack, me } = this;
    const table = words(language);
    if (pack === null || me === null) return null;
    if (tab === 'worklist' && this.other === null) return null;
    if (this.other === null && this.page === 'no-message') return { kind: 'plain', title: table.noMessageTitle, text: table.noMessageText };
    if (this.other === null && this.page === 'compose') return { kind: 'plain', title: table.composeTitle, text: table.composeText };
    const subject = this.subject();
    const { file, assessment, identification } = subject;
    if (file === null && identification === null) return null;
    const context = this.context(subject);
    const recipient = context === null ? null : recipientOf(context);
    const stage = assessment !== null && 'proposal' in assessment ? assessment.proposal.stage : null;
    const chosen = stage === null || file === null || recipient === null ? null : {
      tone: this.choices.tone ?? stage.tones[0] ?? 'courteous', language: this.choices.language ?? file.debtor.language, channel: recipient.channel,
    };
    const input = { language, me, pack, identification, recipient, chosen, offsetMinutes: minutesFrom(pack.profile.timeZone, file?.source.asOf ?? null) };
    if (this.other !== null && file !== null && assessment !== null) return presentDebtor({ ...input, file, assessment }, file.today);
    const view = presentThread({ ...input, file, assessment }, file?.today ?? this.today);
    if (view.kind !== 'chooser') return view;
    const scopes = this.scopes();
    return { ...view, remember: { ...view.remember, options: view.remember.options.filter(({ value }) => scopes.includes(value)) } };
  }
}

/** The company's clock against UTC, when the figures were read. */
function minutesFrom(timeZone: string, instant: string | null): number {
  const at = instant === null ? new Date() : new Date(instant);
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? '0');
  return Math.round((Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - at.getTime()) / 60_000);
}
